"""Reversed targets: bands that contradict their claims, and what searches for them say."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.calibration import emulators
from experiments.calibration.emulators import TAIL
from experiments.calibration.targets import targets_of
from experiments.experiment import ensembles_of
from experiments.patterns import thirty
from experiments.patterns.pattern import Kind
from experiments.reverse import experiment, figure, found, targets
from experiments.reverse.experiment import Reverse
from experiments.reverse.seeking import Seeking, tails
from experiments.reverse.targets import EMERGENT, K_REVERSED, OPEN, REVERSED, YARDSTICK, K, Reversed
from model import Scenario
from model.declaration import UnknownName
from model.language import Words

TINY = Scenario.load("baseline").with_(
    months=48, population={"kind": "synthetic", "number": 12, "seed": 1}, interventions=()
)


def test_open_reverses_are_of_emergent_patterns_and_one_of_the_calibration_targets() -> None:
    assert REVERSED[0].name == K_REVERSED and not REVERSED[0].settled.english
    assert len(OPEN) == EMERGENT == 7
    assert all(thirty.pattern(each.name).kind is Kind.EMERGENT for each in REVERSED[1:])
    assert [each.name for each in REVERSED if each.settled.english] == ["P6", "P29", "P30"]
    codes = {target.code for target in targets_of(YARDSTICK.targets)}
    assert codes == {each.code for each in thirty.PATTERNS if each.kind is Kind.CALIBRATION}
    assert {target.code for target in targets_of(REVERSED[0].targets)} == codes


@pytest.mark.parametrize("each", REVERSED[1:], ids=lambda each: each.name)
def test_a_reverse_of_a_pattern_has_targets_of_that_pattern_alone(each: Reversed) -> None:
    assert {target.code for target in targets_of(each.targets)} == {each.name}


def test_the_reverse_that_the_page_names_is_the_one_that_is_sought() -> None:
    """Curves that do not cross: behind at first, and behind at the end."""
    bands = {target.name: target.statistic for target in targets_of(targets.search("P9").targets)}
    assert bands["P9:at first"].high < 0.0 and bands["P9:at the end"].high < 0.0
    assert [target.name for target in targets_of(targets.search("P8").targets)] == ["P8:longer"]


@pytest.mark.parametrize("each", REVERSED, ids=lambda each: each.name)
def test_no_set_can_meet_a_claim_and_its_reverse(each: Reversed) -> None:
    """Some statistic's reversed band has nothing in common with its threshold."""
    apart = []
    for target in targets_of(each.targets):
        claimed = {one.name: one for one in thirty.pattern(target.code).statistics}[target.statistic.name]
        apart.append(target.statistic.high < claimed.low or target.statistic.low > claimed.high)
    assert any(apart)


def test_no_name_of_a_search_can_be_taken_for_the_beginning_of_another() -> None:
    assert not any(experiment.BETWEEN in each.name for each in (YARDSTICK, *REVERSED))
    ensembles: Any = {"K-wave1-0": 1, "K_reversed-wave1-0": 2, "P8-check-1": 3}
    assert experiment.of_search(K, ensembles) == {"wave1-0": 1}
    assert experiment.of_search("P8", ensembles) == {"check-1": 3}


def test_all_searches_fit_the_same_with_the_same_effort_and_none_what_a_twin_is_made_from() -> None:
    made = Reverse((TINY,), (1, 2), only=("P30", "P29"), parameters=("urgency", "start_rate")).calibrations
    assert made["P30"].names == made["P29"].names == made[K].names
    assert {"start_rate", "conviction_mean"} < set(made[K].names) and "preparation" not in made["P30"].names
    assert {each.first for each in made.values()} == {300} and {each.tries for each in made.values()} == {100}


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(UnknownName, match="P99"):
        Reverse((TINY,), (1, 2), only=("P99",))


def test_the_switches_of_a_pattern_are_not_fitted_to_its_reverse() -> None:
    made = Reverse((TINY,), (1, 2), only=("P9",)).calibrations
    assert set(made[K].names) - set(made["P9"].names) == {"participation_delay", "participation_gain"}


