"""What rules and acts may not contain: what compilers rewrite, what adds otherwise, and what may not feed back."""

import ast
from pathlib import Path

import pytest

import model
from model.mechanisms import MECHANISMS

HOME = Path(model.__file__).parent
SOURCES = sorted([*(HOME / "rules").glob("*.py"), *(HOME / "acts").glob("*.py")])
TALLYING = {"acts/record.py", "acts/deliver.py", "acts/summarise.py"}
"""Where types and tempo are read off."""
READ_OFF = {
    "ingezet",
    "ingezet_in_cell",
    "ingezet_at_date",
    "ingezet_in_cell_at_date",
    "eighth_month",
    "embedded_in_window",
}
ADDS_OTHERWISE = {"sum", "fsum", "mean", "dot", "prod", "hypot", "lgamma", "pow"}
IMPORTS_ALLOWED = {"math", "model"}


def parsed(source: str) -> list[ast.AST]:
    return list(ast.walk(ast.parse(source)))


def constant(node: ast.AST) -> bool:
    """Whether an expression is made of numbers alone."""
    return not any(isinstance(part, ast.Name | ast.Attribute | ast.Call | ast.Subscript) for part in ast.walk(node))


def faults(source: str) -> list[str]:
    """What is not allowed in a rule or an act, with its line."""
    found = []
    for node in parsed(source):
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Pow)
            and (constant(node.left) or constant(node.right))
        ):
            found.append(f"line {node.lineno}: a power with a constant")
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Pow):
            found.append(f"line {node.lineno}: a power in place")
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ADDS_OTHERWISE:
                found.append(f"line {node.lineno}: {name}()")
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "."]
        found += [f"import of {name}" for name in names if name.split(".")[0] not in IMPORTS_ALLOWED]
    return found


@pytest.mark.parametrize(
    "source",
    [
        "x = size ** 2", "x = 2.0 ** size", "x = size ** -0.5", "x **= size", "x = math.pow(size, 2)", "x = sum(sizes)",
        "x = sizes.mean()", "import numpy as np", "from random import random", "x = math.hypot(a, b)",
    ],
)  # fmt: skip
def test_what_is_not_allowed_is_seen(source: str) -> None:
    assert faults(source)


def test_a_power_of_a_parameter_is_allowed() -> None:
    assert faults("x = size ** p.capacity_growth\ny = p.clarity ** ((law_month - month) / 12.0)") == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_rules_and_acts_give_the_same_number_compiled_or_not(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_rule_uses_a_type_or_what_it_is_read_from(path: Path) -> None:
    if f"{path.parent.name}/{path.name}" in TALLYING:
        return
    for node in parsed(path.read_text(encoding="utf-8")):
        if isinstance(node, ast.ImportFrom):
            assert node.module != "model.typology", path.name
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            assert node.attr not in READ_OFF, f"{path.name} reads {node.attr}"


@pytest.mark.parametrize("path", sorted((HOME / "rules").glob("*.py")), ids=lambda path: path.stem)
def test_rules_change_nobodys_state(path: Path) -> None:
    """Numbers in, a number out: no assignment to an attribute or a place, nothing read but inputs and parameters."""
    for node in parsed(path.read_text(encoding="utf-8")):
        for target in getattr(node, "targets", [getattr(node, "target", None)]):
            assert not isinstance(target, ast.Attribute | ast.Subscript), f"{path.name}, line {node.lineno}"  # type: ignore[attr-defined]
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert node.value.id in {"p", "math"}, f"{path.name} reads {node.value.id}.{node.attr}"


def test_every_mechanism_has_its_rules_and_its_switch() -> None:
    files = {path.stem for path in (HOME / "rules").glob("*.py")}
    acts = "".join(path.read_text(encoding="utf-8") for path in (HOME / "acts").glob("*.py"))
    for mechanism in MECHANISMS:
        assert f"p.held_{mechanism.name}" in acts, f"nothing in the acts can hold {mechanism.name}"
    inside = {"invention": "agenda"}
    assert {inside.get(mechanism.name, mechanism.name) for mechanism in MECHANISMS} <= files


def test_the_model_draws_nothing_outside_its_addressed_chance() -> None:
    for path in [*SOURCES, *HOME.glob("*.py")]:
        if path.name == "synthetic.py":
            continue
        for node in parsed(path.read_text(encoding="utf-8")):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
                assert not any(name.split(".")[0] == "random" for name in names), path.name
