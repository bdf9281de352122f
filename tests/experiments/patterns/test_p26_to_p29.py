"""P26 to P29 on made-up numbers, and what their scenarios do in a small country."""

import numpy as np
import pytest

from experiments.patterns.p26 import LocalConditions
from experiments.patterns.p27 import WithoutChampions
from experiments.patterns.p28 import Reorganisation
from experiments.patterns.p29 import FromBelow
from experiments.patterns.pattern import Pattern, Seen
from experiments.patterns.verdicts import Interval, Verdict, verdict_on
from model import Scenario
from model.engine import Run

SMALL = Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 40, "seed": 1})


def judged(pattern: Pattern, seen: dict[str, Seen]) -> tuple[dict[str, float], dict[str, Verdict]]:
    found = pattern.measure(seen)
    return found, {each.name: verdict_on(each, Interval(*3 * [found[each.name]])) for each in pattern.statistics}


# P26.

PLACES = np.arange(7.0)
UNRELATED = np.array([2.0, 5.0, 0.0, 6.0, 1.0, 4.0, 3.0])


def test_fewer_ties_in_cities_and_the_same_tempo_is_shown() -> None:
    # The place without a team would turn the correlation round.
    ties = np.append(-PLACES, np.nan)
    seen = {"density": np.append(PLACES, 99.0), "ties": ties, "tempo": np.append(UNRELATED, 3.5)}
    found, verdicts = judged(LocalConditions(), {"as it is": seen})
    assert found["ties"] == pytest.approx(-1.0) and abs(found["tempo"]) < 0.2
    assert set(verdicts.values()) == {Verdict.SHOWN}


def test_more_ties_and_more_tempo_in_cities_is_contradicted() -> None:
    _, verdicts = judged(LocalConditions(), {"as it is": {"density": PLACES, "ties": PLACES, "tempo": PLACES}})
    assert set(verdicts.values()) == {Verdict.CONTRADICTED}


def test_a_country_without_teams_has_no_ties() -> None:
    seen = {"density": PLACES, "ties": np.full(7, np.nan), "tempo": UNRELATED}
    assert np.isnan(LocalConditions().measure({"as it is": seen})["ties"])


# P27.


@pytest.mark.parametrize(
    ("without", "verdict"), [(0.2, Verdict.SHOWN), (0.6, Verdict.WEAK), (1.2, Verdict.CONTRADICTED)]
)
def test_tempo_without_champions(without: float, verdict: Verdict) -> None:
    seen = {"champions": {"tempo": np.array([0.5, 1.5])}, "none": {"tempo": np.array([0.0, 2 * without])}}
    found, verdicts = judged(WithoutChampions(), seen)
    assert found["tempo"] == pytest.approx(without) and verdicts["tempo"] is verdict


def test_none_is_none_to_the_end() -> None:
    scenario = WithoutChampions().scenarios(SMALL)["none"]
    run = Run(scenario, 1)
    for until in (1, 40, 96):
        assert run.go_on(until).country.municipalities["champions"].sum() == 0


# P28.


def reorganised(changers: int, others: int) -> dict[str, Seen]:
    """Of ten changers and forty others."""
    place = np.arange(50)
    done = np.where(place < 10, place < changers, place - 10 < others)
    # Of what is embedded only what the first changer has.
    return {"as it is": {"changer": (place < 10) * 1.0, "reorganised": done * 1.0, "embedded": (place < 1) * 1.0}}


def test_some_changers_and_hardly_anybody_else_is_shown() -> None:
    found, verdicts = judged(Reorganisation(), reorganised(3, 1))
    assert found == pytest.approx({"changers": 0.3, "others": 0.025, "changers embedded": 0.1, "others embedded": 0.0})
    assert set(verdicts.values()) == {Verdict.SHOWN}


@pytest.mark.parametrize("changers", [0, 8])
def test_nearly_all_or_no_changers_and_many_others_is_contradicted(changers: int) -> None:
    _, verdicts = judged(Reorganisation(), reorganised(changers, 10))
    assert verdicts["changers"] is verdicts["others"] is Verdict.CONTRADICTED


def test_without_changers_there_is_no_share_of_them() -> None:
    seen = {"as it is": {"changer": np.zeros(5), "reorganised": np.zeros(5), "embedded": np.zeros(5)}}
    found = Reorganisation().measure(seen)
    assert np.isnan(found["changers"]) and found["others"] == 0.0


# P29.


def embedded(from_team: int, others: int) -> Seen:
    """From a team and from elsewhere; what the top never had on its agenda is told besides, and here there is none."""
    begun = np.append(np.ones(from_team), np.zeros(others))
    return {"from team": begun, "never from above": np.zeros(len(begun))}


@pytest.mark.parametrize(
    ("learning", "verdict"), [((4, 6), Verdict.SHOWN), ((22, 78), Verdict.WEAK), ((1, 9), Verdict.CONTRADICTED)]
)
def test_what_began_in_a_team(learning: tuple[int, int], verdict: Verdict) -> None:
    found, verdicts = judged(FromBelow(), {"learning": embedded(*learning), "controlling": embedded(20, 80)})
    assert found["difference"] == pytest.approx(learning[0] / sum(learning) - 0.2)
    assert found["never from above"] == 0.0
    assert verdicts["difference"] is verdict


def test_municipalities_lean_as_the_scenarios_say() -> None:
    scenarios = FromBelow().scenarios(SMALL)
    seen = {word: Run(scenario, 1).go_on(60).country for word, scenario in scenarios.items()}
    for word, (learning, control) in {"learning": (0.8, 0.2), "controlling": (0.2, 0.8)}.items():
        assert seen[word].municipalities["learning"].mean() == pytest.approx(learning, abs=0.05)
        assert seen[word].councils["control"].mean() == pytest.approx(control, abs=0.1)


def test_without_invention_nothing_comes_from_below() -> None:
    base = SMALL.with_(parameters={"practice_from_below": 0.0})
    pattern = FromBelow()
    for word, scenario in pattern.scenarios(base).items():
        found = pattern.observe(word, Run(scenario, 1))["from team"]
        assert len(found) > 20 and not found.any()
