"""A report: from every kind of capsule, in both languages, whole, self-contained, and true to the tables."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from tempfile import mkdtemp

import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.ablation.experiment import Ablation
from experiments.calibration.experiment import Calibration
from experiments.capsule import fill_capsule, writing
from experiments.carrying_out import carry_out
from experiments.challenge.experiment import Challenge
from experiments.cli import app
from experiments.comparison.experiment import Comparison
from experiments.described import kind_of
from experiments.figures import draw_all
from experiments.ledger.experiment import Ledger
from experiments.limits.cases import cases
from experiments.limits.experiment import Limits
from experiments.patterns.board import Board
from experiments.provenance import provenance
from experiments.questions import QUESTIONS
from experiments.replicates import run_replicates
from experiments.report import assumptions
from experiments.report.page import LONGEST_LIST, blocks, page
from experiments.report.reading import read
from experiments.report.tables import LONG, intervals_of, shown
from experiments.reverse.experiment import Reverse
from experiments.robustness.experiment import Robustness
from experiments.sensitivity.experiment import Sensitivity
from experiments.thresholds.experiment import Thresholds
from experiments.workers import rules
from model import Scenario
from model.declaration import Fault
from model.evidence import EVIDENCE
from model.language import claim, description, speaking
from model.parameters import PARAMETERS, parameter
from tests.experiments.toy_experiment import toy

SMALL = {"months": 96, "population": {"kind": "synthetic", "number": 30, "seed": 1}}
BASE = Scenario.load("baseline").with_(name="base", title="As assumed", title_nl="Zoals aangenomen", **SMALL)
CUT = BASE.with_(name="cut", title="A deep cut", title_nl="Een diepe korting", parameters={"cut_size": 0.3})
SOME = BASE.with_(
    name="some",
    title="Directors in some",
    title_nl="Directeuren in sommige",
    interventions=({"kind": "champion", "seat": "director", "from": "2013-06", "where": {"share": 0.3}},),
)
SEEDS = (1, 2, 3, 4, 5, 6)
ENGLISH = re.compile(
    r"\b(the|and|are|with|which|than|not|from|each|other|between|higher|lower|share|by|no|mean|municipalit\w+)\b"
)
"""Words of English sentences that Dutch does not have."""
FIXED = {
    "en": ("Simulated, not observed", "How to make it again", "Do not use it"),
    "nl": ("Gesimuleerd, niet waargenomen", "Hoe dit opnieuw te maken is", "Gebruik het niet"),
}
RUN, ALL_KINDS = "run", (*QUESTIONS, "run")
VOID = {"meta", "link", "img", "br", "hr", "input", "path"}


def discovery():
    from experiments.discovery.experiment import Discovery

    return Discovery((BASE,), SEEDS[:2], sets=100, halves=4, parameters=("urgency", "champions_mean"))


def limits():
    """The tables of its country are read when it is made, and again from the capsule."""
    return Limits(cases(Path(mkdtemp()), 12), SEEDS)


EXPERIMENTS = {
    "compare": lambda: Comparison((BASE, CUT, SOME), SEEDS),
    "sensitivity": lambda: Sensitivity((BASE,), SEEDS[:3], method="morris", by="group", n=4, outcomes=("tempo",)),
    "discover": discovery,
    "robust": lambda: Robustness((BASE, CUT, SOME), SEEDS[:2], futures=12, measures=("tempo", "balance_at_end")),
    "thresholds": lambda: Thresholds(
        (BASE,), SEEDS, drivers=("conviction_mean",), steps=6, sizes=(50, 60), countries=1, loops=("cut_size",),
        levels=("urgency", "room"), stations=3, hold=6, warm_up=12,
    ),
    "validate": lambda: Board((BASE,), SEEDS[:3], patterns=("P1", "P4", "P12", "P27")),
    "limits": limits,
    "calibrate": lambda: Calibration(
        (BASE,), SEEDS[:2], targets=("P1:as declared=-1..0.9", "P25:October 2014=0.01..1.5"),
        left_out=("P25:October 2014",), parameters=("conviction_mean", "start_rate", "base_success"), first=60,
        later=20, waves=2, few=3, tries=15, batches=2, wanted=10,
    ),
    "ablate": lambda: Ablation((BASE,), SEEDS[:2], patterns=("P1", "P4", "P8"), mechanisms=("reflex", "peers")),
    "challenge": lambda: Challenge((BASE,), SEEDS[:2]),
    "evidence": Ledger,
    "reverse": lambda: Reverse(
        (BASE,), SEEDS[:2], only=("P29",), parameters=("conviction_mean", "start_rate", "base_success"), first=60,
        later=10, waves=1, few=3, tries=6,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def capsules(tmp_path_factory) -> dict[str, Path]:
    """A capsule of each kind."""
    folder = tmp_path_factory.mktemp("capsules")
    for question in EXPERIMENTS:
        if question == "discover":
            pytest.importorskip("ema_workbench")
        carry_out(EXPERIMENTS[question](), folder / question, provenance=provenance([question, "base"]))
    results = run_replicates(BASE, SEEDS[:3])
    with writing(folder / RUN) as temporary:
        fill_capsule(temporary, results, draw_all(results), provenance(["run", "base"]))
    return {name: folder / name for name in (*EXPERIMENTS, RUN)}


def made(*folders: Path, lang: str = "en") -> str:
    with speaking(lang):
        return page([read(folder) for folder in folders])


class Checked(HTMLParser):
    """Reads a page: its words, what it refers to, and whether every element is closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.refers: list[str] = []
        self.texts: list[str] = []
        self.sources: list[str] = []
        self.ids: list[str] = []
        self.images: list[dict[str, str]] = []
        self.feed(text)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.refers += [found[name] for name in ("src", "href") if name in found]
        self.ids += [found["id"]] if "id" in found else []
        if tag == "img":
            self.images.append(found)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"{tag} closed where it is not open"

    def handle_data(self, data):
        if not {"style", "code", "pre"} & set(self.open):
            (self.sources if "cite" in self.open else self.texts).append(data)


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("question", ALL_KINDS)
def test_every_kind_gives_a_whole_page_that_needs_nothing_else(capsules, question, lang):
    text = made(capsules[question], lang=lang)
    checked = Checked(text)
    assert f'<html lang="{lang}">' in text
    assert len(checked.ids) == len(set(checked.ids))
    assert all(each.startswith(("data:image/", "#")) for each in checked.refers)
    assert "url(" not in text and "@import" not in text and "<script" not in text
    assert checked.images and all(len(image["alt"]) > 60 for image in checked.images)
    told = " ".join(checked.texts)
    for words in FIXED[lang]:
        assert words in told
    assert f"decdyn replay {question}" in text


