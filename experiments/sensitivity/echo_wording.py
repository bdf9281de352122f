"""The echo's findings in sentences."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from experiments.comparison.wording import counted
from experiments.comparison.wording import listed as in_a_row
from experiments.sensitivity import wording
from experiments.sensitivity.echo import AS_DECLARED, NOT_APART, NOT_RANKABLE, NOT_TESTED, RANKED
from experiments.sensitivity.outcomes import declared
from model import language
from model.declaration import Fault
from model.language import Words, say
from model.parameters import GROUPS

WHAT_DOUBLED_IS = Words(
    "Doubled is relative: no range goes beyond what is declared and defended, so the other groups' ranges are halved. "
    "What lies beyond the declared ranges is not tried.",
    "Verdubbeld is betrekkelijk: geen bereik gaat verder dan wat is opgegeven en verdedigd, dus is het bereik van de "
    "andere groepen gehalveerd. Wat buiten het opgegeven bereik ligt, is niet geprobeerd.",
)


def label_of_variant(name: str) -> str:
    """What a reader is shown for a variant."""
    if name == AS_DECLARED:
        return say("ranges as declared", "bereik zoals opgegeven")
    group, _, how = name.rpartition("_")
    if how == "halved":
        return f"{say(*GROUPS[group])} {say('halved', 'gehalveerd')}"
    return f"{say(*GROUPS[group])} {say('doubled, others halved', 'verdubbeld, andere gehalveerd')}"


def no_answer_with(outcome: str, failed: Sequence[tuple[str, Fault]]) -> str:
    """That an outcome has no answer, with which ranges, and why."""
    why = "; ".join(f"{label_of_variant(name)}: {fault}" for name, fault in failed)
    what = wording.capital(language.label(declared(outcome)))
    return say(f"{what}: no answer with {why}.", f"{what}: geen antwoord bij {why}.")


def on_lost(lost: Mapping[str, int]) -> Iterator[str]:
    """How many runs are missing, by variant."""
    for name, number in lost.items():
        if number:
            which = label_of_variant(name)
            yield say(
                f"{number} {_of(number, 'run is', 'runs are')} missing of {which}.",
                f"Van {which} {_of(number, 'ontbreekt', 'ontbreken')} {counted(number, 'run', 'runs')}.",
            )


def in_words(outcome: str, pairs: pd.DataFrame) -> str:
    """What the echo leaves of the ranking, in sentences."""
    what, of = wording.capital(language.label(declared(outcome))), len(pairs)
    counts = pairs["verdict"].value_counts()
    ranked, loose, untested, close = (
        int(counts.get(verdict, 0)) for verdict in (RANKED, NOT_RANKABLE, NOT_TESTED, NOT_APART)
    )
    if close == of:
        pair = say(
            "the one pair of inputs cannot" if of == 1 else f"none of {of} pairs of inputs can",
            "het ene paar factoren is niet" if of == 1 else f"geen van de {of} paren factoren is",
        )
        return say(
            f"{what}: {pair} be ranked to begin with, so that other ranges have nothing to turn round: the sample is "
            "too small.",
            f"{what}: {pair} om te beginnen te rangschikken, zodat een ander bereik niets heeft om te keren: de "
            "steekproef is te klein.",
        )
    parts = []
    if ranked:
        parts.append(_on_ranked(ranked, int(pairs.loc[pairs["verdict"] == RANKED, "apart_in_all"].sum())))
    if loose:
        parts.append(_on_loose(loose, int((pairs.loc[pairs["verdict"] == NOT_RANKABLE, "surely_in"] != "").sum())))
    if untested:
        parts.append(
            say(
                f"{untested} {_of(untested, 'is', 'are')} not tested (both inputs are in one group, of which the "
                "ranges change together)",
                f"{_of(untested, 'is', 'zijn')} {untested} niet getoetst (beide factoren horen bij één groep, waarvan "
                "het bereik samen verandert)",
            )
        )
    if close:
        parts.append(
            say(
                f"{close} {_of(close, 'is', 'are')} not told apart to begin with",
                f"{_of(close, 'is', 'zijn')} {close} om te beginnen niet te onderscheiden",
            )
        )
    text = f"{what}: {_of_pairs(of)} {in_a_row(parts)}."
    if not loose and ranked:
        text += say(" None is turned round.", " Geen enkel wordt omgekeerd.")
    turned = pairs[pairs["verdict"] == NOT_RANKABLE]
    for _, row in turned.head(wording.NAMED).iterrows():
        text += f" {_on_pair(row)}"
    more = len(turned) - wording.NAMED
    return text + say(f" And {more} more.", f" En nog {more}.") if more > 0 else text


def _of(number: int, one: str, more: str) -> str:
    return one if number == 1 else more


def _of_pairs(number: int) -> str:
    return say(
        f"of {number} {_of(number, 'pair', 'pairs')} of inputs",
        f"van {'het ene paar' if number == 1 else f'de {number} paren'} factoren",
    )


def _on_ranked(number: int, apart: int) -> str:
    """How many pairs keep their order, and how firmly."""
    keep = say(
        f"{number} {_of(number, 'keeps its', 'keep their')} order under all other ranges",
        f"{_of(number, 'houdt', 'houden')} {number} de volgorde bij elk ander bereik",
    )
    firmly = say(
        f"({apart} of {number} with intervals that never overlap)",
        f"({apart} van de {number} met intervallen die nooit overlappen)",
    )
    return f"{keep} {firmly}"


def _on_loose(number: int, surely: int) -> str:
    """How many pairs are turned round, and for how many the sample supports that."""
    chance = number - surely
    turned = say(
        f"{number} {_of(number, 'is', 'are')} not rankable, since some other range turns the order round",
        f"{_of(number, 'is', 'zijn')} {number} niet te rangschikken, want een ander bereik keert de volgorde om",
    )
    if not chance:
        return turned
    there = say(
        f"for {chance} of {number} only within intervals that overlap there, so that it may be chance",
        f"bij {chance} van de {number} alleen binnen intervallen die daar overlappen, zodat het toeval kan zijn",
    )
    return f"{turned} ({there})"


def _on_pair(row: pd.Series) -> str:
    """Under which ranges a pair is turned round, and where the sample supports that."""
    surely = row["surely_in"].split()
    within = say(", within overlapping intervals", ", binnen overlappende intervallen")
    where = "; ".join(
        f"{label_of_variant(name)}{'' if name in surely else within}" for name in row["turned_in"].split()
    )
    one, other = wording.label_of(row["higher"]), wording.label_of(row["lower"])
    return say(f"Not rankable: {one} and {other} ({where}).", f"Niet te rangschikken: {one} en {other} ({where}).")
