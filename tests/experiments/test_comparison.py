"""The comparison as a whole: plans, findings on a small country, the answer, figures, faults and the command."""

import io
import re

import numpy as np
import pandas as pd
import pytest
import typer
from matplotlib.collections import EllipseCollection
from matplotlib.text import Text
from typer.testing import CliRunner

from experiments import comparison
from experiments.comparison import answer, lead, wording
from experiments.comparison.experiment import FULL, HELD, Comparison
from experiments.comparison.figures import Pair, effects_map, outcomes, overview, paths, seeds_in_words
from experiments.comparison.municipalities import IN_ALL, NATIONAL_FEEDBACK, NOT_TREATED, OUT_OF_REACH, OVER_TIES
from experiments.comparison.paired import FEW, HIGHER, LOWER, NEVER, OPEN, UNCHANGED
from experiments.experiment import Findings, ensembles_of
from experiments.figures import saving
from experiments.figures.looks import RESOLUTION
from experiments.figures.pages import Page
from experiments.naming import GOALS, called_shortly
from experiments.robustness.measures import MEASURES
from model import Scenario
from model.declaration import Fault, UnknownName
from model.ensemble import Batch, Ensemble
from model.intervention_kinds import Champion, Where
from model.language import speaking
from model.outcomes import OUTCOME
from model.scenario_parts import PopulationChoice
from model.summaries import SUMMARY
from tests.model.countries import small

COUNTRY = PopulationChoice(kind="synthetic", number=30, seed=1)
BASE = Scenario(name="base", title="As assumed", population=COUNTRY, parameters={"champions_mean": 0.5})
SEEDS = tuple(range(1, 9))


def champions(**where: object) -> tuple[Champion, ...]:
    return (Champion(start="2013-02", seat="director", where=Where(**where)),)


EVERYWHERE = BASE.with_(
    name="everywhere", title="Everywhere", parameters={"champions_mean": 0.0}, interventions=champions()
)
LARGE = BASE.with_(name="large", title="In the large", interventions=champions(size_classes=("large",)))
FIFTH = BASE.with_(name="fifth", title="In a fifth", interventions=champions(share=0.2))


def found(experiment: Comparison) -> Findings:
    return experiment.findings(ensembles_of(experiment))


