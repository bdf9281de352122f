"""The answer in a few sentences: tempo, types, goals, and what got better and worse. The rest stands in the table."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from experiments.comparison.paired import (
    CONFIDENCE,
    FALSE_DISCOVERIES,
    FEW,
    FEWEST,
    HIGHER,
    LOWER,
    NEVER,
    OPEN,
    UNCHANGED,
)
from experiments.comparison.wording import (
    LEAST,
    LESS,
    POINTS,
    SHARE,
    VERDICTS,
    counted,
    hardly,
    in_points,
    less_than_least,
    parts,
    places_of,
    that_add_up,
    told_apart,
)
from experiments.naming import called_shortly
from experiments.robustness.measures import MEASURES
from model.language import Words, say, title, unit
from model.summaries import SUMMARY

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from model import Scenario

CHANCE = 1 - CONFIDENCE
LEADING = {
    "tempo": Words("tempo", "het tempo"),
    "changer_at_end": Words("the share of changers at the end", "het aandeel veranderaars aan het eind"),
    "cautious_at_end": Words(
        "the share of cautious municipalities at the end", "het aandeel voorzichtige gemeenten aan het eind"
    ),
}
"""What the first sentence tells: how fast, and how far municipalities get."""
MEAN = "goals_at_end"
JUDGED = tuple(name for name in MEASURES if name != MEAN)
"""Outcomes of which more, or less, is better; the mean of some of them would count twice."""
NAMED = 4
"""A sentence names so many outcomes, and counts the others."""
GAINED = Words("gets better", "beter"), Words("get better", "beter")
LOST = Words("gets worse", "slechter"), Words("get worse", "slechter")
"""Of one outcome, and of several."""
FEWEST_PLACES, MOST_PLACES = 1, 3
"""Decimals of a level: its difference has to be seen, and no more."""


def on_lead(reference: "Scenario", alternative: "Scenario", table: "DataFrame") -> Iterator[str]:
    """The sentences to quote, from the rows of the table of outcomes that are about this alternative."""
    seeds, rows = int(table["seeds"].max()), {row["outcome"]: row for _, row in table.iterrows()}
    if set(table["verdict"]) <= {UNCHANGED, NEVER}:
        yield say(
            f"Nothing differs: all {len(table)} outcomes are exactly the same under every seed.",
            f"Niets verschilt: alle {len(table)} uitkomsten zijn onder elke seed precies gelijk.",
        )
        return
    if seeds < FEWEST:
        return
    told = "; ".join(change(rows[name], str(words)) for name, words in LEADING.items())
    before, after = title(reference), title(alternative)
    yield say(f"With “{after}” instead of “{before}”: {told}.", f"Met “{after}” in plaats van “{before}”: {told}.")
    mean = say(
        "The mean of the six goals in the last year (0 to 1; active citizenship is one of the six)",
        "Het gemiddelde van de zes doelen in het laatste jaar (0 tot 1; actief burgerschap is een van de zes)",
    )
    yield f"{change(rows[MEAN], mean)}."
    yield on_balance(table.set_index("outcome").loc[list(JUDGED)])


def on_few(outcomes: "DataFrame") -> Iterator[str]:
    """What is said, once for all alternatives, where there is no interval."""
    seeds = outcomes[outcomes["verdict"] == FEW].groupby("scenario")["seeds"].max()
    seeds = seeds[outcomes.groupby("scenario")["seeds"].max().loc[seeds.index] < FEWEST]
    if not len(seeds):
        return
    number = counted(int(seeds.max()), "seed", "seeds")
    yield say(
        f"With {number} no difference can be told from chance: it takes {FEWEST} or more, and the differences in the "
        "table are no more than what happened to come out.",
        f"Met {number} is geen verschil van toeval te onderscheiden: er zijn er {FEWEST} of meer nodig, en de "
        "verschillen in de tabel zijn niet meer dan wat er toevallig uitkwam.",
    )


def change(row: "Series", what: str) -> str:
    """From which level to which, the difference with its interval, and against the noise."""
    if row["verdict"] == NEVER:
        return say(f"{what} is not reached", f"{what} wordt niet bereikt")
    before, after = levels(row)
    measured = "" if row["unit"] in (SHARE, "0-1") else f" {unit(row['unit'])}"
    if row["verdict"] == UNCHANGED:
        return say(
            f"{what} stays exactly the same ({before}{measured})", f"{what} blijft precies gelijk ({before}{measured})"
        )
    apart = apart_by(row)
    if row["verdict"] == OPEN:
        among = say(" among so many outcomes", " tussen zo veel uitkomsten") if row["p"] <= CHANCE else ""
        return say(
            f"{what} shows no distinguishable difference{among} ({after} against {before}{measured}; {apart})",
            f"{what} toont geen te onderscheiden verschil{among} ({after} tegen {before}{measured}; {apart})",
        )
    if hardly(row):
        way = VERDICTS[row["verdict"]]
        return say(
            f"{what} is hardly {way}, by {apart} ({before}{measured}{against_noise(row)})",
            f"{what} is nauwelijks {way}, met {apart} ({before}{measured}{against_noise(row)})",
        )
    return f"{what} {moved(row)} ({apart}{against_noise(row)})"


def moved(row: "Series") -> str:
    """That something rises or falls, from which level to which."""
    before, after = levels(row)
    measured = "" if row["unit"] in (SHARE, "0-1") else f" {unit(row['unit'])}"
    verb = say("rises", "stijgt") if row["effect"] > 0 else say("falls", "daalt")
    return f"{verb} {say('from', 'van')} {before} {say('to', 'naar')} {after}{measured}"


def apart_by(row: "Series") -> str:
    """A difference with its interval, which no other brackets are needed for; shares in percentage points."""
    points = f" {POINTS}" if row["unit"] == SHARE else ""
    if hardly(row):
        return f"{less_than_least(row['unit'] == SHARE)}{points}"
    effect, low, high = parts(row)
    return f"{effect}{points}, interval {low} {say('to', 'tot')} {high}"


def against_noise(row: "Series") -> str:
    """How many times the noise an effect is."""
    if not math.isfinite(row["in_noise"]):
        return ""
    size = abs(row["in_noise"])
    times = f"{size:.{1 if size < 10 else 0}f}" if round(size, 1) else f"{LESS} 0.1"
    return say(f"; {times} times the noise", f"; {times} maal de ruis")


def levels(row: "Series") -> tuple[str, str]:
    """What the reference and the alternative have, with as many decimals as the interval of their difference allows."""
    share = row["unit"] == SHARE
    ends = in_points(row) if share else row
    places = places_of(float(ends["low"]), float(ends["high"]))
    places = min(max(places, 0 if share else FEWEST_PLACES), 1 if share else MOST_PLACES)
    factor, sign = (100, "%") if share else (1, "")
    places = that_add_up(factor * row["reference"], factor * row["alternative"], float(ends["effect"]), places)
    before, after = (f"{factor * row[name]:.{places}f}{sign}" for name in ("reference", "alternative"))
    return before, after


def balance(rows: "DataFrame") -> "tuple[DataFrame, DataFrame]":
    """The outcomes that get better, and those that get worse, by something that counts."""
    clear = told_apart(rows)
    good = clear["effect"] * [MEASURES[str(name)].sign for name in clear.index] > 0
    return clear[good], clear[~good]


def on_balance(rows: "DataFrame") -> str:
    """How many outcomes get better and worse, and which most clearly."""
    better, worse = balance(rows)
    small = int((rows["verdict"].isin([HIGHER, LOWER]) & hardly(rows)).sum())
    rest = len(rows) - len(better) - len(worse) - small
    least = f"{LEAST:g} ({100 * LEAST:g} {say('percentage point', 'procentpunt')})"
    little = say(
        f"; {small} {'changes' if small == 1 else 'change'} by less than {least}",
        f"; {small} {'verandert' if small == 1 else 'veranderen'} met minder dan {least}",
    )
    if rest == len(rows):
        return say(
            f"Of {rest} outcomes that have a better and a worse side none can be told to get better or worse.",
            f"Van de {rest} uitkomsten met een betere en een slechtere kant is van geen te zeggen dat die beter of "
            "slechter wordt.",
        )
    gains, losses = (named(each, words) for each, words in ((better, GAINED), (worse, LOST)))
    others = say(
        f"; the other {rest} cannot be told from chance or do not change",
        f"; de andere {rest} zijn niet van toeval te onderscheiden of veranderen niet",
    )
    one = say(
        "; the other one cannot be told from chance or does not change",
        "; de andere is niet van toeval te onderscheiden of verandert niet",
    )
    tail = (little if small else "") + ((others if rest > 1 else one) if rest else "")
    return say(
        f"Of {len(rows)} outcomes that have a better and a worse side {gains} and {losses}{tail}.",
        f"Van de {len(rows)} uitkomsten met een betere en een slechtere kant {gains} en {losses}{tail}.",
    )


def named(rows: "DataFrame", words: tuple[Words, Words]) -> str:
    """How many do so, and which: the clearest first."""
    verb = words[0] if len(rows) == 1 else words[1]
    count = str(len(rows)) if len(rows) else say("none", "geen")
    head = say(f"{count} {verb}", f"{'wordt' if len(rows) < 2 else 'worden'} er {count} {verb}")
    if not len(rows):
        return head
    ordered = rows.sort_values("in_noise", key=abs, ascending=False, kind="stable")
    shown = ordered if len(rows) == NAMED + 1 else ordered.head(NAMED)
    told = [f"{called_shortly(SUMMARY[str(name)])} {without_interval(row)}" for name, row in shown.iterrows()]
    more = len(rows) - len(told)
    return f"{head} ({', '.join(told)}{say(f' and {more} more', f' en nog {more}') if more else ''})"


def without_interval(row: "Series") -> str:
    """A difference alone, in its unit; a level from 0 to 1 needs none."""
    effect, _, _ = parts(row)
    return effect if row["unit"] == "0-1" else f"{effect} {POINTS if row['unit'] == SHARE else unit(row['unit'])}"


def on_method(table: "DataFrame") -> str:
    """How intervals and noise are to be read, what chance alone would give, and where the rest is."""
    tested, of = int(table.groupby("scenario")["q"].count().max()), table["outcome"].nunique()
    left = of - tested
    others = say(
        f" ({left} of {of} {'is' if left == 1 else 'are'} not: the same under every seed, or not reached)",
        f" ({left} van de {of} niet: onder elke seed gelijk, of niet bereikt)",
    )
    without = others if left else ""
    pairs = counted(table["seeds"].max(), "paired seed", "paired seeds")
    paired = counted(table["seeds"].max(), "gepaarde seed", "gepaarde seeds")
    expected = f"{CHANCE * tested:.1f}"
    return say(
        f"Intervals are of {CONFIDENCE:.0%}, over {pairs} (Student's t). Noise is how far the reference differs "
        f"between seeds, by chance alone. Of {tested} outcomes tested{without} some {expected} intervals would leave "
        f"out zero by chance: higher and lower are said so that at most {FALSE_DISCOVERIES:.0%} of these verdicts are "
        "expected to be false. Every outcome with its interval and verdict stands in the table of outcomes "
        "(outcomes.csv).",
        f"Intervallen zijn van {CONFIDENCE:.0%}, over {paired} (Student's t). Ruis is hoever de referentie alleen al "
        f"door toeval tussen seeds verschilt. Van {tested} getoetste uitkomsten{without} zouden zo'n {expected} "
        "intervallen door toeval de nul buitensluiten: hoger en lager staat er zo dat naar verwachting hoogstens "
        f"{FALSE_DISCOVERIES:.0%} van deze oordelen onjuist is. Elke uitkomst staat met interval en oordeel in de "
        "tabel met uitkomsten (outcomes.csv).",
    )
