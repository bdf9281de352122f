"""What the searches found: which reverses can be reached, and how near the others came."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.calibration.targets import Target, within
from experiments.comparison.wording import counted, listed
from experiments.patterns import dutch
from experiments.patterns.answer import figure, wanted
from experiments.reverse.targets import EMERGENT, FAIL_AT_LEAST, K_REVERSED, K, Reversed
from model.language import Words, label, say
from model.parameters import parameter

if TYPE_CHECKING:
    from experiments.calibration.searching import Search
    from experiments.reverse.experiment import Reverse

FOUND, LUCKY, FAILED, NOTHING = "found", "failed under new seeds", "failed", "nothing to compare"
OUTCOMES = {
    FOUND: Words(FOUND, "gevonden"),
    LUCKY: Words(LUCKY, "mislukt onder nieuwe seeds"),
    FAILED: Words(FAILED, "mislukt"),
    NOTHING: Words(NOTHING, "niets te vergelijken"),
}
FAILING = (LUCKY, FAILED)


def tried(search: "Search") -> np.ndarray:
    """The means over all seeds of every set that was tried (sets, targets)."""
    return np.concatenate([stage.means for stage in search.of("chosen")])


def outcome(search: "Search") -> tuple[str, int, int]:
    """What came of a search (see OUTCOMES), how many sets lie in all bands, and how many stay under new seeds."""
    reached = len(search.plausible)
    checked = [stage for name, stage in search.stages.items() if name == "check"]
    stayed = sum(int(within(search.targets, stage.means).all(axis=1).sum()) for stage in checked)
    if not np.isfinite(tried(search)).all(axis=1).any():
        return NOTHING, reached, stayed
    return (FOUND if stayed else LUCKY if reached else FAILED), reached, stayed


def by_search(asked: Sequence[Reversed], searched: "Mapping[str, Search]") -> pd.DataFrame:
    """A row for each search: name, claim, targets, why they are what they are (both in Dutch, too), runs, sets tried
    under all seeds, those of them that lie in all bands (reached), those that stay there under new seeds (stayed), most
    targets reached at once, how many sets have no value in some target (without), and the outcome. `settled` says which
    rule settles the sign (in Dutch, too; empty where none does), `kept` which parameters were not fitted for it.
    """
    rows = []
    for each in asked:
        search = searched[each.name]
        means = tried(search)
        said, reached, stayed = outcome(search)
        rows.append(
            {
                "search": each.name,
                "claim": each.claim.english,
                "claim_nl": each.claim.dutch,
                "targets": "; ".join(each.targets),
                "why": each.why.english,
                "why_nl": each.why.dutch,
                "settled": each.settled.english,
                "settled_nl": each.settled.dutch,
                "kept": ", ".join(each.kept),
                "runs": sum(stage.values.shape[0] * stage.values.shape[1] for stage in search.stages.values())
                * len(search.asked.looks),
                "sets": len(means),
                "reached": reached,
                "stayed": stayed,
                "of_targets": len(search.targets),
                "most_at_once": int(within(search.targets, means).sum(axis=1).max()),
                "without": int((~np.isfinite(means)).any(axis=1).sum()),
                "outcome": said,
            }
        )
    return pd.DataFrame(rows)


def by_target(asked: Sequence[Reversed], searched: "Mapping[str, Search]") -> pd.DataFrame:
    """A row for each target of each search: its words (in Dutch, too), band, the value nearest to it of any set tried
    under all seeds, and the share of sets that reach it: in the first wave, which is spread over the whole ranges, and
    in the end.
    """
    rows = []
    for each in asked:
        search = searched[each.name]
        means, spread = tried(search), search.stages["wave1"].means
        for column, target in enumerate(search.targets):
            rows.append(
                {
                    "search": each.name,
                    "target": target.name,
                    "target_nl": target.name_nl,
                    "words": target.statistic.words,
                    "words_nl": dutch.words(target.code, target.statistic),
                    "unit": target.statistic.unit,
                    "from": target.statistic.low,
                    "to": target.statistic.high,
                    "nearest": nearest(target, means[:, column]),
                    "reached_first": float(within([target], spread[:, [column]]).mean()),
                    "reached_last": float(within([target], means[:, [column]]).mean()),
                }
            )
    return pd.DataFrame(rows)


def nearest(target: Target, values: np.ndarray) -> float:
    """The value that lies nearest to a target's band, and of those within it the one furthest in; nan for none."""
    there = values[np.isfinite(values)]
    if not len(there):
        return np.nan
    low, high = target.statistic.low, target.statistic.high
    depth = np.minimum(there - low, high - there)
    return float(there[np.argmax(depth)])


