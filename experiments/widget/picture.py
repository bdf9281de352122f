"""A picture of the widget for the README, taken in a real browser from the page, where it is the same widget.

python -m experiments.widget.picture
"""

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.benchmarks.browsing import browsing
from experiments.console import console_for_results, plain_errors

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTH, HEIGHT = 1240, 1000
COLOURS = 128
"""So many are enough for flat colours, and keep the file small."""
PLACE = Path(__file__).with_suffix(".png")
SEEDS = tuple(range(1, 9))
MONTH = 48
"""January 2017: all three types are there, and the two scenarios have parted."""


def taken(page: "Page") -> bytes:
    """What stands above the tasks of a page that is open, in the month of the picture, as a PNG."""
    page.locator(".decdyn .charts").wait_for()
    page.locator("input.seek").fill(str(MONTH))
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(500)
    width, below = page.evaluate("[innerWidth, document.querySelector('.charts').getBoundingClientRect().bottom]")
    return page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": below})


def small(picture: bytes) -> bytes:
    """The same picture in fewer colours."""
    from PIL import Image

    file = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        file, "png", optimize=True
    )
    return file.getvalue()


def command(out: Annotated[Path, typer.Option(help="The PNG to write.")] = PLACE) -> None:
    """Take the picture of the widget that the README shows."""
    with plain_errors("picture"):
        from experiments.page.making import Lesson, write

        with tempfile.TemporaryDirectory() as folder:
            lesson = Path(folder) / "lesson.html"
            write(Lesson(SEEDS, presets=("no-cut",)), lesson)
            with browsing() as browser:
                page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
                page.goto(lesson.as_uri())
                out.write_bytes(small(taken(page)))
        console_for_results().print(f"{out.name}: {out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    typer.run(command)
