"""Ablation: what is held stays held in every scenario, and the answer on made-up verdicts."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.ablation import answer, figure
from experiments.ablation.experiment import AS_IT_IS, NULL, Ablation
from experiments.carrying_out import read_ensembles
from experiments.cli import app
from experiments.patterns import thirty
from experiments.patterns.pattern import Kind
from experiments.patterns.variants import needed
from experiments.patterns.verdicts import Verdict
from model import Scenario
from model.declaration import Fault, UnknownName
from model.mechanisms import MECHANISMS
from model.parameters import SWITCHES

SMALL = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 12, "seed": 1})
NAMES = [mechanism.name for mechanism in MECHANISMS]


def test_there_is_a_variant_without_each_mechanism_and_one_without_any() -> None:
    variants = Ablation((SMALL,), (1, 2)).variants
    assert [variant.name for variant in variants] == [AS_IT_IS, *NAMES, NULL]
    assert [variant.base.held for variant in variants] == [(), *((name,) for name in NAMES), tuple(NAMES)]


@pytest.mark.parametrize("pattern", thirty.PATTERNS, ids=lambda each: each.code)
def test_what_is_held_stays_held_in_every_scenario_of_a_pattern(pattern) -> None:
    for variant in Ablation((SMALL,), (1, 2), mechanisms=("circle", "reassessment", "turnover")).variants:
        for scenario in pattern.scenarios(variant.base).values():
            assert set(variant.base.held) <= set(scenario.held)
            values = scenario.parameter_values()
            assert {name for name in SWITCHES if getattr(values, name) == 1.0} >= {
                f"held_{name}" for name in variant.base.held
            }


def test_what_the_scenario_holds_already_is_held_throughout_and_not_taken_out() -> None:
    ablation = Ablation((SMALL.with_(held=("peers",)),), (1, 2))
    assert all("peers" in variant.base.held for variant in ablation.variants)
    assert "peers" not in [each.name for each in ablation.taken_out()]


@pytest.mark.parametrize(
    ("changes", "error", "text"),
    [
        ({"scenarios": ()}, Fault, "scenarios: got 0; allowed one"),
        ({"seeds": (1,)}, Fault, "seeds: got 1; allowed two or more"),
        ({"patterns": ("P99",)}, UnknownName, "P99"),
        ({"mechanisms": ("reflexes",)}, UnknownName, "reflex"),
        ({"scenarios": (SMALL.with_(held=("peers",)),), "mechanisms": ("peers",)}, Fault, "'peers', which .* holds"),
    ],
)
def test_what_cannot_be_asked_is_refused(changes: dict, error: type[Fault], text: str) -> None:
    with pytest.raises(error, match=text):
        Ablation(**{"scenarios": (SMALL,), "seeds": (1, 2)} | changes)


def made_up(**verdicts: tuple[str, str, str]) -> pd.DataFrame:
    """Verdicts of four variants on P1 (K), P6 and P8 (E), as ablation has them."""
    rows = []
    for variant, said in verdicts.items():
        name = variant.replace("_", "-")
        for code, kind, before, now in zip(("P1", "P6", "P8"), "KEE", verdicts["as_it_is"], said, strict=True):
            need = needed(Verdict(before), Verdict(now))
            rows.append((name, code, kind, now, before, int(before != now), need))
    return pd.DataFrame(rows, columns=["variant", "pattern", "kind", "verdict", "as_it_is", "statistics_moved", "need"])


@pytest.fixture
def asked() -> Ablation:
    return Ablation((SMALL,), tuple(range(10)), patterns=("P1", "P6", "P8"), mechanisms=("circle", "reflex"))


def test_the_answer_names_what_no_pattern_needs_and_what_the_null_model_shows(asked: Ablation) -> None:
    verdicts = made_up(
        as_it_is=("shown", "shown", "weak"),
        circle=("shown", "not shown", "shown"),
        reflex=("shown", "shown", "weak"),
        null_model=("contradicted", "not shown", "not shown"),
    )
    mechanisms = answer.by_mechanism(asked, verdicts).set_index("mechanism")
    assert mechanisms.loc["circle", ["needed_by", "shown_only_without", "statistics_moved"]].tolist() == ["P6", "P8", 2]
    assert mechanisms.loc["reflex", ["needed_by", "shown_only_without", "statistics_moved"]].tolist() == ["", "", 0]
    told = "\n".join(answer.sentences(asked, verdicts, mechanisms.reset_index(), failed=0))
    assert told.startswith(
        "As it is the model shows 1 of 2 emergent and 1 of 1 calibration patterns. Of 2 mechanisms, held one at a "
        "time, 1 costs it one of these or more; of the emergent patterns the most, 1, are lost without the directors' "
        "circle. None is lost without the other one. Mechanisms that make no distinguishable difference at all: 1."
    )
    assert "shows none of 2 emergent patterns, as it should be; of the others it shows none" in told
    assert "No pattern needs: the risk-and-rule reflex." in told
    assert "No statistic moves at all without the risk-and-rule reflex." in told
    assert "Whichever one mechanism is missing, these stay: P1." in told and "stands in their way: P8." in told
    assert (
        "- Without the directors' circle: lost: emergent P6; gained: emergent P8; a statistic moves of "
        "emergent P6 and P8." in told
    )
    assert f"- P6: {thirty.pattern('P6').claim}" in told
    assert (
        figure.headline(asked, verdicts)
        == "1 of 2 mechanisms carry a pattern; the null model shows no emergent pattern"
    )


def test_a_null_model_that_shows_an_emergent_pattern_is_told(asked: Ablation) -> None:
    verdicts = made_up(
        as_it_is=("shown", "shown", "shown"), circle=("shown", "weak", "shown"), reflex=("shown", "shown", "weak"),
        null_model=("shown", "not shown", "shown"),
    )  # fmt: skip
    told = "\n".join(answer.sentences(asked, verdicts, answer.by_mechanism(asked, verdicts), failed=3))
    assert "shows P8 of 2 emergent patterns, against what it should" in told
    assert "of the others it shows P1." in told
    assert "Each of the 2 mechanisms is needed by one of the patterns shown or more." in told
    assert told.startswith(
        "As it is the model shows 2 of 2 emergent and 1 of 1 calibration patterns. Of 2 mechanisms, held one at a "
        "time, 2 cost it"
    )
    assert "None is lost" not in told
    assert "3 runs failed" in told


def test_a_model_that_shows_nothing_can_lose_nothing(asked: Ablation) -> None:
    weak = ("weak", "weak", "weak")
    verdicts = made_up(as_it_is=weak, circle=weak, reflex=weak, null_model=weak)
    told = answer.sentences(asked, verdicts, answer.by_mechanism(asked, verdicts), failed=0)
    assert told[0].startswith("As it is the model shows none of the patterns scored, so that none can be lost")
    assert not any("The codes" in sentence for sentence in told)


def test_kinds_are_never_added_up() -> None:
    """A mechanism that costs many calibration targets and one emergent pattern is no more needed than another."""
    assert (
        answer.by_kind("P1 P5 P6 P3 P8 P10") == "emergent P6 and P8, joint P3, verification P5 and P10, calibration P1"
    )
    needed_by = pd.Series(["P1 P2 P5 P6", "P6 P8", ""])
    assert answer.numbers(needed_by, Kind.EMERGENT).tolist() == [1, 2, 0]
    assert answer.numbers(needed_by, Kind.CALIBRATION).tolist() == [2, 0, 0]


def test_every_verdict_has_its_place_in_the_figure(asked: Ablation) -> None:
    verdicts = made_up(
        as_it_is=("shown", "shown", "weak"), circle=("shown", "not shown", "shown"), reflex=("shown", "shown", "weak"),
        null_model=("contradicted", "not shown", "not shown"),
    )  # fmt: skip
    axes = figure.draw(asked, verdicts).axes[0]
    marks = [line for line in axes.lines if line.get_marker() not in (None, "None", "")]
    assert len(marks) == len(verdicts)
    assert [label.get_text() for label in axes.get_xticklabels()] == ["P1", "P6", "P8"]
    assert len(axes.patches) == int(verdicts["need"].isin(["needed", "shown only without"]).sum())


def test_the_command_says_how_much_it_takes_and_writes_a_capsule(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    SMALL.with_(name="small").save("small.toml")
    named = ["--scenario", "small.toml", "--pattern", "P27", "--mechanism", "readiness"]
    done = CliRunner().invoke(app, ["ablate", "--out", "out", *named, "--replicates", "2"])
    assert done.exit_code == 0, done.output
    assert "3 boards of 1 patterns under 2 seeds: 12 runs." in done.stderr
    tables = {path.stem for path in (tmp_path / "out" / "tables").glob("*.csv")}
    assert tables == {"mechanisms", "values", "statistics", "verdicts"}
    assert (tmp_path / "out" / "figures" / "ablation.png").is_file()
    ensembles = read_ensembles(tmp_path / "out")
    assert set(ensembles) == {"P27-champions", "P27-none"}
    assert ensembles["P27-none"].runs["scenario"].unique().tolist() == [AS_IT_IS, "readiness", NULL]
