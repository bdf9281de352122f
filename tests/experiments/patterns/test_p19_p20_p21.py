"""P19, P20 and P21 on made-up numbers, and P21's switch on a small country."""

import numpy as np
import pytest

from experiments.patterns.p19 import CutsOnly
from experiments.patterns.p20 import DesiredAndPractised
from experiments.patterns.p21 import FIRST, SHARE, IncidentsAndNationalRules, made_good
from experiments.patterns.pattern import Pattern, Seen
from experiments.patterns.verdicts import Interval, Verdict, verdict_on
from model import Scenario
from model.chance import CHOSEN_PART, uniform
from model.engine import Run, Setting

SMALL = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 60, "seed": 2})


def judged(pattern: Pattern, seen: dict[str, Seen]) -> tuple[dict[str, float], dict[str, Verdict]]:
    found = pattern.measure(seen)
    return found, {each.name: verdict_on(each, Interval(*3 * [found[each.name]])) for each in pattern.statistics}


# P19.


def books(gain: float, first: float, last: float) -> Seen:
    return {name: np.array([x]) for name, x in (("gain", gain), ("balance first", first), ("balance last", last))}


def test_books_in_order_at_first_and_no_goals_is_shown() -> None:
    found, verdicts = judged(CutsOnly(), {"changing": books(0.2, 0.01, -0.02), "cuts only": books(0.04, 0.02, -0.05)})
    assert found == pytest.approx({"gain": 0.2, "balance first": 0.01, "balance last": -0.03})
    assert set(verdicts.values()) == {Verdict.SHOWN}


def test_more_goals_and_books_the_other_way_round_is_contradicted() -> None:
    _, verdicts = judged(CutsOnly(), {"changing": books(0.2, 0.01, -0.02), "cuts only": books(0.3, 0.0, 0.0)})
    assert set(verdicts.values()) == {Verdict.CONTRADICTED}


def test_goals_that_nobody_gains_say_nothing() -> None:
    seen = {"changing": books(-0.1, 0.0, 0.0), "cuts only": books(-0.2, 0.0, 0.0)}
    assert np.isnan(CutsOnly().measure(seen)["gain"])


# P20.


def wishes(wanted: float, ahead: list[float], of_changers: float, of_others: float, named: list[int]) -> Seen:
    number = len(ahead)
    changer = np.arange(number) < number // 2
    return {
        "wanted": np.full(number, wanted),
        "practised": np.where(changer, of_changers, of_others),
        "ahead": np.array(ahead),
        "changer": changer.astype(float),
        "named": np.array(named, dtype=float),
    }


def test_wishes_ahead_of_practice_that_follows_in_changers_is_shown() -> None:
    seen = wishes(0.2, [0.1, 0.2, 0.06, 0.04], 0.12, 0.05, [1, 1, 0, 1])
    found, verdicts = judged(DesiredAndPractised(), {"as it is": seen})
    assert found == pytest.approx({"philosophy": 0.2, "lags": 0.75, "changers": 0.07, "named": 0.75})
    assert set(verdicts.values()) == {Verdict.SHOWN}


def test_practice_ahead_of_wishes_is_contradicted() -> None:
    seen = wishes(-0.1, [0.0, -0.2, 0.06, 0.04], 0.05, 0.12, [0, 0, 0, 1])
    _, verdicts = judged(DesiredAndPractised(), {"as it is": seen})
    assert set(verdicts.values()) == {Verdict.CONTRADICTED}


def test_the_sample_is_the_seeds_and_no_larger_than_the_country() -> None:
    first, again, other = (DesiredAndPractised().observe("as it is", Run(SMALL, seed)) for seed in (4, 4, -4))
    assert len(first["named"]) == 60 and np.array_equal(first["named"], again["named"])
    assert len(other["named"]) == 60


# P21.

MONTHS = 49
QUIET = {"mandate": np.full(MONTHS, 0.4), "tailoring": np.full(MONTHS, 0.2)}


def after(mandate: float, tailoring: float, left: float) -> Seen:
    """A drop in month 5 for the mandate and 17 for tailoring, of which a part is left after 48 months."""
    factor = {name: np.ones(MONTHS) for name in QUIET}
    factor["mandate"][5:], factor["tailoring"][17:] = 1 + mandate, 1 + tailoring
    factor["mandate"][-1], factor["tailoring"][-1] = 1 + left * mandate, 1 + left * tailoring
    return {name: QUIET[name] * factor[name] for name in QUIET}


