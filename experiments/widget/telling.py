"""What happens to a municipality, month by month: kinds of events, and the sentences that tell them in two languages.

A sentence may name what the event is about ({what}: a measure, a seat, a type); how things stood in that month is added
behind it, where a reader may want to know.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.widget.fields import FIELD
from model.acts.record import READY_FROM
from model.measures import A_TEAM, CONSIDERED, EMBEDDED, PILOT, THE_DATE, THE_STATE
from model.world import SEAT_NUMBER

if TYPE_CHECKING:
    from model.engine import Run

SEAT_LABELS = {
    "director": ("director of the social domain", "directeur sociaal domein"),
    "secretary": ("secretary", "gemeentesecretaris"),
    "alderman": ("alderman", "wethouder"),
    "department_head": ("department head", "afdelingshoofd"),
    "councillor": ("councillor", "raadslid"),
    "project_leader": ("project leader", "projectleider"),
}
"""The seats of champions, as `model.rules.leadership.SEATS` has them."""


@dataclass(frozen=True)
class Kind:
    """A kind of event: what it is about ("measure", "seat", "type" or nothing), its sentence in two languages, the
    fields whose values of that month are told with it, whether it is a `turning` point, which a story tells first, and
    whether one scenario is `compared` with the other in it.
    """

    name: str
    about: str
    sentence: str
    sentence_nl: str
    beside: tuple[str, ...] = ()
    turning: bool = False
    compared: bool = True


SLACK = 6
"""Months: what happens in both scenarios with no more between is not told as different."""


KINDS: tuple[Kind, ...] = (
    Kind("brought", "measure", "It had {what} already.", "Heeft al: {what}."),
    Kind("there", "seat", "A champion is {what}.", "Er is een trekker: {what}.", turning=True),
    # In what order things come onto an agenda is drawn, and says little.
    Kind("agenda", "measure", "On the agenda: {what}.", "Op de agenda: {what}.", compared=False),
    Kind(
        "invented",
        "measure",
        "A team has invented something and is noticed: {what}.",
        "Een team heeft iets bedacht en wordt gezien: {what}.",
    ),
    Kind(
        "pilot",
        "measure",
        "A pilot begins: {what}.",
        "Een proef begint: {what}.",
        ("urgency", "power", "room"),
    ),
    Kind(
        "date",
        "measure",
        "A pilot begins because the date presses: {what}.",
        "De datum dringt, een proef: {what}.",
        turning=True,
    ),
    Kind(
        "imposed",
        "measure",
        "The state has this rolled out here: {what}.",
        "Het rijk rolt hier uit: {what}.",
        turning=True,
    ),
    Kind("embedded", "measure", "Embedded: {what}.", "Ingebed: {what}."),
    Kind("dropped", "measure", "The pilot is dropped: {what}.", "De proef stopt: {what}."),
    Kind("comes", "seat", "A champion comes: {what}.", "Er komt een trekker: {what}.", turning=True),
    Kind("leaves", "seat", "The champion leaves: {what}.", "De trekker vertrekt: {what}.", turning=True),
    Kind(
        "alarm",
        "",
        "After a failure or an incident the council tightens control.",
        "Na een mislukking of incident trekt de raad de teugels aan.",
        ("room",),
        turning=True,
    ),
    Kind(
        "bolder",
        "",
        "New people in council or executive: appetite for risk rises.",
        "Nieuwe mensen in raad of college: de risicobereidheid stijgt.",
    ),
    Kind(
        "warier",
        "",
        "New people in council or executive: appetite for risk falls.",
        "Nieuwe mensen in raad of college: de risicobereidheid daalt.",
    ),
    Kind("first_team", "", "Its first social team begins.", "Het eerste sociaal team begint.", turning=True),
    Kind("all_teams", "", "Every area has a social team.", "Elk gebied heeft een sociaal team."),
    Kind(
        "ready",
        "",
        "By-laws, contracts and systems are in order.",
        "Verordeningen, contracten en systemen zijn op orde.",
    ),
    Kind("type", "type", "It is now: {what}.", "Is nu: {what}.", turning=True),
)
NUMBER = {kind.name: number for number, kind in enumerate(KINDS)}

EVENT = np.dtype([("place", "<u4"), ("month", "<u2"), ("kind", "u1"), ("about", "u1")])
"""An event: which municipality (its place in the table), when, of which kind, and the place of what it is about."""

NOTICED = 0.005
"""A smaller change in appetite for risk is not told."""


class Teller:
    """Notes what has happened in a run since it was last asked."""

    def __init__(self, run: "Run") -> None:
        self.run = run
        self._before: dict[str, np.ndarray] | None = None

    def _now(self) -> dict[str, np.ndarray]:
        country = self.run.country
        seats = country.seats.reshape(-1, SEAT_NUMBER)
        return {
            "stage": country.municipalities["stage"].copy(),
            "readiness": country.municipalities["readiness"].copy(),
            "teams": country.municipalities["number_of_teams"].copy(),
            "active": seats["active"].copy(),
            "cohort": seats["cohort"].copy(),
            "alarms": country.councils["alarms"].copy(),
            "appetite": country.councils["appetite"].copy(),
            "type": FIELD["type"].packed(self.run),
        }

    def news(self) -> np.ndarray:
        """The events of the month that was just done, as an array of EVENT. In the first: what was there already."""
        now, month = self._now(), self.run.month - 1
        before, self._before = self._before, now
        found = self._at_the_start(now) if before is None else self._since(before, now)
        events = []
        for name, true in found.items():
            place, *about = np.nonzero(true)
            some = np.zeros(len(place), EVENT)
            some["place"], some["month"], some["kind"] = place, month, NUMBER[name]
            some["about"] = about[0] if about else now["type"][place]
            events.append(some)
        return np.concatenate(events)

    def _at_the_start(self, now: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        return {
            "brought": now["stage"] == EMBEDDED,
            "there": now["active"] > 0,
            "pilot": now["stage"] == PILOT,
            "first_team": now["teams"] > 0,
            "type": np.ones(len(now["type"]), dtype=bool),
        }

    def _since(self, before: dict[str, np.ndarray], now: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        municipalities = self.run.country.municipalities
        origin, areas = municipalities["origin"], municipalities["areas"]
        entered = {stage: (now["stage"] == stage) & (before["stage"] != stage) for stage in (CONSIDERED, PILOT)}
        begun, moved = entered[PILOT], now["appetite"] - before["appetite"]
        # What was a pilot and is considered again was dropped in between.
        considered = entered[CONSIDERED] & (before["stage"] != PILOT) & (origin != THE_DATE)
        renewed = np.abs(moved) >= NOTICED
        return {
            "brought": (now["stage"] == EMBEDDED) & (before["stage"] != EMBEDDED) & (before["stage"] != PILOT),
            "agenda": considered & (origin != A_TEAM),
            "invented": considered & (origin == A_TEAM),
            "pilot": begun & (origin != THE_STATE) & (origin != THE_DATE),
            "date": begun & (origin == THE_DATE),
            "imposed": begun & (origin == THE_STATE),
            "embedded": (now["stage"] == EMBEDDED) & (before["stage"] == PILOT),
            "dropped": (before["stage"] == PILOT) & (now["stage"] != PILOT) & (now["stage"] != EMBEDDED),
            "comes": now["cohort"] > before["cohort"],
            "leaves": (now["active"] == 0) & (before["active"] > 0),
            "alarm": now["alarms"] > before["alarms"],
            "bolder": renewed & (moved > 0),
            "warier": renewed & (moved < 0),
            "first_team": (now["teams"] > 0) & (before["teams"] == 0),
            "all_teams": (now["teams"] == areas) & (before["teams"] < areas) & (areas > 1),
            "ready": (now["readiness"] >= READY_FROM) & (before["readiness"] < READY_FROM),
            "type": now["type"] != before["type"],
        }