@pytest.mark.parametrize("question", ALL_KINDS)
def test_nothing_in_a_dutch_page_is_english(capsules, question):
    checked = Checked(made(capsules[question], lang="nl"))
    for told in (*checked.texts, *(image["alt"] for image in checked.images)):
        assert not (found := ENGLISH.search(told.lower())), f"{found and found[0]!r} in {told!r}"


@pytest.mark.parametrize("question", ALL_KINDS)
def test_every_figure_stands_in_the_page_with_its_numbers_beside_it(capsules, question):
    told = read(capsules[question])
    figures = {path.stem for path in (capsules[question] / "figures").glob("*.svg")}
    assert {each.name for each in told.pictures} == figures and figures
    for each in told.pictures:
        assert len(pd.read_csv(capsules[question] / each.data)), each.name
        assert (capsules[question] / "figures" / "nl" / f"{each.name}.png").is_file()
        # The ledger tells what is declared; nothing in it is simulated.
        assert each.title and ("Simulated, not observed" in each.description or question == "evidence")


def test_there_is_a_capsule_of_every_kind_here():
    assert set(EXPERIMENTS) == set(QUESTIONS)
    for question in QUESTIONS:
        assert isinstance(EXPERIMENTS[question](), kind_of(question))


def test_numbers_in_sentences_are_those_of_the_tables(capsules):
    table = pd.read_csv(capsules["compare"] / "tables" / "outcomes.csv").set_index(["scenario", "label"])
    with speaking("nl"):
        sentences = read(capsules["compare"]).paragraphs
    row = table.loc[("cut", "balance of the books, last year")]
    found = next(found for each in sentences if (found := re.search(r"saldo ([−+][\d,]+) procentpunten", each)))
    digits = len(found[1].partition(",")[2])
    points = float(found[1].replace(",", ".").replace("−", "-"))
    assert points == pytest.approx(100 * row["effect"], abs=0.5 * 10**-digits + 1e-12)


