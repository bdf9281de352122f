"""The board in sentences."""

from collections.abc import Callable, Mapping, Sequence
from math import floor, isfinite, isinf, isnan, log10
from typing import TYPE_CHECKING

from experiments.comparison.wording import DUST, capital, listed
from experiments.patterns.pattern import Kind, Pattern
from experiments.patterns.verdicts import Verdict
from model.language import Words, say

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from experiments.patterns.board import Board
    from model import Ensemble

KIND_WORDS = {
    Kind.CALIBRATION: Words(
        "Calibration targets (fitted to; they say nothing for the model)",
        "Kalibratiedoelen (erop afgestemd; ze pleiten niet voor het model)",
    ),
    Kind.VERIFICATION: Words(
        "Verification (the rules work; nothing more)", "Verificatie (de regels werken; meer niet)"
    ),
    Kind.JOINT: Words("Joint (count only together with P2 and P26)", "Gezamenlijk (tellen alleen samen met P2 en P26)"),
    Kind.EMERGENT: Words(
        "Emergent (no number is fitted to them; rules were revised with them in view)",
        "Emergent (geen getal is erop afgestemd; regels zijn herzien met deze patronen in beeld)",
    ),
}
"""The kinds, what says most last. They are never added up."""


def sentences(
    board: "Board", verdicts: "DataFrame", statistics: "DataFrame", ensembles: "Mapping[str, Ensemble]"
) -> list[str]:
    """The answer: kind by kind, what says most first, which claims are shown and which not, what was
    revised after a score, then every pattern with its statistics.
    """
    told = []
    failed = sum(len(ensemble.failures) for ensemble in ensembles.values())
    if failed:
        told.append(
            say(
                f"{failed} runs failed; their seeds are left out of the patterns concerned.",
                f"{failed} runs zijn mislukt; hun seeds zijn bij de betrokken patronen weggelaten.",
            )
        )
    for kind in reversed(KIND_WORDS):
        mine = verdicts[verdicts["kind"] == str(kind)]
        if len(mine):
            told += [f"{KIND_WORDS[kind]}: {shown_of(mine)}.", *on_claims(mine)]
        if kind is Kind.EMERGENT:
            told += on_revisions(board.scored(), verdicts)
    seeds = len(board.seeds)
    told.append(
        say(
            f"Each statistic is a mean over {seeds} seeds, with its 95% bootstrap interval over seeds. Shown: the "
            "whole interval meets the threshold. Weak: the direction is certain, the threshold is missed. "
            "Contradicted: the whole interval is on the wrong side. By pattern:",
            f"Elke maat is een gemiddelde over {seeds} seeds, met een bootstrapinterval van 95% over seeds. Getoond: "
            "het hele interval voldoet aan de drempel. Zwak: de richting staat vast, de drempel wordt niet gehaald. "
            "Tegengesproken: het hele interval ligt aan de verkeerde kant. Per patroon:",
        )
    )
    for _, row in verdicts.iterrows():
        own = statistics[statistics["pattern"] == row["pattern"]]
        standing = say(row["revised"], row["revised_nl"])
        told.append(
            f"- {row['pattern']} [{row['kind']}] {VERDICTS[Verdict(row['verdict'])]}. "
            f"{'; '.join(on_statistic(each) for _, each in own.iterrows())}."
            f"{f' [{standing}]' if standing else ''}"
        )
    return told


def on_claims(verdicts: "DataFrame") -> list[str]:
    """The claims of these patterns with their codes, by verdict: what goes against the model first."""
    told = []
    for verdict in reversed(Verdict):
        mine = verdicts[verdicts["verdict"] == str(verdict)]
        claims = "; ".join(claim_and_code(row) for _, row in mine.iterrows())
        if claims:
            told.append(f"- {capital(str(VERDICTS[verdict]))}: {claims}.")
    return told


def claim_and_code(row: "Series") -> str:
    """The claim of a pattern without its full stop, with its code, and what it would need to count."""
    needed = say(
        f", does not count without {row['without']}", f", telt niet zonder {row['without'].replace(' and ', ' en ')}"
    )
    return f"{claim_of(row).removesuffix('.')} ({row['pattern']}{needed if row['without'] else ''})"


