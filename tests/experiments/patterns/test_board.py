"""The board: from seeds to verdicts, on made-up numbers and on made-up patterns."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments import patterns
from experiments.carrying_out import carry_out, read_ensembles
from experiments.cli import app
from experiments.experiment import ensembles_of
from experiments.patterns import answer, dutch, figure, thirty
from experiments.patterns.answer import KIND_WORDS, VERDICTS, wanted
from experiments.patterns.board import Board, statistics_of, verdicts_of
from experiments.patterns.pattern import Kind, Pattern, Seen, Statistic
from experiments.patterns.trying import scores
from experiments.patterns.verdicts import Interval, Verdict, interval, together, verdict_on
from model import Scenario
from model.declaration import Fault, UnknownName
from model.language import Words, speaking

SMALL = Scenario.load("baseline").with_(months=12, population={"kind": "synthetic", "number": 12, "seed": 1})
RISE = Statistic("rise", "rise", low=0.3, neutral=0.0)
FALL = Statistic("fall", "fall", high=-0.3, neutral=0.0)
BAND = Statistic("band", "band", low=-0.2, high=0.2)


@pytest.mark.parametrize(
    ("statistic", "low", "high", "verdict"),
    [
        (RISE, 0.3, 0.5, Verdict.SHOWN),
        (RISE, 0.29, 0.5, Verdict.WEAK),
        (RISE, 0.01, 0.02, Verdict.WEAK),
        (RISE, -0.01, 0.5, Verdict.NOT_SHOWN),
        (RISE, -0.5, -0.01, Verdict.CONTRADICTED),
        (FALL, -0.5, -0.3, Verdict.SHOWN),
        (FALL, -0.5, -0.01, Verdict.WEAK),
        (FALL, -0.5, 0.1, Verdict.NOT_SHOWN),
        (FALL, 0.01, 0.5, Verdict.CONTRADICTED),
        (BAND, -0.2, 0.2, Verdict.SHOWN),
        (BAND, 0.1, 0.3, Verdict.NOT_SHOWN),
        (BAND, 0.21, 0.3, Verdict.CONTRADICTED),
        (BAND, -0.5, -0.21, Verdict.CONTRADICTED),
    ],
)
def test_a_verdict_follows_from_the_whole_interval(
    statistic: Statistic, low: float, high: float, verdict: Verdict
) -> None:
    assert verdict_on(statistic, Interval((low + high) / 2, low, high)) is verdict


def test_a_pattern_is_as_good_as_its_worst_statistic() -> None:
    assert together([Verdict.SHOWN, Verdict.SHOWN]) is Verdict.SHOWN
    assert together([Verdict.SHOWN, Verdict.WEAK]) is Verdict.WEAK
    assert together([Verdict.NOT_SHOWN, Verdict.WEAK]) is Verdict.NOT_SHOWN
    assert together([Verdict.CONTRADICTED, Verdict.NOT_SHOWN, Verdict.SHOWN]) is Verdict.CONTRADICTED


def test_an_interval_covers_the_true_mean_as_often_as_it_says() -> None:
    chance = np.random.default_rng(1)
    found = [interval(chance.normal(2.0, 1.0, 30)) for _ in range(200)]
    assert 0.88 <= np.mean([each.low <= 2.0 <= each.high for each in found]) <= 0.99
    assert interval([1.0, 1.0, 1.0]) == (1.0, 1.0, 1.0)


def test_where_too_few_seeds_have_a_value_nothing_is_said() -> None:
    assert interval([1.0, 2.0, 3.0, 4.0, np.nan]).mean == 2.5
    assert np.isnan(interval([1.0, 2.0, 3.0, np.nan, np.nan]).mean)
    assert verdict_on(BAND, interval([0.0, np.nan])) is Verdict.NOT_SHOWN


def test_thresholds_in_words() -> None:
    assert [wanted(0.4, 0.6), wanted(-np.inf, -0.2), wanted(1.05, np.inf)] == [
        "0.40 to 0.60", "-0.20 or less", "1.05 or more",
    ]  # fmt: skip


class Started(Pattern):
    """Do more pilots begin where beginning is easier?"""

    code = "T1"
    kind = Kind.VERIFICATION
    claim = "More begins where beginning is easier."
    evidence = ("A9",)
    statistics: ClassVar[tuple[Statistic, ...]] = (Statistic("more", "pilots more", low=0.2, neutral=0.0),)

    def scenarios(self, base: Scenario) -> dict[str, Scenario]:
        return {"hard": base.with_(parameters={"start_rate": 0.1}), "easy": base.with_(parameters={"start_rate": 1.5})}

    def observe(self, word: str, run) -> dict[str, np.ndarray]:
        halfway = run.go_on(6).country.municipalities["all_starts"].copy()
        return {"halfway": halfway, "end": run.go_on().country.municipalities["all_starts"]}

    def measure(self, seen: Mapping[str, Seen]) -> dict[str, float]:
        assert all((each["halfway"] <= each["end"]).all() for each in seen.values())
        return {"more": seen["easy"]["end"].mean() - seen["hard"]["end"].mean()}


class Turned(Started):
    """The same claim the wrong way round."""

    code = "T2"
    statistics: ClassVar[tuple[Statistic, ...]] = (Statistic("more", "pilots more", high=-0.2, neutral=0.0),)


class Joined(Started):
    """Counts only with others."""

    code = "T3"
    kind = Kind.JOINT


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thirty, "PATTERNS", (Started(), Turned()))


@pytest.mark.usefixtures("two")
def test_a_claim_is_shown_and_its_opposite_contradicted() -> None:
    table = scores(["T1", "T2"], range(5), SMALL)
    assert table["verdict"].tolist() == ["shown", "contradicted"]
    assert (table["seeds"] == 5).all()
    assert table["mean"][0] == table["mean"][1] > 0.2


@pytest.mark.usefixtures("two")
def test_a_capsule_holds_the_board_and_what_was_observed(tmp_path: Path) -> None:
    board = Board((SMALL,), (1, 2, 3))
    done = carry_out(board, tmp_path / "board")
    assert set(done.findings.tables) == {"verdicts", "statistics", "values", "type_rule"}
    again, memory = read_ensembles(tmp_path / "board"), ensembles_of(board)
    for part, ensemble in memory.items():
        for kept, seen in zip(again[part].observed, ensemble.observed, strict=True):
            assert list(kept) == list(seen) == ["halfway", "end"]
            for name in seen:
                np.testing.assert_array_equal(kept[name], seen[name])
    text = (tmp_path / "board" / "answer.md").read_text(encoding="utf-8")
    assert "Verification (the rules work; nothing more): 1 of 2 shown.\n" in text
    assert "- Contradicted: More begins where beginning is easier (T2).\n" in text
    assert "- Shown: More begins where beginning is easier (T1).\n" in text
    assert patterns.shown_on(tmp_path / "board") == {"T1": True, "T2": False}


class Revised(Started):
    """An emergent claim behind which a rule was revised."""

    code = "T4"
    kind = Kind.EMERGENT
    rule_revised = Words("pace", "tempo")
    one_rule = Words("starting", "starten")


class Reread(Started):
    """An emergent claim of which the check was revised."""

    code = "T5"
    kind = Kind.EMERGENT
    reading_revised = Words("months", "maanden")


class Untouched(Started):
    """An emergent claim as it was first scored."""

    code = "T6"
    kind = Kind.EMERGENT


def board_table(verdicts: dict[Pattern, str]) -> pd.DataFrame:
    """The table of verdicts of these patterns."""
    table = pd.DataFrame({"pattern": [each.code for each in verdicts], "verdict": list(verdicts.values())})
    return verdicts_of(list(verdicts), table)


def test_emergent_patterns_are_told_by_what_was_revised_and_never_with_other_kinds() -> None:
    verdicts: dict[Pattern, str] = {Revised(): "shown", Reread(): "shown", Untouched(): "shown", Started(): "shown"}
    told = answer.on_revisions(list(verdicts), board_table(verdicts))[1:]
    assert told == [
        "- Shown, and untouched since the first score: T6.", "- Shown, with only the check revised: T5.",
        "- Shown after a rule behind it was revised: T4.", "- Revised, and still not shown: none.",
        "- Shown, but hanging on one rule: T4.",
    ]  # fmt: skip
    lost = dict.fromkeys(verdicts, "weak")
    assert "- Revised, and still not shown: T4 and T5." in answer.on_revisions(list(lost), board_table(lost))
    assert answer.on_revisions([Started()], board_table({Started(): "shown"})) == []


def test_what_was_revised_stands_in_the_table_of_verdicts_in_both_languages() -> None:
    table = board_table({Revised(): "shown", Untouched(): "shown"})
    assert table["revised"].tolist() == ["model revised: pace; hangs on one rule: starting", ""]
    assert table["revised_nl"].tolist() == ["model herzien: tempo; hangt aan één regel: starten", ""]


def test_small_numbers_keep_their_sign_and_nothing_is_wanted_of_the_unjudged() -> None:
    assert [answer.figure(value) for value in (-0.00031, 0.0009, -1e-12, 0.0, 0.25, 12.34, 123.4)] == [
        "-0.0003", "0.0009", "0.00", "0.00", "0.25", "12.3", "123",
    ]  # fmt: skip
    row = pd.Series({"words": "months", "words_nl": "maanden", "from": -np.inf, "to": np.inf, "mean": 2.0, "low": 1.0,
                     "high": 3.0})  # fmt: skip
    assert answer.on_statistic(row) == "months 2.00 (1.00 to 3.00)"


def board_of(folder: Path, **verdicts: str) -> Path:
    """What is left of a board: its verdicts."""
    (folder / "tables").mkdir(parents=True)
    table = pd.DataFrame({"pattern": list(verdicts), "verdict": list(verdicts.values())})
    table.to_csv(folder / "tables" / "verdicts.csv", index=False)
    return folder


@pytest.mark.parametrize(
    ("call", "code", "why"),
    [
        ([], 5, ""),
        (["--seed", "2"], 0, "seed is 2 and not 1"),
        (["--replicates", "10", "--seed", "2"], 0, "seed is 2 and not 1 and replicates is 10 and not 60"),
        (["--replicates", "10", "--quiet"], 0, ""),
        (["--scenario", "no-cut"], 0, "scenario is no-cut and not baseline"),
        (["--ensemble", "plausible"], 0, "ensemble is plausible and not declared"),
        (["--seed", "2", "--against", "results/patterns"], 5, ""),
        (["--against", "earlier"], 0, ""),
    ],
)
def test_what_the_committed_board_showed_must_be_shown_or_it_is_said_why_not(
    call: list[str], code: int, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    board_of(tmp_path / "results" / "patterns", P5="shown", P6="shown", P7="weak", P8="shown")
    board_of(tmp_path / "earlier", P6="shown")
    # P8 is not asked this time, so it is not lost.
    now = {"P5": "weak", "P6": "shown", "P7": "not shown"}
    monkeypatch.setattr(patterns.asking, "ask", lambda make, *, out, **others: board_of(out, **now))
    done = CliRunner().invoke(app, ["validate", "--out", "now", *call])
    assert done.exit_code == code
    assert ("Shown in results/patterns and not any more: P5\n" in done.stderr) == (code == 5)
    told = f"Not compared with the board in results/patterns, because {why}.\n" if why else ""
    assert told in done.stderr and ("Not compared" in done.stderr) == bool(why)


def test_away_from_the_repository_it_says_that_there_is_no_board_to_compare_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(patterns.asking, "ask", lambda make, *, out, **others: board_of(out, P5="weak"))
    done = CliRunner().invoke(app, ["validate", "--out", "now"])
    assert done.exit_code == 0
    assert "Not compared with the board in results/patterns, because it is not there: run this from" in done.stderr


def test_a_joint_pattern_counts_only_with_those_it_needs() -> None:
    statistics = pd.DataFrame({"pattern": ["T3"], "verdict": ["shown"]})
    row = verdicts_of([Joined()], statistics).iloc[0]
    assert (row["verdict"], row["without"]) == ("not shown", "P2 and P26")


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"scenarios": ()}, "scenarios: got 0; allowed one"),
        ({"seeds": (1,)}, "seeds: got 1; allowed two or more"),
    ],
)
def test_a_board_that_cannot_be_made_is_refused(changes: dict, text: str) -> None:
    with pytest.raises(Fault, match=text):
        Board(**{"scenarios": (SMALL,), "seeds": (1, 2)} | changes)


def test_an_unknown_pattern_is_refused() -> None:
    with pytest.raises(UnknownName, match="P99"):
        Board((SMALL,), (1, 2), ("P99",))


def test_the_figure_shows_every_verdict_readably_at_page_width_with_kinds_apart() -> None:
    """Texts neither overlap nor leave the page, in both languages, whatever the verdict; the numbers are its data."""
    every = list(Verdict)
    rows = [
        (each.code, str(each.kind), each.claim, dutch.claim(each), "A1", str(every[place % len(every)]), "")
        for place, each in enumerate(thirty.PATTERNS)
    ]
    verdicts = pd.DataFrame(rows, columns=["pattern", "kind", "claim", "claim_nl", "evidence", "verdict", "without"])
    values = [
        (each.code, seed, one.name, 0.5) for each in thirty.PATTERNS for one in each.statistics for seed in (1, 2)
    ]
    statistics = statistics_of(thirty.PATTERNS, pd.DataFrame(values, columns=["pattern", "seed", "statistic", "value"]))
    drawn = figure.draw(Board((Scenario.load("baseline"),), (1, 2)), statistics, verdicts)
    assert len(drawn.data) == len(statistics)
    for page, language in ((drawn, "en"), (drawn.dutch, "nl")):
        assert page.get_figwidth() <= 9.5 and page.get_figheight() <= 14
        page.canvas.draw()
        texts = page.axes[0].texts
        assert min(text.get_size() for text in texts) >= 8.5
        boxes = [text.get_window_extent() for text in texts]
        assert max(box.x1 for box in boxes) <= page.bbox.width
        beside = [
            (one, two) for one in boxes for two in boxes if one is not two and one.y0 < two.y1 and two.y0 < one.y1
        ]
        assert not any(one.x0 < two.x1 and two.x0 < one.x1 for one, two in beside)
        told = [text.get_text() for text in texts]
        with speaking(language):
            assert all(str(words) in told for words in KIND_WORDS.values())
            assert {str(VERDICTS[verdict]) for verdict in Verdict} <= set(told)