def test_a_table_shows_value_and_interval_as_the_language_writes_them():
    table = pd.DataFrame({"scenario": ["cut"], "title": ["A cut"], "outcome": ["tempo"], "label": ["tempo"],
                          "effect": [-0.1234], "low": [-0.2], "high": [-0.05], "verdict": ["lower"]})  # fmt: skip
    with speaking("nl"):
        found = shown("outcomes", table, {"cut": "Een korting"})
    assert list(found.headings) == ["scenario", "uitkomst", "effect (interval)", "oordeel"]
    assert found.rows == [["Een korting", "tempo", "−0,12 (−0,20 tot −0,05)", "lager"]]


def test_shares_are_told_as_answers_tell_them():
    """A level as a percentage, a difference in percentage points; other units and other questions as they are."""
    table = pd.DataFrame({"outcome": ["changer_at_end", "waiting_at_end"], "unit": ["share", "weeks"],
                          "effect": [0.0264, -0.25], "low": [0.0125, -0.5], "high": [0.0403, 0.0],
                          "reference": [0.0708, 11.74]})  # fmt: skip
    found = shown("outcomes", table, {}, "compare")
    assert [list(row[1:]) for row in found.rows] == [
        ["percentage points", "+2.6 (+1.2 to +4.0)", "7.1%"],
        ["weeks", "−0.25 (−0.50 to 0.00)", "11.7"],
    ]  # fmt: skip
    with speaking("nl"):
        assert shown("outcomes", table, {}, "compare").rows[0][1:4] == ["procentpunten", "+2,6 (+1,2 tot +4,0)", "7,1%"]
    assert shown("outcomes", table, {}, "validate").rows[0][1:3] == ["share", "+0.026 (+0.013 to +0.040)"]
    # A long one is folded up, and still whole.
    assert not found.large
    many = shown("outcomes", pd.concat([table] * LONG), {}, "compare")
    assert many.large and not many.cut and len(many.rows) == 2 * LONG
    types = pd.DataFrame({"type": ["changer"], "mean": [0.0306], "lowest": [0.0], "highest": [0.05]})
    assert shown("types", types, {}, "run").rows == [["changer", "3.1% (0.0 to 5.0)"]]


def test_levels_differ_by_what_stands_beside_them_and_a_small_q_is_no_nought():
    table = pd.DataFrame({"outcome": ["changer_at_end"], "unit": ["share"], "reference": [0.0636],
                          "alternative": [0.0543], "effect": [-0.0093], "low": [-0.0142], "high": [-0.0044],
                          "q": [0.000002]})  # fmt: skip
    assert shown("groups", table, {}, "compare").rows[0][2:] == ["6.36%", "5.43%", "−0.9 (−1.4 to −0.4)", "< 0.001"]
    with speaking("nl"):
        assert shown("groups", table.assign(q=0.02), {}, "compare").rows[0][-1] == "0,020"


def test_the_page_says_which_calibrated_parameters_it_counts():
    number = sum(each.varied and each.status == "calibrated" for each in PARAMETERS)
    told = list(assumptions.on_status())[-1]
    assert told.startswith(f"Calibrated: the default of {number} of them comes from a fit") if number else "Not" in told
    with speaking("nl"):
        assert list(assumptions.on_status())[-1].startswith(f"Gekalibreerd: bij {number} daarvan" if number else "Niet")


