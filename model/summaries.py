"""The summaries: what a run comes down to, declared once, in the order in which it is computed. One number each.

Which is missing (not a number) where a run does not reach what it is about.
"""

from model.declaration import Outcome, unique
from model.outcomes import OUTCOME

AT_END = "_at_end"
OVER_LAST_YEAR = (
    "integral_working", "tailoring", "result_orientation", "responsiveness", "prevention", "active_citizenship",
    "balance", "waiting",
)  # fmt: skip
"""Outcomes of which a summary gives the mean over the last twelve months."""


def _at_end(name: str) -> Outcome:
    of = OUTCOME[name]
    return Outcome(
        name + AT_END, of.unit, f"{of.label}, last year", f"{of.label_nl}, laatste jaar",
        f"{of.meaning.rstrip('.')}: mean over the last twelve months.", of.low, of.high, of.evidence,
    )  # fmt: skip


def _share(name: str, label: str, label_nl: str, meaning: str, *evidence: str) -> Outcome:
    return Outcome(name, "share", label, label_nl, meaning, 0.0, 1.0, evidence)


def _number(name: str, unit: str, label: str, label_nl: str, meaning: str, *evidence: str) -> Outcome:
    return Outcome(name, unit, label, label_nl, meaning, 0.0, None, evidence)


# fmt: off
SUMMARIES: tuple[Outcome, ...] = (
    _number("tempo", "measures per year", "tempo", "tempo",
            "Mean of municipalities' tempo: own measures embedded a year, over the tempo window.", "A4", "A12"),
    _number("tempo_spread", "measures per year", "spread of tempo", "spreiding van tempo",
            "Standard deviation of tempo between municipalities.", "A4"),
    _number("months_to_half", "months", "time to half", "tijd tot de helft",
            "Months until half of the municipalities had half of the measures deployed; missing where that did not happen.",
            "A4", "B8"),
    _number("ingezet_at_date", "measures", "measures deployed on the type date", "maatregelen ingezet op de peildatum",
            "Mean number of measures deployed on the type date.", "B8"),
    _share("changer_at_date", "changers on the type date", "veranderaars op de peildatum",
           "Share of municipalities that are changers on the type date.", "A4", "B8"),
    _share("cautious_changer_at_date", "cautious changers on the type date", "voorzichtige veranderaars op de peildatum",
           "Share of municipalities that are cautious changers on the type date.", "A4", "B8"),
    _share("cautious_at_date", "cautious on the type date", "voorzichtigen op de peildatum",
           "Share of municipalities that are cautious on the type date.", "A4", "B8"),
    _share("changer_at_end", "changers at the end", "veranderaars aan het eind",
           "Share of municipalities that are changers at the end.", "A4", "B8"),
    _share("cautious_changer_at_end", "cautious changers at the end", "voorzichtige veranderaars aan het eind",
           "Share of municipalities that are cautious changers at the end.", "A4", "B8"),
    _share("cautious_at_end", "cautious at the end", "voorzichtigen aan het eind",
           "Share of municipalities that are cautious at the end.", "A4", "B8"),
    _number("embedded_at_end", "measures", "measures embedded at the end", "maatregelen ingebed aan het eind",
            "Mean number of measures embedded at the end.", "A12"),
    _number("all_starts", "per municipality", "pilots begun in all", "gestarte proeven in totaal",
            "Pilots begun over the whole run, mean over municipalities.", "B13"),
    _number("all_failures", "per municipality", "pilots dropped in all", "gestopte proeven in totaal",
            "Pilots dropped over the whole run, mean over municipalities.", "B14"),
    _number("all_incidents", "incidents", "incidents in all", "incidenten in totaal",
            "Incidents in the country over the whole run.", "D3"),
    _share("with_team_at_law", "with a social team at the law's date", "met een sociaal team op de wetsdatum",
           "Share of municipalities with a social team when the law, as first planned, takes effect.", "fig. 1.2"),
    _share("ready_at_law", "ready at the law's date", "op orde op de wetsdatum",
           "Share of municipalities ready when the law, as first planned, takes effect.", "B6"),
    _number("goals_at_end", "0-1", "goals, last year", "doelen, laatste jaar",
            "Mean of the six goals over the last twelve months.", "B3"),
    *(_at_end(name) for name in OVER_LAST_YEAR),
)
# fmt: on

SUMMARY = unique("summary", SUMMARIES)
