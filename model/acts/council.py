"""What a council does in a month: elections, aldermen who leave, alarm and control, trust and room."""

from model import chance
from model.chance import disposition, happens
from model.rule import rule
from model.rules import council as rules
from model.rules import elections, reflex
from model.rules.forms import works


@rule
def deliberate(council, municipality, national, month, p, seed):
    """The council's month: it is renewed, is alarmed by what happened last month, and leaves room."""
    key = municipality.key
    if works(p.held_elections, month) and month > 0:
        if happens(elections.agreement_hazard(national.since_election, p), seed, chance.AGREEMENT, key, month):
            council.agreement = p.agreed_room
        if national.election == 1:
            council.agreement = 0.0
            drawn = disposition(p.appetite_mean, p.disposition_sd, seed, chance.COUNCIL_RENEWAL, key * 65536 + month)
            council.appetite_council = elections.renewed(council.appetite_council, drawn, p)
            if p.held_council == 0.0:
                council.trust = elections.renewed(council.trust, p.trust_rest, p)
        if happens(p.alderman_exit / 12.0, seed, chance.ALDERMAN_EXIT, key, month):
            council.alderman_cohort = council.alderman_cohort + 1
            successor = key + (council.alderman_cohort << 40)
            council.appetite_alderman = disposition(
                p.appetite_mean, p.disposition_sd, seed, chance.APPETITE_ALDERMAN, successor
            )
            # The conviction that counts is the top's (A14): a new alderman brings doubts of their own.
            if p.held_conviction == 0.0:
                municipality.conviction_disposition = disposition(
                    p.conviction_mean, p.disposition_sd, seed, chance.CONVICTION, successor
                )
        council.appetite = 0.5 * (council.appetite_council + council.appetite_alderman)
    incident = 1.0 if municipality.incidents > 0 else 0.0
    if works(p.held_reflex, month) and month > 0:
        alarm = reflex.alarm(municipality.failure_seen, incident, municipality.failures_elsewhere, p)
        alarm *= 1.0 - council.calm
        if alarm > 0.0 and (municipality.failure_seen > 0.0 or incident > 0.0):
            council.alarms = council.alarms + 1
        resting = min(0.98, max(0.02, council.resting_control + council.accountability))
        council.control = reflex.control_after(
            council.control, resting, alarm, council.informal_exchange, municipality.councillor_power, p
        )
    if works(p.held_council, month):
        if month > 0:
            council.trust = rules.trust_after(
                council.trust, 1.0 * municipality.embeddings, municipality.failure_seen, incident, p
            )
        municipality.room = rules.room(
            council.appetite,
            council.trust,
            council.informal_exchange,
            municipality.urgency,
            council.agreement + council.room_agreed,
            council.control,
            p,
        )
