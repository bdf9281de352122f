"""Terms of the field and of simulation, with what they mean, in English and in Dutch."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A Dutch term, the English word that the project uses for it, and what it means in both languages."""

    term: str
    english: str
    meaning: str
    meaning_nl: str


GLOSSARY: tuple[Term, ...] = (
    Term(
        "gemeente",
        "municipality",
        "Local government, responsible since 2015 for youth care, social support and help towards work.",
        "Lokale overheid, sinds 2015 verantwoordelijk voor jeugdhulp, maatschappelijke ondersteuning en werk.",
    ),
    Term(
        "sociaal domein",
        "social domain",
        "What municipalities do under the laws on youth care, social support and participation.",
        "Wat gemeenten doen op grond van de Jeugdwet, de Wmo en de Participatiewet.",
    ),
    Term(
        "raad",
        "council",
        "The elected council: it sets the frame, controls the executive, and leaves more or less room to try and fail.",
        "De gekozen gemeenteraad: stelt kaders, controleert het college en laat meer of minder ruimte om te falen.",
    ),
    Term(
        "wethouder",
        "alderman",
        "A member of the municipal executive, supported by a majority of the council.",
        "Lid van het college van burgemeester en wethouders, gesteund door een meerderheid van de raad.",
    ),
    Term(
        "gemeentesecretaris",
        "secretary",
        "The highest official of a municipality; some connect, some lead change, most do neither.",
        "De hoogste ambtenaar van een gemeente; de een verbindt, de ander verandert, de meesten geen van beide.",
    ),
    Term(
        "trekker",
        "champion",
        "A person who pushes change from some seat, with energy that runs out and peers who help.",
        "Iemand die vanuit een functie verandering trekt, met energie die opraakt en collega's die helpen.",
    ),
    Term(
        "doorzettingsmacht",
        "power to push through",
        "What a champion can bring about: the seat's power, times energy, times support.",
        "Wat een trekker voor elkaar krijgt: de macht van de functie, maal energie, maal steun.",
    ),
    Term(
        "sociaal team",
        "social team",
        "A team of several professions in a neighbourhood that helps a household with all its questions.",
        "Team van verschillende professionals in een wijk, dat een huishouden met al zijn vragen helpt.",
    ),
    Term(
        "ingezet",
        "deployed",
        "A measure that has run as a pilot for three months or more, or is embedded.",
        "Een maatregel die drie maanden of langer als proef loopt, of is ingebed.",
    ),
    Term(
        "transitie",
        "transition",
        "Handing over the tasks: by-laws, contracts and systems in order on the date.",
        "De overdracht van taken: verordeningen, contracten en systemen op orde op de datum.",
    ),
    Term(
        "transformatie",
        "transformation",
        "Working otherwise: early, near, in one plan, with what people can do themselves.",
        "Anders werken: vroeg, dichtbij, in één plan, met wat mensen zelf kunnen.",
    ),
    Term(
        "kanteling",
        "turn",
        "Turning the question round: from what somebody is entitled to, to what somebody needs.",
        "De vraag omdraaien: van waar iemand recht op heeft, naar wat iemand nodig heeft.",
    ),
    Term(
        "maatwerk",
        "tailoring",
        "Help that fits this household, even where the rule would give something else.",
        "Hulp die bij dit huishouden past, ook waar de regel iets anders zou geven.",
    ),
    Term(
        "slagvaardigheid",
        "responsiveness",
        "Acting soon and well on what somebody asks.",
        "Snel en goed handelen op wat iemand vraagt.",
    ),
    Term(
        "draagvlak",
        "support",
        "How far staff, partners and citizens stand behind the change.",
        "In hoeverre medewerkers, partners en burgers achter de verandering staan.",
    ),
    Term(
        "risico-regelreflex",
        "risk-and-rule reflex",
        "After an incident or a visible failure control jumps and new rules come.",
        "Na een incident of een zichtbare mislukking schiet de controle omhoog en komen er regels bij.",
    ),
    Term(
        "herindicatie",
        "reassessment",
        "Looking again at what everybody is entitled to, in the second half of 2015.",
        "Opnieuw bekijken waar iedereen recht op heeft, in de tweede helft van 2015.",
    ),
    Term(
        "veranderaar",
        "changer",
        "A municipality with eight or more of sixteen measures deployed, and at least one in each of four cells.",
        "Een gemeente die acht of meer van zestien maatregelen inzet, en in elk van vier cellen ten minste één.",
    ),
    Term(
        "voorzichtige gemeente",
        "cautious municipality",
        "One with two measures or fewer, none of them in its own organisation.",
        "Een gemeente met twee maatregelen of minder, en geen in de eigen organisatie.",
    ),
    Term(
        "verbinding",
        "tie",
        "Two municipalities look at each other: as neighbours, in one region, alike, or through directors who meet.",
        "Twee gemeenten kijken naar elkaar: als buren, in één regio, als gelijken, of via directeuren die elkaar treffen.",
    ),
    Term(
        "run",
        "run",
        "The model gone through once, from the first month to the last: one course that events could have taken.",
        "Het model één keer doorlopen, van de eerste maand tot de laatste: één verloop dat de dingen konden hebben.",
    ),
    Term(
        "seed",
        "seed",
        "The number from which all chance in a run follows. Under the same seed A and B meet the same luck, so that "
        "what differs comes from the scenario; under other seeds one sees how much is chance.",
        "Het getal waaruit al het toeval in een run volgt. Onder dezelfde seed treffen A en B hetzelfde toeval, zodat "
        "wat verschilt van het scenario komt; onder andere seeds ziet men hoeveel toeval is.",
    ),
)
