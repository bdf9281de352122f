"""The patterns in Dutch: by code the claim, and by name what each statistic measures."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from experiments.patterns.pattern import Pattern, Statistic

CLAIMS = {
    "P1": "Ongeveer de helft van de gemeenten is rond 2015 een voorzichtige veranderaar (40–60 %).",
    "P2": "Veranderaars zijn oververtegenwoordigd onder de grote gemeenten, voorzichtige veranderaars onder de kleine, "
    "voorzichtigen onder de middelgrote en enkele grote.",
    "P3": "Grootte, krimp en aandeel ouderen bepalen de manier van veranderen en nauwelijks het tempo.",
    "P4": "Sociaaleconomische status hangt nauwelijks samen met tempo, wel met de caseload.",
    "P5": "Het tempo stijgt met de positie van de trekker; directeur sociaal domein het hoogst of bijna het hoogst.",
    "P6": "Directeuren die elkaar treffen verhogen het tempo meer dan dezelfde directeuren ieder voor zich.",
    "P7": "Een korting leidt waar de overtuiging hoog is tot experimenten, en waar die laag is tot kostenbeheersing.",
    "P8": "Na een zichtbare mislukking stokken experimenten, langer waar de raad vooraf niet was geïnformeerd.",
    "P9": "Participatie: eerst langzamer, later sneller; de krommen kruisen.",
    "P10": "Op 1 januari 2015 zijn gemeenten formeel op orde, terwijl de transformatie sterk uiteenloopt.",
    "P11": "Tijdsdruk: een latere aankondiging of kortere voorbereiding geeft minder transformatie op de datum.",
    "P12": "Onzekerheid en uitstel verlagen urgentie en tempo.",
    "P13": "Een dip in de vernieuwing in de tweede helft van 2015.",
    "P14": "Vroege teams: vooral toegang, per doelgroep, zwakke informele banden, werktoeleiding blijft achter; daarna "
    "langzame verbetering.",
    "P15": "Wachtlijsten zijn langer waar specialistische kennis ontbreekt en geen hulp wordt gevraagd.",
    "P16": "Teamleden bij veranderaars zeggen vaker dat de gemeente stuurt op maatwerk en integraliteit.",
    "P17": "Alleen veranderaars veranderen zowel het veld als de eigen organisatie, en zowel inrichting als werkwijze.",
    "P18": "Tempo en uitkomsten aan het eind hangen positief maar zwak tot matig samen; sommige die wachtten bereiken "
    "dezelfde uitkomsten met minder mislukkingen.",
    "P19": "Alleen korten, zonder andere werkwijze: de doelen worden niet bereikt.",
    "P20": "De gewenste filosofie beweegt naar samenwerkend en responsief; de praktijk blijft daarbij achter.",
    "P21": "(Aanname) Incidenten roepen landelijke regels op, die lokaal maatwerk vertragen.",
    "P22": "Mandaat en budget voor teams verbeteren de uitkomsten; zonder blijven teams bij toegang.",
    "P23": "Een “goed voorbeeld” dat het rijk overal uitrolt slaagt minder dan overname op grond van gelijkenis, al "
    "wordt er meer begonnen.",
    "P24": "Ervaring in het ene domein versnelt het andere; gekopieerde aanpakken passen niet één op één.",
    "P25": "Sociale teams verspreiden zich S-vormig: weinig in 2013, twee derde of meer eind 2014, de meeste eind "
    "2015.",
    "P26": "Lokale omstandigheden bepalen de manier van veranderen: waar informele hulp schaars is, zijn teams anders "
    "samengesteld.",
    "P27": "Zonder trekkers slaagt de transformatie niet.",
    "P28": "Reorganisatie van de gemeente zelf is zeldzaam, en komt alleen bij veranderaars voor.",
    "P29": "Verandering van onderop: de praktijk van teams wordt beleid waar die wordt gezien en gewaardeerd.",
    "P30": "Haast kost samenwerking.",
}

STATISTICS = {
    "P1": {
        "as declared": "voorzichtige veranderaars op 1 mei 2015",
        "one lower": "hetzelfde met beide grenzen één lager",
        "one higher": "hetzelfde met beide grenzen één hoger",
    },
    "P2": {
        "large": "veranderaars onder de grote, ten opzichte van alle",
        "small": "voorzichtige veranderaars onder de kleine, ten opzichte van alle",
        "middle": "voorzichtigen onder de middelgrote, ten opzichte van alle",
        "together": "alle drie in één seed",
    },
    "P3": {
        "size": "rangcorrelatie van grootte en tempo",
        "decline": "verschil in tempo waar de bevolking krimpt, Cohens d",
        "elderly": "partiële rangcorrelatie van aandeel ouderen en tempo, gegeven grootte",
    },
    "P4": {
        "tempo": "partiële rangcorrelatie van inkomen en tempo, gegeven grootte en stedelijkheid",
        "caseload": "rangcorrelatie van inkomen en caseload",
    },
    "P5": {
        "director on top": "seeds waarin het tempo van de directeur bij de twee hoogste hoort",
        "over leader": "tempo met een trekker als directeur, ten opzichte van een als projectleider",
        "equal spread": "spreiding over de posities bij gelijke macht en vertrek, ten opzichte van het gemiddelde",
        "cross section": "partiële rangcorrelatie van de rang van de positie en tempo, gegeven grootte",
    },
    "P6": {
        "gain": "tempo met overal een directeur die anderen treft, ten opzichte van een die dat niet doet",
        "beyond": "wat treffen toevoegt met overal directeuren, min tweemaal wat het zonder toevoegt",
        "random": "wat willekeurig treffen toevoegt, min de helft van wat treffen in de kring toevoegt",
    },
    "P7": {
        "convinced": "verandering in begonnen proeven bij het meest overtuigde derde deel onder een diepe korting",
        "doubting": "verandering in begonnen proeven bij het minst overtuigde derde deel onder een diepe korting",
        "cost control": "stijging van kostenbeheersing bij het minst overtuigde derde deel, ten opzichte van het meest "
        "overtuigde",
    },
    "P8": {
        "uninformed": "verandering in begonnen proeven in het jaar na een mislukking, raad niet geïnformeerd",
        "informed": "het verlies waar de raad is geïnformeerd, ten opzichte van waar dat niet zo is",
        "beyond": "maanden tot het ritme van de tweeling, niet geïnformeerd, boven 1.5 maal die van geïnformeerd",
        "longer": "maanden tot dat ritme, niet geïnformeerd boven geïnformeerd",
        "recovery": "maanden tot dat ritme, niet geïnformeerd ten opzichte van geïnformeerd, gemiddelde van "
        "verhoudingen (niet beoordeeld)",
    },
    "P9": {
        "at first": "laagste verschil in ingebedde maatregelen in de eerste 24 maanden",
        "at the end": "verschil in ingebedde maatregelen aan het eind",
        "crossing": "maand waarin de krommen kruisen",
        "once": "of ze één keer kruisen, en in maand 18 tot en met 60",
        "no delay": "laagste verschil zonder de vertraging",
        "no gain": "hoogste verschil zonder de winst",
        "no landing": "hetzelfde waar draagvlak alleen trekkers op de been houdt (niet beoordeeld)",
    },
    "P10": {
        "ready": "op orde op 1 januari 2015",
        "not yet": "niet op orde in september 2014",
        "varied": "variatiecoëfficiënt van ingezette maatregelen op 1 mei 2015",
        "hasty": "op orde op de dag als de wet zes maanden vooraf wordt aangekondigd",
    },
    "P11": {
        "at date": "verandering in ingezette maatregelen op de datum door de latere aankondiging",
        "readiness": "verandering in gereedheid op de datum",
        "ready": "verandering in het deel dat op orde is op de datum (niet beoordeeld)",
        "later": "verandering in ingezette maatregelen 24 maanden na de datum",
    },
    "P12": {
        **{
            f"{name} {news}": f"verandering in {what} door {cause}"
            for name, what in (
                ("urgency", "urgentie in het jaar na het nieuws"),
                ("starts", "begonnen proeven in het jaar na het nieuws"),
                ("embedded 12", "ingebedde maatregelen een jaar na de oude datum"),
                ("embedded 24", "ingebedde maatregelen twee jaar na de oude datum"),
            )
            for news, cause in (("postponed", "uitstel"), ("unclear", "gehalveerde duidelijkheid"))
        },
        "urgency both": "daling van urgentie in het jaar na het nieuws door beide, boven de grootste van de twee "
        "alleen",
        "starts both": "daling van begonnen proeven in het jaar na het nieuws door beide, boven de grootste van de "
        "twee alleen",
    },
    "P13": {
        "to before": "vernieuwing in juli tot en met december 2015, ten opzichte van het halfjaar ervoor",
        "to after": "vernieuwing in juli tot en met december 2015, ten opzichte van het halfjaar erna",
        "off": "meetkundig gemiddelde van beide verhoudingen zonder de herindicaties",
        "off to before": "de eerste verhouding zonder de herindicaties (niet beoordeeld)",
        "off to after": "de tweede verhouding zonder de herindicaties (niet beoordeeld)",
    },
    "P14": {
        "access": "teams met een breedte onder 0.4, december 2015",
        "target groups": "teams met een integraliteit onder 0.5",
        "informal ties": "gemiddelde informele banden",
        "work last": "teams met werktoeleiding als laagste eigenschap",
        "least rise": "kleinste jaarlijkse stijging van een gemiddelde eigenschap, tot december 2019",
        "most rise": "grootste jaarlijkse stijging van een gemiddelde eigenschap, tot december 2019",
    },
    "P15": {
        "knowing little": "mediane wachttijd waar geen hulp wordt gevraagd, ten opzichte van waar wel; weinig kennis",
        "knowing much": "hetzelfde waar veel specialistische kennis is",
    },
    "P16": {
        "difference": "teamleden die dat zeggen bij veranderaars min die elders, gemiddeld over 200 enquêtes",
        "significant": "enquêtes waarin verwisselde gemeenten p onder 0.05 geven",
    },
    "P17": {
        "all cells": "van de top het deel met een maatregel in elk van de vier cellen",
        "own share": "eigen organisatie in de maatregelen van de rest, ten opzichte van die in de top",
        "by chance": "willekeurige portefeuilles waarin het aandeel van de rest even laag is",
    },
    "P18": {
        "correlation": "rangcorrelatie van tempo en doelen aan het eind",
        "slow arrivals": "gemeenten onder het mediane tempo die de doelen van de snelle bereiken",
        "failures": "hun gestopte proeven per ingebedde maatregel, ten opzichte van de snelle",
        "dip": "verschil in doelen, een jaar na het begin van sneller starten",
        "elasticity": "elasticiteit van doelen aan het eind naar het starttempo",
    },
    "P19": {
        "gain": "winst op vier doelen zonder andere werkwijze, ten opzichte van die met",
        "balance first": "saldo in 2015 en 2016 boven dat met andere werkwijze",
        "balance last": "saldo in 2019 en 2020 boven dat met andere werkwijze",
    },
    "P20": {
        "philosophy": "stijging van de twee nieuwe vormen in wat wordt gewenst",
        "lags": "gemeenten die ze meer dan 0.05 sterker wensen dan ze in praktijk brengen",
        "changers": "stijging in de praktijk bij veranderaars boven die bij de andere",
        "named": "secretarissen in een steekproef van 126 die een van de twee als eerste noemen",
    },
    "P21": {
        "mandate": "diepste verandering in het mandaat van teams elders binnen 6 maanden",
        "tailoring": "diepste verandering in maatwerk elders binnen 18 maanden",
        "mandate back": "deel van de daling in mandaat dat na 48 maanden is goedgemaakt",
        "tailoring back": "deel van de daling in maatwerk dat na 48 maanden is goedgemaakt",
        "off": "de diepste van de twee veranderingen als de centralistische reflex is vastgehouden",
    },
    "P22": {
        "gain": "maatwerk, slagvaardigheid en preventie met beide, boven die met geen van beide",
        "mandate alone": "winst van alleen een mandaat, ten opzichte van die van beide",
        "budget alone": "winst van alleen een budget, ten opzichte van die van beide",
        "access with neither": "teams die alleen toegang doen, met geen van beide",
        "access with both": "teams die alleen toegang doen, met beide",
    },
    "P23": {
        "success": "slagen van opgelegde proeven boven dat van dezelfde die vrij zijn opgepakt",
        "starts": "begonnen proeven in het jaar van de opdracht, ten opzichte van de tweeling",
        "unordered": "hetzelfde van maatregelen die niet zijn opgelegd (niet beoordeeld)",
    },
    "P24": {
        "gain": "winst in tempo door ervaring in het andere domein",
        "beside own": "die winst, ten opzichte van de winst door even veel ervaring in het eigen domein",
        "copied": "slagen van kopieën zonder aanpassing boven dat van dezelfde kopieën met",
    },
    "P25": {
        "January 2013": "met een sociaal team in januari 2013",
        "October 2014": "in een peiling onder 224, oktober 2014",
        "end of 2015": "in een peiling onder 234, eind 2015",
        "steepest": "het steilste halfjaar ligt in 2014 of 2015",
    },
    "P26": {
        "ties": "rangcorrelatie van adressendichtheid en informele banden van teams",
        "tempo": "rangcorrelatie van adressendichtheid en tempo",
    },
    "P27": {"tempo": "tempo zonder trekkers, ten opzichte van dat met"},
    "P28": {
        "changers": "veranderaars die hebben gereorganiseerd",
        "others": "andere die hebben gereorganiseerd",
        "changers embedded": "veranderaars met de samengevoegde afdeling ingebed (niet beoordeeld)",
        "others embedded": "andere met de samengevoegde afdeling ingebed (niet beoordeeld)",
    },
    "P29": {
        "difference": "ingebedde maatregelen van een team, bij leren boven die bij controleren",
        "never from above": "hetzelfde zonder wat de top al op de agenda had (niet beoordeeld)",
    },
    "P30": {"support": "draagvlak bij partners, juli tot en met december 2014: langere voorbereiding min de basis"},
}


def claim(pattern: "Pattern") -> str:
    """The claim of a pattern: one of the thirty, or one that brings its own Dutch."""
    return CLAIMS.get(pattern.code, pattern.claim_nl or pattern.claim)


def words(code: str, statistic: "Statistic") -> str:
    """What a statistic of a pattern measures; in English where there is no Dutch."""
    return STATISTICS.get(code, {}).get(statistic.name, statistic.words_nl or statistic.words)
