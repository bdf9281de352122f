"""Draws belong to their address, are spread evenly, and have nothing to do with each other."""

import ast
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import model
from model import chance
from model.chance import disposition, happens, mixed, normal, uniform
from model.data.tables import SYNTHETIC_KEY
from model.population import Population

PURPOSES = {name: value for name, value in vars(chance).items() if name.isupper() and isinstance(value, int)}
for _name in ("WORD", "GOLDEN", "SECOND_HALF"):
    PURPOSES.pop(_name)
SEEDS = st.integers(-(2**63), 2**63 - 1)
IDENTITIES = st.integers(0, 2**47 - 1)
MONTHS = st.integers(0, 65_535)


def splitmix(word: int) -> int:
    """The finaliser of SplitMix64 in wrapping 64-bit arithmetic, apart from the model's."""
    with np.errstate(over="ignore"):
        state = np.uint64(word & (2**64 - 1))
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return int(state ^ (state >> np.uint64(31)))


@pytest.mark.parametrize(
    ("step", "word"),
    enumerate(
        (0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC, 0x1B39896A51A8749B),
        start=1,
    ),
)
def test_the_hash_is_splitmix64(step: int, word: int) -> None:
    """The first numbers of the generator of Steele, Lea and Flood (2014) from state 0, as published with it."""
    assert mixed(step * chance.GOLDEN) & chance.WORD == word


@given(SEEDS, st.sampled_from(sorted(PURPOSES.values())), IDENTITIES, MONTHS)
def test_a_draw_is_a_hash_of_its_address(seed: int, purpose: int, identity: int, month: int) -> None:
    first = splitmix(seed * chance.GOLDEN + (purpose << 16 | month))
    word = splitmix(first + identity * chance.GOLDEN)
    assert uniform(seed, purpose, identity, month) == ((word >> 12) + 0.5) * 2.0**-52


@pytest.mark.parametrize(
    ("seed", "purpose", "identity", "month", "drawn"),
    [
        (0, chance.CONVICTION, 344, 0, 0.45465996338491566),
        (1, chance.START, 344 * 16 + 15, 95, 0.5585407213814054),
        (-7, chance.TEAM_INCIDENT, 344 * 4096 + 27, 24, 0.0682763802941585),
        (2**63 - 1, chance.CHAMPION_EXIT, (363 * 8 + 5) * 1024 + 2, 60, 0.7978960110315177),
        (-(2**63), chance.TEAM_HABIT, SYNTHETIC_KEY + 1, 0, 0.14349977761333277),
        (42, chance.ALDERMAN_EXIT, 3, 599, 0.12899481993763595),
    ],
)
def test_draws_never_change(seed: int, purpose: int, identity: int, month: int, drawn: float) -> None:
    """Stored answers: no version of the model may change the luck of a seed."""
    assert uniform(seed, purpose, identity, month) == drawn


def test_normals_never_change() -> None:
    """Stored answers, up to the last digits in which processors differ."""
    assert normal(0, chance.CONVICTION, 344, 0) == pytest.approx(-1.2555445034206467, rel=1e-12)
    assert normal(-7, chance.TEAM_INCIDENT, 344 * 4096 + 27, 24) == pytest.approx(-1.9585169155750177, rel=1e-12)


@given(SEEDS, IDENTITIES, MONTHS)
def test_draws_lie_between_0_and_1(seed: int, identity: int, month: int) -> None:
    assert 0.0 < uniform(seed, chance.START, identity, month) < 1.0
    assert not happens(0.0, seed, chance.START, identity, month)
    assert happens(1.0, seed, chance.START, identity, month)


