"""The ledger: who cites what, how firmly each thing stands, and which share of the variance rests on what."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.capsule import CapsuleFault
from experiments.carrying_out import carry_out
from experiments.cli import app
from experiments.ledger import entries, variance, words
from experiments.ledger.citations import citations, cited_in
from experiments.ledger.files import CAPSULE
from experiments.questions import QUESTIONS
from experiments.replay import replay
from experiments.sensitivity.experiment import Sensitivity
from experiments.sensitivity.inputs import DUMMY, inputs_of, problem_of
from model import Scenario
from model.declaration import Fault, UnknownName
from model.evidence import EVIDENCE, STANDINGS, evidence, standing, weakest
from model.mechanisms import MECHANISMS
from model.odd_rules import parameters_read, rules_of
from model.parameters import PARAMETERS
from tests.experiments.toy_experiment import toy

SMALL = Scenario.load("baseline").with_(months=36, population={"kind": "synthetic", "number": 10, "seed": 1})


def asked(method: str = "sobol", **options) -> Sensitivity:
    usual = {"n": 8, "by": "standing", "outcomes": ("tempo",)}
    return Sensitivity(scenarios=(SMALL,), seeds=(1, 2, 3), method=method, **usual | options)


@pytest.fixture(scope="module")
def capsule(tmp_path_factory) -> Path:
    """The capsule of a small Sobol' analysis by standing."""
    folder = tmp_path_factory.mktemp("ledger") / "sobol"
    carry_out(asked(), folder)
    return folder


def call(*arguments: str):
    return CliRunner().invoke(app, ("evidence", *arguments))


