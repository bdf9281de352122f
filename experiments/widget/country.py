"""What stays the same while runs change: the municipalities, their ties, and all that is said in two languages."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colors import to_hex

from experiments.figures import cartogram, style
from experiments.glossary import GLOSSARY
from experiments.naming import called_on_a_map
from experiments.sensitivity.experiment import DRIVER_NUMBERS
from experiments.widget.assets import SIDES
from experiments.widget.fields import FIELD
from experiments.widget.packing import pack
from experiments.widget.telling import KINDS, SEAT_LABELS, SLACK
from experiments.widget.watching import COUNTED_MONTHLY
from experiments.widget.words import COUNTED, LAYERS, WORDS, both, in_both, unit
from model.measures import MEASURES
from model.outcomes import OUTCOME
from model.parameters import GROUPS, parameter
from model.rules.leadership import SEATS
from model.typology import TYPE_LABELS, TYPES
from model.world import world_of

if TYPE_CHECKING:
    from model import Scenario

SHADES = 16
"""Colours from low to high."""

APART = ("#762A83", "#FFFFFF", "#666A00")
"""Lower, equal, higher: colours of neither side and of no type, that do not say which is good."""


def packed_country(
    scenario: "Scenario", fields: Sequence[str], outcomes: Sequence[str], more: dict[str, Any] | None = None
) -> bytes:
    """Return the municipalities of a scenario's population and all words, as a pack.

    Arrays: x, y, radius (municipalities; kilometres, north up), population, and the ties: `ends` (ties, 2) with a bit
    in `layers` for each layer. Raises what `world_of` raises.
    """
    world = world_of(scenario)
    table = world.population.table
    places = cartogram.projected(table["longitude"], table["latitude"])
    radius = cartogram.radii(places, table["population"])
    centres = cartogram.layout(places, radius)
    ends = world.network.pairs()
    told = {
        "codes": table["code"].tolist(),
        "names": [called_on_a_map(name) for name in table["name"]],
        "provinces": table["province"].tolist(),
        "start": scenario.start,
        "months": scenario.months,
        "law_month": world.law_month,
        "layers": in_both(LAYERS),
        "fields": [_field(name) for name in fields],
        "outcomes": [_outcome(name) for name in outcomes],
        **_said(scenario),
        **(more or {}),
    }
    arrays = {
        "x": centres[:, 0].astype(np.float32),
        "y": centres[:, 1].astype(np.float32),
        "radius": radius.astype(np.float32),
        "population": table["population"].to_numpy(dtype=np.uint32),
        "ends": ends.astype(np.uint16 if len(table) <= 65_536 else np.uint32),
        "in_layers": _layers(world.network, ends),
    }
    return pack(told, arrays)


def _layers(network: Any, ends: np.ndarray) -> np.ndarray:
    """For each tie a bit for each layer that has it, the first layer's lowest."""
    number = len(network)
    flags = np.zeros(len(ends), np.uint8)
    ties = ends[:, 0].astype(np.int64) * number + ends[:, 1]
    for bit, layer in enumerate(LAYERS):
        mine = network.pairs(layer)
        flags |= np.isin(ties, mine[:, 0].astype(np.int64) * number + mine[:, 1]).astype(np.uint8) << bit
    return flags


def _field(name: str) -> dict[str, Any]:
    field = FIELD[name]
    return {
        "name": name,
        "label": both(field.label, field.label_nl),
        "unit": unit(field.unit),
        "step": field.step,
        "whole": field.whole,
        "categories": field.categories,
    }


def _outcome(name: str) -> dict[str, Any]:
    declared = OUTCOME[name]
    over = [f", {text}" if name in COUNTED_MONTHLY else "" for text in WORDS["year_mean"]]
    return {
        "name": name,
        "label": both(declared.label + over[0], declared.label_nl + over[1]),
        # A number of incidents says little without the time and the place in which they were counted.
        "unit": unit(COUNTED if declared.unit == "incidents" else declared.unit),
        "low": declared.low,
        "high": declared.high,
    }


def _said(scenario: "Scenario") -> dict[str, Any]:
    """Words, labels, colours: all that does not depend on who is there."""
    environment = scenario.domain == "environment"
    return {
        "words": in_both(WORDS),
        "glossary": [
            {"term": term.term, "english": term.english, "meaning": both(term.meaning, term.meaning_nl)}
            for term in GLOSSARY
        ],
        "kinds": [
            {"name": kind.name, "about": kind.about, "beside": kind.beside, "turning": kind.turning}
            | {"compared": kind.compared, "sentence": both(kind.sentence, kind.sentence_nl)}
            for kind in KINDS
        ],
        "slack": SLACK,
        "abouts": {
            "measure": [
                both(m.label_environment, m.label_environment_nl) if environment else both(m.label, m.label_nl)
                for m in MEASURES
            ],
            "seat": [both(*SEAT_LABELS[seat]) for seat in SEATS],
            "type": [both(*TYPE_LABELS[kind]) for kind in TYPES],
        },
        "colours": {
            "type": [style.TYPE_COLOURS[kind] for kind in TYPES],
            "shades": [to_hex(style.tempo_colours()(shade / (SHADES - 1))) for shade in range(SHADES)],
            "apart": APART,
            "sides": list(SIDES.values()),
            "land": style.LAND,
            "ink": style.INK,
            "quiet": style.QUIET,
            "faint": style.FAINT,
        },
        "drivers": drivers(),
    }


def drivers() -> list[dict[str, Any]]:
    """Return the three drivers, each moved by one number."""
    return [_driver(group) for group in DRIVER_NUMBERS]


def _driver(group: str) -> dict[str, Any]:
    """The one number by which a driver is moved: its range from the declaration."""
    declared = parameter(DRIVER_NUMBERS[group])
    return {
        "name": declared.name,
        "group": both(*GROUPS[group]),
        "label": both(declared.label, declared.label_nl),
        "meaning": both(declared.meaning, declared.meaning_nl),
        "low": declared.low,
        "high": declared.high,
        "default": declared.default,
    }
