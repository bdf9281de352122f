"""What is packed for the browser: the same numbers as in the runs, and words for everything in both languages."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from experiments.glossary import GLOSSARY
from experiments.sensitivity.experiment import DRIVER_NUMBERS
from experiments.widget import fields, packing, pairing, telling, watching, words
from experiments.widget.assets import SCRIPTS, VIEW, joined
from experiments.widget.country import packed_country
from experiments.widget.packing import Steps, pack, packed_run, unpack
from experiments.widget.watching import watch
from model import Scenario, network
from model.engine import Run
from model.measures import EMBEDDED, MEASURES, PILOT
from model.outcomes import COLUMN, OUTCOME
from model.parameters import PARAMETERS
from model.rules.leadership import SEATS
from model.typology import TYPES
from model.world import world_of

SMALL = {"kind": "synthetic", "number": 30, "seed": 3}


def small(name: str = "baseline", **changes: Any) -> Scenario:
    return Scenario.load(name).with_(population=SMALL, **changes)


@pytest.fixture(scope="module")
def watched() -> watching.Watched:
    return watch(small(), (1, 2))


KINDS_OF_NUMBERS = st.sampled_from(["uint8", "uint16", "uint32"])


@given(
    values=KINDS_OF_NUMBERS.flatmap(
        lambda kind: arrays.arrays(kind, arrays.array_shapes(max_dims=3, max_side=7), elements=None)
    ),
    steps=st.booleans(),
    told=st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=3),
)
def test_what_is_packed_comes_out_as_it_was(values: np.ndarray, steps: bool, told: dict[str, str]) -> None:
    other = np.arange(3, dtype=np.float32)
    again, found = unpack(pack(told, {"one": Steps(values) if steps else values, "two": other}))
    assert again == told
    assert np.array_equal(found["one"], values)
    assert found["one"].dtype == values.dtype
    assert np.array_equal(found["two"], other)


def test_fields_hold_what_the_run_holds(watched: watching.Watched) -> None:
    run = Run(small(), 1)
    for month in (0, 40, 95):
        run.go_on(month + 1)
        for name, field in fields.FIELD.items():
            shown = watched.fields[name][month] * field.step
            apart = 0.0 if field.whole else field.step / 2 + 1e-12
            assert np.abs(shown - field.read(run)).max() <= apart


def test_country_and_municipalities_agree(watched: watching.Watched) -> None:
    changers = (watched.fields["type"] == TYPES.index("changer")).mean(axis=1)
    share = watched.series[0, watching.SHOWN.index("share_changer")]
    assert np.allclose(changers, share)


def test_series_are_those_of_the_runs(watched: watching.Watched) -> None:
    for row, seed in enumerate((1, 2)):
        run = Run(small(), seed).go_on()
        assert np.array_equal(watched.series[row, watching.SHOWN.index("balance")], run.series[:, COLUMN["balance"]])


def test_monthly_counts_are_shown_as_means_of_a_year() -> None:
    values = np.array([[12.0, 0.0, 6.0, *[0.0] * 9, 24.0, 3.0]])
    mean = watching.mean_of_year(values)
    assert mean[0, :3].tolist() == [12.0, 6.0, 6.0]
    assert mean[0, 11] == pytest.approx(18 / 12)
    assert mean[0, 12] == pytest.approx(30 / 12)
    assert mean[0, 13] == pytest.approx(33 / 12)


def test_what_a_pack_keeps_of_series_is_near_enough(watched: watching.Watched) -> None:
    told, found = unpack(packed_run(watched, {}))
    for row, name in enumerate(watched.outcomes):
        low, step = told["scales"][name]
        real = watched.series[:, row]
        assert np.allclose(low + step * found["series"][:, row], real, atol=np.ptp(real) / packing.FINE)


def test_the_story_ends_where_the_run_ends(watched: watching.Watched) -> None:
    """Whoever follows the events of measures from first to last arrives at the portfolio of the end."""
    run = Run(small(), 1).go_on()
    stage = run.country.municipalities["stage"]
    ends = {"brought": EMBEDDED, "embedded": EMBEDDED, "pilot": PILOT, "date": PILOT, "imposed": PILOT}
    held = np.zeros(stage.shape, dtype=int)
    for event in watched.events:
        name = telling.KINDS[event["kind"]].name
        if name in ends:
            held[event["place"], event["about"]] = ends[name]
        elif name == "dropped":
            held[event["place"], event["about"]] = 0
    assert np.array_equal(held == EMBEDDED, stage == EMBEDDED)
    assert np.array_equal(held == PILOT, stage == PILOT)


def test_every_month_with_another_type_is_told(watched: watching.Watched) -> None:
    types = watched.fields["type"]
    changes = int((types[1:] != types[:-1]).sum()) + types.shape[1]
    assert (watched.events["kind"] == telling.NUMBER["type"]).sum() == changes


def test_events_of_a_municipality_stand_together(watched: watching.Watched) -> None:
    _, found = unpack(packed_run(watched, {}))
    for place in (0, 7, 29):
        mine = watched.events[watched.events["place"] == place]
        rows = slice(int(found["first"][place]), int(found["first"][place + 1]))
        assert np.array_equal(found["month"][rows], mine["month"])
        assert np.array_equal(found["kind"][rows], mine["kind"])
        assert np.array_equal(found["about"][rows], mine["about"])
        assert (np.diff(mine["month"].astype(int)) >= 0).all()


def test_ties_have_their_layers() -> None:
    scenario = small()
    told, found = unpack(packed_country(scenario, fields.FEW, watching.SHOWN))
    ties = world_of(scenario).network
    for bit, layer in enumerate(told["layers"]):
        mine = found["ends"][(found["in_layers"] >> bit) & 1 == 1]
        assert np.array_equal(mine, ties.pairs(layer))


def test_the_same_scenario_treats_nobody() -> None:
    same = pairing.treated_from(small(), small(), 1)
    assert (same == pairing.NEVER).all()
    assert pairing.differences(small(), small()) == []


def test_an_imposed_measure_treats_everybody_from_its_month() -> None:
    b = small("best-practice-rolled-out")
    assert set(pairing.treated_from(small(), b, 1).tolist()) == {b.month_of("2015-07")}


def test_differences_are_told_in_both_languages() -> None:
    b = small(parameters={"cut_size": 0.0}, held=("deadline",))
    lines = pairing.differences(small(), b)
    assert [line.get("parameter") for line in lines] == ["cut_size", None]
    assert all(line["en"] != line["nl"] for line in lines)
    everything = pairing.differences(small(), small("best-practice-rolled-out"))
    assert len(everything) == len(small("best-practice-rolled-out").differences(small()))
    assert all(line["en"] != line["nl"] for line in everything)


def test_measures_of_the_environment_have_names_of_their_own_in_both_languages() -> None:
    told, _ = unpack(packed_country(small("environment-act"), fields.FEW, watching.SHOWN))
    social, _ = unpack(packed_country(small(), fields.FEW, watching.SHOWN))
    names, others = told["abouts"]["measure"], social["abouts"]["measure"]
    assert [each["nl"] for each in names] == [measure.label_environment_nl for measure in MEASURES]
    assert names[0]["nl"] != others[0]["nl"] and names[0]["en"] != others[0]["en"]


def test_words_cover_what_is_declared() -> None:
    assert list(words.LAYERS) == list(network.LAYERS)
    assert list(telling.SEAT_LABELS) == list(SEATS)
    units = {declared.unit for declared in PARAMETERS} | {outcome.unit for outcome in OUTCOME.values()}
    assert units - set(words.UNITS_NL) == set()
    assert set(fields.FEW) <= set(fields.FIELD)
    assert set(watching.COUNTED_MONTHLY) <= set(OUTCOME)
    assert len({term.term for term in GLOSSARY}) == len(GLOSSARY)
    assert {"run", "seed", words.WORDS["ties"][1].lower().removesuffix("en")} <= {term.term for term in GLOSSARY}
    # Ties have another word than the shades around a line.
    assert not [name for name, texts in words.WORDS.items() if "banden" in texts[1].lower()]
    assert len({kind.name for kind in telling.KINDS}) == len(telling.KINDS)
    for kind in telling.KINDS:
        assert ("{what}" in kind.sentence) == ("{what}" in kind.sentence_nl) == bool(kind.about)
        assert set(kind.beside) <= set(fields.FIELD)


def test_every_word_that_scripts_ask_for_is_there_and_every_word_is_asked_for() -> None:
    asked = set(re.findall(r'word\("([a-z_]+)"\)', joined(*SCRIPTS)))
    # Asked for by a name that a function is given.
    asked |= {"back", "forward"}
    assert asked == set(words.WORDS) - {"year_mean"}


def test_incidents_say_in_what_time_and_where() -> None:
    told, _ = unpack(packed_country(small(), fields.FEW, watching.SHOWN))
    units = {outcome["name"]: outcome["unit"] for outcome in told["outcomes"]}
    assert "month" in units["incidents"]["en"] and "country" in units["incidents"]["en"]
    assert "maand" in units["incidents"]["nl"] and "land" in units["incidents"]["nl"]


def test_every_file_of_the_view_is_joined() -> None:
    assert {path.stem for path in VIEW.glob("*.js")} == set(SCRIPTS)


def test_colours_of_figures_are_not_written_a_second_time() -> None:
    from experiments.figures.style import TYPE_COLOURS

    written = joined(*SCRIPTS).lower()
    assert not [colour for colour in TYPE_COLOURS.values() if colour.lower() in written]


def test_scripts_ask_nothing_of_the_outside() -> None:
    from experiments.widget.assets import styles

    for text in (joined(*SCRIPTS), styles()):
        assert not re.search(r"https?:|//[a-z]+\.|@import|url\(|fetch\(|XMLHttp|sendBeacon", text)


class TestExplorer:
    """The widget in Python, without a browser."""

    @pytest.fixture
    def explorer(self) -> Any:
        from experiments.widget import Explorer

        return Explorer(small(), small("no-cut"), seeds=(1, 2))

    def test_it_shows_both_and_offers_all_of_the_same_calendar(self, explorer: Any) -> None:
        names = [choice["name"] for choice in explorer.choices]
        assert "baseline" in names
        assert "environment-act" not in names
        assert unpack(explorer.run_b)[0]["name"] == "no-cut"
        assert explorer.answered == explorer.asked["number"] == 0

    def test_it_answers_what_is_asked(self, explorer: Any) -> None:
        driver = DRIVER_NUMBERS["urgency"]
        before = explorer.run_a
        explorer.asked = {**explorer.asked, "number": 1, "a": {"scenario": "baseline", "values": {driver: 0.6}}}
        assert explorer.answered == 1
        assert explorer.run_a != before
        run = watch(small(parameters={driver: 0.6}), (1, 2))
        assert explorer.run_a == packed_run(run, {})
        explorer.asked = {**explorer.asked, "number": 2, "a": {"scenario": "baseline", "values": {}}}
        assert explorer.run_a == before

    def test_what_cannot_be_run_is_told_at_its_side_and_changes_nothing(self, explorer: Any) -> None:
        before = explorer.run_a
        explorer.asked = {**explorer.asked, "number": 1, "a": {"scenario": "baseline", "values": {"cut_size": 9}}}
        assert "cut_size" in explorer.fault["a"]
        assert explorer.run_a == before
        assert explorer.answered == 1

    def test_a_scenario_that_is_not_offered_is_refused(self, explorer: Any) -> None:
        explorer.asked = {**explorer.asked, "number": 1, "b": {"scenario": "elsewhere.toml", "values": {}}}
        assert "unknown scenario 'elsewhere.toml'" in explorer.fault["b"]

    def test_a_scenario_of_ones_own_is_offered_and_shown(self, explorer: Any) -> None:
        explorer.show("b", small().with_(name="mine", title="Mine"), (3,))
        assert explorer.choices[-1]["name"] == "mine"
        for side in (explorer.run_a, explorer.run_b):
            assert unpack(side)[0]["seeds"] == [3]
        assert explorer.shown("b").title == "Mine"

    def test_another_calendar_takes_both_sides(self, explorer: Any) -> None:
        explorer.show("b", "environment-act")
        assert {unpack(side)[0]["name"] for side in (explorer.run_a, explorer.run_b)} == {"environment-act"}
        assert unpack(explorer.country)[0]["start"] == "2016-01"

    def test_faults(self) -> None:
        from experiments.widget import Explorer
        from model.declaration import Fault, UnknownName

        with pytest.raises(Fault, match="another calendar"):
            Explorer(small(), "environment-act", seeds=(1,))
        with pytest.raises(UnknownName, match="language"):
            Explorer(small(), language="fr")
        with pytest.raises(Fault, match="none"):
            Explorer(small(), seeds=())


def test_measures_are_called_as_declared() -> None:
    told, _ = unpack(packed_country(small(), fields.FEW, watching.SHOWN))
    assert [each["nl"] for each in told["abouts"]["measure"]] == [measure.label_nl for measure in MEASURES]


def test_higher_and_lower_have_colours_that_stand_for_nothing_else() -> None:
    told, _ = unpack(packed_country(small(), fields.FEW, watching.SHOWN))
    colours = told["colours"]
    taken = {colour.lower() for colour in [*colours["sides"], *colours["type"]]}
    assert not taken & {colour.lower() for colour in colours["apart"]}
