"""The years of one municipality in plain sentences: what changed, when, by which rule, and from what inputs.

Nothing is told from a template of expectations. A diary watches the municipality through a run of the readable model
and writes down each change with the numbers that the rule read. What something mattered is then told by running the
same country with the same luck again without it: "without X" is a paired run, not a guess.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.acts.take_measures import seen_evidence
from model.decentralisation import Decentralisation
from model.intervention_kinds import Level, NoChampions, Where
from model.measures import (
    A_TEAM,
    CONSIDERED,
    DROPPED,
    EMBEDDED,
    FIRST_TEAM,
    MEASURES,
    NUMBER,
    PILOT,
    RISK,
    THE_DATE,
    THE_STATE,
    UNSEEN,
)
from model.rules import piloting, starting
from model.rules.leadership import SEATS
from model.typology import TYPE_LABELS, TYPES, tempo_years, type_of

if TYPE_CHECKING:
    from model.agents import Municipality
    from model.parameters import Parameters
    from model.scenario import Scenario
    from model.world import World

SEEN = ("", "The council sees it.", "The council sees that pilots fail this month.")
ROLES = ("of no marked role", "who connects", "who leads change")


@dataclass(frozen=True)
class Entry:
    """One line of the diary: the month it is about, the mechanism at work, and the sentence."""

    month: int
    mechanism: str
    sentence: str


@dataclass(frozen=True)
class Ending:
    """How a municipality's run ended."""

    embedded: int
    dropped: int
    tempo: float
    type_date: str
    type_end: str


@dataclass(frozen=True)
class Without:
    """A paired run: what was taken away, in words, the scenario that does so, and how it ended."""

    what: str
    scenario: "Scenario"
    ending: Ending


