"""The fixed texts of a report."""

from experiments.language import NOT_OBSERVED
from model.language import Words

TEXTS = {
    "kicker": Words("Simulation of Dutch decentralisation", "Simulatie van de Nederlandse decentralisatie"),
    "several": Words("Answers to {} questions", "Antwoorden op {} vragen"),
    "simulated": NOT_OBSERVED,
    "real": Words(
        "The municipalities are real; what happens to them here comes out of a model.",
        "De gemeenten zijn echt; wat er hier met ze gebeurt, komt uit een model.",
    ),
    "made_up": Words(
        "Municipalities, and what happens to them, come out of a model.",
        "De gemeenten, en wat er met ze gebeurt, komen uit een model.",
    ),
    "what_it_is": Words(
        "It answers what would follow from its assumptions, not what did happen or will.",
        "Het antwoordt op de vraag wat er uit zijn aannamen zou volgen, niet op wat er is gebeurd of gaat gebeuren.",
    ),
    "contents": Words("Contents", "Inhoud"),
    "answer": Words("Answer", "Antwoord"),
    "figures": Words("Figures", "Figuren"),
    "figure": Words("Figure", "Figuur"),
    "numbers": Words("Numbers as drawn", "Getallen zoals getekend"),
    "tables": Words("Tables", "Tabellen"),
    "table": Words("Table", "Tabel"),
    "large_tables": Words(
        "Larger tables, to look things up in or to reckon with", "Grotere tabellen, om op te zoeken of te rekenen"
    ),
    "cut": Words("The first {} of {} rows; all of them in {}.", "De eerste {} van {} rijen; alle in {}."),
    "more_columns": Words("Columns only in the file: {} ({}).", "Kolommen alleen in het bestand: {} ({})."),
    "rests": Words("What this answer rests on", "Waar dit antwoord op rust"),
    "scenarios": Words(
        "Scenarios, and what each does otherwise than the baseline",
        "Scenario's, en wat elk anders doet dan het basisscenario",
    ),
    "as_baseline": Words("as the baseline", "als het basisscenario"),
    "parameters_used": Words(
        "Parameters that this answer sets or varies, and where their values come from",
        "Parameters die dit antwoord instelt of varieert, en waar hun waarden vandaan komen",
    ),
    "varied_many": Words("{} parameters: which, and over which range", "{} parameters: welke, en over welk bereik"),
    "as_declared": Words(
        "No parameter is set or varied: all have their declared value.",
        "Er is geen parameter ingesteld of gevarieerd: alle hebben hun opgegeven waarde.",
    ),
    "parameter": Words("parameter", "parameter"),
    "value": Words("value", "waarde"),
    "value_and_range": Words("value (range)", "waarde (bereik)"),
    "unit": Words("unit", "eenheid"),
    "status": Words("rests on", "rust op"),
    "evidence": Words("evidence", "bron"),
    "meaning": Words("meaning", "betekenis"),
    "cited": Words("What that evidence says", "Wat die bronnen zeggen"),
    "replay": Words("How to make it again", "Hoe dit opnieuw te maken is"),
    "replay_words": Words(
        "This makes all runs again and says whether the numbers are the same to the last bit:",
        "Dit maakt alle runs opnieuw en zegt of de getallen tot op de laatste bit gelijk zijn:",
    ),
    "made_by": Words("It was made by:", "Gemaakt met:"),
    "provenance": Words("Provenance", "Herkomst"),
    "created": Words("made", "gemaakt"),
    "version": Words("version", "versie"),
    "commit": Words("commit", "commit"),
    "changed": Words("with changes that are not committed", "met wijzigingen die niet zijn vastgelegd"),
    "seeds": Words("seeds", "seeds"),
    "runs": Words("runs", "runs"),
    "failed": Words("of which failed", "waarvan mislukt"),
    "checked": Words("files checked", "bestanden gecontroleerd"),
    "agree": Words("{}, all as written (SHA-256)", "{}, alle zoals weggeschreven (SHA-256)"),
    "manifest": Words("SHA-256 of the manifest", "SHA-256 van het manifest"),
    "other_version": Words(
        "The page was made by another version than the answer ({}); parameters are told as they are now.",
        "Deze pagina is met een andere versie gemaakt dan het antwoord ({}); parameters staan er zoals ze nu zijn.",
    ),
    "assumptions": Words("Assumptions that every answer rests on", "Aannamen waarop elk antwoord rust"),
    "all_parameters": Words("All parameters that are varied in analyses", "Alle parameters die in analyses variëren"),
    "not_for": Words("What this is not for", "Waarvoor dit niet is bedoeld"),
    "do_not": Words("Do not use it", "Gebruik het niet"),
    "use_it": Words(
        "Use it to compare scenarios with each other, to find out which assumption carries a conclusion, and to ask "
        "better questions of data.",
        "Gebruik het om scenario's met elkaar te vergelijken, om na te gaan welke aanname een conclusie draagt, en om "
        "betere vragen aan gegevens te stellen.",
    ),
    "english_only": Words("", "Dit antwoord is alleen in het Engels beschikbaar."),
    "in_detail": Words("In detail, one by one ({})", "In bijzonderheden, een voor een ({})"),
    "no_answer": Words("This capsule holds no sentences.", "Deze capsule bevat geen zinnen."),
}  # fmt: skip
"""By name."""

NOT_FOR = (
    Words("to forecast", "om te voorspellen"),
    Words("to judge or rank any real municipality or person", "om een echte gemeente of persoon te beoordelen of te "
          "rangschikken"),
    Words("to set a budget", "om een budget vast te stellen"),
    Words("as evidence that a policy worked", "als bewijs dat beleid heeft gewerkt"),
)  # fmt: skip
"""What nobody should use a result for."""


class Texts:
    """The texts for a template: `t.answer` is in the language spoken now."""

    def __getattr__(self, name: str) -> str:
        if name not in TEXTS:
            raise AttributeError(name)
        return str(TEXTS[name])
