"""Who is there in the first month: dispositions, councils, champions, pioneers and earlier experience.

All of it is drawn by identity, so a municipality begins the same whoever else is in the country.
"""

import math

from model import chance
from model.chance import disposition, normal, uniform
from model.measures import CONSIDERED, EMBEDDED, FIRST_TEAM, NUMBER, OTHER_DOMAIN, UNSEEN
from model.rule import rule
from model.rules import cuts, experience
from model.rules.development import informal_help
from model.rules.leadership import DIRECTOR, HIGH_SEATS, SEATS
from model.rules.likeness import DENSITY
from model.rules.steering_form import FORMS, tradition

SEAT_NUMBER = len(SEATS)
FORM_NUMBER = len(FORMS)
FULL_ENERGY = 0.9
"""Energy of a champion who begins: nobody begins without any doubt."""


@rule
def areas_of(population, p):
    """Into how many areas a municipality is divided, each for one team."""
    return max(1, round(population / p.inhabitants_per_team))


@rule
def divide(municipality, first_team, p):
    """Divide a municipality into areas, the teams of which come from row `first_team` on; return the row after them."""
    municipality.areas = areas_of(municipality.population, p)
    municipality.first_team = first_team
    return first_team + municipality.areas


@rule
def secretary_role(draw, p):
    """The role a secretary prefers: 0 neither, 1 connector, 2 change leader (D19)."""
    if draw < p.connector_share:
        return 1
    return 2 if draw < p.connector_share + p.change_leader_share else 0


@rule
def settle_in(municipality, council, p, seed):
    """A municipality and its council as they are in the first month."""
    key, spread = municipality.key, p.disposition_sd
    municipality.conviction_disposition = disposition(p.conviction_mean, spread, seed, chance.CONVICTION, key)
    municipality.strategy_disposition = disposition(p.strategy, spread, seed, chance.STRATEGY, key)
    municipality.participation_disposition = disposition(p.participation, spread, seed, chance.PARTICIPATION, key)
    municipality.communication_disposition = disposition(p.communication, spread, seed, chance.COMMUNICATION, key)
    municipality.learning_disposition = disposition(p.learning, spread, seed, chance.LEARNING, key)
    municipality.internal_change_disposition = disposition(p.internal_change, spread, seed, chance.INTERNAL_CHANGE, key)
    municipality.conviction = municipality.conviction_disposition
    municipality.strategy = municipality.strategy_disposition
    municipality.participation = municipality.participation_disposition
    municipality.communication = municipality.communication_disposition
    municipality.learning = municipality.learning_disposition
    municipality.internal_change = municipality.internal_change_disposition
    municipality.exposure = cuts.exposure(normal(seed, chance.DEFICIT, key, 0), p)
    municipality.reluctance = normal(seed, chance.RELUCTANCE, key, 0)
    municipality.secretary_role = secretary_role(uniform(seed, chance.SECRETARY, key, 0), p)
    municipality.informal_help = informal_help(municipality.traits[DENSITY])
    municipality.support_staff = municipality.support_partners = municipality.support_citizens = 0.4
    municipality.integral_working = municipality.tailoring = 0.2
    municipality.result_orientation = municipality.responsiveness = municipality.prevention = 0.25
    municipality.active_citizenship = 0.25
    municipality.mandate_left = 1.0
    municipality.start_factor = 1.0
    municipality.eighth_month = municipality.first_team_month = -1
    for form in range(FORM_NUMBER):
        municipality.philosophy[form] = tradition(form, p)
        municipality.practice[form] = tradition(form, p)
    for measure in range(NUMBER):
        municipality.stage[measure] = UNSEEN
        municipality.fit[measure] = p.untried_fit
        municipality.waiting_months[measure] = -1.0
        municipality.began[measure] = municipality.ended[measure] = -1
        known = uniform(seed, chance.PRIOR_EXPERIENCE, key * NUMBER + measure, 0) < p.prior_experience
        if known:
            municipality.successes[measure] = 1.0

    council.appetite_council = disposition(p.appetite_mean, spread, seed, chance.APPETITE_COUNCIL, key)
    council.appetite_alderman = disposition(p.appetite_mean, spread, seed, chance.APPETITE_ALDERMAN, key)
    council.appetite = 0.5 * (council.appetite_council + council.appetite_alderman)
    council.trust = p.trust_rest
    council.resting_control = disposition(p.resting_control, 0.3 * spread, seed, chance.BASELINE_CONTROL, key)
    council.control = council.resting_control
    council.exchange_disposition = disposition(p.informal_exchange, spread, seed, chance.EXCHANGE, key)
    council.informal_exchange = council.exchange_disposition


