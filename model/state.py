"""The states: what is remembered of the nation, and of each municipality, council, seat and social team.

Every state is declared once, with its bounds, unit and meaning. The Mesa agents get an attribute for each, the engine
a field of a record for each, and the tests their bounds.

A `level` can move both ways at any time; it should not stick at a bound, and a test counts how often it does. Not
levels are counts, flags, facts, what an order sets for a month, work that is done once and for all (readiness), and
what is zero because nobody is there (power without a champion, means without a team).
"""

from dataclasses import dataclass
from functools import cache
from math import inf
from types import SimpleNamespace
from typing import TYPE_CHECKING

from model.measures import NUMBER
from model.rules.steering_form import FORMS

if TYPE_CHECKING:
    import numpy


LAST_MONTH = 65_535
"""The last month that a draw's address can hold (`model.chance`)."""


@dataclass(frozen=True, slots=True)
class State:
    """One state: `length` 0 is a single number, else a row of so many; `whole` for whole numbers."""

    name: str
    meaning: str
    low: float = 0.0
    high: float = 1.0
    unit: str = "0-1"
    length: int = 0
    whole: bool = False
    level: bool = False


def _level(name: str, meaning: str, length: int = 0) -> State:
    return State(name, meaning, level=True, length=length)


def _count(name: str, meaning: str, length: int = 0, low: float = 0.0, high: float = inf) -> State:
    return State(name, meaning, low, high, "number", length, whole=True)


def _month(name: str, meaning: str, length: int = 0) -> State:
    """A month of the run, -1 for never."""
    return State(name, meaning, -1, LAST_MONTH, "month", length, whole=True)


def _amount(name: str, meaning: str, unit: str, low: float = 0.0, high: float = inf, length: int = 0) -> State:
    return State(name, meaning, low, high, unit, length)


def _flag(name: str, meaning: str, length: int = 0) -> State:
    return State(name, meaning, 0, 1, "0 or 1", length, whole=True)


NATIONAL = (
    _count("law_month", "month in which the law takes effect, as now planned", low=-600),
    _count("announced_month", "month in which the law was announced", low=-inf),
    State("credibility", "how far the date is believed"),
    State("nearness", "felt nearness of the date"),
    State("clarity", "part of the requirements known"),
    _amount("deadline_pressure", "pull of the date", "ratio", high=1.5),
    State("felt_cut", "cut as it is felt", unit="share"),
    State("budget_cut", "cut as it stands in the books", unit="share"),
    State("deficit", "second wave in a municipality of exposure 1", unit="share"),
    State("reassessment", "attention asked by reassessments", unit="share"),
    _amount("news", "incidents in the news", "per team and year"),
    State("centralisation", "strength of national rules"),
    _flag("election", "whether this is an election month"),
    _count("since_election", "months since the last election in the run, -1 before one", low=-1),
    _count("incidents", "incidents last month"),
    _count("teams", "social teams last month"),
    _amount("variation", "spread of the share of measures embedded", "share", high=1.0),
)

