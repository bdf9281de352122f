"""What an intervention does to one municipality in one month."""

from model import chance
from model.acts.arrival import FULL_ENERGY, SEAT_NUMBER, appoint, leave, seat_exists
from model.acts.take_measures import begin
from model.chance import uniform
from model.measures import EMBEDDED, NEEDS, NUMBER, PILOT, THE_STATE
from model.programme import (
    BLOCK,
    CHAMPION,
    FAILURE,
    IMPOSE,
    INCIDENTS,
    LEVEL,
    LEVEL_ACCOUNTABILITY,
    LEVEL_APPETITE,
    LEVEL_BUDGET_GIVEN,
    LEVEL_CALM,
    LEVEL_CHAMPION_SUPPORT,
    LEVEL_COMMUNICATION,
    LEVEL_CONTROL,
    LEVEL_CONVICTION,
    LEVEL_INFORMAL_EXCHANGE,
    LEVEL_INTERNAL_CHANGE,
    LEVEL_LEARNING,
    LEVEL_MANDATE_GIVEN,
    LEVEL_PARTICIPATION,
    LEVEL_ROOM_AGREED,
    LEVEL_START_FACTOR,
    LEVEL_STRATEGY,
    LEVEL_TRUST,
    LEVER_HIGH,
    LEVER_LOW,
    NO_CHAMPIONS,
)
from model.rule import rule
from model.rules.likeness import likeness


@rule
def clear_orders(municipality, council):
    """Orders hold for a month; those still in force are given again."""
    municipality.champion_support = 0.0
    municipality.incidents_added = 0
    municipality.failure_added = 0.0
    council.informal_exchange = council.exchange_disposition
    council.accountability = 0.0
    council.room_agreed = 0.0
    council.calm = 0.0
    municipality.start_factor = 1.0
    for measure in range(NUMBER):
        municipality.blocked[measure] = 0


@rule
def intervene(
    row, place, programme, targets, municipality, council, seats, municipalities, publications, month, seed, p
):
    """Row `row` of the programme acts on the municipality at `place` in the table, where it is meant for it this
    month.
    """
    if month < programme.first[row] or month > programme.last[row] or programme.chosen[row][place] == 0:
        return
    key = municipality.key
    if programme.part[row] < 1.0 and uniform(seed, chance.CHOSEN_PART, key, 0) >= programme.part[row]:
        return
    kind, argument, value = programme.kind[row], programme.argument[row], programme.value[row]
    if kind == LEVEL:
        if month == programme.first[row]:
            added = programme.added[row]
            target = value + added * level(argument, municipality, council)
            targets[row][place] = min(LEVER_HIGH[argument], max(LEVER_LOW[argument], target))
        set_level(argument, targets[row][place], municipality, council)
    elif kind == CHAMPION:
        seat = argument if seat_exists(argument, municipality.population, p) else argument + 1
        if seats[seat].active == 0:
            appoint(seats[seat])
        seats[seat].energy = FULL_ENERGY
    elif kind == NO_CHAMPIONS:
        municipality.power = 0.0
        municipality.closed = 1
        for seat in range(SEAT_NUMBER):
            leave(seats[seat])
    elif kind == FAILURE:
        municipality.failure_added += value
    elif kind == IMPOSE:
        impose(argument, municipality, municipalities, publications, month)
    elif kind == BLOCK:
        municipality.blocked[argument] = 1
    elif kind == INCIDENTS:
        whole = int(value)
        extra = 1 if uniform(seed, chance.INCIDENT_ADDED, key, month) < value - whole else 0
        municipality.incidents_added = municipality.incidents_added + whole + extra


@rule
def impose(measure, municipality, municipalities, publications, month):
    """The state has a measure begun as the best performer does it, whatever fits here (C5), and what it needs along."""
    needed = NEEDS[measure]
    if needed >= 0:
        roll_out(needed, municipality, municipalities, publications, month)
    roll_out(measure, municipality, municipalities, publications, month)