def test_an_emulator_keeps_the_end_that_is_sought() -> None:
    kept = {band: tails(targets_of([f"P18:correlation={band}"])[0]) for band in ("..0.1", "0.1..", "0.1..0.5")}
    assert kept == {"..0.1": (0.0, TAIL), "0.1..": (TAIL, 0.0), "0.1..0.5": (0.0, 0.0)}
    points = np.random.default_rng(1).random((200, 3))
    values = np.where(points[:, 0] > 0.5, points[:, 1], 0.0)
    values[:2] = 40.0
    made = [emulators.fitted(points, values, each) for each in ((0.0, TAIL), (0.0, 0.0))]
    assert made[0] is not None and made[1] is not None
    assert made[0].emulator.centre < made[1].emulator.centre == values.mean()


def test_a_calibration_draws_in_both_ends() -> None:
    points = np.random.default_rng(1).random((100, 3))
    by_default, told = (emulators.fitted(points, points[:, 0], *each) for each in ((), ((TAIL, TAIL),)))
    assert by_default is not None and told is not None
    np.testing.assert_array_equal(by_default.mean, told.mean)


SUCCESS = targets_of(["P23:success=0.10.."])


def searched(chosen: list[float], check: list[float] | None = None) -> Any:
    """A search as it stands after its last stage, with means of sets on one target."""
    stages = {"wave1": stage([0.0, 0.2]), "chosen1": stage(chosen)} | ({"check": stage(check)} if check else {})
    return SimpleNamespace(
        targets=SUCCESS,
        stages=stages,
        of=lambda kind: [each for name, each in stages.items() if name.startswith(kind)],
        plausible=[value for value in chosen if value >= 0.1],
        asked=SimpleNamespace(looks=[1, 2]),
    )


def stage(values: list[float]) -> SimpleNamespace:
    means = np.array(values)[:, None]
    return SimpleNamespace(means=means, values=np.zeros((len(values), 5, 1)))


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (searched([0.0, 0.05]), (found.FAILED, 0, 0)),
        (searched([0.0, 0.11], [0.05]), (found.LUCKY, 1, 0)),
        (searched([0.12, 0.11], [0.2, 0.05]), (found.FOUND, 2, 1)),
        (searched([np.nan, 0.05]), (found.FAILED, 0, 0)),
        (searched([np.nan, np.nan]), (found.NOTHING, 0, 0)),
    ],
)
def test_a_search_has_found_what_stays_under_new_seeds(search: Any, expected: tuple[str, int, int]) -> None:
    assert found.outcome(search) == expected


def test_tables_of_searches_and_targets() -> None:
    asked = [
        Reversed("P23", Words("The reverse.", "Omgekeerd."), ("P23:success=0.10..",), Words("mirrored", "gespiegeld"))
    ]
    row = found.by_search(asked, {"P23": searched([0.0, 0.05, 0.11], [0.2])}).iloc[0]
    # Two sets, three and one, under five seeds in two scenarios.
    assert (row["runs"], row["sets"], row["reached"], row["stayed"], row["without"]) == (60, 3, 1, 1, 0)
    target = found.by_target(asked, {"P23": searched([0.0, 0.05, 0.11], [0.2])}).iloc[0]
    assert (target["nearest"], target["reached_first"]) == (0.11, 0.5)
    assert target["reached_last"] == pytest.approx(1 / 3)


def test_nearest_is_deepest_within_a_band_and_else_closest_to_it() -> None:
    (band,) = targets_of(["P18:correlation=-0.5..-0.1"])
    assert found.nearest(band, np.array([-0.11, -0.3, -0.49])) == -0.3
    assert found.nearest(band, np.array([0.4, 0.0, np.nan])) == 0.0
    assert np.isnan(found.nearest(band, np.array([np.nan])))