class Diary:
    """Watches one municipality of a running model and keeps what changed."""

    def __init__(self, model: Decentralisation, place: int) -> None:
        self.model = model
        self.place = place
        self.entries: list[Entry] = []
        self._before: dict[str, Any] = self._now()

    @property
    def one(self) -> "Municipality":
        return self.model.municipality[self.place]

    def _now(self) -> dict[str, Any]:
        one = self.one
        return {
            "stage": list(one.stage),
            "waiting_months": list(one.waiting_months),
            "seats": [(seat.active, seat.cohort) for seat in one.seats],
            "control": one.council.control,
            "alarms": one.council.alarms,
            "appetite": one.council.appetite,
            "alderman": one.council.alderman_cohort,
            "teams": len(one.teams),
            "readiness": one.readiness,
            "failure_seen": one.failure_seen,
            "incidents": one.incidents,
            "role": one.secretary_role,
            "cohort": one.secretary_cohort,
        }

    def mean(self, name: str) -> float:
        """The mean of a state over the country this month."""
        values = [getattr(one, name) for one in self.model.municipality]
        return sum(values) / len(values)

    def watch(self) -> None:
        """Compare with last month and write down what changed; called after each step."""
        before, now = self._before, self._now()
        month = self.model.month - 1
        for tell in (self._council, self._leaders, self._measures, self._rest):
            for mechanism, sentence in tell(before, now, month):
                self.entries.append(Entry(month, mechanism, sentence))
        self._before = now

    def _council(self, before: dict[str, Any], now: dict[str, Any], month: int) -> Iterable[tuple[str, str]]:
        council = self.one.council
        if self.model.national.election and abs(now["appetite"] - before["appetite"]) >= 0.005:
            yield (
                "elections",
                (
                    f"Elections renew the council: appetite for risk goes from {before['appetite']:.2f} "
                    f"to {now['appetite']:.2f}."
                ),
            )
        elif now["alderman"] > before["alderman"]:
            yield (
                "elections",
                (
                    f"The alderman leaves; with the successor appetite for risk goes from {before['appetite']:.2f} "
                    f"to {now['appetite']:.2f}."
                ),
            )
        if now["alarms"] > before["alarms"] and now["control"] > before["control"] + 0.02:
            why = []
            if before["failure_seen"] > 0:
                why.append("a pilot that was seen to fail")
            if before["incidents"] > 0:
                why.append(f"{counted(before['incidents'], 'incident')} in a team")
            cause = " and ".join(why) or "a failure"
            yield (
                "reflex",
                (
                    f"After {cause} the council tightens its control from {before['control']:.2f} "
                    f"to {now['control']:.2f}; informal exchange ({council.informal_exchange:.2f}) shields in part. "
                    f"The room it leaves is now {self.one.room:.2f}."
                ),
            )

    def _leaders(self, before: dict[str, Any], now: dict[str, Any], month: int) -> Iterable[tuple[str, str]]:
        one = self.one
        for seat, (was, now_) in enumerate(zip(before["seats"], now["seats"], strict=True)):
            name = SEATS[seat].replace("_", " ")
            if now_[1] > was[1]:
                how = "is followed by another" if was[0] else "appears"
                yield (
                    "turnover",
                    f"A champion {how} as {name}; the champions' power together is {one.power:.2f}.",
                )
            elif was[0] and not now_[0]:
                yield "turnover", f"The champion who was {name} leaves; the power left is {one.power:.2f}."
        if now["cohort"] > before["cohort"] and now["role"] != before["role"]:
            yield "steering", f"A new secretary comes, {ROLES[now['role']]}."

    def _measures(self, before: dict[str, Any], now: dict[str, Any], month: int) -> Iterable[tuple[str, str]]:
        one = self.one
        for measure in range(NUMBER):
            was, is_ = before["stage"][measure], now["stage"][measure]
            label = f"{MEASURES[measure].label} ({MEASURES[measure].id})"
            if was in (UNSEEN, DROPPED) and is_ == CONSIDERED and one.origin[measure] != THE_DATE:
                below = one.origin[measure] == A_TEAM
                if below:
                    yield (
                        "invention",
                        f"A team has invented something and is noticed: {label} is considered, from below.",
                    )
                else:
                    yield (
                        "agenda",
                        (
                            f"{label[0].upper()}{label[1:]} comes onto the agenda (strategy {one.strategy:.2f}, "
                            f"power {one.power:.2f}, conviction {one.conviction:.2f})."
                        ),
                    )
            decided = before["waiting_months"][measure] < 0 <= now["waiting_months"][measure]
            if (
                decided
                or (is_ == PILOT and was != PILOT and before["waiting_months"][measure] < 0)
                or (is_ == PILOT and was != PILOT and one.origin[measure] == THE_STATE)
            ):
                yield self._decision(measure, label, is_)
            elif is_ == PILOT and was != PILOT:
                yield "starting", f"After deliberation with those concerned the pilot with {label} begins."
            if was == PILOT and is_ == EMBEDDED:
                yield "piloting", f"{label[0].upper()}{label[1:]} is embedded. {self._landing(measure)}"
            if was == PILOT and is_ == DROPPED:
                seen = SEEN[min(one.drops, 2)] if one.failure_seen > 0 else "It draws no attention."
                yield "piloting", f"The pilot with {label} is dropped. {self._landing(measure)} {seen}"

    def _decision(self, measure: int, label: str, stage: int) -> tuple[str, str]:
        one = self.one
        if one.origin[measure] == THE_STATE:
            return "starting", f"The state has {label} rolled out here."
        begun = "begins a pilot with" if stage == PILOT else "decides on"
        hazard = one.hazard[measure]
        if one.origin[measure] == THE_DATE:
            return (
                "first_team",
                f"It {begun} a {label} that was not on its agenda, at a hazard of {one.first_team_hazard:.3f} a month: "
                f"the date presses, and {one.peers_with_team:.0%} of those it looks at have a team.",
            )
        if measure == FIRST_TEAM:
            hazard += one.first_team_hazard
        rules = self.model.p
        wanted = starting.evidence_wanted(one.council.appetite, one.conviction, RISK[measure], rules)
        met = starting.evidence_met(seen_evidence(one, measure, rules), wanted)
        speed = starting.decision_speed(one.coordination, one.capacity, rules)
        left = starting.left_by_cost_control(one.cost_control, rules)
        return "starting", (
            f"It {begun} {label}, at a hazard of {hazard:.3f} a month: urgency "
            f"{one.urgency:.2f} (country {self.mean('urgency'):.2f}), conviction {one.conviction:.2f}, power "
            f"{one.power:.2f} ({self.mean('power'):.2f}), room {one.room:.2f} ({self.mean('room'):.2f}); the evidence "
            f"wanted is met for {met:.2f}, lines let it decide at {speed:.2f} of full speed, "
            f"cost control leaves {left:.2f}."
        )

    def _landing(self, measure: int) -> str:
        one = self.one
        source = one.source[measure]
        if one.origin[measure] == A_TEAM:
            fit = "It was an invention of its own"
        elif source:
            names = {other.key: other.name for other in self.model.municipality}
            fit = f"It was copied from {names.get(source, 'elsewhere')}"
        else:
            fit = "It was an idea that nobody it knows had tried"
        adapted = piloting.fit_after_adapting(one.fit[measure], one.learning)
        support = (one.support_staff + one.support_partners + one.support_citizens) / 3.0
        return (
            f"{fit} (fit {one.fit[measure]:.2f}, {adapted:.2f} once adapted); support was {support:.2f}, "
            f"learning {one.learning:.2f}."
        )

    def _rest(self, before: dict[str, Any], now: dict[str, Any], month: int) -> Iterable[tuple[str, str]]:
        one = self.one
        if before["readiness"] < 0.95 <= now["readiness"]:
            yield (
                "readiness",
                f"By-laws, contracts and systems are in order; they took {one.haste:.0%} of attention this month.",
            )
        if now["teams"] > before["teams"]:
            if before["teams"] == 0:
                yield (
                    "settling",
                    f"Its first social team begins, in the first of {counted(one.areas, 'area')}.",
                )
            elif now["teams"] == one.areas:
                yield "settling", f"All {one.areas} areas have a team."
        if self.model.month == self.model.world.law_month + 1:
            leading = "cost control" if one.cost_control > one.urgency else "urgency"
            yield (
                "urgency",
                (
                    f"The law takes effect. Pressure is {one.pressure:.2f}; with conviction {one.conviction:.2f} it is "
                    f"urgency {one.urgency:.2f} and cost control {one.cost_control:.2f}: {leading} leads."
                ),
            )