def sentences(asked: "Reverse", searches: pd.DataFrame, targets: pd.DataFrame, failed: int) -> list[str]:
    """The answer: which claims can be reversed, what each search takes, then each search."""
    outcomes = searches.set_index("search")["outcome"]
    told = [on_lead(searches, enough=outcomes[K] == FOUND)]
    if failed:
        told.append(
            say(
                f"{failed} {'run' if failed == 1 else 'runs'} failed; their seeds are left out.",
                f"{failed} {'run is' if failed == 1 else 'runs zijn'} mislukt; hun seeds zijn weggelaten.",
            )
        )
    told.append(on_effort(asked))
    return [
        *told,
        *(f"- {on_search(row, targets[targets['search'] == row['search']])}" for _, row in searches.iterrows()),
    ]


def on_lead(searches: pd.DataFrame, enough: bool) -> str:
    """How many reverses cannot be reached, which can, and whether that means anything."""
    told = []
    emergent = counting(searches)
    if len(emergent):
        short, of = int(emergent["outcome"].isin(FAILING).sum()), len(emergent)
        turned = emergent["search"][emergent["outcome"] == FOUND]
        patterns = say(
            f"{counted(of, 'emergent pattern', 'emergent patterns')} (which nothing is fitted to)",
            f"{counted(of, 'emergent patroon', 'emergente patronen')} (waarop niets is afgestemd)",
        )
        told.append(
            say(
                f"The model cannot be fitted to the reverse of {short or 'none'} of {patterns}{on_enough(short, of)}.",
                f"Van {patterns} is het model bij {short or 'geen'} niet op het omgekeerde af te stemmen"
                f"{on_enough(short, of)}.",
            )
        )
        if len(turned):
            told.append(
                say(
                    f"It can for {listed(turned)}, and so says nothing by showing them.",
                    f"Wel bij {listed(turned)}, zodat het niets zegt dat het model die laat zien.",
                )
            )
        nothing = emergent["search"][emergent["outcome"] == NOTHING]
        if len(nothing):
            told.append(
                say(
                    f"Undecided, since there was nothing to compare: {listed(nothing)}.",
                    f"Onbeslist, want er viel niets te vergelijken: {listed(nothing)}.",
                )
            )
    told += on_settled(searches)
    whole = searches["outcome"][searches["search"] == K_REVERSED]
    if len(whole):
        reversible = whole.iloc[0] == FOUND
        told.append(
            say(
                f"To the reverse of the calibration targets it {'can' if reversible else 'cannot'}.",
                f"Op het omgekeerde van de kalibratiedoelen kan het {'wel' if reversible else 'niet'}.",
            )
        )
    if enough:
        told.append(
            say(
                "With the same effort the calibration targets themselves are reached.",
                "Met dezelfde inspanning worden de kalibratiedoelen zelf gehaald.",
            )
        )
    else:
        told.append(
            say(
                "But with this effort the calibration targets themselves are not reached, so that failing says little "
                "of a reverse: it takes more effort.",
                "Maar met deze inspanning worden de kalibratiedoelen zelf niet gehaald, zodat mislukken weinig zegt "
                "over een omkering: er is meer inspanning nodig.",
            )
        )
    return " ".join(told)


def counting(searches: pd.DataFrame) -> pd.DataFrame:
    """The searches for the reverse of emergent patterns that no rule settles."""
    return searches[~searches["search"].isin([K, K_REVERSED]) & (searches["settled"] == "")]


def on_settled(searches: pd.DataFrame) -> list[str]:
    """The reverses that count for nothing, since a rule settles them; and those of them that are found all the same."""
    settled = searches[searches["settled"] != ""]
    if settled.empty:
        return []
    names = listed(settled["search"])
    told = [
        say(
            f"Settled by a rule, and counted for nothing: {names}.",
            f"Door een regel bepaald, en voor niets geteld: {names}.",
        )
    ]
    if (settled["outcome"] == FOUND).any():
        names = listed(settled["search"][settled["outcome"] == FOUND])
        told.append(
            say(
                f"Yet the reverse is found for {names}: the rule does not settle it, and showing it says nothing.",
                f"Toch is het omgekeerde gevonden bij {names}: de regel bepaalt het niet, en het laten zien zegt "
                "niets.",
            )
        )
    return told


