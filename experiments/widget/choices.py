"""What a browser needs to offer scenarios for choice."""

from typing import TYPE_CHECKING, Any

from experiments.sensitivity.experiment import DRIVER_NUMBERS
from experiments.widget.words import both

if TYPE_CHECKING:
    from model import Scenario


def choice(scenario: "Scenario") -> dict[str, Any]:
    """Return a scenario's name, its titles, and where its sliders stand."""
    values = scenario.parameter_values()._asdict()
    return {
        "name": scenario.name,
        "title": titles(scenario),
        "values": {name: values[name] for name in DRIVER_NUMBERS.values()},
    }


def titles(scenario: "Scenario") -> dict[str, str]:
    """Return what a scenario is called in both languages; its name where it has no title."""
    title = scenario.title or scenario.name
    return both(title, scenario.title_nl or title)
