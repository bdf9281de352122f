"""What the verdicts on sweeps and loops are called, and what they mean."""

from experiments.thresholds.hysteresis import FEW, HARDLY, KEPT, LAG, OPEN, RETURNS, STAYS, UNCHANGED
from experiments.thresholds.tipping import FEW as FEW_SEEDS
from experiments.thresholds.tipping import GRADUAL, STEEP, TIPS, UNCLEAR, UNEVEN, UNRESOLVED
from experiments.thresholds.tipping import UNCHANGED as NO_EFFECT
from model.language import Words

VERDICTS = {
    TIPS: Words(TIPS, "kantelt"),
    UNRESOLVED: Words(UNRESOLVED, "steil, of een sprong"),
    STEEP: Words(STEEP, "steil"),
    GRADUAL: Words(GRADUAL, "geleidelijk"),
    UNCLEAR: Words(UNCLEAR, "steil of geleidelijk"),
    UNEVEN: Words(UNEVEN, "geen S-kromme"),
    NO_EFFECT: Words(NO_EFFECT, "geen effect"),
    FEW_SEEDS: Words(FEW_SEEDS, "te weinig seeds"),
    HARDLY: Words(HARDLY, "beweegt nauwelijks"),
    RETURNS: Words(RETURNS, "keert langs dezelfde weg terug"),
    LAG: Words(LAG, "trage aanpassing"),
    KEPT: Words(KEPT, "vastgehouden door maatregelen"),
    STAYS: Words(STAYS, "hysterese"),
    OPEN: Words(OPEN, "onbeslist"),
}
"""Verdicts on sweeps and on loops."""

MEANING = {
    TIPS: Words("it tips", "het kantelt"),
    UNRESOLVED: Words(
        "steep, or a jump: so much of the change lies within two steps that a slope and a jump are not distinguishable",
        "steil, of een sprong: zo veel van de verandering ligt binnen twee stappen dat een helling en een sprong niet "
        "te onderscheiden zijn",
    ),
    STEEP: Words(
        "steep, but no tip: seeds do not stand in two groups and no step hides a jump",
        "steil, maar geen kantelpunt: seeds staan niet in twee groepen en geen stap verbergt een sprong",
    ),
    GRADUAL: Words("gradual, no tip", "geleidelijk, geen kantelpunt"),
    UNCLEAR: Words(
        "steep or gradual: not distinguishable with these seeds",
        "steil of geleidelijk: met deze seeds niet te onderscheiden",
    ),
    UNEVEN: Words(
        "it changes, but not along one S-curve, so that no point is given",
        "het verandert, maar niet langs één S-kromme, zodat er geen punt wordt gegeven",
    ),
    NO_EFFECT: Words("not distinguishable from no effect", "niet te onderscheiden van geen effect"),
    FEW_SEEDS: Words("too few seeds to say", "te weinig seeds om iets te zeggen"),
}
"""What verdicts on sweeps mean."""

MEANING_OF_LOOP = {
    UNCHANGED: Words(
        "moving it does nothing that can be told from nothing", "bewegen doet niets dat van niets te onderscheiden is"
    ),
    HARDLY: Words("moving it hardly does anything", "bewegen doet nauwelijks iets"),
    RETURNS: Words("returns the same way", "keert langs dezelfde weg terug"),
    LAG: Words(
        "a loop by slow adjustment: it shrinks as the parameter is moved more slowly, and no hysteresis is left",
        "een lus door trage aanpassing: die krimpt als de parameter langzamer beweegt, en er blijft geen hysterese "
        "over",
    ),
    KEPT: Words(
        "does not return the same way because of what is embedded meanwhile; while nothing new is begun it does, or is "
        "only slow",
        "keert niet langs dezelfde weg terug door wat intussen is ingebed; zolang niets nieuws begint wel, of alleen "
        "traag",
    ),
    STAYS: Words(
        "hysteresis: the loop stays however slowly, also while nothing new is begun",
        "hysterese: de lus blijft, hoe langzaam ook, ook zolang niets nieuws begint",
    ),
    OPEN: Words(
        "undecided: not at rest at the end of a level, or too noisy to tell a loop from slow adjustment",
        "onbeslist: aan het eind van een niveau niet in rust, of te veel ruis om een lus van trage aanpassing te "
        "onderscheiden",
    ),
    FEW: Words("too few seeds to say", "te weinig seeds om iets te zeggen"),
}
"""What verdicts on loops mean."""
