"""The shape of every rule: which inputs raise its result, which lower it, and between which bounds it stays.

The directions are those of the sources and of each rule's own sentence, written down here a second time and on
purpose. "p.name" is a parameter. An input that is not named may do either.
"""

from math import inf
from typing import NamedTuple


class Shape(NamedTuple):
    """`directions`: "+input" raises, "-input" lowers, with spaces between.

    The result lies from `low` to `high`, a number or the name of a parameter.
    """

    directions: str
    low: float = 0.0
    high: float | str = 1.0


# fmt: off
SHAPES: dict[str, Shape] = {
    "agenda.agenda_hazard": Shape(
        "+strategy +power +successes +conviction +announced +p.agenda_rate", 0, "agenda_rate"),
    "agenda.appeal": Shape("+evidence", 0, inf),
    "agenda.invention_chance": Shape("+mandate +learning +settled +p.practice_from_below"),
    "agenda.notice_chance": Shape("+power +learning -control"),
    "attention.activity_cost": Shape("+coordination +p.pilot_attention", 0, inf),
    "attention.attention_budget": Shape("+capacity +pressure +conviction", 0, inf),
    "attention.capacity": Shape("+size", 0, inf),
    "attention.coordination": Shape("+size +p.coordination_most", 0, "coordination_most"),
    "attention.overload": Shape("+asked -budget"),
    "attention.upkeep": Shape("+cost", 0, inf),
    "attention.participation_cost": Shape("+participation +running +coordination", 0, inf),
    "attention.standing_load": Shape("+control +cost_control +centralisation_load +reassessment"),
    "budget.balance": Shape("+savings +renewal -budget_cut -deficit -rebound -pilots", -inf, inf),
    "budget.rebound_after": Shape("+rebound +cost_control"),
    "budget.renewal_savings": Shape("+prevention +integral_working +p.renewal_savings"),
    "budget.savings_after": Shape("+savings +cost_control +p.savings_most"),
    "budget.shortage": Shape("+felt_cut +deficit +rebound -savings -renewal", 0, inf),
    "caseload.load": Shape("+need -informal_ties +rebound -settled -competence", 0, inf),
    "caseload.missed": Shape("-specialist_knowledge -help_seeking"),
    "caseload.need": Shape("-income +elderly +chance", 0, inf),
    "caseload.waiting": Shape("+load +missed +cost_control +p.waiting_base", 0, inf),
    "centralisation.centralisation_after": Shape("+centralisation +news +variation +p.distrust"),
    "centralisation.mandate_left": Shape("-centralisation -p.centralising"),
    "centralisation.news_after": Shape("+news +incidents_this_month -teams", 0, inf),
    "centralisation.reporting_load": Shape("+centralisation +p.centralising"),
    "circle.circle_pull": Shape("+own_power +meeting +conviction_of_others -conviction +p.circle_strength"),
    "circle.meeting": Shape("+power_of_others"),
    "conviction.conviction_after": Shape(
        "+conviction +disposition +power +pull_of_circle +pull_of_peers +success -failure +p.persuasion", 0.01, 0.99),
    "cost_control.cost_control": Shape("-conviction +pressure +overload +p.threat_rigidity"),
    "council.room": Shape("+appetite +trust +exchange +urgency +agreed -control +p.urgency_room"),
    "council.trust_after": Shape("+trust +success -failure_seen -incident", 0.01, 0.99),
    "cuts.budget_cut": Shape("+month -law_month +p.cut_size -p.cut_phase_years"),
    "cuts.deficit": Shape("+month -law_month +exposure +p.second_wave", 0, inf),
    "cuts.exposure": Shape("+normal", 0, inf),
    "cuts.felt_cut": Shape("+month +credibility +p.cut_size"),
    "deadline.clarity": Shape("+month -law_month +p.clarity"),
    "deadline.credibility_after_postponement": Shape("+credibility +p.credibility_kept"),
    "deadline.deadline_pressure": Shape("+nearness +clarity +credibility +p.deadline_pull", 0, "deadline_pull"),
    "deadline.nearness": Shape(""),
    "development.breadth": Shape("+area_teams +access +one_plan +secondment +mandate"),
    "development.budget_given": Shape("+area_budget +mandate +p.mandate_start"),
    "development.character": Shape("+normal", 0, inf),
    "development.made_of": Shape("+allowed +character"),
    "development.competence": Shape("+settled +peer_consultation +learning"),
    "development.help_seeking": Shape("+own_habit +specialist_on_call +peer_consultation"),
    "development.informal_help": Shape("-density"),
    "development.informal_ties": Shape("+informal_help +settled +informal_networks +co_creation"),
    "development.integration": Shape(
        "+area_teams +one_plan +area_budget +reorganisation +settled -number_of_teams"),
    "development.mandate_given": Shape("+mandate +room_to_deviate -control +p.mandate_start", 0.03, 1.5),
    "development.specialist_knowledge": Shape("+specialist_on_call +secondment -integration +optimum"),
    "development.work_participation": Shape("+secondment +access +reorganisation"),
    "elections.agreement_hazard": Shape("+p.agreement_chance"),
    "elections.renewed": Shape("+old +drawn"),
    "experience.fit_of_copy": Shape("+p.transfer"),
    "experience.lessons_carried": Shape("+embedded +p.transfer", 0, inf),
    "fallback.after_fallback": Shape("+attribute -pull -p.fallback_rate"),
    "fallback.pull_back": Shape("+load +control +cost_control"),
    "fatigue.energy_after": Shape("+energy +support -p.champion_fatigue"),
    "fatigue.support_received": Shape("+support_of_staff +coached +meeting +given +p.circle_strength"),
    "first_team.first_team_hazard": Shape(
        "+deadline_pressure +conviction +peers_with_team -reluctance +attention +p.first_team_pull", 0, inf),
    "forms.either": Shape("+a +b"),
    "forms.fading": Shape("+half_life"),
    "forms.logistic": Shape("+x"),
    "forms.positive": Shape("+x", 0, inf),
    "forms.saturating": Shape("+x", -inf, 1),
    "forms.share": Shape("+x"),
    "forms.toward": Shape("+level +target"),
    "forms.works": Shape("-held"),
    "goals.citizenship_target": Shape("+support_of_citizens +informal_networks +co_creation -cost_control"),
    "goals.form_effect": Shape("+practised"),
    "goals.goal_target": Shape("+effects +quality -overload"),
    "goals.integral_quality": Shape("+integration +breadth"),
    "goals.prevention_quality": Shape("+informal_ties -missed +mandate +budget +breadth"),
    "goals.responsiveness_quality": Shape("+mandate +budget +settled -waiting"),
    "goals.result_quality": Shape("+competence +work_participation"),
    "goals.set_up_pays": Shape("+ways"),
    "goals.tailoring_quality": Shape("+mandate +budget +competence +settled +integration"),
    "incidents.incident_chance": Shape("+load +missed -control -lawful +p.incident_rate"),
    "leadership.champion_power": Shape("+seat_power +energy +support"),
    "leadership.power_with": Shape("+power +champion_power"),
    "leadership.seat_power": Shape("-seat -p.power_gradient"),
    "peers.belief": Shape("+successes -failures"),
    "peers.evidence": Shape("+successes -failures +embedded", 0, inf),
    "peers.tie_weight": Shape("+neighbour +region +alike +closure +both_directors +likeness +p.circle_strength", 0, 2),
    "piloting.fit_after_adapting": Shape("+fit +learning"),
    "piloting.landing": Shape("+team_quality +support -control", 0, inf),
    "piloting.pilot_months": Shape("+draw +p.pilot_length", 0, inf),
    "piloting.pace": Shape("+support", 0, inf),
    "piloting.success_chance": Shape("+fit +landing +lessons +p.base_success -p.likeness_penalty"),
    "pressure.pressure": Shape("+shortage +deadline_pressure -p.reference_cut"),
    "readiness.readiness_doable": Shape("+month -law_month -p.information_system"),
    "readiness.readiness_effort": Shape("+month +work_left +budget", 0, inf),
    "readiness.readiness_work": Shape("+size +p.readiness_work", 0, inf),
    "reassessment.reassessment_share": Shape("+p.reassessment_load", 0, "reassessment_load"),
    "reflex.alarm": Shape("+failure_seen +incident +failures_elsewhere"),
    "reflex.control_after": Shape("+control +resting +alarm -exchange -councillor +p.reflex_strength"),
    "settling.settled_after": Shape("+settled -reorganised -p.settling_months -p.team_turnover", 0.01, 1),
    "starting.attention_spare": Shape("+slack -cost -p.spare_wanted"),
    "starting.chance_of": Shape("+hazard"),
    "starting.decision_speed": Shape("-coordination +capacity -p.long_lines"),
    "starting.deliberation": Shape("+participation +p.participation_delay", 0, "participation_delay"),
    "starting.drive": Shape("+urgency +conviction +clarity +from_below +learning +p.opportunity"),
    "starting.evidence_met": Shape("+evidence -wanted"),
    "starting.evidence_wanted": Shape("-appetite -conviction +risk +p.evidence_threshold", 0, inf),
    "starting.inner_change": Shape("+internal_change +embedded", 0, inf),
    "starting.left_by_cost_control": Shape("-cost_control -p.displacement"),
    "starting.power_for": Shape("+power +local +p.local_power +p.routine_power", 0, inf),
    "starting.start_hazard": Shape(
        "+drive +power +room +evidence +attention +speed +left +inner +p.start_rate", 0, inf
    ),
    "steering.gap_kept": Shape("+p.steering_halflife"),
    "steering.level_after": Shape("+level +disposition +helped +power"),
    "steering_form.desired_weight": Shape(
        "+tradition +conviction +participation +communication +learning +centralisation", 0, inf),
    "steering_form.practised_weight": Shape(
        "+tradition +control +cost_control +working_together +leaving_room +results", 0, inf),
    "steering_form.tradition": Shape(""),
    "support.support_after": Shape("+involvement +communication -cost_control -haste -failure -firm", 0.01, 1),
    "turnover.exit_chance": Shape("-energy"),
    "turnover.mobilisation_chance": Shape("+power +p.mobilisation +p.newcomers"),
    "urgency.opportunity_seen": Shape("+conviction"),
    "urgency.urgency": Shape("+conviction +pressure +clarity -overload -p.threat_rigidity"),
    "worth.coherence": Shape("-embedded +strategy -p.incoherence +p.manageable"),
    "worth.worth_after": Shape("+worth +learning"),
    "worth.worth_at_first": Shape("+fit +lessons +p.worth_untaught"),
}

