"""What somebody does with the widget, wherever it is shown: the same steps for notebook, app and page."""

from typing import Any


def value(place: Any, outcome: str, side: int) -> str:
    """The text that a chart shows beside its lines: 0 for A, 1 for B, 2 for the difference."""
    return place.locator(f'[data-outcome="{outcome}"] .values span').nth(side).inner_text()


def seek(place: Any, month: int) -> None:
    place.locator("input.seek").fill(str(month))


def changes(page: Any, read: Any, before: Any, seconds: float = 60) -> Any:
    """What is read once it is another than before; fails where it stays the same."""
    for _ in range(int(seconds * 10)):
        now = read()
        if now != before:
            return now
        page.wait_for_timeout(100)
    raise AssertionError(f"still {before!r} after {seconds} seconds")


def choose_largest(place: Any) -> None:
    """Choose the largest municipality: the first arrow key goes there."""
    circles = place.locator(".card.a canvas.circles")
    circles.focus()
    circles.press("ArrowLeft")


def play_a_while(page: Any, place: Any) -> None:
    """Play, see the month move on, and stop."""
    seek(place, 0)
    read = place.locator("output.date").inner_text
    first = read()
    place.get_by_role("button", name="Play").click()
    changes(page, read, first)
    place.get_by_role("button", name="Pause").click()
    stopped = read()
    page.wait_for_timeout(400)
    assert read() == stopped