@rule
def pioneer(municipality, publication, p, seed):
    """Some have had a pilot team before the story begins, more often in cities (fig. 1.1, 1.10)."""
    urban = math.exp(0.5 * municipality.traits[DENSITY]) / 1.13
    if uniform(seed, chance.PIONEER, municipality.key, 0) < min(0.95, p.pioneer_share * urban):
        municipality.stage[FIRST_TEAM] = EMBEDDED
        municipality.deployed[FIRST_TEAM] = 1.0
        municipality.successes[FIRST_TEAM] += 2.0
        municipality.founding = 1
        municipality.first_team_month = 0
        publication.embedded[FIRST_TEAM] = 1


@rule
def carry_over(municipality, embedded, measure, p):
    """Experience from the other domain with one measure: lessons, and an approach that fits in part (D11)."""
    if p.held_experience == 0.0 and embedded > 0.0:
        municipality.successes[measure] += experience.lessons_carried(embedded, p)
        if municipality.stage[measure] <= CONSIDERED:
            municipality.stage[measure] = CONSIDERED
            municipality.origin[measure] = OTHER_DOMAIN
            municipality.fit[measure] = experience.fit_of_copy(p)


@rule
def seat_exists(seat, population, p):
    """Whether a municipality of this size has this seat: small ones have no director of the social domain
    (assumption).
    """
    return seat != DIRECTOR or population >= p.director_size


@rule
def appoint(seat):
    """A champion takes a seat, full of energy."""
    seat.cohort = seat.cohort + 1
    seat.active = 1
    seat.energy = FULL_ENERGY


@rule
def leave(seat):
    """A champion leaves the seat to somebody who is none."""
    seat.active = 0
    seat.energy = 0.0
    seat.power = 0.0


@rule
def seat_champions(municipality, seats, p, seed):
    """The first champions: how many by Poisson, each in a high or a low seat, with one uniform number for its position.

    A higher share of high seats moves the same persons up; it makes no more of them.
    """
    key, mean = municipality.key, p.champions_mean
    for seat in range(SEAT_NUMBER):
        seats[seat].seat = seat
    draw = uniform(seed, chance.CHAMPION_NUMBER, key, 0)
    term = math.exp(-mean)
    below, number = term, 0
    while draw > below and number < SEAT_NUMBER:
        number += 1
        term = term * mean / number
        below += term
    for person in range(number):
        high = uniform(seed, chance.CHAMPION_POSITION, key * 8 + person, 0) < p.high_position_share
        which = uniform(seed, chance.CHAMPION_SEAT, key * 8 + person, 0)
        begin, end = (0, HIGH_SEATS) if high else (HIGH_SEATS, SEAT_NUMBER)
        place = free_seat(seats, begin, end, municipality.population, which, p)
        if place < 0:
            place = free_seat(seats, 0, SEAT_NUMBER, municipality.population, which, p)
        if place >= 0:
            appoint(seats[place])


@rule
def free_seat(seats, begin, end, population, draw, p):
    """The seat among begin..end-1 that a draw in (0, 1) picks out of those that exist and have no champion; -1 for
    none.
    """
    free = 0
    for seat in range(begin, end):
        if seats[seat].active == 0 and seat_exists(seat, population, p):
            free += 1
    left = int(draw * free)
    for seat in range(begin, end):
        if seats[seat].active == 0 and seat_exists(seat, population, p):
            if left == 0:
                return seat
            left -= 1
    return -1