DOMAINS: dict[str, tuple[float, float]] = {
    "size": (0.03, 40), "capacity": (0.1, 12), "budget": (0.05, 12), "asked": (0, 30), "slack": (0, 10),
    "cost": (1e-3, 5),
    "coordination": (0, 8), "work_left": (0, 40), "load": (0, 20), "waiting": (0, 200), "need": (0.3, 4),
    "rebound": (0, 0.3), "income": (-4, 4), "elderly": (-4, 4), "chance": (-4, 4), "normal": (-6, 6),
    "reluctance": (-5, 5), "density": (-5, 5), "x": (-40, 40), "effects": (0, 10), "successes": (0, 20),
    "failures": (0, 20), "lessons": (0, 20), "evidence": (0, 20), "wanted": (0, 20), "embedded": (0, 16),
    "success": (0, 4), "failure": (0, 4), "failure_seen": (0, 4), "firm": (0, 4), "failures_elsewhere": (0, 20),
    "hazard": (0, 10), "power_of_others": (0, 20), "news": (0, 3), "incidents_this_month": (0, 50), "teams": (0, 2000),
    "variation": (0, 0.5), "exposure": (0, 20), "deficit": (0, 5), "shortage": (0, 5), "deadline_pressure": (0, 1.5),
    "half_life": (1, 48), "months": (2, 48), "softness": (1e-3, 0.1), "exponent": (1, 2.5), "risk": (0.7, 1.5),
    "landing": (0, 10), "pull_of_circle": (0, 0.15), "pull_of_peers": (-1, 1), "felt_cut": (0, 0.35),
    "budget_cut": (0, 0.35), "savings": (0, 0.2), "renewal": (0, 0.3), "optimum": (0.3, 1),
    "character": (0.05, 20), "allowed": (0, 0.98),
}
"""Inputs by name that are not levels from 0 to 1."""

WHOLE: dict[str, tuple[int, int]] = {
    "month": (0, 119), "law_month": (12, 60), "announced_month": (-48, 11), "seat": (0, 5), "form": (0, 3),
    "role": (0, 2), "number_of_teams": (1, 80), "running": (0, 16), "reorganised": (0, 1), "held": (0, 1),
    "local": (0, 1), "own": (0, 1), "from_below": (0, 1), "neighbour": (0, 1), "region": (0, 1), "alike": (0, 1),
    "helped": (0, 1), "coached": (0, 1), "incident": (0, 1),
    "months_since_election": (-1, 47),
}
"""Inputs that are whole numbers."""

OTHERWISE: dict[str, dict[str, tuple[float, float]]] = {
    "starting.start_hazard": {"evidence": (0, 1), "power": (0, 15)},
    "goals.responsiveness_quality": {"budget": (0, 1)},
    "goals.tailoring_quality": {"budget": (0, 1)},
    "goals.prevention_quality": {"budget": (0, 1)},
    "circle.circle_pull": {"power": (0, 1)},
    "budget.shortage": {"deficit": (0, 1)},
}
"""Inputs that mean something else in one rule."""
# fmt: on
