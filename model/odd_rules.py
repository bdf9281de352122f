"""Rule files read as text: which rules a mechanism has, and each rule as a formula for readers.

Nothing is run and nothing compiled: the files are parsed, so a formula in `ODD.md` is the formula that runs.
"""

import ast
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path

from model import acts, rules
from model.declaration import Fault, Mechanism

RULES, ACTS = Path(rules.__path__[0]), Path(acts.__path__[0])
HELPERS = ("forms", "likeness")
"""Rule files that belong to no mechanism: shapes and measures that several use."""
LODGED = {"invention": ("agenda", ("invention_chance", "notice_chance"))}
"""Mechanisms without a file of their own: the file that holds their rules, and which rules those are."""


def code(names: Iterable[str]) -> str:
    """Names as code, one after another; "none" for none."""
    return ", ".join(f"`{name}`" for name in names) or "none"


def functions(path: Path) -> list[ast.FunctionDef]:
    """The functions of a file, in order."""
    return [node for node in _top(path) if isinstance(node, ast.FunctionDef)]


def file_of(mechanism: Mechanism) -> Path:
    """The file of a mechanism's rules. Raises Fault where there is none."""
    own = RULES / f"{mechanism.name}.py"
    if own.exists():
        return own
    if mechanism.name in LODGED:
        return RULES / f"{LODGED[mechanism.name][0]}.py"
    raise Fault(f"mechanism {mechanism.name!r} has no rule file; expected model/rules/{own.name}")


def rules_of(mechanism: Mechanism) -> list[ast.FunctionDef]:
    """The rules of a mechanism, in order."""
    path = file_of(mechanism)
    found = functions(path)
    if path.stem != mechanism.name:
        return [each for each in found if each.name in LODGED[mechanism.name][1]]
    lodgers = {name for host, names in LODGED.values() if host == mechanism.name for name in names}
    return [each for each in found if each.name not in lodgers]


def parameters_read(chosen: Iterable[ast.FunctionDef]) -> list[str]:
    """The parameters and constants that functions read, each once, in the order of reading."""
    nodes = (node for each in chosen for node in ast.walk(each) if isinstance(node, ast.Attribute))
    return list(dict.fromkeys(node.attr for node in nodes if isinstance(node.value, ast.Name) and node.value.id == "p"))


def submodel(mechanism: Mechanism) -> str:
    """A mechanism: evidence, what it sets and reads, its switch, its rules."""
    path, chosen = file_of(mechanism), rules_of(mechanism)
    facts = [
        f"*Evidence:* {', '.join(mechanism.evidence)}; *sets:* {code(mechanism.outputs)}.",
        f"*Parameters and constants read:* {code(parameters_read(chosen))}.",
        f"*Off-switch:* `held_{mechanism.name}`. *File:* `model/rules/{path.name}`.",
    ]
    return "\n".join(facts) + "\n\n" + _written(path, chosen)


def helper(name: str) -> str:
    """A rule file that several mechanisms use."""
    path = RULES / f"{name}.py"
    return _written(path, functions(path))


STARTS = (("arrival", "settle_in"), ("arrival", "appoint"), ("team", "found"))
"""The acts that give a municipality and its council, a champion and a social team what they begin with."""


def starts() -> list[tuple[str, str, float]]:
    """Levels that always begin at a number written in an act: whose, which state, the number."""
    found: list[tuple[str, str, float]] = []
    for file, act in STARTS:
        chosen = next(each for each in functions(ACTS / f"{file}.py") if each.name == act)
        loops = [step for each in chosen.body if isinstance(each, ast.For) for step in each.body]
        for step in (*chosen.body, *loops):
            if isinstance(step, ast.Assign) and isinstance(step.value, ast.Constant):
                number, targets = step.value.value, step.targets
                named = [each.value if isinstance(each, ast.Subscript) else each for each in targets]
                states = [each for each in named if isinstance(each, ast.Attribute)]
                if isinstance(number, float):
                    found += [(ast.unparse(each.value), each.attr, number) for each in states]
    return found


def numbers(folder: Path) -> int:
    """How many decimal numbers other than 0 and 1 stand in the functions of a folder."""
    return numbers_in(each for path in sorted(folder.glob("*.py")) for each in functions(path))


def numbers_in(chosen: Iterable[ast.FunctionDef]) -> int:
    """How many decimal numbers other than 0 and 1 stand in functions."""
    values = [node.value for each in chosen for node in ast.walk(each) if isinstance(node, ast.Constant)]
    return sum(isinstance(value, float) and value not in (0.0, 1.0) for value in values)


def _top(path: Path) -> list[ast.stmt]:
    return ast.parse(path.read_text(encoding="utf-8")).body


def _written(path: Path, chosen: Sequence[ast.FunctionDef]) -> str:
    """Rules of a file as formulas, after the fixed numbers that stand at its top."""
    fixed = [line for node in _top(path) if isinstance(node, ast.Assign) for line in _source(path, node)]
    first = ["\n".join(["Fixed in the file:", "", "```text", *fixed, "```"])] if fixed else []
    return "\n\n".join([*first, *(_formula(path, each) for each in chosen)])


def _formula(path: Path, function: ast.FunctionDef) -> str:
    """A rule as a bullet: its name, the first line of its docstring, its formula."""
    documented = ast.get_docstring(function)
    steps = function.body[1:] if documented else function.body
    body = [line for step in steps for line in _source(path, step)]
    asked = ", ".join(argument.arg for argument in function.args.args if argument.arg != "p")
    if len(steps) == 1 and body[0].startswith("return "):
        body[0] = body[0].removeprefix("return ")
        head = f"{function.name}({asked}) ="
    else:
        head = f"{function.name}({asked}):"
    summary = (documented or "").split("\n")[0].removeprefix("Return ")
    lines = ["```text", head, *(f"    {line}" for line in body), "```"]
    return "\n".join([f"- `{function.name}`: {summary}", "", *(f"  {line}" for line in lines)])


def _source(path: Path, node: ast.stmt) -> list[str]:
    """The lines of a statement as they are written, `math.exp` as `exp`."""
    lines = path.read_text(encoding="utf-8").split("\n")[node.lineno - 1 : node.end_lineno]
    return textwrap.dedent("\n".join(lines)).replace("math.", "").split("\n")
