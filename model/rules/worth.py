"""What a measure is worth in a place: how well it works there, and how well it goes together with the rest.

That a measure is embedded says little of what it does. What was copied from an unlike place fits less (C5), and who had
seen little of it elsewhere has still to find out how it works: waiting to see what works is a sound strategy (A6). In
use it improves by doing, where a municipality learns (C1, C9, B13). Many changes at once have to be kept manageable
(A11) and must not become too complex (D15, C14): steering keeps more of them together. Sizes are assumptions.
"""

from model.rule import rule
from model.rules.forms import positive, saturating


@rule
def worth_at_first(fit, lessons, p):
    """Return how well a measure would work if it were embedded now, 0 to 1.

    `fit` is that of the practice once adapted, `lessons` counts the pilots, own and others', that were learnt from.
    """
    known = saturating(lessons / p.lessons_wanted)
    return fit * (p.worth_untaught + (1.0 - p.worth_untaught) * known)


@rule
def worth_after(worth, learning, p):
    """Return how well an embedded measure works a month later, 0 to 1."""
    return worth + learning * (1.0 - worth) / p.worth_months


@rule
def coherence(embedded, strategy, p):
    """Return the part of their worth that so many embedded measures have together, 0 to 1."""
    beyond = positive(embedded - p.manageable * (1.0 + strategy), 0.5)
    return 1.0 / (1.0 + p.incoherence * beyond)
