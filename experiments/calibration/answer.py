"""The answer in sentences: how many sets are plausible, what that is worth, and what the data cannot tell apart."""

from collections.abc import Iterator, Mapping
from math import isnan
from typing import TYPE_CHECKING

from scipy.stats import binomtest

from experiments.calibration import Prior
from experiments.calibration.experiment import CUT
from experiments.calibration.found import Found, all_in_band_again, medians_in_band
from experiments.calibration.identified import LEAST_CONTRACTION, LEAST_TRADE, named
from experiments.calibration.lead import by_itself, on_lead
from experiments.calibration.selftest import KEPT_CLAIM, LEVEL
from experiments.comparison.wording import capital, counted, listed
from experiments.patterns.answer import figure, wanted
from model.language import label, say
from model.parameters import parameter

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from experiments.calibration.experiment import Calibration
    from model import Ensemble

NAMED = 8
"""A sentence names so many parameters, and counts the others."""


def sentences(asked: "Calibration", found: Found, ensembles: "Mapping[str, Ensemble]") -> list[str]:
    """The whole answer."""
    told = [*on_lead(asked, found), on_sets(asked, found)]
    failed = sum(len(each.failures) for each in ensembles.values())
    if failed:
        told.append(
            say(
                f"{failed} runs failed; a set counts where four fifths of its seeds have a value.",
                f"{failed} runs zijn mislukt; een set telt mee waar vier vijfde van zijn seeds een waarde heeft.",
            )
        )
    told += on_targets(found)
    told += on_trial(asked, found)
    told += on_last_step(found)
    if "parameters" in found.tables:
        told += on_parameters(found.tables["parameters"], found.tables["trade_offs"])
    if "left_out" in found.tables:
        told += [on_left_out(row) for _, row in found.tables["left_out"].iterrows()]
    return told


def on_sets(asked: "Calibration", found: Found) -> str:
    """What makes a set plausible, and what it took to find them."""
    search = found.search
    tried = sum(len(stage.sets) for stage in search.of("chosen"))
    runs = sum(stage.values.shape[0] * stage.values.shape[1] for stage in search.stages.values())
    seeds, targets, names = len(asked.seeds), len(search.targets), len(asked.names)
    method = say(
        f"A set is plausible where the mean over {seeds} seeds of every one of {targets} targets lies in its band, and "
        f"again under {seeds} others. "
        f"{counted(tried, 'set was', 'sets were')} tried so after {counted(asked.waves, 'wave', 'waves')} that "
        f"narrowed down where to look; parameters that varied: {names}; sets and seeds run: {runs:,}.",
        f"Een set is plausibel als het gemiddelde over {seeds} seeds van elk van de {targets} doelen binnen de band "
        f"ligt, en onder {seeds} andere weer. Zo {'is één set' if tried == 1 else f'zijn {tried} sets'} beproefd na "
        f"{counted(asked.waves, 'ronde', 'rondes')} die inperkten waar te zoeken; parameters die varieerden: {names}; "
        f"doorgerekende combinaties van set en seed: {runs:,}.",
    )
    return f"{method}{on_prior(asked)}{on_none(found)}"


def on_prior(asked: "Calibration") -> str:
    """What was held of the parameters beforehand."""
    if asked.prior == Prior.EVEN:
        return say(
            " Beforehand every value of a range was as likely as any other.",
            " Vooraf was elke waarde binnen een bereik even aannemelijk.",
        )
    return say(
        " Beforehand the declared defaults were the medians, and values near them likelier than those at the ends of a "
        "range (PERT).",
        " Vooraf waren de opgegeven standaardwaarden de medianen, en waarden daarbij aannemelijker dan die aan de "
        "randen van een bereik (PERT).",
    )


def on_none(found: Found) -> str:
    """Where no set is plausible, how many of those tried last meet each target by itself."""
    if len(found.search.plausible):
        return ""
    alone = "; ".join(by_itself(found))
    return say(
        f" Of the sets tried last, so many meet each target by itself: {alone}.",
        f" Van de laatst beproefde sets halen er zoveel elk doel afzonderlijk: {alone}.",
    )


