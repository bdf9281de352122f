"""What outcomes are called in an answer, where the label of the declaration leaves open what is meant."""

from model.acts.summarise import GOALS as NUMBER_OF_GOALS
from model.declaration import Outcome
from model.language import Words, label, say
from model.summaries import OVER_LAST_YEAR

FULLER = {
    "goals": Words("mean of the six goals, last month", "gemiddelde van de zes doelen, laatste maand"),
    "incidents": Words("incidents a month in the whole country", "incidenten per maand in het hele land"),
    "all_incidents": Words(
        "incidents in the whole country over the whole run", "incidenten in het hele land over de hele run"
    ),
    "goals_at_end": Words("mean of the six goals, last year", "gemiddelde van de zes doelen, laatste jaar"),
}
"""The six are the five of the law and active citizenship; patterns are scored on the five. Incidents are counted for
the country, over a time that their label does not tell.
"""
GOALS = OVER_LAST_YEAR[:NUMBER_OF_GOALS]


def called(declared: Outcome) -> str:
    """What an outcome or a summary is called."""
    return str(FULLER[declared.name]) if declared.name in FULLER else label(declared)


def called_shortly(declared: Outcome) -> str:
    """The same without the remark that it is a mean over the last year, for a list of many."""
    return called(declared).removesuffix(say(", last year", ", laatste jaar"))


def called_on_a_map(name: str) -> str:
    """What a municipality is called where there is little room, as everybody calls it."""
    return "Den Haag" if name.startswith("'s-Gravenhage") else name
