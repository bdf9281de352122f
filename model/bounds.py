"""Where states may stand at their bounds. All others are counted: they may in at most a twentieth of agent-months.

A state that sticks at a bound no longer tells what moves it. Whole numbers are not counted: a flag is always at one.
"""

from model.language import Words
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

NOBODY = Words("zero where there is no champion in the seat", "nul waar geen trekker op die plek zit")
NO_TEAM = Words("zero where there is no team yet", "nul waar nog geen team is")
AN_ORDER = Words("zero unless an intervention orders it", "nul tenzij een ingreep het oplegt")

RESTS: dict[str, dict[str, Words]] = {
    "national": {
        "credibility": Words("one as long as the date has not moved", "één zolang de datum niet is verschoven"),
        "budget_cut": Words("zero before the law takes effect", "nul voordat de wet in werking treedt"),
        "deficit": Words("zero before the second wave", "nul voor de tweede golf"),
        "reassessment": Words(
            "zero outside the half-year of reassessments", "nul buiten het halfjaar van herindicaties"
        ),
        "news": Words("zero until a first incident", "nul tot een eerste incident"),
    },
    "municipality": {
        "served": Words(
            "one where attention is enough for all that runs", "één waar de aandacht genoeg is voor alles wat loopt"
        ),
        "readiness": Words(
            "one once the work is done; it is never undone", "één zodra het werk af is; het gaat nooit verloren"
        ),
        "haste": Words("zero once the work for the date is done", "nul zodra het werk voor de datum af is"),
        "slack": Words("zero where all attention is spent", "nul waar alle aandacht op is"),
        "champion_support": AN_ORDER,
        "failure_added": AN_ORDER,
        "power": NOBODY,
        "director_power": NOBODY,
        "councillor_power": NOBODY,
        "meeting": Words(
            "zero where there is no director who meets others", "nul waar geen directeur is die anderen treft"
        ),
        "circle_conviction": Words(
            "zero where there is no director who meets others", "nul waar geen directeur is die anderen treft"
        ),
        "peers_with_team": Words(
            "a share of a few others: none has a team at first, all have one in the end",
            "een deel van enkele andere: eerst heeft geen een team, aan het eind hebben alle er een",
        ),
        "failures_elsewhere": Words(
            "zero in months in which nobody near failed visibly",
            "nul in maanden waarin niemand in de buurt zichtbaar faalde",
        ),
        "failure_seen": Words("zero in months without a visible failure", "nul in maanden zonder zichtbare mislukking"),
        "first_team_hazard": Words(
            "zero where no attention is left, and once the date's pull is gone",
            "nul waar geen aandacht over is, en zodra de datum niet meer trekt",
        ),
        "hazard": Words(
            "zero for what is not weighed, as what has begun",
            "nul voor wat niet wordt afgewogen, zoals wat is begonnen",
        ),
        "waiting_months": Words("minus one where nothing is decided", "min één waar niets is besloten"),
        "progress": Words("zero for what has not begun", "nul voor wat niet is begonnen"),
        "successes": Words("zero until a first success is seen", "nul tot een eerste succes is gezien"),
        "failures": Words("zero until a first failure is seen", "nul tot een eerste mislukking is gezien"),
        "deployed": Words(
            "zero for what is not in use, one for what is embedded",
            "nul voor wat niet in gebruik is, één voor wat is ingebed",
        ),
        **{
            f"team_{name}": NO_TEAM
            for name in (
                "quality",
                "mandate",
                "breadth",
                "integration",
                "informal_ties",
                "integral",
                "tailoring",
                "result",
                "responsiveness",
                "prevention",
                "load",
                "waiting",
            )
        },
    },
    "council": {
        "room_agreed": AN_ORDER,
        "calm": AN_ORDER,
        "agreement": Words(
            "zero without an agreement in the coalition talks", "nul zonder afspraak bij de coalitieonderhandelingen"
        ),
    },
}
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