def on_targets(found: Found) -> Iterator[str]:
    """Where the plausible sets lie in the bands, under new seeds."""
    if not all_in_band_again(found.search)[1]:
        return
    yield say(
        "Under new seeds, which did not choose them, the plausible sets give, by target, this mean (nine in ten sets "
        "between the ends in brackets):",
        "Onder nieuwe seeds, waarmee ze niet zijn gekozen, geven de plausibele sets per doel dit gemiddelde (negen van "
        "de tien sets tussen de grenzen tussen haakjes):",
    )
    for _, row in found.tables["targets"].iterrows():
        inside = f"{say('in the band', 'binnen de band')} {100 * row['check_in_band']:.0f} %"
        yield (
            f"- {capital(words_of(row))}: {figure(row['check_mean'])} "
            f"({between(row['check_low'], row['check_high'])}); {on_wanted(row)}, {inside}."
        )
    yield on_medians(found)


def on_medians(found: Found) -> str:
    """Whether the medians of all plausible sets are plausible together."""
    outside = medians_in_band(found.search)
    of = len(found.search.targets)
    if not outside:
        return say(
            f"A set of the medians of them all lies in every one of {of} bands, too.",
            f"Een set van de medianen van alle sets ligt ook binnen elk van de {of} banden.",
        )
    told = ", ".join(outside)
    return say(
        f"A set of the medians of them all lies outside {len(outside)} of {of} bands: {told}.",
        f"Een set van de medianen van alle sets ligt buiten {len(outside)} van de {of} banden: {told}.",
    )


def words_of(row: "Series") -> str:
    """What a target measures, from a row of a table."""
    return say(row["words"], row["words_nl"])


def between(low: float, high: float) -> str:
    """Two ends in words."""
    return f"{figure(low)} {say('to', 'tot')} {figure(high)}"


def on_wanted(row: "Series") -> str:
    """The band of a target, from a row of a table."""
    return f"{say('wanted', 'gewenst')} {wanted(row['from'], row['to'])}"


def on_trial(asked: "Calibration", found: Found) -> Iterator[str]:
    """Whether the calibration recovers known parameters."""
    trial, coverage = found.trial, found.tables["coverage"]
    truths = len(trial.kept)
    if not truths:
        yield say(
            "The calibration could not be tried on itself: no target has a value in one run and an emulator.",
            "De kalibratie kon niet op zichzelf worden beproefd: geen doel heeft een waarde in één run en een "
            "emulator.",
        )
        return
    ends = binomtest(int(trial.kept.sum()), truths).proportion_ci()
    kept, low, high, claim = (f"{100 * share:.0f}" for share in (trial.kept.mean(), *ends, KEPT_CLAIM))
    near = f"{100 * (trial.worst <= asked.near).mean():.0f}"
    yield say(
        f"Ruling out was tried on data that the model made from {truths} known parameter sets (one country, with one "
        f"poll, under a seed of its own; bands as wide as the targets'): the truth is not ruled out in {kept} % "
        f"({low} to {high}; claimed at least {claim}, at {CUT:g} standard deviations); {near} % lie where sets "
        f"are sought (within {asked.near:g}).",
        f"Het uitsluiten is beproefd met gegevens die het model maakte uit {truths} bekende parametersets (één land, "
        f"met één peiling, onder een eigen seed; banden zo breed als die van de doelen): de waarheid wordt niet "
        f"uitgesloten in {kept} % ({low} tot {high}; geclaimd ten minste {claim}, bij {CUT:g} standaardafwijkingen); "
        f"{near} % ligt waar sets worden gezocht (binnen {asked.near:g}).",
    )
    number = int(trial.usable.sum())
    if not number:
        yield say(
            "In none of them were candidates enough left for intervals of parameters.",
            "In geen daarvan bleven genoeg kandidaten over voor intervallen van parameters.",
        )
        return
    best = coverage.sort_values("contraction", ascending=False, kind="stable").head(5)
    narrowed = listed(
        [
            f"{label(parameter(row['parameter']))} {say('by', 'met')} {100 * row['contraction']:.0f} %"
            for _, row in best.iterrows()
        ]
    )
    level, held = f"{100 * LEVEL:.0f}", f"{100 * coverage['covered'].mean():.1f}"
    least, most = (f"{100 * end:.0f}" for end in (coverage["covered"].min(), coverage["covered"].max()))
    yield say(
        f"Intervals of parameters that claim {level} % hold the truth in {held} % (all parameters, {number} truths "
        f"with candidates enough; single parameters {least} to {most}). The data narrow most: {narrowed}.",
        f"Intervallen van parameters die {level} % claimen, bevatten de waarheid in {held} % (alle parameters, "
        f"{number} waarheden met genoeg kandidaten; afzonderlijke parameters {least} tot {most}). De gegevens maken "
        f"het smalst: {narrowed}.",
    )


