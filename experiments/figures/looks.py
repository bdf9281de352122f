"""How figures look: colours, letters and lines."""

from typing import Any

TYPE_COLOURS = {"changer": "#0A5F9E", "cautious_changer": "#DB8E00", "cautious": "#BEC4C9"}
"""Blue, amber and pale grey: told apart with any deficiency of colour vision, and in print without colour: dark, middle
and light.
"""
LIGHTEST_INK = 0.5
"""Letters in a colour lighter than this (relative luminance) are set in QUIET instead."""

INK = "#22262A"
QUIET = "#6B7177"
FAINT = "#E3E6E8"
LAND = "#E6E9E5"
RESOLUTION = 150
"""Dots an inch of a saved figure."""

FEW_REPLICATES = 20
"""From this many replicates a band leaves out the lowest and highest twentieth."""

STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9.5,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": "#B4B9BD",
    "axes.linewidth": 0.8,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": FAINT,
    "grid.linewidth": 0.8,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "legend.frameon": False,
}
