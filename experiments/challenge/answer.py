"""What the checks say, in sentences, and the tables of their own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from experiments.ablation.answer import counted, listed
from experiments.challenge import levers, rewiring, twins
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


def reached(met: bool) -> str:
    """Whether what a check asks is there."""
    return say("reached", "gehaald") if met else say("not reached", "niet gehaald")


def on_twins(board: Scored) -> list[str]:
    """Which patterns break when agents are put at their means."""
    there, of, least = listed(shown(board.verdicts, AS_IT_IS)), listed(twins.PATTERNS), twins.BROKEN_AT_LEAST
    told = [
        say(
            f"Twins: of {of} the model shows {there}; only these can break. With all three kinds at their means at "
            f"least {least} must.",
            f"Tweelingen: van {of} laat het model {there} zien; alleen die kunnen breken. Met alle drie de soorten op "
            f"hun gemiddelde moeten dat er ten minste {least} zijn.",
        )
    ]
    for name, (words, _) in twins.LEVELS.items():
        mine = board.verdicts[board.verdicts["variant"] == name]
        broken = listed(mine["pattern"][mine["need"] == NEEDED].tolist())
        moved = listed(mine["pattern"][mine["statistics_moved"] > 0].tolist())
        told.append(
            say(
                f"With {words}: broken {broken}; statistics moved of {moved}.",
                f"Met {words}: gebroken {broken}; maten bewegen bij {moved}.",
            )
        )
    mine = board.verdicts[board.verdicts["variant"] == "all"]
    number, patterns = int((mine["need"] == NEEDED).sum()), len(twins.PATTERNS)
    met = reached(number >= least)
    told.append(
        say(
            f"Twins break {number} of {patterns} patterns: {met}.",
            f"Tweelingen breken {number} van de {patterns} patronen: {met}.",
        )
    )
    return told


def on_rewiring(board: Scored) -> list[str]:
    """Which statistics move when ties are redrawn, and which layers move none."""
    told = [
        say(
            "Rewiring: each municipality keeps its number of ties, who they are with is drawn anew.",
            "Andere banden: elke gemeente houdt haar aantal banden, met wie wordt opnieuw getrokken.",
        )
    ]
    idle = []
    statistics = board.statistics
    asked = {*rewiring.PATTERNS, rewiring.FirstTeamsTogether.code}
    for variant in statistics["variant"].drop_duplicates():
        mine = statistics[(statistics["variant"] == variant) & statistics["moved"]]
        if variant == AS_IT_IS:
            continue
        called = say("all", "alle") if variant == rewiring.ALL else layer(variant)
        if mine.empty:
            idle.append(called)
        moved = "; ".join(
            f"{row['pattern']} ({say(row['words'], row['words_nl'])}) {on_difference(row)}"
            for _, row in mine.iterrows()
        )
        nothing = say("nothing moves", "niets beweegt")
        told.append(
            say(
                f"With ties redrawn, {called}: {moved or nothing}.",
                f"Met opnieuw getrokken banden, {called}: {moved or nothing}.",
            )
        )
        if variant == rewiring.ALL:
            told.append(on_all_redrawn([code for code in sorted(asked) if code not in set(mine["pattern"])]))
    names = listed(idle)
    told.append(
        say(
            f"Layers whose redrawing moves none of these statistics: {names}.",
            f"Lagen waarvan het opnieuw trekken geen van deze maten beweegt: {names}.",
        )
    )
    return told


def on_all_redrawn(still: Sequence[str]) -> str:
    """Whether all that should change when all ties are redrawn does."""
    if not still:
        return say(
            "Redrawing all ties changes P6, P23 and the clustering of first teams: reached.",
            "Alle banden opnieuw trekken verandert P6, P23 en het samengaan van eerste teams: gehaald.",
        )
    codes = listed(still)
    return say(
        f"Redrawing all ties should change P6, P23 and the clustering of first teams: not reached for {codes}.",
        f"Alle banden opnieuw trekken hoort P6, P23 en het samengaan van eerste teams te veranderen: niet gehaald voor "
        f"{codes}.",
    )


def on_difference(row: "pd.Series") -> str:
    """How far a statistic moved."""
    if pd.isna(row["difference"]):
        return say("by losing or gaining its value", "verliest of krijgt een waarde")
    low, high = figure(row["difference_low"]), figure(row["difference_high"])
    return f"{say('by', 'met')} {row['difference']:+.2g} ({low} {say('to', 'tot')} {high})"


def on_clips(board: Scored) -> list[str]:
    """Which states stand at a bound too often."""
    rows = board.statistics
    stuck = rows[~(rows["mean"] <= rows["to"]) & rows["mean"].notna()].sort_values("mean", ascending=False)
    named = "; ".join(f"{say(row['words'], row['words_nl'])} {100 * row['mean']:.0f} %" for _, row in stuck.iterrows())
    which = f": {named}" if named else ""
    resting, number, of = sum(len(reasons) for reasons in RESTS.values()), len(stuck), len(rows)
    return [
        say(
            f"Clips: of {of} states counted {number} stand at a bound in more than 5 % of agent-months{which}. "
            f"{resting} more rest at a bound by nature; table clips_rests says why.",
            f"Grenzen: van de {of} getelde toestanden staan er {number} in meer dan 5 % van de agentmaanden op een "
            f"grens{which}. Nog {resting} rusten van nature op een grens; tabel clips_rests zegt waarom.",
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
            f"Levers: each of {number} raised by a quarter of its range in all municipalities from {since} on.",
            f"Hefbomen: elk van de {number} vanaf {since} in alle gemeenten met een kwart van het bereik verhoogd.",
        )
    ]
    told += [on_outcome(outcome, table, values) for outcome in levers.OUTCOMES]
    deep = board.verdicts[board.verdicts["pattern"] == levers.DeepCutWithoutTime.code].iloc[0]
    own = board.statistics[board.statistics["pattern"] == levers.DeepCutWithoutTime.code]
    parts = "; ".join(on_statistic(row) for _, row in own.iterrows())
    told.append(f"{claim_of(deep)} — {VERDICTS[Verdict(deep['verdict'])]}. {parts}.")
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
        such = say(f", such as {one} and {other}", f", zoals {one} en {other}")
    words, least, months = levers.OUTCOMES[outcome], figure(mine["at_first"].min()), levers.AT_FIRST
    hurt, help_later = (listed([levers.named(each) for each in names]) for names in (hurting, both))
    return say(
        f"On {words}: {hurt} certainly hurt in the first {months} months (no size is asked for; the most: {least}), "
        f"of which {help_later} certainly help by the end of 2020; {counted(len(turned), 'pair')} of levers certainly "
        f"change places between 2016 and 2020{such}.",
        f"Gemeten aan {words}: {hurt} doen in de eerste {months} maanden zeker kwaad (om een omvang wordt niet "
        f"gevraagd; het meest: {least}), waarvan {help_later} eind 2020 zeker helpen; {len(turned)} "
        f"{'paar' if len(turned) == 1 else 'paren'} hefbomen wisselen tussen 2016 en 2020 zeker van plaats{such}.",
    )


def effects(board: Scored) -> "dict[str, DataFrame]":
    """The effects of levers, with ranks."""
    return {"effects": levers.ranked(board.values[board.values["pattern"] == levers.Levers.code])}
