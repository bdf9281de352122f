"""What tests of patterns share."""

from collections.abc import Callable, Mapping

import pytest

from experiments.patterns.pattern import Pattern, Seen
from experiments.patterns.verdicts import Interval, Verdict, verdict_on
from model import Scenario

Said = Callable[[Pattern, Mapping[str, Seen]], dict[str, Verdict]]


@pytest.fixture
def said() -> Said:
    """What each statistic would say, by name, if every seed were like this one."""

    def verdicts(pattern: Pattern, seen: Mapping[str, Seen]) -> dict[str, Verdict]:
        found = pattern.measure(seen)
        return {each.name: verdict_on(each, Interval(*3 * [found[each.name]])) for each in pattern.statistics}

    return verdicts


@pytest.fixture
def small() -> Scenario:
    """The baseline in an imagined country of forty municipalities."""
    return Scenario.load("baseline").with_(population={"kind": "synthetic", "number": 40, "seed": 1})
