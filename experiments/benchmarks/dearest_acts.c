/* The two dearest acts written by hand in C, for one purpose: to know what the compiled engine leaves on the table.

   They follow model/acts/surroundings.py (look_around) and model/acts/take_measures.py (decide) formula by formula and
   in the same order, so that the states they leave are the same to the last bit. `states.h` is made by
   dearest_acts.py: the structures of the states and of the parameters, the table of measures, stages, purposes. */

#include <math.h>
#include <stdint.h>

#include "states.h"

static inline double smaller(double a, double b) { return b < a ? b : a; }
static inline double larger(double a, double b) { return b > a ? b : a; }

static inline double logistic(double x) {
    double e = exp(-fabs(x));
    return x >= 0.0 ? 1.0 / (1.0 + e) : e / (1.0 + e);
}

static inline int works(double held, int64_t month) { return held == 0.0 || month == 0; }

static inline uint64_t mixed(uint64_t word) {
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
    return word ^ (word >> 31);
}

static inline double uniform(int64_t seed, int64_t purpose, int64_t identity, int64_t month) {
    uint64_t golden = 0x9E3779B97F4A7C15u;
    uint64_t address = mixed((uint64_t)seed * golden + (uint64_t)((purpose << 16) | month));
    uint64_t word = mixed(address + (uint64_t)identity * golden);
    return ((double)(word >> 12) + 0.5) * 0x1p-52;
}

static void hear_of(municipality *m, const publication *other, double weight, double likeness, const parameters *p) {
    for (int measure = other->ended_from; measure < other->ended_to; measure++) {
        if (other->success[measure] == 1) {
            m->successes[measure] += weight;
            int begun = m->stage[measure] == PILOT || m->stage[measure] == EMBEDDED;
            if (!begun && likeness > m->fit[measure]) {
                m->fit[measure] = likeness;
                m->source[measure] = other->key;
            }
        } else if (other->failure[measure] == 1) {
            m->failures[measure] += p->failure_visibility * weight;
        }
    }
}

void look_around_all(municipality *all, const publication *publications, int64_t number, const tie *ties, int64_t month,
                     const parameters *p) {
    for (int64_t place = 0; place < number; place++) {
        municipality *m = &all[place];
        double weights = 0.0, gap = 0.0, with_team = 0.0, scare = 0.0, directors = 0.0, conviction_there = 0.0;
        int learns = works(p->held_peers, month);
        if (learns) {
            double kept = exp(-0.6931471805599453 / p->evidence_halflife);
            for (int measure = 0; measure < NUMBER; measure++) {
                m->successes[measure] *= kept;
                m->failures[measure] *= kept;
            }
        }
        double own_conviction = m->conviction;
        double own_director = p->held_circle == 0.0 ? m->director_power : 0.0;
        for (int64_t place = m->first_tie; place < m->last_tie; place++) {
            const tie *tie = &ties[place];
            const publication *other = &publications[tie->target];
            double both = smaller(own_director, other->director);
            double strength =
                (tie->neighbour + p->regional_weight * tie->region + 0.5 * tie->alike) / (1.5 + p->regional_weight);
            double weight = (strength + p->circle_strength * tie->closure * both) * tie->likeness;
            weights += weight;
            gap += weight * (other->conviction - own_conviction);
            with_team += weight * other->team;
            scare += weight * other->failure_seen;
            if (both > 0.0 && tie->closure > 0.0) {
                directors += tie->closure * other->director;
                conviction_there += tie->closure * other->director * other->conviction;
            }
            if (learns && other->ended_to > 0) hear_of(m, other, weight, tie->likeness, p);
        }
        m->peer_gap = weights > 0.0 ? gap / weights : 0.0;
        m->peers_with_team = weights > 0.0 ? with_team / weights : 0.0;
        m->failures_elsewhere = scare;
        if (works(p->held_circle, month)) {
            m->meeting = 1.0 - exp(-directors);
            m->circle_conviction = directors > 0.0 ? conviction_there / directors : 0.0;
        }
    }
}

