"""A scenario is a frozen value that survives a file, tells its differences, and knows its calendar."""

import pickle
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.intervention_kinds import SEATS, Champion, Level, NoChampions, ParameterChange, Postpone, Where
from model.mechanisms import MECHANISMS
from model.months import date_of, month_of
from model.parameters import Parameters
from model.scenario import Scenario, ScenarioError
from model.scenario_parts import LAYERS
from model.scenario_words import in_step
from tests.model.scenario_strategies import scenarios

BASELINE = Scenario.load("baseline")


@given(st.integers(0, 9000), st.sampled_from(["2013-01", "2013-12", "1999-06"]))
def test_months_and_dates_undo_each_other(month: int, start: str) -> None:
    assert month_of(date_of(month, start), start) == month


@pytest.mark.parametrize(("date", "month"), [("2013-01", 0), ("2015-01", 24), ("2012-11", -2)])
def test_months_count_from_the_start(date: str, month: int) -> None:
    assert BASELINE.month_of(date) == month
    assert BASELINE.date_of(month) == date


@pytest.mark.parametrize("text", ["2015-13", "2015-00", "2015-7", "July 2015", "2015-07-01", ""])
def test_what_is_not_a_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="allowed a month such as '2015-07'"):
        month_of(text, "2013-01")


@settings(max_examples=60, deadline=None)
@given(scenarios())
def test_a_saved_scenario_loads_back_equal(scenario: Scenario) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deep" / "scenario.toml"
        scenario.save(path)
        loaded = Scenario.load(path)
        assert loaded == scenario
        assert hash(loaded) == hash(scenario)
        assert loaded.differences(scenario) == []
        assert [item.name for item in path.parent.iterdir()] == ["scenario.toml"]


@settings(max_examples=60, deadline=None)
@given(scenarios())
def test_a_scenario_survives_a_process_boundary(scenario: Scenario) -> None:
    copy = pickle.loads(pickle.dumps(scenario))
    assert copy == scenario
    assert copy.parameter_values() == scenario.parameter_values()


@settings(max_examples=60, deadline=None)
@given(scenarios(), scenarios())
def test_scenarios_have_one_identity_just_when_nothing_differs(one: Scenario, other: Scenario) -> None:
    if "files" not in (one.population.kind, other.population.kind):
        assert (one.identity == other.identity) == (one.differences(other) == [])
        renamed = one.with_(
            name="another", title="T", title_nl="T", description="D", description_nl="D", evidence=("A1",)
        )
        assert renamed.identity == one.identity
        assert renamed.differences(one) == []


def test_writing_out_a_default_changes_nothing() -> None:
    assert BASELINE.with_(parameters={"cut_size": 0.15}).identity == BASELINE.identity
    assert BASELINE.with_(parameters={"cut_size": 0.16}).identity != BASELINE.identity


def test_identity_follows_the_contents_of_population_files(tmp_path: Path) -> None:
    towns, ties = tmp_path / "towns.csv", tmp_path / "ties.csv"
    towns.write_text("a")
    ties.write_text("b")
    files = {"kind": "files", "municipalities": str(towns), "neighbours": str(ties)}
    first = BASELINE.with_(population=files).identity
    moved = tmp_path / "elsewhere.csv"
    moved.write_text("a")
    assert BASELINE.with_(population=files | {"municipalities": str(moved)}).identity == first
    towns.write_text("c")
    assert BASELINE.with_(population=files).identity != first


def test_a_scenario_cannot_be_changed() -> None:
    scenario = BASELINE.with_(parameters={"clarity": 0.2})
    with pytest.raises(ValueError, match="frozen"):
        scenario.months = 12
    with pytest.raises(TypeError, match="frozen; make another one with"):
        scenario.parameters["clarity"] = 0.9
    with pytest.raises(TypeError, match="frozen"):
        scenario.parameters.update(clarity=0.9)
    assert scenario.parameters == {"clarity": 0.2}


def test_changes_lay_parameters_over_and_replace_the_rest() -> None:
    changed = BASELINE.with_(parameters={"clarity": 0.2}, months=12).with_(parameters={"learning": 0.9})
    assert changed.parameters == {"clarity": 0.2, "learning": 0.9}
    assert changed.months == 12
    assert BASELINE.parameters == {}


def test_parameter_values_hold_defaults_overrides_and_switches() -> None:
    held = MECHANISMS[0].name
    values = BASELINE.with_(parameters={"clarity": 0.2}, held=[held]).parameter_values()
    assert values == Parameters(**{"clarity": 0.2, f"held_{held}": 1.0})
    assert BASELINE.parameter_values() == Parameters()


def test_differences_are_told_in_words() -> None:
    held = MECHANISMS[0]
    scenario = BASELINE.with_(
        parameters={"cut_size": 0.3, "participation": 0.8, "preparation": 12},
        held=[held.name],
        months=60,
        population={"kind": "synthetic", "number": 1000, "seed": 3, "network": ["region"]},
        interventions=[Champion(start="2013-01", seat="director")],
    )
    assert scenario.differences(BASELINE) == [
        "months: 96 -> 60",
        "municipalities: the municipalities of 2015 -> a synthetic country of 1,000 municipalities (seed 3)",
        "network: all layers -> region",
        "announced cut in the transferred sum: 0.15 -> 0.30 share",
        "preparation time: 26 -> 12 months",
        "participation: 0.45 -> 0.80",
        f"held: {held.label}",
        "added: champion at director in all municipalities from 2013-01",
    ]
    redrawn = {seed: {"rewired": ("region",), "rewiring_seed": seed} for seed in (1, 2)}
    assert BASELINE.with_(population=redrawn[2]).differences(BASELINE.with_(population=redrawn[1])) == [
        "network: all layers; redrawn at random (seed 1): region -> all layers; redrawn at random (seed 2): region",
    ]
    back = BASELINE.differences(scenario)
    assert "announced cut in the transferred sum: 0.30 -> 0.15 share" in back
    assert f"no longer held: {held.label}" in back
    assert "removed: champion at director in all municipalities from 2013-01" in back


