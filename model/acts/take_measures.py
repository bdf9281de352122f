"""How a municipality takes measures: they come onto the agenda, begin as pilots, and are embedded or dropped."""

from model import chance
from model.acts.attention import cost_of
from model.chance import happens, uniform
from model.measures import (
    A_TEAM,
    CONSIDERED,
    DROPPED,
    EMBEDDED,
    FIRM,
    FIRST_TEAM,
    LOCAL,
    NEEDS,
    NUMBER,
    OWN,
    PILOT,
    POWER,
    REORGANISATION,
    RISK,
    SECONDMENT,
    THE_DATE,
    THE_TOP,
    UNSEEN,
)
from model.rule import rule
from model.rules import agenda, first_team, peers, piloting, starting
from model.rules.forms import works


@rule
def turn_the_page(municipality, month):
    """A new month: what happened last month is no news any more, what the state has had begun this month is."""
    municipality.starts = municipality.embeddings = municipality.drops = 0
    municipality.firm = municipality.reorganised = municipality.founding = 0
    for measure in range(NUMBER):
        if municipality.began[measure] == month:
            count_start(municipality, measure)
    municipality.failure_seen = municipality.failure_added


@rule
def seen_evidence(municipality, measure, p):
    """The evidence there is for a measure, in successes that count."""
    return peers.evidence(municipality.successes[measure], municipality.failures[measure], municipality.embedded, p)


@rule
def in_use(municipality, measure):
    """How far a measure is in use, whatever it is worth: a pilot half, an embedded one whole."""
    stage = municipality.stage[measure]
    return 1.0 if stage == EMBEDDED else (0.5 if stage == PILOT else 0.0)


@rule
def learn(municipality, measure, success, failure, month, p):
    """Remember a success or failure of one's own."""
    if works(p.held_peers, month):
        municipality.successes[measure] += success
        municipality.failures[measure] += failure


@rule
def allowed(municipality, measure):
    """Whether a measure can be begun at all: what it needs is there, and it is not blocked."""
    needed = NEEDS[measure]
    if municipality.blocked[measure] == 1:
        return False
    return needed < 0 or municipality.stage[needed] == PILOT or municipality.stage[needed] == EMBEDDED


@rule
def comes_about(hazard, seed, purpose, identity, month):
    """Whether something with this monthly hazard happens this month."""
    draw = uniform(seed, purpose, identity, month)
    # A chance is never above its hazard, which settles most draws without an exponential.
    return draw < hazard and draw < starting.chance_of(hazard)


@rule
def set_agenda(municipality, national, month, p, seed):
    """One measure may come onto the agenda from above."""
    if not works(p.held_agenda, month):
        return
    m, best = municipality, 0.0
    for measure in range(NUMBER):
        best = max(best, m.successes[measure])
    announced = 1.0 if month >= national.announced_month else 0.0
    rate = agenda.agenda_hazard(m.strategy, m.power, best, m.conviction, announced, p)
    if comes_about(rate, seed, chance.AGENDA, m.key, month):
        total = 0.0
        for measure in range(NUMBER):
            total += appeal(m, measure, p)
        left = total * uniform(seed, chance.AGENDA_MEASURE, m.key, month)
        for measure in range(NUMBER):
            weight = appeal(m, measure, p)
            if weight > 0.0:
                left -= weight
                if left <= 0.0:
                    m.stage[measure] = CONSIDERED
                    m.origin[measure] = THE_TOP
                    return


@rule
def appeal(municipality, measure, p):
    """How much a measure that is not yet on the agenda draws the eye."""
    stage = municipality.stage[measure]
    if stage != UNSEEN and stage != DROPPED:
        return 0.0
    if not allowed(municipality, measure):
        return 0.0
    weight = agenda.appeal(seen_evidence(municipality, measure, p))
    return 0.2 * weight if stage == DROPPED else weight


@rule
def notice(municipality, council, team, key, measure, month, p, seed):
    """A practice that a team invented may be noticed and valued: embraced, renamed, made important (C7, C8). Then it is
    considered as one's own, whoever had thought of it before; what is decided already is no team's any more.
    """
    m = municipality
    likely = agenda.notice_chance(m.power, m.learning, council.control)
    waits = m.stage[measure] != PILOT and m.stage[measure] != EMBEDDED and m.waiting_months[measure] < 0.0
    if waits and happens(likely, seed, chance.NOTICE, key, month):
        m.origin[measure] = A_TEAM
        m.stage[measure] = CONSIDERED
        m.fit[measure] = 1.0
        m.source[measure] = 0
        learn(m, measure, 1.0, 0.0, month, p)
        team.invented = team.invented + 1


