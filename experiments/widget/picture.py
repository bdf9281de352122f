"""A picture of the widget for the README, taken in a real browser from the page, where it is the same widget.

python -m experiments.widget.picture
"""

import io
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from experiments.benchmarks.browsing import browsing
from experiments.console import console_for_results, plain_errors

WIDTH, HEIGHT = 1240, 1000
COLOURS = 128
"""So many are enough for flat colours, and keep the file small."""
PLACE = Path(__file__).with_suffix(".png")
SEEDS = tuple(range(1, 9))
MONTH = 48
"""January 2017: all three types are there, and the two scenarios have parted."""


def taken(lesson: Path) -> bytes:
    """A page with its lesson, as a PNG of what stands above the tasks. Raises NoBrowser."""
    with browsing() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(lesson.as_uri())
        page.locator(".decdyn .charts").wait_for()
        page.locator("input.seek").fill(str(MONTH))
        page.evaluate("document.activeElement.blur()")
        page.wait_for_timeout(500)
        box = page.locator(".decdyn .charts").bounding_box()
        assert box is not None
        below = box["y"] + box["height"]
        return page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": below})


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
            out.write_bytes(small(taken(lesson)))
        console_for_results().print(f"{out.name}: {out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    typer.run(command)
