"""The four implementations of experiments/benchmarks/DECLARATION.md give the same numbers, and the right ones."""

import inspect
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from experiments.benchmarks.measuring import NotMeasured
from experiments.benchmarks.threshold_diffusion import acts, comparison, declaration, frameworks, ours
from experiments.benchmarks.threshold_diffusion.declaration import DECLARED, MONTHS, RECORDED, Graph, Parameters
from model import chance

PACKAGE = "experiments.benchmarks.threshold_diffusion"
PAGE = Path(declaration.__file__).parents[1] / "DECLARATION.md"
SEEDS = [0, -7, 2**63 - 1]
OTHERS = {"mesa": "mesa_model", "agentpy": "agentpy_model", "starsim": "starsim_model"}

Run = Callable[..., list[list[float]]]


def implementation(framework: str) -> Run:
    """The function `run` of a framework, or a skipped test where it is not installed."""
    if framework == "ours":
        return ours.run
    pytest.importorskip(framework)
    return import_module(f"{PACKAGE}.{OTHERS[framework]}").run


@pytest.fixture(params=["ours", *OTHERS])
def run(request: pytest.FixtureRequest) -> Run:
    return implementation(request.param)


@pytest.fixture(scope="module")
def small() -> Graph:
    return declaration.country(60)


@pytest.fixture(scope="module")
def netherlands() -> Graph:
    return declaration.netherlands()


def graph(neighbours: list[list[int]], keys: list[int] | None = None) -> Graph:
    """A graph by hand: with whom each agent is tied."""
    start = np.concatenate([[0], np.cumsum([len(one) for one in neighbours])]).astype(np.int64)
    target = np.array([other for one in neighbours for other in one], dtype=np.int64)
    return Graph(np.array(keys or range(1, len(neighbours) + 1), dtype=np.int64), start, target)


@pytest.mark.parametrize("framework", OTHERS)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("country", ["netherlands", "small"])
def test_all_four_agree(framework: str, country: str, seed: int, request: pytest.FixtureRequest) -> None:
    other, where = implementation(framework), request.getfixturevalue(country)
    assert other(where, MONTHS, seed) == ours.run(where, MONTHS, seed)


def test_the_run_never_comes_to_rest(netherlands: Graph) -> None:
    for seed in SEEDS:
        share, new, _ = np.array(ours.run(netherlands, MONTHS, seed)).T
        assert share[0] < 0.1 and share[-1] > 0.9
        assert (np.diff(share[-24:]) < 0).any() and (new[-24:] > 0).all()


def test_another_seed_is_another_run(run: Run, small: Graph) -> None:
    assert run(small, 24, 1) == run(small, 24, 1) != run(small, 24, 2)


def test_a_shorter_run_is_the_beginning_of_a_longer(run: Run, small: Graph) -> None:
    assert run(small, 2, 5) == run(small, 30, 5)[:2]


def test_without_first_and_spontaneous_adopters_nobody_ever_adopts(run: Run, small: Graph) -> None:
    nobody = DECLARED._replace(initial_adoption=0.0, spontaneous_adoption=0.0)
    assert run(small, MONTHS, 3, nobody) == [[0.0, 0.0, 0.0]] * MONTHS


def test_at_threshold_0_everybody_adopts_in_the_first_month(run: Run, small: Graph) -> None:
    p = Parameters(threshold_from=0.0, threshold_to=0.0, initial_adoption=0.0, abandonment=0.0)
    assert run(small, 3, 3, p) == [[1.0, 60.0, 0.0], [1.0, 0.0, 1.0], [1.0, 0.0, 1.0]]


def test_whoever_always_adopts_and_always_abandons_goes_to_and_fro(run: Run, small: Graph) -> None:
    p = Parameters(initial_adoption=0.0, spontaneous_adoption=1.0, abandonment=1.0)
    assert run(small, 4, 3, p) == [[1.0, 60.0, 0.0], [0.0, 0.0, 1.0]] * 2


def test_along_a_line_one_adopts_after_the_other(run: Run) -> None:
    """Four in a line and one alone; the first of the line begins, and one adopter of two neighbours is enough."""
    draws = {key: chance.uniform(9, declaration.START, key, 0) for key in range(1, 6)}
    keys = sorted(draws, key=lambda key: draws[key])
    line = graph([[1], [0, 2], [1, 3], [2], []], keys)
    only_first = (draws[keys[0]] + draws[keys[1]]) / 2
    p = Parameters(0.5, 0.5, initial_adoption=only_first, spontaneous_adoption=0.0, abandonment=0.0)
    assert run(line, 4, 9, p) == [[0.4, 1.0, 0.1], [0.6, 1.0, 0.4], [0.8, 1.0, 0.7], [0.8, 0.0, 0.8]]