def on_revisions(patterns: "Sequence[Pattern]", verdicts: "DataFrame") -> list[str]:
    """The emergent patterns in groups: what was revised after a score, and which hang on one rule."""
    emergent = [each for each in patterns if each.kind is Kind.EMERGENT]
    if not emergent:
        return []
    shown = set(verdicts["pattern"][verdicts["verdict"] == str(Verdict.SHOWN)])

    def codes(which: "Callable[[Pattern], bool]") -> str:
        return listed(each.code for each in emergent if each.code in shown and which(each))

    untouched = codes(lambda each: not (each.rule_revised or each.reading_revised))
    check = codes(lambda each: bool(each.reading_revised and not each.rule_revised))
    rule, one = codes(lambda each: bool(each.rule_revised)), codes(lambda each: bool(each.one_rule))
    others = listed(
        each.code for each in emergent if each.code not in shown and (each.rule_revised or each.reading_revised)
    )
    return [
        say(
            "The emergent patterns are no blind test: rules and checks were revised after they had been scored. What "
            "was revised for each stands with it below; besides, numbers were fitted anew and what is embedded came to "
            "ask for upkeep, which moved every pattern.",
            "De emergente patronen zijn geen blinde toets: regels en toetsen zijn herzien nadat ze waren beoordeeld. "
            "Wat er voor elk is herzien staat er hieronder bij; daarnaast zijn getallen opnieuw afgestemd en ging wat "
            "is ingebed onderhoud vragen, wat elk patroon heeft verschoven.",
        ),
        say(
            f"- Shown, and untouched since the first score: {untouched}.",
            f"- Getoond, en sinds de eerste score niet aangeraakt: {untouched}.",
        ),
        say(f"- Shown, with only the check revised: {check}.", f"- Getoond, en alleen de toets is herzien: {check}."),
        say(
            f"- Shown after a rule behind it was revised: {rule}.",
            f"- Getoond nadat een regel erachter was herzien: {rule}.",
        ),
        say(f"- Revised, and still not shown: {others}.", f"- Herzien, en toch niet getoond: {others}."),
        say(
            f"- Shown, but hanging on one rule: {one}.",
            f"- Getoond, maar hangend aan één regel: {one}.",
        ),
    ]


VERDICTS = {
    Verdict.SHOWN: Words("shown", "getoond"),
    Verdict.WEAK: Words("weak", "zwak"),
    Verdict.NOT_SHOWN: Words("not shown", "niet getoond"),
    Verdict.CONTRADICTED: Words("contradicted", "tegengesproken"),
}


def claim_of(row: "Series") -> str:
    """The claim of a pattern, of which `row` is that of the table of verdicts."""
    return say(row["claim"], row["claim_nl"])


def on_shares(verdicts: "DataFrame") -> str:
    """In which share of plausible sets, each with a seed of its own, each pattern's thresholds are met."""
    none = say("no value", "geen waarde")
    told = [
        f"{row['pattern']} {none if isnan(row['share_of_sets']) else f'{100 * row.share_of_sets:.0f}%'}"
        for _, row in verdicts.iterrows()
    ]
    return say(
        "Share of the plausible sets whose one run meets every threshold of a pattern (one run has more chance in it "
        f"than a mean over seeds): {', '.join(told)}.",
        "Deel van de plausibele sets waarvan de ene run aan elke drempel van een patroon voldoet (in één run zit meer "
        f"toeval dan in een gemiddelde over seeds): {', '.join(told)}.",
    )


def shown_of(verdicts: "DataFrame") -> str:
    """How many of these patterns are shown."""
    number, of = (verdicts["verdict"] == str(Verdict.SHOWN)).sum(), len(verdicts)
    return say(f"{number} of {of} shown", f"{number} van de {of} getoond")


def on_statistic(row: "Series") -> str:
    """A statistic with its interval, and the threshold."""
    what = say(row["words"], row["words_nl"])
    judged = isfinite(row["from"]) or isfinite(row["to"])
    threshold = f"{say('wanted', 'gewenst')} {wanted(row['from'], row['to'])}" if judged else ""
    if not isfinite(row["mean"]):
        return f"{what}: {say('no value', 'geen waarde')}{f' ({threshold})' if judged else ''}"
    low, high = figure(row["low"]), figure(row["high"])
    return f"{what} {figure(row['mean'])} ({low} {say('to', 'tot')} {high}{f'; {threshold}' if judged else ''})"


def wanted(low: float, high: float) -> str:
    """A threshold in words."""
    if isinf(low):
        return f"{figure(high)} {say('or less', 'of minder')}"
    if isinf(high):
        return f"{figure(low)} {say('or more', 'of meer')}"
    return f"{figure(low)} {say('to', 'tot')} {figure(high)}"


def figure(value: float) -> str:
    """A number with three significant figures or two decimals; a small one with its first, so that its sign stays."""
    if isinf(value):
        return say("beyond bounds", "buiten alle grenzen")
    size = abs(value)
    if size < DUST:
        return "0.00"
    places = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.01 else -floor(log10(size))
    return f"{value:.{places}f}"