def on_effort(asked: "Reverse") -> str:
    """What each search takes."""
    few, seeds = (counted(each, "seed", "seeds") for each in (asked.few, len(asked.seeds)))
    return say(
        f"Each search: {counted(asked.waves, 'wave', 'waves')} of sets of parameters ({asked.first}, then "
        f"{asked.later}) under {few}, which narrow down where its targets may lie; then {asked.tries} sets under "
        f"{seeds}, and what reaches every band under as many new ones. By search:",
        f"Elke zoektocht: {counted(asked.waves, 'ronde', 'rondes')} van parametersets ({asked.first}, daarna "
        f"{asked.later}) onder {few}, die inperken waar de doelen kunnen liggen; dan {asked.tries} sets onder {seeds}, "
        "en wat elke band haalt onder even veel nieuwe. Per zoektocht:",
    )


def on_enough(short: int, of: int) -> str:
    """Whether enough reverses fail; nothing where not all were searched for."""
    if of < EMERGENT:
        return ""
    met = short >= FAIL_AT_LEAST
    return say(
        f"; at least {FAIL_AT_LEAST} have to fail: {'reached' if met else 'not reached'}",
        f"; ten minste {FAIL_AT_LEAST} moeten mislukken: {'gehaald' if met else 'niet gehaald'}",
    )


def on_search(row: pd.Series, targets: pd.DataFrame) -> str:
    """What became of one search, and what it came short of."""
    claim, outcome = say(row["claim"], row["claim_nl"]).removesuffix("."), OUTCOMES[row["outcome"]]
    name, sets = called(row["search"]), counted(row["sets"], "set", "sets")
    said = say(
        f"{name}: {claim} — {outcome} ({row['reached']} of {sets} in all bands, {row['stayed']} under new seeds).",
        f"{name}: {claim} — {outcome} ({row['reached']} van {sets} binnen alle banden, {row['stayed']} onder nieuwe "
        "seeds).",
    )
    said += on_terms(row)
    missed = targets[targets["reached_last"] == 0]
    if len(missed):
        near = "; ".join(on_target(each) for _, each in missed.iterrows())
        said += say(f" Out of reach: {near}.", f" Buiten bereik: {near}.")
    elif len(targets) > 1 and not row["reached"]:
        said += say(
            " Each target by itself is reached by some sets, all at once by none.",
            " Elk doel afzonderlijk wordt door sommige sets gehaald, alle tegelijk door geen.",
        )
    return said


def on_terms(row: pd.Series) -> str:
    """What a search left out: a sign that a rule settles, parameters that were kept, sets without a value."""
    told = ""
    if row["settled"]:
        told += say(
            f" Settled by a rule, counts for nothing: {row['settled']}.",
            f" Door een regel bepaald, telt voor niets: {row['settled_nl']}.",
        )
    if row["kept"]:
        names = listed([label(parameter(name)) for name in row["kept"].split(", ")])
        told += say(f" Not fitted here: {names}.", f" Hier niet afgestemd: {names}.")
    if row["without"]:
        sets = counted(row["without"], "set", "sets")
        told += say(f" Without a value: {sets}.", f" Zonder waarde: {sets}.")
    return told


CALLED = {
    K: Words("Calibration targets", "Kalibratiedoelen"),
    K_REVERSED: Words("Calibration targets reversed", "Kalibratiedoelen omgekeerd"),
}
"""What searches are called whose name is no pattern's code."""


def called(search: str) -> str:
    """What a search is called."""
    return str(CALLED.get(search, search))


def on_target(row: pd.Series) -> str:
    """How near a search came to one of its targets."""
    near = figure(row["nearest"]) if np.isfinite(row["nearest"]) else say("no value", "geen waarde")
    band, what = wanted(row["from"], row["to"]), say(row["words"], row["words_nl"])
    return say(f"{what} {near} at best (wanted {band})", f"{what} {near} op zijn best (gewenst {band})")
