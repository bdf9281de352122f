"""Compiling: once for each version of the rules, kept where it can be, said aloud; and what happens without numba.

Each test runs Python anew on a copy of the model. Compiling takes half a minute, so a test goes through a whole story.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MODEL = Path(__file__).parents[2] / "model"
COMPILING = "Compiling the engine: half a minute, once for this version of the rules …\n"

RUN = """
import json
from model import Scenario

scenario = Scenario.load("baseline").with_(months=6, population={"kind": "synthetic", "number": 10, "seed": 1})
"""
ON_THE_ENGINE = f"""{RUN}
from model.engine import Run

first, second = (Run(scenario, 1).go_on() for _ in range(2))
assert first.series.tobytes() == second.series.tobytes()
print(json.dumps([first.series.tolist(), list(first.summary)]))
"""
EDITED_BEFORE_THE_FIRST_RUN = f"""{RUN}
from pathlib import Path
from model import engine

rule = Path("model/rules/urgency.py")
rule.write_text(rule.read_text().replace("return opportunity_seen", "return 0.25 * opportunity_seen"))
print(json.dumps([engine.Run(scenario, 1).go_on().series.tolist(), []]))
"""
WITHOUT_NUMBA = f"""
import sys
sys.modules["numba"] = None
{RUN}
from model import Decentralisation

model = Decentralisation(scenario, 1).run()
print(json.dumps([model.recorded, list(model.summary.values())]))
for ask in ("from model import simulate; simulate(scenario, 1)", "from model.engine import Run"):
    try:
        exec(ask)
    except ModuleNotFoundError as error:
        print(error)
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of the model in which nothing is compiled yet."""
    shutil.copytree(MODEL, tmp_path / "installed" / "model", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "installed"


def python(code: str, folder: Path, **environment: str) -> tuple[str, str]:
    """What Python prints (standard output, standard error) when it runs this code on the model in a folder."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("NUMBA_", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=own | {"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def result(printed: str) -> str:
    """The numbers of a run, as they were printed."""
    return printed.splitlines()[0]


def replace_in(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def kept_in(folder: Path) -> set[str]:
    """The names of the compiled engines kept under a folder."""
    return {path.name for path in folder.rglob("*.nbc")}


def test_an_edited_rule_never_runs_stale_and_each_version_compiles_once(copy: Path) -> None:
    rule, state = copy / "model" / "rules" / "urgency.py", copy / "model" / "state.py"
    unedited = {file: file.read_bytes() for file in (rule, state)}
    cold, said = python(ON_THE_ENGINE, copy)
    assert said == COMPILING, "said once, though it ran twice"
    assert len(kept_in(copy)) == 1
    assert python(ON_THE_ENGINE, copy) == (cold, ""), "warm: nothing to say"

    replace_in(rule, "return opportunity_seen", "return 0.5 * opportunity_seen")
    edited, said = python(ON_THE_ENGINE, copy)
    assert said == COMPILING
    assert edited != cold
    assert result(python(WITHOUT_NUMBA, copy)[0]) == result(edited), "the edited rule is what runs"

    # Another state: the types are others, the numbers are not.
    replace_in(state, "NATIONAL = (\n", 'NATIONAL = (\n    _count("one_more", "one state more"),\n')
    assert python(ON_THE_ENGINE, copy) == (edited, COMPILING)
    assert python(ON_THE_ENGINE, copy) == (edited, ""), "what other versions left does no harm"
    assert len(kept_in(copy)) == 3

    for file, content in unedited.items():
        file.write_bytes(content)
    assert python(ON_THE_ENGINE, copy) == (cold, ""), "the first version is still kept"
    assert result(python(WITHOUT_NUMBA, copy)[0]) == result(cold)


def test_a_rule_edited_between_import_and_first_run_is_not_kept_under_the_wrong_version(copy: Path) -> None:
    printed, said = python(EDITED_BEFORE_THE_FIRST_RUN, copy)
    assert "urgency.py changed after the model was imported, and runs as it was then; start Python anew" in said
    assert kept_in(copy) == set()
    edited = python(WITHOUT_NUMBA, copy)[0]
    assert json.loads(result(printed))[0] != json.loads(result(edited))[0], "what was imported is what ran"
    assert result(python(ON_THE_ENGINE, copy)[0]) == result(edited), "the next session runs the edited rule"


def test_where_the_installation_is_read_only_it_is_kept_in_the_users_folder(copy: Path, tmp_path: Path) -> None:
    # A file in the way of the folder: permissions would not stop an administrator.
    for folder in (copy / "model", copy / "model" / "acts", copy / "model" / "rules", copy / "model" / "data"):
        (folder / "__pycache__").touch()
    home = tmp_path / "home"
    home.mkdir()
    environment = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "LOCALAPPDATA": str(home)}
    cold, said = python(ON_THE_ENGINE, copy, **environment)
    assert said == COMPILING
    assert kept_in(copy) == set()
    assert len(kept_in(home)) == 1
    assert python(ON_THE_ENGINE, copy, **environment) == (cold, "")


def test_where_nothing_can_be_kept_it_runs_and_warns(copy: Path, tmp_path: Path) -> None:
    (copy / "model" / "__pycache__").touch()
    home = tmp_path / "home"
    home.touch()
    environment = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "LOCALAPPDATA": str(home)}
    printed, said = python(ON_THE_ENGINE, copy, **environment)
    assert "RuntimeWarning: the compiled engine cannot be kept for next time" in said
    assert said.count(COMPILING) == 1
    assert kept_in(tmp_path) == set()
    assert result(python(WITHOUT_NUMBA, copy)[0]) == result(printed)


def test_without_numba_the_readable_model_runs_and_the_engine_says_what_to_install(copy: Path) -> None:
    printed, said = python(WITHOUT_NUMBA, copy)
    assert said == ""
    first, *messages = printed.splitlines()
    series, summary = json.loads(first)
    assert len(series) == 6
    assert len(summary) == 25
    assert len(messages) == 2
    for message in messages:
        for part in ("numba", "python -m pip install numba", "model.Decentralisation", "decdyn run --engine mesa"):
            assert part in message
