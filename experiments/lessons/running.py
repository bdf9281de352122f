"""Scenarios for lessons in one line each, and what their runs come down to, in small tables."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from experiments.comparison.paired import HIGHER, LOWER
from model.declaration import UnknownName
from model.scenario import Scenario
from model.summaries import SUMMARY

if TYPE_CHECKING:
    import pandas as pd

    from model import Ensemble

NO_DIFFERENCE = "no clear difference"
DIRECTIONS = (HIGHER, LOWER, NO_DIFFERENCE)
"""What a guess about a difference chooses from."""


def variant(
    base: str | Scenario,
    title: str,
    *,
    held: Sequence[str] = (),
    interventions: Iterable[Any] = (),
    population: dict[str, Any] | None = None,
    **parameters: float,
) -> Scenario:
    """A scenario under a title of its own: `base` with other parameters, and more held or happening. Raises
    ScenarioError.
    """
    start = base if isinstance(base, Scenario) else Scenario.load(base)
    return start.with_(
        name=title,
        title=title,
        title_nl="",
        description="",
        description_nl="",
        held=(*start.held, *held),
        interventions=(*start.interventions, *interventions),
        population=start.population if population is None else population,
        parameters=parameters,
    )


def means(ensemble: "Ensemble", names: Sequence[str]) -> "pd.DataFrame":
    """Mean over seeds of these summaries: a row for each scenario, in their order. Raises UnknownName."""
    _known(names)
    by_name = ensemble.runs.groupby("scenario")[list(names)].mean()
    scenarios = ensemble.design.scenarios
    found = by_name.loc[[each.name for each in scenarios]]
    found.index = _titles(scenarios)
    return found.rename(columns={name: f"{SUMMARY[name].label} ({SUMMARY[name].unit})" for name in names})


def effects(ensemble: "Ensemble", names: Sequence[str]) -> "pd.DataFrame":
    """How far every other scenario differs from the first under the same seeds: a row for each scenario and summary.

    Columns: scenario, compared with (the first), outcome, unit, effect (mean paired difference), the ends of its 95 %
    interval, verdict. All rows are one family of comparisons. Raises UnknownName.
    """
    from experiments.comparison.effects import on_summaries

    _known(names)
    scenarios = ensemble.design.scenarios
    found = on_summaries(ensemble.runs, scenarios[0].name, [each.name for each in scenarios[1:]])
    found = found[found["outcome"].isin(names)].copy()
    titles = {each.name: title for each, title in zip(scenarios, _titles(scenarios), strict=True)}
    found["scenario"] = found["scenario"].map(titles)
    found["outcome"] = [SUMMARY[name].label for name in found["outcome"]]
    found["compared with"] = titles[scenarios[0].name]
    shown = ["scenario", "compared with", "outcome", "unit", "effect", "low", "high", "verdict"]
    return found[shown].rename(columns={"low": "95 % from", "high": "95 % to"}).reset_index(drop=True)


def direction(ensemble: "Ensemble", name: str, scenario: int = 1) -> str:
    """Whether a summary is higher or lower in a scenario (by its place) than in the first (0), or not told apart."""
    table = effects(ensemble, [name])
    verdict = str(table["verdict"].iloc[scenario - 1])
    return verdict if verdict in (HIGHER, LOWER) else NO_DIFFERENCE


def agreed(differences: "pd.Series") -> str:
    """Whether paired differences are all higher or all lower; anything less is no clear difference."""
    if (differences > 0).all():
        return HIGHER
    return LOWER if (differences < 0).all() else NO_DIFFERENCE


def _titles(scenarios: Iterable[Scenario]) -> "pd.Index[str]":
    import pandas as pd

    return pd.Index([each.title or each.name for each in scenarios], name="scenario")


def _known(names: Sequence[str]) -> None:
    for name in names:
        if name not in SUMMARY:
            raise UnknownName("summary", name, SUMMARY)


def from_below(ensemble: "Ensemble") -> "pd.DataFrame":
    """How many measures are embedded in a municipality at the end, and which part of them began in a team: a row for
    each scenario. Raises NotKept without states.
    """
    import pandas as pd

    from model.measures import A_TEAM, EMBEDDED

    rows = []
    for scenario, country in zip(ensemble.runs["scenario"], ensemble.states, strict=True):
        embedded = country.municipalities["stage"] == EMBEDDED
        from_team = embedded & (country.municipalities["origin"] == A_TEAM)
        rows.append((scenario, embedded.sum(axis=1).mean(), from_team.sum() / max(embedded.sum(), 1)))
    scenarios = ensemble.design.scenarios
    found = pd.DataFrame(rows, columns=["scenario", "embedded measures", "share from teams"]).groupby("scenario").mean()
    found = found.loc[[each.name for each in scenarios]]
    found.index = _titles(scenarios)
    return found


def one_at_a_time(names: Sequence[str], seeds: Sequence[int]) -> "pd.DataFrame":
    """Run the baseline as assumed, and with each parameter alone at its lowest and at its highest.

    Returns the runs of the ensemble; set 0 is as assumed, then come lowest and highest of each. Raises UnknownName.
    """
    import pandas as pd

    from model import simulate
    from model.parameters import parameter

    declared = [parameter(name) for name in names]
    assumed = {each.name: each.default for each in declared}
    ends = [assumed | {each.name: end} for each in declared for end in (each.low, each.high)]
    return simulate(pd.DataFrame([assumed, *ends]), seeds=seeds).runs


def through_range(name: str, seeds: Sequence[int], steps: int = 9) -> "pd.DataFrame":
    """Run the baseline with a parameter at so many values from its lowest to its highest, and as assumed.

    Returns the runs of the ensemble, with the value in a column of the parameter's name. Raises UnknownName.
    """
    import numpy as np
    import pandas as pd

    from model import simulate
    from model.parameters import parameter

    declared = parameter(name)
    values = sorted({declared.default, *np.linspace(declared.low, declared.high, steps).tolist()})
    runs = simulate(pd.DataFrame({name: values}), seeds=seeds).runs
    return runs.assign(**{name: [values[place] for place in runs["set"]]})


def swings(tried: "pd.DataFrame", names: Sequence[str], summary: str) -> "tuple[pd.DataFrame, float]":
    """The mean of a summary with each parameter at its lowest and highest, from the runs of `one_at_a_time`.

    Returns a row for each parameter's label (columns low and high), the longest swing first, and what the summary is
    with all as assumed. Raises UnknownName.
    """
    import pandas as pd

    from model.parameters import parameter

    _known([summary])
    found = tried.groupby("set")[summary].mean().to_numpy()
    labels = pd.Index([parameter(name).label for name in names], name="parameter")
    table = pd.DataFrame({"low": found[1::2], "high": found[2::2]}, labels)
    longest = (table["high"] - table["low"]).abs().sort_values(ascending=False, kind="stable").index
    return table.loc[longest], float(found[0])
