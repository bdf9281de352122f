"""The agents as Mesa agents. They are thin: what they remember is declared in `model.state`, what they do stands in
`model.acts`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import mesa

from model.acts import council, month, surroundings, team
from model.declaration import Fault
from model.state import SEAT, blank, set_blank

if TYPE_CHECKING:
    from model.decentralisation import Decentralisation


class Resident(mesa.Agent):
    """An agent of the country, with an attribute for each state of its kind."""

    kind: str
    model: "Decentralisation"

    def __init__(self, model: "Decentralisation") -> None:
        super().__init__(model)
        set_blank(self, self.kind)


class Municipality(Resident):
    """The organisation that takes measures: its executive, its secretary, its attention and its portfolio.

    `publication` (all that others can know of it), `council`, `seats` (six places, each a Champion or an EmptySeat) and
    `teams` (the social teams it has) hang on it.
    """

    kind = "municipality"

    def __init__(self, model: "Decentralisation", facts: dict[str, Any], code: str, name: str) -> None:
        super().__init__(model)
        for fact, value in facts.items():
            setattr(self, fact, value)
        self.code = code
        self.name = name
        self.publication = blank("publication")
        self.council: Council = model.kind(Council)(model, self)
        self.seats: list[Any] = [EmptySeat() for _ in range(model.seat_number)]
        self.teams: list[SocialTeam] = []

    def look_around(self) -> None:
        """Take in what others published at the end of last month."""
        surroundings.look_around(self, self.model.publications, self.model.ties, self.model.month, self.model.p)

    def lead(self) -> None:
        """Have the champions lead; who came or went becomes or ceases to be an agent."""
        month.lead(self, self.seats, self.model.month, self.model.p, self.model.seed)
        self.seat_anew()

    def seat_anew(self) -> None:
        """Make the seats' occupants agents: a Champion for each champion, an EmptySeat for none."""
        for place, seat in enumerate(self.seats):
            sitting = isinstance(seat, Champion)
            if seat.active and (not sitting or seat.person != seat.cohort):
                self.seats[place] = self.model.kind(Champion)(self.model, self, seat)
                if sitting:
                    seat.remove()
            elif sitting and not seat.active:
                self.seats[place] = EmptySeat(seat)
                seat.remove()

    def decide(self) -> None:
        """Go through the municipality's own month."""
        model = self.model
        month.decide(self, self.council, model.national, model.month, model.p, model.seed)
        self.found_teams()

    def found_teams(self) -> None:
        """Found the teams that are planned."""
        for _ in range(self.founding):
            self.teams.append(self.model.kind(SocialTeam)(self.model, self))
            self.number_of_teams = len(self.teams)

    def close(self) -> None:
        """Tally, deliver and publish."""
        model = self.model
        month.close(
            self, self.publication, self.council, model.national, self.teams, 0, model.month, model.type_month, model.p
        )


class Council(Resident):
    """The elected council: appetite for risk, trust, control."""

    kind = "council"

    def __init__(self, model: "Decentralisation", municipality: Municipality) -> None:
        super().__init__(model)
        self.municipality = municipality

    def deliberate(self) -> None:
        """Be renewed, be alarmed, and leave room."""
        model = self.model
        council.deliberate(self, self.municipality, model.national, model.month, model.p, model.seed)


class EmptySeat:
    """A seat without a champion: the same states as a Champion, but nobody."""

    def __init__(self, left: "Champion | None" = None) -> None:
        set_blank(self, "seat")
        if left is not None:
            copy_seat(left, self)


class Champion(Resident):
    """A person with a seat and energy who wants the change; identity is municipality, seat and cohort (`person`)."""

    kind = "seat"

    def __init__(self, model: "Decentralisation", municipality: Municipality, seat: "Champion | EmptySeat") -> None:
        super().__init__(model)
        copy_seat(seat, self)
        self.municipality = municipality
        self.person = self.cohort


class SocialTeam(Resident):
    """A team in an area: it settles, learns, waits, fails, invents."""

    kind = "social_team"

    def __init__(self, model: "Decentralisation", municipality: Municipality) -> None:
        super().__init__(model)
        self.municipality = municipality
        team.found(self, municipality, len(municipality.teams), model.month, model.p, model.seed)

    def work(self) -> None:
        """Go through the team's month."""
        model = self.model
        team.work(self, self.municipality, self.municipality.council, model.month, model.p, model.seed)


def copy_seat(there: "Champion | EmptySeat", here: "Champion | EmptySeat") -> None:
    """Copy the states of a seat."""
    for state in SEAT:
        setattr(here, state.name, getattr(there, state.name))


AGENTS: tuple[type[Resident], ...] = (Municipality, Council, Champion, SocialTeam)
"""The kinds of agents, for each of which somebody can write a subclass of their own."""


def stand_ins(own: Sequence[type[Resident]]) -> dict[type[Resident], type[Resident]]:
    """Return what stands for each kind of agent: the subclass given for it, or the kind itself. Raises Fault."""
    chosen: dict[type[Resident], type[Resident]] = {kind: kind for kind in AGENTS}
    allowed = f"allowed subclasses of {', '.join(kind.__name__ for kind in AGENTS)}, one of each"
    for given in own:
        kind = next((each for each in AGENTS if isinstance(given, type) and issubclass(given, each)), None)
        if kind is None:
            raise Fault(f"own: got {getattr(given, '__name__', given)!r}, which is none of the agents; {allowed}")
        if chosen[kind] is not kind:
            raise Fault(f"own: got {chosen[kind].__name__} and {given.__name__} for {kind.__name__}; {allowed}")
        chosen[kind] = given
    return chosen