static double weigh(municipality *m, const council *council, const national *national, int measure, double cost,
                    double speed, double left, double inner, int64_t month, const parameters *p) {
    double spare = m->slack / (m->slack + p->spare_wanted * cost);
    if (works(p->held_starting, month)) {
        double below = m->origin[measure] == A_TEAM ? 1.0 : 0.0;
        double wanted = p->evidence_threshold * RISK[measure] * (1.0 - council->appetite) * (1.0 - 0.5 * m->conviction);
        double opportunity = p->opportunity * m->conviction * national->clarity + 0.4 * below * m->learning;
        opportunity = smaller(1.0, larger(0.0, opportunity));
        double drive = m->urgency + opportunity - m->urgency * opportunity;
        double enough = larger(p->routine_power, m->power);
        if (m->power > 0.0) enough = larger(enough, p->local_power * LOCAL[measure]);
        double power = enough / (1.0 / 3.0);
        if (POWER[measure] != 1.0) power *= pow(enough, POWER[measure] - 1.0);
        double good = m->successes[measure], bad = m->failures[measure];
        double evidence = good * ((1.0 + good) / (2.0 + good + bad)) + p->experience_counts * m->embedded;
        double met = logistic((evidence - wanted) / 0.7);
        double pushed = (drive / (1.0 / 3.0)) * power * (m->room / (1.0 / 3.0));
        double ready = (met / 0.5) * (spare / 0.5) * (speed / 0.5);
        m->hazard[measure] = p->start_rate * pushed * ready * left * (OWN[measure] > 0.0 ? inner : 1.0);
    }
    double hazard = m->stage[measure] == CONSIDERED ? m->hazard[measure] * m->start_factor : 0.0;
    if (measure == FIRST_TEAM) {
        if (works(p->held_first_team, month)) {
            double inclined = logistic((m->conviction + 0.3 * m->peers_with_team - 0.4) / 0.25 -
                                       p->reluctance_spread * m->reluctance);
            m->first_team_hazard =
                p->first_team_pull * national->deadline_pressure * inclined * (0.3 + 0.7 * spare);
        }
        hazard += m->first_team_hazard;
    }
    return hazard;
}

static void begin(municipality *m, int measure, int64_t month) {
    m->stage[measure] = PILOT;
    m->waiting_months[measure] = -1.0;
    m->progress[measure] = 0.0;
    m->running[measure] = 0;
    m->began[measure] = (int32_t)month;
    m->starts += 1;
    m->all_starts += 1;
    if (FIRM[measure] > 0.0) m->firm += 1;
    if (measure == REORGANISATION || measure == SECONDMENT) m->reorganised = 1;
    if (measure == FIRST_TEAM && m->first_team_month < 0) m->first_team_month = (int32_t)month;
}

void decide_all(municipality *all, const council *councils, const national *national, int64_t number, int64_t month,
                const parameters *p, int64_t seed) {
    for (int64_t place = 0; place < number; place++) {
        municipality *m = &all[place];
        double speed = 1.0 / (1.0 + p->long_lines * m->coordination / m->capacity);
        double left = exp(-p->displacement * m->cost_control);
        double inner = m->embedded == 0 ? 0.0 : 1.0 - exp(-(0.25 * m->embedded));
        inner = (m->internal_change / (1.0 / 3.0)) * (inner / 0.5);
        for (int turn = 0; turn < NUMBER; turn++) {
            int measure = (int)((turn + month + m->key) % NUMBER);
            int stage = m->stage[measure], needed = NEEDS[measure];
            int expected = measure == FIRST_TEAM && stage == UNSEEN;
            int allowed = m->blocked[measure] != 1 &&
                          (needed < 0 || m->stage[needed] == PILOT || m->stage[needed] == EMBEDDED);
            double cost = ATTENTION[measure] * m->activity_cost * p->change_size;
            if ((stage == CONSIDERED || expected) && allowed) {
                if (m->waiting_months[measure] < 0.0) {
                    double hazard = weigh(m, &councils[place], national, measure, cost, speed, left, inner, month, p);
                    double draw = uniform(seed, START, m->key * NUMBER + measure, month);
                    if (draw < hazard && draw < 1.0 - exp(-hazard)) {
                        m->waiting_months[measure] = p->participation_delay * m->participation;
                        m->stage[measure] = CONSIDERED;
                        if (expected) m->origin[measure] = THE_DATE;
                    }
                } else {
                    m->waiting_months[measure] = larger(0.0, m->waiting_months[measure] - 1.0);
                }
                double waiting = m->waiting_months[measure];
                if (0.0 <= waiting && waiting < 0.5 && m->slack >= cost) {
                    begin(m, measure, month);
                    m->slack -= cost;
                    m->attention_spent += cost;
                }
            } else if (month == 0 && stage != PILOT && stage != EMBEDDED) {
                weigh(m, &councils[place], national, measure, cost, speed, left, inner, month, p);
            }
        }
    }
}
