"""The declared model in four frameworks, in turn: how much slower is the fastest of the others?"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from experiments.benchmarks.measuring import Figure, Measurement, NotMeasured, medians, ratio, seconds_in_turn
from experiments.benchmarks.threshold_diffusion import ours
from experiments.benchmarks.threshold_diffusion.declaration import COUNTRY_NUMBER, MONTHS, Graph, country, netherlands

OTHERS = {"Mesa": "mesa_model", "AgentPy": "agentpy_model", "Starsim": "starsim_model"}
SEED = 1


def wanted(agents: str) -> Figure:
    """The figure for such agents."""
    return Figure(
        f"threshold diffusion, {agents}: fastest other framework / ours, in the engine's technique", 20, True, "times"
    )


def compared(figure: Figure, graph_of: Callable[[], Graph], rounds: int) -> list[Figure]:
    """The four on a graph. Raises ModuleNotFoundError where a framework is missing."""
    runs: dict[str, Callable[..., Any]] = {"ours": ours.run}
    for name, module in OTHERS.items():
        runs[name] = import_module(f"experiments.benchmarks.threshold_diffusion.{module}").run
    graph = graph_of()
    expected = ours.run(graph, MONTHS, SEED)
    wrong = [name for name, run in runs.items() if run(graph, MONTHS, SEED) != expected]
    if wrong:
        raise NotMeasured(f"{', '.join(wrong)}: other numbers than ours")
    jobs = {name: partial(run, graph, MONTHS, SEED) for name, run in runs.items()}
    taken = seconds_in_turn(jobs, rounds, {"ours": 20, "Starsim": 3})
    ratios = {name: ratio(taken, name, "ours") for name in OTHERS}
    told = ", ".join(f"{name} {times:.0f}" for name, times in ratios.items())
    note = f"times ours ({1000 * medians(taken)['ours']:.2f} ms): {told}"
    return [figure.found(min(ratios.values()), note, rounds, {"seconds": taken})]


NETHERLANDS = wanted("393 municipalities")
COUNTRY = wanted(f"a country of {COUNTRY_NUMBER:,}")

MEASUREMENTS = (
    Measurement((NETHERLANDS,), partial(compared, NETHERLANDS, netherlands)),
    Measurement((COUNTRY,), partial(compared, COUNTRY, country)),
)
