"""From the runs to tables, figures and the answer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from experiments.experiment import Findings
from experiments.language import in_both
from experiments.thresholds import figures, loop_figure, tables, words
from experiments.thresholds.gathering import moves, swept

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from experiments.thresholds.experiment import Thresholds
    from model import Ensemble


def findings(experiment: "Thresholds", ensembles: "Mapping[str, Ensemble]") -> Findings:
    """Return what a Thresholds experiment gives."""
    sweeps = swept(experiment, ensembles)
    moved, gathered = moves(experiment, ensembles) if experiment.loops else ([], {})
    made = {
        "sweeps": tables.steps(sweeps),
        "points": tables.points(sweeps, experiment.countries),
        "seeds": tables.seeds(sweeps),
        "sizes": tables.sizes(sweeps),
        "loops": tables.loops(moved),
        "returns": tables.returns(moved),
    }
    drawn: dict[str, Figure] = {}
    for sweep in sweeps:
        if sweep.found is not None:
            drawn[f"sweep_{sweep.driver}"] = figures.draw_sweep(sweep, sweep.found, experiment)
            if sweep.by_size:
                drawn[f"sizes_{sweep.driver}"] = figures.draw_sizes(sweep, experiment)
    for name in experiment.loops:
        mine = [each for each in moved if each.driver == name]
        if mine:
            drawn[f"loop_{name}"] = loop_figure.draw_loops(mine, experiment)
    missing = {part: len(ensemble.failures) for part, ensemble in ensembles.items()}
    answer = in_both(words.answer, experiment, sweeps, moved, gathered, missing)
    return Findings(answer, {name: table for name, table in made.items() if len(table)}, drawn)
