"""Tasks for a class, in English and Dutch. They ask what to look at, and hold whatever the numbers are."""

TASKS: tuple[tuple[str, str], ...] = (
    (
        "Play the course of events as assumed. When do most municipalities begin, and when do they embed what they "
        "began? What do you see around the date of the law?",
        "Speel het verloop zoals aangenomen af. Wanneer beginnen de meeste gemeenten, en wanneer bedden zij in wat "
        "ze begonnen? Wat zie je rond de datum van de wet?",
    ),
    (
        "Choose the first scenario of the list in A and in B. Before you move a slider, write down what you expect:"
        " does more conviction at the top make more changers? Then set it in B to its highest and read the "
        "difference. Were you right, and how sure can you be? Look at the brackets behind Δ: do they hold zero?",
        "Kies het eerste scenario van de lijst in A en in B. Schrijf, voor je iets verschuift, op wat je verwacht: "
        "geeft meer overtuiging aan de top meer veranderaars? Zet die dan in B op het hoogst en lees het "
        "verschil. Had je gelijk, en hoe zeker kun je zijn? Kijk naar de haken achter Δ: ligt nul ertussen?",
    ),
    (
        "Do the same with champions in high positions and with appetite for risk. Which of the three matters most "
        "for changers, and which for the budget or for waiting? Is that the same one?",
        "Doe hetzelfde met trekkers op hoge posities en met risicobereidheid. Welke van de drie doet het meest voor "
        "het aandeel veranderaars, en welke voor het saldo of de wachttijd? Is dat dezelfde?",
    ),
    (
        "Move two sliders together. Is the effect of both the sum of the effects of each?",
        "Verschuif er twee tegelijk. Is het effect van beide samen de som van de twee effecten apart?",
    ),
    (
        "Put “No cut” in B beside the course of events as assumed. Who gains, who loses, and on which outcome? Then"
        " find an argument for the cut and one against it in what you see.",
        "Zet “Geen korting” in B naast het verloop zoals aangenomen. Wie wint, wie verliest, en waarop? Zoek daarna"
        " in wat je ziet een argument voor de korting en een argument ertegen.",
    ),
    (
        "Choose the municipality where you live. Read its turning points in A and in B, and find those with ◆, which "
        "the other has not. Could what B does otherwise have brought them about, and by what road? That one thing comes"
        " after another is no proof. It is simulated: what do you know that really happened?",
        "Kies de gemeente waar je woont. Lees haar keerpunten in A en in B, en zoek die met ◆, die het andere scenario "
        "niet heeft. Kan dat komen door wat B anders doet, en langs welke weg? Dat het een na het ander komt is geen "
        "bewijs. Het is gesimuleerd: wat weet je van wat er echt gebeurde?",
    ),
    (
        "Show the ties. Are municipalities that are tied to each other of the same type more often than others? "
        "Name two other reasons for which they might be.",
        "Laat de verbindingen zien. Zijn verbonden gemeenten vaker van hetzelfde type dan andere? Noem twee andere "
        "redenen waarom dat zo kan zijn.",
    ),
    (
        "What would you have to measure in real municipalities to find out whether this model is wrong? Name two "
        "things that matter and that it leaves out.",
        "Wat zou je in echte gemeenten moeten meten om te weten of dit model het mis heeft? Noem twee dingen die "
        "ertoe doen en die het weglaat.",
    ),
)
