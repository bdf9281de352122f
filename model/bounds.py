"""Where states may stand at their bounds. All others are counted: they may in at most a twentieth of agent-months.

A state that sticks at a bound no longer tells what moves it. Whole numbers are not counted: a flag is always at one.
"""

from model.state import KINDS, State

AT_BOUND = 0.05
"""The part of agent-months in which a state may stand at a bound."""

STOPS: dict[str, tuple[float, float]] = {
    "conviction": (0.01, 0.99), "trust": (0.01, 0.99), "settled": (0.01, 1.0), "support_staff": (0.01, 1.0),
    "support_partners": (0.01, 1.0), "support_citizens": (0.01, 1.0), "active_citizenship": (0.02, 1.0),
    "mandate_given": (0.03, 0.95), "budget_given": (0.0, 0.95), "appetite_council": (0.02, 0.98),
    "appetite_alderman": (0.02, 0.98), "informal_exchange": (0.02, 0.98),
}  # fmt: skip
"""Where a rule itself stops a state short of its declared bounds."""

NOBODY = "zero where there is no champion in the seat"
NO_TEAM = "zero where there is no team yet"
AN_ORDER = "zero unless an intervention orders it"

RESTS: dict[str, dict[str, str]] = {
    "national": {
        "credibility": "one as long as the date has not moved",
        "clarity": "one from the date of the law on: what it asks is then known",
        "budget_cut": "zero before the law takes effect",
        "deficit": "zero before the second wave",
        "reassessment": "zero outside the half-year of reassessments",
        "news": "zero until a first incident",
    },
    "municipality": {
        "served": "one where attention is enough for all that runs",
        "readiness": "one once the work is done; it is never undone",
        "haste": "zero once the work for the date is done",
        "slack": "zero where all attention is spent",
        "champion_support": AN_ORDER,
        "failure_added": AN_ORDER,
        "power": NOBODY,
        "director_power": NOBODY,
        "councillor_power": NOBODY,
        "meeting": "zero where there is no director who meets others",
        "circle_conviction": "zero where there is no director who meets others",
        "peers_with_team": "a share of a few others: none has a team at first, all have one in the end",
        "failures_elsewhere": "zero in months in which nobody near failed visibly",
        "failure_seen": "zero in months without a visible failure",
        "first_team_hazard": "zero where no attention is left, and once the date's pull is gone",
        "hazard": "zero for what is not weighed, as what has begun",
        "waiting_months": "minus one where nothing is decided",
        "progress": "zero for what has not begun",
        "successes": "zero until a first success is seen",
        "failures": "zero until a first failure is seen",
        "deployed": "zero for what is not in use, one for what is embedded",
        **{
            f"team_{name}": NO_TEAM
            for name in (
                "quality", "mandate", "breadth", "integration", "informal_ties", "integral", "tailoring", "result",
                "responsiveness", "prevention", "load", "waiting",
            )
        },
    },
    "council": {
        "room_agreed": AN_ORDER,
        "calm": AN_ORDER,
        "agreement": "zero without an agreement in the coalition talks",
    },
}  # fmt: skip
"""States whose bound is a natural resting point, by kind of agent, each with the reason. No level is among them."""


def counted(kind: str) -> list[State]:
    """The states of a kind that are counted: fractions that have a bound and do not rest at it."""
    unbounded = (float("-inf"), float("inf"))
    return [
        state
        for state in KINDS[kind]
        if not state.whole and (state.low, state.high) != unbounded and state.name not in RESTS.get(kind, {})
    ]


def bounds_of(state: State) -> tuple[float, float]:
    """The lowest and the highest value that a state can come to have."""
    return STOPS.get(state.name, (state.low, state.high))
