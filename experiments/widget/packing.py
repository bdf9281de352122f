"""Packing: what was watched in as few bytes as will do, in a form that a browser reads without a library.

A pack is the length of a text (4 bytes, little-endian), the text (JSON, padded with spaces to 4 bytes), and arrays. The
text has what is `told`, and of each array its name, type, shape, place and whether it holds `steps`: differences from
one value to the next along the last axis, which compress better.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.widget.choices import titles
from experiments.widget.telling import EVENT
from experiments.widget.watching import Watched

FINE = 4_095
"""Outcomes are kept as whole numbers from 0 to this, between the lowest and the highest of each."""


@dataclass(frozen=True)
class Steps:
    """An array that is kept as differences along its last axis; they wrap around where they are below zero."""

    values: np.ndarray


def pack(told: Mapping[str, Any], arrays: Mapping[str, np.ndarray | Steps]) -> bytes:
    """Return a pack of what is told and of arrays of uint8, uint16, uint32 or float32."""
    listed, parts, place = [], [], 0
    for name, given in arrays.items():
        steps = isinstance(given, Steps)
        values = given.values if isinstance(given, Steps) else given
        kept = np.diff(values, axis=-1, prepend=np.zeros((*values.shape[:-1], 1), values.dtype)) if steps else values
        # Each array begins at a multiple of four bytes, where a browser can read any of these types.
        part = np.ascontiguousarray(kept).tobytes()
        part += bytes(-len(part) % 4)
        listed.append({"name": name, "type": str(values.dtype), "shape": values.shape, "place": place, "steps": steps})
        parts.append(part)
        place += len(part)
    text = json.dumps({"told": told, "arrays": listed}, ensure_ascii=False, allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    return len(text).to_bytes(4, "little") + text + b"".join(parts)


def unpack(packed: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Return what a pack tells and its arrays."""
    begin = 4 + int.from_bytes(packed[:4], "little")
    head = json.loads(packed[4:begin])
    arrays = {}
    for each in head["arrays"]:
        number = int(np.prod(each["shape"]))
        values = np.frombuffer(packed, each["type"], number, begin + each["place"]).reshape(each["shape"])
        arrays[each["name"]] = np.cumsum(values, axis=-1, dtype=each["type"]) if each["steps"] else values
    return head["told"], arrays


def packed_run(watched: Watched, told: Mapping[str, Any]) -> bytes:
    """Return what was watched as a pack.

    Arrays: each field (municipalities, months), the series (seeds, outcomes, months), and the events: `first` has the
    number of the first event of each municipality and, last, of all events; `month` steps on within and between
    municipalities, `kind` and `about` are as in EVENT.
    """
    low, high = watched.series.min(axis=(0, 2)), watched.series.max(axis=(0, 2))
    width = np.where(high > low, high - low, 1.0)
    scaled = np.rint((watched.series - low[None, :, None]) / width[None, :, None] * FINE).astype(np.uint16)
    arrays: dict[str, np.ndarray | Steps] = {
        f"field_{name}": Steps(np.ascontiguousarray(values.T)) for name, values in watched.fields.items()
    }
    number = next(iter(watched.fields.values())).shape[1]
    events = watched.events
    assert events.dtype == EVENT
    arrays |= {
        "series": Steps(scaled),
        "first": np.searchsorted(events["place"], np.arange(number + 1)).astype(np.uint32),
        "month": Steps(events["month"]),
        "kind": events["kind"],
        "about": events["about"],
    }
    scales = {name: [float(low[row]), float(width[row] / FINE)] for row, name in enumerate(watched.outcomes)}
    facts = {
        "name": watched.scenario.name,
        "title": titles(watched.scenario),
        "seeds": list(watched.seeds),
        "plausible": watched.plausible,
        "months": watched.scenario.months,
        "scales": scales,
    }
    return pack(facts | dict(told), arrays)
