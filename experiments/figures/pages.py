"""A page: a figure with its headings and footnote, drawn in both languages, that keeps the numbers that it shows."""

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any

import matplotlib
from matplotlib.figure import Figure

from experiments.figures.looks import QUIET, STYLE
from experiments.language import dutch_numbers, typeset
from model.language import DUTCH, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pandas import DataFrame


_LOOK: "ContextVar[Callable[[], None] | None]" = ContextVar("look", default=None)


@contextmanager
def looked_at(look: "Callable[[], None]") -> "Iterator[None]":
    """Call `look` before each picture that this thread draws or saves within; what it raises ends the drawing."""
    token = _LOOK.set(look)
    try:
        yield
    finally:
        _LOOK.reset(token)


def between_pictures() -> None:
    """Let whoever waits for pictures have a say."""
    look = _LOOK.get()
    if look is not None:
        look()


class Page(Figure):
    """A figure with its texts, the numbers that it shows (`data`), and itself in Dutch."""

    title = subtitle = footnote = ""
    data: "DataFrame | None" = None
    dutch: "Page | None" = None


def styled(draw: "Callable[..., Page]") -> "Callable[..., Page]":
    """A drawing function that draws in this style, whatever style the caller has set, in English and in Dutch."""

    @wraps(draw)
    def within(*arguments: Any, **options: Any) -> Page:
        with matplotlib.rc_context(STYLE):
            between_pictures()
            drawn = typeset_texts(draw(*arguments, **options), typeset)
            between_pictures()
            with speaking(DUTCH):
                drawn.dutch = with_dutch_numbers(draw(*arguments, **options))
            return drawn

    return within


def with_dutch_numbers(figure: Page) -> Page:
    """The figure with commas before decimals, in its texts and along its axes."""
    from matplotlib.axes import Axes
    from matplotlib.ticker import FixedFormatter, FormatStrFormatter, FuncFormatter, ScalarFormatter

    class Comma(ScalarFormatter):
        def __call__(self, x: float, pos: int | None = None) -> str:
            return dutch_numbers(super().__call__(x, pos))

    class CommaInFormat(FormatStrFormatter):
        def __call__(self, x: float, pos: int | None = None) -> str:
            return dutch_numbers(super().__call__(x, pos))

    # Axes that are shared have one formatter between them, and to swap point and comma twice is to swap nothing.
    tickers = {id(axis.major): axis for axes in figure.findobj(Axes) for axis in (axes.xaxis, axes.yaxis)}
    for axis in tickers.values():
        formatter = axis.get_major_formatter()
        if type(formatter) is ScalarFormatter:
            axis.set_major_formatter(Comma())
        elif type(formatter) is FormatStrFormatter:
            axis.set_major_formatter(CommaInFormat(formatter.fmt))
        elif isinstance(formatter, FuncFormatter):
            axis.set_major_formatter(comma_after(formatter))
        elif isinstance(formatter, FixedFormatter):
            formatter.seq = [dutch_numbers(str(text)) for text in formatter.seq]
    return typeset_texts(figure, dutch_numbers)


def typeset_texts(figure: Page, change: "Callable[[str], str]") -> Page:
    """The figure with its texts, and its headings as it keeps them, changed."""
    from matplotlib.text import Text

    for text in figure.findobj(Text):
        text.set_text(change(text.get_text()))
    for part in ("title", "subtitle", "footnote"):
        setattr(figure, part, change(getattr(figure, part)))
    return figure


def comma_after(plain: Any) -> "Callable[[float, float], str]":
    """A formatter with commas for one without."""
    return lambda x, pos: dutch_numbers(plain(x, pos))


HEADING, SUBHEADING, NOTE = 14.0, 9.5, 7.5
"""Sizes of a page's title, subtitle and footnote."""
LINE = 0.145
"""Inches that a line of the footnote takes."""


def page(
    width: float,
    height: float,
    title: str,
    subtitle: str,
    footnote: str,
    *,
    left: float = 0.75,
    right: float = 0.3,
    top: float = 1.15,
    bottom: float = 0.85,
) -> Page:
    """An empty page with its headings and footnote; sizes and margins in inches.

    A heading that is too long for the page is set smaller, a line of the footnote folded, which makes the page higher.
    """
    room = width - 0.6
    lines = [line for paragraph in footnote.split("\n") for line in folded(paragraph, room, NOTE)]
    below = folded(subtitle, room, SUBHEADING)
    more, higher = LINE * (len(lines) - footnote.count("\n") - 1), 0.18 * (len(below) - 1)
    height, bottom, top = height + more + higher, bottom + more, top + higher
    figure = Page(figsize=(width, height), facecolor="white")
    figure.title, figure.subtitle, figure.footnote = title, subtitle, footnote
    figure.subplots_adjust(left / width, bottom / height, 1 - right / width, 1 - top / height)
    size = HEADING * min(1.0, room / inches(title, HEADING, "bold")) if title else HEADING
    figure.text(0.3 / width, 1 - 0.22 / height, title, size=size, weight="bold", va="top")
    figure.text(0.3 / width, 1 - 0.52 / height, "\n".join(below), size=SUBHEADING, color=QUIET, va="top")
    note = "\n".join(lines)
    figure.text(0.3 / width, 0.12 / height, note, size=NOTE, color=QUIET, va="bottom", linespacing=1.4)
    return figure


WORDS_END = re.compile(" (?!%)")
"""Where a line may be broken."""


def folded(text: str, room: float, size: float) -> list[str]:
    """A text in lines of so many inches."""
    lines = [""]
    for word in WORDS_END.split(text):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and inches(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@lru_cache(maxsize=4096)
def inches(text: str, size: float, weight: str = "normal") -> float:
    """How wide a line of text is."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=STYLE["font.family"], size=size, weight=weight)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / 72
