"""The board in sentences."""

from collections.abc import Mapping
from math import isfinite, isinf, isnan
from typing import TYPE_CHECKING

from experiments.patterns.pattern import Kind
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
    Kind.EMERGENT: Words("Emergent (nothing is fitted to them)", "Emergent (niets is erop afgestemd)"),
}
"""The kinds in the order in which the board tells them. They are never added up."""


def sentences(
    board: "Board", verdicts: "DataFrame", statistics: "DataFrame", ensembles: "Mapping[str, Ensemble]"
) -> list[str]:
    """The answer: by kind how many patterns are shown and which are not; then every pattern with its statistics."""
    told = []
    failed = sum(len(ensemble.failures) for ensemble in ensembles.values())
    if failed:
        told.append(
            say(
                f"{failed} runs failed; their seeds are left out of the patterns concerned.",
                f"{failed} runs zijn mislukt; hun seeds zijn bij de betrokken patronen weggelaten.",
            )
        )
    for kind, words in KIND_WORDS.items():
        mine = verdicts[verdicts["kind"] == str(kind)]
        if len(mine):
            told.append(f"{words}: {shown_of(mine)}.")
    seeds = len(board.seeds)
    told.append(
        say(
            f"Each statistic is a mean over {seeds} seeds, with its 95% bootstrap interval over seeds; shown means "
            "that "
            "the whole interval meets the threshold.",
            f"Elke maat is een gemiddelde over {seeds} seeds, met een bootstrapinterval van 95% over seeds; getoond "
            "betekent dat het hele interval aan de drempel voldoet.",
        )
    )
    for _, row in verdicts.iterrows():
        own = statistics[statistics["pattern"] == row["pattern"]]
        needed = say(
            f" (without {row['without']} it does not count)",
            f" (zonder {row['without'].replace(' and ', ' en ')} telt het niet)",
        )
        told.append(
            f"- {row['pattern']} [{row['kind']}] {claim_of(row)} — {VERDICTS[Verdict(row['verdict'])]}"
            f"{needed if row['without'] else ''}. {'; '.join(on_statistic(each) for _, each in own.iterrows())}."
        )
    return told


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
    """How many of these patterns are shown, and which others are what."""
    number, of = (verdicts["verdict"] == str(Verdict.SHOWN)).sum(), len(verdicts)
    parts = [say(f"{number} of {of} shown", f"{number} van de {of} getoond")]
    for verdict in list(Verdict)[1:]:
        codes = verdicts["pattern"][verdicts["verdict"] == str(verdict)].tolist()
        if codes:
            parts.append(f"{VERDICTS[verdict]}: {', '.join(codes)}")
    return "; ".join(parts)


def on_statistic(row: "Series") -> str:
    """A statistic with its interval, and the threshold."""
    what = say(row["words"], row["words_nl"])
    threshold = f"{say('wanted', 'gewenst')} {wanted(row['from'], row['to'])}"
    if not isfinite(row["mean"]):
        return f"{what}: {say('no value', 'geen waarde')} ({threshold})"
    low, high = figure(row["low"]), figure(row["high"])
    return f"{what} {figure(row['mean'])} ({low} {say('to', 'tot')} {high}; {threshold})"


def wanted(low: float, high: float) -> str:
    """A threshold in words."""
    if isinf(low) and isinf(high):
        return say("nothing; told for reading only", "niets; alleen ter lezing")
    if isinf(low):
        return f"{figure(high)} {say('or less', 'of minder')}"
    if isinf(high):
        return f"{figure(low)} {say('or more', 'of meer')}"
    return f"{figure(low)} {say('to', 'tot')} {figure(high)}"


def figure(value: float) -> str:
    """A number with three significant figures."""
    if isinf(value):
        return say("beyond bounds", "buiten alle grenzen")
    places = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:.{places}f}" if abs(value) >= 0.01 or value == 0.0 else f"{value:.3f}"
