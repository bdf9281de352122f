"""How many frames a second the widget draws with all 393, in JupyterLab, in the app and in the page.

python -m experiments.benchmarks.frames
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.benchmarks.browsing import browsing
from experiments.benchmarks.serving import app_served, notebook_served
from experiments.console import FAILED, console_for_results, fail, plain_errors

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTH, HEIGHT = 1400, 1000
FASTEST = "48"
"""Months a second: faster than it has to draw, so that drawing is what limits."""

ENOUGH = 12
"""Frames a second that look like movement: below this the command fails."""

CELL = "from experiments.widget import Explorer\nExplorer('baseline', 'no-cut')"
SLOW = 180_000
"""Milliseconds in which the widget has to be there: in a fresh checkout the engine is compiled first."""

COUNT = """(root) => new Promise((ready) => {
    const before = Number(root.dataset.frames), begun = performance.now();
    setTimeout(() => ready(1000 * (Number(root.dataset.frames) - before) / (performance.now() - begun)), 1500);
})"""


def measured(page: "Page", rounds: int = 3) -> float:
    """Return the frames a second while it plays: the median of rounds of one and a half seconds, with a story open."""
    place = page.locator(".decdyn[data-frames]")
    place.get_by_label("Speed").select_option(FASTEST)
    place.locator('input[type="search"]').fill("Utrecht")
    place.locator('input[type="search"]').press("Enter")
    found = []
    for _ in range(rounds):
        place.locator("input.seek").fill("0")
        place.get_by_role("button", name="Play").click()
        found.append(float(place.evaluate(COUNT)))
        if place.get_by_role("button", name="Pause").is_visible():
            place.get_by_role("button", name="Pause").click()
    return sorted(found)[len(found) // 2]


@contextmanager
def in_notebook(
    browser: "Browser", folder: Path, cell: str = CELL, watch: "Callable[[Page], object] | None" = None
) -> "Iterator[Page]":
    """JupyterLab with a notebook whose cell was run, which shows the widget; `watch` gets the page at its start."""
    with notebook_served(folder, cell) as address:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        if watch is not None:
            watch(page)
        page.goto(address)
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=SLOW)
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=SLOW)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.locator(".decdyn[data-frames]").wait_for(timeout=SLOW)
        yield page
        page.close()


@contextmanager
def in_app(browser: "Browser", folder: Path) -> "Iterator[Page]":
    """The app, with its widget there."""
    with app_served(folder) as address:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(address)
        page.locator(".decdyn[data-frames]").wait_for(timeout=SLOW)
        yield page
        page.close()


@contextmanager
def in_page(browser: "Browser", folder: Path) -> "Iterator[Page]":
    """A page with all 393 and few runs."""
    from experiments.page.making import Lesson, write

    write(Lesson((1,), presets=("no-cut",)), folder / "lesson.html")
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto((folder / "lesson.html").as_uri())
    page.locator(".decdyn[data-frames]").wait_for(timeout=SLOW)
    yield page
    page.close()


PLACES: dict[str, Any] = {"JupyterLab": in_notebook, "app": in_app, "page": in_page}


def command(rounds: Annotated[int, typer.Option(min=1, help="Rounds of a second and a half.")] = 5) -> None:
    """Measure frames a second with all 393 municipalities, two scenarios and an open story."""
    with plain_errors("benchmark"):
        console, slow = console_for_results(), []
        with browsing() as browser:
            for name, place in PLACES.items():
                begun = time.monotonic()
                with tempfile.TemporaryDirectory() as folder, place(browser, Path(folder)) as page:
                    there, found = time.monotonic() - begun, measured(page, rounds)
                console.print(f"{name}: {found:.1f} frames a second; there after {there:.0f} s")
                slow += [name] if found < ENOUGH else []
        if slow:
            fail(f"Fewer than {ENOUGH} frames a second: {', '.join(slow)}.", FAILED)


if __name__ == "__main__":
    typer.run(command)
