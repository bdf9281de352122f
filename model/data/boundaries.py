"""Reading a user's file of municipal boundaries (TopoJSON or GeoJSON), to draw a map with and nothing else.

Formats: RFC 7946 (GeoJSON) and the TopoJSON specification of Bostock and Metcalf, quantised arcs included.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.data.tables import CODE, CODE_ALLOWED, PopulationError

if TYPE_CHECKING:
    import numpy as np

CODE_PROPERTIES = ("code", "statcode", "gm_code", "gemeentecode")
"""Where publishers of Dutch boundaries put the code, capitals aside; a feature's own `id` is looked at too.
"""


def read_boundaries(path: Path | str) -> dict[str, list[np.ndarray]]:
    """The outlines of municipalities: for every code a list of rings, each an array (points, 2) of x and y.

    Coordinates are as in the file (degrees, or metres of a national grid). Holes are rings like any other.
    Raises PopulationError, with the file and the feature, where the file is not TopoJSON or GeoJSON, or has a
    feature that has no code or is no polygon.
    """
    path = Path(path)
    content = _load(path)
    rings: dict[str, list[np.ndarray]] = {}
    for number, feature in enumerate(_features(path, content), start=1):
        place = f"{path}: feature {number}"
        code = _code(place, feature)
        try:
            if content["type"] == "Topology":
                found = [_joined(content, ring) for ring in _rings(place, feature, "arcs")]
            else:
                found = [_ring(ring) for ring in _rings(place, feature.get("geometry") or {}, "coordinates")]
        except (KeyError, IndexError, TypeError, ValueError) as error:
            if isinstance(error, PopulationError):
                raise
            raise PopulationError(f"{place} ({code}): has coordinates that cannot be read ({error})") from error
        rings.setdefault(code, []).extend(found)
    if not rings:
        raise PopulationError(f"{path}: has no features; allowed: a polygon for every municipality")
    return rings


def _load(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise PopulationError(f"{path}: there is no such file; allowed: TopoJSON or GeoJSON")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise PopulationError(f"{path}: is not text in UTF-8; allowed: TopoJSON or GeoJSON") from error
    except json.JSONDecodeError as error:
        raise PopulationError(
            f"{path}: line {error.lineno}, column {error.colno}: is not JSON ({error.msg})"
        ) from error
    kind = content.get("type") if isinstance(content, dict) else None
    if kind not in ("Topology", "FeatureCollection"):
        raise PopulationError(f"{path}: got type {kind!r}; allowed Topology (TopoJSON) or FeatureCollection (GeoJSON)")
    return content


def _features(path: Path, content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    try:
        if content["type"] == "FeatureCollection":
            yield from content["features"]
            return
        for item in content["objects"].values():
            yield from item["geometries"] if item["type"] == "GeometryCollection" else [item]
    except (KeyError, TypeError, AttributeError) as error:
        raise PopulationError(f"{path}: is not complete {content['type']}; missing or wrong: {error}") from error


def _code(place: str, feature: dict[str, Any]) -> str:
    properties = {str(name).lower(): value for name, value in (feature.get("properties") or {}).items()}
    candidates = [feature.get("id"), *(properties.get(name) for name in CODE_PROPERTIES)]
    for candidate in candidates:
        if isinstance(candidate, str) and CODE.fullmatch(candidate):
            return candidate
    seen = next((candidate for candidate in candidates if candidate is not None), None)
    raise PopulationError(
        f"{place}: got code {seen!r}; allowed {CODE_ALLOWED}, as id or as property {', '.join(CODE_PROPERTIES)}"
    )


def _rings(place: str, geometry: dict[str, Any], name: str) -> list[Any]:
    """The rings of a polygon or of all polygons of a multipolygon, in the file's own form."""
    kind = geometry.get("type")
    if kind == "Polygon":
        return list(geometry[name])
    if kind == "MultiPolygon":
        return [ring for polygon in geometry[name] for ring in polygon]
    raise PopulationError(f"{place}: got a geometry of type {kind!r}; allowed Polygon or MultiPolygon")


def _ring(points: Any) -> np.ndarray:
    import numpy as np

    ring = np.array([point[:2] for point in points], dtype=float)
    if ring.ndim != 2 or len(ring) < 3 or not np.isfinite(ring).all():
        raise ValueError("a ring is at least three points of two finite numbers")
    return ring


def _joined(topology: dict[str, Any], arcs: list[int]) -> np.ndarray:
    """A ring of TopoJSON: its arcs one after the other, each without the point shared with the one before."""
    import numpy as np

    pieces = [_arc(topology, index) for index in arcs]
    return _ring(np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])]))


def _arc(topology: dict[str, Any], index: int) -> np.ndarray:
    """One arc; a negative index ~i means arc i backwards."""
    import numpy as np

    points = np.array([point[:2] for point in topology["arcs"][index if index >= 0 else ~index]], dtype=float)
    if "transform" in topology:
        points = np.cumsum(points, axis=0) * topology["transform"]["scale"] + topology["transform"]["translate"]
    return points if index >= 0 else points[::-1]
