"""What rules give where the answer is known: at the ends, in balance, and where a sentence of the rule says so."""

import math

import pytest

from model.parameters import Parameters
from model.rules import (
    agenda,
    attention,
    budget,
    caseload,
    centralisation,
    circle,
    conviction,
    council,
    cuts,
    deadline,
    development,
    elections,
    experience,
    fallback,
    fatigue,
    first_team,
    forms,
    goals,
    incidents,
    leadership,
    peers,
    piloting,
    readiness,
    reassessment,
    reflex,
    settling,
    starting,
    steering,
    steering_form,
    support,
    turnover,
    worth,
)
from model.rules.cost_control import cost_control
from model.rules.pressure import pressure
from model.rules.urgency import opportunity_seen, urgency

P = Parameters()
near = pytest.approx


def with_(**values: float) -> Parameters:
    return P._replace(**values)


def test_urgency_and_cost_control_together_are_the_pressure_where_all_is_clear() -> None:
    for c in (0.0, 0.3, 1.0):
        for overload in (0.0, 0.5, 1.0):
            for rigidity in (0.0, 0.7):
                p = with_(threat_rigidity=rigidity)
                assert urgency(c, 0.8, 1.0, overload, p) + cost_control(c, 0.8, overload, p) == near(0.8)
    assert urgency(0.0, 1.0, 1.0, 0.0, P) == 0.0 and cost_control(1.0, 1.0, 0.0, P) == 0.0
    assert urgency(1.0, 1.0, 1.0, 0.0, P) == 1.0 and cost_control(0.0, 1.0, 0.0, P) == 1.0
    assert urgency(1.0, 1.0, 1.0, 1.0, with_(threat_rigidity=1.0)) == 0.0
    assert urgency(1.0, 1.0, 0.0, 0.0, P) == 0.0, "what is not known cannot be urgent"


def test_who_leans_reads_the_pressure_more_decidedly_than_it_leans() -> None:
    assert opportunity_seen(0.5) == near(0.5)
    assert opportunity_seen(0.3) < 0.3 and opportunity_seen(0.7) > 0.7
    assert opportunity_seen(0.3) + opportunity_seen(0.7) == near(1.0)


def test_no_shortage_and_no_date_give_no_pressure() -> None:
    assert pressure(0.0, 0.0, P) == 0.0
    assert pressure(P.reference_cut, 0.0, P) == near(1 - math.exp(-1))
    assert pressure(0.0, 1.0, P) == near(1 - math.exp(-1))


def test_the_date() -> None:
    assert deadline.nearness(3, 24, 4, P) == 0.0, "before the announcement"
    assert deadline.nearness(24, 24, -2, P) == 1.0
    horizon, fade = with_(deadline_horizon=6.0), with_(deadline_fade=9.0)
    assert deadline.nearness(18, 24, -2, horizon) == near(math.exp(-1))
    assert deadline.nearness(33, 24, -2, fade) == near(math.exp(-1))
    p = with_(clarity=0.4, clarity_halflife=24.0)
    assert deadline.clarity(12, 24, p) == near(0.4), "a year before the date"
    assert deadline.clarity(36, 24, p) == near(0.7), "half of what was unclear"
    assert deadline.clarity(0, 24, with_(clarity=0.0)) == 0.0
    assert deadline.deadline_pressure(1.0, 1.0, 1.0, P) == P.deadline_pull
    assert deadline.deadline_pressure(1.0, 1.0, 0.0, P) == 0.0


def test_the_cut_is_felt_ahead_and_phased_in() -> None:
    p = with_(cut_size=0.2, cut_phase_years=2.0)
    assert cuts.felt_cut(0, 24, 5, 1.0, p) == 0.0
    assert cuts.felt_cut(24, 24, -2, 0.3, p) == 0.2
    assert cuts.budget_cut(24, 24, p) == 0.0
    assert cuts.budget_cut(36, 24, p) == near(0.1)
    assert cuts.budget_cut(48, 24, p) == cuts.budget_cut(95, 24, p) == 0.2
    wave = with_(second_wave=0.1, second_wave_after=24.0)
    assert cuts.deficit(48, 24, 3.0, wave) == 0.0
    assert cuts.deficit(60, 24, 3.0, wave) == near(0.15)
    assert cuts.deficit(72, 24, 3.0, wave) == near(0.3)
    assert cuts.exposure(0.0, P) == 1.0