FACTS = (
    _count("key", "identity: the number in the code"),
    _amount("population", "inhabitants", "inhabitants"),
    _amount("size", "inhabitants / 25,000", "ratio"),
    _amount("traits", "size, urbanity, age and income, standardised", "sd", low=-inf, length=4),
    _count("first_tie", "first of its ties"),
    _count("last_tie", "one past the last of its ties"),
)
AREAS = (
    _count("areas", "areas, each for one team"),
    _count("first_team", "row of its first area"),
)
DISPOSITIONS = (
    State("conviction_disposition", "conviction it began with"),
    State("strategy_disposition", "strategy it leans to"),
    State("participation_disposition", "participation it leans to"),
    State("communication_disposition", "communication it leans to"),
    State("learning_disposition", "learning it leans to"),
    State("internal_change_disposition", "internal change it leans to"),
    _amount("exposure", "exposure to the second wave", "ratio"),
    _amount("reluctance", "reluctance towards a first team", "sd", low=-inf),
    _count("secretary_role", "0 neither, 1 connector, 2 change leader", high=2),
    _count("secretary_cohort", "how many secretaries there have been"),
    State("informal_help", "informal help there is"),
)
CONDITIONS = (
    _level("pressure", "outside pressure"),
    _level("conviction", "conviction of the top"),
    _level("urgency", "urgency to change"),
    _level("cost_control", "drive to control costs"),
    _amount("savings", "savings by cost control", "share", high=1.0),
    _amount("rebound", "put-off need that comes back", "share", high=1.0),
    _amount("renewal", "savings by renewal", "share", high=1.0),
    _amount("balance", "balance of the books", "share", low=-inf, high=1.5),
    _amount("shortage", "shortage that presses", "share"),
    _amount("capacity", "attention of the whole organisation", "attention"),
    _amount("coordination", "what an activity costs extra in consultation", "ratio"),
    _amount("activity_cost", "attention that an average pilot asks in a month", "attention"),
    _amount("attention_budget", "attention there is this month", "attention"),
    _amount("attention_spent", "attention spent this month", "attention"),
    _amount("slack", "attention left for beginning something", "attention"),
    _amount("served", "part of the running pilots' need that was met", "share", high=1.0),
    _level("overload", "how far what is asked exceeds the budget"),
    State("readiness", "part of the transition's work that is done", unit="share"),
    State("haste", "part of attention spent on the date", unit="share"),
    _level("strategy", "explicit change strategy"),
    _level("participation", "participation"),
    _level("communication", "communication"),
    _level("learning", "learning"),
    _level("internal_change", "weight on the own organisation"),
    _level("support_staff", "support of staff"),
    _level("support_partners", "support of partners"),
    _level("support_citizens", "support of citizens"),
    _amount("start_factor", "factor on the hazard of beginning, by order", "ratio", high=3.0),
    State("champion_support", "help given to champions from outside"),
    State("power", "power of its champions together"),
    State("director_power", "power of the champion who is director"),
    State("councillor_power", "power of the champion in the council"),
    State("meeting", "how much of a directors' circle there is"),
    _count("champions", "champions"),
    _flag("closed", "whether no champion may come this month"),
    _amount("circle_conviction", "conviction of the directors one meets", "0-1", high=1.0),
    _amount("peer_gap", "weighted mean gap to others' conviction", "0-1", low=-1.0, high=1.0),
    _amount("peers_with_team", "weighted share of others with a team", "share", high=1.0),
    _amount("failures_elsewhere", "visible failures elsewhere, weighted", "number"),
    _level("room", "room left by council and alderman"),
    _level("mandate_given", "mandate given to teams"),
    _level("budget_given", "budget left to teams"),
    State("mandate_left", "part of the mandate that national rules leave", unit="share"),
    State("coherence", "how far its measures go together"),
    _amount("landing", "odds factor of pilots from teams, support and control", "ratio"),
    _amount("pace", "pace of pilots from support, relative to half support", "ratio"),
    _amount("first_team_hazard", "extra hazard of a first team", "1/month"),
)
PORTFOLIO = (
    _count("stage", "0 unseen, 1 considered, 2 pilot, 3 embedded, 4 dropped", NUMBER, high=4),
    _amount("hazard", "monthly hazard of beginning", "1/month", length=NUMBER),
    _amount("waiting_months", "deliberation still to go, -1 when undecided", "months", low=-1.0, length=NUMBER),
    _amount("progress", "attended months of the pilot", "months", length=NUMBER),
    _count("running", "months since the pilot began", NUMBER, high=LAST_MONTH),
    _count(
        "origin",
        "0 nowhere, 1 the top, 2 a team, 3 the state, 4 the other domain, 5 the date",
        NUMBER,
        high=5,
    ),
    State("fit", "likeness to the place it was copied from", length=NUMBER),
    _count("source", "key of the place it was copied from, 0 for one's own", NUMBER),
    _amount("successes", "successes seen, weighted, not yet forgotten", "number", length=NUMBER),
    _amount("failures", "failures seen, weighted, not yet forgotten", "number", length=NUMBER),
    _flag("blocked", "whether it may not be started", NUMBER),
    State("worth", "how well it works here", length=NUMBER),
    State("deployed", "in use: what it is worth, half of that as a pilot", length=NUMBER),
    _month("began", "month in which it was last begun, -1 never", NUMBER),
    _month("ended", "month in which it was embedded or dropped, -1 never", NUMBER),
)
EVENTS = (
    _count("starts", "pilots begun this month"),
    _count("embeddings", "measures embedded this month"),
    _count("drops", "pilots dropped this month"),
    _amount("failure_seen", "visible failures this month", "number"),
    _amount("failure_added", "visible failures an intervention brings this month", "number"),
    _count("firm", "firm decisions this month"),
    _count("reorganised", "reorganisations begun this month"),
    _count("incidents", "incidents this month"),
    _count("incidents_added", "incidents an intervention brings this month"),
    _count("number_of_teams", "social teams"),
    _count("founding", "teams to be founded this month"),
)
TALLIES = (
    _count("ingezet", "measures running for three months or embedded", high=NUMBER),
    _count("ingezet_in_cell", "the same by cell", 4, high=4),
    _count("embedded", "measures embedded", high=NUMBER),
    _count("embedded_in_window", "own measures embedded in the tempo window", high=NUMBER * 20),
    _count("ingezet_at_date", "ingezet on the type date", high=NUMBER),
    _count("ingezet_in_cell_at_date", "the same by cell", 4, high=4),
    _month("eighth_month", "month of the eighth measure ingezet, -1 never"),
    _month("first_team_month", "month of the first team, -1 never"),
    _count("all_starts", "pilots begun so far"),
    _count("all_drops", "pilots dropped so far"),
    _count("all_incidents", "incidents so far"),
    _count("champion_months", "champion-months so far"),
)
TEAM_MEANS = (
    *(
        State(f"team_{name}", f"mean of its teams: {name.replace('_', ' ')}")
        for name in (
            "quality", "mandate", "breadth", "integration", "informal_ties", "integral", "tailoring", "result",
            "responsiveness", "prevention",
        )
    ),
    _amount("team_load", "mean load of its teams", "ratio"),
    _amount("team_waiting", "mean waiting at its teams", "weeks"),
)  # fmt: skip
OUTCOMES = (
    _level("integral_working", "integral working"),
    _level("tailoring", "tailoring"),
    _level("result_orientation", "result orientation"),
    _level("responsiveness", "responsiveness"),
    _level("prevention", "prevention of heavier care"),
    _level("active_citizenship", "active citizenship"),
    _level("philosophy", "desired form of steering, adding up to 1", len(FORMS)),
    _level("practice", "practised form of steering, adding up to 1", len(FORMS)),
)
PUBLICATION = (
    _count("key", "identity of the municipality"),
    State("conviction", "conviction at the end of last month"),
    State("director", "power of the director champion at the end of last month"),
    _amount("failure_seen", "visible failures last month", "number"),
    State("performance", "mean of the goals at the end of last month"),
    _count("ended_from", "first measure embedded or dropped last month", high=NUMBER),
    _count("ended_to", "one past the last of them, 0 for none", high=NUMBER),
    _flag("team", "whether it had a team at the end of last month"),
    _flag("success", "embedded last month", NUMBER),
    _flag("failure", "dropped last month", NUMBER),
    _flag("embedded", "embedded at the end of last month", NUMBER),
)
"""What a municipality makes known at the end of a month: all that others can know of it."""

