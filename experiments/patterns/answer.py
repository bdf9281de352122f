"""The board in sentences."""

from collections.abc import Mapping
from math import isfinite, isinf, isnan
from typing import TYPE_CHECKING

from experiments.patterns.pattern import Kind
from experiments.patterns.verdicts import Verdict

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from experiments.patterns.board import Board
    from model import Ensemble

KIND_WORDS = {
    Kind.CALIBRATION: "Calibration targets (fitted to; they say nothing for the model)",
    Kind.VERIFICATION: "Verification (the rules work; nothing more)",
    Kind.JOINT: "Joint (count only together with P2 and P26)",
    Kind.EMERGENT: "Emergent (nothing is fitted to them)",
}
"""The kinds in the order in which the board tells them. They are never added up."""


def sentences(
    board: "Board", verdicts: "DataFrame", statistics: "DataFrame", ensembles: "Mapping[str, Ensemble]"
) -> list[str]:
    """The answer: by kind how many patterns are shown and which are not; then every pattern with its statistics."""
    told = []
    failed = sum(len(ensemble.failures) for ensemble in ensembles.values())
    if failed:
        told.append(f"{failed} runs failed; their seeds are left out of the patterns concerned.")
    for kind, words in KIND_WORDS.items():
        mine = verdicts[verdicts["kind"] == str(kind)]
        if len(mine):
            told.append(f"{words}: {shown_of(mine)}.")
    told.append(
        f"Each statistic is a mean over {len(board.seeds)} seeds, with its 95 % bootstrap interval over seeds; "
        "shown means that the whole interval meets the threshold."
    )
    for _, row in verdicts.iterrows():
        own = statistics[statistics["pattern"] == row["pattern"]]
        without = f" (without {row['without']} it does not count)" if row["without"] else ""
        told.append(
            f"{row['pattern']} [{row['kind']}] {row['claim']} — {row['verdict']}{without}. "
            + "; ".join(on_statistic(each) for _, each in own.iterrows())
            + "."
        )
    return told


def on_shares(verdicts: "DataFrame") -> str:
    """In which share of plausible sets, each with a seed of its own, each pattern's thresholds are met."""
    told = [
        f"{row['pattern']} {'no value' if isnan(row['share_of_sets']) else f'{100 * row.share_of_sets:.0f} %'}"
        for _, row in verdicts.iterrows()
    ]
    return (
        "Share of the plausible sets whose one run meets every threshold of a pattern (one run has more chance in it "
        f"than a mean over seeds): {', '.join(told)}."
    )


def shown_of(verdicts: "DataFrame") -> str:
    """How many of these patterns are shown, and which others are what."""
    parts = [f"{(verdicts['verdict'] == str(Verdict.SHOWN)).sum()} of {len(verdicts)} shown"]
    for verdict in list(Verdict)[1:]:
        codes = verdicts["pattern"][verdicts["verdict"] == str(verdict)].tolist()
        if codes:
            parts.append(f"{verdict}: {', '.join(codes)}")
    return "; ".join(parts)


def on_statistic(row: "Series") -> str:
    """A statistic with its interval, and the threshold."""
    if not isfinite(row["mean"]):
        return f"{row['words']}: no value (wanted {wanted(row['from'], row['to'])})"
    return (
        f"{row['words']} {figure(row['mean'])} ({figure(row['low'])} to {figure(row['high'])}; "
        f"wanted {wanted(row['from'], row['to'])})"
    )


def wanted(low: float, high: float) -> str:
    """A threshold in words."""
    if isinf(low):
        return f"{figure(high)} or less"
    return f"{figure(low)} or more" if isinf(high) else f"{figure(low)} to {figure(high)}"


def figure(value: float) -> str:
    """A number with three significant figures."""
    if isinf(value):
        return "beyond bounds"
    places = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:.{places}f}" if abs(value) >= 0.01 or value == 0.0 else f"{value:.3f}"
