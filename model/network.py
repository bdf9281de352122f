"""Who is tied to whom: a network of four layers between municipalities.

| layer | tie | size in 2015 |
| --- | --- | --- |
| neighbours | a shared border, or a link across water | 1,010 pairs |
| region | the same youth region | 2,278 pairs |
| likeness | each one's six most alike in size, urbanity, age and income | 1,588 pairs |
| circle | directors who could meet: the same region, and large ones near in size | 2,450 pairs |

Who learns from whom among Dutch municipalities has not been counted: that these layers stand for it, that six
and eight are the right numbers, and the measure of likeness are assumptions (claims A10 and D5 name the
channels).

How much alike two municipalities are is measured in `model.likeness`. It does not depend on who else is in
the population; which six are most alike does.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from model.declaration import UnknownName
from model.likeness import likeness_of, profile_of
from model.population import SIZE_CLASSES, Population

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

LAYERS = {"neighbours": "neighbour", "region": "region", "likeness": "alike", "circle": "circle"}
"""The layers, and the field of `Network` that flags their ties."""

MOST_ALIKE = 6
"""How many others are a municipality's most alike."""

CIRCLE_SIZE = 8
"""How many others, nearest in rank of size, a large municipality's director could meet."""

SEARCHED_BY_TREE = 2_000
"""From more municipalities than this on the most alike are sought with a tree."""

SWAPS_PER_TIE = 10
"""Swaps for every tie when a layer is rewired; a swap moves two ties, so each moves about twenty times."""

Pairs = np.ndarray  # (pairs, 2), rows of the population's table, each pair once


@dataclass(frozen=True, eq=False)
class Network:
    """The union of the layers, as compressed sparse rows.

    The ties of municipality m are at `start[m]` to `start[m + 1]` (n + 1 whole numbers): with whom (`target`,
    a row of the population's table), in which layers (`neighbour`, `region`, `alike`, `circle`: 0 or 1)
    how much alike (`likeness`, above 0 to 1), and how far a tie of the circle is one of a group in which all
    could meet (`closure`, 0 to 1; 0 outside the circle). Ties are mutual, and stand in the order of the other's
    key, so that sums over them do not depend on the order of the table. `codes`, `keys` and `profile` (n, 4;
    standardised) describe the municipalities.
    """

    codes: np.ndarray
    keys: np.ndarray
    profile: np.ndarray = field(repr=False)
    start: np.ndarray
    target: np.ndarray
    neighbour: np.ndarray
    region: np.ndarray
    alike: np.ndarray
    circle: np.ndarray
    likeness: np.ndarray
    closure: np.ndarray

    @classmethod
    def empty(cls, number: int) -> Network:
        """A network of `number` municipalities without ties; their codes are "0", "1" and on."""
        keys = np.arange(number)
        return _assembled(keys.astype(str).astype(object), keys, np.zeros((number, 4)), {})

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def source(self) -> np.ndarray:
        """Whose tie it is: a row of the population's table for every tie."""
        return np.repeat(np.arange(len(self)), np.diff(self.start))

    def flags(self, layer: str) -> np.ndarray:
        """Which ties a layer has (booleans); "all" for any. Raises UnknownName for any other name."""
        if layer == "all":
            return np.ones(len(self.target), dtype=bool)
        if layer not in LAYERS:
            raise UnknownName("layer", layer, (*LAYERS, "all"))
        return getattr(self, LAYERS[layer]) > 0

    def degree(self, layer: str = "all") -> np.ndarray:
        """The number of ties of every municipality in a layer."""
        return np.bincount(self.source[self.flags(layer)], minlength=len(self))

    def pairs(self, layer: str = "all") -> Pairs:
        """The ties of a layer, each once, as rows of the table in the order of their keys."""
        chosen = self.flags(layer)
        ends = np.column_stack([self.source[chosen], self.target[chosen]])
        ends = ends[self.keys[ends[:, 0]] < self.keys[ends[:, 1]]]
        return ends[np.lexsort((self.keys[ends[:, 1]], self.keys[ends[:, 0]]))]

    def graph(self, layer: str = "all") -> nx.Graph:
        """A layer as a networkx graph: codes are nodes, ties have `likeness`."""
        import networkx as nx

        graph = nx.Graph()
        order = np.argsort(self.keys)
        graph.add_nodes_from(self.codes[order])
        ends = self.pairs(layer)
        names = self.codes[ends]
        graph.add_weighted_edges_from(
            zip(names[:, 0], names[:, 1], likeness_of(self.profile, ends).tolist(), strict=True),
            weight="likeness",
        )
        return graph

    def only(self, *layers: str) -> Network:
        """The same municipalities with these layers and no others; without any, a network without ties."""
        return self._with({layer: self.pairs(layer) for layer in layers})

    def rewired(self, layer: str, seed: int) -> Network:
        """The same network with the ties of a layer redrawn at random, "all" for each layer on its own.

        Every municipality keeps its number of ties in the layer; who they are with is chance. Where hardly
        another arrangement exists (a country of one region, a handful of ties) as many are redrawn as can be.
        """
        self.flags(layer)
        redrawn = LAYERS if layer == "all" else (layer,)
        return self._with({one: self._redrawn(one, seed) if one in redrawn else self.pairs(one) for one in LAYERS})

    def _redrawn(self, layer: str, seed: int) -> Pairs:
        import networkx as nx

        order = np.argsort(self.keys)
        ends = self.pairs(layer)
        graph = nx.Graph()
        graph.add_nodes_from(order.tolist())
        graph.add_edges_from(ends.tolist())
        swaps = SWAPS_PER_TIE * len(ends)
        with contextlib.suppress(nx.NetworkXError, nx.NetworkXAlgorithmError):
            nx.double_edge_swap(graph, nswap=swaps, max_tries=20 * swaps, seed=seed)
        return np.array(graph.edges, dtype=np.int64).reshape(-1, 2)

    def _with(self, layers: Mapping[str, Pairs]) -> Network:
        return _assembled(self.codes, self.keys, self.profile, layers)


