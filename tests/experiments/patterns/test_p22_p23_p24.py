"""P22, P23 and P24 on made-up numbers, and what their scenarios do in a small country."""

import numpy as np
import pytest

from experiments.patterns.p22 import MandateAndBudget
from experiments.patterns.p23 import MEASURES, MONTH, YEAR, BestPractice
from experiments.patterns.p24 import ExperienceElsewhere
from experiments.patterns.pattern import Pattern, Seen
from experiments.patterns.pilots import DROPPED, NO_RESULT, SUCCEEDED
from experiments.patterns.verdicts import Interval, Verdict, verdict_on
from model import Scenario
from model.engine import Run
from model.intervention_kinds import Block
from model.measures import PILOT, POSITION, THE_STATE

SMALL = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 40, "seed": 1})
YES, NO, NONE = SUCCEEDED, DROPPED, NO_RESULT


def judged(pattern: Pattern, seen: dict[str, Seen]) -> tuple[dict[str, float], dict[str, Verdict]]:
    found = pattern.measure(seen)
    return found, {each.name: verdict_on(each, Interval(*3 * [found[each.name]])) for each in pattern.statistics}


# P22.


def country(goals: float, access_only: int) -> Seen:
    return {"goals": np.full(5, goals), "breadth": np.where(np.arange(10) < access_only, 0.39, 0.4)}


def test_complements_are_shown() -> None:
    found, verdicts = judged(
        MandateAndBudget(),
        {"neither": country(0.3, 7), "mandate": country(0.34, 6), "budget": country(0.32, 6), "both": country(0.5, 2)},
    )
    assert found == pytest.approx(
        {"gain": 0.2, "mandate alone": 0.2, "budget alone": 0.1, "access with neither": 0.7, "access with both": 0.2}
    )
    assert set(verdicts.values()) == {Verdict.SHOWN}


def test_one_alone_that_brings_more_than_both_is_contradicted() -> None:
    _, verdicts = judged(
        MandateAndBudget(),
        {"neither": country(0.3, 2), "mandate": country(0.5, 6), "budget": country(0.45, 6), "both": country(0.4, 7)},
    )
    assert verdicts.pop("gain") is Verdict.SHOWN
    assert set(verdicts.values()) == {Verdict.CONTRADICTED}


def test_a_loss_by_both_leaves_nothing_to_divide_by() -> None:
    found, verdicts = judged(
        MandateAndBudget(),
        {"neither": country(0.5, 2), "mandate": country(0.5, 6), "budget": country(0.5, 6), "both": country(0.4, 7)},
    )
    assert verdicts["gain"] is Verdict.CONTRADICTED and np.isnan(found["mandate alone"])


def test_teams_are_given_what_the_scenario_says() -> None:
    scenarios = MandateAndBudget().scenarios(SMALL)
    for word, given in {"neither": (0.1, 0.1), "mandate": (0.8, 0.1), "budget": (0.1, 0.8), "both": (0.8, 0.8)}.items():
        orders = scenarios[word].interventions
        assert [(order.variable, order.value) for order in orders] == [
            ("mandate_given", given[0]),
            ("budget_given", given[1]),
        ]


# P23.


def begun(result: list[int], starts: float, unordered: float = 2.0) -> Seen:
    return {
        "result": np.array(result, dtype=float), "starts": np.array([starts]), "unordered": np.array([unordered]),
    }  # fmt: skip


def test_imposed_pilots_that_fail_where_free_ones_succeed_are_shown() -> None:
    found, verdicts = judged(
        BestPractice(),
        {"free": begun([YES, YES, YES, NO, NONE, NO], 2.0), "imposed": begun([YES, NO, NO, NO, YES, NONE], 3.0, 1.8)},
    )
    assert found == pytest.approx({"success": 0.25 - 0.75, "starts": 1.5, "unordered": 0.9})
    assert set(verdicts.values()) == {Verdict.SHOWN}


def test_imposed_pilots_that_succeed_more_often_are_contradicted() -> None:
    _, verdicts = judged(
        BestPractice(), {"free": begun([NO, NO, YES, NO], 2.0), "imposed": begun([YES, NO, YES, YES], 1.0)}
    )
    assert verdicts.pop("unordered") is Verdict.SHOWN, "it is not judged"
    assert set(verdicts.values()) == {Verdict.CONTRADICTED}


def test_what_was_not_ordered_is_counted_apart_from_what_was() -> None:
    """Month by month all pilots begun are those of the ordered measures and the others."""
    pattern = BestPractice()
    scenario = pattern.scenarios(SMALL)["imposed"]
    found = pattern.observe("imposed", Run(scenario, 2))
    run, ordered = Run(scenario, 2), 0
    run.go_on(MONTH)
    before = run.country.municipalities["all_starts"].sum()
    for month in range(MONTH, MONTH + YEAR):
        rows = run.go_on(month + 1).country.municipalities
        ordered += (rows["began"][:, [POSITION[name] for name in MEASURES]] == month).sum()
    everything = run.country.municipalities["all_starts"].sum() - before
    assert ordered > 20 and found["unordered"] == everything - ordered