def test_reassessments_fill_the_second_half_of_the_first_year() -> None:
    months = [month for month in range(96) if reassessment.reassessment_share(month, 24, P) > 0.0]
    assert months == [30, 31, 32, 33, 34, 35], "July to December 2015"
    assert reassessment.reassessment_share(30, 24, P) == P.reassessment_load


def test_news_and_national_rules() -> None:
    p = with_(news_halflife=1.0, news_damping=20.0)
    assert centralisation.news_after(0.0, 10, 100, p) == near(0.5 * 12 * 10 / 120)
    assert centralisation.news_after(0.8, 0, 100, p) == near(0.4), "half is left after a half-life"
    calm = with_(distrust=0.0)
    kept = forms.fading(calm.centralisation_halflife)
    assert centralisation.centralisation_after(1.0, 0.0, 0.0, calm) == near(kept, abs=0.01)
    assert centralisation.mandate_left(0.0, P) == 1.0
    assert centralisation.mandate_left(1.0, P) == 1.0 - P.centralising


def test_the_books() -> None:
    assert budget.shortage(0.0, 0.0, 0.0, 0.1, 0.1) == 0.0, "where nothing is missing nothing presses"
    assert budget.shortage(0.2, 0.0, 0.0, 0.0, 0.0) == near(0.2, abs=0.001)
    assert budget.balance(0.05, 0.02, 0.1, 0.03, 0.01, 0.0, P) == near(-0.07)
    assert budget.balance(0.0, 0.0, 0.0, 0.0, 0.0, 3.0, P) == near(-3.0 * P.pilot_cost)
    assert budget.savings_after(P.savings_most * (1 - math.exp(-2)), 1.0, P) == near(
        P.savings_most * (1 - math.exp(-2))
    )
    assert budget.rebound_after(0.0, 0.0, P) == 0.0


def test_attention() -> None:
    assert attention.capacity(1.0, P) == 1.0
    p = with_(coordination_size=40_000.0)
    assert attention.coordination(1.6, p) == near(p.coordination_most / 2), "half at 40,000 inhabitants"
    assert attention.attention_budget(2.0, 1.0, 1.0, P) == 2.0
    assert attention.overload(1.0, 1.0) == 0.5
    assert attention.participation_cost(1.0, 0, 3.0, P) == 0.0
    assert attention.standing_load(0.0, 0.0, 0.0, 0.0, P) == 0.0


def test_attention_for_its_size_is_least_in_between() -> None:
    """The share of an average pilot's attention in capacity: low in small and large places, high in between (B8)."""
    need = {
        inhabitants: attention.activity_cost(attention.coordination(inhabitants / 25_000, P), P)
        / attention.capacity(inhabitants / 25_000, P)
        for inhabitants in (15_000, 60_000, 500_000)
    }
    assert need[60_000] > need[500_000]


def test_readiness() -> None:
    assert readiness.readiness_doable(0, 60, with_(information_system=0.4)) == near(0.6)
    assert readiness.readiness_doable(10, 24, with_(information_system=0.0)) == 1.0
    assert readiness.readiness_effort(0, 24, 3, 5.0, 1.0, P) == 0.0, "not announced"
    assert readiness.readiness_effort(10, 24, -2, 0.0, 1.0, P) == 0.0, "nothing left"
    assert readiness.readiness_effort(23, 24, -2, 0.1, 2.0, P) == near(0.1), "never more than is left"
    assert readiness.readiness_work(1.0, P) == P.readiness_work


def test_conviction_rests_where_nothing_moves_it() -> None:
    assert conviction.conviction_after(0.4, 0.4, 0.0, 0.0, 0.0, 0.0, 0.0, P) == near(0.4)
    p = with_(doubt=0.0, peer_pull=0.0, persuasion=0.1)
    assert conviction.conviction_after(0.4, 0.9, 1.0, 0.0, 0.0, 0.0, 0.0, p) == near(0.4 + 0.1 * 0.6)


def test_leadership() -> None:
    p = with_(power_gradient=0.6)
    seats = [leadership.seat_power(seat, p) for seat in range(len(leadership.SEATS))]
    assert seats[leadership.DIRECTOR] == 1.0 and seats[leadership.PROJECT_LEADER] == near(0.4)
    assert seats == sorted(seats, reverse=True) and len(set(seats)) == 6
    assert leadership.champion_power(1.0, 1.0, 1.0) == 1.0
    assert leadership.power_with(0.5, 0.5) == 0.75
    assert leadership.power_with(0.0, 0.3) == 0.3


