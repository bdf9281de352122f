"""The sixteen measures a municipality can take: four in each cell of {field, own organisation} x {set-up, ways of
working}.

That each measure exists stands in the sources cited; that there are sixteen, and what each costs and brings, is an
assumption. Costs, risks, needs and effects differ, so that it matters which ones a municipality takes.
"""

from dataclasses import dataclass

CELLS = ("field_setup", "field_ways", "own_setup", "own_ways")
GOALS = ("integral_working", "tailoring", "result_orientation", "responsiveness", "prevention")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: where it acts, what it needs, what it costs and what it brings.

    `attention` is what a pilot asks, relative to an average one. `risk` scales the evidence that a municipality wants
    first. `power` is the exponent on leadership power: 1 for what a project leader can carry, more for what only the
    top can push through. `firm`: a decision that binds others, such as a tender. `local`: can begin without the top.
    `from_below`: a team can invent it. `effects` are its contributions to the five goals, 0 to 1, in the order of
    GOALS.
    """

    id: str
    name: str
    label: str
    label_nl: str
    label_environment: str
    label_environment_nl: str
    meaning: str
    cell: str
    needs: str
    evidence: tuple[str, ...]
    attention: float
    risk: float
    power: float
    firm: bool
    local: bool
    from_below: bool
    effects: tuple[float, float, float, float, float]


# fmt: off
MEASURES: tuple[Measure, ...] = (
    Measure("F1", "first_team", "first social team", "sociaal team als proef", "first environment table",
            "omgevingstafel als proef",
            "One pilot team for several kinds of need.",
            "field_setup", "", ("A2", "A4", "B8"), 1.0, 0.9, 1.0, False, True, False, (0.5, 0.4, 0.0, 0.0, 0.0)),
    Measure("F2", "area_teams", "area-wide teams", "gebiedsdekkende teams", "environment tables in every area",
            "gebiedsdekkende omgevingstafels",
            "One known team per area, overlaps removed.",
            "field_setup", "F1", ("A4", "C3", "C14"), 1.4, 1.0, 1.0, False, False, False, (0.6, 0.3, 0.0, 0.0, 0.3)),
    Measure("F3", "integrated_access", "integrated access", "integrale toegang", "one counter for permits",
            "één vergunningenloket",
            "One front door for youth care, social support, work and income.",
            "field_setup", "", ("A2", "C4"), 1.1, 0.9, 1.0, False, False, False, (0.6, 0.0, 0.0, 0.5, 0.0)),
    Measure("F4", "result_tendering", "tendering on results", "aanbesteding op resultaat", "contracts on results",
            "contracten op resultaat",
            "Teams or care bought for a period on results per area; a firm decision.",
            "field_setup", "F1", ("A12", "B3", "E2", "E5"), 1.1, 1.1, 1.2, True, False, False,
            (0.0, 0.0, 0.9, 0.3, 0.0)),
    Measure("F5", "co_creation", "co-creation", "co-creatie", "co-creation of the environment vision",
            "co-creatie van de omgevingsvisie",
            "Policy made together with providers and residents, from the start.",
            "field_ways", "", ("A12", "B2", "B5", "B11", "E7"), 1.0, 0.9, 1.0, False, True, True,
            (0.4, 0.4, 0.0, 0.0, 0.0)),
    Measure("F6", "one_plan", "one household, one plan", "familiegroepsplan", "one plan per initiative",
            "één plan per initiatief",
            "A plan from the household's own need, with one coordinator.",
            "field_ways", "", ("C12", "E3"), 0.9, 1.0, 1.0, False, True, True, (0.5, 0.7, 0.0, 0.0, 0.0)),
    Measure("F7", "informal_networks", "informal networks", "nulde lijn, wijkplan", "residents' initiatives first",
            "bewonersinitiatief eerst",
            "Collective and informal help before individual care, in a neighbourhood plan.",
            "field_ways", "", ("C3", "C4", "C10", "E3"), 0.9, 1.0, 1.0, False, True, True, (0.0, 0.3, 0.0, 0.0, 0.8)),
    Measure("F8", "specialist_on_call", "specialist on call", "consultatie van specialisten", "experts on call",
            "deskundigen op afroep",
            "Generalists ask early, specialists stay near.",
            "field_ways", "F1", ("C3", "E4", "D15"), 0.8, 0.8, 1.0, False, True, True, (0.0, 0.4, 0.0, 0.3, 0.5)),
    Measure("O1", "reorganisation", "merged department", "reorganisatie", "merged department",
            "samengevoegde afdeling",
            "One department for the domain instead of three.",
            "own_setup", "", ("A13", "B5"), 2.0, 1.5, 2.5, True, False, False, (0.6, 0.0, 0.0, 0.3, 0.0)),
    Measure("O2", "area_budget", "one area budget", "ontschot gebiedsbudget", "one area budget", "één gebiedsbudget",
            "Money follows area and need across the laws.",
            "own_setup", "", ("C3", "C10", "C12", "E5"), 1.3, 1.3, 1.8, False, False, False,
            (0.5, 0.4, 0.4, 0.0, 0.0)),
    Measure("O3", "secondment", "secondment of social services", "detachering sociale dienst", "secondment of experts",
            "detachering van deskundigen",
            "The municipality's own staff for work and income sit in the teams.",
            "own_setup", "F1", ("B7", "C4"), 1.0, 1.0, 1.5, False, False, False, (0.4, 0.0, 0.0, 0.0, 0.3)),
    Measure("O4", "area_data", "area data", "gebiedsmonitor", "area monitor", "gebiedsmonitor",
            "Tracking per area whether goals are reached.",
            "own_setup", "", ("C12", "D13", "D15"), 0.9, 0.8, 1.4, False, False, False, (0.0, 0.0, 0.5, 0.3, 0.4)),
    Measure("O5", "mandate", "mandate for the front line", "mandaat", "mandate for case managers",
            "mandaat voor casemanagers",
            "Professionals decide, with a budget and a method, without going back.",
            "own_ways", "F1", ("C10", "C11", "E4"), 1.0, 1.3, 1.5, False, False, False, (0.0, 0.6, 0.0, 0.6, 0.0)),
    Measure("O6", "peer_consultation", "peer consultation and retraining", "intervisie, omscholing",
            "retraining of permit officers", "omscholing vergunningverleners",
            "Staff reflect together and learn the new role.",
            "own_ways", "", ("B5", "A11", "D22"), 0.9, 0.7, 1.2, False, True, True, (0.4, 0.4, 0.0, 0.0, 0.0)),
    Measure("O7", "room_to_deviate", "room to deviate", "ruimte in de regels", "yes, if", "ja, mits",
            "Tailoring may beat the rule, and accountability is lighter.",
            "own_ways", "", ("C3", "C7", "E2", "E5", "E10"), 1.0, 1.4, 1.5, False, False, True,
            (0.0, 0.6, 0.0, 0.5, 0.0)),
    Measure("O8", "learning_accountability", "learning accountability", "lerende kwartaalrapportage",
            "learning accountability", "lerende verantwoording",
            "Each quarter: what was done, what does not go well yet, what comes next.",
            "own_ways", "F1", ("C9", "C12", "B13"), 0.8, 0.9, 1.3, False, False, True, (0.0, 0.0, 0.5, 0.4, 0.0)),
)
# fmt: on

NUMBER = len(MEASURES)
IDS = tuple(measure.id for measure in MEASURES)
POSITION = {measure.id: position for position, measure in enumerate(MEASURES)}

# The table as plain tuples of numbers, in the form that rules read.
CELL = tuple(CELLS.index(measure.cell) for measure in MEASURES)
OWN = tuple(1.0 if measure.cell.startswith("own") else 0.0 for measure in MEASURES)
WAYS = tuple(1.0 if measure.cell.endswith("ways") else 0.0 for measure in MEASURES)
NEEDS = tuple(POSITION[measure.needs] if measure.needs else -1 for measure in MEASURES)
ATTENTION = tuple(measure.attention for measure in MEASURES)
RISK = tuple(measure.risk for measure in MEASURES)
POWER = tuple(measure.power for measure in MEASURES)
FIRM = tuple(1.0 if measure.firm else 0.0 for measure in MEASURES)
LOCAL = tuple(1.0 if measure.local else 0.0 for measure in MEASURES)
FROM_BELOW = tuple(1.0 if measure.from_below else 0.0 for measure in MEASURES)
FOR_INTEGRAL_WORKING, FOR_TAILORING, FOR_RESULT_ORIENTATION, FOR_RESPONSIVENESS, FOR_PREVENTION = zip(
    *(measure.effects for measure in MEASURES), strict=True
)

FIRST_TEAM, AREA_TEAMS, INTEGRATED_ACCESS, RESULT_TENDERING = 0, 1, 2, 3
CO_CREATION, ONE_PLAN, INFORMAL_NETWORKS, SPECIALIST_ON_CALL = 4, 5, 6, 7
REORGANISATION, AREA_BUDGET, SECONDMENT, AREA_DATA = 8, 9, 10, 11
MANDATE, PEER_CONSULTATION, ROOM_TO_DEVIATE, LEARNING_ACCOUNTABILITY = 12, 13, 14, 15

# Stages of a measure in a municipality.
UNSEEN, CONSIDERED, PILOT, EMBEDDED, DROPPED = 0, 1, 2, 3, 4
STAGES = ("unseen", "considered", "pilot", "embedded", "dropped")

# Where a measure came from.
NOWHERE, THE_TOP, A_TEAM, THE_STATE, OTHER_DOMAIN, THE_DATE = 0, 1, 2, 3, 4, 5
ORIGINS = ("nowhere", "the top", "a team", "the state", "the other domain", "the date of the law")