def test_interventions_are_told_with_place_and_time() -> None:
    where = Where(size_classes=("small",), provinces=("Drenthe",), share=0.1)
    level = Level(start="2014-01", until="2014-12", variable="trust", value=-0.2, mode="add", where=where)
    assert level.words() == (
        "trust lowered by 0.2 in a random 10% of small municipalities of Drenthe from 2014-01 to 2014-12"
    )
    change = ParameterChange(start="2015-01", name="cut_size", value=0.3)
    assert change.words() == "announced cut in the transferred sum set to 0.3 share from 2015-01"
    assert Postpone(start="2014-07", months=12).words() == "law postponed by 12 months, announced in 2014-07"


def test_the_same_interventions_in_another_order_are_noticed() -> None:
    one, two = NoChampions(start="2013-01"), Champion(start="2013-01", seat="alderman")
    forth, back = (BASELINE.with_(interventions=items) for items in ([one, two], [two, one]))
    assert forth.differences(back) == ["the same interventions in another order"]


def test_numbers_side_by_side_have_the_same_decimals() -> None:
    assert in_step(0.15, 0.3) == "0.15 -> 0.30"
    assert in_step(3, 12) == "3 -> 12"
    assert in_step(1e-7, 0.5) == "1e-07 -> 0.5"


def test_a_window_runs_through_its_last_month() -> None:
    level: dict[str, Any] = {"variable": "learning", "value": 0.5}
    assert BASELINE.window(Level(start="2013-03", until="2013-05", **level)) == range(2, 5)
    assert BASELINE.window(Level(start="2013-03", **level)) == range(2, 96)
    assert BASELINE.window(Champion(start="2013-03", seat="director")) == range(2, 3)


def test_a_postponement_counts_from_its_announcement() -> None:
    act = Scenario.load("environment-act")
    assert [act.law_month(at) for at in (0, 5, 6, 20, 21, 95)] == [24, 24, 36, 36, 60, 60]
    assert act.date_of(act.law_month(95)) == "2021-01"


def test_a_scenario_can_come_after_another() -> None:
    later = Scenario.load("environment-act-after-social-domain")
    predecessor = later.predecessor()
    assert predecessor == BASELINE.with_(months=36), "until the month in which the later one starts"
    assert BASELINE.predecessor() is None
    assert later.with_(after="no-cut").identity != later.with_(after="deeper-cut").identity != later.identity
    with pytest.raises(ScenarioError, match=r"starts in '2013-01'; allowed before '2013-01'"):
        BASELINE.with_(after="no-cut").predecessor()


def test_a_file_extends_another(tmp_path: Path) -> None:
    (tmp_path / "parent.toml").write_text(
        f'title = "Parent"\nextends = "deep-cut-without-time"\nheld = ["{MECHANISMS[1].name}"]\n'
        '[[interventions]]\nkind = "champion"\nfrom = "2013-01"\nseat = "director"\n'
    )
    child = (
        f'extends = "../parent.toml"\nheld = ["{MECHANISMS[0].name}"]\nparameters.cut_size = 0.1\n'
        '[[interventions]]\nkind = "failure"\nfrom = "2015-07"\n'
    )
    (tmp_path / "below").mkdir()
    path = tmp_path / "below" / "child.toml"
    path.write_text(child)
    loaded = Scenario.load(path)
    assert (loaded.name, loaded.title) == ("child", "")
    assert loaded.parameters == {"cut_size": 0.1, "cut_phase_years": 1.0, "preparation": 12.0}
    assert loaded.held == (MECHANISMS[0].name, MECHANISMS[1].name)
    assert [item.kind for item in loaded.interventions] == ["champion", "failure"]
    path.write_text(f"replace_interventions = true\n{child}")
    assert [item.kind for item in Scenario.load(path).interventions] == ["failure"]


def test_paths_in_a_file_are_relative_to_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    files = 'kind = "files"\nmunicipalities = "towns.csv"\nneighbours = "../ties.csv"\n'
    path.write_text(f"[population]\n{files}")
    population = Scenario.load(path).population
    assert population.municipalities == str(tmp_path / "towns.csv")
    assert population.neighbours == str(tmp_path.parent / "ties.csv")
    moved = tmp_path / "below" / "mine.toml"
    Scenario.load(path).save(moved)
    assert 'municipalities = "../towns.csv"' in moved.read_text()
    assert str(tmp_path) not in moved.read_text()


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.toml"
    BASELINE.save(path)
    before = path.read_bytes()

    def fail(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        BASELINE.with_(months=12).save(path)
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["mine.toml"]


def test_a_scenario_error_survives_a_process_boundary() -> None:
    with pytest.raises(ScenarioError) as caught:
        BASELINE.with_(months=0)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_seats_and_layers_are_those_of_the_model() -> None:
    from model import network
    from model.rules import leadership

    assert leadership.SEATS == SEATS
    assert tuple(network.LAYERS) == LAYERS


def test_reading_a_scenario_needs_no_numerical_library() -> None:
    heavy = "{'numpy', 'pandas', 'numba', 'mesa', 'matplotlib'}"
    code = f"import sys; from model import Scenario; Scenario.presets(); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
