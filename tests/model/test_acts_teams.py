"""Social teams, made by hand: they are born middling and become what their conditions allow."""

from typing import Any

import pytest

from model.acts import deliver, pressures, steer, team
from model.measures import (
    AREA_BUDGET,
    AREA_TEAMS,
    CO_CREATION,
    EMBEDDED,
    INFORMAL_NETWORKS,
    INTEGRATED_ACCESS,
    NUMBER,
    ONE_PLAN,
    PEER_CONSULTATION,
    PILOT,
    REORGANISATION,
    SECONDMENT,
    SPECIALIST_ON_CALL,
    UNSEEN,
)
from model.parameters import Parameters
from tests.model.countries import blank

P = Parameters()
EVEN = P._replace(team_spread=0.0)
ATTRIBUTES = ("breadth", "integration", "competence", "specialist_knowledge", "help_seeking", "informal_ties",
              "work_participation")  # fmt: skip


def place(*in_use: int, **values: Any) -> Any:
    usual: dict[str, Any] = {
        "key": 344, "number_of_teams": 1, "informal_help": 0.5, "learning": 0.5, "mandate_given": 0.3,
        "mandate_left": 1.0,        "budget_given": 0.3, "areas": 4,
    }  # fmt: skip
    one = blank("municipality", **usual | values)
    one.fit = [1.0] * NUMBER
    for measure in in_use:
        one.deployed[measure], one.stage[measure] = 1.0, EMBEDDED
    return one


def founded(one: Any, p: Parameters = EVEN, month: int = 0, area: int = 0) -> Any:
    made = blank("social_team")
    team.found(made, one, area, month, p, 1)
    return made


def after(months: int, one: Any, p: Parameters = EVEN, council: Any = None, made: Any = None) -> Any:
    made = made or founded(one, p)
    for month in range(1, months + 1):
        team.work(made, one, council or blank("council"), month, p, 1)
    return made


def test_a_team_is_born_middling_with_what_it_is_given() -> None:
    made = founded(place(mandate_given=0.7, budget_given=0.2), P, month=9, area=3)
    assert {getattr(made, name) for name in ATTRIBUTES} == {0.5}
    assert (made.mandate, made.budget, made.born, made.area) == (0.7, 0.2, 9, 3)
    assert made.settled == 0.1 and made.waiting == P.waiting_base and made.load == made.need


def test_teams_differ_by_area_and_a_team_is_the_same_whenever_it_is_founded() -> None:
    one = place()
    needs = {founded(one, P, 0, area).need for area in range(20)}
    assert len(needs) == 20
    early, late = founded(one, P, 0, 2), founded(one, P, 30, 2)
    assert (early.need, early.character, early.habit) == (late.need, late.character, late.habit)


def test_a_team_does_not_develop_in_its_first_month() -> None:
    made = founded(place(*range(NUMBER)), month=7)
    team.develop(made, place(*range(NUMBER)), P, 7)
    assert {getattr(made, name) for name in ATTRIBUTES} == {0.5}


FED_BY = {
    "breadth": (AREA_TEAMS, INTEGRATED_ACCESS, ONE_PLAN, SECONDMENT),
    "integration": (AREA_TEAMS, ONE_PLAN, AREA_BUDGET, REORGANISATION),
    "competence": (PEER_CONSULTATION,),
    "specialist_knowledge": (SPECIALIST_ON_CALL, SECONDMENT),
    "help_seeking": (SPECIALIST_ON_CALL, PEER_CONSULTATION),
    "informal_ties": (INFORMAL_NETWORKS, CO_CREATION),
    "work_participation": (SECONDMENT, INTEGRATED_ACCESS, REORGANISATION),
}


@pytest.mark.parametrize("name", FED_BY)
def test_an_attribute_lives_on_the_measures_that_feed_it(name: str) -> None:
    calm = EVEN._replace(fallback_rate=0.0)
    without = after(120, place(number_of_teams=5), calm)
    for measure in FED_BY[name]:
        fed = after(120, place(measure, number_of_teams=5), calm)
        assert getattr(fed, name) > getattr(without, name) + 0.02, measure
    everything = after(120, place(*FED_BY[name], number_of_teams=5), calm)
    assert getattr(everything, name) <= 1.0


def test_without_measures_teams_wither() -> None:
    made = after(120, place())
    assert all(getattr(made, name) < 0.5 for name in ("breadth", "informal_ties", "work_participation"))


def test_control_and_cost_control_pull_teams_back() -> None:
    calm = after(60, place())
    watched = after(60, place(), council=blank("council", control=1.0))
    cut = after(60, place(cost_control=1.0))
    for name in ("breadth", "integration", "informal_ties", "mandate"):
        assert getattr(watched, name) < getattr(calm, name) and getattr(cut, name) < getattr(calm, name)
    assert cut.waiting > calm.waiting


