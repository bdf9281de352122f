"""Imagined countries of any size, with the statistics of the 393 municipalities of 2015.

A country is made in three steps. Municipalities are points strewn over a plane; who borders on whom is their
Delaunay triangulation with edges taken out until the mean number of neighbours is that of 2015: the longest
first, against the edges nearby, and those of places with few edges first, so that degrees spread as in 2015.
A spanning tree is kept, so that the country stays in one piece. Regions, and provinces made of regions, grow
over that map from places drawn at random, so each is in one piece. Facts are drawn together from a Gaussian
copula (Nelsen 2006, An Introduction to Copulas): standard normal scores that correlate as in 2015, with each
other, with the number of neighbours, and between neighbours, are read as ranks in the distribution of 2015.
Decline comes by region.

What is matched and how well is tested in tests/model/test_synthetic.py. That a country of 100,000
municipalities has the same local structure as one of 393 is an assumption.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree
from scipy.spatial import Delaunay
from scipy.stats import norm, rankdata

from model.data.tables import SYNTHETIC_KEY, SYNTHETIC_PREFIX
from model.data.urbanity import urbanity
from model.network import distinct

if TYPE_CHECKING:
    import pandas as pd

SMALLEST, LARGEST = 10, 1_000_000
FACTS = ("population", "share_elderly", "income", "address_density")
MAP = (3.6, 50.8, 3.4, 2.7)
"""West and south edge, width and height in degrees of the map an imagined country is drawn on: about the
Netherlands'. The map is only for drawing, so it does not grow with the country."""
SMOOTHING = 3
"""How often the field that makes neighbours alike is averaged over neighbours. How alike they are is set by
2015, but no fact can be more alike between neighbours than this field."""
STRIP = 4
"""About so many municipalities lie across a strip of the map; they are numbered strip by strip."""
FAVOUR = 1.75
"""How strongly places with many edges keep them, as a power of the edges at both ends. 1.75 gives the
standard deviation of the number of neighbours in 2015, 1.9; without it, 1.2."""


class Likeness(NamedTuple):
    """What the facts of 2015 have in common, as correlations of normal scores.

    `between` (4, 4) between the facts of one municipality, `degree` (4,) between a fact and the number of
    neighbours, `neighbours` (4,) between neighbours.
    """

    between: np.ndarray
    degree: np.ndarray
    neighbours: np.ndarray


