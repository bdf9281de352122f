"""The words of the editor, in English and Dutch."""

from experiments.comparison.paired import FEWEST

WORDS: dict[str, tuple[str, str]] = {
    "editor": ("A scenario", "Een scenario"),
    "start_from": ("Start from", "Begin met"),
    "search": ("Search a parameter", "Zoek een parameter"),
    "nothing_found": ("No parameter has this in its name, label or meaning.", "Geen parameter heeft dit in zich."),
    "reset": ("Back to the scenario's value", "Terug naar de waarde van het scenario"),
    "range": ("range", "bereik"),
    "default": ("default", "standaard"),
    "evidence": ("Rests on", "Rust op"),
    "assumed": ("partly assumed", "deels aangenomen"),
    "replicates": ("Number of runs", "Aantal runs"),
    "seed": ("First seed", "Eerste seed"),
    "ensemble": ("Parameter values", "Parameterwaarden"),
    "declared": ("default", "standaard"),
    "plausible": ("plausible sets", "plausibele sets"),
    "ensemble_how": (
        "With plausible sets each run has parameter values of its own, which together fit what is known of Dutch "
        "municipalities, so that differences between runs hold both chance and what is not known of the parameters; "
        "what the scenario sets or is changed here stays as it is.",
        "Met plausibele sets heeft elke run eigen parameterwaarden, die samen passen bij wat van Nederlandse gemeenten "
        "bekend is, zodat verschillen tussen runs zowel toeval bevatten als wat er van de parameters niet bekend is; "
        "wat het scenario bepaalt of hier is veranderd blijft zo.",
    ),
    "on_sets": ("on plausible sets", "op plausibele sets"),
    "show_as": ("Show as", "Toon als"),
    "run": ("Run", "Start"),
    "compare": ("Compare B with A", "Vergelijk B met A"),
    "menu": ("Menu", "Menu"),
    "too_few": (f"To compare: {FEWEST} or more.", f"Om te vergelijken: {FEWEST} of meer."),
    "compare_how": (
        "Run makes runs of the scenario chosen here and shows it below. Compare takes A and B as they are shown below, "
        f"and tells with intervals what differs, from {FEWEST} runs on.",
        "Start maakt runs van het scenario van hier en toont het hieronder. Vergelijk neemt A en B zoals ze hieronder "
        f"staan, en zegt met intervallen wat er verschilt, vanaf {FEWEST} runs.",
    ),
    "stop": ("Stop", "Stop"),
    "faults": ("Some values cannot be: see beside the fields.", "Sommige waarden kunnen niet: zie bij de velden."),
    "waiting": ("Waiting …", "Wacht …"),
    "running": ("Running", "Bezig"),
    "stopping": ("Stopping …", "Stopt …"),
    "stopped": ("Stopped; nothing was kept.", "Gestopt; er is niets bewaard."),
    "not_packed": ("Stopped; no capsule was made.", "Gestopt; er is geen capsule gemaakt."),
    "beside": ("The other scenario, with the same seeds", "Het andere scenario, met dezelfde seeds"),
    "not_shown": ("Stopped; the runs are kept, but not shown.", "Gestopt; de runs zijn bewaard, maar niet getoond."),
    "showing": ("Showing what was made …", "Wordt getoond …"),
    "telling": (
        "The runs are made; answer and figures are drawn up …",
        "De runs zijn gemaakt; antwoord en figuren worden opgemaakt …",
    ),
    "same": (
        "A and B are the same: choose or change one of them below.",
        "A en B zijn gelijk: kies of verander er hieronder een.",
    ),
    "packing": ("Making the capsule …", "Capsule wordt gemaakt …"),
    "done": ("Done.", "Klaar."),
    "failed": ("Failed", "Mislukt"),
    "made": ("Runs made", "Gemaakte runs"),
    "download": ("Download the capsule", "Download de capsule"),
    "compared": ("Comparisons made", "Gemaakte vergelijkingen"),
    "look": ("Look", "Bekijk"),
    "own_tab": ("Open in a tab of its own", "Open in een eigen tabblad"),
    "hide": ("Hide", "Verberg"),
    "runs": ("runs", "runs"),
    "show": ("Show as", "Toon als"),
    "mean": ("mean, in brackets lowest and highest run", "gemiddelde, tussen haakjes laagste en hoogste run"),
}

FIRST_RUNS = {
    "en": "Making the first runs; the first time ever this takes half a minute",
    "nl": "De eerste runs worden gemaakt; de allereerste keer duurt dat een halve minuut",
}
"""Shown before there is an editor."""

NOT_RUN = {"en": "Stopped; move it again to go on.", "nl": "Gestopt; verschuif opnieuw om door te gaan."}
"""Shown beside sliders whose runs were stopped."""
