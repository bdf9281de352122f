"""What ablation gives, in a table of mechanisms and in sentences."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from experiments.ablation.experiment import AS_IT_IS, NULL
from experiments.comparison.wording import counted, listed
from experiments.patterns import thirty
from experiments.patterns.pattern import Kind
from experiments.patterns.variants import NEEDED, ONLY_WITHOUT, caution, on_codes
from experiments.patterns.verdicts import Verdict
from model.language import Words, say

KINDS = {
    Kind.CALIBRATION: Words("calibration", "kalibratie"),
    Kind.VERIFICATION: Words("verification", "verificatie"),
    Kind.JOINT: Words("joint", "gezamenlijk"),
    Kind.EMERGENT: Words("emergent", "emergent"),
}
"""The kinds in a word; they are never added up."""
NAMED = 5
"""The lead names no more mechanisms."""

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
    """The answer: what most rests on and what can be missed, what the null model shows, then each mechanism."""
    shown = codes(verdicts, AS_IT_IS)
    told = [on_lead(asked, verdicts, mechanisms)]
    told += caution(asked.seeds)
    told += [on_failed(failed)] if failed else []
    told.append(on_null_model(verdicts))
    told += [on_unneeded(mechanisms), on_survivors(asked, verdicts, shown)] if shown else []
    told.append(on_method(len(asked.seeds)))
    changing = mechanisms[(mechanisms["needed_by"] != "") | (mechanisms["shown_only_without"] != "")]
    emergent = numbers(changing["needed_by"], Kind.EMERGENT)
    first = changing.loc[emergent.sort_values(ascending=False, kind="stable").index]
    told += [f"- {on_mechanism(row)}" for _, row in first.iterrows()]
    return [*told, *on_codes(asked.scored(), {*shown, *" ".join(mechanisms["shown_only_without"]).split()})]


def numbers(codes: "pd.Series", kind: Kind) -> "pd.Series":
    """How many codes of patterns of one kind there are in each of some texts."""
    return codes.map(lambda text: sum(thirty.pattern(code).kind is kind for code in text.split()))


def by_kind(codes: str) -> str:
    """Codes of patterns kind by kind, what says most first: "emergent P6 and P8; verification P5"."""
    parts = []
    for kind in reversed(KINDS):
        own = [code for code in codes.split() if thirty.pattern(code).kind is kind]
        if own:
            parts.append(f"{KINDS[kind]} {listed(own)}")
    return ", ".join(parts)


def on_lead(asked: "Ablation", verdicts: "DataFrame", mechanisms: "DataFrame") -> str:
    """How much of what the model shows, kind by kind, rests on which mechanisms, and how many can be missed."""
    if not codes(verdicts, AS_IT_IS):
        return say(
            "As it is the model shows none of the patterns scored, so that none can be lost without a mechanism.",
            "Zoals het is laat het model geen van de beoordeelde patronen zien, zodat er zonder een mechanisme geen "
            "verloren kan gaan.",
        )
    parts = []
    for kind in reversed(KINDS):
        of = [each for each in asked.scored() if each.kind is kind]
        if of:
            shown = len(codes(verdicts, AS_IT_IS, kind))
            parts.append(say(f"{shown} of {len(of)} {KINDS[kind]}", f"{KINDS[kind]} {shown} van {len(of)}"))
    taken = say(
        f"As it is the model shows {listed(parts)} patterns.",
        f"Zoals het is toont het model aan patronen: {listed(parts)}.",
    )
    some, number = int((mechanisms["needed_by"] != "").sum()), len(mechanisms)
    taken += say(
        f" Of {counted(number, 'mechanism', 'mechanisms')}, held one at a time, {some or 'none'} "
        f"{'costs' if some == 1 else 'cost'} it one of these or more",
        f" Van {counted(number, 'mechanisme', 'mechanismen')}, één voor één vastgehouden, "
        f"{'kost' if some < 2 else 'kosten'} {some or 'geen'} het een daarvan of meer",
    )
    lost = numbers(mechanisms["needed_by"], Kind.EMERGENT)
    most = int(lost.max()) if len(lost) else 0
    first = mechanisms[lost == most]
    if most and len(first) <= NAMED:
        taken += say(
            f"; of the emergent patterns the most, {most}, are lost without {labels(first)}",
            f"; van de emergente gaan de meeste, {most}, verloren zonder {labels(first)}",
        )
    elif most:
        taken += say(
            f", and of the emergent patterns none more than {most}", f", en van de emergente geen meer dan {most}"
        )
    idle = number - some
    inert = int(((mechanisms["needed_by"] == "") & (mechanisms["statistics_moved"] == 0)).sum())
    if idle and some:
        taken += say(
            f". None is lost without the other {'one' if idle == 1 else idle}",
            f". Geen gaat verloren zonder {'het andere' if idle == 1 else f'de andere {idle}'}",
        )
    return say(
        f"{taken}. Mechanisms that make no distinguishable difference at all: {inert or 'none'}.",
        f"{taken}. Mechanismen zonder enig te onderscheiden verschil: {inert or 'geen'}.",
    )


def on_method(seeds: int) -> str:
    """How the verdicts come about."""
    return say(
        f"Each pattern is judged on means over {seeds} seeds, the same in all variants: it is shown where the whole "
        "interval meets what the sources say. A mechanism that is held keeps what it sets at its first month's value. "
        "A statistic moves where the interval of its difference leaves out zero. By mechanism:",
        f"Elk patroon is beoordeeld op gemiddelden over {seeds} seeds, in alle varianten dezelfde: het is getoond als "
        "het hele interval voldoet aan wat de bronnen zeggen. Een mechanisme dat wordt vastgehouden, laat wat het "
        "bepaalt op de waarde van de eerste maand. Een maat beweegt als het interval van het verschil de nul "
        "uitsluit. Per mechanisme:",
    )


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
        counted(scored, "emergent pattern", "emergent patterns"),
        counted(scored, "emergent patroon", "emergente patronen"),
    )
    return say(
        f"The null model, with every mechanism held, shows {listed(emergent)} of {of}, {verdict}; "
        f"of the others it shows {listed(others)}.",
        f"Het nulmodel, waarin elk mechanisme is vastgehouden, laat van {of} {listed(emergent)} zien, {verdict}; van "
        f"de andere laat het {listed(others)} zien.",
    )


def on_unneeded(mechanisms: "DataFrame") -> str:
    """The mechanisms without which no pattern is lost."""
    idle, of = mechanisms[mechanisms["needed_by"] == ""], len(mechanisms)
    if idle.empty:
        return say(
            f"Each of the {of} mechanisms is needed by one of the patterns shown or more.",
            f"Elk van de {of} mechanismen is nodig voor ten minste één van de getoonde patronen.",
        )
    names, without = labels(idle), labels(idle[idle["statistics_moved"] == 0])
    text = say(f"No pattern needs: {names}.", f"Voor geen patroon nodig: {names}.")
    if without:
        text += say(f" No statistic moves at all without {without}.", f" Geen enkele maat beweegt zonder {without}.")
    return text


def on_survivors(asked: "Ablation", verdicts: "DataFrame", shown: Sequence[str]) -> str:
    """The patterns that no single mechanism takes away, those that even the null model keeps, and those gained."""
    single = verdicts[verdicts["variant"].isin([each.name for each in asked.taken_out()])]
    lost = set(single["pattern"][single["need"] == NEEDED])
    survivors = [code for code in shown if code not in lost]
    if survivors:
        text = say(
            f"Whichever one mechanism is missing, these stay: {listed(survivors)}.",
            f"Welk mechanisme ook ontbreekt, deze blijven: {listed(survivors)}.",
        )
    else:
        text = say(
            "None of them stays whichever one mechanism is missing.",
            "Geen ervan blijft staan welk mechanisme ook ontbreekt.",
        )
    without = set(single["pattern"][single["need"] == ONLY_WITHOUT])
    if without:
        gained = listed(each.code for each in asked.scored() if each.code in without)
        text += say(
            f" Some are shown only without a mechanism, which stands in their way: {gained}.",
            f" Sommige worden alleen getoond zonder een mechanisme, dat ze in de weg staat: {gained}.",
        )
    return text


def on_mechanism(row: "pd.Series") -> str:
    """What becomes of the patterns without one mechanism."""
    without, needed = say(row["label"], row["label_nl"]), by_kind(row["needed_by"])
    parts = [say(f"lost: {needed}", f"verloren: {needed}") if needed else say("nothing lost", "niets verloren")]
    if row["shown_only_without"]:
        parts.append(f"{say('gained', 'gewonnen')}: {by_kind(row['shown_only_without'])}")
    moves = by_kind(row["moves"])
    parts.append(
        say(f"a statistic moves of {moves}", f"er beweegt een maat van {moves}")
        if moves
        else say("no statistic moves", "geen maat beweegt")
    )
    return say(f"Without {without}: {'; '.join(parts)}.", f"Zonder {without}: {'; '.join(parts)}.")


def labels(rows: "DataFrame") -> str:
    """What the mechanisms of some rows are called; nothing where there is none."""
    return listed(rows[say("label", "label_nl")]) if len(rows) else ""
