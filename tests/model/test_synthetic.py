"""Imagined countries have the statistics of the 393 municipalities they are made after."""

from collections.abc import Iterator

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from model.data.tables import read_municipalities, read_neighbours
from model.data.urbanity import urbanity
from model.population import Population, size_class
from model.synthetic import grown, neighbour_pairs


def ends(population: Population) -> np.ndarray:
    """Neighbours as pairs of rows."""
    rows = pd.Index(population.table["code"])
    return np.column_stack([rows.get_indexer(population.neighbours[end]) for end in ("code_a", "code_b")])


def degrees(population: Population) -> np.ndarray:
    return np.bincount(ends(population).ravel(), minlength=len(population))


def between_neighbours(population: Population, values: pd.Series) -> float:
    """How much alike neighbours are: Moran's I with a weight of one for every pair."""
    deviation = (values - values.mean()).to_numpy(dtype=float)
    a, b = ends(population).T
    return float((deviation[a] * deviation[b]).mean() / deviation.var())


def in_one_piece(population: Population, column: str) -> Iterator[bool]:
    graph = nx.Graph(ends(population).tolist())
    for rows in population.table.groupby(column).indices.values():
        yield nx.is_connected(graph.subgraph(rows.tolist()))


@pytest.fixture(scope="module")
def real() -> Population:
    return Population.netherlands()


@pytest.fixture(scope="module")
def country() -> Population:
    return Population.synthetic(6_000, 7)


@pytest.mark.parametrize("number", [10, 11, 50, 393])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_every_country_is_in_one_piece(number: int, seed: int) -> None:
    population = Population.synthetic(number, seed)
    assert len(population) == number
    assert nx.is_connected(nx.Graph(ends(population).tolist()))
    assert degrees(population).min() >= 1
    assert all(in_one_piece(population, "region"))
    assert all(in_one_piece(population, "province"))


def test_the_same_seed_gives_the_same_country() -> None:
    first, again, other = (Population.synthetic(200, seed) for seed in (4, 4, 5))
    assert first.table.equals(again.table)
    assert first.neighbours.equals(again.neighbours)
    assert not first.table["population"].equals(other.table["population"])
    assert not first.neighbours.equals(other.neighbours)


def test_codes_and_keys_never_meet_real_ones(country: Population, real: Population) -> None:
    assert country.table["code"].iloc[[0, -1]].tolist() == ["SY0000001", "SY0006000"]
    assert country.table["key"].iloc[[0, -1]].tolist() == [10_000_001, 10_006_000]
    assert not set(country.table["key"]) & set(real.table["key"])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sizes_are_distributed_as_in_2015(real: Population, seed: int) -> None:
    population = Population.synthetic(6_000, seed)
    assert population.table["population"].mean() == pytest.approx(43_004, rel=0.01)
    assert population.table["population"].min() >= real.table["population"].min()
    assert population.table["population"].max() <= real.table["population"].max()
    shares = {
        name: (size_class(population.table["population"]) == name).mean() for name in ("small", "middle", "large")
    }
    assert shares == pytest.approx({"small": 230 / 393, "middle": 122 / 393, "large": 41 / 393}, abs=0.005)


def test_facts_stay_within_those_of_2015(country: Population, real: Population) -> None:
    for column in ("share_elderly", "income", "address_density"):
        values, observed = country.table[column], real.table[column]
        assert observed.min() <= values.min() < values.max() <= observed.max()
        assert values.mean() == pytest.approx(observed.mean(), rel=0.01)
        assert values.std() == pytest.approx(observed.std(), rel=0.05)
    assert (country.table["urbanity"] == urbanity(country.table["address_density"])).all()
    assert country.table["decline"].mean() == pytest.approx(33 / 393, abs=0.001)


def test_neighbours_are_as_many_and_as_unequal_as_in_2015(country: Population, real: Population) -> None:
    made, observed = degrees(country), degrees(real)
    assert made.mean() == pytest.approx(observed.mean(), abs=0.001)
    assert made.std() == pytest.approx(observed.std(), abs=0.1)
    assert made.min() == 1
    with_size = np.corrcoef(degrees(country), np.log(country.table["population"]))[0, 1]
    assert with_size == pytest.approx(0.45, abs=0.1)