def test_a_drop_in_time_that_passes_is_shown() -> None:
    seen = {"quiet": QUIET, "incidents": after(-0.12, -0.06, 0.05), "quiet held": QUIET, "incidents held": QUIET}
    found, verdicts = judged(IncidentsAndNationalRules(), seen)
    assert found["mandate"] == pytest.approx(-0.12) and found["tailoring back"] == pytest.approx(0.95)
    assert set(verdicts.values()) == {Verdict.SHOWN}


def test_what_comes_too_late_does_not_count() -> None:
    late = after(-0.12, -0.06, 0.05)
    late["mandate"][5], late["tailoring"][17] = QUIET["mandate"][0], QUIET["tailoring"][0]
    seen = {"quiet": QUIET, "incidents": late, "quiet held": QUIET, "incidents held": QUIET}
    found, _ = judged(IncidentsAndNationalRules(), seen)
    assert found["mandate"] == found["tailoring"] == 0.0


def test_more_mandate_after_incidents_is_contradicted_and_so_is_a_drop_without_the_state() -> None:
    more = {name: QUIET[name] * 1.1 for name in QUIET}
    seen = {"quiet": QUIET, "incidents": more, "quiet held": QUIET, "incidents held": after(-0.1, -0.06, 0.0)}
    found, verdicts = judged(IncidentsAndNationalRules(), seen)
    assert found["off"] == pytest.approx(-0.1) and np.isnan(found["mandate back"])
    assert {verdicts[name] for name in ("mandate", "tailoring", "off")} == {Verdict.CONTRADICTED}


def test_what_is_made_good_is_reckoned_from_the_deepest_drop() -> None:
    assert made_good(np.array([-0.05, -0.2, -0.05])) == pytest.approx(0.75)
    assert made_good(np.array([-0.05, -0.2, 0.1])) == pytest.approx(1.5)


def test_the_others_are_those_without_incidents_by_order() -> None:
    """Those in whom nobody is chosen, and nobody else: the chosen share is the run's own."""
    scenario = IncidentsAndNationalRules().scenarios(SMALL)["incidents"]
    orders = scenario.interventions[-1]
    assert orders.where.share == SHARE and (orders.start, orders.until) == ("2016-01", "2016-06")
    certain = scenario.with_(interventions=(orders.model_copy(update={"number": 2.0}),))
    run = Run(certain, 5)
    hit = run.go_on(37).country.municipalities["incidents_added"] > 0
    left = Run(certain, 5)
    found = IncidentsAndNationalRules().observe("incidents", left)
    tailoring = run.country.municipalities["tailoring"]
    assert 0 < hit.sum() < 20 and found["tailoring"][0] == pytest.approx(tailoring[~hit].mean())


@pytest.mark.parametrize("changes", [{}, {"start_rate": 0.2, "news_tolerance": 0.05}])
def test_incidents_are_three_times_what_the_run_itself_tolerates(changes: dict[str, float]) -> None:
    """By its own teams, tolerance and chosen places, whatever the parameters; other runs of the setting keep theirs."""
    scenario = IncidentsAndNationalRules().scenarios(SMALL.with_(parameters=changes))["incidents"]
    setting = Setting.of(scenario)
    run = Run(setting, 5)
    teams = Run(setting, 5).go_on(FIRST).country.municipalities["number_of_teams"].sum()
    IncidentsAndNationalRules().observe("incidents", run)
    keys = run.country.municipalities["key"].tolist()
    places = sum(uniform(5, CHOSEN_PART, key, 0) < SHARE for key in keys)
    p = run.parameters
    brought = run.world.programme.value[-1] * places
    assert teams > 0 and places > 0
    assert 12.0 * brought / (teams + p.news_damping) == pytest.approx(3.0 * p.news_tolerance)
    assert setting.world.programme.value[-1] == 1.0


def test_incidents_reach_nobody_else_with_the_pull_to_centralise_held() -> None:
    pattern = IncidentsAndNationalRules()
    # Of sixty so few are chosen that one of them weighs much in what the others hear.
    larger = SMALL.with_(population={"kind": "synthetic", "number": 120, "seed": 2})
    scenarios = pattern.scenarios(larger)
    found = pattern.measure({word: pattern.observe(word, Run(scenario, 5)) for word, scenario in scenarios.items()})
    assert found["mandate"] < found["off"] and -0.01 < found["off"] <= 0.0
