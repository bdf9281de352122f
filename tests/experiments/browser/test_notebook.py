"""The widget in JupyterLab itself: a server, a kernel, a notebook, and what somebody does there."""

from collections.abc import Iterator
from typing import Any

import pytest

from experiments.benchmarks.browsing import Witness
from experiments.benchmarks.frames import in_notebook
from tests.experiments.browser import using

CELL = """
from experiments.widget import Explorer
from model import Scenario
small = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 40, "seed": 1})
explorer = Explorer(small, "no-cut", seeds=(1, 2))
explorer
"""


@pytest.fixture(scope="module")
def notebook(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    witnesses: list[Witness] = []
    with in_notebook(
        browser, tmp_path_factory.mktemp("notebook"), CELL, watch=lambda page: witnesses.append(Witness(page))
    ) as page:
        yield page
    assert witnesses[0].left == []
    assert witnesses[0].errors == []


@pytest.fixture
def widget(notebook: Any) -> Any:
    return notebook.locator(".decdyn[data-frames]")


def test_it_plays_and_stops(notebook: Any, widget: Any) -> None:
    using.play_a_while(notebook, widget)


def test_a_slider_asks_python_for_other_runs(notebook: Any, widget: Any) -> None:
    using.seek(widget, 95)
    before = using.value(widget, "embedded", 0)
    slider = widget.locator('.card.a [data-driver="conviction_mean"]')
    slider.fill(slider.get_attribute("max"))
    after = using.changes(notebook, lambda: using.value(widget, "embedded", 0), before)
    assert float(after.split()[1]) != float(before.split()[1])
    widget.locator(".card.a").get_by_role("button", name="As in the scenario").click()
    assert using.changes(notebook, lambda: using.value(widget, "embedded", 0), after) == before


def test_another_scenario_is_run(notebook: Any, widget: Any) -> None:
    before = widget.locator(".differs-in").inner_text()
    widget.locator(".card.b select").select_option("strong-reflex")
    assert "eflex" in using.changes(notebook, widget.locator(".differs-in").inner_text, before)


def test_a_municipality_tells_its_story(notebook: Any, widget: Any) -> None:
    using.choose_largest(widget)
    assert widget.locator(".story .years li").count() > 0
    widget.get_by_role("button", name="Close").click()


def test_it_speaks_dutch_too(notebook: Any, widget: Any) -> None:
    widget.get_by_role("button", name="Nederlands").click()
    widget.get_by_role("button", name="Afspelen").wait_for()
    widget.get_by_role("button", name="English").click()
    widget.get_by_role("button", name="Play").wait_for()
