"""The network: what each layer holds, and what does not depend on the order of the table or on who else is
there.
"""

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.declaration import UnknownName
from model.network import LAYERS, Network, build
from model.population import Population

ALL = (*LAYERS, "all")
FACTS = ["population", "address_density", "share_elderly", "income"]


@pytest.fixture(scope="module")
def country() -> Population:
    return Population.netherlands()


@pytest.fixture(scope="module")
def network(country: Population) -> Network:
    return build(country)


def ties(network: Network, layer: str = "all") -> dict[tuple[int, int], float]:
    """Ties by the keys of both ends, so that networks with rows in another order compare."""
    chosen = network.flags(layer)
    ends = zip(
        network.keys[network.source[chosen]].tolist(),
        network.keys[network.target[chosen]].tolist(),
        strict=True,
    )
    return dict(zip(ends, network.likeness[chosen].tolist(), strict=True))


def expected_likeness(country: Population, a: str, b: str) -> float:
    traits = country.table.set_index("code")[FACTS].astype(float)
    traits[["population", "address_density"]] = np.log(traits[["population", "address_density"]])
    steps = (traits.loc[a] - traits.loc[b]) / traits.std(ddof=0)
    return float(np.exp(-(steps**2).mean() / 2))


def test_the_rows_are_well_formed(network: Network, country: Population) -> None:
    assert network.start.shape == (394,)
    assert network.start[0] == 0
    assert network.start[-1] == len(network.target)
    assert network.start.dtype == network.target.dtype == np.int64
    assert network.codes.tolist() == country.table["code"].tolist()
    for field in ("neighbour", "region", "alike", "circle"):
        flags = getattr(network, field)
        assert flags.dtype == np.int8
        assert flags.shape == network.target.shape
        assert set(np.unique(flags)) == {0, 1}
    assert (network.neighbour + network.region + network.alike + network.circle >= 1).all()
    assert (network.source != network.target).all()


def test_ties_stand_in_the_order_of_keys_and_each_once(network: Network) -> None:
    for first, last in itertools.pairwise(network.start):
        assert (np.diff(network.keys[network.target[first:last]]) > 0).all()


@pytest.mark.parametrize("layer", ALL)
def test_every_layer_is_mutual(network: Network, layer: str) -> None:
    found = ties(network, layer)
    assert found
    assert all(found[b, a] == likeness for (a, b), likeness in found.items())


def test_layers_have_the_sizes_of_2015(network: Network) -> None:
    sizes = {layer: len(network.pairs(layer)) for layer in LAYERS}
    assert sizes == {"neighbours": 1_010, "region": 2_278, "likeness": 1_588, "circle": 2_450}
    assert network.degree("neighbours").mean() == pytest.approx(5.14, abs=0.005)
    assert network.degree("neighbours").min() == 1
    assert network.degree("neighbours").max() == 17


def test_neighbours_are_the_pairs_of_the_table(network: Network, country: Population) -> None:
    pairs = network.codes[network.pairs("neighbours")]
    assert {frozenset(pair) for pair in pairs} == {
        frozenset(pair) for pair in country.neighbours[["code_a", "code_b"]].to_numpy()
    }


