"""The outcomes: everything a run reports month by month, declared once, in the order in which it is recorded."""

from model.declaration import Outcome, unique
from model.measures import MEASURES


def _share(name: str, label: str, label_nl: str, meaning: str, *evidence: str) -> Outcome:
    return Outcome(name, "share", label, label_nl, meaning, 0.0, 1.0, evidence or ("ass.",))


def _level(name: str, label: str, label_nl: str, meaning: str, *evidence: str) -> Outcome:
    return Outcome(name, "0-1", label, label_nl, meaning, 0.0, 1.0, evidence or ("ass.",))


def _number(name: str, unit: str, label: str, label_nl: str, meaning: str, *evidence: str) -> Outcome:
    return Outcome(name, unit, label, label_nl, meaning, 0.0, None, evidence or ("ass.",))


# fmt: off
OUTCOMES: tuple[Outcome, ...] = (
    _share("share_cautious", "cautious", "voorzichtigen", "Share of municipalities that are cautious.", "A4", "B8"),
    _share("share_cautious_changer", "cautious changers", "voorzichtige veranderaars",
           "Share of municipalities that are cautious changers.", "A4", "B8", "B9"),
    _share("share_changer", "changers", "veranderaars", "Share of municipalities that are changers.", "A4", "B8"),
    _number("ingezet", "measures", "measures deployed", "maatregelen ingezet",
            "Mean number of measures that run for three months or are embedded.", "B8"),
    _number("embedded", "measures", "measures embedded", "maatregelen ingebed", "Mean number of measures embedded.", "A12"),
    _number("starts", "per municipality", "pilots begun", "gestarte proeven", "Pilots begun this month.", "B13"),
    _number("embeddings", "per municipality", "embeddings", "inbeddingen", "Measures embedded this month.", "A12"),
    _number("failures", "per municipality", "pilots dropped", "gestopte proeven", "Pilots dropped this month.", "B14"),
    _share("share_with_team", "with a social team", "met een sociaal team",
           "Share of municipalities with at least one social team.", "fig. 1.2", "fig. 1.6"),
    _number("teams", "teams", "social teams", "sociale teams", "Social teams in the country.", "A2"),
    _level("pressure", "pressure", "druk", "Mean outside pressure.", "A9"),
    _level("urgency", "urgency", "urgentie", "Mean urgency to change.", "A9"),
    _level("cost_control", "cost control", "kostenbeheersing", "Mean drive to control costs.", "A9", "C4"),
    _level("conviction", "conviction", "overtuiging", "Mean conviction at the top.", "A9"),
    _level("power", "power of champions", "doorzettingsmacht", "Mean power of champions.", "A10"),
    _number("champions", "per municipality", "champions", "trekkers", "Mean number of champions.", "B12"),
    _level("overload", "overload", "overbelasting", "Mean overload.", "C6"),
    _share("readiness", "readiness", "transitie op orde", "Mean part of the transition's work that is done.", "B6"),
    _share("share_ready", "ready", "op orde", "Share of municipalities with readiness of 0.95 or more.", "B6", "fig. 3.5"),
    _level("room", "room from the council", "ruimte van de raad", "Mean room to try and fail.", "A10", "B14"),
    _level("control", "control by the council", "controle door de raad", "Mean control by the council.", "B14"),
    _level("trust", "trust", "vertrouwen", "Mean trust between council and executive.", "B14"),
    _level("support_staff", "support of staff", "draagvlak bij medewerkers", "Mean support of staff.", "A12"),
    _level("support_partners", "support of partners", "draagvlak bij partners", "Mean support of partners.", "A12", "D20"),
    _level("support_citizens", "support of citizens", "draagvlak bij burgers", "Mean support of citizens.", "A12"),
    _level("learning", "learning", "leren", "Mean level of learning.", "B13"),
    _level("integral_working", "integral working", "integraal werken", "Mean of integral working.", "B3"),
    _level("tailoring", "tailoring", "maatwerk", "Mean of tailoring.", "A1", "B3"),
    _level("result_orientation", "result orientation", "resultaatgerichtheid", "Mean of result orientation.", "B3"),
    _level("responsiveness", "responsiveness", "slagvaardigheid", "Mean of responsiveness.", "A1", "B3"),
    _level("prevention", "prevention", "preventie", "Mean of prevention of first- and second-line care.", "B3"),
    _level("active_citizenship", "active citizenship", "actief burgerschap", "Mean of active citizenship.", "A1", "B18"),
    Outcome("balance", "share", "balance of the books", "saldo", "Mean balance, share of the transferred sum.",
            None, None, ("B18", "fig. 4.7")),
    _number("waiting", "weeks", "waiting time", "wachttijd", "Mean waiting at teams, over municipalities that have one.", "C3"),
    _number("incidents", "incidents", "incidents", "incidenten", "Incidents in the country this month.", "D3"),
    _level("centralisation", "national rules", "landelijke regels", "Strength of national rules.", "C2", "E5"),
    _level("team_mandate", "mandate of teams", "mandaat van teams", "Mean mandate of teams.", "C10"),
    _level("team_breadth", "breadth of teams", "breedte van teams", "Mean breadth of teams.", "C4"),
    _level("team_integration", "integration of teams", "integraliteit van teams", "Mean integration of teams.", "C4"),
    _level("team_informal_ties", "informal ties of teams", "informele banden van teams", "Mean informal ties of teams.", "C4"),
    _share("desired_new_forms", "collaborating and responsive, desired", "samenwerkend en responsief, gewenst",
           "Mean share of the two new forms in what municipalities want to be.", "D8"),
    _share("practised_new_forms", "collaborating and responsive, practised", "samenwerkend en responsief, in de praktijk",
           "Mean share of the two new forms in what municipalities do.", "D8", "D12"),
    *(
        _share(f"ingezet_{measure.id}", f"{measure.id} {measure.label}", f"{measure.id} {measure.label_nl}",
               f"Share of municipalities that deployed: {measure.label}.", *measure.evidence)
        for measure in MEASURES
    ),
)
# fmt: on

OUTCOME = unique("outcome", OUTCOMES)
COLUMN = {outcome.name: column for column, outcome in enumerate(OUTCOMES)}