@rule
def roll_out(measure, municipality, municipalities, publications, month):
    """Begin a measure by order of the state, unless it has begun."""
    if municipality.stage[measure] in (PILOT, EMBEDDED):
        return
    best = best_performer(measure, publications)
    if best >= 0:
        municipality.fit[measure] = likeness(municipality.traits, municipalities[best].traits)
        municipality.source[measure] = publications[best].key
    municipality.origin[measure] = THE_STATE
    begin(municipality, measure, month)


@rule
def best_performer(measure, publications):
    """The place in the table of the municipality with the best outcomes among those that embedded a measure; -1 for
    none.
    """
    best = -1
    for place in range(len(publications)):
        other = publications[place]
        if other.embedded[measure] == 0:
            continue
        if best < 0 or ahead(other, publications[best]):
            best = place
    return best


@rule
def ahead(one, other):
    """Whether one does better than another; of equals the lower key, so that the order of the table cannot matter."""
    if one.performance == other.performance:
        return one.key < other.key
    return one.performance > other.performance


@rule
def level(lever, municipality, council):
    """The level that a lever moves."""
    if lever == LEVEL_CONVICTION:
        return municipality.conviction
    if lever == LEVEL_APPETITE:
        return council.appetite
    if lever == LEVEL_TRUST:
        return council.trust
    if lever == LEVEL_CONTROL:
        return council.control
    if lever == LEVEL_STRATEGY:
        return municipality.strategy
    if lever == LEVEL_PARTICIPATION:
        return municipality.participation
    if lever == LEVEL_COMMUNICATION:
        return municipality.communication
    if lever == LEVEL_LEARNING:
        return municipality.learning
    if lever == LEVEL_INTERNAL_CHANGE:
        return municipality.internal_change
    if lever == LEVEL_INFORMAL_EXCHANGE:
        return council.informal_exchange
    if lever == LEVEL_MANDATE_GIVEN:
        return municipality.mandate_given
    if lever == LEVEL_BUDGET_GIVEN:
        return municipality.budget_given
    if lever == LEVEL_ACCOUNTABILITY:
        return council.accountability
    if lever == LEVEL_ROOM_AGREED:
        return council.room_agreed
    if lever == LEVEL_CALM:
        return council.calm
    if lever == LEVEL_START_FACTOR:
        return municipality.start_factor
    return municipality.champion_support


@rule
def set_level(lever, value, municipality, council):
    """Move the level that a lever moves."""
    if lever == LEVEL_CONVICTION:
        municipality.conviction = value
    elif lever == LEVEL_APPETITE:
        council.appetite = council.appetite_council = council.appetite_alderman = value
    elif lever == LEVEL_TRUST:
        council.trust = value
    elif lever == LEVEL_CONTROL:
        council.control = value
    elif lever == LEVEL_STRATEGY:
        municipality.strategy = value
    elif lever == LEVEL_PARTICIPATION:
        municipality.participation = value
    elif lever == LEVEL_COMMUNICATION:
        municipality.communication = value
    elif lever == LEVEL_LEARNING:
        municipality.learning = value
    elif lever == LEVEL_INTERNAL_CHANGE:
        municipality.internal_change = value
    elif lever == LEVEL_INFORMAL_EXCHANGE:
        council.informal_exchange = value
    elif lever == LEVEL_MANDATE_GIVEN:
        municipality.mandate_given = value
    elif lever == LEVEL_BUDGET_GIVEN:
        municipality.budget_given = value
    elif lever == LEVEL_ACCOUNTABILITY:
        council.accountability = value
    elif lever == LEVEL_ROOM_AGREED:
        council.room_agreed = value
    elif lever == LEVEL_CALM:
        council.calm = value
    elif lever == LEVEL_START_FACTOR:
        municipality.start_factor = value
    elif lever == LEVEL_CHAMPION_SUPPORT:
        municipality.champion_support = value