def test_nobody_in_both_has_no_value() -> None:
    seen = {"free": begun([NONE, YES], 2.0), "imposed": begun([NO, NONE], 2.0)}
    assert np.isnan(BestPractice().measure(seen)["success"])


def test_everybody_has_the_measures_begun_and_only_those_are_followed() -> None:
    pattern = BestPractice()
    scenarios = pattern.scenarios(SMALL)
    before = Run(SMALL, 2).go_on(MONTH).country.municipalities["stage"][:, [POSITION[name] for name in MEASURES]]
    run = Run(scenarios["imposed"], 2).go_on(MONTH + 1)
    rows = run.country.municipalities
    for column, name in enumerate(MEASURES):
        new = ~np.isin(before[:, column], (2, 3))
        assert new.any() and (rows["stage"][new, POSITION[name]] == PILOT).all()
        assert (rows["origin"][new, POSITION[name]] == THE_STATE).all()
    found = pattern.observe("imposed", Run(scenarios["imposed"], 2))
    there = np.isin(before, (2, 3)).ravel()
    assert there.any() and (found["result"].ravel()[there] == NONE).all()
    assert (found["result"].ravel()[~there] != NONE).mean() > 0.9


def test_what_cannot_be_taken_up_freely_is_not_compared() -> None:
    pattern = BestPractice()
    blocked = SMALL.with_(interventions=(Block(start="2013-01", measures=MEASURES),))
    assert (pattern.observe("free", Run(pattern.scenarios(blocked)["free"], 2))["result"] == NONE).all()


# P24.


def domain(tempo: float, result: list[int]) -> Seen:
    return {"tempo": np.full(4, tempo), "result": np.array(result, dtype=float)}


def test_experience_that_helps_less_than_ones_own_is_shown() -> None:
    found, verdicts = judged(
        ExperienceElsewhere(),
        {
            "alone": domain(1.0, [NONE] * 4),
            "after": domain(1.1, [YES, YES, YES, NO]),
            "own": domain(1.2, [YES] * 4),
            "unadapted": domain(1.0, [YES, NO, NO, NO]),
        },
    )
    assert found == pytest.approx({"gain": 0.1, "beside own": 0.5, "copied": -0.5})
    assert set(verdicts.values()) == {Verdict.SHOWN}


def test_experience_that_hampers_or_fits_better_than_ones_own_is_contradicted() -> None:
    seen = {
        "alone": domain(1.0, [NONE] * 4),
        "after": domain(1.3, [YES, NO, NO, NONE]),
        "own": domain(1.2, [YES] * 4),
        "unadapted": domain(1.0, [YES, YES, NO, YES]),
    }
    _, verdicts = judged(ExperienceElsewhere(), seen)
    assert verdicts == {"gain": Verdict.SHOWN, "beside own": Verdict.CONTRADICTED, "copied": Verdict.CONTRADICTED}
    _, verdicts = judged(ExperienceElsewhere(), seen | {"after": domain(0.9, [YES, NO, NO, NONE])})
    assert verdicts["gain"] is Verdict.CONTRADICTED


def test_the_physical_domain_keeps_what_it_builds_on() -> None:
    base = SMALL.with_(
        parameters={"circle_strength": 0.0, "cut_size": 0.3},
        held=("reflex",),
        interventions=(
            Block(start="2013-01", measures=("F1",)),
            Block(start="2017-01", measures=("F2",)),
        ),
    )
    scenarios = ExperienceElsewhere().scenarios(base)
    alone, after, own = (scenarios[word] for word in ("alone", "after", "own"))
    assert alone.population == base.population and alone.held == ("reflex",) and alone.after is None
    # The cut is the act's own, what the act does not speak of is kept, and so is what falls in its years.
    assert alone.parameters["cut_size"] == 0.0 and alone.parameters["circle_strength"] == 0.0
    assert [item.kind for item in alone.interventions] == ["block", "postpone", "postpone"]
    assert after.after == "baseline" and own.parameters["transfer"] == 1.0


def test_only_what_came_from_the_other_domain_is_followed() -> None:
    pattern = ExperienceElsewhere()
    scenarios = pattern.scenarios(SMALL)
    assert (pattern.observe("alone", Run(scenarios["alone"], 1))["result"] == NONE).all()
    assert (pattern.observe("after", Run(scenarios["after"], 1))["result"] != NONE).any()
