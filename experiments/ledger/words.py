"""What the ledger comes to, in sentences."""

from collections.abc import Iterator
from math import isnan
from typing import TYPE_CHECKING

from experiments.comparison.wording import listed
from experiments.ledger import entries
from experiments.ledger.files import CAPSULE
from experiments.naming import called
from experiments.sensitivity.outcomes import declared
from experiments.sensitivity.wording import percent
from model.evidence import STANDINGS
from model.language import Words, label, say, title
from model.odd_rules import ACTS, RULES, numbers
from model.parameters import parameter

if TYPE_CHECKING:
    import pandas as pd

    from experiments.ledger.variance import Analysed

GAP = "gap"
"""The confidence of a figure that was sought and not found."""
COMMAND = f"decdyn sensitivity sobol --by standing --outcome tempo --n 1024 --replicates 4 --out {CAPSULE.as_posix()}"
"""Many sets and few seeds, since little of the variance is chance."""
KINDS = {"parameter": Words("parameters", "parameters"), "constant": Words("constants", "constanten")}
ALL_ASSUMED = Words("all assumptions, whose size no source gives", "alle aannamen, waarvan geen bron de grootte geeft")
AND_FITTED = {
    False: Words(
        "all assumptions and the calibrated values that cite nothing",
        "alle aannamen en de gekalibreerde waarden die niets aanhalen",
    ),
    True: Words(
        "all assumptions and all calibrated values (this analysis does not tell those apart that cite nothing)",
        "alle aannamen en alle gekalibreerde waarden (welke daarvan niets aanhalen, houdt deze analyse niet apart)",
    ),
}
"""All that is assumed or fitted on nothing, by whether the analysis varied numbers by standing."""


def in_all() -> Iterator[str]:
    """How many mechanisms and numbers rest on what, and which claims nothing uses."""
    stands = entries.numbers()["standing"].value_counts().reindex(list(STANDINGS), fill_value=0)
    assumed = stands["size_assumed"] + stands["nothing_cited"]
    yield say(
        f"Of the {stands.sum()} numbers that the model reads {stands['sourced']} have a source and "
        f"{stands['calibrated']} are calibrated; the size of {assumed} is assumed.",
        f"Van de {stands.sum()} getallen die het model leest, hebben er {stands['sourced']} een bron en zijn er "
        f"{stands['calibrated']} gekalibreerd; van {assumed} is de grootte aangenomen.",
    )
    yield from on_calibrated(int(assumed))
    table = entries.mechanisms()
    pure, free = (int((table[column] == "sourced").sum()) for column in ("standing", "weakest"))
    yield say(
        f"{pure} of {len(table)} mechanisms cite sources only, the others an assumption as well; {free} read no number "
        "that is assumed or calibrated.",
        f"{pure} van de {len(table)} mechanismen halen alleen bronnen aan, de andere ook een aanname; {free} lezen "
        "geen enkel getal dat is aangenomen of gekalibreerd.",
    )
    kinds = entries.numbers().groupby("kind")["standing"]
    for kind, words in KINDS.items():
        own = kinds.get_group(kind)
        told = ", ".join(f"{int((own == name).sum())} {stand}" for name, stand in STANDINGS.items())
        yield say(f"Of {len(own)} {words}: {told}.", f"Van de {len(own)} {words}: {told}.")
    yield say(
        f"{numbers(RULES)} more decimal numbers stand in formulas, and {numbers(ACTS)} in the acts that call them: all "
        "are assumptions, and nothing varies them.",
        f"Nog {numbers(RULES)} decimale getallen staan in formules, en {numbers(ACTS)} in de handelingen die ze "
        "aanroepen: het zijn allemaal aannamen, en niets varieert ze.",
    )
    nothing, claims = entries.unused(), entries.claims().set_index("id")
    gaps = [id for id in nothing if claims.loc[id, "confidence"] == GAP]
    sought = ", ".join(gaps)
    yield say(
        f"Nothing cites {len(nothing)} of {len(claims) - 1} claims and figures."
        + (f" Of these {sought} were sought and not found." if gaps else ""),
        f"Niets haalt {len(nothing)} van de {len(claims) - 1} beweringen en figuren aan."
        + (f" Daarvan zijn {sought} gezocht en niet gevonden." if gaps else ""),
    )


def on_calibrated(assumed: int) -> Iterator[str]:
    """What calibrated means, and how much is assumed with what is fitted on nothing."""
    names = entries.fitted_on_nothing()
    yield say(
        "Calibrated means chosen so that the model shows a pattern: no source gives the size. In the order of standing "
        "it comes before what is assumed because a pattern binds it, not because a source does.",
        "Gekalibreerd betekent zo gekozen dat het model een patroon laat zien: geen bron geeft de grootte. In de "
        "volgorde van stevigheid gaat het voor wat is aangenomen omdat een patroon het bindt, niet een bron.",
    )
    if names:
        told = listed([label(parameter(name)) for name in names])
        yield say(
            f"{len(names)} of them cite no claim either ({told}); with these {assumed + len(names)} are assumed or "
            "fitted on nothing but patterns.",
            f"{len(names)} daarvan halen ook geen uitspraak aan ({told}); met deze zijn er {assumed + len(names)} "
            "aangenomen of alleen op patronen afgestemd.",
        )