def test_fatigue_and_turnover() -> None:
    assert fatigue.energy_after(1.0, 1.0, P) == 1.0
    assert fatigue.energy_after(0.8, 0.0, P) == near(0.8 * (1 - P.champion_fatigue))
    assert turnover.exit_chance(0.5, P) == near(P.champion_exit / 12), "the yearly rate at middling energy"
    assert turnover.mobilisation_chance(0.0, P) == near(P.newcomers / 12)
    assert circle.meeting(0.0) == 0.0
    assert circle.circle_pull(1.0, 1.0, 0.2, 0.6, P) == 0.0, "never away from conviction"


def test_council_and_reflex() -> None:
    assert council.room(1.0, 1.0, 1.0, 1.0, 1.0, 0.0, P) == 1.0
    assert 0.0 < council.room(0.0, 0.0, 0.0, 0.0, 0.0, 1.0, P) < 0.05, "rare, not banned"
    assert reflex.alarm(0.0, 0.0, 0.0, P) == 0.0 and reflex.alarm(1.0, 1.0, 5.0, P) == 1.0
    assert reflex.control_after(0.2, 0.2, 0.0, 0.5, 0.0, P) == near(0.2)
    p = with_(reflex_halflife=8.0)
    control = 1.0
    for _ in range(8):
        control = reflex.control_after(control, 0.2, 0.0, 0.0, 0.0, p)
    assert control == near(0.6), "half the jump is gone after the half-life"
    p = with_(reflex_strength=1.0, exchange_shield=0.9)
    assert reflex.control_after(0.0, 0.0, 1.0, 1.0, 0.0, p) == near(0.1), "what exchange does not shield from"
    assert reflex.control_after(0.0, 0.0, 1.0, 0.0, 1.0, p) == near(0.1), "a champion inside shields as well"
    assert elections.renewed(0.2, 0.7, with_(election_renewal=0.43)) == near(0.57 * 0.2 + 0.43 * 0.7)


def test_steering_and_support() -> None:
    assert steering.level_after(0.4, 0.4, 0.0, 0.5, 0.9) == near(0.4)
    assert steering.gap_kept(with_(steering_halflife=6.0)) ** 6 == near(0.5)
    assert support.support_after(0.5, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, P) == near(0.5 + 0.5 * P.support_gain)
    assert support.support_after(0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, P) == near(0.5 - 0.5 * P.support_loss)
    before, after = (
        0.2 - support.support_after(s, 0.0, 0.0, 0.0, 0.0, 0.0, f, with_(support_loss=0.0))
        for s, f in ((0.2, 1.0), (0.2, 0.0))
    )
    assert before > after == near(0.0), "a firm decision costs support"
    costs = [s - support.support_after(s, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, with_(support_loss=0.0)) for s in (0.3, 0.9)]
    assert costs[1] < costs[0], "less where there is support"


@pytest.mark.parametrize("lawful", [0.0, 0.5, 1.0])
def test_traditions_add_up_to_one(lawful: float) -> None:
    p = with_(lawful_tradition=lawful)
    assert sum(steering_form.tradition(form, p) for form in range(4)) == near(1.0)
    leading = max(range(4), key=lambda form: steering_form.tradition(form, p))
    assert leading == (steering_form.LAWFUL if lawful == 1.0 else steering_form.PERFORMING) or lawful == 0.5


def test_the_agenda() -> None:
    assert agenda.agenda_hazard(1.0, 0.0, 0.0, 0.0, 1.0, P) == 0.0, "nobody is convinced"
    assert agenda.agenda_hazard(0.0, 0.0, 0.0, 1.0, 1.0, P) == 0.0, "nobody looks"
    assert agenda.agenda_hazard(1.0, 0.0, 0.0, 1.0, 1.0, P) == P.agenda_rate
    assert agenda.agenda_hazard(1.0, 0.0, 0.0, 1.0, 0.0, P) < 0.5 * P.agenda_rate, "before the announcement"
    assert agenda.appeal(0.0) == 1.0
    assert agenda.appeal(3.0) == 4.0
    assert agenda.invention_chance(1.0, 1.0, 1.0, P) == P.practice_from_below
    assert agenda.invention_chance(0.0, 1.0, 1.0, P) == agenda.invention_chance(1.0, 1.0, 0.0, P) == 0.0
    assert agenda.notice_chance(1.0, 1.0, 1.0) == 0.0


