"""What B does otherwise than A: in words of both languages, and from which month in which municipality."""

from typing import TYPE_CHECKING

import numpy as np

from experiments.comparison.treatment import first_treated
from experiments.language import in_both
from experiments.widget.packing import pack
from experiments.widget.words import both, unit
from model.mechanisms import MECHANISMS
from model.parameters import PARAMETERS
from model.scenario_words import in_step
from model.world import world_of

if TYPE_CHECKING:
    from model import Scenario

NEVER = np.iinfo(np.uint16).max


def packed_pair(a: "Scenario", b: "Scenario", seed: int) -> bytes:
    """Return what B does otherwise than A as a pack: `differences` in words, and the array `from` with the month from
    which each municipality is told to do otherwise. Raises what `world_of` raises.
    """
    return pack({"differences": differences(a, b)}, {"from": treated_from(a, b, seed)})


def treated_from(a: "Scenario", b: "Scenario", seed: int) -> np.ndarray:
    """Return the month from which each municipality is told to do otherwise in B than in A; NEVER where it is not."""
    worlds = world_of(a), world_of(b)
    if a.identity == b.identity:
        return np.full(len(worlds[0].facts), NEVER, np.uint16)
    months: np.ndarray = np.minimum(first_treated(a, b, worlds, (seed,))[0], NEVER)
    return months.astype(np.uint16)


def differences(a: "Scenario", b: "Scenario") -> list[dict[str, str]]:
    """Return what B does otherwise, a line each, with the name of the `parameter` where it is one."""
    lines = []
    before, after = a.parameter_values(), b.parameter_values()
    for declared in PARAMETERS:
        values = getattr(before, declared.name), getattr(after, declared.name)
        if values[0] != values[1]:
            units = unit("" if declared.unit == "0-1" else declared.unit)
            step = in_step(*values).replace("->", "→")
            lines.append(
                {"parameter": declared.name}
                | both(
                    f"{declared.label}: {step} {units['en']}".strip(),
                    f"{declared.label_nl}: {step.replace('.', ',')} {units['nl']}".strip(),
                )
            )
    for mechanism in MECHANISMS:
        held = mechanism.name in b.held
        if held != (mechanism.name in a.held):
            lines.append(
                both(
                    f"{'held' if held else 'no longer held'}: {mechanism.label}",
                    f"{'stilgezet' if held else 'niet meer stilgezet'}: {mechanism.label_nl}",
                )
            )
    rest = in_both(b.differences, a.model_copy(update={"parameters": b.parameters, "held": b.held}))
    return lines + [both(line.replace("->", "→"), line.dutch.replace("->", "→")) for line in rest]
