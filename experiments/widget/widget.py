"""The widget in Python: it answers what is asked in the browser by running scenarios.

from experiments.widget import Explorer
Explorer("baseline", "no-cut")
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import anywidget
import traitlets

from experiments.widget.assets import SCRIPTS, module, styles
from experiments.widget.choices import choice
from experiments.widget.country import packed_country
from experiments.widget.fields import FIELD
from experiments.widget.packing import packed_run
from experiments.widget.pairing import packed_pair
from experiments.widget.watching import SHOWN, Watched, watch
from experiments.widget.words import LANGUAGES, checked_language
from model.chance import checked_seed
from model.declaration import Fault, UnknownName
from model.engine import RunError
from model.scenario import Scenario

SIDES = ("a", "b")
SEEDS = tuple(range(1, 9))
KEPT = 24
"""So many packed runs are kept, so that going back costs nothing."""


class Explorer(anywidget.AnyWidget):
    """Two scenarios side by side, month by month, on the same seeds.

    `a` and `b` are presets, files or scenarios; `scenarios` those that can be chosen, by default every preset that has
    the calendar of `a`. All run over the same months in the same country, that of `a`. `headed` says whether it has a
    title and languages of its own, `level` is the level of that title among the headings around it. What is asked in
    the browser is answered at once, by `answer`; who puts something else into `on_asked` calls that in time. Raises
    Fault or ScenarioError.
    """

    _esm = module(*SCRIPTS)
    _css = styles()
    country = traitlets.Bytes().tag(sync=True)
    run_a = traitlets.Bytes().tag(sync=True)
    run_b = traitlets.Bytes().tag(sync=True)
    pair = traitlets.Bytes().tag(sync=True)
    choices: "traitlets.List[dict[str, Any]]" = traitlets.List().tag(sync=True)
    asked = traitlets.Dict().tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)
    fault = traitlets.Dict().tag(sync=True)
    language = traitlets.Enum(LANGUAGES, default_value="en").tag(sync=True)
    headed = traitlets.Bool(True).tag(sync=True)
    level = traitlets.Int(2).tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)

    def __init__(
        self,
        a: Scenario | str = "baseline",
        b: Scenario | str = "no-cut",
        *,
        scenarios: Sequence[Scenario | str] = (),
        seeds: Sequence[int] = SEEDS,
        language: str = "en",
        headed: bool = True,
        level: int = 2,
    ) -> None:
        super().__init__(language=checked_language(language), headed=headed, level=level)
        self.seeds = tuple(checked_seed(seed) for seed in seeds)
        if not self.seeds:
            raise Fault("seeds: got none; allowed one or more")
        self.plausible = False
        self._answering = threading.RLock()
        self._packed: dict[tuple[Any, ...], bytes] = {}
        self._begin(_scenario(a), scenarios)
        shown = [self._add(self._first), self._add(_scenario(b))]
        self.choices = [choice(each) for each in self._scenarios.values()]
        sides = {side: {"scenario": each.name, "values": {}} for side, each in zip(SIDES, shown, strict=True)}
        self.asked = {"number": 0, **sides}
        self.answer()
        self.on_asked: Callable[[], None] = self.answer
        self.observe(lambda _: self.on_asked(), "asked")

    def show(
        self, side: str, scenario: Scenario | str, seeds: Sequence[int] = (), plausible: bool | None = None
    ) -> None:
        """Show a scenario as "a" or "b", and offer it for choice. Other `seeds` then count for both sides, and so does
        `plausible`: whether each of them meets a plausible parameter set of its own.

        One with another calendar or country than the other side has is shown on both. Raises UnknownName for the side.
        """
        if side not in SIDES:
            raise UnknownName("side", side, SIDES)
        chosen = _scenario(scenario)
        with self._answering:
            self.seeds = tuple(seeds) or self.seeds
            self.plausible = self.plausible if plausible is None else plausible
            sides: tuple[str, ...] = (side,)
            if _place(chosen) != _place(self._first):
                sides = SIDES
                self._begin(chosen, ())
            self._add(chosen)
            asked = {each: {"scenario": chosen.name, "values": {}} for each in sides}
            with self.hold_sync():
                self.choices = [choice(each) for each in self._scenarios.values()]
                self.asked = {**self.asked, "number": self.asked["number"] + 1, **asked}

    def lacking(self, side: str, scenario: Scenario, seeds: Sequence[int], plausible: bool) -> list[Scenario]:
        """The scenarios of what `show` would show whose runs are not there, and which it would make itself."""
        shown = [scenario]
        if _place(scenario) == _place(self._first):
            # What a browser asked for that cannot be is told where it is shown.
            with suppress(Fault):
                shown += [self.shown(each) for each in SIDES if each != side]
        return [each for each in shown if _key(each, seeds, plausible) not in self._packed]

    def waiting(self) -> dict[str, Scenario]:
        """By side the scenarios that are asked for and have no runs yet; none where one of them cannot be."""
        try:
            asked = {side: self.shown(side) for side in SIDES}
        except Fault:
            return {}
        return {
            side: each for side, each in asked.items() if _key(each, self.seeds, self.plausible) not in self._packed
        }

    def refuse(self, why: str) -> None:
        """Tell beside each side that has no runs why it gets none."""
        with self._answering, self.hold_sync():
            self.fault, self.answered = dict.fromkeys(self.waiting(), why), self.asked["number"]

    def keep(self, watched: Watched) -> None:
        """Keep runs that were made elsewhere, so that showing them costs nothing."""
        self._keep(_key(watched.scenario, watched.seeds, watched.plausible), packed_run(watched, {}))

    def _keep(self, key: tuple[Any, ...], packed: bytes) -> None:
        while len(self._packed) >= KEPT:
            self._packed.pop(next(iter(self._packed)))
        self._packed[key] = packed

    def _begin(self, first: Scenario, scenarios: Sequence[Scenario | str]) -> None:
        """Begin with a country and a calendar, and the scenarios that share them."""
        self._first = first
        self._scenarios = {each.name: each for each in self._selectable(scenarios)}
        self.country = packed_country(first, tuple(FIELD), SHOWN)

    def shown(self, side: str) -> Scenario:
        """The scenario that a side shows, with the sliders where they are. Raises UnknownName and ScenarioError."""
        return self.chosen_on(side).with_(parameters=self.asked[side]["values"])

    def chosen_on(self, side: str) -> Scenario:
        """The scenario that a side shows, as it was before its sliders were moved. Raises UnknownName."""
        name = self.asked[side]["scenario"]
        if name not in self._scenarios:
            raise UnknownName("scenario", str(name), self._scenarios)
        return self._scenarios[name]

    def _selectable(self, scenarios: Sequence[Scenario | str]) -> list[Scenario]:
        if scenarios:
            return [self._checked(_scenario(each)) for each in scenarios]
        presets = [Scenario.load(name).with_(population=self._first.population) for name in Scenario.presets()]
        return [each for each in presets if _calendar(each) == _calendar(self._first)]

    def _checked(self, scenario: Scenario) -> Scenario:
        if _calendar(scenario) != _calendar(self._first):
            raise Fault(
                f"scenario {scenario.name!r}: has another calendar or domain than {self._first.name!r}; allowed the "
                "same start, months, date of the law and domain"
            )
        return scenario.with_(population=self._first.population)

    def _add(self, scenario: Scenario) -> Scenario:
        checked = self._checked(scenario)
        self._scenarios[checked.name] = checked
        return checked

    def answer(self) -> None:
        """Run what is asked for, and send it, together with who is treated otherwise in B than in A."""
        with self._answering:
            self._answer_now()

    def _answer_now(self) -> None:
        packed, faults, scenarios = {}, {}, []
        for side in SIDES:
            try:
                scenarios.append(self.shown(side))
                packed[f"run_{side}"] = self._run(scenarios[-1])
            except (Fault, RunError) as fault:
                faults[side] = str(fault)
        if not faults:
            packed["pair"] = packed_pair(scenarios[0], scenarios[1], self.seeds[0])
        with self.hold_sync():
            for name, value in packed.items():
                setattr(self, name, value)
            self.fault, self.answered = faults, self.asked["number"]

    def _run(self, scenario: Scenario) -> bytes:
        key = _key(scenario, self.seeds, self.plausible)
        if key not in self._packed:
            self._keep(key, packed_run(watch(scenario, self.seeds, plausible=self.plausible), {}))
        return self._packed[key]


def _scenario(given: Scenario | str) -> Scenario:
    return given if isinstance(given, Scenario) else Scenario.load(given)


def _key(scenario: Scenario, seeds: Sequence[int], plausible: bool) -> tuple[Any, ...]:
    return scenario.identity, scenario.name, tuple(seeds), plausible


def _place(scenario: Scenario) -> tuple[Any, ...]:
    return *_calendar(scenario), scenario.population


def _calendar(scenario: Scenario) -> tuple[Any, ...]:
    return scenario.start, scenario.months, scenario.law_date, scenario.domain
