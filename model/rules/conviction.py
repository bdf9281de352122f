"""Conviction of the top that it must change: moved by champions, peers and own results, pulled back by old doubts (A9,
A14).
"""

from model.rule import rule


@rule
def conviction_after(conviction, disposition, power, pull_of_circle, pull_of_peers, success, failure, p):
    """Return conviction a month later, 0 to 1.

    `power` is the power of the champions together; `pull_of_peers` the weighted mean gap to the conviction of those
    one is tied to; `success` and `failure` are this month's own pilots embedded and dropped.
    """
    change = (
        p.persuasion * power * (1.0 - conviction)
        + p.doubt * (disposition - conviction)
        + p.peer_pull * pull_of_peers
        + pull_of_circle
        + 0.03 * success * (1.0 - conviction)
        - 0.03 * failure * conviction
    )
    return min(0.99, max(0.01, conviction + change))