def test_signs_in_the_words_of_a_table_are_those_of_sentences():
    table = pd.DataFrame({"claim": ["About half (40–60 %)."], "claim_nl": ["De helft (40–60 %), 0.5."]})
    assert shown("verdicts", table, {}).rows == [["About half (40–60%)."]]
    with speaking("nl"):
        assert shown("verdicts", table, {}).rows == [["De helft (40–60%), 0,5."]]


def test_the_table_that_the_answer_of_a_comparison_names_is_whole_and_has_verdicts(capsules):
    text = made(capsules["compare"])
    outcomes = text[text.index("Table 1.") : text.index("</table>", text.index("Table 1."))]
    rows = len(pd.read_csv(capsules["compare"] / "tables" / "outcomes.csv"))
    assert outcomes.count("<tr>") == rows + 1 and rows > 40 and ">verdict</th>" in outcomes


def test_a_run_says_by_which_rules_it_was_made(capsules):
    manifest = json.loads((capsules[RUN] / "manifest.json").read_text())
    assert manifest["rules"] == rules()
    checked = Checked(made(capsules[RUN]))
    assert any(rules().partition(", rules ")[2] in text for text in checked.texts)


@pytest.mark.parametrize(
    ("lang", "made_up", "real"),
    [("en", "come out of a model", "The municipalities are real"), ("nl", "komen uit een model", "zijn echt")],
)
def test_municipalities_are_called_real_only_where_they_are(capsules, lang, made_up, real):
    told = " ".join(Checked(made(capsules["compare"], lang=lang)).texts)
    assert made_up in told and real not in told
    ledger = " ".join(Checked(made(capsules["evidence"], lang=lang)).texts)
    assert real in ledger and ("alibrat" in ledger or "ekalibreerd" in ledger)


def test_a_long_list_and_a_command_stand_apart_in_an_answer():
    short, long = [f"- {n}" for n in range(3)], [f"- {n}" for n in range(LONGEST_LIST + 1)]
    assert blocks(["One.", *short, "`decdyn run`"]) == [
        ("p", ["One."]), ("ul", ["0", "1", "2"]), ("pre", ["decdyn run"])
    ]  # fmt: skip
    assert len(blocks(long)[0][1]) > LONGEST_LIST


def test_an_interval_belongs_to_the_one_value_that_it_holds():
    swept = pd.DataFrame({"value": [0.2, 0.4], "mean": [0.5, 0.6], "low": [0.4, 0.5], "high": [0.55, 0.7],
                          "seeds": [6, 6], "seeds_low": [0.3, 0.5], "seeds_high": [0.2, 0.4]})  # fmt: skip
    assert intervals_of(swept) == {"mean": ("low", "high")}
    assert intervals_of(swept.drop(columns="mean").assign(value=0.52)) == {"value": ("low", "high")}
    assert shown("sweeps", swept, {}).headings[:2] == ["value", "mean (interval)"]


def test_a_long_table_is_cut_and_names_its_file(capsules):
    text = made(capsules["compare"])
    rows = len(pd.read_csv(capsules["compare"] / "tables" / "paths.csv"))
    assert f"The first 8 of {rows} rows; all of them in <code>compare/tables/paths.csv</code>." in text


def test_the_assumptions_are_those_that_the_scenarios_touch(capsules):
    text = made(capsules["compare"])
    touched = text[text.index('id="rests-1"') : text.index('id="replay-1"')]
    assert "announced cut in the transferred sum" in touched and "0.15 → 0.3" in touched
    assert "appetite for risk" not in touched
    assert "48 parameters: which" in made(capsules["sensitivity"])


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_what_scenarios_are_about_and_what_their_evidence_says_stands_in_the_page(capsules, lang):
    checked = Checked(made(capsules["compare"], lang=lang))
    told = " ".join(checked.texts)
    cited = [EVIDENCE[id] for id in parameter("cut_size").evidence if id in EVIDENCE]
    with speaking(lang):
        assert cited and description(CUT) in told
        assert all(claim(each) in told for each in cited)
    assert {each.source for each in cited} <= set(checked.sources)