@rule
def weigh(municipality, council, national, measure, cost, speed, left, inner, month, p):
    """The hazard of beginning with a considered measure, which asks `cost` in attention, this month.

    `speed` of deciding and what cost control has `left` are the same for every measure, `inner` change for those in the
    own organisation.
    """
    m = municipality
    spare = starting.attention_spare(m.slack, cost, p)
    if works(p.held_starting, month):
        below = 1.0 if m.origin[measure] == A_TEAM else 0.0
        wanted = starting.evidence_wanted(council.appetite, m.conviction, RISK[measure], p)
        m.hazard[measure] = starting.start_hazard(
            starting.drive(m.urgency, m.conviction, national.clarity, below, m.learning, p),
            starting.power_for(m.power, LOCAL[measure], POWER[measure], p),
            m.room,
            starting.evidence_met(seen_evidence(m, measure, p), wanted),
            spare,
            speed,
            left,
            inner if OWN[measure] > 0.0 else 1.0,
            p,
        )
    # A first team is expected of everyone: the date alone can bring it, considered before or not.
    hazard = m.hazard[measure] * m.start_factor if m.stage[measure] == CONSIDERED else 0.0
    if measure == FIRST_TEAM:
        if works(p.held_first_team, month):
            m.first_team_hazard = first_team.first_team_hazard(
                national.deadline_pressure, m.conviction, m.peers_with_team, m.reluctance, spare, p
            )
        hazard += m.first_team_hazard
    return hazard


@rule
def decide(municipality, council, national, month, p, seed):
    """Take up the agenda in turn: decide, deliberate, and begin as long as attention lasts."""
    m = municipality
    speed = starting.decision_speed(m.coordination, m.capacity, p)
    left = starting.left_by_cost_control(m.cost_control, p)
    inner = starting.inner_change(m.internal_change, 1.0 * m.embedded)
    for turn in range(NUMBER):
        # Another measure comes first each month, so that none has the first call on attention.
        measure = (turn + month + m.key) % NUMBER
        stage = m.stage[measure]
        expected = measure == FIRST_TEAM and stage == UNSEEN
        if (stage == CONSIDERED or expected) and allowed(m, measure):
            cost = cost_of(measure, m.activity_cost, p)
            if m.waiting_months[measure] < 0.0:
                hazard = weigh(m, council, national, measure, cost, speed, left, inner, month, p)
                if comes_about(hazard, seed, chance.START, m.key * NUMBER + measure, month):
                    m.waiting_months[measure] = starting.deliberation(m.participation, p)
                    m.stage[measure] = CONSIDERED
                    if expected:
                        m.origin[measure] = THE_DATE
            else:
                m.waiting_months[measure] = max(0.0, m.waiting_months[measure] - 1.0)
            if 0.0 <= m.waiting_months[measure] < 0.5 and m.slack >= cost:
                begin(m, measure, month)
                m.slack -= cost
                m.attention_spent += cost
        elif month == 0 and stage != PILOT and stage != EMBEDDED:
            # A held start keeps its first month's hazard, so every measure has to have one.
            weigh(m, council, national, measure, cost_of(measure, m.activity_cost, p), speed, left, inner, month, p)


@rule
def begin(municipality, measure, month):
    """A pilot begins."""
    m = municipality
    m.stage[measure] = PILOT
    m.waiting_months[measure] = -1.0
    m.progress[measure] = 0.0
    m.running[measure] = 0
    m.began[measure] = month
    count_start(m, measure)
    m.all_starts = m.all_starts + 1
    if measure == FIRST_TEAM and m.first_team_month < 0:
        m.first_team_month = month


@rule
def count_start(municipality, measure):
    """A beginning is news for a month: it may be a firm decision, or unsettle the teams."""
    municipality.starts = municipality.starts + 1
    if FIRM[measure] > 0.0:
        municipality.firm = municipality.firm + 1
    if measure in (REORGANISATION, SECONDMENT):
        municipality.reorganised = 1


@rule
def run_pilots(municipality, council, month, p, seed):
    """Pilots go on as far as attention allows, and are embedded or dropped when their time is up."""
    m = municipality
    if works(p.held_piloting, month):
        support = (m.support_staff + m.support_partners + m.support_citizens) / 3.0
        quality = m.team_quality if m.number_of_teams > 0 else 0.3
        m.landing = piloting.landing(quality, support, council.control, p)
        m.pace = piloting.pace(support, p)
    for measure in range(NUMBER):
        if m.stage[measure] == PILOT and m.began[measure] < month:
            m.running[measure] += 1
            m.progress[measure] += m.served * m.pace
            draw = uniform(seed, chance.PILOT_LENGTH, m.key * NUMBER + measure, m.began[measure])
            if m.progress[measure] >= piloting.pilot_months(draw, p):
                finish(m, measure, month, p, seed)


@rule
def finish(municipality, measure, month, p, seed):
    """A pilot is embedded or dropped; a dropped one may be seen by the council."""
    m = municipality
    fit = piloting.fit_after_adapting(m.fit[measure], m.learning)
    lessons = m.successes[measure] + m.failures[measure]
    who = m.key * NUMBER + measure
    m.ended[measure] = month
    if happens(piloting.success_chance(fit, m.landing, lessons, p), seed, chance.SUCCESS, who, month):
        m.stage[measure] = EMBEDDED
        learn(m, measure, 1.0, 0.0, month, p)
        m.embeddings = m.embeddings + 1
        return
    m.stage[measure] = DROPPED
    learn(m, measure, 0.0, 1.0, month, p)
    m.drops = m.drops + 1
    m.all_drops = m.all_drops + 1
    if happens(p.failure_seen, seed, chance.VISIBILITY, who, month):
        m.failure_seen += 1.0
