"""The declared model in four frameworks, in turn: how much slower is the fastest of the others?"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from experiments.benchmarks.measuring import Figure, medians, seconds_in_turn
from experiments.benchmarks.threshold_diffusion import ours
from experiments.benchmarks.threshold_diffusion.declaration import MONTHS, country, netherlands

OTHERS = {"Mesa": "mesa_model", "AgentPy": "agentpy_model", "Starsim": "starsim_model"}
SEED = 1
NAME = "threshold diffusion, 393 municipalities: fastest other framework / ours"


def measure(rounds: int) -> list[Figure]:
    """Return the figure for the 393 municipalities; what a synthetic country of 1,000 gives goes with it."""
    runs: dict[str, Callable[..., Any]] = {"ours": ours.run}
    for name, module in OTHERS.items():
        try:
            runs[name] = import_module(f"experiments.benchmarks.threshold_diffusion.{module}").run
        except ModuleNotFoundError as error:
            return [Figure(NAME, 20, True, "times", None, str(error))]
    found = {}
    for words, graph in {"393 municipalities": netherlands(), "country of 1,000": country()}.items():
        expected = ours.run(graph, MONTHS, SEED)
        wrong = [name for name, run in runs.items() if run(graph, MONTHS, SEED) != expected]
        if wrong:
            return [Figure(NAME, 20, True, "times", None, f"{', '.join(wrong)}: other numbers than ours")]
        jobs = {name: (lambda run=run, graph=graph: run(graph, MONTHS, SEED)) for name, run in runs.items()}
        found[words] = medians(seconds_in_turn(jobs, rounds, {"ours": 20, "Starsim": 3}))
    seconds = found["393 municipalities"]
    fastest = min(OTHERS, key=lambda name: seconds[name])
    ratios = ", ".join(f"{name} {seconds[name] / seconds['ours']:.0f}" for name in OTHERS)
    larger = found["country of 1,000"]
    note = f"times ours ({1000 * seconds['ours']:.2f} ms): {ratios}; in a country of 1,000: " + ", ".join(
        f"{name} {larger[name] / larger['ours']:.0f}" for name in OTHERS
    )
    return [Figure(NAME, 20, True, "times", seconds[fastest] / seconds["ours"], note, {"seconds": found})]