def test_region_ties_everyone_in_a_region_and_no_one_else(network: Network, country: Population) -> None:
    region = country.table["region"].to_numpy()
    pairs = network.pairs("region")
    assert (region[pairs[:, 0]] == region[pairs[:, 1]]).all()
    sizes = country.table["region"].value_counts()
    assert len(pairs) == (sizes * (sizes - 1) // 2).sum()


def test_likeness_layer_is_the_six_nearest_by_hand(network: Network, country: Population) -> None:
    traits = country.table[FACTS].astype(float)
    traits[["population", "address_density"]] = np.log(traits[["population", "address_density"]])
    points = ((traits - traits.mean()) / traits.std(ddof=0)).to_numpy()
    distance = ((points[:, None] - points[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    nearest = np.argsort(distance, axis=1)[:, :6]
    expected = {frozenset((row, other)) for row, others in enumerate(nearest.tolist()) for other in others}
    assert {frozenset(pair) for pair in network.pairs("likeness").tolist()} == expected


def test_circle_adds_to_the_region_the_large_near_in_rank(network: Network, country: Population) -> None:
    within = {frozenset(pair) for pair in network.pairs("region").tolist()}
    circle = {frozenset(pair) for pair in network.pairs("circle").tolist()}
    assert within < circle
    ranked = country.table.sort_values("population").index[-41:].tolist()
    beyond = {frozenset(ranked.index(row) for row in pair) for pair in circle - within}
    assert all(max(pair) - min(pair) <= 8 for pair in beyond)
    assert all(frozenset((ranked[40], ranked[other])) in circle for other in range(32, 40))
    assert all(frozenset((ranked[20], ranked[other])) in circle for other in (16, 17, 18, 19, 21, 22, 23, 24))


def test_likeness_is_the_documented_formula(network: Network, country: Population) -> None:
    found = network.graph().edges(data="likeness")
    for a, b, likeness in itertools.islice(found, 0, None, 211):
        assert likeness == pytest.approx(expected_likeness(country, a, b), rel=1e-9)
    assert 0 < network.likeness.min() < 0.01
    assert network.likeness.max() < 1


def test_identical_places_are_fully_alike_and_extreme_ones_never_nought(country: Population) -> None:
    table = country.table.head(3).copy()
    table.loc[1, FACTS] = table.loc[0, FACTS]
    table.loc[2, "income"] = 1_000.0
    found = ties(build(Population(table, country.neighbours.head(0), "made")))
    first, second, third = table["key"]
    assert found[first, second] == 1
    assert 0 < found[first, third] < 1e-100


def test_who_else_is_there_changes_no_likeness(network: Network, country: Population) -> None:
    whole = ties(network)
    part = build(country.subset(country.table["code"][country.select(provinces=["Limburg", "Zeeland"])]))
    shared = set(whole) & set(found := ties(part))
    assert len(shared) > 200
    assert all(found[pair] == whole[pair] for pair in shared)
    borders = ties(part, "neighbours")
    keys = set(part.keys.tolist())
    assert borders == {pair: value for pair, value in ties(network, "neighbours").items() if keys.issuperset(pair)}


@given(st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_the_order_of_the_table_changes_nothing(chance: object) -> None:
    population = Population.synthetic(60, 2)
    order = list(range(60))
    chance.shuffle(order)  # type: ignore[attr-defined]
    shuffled = build(Population(population.table.iloc[order].reset_index(drop=True), population.neighbours, "shuffled"))
    straight = build(population)
    for layer in ALL:
        assert ties(shuffled, layer) == ties(straight, layer)
    assert ties(shuffled.rewired("neighbours", 3)) == ties(straight.rewired("neighbours", 3))
    for row, original in enumerate(order):
        mine = shuffled.likeness[shuffled.start[row] : shuffled.start[row + 1]]
        assert mine.tolist() == straight.likeness[straight.start[original] : straight.start[original + 1]].tolist()


def test_equals_are_chosen_by_key(country: Population) -> None:
    table = country.table.head(20).copy()
    table[FACTS] = table[FACTS].iloc[0].to_numpy()
    found = build(Population(table, country.neighbours.head(0), "alike")).pairs("likeness")
    expected = {(a, b) for a in range(20) for b in range(20) if a < b and a < (6 if b > 5 else 7)}
    assert {tuple(pair) for pair in found.tolist()} == expected


def test_graph_has_codes_and_likeness(network: Network, country: Population) -> None:
    graph = network.graph("neighbours")
    assert set(graph) == set(country.table["code"])
    assert graph.number_of_edges() == 1_010
    assert graph.has_edge("GM0363", "GM0362")
    assert graph.edges["GM0363", "GM0362"]["likeness"] == pytest.approx(expected_likeness(country, "GM0363", "GM0362"))
    assert nx.is_connected(graph)


def test_only_keeps_the_layers_named(network: Network) -> None:
    part = network.only("neighbours", "likeness")
    for layer in ("neighbours", "likeness"):
        assert ties(part, layer) == ties(network, layer)
    assert part.degree("region").sum() == part.degree("circle").sum() == 0
    assert len(part.target) < len(network.target)
    assert len(network.only().target) == 0
    assert network.only().codes is network.codes


def test_empty_has_no_ties() -> None:
    network = Network.empty(5)
    assert len(network) == 5
    assert network.start.tolist() == [0] * 6
    assert network.degree().tolist() == [0] * 5
    assert set(network.graph()) == {"0", "1", "2", "3", "4"}


@pytest.mark.parametrize("layer", ALL)
def test_rewiring_keeps_degrees_and_moves_ties(network: Network, layer: str) -> None:
    moved = network.rewired(layer, seed=1)
    for one in LAYERS:
        assert (moved.degree(one) == network.degree(one)).all()
        same = set(ties(moved, one)) & set(ties(network, one))
        if layer in (one, "all"):
            assert len(same) < 0.25 * len(ties(network, one))
        else:
            assert ties(moved, one) == ties(network, one)
    assert ties(moved) == ties(network.rewired(layer, seed=1))
    assert ties(moved) != ties(network.rewired(layer, seed=2))


def test_rewired_ties_have_the_likeness_of_their_ends(network: Network, country: Population) -> None:
    graph = network.rewired("neighbours", seed=1).graph("neighbours")
    for a, b, likeness in itertools.islice(graph.edges(data="likeness"), 0, None, 101):
        assert likeness == pytest.approx(expected_likeness(country, a, b), rel=1e-9)


def test_what_cannot_be_rewired_stays(country: Population) -> None:
    few = build(country.subset(["GM0003", "GM0010", "GM0024"]))
    assert ties(few.rewired("all", seed=1)) == ties(few)
    one_region = build(Population.synthetic(10, 1))
    assert ties(one_region.rewired("region", seed=1)) == ties(one_region)


def test_a_municipality_alone_and_one_without_ties(country: Population) -> None:
    alone = build(country.subset(["GM0363"]))
    assert alone.start.tolist() == [0, 0]
    apart = country.subset(["GM0363", "GM0088"])
    assert build(apart).degree("neighbours").tolist() == [0, 0]
    assert build(apart).degree("likeness").tolist() == [1, 1]


def test_unknown_layers_come_with_what_is_allowed(network: Network) -> None:
    for call in (network.graph, network.degree, network.only, network.pairs):
        with pytest.raises(UnknownName, match=r"unknown layer 'neighbors' \(did you mean 'neighbours'\?\)"):
            call("neighbors")
    with pytest.raises(UnknownName):
        network.rewired("friends", seed=1)


def test_ten_thousand_municipalities_fit() -> None:
    network = build(Population.synthetic(10_000, 1))
    held = sum(getattr(network, name).nbytes for name in ("target", "likeness", *LAYERS.values()))
    assert held < 20e6
    assert network.degree("likeness").min() >= 6
    assert network.degree().mean() < 40


@pytest.mark.parametrize("number", [10, 393, 900])
def test_the_tree_finds_the_same_as_looking_at_every_distance(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    population = Population.netherlands() if number == 393 else Population.synthetic(number, 2)
    looked_at = build(population)
    monkeypatch.setattr("model.network.SEARCHED_BY_TREE", 0)
    found = build(population)
    assert np.array_equal(looked_at.target, found.target) and np.array_equal(looked_at.alike, found.alike)


def test_closure_is_the_overlap_of_whom_two_could_meet(network: Network) -> None:
    shuffled = network.rewired("circle", 1)
    for found in (network, shuffled):
        graph = found.graph("circle")
        for place in np.flatnonzero(found.flags("circle"))[::50]:
            ends = found.codes[found.source[place]], found.codes[found.target[place]]
            others = min(graph.degree(end) for end in ends) - 1
            expected = len(list(nx.common_neighbors(graph, *ends))) / others if others else 1.0
            assert found.closure[place] == pytest.approx(expected)
        assert (found.closure[~found.flags("circle")] == 0.0).all()
    assert network.closure.sum() > 5.0 * shuffled.closure.sum(), "at random hardly anyone meets in a circle"
