"""What else the experiments vary: change steering, network and learning, teams, and the state.

Ranges are read as uniform. "ass." marks a value that rests wholly or partly on assumption.
"""

from model.declaration import Parameter

STEERING = (
    Parameter(
        "strategy", "steering", 0.3, 0.0, 0.8, "0-1",
        "change strategy", "veranderstrategie",
        "How explicit the change strategy of an average municipality is at the start.",
        "Hoe expliciet de veranderstrategie van een gemiddelde gemeente bij de start is.",
        ("B5", "A11", "ass."), "assumption",
        "Score policy notes: is there a stated way of changing, with phases, room for trial and an owner?",
    ),
    Parameter(
        "participation", "steering", 0.45, 0.0, 1.0, "0-1",
        "participation", "participatie",
        "Working from collaboration (1) rather than from hierarchy (0).",
        "Werken vanuit samenwerking (1) in plaats van hiërarchie (0).",
        ("B4", "B5", "A12", "ass."), "assumption",
        "Ask partners and residents' councils at which stage they were involved in the last five decisions.",
    ),
    Parameter(
        "communication", "steering", 0.4, 0.0, 1.0, "0-1",
        "communication", "communicatie",
        "How extensively is told, inside, to partners and to citizens, what the new rules mean.",
        "Hoe uitgebreid intern, aan partners en aan burgers wordt verteld wat de nieuwe regels betekenen.",
        ("B5", "B19", "ass."), "assumption",
        "Ask staff, partners and citizens what will change for them, and count the right answers.",
    ),
    Parameter(
        "learning", "steering", 0.4, 0.0, 1.0, "0-1",
        "learning", "leren",
        "How much peer consultation and reflection there is at the start.",
        "Hoeveel intervisie en reflectie er bij de start is.",
        ("B5", "B13", "C9", "ass."), "assumption",
        "Count meetings for peer consultation, and reports that name what does not go well yet.",
    ),
    Parameter(
        "internal_change", "steering", 0.35, 0.0, 1.0, "0-1",
        "changing the own organisation", "verandering van de eigen organisatie",
        "Weight that the municipality gives to changing itself, not only the field.",
        "Gewicht dat de gemeente geeft aan verandering van zichzelf, niet alleen van het veld.",
        ("A13", "B5", "ass."), "assumption",
        "Count the measures in the change programme that concern the municipality's own processes.",
    ),
    Parameter(
        "participation_delay", "steering", 4.0, 0.0, 12.0, "months",
        "delay by participation", "vertraging door participatie",
        "Months that full participation adds to a decision.",
        "Maanden die volledige participatie aan een besluit toevoegt.",
        ("A12", "ass."), "assumption",
    ),
    Parameter(
        "participation_gain", "steering", 0.8, 0.0, 2.0, "ratio",
        "gain by support", "winst door draagvlak",
        "Relative rise of the chance that a pilot embeds when support is full.",
        "Relatieve stijging van de kans dat een proef beklijft bij volledig draagvlak.",
        ("A12", "B11", "ass."), "assumption",
    ),
    Parameter(
        "steering_halflife", "steering", 18.0, 6.0, 48.0, "months",
        "decay of steering", "verval van sturing",
        "Months in which half of the gap closes between a level of steering and what it is tended to.",
        "Maanden waarin de helft van de afstand tot het onderhouden sturingsniveau verdwijnt.",
        ("ass.",), "assumption",
    ),
)

NETWORK = (
    Parameter(
        "start_rate", "network", 0.5, 0.1, 1.5, "per month",
        "rate of starting", "starttempo",
        "Hazard of starting a considered measure in a reference municipality: a third of full drive, power and room, half of the evidence.",
        "Kans per maand op de start van een overwogen maatregel in een referentiegemeente.",
        ("ass.",), "assumption",
    ),
    Parameter(
        "base_success", "network", 0.55, 0.35, 0.80, "probability",
        "success of a pilot", "slagingskans van een proef",
        "Chance that a pilot succeeds where it fits fully and the team is average.",
        "Kans dat een proef slaagt als zij volledig past en het team gemiddeld is.",
        ("ass.",), "assumption",
        "Count pilots that became regular practice among all pilots that were begun.",
    ),
    Parameter(
        "evidence_threshold", "network", 3.0, 0.0, 10.0, "successes",
        "evidence wanted", "gewenst bewijs",
        "Successes elsewhere, weighted by likeness, wanted by a municipality without appetite for risk.",
        "Successen elders, gewogen naar gelijkenis, die een gemeente zonder risicobereidheid wil zien.",
        ("A6", "B8", "ass."), "assumption",
    ),
    Parameter(
        "evidence_halflife", "network", 18.0, 6.0, 36.0, "months",
        "forgetting", "vergeten",
        "Months until half of what was seen elsewhere is forgotten.",
        "Maanden tot de helft van wat elders is gezien, is vergeten.",
        ("fig. 6.3",), "literature",
    ),
    Parameter(
        "regional_weight", "network", 2.0, 0.0, 4.0, "ratio",
        "weight of the region", "gewicht van de regio",
        "Weight of a tie within the region relative to a tie with a neighbour.",
        "Gewicht van een band binnen de regio ten opzichte van een band met een buurgemeente.",
        ("D5", "fig. 6.7", "fig. 6.8"), "literature",
    ),
    Parameter(
        "likeness_penalty", "network", 0.35, 0.0, 0.7, "probability",
        "cost of copying the unlike", "prijs van kopiëren van wie niet lijkt",
        "Chance of success lost when a practice is copied from the least alike municipality.",
        "Verlies aan slagingskans als een werkwijze komt van de minst gelijkende gemeente.",
        ("C5", "ass."), "assumption",
        "Compare, over copied pilots, success with the likeness of the municipality they came from.",
    ),
    Parameter(
        "failure_visibility", "network", 0.5, 0.0, 1.0, "ratio",
        "failures seen", "zichtbaarheid van mislukkingen",
        "How visible failures elsewhere are, relative to successes.",
        "Hoe zichtbaar mislukkingen elders zijn ten opzichte van successen.",
        ("A6", "ass."), "assumption",
        "Ask officials to name failed and successful pilots elsewhere, and compare with those there were.",
    ),
)