def told(outcomes: dict[str, str]) -> str:
    asked: Any = SimpleNamespace(waves=1, first=60, later=10, few=3, tries=20, seeds=(1, 2))
    rows = []
    for name, said in outcomes.items():
        each = targets.search(name)
        told = {"claim": "claim", "claim_nl": "bewering", "kept": ", ".join(each.kept)}
        told |= {"settled": each.settled.english, "settled_nl": each.settled.dutch}
        rows.append({"search": name, **told, "outcome": said, "reached": 0, "sets": 20, "stayed": 0, "without": 0})
    none = pd.DataFrame(columns=["search", "reached_last"])
    return "\n".join(found.sentences(asked, pd.DataFrame(rows), none, failed=0))


def test_the_answer_says_whether_enough_reverses_fail_and_whether_that_means_anything() -> None:
    six = dict.fromkeys(OPEN[:6], found.FAILED) | dict.fromkeys(OPEN[6:], found.FOUND)
    text = told({K: found.FOUND, K_REVERSED: found.FAILED, **six})
    assert text.startswith(
        "The model cannot be fitted to the reverse of 6 of 7 emergent patterns (which nothing is fitted to); at least "
        "6 have to fail: reached. It can for P28, and so says nothing by showing them. To the reverse of the "
        "calibration targets it cannot. With the same effort the calibration targets themselves are reached."
    )
    text = told({K: found.FAILED, K_REVERSED: found.FAILED, **six, OPEN[0]: found.FOUND})
    assert (
        "the reverse of 5 of 7 emergent patterns (which nothing is fitted to); at least 6 have to fail: not reached."
        in text
    )
    assert "failing says little of a reverse" in text
    assert "have to fail" not in told({K: found.FOUND, "P7": found.FAILED})


def test_what_a_rule_settles_counts_for_nothing() -> None:
    all_open = dict.fromkeys(OPEN, found.FAILED)
    text = told({K: found.FOUND, **all_open, "P6": found.FAILED, "P30": found.FAILED})
    assert "the reverse of 7 of 7 emergent patterns" in text
    assert "Settled by a rule, and counted for nothing: P6 and P30." in text and "Yet" not in text
    assert "- P30: claim — failed (0 of 20 sets in all bands, 0 under new seeds). Settled by a rule" in text
    text = told({K: found.FOUND, **all_open, "P6": found.FOUND})
    assert "the reverse of 7 of 7 emergent patterns" in text and "Yet the reverse is found for P6" in text


def test_what_has_nothing_to_compare_has_not_failed() -> None:
    text = told({K: found.FOUND, **dict.fromkeys(OPEN, found.FAILED), "P23": found.NOTHING})
    assert "the reverse of 6 of 7 emergent patterns" in text
    assert "Undecided, since there was nothing to compare: P23." in text


def test_what_can_be_reached_is_found_and_what_cannot_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    easy = Reversed(
        K, Words("Some change.", "Enige verandering."), ("P27:tempo=..3",), Words("nearly always", "haast altijd")
    )
    hard = Reversed(
        "P27", Words("Ten times as much.", "Tien keer zo veel."), ("P27:tempo=10..",), Words("never", "nooit")
    )
    monkeypatch.setattr(experiment, "YARDSTICK", easy)
    monkeypatch.setattr(experiment, "REVERSED", (hard,))
    monkeypatch.setattr(targets, "REVERSED", (hard,))
    asked = Reverse(
        (TINY,), (1, 2), parameters=("champions_mean", "start_rate"), first=60, later=10, waves=1, few=3, tries=8
    )
    ensembles = ensembles_of(asked)
    assert all(type(each.search(experiment.of_search(name, ensembles))) is Seeking
               for name, each in asked.calibrations.items())  # fmt: skip
    findings = asked.findings(ensembles)
    outcomes = findings.tables["searches"].set_index("search")["outcome"].to_dict()
    assert outcomes == {K: found.FOUND, "P27": found.FAILED}
    assert "1 of 1 reverses are not reached" in figure.headline(findings.tables["searches"])
    assert set(findings.figures) == {"reverse"}
