"""P11, P12 and P13 on made-up numbers, and P13's half-years on a small country."""

import numpy as np
import pytest

from experiments.patterns.p11 import TimePressure
from experiments.patterns.p12 import Uncertainty
from experiments.patterns.p13 import Dip, renewal
from experiments.patterns.pattern import Pattern
from experiments.patterns.verdicts import Interval, Verdict, verdict_on
from model import Scenario
from model.engine import Run
from model.outcomes import COLUMN

SMALL = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 30, "seed": 1})
Numbers = dict[str, dict[str, float]]


def judged(pattern: Pattern, numbers: Numbers) -> tuple[dict[str, float], dict[str, Verdict]]:
    seen = {word: {name: np.array([value]) for name, value in each.items()} for word, each in numbers.items()}
    found = pattern.measure(seen)
    return found, {each.name: verdict_on(each, Interval(*3 * [found[each.name]])) for each in pattern.statistics}


# P11.

EARLY = {"at date": 4.0, "readiness": 0.99, "ready": 0.98, "later": 8.0}


def test_less_at_the_date_and_still_less_later_is_shown() -> None:
    found, verdicts = judged(
        TimePressure(), {"early": EARLY, "late": {"at date": 3.0, "readiness": 0.96, "ready": 0.58, "later": 7.2}}
    )
    assert found == pytest.approx({"at date": -0.25, "readiness": -0.03, "ready": -0.4, "later": -0.1})
    assert set(verdicts.values()) == {Verdict.SHOWN}


def test_more_under_time_pressure_and_unready_is_contradicted() -> None:
    _, verdicts = judged(
        TimePressure(), {"early": EARLY, "late": {"at date": 4.4, "readiness": 0.5, "ready": 0.0, "later": 8.1}}
    )
    assert verdicts.pop("ready") is Verdict.SHOWN, "it is not judged"
    assert set(verdicts.values()) == {Verdict.CONTRADICTED}


def test_only_the_announcement_differs() -> None:
    early, late = TimePressure().scenarios(SMALL.with_(parameters={"preparation": 40.0})).values()
    assert (early.parameters["preparation"], late.parameters["preparation"]) == (26.0, 12.0)
    assert early.with_(parameters=late.parameters).identity == late.identity


# P12.

PLANNED = {"urgency": 0.4, "starts": 2.0, "embedded 12": 2.0, "embedded 24": 4.0}


def relative(factor: float) -> dict[str, float]:
    return {name: factor * value for name, value in PLANNED.items()}


def test_less_of_everything_by_either_and_most_by_both_is_shown() -> None:
    found, verdicts = judged(
        Uncertainty(),
        {"as planned": PLANNED, "postponed": relative(0.8), "unclear": relative(0.84), "both": relative(0.7)},
    )
    assert found["starts postponed"] == pytest.approx(-0.2) and found["starts unclear"] == pytest.approx(-0.16)
    assert found["urgency both"] == pytest.approx(0.1)
    assert set(verdicts.values()) == {Verdict.SHOWN}


def test_more_of_everything_and_less_by_both_than_by_one_is_contradicted() -> None:
    _, verdicts = judged(
        Uncertainty(),
        {"as planned": PLANNED, "postponed": relative(1.1), "unclear": relative(1.1), "both": relative(1.2)},
    )
    assert set(verdicts.values()) == {Verdict.CONTRADICTED}


def test_half_of_what_was_known() -> None:
    unclear = Uncertainty().scenarios(SMALL.with_(parameters={"clarity": 0.6}))["unclear"]
    assert unclear.interventions[-1].value == 0.3 and unclear.interventions[-1].until is None


def test_no_window_reaches_into_the_reassessments() -> None:
    """With the reassessments held the first year after the news is the same."""
    for word, scenario in Uncertainty().scenarios(SMALL).items():
        runs = Run(scenario, 1), Run(scenario.with_(held=("reassessment",)), 1)
        found, held = (Uncertainty().observe(word, run) for run in runs)
        assert found["starts"] == held["starts"] and found["urgency"] == held["urgency"]


# P13.


def half_years(before: float, dip: float, after: float) -> dict[str, float]:
    return {"before": before, "dip": dip, "after": after}


def test_a_dip_that_goes_with_the_reassessments_is_shown() -> None:
    found, verdicts = judged(Dip(), {"on": half_years(100, 60, 120), "off": half_years(100, 101, 102)})
    assert found["to before"] == pytest.approx(0.6) and found["to after"] == pytest.approx(0.5)
    assert set(verdicts.values()) == {Verdict.SHOWN}


def test_a_dip_that_stays_without_them_is_the_dates() -> None:
    _, verdicts = judged(Dip(), {"on": half_years(100, 60, 120), "off": half_years(100, 60, 120)})
    assert verdicts == {
        "to before": Verdict.SHOWN,
        "to after": Verdict.SHOWN,
        "off": Verdict.CONTRADICTED,
        "off to before": Verdict.SHOWN,
        "off to after": Verdict.SHOWN,
    }, "the two ratios stand beside it and judge nothing"


def test_a_steady_rise_is_no_dip() -> None:
    found, verdicts = judged(Dip(), {"on": half_years(100, 60, 120), "off": half_years(100, 120, 144)})
    assert found["off"] == pytest.approx(1.0) and verdicts["off"] is Verdict.SHOWN


def test_no_dip_is_contradicted() -> None:
    _, verdicts = judged(Dip(), {"on": half_years(100, 130, 120), "off": half_years(100, 101, 102)})
    assert verdicts["to before"] is Verdict.CONTRADICTED and verdicts["to after"] is Verdict.CONTRADICTED


def test_renewal_is_all_starts_and_embeddings_but_first_teams() -> None:
    run, counted, first_teams = Run(SMALL, 3), 0, 0
    for month in range(40):
        counted += renewal(run, month)
        rows = run.country.municipalities
        first_teams += int(((rows["began"] == month) | ((rows["ended"] == month) & (rows["stage"] == 3)))[:, 0].sum())
    outcomes = ("starts", "embeddings")
    series = Run(SMALL, 3).go_on().series[:40]
    total = sum(series[:, COLUMN[name]].sum() for name in outcomes) * 30
    assert first_teams > 5 and counted == pytest.approx(total - first_teams)
