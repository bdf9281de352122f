"""The ODD text and the code agree, and the check notices when they do not."""

import dataclasses
import re
import shutil
from pathlib import Path

import pytest

import model.odd
import model.odd_rules
import model.parameters
from model.declaration import Fault, UnknownName
from model.evidence import EVIDENCE
from model.mechanisms import MECHANISMS
from model.odd import BLOCK, DOCUMENT, blocks, drifted, filled, main, span, table
from model.odd_rules import HELPERS, LODGED, RULES, functions, rules_of, submodel
from model.parameters import PARAMETERS
from model.state import KINDS

TEXT = DOCUMENT.read_text(encoding="utf-8")
BY_HAND = BLOCK.sub("", TEXT)
"""What nothing generates."""


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the document, filled in, that `main` works on."""
    copy = tmp_path / "ODD.md"
    copy.write_text(filled(TEXT), encoding="utf-8")
    monkeypatch.setattr(model.odd, "DOCUMENT", copy)
    return copy


def body(name: str) -> str:
    """A block as it stands in the text."""
    (found,) = [each["body"] for each in BLOCK.finditer(TEXT) if each["name"] == name]
    return found


def test_text_and_code_agree() -> None:
    assert drifted(TEXT) == []
    assert main(["--check"]) == 0


def test_every_block_stands_in_the_text_once() -> None:
    assert sorted(each["name"] for each in BLOCK.finditer(TEXT)) == sorted(blocks())


def test_every_mechanism_has_a_subsection_in_order_with_words_of_its_own() -> None:
    section = TEXT.partition("\n## 7 ")[2].partition("\n## ")[0]
    headings = re.findall(r"^### `(\w+)`: .+$", section, re.MULTILINE)
    assert headings == [mechanism.name for mechanism in MECHANISMS]
    for part in re.split(r"^### ", section, flags=re.MULTILINE)[1 : len(MECHANISMS) + 1]:
        name = part.split("`")[1]
        words, _, rest = part.partition(model.odd.START)
        assert rest.startswith(f"submodel {name} -->"), name
        assert len(words.split()) > 20, name
        assert "*Assumed:*" in words, name


def test_the_parts_of_the_protocol_are_there() -> None:
    titles = re.findall(r"^## (\d .+)$", TEXT, re.MULTILINE)
    assert titles == [
        "1 Purpose and patterns", "2 Entities, state variables and scales",
        "3 Process overview and scheduling", "4 Design concepts", "5 Initialisation", "6 Input data",
        "7 Submodels",
    ]  # fmt: skip
    concepts = TEXT.partition("\n## 4 ")[2].partition("\n## 5 ")[0]
    assert re.findall(r"^### (.+?)(?::.*)?$", concepts, re.MULTILINE) == [
        "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing",
        "Interaction", "Stochasticity", "Collectives", "Observation", "Human decision-making",
    ]  # fmt: skip


def test_every_rule_file_belongs_to_a_mechanism_or_is_a_named_helper() -> None:
    files = {path.stem for path in RULES.glob("*.py")} - {"__init__"}
    lodgers = {name for name in LODGED if name not in files}
    assert files - set(HELPERS) == {mechanism.name for mechanism in MECHANISMS} - lodgers
    assert all(f"(`{helper}`)" in BY_HAND for helper in HELPERS)


def test_every_rule_is_told_in_one_place() -> None:
    told = [each.name for mechanism in MECHANISMS for each in rules_of(mechanism)]
    helping = [each.name for helper in HELPERS for each in functions(RULES / f"{helper}.py")]
    there = [each.name for path in RULES.glob("*.py") for each in functions(path)]
    assert sorted(told + helping) == sorted(there)
    for name in there:
        assert re.search(rf"^- `{name}`: \S", TEXT, re.MULTILINE), name


def test_every_state_is_in_the_table() -> None:
    rows = re.findall(r"^\| `(\w+)`", body("states"), re.MULTILINE)
    assert sorted(rows) == sorted(each.name for kind in KINDS.values() for each in kind)


def test_every_id_cited_by_hand_exists() -> None:
    claims = re.findall(r"\b[A-E]\d{1,2}\b", BY_HAND)
    lists = re.findall(r"\bfig\.\s+(\d+\.\d+(?:,\s+\d+\.\d+)*)", BY_HAND)
    figures = [f"fig. {number}" for each in lists for number in re.split(r",\s+", each)]
    assert len(claims) > 50 and len(figures) > 10
    assert [id for id in (*claims, *figures) if id not in EVIDENCE] == []


def test_parameters_and_switches_named_by_hand_exist() -> None:
    """A name in code is a declared name, a state, a file or a command."""
    names = set(re.findall(r"`([a-z]+_[a-z_]+)`", BY_HAND))
    known = {one.name for one in PARAMETERS} | {each.name for kind in KINDS.values() for each in kind}
    known |= {mechanism.name for mechanism in MECHANISMS}
    assert names and names <= known


def test_the_first_page_counts_the_assumptions() -> None:
    varied = [one for one in PARAMETERS if one.varied]
    sure = [one for one in varied if one.status != "assumption" and "ass." not in one.evidence]
    first_page = TEXT.partition("\n## 1 ")[0]
    assert f"**{len(varied) - len(sure)} of the {len(varied)} parameters** rest" in first_page
    assert "**Not good for:**" in first_page


def test_a_changed_default_is_noticed(
    document: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = document.read_text(encoding="utf-8")
    changed = tuple(dataclasses.replace(one, default=one.high) if one.name == "cut_size" else one for one in PARAMETERS)
    monkeypatch.setattr(model.parameters, "PARAMETERS", changed)
    assert main(["--check"]) == 1
    assert capsys.readouterr().err == "ODD.md: parameters urgency has drifted\n"
    assert document.read_text(encoding="utf-8") == before
    assert main([]) == 0
    assert main(["--check"]) == 0
    lines = zip(before.split("\n"), document.read_text(encoding="utf-8").split("\n"), strict=True)
    ((old, new),) = [pair for pair in lines if pair[0] != pair[1]]
    assert old.startswith("| `cut_size` |") and new.startswith("| `cut_size` |")


def test_a_changed_formula_is_noticed(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    rule = folder / "pressure.py"
    rule.write_text(rule.read_text(encoding="utf-8").replace("return ", "return 1.0 * "), encoding="utf-8")
    monkeypatch.setattr(model.odd_rules, "RULES", folder)
    assert main(["--check"]) == 1
    assert capsys.readouterr().err == "ODD.md: submodel pressure has drifted\n"


def test_a_mechanism_without_a_rule_file_is_an_error(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = dataclasses.replace(MECHANISMS[0], name="weather")
    with pytest.raises(Fault, match=r"'weather' has no rule file; expected model/rules/weather\.py"):
        submodel(lost)
    monkeypatch.setattr(model.odd, "MECHANISMS", (*MECHANISMS, lost))
    assert main(["--check"]) == 1


def test_a_block_that_is_missing_unknown_or_open_is_named() -> None:
    text = filled(TEXT)
    block = next(each[0] for each in BLOCK.finditer(text) if each["name"] == "levers")
    assert drifted(text.replace(block, "")) == ["levers is not in the text"]
    with pytest.raises(UnknownName, match=r"'lever'.*did you mean 'levers'"):
        filled(text.replace("generated: levers", "generated: lever"))
    with pytest.raises(Fault, match="'levers' is not closed"):
        filled(text.replace(block, block.removesuffix("<!-- end -->")))


def test_filling_in_leaves_what_is_written_by_hand() -> None:
    emptied = BLOCK.sub(lambda found: f"{model.odd.START}{found['name']} -->\n<!-- end -->", TEXT)
    assert len(emptied) < len(TEXT) / 2
    assert filled(emptied) == filled(TEXT)
    assert BLOCK.sub("", filled(emptied)) == BY_HAND


def test_a_write_that_fails_leaves_the_old_text(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = document.read_text(encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no room"):
        main([])
    assert document.read_text(encoding="utf-8") == before
    assert [path.name for path in document.parent.iterdir()] == ["ODD.md"]


def test_a_rule_reads_as_a_formula(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is read, not run: one that cannot be imported does as well."""
    source = '''
raise ImportError
import math
LEAST = 0.1
@rule
def warmth(sun, p):
    """Return the warmth.

    More of it.
    """
    return LEAST + p.gain * math.exp(-sun)
@rule
def cold(sun):
    """Return the cold."""
    if sun > 1.0:
        return 0.0
    return 1.0 - sun
'''
    (tmp_path / "weather.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(model.odd_rules, "RULES", tmp_path)
    weather = dataclasses.replace(MECHANISMS[0], name="weather", evidence=("A1",), outputs=("heat",))
    expected = """*Evidence:* A1; *sets:* `heat`.
*Parameters and constants read:* `gain`.
*Off-switch:* `held_weather`. *File:* `model/rules/weather.py`.

Fixed in the file:

```text
LEAST = 0.1
```

- `warmth`: the warmth.

  ```text
  warmth(sun) =
      LEAST + p.gain * exp(-sun)
  ```

- `cold`: the cold.

  ```text
  cold(sun):
      if sun > 1.0:
          return 0.0
      return 1.0 - sun
  ```"""
    assert submodel(weather) == expected


def test_tables_and_bounds() -> None:
    assert table(("a", "b"), [(1, "x|y")]) == "| a | b |\n| --- | --- |\n| 1 | x/y |"
    infinite = float("inf")
    assert [span(0, 1), span(0, None), span(0, infinite), span(-infinite, infinite), span(None, 3)] == [
        "0 to 1", "from 0", "from 0", "none", "to 3",
    ]  # fmt: skip