@pytest.fixture
def elsewhere(tmp_path, monkeypatch) -> Path:
    """An empty working folder, where no analysis stands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DECDYN_DEBUG", raising=False)
    return tmp_path


# Standings


@pytest.mark.parametrize(
    ("cited", "status", "expected"),
    [
        (("A9", "fig. 4.4"), "measured", "sourced"),
        (("fig. 6.3",), "literature", "sourced"),
        (("A9",), "seed text", "sourced"),
        (("A9", "ass."), "calibrated", "calibrated"),
        (("A9", "ass."), "assumption", "size_assumed"),
        (("D16",), "assumption", "size_assumed"),
        (("ass.",), "assumption", "nothing_cited"),
        (("A9",), None, "sourced"),
        (("A9", "ass."), None, "size_assumed"),
        (("ass.",), None, "nothing_cited"),
    ],
)
def test_a_standing_follows_from_status_and_what_is_cited(cited, status, expected) -> None:
    assert standing(cited, status) == expected


def test_the_weakest_ground_counts() -> None:
    assert weakest(["sourced", "nothing_cited", "calibrated"]) == "nothing_cited"
    assert weakest(["calibrated", "sourced"]) == "calibrated"
    with pytest.raises(ValueError):
        weakest(["guessed"])


# Citations


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Firm decisions cost little (A12). So do others (B5, A12).", ["A12", "B5"]),
        ("Won: A11 to A13.", ["A11", "A12", "A13"]),
        ("(C5, fig. 6.3 to 6.5)", ["C5", "fig. 6.3", "fig. 6.4", "fig. 6.5"]),
        ("(fig. 1.1, 1.10) and fig.\n7.3", ["fig. 1.1", "fig. 1.10", "fig. 7.3"]),
        ("Ranges: 6.3 to 6.8; AB12; measure F1", []),
    ],
)
def test_a_text_cites_ids_lists_of_them_and_ranges(text, ids) -> None:
    assert cited_in(text) == ids


def test_every_id_cited_in_rules_and_acts_exists() -> None:
    unknown = [each for each in citations() if each.id not in EVIDENCE]
    assert unknown == []


def test_a_citation_is_found_from_both_ends() -> None:
    used = entries.claims().set_index("id")["used_by"]
    for mechanism in MECHANISMS:
        for id in mechanism.evidence:
            assert f"mechanism {mechanism.name}" in used[id] or f", {mechanism.name}" in used[id]
    cited = {each.id for each in citations()}
    assert set(entries.unused()) == set(EVIDENCE) - cited
    assert (used[entries.unused()] == "").all()


# Mechanisms and numbers


def test_every_mechanism_and_number_stands_in_it_once() -> None:
    assert list(entries.mechanisms()["name"]) == [each.name for each in MECHANISMS]
    assert list(entries.numbers()["name"]) == [each.name for each in PARAMETERS]
    assert list(entries.claims()["id"]) == list(EVIDENCE)


def test_no_number_is_read_by_nobody() -> None:
    table = entries.numbers()
    assert list(table["name"][table["read_by"] == ""]) == []


def test_a_mechanisms_numbers_are_counted_by_standing_and_the_weakest_is_told() -> None:
    stands = entries.numbers().set_index("name")["standing"]
    readers = entries.numbers().set_index("name")["read_by"]
    for mechanism, row in zip(MECHANISMS, entries.mechanisms().to_dict("records"), strict=True):
        read = parameters_read(rules_of(mechanism))
        assert {name: row[name] for name in STANDINGS} == {name: list(stands[read]).count(name) for name in STANDINGS}
        assert row["weakest"] == weakest([standing(mechanism.evidence), *stands[read]])
        assert all(mechanism.name in readers[name].split(", ") for name in read)


# Shares of the variance


def indices(**by_input: tuple[float, float]) -> pd.DataFrame:
    """First and total indices of inputs, each ± 0.01."""
    rows = [
        {"index": index, "input": name, "value": value, "low": value - 0.01, "high": value + 0.01}
        for name, both in by_input.items()
        for index, value in zip(("S1", "ST"), both, strict=True)
    ]
    return pd.DataFrame(rows)


def values(found: list[tuple[str, float, float, float]]) -> dict[str, float]:
    return {measure: round(value, 12) for measure, value, _, _ in found}


def test_where_nothing_works_together_both_ends_are_the_sum() -> None:
    table = indices(a=(0.2, 0.2), b=(0.3, 0.3), c=(0.5, 0.5))
    for inside, share in ((("a",), 0.2), (("a", "b"), 0.5), (("a", "b", "c"), 1.0), ((), 0.0)):
        assert values(variance.measured(table, inside)) == {"by themselves": share, "at most": share}


def test_what_works_together_is_told_apart() -> None:
    """y = a b + c, all with mean zero and equal shares: a and b do nothing alone, and half of it together."""
    table = indices(a=(0.0, 0.5), b=(0.0, 0.5), c=(0.5, 0.5))
    assert values(variance.measured(table, ["a"])) == {"by themselves": 0.0, "at most": 0.5}
    assert values(variance.measured(table, ["a", "b"])) == {"by themselves": 0.5, "at most": 0.5}
    assert values(variance.measured(table, ["a", "c"])) == {"by themselves": 0.5, "at most": 1.0}


def test_the_interval_of_a_sum_adds_those_of_its_parts() -> None:
    table = indices(a=(0.1, 0.1), b=(0.1, 0.1), c=(0.1, 0.1), d=(0.1, 0.1), e=(0.6, 0.6))
    ((_, value, low, high), _) = variance.measured(table, ["a", "b"])
    assert (value, low, high) == pytest.approx((0.2, 0.18, 0.22))
    ((_, value, low, high), _) = variance.measured(table, ["a", "b", "c", "d"])
    assert (value, low, high) == pytest.approx((0.4, 0.39, 0.41)), "one minus the only other"


def test_morris_shares_squared_effects() -> None:
    table = pd.DataFrame({"index": "mu_star", "input": ["a", "b"], "value": [3.0, 4.0]})
    table = table.assign(low=table["value"] - 1, high=table["value"] + 1)
    ((measure, value, low, high),) = variance.measured(table, ["a"])
    assert (measure, value) == ("squared effects", pytest.approx(9 / 25))
    assert (low, high) == (pytest.approx(4 / (4 + 25)), pytest.approx(16 / (16 + 9)))


def test_shares_are_read_from_a_capsule(capsule) -> None:
    found = variance.read(capsule, "tempo")
    table = variance.shares(found).set_index(["part", "measure"])
    stands = entries.numbers().query("kind == 'parameter'")["standing"]
    for part in set(stands):
        assert set(table.loc[part]["numbers"]) == {(stands == part).sum()}
    raw = found.indices.set_index(["index", "input"])["value"]
    for part in inputs_of(problem_of((), "standing")):
        assert table.loc[(part, "by themselves"), "value"] == raw["S1", part]
        assert table.loc[(part, "at most"), "value"] == raw["ST", part]
    assert DUMMY in set(found.indices["input"]), "and yet it counts nowhere"
    assert found.made_by == ""


def analysed(*names: str, **by_input: tuple[float, float]) -> variance.Analysed:
    return variance.Analysed(SMALL, 1, names, indices(**by_input), 0.1, True, "")


def test_what_is_fitted_on_nothing_counts_with_the_assumptions_beside_the_number_without_it() -> None:
    assert "start_rate" in entries.fitted_on_nothing() and "conviction_mean" not in entries.fitted_on_nothing()
    by_input = {"start_rate": 0.4, "conviction_mean": 0.3, "disposition_sd": 0.2, "threat_rigidity": 0.1}
    found = analysed(*by_input, **{name: (share, share) for name, share in by_input.items()})
    table = variance.shares(found).set_index(["part", "measure"])
    alone = table.xs("by themselves", level="measure")
    assert alone["value"].round(12).to_dict() == {
        variance.ASSUMED: 0.3, variance.WITH_FITTED: 0.7, "calibrated": 0.7, "size_assumed": 0.1, "nothing_cited": 0.2,
    }  # fmt: skip
    assert alone["numbers"].to_dict() == {
        variance.ASSUMED: 2, variance.WITH_FITTED: 3, "calibrated": 2, "size_assumed": 1, "nothing_cited": 1,
    }  # fmt: skip
    told = list(words.on_variance(found, "tempo"))
    assert told[1].startswith("- all assumptions") and told[2].startswith("- all assumptions and the")


def test_an_analysis_by_standing_counts_all_that_is_calibrated_and_says_so(capsule) -> None:
    found = variance.read(capsule, "tempo")
    alone = variance.shares(found).set_index(["part", "measure"]).xs("by themselves", level="measure")
    parts = ("calibrated", "size_assumed", "nothing_cited")
    assert alone.loc[variance.WITH_FITTED, "numbers"] == sum(alone.loc[part, "numbers"] for part in parts)
    assert any("this analysis does not tell those apart" in each for each in words.on_variance(found, "tempo"))


def test_calibrated_is_said_to_be_no_source() -> None:
    told = " ".join(words.in_all())
    assert "Calibrated means chosen so that the model shows a pattern: no source gives the size." in told
    assert f"{len(entries.fitted_on_nothing())} of them cite no claim either" in told


@pytest.mark.parametrize("method", ["sobol", "morris"])
def test_single_parameters_are_put_together_by_standing(method, tmp_path) -> None:
    chosen = [entries.numbers().query("standing == @stand")["name"].iloc[0] for stand in ("sourced", "size_assumed")]
    carry_out(asked(method, by="parameter", parameters=tuple(chosen), n=4), tmp_path / "by")
    table = variance.shares(variance.read(tmp_path / "by", "tempo"))
    assert list(table["part"].unique()) == ["sourced", "size_assumed"]
    assert set(table["numbers"]) == {1}
    if method == "morris":
        assert table["value"].sum() == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("experiment", "complaint"),
    [
        (asked(by="group"), "compares by group; allowed by standing, or by parameter"),
        (asked("pawn", by="parameter", n=64, parameters=("cut_size", "strategy")), "answers 'pawn'; allowed a sensiti"),
        (toy(), "answers 'toy'; allowed a sensitivity analysis by sobol or morris"),
    ],
)
def test_what_does_not_tell_is_refused(experiment, complaint, tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(QUESTIONS, "toy", "tests.experiments.toy_experiment.Toy")
    carry_out(experiment, tmp_path / "other")
    with pytest.raises(Fault, match=complaint):
        variance.read(tmp_path / "other", "tempo")


def test_a_capsule_that_was_changed_is_refused_and_another_version_told(capsule, tmp_path, elsewhere) -> None:
    with pytest.raises(UnknownName, match="unknown outcome of that analysis 'goals'; allowed: tempo"):
        variance.read(capsule, "goals")
    older = tmp_path / "older"
    shutil.copytree(capsule, older)
    told = json.loads((older / "experiment.json").read_text())
    (older / "experiment.json").write_text(json.dumps(told | {"rules": "0.0.1, rules before"}))
    assert variance.read(older, "tempo").made_by == "0.0.1, rules before"
    assert "made by another version of the model (0.0.1, rules before)" in call("--sensitivity", str(older)).stdout
    (older / "tables" / "indices.parquet").write_bytes(b"?")
    with pytest.raises(CapsuleFault, match=r"indices\.parquet: is missing, or is not what was written"):
        variance.read(older, "tempo")


# The command


def test_the_command_lists_all_and_says_what_is_not_known(elsewhere) -> None:
    done = call()
    assert done.exit_code == 0, done.output
    for each in MECHANISMS:
        assert each.name in done.stdout
    for each in PARAMETERS:
        assert each.name in done.stdout
    assert "is not known here yet" in done.stdout
    assert words.COMMAND in done.stdout
    assert words.COMMAND.startswith("decdyn sensitivity sobol --by standing") and CAPSULE.as_posix() in words.COMMAND


def test_the_command_it_names_is_one_that_it_can_read(elsewhere, capsule) -> None:
    shutil.copytree(capsule, CAPSULE)
    done = call("--out", "tables")
    assert done.exit_code == 0, done.output
    assert "What the variance of tempo rests on, by Sobol’:" in done.stdout
    kept = (entries.numbers()["kind"] == "constant").sum()
    assert f"Not counted: {kept} numbers that kept their defaults" in done.stdout
    written = pd.read_csv("tables/tables/variance.csv")
    assert list(written.columns) == ["part", "numbers", "measure", "value", "low", "high", "outcome"]
    assert len(pd.read_csv("tables/tables/claims.csv")) == len(EVIDENCE)
    again = call("--out", "tables")
    assert (again.exit_code, "add --force" in again.stderr) == (2, True)
    assert call("--out", "tables", "--force").exit_code == 0


def test_its_folder_is_a_capsule_that_is_told_in_both_languages_and_made_again(elsewhere, capsule) -> None:
    """Also where the analysis that it read has gone."""
    shutil.copytree(capsule, "analysis")
    assert call("--sensitivity", "analysis", "--out", "ledger").exit_code == 0
    shutil.rmtree("analysis")
    for name in ("manifest.json", "answer.md", "answer.nl.md", "figures/standing.svg", "figures/nl/standing.svg"):
        assert (elsewhere / "ledger" / name).is_file()
    english, dutch = ((elsewhere / "ledger" / name).read_text() for name in ("answer.md", "answer.nl.md"))
    assert english.startswith("# What do the mechanisms") and "What the variance of tempo rests on" in english
    assert dutch.startswith("# Waar rusten de mechanismen") and "Waar de variantie van tempo op rust" in dutch
    found = replay(elsewhere / "ledger")
    assert found.agrees and not found.remarks and "tables/variance.parquet" in found.compared


def test_without_an_analysis_the_capsule_says_how_to_know(elsewhere) -> None:
    assert call("--out", "ledger").exit_code == 0
    dutch = (elsewhere / "ledger" / "answer.nl.md").read_text()
    assert "is hier nog niet bekend" in dutch and words.COMMAND in dutch
    assert not (elsewhere / "ledger" / "tables" / "variance.csv").exists()


def test_what_was_read_of_an_analysis_is_written_down_and_read_again(capsule) -> None:
    found = variance.read(capsule, "tempo")
    again = variance.Analysed.from_text(found.text(), found.scenario)
    assert (again.names, again.seeds, again.settled, again.chance) == (
        found.names, found.seeds, found.settled, pytest.approx(found.chance, nan_ok=True),
    )  # fmt: skip
    pd.testing.assert_frame_equal(variance.shares(again), variance.shares(found))


def test_one_mechanism_and_one_claim_in_full(elsewhere) -> None:
    mechanism = MECHANISMS[0]
    done = call("--mechanism", mechanism.name)
    assert done.exit_code == 0, done.output
    for text in (mechanism.meaning, *mechanism.evidence, *parameters_read(rules_of(mechanism))):
        assert text in done.stdout
    done = call("--claim", mechanism.evidence[0])
    assert evidence(mechanism.evidence[0]).claim in done.stdout.replace("\n", " ")
    assert mechanism.name in done.stdout
    if entries.unused():
        assert "Nothing cites it." in call("--claim", entries.unused()[0]).stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--claim", "A99"), "unknown evidence 'A99'"),
        (("--mechanism", "urgenc"), "unknown mechanism 'urgenc' (did you mean 'urgency'?)"),
        (("--mechanism", "urgency", "--claim", "A9"), "--mechanism and --claim: got both; allowed one"),
        (("--sensitivity", "nowhere"), "nowhere: holds no manifest.json"),
    ],
)
def test_bad_input_is_told(arguments, complaint, elsewhere) -> None:
    done = call(*arguments)
    assert done.exit_code == 2
    assert complaint in done.stderr