def test_a_country_without_ties_has_only_spontaneous_adopters(run: Run) -> None:
    keys = list(range(1, 31))
    alone = graph([[] for _ in keys], keys)
    p = Parameters(initial_adoption=0.0, spontaneous_adoption=0.1, abandonment=0.0)
    first = [min(m for m in range(200) if chance.uniform(4, declaration.CHANGE, key, m) < 0.1) for key in keys]
    expected = [[sum(f <= m for f in first) / 30, float(first.count(m)), 0.0] for m in range(20)]
    assert run(alone, 20, 4, p) == expected


@pytest.mark.parametrize(("months", "seed"), [(0, 1), (65_537, 1), (True, 1), (2.0, 1), (3, 2**63), (3, 0.5)])
def test_bad_months_and_seeds_are_refused(run: Run, small: Graph, months: int, seed: int) -> None:
    with pytest.raises(ValueError, match=r"months: got|seed: got"):
        run(small, months, seed)


def test_the_acts_give_the_same_uncompiled(small: Graph) -> None:
    """Driven over plain objects and lists, by a schedule of its own."""
    ties = small.start.tolist()
    agents = [
        SimpleNamespace(key=key, first_tie=first, last_tie=last)
        for key, first, last in zip(small.key.tolist(), ties, ties[1:], strict=False)
    ]
    for one in agents:
        acts.begin(one, DECLARED, -7)
    table = []
    for month in range(40):
        published = [one.adopted for one in agents]
        for one in reversed(agents):
            acts.look_around(one, published, small.target.tolist())
            acts.decide(one, month, DECLARED, -7)
        row = [0.0] * len(RECORDED)
        acts.record(row, agents)
        table.append(row)
    assert table == ours.run(small, 40, -7)


def test_draws_for_all_at_once_have_the_same_bits() -> None:
    keys = [0, 3, 1987, 10_000_001, 2**47 - 1]
    for seed in (*SEEDS, -(2**63)):
        for month in (0, 119, 65_535):
            at_once = chance.uniform(seed, declaration.CHANGE, np.array(keys, dtype=np.uint64), month)
            assert at_once.tolist() == [chance.uniform(seed, declaration.CHANGE, key, month) for key in keys]


def test_purposes_are_nobody_elses() -> None:
    own = [declaration.THRESHOLD, declaration.START, declaration.CHANGE]
    taken = {value for name, value in vars(chance).items() if name.isupper() and name not in ("WORD", "GOLDEN")}
    assert len({*own}) == 3
    assert not {*own} & (taken | {value + chance.SECOND_HALF for value in taken})


def test_the_page_names_every_number_and_column() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    written = {name: float(value.replace(",", "")) for name, value in rows if name not in RECORDED}
    whole = {name: value for name, value in vars(declaration).items() if name.isupper() and isinstance(value, int)}
    assert written == DECLARED._asdict() | whole
    assert tuple(name for name, _ in rows if name in RECORDED) == RECORDED


def test_the_graph_is_that_of_the_page(netherlands: Graph) -> None:
    assert len(netherlands.key) == 393
    assert (np.diff(netherlands.key) > 0).all()
    ties = set(zip(np.repeat(np.arange(393), np.diff(netherlands.start)), netherlands.target, strict=True))
    assert len(ties) == len(netherlands.target) and all((there, here) in ties for here, there in ties)


def test_what_is_kept_on_disk_is_kept_under_all_that_is_compiled() -> None:
    used = [one for one in vars(acts).values() if inspect.isfunction(one) and one is not acts.rule]
    homes = {inspect.getfile(one) for one in (ours.go_through, *used)}
    assert homes | {declaration.__file__, sys.modules["model.rule"].__file__} == {str(one) for one in ours.SOURCES}


def test_a_missing_framework_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "agentpy", None)
    with pytest.raises(ModuleNotFoundError, match=r"agentpy: not installed; .* pip install -e '\.\[benchmark\]'"):
        frameworks.framework("agentpy")


def test_a_framework_that_lacks_something_itself_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lacking_framework.py").write_text("import what_it_lacks")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModuleNotFoundError, match="what_it_lacks"):
        frameworks.framework("lacking_framework")


def test_a_framework_that_gives_other_numbers_is_not_timed(small: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    other = SimpleNamespace(run=lambda graph, months, seed: ours.run(graph, months, seed + 1))
    monkeypatch.setitem(sys.modules, f"{PACKAGE}.made_up", other)
    monkeypatch.setattr(comparison, "OTHERS", {"Made up": "made_up"})
    with pytest.raises(NotMeasured, match="Made up: other numbers than ours"):
        comparison.compared(comparison.COUNTRY, lambda: small, 1)


def test_both_countries_are_rows_with_the_same_goal() -> None:
    figures = [figure for measurement in comparison.MEASUREMENTS for figure in measurement.figures]
    assert ["393" in figures[0].name, "1,000" in figures[1].name] == [True, True]
    assert {(figure.goal, figure.least) for figure in figures} == {(20, True)}