def test_reorganisation_unsettles() -> None:
    made = after(36, place())
    before = made.settled
    team.work(made, place(reorganised=1), blank("council"), 37, EVEN, 1)
    assert made.settled < before * 0.8


def test_national_rules_cap_the_mandate() -> None:
    free, capped = after(60, place(mandate_given=0.8)), after(60, place(mandate_given=0.8, mandate_left=0.5))
    assert capped.mandate == pytest.approx(0.5 * free.mandate, rel=0.02)


def test_a_team_invents_what_is_not_there_yet() -> None:
    one = place()
    for draw in range(100):
        measure = team.invented(one, draw / 100)
        assert one.stage[measure] == UNSEEN
    from_below = {team.invented(place(), draw / 100) for draw in range(100)}
    busy = place()
    for measure in from_below:
        busy.stage[measure] = PILOT
    assert team.invented(busy, 0.5) == -1


def test_means_over_teams_are_means() -> None:
    one = place(number_of_teams=3)
    teams = [founded(one, P, 0, area) for area in range(5)]
    for number, each in enumerate(teams):
        each.mandate, each.waiting, each.incident = 0.1 * number, 2.0 * number, 1
    one.incidents_added = 4
    deliver.tally_teams(one, teams, 1, 3, P)
    assert one.team_mandate == pytest.approx(0.2) and one.team_waiting == pytest.approx(4.0)
    assert (one.incidents, one.all_incidents) == (7, 7)


def test_outcomes_wait_for_their_lag() -> None:
    p = P._replace(outcome_lag=18.0)
    one = place(*range(NUMBER), integral_working=0.2)
    for name in ("integral", "tailoring", "result", "responsiveness", "prevention"):
        setattr(one, f"team_{name}", 0.8)
    deliver.deliver(one, 0, p)
    assert one.integral_working == 0.2, "nothing moves in the first month"
    path = []
    for month in range(1, 200):
        deliver.deliver(one, month, p)
        path.append(one.integral_working)
    assert path == sorted(path)
    assert path[17] - 0.2 == pytest.approx((path[-1] - 0.2) * (1 - (1 - 1 / 18) ** 18), rel=0.01)


def test_support_is_won_by_taking_part_and_lost_by_haste_and_failure() -> None:
    def support(**values: float) -> float:
        one = place(**{"support_partners": 0.5, "participation": 0.5, "communication": 0.5} | values)
        steer.win_support(one, 5, P)
        return float(one.support_partners)

    usual = support()
    assert support(participation=1.0) > usual and support(communication=1.0) > usual
    assert support(haste=1.0) < usual and support(cost_control=1.0) < usual
    assert support(failure_seen=1.0) < usual and support(firm=1) < usual


def test_forms_of_steering_add_up_to_one() -> None:
    one = place(*range(8), conviction=0.9, participation=0.8)
    one.philosophy, one.practice = [0.25, 0.45, 0.2, 0.1], [0.25, 0.45, 0.2, 0.1]
    for month in range(1, 120):
        steer.take_form(one, blank("council", control=0.3), blank("national"), month, P)
        assert sum(one.philosophy) == pytest.approx(1.0) and sum(one.practice) == pytest.approx(1.0)
    assert one.philosophy[2] > 0.25 and one.practice[2] > 0.25


def test_pressure_is_split_by_conviction_and_savings_relieve_it() -> None:
    nation = blank("national", felt_cut=0.15, budget_cut=0.15, clarity=1.0)
    convinced, doubting = place(conviction=0.9), place(conviction=0.1)
    for month in range(24):
        for one in (convinced, doubting):
            pressures.keep_the_books(one, nation, month, P)
            pressures.feel_pressure(one, nation, month, P)
    assert convinced.urgency > doubting.urgency and convinced.cost_control < doubting.cost_control
    assert doubting.savings > convinced.savings and doubting.pressure < convinced.pressure
    assert doubting.balance > convinced.balance


def test_conviction_moves_towards_champions_and_peers_and_falls_with_failure() -> None:
    def conviction(**values: float) -> float:
        one = place(**{"conviction": 0.4, "conviction_disposition": 0.4} | values)
        pressures.be_persuaded(one, 5, P)
        return float(one.conviction)

    assert conviction() == pytest.approx(0.4)
    assert conviction(power=1.0) > 0.4 and conviction(peer_gap=0.5) > 0.4 and conviction(embeddings=1) > 0.4
    assert conviction(drops=1) < 0.4 and conviction(peer_gap=-0.3) < 0.4
    assert conviction(director_power=1.0, meeting=1.0, circle_conviction=0.9) > 0.4