@given(SEEDS, IDENTITIES, MONTHS, st.floats(0, 1), st.floats(0, 1))
def test_what_happens_at_a_low_chance_happens_at_a_higher_one(
    seed: int, identity: int, month: int, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert happens(low, seed, chance.START, identity, month) <= happens(high, seed, chance.START, identity, month)


KEYS = [int(key) for key in Population.netherlands().table["key"]]
ALONG = {
    "municipalities": [(1, chance.START, key * 16, 5) for key in KEYS],
    "measures": [(1, chance.START, key * 16 + measure, 5) for key in KEYS for measure in range(16)],
    "months": [(1, chance.START, 344, month) for month in range(4000)],
    "purposes": [(1, purpose, key, 0) for purpose in PURPOSES.values() for key in KEYS],
    "seeds": [(seed, chance.START, 344, 5) for seed in range(-2000, 2000)],
    "large seeds": [(2**63 - 1 - seed, chance.START, 344, 5) for seed in range(4000)],
    "teams": [(1, chance.TEAM_INCIDENT, key * 4096 + area, 30) for key in KEYS for area in range(10)],
    "champions": [(1, chance.CHAMPION_EXIT, (key * 8 + seat) * 1024 + 1, 30) for key in KEYS for seat in range(6)],
    "imagined": [(1, chance.START, SYNTHETIC_KEY + number, 5) for number in range(1, 5000)],
}


@pytest.mark.parametrize("name", ALONG)
def test_draws_are_spread_evenly(name: str) -> None:
    assert stats.kstest([uniform(*address) for address in ALONG[name]], "uniform").pvalue > 0.001


@pytest.mark.parametrize("name", ALONG)
def test_normals_are_normal(name: str) -> None:
    assert stats.kstest([normal(*address) for address in ALONG[name]], "norm").pvalue > 0.001


def neighbours(by: tuple[int, int, int, int]) -> tuple[list[float], list[float]]:
    """Draws at 4,000 addresses and at the addresses one step on in seed, purpose, identity or month."""
    here = [(seed, chance.AGENDA, key, month) for seed in range(4) for key in range(40, 90) for month in range(20)]
    there = [tuple(place + step for place, step in zip(address, by, strict=True)) for address in here]
    return [uniform(*address) for address in here], [uniform(*address) for address in there]


STEPS = {"seed": (1, 0, 0, 0), "purpose": (0, 1, 0, 0), "identity": (0, 0, 1, 0), "month": (0, 0, 0, 1),
         "identity back, month on": (0, 0, -1, 1), "seed on, month back": (1, 0, 0, 1)}  # fmt: skip


@pytest.mark.parametrize("name", STEPS)
def test_draws_of_nearby_addresses_are_independent(name: str) -> None:
    here, there = neighbours(STEPS[name])
    table, _, _ = np.histogram2d(here, there, bins=8, range=[[0, 1], [0, 1]])
    expected = len(here) / 64
    assert stats.chi2.sf(float(((table - expected) ** 2).sum() / expected), 63) > 0.001
    assert abs(float(np.corrcoef(here, there)[0, 1])) < 4 / math.sqrt(len(here))


def test_independence_would_be_missed_if_draws_ignored_a_part_of_the_address() -> None:
    here, there = neighbours((0, 0, 0, 0))
    assert np.corrcoef(here, there)[0, 1] == pytest.approx(1.0)


@given(st.floats(0.02, 0.98), st.floats(0, 0.5), SEEDS, IDENTITIES)
def test_dispositions_are_shares_around_their_mean(mean: float, spread: float, seed: int, identity: int) -> None:
    drawn = disposition(mean, spread, seed, chance.LEARNING, identity)
    luck = normal(seed, chance.LEARNING, identity, 0)
    assert 0.02 <= drawn <= 0.98
    assert drawn == pytest.approx(min(max(mean + spread * luck, 0.02), 0.98))


def test_no_two_purposes_are_the_same() -> None:
    assert len(set(PURPOSES.values())) == len(PURPOSES) > 30
    assert all(0 < purpose < chance.SECOND_HALF for purpose in PURPOSES.values())


def test_every_purpose_is_used() -> None:
    acts = (Path(model.__file__).parent / "acts").glob("*.py")
    nodes = [node for path in acts for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    used = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert set(PURPOSES) - used == set()


def test_addresses_of_the_largest_country_stay_apart() -> None:
    """What identities are made of fits: at most 16 measures, 8 seats, 1,024 cohorts, 4,096 areas, 600 months."""
    largest = SYNTHETIC_KEY + 1_000_000
    for identity in (
        largest * 4096 + 4095,
        (largest * 8 + 7) * 1024 + 1023,
        largest * 65_536 + 600,
        largest + (64 << 40),
    ):
        assert identity < 2**47
    assert largest < 1 << 40, "aldermen are told apart above bit 40"
    inhabitants = int(Population.netherlands().table["population"].max())
    assert inhabitants / 8_000 < 4096
