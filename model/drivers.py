"""The three drivers that the experiments vary: urgency, leadership position and risk appetite.

Ranges are read as uniform. "ass." marks a value that rests wholly or partly on assumption.
"""

from model.declaration import Parameter

URGENCY = (
    Parameter(
        "cut_size", "urgency", 0.15, 0.0, 0.35, "share",
        "announced cut in the transferred sum", "aangekondigde korting op het overgedragen budget",
        "The part of the budget that the state keeps back when it hands over the tasks.",
        "Het deel van het budget dat het rijk inhoudt bij de overdracht van de taken.",
        ("A9", "fig. 4.4", "fig. 4.5"), "measured",
        "Count: announced transfer against spending before the law, from the circulars to municipalities.",
    ),
    Parameter(
        "cut_phase_years", "urgency", 3.0, 1.0, 5.0, "years",
        "years until the full cut", "jaren tot de volledige korting",
        "How long after the law takes effect the cut reaches its full size.",
        "Hoe lang na de ingang van de wet de korting haar volle omvang bereikt.",
        ("fig. 4.4",), "measured",
    ),
    Parameter(
        "preparation", "urgency", 26.0, 12.0, 48.0, "months",
        "preparation time", "voorbereidingstijd",
        "Months between the announcement and the date of the law.",
        "Maanden tussen de aankondiging en de ingangsdatum van de wet.",
        ("D2", "ass."), "assumption",
    ),
    Parameter(
        "deadline_pull", "urgency", 0.6, 0.0, 1.5, "ratio",
        "pull of the date", "trekkracht van de datum",
        "Strongest pressure from the nearing date, relative to the pressure of the full cut.",
        "Sterkste druk van de naderende datum, ten opzichte van de druk van de volledige korting.",
        ("D2", "D9", "ass."), "assumption",
    ),
    Parameter(
        "conviction_mean", "urgency", 0.40, 0.2, 0.6, "0-1",
        "conviction at the top", "overtuiging aan de top",
        "How convinced the top of an average municipality is in January 2013 that it must change.",
        "Hoe overtuigd de top van een gemiddelde gemeente in januari 2013 is dat het anders moet.",
        ("A9", "A14", "ass."), "assumption",
        "Ask aldermen, secretaries and directors whether integrated help is needed in their municipality, "
        "on a scale of statements.",
    ),
    Parameter(
        "disposition_sd", "urgency", 0.20, 0.05, 0.30, "0-1",
        "spread of dispositions", "spreiding in houding",
        "Standard deviation between municipalities of starting conviction, appetite for risk and steering.",
        "Standaardafwijking tussen gemeenten van overtuiging, risicobereidheid en sturing bij de start.",
        ("ass.",), "assumption",
        "The spread between municipalities of the survey scales for conviction, appetite and steering.",
    ),
    Parameter(
        "threat_rigidity", "urgency", 0.5, 0.0, 1.0, "share",
        "rigidity under threat", "verstarring onder dreiging",
        "Part of the urge to change lost when load exceeds slack and people fall back on what they know.",
        "Deel van de veranderdrang dat verloren gaat als de last groter is dan de ruimte en mensen "
        "terugvallen op het bekende.",
        ("C5", "C6", "ass."), "assumption",
        "Ask officials in months of high and low workload which part of planned renewal went on.",
    ),
)

