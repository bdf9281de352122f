"""What the checks say, in sentences, and the tables of their own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from experiments.challenge import levers, rewiring, twins
from experiments.challenge.lead import redrawn, stuck, what_for
from experiments.comparison.wording import capital, listed, places_of, rounded
from experiments.patterns.answer import VERDICTS, claim_of, figure, on_statistic
from experiments.patterns.variants import NEEDED, Scored, caution
from experiments.patterns.verdicts import Verdict
from model.bounds import RESTS
from model.interventions import LEVERS
from model.language import say
from model.scenario_parts import layer

if TYPE_CHECKING:
    from pandas import DataFrame

AS_IT_IS = "as-it-is"


def shown(verdicts: "DataFrame", variant: str) -> list[str]:
    """The patterns that a variant shows."""
    mine = verdicts[verdicts["variant"] == variant]
    return mine["pattern"][mine["verdict"] == str(Verdict.SHOWN)].tolist()


def beforehand(seeds: Sequence[int], failed: int) -> list[str]:
    """What is said before all checks."""
    told = [
        say(
            f"{failed} runs failed; their seeds are left out of the checks concerned.",
            f"{failed} runs zijn mislukt; hun seeds zijn bij de betrokken toetsen weggelaten.",
        )
    ]
    return [*(told if failed else []), *caution(seeds)]


def on_twins(board: Scored) -> list[str]:
    """Which patterns break when agents are put at their means."""
    there, of = shown(board.verdicts, AS_IT_IS), listed(twins.PATTERNS)
    told = [
        say(
            "Twins: agents are put at the mean of their peers, councils only in what they lean to. Of "
            f"{of} the model shows {listed(there)} as it is; no other can be lost.",
            "Tweelingen: actoren worden op het gemiddelde van hun gelijken gezet, raden alleen in waartoe ze neigen. "
            f"Van {of} laat het model zoals het is {listed(there)} zien; andere kunnen niet verloren gaan.",
        )
    ]
    for name, (words, _) in twins.LEVELS.items():
        mine = board.verdicts[board.verdicts["variant"] == name]
        broken = listed(mine["pattern"][mine["need"] == NEEDED].tolist())
        moved = listed(mine["pattern"][mine["statistics_moved"] > 0].tolist())
        told.append(
            say(
                f"- With {words}: lost {broken}; statistics move of {moved}.",
                f"- Met {words}: verloren {broken}; maten bewegen bij {moved}.",
            )
        )
    return told


def on_rewiring(board: Scored) -> list[str]:
    """Which statistics move when ties are redrawn, which layers change what they are there for, and which should go."""
    told = [
        say(
            "Rewiring: each municipality keeps its number of ties, who they are with is drawn anew. By layer of ties, "
            "what moves and by how much:",
            "Andere banden: elke gemeente houdt haar aantal banden, met wie wordt opnieuw getrokken. Per laag van "
            "banden, wat beweegt en hoeveel:",
        )
    ]
    statistics = board.statistics
    for variant in statistics["variant"].drop_duplicates():
        mine = statistics[(statistics["variant"] == variant) & statistics["moved"]]
        if variant == AS_IT_IS:
            continue
        called = say("all", "alle") if variant == rewiring.ALL else layer(variant)
        moved = "; ".join(
            f"{row['pattern']} ({say(row['words'], row['words_nl'])}) {on_difference(row)}"
            for _, row in mine.iterrows()
        )
        told.append(f"- {capital(called)}: {moved or say('nothing moves', 'niets beweegt')}.")
    layers = redrawn(board)
    passed, going = (
        listed([layer(name) for name in layers if bool(what_for(board, name)["moved"]) is moves])
        for moves in (True, False)
    )
    told.append(
        say(
            f"Layers that change what they are there for: {passed}. Layers that do not, and should go: {going}.",
            f"Lagen die veranderen waarvoor ze er zijn: {passed}. Lagen die dat niet doen, en horen te vervallen: "
            f"{going}.",
        )
    )
    return told


def on_difference(row: "pd.Series") -> str:
    """How far a statistic moved."""
    if pd.isna(row["difference"]):
        return say("by losing or gaining its value", "verliest of krijgt een waarde")
    places = places_of(row["difference_low"], row["difference_high"], 3)
    value, low, high = (rounded(row[name], places) for name in ("difference", "difference_low", "difference_high"))
    return f"{say('by', 'met')} {value} ({low} {say('to', 'tot')} {high})"


def on_clips(board: Scored) -> list[str]:
    """Which states stand at a bound too often."""
    worst = stuck(board)
    named = "; ".join(f"{say(row['words'], row['words_nl'])} {100 * row['mean']:.0f} %" for _, row in worst.iterrows())
    which = f": {named}" if named else ""
    resting, number, of = sum(len(reasons) for reasons in RESTS.values()), len(worst), len(board.statistics)
    return [
        say(
            f"Bounds: of {of} states counted {number or 'none'} {'stands' if number < 2 else 'stand'} at a bound in "
            f"more than 5 % of agent-months{which}. {resting} more rest at a bound by nature; table clips_rests says "
            "why.",
            f"Grenzen: van de {of} getelde toestanden {'staat' if number < 2 else 'staan'} er {number or 'geen'} in "
            f"meer dan 5 % van de agentmaanden op een grens{which}. Nog {resting} rusten van nature op een grens; "
            "tabel clips_rests zegt waarom.",
        )
    ]


def rests(board: Scored) -> "dict[str, DataFrame]":
    """The states that are not counted, each with the reason."""
    rows = [
        (kind, name, reason.english, reason.dutch)
        for kind, reasons in RESTS.items()
        for name, reason in reasons.items()
    ]
    return {"rests": pd.DataFrame(rows, columns=["agent", "state", "reason", "reason_nl"])}


def on_levers(board: Scored) -> list[str]:
    """Which levers hurt at first, how their ranking turns, and whether changers fall back."""
    values = board.values[board.values["pattern"] == levers.Levers.code]
    table = levers.ranked(values)
    number, since = len(LEVERS), levers.PULLED
    told = [
        say(
            f"Levers: each of {number} raised by a quarter of its range in all municipalities from {since} on. "
            "What certainly changes:",
            f"Hefbomen: elk van de {number} vanaf {since} in alle gemeenten met een kwart van het bereik verhoogd. "
            "Wat er zeker verandert:",
        )
    ]
    told += [on_outcome(outcome, table, values) for outcome in levers.OUTCOMES]
    deep = board.verdicts[board.verdicts["pattern"] == levers.DeepCutWithoutTime.code].iloc[0]
    own = board.statistics[board.statistics["pattern"] == levers.DeepCutWithoutTime.code]
    parts = "; ".join(on_statistic(row) for _, row in own.iterrows())
    told.append(f"{claim_of(deep).removesuffix('.')}: {VERDICTS[Verdict(deep['verdict'])]}. {capital(parts)}.")
    return told


def on_outcome(outcome: str, table: "DataFrame", values: "DataFrame") -> str:
    """Which levers hurt an outcome at first, which of them help later, and which change places."""
    hurting = levers.hurting(table, outcome)
    mine = table[table["outcome"] == outcome]
    both = [lever for lever in hurting if lever in set(mine["lever"][mine["2020_low"] > 0.0])]
    turned = levers.reversed_pairs(values, outcome)
    such = ""
    if turned:
        one, other = map(levers.named, turned[0])
        such = say(f" (such as {one} and {other})", f" (zoals {one} en {other})")
    words, least, months = levers.OUTCOMES[outcome], figure(mine["at_first"].min()), levers.AT_FIRST
    hurt, help_later = (listed([levers.named(each) for each in names]) for names in (hurting, both))
    of, pairs = len(mine), len(turned)
    if hurting:
        first = say(
            f"{len(hurting)} of {of} levers certainly {'hurts' if len(hurting) == 1 else 'hurt'} in the first {months} "
            f"months, the most by {least}: {hurt}. Certain to help by the end of 2020 of these: {help_later}.",
            f"{len(hurting)} van de {of} hefbomen {'doet' if len(hurting) == 1 else 'doen'} in de eerste {months} "
            f"maanden zeker kwaad, het meest met {least}: {hurt}. Daarvan {'helpt' if len(both) < 2 else 'helpen'} "
            f"eind 2020 zeker: {help_later}.",
        )
    else:
        first = say(
            f"no lever certainly hurts in the first {months} months.",
            f"geen hefboom doet in de eerste {months} maanden zeker kwaad.",
        )
    return say(
        f"- {capital(str(words))}: {first} Pairs of levers{such} that certainly change places between 2016 and 2020: "
        f"{pairs}.",
        f"- {capital(str(words))}: {first} Paren hefbomen{such} die tussen 2016 en 2020 zeker van plaats wisselen: "
        f"{pairs}.",
    )


def effects(board: Scored) -> "dict[str, DataFrame]":
    """The effects of levers, with ranks."""
    return {"effects": levers.ranked(board.values[board.values["pattern"] == levers.Levers.code])}
