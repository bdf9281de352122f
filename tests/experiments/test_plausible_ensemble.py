"""`--ensemble plausible`: every question pairs seeds with sets, in all scenarios alike, and says so."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.carrying_out import carry_out
from experiments.cli import app
from experiments.comparison.experiment import Comparison
from experiments.discovery.experiment import Discovery
from experiments.engines import Engine
from experiments.patterns.board import Board
from experiments.patterns.pattern import Kind, Pattern, Statistic
from experiments.patterns.shares import shares
from experiments.replay import replay
from experiments.replicates import run_replicates
from experiments.robustness.experiment import Robustness
from experiments.sensitivity.experiment import Sensitivity
from experiments.thresholds.experiment import Thresholds
from model import Scenario, plausible
from model.declaration import Fault, UnknownName
from model.parameters import Parameters

SMALL = Scenario.load("baseline").with_(months=30, population={"kind": "synthetic", "number": 12, "seed": 1})
OWN = SMALL.with_(name="own", parameters={"strategy": 0.3})
SETS = pd.DataFrame({"start_rate": [0.3, 0.7, 1.1], "strategy": [0.1, 0.4, 0.7]})
SEEDS = (1, 2, 3, 4, 5)


@pytest.fixture(autouse=True)
def three_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model comes with three sets."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(plausible, "FOLDER", tmp_path / "data")
    monkeypatch.delenv("DECDYN_DEBUG", raising=False)
    plausible.write(SETS, {})


def values(design, name: str) -> list[float]:
    """A parameter in every run of a design."""
    return [float(design.values(run)[Parameters._fields.index(name)]) for run in range(len(design))]


def test_seeds_meet_the_same_sets_in_every_scenario_that_sets_nothing_itself() -> None:
    full = Comparison((SMALL, OWN), SEEDS, ensemble="plausible").planned()["full"].design
    rates = SETS["start_rate"].to_numpy()[[1, 2, 0, 1, 2]].tolist()
    assert values(full, "start_rate") == rates * 2
    assert values(full, "strategy")[5:] == [0.3] * 5
    assert values(Comparison((SMALL, OWN), SEEDS).planned()["full"].design, "start_rate")[0] not in rates


def test_a_comparison_says_what_its_intervals_carry_and_is_replayed(tmp_path: Path) -> None:
    asked = Comparison((SMALL, OWN), SEEDS, ("embedded",), ensemble="plausible")
    done = carry_out(asked, tmp_path / "there")
    assert "intervals carry both chance and what is not known of the parameters" in done.findings.answer[0]
    design = pd.read_parquet(tmp_path / "there/design/full.parquet")
    assert design["plausible"].tolist() == [1, 2, 0, 1, 2] * 2
    assert replay(tmp_path / "there").agrees
    plausible.write(SETS.iloc[:2], {})
    with pytest.raises(Fault, match="other plausible parameter sets"):
        replay(tmp_path / "there")
    with pytest.raises(Fault, match="other plausible"):
        carry_out(asked, tmp_path / "there", resume=True)


def test_an_unknown_ensemble_is_refused() -> None:
    with pytest.raises(UnknownName, match="declared, plausible"):
        Comparison((SMALL, OWN), SEEDS, ensemble="plausibel").planned()


def test_what_varies_parameters_itself_says_that_it_does_not_apply() -> None:
    for method in ("morris", "sobol", "pawn"):
        with pytest.raises(Fault, match="varies the parameters itself"):
            Sensitivity((SMALL,), (1,), method=method, ensemble="plausible")
    surfaces = Sensitivity((SMALL,), (1, 2), method="surfaces", n=3, ensemble="plausible")
    design = next(iter(surfaces.planned().values())).design
    assert values(design, "start_rate")[:2] == [0.7, 1.1]
    with pytest.raises(Fault, match="all parameters are varied"):
        Discovery((SMALL,), (1,), ensemble="plausible")
    named = Discovery((SMALL,), (1,), parameters=("strategy",), sets=40, ensemble="plausible")
    design = named.planned()["sample"].design
    assert set(values(design, "start_rate")) == {0.7}
    assert len(set(values(design, "strategy"))) == 40


def test_robustness_takes_the_sets_for_futures() -> None:
    asked = Robustness((SMALL, OWN), (1, 2), futures=200, ensemble="plausible")
    design = asked.planned()["futures"].design
    assert (asked.futures, asked.uncertain) == (3, ("start_rate",))
    assert values(design, "start_rate")[:6] == np.repeat(SETS["start_rate"], 2).tolist()
    assert "3 plausible parameter sets" in asked.on_sets()
    with pytest.raises(Fault, match="those sets are the futures"):
        Robustness((SMALL, OWN), (1, 2), parameters=("strategy",), ensemble="plausible")


def test_thresholds_sweep_on_the_sets() -> None:
    asked = Thresholds((SMALL,), SEEDS, drivers=("conviction_mean",), sizes=(), loops=(), ensemble="plausible")
    assert values(asked.planned()["sweeps"].design, "start_rate")[:5] == [0.7, 1.1, 0.3, 0.7, 1.1]


class Made(Pattern):
    """A pattern that is measured elsewhere."""

    kind = Kind.EMERGENT
    claim = "made up"
    evidence = ()
    statistics = (Statistic("one", "one", low=0.5), Statistic("other", "other", high=0.2))

    def __init__(self, code: str, kind: Kind = Kind.EMERGENT) -> None:
        self.code, self.kind = code, kind  # type: ignore[misc]

    def scenarios(self, base):
        return {"as it is": base}

    def observe(self, word, run):
        return {}

    def measure(self, seen):
        return {}


def test_a_set_shows_a_pattern_where_all_its_thresholds_are_met_in_the_same_run() -> None:
    rows = [
        (code, seed, name, value)
        for code, pairs in {
            "P2": [(0.5, 0.2), (0.6, 0.3), (0.4, 0.1), (np.nan, 0.1)],
            "P26": [(0.9, 0.1)] * 4,
            "P3": [(0.9, 0.1), (0.9, 0.1), (0.9, 0.1), (0.9, 0.9)],
        }.items()
        for seed, pair in enumerate(pairs)
        for name, value in zip(("one", "other"), pair, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["pattern", "seed", "statistic", "value"])
    patterns = [Made("P2"), Made("P26"), Made("P3", Kind.JOINT), Made("P9")]
    verdicts = pd.DataFrame({"pattern": ["P3", "P2", "P26", "P9"]})
    found = shares(patterns, table, verdicts)
    assert found[:3].tolist() == [0.25, 0.25, 1.0]
    assert np.isnan(found[3])
    assert shares([Made("P3", Kind.JOINT)], table, verdicts.head(1)).tolist() == [0.0]


def test_the_board_tells_the_share_of_sets(tmp_path: Path) -> None:
    small = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 20, "seed": 1})
    done = carry_out(Board((small,), SEEDS, ("P1",), ensemble="plausible"), tmp_path / "board")
    tables = done.findings.tables
    values = tables["values"].pivot(index="seed", columns="statistic", values="value")
    held = values["as declared"].between(0.4, 0.6) & values[["one lower", "one higher"]].map(
        lambda value: 0.3 <= value <= 0.7
    ).all(axis=1)
    assert tables["verdicts"]["share_of_sets"].tolist() == [held.mean()]
    assert done.findings.answer[-1].startswith("Share of the plausible sets")


@pytest.mark.parametrize("engine", list(Engine))
def test_replicates_meet_the_sets_on_either_engine(engine: Engine) -> None:
    found = run_replicates(OWN.with_(months=6), (2,), engine=engine, plausible=True)
    alone = run_replicates(OWN.with_(months=6, parameters={"start_rate": 1.1}), (2,), engine=engine)
    pd.testing.assert_frame_equal(found.series, alone.series)
    assert found.plausible and not alone.plausible


def test_a_run_says_so_and_is_replayed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    OWN.with_(months=30).save("own.toml")
    call = ["run", "own.toml", "--out", "there", "--replicates", "2", "--ensemble", "plausible"]
    done = CliRunner().invoke(app, call)
    assert done.exit_code == 0, done.output
    assert "Each replicate has a plausible parameter set of its own." in done.stdout
    assert plausible.identity() in Path("there/manifest.json").read_text()
    assert replay(Path("there")).agrees


def test_where_there_are_no_sets_the_command_says_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data/plausible.csv").unlink()
    call = ["run", "baseline", "--out", str(tmp_path / "x"), "--ensemble", "plausible"]
    done = CliRunner().invoke(app, call)
    assert done.exit_code == 2
    assert "decdyn calibrate --adopt" in done.stderr
    assert not (tmp_path / "x").exists()
