"""A simulation of decentralisation: municipalities, champions, councils and social teams on a network.

from model import Scenario, Decentralisation
model = Decentralisation(Scenario.load("baseline"), seed=1)
model.run()
model.series, model.municipalities, model.agents_by_type

from model import simulate
simulate(["baseline", "no-cut"], seeds=range(20)).summary()
"""

import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.decentralisation import Decentralisation
    from model.ensemble import Ensemble, simulate
    from model.population import Population
    from model.scenario import Scenario

BEGUN = time.time()
"""When the model was imported: what is edited later does not run in this session."""

__all__ = ["Decentralisation", "Ensemble", "Population", "Scenario", "simulate"]

_HOME = {
    "Decentralisation": "decentralisation",
    "Ensemble": "ensemble",
    "Population": "population",
    "Scenario": "scenario",
    "simulate": "ensemble",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `import model` costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'model' has no attribute {name!r}")
    return getattr(import_module(f"model.{_HOME[name]}"), name)