def test_several_capsules_share_contents_and_assumptions(capsules):
    text = made(capsules["compare"], capsules["robust"], lang="nl")
    checked = Checked(text)
    assert [each for each in checked.refers if each.startswith("#")] == [
        "#answer-1", "#answer-2", "#assumptions", "#not-for"
    ]  # fmt: skip
    assert text.count("Waar de 48 parameters hun waarde vandaan hebben") == 1
    assert "Antwoorden op 2 vragen" in text and "Figuur 2.1." in text


def test_a_kind_that_is_not_known_is_told_as_it_is(tmp_path):
    carry_out(toy(), tmp_path / "toy")
    for lang in ("en", "nl"):
        text = made(tmp_path / "toy", lang=lang)
        Checked(text)
        assert "What do cuts do?" in text and "The mean tempo is" in text
    assert '<div class="answer" lang="en">' in text and "alleen in het Engels" in text


def test_text_of_a_scenario_is_text_and_no_markup(tmp_path):
    nasty = BASE.with_(title="<script>alert(1)</script> & “more”", title_nl="")
    carry_out(Board((nasty,), (1, 2), patterns=("P1",)), tmp_path / "board")
    text = made(tmp_path / "board")
    assert "<script" not in text and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “more”" in text


def test_one_capsule_twice_is_refused(capsules):
    with pytest.raises(Fault, match="capsules: got 'run' twice"):
        made(capsules[RUN], capsules[RUN])


@pytest.fixture
def told(tmp_path, monkeypatch):
    """A small capsule in the folder that one is in."""
    monkeypatch.chdir(tmp_path)
    carry_out(Board((BASE,), (1, 2), patterns=("P1",)), tmp_path / "board")
    return tmp_path


def asked(*arguments: str):
    return CliRunner().invoke(app, ["report", *arguments])


def test_the_command_writes_a_page_and_does_not_overwrite_it(told):
    done = asked("board", "--lang", "nl", "--out", "memo.html")
    assert done.exit_code == 0 and "memo.html" in done.output
    assert "Welke patronen laat “Zoals aangenomen” zien?" in (told / "memo.html").read_text()
    again = asked("board", "--out", "memo.html")
    assert again.exit_code == 2 and "--out: memo.html exists already" in again.output
    assert asked("board", "--out", "memo.html", "--force").exit_code == 0
    assert '<html lang="en">' in (told / "memo.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("board", "--lang", "de"), "unknown language 'de'"),
        (("board", "--lang", "de"), "allowed: en, nl"),
        (("nowhere",), "nowhere: is no folder"),
        (("board", "--out", "memo.pdf"), "--out: got 'memo.pdf'; allowed a file that ends in .html"),
        (("board", "--out", "there/memo.html"), "there is no folder there"),
        (("board/figures",), "holds no manifest.json"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(told, arguments, complaint):
    done = asked(*arguments)
    assert done.exit_code == 2 and complaint in done.output
    assert not list(told.glob("*.html"))


@pytest.mark.parametrize("name", ["tables/verdicts.csv", "answer.nl.md", "figures/board.svg"])
def test_a_capsule_that_was_changed_is_refused_with_the_file_named(told, name):
    with (told / "board" / name).open("a") as file:
        file.write("changed")
    done = asked("board")
    assert done.exit_code == 2 and f"board/{name}: differs from what was written" in done.output
    assert not (told / "report.html").exists()


def test_an_unfinished_experiment_is_refused(told):
    (told / "board" / "manifest.json").unlink()
    done = asked("board")
    assert done.exit_code == 2 and "is not finished" in done.output and "--resume" in done.output


def test_the_page_says_what_made_the_answer_and_when_by_other_rules(told):
    text = made(told / "board")
    manifest = json.loads((told / "board" / "manifest.json").read_text())
    assert manifest["created"] in text and f"{len(manifest['files'])}, all as written" in text
    assert "by another version" not in text
    described = told / "board" / "experiment.json"
    described.write_text(described.read_text().replace(manifest["rules"], "old rules"))
    from experiments.capsule import digest

    manifest["files"]["experiment.json"]["sha256"] = digest(described)
    (told / "board" / "manifest.json").write_text(json.dumps(manifest))
    assert "by another version than the answer (old rules)" in made(told / "board")