def test_a_reference_municipality_starts_at_the_start_rate() -> None:
    third, half = starting.REFERENCE, starting.HALF
    power = starting.power_for(third, 0.0, 1.0, P)
    assert power == near(1.0)
    assert starting.power_for(1.0, 0.0, 1.0, P) == starting.power_for(1.0, 0.0, 2.5, P), "full power does all alike"
    assert starting.start_hazard(third, power, third, half, half, half, 1.0, 1.0, P) == near(P.start_rate)
    assert starting.start_hazard(0.0, power, third, 1.0, 1.0, 1.0, 1.0, 1.0, P) == 0.0
    assert starting.start_hazard(third, power, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, P) == 0.0


def test_starting() -> None:
    assert starting.drive(0.0, 0.0, 1.0, 0.0, 1.0, P) == 0.0
    assert starting.drive(1.0, 0.0, 0.0, 0.0, 0.0, P) == 1.0
    assert starting.drive(0.0, 1.0, 1.0, 0.0, 0.0, P) == near(P.opportunity)
    assert starting.drive(0.0, 1.0, 0.0, 0.0, 0.0, P) == 0.0, "nobody sees an opportunity in what is not known (D9)"
    assert starting.evidence_wanted(1.0, 0.5, 1.0, P) == 0.0, "who dares needs no evidence"
    assert starting.evidence_wanted(0.0, 0.0, 1.0, P) == P.evidence_threshold
    assert starting.evidence_met(2.0, 2.0) == 0.5
    assert starting.attention_spare(0.0, 1.0, P) == 0.0
    assert starting.attention_spare(P.spare_wanted, 1.0, P) == 0.5
    assert starting.decision_speed(0.0, 1.0, P) == 1.0
    assert starting.left_by_cost_control(0.0, P) == 1.0
    assert starting.inner_change(0.0, 8.0) == 0.0, "the own organisation does not change"
    assert starting.inner_change(1.0, 0.0) == 0.0, "nothing embedded yet that it could fit"
    assert starting.inner_change(starting.REFERENCE, 4.0 * math.log(2.0)) == near(1.0), "half-way"
    assert starting.chance_of(0.0) == 0.0 and starting.chance_of(math.log(2)) == near(0.5)
    assert starting.deliberation(0.0, P) == 0.0 and starting.deliberation(1.0, P) == P.participation_delay


@pytest.mark.parametrize("power", [1e-9, 0.001, 0.005, 0.02])
def test_a_little_power_is_no_worse_than_none(power: float) -> None:
    p = with_(routine_power=0.01)
    assert starting.power_for(power, 0.0, 1.0, p) >= starting.power_for(0.0, 0.0, 1.0, p)


def test_pilots() -> None:
    assert piloting.landing(0.3, 0.5, 0.0, P) == near(1.0)
    assert piloting.success_chance(1.0, 1.0, 0.0, P) == near(P.base_success)
    p = with_(likeness_penalty=0.4)
    assert P.base_success - piloting.success_chance(0.0, 1.0, 0.0, p) == near(0.4), "what copying the least alike costs"
    assert piloting.fit_after_adapting(1.0, 0.0) == 1.0 and piloting.fit_after_adapting(0.4, 0.0) == 0.4
    assert piloting.fit_after_adapting(0.4, 1.0) == 1.0
    p = with_(pilot_spread=0.5)
    assert [piloting.pilot_months(draw, p) / P.pilot_length for draw in (0.0, 0.5, 1.0)] == near([0.5, 1.0, 1.5])
    assert piloting.pace(0.5, P) == near(1.0)
    assert piloting.pace(1.0, with_(participation_gain=1.0)) == near(4 / 3)
    full, none = (piloting.landing(0.3, s, 0.0, with_(participation_gain=0.8)) for s in (1.0, 0.0))
    assert full / none == near(1.8)


def test_what_measures_are_worth() -> None:
    assert worth.worth_at_first(1.0, 0.0, P) == P.worth_untaught
    assert worth.worth_at_first(1.0, 100.0, P) == near(1.0)
    assert worth.worth_at_first(0.0, 100.0, P) == 0.0
    assert worth.worth_after(0.4, 0.0, P) == 0.4, "who does not learn does not improve"
    assert worth.worth_after(0.4, 1.0, with_(worth_months=60.0)) == near(0.41)
    few, many = (worth.coherence(number, 0.0, with_(manageable=4.0, incoherence=0.1)) for number in (0.0, 14.0))
    assert few > 0.99 and many == near(0.5, abs=0.01)
    assert goals.set_up_pays(0.0) == near(0.05)


