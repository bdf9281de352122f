"""The programme: a scenario's dated interventions as a table of numbers, the form in which both drivers carry them out.

One row for each intervention, and for each measure where it names several. Rows for the whole country (a parameter, a
postponement) are carried out by the drivers, rows for municipalities by `model.acts.intervene`.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from model.declaration import Fault
from model.interventions import LEVERS
from model.measures import MEASURES, POSITION
from model.parameters import Parameters
from model.rules.leadership import SEATS

if TYPE_CHECKING:
    from model.population import Population
    from model.scenario import Scenario

LEVEL, PARAMETER, CHAMPION, NO_CHAMPIONS, FAILURE, IMPOSE, BLOCK, INCIDENTS, POSTPONE = range(9)

(
    LEVEL_CONVICTION, LEVEL_APPETITE, LEVEL_TRUST, LEVEL_CONTROL, LEVEL_STRATEGY, LEVEL_PARTICIPATION,
    LEVEL_COMMUNICATION, LEVEL_LEARNING, LEVEL_INTERNAL_CHANGE, LEVEL_INFORMAL_EXCHANGE, LEVEL_MANDATE_GIVEN,
    LEVEL_BUDGET_GIVEN, LEVEL_ACCOUNTABILITY, LEVEL_ROOM_AGREED, LEVEL_CALM, LEVEL_START_FACTOR, LEVEL_CHAMPION_SUPPORT,
) = range(len(LEVERS))  # fmt: skip
LEVER_LOW = tuple(low for low, _, _, _ in LEVERS.values())
LEVER_HIGH = tuple(high for _, high, _, _ in LEVERS.values())


class Programme(NamedTuple):
    """The table: a column each, rows in the order of the scenario; `chosen` has a row of 0 or 1 by municipality."""

    kind: Any
    first: Any
    last: Any
    argument: Any
    value: Any
    added: Any
    part: Any
    chosen: Any


def compiled(scenario: "Scenario", population: "Population") -> Programme:
    """Return the programme of a scenario as numpy arrays. Raises UnknownName for a place that is not in the
    population.
    """
    import numpy as np

    levers = tuple(LEVERS)
    rows: list[tuple[int, int, int, int, float, float, float]] = []
    chosen: list[Any] = []

    def add(item: Any, kind: int, argument: int = 0, value: float = 0.0, added: float = 0.0) -> None:
        window = scenario.window(item)
        where = getattr(item, "where", None)
        part = 1.0 if where is None else where.share
        rows.append((kind, window[0], window[-1], argument, value, added, part))
        mask = np.ones(len(population), dtype=np.int64)
        if where is not None:
            mask = population.select(where.codes, where.provinces, where.regions, where.size_classes).astype(np.int64)
            if not mask.any():
                raise Fault(
                    f"{scenario.name}: no municipality is meant by {item.words()!r}; its conditions must all hold"
                )
        chosen.append(mask)

    for item in scenario.interventions:
        if item.kind == "level":
            add(item, LEVEL, levers.index(item.variable), item.value, 1.0 if item.mode == "add" else 0.0)
        elif item.kind == "parameter":
            add(item, PARAMETER, Parameters._fields.index(item.name), item.value)
        elif item.kind == "champion":
            add(item, CHAMPION, SEATS.index(item.seat))
        elif item.kind == "no_champions":
            add(item, NO_CHAMPIONS)
        elif item.kind == "failure":
            add(item, FAILURE, value=item.visibility)
        elif item.kind == "impose":
            for name in item.measures:
                add(item, IMPOSE, POSITION[name])
        elif item.kind == "block":
            blocked = [POSITION[name] for name in item.measures]
            blocked += [place for place, measure in enumerate(MEASURES) if measure.cell == item.cell]
            for place in sorted(set(blocked)):
                add(item, BLOCK, place)
        elif item.kind == "incidents":
            add(item, INCIDENTS, value=item.number)
        elif item.kind == "postpone":
            add(item, POSTPONE, item.months)
    kind, first, last, argument, value, added, part = (
        (list(column) for column in zip(*rows, strict=True)) if rows else ([],) * 7
    )
    return Programme(
        np.array(kind, dtype=np.int64),
        np.array(first, dtype=np.int64),
        np.array(last, dtype=np.int64),
        np.array(argument, dtype=np.int64),
        np.array(value, dtype=np.float64),
        np.array(added, dtype=np.float64),
        np.array(part, dtype=np.float64),
        np.array(chosen, dtype=np.int64).reshape(len(rows), len(population)),
    )
