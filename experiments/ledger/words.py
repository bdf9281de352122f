"""What the ledger comes to, in sentences."""

from collections.abc import Iterator
from math import isnan
from typing import TYPE_CHECKING

from experiments.ledger import entries
from experiments.ledger.files import CAPSULE
from experiments.sensitivity.outcomes import declared
from experiments.sensitivity.wording import percent
from model.evidence import STANDINGS
from model.odd_rules import ACTS, RULES, numbers

if TYPE_CHECKING:
    import pandas as pd

    from experiments.ledger.variance import Analysed

GAP = "gap"
"""The confidence of a figure that was sought and not found."""
COMMAND = f"decdyn sensitivity sobol --by standing --outcome tempo --n 1024 --replicates 4 --out {CAPSULE.as_posix()}"
"""Many sets and few seeds, since little of the variance is chance."""


def in_all() -> Iterator[str]:
    """How many mechanisms and numbers rest on what, and which claims nothing uses."""
    table = entries.mechanisms()
    pure = int((table["standing"] == "sourced").sum())
    yield (
        f"{pure} of {len(table)} mechanisms cite sources only, the others an assumption as well; "
        f"{int((table['weakest'] == 'sourced').sum())} read no number that is assumed or calibrated."
    )
    for kind in ("parameter", "constant"):
        stands = entries.numbers().query("kind == @kind")["standing"]
        told = ", ".join(f"{int((stands == name).sum())} {label}" for name, label in STANDINGS.items())
        yield f"Of {len(stands)} {kind}s: {told}."
    yield (
        f"{numbers(RULES)} more decimal numbers stand in formulas, and {numbers(ACTS)} in the acts that call them: all "
        "are assumptions, and nothing varies them."
    )
    nothing, table = entries.unused(), entries.claims().set_index("id")
    gaps = [id for id in nothing if table.loc[id, "confidence"] == GAP]
    yield (
        f"Nothing cites {len(nothing)} of {len(table) - 1} claims and figures: {', '.join(nothing) or 'none'}."
        + (f" Of these {', '.join(gaps)} were sought and not found." if gaps else "")
    )


def how_to_know() -> Iterator[str]:
    """How to learn what share of the variance rests on assumptions."""
    yield "Which share of the variance of tempo rests on assumptions is not known here yet. To know it:"
    yield f"  {COMMAND}"


def on_variance(found: "Analysed", outcome: str) -> Iterator[str]:
    """Which share of the variance rests on what, what is counted and what is not."""
    from experiments.ledger.variance import ASSUMED, PARTS, SQUARES, shares

    label = declared(outcome).label
    table = shares(found).set_index(["part", "measure"])
    labels = {**STANDINGS, ASSUMED: "all assumptions, whose size no source gives"}
    rough = SQUARES in table.index.get_level_values("measure")
    yield f"What the variance of {label} rests on, by {'Morris' if rough else 'Sobol’'}:"
    for part in PARTS:
        if part in table.index.get_level_values("part"):
            yield f"  {labels[part]} ({_number(table, part)}): {_share(table, part)}"
    yield from _counted(found, label, rough)


def _number(table: "pd.DataFrame", part: str) -> str:
    number = int(table.loc[part]["numbers"].iloc[0])
    return "1 number" if number == 1 else f"{number} numbers"


def _share(table: "pd.DataFrame", part: str) -> str:
    from experiments.ledger.variance import ALONE, AT_MOST, SQUARES

    told = {str(measure): _percent(row) for measure, row in table.loc[part].iterrows()}
    if SQUARES in told:
        return told[SQUARES]
    return f"between {told[ALONE]}, by themselves, and {told[AT_MOST]}, with all that they take part in"


def _percent(row: "pd.Series") -> str:
    """A share within nought and one; its interval too."""
    return percent(*(min(1.0, max(0.0, float(row[name]))) for name in ("value", "low", "high")))


def _counted(found: "Analysed", label: str, rough: bool) -> Iterator[str]:
    asked, names = found.question, set(found.names)
    table = entries.numbers()
    left_out = table[~table["name"].isin(names)]
    assumed = int(left_out["standing"].isin(("size_assumed", "nothing_cited")).sum())
    scenario, seeds = asked.scenarios[0], len(asked.seeds)
    yield (
        f"Counted: the variance of {label} (mean over {'1 seed' if seeds == 1 else f'{seeds} seeds'}) between sets of "
        f"parameters, when {len(names)} numbers take any value within their declared ranges, in "
        f"“{scenario.title or scenario.name}”."
    )
    kept = f"{len(left_out)} numbers that kept their defaults ({assumed} of them assumed; `--constants` varies them), "
    kept = kept if len(left_out) else ""
    chance = "" if isnan(found.chance) else f" ({100 * found.chance:.0f} % of the variance between single runs)"
    yield f"Not counted: {kept}the numbers in formulas, the form of the rules, and chance{chance}."
    yield "A share tells of the ranges as much as of the model: they are widest where least is known."
    if rough:
        yield (
            "A rougher measure: each number's mean absolute effect, squared, as a part of all of them; that is the "
            "variance only where effects are straight and numbers do not work together."
        )
    else:
        yield "In brackets 95 % intervals, over the sample and the seeds; those of a sum are at their widest."
    if not found.settled:
        yield "The analysis is not settled: a larger sample may move these shares."
    if found.made_by:
        yield f"It was made by another version of the model ({found.made_by}); make it anew: {COMMAND} --force"
