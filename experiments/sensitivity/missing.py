"""Runs that are missing from a sample: how many, and whether they lie in a corner of the space of the inputs."""

from typing import TYPE_CHECKING

import numpy as np

from experiments.comparison.wording import listed
from experiments.sensitivity.inputs import label_of
from model.language import say
from model.parameters import parameter

if TYPE_CHECKING:
    from model import Ensemble

FEWEST = 5
"""Of fewer different values nothing is said of where they lie."""
SURE = 0.01
"""By chance one in so many samples would be said to have a corner."""
NAMED = 3


def on_missing(ensemble: "Ensemble", step: int) -> list[str]:
    """How many runs are missing of a sample in blocks of `step` sets, and where they lie; nothing where none is."""
    design, of = ensemble.design, len(ensemble.design)
    missing = of - len(ensemble.runs)
    if not missing:
        return []
    number = say(
        f"{missing} of {of} runs {'is' if missing == 1 else 'are'} missing",
        f"{missing} van de {of} runs {'ontbreekt' if missing == 1 else 'ontbreken'}",
    )
    counts = np.bincount(ensemble.runs["set"].to_numpy(dtype=np.int64), minlength=design.sets)
    assert design.parameters is not None
    sets = design.parameters.to_numpy()
    corners = corner(sets, counts < len(design.seeds), step)
    if corners is None:
        where = say("too few to say whether they lie in a corner", "te weinig om te zeggen of ze in een hoek liggen")
        return [f"{number}: {where}."]
    if not corners:
        where = say(
            "by single inputs they lie no different from the others",
            "per factor bekeken liggen ze niet anders dan de overige",
        )
        return [f"{number}: {where}."]
    names = [str(name) for name in design.parameters.columns]
    which = listed((_place(names[column], ends) for column, ends in corners), most=NAMED)
    return [
        say(
            f"{number}, and they lie in a corner: nine in ten have {which}. Of that corner the answer knows less.",
            f"{number}, en ze liggen in een hoek: negen van de tien hebben {which}. Van die hoek weet het antwoord "
            "minder.",
        )
    ]


def _place(name: str, ends: tuple[float, float]) -> str:
    low, high = (f"{end:.2g}" for end in ends)
    declared = parameter(name)
    of = say(f"of {declared.low:g} to {declared.high:g}", f"van {declared.low:g} tot {declared.high:g}")
    return f"{label_of(name)} {low} {say('to', 'tot')} {high} ({of})"


def corner(sets: np.ndarray, lacking: np.ndarray, step: int) -> list[tuple[int, tuple[float, float]]] | None:
    """The parameters whose values differ between sets that lack a run and all others, the most telling first: number,
    and the shortest stretch that holds nine in ten of their values. None where too few lack one.

    Sets of a block share values: each counts once in a block. Compared by Kolmogorov and Smirnov's test, with
    Bonferroni's correction.
    """
    from scipy.stats import ks_2samp

    block = np.arange(len(sets)) // step
    found = []
    most = 0
    for column in range(sets.shape[1]):
        theirs, others = (np.unique(np.c_[block, sets[:, column]][rows], axis=0)[:, 1] for rows in (lacking, ~lacking))
        most = max(most, len(theirs))
        if len(theirs) < FEWEST or not len(others):
            continue
        test = ks_2samp(theirs, others, method="asymp")
        if test.pvalue < SURE / sets.shape[1]:
            found.append((float(test.pvalue), column, shortest(np.sort(theirs))))
    if most < FEWEST:
        return None
    return [(column, ends) for _, column, ends in sorted(found)]


def shortest(values: np.ndarray, share: float = 0.9) -> tuple[float, float]:
    """The ends of the shortest stretch that holds a share of some sorted values."""
    within = int(np.ceil(share * len(values)))
    widths = values[within - 1 :] - values[: len(values) - within + 1]
    first = int(np.argmin(widths))
    return float(values[first]), float(values[first + within - 1])