def how_to_know() -> Iterator[str]:
    """How to learn what share of the variance rests on assumptions."""
    yield say(
        "Which share of the variance of tempo rests on assumptions is not known here yet. To know it:",
        "Welk deel van de variantie van tempo op aannamen rust, is hier nog niet bekend. Om dat te weten:",
    )
    yield f"`{COMMAND}`"


def on_variance(found: "Analysed", outcome: str) -> Iterator[str]:
    """Which share of the variance rests on what, what is counted and what is not."""
    from experiments.ledger.variance import ASSUMED, PARTS, SQUARES, WITH_FITTED, by_standing, shares

    label = called(declared(outcome))
    table = shares(found).set_index(["part", "measure"])
    labels = {**STANDINGS, ASSUMED: ALL_ASSUMED, WITH_FITTED: AND_FITTED[by_standing(found)]}
    rough = SQUARES in table.index.get_level_values("measure")
    by = say("Morris", "Morris") if rough else say("Sobol’", "Sobol’")
    yield say(
        f"What the variance of {label} rests on, by {by}:", f"Waar de variantie van {label} op rust, volgens {by}:"
    )
    for part in PARTS:
        if part in table.index.get_level_values("part"):
            yield f"- {labels[part]} ({_number(table, part)}): {_share(table, part)}"
    yield from _counted(found, label, rough)


def _number(table: "pd.DataFrame", part: str) -> str:
    number = int(table.loc[part]["numbers"].iloc[0])
    if number == 1:
        return say("1 number", "1 getal")
    return say(f"{number} numbers", f"{number} getallen")


def _share(table: "pd.DataFrame", part: str) -> str:
    from experiments.ledger.variance import ALONE, AT_MOST, SQUARES

    told = {str(measure): _percent(row) for measure, row in table.loc[part].iterrows()}
    if SQUARES in told:
        return told[SQUARES]
    return say(
        f"between {told[ALONE]}, by themselves, and {told[AT_MOST]}, with all that they take part in",
        f"tussen {told[ALONE]}, op zichzelf, en {told[AT_MOST]}, met alles waaraan ze deelnemen",
    )


def _percent(row: "pd.Series") -> str:
    """A share within nought and one; its interval too."""
    return percent(*(min(1.0, max(0.0, float(row[name]))) for name in ("value", "low", "high")))


def _counted(found: "Analysed", label: str, rough: bool) -> Iterator[str]:
    names, scenario = set(found.names), title(found.scenario)
    table = entries.numbers()
    left_out = table[~table["name"].isin(names)]
    assumed = int(left_out["standing"].isin(("size_assumed", "nothing_cited")).sum())
    seeds = "1 seed" if found.seeds == 1 else f"{found.seeds} seeds"
    yield say(
        f"Counted: the variance of {label} (mean over {seeds}) between sets of parameters, when {len(names)} numbers "
        f"take any value within their declared ranges, in “{scenario}”.",
        f"Meegeteld: de variantie van {label} (gemiddeld over {seeds}) tussen parametersets, als {len(names)} getallen "
        f"elke waarde binnen hun opgegeven bereik aannemen, in “{scenario}”.",
    )
    kept = say(
        f"{len(left_out)} numbers that kept their defaults ({assumed} of them assumed; `--constants` varies them), ",
        f"{len(left_out)} getallen die hun standaardwaarde hielden ({assumed} daarvan aangenomen; `--constants` "
        "varieert ze), ",
    )
    kept = kept if len(left_out) else ""
    share = f"{100 * found.chance:.0f}%"
    chance = say(f" ({share} of the variance between single runs)", f" ({share} van de variantie tussen losse runs)")
    chance = "" if isnan(found.chance) else chance
    yield say(
        f"Not counted: {kept}the numbers in formulas, the form of the rules, and chance{chance}.",
        f"Niet meegeteld: {kept}de getallen in formules, de vorm van de regels, en toeval{chance}.",
    )
    yield say(
        "A share tells of the ranges as much as of the model: they are widest where least is known.",
        "Een aandeel zegt evenveel over de bereiken als over het model: die zijn het breedst waar het minst bekend is.",
    )
    if rough:
        yield say(
            "A rougher measure: each number's mean absolute effect, squared, as a part of all of them; that is the "
            "variance only where effects are straight and numbers do not work together.",
            "Een grovere maat: het gemiddelde absolute effect van elk getal, in het kwadraat, als deel van alle; dat "
            "is de variantie alleen waar effecten recht zijn en getallen niet samenwerken.",
        )
    else:
        yield say(
            "In brackets 95% intervals, over the sample and the seeds; those of a sum are at their widest.",
            "Tussen haakjes intervallen van 95%, over de steekproef en de seeds; die van een som zijn op hun breedst.",
        )
    if not found.settled:
        yield say(
            "The analysis is not settled: a larger sample may move these shares.",
            "De analyse is niet tot rust gekomen: een grotere steekproef kan deze aandelen verschuiven.",
        )
    if found.made_by:
        yield say(
            f"It was made by another version of the model ({found.made_by}); make it anew: {COMMAND} --force",
            f"Ze is met een andere versie van het model gemaakt ({found.made_by}); maak haar opnieuw: {COMMAND} "
            "--force",
        )
