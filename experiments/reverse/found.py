"""What the searches found: which reverses can be reached, and how near the others came."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.ablation.answer import counted, listed
from experiments.calibration.targets import Target, within
from experiments.patterns import dutch
from experiments.patterns.answer import figure, wanted
from experiments.reverse.targets import EMERGENT, FAIL_AT_LEAST, K_REVERSED, K, Reversed
from model.language import Words, say

if TYPE_CHECKING:
    from experiments.calibration.searching import Search
    from experiments.reverse.experiment import Reverse

FOUND, LUCKY, FAILED = "found", "failed under new seeds", "failed"
OUTCOMES = {
    FOUND: Words(FOUND, "gevonden"),
    LUCKY: Words(LUCKY, "mislukt onder nieuwe seeds"),
    FAILED: Words(FAILED, "mislukt"),
}


def tried(search: "Search") -> np.ndarray:
    """The means over all seeds of every set that was tried (sets, targets)."""
    return np.concatenate([stage.means for stage in search.of("chosen")])


def outcome(search: "Search") -> tuple[str, int, int]:
    """Whether a search found what it was after, how many sets lie in all bands, and how many stay under new seeds."""
    reached = len(search.plausible)
    checked = [stage for name, stage in search.stages.items() if name == "check"]
    stayed = sum(int(within(search.targets, stage.means).all(axis=1).sum()) for stage in checked)
    return (FOUND if stayed else LUCKY if reached else FAILED), reached, stayed


def by_search(asked: Sequence[Reversed], searched: "Mapping[str, Search]") -> pd.DataFrame:
    """A row for each search: name, claim, targets, why they are what they are (both in Dutch, too), runs, sets tried
    under all seeds, those of them that lie in all bands (reached), those that stay there under new seeds (stayed), most
    targets reached at once, and the outcome.
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
                "runs": sum(stage.values.shape[0] * stage.values.shape[1] for stage in search.stages.values())
                * len(search.asked.looks),
                "sets": len(means),
                "reached": reached,
                "stayed": stayed,
                "of_targets": len(search.targets),
                "most_at_once": int(within(search.targets, means).sum(axis=1).max()),
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
    """The answer: whether the effort is enough for the targets themselves, how many reverses fail, then each search."""
    told = []
    if failed:
        told.append(
            say(
                f"{failed} runs failed; their seeds are left out.",
                f"{failed} runs zijn mislukt; hun seeds zijn weggelaten.",
            )
        )
    told.append(on_effort(asked, enough=searches.set_index("search")["outcome"][K] == FOUND))
    emergent = searches[~searches["search"].isin([K, K_REVERSED])]
    if len(emergent):
        short, of = int((emergent["outcome"] != FOUND).sum()), len(emergent)
        turned = listed(emergent["search"][emergent["outcome"] == FOUND])
        told.append(
            say(
                f"Of {counted(of, 'emergent pattern')} {short} cannot be reversed{on_enough(short, of)}. Reversed: "
                f"{turned}.",
                f"Van {of} {'emergent patroon' if of == 1 else 'emergente patronen'} zijn er {short} niet om te keren"
                f"{on_enough(short, of)}. Omgekeerd: {turned}.",
            )
        )
    told += [on_search(row, targets[targets["search"] == row["search"]]) for _, row in searches.iterrows()]
    return told


def on_effort(asked: "Reverse", enough: bool) -> str:
    """What each search takes, and whether that is enough for the targets themselves."""
    waves, few, seeds = asked.waves, counted(asked.few, "seed"), counted(len(asked.seeds), "seed")
    if enough:
        verdict = say("the calibration targets themselves are reached.", "worden de kalibratiedoelen zelf gehaald.")
    else:
        verdict = say(
            "the calibration targets themselves are not reached, so that failing says little of a reverse: it takes "
            "more effort.",
            "worden de kalibratiedoelen zelf niet gehaald, zodat mislukken weinig zegt over een omkering: er is meer "
            "inspanning nodig.",
        )
    return say(
        f"Each search: {counted(waves, 'wave')} of sets ({asked.first}, then {asked.later}) under {few}, which narrow "
        f"down where its targets may lie; then {asked.tries} sets under {seeds}, and what reaches every band under as "
        f"many new ones. With that effort {verdict}",
        f"Elke zoektocht: {waves} {'ronde' if waves == 1 else 'rondes'} van sets ({asked.first}, daarna {asked.later}) "
        f"onder {few}, die inperken waar de doelen kunnen liggen; dan {asked.tries} sets onder {seeds}, en wat elke "
        f"band haalt onder even veel nieuwe. Met die inspanning {verdict}",
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
    """What became of one search, and how near it came to each target."""
    near = "; ".join(on_target(each) for _, each in targets.iterrows())
    claim, outcome = say(row["claim"], row["claim_nl"]), OUTCOMES[row["outcome"]]
    return say(
        f"{row['search']}: {claim} — {outcome} ({row['reached']} of {counted(row['sets'], 'set')} in all bands, "
        f"{row['stayed']} under new seeds). {near}.",
        f"{called(row['search'])}: {claim} — {outcome} ({row['reached']} van {counted(row['sets'], 'set')} binnen "
        f"alle banden, {row['stayed']} onder nieuwe seeds). {near}.",
    )


def called(search: str) -> str:
    """What a search is called."""
    return say(K_REVERSED.replace("_", " "), "K omgekeerd") if search == K_REVERSED else search


def on_target(row: pd.Series) -> str:
    """How near a search came to one of its targets."""
    near = figure(row["nearest"]) if np.isfinite(row["nearest"]) else say("no value", "geen waarde")
    band = wanted(row["from"], row["to"])
    return say(
        f"{row['target']} {near} at best (wanted {band})", f"{row['target_nl']} {near} op zijn best (gewenst {band})"
    )
