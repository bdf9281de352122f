"""What was found as tidy tables."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.thresholds.gathering import Moved, Sweep
from experiments.thresholds.loops import FAST, SLOW
from experiments.thresholds.resampling import Draws
from experiments.thresholds.tipping import Found
from model.outcomes import OUTCOME


def steps(sweeps: Sequence[Sweep]) -> pd.DataFrame:
    """A row for each driver, country and value: seeds, mean and interval, sd between seeds, what chance gives, fit."""
    tables = []
    for sweep in sweeps:
        for country, size, here in countries_of(sweep):
            tables.append(
                pd.DataFrame(
                    {
                        "driver": sweep.driver,
                        "outcome": sweep.outcome,
                        "country": country,
                        "municipalities": size,
                        "value": sweep.values,
                        "seeds": here.seeds,
                        "mean": here.mean,
                        "low": here.low,
                        "high": here.high,
                        "fitted": here.curve.at(here.places)[0],
                        "sd_between_seeds": here.parting.sd,
                        "sd_by_chance": here.parting.chance,
                    }
                )
            )
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def countries_of(sweep: Sweep) -> list[tuple[str, int, Found]]:
    """The countries that a sweep was made in: the scenario's own, and synthetic ones by size."""
    own = [("own", sweep.municipalities, sweep.found)] if sweep.found is not None else []
    return [*own, *(("synthetic", size, here) for size, here in sorted(sweep.by_size.items()))]


def points(sweeps: Sequence[Sweep], countries: int) -> pd.DataFrame:
    """A row for each driver and country: verdict, change, point (in the driver's unit), width and the seeds' own width
    (parts of the range), parting, the seeds on either side, the largest step, misfit, and p of no effect.
    """
    rows = []
    for sweep in sweeps:
        for country, size, here in countries_of(sweep):
            row: dict[str, Any] = {
                "driver": sweep.driver,
                "outcome": sweep.outcome,
                "country": country,
                "municipalities": size,
                "countries": 1 if country == "own" else countries,
                "seeds": here.seeds,
                "verdict": here.verdict,
            }
            for name, each, start, factor in (
                ("change", here.change, 0.0, 1.0),
                ("point", here.point, float(sweep.values[0]), sweep.span),
                ("width", here.width, 0.0, 1.0),
                ("own_width", here.own_width, 0.0, 1.0),
                ("parting", here.parting.ratio, 0.0, 1.0),
                ("spread", here.parting.spread, 0.0, 1.0),
            ):
                row[name] = start + factor * each.value
                row[f"{name}_low"], row[f"{name}_high"] = start + factor * each.low, start + factor * each.high
            sides = (here.parting.low, here.parting.between, here.parting.high)
            row |= dict(zip(("seeds_low", "seeds_between", "seeds_high"), sides, strict=True))
            rows.append(row | {"largest_step": here.jump, "misfit": here.misfit, "p_no_effect": here.p})
    return pd.DataFrame(rows)


def seeds(sweeps: Sequence[Sweep]) -> pd.DataFrame:
    """A row for each driver and seed, in the scenario's own country: point (in the driver's unit), width and change of
    the seed's own curve.
    """
    tables = [
        pd.DataFrame(
            {
                "driver": sweep.driver,
                "seed": sweep.seeds,
                "point": sweep.values[0] + sweep.span * sweep.found.by_run.point,
                "width": sweep.found.by_run.width,
                "change": sweep.found.by_run.change,
            }
        )
        for sweep in sweeps
        if sweep.found is not None
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def sizes(sweeps: Sequence[Sweep]) -> pd.DataFrame:
    """A row for each driver and what growing does: shift of the point (in the driver's unit), widening (parts of the
    range), and how many times closer seeds come (with what independent municipalities would give).
    """
    rows = []
    for sweep in sweeps:
        if (grown := sweep.growth) is None:
            continue
        for name, each, factor, independent in (
            ("shift of the point", grown.shift, sweep.span, 0.0),
            ("widening", grown.widening, 1.0, 0.0),
            ("seeds closer by", grown.calming, 1.0, grown.independent),
        ):
            rows.append(
                {
                    "driver": sweep.driver,
                    "from_municipalities": grown.smallest,
                    "to_municipalities": grown.largest,
                    "what": name,
                    "value": factor * each.value,
                    "low": factor * each.low,
                    "high": factor * each.high,
                    "if_independent": independent,
                }
            )
    return pd.DataFrame(rows)


def loops(moved: Sequence[Moved]) -> pd.DataFrame:
    """A row for each parameter, outcome, pace, branch and level: the effect (less the unmoved country), mean and
    interval.
    """
    tables = []
    for each in moved:
        for nothing_new, both in ((False, each.free), (True, each.frozen)):
            for loop in (both.fast, both.slow):
                means = Draws.of(len(loop.net)).means(loop.net[None])
                low, high = np.percentile(means, [2.5, 97.5], axis=0)
                levels = len(loop.levels)
                tables.append(
                    pd.DataFrame(
                        {
                            "driver": each.driver,
                            "outcome": each.outcome,
                            "nothing_new": nothing_new,
                            "months_a_level": loop.months,
                            "branch": ["up"] * levels + ["down"] * (levels - 1),
                            "value": [*loop.levels, *loop.levels[-2::-1]],
                            "seeds": len(loop.net),
                            "effect": loop.net.mean(axis=0),
                            "low": low,
                            "high": high,
                        }
                    )
                )
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def returns(moved: Sequence[Moved]) -> pd.DataFrame:
    """A row for each parameter, outcome, whether nothing new is begun: effect, mean gap of both loops, the gap as a
    part of the effect, what it would be at no speed, what is left at the end, the unmoved country's drift, and
    verdicts.
    """
    rows = []
    for each in moved:
        for nothing_new, both in ((False, each.free), (True, each.frozen)):
            row: dict[str, Any] = {
                "driver": each.driver,
                "outcome": each.outcome,
                "unit": OUTCOME[each.outcome].unit,
                "nothing_new": nothing_new,
                "seeds": len(both.slow.net),
                "verdict": both.verdict,
                "verdict_of_both": each.verdict,
                "effect": both.slow.effect,
                "unrest": both.slow.unrest,
            }
            for pace, loop in ((FAST, both.fast), (SLOW, both.slow)):
                row[f"{pace}_months"] = loop.months
                for name, value in (("gap", loop.gap), ("part", loop.part)):
                    row[f"{pace}_{name}"] = value.value
                    row[f"{pace}_{name}_low"], row[f"{pace}_{name}_high"] = value.low, value.high
            left = both.slow.left
            row |= {
                "at_no_speed": both.limit.value,
                "at_no_speed_low": both.limit.low,
                "at_no_speed_high": both.limit.high,
            }
            row |= {"left_at_end": left.value, "left_at_end_low": left.low, "left_at_end_high": left.high}
            rows.append(row | {"drift_of_unmoved": each.drift if not nothing_new else np.nan})
    return pd.DataFrame(rows)
