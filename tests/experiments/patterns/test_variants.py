"""Variants side by side: the same luck in all, what is lost and gained, what moves, on patterns that are made up."""

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest

from experiments.experiment import ensembles_of
from experiments.patterns.board import Board, statistics_of, values_of
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.variants import (
    ENOUGH,
    NEEDED,
    NEITHER,
    NOT_NEEDED,
    ONLY_WITHOUT,
    Scored,
    Variant,
    caution,
    differences,
    needed,
    plans_of,
    scored,
)
from experiments.patterns.verdicts import Verdict
from model import Scenario
from model.ensemble import Batch, Ensemble, in_chunks

SMALL = Scenario.load("baseline").with_(months=12, population={"kind": "synthetic", "number": 12, "seed": 1})


class Rising(Pattern):
    """Does readiness rise? Not where it is held."""

    code = "T1"
    kind = Kind.EMERGENT
    claim = "Readiness rises."
    evidence = ("B6",)
    statistics: ClassVar[tuple[Statistic, ...]] = (Statistic("rise", "rise of readiness", low=0.001, neutral=0.0),)

    def scenarios(self, base: Scenario) -> dict[str, Scenario]:
        return {"base": base}

    def observe(self, word: str, run) -> dict[str, np.ndarray]:
        before = run.go_on(1).country.municipalities["readiness"].copy()
        return {"rise": run.go_on().country.municipalities["readiness"] - before}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        return {"rise": float(seen["base"]["rise"].mean())}


class Still(Rising):
    """The reverse: it stays where it is."""

    code = "T2"
    statistics: ClassVar[tuple[Statistic, ...]] = (Statistic("rise", "rise of readiness", low=-1e-9, high=1e-9),)


class Halted:
    """A run that stops after its first month, whatever it is asked."""

    def __init__(self, run) -> None:
        self.run = run

    def __getattr__(self, name: str):
        return getattr(self.run, name)

    def go_on(self, until: int | None = None) -> "Halted":
        self.run.go_on(max(1, self.run.month))
        return self


VARIANTS = [
    Variant("as-it-is", "as it is", "zoals het is", SMALL),
    Variant("readiness", "readiness held", "gereedheid vastgehouden", SMALL.with_(held=("readiness",))),
    Variant("incidents", "incidents held", "incidenten vastgehouden", SMALL.with_(held=("incidents",))),
    Variant("halted", "halted after a month", "na een maand gestopt", SMALL, Halted),
]


@pytest.fixture(scope="module")
def board() -> Scored:
    plans = plans_of(VARIANTS, [Rising(), Still()], (1, 2, 3))
    assert set(plans) == {"T1-base", "T1-base-halted", "T2-base", "T2-base-halted"}
    assert [each.name for each in plans["T1-base"].design.scenarios] == ["as-it-is", "readiness", "incidents"]
    ensembles = {
        part: Ensemble(plan.design, plan.kept, Batch.joined(list(in_chunks(plan.design, plan.kept))))
        for part, plan in plans.items()
    }
    return scored(VARIANTS, [Rising(), Still()], ensembles)


def test_what_a_variant_lacks_is_needed_by_what_it_loses(board: Scored) -> None:
    need = board.verdicts.set_index(["pattern", "variant"])["need"]
    assert need["T1"].to_dict() == {
        "as-it-is": NOT_NEEDED, "readiness": NEEDED, "incidents": NOT_NEEDED, "halted": NEEDED
    }  # fmt: skip
    assert need["T2"].to_dict() == {
        "as-it-is": NEITHER, "readiness": ONLY_WITHOUT, "incidents": NEITHER, "halted": ONLY_WITHOUT
    }  # fmt: skip


def test_only_what_has_to_do_with_it_moves_a_statistic(board: Scored) -> None:
    moved = board.statistics.set_index(["pattern", "variant"])["moved"]
    assert moved["T1"].to_dict() == {"as-it-is": False, "readiness": True, "incidents": False, "halted": True}
    assert board.verdicts.set_index(["pattern", "variant"])["statistics_moved"]["T1"].to_dict() == {
        "as-it-is": 0, "readiness": 1, "incidents": 0, "halted": 1
    }  # fmt: skip


def test_the_first_variant_gives_the_numbers_of_the_board(board: Scored, monkeypatch: pytest.MonkeyPatch) -> None:
    from experiments.patterns import thirty

    monkeypatch.setattr(thirty, "PATTERNS", (Rising(),))
    alone = Board((SMALL,), (1, 2, 3))
    values = values_of(Rising(), SMALL, ensembles_of(alone))
    mine = board.values[(board.values["variant"] == "as-it-is") & (board.values["pattern"] == "T1")]
    assert mine["value"].tolist() == values["value"].tolist()
    expected = statistics_of([Rising()], values).iloc[0]
    there = board.statistics.iloc[0]
    assert (there["mean"], there["low"], there["high"]) == (expected["mean"], expected["low"], expected["high"])


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (Verdict.SHOWN, Verdict.SHOWN, NOT_NEEDED),
        (Verdict.SHOWN, Verdict.WEAK, NEEDED),
        (Verdict.SHOWN, Verdict.CONTRADICTED, NEEDED),
        (Verdict.WEAK, Verdict.SHOWN, ONLY_WITHOUT),
        (Verdict.WEAK, Verdict.CONTRADICTED, NEITHER),
    ],
)
def test_two_verdicts_say_whether_something_is_needed(before: Verdict, now: Verdict, expected: str) -> None:
    assert needed(before, now) == expected


def table(**by_variant: list[float]) -> pd.DataFrame:
    rows = [
        (variant, "P1", seed, "one", value)
        for variant, values in by_variant.items()
        for seed, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=["variant", "pattern", "seed", "statistic", "value"])


def test_differences_are_taken_seed_by_seed() -> None:
    base = [0.0, 10.0, 20.0, 30.0]
    found = differences(
        table(base=base, shifted=[value + 1 for value in base], mixed=[1.0, 9.0, 21.0, 29.0]), "base"
    ).set_index("variant")
    assert found.loc["base", "difference"] == 0.0 and not found.loc["base", "moved"]
    assert found.loc["shifted", "difference"] == 1.0 and found.loc["shifted", "moved"]
    assert found.loc["mixed", "difference"] == 0.0 and not found.loc["mixed", "moved"]


def test_a_value_that_is_gone_has_moved_and_one_that_never_was_has_not() -> None:
    nan = [np.nan] * 3
    gone = differences(table(base=[1.0, 2.0, 3.0], gone=nan), "base").set_index("variant")
    assert gone.loc["gone", "moved"] and np.isnan(gone.loc["gone", "difference"])
    never = differences(table(base=nan, never=nan), "base").set_index("variant")
    assert not never["moved"].any()


def test_few_seeds_are_owned_up_to() -> None:
    assert caution(range(ENOUGH)) == []
    assert caution(range(3)) == ["With 3 seeds intervals are too narrow and verdicts loose; 10 or more are wanted."]
