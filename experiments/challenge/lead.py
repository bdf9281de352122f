"""What the checks demand of the model, and how much of that it meets: the beginning of the answer."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from experiments.challenge import levers, rewiring, twins
from experiments.comparison.wording import listed
from experiments.patterns.variants import NEEDED, NOT_NEEDED, Scored
from experiments.patterns.verdicts import Verdict
from model.interventions import LEVERS
from model.language import say

if TYPE_CHECKING:
    from pandas import DataFrame


class Demand(NamedTuple):
    """What has to be so, with what is found, as a clause; and whether it is."""

    words: str
    met: bool


Demands = Callable[[Scored], Iterator[Demand]]


def on_lead(checks: "Sequence[tuple[Demands, Scored]]") -> str:
    """How many demands are met, and which are not."""
    made = [demand for demands, board in checks for demand in demands(board)]
    met = [demand.words for demand in made if demand.met]
    unmet = [demand.words for demand in made if not demand.met]
    number = len(made)
    told = [
        say(
            f"The model meets {len(met) or 'none'} of {number} {'demand' if number == 1 else 'demands'} that could "
            "bring it down.",
            f"Het model voldoet aan {len(met) or 'geen'} van de {number} {'eis' if number == 1 else 'eisen'} waarop "
            "het onderuit kan gaan.",
        )
    ]
    told += [say(f"Met: {'; '.join(met)}.", f"Voldaan: {'; '.join(met)}.")] if met else []
    told += [say(f"Not met: {'; '.join(unmet)}.", f"Niet voldaan: {'; '.join(unmet)}.")] if unmet else []
    return " ".join(told)


def of_twins(board: Scored) -> Iterator[Demand]:
    """That enough patterns break when agents are put at their means."""
    mine = board.verdicts[board.verdicts["variant"] == "all"]
    there = int(mine["need"].isin([NEEDED, NOT_NEEDED]).sum())
    number, of, least = int((mine["need"] == NEEDED).sum()), len(twins.PATTERNS), twins.BROKEN_AT_LEAST
    yield Demand(
        say(
            f"at least {least} of {of} patterns are lost when agents are all alike (found: {number}, and as it is the "
            f"model shows {there})",
            f"ten minste {least} van de {of} patronen gaan verloren als actoren allemaal gelijk zijn (gevonden: "
            f"{number}, en zoals het is laat het model er {there} zien)",
        ),
        number >= least,
    )


def still(statistics: "DataFrame") -> list[str]:
    """What should change when all ties are redrawn and does not."""
    moved = statistics["pattern"][(statistics["variant"] == rewiring.ALL) & statistics["moved"]]
    return [code for code in (*rewiring.PATTERNS, rewiring.FirstTeamsTogether.code) if code not in set(moved)]


def of_rewiring(board: Scored) -> Iterator[Demand]:
    """That all that rests on ties changes when they are redrawn."""
    same = still(board.statistics)
    found = say(f"found the same: {listed(same)}", f"gelijk gebleven: {listed(same)}")
    yield Demand(
        say(
            f"P6, P23 and the clustering of first teams change when all ties are redrawn ({found})",
            f"P6, P23 en het samengaan van eerste teams veranderen als alle banden opnieuw worden getrokken ({found})",
        ),
        not same,
    )


def stuck(board: Scored) -> "DataFrame":
    """The states that stand at a bound too often, the worst first."""
    rows = board.statistics
    return rows[~(rows["mean"] <= rows["to"]) & rows["mean"].notna()].sort_values("mean", ascending=False)


def of_clips(board: Scored) -> Iterator[Demand]:
    """That no state stands at a bound too often."""
    number, of = len(stuck(board)), len(board.statistics)
    yield Demand(
        say(
            f"no state stands at a bound too often (found: {number} of {of})",
            f"geen toestand staat te vaak op een grens (gevonden: {number} van de {of})",
        ),
        number == 0,
    )


def of_levers(board: Scored) -> Iterator[Demand]:
    """That some levers hurt at first, that their ranking turns, and that changers fall back under a deep cut."""
    values = board.values[board.values["pattern"] == levers.Levers.code]
    table = levers.ranked(values)
    hurting = {lever for outcome in levers.OUTCOMES for lever in levers.hurting(table, outcome)}
    turned = {pair for outcome in levers.OUTCOMES for pair in levers.reversed_pairs(values, outcome)}
    deep = board.verdicts[board.verdicts["pattern"] == levers.DeepCutWithoutTime.code].iloc[0]
    yield Demand(
        say(
            f"some levers hurt at first (found: {len(hurting)} of {len(LEVERS)})",
            f"sommige hefbomen doen eerst kwaad (gevonden: {len(hurting)} van de {len(LEVERS)})",
        ),
        bool(hurting),
    )
    yield Demand(
        say(
            f"which lever is better turns with time (found for pairs: {len(turned)})",
            f"welke hefboom beter is keert met de tijd om (gevonden bij paren: {len(turned)})",
        ),
        bool(turned),
    )
    yield Demand(
        say(
            "changers fall back, too, under a deep cut with no time",
            "ook veranderaars vallen terug bij een diepe korting zonder tijd",
        ),
        deep["verdict"] == str(Verdict.SHOWN),
    )
