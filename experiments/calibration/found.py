"""What a calibration found, as tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.calibration.experiment import Calibration
from experiments.calibration.identified import marginals, trade_offs
from experiments.calibration.last_step import LastStep, tried_last
from experiments.calibration.prior import unit
from experiments.calibration.searching import Search, Stage
from experiments.calibration.selftest import SelfTest, tried
from experiments.calibration.targets import Target, in_every_band, within
from experiments.experiment import Findings
from experiments.language import in_both
from experiments.patterns import dutch

if TYPE_CHECKING:
    from model import Ensemble


@dataclass(frozen=True)
class Found:
    """The tables of a calibration, and what it gave when tried on itself."""

    tables: dict[str, pd.DataFrame]
    trial: SelfTest
    last_step: LastStep
    search: Search


def found(asked: Calibration, search: Search) -> Found:
    """Work out all tables; those on plausible sets only where there are some."""
    wave = search.stages["wave1"]
    trial = tried(unit(wave.sets, asked.prior), wave.values, search.first_fits, search.targets, asked.sample_seed)
    tables = {
        "waves": waves(search),
        "targets": targets_table(search),
        "emulators": emulators(search),
        "coverage": trial.table(asked.names),
    }
    sets = search.plausible
    if len(sets):
        tables["plausible"] = sets.reset_index()
    if len(sets) > 1:
        tables |= {"parameters": marginals(sets, asked.prior), "trade_offs": trade_offs(sets)}
    if asked.left_out:
        tables["left_out"] = left_out(search)
    chosen = search.of("chosen")
    points = np.concatenate([unit(stage.sets, asked.prior) for stage in chosen])
    values = np.concatenate([stage.values for stage in chosen])
    last_step = tried_last(points, values, search.targets, asked.sample_seed)
    return Found(tables, trial, last_step, search)


def findings(asked: Calibration, search: Search, ensembles: "Mapping[str, Ensemble]") -> Findings:
    """The answer, tables and figures."""
    from experiments.calibration import answer, figures

    every = found(asked, search)
    return Findings(in_both(answer.sentences, asked, every, ensembles), every.tables, figures.draw_all(asked, every))


def waves(search: Search) -> pd.DataFrame:
    """A row for each stage: stage (in Dutch, too), sets, seeds, and the share of sets whose means lie in every band."""
    return pd.DataFrame(
        {
            "stage": stage.name,
            "stage_nl": in_dutch(stage.name),
            "sets": len(stage.sets),
            "seeds": stage.values.shape[1],
            "in_every_band": len(in_every_band(search.targets, stage.means)) / len(stage.sets),
        }
        for stage in search.stages.values()
    )


def in_dutch(stage: str) -> str:
    """What a stage is called in Dutch."""
    kind = stage.rstrip("0123456789")
    words = {
        "wave": "ronde ",
        "chosen": "gekozen ",
        "again": "opnieuw gekozen ",
        "check": "controle",
        "median": "mediaan",
        "without": "zonder doel ",
    }
    return words[kind] + stage.removeprefix(kind)


def targets_table(search: Search) -> pd.DataFrame:
    """A row for each target: target, words (both in Dutch, too), unit, from, to; then means over seeds of all sets
    of the first wave, of the plausible ones under the seeds that chose them, and under new seeds (`check`): mean, low
    and high (nine in ten), and the share in the band.
    """
    several = {"first": search.stages["wave1"].means, "chosen": search.plausible_means}
    if "check" in search.stages:
        several["check"] = search.stages["check"].means
    rows = []
    for column, target in enumerate(search.targets):
        row = described(target)
        for name, averages in several.items():
            row |= {f"{name}_{key}": value for key, value in summary(target, averages[:, column]).items()}
        rows.append(row)
    return pd.DataFrame(rows)


def described(target: Target) -> dict[str, object]:
    """What a target is."""
    each = target.statistic
    return {
        "target": target.name, "target_nl": target.name_nl, "words": each.words,
        "words_nl": dutch.words(target.code, each), "unit": each.unit, "from": each.low, "to": each.high,
    }  # fmt: skip


def summary(target: Target, averages: np.ndarray) -> dict[str, float]:
    """Mean, low and high (nine in ten) of means over seeds, and the share that lies in the band."""
    there = averages[np.isfinite(averages)]
    if not len(there):
        return {"mean": np.nan, "low": np.nan, "high": np.nan, "in_band": np.nan}
    low, high = np.quantile(there, [0.05, 0.95])
    in_band = float(np.mean(target.outside(averages) == 0.0))
    return {"mean": float(there.mean()), "low": float(low), "high": float(high), "in_band": in_band}


def emulators(search: Search) -> pd.DataFrame:
    """A row for each target and active parameter count: target, sets, explained (share of variance), covered (share
    within two standard deviations), both of sets left out, and the active parameters.
    """
    rows = []
    for target, fit in zip(search.targets, search.fits, strict=True):
        if fit is None:
            rows.append((target.name, target.name_nl, 0, np.nan, np.nan, ""))
            continue
        active = " ".join(search.asked.names[place] for place in fit.emulator.active)
        rows.append((target.name, target.name_nl, int(np.isfinite(fit.mean).sum()), fit.explained, fit.covered, active))
    return pd.DataFrame(rows, columns=["target", "target_nl", "sets", "explained", "covered", "active"])


def left_out(search: Search) -> pd.DataFrame:
    """A row for each target that was left out: target, words (both in Dutch, too), unit, from, to, tried (sets), sets
    (those in all other bands), and what it then reads: mean, low and high, share in its band.
    """
    names = [target.name for target in search.targets]
    rows = []
    for number, name in enumerate(search.asked.left_out, start=1):
        stage = search.stages[f"without{number}"]
        column = names.index(name)
        kept = chosen_without(search, stage, column)
        counts = {"tried": len(stage.sets), "sets": len(kept)}
        rows.append(described(search.targets[column]) | counts | summary(search.targets[column], kept))
    return pd.DataFrame(rows)


def chosen_without(search: Search, stage: Stage, column: int) -> np.ndarray:
    """What a target reads (means over seeds) in the sets of a stage that lie in every other band."""
    others = np.delete(within(search.targets, stage.means), column, axis=1)
    return stage.means[np.flatnonzero(others.all(axis=1)), column]


def medians_in_band(search: Search) -> tuple[str, ...]:
    """The targets in whose bands the medians of all plausible sets do not lie, under new seeds."""
    held = within(search.targets, search.stages["median"].means)[0]
    return tuple(target.name for target, inside in zip(search.targets, held, strict=True) if not inside)


def all_in_band_again(search: Search) -> tuple[int, int]:
    """How many of the plausible sets lie in every band under new seeds too, and of how many."""
    if "check" not in search.stages:
        return 0, 0
    averages = search.stages["check"].means
    return len(in_every_band(search.targets, averages)), len(averages)