def on_parameters(table: "DataFrame", pairs: "DataFrame") -> Iterator[str]:
    """Which parameters the targets tell apart, which not, and which trade off."""
    clear, open_ones = named(table, True), named(table, False)
    by_width = table[table["told_apart"]].sort_values("contraction", ascending=False, kind="stable")
    if len(clear):
        yield say(
            f"Told apart by these data ({len(clear)}), with nine in ten of the plausible sets:",
            f"Door deze gegevens bepaald ({len(clear)}), met negen van de tien plausibele sets:",
        )
        for _, row in by_width.iterrows():
            yield (
                f"- {capital(label(parameter(row['parameter'])))}: {between(row['low'], row['high'])} "
                f"({say('of', 'van')} {between(row['from'], row['to'])})."
            )
    others, least = listed(open_ones, most=NAMED), f"{100 * LEAST_CONTRACTION:.0f} %"
    yield say(
        f"Not told apart by these data ({len(open_ones)}; not clearly moved, nor clearly narrowed by {least} or more): "
        f"{others}. All stand in the table of parameters.",
        f"Door deze gegevens niet bepaald ({len(open_ones)}; niet duidelijk verschoven, en niet duidelijk {least} of "
        f"meer smaller): {others}. Alle staan in de tabel met parameters.",
    )
    if len(pairs):
        told = listed(
            (
                f"{label(parameter(row['one']))} {say('with', 'met')} {label(parameter(row['other']))} "
                f"({row['rank_correlation']:+.2f})"
                for _, row in pairs.iterrows()
            ),
            most=NAMED,
        )
        yield say(
            f"Only told apart together (rank correlation of {LEAST_TRADE:g} or more): {told}.",
            f"Alleen samen bepaald (rangcorrelatie van {LEAST_TRADE:g} of meer): {told}.",
        )


def on_last_step(found: Found) -> Iterator[str]:
    """What choosing sets by their means leaves of the truth."""
    step = found.last_step
    if not len(step.kept):
        return
    dropped = f"{100 * (1.0 - step.kept.mean()):.0f}"
    text = say(
        f"Choosing was tried as well, on one run of each of {len(step.kept)} sets: the truth itself is dropped in "
        f"{dropped} %, because a set is kept for the mean of many runs and data are one run. The sets meet the "
        "targets; they are no interval that holds the truth so or so often.",
        f"Ook het kiezen is beproefd, met één run van elk van {len(step.kept)} sets: de waarheid zelf valt af in "
        f"{dropped} %, omdat een set wordt gehouden om het gemiddelde van veel runs, en gegevens één run zijn. De sets "
        "halen de doelen; ze zijn geen interval dat de waarheid zo of zo vaak bevat.",
    )
    if len(step.held):
        level, held = f"{100 * LEVEL:.0f}", f"{100 * step.held.mean():.1f}"
        text += say(
            f" For single parameters the range of {level} % of the sets kept holds it in {held} % ({len(step.held)} "
            "truths with sets enough).",
            f" Voor afzonderlijke parameters bevat het bereik van {level} % van de gehouden sets haar in {held} % "
            f"({len(step.held)} waarheden met genoeg sets).",
        )
    yield text


def on_left_out(row: "Series") -> str:
    """What a target reads on sets that were chosen without it."""
    if isnan(row["mean"]):
        return say(
            f"Without “{words_of(row)}” none of {row['tried']} sets lies in every other band: it cannot be scored.",
            f"Zonder “{words_of(row)}” ligt geen van de {row['tried']} sets binnen alle andere banden: er valt "
            "niets te beoordelen.",
        )
    value, nine, share = figure(row["mean"]), between(row["low"], row["high"]), f"{100 * row['in_band']:.0f} %"
    return say(
        f"On {counted(row['sets'], 'set', 'sets')} chosen without it (of {row['tried']} tried), {words_of(row)} is "
        f"{value} (nine in ten sets: {nine}; {on_wanted(row)}): {share} of the sets lie in its band.",
        f"Bij {counted(row['sets'], 'set', 'sets')} die zonder dit doel zijn gekozen (van de {row['tried']} beproefde) "
        f"is de waarde van “{words_of(row)}” {value} (negen van de tien sets: {nine}; {on_wanted(row)}): {share} van "
        "de sets ligt binnen de band.",
    )