def build(population: Population) -> Network:
    """The network of a population: all four layers."""
    table = population.table
    keys = table["key"].to_numpy(dtype=np.int64)
    profile = profile_of(table)
    region = _region(table["region"])
    layers = {
        "neighbours": _neighbours(population),
        "region": region,
        "likeness": _most_alike(profile, keys),
        "circle": np.concatenate([region, _near_in_size(table["population"].to_numpy(), keys)]),
    }
    return _assembled(table["code"].to_numpy(dtype=object), keys, profile, layers)


def _neighbours(population: Population) -> Pairs:
    row = population.table["code"].reset_index(drop=True)
    row = row.index.to_series(index=row.array)
    ties = population.neighbours
    return np.column_stack([row.loc[ties[end]].to_numpy() for end in ("code_a", "code_b")])


def _region(region: pd.Series) -> Pairs:
    number = region.factorize()[0]
    rows = np.argsort(number, kind="stable")
    found = []
    for step in range(1, np.bincount(number).max()):
        same = number[rows[:-step]] == number[rows[step:]]
        found.append(np.column_stack([rows[:-step][same], rows[step:][same]]))
    return np.concatenate([np.empty((0, 2), dtype=np.int64), *found])


def _most_alike(profile: np.ndarray, keys: np.ndarray) -> Pairs:
    """Each with its most alike; of equals the one with the lower key. One is in the other's six or the
    reverse.
    """
    number = min(MOST_ALIKE, len(keys) - 1)
    order = np.argsort(keys)
    points = profile[order]
    # A few more than needed, and itself, so that equals at the border are chosen by key and not by the
    # search.
    distance, near = _nearest(points, min(number + 5, len(keys)))
    itself = near == np.arange(len(keys))[:, None]
    rank = np.lexsort((near, distance, itself), axis=1)[:, :number]
    pairs = np.column_stack([np.repeat(np.arange(len(keys)), number), np.take_along_axis(near, rank, axis=1).ravel()])
    return order[pairs]


