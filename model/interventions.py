"""The levers: levels that an intervention can set or add to, as (low, high, unit, meaning)."""

START_ONLY = frozenset(
    {
        "preparation",
        "champions_mean",
        "high_position_share",
        "informal_exchange",
        "strategy",
        "participation",
        "communication",
        "learning",
        "internal_change",
        "pioneer_share",
        "resting_control",
        "inhabitants_per_team",
        "prior_experience",
        "transfer",
        "untried_fit",
    }
)
"""Parameters that are read before the first month only: changing them later would do nothing."""

LEVERS: dict[str, tuple[float, float, str, str]] = {
    "conviction": (0.0, 1.0, "0-1", "conviction at the top that it must change"),
    "appetite": (0.0, 1.0, "0-1", "appetite of council and alderman for risk"),
    "trust": (0.0, 1.0, "0-1", "trust between council and executive"),
    "control": (0.0, 1.0, "0-1", "control by the council"),
    "strategy": (0.0, 1.0, "0-1", "explicit change strategy"),
    "participation": (0.0, 1.0, "0-1", "working from collaboration rather than hierarchy"),
    "communication": (0.0, 1.0, "0-1", "communication inside, to partners and to citizens"),
    "learning": (0.0, 1.0, "0-1", "peer consultation and reflection"),
    "internal_change": (0.0, 1.0, "0-1", "weight on changing the own organisation"),
    "informal_exchange": (0.0, 1.0, "0-1", "decisions preceded by informal exchange"),
    "mandate_given": (0.0, 1.0, "0-1", "mandate given to teams"),
    "budget_given": (0.0, 1.0, "0-1", "budget given to teams"),
    "accountability": (-1.0, 1.0, "-1 to 1", "accountability asked on top of the council's own control"),
    "room_agreed": (0.0, 1.0, "0-1", "agreement on room for experiments"),
    "calm": (0.0, 1.0, "0-1", "part of the risk-and-rule reflex that is held off"),
    "start_factor": (0.0, 3.0, "ratio", "factor on the hazard of beginning a pilot"),
    "champion_support": (0.0, 1.0, "0-1", "support given to champions"),
}