def ending_of(model: Decentralisation, place: int) -> Ending:
    """Return how a municipality stands in a finished run."""
    return _ending(model.municipality[place], model.p, model.world)


def _ending(one: Any, p: "Parameters", world: "World") -> Ending:
    at_date = type_of(one.ingezet_at_date, one.ingezet_in_cell_at_date, p.changer_from, p.cautious_to)
    at_end = type_of(one.ingezet, one.ingezet_in_cell, p.changer_from, p.cautious_to)
    return Ending(
        one.embedded,
        one.all_drops,
        one.embedded_in_window / tempo_years(world.law_month, world.months),
        TYPES[at_date],
        TYPES[at_end],
    )


def removals(scenario: "Scenario", code: str, started_with: Decentralisation, place: int) -> dict[str, "Scenario"]:
    """Return the paired scenarios in which one thing is taken away, by what it is in words."""
    one = started_with.municipality[place]
    where = Where(codes=(code,))
    taken: dict[str, Scenario] = {}

    def also(*extra: Any) -> "Scenario":
        return scenario.with_(interventions=(*scenario.interventions, *extra))

    if one.champion_months > 0:
        taken["its champions"] = also(NoChampions(start=scenario.start, where=where))
    if one.council.alarms > 0:
        calm = Level(start=scenario.start, variable="calm", value=1.0, where=where)
        taken["the council's alarm"] = also(calm)
    if scenario.parameter_values().cut_size > 0:
        taken["the cut (in the whole country)"] = scenario.with_(parameters={"cut_size": 0.0})
    if scenario.population.network:
        alone = scenario.population.model_copy(update={"network": ()})
        taken["anyone to learn from (in the whole country)"] = scenario.with_(population=alone)
    return taken


def counterfactual(scenario: "Scenario", place: int, seed: int) -> Ending:
    """Return how the municipality at `place` ends in a run of a scenario: on the engine, or without numba in Mesa."""
    try:
        from model.engine import Run
    except ModuleNotFoundError:
        return ending_of(Decentralisation(scenario, seed).run(), place)
    run = Run(scenario, seed).go_on()
    return _ending(run.country.municipalities.view(np.recarray)[place], run.parameters, run.world)


