"""Response surfaces: an outcome over two drivers at once, with its uncertainty, and whether the two work together."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.comparison.wording import counted
from experiments.experiment import Findings, Plan
from experiments.language import in_both
from experiments.sensitivity import wording
from experiments.sensitivity.inputs import label_of, problem_of, table_of
from experiments.sensitivity.methods import latin_sample
from experiments.sensitivity.outcomes import CENSORED, by_set, declared
from experiments.sensitivity.rankings import beside
from model import language
from model.design import Design
from model.ensemble import Kept
from model.language import Words, say
from model.parameters import parameter

if TYPE_CHECKING:
    from experiments.sensitivity.experiment import Sensitivity
    from model import Ensemble

HOW_DONE = Words(
    "Every point met the same seeds ({seeds}), and {others}. Intervals: 95 %, over the {over}.",
    "Elk punt kreeg dezelfde seeds ({seeds}), en {others}. Intervallen: 95 %, over de {over}.",
)


def pairs_of(asked: "Sensitivity") -> Iterator[tuple[str, str, str]]:
    """Each pair of drivers, with its name (a word)."""
    for one, two in combinations(asked.parameters, 2):
        yield f"{one}_by_{two}", one, two


def grid(name: str, steps: int) -> np.ndarray:
    """Values of a driver over its declared range, both ends among them."""
    declaration = parameter(name)
    return np.linspace(declaration.low, declaration.high, steps)


def plans(asked: "Sensitivity") -> dict[str, Plan]:
    """One part for each pair: every point of its grid in every drawn surrounding (one where none is drawn)."""
    return {
        name: Plan(Design(asked.scenarios, asked.seeds, _table(asked, one, two)), Kept())
        for name, one, two in pairs_of(asked)
    }


def _table(asked: "Sensitivity", one: str, two: str) -> pd.DataFrame:
    """Rows: points of the grid, `one` slowest, and within each the drawn surroundings, the same at every point and for
    every pair.
    """
    x, y = np.meshgrid(grid(one, asked.n), grid(two, asked.n), indexing="ij")
    points = pd.DataFrame({one: x.ravel(), two: y.ravel()})
    if not asked.draws:
        return points
    everything = problem_of(())
    drawn = table_of(everything, latin_sample(everything, asked.draws))
    return points.merge(drawn.drop(columns=[one, two], errors="ignore"), how="cross")


def findings(asked: "Sensitivity", ensembles: "Mapping[str, Ensemble]") -> Findings:
    """Tables surfaces and interactions; the answer; a figure for each outcome."""
    from experiments.sensitivity import surface_figure

    surfaces, together, answer = {}, {}, []
    for outcome in asked.outcomes:
        tables, rows = [], []
        for name, one, two in pairs_of(asked):
            taken = by_set(ensembles[name], outcome)
            values = taken.values.reshape(asked.n, asked.n, max(1, asked.draws), len(asked.seeds))
            tables.append(surface(values, one, two).assign(pair=name))
            rows.append({"pair": name, "one": one, "two": two, **interaction(values)})
            if outcome == CENSORED and taken.censored > 0:
                answer.append(in_both(on_censored, taken.censored, one, two))
        surfaces[outcome] = pd.concat(tables, ignore_index=True)
        together[outcome] = pd.DataFrame(rows)
        answer += [in_both(in_words, outcome, row, surfaces[outcome]) for row in rows]
    missing = sum(len(each.design) - len(each.runs) for each in ensembles.values())
    answer += in_both(closing, asked, missing)
    found = {"surfaces": beside(surfaces), "interactions": beside(together)}
    return Findings(answer, found, surface_figure.of_surfaces(asked, surfaces, together))


def on_censored(share: float, one: str, two: str) -> str:
    """How many runs never got so far."""
    part, pair = f"{100 * share:.0f} %", f"{label_of(one)} × {label_of(two)}"
    return say(
        f"{part} of the runs of {pair} never reached half; they count as the run's length.",
        f"{part} van de runs van {pair} bereikte de helft nooit; die tellen als de lengte van de run.",
    )


def closing(asked: "Sensitivity", missing: int) -> Iterator[str]:
    """What holds for all surfaces."""
    if missing:
        yield say(
            f"{counted(missing, 'run is', 'runs are')} missing; points without a run are empty.",
            f"{counted(missing, 'run ontbreekt', 'runs ontbreken')}; punten zonder run zijn leeg.",
        )
    if asked.draws:
        others = say(
            f"all other parameters were drawn {asked.draws} times over their ranges",
            f"alle andere parameters zijn {asked.draws} maal over hun bereik getrokken",
        )
        over = say("drawn surroundings", "getrokken omgevingen")
    else:
        others = say(
            "all other parameters stayed as in the scenario: elsewhere the surface may differ",
            "alle andere parameters bleven als in het scenario: elders kan het vlak anders zijn",
        )
        over = "seeds"
    yield str(HOW_DONE).format(seeds=len(asked.seeds), others=others, over=over)


def half_interval(values: np.ndarray) -> np.ndarray:
    """Half the 95 % interval of a mean over the last axis, by Student's t; missing with fewer than two values."""
    from scipy.stats import t

    number = values.shape[-1]
    if number < 2:
        return np.full(values.shape[:-1], np.nan)
    return t.ppf(0.975, number - 1) * values.std(axis=-1, ddof=1) / np.sqrt(number)


