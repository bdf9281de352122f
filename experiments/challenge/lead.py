"""What the checks demand of the model, and how much of that it meets: the beginning of the answer."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from experiments.challenge import levers, rewiring, twins
from experiments.patterns.variants import NEEDED, NOT_NEEDED, Scored
from experiments.patterns.verdicts import Verdict
from model.interventions import LEVERS
from model.language import Words, say
from model.scenario_parts import layer

if TYPE_CHECKING:
    from pandas import DataFrame, Series


class Demand(NamedTuple):
    """What has to be so, with what is found, as a clause; and whether it is."""

    words: str
    met: bool


CLUSTERING = Words("the clustering of first teams", "het samengaan van eerste teams")

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


def what_for(board: Scored, name: str) -> "Series":
    """The row of the statistic that has to change when a layer is redrawn."""
    code, statistic = rewiring.THERE_FOR[name]
    rows = board.statistics
    return rows[(rows["variant"] == name) & (rows["pattern"] == code) & (rows["statistic"] == statistic)].iloc[0]


def redrawn(board: Scored) -> list[str]:
    """The layers that were redrawn one by one."""
    return [name for name in rewiring.THERE_FOR if name in set(board.statistics["variant"])]


def of_rewiring(board: Scored) -> Iterator[Demand]:
    """Of each layer, that what it is there for changes when it is redrawn."""
    for name in redrawn(board):
        row = what_for(board, name)
        met = bool(row["moved"])
        found = say("it does", "dat doet het") if met else say("it does not: should go", "niet: hoort te vervallen")
        code = CLUSTERING if row["pattern"] == rewiring.FirstTeamsTogether.code else row["pattern"]
        yield Demand(
            say(
                f"{code} changes when the layer “{layer(name)}” is redrawn ({found})",
                f"{code} verandert als de laag “{layer(name)}” opnieuw wordt getrokken ({found})",
            ),
            met,
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