MUNICIPALITY = (
    *FACTS,
    *AREAS,
    *DISPOSITIONS,
    *CONDITIONS,
    *PORTFOLIO,
    *EVENTS,
    *TALLIES,
    *TEAM_MEANS,
    *OUTCOMES,
)

COUNCIL = (
    _level("appetite_council", "the council's appetite for risk"),
    _level("appetite_alderman", "the alderman's appetite for risk"),
    _level("appetite", "appetite for risk: mean of council and alderman"),
    _level("trust", "trust between council and executive"),
    _level("control", "control by the council"),
    State("resting_control", "control in quiet times"),
    _level("informal_exchange", "share of decisions preceded by informal exchange"),
    State("exchange_disposition", "informal exchange it leans to"),
    State("accountability", "accountability asked on top of its own control", -1.0, 1.0, "-1 to 1"),
    State("room_agreed", "room that an order agrees upon"),
    State("agreement", "room agreed upon in the coalition talks, for the term"),
    State("calm", "part of the reflex that an order holds off"),
    _count("alderman_cohort", "how many aldermen there have been"),
    _count("alarms", "months in which control jumped"),
)

SEAT = (
    _count("seat", "0 director to 5 project leader", high=5),
    _count("cohort", "how many champions have sat here"),
    _flag("active", "whether a champion sits here"),
    _level("energy", "the champion's energy"),
    State("power", "the champion's power"),
)

