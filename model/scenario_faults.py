"""What is wrong with a scenario, told line by line: where, the value, what is allowed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from model.declaration import Fault, nearest, shown, suggestion
from model.months import is_month

Place = tuple[str | int, ...]
"""Keys and positions that lead to a value, such as ("interventions", 0, "level", "value")."""

Line = tuple[Place, str]
"""Where and what. A validator gives the place relative to what it validates."""

PLAIN = {
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "string_type": "must be text in quotes",
    "tuple_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
}
SIGNS: tuple[tuple[Any, str, str], ...] = (
    (Ge, "ge", "at least"), (Gt, "gt", "more than"), (Le, "le", "at most"), (Lt, "lt", "less than"),
)  # fmt: skip


class ScenarioError(Fault, ValueError):
    """A scenario that cannot be; the text lists every fault, one a line.

    `source` says which file or scenario; the first `inherited` interventions come from the one it extends.
    """

    def __init__(self, source: str, faults: Iterable[Line], inherited: int = 0) -> None:
        self.source = source
        self.faults = tuple(faults)
        self.inherited = inherited
        super().__init__(source, self.faults, inherited)

    @property
    def lines(self) -> tuple[str, ...]:
        """Each fault in words, with its place before it."""
        placed = ((_place(place, self.inherited), what) for place, what in self.faults)
        return tuple(f"{place}: {what}" if place else what for place, what in placed)

    def __str__(self) -> str:
        number = f"{len(self.lines)} fault{'s' if len(self.lines) > 1 else ''}"
        return "\n".join((f"{self.source}: {number}", *(f"  {line}" for line in self.lines)))


def _place(place: Place, inherited: int) -> str:
    """A place as a reader of the file counts: interventions and list items from one."""
    parts = list(place)
    words = ""
    if len(parts) > 1 and parts[0] == "interventions" and isinstance(parts[1], int):
        own = parts[1] >= inherited
        number = parts[1] - inherited + 1 if own else parts[1] + 1
        kind = f" ({parts[2]})" if len(parts) > 2 else ""
        words = f"{'' if own else 'inherited '}intervention {number}{kind}"
        parts = parts[3:]
    for part in parts:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if words else part
    return words


def fault(*lines: Line) -> PydanticCustomError:
    """An error for a pydantic validator that carries its lines as they will be shown."""
    text = "; ".join(what for _, what in lines)
    return PydanticCustomError("fault", "{text}", {"text": text, "lines": lines})


def checked_month(text: str) -> str:
    """The text, if it is a month."""
    if not is_month(text):
        raise fault(((), f"got {text!r}; allowed a month such as '2015-07'"))
    return text


def checked_name(kind: str, names: Callable[[], Iterable[str]]) -> Callable[[str], str]:
    """A validator that takes only the declared names of a kind."""

    def check(name: str) -> str:
        allowed = tuple(names())
        if name not in allowed:
            raise fault(((), f"got {name!r}: unknown {kind}{suggestion(name, allowed)}"))
        return name

    return check


def faults_of(error: ValidationError, owner_of: Callable[[Place], type[BaseModel]]) -> list[Line]:
    """Every fault of a pydantic error; `owner_of` gives the model that stands at a place."""
    faults: list[Line] = []
    for detail in error.errors(include_url=False):
        place = detail["loc"]
        if detail["type"] == "fault":
            faults.extend((place + where, what) for where, what in detail["ctx"]["lines"])
        else:
            faults.append((place, _in_words(detail, owner_of(place[:-1]))))
    return faults


def _in_words(detail: Mapping[str, Any], owner: type[BaseModel]) -> str:
    context = detail.get("ctx", {})
    key = str(detail["loc"][-1]) if detail["loc"] else ""
    got = f"got {shown(detail['input'])}"
    match detail["type"]:
        case "extra_forbidden":
            return f"unknown key{suggestion(key, _keys(owner))}"
        case "missing":
            return "is missing"
        case "union_tag_not_found":
            return "has no kind; write kind = '...'"
        case "union_tag_invalid":
            return _choice(context["tag"], context["expected_tags"])
        case "literal_error":
            return _choice(detail["input"], context["expected"])
    plain = PLAIN.get(detail["type"])
    bounds = _bounds(owner, key)
    if plain is None and not bounds:
        plain = detail["msg"][0].lower() + detail["msg"][1:]
    return "".join((got, f": {plain}" if plain else "", f"; allowed {bounds}" if bounds else ""))


def _choice(value: object, expected: str) -> str:
    names = [name.strip(" '") for name in expected.replace(" or ", ",").split(",")]
    close = nearest(value, names) if isinstance(value, str) else None
    guess = f" (did you mean {close!r}?)" if close else ""
    return f"got {shown(value)}{guess}; allowed: {', '.join(names)}"


def _keys(owner: type[BaseModel]) -> list[str]:
    named = [field.serialization_alias or name for name, field in owner.model_fields.items()]
    return [*named, *getattr(owner, "file_keys", ())]


def _bounds(owner: type[BaseModel], key: str) -> str:
    field = owner.model_fields.get(key)
    found = field.metadata if field else []
    return " and ".join(
        f"{words} {getattr(item, attribute):,.10g}"
        for sign, attribute, words in SIGNS
        for item in found
        if isinstance(item, sign)
    )