def test_regions_are_as_large_and_as_unequal_as_in_2015(country: Population) -> None:
    sizes = country.table["region"].value_counts()
    assert sizes.mean() == pytest.approx(393 / 42, rel=0.01)
    assert sizes.std() == pytest.approx(5.57, rel=0.2)
    assert country.table["province"].nunique() == round(6_000 * 12 / 393)
    assert (country.table.groupby("region")["province"].nunique() == 1).all()
    assert all(in_one_piece(country, "region"))
    assert all(in_one_piece(country, "province"))


def test_facts_go_together_as_in_2015(real: Population) -> None:
    """Rank correlations: the copula works on ranks, and a few very rich places sway the plain correlation. The mean of
    several countries, because chance moves that of one by 0.006.
    """
    facts = ["population", "share_elderly", "income", "address_density"]
    countries = [Population.synthetic(6_000, seed) for seed in range(4)]
    made = np.mean([country.table[facts].corr("spearman").to_numpy() for country in countries], axis=0)
    observed = real.table[facts].corr("spearman").to_numpy()
    assert np.abs(made - observed).max() < 0.07
    assert made[0, 3] == pytest.approx(observed[0, 3], abs=0.025)


def test_neighbours_are_alike_as_in_2015(country: Population, real: Population) -> None:
    for column, logged in (
        ("population", True),
        ("address_density", True),
        ("share_elderly", False),
        ("income", False),
    ):
        made, observed = (
            between_neighbours(one, np.log(one.table[column]) if logged else one.table[column])
            for one in (country, real)
        )
        assert made == pytest.approx(observed, abs=0.1), column
    assert between_neighbours(real, real.table["decline"]) == pytest.approx(0.68, abs=0.01)
    assert between_neighbours(country, country.table["decline"]) > 0.45


def test_decline_is_where_the_oldest_and_poorest_live(country: Population) -> None:
    declining = country.table["decline"] == 1
    assert country.table["share_elderly"][declining].mean() > country.table["share_elderly"][~declining].mean()
    assert country.table["income"][declining].mean() < country.table["income"][~declining].mean()


def test_a_country_can_be_saved_and_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("saved")
    population = Population.synthetic(120, 3)
    population.table.drop(columns="key").to_csv(folder / "m.csv", index=False)
    population.neighbours.to_csv(folder / "n.csv", index=False)
    table = read_municipalities(folder / "m.csv")
    pd.testing.assert_frame_equal(table, population.table)
    assert len(read_neighbours(folder / "n.csv", table["code"])) == len(population.neighbours)


def test_few_municipalities_keep_their_whole_triangulation() -> None:
    square = np.array([[0, 0], [1, 0.1], [1.1, 1], [0, 0.9], [0.5, 0.4]])
    pairs = neighbour_pairs(square, degree=5.14)
    assert len(pairs) == 8
    assert (pairs[:, 0] < pairs[:, 1]).all()


def test_a_low_degree_leaves_a_tree() -> None:
    places = np.random.default_rng(0).random((60, 2))
    pairs = neighbour_pairs(places, degree=2 * 59 / 60)
    assert nx.is_tree(nx.Graph(pairs.tolist()))


def test_groups_are_as_many_as_asked_and_in_one_piece() -> None:
    path = np.column_stack([np.arange(99), np.arange(1, 100)])
    groups = grown(path, 100, 7, np.random.default_rng(1))
    assert sorted(set(groups)) == list(range(7))
    assert np.count_nonzero(np.diff(groups)) == 6


@pytest.mark.parametrize(("number", "seed", "said"), [
    (9, 1, "number of imagined municipalities: got 9; allowed 10 to 1,000,000"),
    (1_000_001, 1, "got 1000001"),
    (100, -1, "seed of an imagined country: got -1"),
])  # fmt: skip
def test_impossible_countries_are_refused(number: int, seed: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Population.synthetic(number, seed)
