"""The figures: policies along parallel axes, and the table of regret."""

from typing import TYPE_CHECKING

from experiments.robustness.figures import parallel_axes, regret_table

if TYPE_CHECKING:
    from experiments.figures.style import Page
    from experiments.robustness.experiment import Robustness
    from experiments.robustness.judgement import Judgement


def draw_all(asked: "Robustness", judgement: "Judgement") -> "dict[str, Page]":
    """The figures by name."""
    tables = judgement.tables()
    return {
        "parallel_axes": parallel_axes.draw(asked, tables["robustness"], tables["policies"]),
        "regret_table": regret_table.draw(asked, tables["robustness"], tables["policies"]),
    }
