"""The figures: the way to each box (coverage against density), the box itself, and feature scores."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from experiments.discovery.figures import box, feature_scores, trajectory

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.discovery.discovered import Discovered
    from experiments.discovery.experiment import Discovery
    from experiments.figures.style import Page


def draw_all(
    asked: "Discovery", results: "Sequence[Discovered]", tables: "Mapping[str, DataFrame]"
) -> "dict[str, Page]":
    """The figures by name."""
    drawn = {}
    for each in results:
        if each.halves is None:
            continue
        name = each.condition.name if each.number == 1 else f"{each.condition.name}_box_{each.number}"
        row, limits, steps = (each.part_of(tables[key]) for key in ("boxes", "limits", "trajectories"))
        drawn[f"trajectory_{name}"] = trajectory.draw(asked, each, row.iloc[0], steps)
        drawn[f"box_{name}"] = box.draw(asked, each, limits, tables["cases"])
    scores = tables["feature_scores"]
    mine = scores[scores["target"] == asked.outcome]
    if len(mine):
        drawn["feature_scores"] = feature_scores.draw(asked, mine)
    return drawn
