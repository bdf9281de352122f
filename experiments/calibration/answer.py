"""The answer in sentences: how many sets are plausible, what that is worth, and what the data cannot tell apart."""

from collections.abc import Iterator, Mapping
from math import isnan
from typing import TYPE_CHECKING

from scipy.stats import binomtest

from experiments.calibration.experiment import CUT
from experiments.calibration.found import Found, all_in_band_again
from experiments.calibration.identified import LEAST_CONTRACTION, LEAST_TRADE, named
from experiments.calibration.selftest import KEPT_CLAIM, LEVEL
from experiments.comparison.wording import counted, listed
from experiments.patterns.answer import figure, wanted
from model.parameters import parameter

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from experiments.calibration.experiment import Calibration
    from model import Ensemble


def sentences(asked: "Calibration", found: Found, ensembles: "Mapping[str, Ensemble]") -> list[str]:
    """The whole answer."""
    told = [on_sets(asked, found)]
    failed = sum(len(each.failures) for each in ensembles.values())
    if failed:
        told.append(f"{failed} runs failed; a set counts where four fifths of its seeds have a value.")
    told += on_targets(found)
    told += on_trial(asked, found)
    if "parameters" in found.tables:
        told += on_parameters(found.tables["parameters"], found.tables["trade_offs"])
    if "left_out" in found.tables:
        told += [on_left_out(row) for _, row in found.tables["left_out"].iterrows()]
    return told


def on_sets(asked: "Calibration", found: Found) -> str:
    """How many sets are plausible, of how many that were tried."""
    search, sets = found.search, len(found.search.plausible)
    tried = sum(len(stage.sets) for stage in search.of("chosen"))
    runs = sum(stage.values.shape[0] * stage.values.shape[1] for stage in search.stages.values())
    verdict = "" if sets >= asked.wanted else f" Wanted were {asked.wanted}: the calibration fails to find them."
    if not sets:
        held = found.tables["targets"].merge(closest(found), on="target")
        verdict += " Of the sets tried last, so many meet each target by itself: " + "; ".join(
            f"{row['target']} {100 * row['alone']:.0f} %" for _, row in held.iterrows()
        )
        verdict += "."
    return (
        f"{counted(sets, 'parameter set is', 'parameter sets are')} plausible, of {tried} that were tried after "
        f"{counted(asked.waves, 'wave', 'waves')}: under each of them the mean over {len(asked.seeds)} seeds of every "
        f"one of {len(search.targets)} targets lies in its band. {len(asked.names)} parameters were fitted; "
        f"{runs:,} sets and seeds were run.{verdict}"
    )


def closest(found: Found) -> "DataFrame":
    """For each target the share of the sets tried last that meet it by itself."""
    import pandas as pd

    from experiments.calibration.targets import within

    search = found.search
    held = within(search.targets, search.of("chosen")[-1].means).mean(axis=0)
    return pd.DataFrame({"target": [each.name for each in search.targets], "alone": held})


def on_targets(found: Found) -> Iterator[str]:
    """Where the plausible sets lie in the bands, under new seeds."""
    again, of = all_in_band_again(found.search)
    if not of:
        return
    parts = [
        f"{row['words']} {figure(row['check_mean'])} ({figure(row['check_low'])} to {figure(row['check_high'])}; "
        f"wanted {wanted(row['from'], row['to'])}; in the band {100 * row['check_in_band']:.0f} %)"
        for _, row in found.tables["targets"].iterrows()
    ]
    yield (
        f"Under new seeds, which did not choose them, {again} of {of} plausible sets lie in every band again. Mean "
        f"over the sets, and nine in ten of them: {'; '.join(parts)}."
    )


def on_trial(asked: "Calibration", found: Found) -> Iterator[str]:
    """Whether the calibration recovers known parameters."""
    trial, coverage = found.trial, found.tables["coverage"]
    if not len(trial.kept):
        yield "The calibration could not be tried on itself: no target has a value in one run and an emulator."
        return
    low, high = binomtest(int(trial.kept.sum()), len(trial.kept)).proportion_ci()
    yield (
        f"Tried on itself, on data that the model made from {len(trial.kept)} known parameter sets (one country, with "
        f"one poll, under a seed of its own; bands as wide as the targets'): the truth is not ruled out in "
        f"{100 * trial.kept.mean():.0f} % ({100 * low:.0f} to {100 * high:.0f}; claimed at least "
        f"{100 * KEPT_CLAIM:.0f}, at {CUT:g} standard deviations); "
        f"{100 * (trial.worst <= asked.near).mean():.0f} % lie where sets are sought (within {asked.near:g})."
    )
    number = int(trial.usable.sum())
    if not number:
        yield "In none of them were candidates enough left for intervals of parameters."
        return
    best = coverage.sort_values("contraction", ascending=False, kind="stable").head(5)
    narrowed = [
        f"{parameter(row['parameter']).label} by {100 * row['contraction']:.0f} %" for _, row in best.iterrows()
    ]
    yield (
        f"Intervals of parameters that claim {100 * LEVEL:.0f} % hold the truth in "
        f"{100 * coverage['covered'].mean():.1f} % (all parameters, {number} truths with candidates enough; "
        f"single parameters {100 * coverage['covered'].min():.0f} to {100 * coverage['covered'].max():.0f}). The data "
        f"narrow most: {listed(narrowed)}."
    )


def on_parameters(table: "DataFrame", pairs: "DataFrame") -> Iterator[str]:
    """Which parameters the targets tell apart, which not, and which trade off."""
    clear, open_ones = named(table, True), named(table, False)
    by_width = table[table["told_apart"]].sort_values("contraction", ascending=False, kind="stable")
    if len(clear):
        told = [
            f"{row['label']} {figure(row['low'])} to {figure(row['high'])} (of {figure(row['from'])} to "
            f"{figure(row['to'])})"
            for _, row in by_width.iterrows()
        ]
        yield f"Told apart by these data ({len(clear)}), with nine in ten of the plausible sets: {'; '.join(told)}."
    yield (
        f"Not told apart by these data ({len(open_ones)}; not clearly moved, nor clearly narrowed "
        f"by {100 * LEAST_CONTRACTION:.0f} % or more): {', '.join(open_ones) or 'none'}."
    )
    if len(pairs):
        told = [
            f"{parameter(row['one']).label} and {parameter(row['other']).label} ({row['rank_correlation']:+.2f})"
            for _, row in pairs.iterrows()
        ]
        yield f"Only told apart together (rank correlation of {LEAST_TRADE:g} or more): {'; '.join(told)}."


def on_left_out(row: "Series") -> str:
    """What a target reads on sets that were chosen without it."""
    if isnan(row["mean"]):
        return f"Without {row['target']} none of {row['tried']} sets lies in every other band: it cannot be scored."
    return (
        f"On {counted(row['sets'], 'set', 'sets')} chosen without it (of {row['tried']} tried), {row['words']} is "
        f"{figure(row['mean'])} (nine in ten sets: {figure(row['low'])} to {figure(row['high'])}; "
        f"wanted {wanted(row['from'], row['to'])}): "
        f"{100 * row['in_band']:.0f} % of the sets lie in its band."
    )
