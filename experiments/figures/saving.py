"""Saving figures: each as PNG and SVG, in both languages, with the numbers that it shows beside it.

NAME.png, NAME.svg          in English
NAME.csv                    the numbers as drawn
nl/NAME.png, nl/NAME.svg    in Dutch
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib

from experiments.figures.looks import RESOLUTION, STYLE
from experiments.figures.pages import between_pictures
from model.language import DUTCH

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ENDINGS = ("png", "svg")
DIGITS = "%.8g"
"""Of the numbers beside a figure: more than can be seen, fewer than a float has."""


def save_all(figures: "Mapping[str, Figure]", folder: Path) -> None:
    """Write figures, by name, into a folder. One that was not made by `style.page` is saved as it is."""
    for name, figure in figures.items():
        for ending in ENDINGS:
            save(figure, folder / f"{name}.{ending}")
        data = getattr(figure, "data", None)
        if data is not None:
            data.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", float_format=DIGITS)
        dutch = getattr(figure, "dutch", None)
        if dutch is not None:
            (folder / DUTCH).mkdir(exist_ok=True)
            for ending in ENDINGS:
                save(dutch, folder / DUTCH / f"{name}.{ending}")


def save(figure: "Figure", path: Path) -> None:
    """Write a figure as PNG or SVG, by the path's ending; the bytes depend on the picture only.

    Its title and what stands around it go along as metadata, for whoever cannot see it.
    """
    between_pictures()
    title, *texts = (getattr(figure, part, "") for part in ("title", "subtitle", "footnote"))
    words = {"Title": title, "Description": "\n".join(texts)} if title else {}
    metadata = {"Date": None} if path.suffix == ".svg" else {"Software": None}
    with matplotlib.rc_context(STYLE | {"svg.hashsalt": path.stem}):
        figure.savefig(path, dpi=RESOLUTION, format=path.suffix[1:], metadata={**metadata, **words})
