"""What ablation gives, in a table of mechanisms and in sentences."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from experiments.ablation.experiment import AS_IT_IS, NULL
from experiments.patterns.pattern import Kind
from experiments.patterns.variants import NEEDED, ONLY_WITHOUT, caution
from experiments.patterns.verdicts import Verdict
from model.language import label, say

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.ablation.experiment import Ablation


def by_mechanism(asked: "Ablation", verdicts: "DataFrame") -> "DataFrame":
    """A row for each mechanism: its label (in Dutch, too) and evidence, the patterns that need it, those shown only
    without it, those of which a statistic moves, and how many statistics move in all.
    """
    rows = []
    for each in asked.taken_out():
        mine = verdicts[verdicts["variant"] == each.name]
        rows.append(
            {
                "mechanism": each.name,
                "label": each.label,
                "label_nl": each.label_nl,
                "evidence": " ".join(each.evidence),
                "needed_by": " ".join(mine["pattern"][mine["need"] == NEEDED]),
                "shown_only_without": " ".join(mine["pattern"][mine["need"] == ONLY_WITHOUT]),
                "moves": " ".join(mine["pattern"][mine["statistics_moved"] > 0]),
                "statistics_moved": int(mine["statistics_moved"].sum()),
            }
        )
    return pd.DataFrame(rows)


def sentences(asked: "Ablation", verdicts: "DataFrame", mechanisms: "DataFrame", failed: int) -> list[str]:
    """The answer: what the null model shows, what no pattern needs, what survives everything, then each mechanism."""
    told = [on_failed(failed)] if failed else []
    told += caution(asked.seeds)
    shown, of, seeds = codes(verdicts, AS_IT_IS), len(asked.scored()), len(asked.seeds)
    told.append(
        say(
            f"As it is the model shows {listed(shown)} of {of} patterns scored; only these can be lost. A mechanism "
            f"that is held keeps what it sets at its first month's value. Verdicts are means over {seeds} seeds, the "
            "same in all variants.",
            f"Zoals het is laat het model van de {of} beoordeelde patronen {listed(shown)} zien; alleen die kunnen "
            "verloren gaan. Een mechanisme dat wordt vastgehouden, laat wat het bepaalt op de waarde van de eerste "
            f"maand. Oordelen zijn gemiddelden over {seeds} seeds, in alle varianten dezelfde.",
        )
    )
    told += [on_null_model(verdicts), on_unneeded(mechanisms, len(shown)), on_survivors(asked, verdicts, shown)]
    for _, row in mechanisms.iterrows():
        told.append(on_mechanism(row))
    return told


def on_failed(failed: int) -> str:
    """How many runs failed."""
    return say(
        f"{failed} runs failed; their seeds are left out of the patterns concerned.",
        f"{failed} runs zijn mislukt; hun seeds zijn bij de betrokken patronen weggelaten.",
    )


def codes(verdicts: "DataFrame", variant: str, kind: Kind | None = None) -> list[str]:
    """The patterns that a variant shows, of one kind or of all."""
    mine = verdicts[(verdicts["variant"] == variant) & (verdicts["verdict"] == str(Verdict.SHOWN))]
    return [code for code, its in zip(mine["pattern"], mine["kind"], strict=True) if kind in (None, Kind(its))]


def on_null_model(verdicts: "DataFrame") -> str:
    """What is still shown with every mechanism held; no emergent pattern should be."""
    mine = verdicts[verdicts["variant"] == NULL]
    emergent, shown = codes(verdicts, NULL, Kind.EMERGENT), codes(verdicts, NULL)
    scored = int((mine["kind"] == str(Kind.EMERGENT)).sum())
    if not scored:
        return say(
            f"The null model, with every mechanism held, shows {listed(shown)}; no emergent pattern was scored.",
            f"Het nulmodel, waarin elk mechanisme is vastgehouden, laat {listed(shown)} zien; er is geen emergent "
            "patroon beoordeeld.",
        )
    verdict = (
        say("against what it should: what needs no mechanism shows none", "tegen wat hoort: wat geen mechanisme nodig "
            "heeft, toont er geen")
        if emergent
        else say("as it should be", "zoals het hoort")
    )  # fmt: skip
    others = [code for code in shown if code not in emergent]
    of = say(
        counted(scored, "emergent pattern"),
        f"{scored} {'emergent patroon' if scored == 1 else 'emergente patronen'}",
    )
    return say(
        f"The null model, with every mechanism held, shows {listed(emergent)} of {of}, {verdict}; "
        f"of the others it shows {listed(others)}.",
        f"Het nulmodel, waarin elk mechanisme is vastgehouden, laat van {of} {listed(emergent)} zien, {verdict}; van "
        f"de andere laat het {listed(others)} zien.",
    )


def on_unneeded(mechanisms: "DataFrame", shown: int) -> str:
    """The mechanisms without which no pattern is lost."""
    idle, of = mechanisms[mechanisms["needed_by"] == ""], len(mechanisms)
    inert = idle[idle["statistics_moved"] == 0]
    if idle.empty:
        return say(
            f"Each of the {of} mechanisms is needed by one of the {shown} patterns shown or more.",
            f"Elk van de {of} mechanismen is nodig voor ten minste één van de {shown} getoonde patronen.",
        )
    names, without = labels(idle), labels(inert)
    text = say(
        f"No pattern needs {len(idle)} of {of} mechanisms: {names}.",
        f"Geen patroon heeft {len(idle)} van de {of} mechanismen nodig: {names}.",
    )
    if len(inert):
        text += say(f" No statistic moves at all without {without}.", f" Geen enkele maat beweegt zonder {without}.")
    return text


def on_survivors(asked: "Ablation", verdicts: "DataFrame", shown: Sequence[str]) -> str:
    """The patterns that no single mechanism takes away, those that even the null model keeps, and those gained."""
    single = verdicts[verdicts["variant"].isin([each.name for each in asked.taken_out()])]
    lost = set(single["pattern"][single["need"] == NEEDED])
    survivors = listed([code for code in shown if code not in lost])
    text = say(
        f"Without any one mechanism these are still shown: {survivors}.",
        f"Welk mechanisme ook ontbreekt, getoond blijft: {survivors}.",
    )
    gained = single[single["need"] == ONLY_WITHOUT]
    if len(gained):
        called = {each.name: label(each) for each in asked.taken_out()}
        by_pattern = gained["variant"].map(called).groupby(gained["pattern"], sort=False).agg(listed)
        told = "; ".join(f"{code} {say('without', 'zonder')} {names}" for code, names in by_pattern.items())
        text += say(f" Shown only without a mechanism: {told}.", f" Alleen getoond zonder een mechanisme: {told}.")
    return text


def on_mechanism(row: "pd.Series") -> str:
    """What becomes of the patterns without one mechanism."""
    without, needed = say(row["label"], row["label_nl"]), listed(row["needed_by"].split())
    parts = [
        say(f"lost: {needed}", f"verloren: {needed}") if row["needed_by"] else say("nothing lost", "niets verloren")
    ]
    if row["shown_only_without"]:
        parts.append(f"{say('gained', 'gewonnen')}: {listed(row['shown_only_without'].split())}")
    number, moves = row["statistics_moved"], len(row["moves"].split())
    moved = (
        say(
            f"statistics moved: {number} of {counted(moves, 'pattern')}",
            f"maten die bewegen: {number}, bij {moves} {'patroon' if moves == 1 else 'patronen'}",
        )
        if moves
        else say("none moved", "geen maat beweegt")
    )
    return say(f"Without {without}: {'; '.join(parts)}; {moved}.", f"Zonder {without}: {'; '.join(parts)}; {moved}.")


def labels(rows: "DataFrame") -> str:
    """What the mechanisms of some rows are called."""
    return listed(rows[say("label", "label_nl")])


def counted(number: int, name: str) -> str:
    """A number of things, in the singular or the plural."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def listed(names: "Sequence[str] | pd.Series") -> str:
    """Names in a row, or "none"."""
    return ", ".join(names) or say("none", "geen")
