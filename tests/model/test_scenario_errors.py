"""A bad scenario gets one error with every fault: where, the value, what is allowed, the nearest name."""

from pathlib import Path

import pytest

from model.scenario import Scenario, ScenarioError

LAYERS = "neighbours, region, likeness, circle"
UNKNOWN = "unknown scenario (did you mean 'baseline'?); or give the path of a .toml file"

BAD = """
months = "ninety"
domain = "enviroment"
law_dat = "2015-01"
start = "2013-13"
held = ["urgencyy"]

[population]
kind = "synthetic"
number = -5
network = ["regio"]

[parameters]
cut_size = 1.7
cut_sise = 0.2
learning = "low"

[[interventions]]
kind = "champoin"
from = "2015-01"

[[interventions]]
kind = "champion"
seat = "directer"
from = 2015-01-01
until = "2015-06"

[[interventions]]
kind = "impose"
measures = ["F1", "F9"]
from = "2015-01"
where = { share = 2.0, size_classes = ["smal"] }
"""


def faults(text: str, tmp_path: Path, name: str = "bad.toml") -> list[str]:
    """The lines of the error that a file with this text gives."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        Scenario.load(path)
    number, *lines = str(caught.value).splitlines()
    count = "1 fault" if len(lines) == 1 else f"{len(lines)} faults"
    assert number == f"{caught.value.source}: {count}"
    assert all(line.startswith("  ") for line in lines)
    return [line.strip() for line in lines]


def test_every_fault_of_a_bad_file_is_told_in_one_go(tmp_path: Path) -> None:
    keys = (
        "name, title, title_nl, description, description_nl, evidence, domain, start, months, law_date, after, "
        "population, parameters, held, interventions, extends, replace_interventions"
    )
    assert sorted(faults(BAD, tmp_path)) == sorted([
        "months: got 'ninety': must be a whole number; allowed at least 1 and at most 600",
        "domain: got 'enviroment' (did you mean 'environment'?); allowed: social, environment",
        f"law_dat: unknown key (did you mean 'law_date'?); allowed: {keys}",
        "start: got '2013-13'; allowed a month such as '2015-07'",
        "held[1]: got 'urgencyy': unknown mechanism (did you mean 'urgency'?)",
        "population.number: got -5; allowed at least 10 and at most 1,000,000",
        f"population.network: got 'regio': unknown layer (did you mean 'region'?); allowed: {LAYERS}",
        "parameters.cut_size: got 1.7; allowed 0 to 0.35 (share)",
        "parameters.cut_sise: unknown parameter (did you mean 'cut_size'?)",
        "parameters.learning: got 'low', which is not a finite number; allowed 0 to 1 (0-1)",
        "intervention 1: got 'champoin' (did you mean 'champion'?); allowed: level, parameter, champion, "
        "no_champions, failure, impose, block, incidents, postpone",
        "intervention 2 (champion).seat: got 'directer': unknown seat (did you mean 'director'?); allowed: "
        "director, secretary, alderman, department_head, councillor, project_leader",
        "intervention 2 (champion).from: got 2015-01-01: must be text in quotes",
        "intervention 2 (champion).until: unknown key; allowed: from, evidence, where, kind, seat",
        "intervention 3 (impose).measures[2]: got 'F9': unknown measure; allowed: F1, F2, F3, F4, F5, F6, "
        "F7, F8, O1, O2, O3, O4, O5, O6, O7, O8",
        "intervention 3 (impose).where.share: got 2; allowed more than 0 and at most 1",
        "intervention 3 (impose).where.size_classes[1]: got 'smal': unknown size class (did you mean "
        "'small'?); allowed: small, middle, large",
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("months = = 3", "line 1, column 10: invalid value"),
        ('title = "x"\nmonths 3', "line 2, column 8: expected '=' after a key in a key/value pair"),
        ('title = "x', "end of document: unterminated string"),
        ("months = 0", "months: got 0; allowed at least 1 and at most 600"),
        ("months = 12.5", "months: got 12.5: must be a whole number; allowed at least 1 and at most 600"),
        ("months = true", "months: got True: must be a whole number; allowed at least 1 and at most 600"),
        ('name = ""', "name: got '': must not be empty"),
        ("parameters = 4", "parameters: got 4: must be a table of parameter names and values"),
        ("population = 4", "population: got 4: must be a table"),
        ('held = "cuts"', "held: got 'cuts': must be a list"),
        ("interventions = [3]", "intervention 1: got 3: must be a table"),
        ('law_date = "2012-12"', "law_date: got '2012-12'; allowed from '2013-01', the start, on"),
        ("population.network = 3", f"population.network: got 3; allowed 'all', 'none' or a list of {LAYERS}"),
        (
            "population.number = 20",
            "population.number: got 20; only with kind = 'synthetic', not 'netherlands'",
        ),
        (
            "extends = 5",
            "extends must be a scenario's name or path in quotes, replace_interventions true or false",
        ),
        ('extends = "basline"', f"extends: got 'basline': {UNKNOWN}"),
        ('after = "gone.toml"', "after: got 'gone.toml': no such file"),
        ('extends = "bad.toml"', "extends or after goes round in a circle: bad.toml -> bad.toml"),
        ('after = "bad.toml"', "extends or after goes round in a circle: bad.toml -> bad.toml"),
    ],
)
def test_a_fault_is_named_with_place_value_and_what_is_allowed(text: str, line: str, tmp_path: Path) -> None:
    assert faults(text, tmp_path) == [line]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('from = "2015-01"', ": has no kind; write kind = '...'"),
        (
            'kind = "level"\nvariable = "convction"\nvalue = 0.5\nfrom = "2015-01"',
            " (level).variable: got 'convction': unknown lever (did you mean 'conviction'?); allowed: ",
        ),
        (
            'kind = "level"\nvariable = "learning"\nvalue = 1.5\nfrom = "2015-01"',
            " (level).value: learning: got 1.5; allowed 0 to 1 (0-1)",
        ),
        (
            'kind = "level"\nvariable = "learning"\nvalue = -2\nmode = "add"\nfrom = "2015-01"',
            " (level).value: learning: got -2; allowed -1 to 1 (0-1)",
        ),
        ('kind = "level"\nvariable = "learning"\nfrom = "2015-01"', " (level).value: is missing"),
        (
            'kind = "parameter"\nname = "clarty"\nvalue = 0.5\nfrom = "2015-01"',
            " (parameter).name: unknown parameter 'clarty' (did you mean 'clarity'?)",
        ),
        (
            'kind = "parameter"\nname = "clarity"\nvalue = 1.5\nfrom = "2015-01"',
            " (parameter).value: clarity: got 1.5; allowed 0 to 1 (0-1)",
        ),
        (
            'kind = "parameter"\nname = "clarity"\nvalue = 0.5\nfrom = "2015-01"\nwhere = { share = 0.5 }',
            " (parameter).where: unknown key; allowed: from, evidence, until, kind, name, value",
        ),
        (
            'kind = "no_champions"\nfrom = "2015-01"\nuntil = "2014-12"',
            " (no_champions).until: got '2014-12'; allowed from '2015-01' on",
        ),
        ('kind = "impose"\nmeasures = []\nfrom = "2015-01"', " (impose).measures: got []: must not be empty"),
        (
            'kind = "block"\nfrom = "2015-01"',
            " (block): blocks nothing; write measures = [...] or cell = one of field_setup, ",
        ),
        (
            'kind = "incidents"\nnumber = 0\nfrom = "2015-01"',
            " (incidents).number: got 0; allowed more than 0 and at most 100",
        ),
        (
            'kind = "postpone"\nmonths = 0\nfrom = "2014-01"',
            " (postpone).months: got 0; allowed at least 1 and at most 120",
        ),
        (
            'kind = "postpone"\nmonths = 12\nfrom = "2015-01"',
            " (postpone).from: got '2015-01'; the law takes effect in '2015-01'",
        ),
        (
            'kind = "failure"\nfrom = "2021-01"',
            " (failure).from: got '2021-01'; the scenario runs from '2013-01' to '2020-12'",
        ),
        (
            'kind = "level"\nvariable = "learning"\nvalue = 1\nfrom = "2020-01"\nuntil = "2021-01"',
            " (level).until: got '2021-01'; the scenario runs from '2013-01' to '2020-12'",
        ),
    ],
)
def test_a_fault_in_an_intervention_says_which_one(text: str, line: str, tmp_path: Path) -> None:
    good = '[[interventions]]\nkind = "champion"\nseat = "director"\nfrom = "2013-01"\n'
    found = faults(f"{good}[[interventions]]\n{text}\n", tmp_path)
    assert len(found) == 1
    assert found[0].startswith(f"intervention 2{line}")


def test_interventions_are_numbered_as_in_the_file_that_extends(tmp_path: Path) -> None:
    text = 'extends = "environment-act"\nmonths = 12\n[[interventions]]\nkind = "failure"\nfrom = "2017-07"'
    horizon = "the scenario runs from '2016-01' to '2016-12'"
    assert faults(text, tmp_path) == [
        f"inherited intervention 2 (postpone).from: got '2017-10'; {horizon}",
        f"intervention 1 (failure).from: got '2017-07'; {horizon}",
    ]


def test_a_second_postponement_may_come_after_the_first_date(tmp_path: Path) -> None:
    first = '[[interventions]]\nkind = "postpone"\nmonths = 12\nfrom = "2014-07"\n'
    late = '[[interventions]]\nkind = "postpone"\nmonths = 12\nfrom = "{}"\n'
    path = tmp_path / "good.toml"
    path.write_text(late.format("2015-12") + first)
    assert Scenario.load(path).law_month(95) == 48
    assert faults(late.format("2016-01") + first, tmp_path) == [
        "intervention 1 (postpone).from: got '2016-01'; the law takes effect in '2016-01'"
    ]


def test_a_fault_in_an_extended_file_names_that_file(tmp_path: Path) -> None:
    (tmp_path / "parent.toml").write_text("months = 0")
    (tmp_path / "child.toml").write_text('extends = "parent.toml"')
    with pytest.raises(ScenarioError, match=r"^parent.toml: 1 fault\n  months: got 0; "):
        Scenario.load(tmp_path / "child.toml")


@pytest.mark.parametrize("which", ["baselin", "base-line", "BASELINE"])
def test_an_unknown_preset_names_the_nearest(which: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        Scenario.load(which)
    assert str(caught.value).startswith(f"{which}: 1 fault\n  unknown scenario (did you mean 'baseline'?)")


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"gone.toml: 1 fault\n  no such file$"):
        Scenario.load(tmp_path / "gone.toml")
    path = tmp_path / "latin.toml"
    path.write_bytes(b'title = "\xe9"')
    with pytest.raises(ScenarioError, match=r"latin.toml: 1 fault\n  byte 10 is not UTF-8 text$"):
        Scenario.load(path)


def test_faults_in_python_are_told_the_same_way() -> None:
    with pytest.raises(ScenarioError) as caught:
        Scenario(name="mine", month=12, parameters={"clarity": 2})
    assert caught.value.lines[0] == "parameters.clarity: got 2; allowed 0 to 1 (0-1)"
    assert caught.value.lines[1].startswith("month: unknown key (did you mean 'months'?)")
    with pytest.raises(ScenarioError, match=r"^scenario: 1 fault\n  name: is missing$"):
        Scenario(months=12)