def test_what_is_learnt_of_others() -> None:
    assert peers.belief(0.0, 0.0) == 0.5 and peers.belief(1.0, 0.0) == near(2 / 3)
    assert peers.evidence(0.0, 5.0, 0, P) == 0.0
    p = with_(regional_weight=2.0, circle_strength=0.5)
    assert peers.tie_weight(1, 1, 1, 0, 0.0, 1.0, p) == near(1.0)
    assert peers.tie_weight(0, 0, 0, 1, 1.0, 1.0, p) == near(0.5)
    assert peers.tie_weight(0, 0, 0, 0.5, 1.0, 1.0, p) == near(0.25), "half of those they meet are others"
    assert peers.tie_weight(0, 0, 0, 1, 0.0, 1.0, p) == 0.0, "no directors, no circle"
    assert peers.tie_weight(0, 1, 0, 0, 0.0, 1.0, p) == near(2 * peers.tie_weight(1, 0, 0, 0, 0.0, 1.0, p))
    assert experience.lessons_carried(1.0, with_(transfer=0.0)) == 0.0
    assert first_team.first_team_hazard(0.0, 1.0, 1.0, 0.0, 1.0, P) == 0.0, "without a date nothing is expected"


def test_teams() -> None:
    assert settling.settled_after(1.0, 0.0, with_(team_turnover=0.0)) == 1.0
    settled, p = 0.1, with_(settling_months=12.0, team_turnover=0.0)
    for _ in range(12):
        settled = settling.settled_after(settled, 0.0, p)
    assert settled > 0.75, "after a year a team functions"
    assert caseload.missed(0.0, 0.0) == near(1.0, abs=0.01) and caseload.missed(1.0, 0.0) == near(0.0, abs=0.01)
    assert caseload.missed(0.0, 1.0) == 0.0 and caseload.missed(0.5, 0.0) == 0.5
    assert caseload.need(0.0, 0.0, 0.0) == 1.0
    assert caseload.waiting(1.0, 0.0, 0.0, P) == P.waiting_base, "load and capacity in balance"
    assert fallback.after_fallback(0.6, 0.0, P) == 0.6
    assert fallback.after_fallback(0.6, 1.0, P) == near(0.6 * (1 - P.fallback_rate))
    assert 12 * incidents.incident_chance(1.0, 0.5, 0.0, 0.0, P) == near(P.incident_rate), "a year at load 1"
    assert development.character(0.0, P) == 1.0
    assert development.made_of(0.3, 1.0) == near(0.3), "an average team makes of it what is allowed"
    assert development.made_of(0.5, 2.0) == near(2 / 3), "twice the odds"
    one, many = (development.integration(0.0, 0.0, 0.0, 0.0, 1.0, number) for number in (1, 20))
    together = [development.integration(1.0, 0.0, 0.0, 0.0, 1.0, number) for number in (1, 20)]
    assert many < one and together[0] == together[1], "only teams that do not know of each other lose it"


def test_past_an_optimum_specialist_knowledge_is_outrun() -> None:
    at = {i: development.specialist_knowledge(1.0, 1.0, i, 0.5) for i in (0.0, 0.3, 0.7, 1.0)}
    assert at[0.0] - at[0.3] < 0.02 < at[0.7] - at[1.0]


def test_mandate_and_budget_are_complements() -> None:
    def quality(mandate: float, budget: float) -> float:
        return goals.tailoring_quality(mandate, budget, 0.5, 0.5, 0.5)

    assert quality(1.0, 0.0) == quality(0.0, 1.0) == quality(0.0, 0.0) < quality(1.0, 1.0)


def test_goals_at_their_ends() -> None:
    assert goals.goal_target(0.0, 0.0, 0.0, P) == 0.0
    assert goals.goal_target(1e9, 1.0, 0.0, P) == near(1.0)
    assert goals.result_quality(1.0, 1.0) <= 1.0
    assert goals.responsiveness_quality(0.0, 0.0, 0.0, P.waiting_base, P) == near(0.2), "half of what promptness brings"


def test_forms() -> None:
    assert forms.logistic(0.0) == 0.5 and forms.logistic(-1e4) == 0.0 and forms.logistic(1e4) == 1.0
    assert forms.positive(0.0, 0.03) == near(0.03) and forms.positive(1.0, 0.001) == near(1.0, abs=1e-5)
    assert forms.saturating(0.0) == 0.0
    assert forms.fading(1.0) == near(0.5)
    assert forms.toward(0.2, 0.2, 12.0) == 0.2 and forms.toward(0.0, 1.0, 4.0) == 0.25
    assert forms.either(0.5, 0.5) == 0.75
    assert forms.works(0.0, 9) and forms.works(1.0, 0) and not forms.works(1.0, 1)