def _nearest(points: np.ndarray, sought: int) -> tuple[np.ndarray, np.ndarray]:
    """Distance and row of those nearest to each point, itself among them: two arrays (points, sought)."""
    if len(points) > SEARCHED_BY_TREE:
        from scipy.spatial import cKDTree

        distance, near = cKDTree(points).query(points, k=np.arange(1, sought + 1))
        return distance, near
    # Of few points every distance is known sooner than scipy is imported. Added in the order in which the tree adds.
    squares = np.zeros((len(points), len(points)))
    for trait in points.T:
        squares += (trait[:, None] - trait) ** 2
    near = np.argsort(squares, axis=1, kind="stable")[:, :sought]
    return np.sqrt(np.take_along_axis(squares, near, axis=1)), near


def _near_in_size(population: np.ndarray, keys: np.ndarray) -> Pairs:
    """Each large municipality with those nearest in rank of size, half above and half below if there are."""
    large = np.flatnonzero(population >= SIZE_CLASSES["large"])
    ranked = large[np.lexsort((keys[large], population[large]))]
    number = min(CIRCLE_SIZE, len(ranked) - 1)
    if number < 1:
        return np.empty((0, 2), dtype=np.int64)
    first = np.clip(np.arange(len(ranked)) - number // 2, 0, len(ranked) - number - 1)
    others = ranked[first[:, None] + np.arange(number + 1)]
    pairs = np.column_stack([np.repeat(ranked, number + 1), others.ravel()])
    return pairs[pairs[:, 0] != pairs[:, 1]]


def _assembled(codes: np.ndarray, keys: np.ndarray, profile: np.ndarray, layers: Mapping[str, Pairs]) -> Network:
    """The network of these pairs, in any order and direction, repeated or not."""
    order = np.argsort(keys)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(keys))
    # One number for a tie: both ends follow from it, and it sorts by source row, then by key of the target.
    ties = {
        layer: distinct(
            np.concatenate([pairs[:, 0] * len(keys) + rank[pairs[:, 1]], pairs[:, 1] * len(keys) + rank[pairs[:, 0]]])
        )
        for layer, pairs in layers.items()
    }
    union = distinct(np.concatenate([np.empty(0, dtype=np.int64), *ties.values()]))
    source, target = np.divmod(union, max(len(keys), 1))
    target = order[target]
    flags = {name: np.zeros(len(union), dtype=np.int8) for name in LAYERS.values()}
    for layer, found in ties.items():
        flags[LAYERS[layer]][np.searchsorted(union, found)] = 1
    start = np.concatenate([[0], np.cumsum(np.bincount(source, minlength=len(keys)))]).astype(np.int64)
    likeness = likeness_of(profile, np.column_stack([source, target]))
    closure = np.zeros(len(union))
    closure[flags["circle"] == 1] = _closure(len(keys), source[flags["circle"] == 1], target[flags["circle"] == 1])
    return Network(codes, keys, profile, start, target, **flags, likeness=likeness, closure=closure)


def _closure(number: int, source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """For each tie of a layer, the part of the others of whoever has fewer that both are tied to, 0 to 1; 1 where
    neither has another.
    """
    tie = np.sort(source * number + target)
    degree = np.bincount(source, minlength=number)
    first = np.concatenate([[0], np.cumsum(degree)])
    place = np.argsort(source, kind="stable")
    # Each tie beside every tie of its source: is the one's target tied to the other's?
    each = np.repeat(np.arange(len(source)), degree[source])
    within = np.arange(len(each)) - np.repeat(np.cumsum(degree[source]) - degree[source], degree[source])
    other = target[place][first[source[each]] + within]
    asked = target[each] * number + other
    found = tie[np.minimum(np.searchsorted(tie, asked), len(tie) - 1)] == asked if len(tie) else asked == -1
    common = np.bincount(each[found], minlength=len(source))
    others = np.minimum(degree[source], degree[target]) - 1
    return np.where(others > 0, common / np.maximum(others, 1), 1.0)


def distinct(numbers: np.ndarray) -> np.ndarray:
    """The numbers that occur, sorted, each once."""
    # By sorting, because the hashing of numpy.unique takes far longer on millions of ties.
    ordered = np.sort(numbers)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(ordered)]]