TEAMS = (
    Parameter(
        "pioneer_share", "teams", 0.10, 0.02, 0.25, "share",
        "pioneers", "pioniers",
        "Part of the municipalities that have a pilot team in January 2013.",
        "Deel van de gemeenten met een proefteam in januari 2013.",
        ("fig. 1.1", "fig. 1.10", "ass."), "assumption",
        "Count municipalities with a policy note on, or a budget for, a social team at the end of 2012.",
    ),
    Parameter(
        "settling_months", "teams", 12.0, 6.0, 24.0, "months",
        "settling of a team", "inwerktijd van een team",
        "Months until a new team functions.",
        "Maanden tot een nieuw team goed functioneert.",
        ("E4", "fig. 7.1", "fig. 7.6"), "literature",
    ),
    Parameter(
        "mandate_start", "teams", 0.25, 0.0, 0.8, "0-1",
        "mandate and budget at birth", "mandaat en budget bij de start",
        "How much mandate and budget a new team is given.",
        "Hoeveel mandaat en budget een nieuw team krijgt.",
        ("C10", "E4", "ass."), "assumption",
        "Count the decisions, by number and by money, that a team takes without going back to the town hall.",
    ),
    Parameter(
        "help_seeking", "teams", 0.4, 0.0, 1.0, "probability",
        "asking the specialist", "de specialist vragen",
        "Chance that a generalist asks a specialist when special knowledge is needed.",
        "Kans dat een generalist een specialist vraagt als specialistische kennis nodig is.",
        ("C3", "ass."), "assumption",
        "From case files: count consultations of a specialist among cases that turned out to need one.",
    ),
    Parameter(
        "fallback_rate", "teams", 0.05, 0.0, 0.15, "per month",
        "falling back", "terugval",
        "Quality that a team loses in a month under full control and overload.",
        "Kwaliteit die een team in een maand verliest onder volle controle en overbelasting.",
        ("C6", "E2", "ass."), "assumption",
    ),
    Parameter(
        "outcome_lag", "teams", 18.0, 6.0, 36.0, "months",
        "lag of outcomes", "vertraging van uitkomsten",
        "Time constant with which the quality of teams reaches the goals.",
        "Tijdconstante waarmee de kwaliteit van teams de doelen bereikt.",
        ("E8", "fig. 7.3", "ass."), "assumption",
    ),
)

NATIONAL = (
    Parameter(
        "clarity", "national", 0.5, 0.0, 1.0, "0-1",
        "clarity of requirements", "duidelijkheid van eisen",
        "Part of the national requirements that is known twelve months before the date.",
        "Deel van de landelijke eisen dat twaalf maanden voor de datum bekend is.",
        ("D9", "ass."), "assumption",
        "Count the national rules in force at the date that were published a year before.",
    ),
    Parameter(
        "reassessment_load", "national", 0.25, 0.0, 0.5, "share",
        "load of reassessments", "last van herindicaties",
        "Part of the attention that reassessments take from July to December 2015.",
        "Deel van de aandacht dat herindicaties van juli tot en met december 2015 vragen.",
        ("C4", "ass."), "assumption",
        "Count hours booked on reassessments among all hours of the department in those months.",
    ),
    Parameter(
        "incident_rate", "national", 0.02, 0.0, 0.10, "per team-year",
        "incidents", "incidenten",
        "Incidents a year in a team at one and a half times the load it can handle, without control.",
        "Incidenten per jaar in een team bij anderhalf maal de last die het aankan, zonder controle.",
        ("ass.",), "assumption",
    ),
    Parameter(
        "centralising", "national", 0.3, 0.0, 0.6, "share",
        "pull to centralise", "drang tot centraliseren",
        "Mandate taken away, and attention asked, when the reflex of the state is full.",
        "Mandaat dat verdwijnt, en aandacht die gevraagd wordt, bij een volledige reflex van het rijk.",
        ("C2", "E5", "ass."), "assumption",
        "Count the local decisions that a new national rule, framework or protocol prescribes.",
    ),
)

CONDITIONS = STEERING + NETWORK + TEAMS + NATIONAL