@pytest.fixture(scope="module")
def findings() -> Findings:
    return found(Comparison((BASE, EVERYWHERE, LARGE, FIFTH), SEEDS))


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes most of the time, and some tests are not about it."""
    monkeypatch.setattr("experiments.comparison.figures.draw_all", lambda *arguments: {})
    monkeypatch.setattr("experiments.comparison.figures.laid_out", lambda facts: None)


def verdict(findings: Findings, scenario: str, outcome: str) -> str:
    table = findings.tables["outcomes"].set_index(["scenario", "outcome"])
    return str(table.loc[(scenario, outcome), "verdict"])


def test_everything_is_run_once_and_where_somebody_is_not_treated_once_more_with_the_nation_held():
    plans = Comparison((BASE, EVERYWHERE, LARGE), SEEDS).plans()
    assert list(plans) == [FULL, HELD]
    assert [each.name for each in plans[FULL].design.scenarios] == ["base", "everywhere", "large"]
    assert [(each.name, each.held) for each in plans[HELD].design.scenarios] == [
        ("base", (NATIONAL_FEEDBACK,)), ("large", (NATIONAL_FEEDBACK,)),
    ]  # fmt: skip
    assert list(Comparison((BASE, EVERYWHERE), SEEDS).plans()) == [FULL]


def test_champions_everywhere_raise_tempo_and_lower_the_share_of_cautious(findings):
    assert verdict(findings, "everywhere", "tempo") == HIGHER
    assert verdict(findings, "everywhere", "cautious_at_date") == LOWER
    tempo = findings.tables["outcomes"].query("scenario == 'everywhere' and outcome == 'tempo'").iloc[0]
    levels = [f"tempo rises from {tempo['reference']:.{places}f} to" for places in (1, 2)]
    assert any(
        any(each in sentence for each in levels) and sentence.startswith("With “Everywhere”")
        for sentence in findings.answer
    )


def test_the_answer_leads_with_tempo_types_goals_and_what_got_better_and_worse(findings):
    """A few sentences to quote, whose numbers are those of the table."""
    table = findings.tables["outcomes"].query("scenario == 'everywhere'").set_index("outcome")
    first = findings.answer.index(next(each for each in findings.answer if each.startswith("With “Everywhere”")))
    types, goals, balance = findings.answer[first : first + 3]
    assert "the share of changers at the end" in types and "the share of cautious municipalities" in types
    assert "het aandeel veranderaars aan het eind" in types.dutch and "het tempo stijgt van" in types.dutch
    for name in ("changer_at_end", "cautious_at_end"):
        assert f"{wording.parts(table.loc[name])[0]} percentage points, interval" in types
    assert goals.startswith("The mean of the six goals in the last year (0 to 1; active citizenship is one of the six)")
    assert goals.dutch.startswith("Het gemiddelde van de zes doelen")
    judged = table.loc[list(lead.JUDGED)]
    sign = [MEASURES[name].sign for name in judged.index]
    clear = judged["verdict"].isin([HIGHER, LOWER])
    better, worse = (int((clear & (judged["effect"] * sign * way > 0)).sum()) for way in (1, -1))
    words = [f"{number or 'none'} get{'s' if number == 1 else ''}" for number in (better, worse)]
    assert f"Of {len(judged)} outcomes that have a better and a worse side {words[0]} better" in balance
    assert f"and {words[1]} worse" in balance
    assert f"de andere {len(judged) - better - worse} zijn" in balance.dutch


@pytest.mark.parametrize(
    ("rest", "english", "dutch"),
    [
        (0, "worse.", "slechter."),
        (1, "; the other one cannot be told from chance or does not change.",
         "; de andere is niet van toeval te onderscheiden of verandert niet."),
        (2, "; the other 2 cannot be told from chance or do not change.",
         "; de andere 2 zijn niet van toeval te onderscheiden of veranderen niet."),
    ],
)  # fmt: skip
def test_what_is_left_is_told_in_the_right_number(rest, english, dutch):
    names = lead.JUDGED[: rest + 1]
    rows = pd.DataFrame([row(verdict=OPEN if place else HIGHER) for place, _ in enumerate(names)], index=list(names))
    assert lead.on_balance(rows).endswith(english)
    with speaking("nl"):
        assert lead.on_balance(rows).endswith(dutch)


def test_the_finding_comes_before_what_was_changed(findings):
    finding, changed = (
        next(place for place, each in enumerate(findings.answer) if each.startswith(words))
        for words in ("With “Everywhere”", "“Everywhere” differs")
    )
    assert finding < changed


def test_that_there_are_too_few_seeds_is_said_once(undrawn):
    few = found(Comparison((BASE, LARGE, FIFTH), (1, 2)))
    assert sum("told from chance" in sentence for sentence in few.answer) == 1
    assert "told from chance" in few.answer[0] and "--replicates" not in few.answer[0]


def test_the_six_goals_are_those_of_the_mean(findings):
    table = findings.tables["outcomes"].query("scenario == 'large'").set_index("outcome")["alternative"]
    assert table[[f"{name}_at_end" for name in GOALS]].mean() == pytest.approx(table["goals_at_end"])
    assert len(GOALS) == 6 and "active_citizenship" in GOALS


def test_how_intervals_are_to_be_read_is_said_once(findings):
    assert sum("Intervals are of 95%, over 8 paired seeds" in sentence for sentence in findings.answer) == 1
    assert findings.answer[-1].startswith("Intervals are of 95%")


def test_outcomes_that_are_not_tested_are_counted(findings):
    table = findings.tables["outcomes"].query("scenario == 'everywhere'").copy()
    table["q"] = 0.01
    assert f"Of {len(table)} outcomes tested some" in lead.on_method(table)
    table.loc[table.index[0], "q"] = np.nan
    assert f"Of {len(table) - 1} outcomes tested (1 of {len(table)} is not: the same under" in lead.on_method(table)


def test_no_hyphen_stands_for_a_minus(findings):
    for sentence in findings.answer:
        for text in (sentence, sentence.dutch):
            assert not re.search(r"[ (]-\d", text), text


def row(**values: object) -> pd.Series:
    given = {"verdict": HIGHER, "unit": "share", "p": 0.0, "reference": 0.1, "alternative": 0.3, "in_noise": 2.0}
    return pd.Series(given | {"effect": 0.2, "low": 0.15, "high": 0.25} | values)


TINY = {"effect": 2e-6, "low": 1e-6, "high": 3e-6}


@pytest.mark.parametrize(
    "values, english, dutch",
    [
        (
            {},
            "it rises from 10% to 30% (+20 percentage points, interval +15 to +25; 2.0 times the noise)",
            "it stijgt van 10% naar 30% (+20 procentpunten, interval +15 tot +25; 2.0 maal de ruis)",
        ),
        (
            {"verdict": OPEN, "p": 0.5, "unit": "weeks", "effect": 0.2, "low": -0.3, "high": 0.7},
            "it shows no distinguishable difference (0.3 against 0.1 weeks; +0.2, interval −0.3 to +0.7)",
            "it toont geen te onderscheiden verschil (0.3 tegen 0.1 weken; +0.2, interval −0.3 tot +0.7)",
        ),
        (
            {"verdict": UNCHANGED, "low": 0.0, "high": 0.0, "effect": 0.0, "alternative": 0.1},
            "it stays exactly the same (10.0%)",
            "it blijft precies gelijk (10.0%)",
        ),
        (
            {"reference": 0.0636, "alternative": 0.0543, "effect": -0.0093, "low": -0.0142, "high": -0.0044},
            "it falls from 6.36% to 5.43% (−0.9 percentage points, interval −1.4 to −0.4; 2.0 times the noise)",
            "it daalt van 6.36% naar 5.43% (−0.9 procentpunten, interval −1.4 tot −0.4; 2.0 maal de ruis)",
        ),
        (
            {"unit": "0-1", "reference": 0.336, "alternative": 0.336, "in_noise": 0.01, **TINY},
            "it is hardly higher, by less than 0.001 (0.336; less than 0.1 times the noise)",
            "it is nauwelijks hoger, met minder dan 0.001 (0.336; minder dan 0.1 maal de ruis)",
        ),
        (
            {"verdict": OPEN, "p": 0.5, "reference": 0.336, "alternative": 0.336, **TINY},
            "it shows no distinguishable difference (33.6% against 33.6%; less than 0.1 percentage points)",
            "it toont geen te onderscheiden verschil (33.6% tegen 33.6%; minder dan 0.1 procentpunten)",
        ),
        ({"verdict": NEVER}, "it is not reached", "it wordt niet bereikt"),
    ],
)  # fmt: skip
def test_a_change_is_told_from_level_to_level(values, english, dutch):
    assert lead.change(row(**values), "it") == english
    with speaking("nl"):
        assert lead.change(row(**values), "it") == dutch


def test_what_hardly_differs_gets_neither_better_nor_worse():
    names = list(lead.JUDGED[:4])
    rows = pd.DataFrame([row(), row(**TINY), row(**TINY), row(verdict=OPEN)], index=names)
    told = lead.on_balance(rows)
    assert "side 1 gets better" in told and "none get worse; 2 change by less than 0.001 (0.1 percentage" in told
    assert told.endswith("; the other one cannot be told from chance or does not change.")
    assert [len(each) for each in lead.balance(rows)] == [1, 0]
    tiny = pd.DataFrame([row(**TINY), row(**TINY)])
    assert outcomes.headline(tiny) == "None of 2 outcomes changes by 0.001 or more"
    assert wording.with_unit(row(**TINY)) == "less than 0.1 percentage points"
    assert wording.with_unit(row(**TINY, unit="weeks")) == "less than 0.001 weeks"
    # What would be told apart at a glance is not rounded away.
    assert wording.with_unit(row(effect=2e-6, low=-0.02, high=0.02, unit="0-1")) == "0.000 (−0.020 to +0.020)"


def test_why_municipalities_are_not_told_apart_is_said():
    verdicts = [HIGHER, HIGHER, OPEN, FEW, FEW, UNCHANGED]
    rows = [
        row(verdict=verdict, code=place, treated=True, outcome=outcome, channel=IN_ALL, **(TINY if place == 1 else {}))
        for outcome in ("tempo", "goals")
        for place, verdict in enumerate(verdicts)
    ]
    told = list(answer.on_municipalities(pd.DataFrame(rows)))
    counts = (
        "higher in 1, not distinguishable in 1, unchanged in 1, too few seeds in 2 and changed by less than 0.001 in 1"
    )
    assert told == [f"Each municipality by itself (6): tempo: {counts}; mean of the six goals, last month: {counts}."]
    with speaking("nl"):
        assert "te weinig seeds in 2" in next(answer.on_municipalities(pd.DataFrame(rows)))


def test_a_scenario_does_not_differ_from_itself(undrawn):
    same = found(Comparison((BASE, BASE.with_(name="again", title="Again")), SEEDS[:5]))
    verdicts = same.tables["outcomes"]["verdict"]
    unchanged = int((verdicts == UNCHANGED).sum())
    assert unchanged > 20 and unchanged + (verdicts == NEVER).sum() == len(verdicts)
    assert set(same.tables["municipalities"]["verdict"]) == {UNCHANGED}
    assert "“Again” differs from “As assumed” in this: nothing." in same.answer
    told = f"all {len(verdicts)} outcomes are exactly the same under every seed"
    assert any(told in sentence for sentence in same.answer)
    assert len(same.answer) == 2, "nothing more is told of what does not differ"
    assert outcomes.headline(same.tables["outcomes"]).endswith("are exactly the same under every seed")
    assert effects_map.headline(same.tables["municipalities"]["verdict"]).endswith("tempo is exactly the same")
    assert paths.headline(["waiting"], [UNCHANGED]) == "No path differs at the end"


def test_who_is_not_treated_is_told_by_channel(findings):
    groups = findings.tables["groups"]
    mine = groups[(groups["scenario"] == "large") & (groups["group"] == NOT_TREATED)]
    wide = mine.pivot(index="outcome", columns="channel", values="effect")
    assert wide[IN_ALL].to_numpy() == pytest.approx(wide.drop(columns=IN_ALL).sum(axis=1).to_numpy())
    assert set(groups.loc[groups["scenario"] == "everywhere", "group"]) == {"treated"}


def test_out_of_reach_of_ties_nothing_changes_at_all(undrawn):
    country = small(60, "Groningen", "Zeeland", network=("neighbours", "region"))
    other = country.with_(name="other", interventions=champions(provinces=("Groningen",)))
    far = found(Comparison((country, other), (1, 2, 3)))
    groups = far.tables["groups"]
    over_ties = groups[(groups["group"] == OUT_OF_REACH) & (groups["channel"] == OVER_TIES)]
    assert len(over_ties) == 8 and set(over_ties["verdict"]) == {UNCHANGED}
    assert any("exactly unchanged in every state shown (39 cases" in sentence for sentence in far.answer)


def test_the_same_runs_give_the_same_bytes(undrawn):
    def written(findings: Findings) -> bytes:
        memory = io.BytesIO()
        for table in findings.tables.values():
            table.to_parquet(memory, index=False)
        return memory.getvalue() + "\n".join(findings.answer).encode()

    experiment = Comparison((BASE, FIFTH), (1, 2, 3))
    assert written(found(experiment)) == written(found(experiment))


def test_it_can_be_written_down_and_made_again():
    experiment = Comparison((BASE, LARGE), SEEDS, ("tailoring", "waiting"))
    assert Comparison.made_from(experiment.options(), experiment.scenarios) == experiment
    assert experiment.title() == "What changes when “In the large” replaces “As assumed”?"
    with speaking("nl"):
        assert experiment.title() == "Wat verandert er als “In the large” in de plaats komt van “As assumed”?"


def without(ensemble: Ensemble, **seeds: tuple[int, ...]) -> Ensemble:
    """The ensemble as if these runs had failed: seeds by scenario."""
    batch, names = ensemble._batch, ensemble.design.names(ensemble._batch.runs)
    lost = np.array([seed in seeds.get(name, ()) for name, seed in zip(names["scenario"], names["seed"], strict=True)])

    def kept(things: list) -> list:
        return [thing for thing, gone in zip(things, lost, strict=True) if not gone] if things else []

    errors = {int(run): "it failed" for run in batch.runs[lost]}
    summaries = np.where(lost[:, None], np.nan, batch.summaries)
    return Ensemble(
        ensemble.design, ensemble.kept,
        Batch(batch.runs, summaries, kept(batch.series), kept(batch.municipalities), [], errors),
    )  # fmt: skip


@pytest.fixture(scope="module")
def many() -> Findings:
    """More alternatives than have figures of their own; of most of them nothing can be told."""
    quiet = [BASE.with_(name=f"again-{place}", title=f"Again {place}") for place in range(7)]
    slight = BASE.with_(name="slight", title="Slight", parameters={"champions_mean": 0.5, "second_wave": 0.1})
    return found(Comparison((BASE, *quiet, LARGE, EVERYWHERE, slight), SEEDS))


def test_many_alternatives_are_told_by_what_differs_most(many):
    mean = many.answer[0]
    first = many.answer[2]
    assert first.startswith("- “Everywhere”"), "what raises the mean of the goals most comes first"
    assert verdict(many, "everywhere", "goals_at_end") == HIGHER
    goals = many.tables["outcomes"].set_index(["scenario", "outcome"]).loc[("everywhere", "goals_at_end")]
    assert f"higher with “Everywhere” ({wording.parts(goals)[0]})" in mean and "Again" not in mean
    assert "of 10 no difference can be told" in mean
    row = many.tables["outcomes"].set_index(["scenario", "outcome"]).loc[("everywhere", "tempo")]
    assert f"tempo {wording.with_unit(row)}" in first and "not distinguishable" not in first
    mine = many.tables["outcomes"].query("scenario == 'everywhere'").set_index("outcome").loc[list(lead.JUDGED)]
    better = sum(row["verdict"] == (HIGHER if MEASURES[str(name)].sign > 0 else LOWER) for name, row in mine.iterrows())
    assert f"Better: {better} of {len(lead.JUDGED)} outcomes" in first
    assert not any(sentence.startswith(("With “", "Treated")) for sentence in many.answer)


def test_many_alternatives_that_do_nothing_share_a_sentence(many):
    quiet = [sentence for sentence in many.answer if "“Again 3”" in sentence]
    assert len(quiet) == 2, "one on what they do, and one on what they differ in"
    assert all(f"“Again {place}” (nothing differs under any seed)" in quiet[0] for place in range(7))
    assert quiet[1] == "- “Again 3”: nothing."


def test_what_a_scenario_changes_in_very_many_ways_is_told_by_the_first_of_them():
    changed = Scenario.load("median-plausible")
    told = wording.changes(Scenario.load("baseline"), changed)
    number = len(changed.differences(Scenario.load("baseline")))
    assert number > 20 and told.count(";") == 4 and told.endswith(f"and {number - 4} more (in scenarios)")


def test_many_alternatives_have_one_figure_in_the_order_of_the_answer(many):
    assert list(many.figures) == ["overview"]
    figure = many.figures["overview"]
    assert has_room(figure) and has_room(figure.dutch)
    rows = many.tables["outcomes"].query("outcome == 'goals_at_end'").set_index("scenario")["effect"]
    dots = [line.get_xdata()[0] for line in figure.axes[3].lines if line.get_marker() == "o"]
    assert dots == pytest.approx(sorted(rows, reverse=True)) and len(dots) == 10
    shares = [line.get_xdata()[0] for line in figure.axes[1].lines if line.get_marker() == "o"]
    ends = many.tables["outcomes"].query("outcome == 'changer_at_end'")["effect"]
    assert sorted(shares) == pytest.approx(sorted(100 * ends)), "in percentage points"
    names = [tick.get_text() for tick in figure.axes[0].get_yticklabels()]
    assert names[0] == "Everywhere" and len(names) == 10
    assert figure.title.startswith("The mean of the six goals is higher with ")
    assert figure.dutch.title.startswith("Het gemiddelde van de zes doelen is hoger bij ")


def test_a_long_title_does_not_take_the_room_of_the_panels():
    assert overview.shortened("a" * 60) == "a" * 60
    assert len(overview.shortened("a" * 200)) == 60 and overview.shortened("a" * 200).endswith("…")


def test_many_alternatives_under_few_seeds_are_not_told_apart(undrawn):
    others = [BASE.with_(name=f"other-{cut}", parameters={"cut_size": cut}) for cut in (0.05, 0.1, 0.2, 0.3)]
    few = found(Comparison((BASE, *others), (1, 2, 3)))
    assert few.answer[0].startswith("With 3 seeds no difference can be told from chance")
    assert not any(word in " ".join(few.answer) for word in ("higher", "Better", "Intervals"))


def test_runs_that_failed_leave_their_seeds_out_and_the_answer_says_so(undrawn):
    experiment = Comparison((BASE, EVERYWHERE, LARGE), SEEDS)
    ensembles = ensembles_of(experiment)
    ensembles[FULL] = without(ensembles[FULL], everywhere=(2, 3))
    ensembles[HELD] = without(ensembles[HELD], large=(5,))
    some = experiment.findings(ensembles)
    assert some.answer[0].startswith("3 of 40 runs failed;")
    seeds = some.tables["outcomes"].groupby("scenario")["seeds"].max()
    assert seeds.to_dict() == {"everywhere": 6, "large": 8}
    whole = some.tables["municipalities"]
    assert set(whole.loc[whole["scenario"] == "large", "seeds"]) == {7}


def test_with_no_seed_left_it_says_that_nothing_can_be_compared():
    experiment = Comparison((BASE, EVERYWHERE, LARGE), (1, 2))
    ensembles = ensembles_of(experiment)
    gone = {FULL: without(ensembles[FULL], everywhere=(1, 2)), HELD: without(ensembles[HELD], large=(1, 2))}
    some = experiment.findings(gone)
    told = "There is no seed under which both “Everywhere” and “As assumed” have a run: nothing can be compared."
    assert told in some.answer
    assert "Municipalities cannot be compared with themselves: no seed has all the runs needed." in some.answer
    assert set(some.figures) == {"outcomes_large", "paths_large"}
    nothing = {
        part: without(ensemble, base=(1, 2), everywhere=(1, 2), large=(1, 2)) for part, ensemble in ensembles.items()
    }
    assert not experiment.findings(nothing).figures


def test_with_few_seeds_there_is_neither_interval_nor_verdict(undrawn):
    few = found(Comparison((BASE, LARGE), (1, 2, 3)))
    table = few.tables["outcomes"]
    assert set(table["verdict"]) <= {FEW, UNCHANGED, NEVER} and table["low"].isna().all()
    told = [sentence for sentence in few.answer if "With 3 seeds no difference can be told from chance" in sentence]
    assert len(told) == 1 and "Met 3 seeds is geen verschil van toeval te onderscheiden" in told[0].dutch
    assert not any(word in " ".join(few.answer) for word in ("rises", "falls", "better", "Mean effect", "Intervals"))


def test_other_municipalities_are_compared_as_countries_only(undrawn):
    other = BASE.with_(name="elsewhere", population=PopulationChoice(kind="synthetic", number=30, seed=2))
    apart = found(Comparison((BASE, other), (1, 2)))
    assert set(apart.tables) == {"outcomes", "paths"}
    assert "Municipalities cannot be compared with themselves: its municipalities are others." in apart.answer


def test_what_a_run_does_not_reach_is_said(undrawn):
    short = BASE.with_(months=20), LARGE.with_(months=20)
    never = found(Comparison(short, (1, 2, 3, 4, 5)))
    verdicts = never.tables["outcomes"].set_index("outcome")["verdict"]
    assert verdicts["months_to_half"] == NEVER
    assert not any(sentence.startswith("Time to half is not reached in") for sentence in never.answer)


def test_three_figures_for_each_alternative_all_of_which_can_be_saved(findings, tmp_path):
    assert set(findings.figures) == {
        f"{kind}_{name}"
        for kind in ("outcomes", "paths", "municipalities")
        for name in ("everywhere", "large", "fifth")
    }
    for name in ("outcomes_everywhere", "paths_fifth", "municipalities_large"):
        saving.save(findings.figures[name], tmp_path / f"{name}.png")
        assert (tmp_path / f"{name}.png").stat().st_size > 10_000


def test_dots_stand_where_the_table_says(findings):
    axes = findings.figures["outcomes_everywhere"].axes[0]
    table = findings.tables["outcomes"]
    mine = table[(table["scenario"] == "everywhere") & (table["verdict"] != UNCHANGED)]
    dots = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o"]
    assert dots == pytest.approx(mine["in_noise"].dropna().tolist())


def test_the_title_names_what_differs_most_clearly(findings):
    table = findings.tables["outcomes"].query("scenario == 'everywhere'")
    clear = table[table["verdict"].isin([HIGHER, LOWER])].sort_values("in_noise", key=abs)
    title = findings.figures["outcomes_everywhere"].title
    most = clear.iloc[-1]
    assert title.startswith(
        f"{wording.capital(called_shortly(SUMMARY[most['outcome']]))} {lead.moved(most)}, the clearest"
    )
    assert title.endswith(f"{len(clear)} differences in {len(table)} outcomes")
    assert outcomes.headline(table.assign(verdict=OPEN)) == f"None of {len(table)} outcomes can be told from chance"
    with speaking("nl"):
        one = table.assign(verdict=[HIGHER, *[OPEN] * (len(table) - 1)])
        assert outcomes.headline(one).endswith(f", het enige verschil in {len(table)} uitkomsten")


def test_one_large_effect_does_not_hide_the_others(findings):
    mine = findings.tables["outcomes"].query("scenario == 'everywhere'").copy()
    pair = Pair(BASE, EVERYWHERE, SEEDS, 30)
    row = mine.index[mine["verdict"] == HIGHER][0]
    for name in ("effect", "low", "high"):
        mine[name] = mine["noise"]
    assert outcomes.draw(pair, mine).axes[0].get_xscale() == "linear"
    mine.loc[row, "high"] = 90 * mine.loc[row, "noise"]
    wide = outcomes.draw(pair, mine)
    assert wide.axes[0].get_xscale() == "symlog" and "logarithmic" in wide.footnote
    assert wide.axes[0].get_xlim()[1] > 90


def has_room(figure: Page) -> bool:
    """Whether all that a figure shows lies within its edges, and a little more."""
    figure.set_dpi(RESOLUTION)  # Letters are as wide as when it is saved.
    shown, (width, height), edge = figure.get_tightbbox(), figure.get_size_inches(), 0.05
    return bool(min(shown.x0, shown.y0, width - shown.x1, height - shown.y1) >= edge)


def test_no_text_is_cut_off_at_an_edge(findings):
    for figure in findings.figures.values():
        assert has_room(figure) and has_room(figure.dutch), figure.title


def test_labels_and_columns_of_any_length_have_room_and_do_not_touch(findings, monkeypatch):
    long = "What is counted in every municipality of the whole country over the whole of the run, and beyond"
    monkeypatch.setattr(outcomes, "called", lambda declared: long)
    mine = findings.tables["outcomes"].query("scenario == 'everywhere'").copy()
    mine[["effect", "low", "high"]] *= 1e6
    mine["noise"] *= 1e6
    figure = outcomes.draw(Pair(BASE, EVERYWHERE, SEEDS, 30), mine)
    for drawn in (figure, figure.dutch):
        assert has_room(drawn)
        seeds, effects = ([text for text in drawn.axes[0].texts if text.get_position()[0] == x] for x in columns(drawn))
        assert max(each.get_window_extent().x1 for each in seeds) < min(each.get_window_extent().x0 for each in effects)


def columns(figure: Page) -> list[float]:
    """Where the columns of words beside the axes begin."""
    return sorted({text.get_position()[0] for text in figure.axes[0].texts})


def test_figures_tell_how_many_municipalities_they_show(findings):
    assert all("30 municipalities, 8 paired seeds" in figure.footnote for figure in findings.figures.values())


def test_paths_show_both_scenarios_and_their_difference(findings):
    above, below = findings.figures["paths_everywhere"].axes[:2]
    table = findings.tables["paths"]
    mine = table[(table["scenario"] == "everywhere") & (table["outcome"] == comparison.PATHS[0])]
    assert above.lines[0].get_ydata() == pytest.approx(mine["reference"].to_numpy())
    assert above.lines[1].get_ydata() == pytest.approx(mine["alternative"].to_numpy())
    assert below.lines[0].get_ydata() == pytest.approx(mine["effect"].to_numpy())
    assert above.get_title(loc="left").lower().startswith(OUTCOME[comparison.PATHS[0]].label)


def test_the_title_of_paths_names_what_ends_higher_and_what_lower():
    told = paths.headline(["waiting", "balance", "prevention"], [HIGHER, OPEN, LOWER])
    assert told == "At the end higher: waiting time; lower: prevention"
    with speaking("nl"):
        assert paths.headline(["waiting"], [OPEN]) == "Het pad eindigt hoger noch lager"
        assert paths.headline(["waiting"] * 2, [OPEN] * 2) == "Geen van de 2 paden eindigt hoger of lager"


def test_headings_of_paths_have_one_size(findings):
    panels = findings.figures["paths_everywhere"].axes[::2]
    assert all(axes.get_title(loc="left") for axes in panels)
    texts = [text for axes in panels for text in axes.findobj(Text) if text.get_text() == axes.get_title(loc="left")]
    assert len(texts) == len(panels) and len({text.get_size() for text in texts}) == 1


@pytest.mark.parametrize(
    ("verdicts", "english", "dutch"),
    [
        ([HIGHER, LOWER, OPEN], "Tempo is higher in 1 and lower in 1 of 3 municipalities, each by itself",
         "Het tempo is hoger in 1 en lager in 1 van de 3 gemeenten, elk afzonderlijk"),
        ([OPEN], "The change in tempo of the one municipality cannot be told from chance",
         "De verandering in tempo van de ene gemeente is niet van toeval te onderscheiden"),
        ([OPEN, OPEN], "In none of 2 municipalities by itself can the change in tempo be told from chance",
         "In geen van de 2 gemeenten afzonderlijk is de verandering in tempo van toeval te onderscheiden"),
    ],
)  # fmt: skip
def test_the_title_of_the_map_is_what_it_finds(verdicts, english, dutch):
    assert effects_map.headline(pd.Series(verdicts)) == english
    with speaking("nl"):
        assert effects_map.headline(pd.Series(verdicts)) == dutch


def test_maps_show_those_treated_and_apart_from_them_what_reaches_the_others(findings):
    treated = int(findings.tables["municipalities"].query("scenario == 'large' and treated")["code"].nunique())
    maps = [axes for axes in findings.figures["municipalities_large"].axes if axes.get_title()]
    circles = [
        [len(each.get_offsets()) for each in axes.collections if isinstance(each, EllipseCollection)] for axes in maps
    ]
    assert circles == [[30], [30 - treated], [30 - treated]]
    whole = [axes for axes in findings.figures["municipalities_everywhere"].axes if axes.get_title()]
    assert len(whole) == 2


def test_one_seed_draws_too():
    figures = found(Comparison((BASE, LARGE), (4,))).figures
    assert [figure.texts[0].get_text() for figure in figures.values()] == [
        "Too few seeds (1) to tell anything apart"
    ] * 3


@pytest.mark.parametrize("seeds, words", [((3,), "3 to 3"), ((1, 2, 3), "1 to 3"), ((1, 3, 9), "1, 3, 9")])
def test_seeds_in_words(seeds, words):
    assert seeds_in_words(seeds) == words


@pytest.mark.parametrize(
    "scenarios, seeds, paths, words",
    [
        ((BASE,), (1,), ("waiting",), "got 'base' alone; allowed two or more"),
        ((BASE, BASE), (1,), ("waiting",), "got 'base' twice"),
        ((BASE, LARGE), (), ("waiting",), "seeds: got none"),
        ((BASE, LARGE), (1, 1), ("waiting",), "seeds: got 1 twice"),
        ((BASE, LARGE.with_(months=90)), (1,), ("waiting",), "large, months: got 90; allowed 96"),
        ((BASE, LARGE), (1,), (), "paths: got none"),
        ((BASE, LARGE), (1,), ("waiting", "waiting"), "paths: got 'waiting' twice"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_is_allowed(scenarios, seeds, paths, words):
    with pytest.raises(Fault, match=words):
        Comparison(scenarios, seeds, paths)


def test_an_unknown_outcome_is_named_with_the_nearest():
    with pytest.raises(UnknownName, match="did you mean 'waiting'"):
        Comparison((BASE, LARGE), (1,), ("waitin",))


def test_the_command_writes_answer_tables_and_figures(tmp_path):
    files = []
    for scenario in (BASE, LARGE):
        files.append(tmp_path / f"{scenario.name}.toml")
        scenario.save(files[-1])
    app = typer.Typer()
    app.command()(comparison.command)
    arguments = [*map(str, files), "--out", str(tmp_path / "out"), "--replicates", "2", "--path", "tailoring"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert "What changes when “In the large” replaces “As assumed”?" in result.output
    assert {path.name for path in (tmp_path / "out" / "tables").glob("*.csv")} == {
        "outcomes.csv", "paths.csv", "municipalities.csv", "groups.csv",
    }  # fmt: skip
    assert (tmp_path / "out" / "figures" / "municipalities_large.svg").is_file()
    failed = CliRunner().invoke(app, [str(files[0]), "--out", str(tmp_path / "none")])
    assert failed.exit_code == 2 and "allowed two or more" in failed.output
