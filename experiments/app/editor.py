"""The editor: a form for a scenario, buttons to run and stop, and a list of what was run. It decides nothing itself."""

from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from experiments.app.form import Offer, offered
from experiments.app.words import WORDS
from experiments.experiment import Sets
from experiments.widget.assets import joined, styles
from experiments.widget.words import LANGUAGES, in_both
from experiments.widget.words import WORDS as SHARED

HERE = Path(__file__).parent
HEAD = ("title", "simulated", "language", "changed")
"""Words that the app shares with the widget, above all in its head."""


@cache
def module() -> str:
    """The editor's JavaScript, with what it shares with the widget."""
    own = (HERE / "editor.js").read_text(encoding="utf-8")
    return f"{joined('words', 'masthead')}\n{own}\nexport default {{ render }};\n"


class Editor(anywidget.AnyWidget):
    """What is filled in stands in `form`, what a button asks for in `action`; the rest is told to the browser."""

    _esm = module()
    _css = styles() + (HERE / "editor.css").read_text(encoding="utf-8")
    told = traitlets.Dict().tag(sync=True)
    form = traitlets.Dict().tag(sync=True)
    messages = traitlets.Dict().tag(sync=True)
    action = traitlets.Dict().tag(sync=True)
    progress = traitlets.Dict({"state": "idle"}).tag(sync=True)
    made: "traitlets.List[dict[str, Any]]" = traitlets.List().tag(sync=True)
    compared: "traitlets.List[dict[str, Any]]" = traitlets.List().tag(sync=True)
    language = traitlets.Enum(LANGUAGES, default_value="en").tag(sync=True)

    def __init__(self, scenarios: Offer, first: str, language: str = "en") -> None:
        super().__init__(language=language)
        self.told = offered(scenarios) | {"words": in_both(WORDS | {name: SHARED[name] for name in HEAD})}
        form = {"preset": first, "values": {}, "replicates": "8", "seed": "1", "ensemble": Sets.DECLARED.value}
        self.form = form
