"""What champions do in a month: lead, tire, leave, are followed, win over others."""

from model import chance
from model.acts.arrival import appoint, free_seat, leave
from model.chance import happens, uniform
from model.rule import rule
from model.rules import circle, fatigue, leadership, turnover
from model.rules.forms import works

SEAT_NUMBER = len(leadership.SEATS)


@rule
def person(municipality, seat, cohort):
    """The identity of a champion: municipality, seat, cohort."""
    return (municipality.key * 8 + seat) * 1024 + cohort


@rule
def leaves_now(seat, municipality, me, month, p, seed):
    """Whether a champion leaves this month: an alderman or secretary when the alderman or secretary does."""
    if seat.seat == leadership.ALDERMAN:
        return happens(p.alderman_exit / 12.0, seed, chance.ALDERMAN_EXIT, municipality.key, month)
    if seat.seat == leadership.SECRETARY:
        return happens(p.secretary_exit / 12.0, seed, chance.SECRETARY_EXIT, municipality.key, month)
    return happens(turnover.exit_chance(seat.energy, p), seed, chance.CHAMPION_EXIT, me, month)


@rule
def move_on(seat, municipality, month, p, seed):
    """A champion may leave; the successor may be one too."""
    if seat.active == 0 or month == 0:
        return
    me = person(municipality, seat.seat, seat.cohort)
    if leaves_now(seat, municipality, me, month, p, seed):
        leave(seat)
        if happens(p.succession, seed, chance.SUCCESSION, me, month):
            appoint(seat)


@rule
def win_over(seats, municipality, month, p, seed):
    """The champions together may win over one more, in a seat that has none (B5)."""
    key = municipality.key
    if month > 0 and happens(
        turnover.mobilisation_chance(municipality.power, p), seed, chance.MOBILISATION, key, month
    ):
        draw = uniform(seed, chance.MOBILISED_SEAT, key, month)
        place = free_seat(seats, 0, SEAT_NUMBER, municipality.population, draw, p)
        if place >= 0:
            appoint(seats[place])


@rule
def lead(seat, municipality, p, month):
    """A champion tires or recovers, and has the power of its seat."""
    if seat.active == 0:
        return
    leads = seat.seat == leadership.DIRECTOR or seat.seat == leadership.DEPARTMENT_HEAD
    coached = 1.0 if leads and municipality.secretary_role > 0 else 0.0
    meeting = municipality.meeting if seat.seat == leadership.DIRECTOR else 0.0
    if works(p.held_fatigue, month):
        support = fatigue.support_received(
            municipality.support_staff, coached, meeting, municipality.champion_support, p
        )
        seat.energy = fatigue.energy_after(seat.energy, support, p)
    if works(p.held_leadership, month):
        seat.power = leadership.champion_power(
            leadership.seat_power(seat.seat, p), seat.energy, municipality.support_staff
        )


@rule
def join_forces(seats, municipality, p, month):
    """The champions of a municipality add up to its power to push change through."""
    power = 0.0
    for place in range(SEAT_NUMBER):
        if seats[place].active == 1:
            power = leadership.power_with(power, seats[place].power)
    if works(p.held_leadership, month):
        municipality.power = power
    municipality.councillor_power = seats[leadership.COUNCILLOR].power
    municipality.director_power = seats[leadership.DIRECTOR].power if seats[leadership.DIRECTOR].active == 1 else 0.0


@rule
def count_champions(seats, municipality):
    """How many champions there are now."""
    number = 0
    for place in range(SEAT_NUMBER):
        number += seats[place].active
    municipality.champions = number
    municipality.champion_months = municipality.champion_months + number


@rule
def gap_in_circle(municipality, p):
    """What the directors' circle adds to conviction this month."""
    return circle.circle_pull(
        municipality.director_power,
        municipality.meeting,
        municipality.circle_conviction,
        municipality.conviction,
        p,
    )
