"""What one learns from others: a belief per measure, fed by one's own and others' pilots, forgotten in time.

Others count by tie and likeness (C5, D5, fig. 6.3 to 6.8), failures half as visibly as successes (A6).
The belief is the mean of a Beta distribution with one success and one failure to begin with.
"""

from model.rule import rule


@rule
def tie_weight(neighbour, region, alike, closure, both_directors, likeness, p):
    """Return how much of what happens there is seen here, times likeness.

    A place that is neighbour and in the region counts fully; directors who meet see more of each other, the more so
    the more they are in one circle (`closure`).
    """
    tie = (neighbour + p.regional_weight * region + 0.5 * alike) / (1.5 + p.regional_weight)
    return (tie + p.circle_strength * closure * both_directors) * likeness


@rule
def belief(successes, failures):
    """Return the belief that a measure works, 0 to 1."""
    return (1.0 + successes) / (2.0 + successes + failures)


@rule
def evidence(successes, failures, embedded, p):
    """Return the successes that count: fewer where failures were seen as well.

    What a municipality has embedded itself of other measures makes the next step less of a leap (A4, B8).
    """
    return successes * belief(successes, failures) + p.experience_counts * embedded