SOCIAL_TEAM = (
    _count("area", "its area, counted from 0"),
    _month("born", "month in which it was founded, -1 not yet"),
    _level("settled", "how settled it is"),
    _level("breadth", "breadth of tasks"),
    _level("integration", "integration"),
    _level("competence", "generalist competence"),
    _level("specialist_knowledge", "specialist knowledge"),
    _level("help_seeking", "readiness to ask the specialist"),
    _level("informal_ties", "ties with informal networks"),
    _level("work_participation", "grip on work participation"),
    _level("mandate", "mandate"),
    _level("budget", "own budget"),
    State("habit", "its own readiness to ask"),
    _amount("character", "what this team makes of the same conditions", "ratio"),
    _amount("need", "need in its area", "ratio", high=20.0),
    _amount("load", "load", "ratio", high=50.0),
    _amount("waiting", "waiting time", "weeks", high=5_000.0),
    _level("pull_back", "how strongly it is pulled back"),
    State("missed", "special problems that are neither known nor asked about", unit="share"),
    State("incident_chance", "chance of an incident a month"),
    _flag("incident", "incident this month"),
    _count("invented", "practices invented and noticed"),
)

TIE = (
    _count("target", "place in the table of the other"),
    _flag("neighbour", "whether the two border on each other"),
    _flag("region", "whether they are in one region"),
    _flag("alike", "whether one is among the most alike to the other"),
    State("closure", "how far their directors are in one circle, 0 if they cannot meet"),
    State("likeness", "how much alike they are"),
)
"""A tie of a municipality with another; it does not change."""

KINDS = {
    "national": NATIONAL,
    "municipality": MUNICIPALITY,
    "publication": PUBLICATION,
    "council": COUNCIL,
    "seat": SEAT,
    "social_team": SOCIAL_TEAM,
}


WHOLE = ("int8", "int32", "int64")
"""Types of whole numbers, narrowest first."""


@cache
def record(kind: str) -> "numpy.dtype[numpy.void]":
    """Return the numpy record type of a kind: one of KINDS."""
    return record_of(KINDS[kind])


def record_of(states: "tuple[State, ...]") -> "numpy.dtype[numpy.void]":
    """Return the numpy record type with a field for each state."""
    import numpy

    fields = []
    for state in states:
        of = numpy.dtype(numpy.float64)
        if state.whole:
            # As narrow as its bounds allow: the states of a country then fit in a processor's cache.
            of = next(numpy.dtype(each) for each in WHOLE if fits(state, numpy.iinfo(each)))
        fields.append((state.name, of, (state.length,)) if state.length else (state.name, of))
    return numpy.dtype(fields, align=True)


def fits(state: State, whole: "numpy.iinfo[numpy.signedinteger]") -> bool:
    """Whether every value that a state may have is one of a type of whole numbers; unbounded ones need the widest."""
    widest = whole.bits == 64
    return widest or (whole.min <= state.low and state.high <= whole.max)


def blank(kind: str) -> SimpleNamespace:
    """Return something with an attribute of zero for each state of a kind."""
    holder = SimpleNamespace()
    set_blank(holder, kind)
    return holder


def set_blank(holder: object, kind: str) -> None:
    """Give an object an attribute of zero for each state of a kind."""
    for state in KINDS[kind]:
        zero = 0 if state.whole else 0.0
        setattr(holder, state.name, [zero] * state.length if state.length else zero)
