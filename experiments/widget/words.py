"""The few words that the widget, the app and the page say themselves, in English and Dutch. What is declared elsewhere
(parameters, outcomes, measures, types) brings its own labels.
"""

from model.declaration import UnknownName
from model.language import LANGUAGES as SPOKEN

LANGUAGES = tuple(SPOKEN)

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Decentralisation, municipality by municipality", "Decentralisatie, gemeente voor gemeente"),
    "simulated": ("Simulated, not observed.", "Gesimuleerd, niet waargenomen."),
    "language": ("Language", "Taal"),
    "play": ("Play", "Afspelen"),
    "pause": ("Pause", "Pauze"),
    "back": ("A month back", "Een maand terug"),
    "forward": ("A month on", "Een maand verder"),
    "month": ("Month", "Maand"),
    "speed": ("Speed", "Snelheid"),
    "months_a_second": ("months/s", "maanden/s"),
    "colour_by": ("Colour", "Kleur"),
    "ties": ("Ties", "Verbindingen"),
    "no_ties": ("none", "geen"),
    "treated": ("treated or not", "behandeld of niet"),
    "is_treated": ("treated: told to do otherwise than in A", "behandeld: iets gaat anders dan in A"),
    "is_not_treated": ("not treated", "niet behandeld"),
    "reference": ("what B is compared with", "waarmee B wordt vergeleken"),
    "difference": ("Difference", "Verschil"),
    "difference_map": ("B minus A, same luck", "B min A, zelfde toeval"),
    "higher": ("higher in B", "hoger in B"),
    "lower": ("higher in A", "hoger in A"),
    "nearer": ("nearer to {kind} in {side}", "dichter bij {kind} in {side}"),
    "what_differs": ("What B does otherwise than A", "Wat B anders doet dan A"),
    "no_difference": ("Nothing: the two are the same.", "Niets: ze zijn gelijk."),
    "year_mean": ("12-month mean", "jaargemiddelde"),
    "points": ("pp", "pp"),
    "scenario": ("Scenario", "Scenario"),
    "changed": ("changed", "veranderd"),
    "drives": ("for", "voor"),
    "sliders": ("Sliders", "Schuiven"),
    "more": ("More outcomes", "Meer uitkomsten"),
    "restore": ("As in the scenario", "Zoals in het scenario"),
    "running": ("Running …", "Bezig …"),
    "fixed": ("Sliders move with “{scenario}” only.", "Schuiven bewegen alleen bij “{scenario}”."),
    "grid_only": (
        "Runs made beforehand: sliders have a few positions, and move the first scenario of the list only. Made with",
        "Runs vooraf gemaakt: schuiven hebben een paar standen, en bewegen alleen bij het eerste scenario. Gemaakt met",
    ),
    "municipality": ("Municipality", "Gemeente"),
    "choose": ("type a name", "typ een naam"),
    "choose_how": ("Click a circle, or type a name", "Klik op een cirkel, of typ een naam"),
    "close": ("Close", "Sluiten"),
    "turning_points": ("Turning points", "Keerpunten"),
    "everything": ("Everything, month by month", "Alles, maand voor maand"),
    "only_in": ("only in", "alleen in"),
    "differs": (
        "◆ not so in the other scenario, nor within half a year of it",
        "◆ niet zo in het andere scenario, ook niet binnen een half jaar",
    ),
    "inhabitants": ("inhabitants", "inwoners"),
    "country": ("country", "land"),
    "now": ("In this month", "In deze maand"),
    "map_of": ("Map of scenario", "Kaart van scenario"),
    "map_help": (
        "Each circle is a municipality; arrow keys go from one to the next.",
        "Elke cirkel is een gemeente; pijltjestoetsen gaan van de een naar de ander.",
    ),
    "series": ("The country through time", "Het land door de tijd"),
    "lines": (
        "Lines: mean over seeds; bands: lowest to highest seed. A dashed, B solid. Δ: B minus A, mean over the same seeds, "
        "in brackets lowest to highest; pp: percentage points. Dotted: the law takes effect. Zigzag: the axis does not begin "
        "at zero.",
        "Lijnen: gemiddelde over seeds; vlakken: laagste tot hoogste. A gestreept, B doorgetrokken. Δ: B min A, gemiddelde "
        "over dezelfde seeds, tussen haakjes laagste tot hoogste; pp: procentpunten. Gestippeld: de wet gaat in. "
        "Zigzag: de as begint niet bij nul.",
    ),
    "map_note": (
        "Circles: municipalities, area in proportion to inhabitants, near their true place. The map shows one run "
        "(seed {seed}): chance alone could colour a municipality otherwise.",
        "Cirkels: gemeenten, oppervlak naar inwonertal, dicht bij hun plaats. De kaart toont één run (seed {seed}): "
        "toeval alleen had een gemeente anders kunnen kleuren.",
    ),
    "on_sets": (
        "Each run has a plausible parameter set of its own, so that bands hold both chance and what is not known of the "
        "parameters. Where a slider was not moved and the scenario sets nothing, its value differs from run to run.",
        "Elke run heeft een eigen plausibele parameterset, zodat de vlakken zowel toeval bevatten als wat er van de "
        "parameters niet bekend is. Waar een schuif niet is verschoven en het scenario niets bepaalt, verschilt de "
        "waarde van run tot run.",
    ),
    "glossary": ("Terms", "Begrippen"),
    "tasks": ("Tasks for the class", "Opdrachten voor de klas"),
}

COUNTED = "a month, whole country"
"""The unit of what is counted in the country each month."""

UNITS_NL: dict[str, str] = {
    "": "",
    "0-1": "0-1",
    "-1 to 1": "-1 tot 1",
    "share": "aandeel",
    "measures": "maatregelen",
    "measures per year": "maatregelen per jaar",
    "per municipality": "per gemeente",
    "teams": "teams",
    "weeks": "weken",
    "months": "maanden",
    "years": "jaren",
    "incidents": "incidenten",
    COUNTED: "per maand, hele land",
    "ratio": "verhouding",
    "per year": "per jaar",
    "per month": "per maand",
    "1/month": "1/maand",
    "1/year": "1/jaar",
    "per team-year": "per teamjaar",
    "attention": "aandacht",
    "exponent": "exponent",
    "inhabitants": "inwoners",
    "log odds": "log odds",
    "log units": "log-eenheden",
    "number": "aantal",
    "probability": "kans",
    "successes": "successen",
}
"""Units as declared, in Dutch; one that is not here is shown as it is declared."""

LAYERS: dict[str, tuple[str, str]] = {
    "neighbours": ("neighbours", "buren"),
    "region": ("same region", "zelfde regio"),
    "likeness": ("most alike", "meest gelijkend"),
    "circle": ("directors who could meet", "directeuren die elkaar treffen"),
}
"""The layers of ties, as `model.network.LAYERS` has them."""


def checked_language(name: str) -> str:
    """Return a language by its code. Raises UnknownName for one that is not spoken here."""
    if name not in LANGUAGES:
        raise UnknownName("language", name, LANGUAGES)
    return name


def both(english: str, dutch: str) -> dict[str, str]:
    """A text in the two languages, by language."""
    return dict(zip(LANGUAGES, (english, dutch), strict=True))


def in_both(table: dict[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    """A table of texts in the two languages."""
    return {name: both(*texts) for name, texts in table.items()}


def unit(declared: str) -> dict[str, str]:
    """A unit in both languages."""
    return both(declared, UNITS_NL.get(declared, declared))