def paired_runs(
    scenario: "Scenario",
    model: Decentralisation,
    place: int,
    seed: int,
    progress: Callable[[str], None] | None = None,
) -> list[Without]:
    """Run the same country with the same luck, each time without one thing."""
    code = model.municipality[place].code
    endings = []
    for what, paired in removals(scenario, code, model, place).items():
        if progress is not None:
            progress(f"without {what}")
        endings.append(Without(what, paired, counterfactual(paired, place, seed)))
    return endings


def story(scenario: "Scenario", name: str, seed: int = 1, progress: Callable[[str], None] | None = None) -> list[str]:
    """Return the years of one municipality in sentences, a paragraph an item.

    `name` is a name or a code; `progress` is told what is being run. Raises UnknownName for a place that is not there.
    """
    model = Decentralisation(scenario, seed)
    place = model.world.population.position(name)
    diary = Diary(model, place)
    opening = introduction(model, place)
    if progress is not None:
        progress("the municipality's years")
    while model.month < model.world.months:
        model.step()
        diary.watch()
    ending = ending_of(model, place)
    paragraphs = [opening, *by_year(diary, scenario), conclusion(diary, ending)]
    paragraphs += [comparison(each, ending) for each in paired_runs(scenario, model, place, seed, progress)]
    return paragraphs


def introduction(model: Decentralisation, place: int) -> str:
    """Who the municipality is at the start."""
    one = model.municipality[place]
    facts = model.world.population.table.iloc[place]
    seats = [SEATS[k].replace("_", " ") for k, seat in enumerate(one.seats) if seat.active]
    champions = f"It has {counted(len(seats), 'champion')} ({', '.join(seats)})" if seats else "It has no champion"
    team = " It has had a social team before." if one.stage[FIRST_TEAM] == EMBEDDED else ""
    return (
        f"{one.name} ({facts['province']}) has {int(one.population):,} inhabitants. In "
        f"{model.configuration.date_of(0)} its top is convinced for {one.conviction:.2f} that it must change "
        f"(country {Diary(model, place).mean('conviction'):.2f}); appetite for risk of council and "
        f"alderman is {one.council.appetite:.2f}. {champions}; its secretary is one {ROLES[one.secretary_role]}.{team}"
    )


def by_year(diary: Diary, scenario: "Scenario") -> list[str]:
    """The diary, a paragraph a year; each sentence names the month and, in brackets, the rule at work."""
    years: dict[str, list[str]] = {}
    for entry in diary.entries:
        date = scenario.date_of(entry.month)
        years.setdefault(date[:4], []).append(f"{date}: {entry.sentence} [{entry.mechanism}]")
    return [f"{year}\n  " + "\n  ".join(lines) for year, lines in years.items()]


def conclusion(diary: Diary, ending: Ending) -> str:
    """How it ended."""
    one = diary.one
    goals = ("integral_working", "tailoring", "result_orientation", "responsiveness", "prevention")
    told = ", ".join(f"{goal.replace('_', ' ')} {getattr(one, goal):.2f} ({diary.mean(goal):.2f})" for goal in goals)
    return (
        f"{on_the_type_date(diary.model, ending)}t the end it was a {label(ending.type_end)}: "
        f"{counted(ending.embedded, 'measure')} embedded and {counted(ending.dropped, 'pilot')} dropped, "
        f"a tempo of {ending.tempo:.2f} measures a year. "
        f"Outcomes at the end (country in brackets): {told}."
    )


def on_the_type_date(model: Decentralisation, ending: Ending) -> str:
    """The type on the type date, where the run reached it, and the beginning of the next clause."""
    if model.month <= model.type_month:
        return "A"
    return f"On the type date it was a {label(ending.type_date)}, a"


def comparison(without: Without, ending: Ending) -> str:
    """What would have been without one thing, from the paired run."""
    other = without.ending
    if other == ending:
        return f"Without {without.what}: the same in the same luck."
    return (
        f"Without {without.what}, in the same luck: {counted(other.embedded, 'measure')} embedded "
        f"instead of {ending.embedded}, "
        f"{counted(other.dropped, 'pilot')} dropped instead of {ending.dropped}, "
        f"a tempo of {other.tempo:.2f} instead of {ending.tempo:.2f}, "
        f"and at the end a {label(other.type_end)}."
    )


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where that is right."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def label(kind: str) -> str:
    """The English label of a type: a noun."""
    return "cautious municipality" if kind == "cautious" else TYPE_LABELS[kind][0]
