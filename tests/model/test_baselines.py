"""Results are those committed in tests/baselines, until a change means to change them.

The last digits of exp and log differ between processors, so numbers are compared with a relative tolerance of 1e-9.
Should such a digit ever tip a draw on another machine, a run goes another way from there on. To tell that from a change
of the model, write the baselines there anew with `python -m tests.update_baselines`, at a commit that is known to pass.
"""

import json
from typing import Any

import pytest

from tests import update_baselines
from tests.update_baselines import COUNTRY, FOLDER, MONTHS, OUTCOMES, PRESETS, SEEDS, of_preset, of_the_country, write


def stored(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return content


def differences(here: Any, there: Any, where: str = "") -> list[str]:
    """Where two results differ: keys, lengths, or numbers by more than the last digits."""
    if isinstance(here, dict) and isinstance(there, dict):
        found = [f"{where}/{key}: only on one side" for key in here.keys() ^ there.keys()]
        return found + [
            line for key in here.keys() & there.keys() for line in differences(here[key], there[key], f"{where}/{key}")
        ]
    if isinstance(here, list) and isinstance(there, list) and len(here) == len(there):
        return [
            line
            for place, pair in enumerate(zip(here, there, strict=True))
            for line in differences(*pair, f"{where}[{place}]")
        ]
    same = here == pytest.approx(there, rel=1e-9, abs=1e-12) if isinstance(there, int | float) else here == there
    return [] if same else [f"{where}: {here!r}, stored {there!r}"]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_gives_what_it_gave(name: str) -> None:
    assert differences(of_preset(name), stored(name)) == []


def test_the_country_gives_what_it_gave() -> None:
    assert differences(of_the_country(), stored(COUNTRY)) == []


def test_baselines_hold_what_they_should() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted([*PRESETS, COUNTRY])
    for name in PRESETS:
        content = stored(name)
        assert list(content) == [str(seed) for seed in SEEDS]
        for result in content.values():
            assert list(result["outcomes"]) == list(OUTCOMES)
            assert all(len(values) == len(MONTHS) for values in result["outcomes"].values())
            assert sum(result["types_at_the_end"].values()) == sum(result["types_at_the_date"].values()) == 45


def test_presets_tell_apart() -> None:
    contents = [stored(name) for name in PRESETS]
    assert all(differences(one, other) for one in contents for other in contents if one is not other)


@pytest.mark.parametrize(
    ("here", "there", "number"),
    [
        ({"a": [1.0, 2.0]}, {"a": [1.0, 2.0]}, 0),
        ({"a": [1.0, 2.0]}, {"a": [1.0, 2.0 + 1e-11]}, 0),
        ({"a": [1.0, 2.0]}, {"a": [1.0, 2.0 + 1e-7]}, 1),
        ({"a": 1, "b": 2}, {"a": 1, "c": 2}, 2),
        ([1, 2], [1], 1),
        ({"a": 0.0}, {"a": 1e-8}, 1),
    ],
)
def test_differences_are_seen(here: Any, there: Any, number: int) -> None:
    assert len(differences(here, there)) == number


def test_a_baseline_is_written_whole_and_read_back(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "tests" / "baselines"
    folder.parent.mkdir()
    monkeypatch.setattr(update_baselines, "FOLDER", folder)
    write("made-up", {"a": [0.1, 1e-17, 3]})
    assert [path.name for path in folder.iterdir()] == ["made-up.json"]
    assert json.loads((folder / "made-up.json").read_text(encoding="utf-8")) == {"a": [0.1, 1e-17, 3]}