def imagine(number: int, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The table of municipalities and the table of neighbours of an imagined country.

    `number` municipalities from 10 to 1,000,000. The same number and seed give the same country; a country of
    another number is another country. Raises ValueError where the number or the seed (a whole number from 0)
    is not allowed.
    """
    if not SMALLEST <= number <= LARGEST:
        raise ValueError(f"number of imagined municipalities: got {number!r}; allowed {SMALLEST} to {LARGEST:,}")
    if seed < 0:
        raise ValueError(f"seed of an imagined country: got {seed!r}; allowed a whole number from 0")
    import pandas as pd

    real, real_ties = _netherlands()
    chance = np.random.Generator(np.random.Philox(seed))
    places = by_strips(chance.random((number, 2)))
    ties = neighbour_pairs(places, 2 * len(real_ties) / len(real))
    region = grown(ties, number, number * real["region"].nunique() / len(real), chance)
    between = np.unique(np.sort(region[ties[region[ties[:, 0]] != region[ties[:, 1]]]], axis=1), axis=0)
    province = grown(between, region.max() + 1, number * real["province"].nunique() / len(real), chance)
    scores = _scores(ties, number, chance)
    facts = _facts(scores, chance)
    codes = np.array([f"{SYNTHETIC_PREFIX}{place:07d}" for place in range(1, number + 1)])
    table = pd.DataFrame(
        {
            "code": codes,
            "name": [f"Place {place}" for place in range(1, number + 1)],
            "province": pd.Series([f"Province {one + 1}" for one in range(province.max() + 1)])[province[region]].array,
            "region": pd.Series([f"Region {one + 1}" for one in range(region.max() + 1)])[region].array,
            "population": facts["population"].round().astype(np.int64),
            "share_elderly": facts["share_elderly"].round(4),
            "income": facts["income"].round(1),
            "address_density": facts["address_density"].round().astype(np.float64),
            "urbanity": urbanity(facts["address_density"].round()),
            "decline": _decline(scores, region),
            "longitude": (MAP[0] + MAP[2] * places[:, 0]).round(5),
            "latitude": (MAP[1] + MAP[3] * places[:, 1]).round(5),
            "key": SYNTHETIC_KEY + np.arange(1, number + 1),
        }
    )
    neighbours = pd.DataFrame({"code_a": codes[ties[:, 0]], "code_b": codes[ties[:, 1]], "kind": "border"})
    return table, neighbours


def by_strips(places: np.ndarray) -> np.ndarray:
    """Points (number, 2) in the order of strips from south to north, and from west to east within each.

    Neighbours then stand near each other in every table, and a processor that reads of one has the next at hand: in a
    country of 100,000 looking around takes half as long.
    """
    strips = np.ceil(np.sqrt(len(places)) / STRIP)
    return places[np.lexsort([places[:, 0], np.floor(places[:, 1] * strips)])]


def neighbour_pairs(places: np.ndarray, degree: float) -> np.ndarray:
    """Pairs (rows a < b) that border on each other among points (number, 2), in one piece.

    The mean number of neighbours is `degree`, or that of the triangulation where that has fewer (few
    municipalities).
    """
    number = len(places)
    corners = Delaunay(places).simplices
    edges = np.sort(np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]]), axis=1)
    code = distinct(edges[:, 0].astype(np.int64) * number + edges[:, 1])
    a, b = np.divmod(code, number)
    length = np.hypot(*(places[a] - places[b]).T)
    edges_at = np.bincount(a, minlength=number) + np.bincount(b, minlength=number)
    nearby = (np.bincount(a, length, number) + np.bincount(b, length, number)) / edges_at
    relative = length / (nearby[a] + nearby[b]) / (edges_at[a] * edges_at[b]) ** FAVOUR
    tree = minimum_spanning_tree(csr_array((relative, (a, b)), shape=(number, number))).tocoo()
    relative[np.isin(code, tree.row.astype(np.int64) * number + tree.col)] = 0
    kept = np.sort(np.argsort(relative, kind="stable")[: round(number * degree / 2)])
    return np.column_stack([a[kept], b[kept]])


def grown(ties: np.ndarray, number: int, groups: float, chance: np.random.Generator) -> np.ndarray:
    """A group for each of `number` places: about `groups` of them, each in one piece, grown from places at
    random.

    A place belongs to the start it is fewest ties away from, the nearer on a tie's random length.
    """
    starts = np.sort(chance.choice(number, size=max(1, round(groups)), replace=False))
    length = chance.uniform(0.5, 1.5, len(ties))
    graph = coo_array((length, (ties[:, 0], ties[:, 1])), shape=(number, number)).tocsr()
    _, _, source = dijkstra(graph, directed=False, indices=starts, min_only=True, return_predecessors=True)
    return np.searchsorted(starts, source)


def _scores(ties: np.ndarray, number: int, chance: np.random.Generator) -> np.ndarray:
    """Normal scores (number, 4) of the facts, which correlate as in 2015."""
    found = _likeness()
    a, b = ties.T
    degree = np.bincount(ties.ravel(), minlength=number)
    beside = coo_array((np.ones(2 * len(ties)), (np.r_[a, b], np.r_[b, a])), shape=(number, number)).tocsr()
    smooth = chance.standard_normal((number, len(FACTS)))
    for _ in range(SMOOTHING):
        smooth = (smooth + beside @ smooth) / (1 + degree[:, None])
    smooth = (smooth - smooth.mean(axis=0)) / smooth.std(axis=0)
    reach = (smooth[a] * smooth[b]).mean()
    weight = np.sqrt(np.clip(found.neighbours / reach, 0, 1))
    own = np.sqrt(1 - weight**2)
    root = _root(found.between - np.outer(found.degree, found.degree))
    alone = chance.standard_normal((number, len(FACTS)))
    return weight * (smooth @ root.T) + own * (alone @ root.T) + found.degree * _normal_scores(degree)[:, None]


def _facts(scores: np.ndarray, chance: np.random.Generator) -> dict[str, np.ndarray]:
    """The facts behind the scores: a score's rank, read as a level in the smoothed distribution of 2015."""
    real, _ = _netherlands()
    facts = {}
    for position, fact in enumerate(FACTS):
        rank = scores[:, position].argsort(kind="stable").argsort(kind="stable")
        level = (rank + chance.random(len(scores))) / len(scores)
        facts[fact] = np.exp(np.quantile(np.log(real[fact].to_numpy()), level, method="hazen"))
    return facts


def _decline(scores: np.ndarray, region: np.ndarray) -> np.ndarray:
    """Where the population declines: the share of 2015, in the regions with the oldest and poorest
    inhabitants first.
    """
    real, _ = _netherlands()
    strain = scores[:, FACTS.index("share_elderly")] - scores[:, FACTS.index("income")]
    of_region = np.bincount(region, strain) / np.bincount(region)
    order = np.lexsort([-strain, region, -of_region[region]])
    decline = np.zeros(len(region), dtype=np.int64)
    decline[order[: round(real["decline"].mean() * len(region))]] = 1
    return decline


@cache
def _netherlands() -> tuple[pd.DataFrame, np.ndarray]:
    """The table of 2015 and its neighbours as pairs of rows."""
    from model.population import Population

    country = Population.netherlands()
    row = {code: place for place, code in enumerate(country.table["code"])}
    pairs = country.neighbours[["code_a", "code_b"]].map(row.__getitem__).to_numpy()
    return country.table, pairs


@cache
def _likeness() -> Likeness:
    """The correlations of 2015, measured on the shipped table."""
    table, ties = _netherlands()
    degree = np.bincount(ties.ravel(), minlength=len(table))
    scores = np.column_stack(
        [_normal_scores(values) for values in (*(table[fact].to_numpy() for fact in FACTS), degree)]
    )
    neighbours = (scores[ties[:, 0]] * scores[ties[:, 1]]).mean(axis=0)[: len(FACTS)]
    together = np.corrcoef(scores, rowvar=False)
    return Likeness(together[:-1, :-1], together[:-1, -1], neighbours)


def _normal_scores(values: np.ndarray) -> np.ndarray:
    """Values as standard normal scores of their rank, equal values alike; mean 0, variance 1."""
    scores = norm.ppf((rankdata(values) - 0.5) / len(values))
    spread = scores.std()
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros(len(values))


def _root(covariance: np.ndarray) -> np.ndarray:
    """A matrix whose product with its transpose is the covariance, negative eigenvalues of rounding set to
    nought.
    """
    values, vectors = np.linalg.eigh(covariance)
    return vectors * np.sqrt(np.clip(values, 0, None))
