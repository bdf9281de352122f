"""The page as a file: its size, what it holds, and where it may be written. What it does stands with the browser."""

import base64
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from experiments.cli import app
from experiments.page import making
from experiments.page.making import Lesson, check_destination, html, positions
from experiments.page.tasks import TASKS
from experiments.widget.fields import FEW
from experiments.widget.packing import packed_run, unpack
from experiments.widget.watching import SHOWN, watch
from model import Scenario
from model.declaration import Fault, UnknownName
from model.parameters import parameter

SMALL = {"kind": "synthetic", "number": 12, "seed": 3}
MOST = 5_000_000
"""Bytes: what a page may be."""


def small(**changes: Any) -> Lesson:
    base = Scenario.load("baseline").with_(population=SMALL)
    return Lesson((1,), base=base, **{"presets": ("no-cut",), **changes})


@pytest.mark.parametrize("name", ["conviction_mean", "high_position_share", "appetite_mean"])
def test_sliders_reach_both_ends_and_the_default(name: str) -> None:
    declared = parameter(name)
    assert {declared.low, declared.default, declared.high} == set(positions(name))
    assert positions(name) == sorted(positions(name))


def test_every_position_has_its_run() -> None:
    lesson = small()
    runs = dict(lesson.runs())
    assert len(runs) == 3**3 + 1
    assert runs["2-0-1"].parameters == {
        "conviction_mean": positions("conviction_mean")[2],
        "high_position_share": positions("high_position_share")[0],
        "appetite_mean": positions("appetite_mean")[1],
    }


def test_its_parts_are_the_packs() -> None:
    text = html(small())
    part = re.search(r'id="part-run-no-cut">([^<]+)<', text)
    assert part is not None
    packed = zlib.decompress(base64.b64decode(part[1]))
    run = watch(Scenario.load("no-cut").with_(population=SMALL), (1,), FEW, SHOWN)
    assert packed == packed_run(run, {})
    country = re.search(r'id="part-country">([^<]+)<', text)
    assert country is not None
    told, _ = unpack(zlib.decompress(base64.b64decode(country[1])))
    assert len(told["tasks"]) == len(TASKS)


def test_the_same_lesson_is_the_same_page() -> None:
    assert html(small()) == html(small())


def test_it_names_no_address_and_may_fetch_nothing() -> None:
    text = re.sub(r'<script type="text/plain"[^>]*>[^<]*</script>', "", html(small()))
    assert not re.search(r"https?://", text)
    assert "default-src 'none'" in text


def test_a_page_with_all_393_is_small_enough() -> None:
    lesson = Lesson(tuple(range(1, 9)))
    run = packed_run(watch(lesson.base, lesson.seeds, FEW, SHOWN), {})
    each = len(base64.b64encode(zlib.compress(run, 9)))
    assert each * len(list(lesson.runs())) < 0.93 * MOST


def test_where_it_may_be_written(tmp_path: Path) -> None:
    there = tmp_path / "there.html"
    there.write_text("mine")
    with pytest.raises(Fault, match="there already"):
        check_destination(there, force=False)
    check_destination(there, force=True)
    for wrong in (tmp_path, tmp_path / "no" / "folder.html"):
        with pytest.raises(Fault, match="a file in a folder"):
            check_destination(wrong, force=True)


def test_the_command_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "html", lambda lesson, report: f"a page in {lesson.language}, {lesson.seeds}")
    out = tmp_path / "lesson.html"
    done = CliRunner().invoke(app, ["page", "--out", str(out), "--lang", "nl", "--replicates", "2", "--seed", "4"])
    assert done.exit_code == 0
    assert out.read_text() == "a page in nl, (4, 5)"
    again = CliRunner().invoke(app, ["page", "--out", str(out)])
    assert again.exit_code == 2
    assert "--force" in again.output


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownName, match="language"):
        small(language="fr")
