"""Paired differences: how far two scenarios differ under the same seeds, and how sure that is.

Both meet the same luck in a seed, so what varies over seeds is the effect and not the luck they share. The interval is
Student's t over seeds. Where many things are compared at once some intervals leave out zero by chance alone, so a
verdict also asks that the false discovery rate stays low (Benjamini and Hochberg 1995).
"""

import numpy as np
import pandas as pd
from scipy import stats

CONFIDENCE = 0.95
FALSE_DISCOVERIES = 0.05
"""At most this share of the verdicts "higher" and "lower" is expected to be chance."""
FEWEST = 5
"""With fewer seeds there is no interval."""

HIGHER, LOWER, OPEN = "higher", "lower", "not distinguishable"
UNCHANGED, FEW, NEVER = "unchanged", "too few seeds", "not reached"
"""Exactly zero in every seed; fewer than FEWEST; no seed in which both have a value."""


def over_seeds(differences: np.ndarray) -> pd.DataFrame:
    """Return a row for each column of `differences` (seeds, things; NaN where a pair is missing).

    Columns: seeds (pairs there are), effect (mean), low and high (interval), p (two-sided, of no effect), same_sign
    (share of seeds with the sign of the effect), unchanged (every difference is exactly zero). Without interval and p
    where there are fewer than FEWEST seeds, and without p where nothing is changed.
    """
    pairs = pd.DataFrame(differences)
    seeds, effect = pairs.count(), pairs.mean()
    unchanged = (seeds > 0) & ((pairs == 0).sum() == seeds)
    enough = seeds >= FEWEST
    reach = stats.t.ppf((1 + CONFIDENCE) / 2, (seeds - 1).clip(lower=1)) * pairs.sem()
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * stats.t.sf(effect.abs() / pairs.sem(), (seeds - 1).clip(lower=1))
    return pd.DataFrame(
        {
            "seeds": seeds,
            "effect": effect,
            "low": (effect - reach).where(enough),
            "high": (effect + reach).where(enough),
            "p": np.where(enough & ~unchanged, p, np.nan),
            "same_sign": ((np.sign(pairs) == np.sign(effect)).sum() / seeds).where(effect != 0),
            "unchanged": unchanged,
        }
    )


def compared(reference: np.ndarray, alternative: np.ndarray) -> pd.DataFrame:
    """Return a row for each column of two arrays (seeds, things) whose rows are the same seeds.

    Adds to `over_seeds` the means of reference and alternative over the pairs, noise (standard deviation of the
    reference between seeds), in_noise (effect / noise), and in how many seeds each is missing.
    """
    table = over_seeds(alternative - reference)
    before, after = pd.DataFrame(reference), pd.DataFrame(alternative)
    noise = before.std()
    return table.assign(
        reference=before.where(after.notna()).mean(),
        alternative=after.where(before.notna()).mean(),
        noise=noise,
        in_noise=table["effect"] / noise.where(noise > 0),
        missing_reference=before.isna().sum(),
        missing_alternative=after.isna().sum(),
    )


def judged(table: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the table with q (p adjusted for all that is compared within a group `by`) and verdict, for unchanged.

    "higher" and "lower" stand where q is at most FALSE_DISCOVERIES; then the interval leaves out zero, too.
    """
    adjusted = table.groupby(by, sort=False, dropna=False)["p"].transform(false_discovery_rates)
    clear = adjusted <= FALSE_DISCOVERIES
    verdict = np.select(
        [
            table["seeds"] == 0,
            table["unchanged"],
            table["seeds"] < FEWEST,
            clear & (table["effect"] > 0),
            clear & (table["effect"] < 0),
        ],
        [NEVER, UNCHANGED, FEW, HIGHER, LOWER],
        OPEN,
    )
    return table.drop(columns="unchanged").assign(q=adjusted, verdict=verdict)


def false_discovery_rates(p: pd.Series) -> pd.Series:
    """Return p-values adjusted for each other after Benjamini and Hochberg; missing ones count for nothing."""
    known = p.notna()
    adjusted = pd.Series(np.nan, p.index)
    if known.any():
        adjusted[known] = stats.false_discovery_control(p[known])
    return adjusted
