"""The widget's JavaScript and styles, joined from their files: the page and the widget have exactly the same."""

from functools import cache
from pathlib import Path

from experiments.figures import style

VIEW = Path(__file__).parent / "view"

SCRIPTS = ("pack", "words", "masthead", "colours", "map", "charts", "story", "sides", "transport", "legends", "view")
"""The files in the order in which they are joined; the last has `render`, which draws everything."""

SIDES = {"a": "#B35806", "b": "#0A5F9E"}
"""A is orange and B blue, in lines and headings; told apart with any deficiency of colour vision."""

ALARM = "#A11111"


def joined(*names: str) -> str:
    """Files of JavaScript one after another."""
    return "\n".join((VIEW / f"{name}.js").read_text(encoding="utf-8") for name in names)


def module(*names: str) -> str:
    """Files of JavaScript as a module in the form that anywidget asks for."""
    return f"{joined(*names)}\nexport default {{ render }};\n"


@cache
def styles() -> str:
    """The styles, with the colours of the project's figures."""
    colours = {"ink": style.INK, "quiet": style.QUIET, "faint": style.FAINT, "alarm": ALARM, **SIDES}
    named = " ".join(f"--{name}: {colour};" for name, colour in colours.items())
    return f".decdyn {{ {named} }}\n" + (VIEW / "view.css").read_text(encoding="utf-8")