def repeated(values: np.ndarray) -> np.ndarray:
    """What the interval is over: (..., draws) of means over seeds where surroundings were drawn, else (..., seeds)."""
    return values.mean(axis=-1) if values.shape[-2] > 1 else values[..., 0, :]


def surface(values: np.ndarray, one: str, two: str) -> pd.DataFrame:
    """A row for each point: one, two, x, y, mean, low, high (95 % of the mean), sd_seeds, sd_surroundings.

    `values` is (steps, steps, draws, seeds), missing where a run failed, which leaves its point empty.
    """
    steps = len(values)
    x, y = np.meshgrid(grid(one, steps), grid(two, steps), indexing="ij")
    mean, half = values.mean(axis=(2, 3)), half_interval(repeated(values))
    lone_seed, lone_draw = values.shape[3] < 2, values.shape[2] < 2
    missing = np.full(mean.shape, np.nan)
    return pd.DataFrame(
        {
            "one": one,
            "two": two,
            "x": x.ravel(),
            "y": y.ravel(),
            "mean": mean.ravel(),
            "low": (mean - half).ravel(),
            "high": (mean + half).ravel(),
            "sd_seeds": (missing if lone_seed else values.std(axis=3, ddof=1).mean(axis=2)).ravel(),
            "sd_surroundings": (missing if lone_draw else values.mean(axis=3).std(axis=2, ddof=1)).ravel(),
        }
    )


def interaction(values: np.ndarray) -> dict[str, float]:
    """How much more both drivers at the top do than the two alone: high-high less high-low less low-high plus low-low.

    Paired over seeds (or drawn surroundings), with a 95 % interval. `rise_one` and `rise_two` are the changes along
    each driver with the other low.
    """
    corner = repeated(values)
    low, one, two, both = corner[0, 0], corner[-1, 0], corner[0, -1], corner[-1, -1]
    more = both - one - two + low
    half = float(half_interval(more[None, :])[0])
    return {
        "rise_one": float((one - low).mean()),
        "rise_two": float((two - low).mean()),
        "together": float(more.mean()),
        "low": float(more.mean()) - half,
        "high": float(more.mean()) + half,
    }


def in_words(outcome: str, row: Mapping[str, object], surfaces: pd.DataFrame) -> str:
    """A pair's finding as a sentence."""
    mine = surfaces[surfaces["pair"] == row["pair"]]
    low, high, more = (float(row[key]) for key in ("low", "high", "together"))  # type: ignore[arg-type]
    what, one, two = language.label(declared(outcome)), label_of(str(row["one"])), label_of(str(row["two"]))
    least, most = f"{mine['mean'].min():.2g}", f"{mine['mean'].max():.2g}{wording.unit_in_words(outcome)}"
    begin = say(
        f"{wording.capital(what)} over {one} and {two} runs from {least} to {most}",
        f"{wording.capital(what)} naar {one} en {two} loopt van {least} tot {most}",
    )
    if not np.isfinite(low):
        return say(
            f"{begin}; with one seed it cannot be told whether the two work together.",
            f"{begin}; met één seed is niet te zeggen of de twee samenwerken.",
        )
    amount = wording.with_interval(more, low, high)
    if low > 0:
        verdict = say(
            f"the two strengthen each other: both high give {amount} more than the two alone add up to",
            f"de twee versterken elkaar: beide hoog geeft {amount} meer dan de som van elk afzonderlijk",
        )
    elif high < 0:
        amount = wording.with_interval(-more, -high, -low)
        verdict = say(
            f"the two stand in for each other: both high give {amount} less than the two alone add up to",
            f"de twee vervangen elkaar: beide hoog geeft {amount} minder dan de som van elk afzonderlijk",
        )
    else:
        verdict = say(
            f"whether they work together is not distinguishable: both high give {amount} beside their sum",
            f"of ze samenwerken is niet te onderscheiden: beide hoog geeft {amount} naast hun som",
        )
    return f"{begin}; {verdict}."
