"""The month of a municipality, in order: what it takes in, what it decides, what it closes with.

Both drivers go through the month in the same stages: the state, then everybody looks around, then councils,
champions, municipalities, teams, and at the end everybody publishes.
"""

from model.acts import arrival, attention, champion, deliver, pressures, steer, take_measures
from model.rule import rule


@rule
def begin_with(municipality, publication, council, seats, national, p, seed):
    """A municipality as it stands before the first month."""
    arrival.settle_in(municipality, council, p, seed)
    attention.prepare_early(municipality, national, p)
    arrival.seat_champions(municipality, seats, p, seed)
    arrival.pioneer(municipality, publication, p, seed)
    deliver.grant(municipality, council, 0, p)
    publication.key = municipality.key
    publication.conviction = municipality.conviction


@rule
def lead(municipality, seats, month, p, seed):
    """The champions' month: some leave, the rest lead, together they may win over one more."""
    if p.held_turnover == 0.0:
        for place in range(arrival.SEAT_NUMBER):
            champion.move_on(seats[place], municipality, month, p, seed)
    for place in range(arrival.SEAT_NUMBER):
        champion.lead(seats[place], municipality, p, month)
    champion.join_forces(seats, municipality, p, month)
    if p.held_turnover == 0.0 and municipality.closed == 0:
        champion.win_over(seats, municipality, month, p, seed)
    municipality.closed = 0
    champion.count_champions(seats, municipality)


@rule
def decide(municipality, council, national, month, p, seed):
    """The municipality's month: pressure and persuasion, steering, attention, measures."""
    pressures.be_persuaded(municipality, month, p)
    steer.win_support(municipality, month, p)
    take_measures.turn_the_page(municipality, month)
    pressures.keep_the_books(municipality, national, month, p)
    pressures.feel_pressure(municipality, national, month, p)
    steer.steer(municipality, month, p, seed)
    attention.spend_attention(municipality, council, national, month, p)
    take_measures.set_agenda(municipality, national, month, p, seed)
    take_measures.decide(municipality, council, national, month, p, seed)
    take_measures.run_pilots(municipality, council, month, p, seed)
    deliver.plan_teams(municipality)
    deliver.put_in_use(municipality, national, month, p)


@rule
def close(municipality, publication, council, national, teams, first, month, type_month, p):
    """The end of the month: teams are tallied (from place `first` on), outcomes follow, and the month is published."""
    deliver.tally_teams(municipality, teams, first, municipality.number_of_teams, p)
    deliver.deliver(municipality, month, p)
    deliver.grant(municipality, council, month, p)
    steer.take_form(municipality, council, national, month, p)
    deliver.count_measures(municipality, month, type_month, p)
    deliver.publish(publication, municipality, month)
