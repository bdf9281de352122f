"""What the checks say, in sentences, and the tables of their own."""

from typing import TYPE_CHECKING

import pandas as pd

from experiments.ablation.answer import counted, listed
from experiments.challenge import levers, rewiring, twins
from experiments.patterns.answer import figure, on_statistic
from experiments.patterns.variants import NEEDED, Scored
from experiments.patterns.verdicts import Verdict
from model.bounds import RESTS
from model.interventions import LEVERS

if TYPE_CHECKING:
    from pandas import DataFrame

AS_IT_IS = "as-it-is"


def shown(verdicts: "DataFrame", variant: str) -> list[str]:
    """The patterns that a variant shows."""
    mine = verdicts[verdicts["variant"] == variant]
    return mine["pattern"][mine["verdict"] == str(Verdict.SHOWN)].tolist()


def on_twins(board: Scored) -> list[str]:
    """Which patterns break when agents are put at their means."""
    there = shown(board.verdicts, AS_IT_IS)
    told = [
        f"Twins: of {listed(twins.PATTERNS)} the model shows {listed(there)}; only these can break. "
        f"With all three kinds at their means at least {twins.BROKEN_AT_LEAST} must."
    ]
    for name, (label, _) in twins.LEVELS.items():
        mine = board.verdicts[board.verdicts["variant"] == name]
        broken = mine["pattern"][mine["need"] == NEEDED].tolist()
        moved = mine["pattern"][mine["moved"] > 0].tolist()
        told.append(f"With {label}: broken {listed(broken)}; statistics moved of {listed(moved)}.")
    mine = board.verdicts[board.verdicts["variant"] == "all"]
    number = int((mine["need"] == NEEDED).sum())
    met = "reached" if number >= twins.BROKEN_AT_LEAST else "not reached"
    told.append(f"Twins break {number} of {len(twins.PATTERNS)} patterns: {met}.")
    return told


def on_rewiring(board: Scored) -> list[str]:
    """Which statistics move when ties are redrawn, and which layers move none."""
    told, idle = [], []
    statistics = board.statistics
    wanted = {*rewiring.PATTERNS, rewiring.FirstTeamsTogether.code}
    for variant in statistics["variant"].drop_duplicates():
        mine = statistics[(statistics["variant"] == variant) & statistics["moved"]]
        if variant == AS_IT_IS:
            continue
        if mine.empty:
            idle.append(variant)
        moved = "; ".join(f"{row['pattern']} ({row['words']}) by {on_difference(row)}" for _, row in mine.iterrows())
        told.append(f"With ties redrawn, {variant}: {moved or 'nothing moves'}.")
        if variant == rewiring.ALL:
            still = [code for code in sorted(wanted) if code not in set(mine["pattern"])]
            told.append(
                "Redrawing all ties changes P6, P23 and the clustering of first teams: reached."
                if not still
                else f"Redrawing all ties should change P6, P23 and the clustering of first teams: not reached for "
                f"{listed(still)}."
            )
    told.append(f"Layers whose redrawing moves none of these statistics: {listed(idle)}.")
    return ["Rewiring: each municipality keeps its number of ties, who they are with is drawn anew.", *told]


def on_difference(row: "pd.Series") -> str:
    """How far a statistic moved."""
    if pd.isna(row["difference"]):
        return "losing or gaining its value"
    low, high = figure(row["difference_low"]), figure(row["difference_high"])
    return f"{row['difference']:+.2g} ({low} to {high})"


def on_clips(board: Scored) -> list[str]:
    """Which states stand at a bound too often."""
    rows = board.statistics
    stuck = rows[~(rows["mean"] <= rows["to"]) & rows["mean"].notna()].sort_values("mean", ascending=False)
    told = "; ".join(f"{row['statistic']} {100 * row['mean']:.0f} %" for _, row in stuck.iterrows())
    resting = sum(len(reasons) for reasons in RESTS.values())
    return [
        f"Clips: of {len(rows)} states counted {len(stuck)} stand at a bound in more than 5 % of agent-months"
        f"{': ' + told if told else ''}. {resting} more rest at a bound by nature; table clips_rests says why."
    ]


def rests(board: Scored) -> "dict[str, DataFrame]":
    """The states that are not counted, each with the reason."""
    rows = [(kind, name, reason) for kind, reasons in RESTS.items() for name, reason in reasons.items()]
    return {"rests": pd.DataFrame(rows, columns=["agent", "state", "reason"])}


def on_levers(board: Scored) -> list[str]:
    """Which levers hurt at first, how their ranking turns, and whether changers fall back."""
    values = board.values[board.values["pattern"] == levers.Levers.code]
    table = levers.ranked(values)
    told = [
        f"Levers: each of {len(LEVERS)} raised by a quarter of its range in all municipalities from {levers.PULLED} on."
    ]
    for outcome, words in levers.OUTCOMES.items():
        hurting = levers.hurting(table, outcome)
        later = table[(table["outcome"] == outcome) & (table["2020_low"] > 0.0)]["lever"]
        both = [lever for lever in hurting if lever in set(later)]
        turned = levers.reversed_pairs(values, outcome)
        such = f", such as {' and '.join(named(turned[0]))}" if turned else ""
        told.append(
            f"On {words}: {listed(named(hurting))} certainly hurt in the first {levers.AT_FIRST} months "
            f"(no size is asked for; the most: {figure(table[table['outcome'] == outcome]['first'].min())}), of which "
            f"{listed(named(both))} certainly help by the end of 2020; {counted(len(turned), 'pair')} of levers "
            f"certainly change places between 2016 and 2020{such}."
        )
    deep = board.verdicts[board.verdicts["pattern"] == levers.DeepCutWithoutTime.code].iloc[0]
    own = board.statistics[board.statistics["pattern"] == levers.DeepCutWithoutTime.code]
    told.append(f"{deep['claim']} — {deep['verdict']}. {'; '.join(on_statistic(row) for _, row in own.iterrows())}.")
    return told


def effects(board: Scored) -> "dict[str, DataFrame]":
    """The effects of levers, with ranks."""
    return {"effects": levers.ranked(board.values[board.values["pattern"] == levers.Levers.code])}


def named(names: "list[str] | tuple[str, str]") -> list[str]:
    """Levers in words."""
    return [name.replace("_", " ") for name in names]