LEADERSHIP = (
    Parameter(
        "champions_mean", "leadership", 1.2, 0.0, 3.0, "per municipality",
        "champions at the start", "trekkers bij de start",
        "Mean number of champions in a municipality in January 2013.",
        "Gemiddeld aantal trekkers per gemeente in januari 2013.",
        ("B5", "B12", "ass."), "assumption",
    ),
    Parameter(
        "high_position_share", "leadership", 0.35, 0.0, 1.0, "share",
        "champions in high positions", "trekkers op hoge posities",
        "Part of the champions seated as director of the social domain, secretary or alderman.",
        "Deel van de trekkers dat directeur sociaal domein, gemeentesecretaris of wethouder is.",
        ("A10", "B12", "ass."), "assumption",
        "Ask officials who drives the change; count the seats of those named.",
    ),
    Parameter(
        "power_gradient", "leadership", 0.6, 0.0, 0.9, "share",
        "power lost down the ladder", "machtsverlies naar beneden",
        "Power to push through that is lost from director (full power) to project leader.",
        "Doorzettingsmacht die verloren gaat van directeur (volle macht) naar projectleider.",
        ("A10", "ass."), "assumption",
        "Count which part of the proposals of champions in each seat is decided on within a year.",
    ),
    Parameter(
        "champion_exit", "leadership", 0.16, 0.10, 0.25, "per year",
        "champions leaving", "vertrek van trekkers",
        "Yearly hazard that a champion leaves the seat; aldermen and secretaries stand in for all seats.",
        "Jaarlijkse kans dat een trekker vertrekt; wethouders en secretarissen staan voor alle functies.",
        ("fig. 5.8", "fig. 5.13"), "measured",
    ),
    Parameter(
        "champion_fatigue", "leadership", 0.04, 0.0, 0.10, "per month",
        "fatigue of champions", "vermoeidheid van trekkers",
        "Part of the energy that a champion without support loses in a month.",
        "Deel van de energie dat een trekker zonder steun in een maand verliest.",
        ("B12", "ass."), "assumption",
    ),
    Parameter(
        "mobilisation", "leadership", 0.25, 0.0, 1.0, "per year",
        "mobilising other champions", "andere trekkers mobiliseren",
        "New champions that one champion at full power raises in a year.",
        "Nieuwe trekkers die een trekker met volle macht in een jaar voortbrengt.",
        ("B5", "ass."), "assumption",
    ),
    Parameter(
        "persuasion", "leadership", 0.04, 0.01, 0.10, "per month",
        "persuading the top", "de top overtuigen",
        "Part of the gap in conviction that a champion at full power closes in a month.",
        "Deel van het gat in overtuiging dat een trekker met volle macht in een maand dicht.",
        ("A9", "B5", "ass."), "assumption",
    ),
    Parameter(
        "circle_strength", "leadership", 0.3, 0.0, 1.0, "0-1",
        "exchange among directors", "uitwisseling tussen directeuren",
        "How much directors who meet exchange lessons and conviction. The sources disagree: the Radar study "
        "reports that it helped, the diffusion study that professional networks matter little.",
        "Hoeveel directeuren die elkaar treffen aan lessen en overtuiging uitwisselen. De bronnen spreken "
        "elkaar tegen: volgens Radar hielp het, volgens diffusieonderzoek doen vaknetwerken er weinig toe.",
        ("A10", "fig. 6.8"), "seed text",
        "Ask directors of the social domain how often they met colleagues elsewhere and what they learnt.",
    ),
    Parameter(
        "change_leader_share", "leadership", 0.3, 0.0, 0.5, "share",
        "secretaries as change leader", "secretarissen als veranderaar",
        "Part of the municipal secretaries who take the role of change leader.",
        "Deel van de gemeentesecretarissen dat de rol van veranderaar neemt.",
        ("D14", "D19", "ass."), "assumption",
        "Ask municipal secretaries which of the two roles they recognise in their own work.",
    ),
)

RISK_APPETITE = (
    Parameter(
        "appetite_mean", "risk_appetite", 0.45, 0.2, 0.8, "0-1",
        "appetite for risk", "risicobereidheid",
        "How far council and alderman dare to give room for risks and mistakes at the start.",
        "Hoever raad en wethouder bij de start ruimte durven geven voor risico's en fouten.",
        ("A10", "B5", "ass."), "assumption",
        "Ask councillors and aldermen which part of a set of described experiments they would allow.",
    ),
    Parameter(
        "election_renewal", "risk_appetite", 0.43, 0.20, 0.79, "share",
        "renewal at elections", "vernieuwing bij verkiezingen",
        "Part of the councillors who are new after an election, and so the weight of the new draw.",
        "Deel van de raadsleden dat na verkiezingen nieuw is, en dus het gewicht van de nieuwe trekking.",
        ("fig. 5.7",), "measured",
        "Count the councillors who were not in the council before the election.",
    ),
    Parameter(
        "reflex_strength", "risk_appetite", 0.5, 0.0, 1.0, "0-1",
        "risk-and-rule reflex", "risico-regelreflex",
        "Jump in the council's control after a fully visible failure that it was not prepared for.",
        "Sprong in de controle door de raad na een volledig zichtbare mislukking die hem overvalt.",
        ("B14", "ass."), "assumption",
        "Count council questions, motions and new reporting duties in the months after a failed experiment.",
    ),
    Parameter(
        "reflex_halflife", "risk_appetite", 8.0, 3.0, 24.0, "months",
        "fading of the reflex", "uitdoven van de reflex",
        "Months until half of the extra control is gone.",
        "Maanden tot de helft van de extra controle verdwenen is.",
        ("B14", "ass."), "assumption",
    ),
    Parameter(
        "informal_exchange", "risk_appetite", 0.4, 0.0, 1.0, "share",
        "informal exchange beforehand", "informele uitwisseling vooraf",
        "Part of the decisions before which officials, alderman and council exchange knowledge informally.",
        "Deel van de besluiten waarvoor ambtenaren, wethouder en raad vooraf informeel kennis uitwisselen.",
        ("B14", "ass."), "assumption",
        "Count the council decisions on the subject that had an informal session beforehand.",
    ),
    Parameter(
        "exchange_shield", "risk_appetite", 0.6, 0.0, 0.9, "share",
        "shield of exchange", "bescherming door uitwisseling",
        "Part of the reflex that full informal exchange takes away.",
        "Deel van de reflex dat volledige informele uitwisseling wegneemt.",
        ("B14", "ass."), "assumption",
        "Compare council questions after failures with and without an informal session beforehand.",
    ),
    Parameter(
        "urgency_room", "risk_appetite", 0.2, 0.0, 0.5, "0-1",
        "room from urgency", "ruimte door urgentie",
        "Room for experiments that full urgency adds.",
        "Ruimte voor experimenten die volle urgentie toevoegt.",
        ("B13", "ass."), "assumption",
        "Ask councillors whether the cut made them allow experiments that they would have refused before.",
    ),
)

DRIVERS = URGENCY + LEADERSHIP + RISK_APPETITE
