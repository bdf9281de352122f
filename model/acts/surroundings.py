"""Looking around: what a municipality learns from what others published at the end of last month."""

from model.measures import EMBEDDED, NUMBER, PILOT
from model.rule import rule
from model.rules import circle
from model.rules.forms import fading, works
from model.rules.peers import tie_weight


@rule
def look_around(municipality, publications, ties, month, p):
    """Take in others' conviction, teams, failures and pilots, weighted by tie and likeness."""
    weights, gap, with_team, scare = 0.0, 0.0, 0.0, 0.0
    directors, conviction_there = 0.0, 0.0
    learns = works(p.held_peers, month)
    if learns:
        forget(municipality, p)
    own_conviction = municipality.conviction
    # In the first month nobody has met yet, and a held circle stays so.
    own_director = municipality.director_power if p.held_circle == 0.0 else 0.0
    for place in range(municipality.first_tie, municipality.last_tie):
        tie = ties[place]
        other = publications[tie.target]
        both = min(own_director, other.director)
        weight = tie_weight(tie.neighbour, tie.region, tie.alike, tie.closure, both, tie.likeness, p)
        weights += weight
        gap += weight * (other.conviction - own_conviction)
        with_team += weight * other.team
        scare += weight * other.failure_seen
        if both > 0.0 and tie.closure > 0.0:
            directors += tie.closure * other.director
            conviction_there += tie.closure * other.director * other.conviction
        if learns and other.ended_to > 0:
            hear_of(municipality, other, weight, tie.likeness, p)
    municipality.peer_gap = gap / weights if weights > 0.0 else 0.0
    municipality.peers_with_team = with_team / weights if weights > 0.0 else 0.0
    municipality.failures_elsewhere = scare
    if works(p.held_circle, month):
        municipality.meeting = circle.meeting(directors)
        municipality.circle_conviction = conviction_there / directors if directors > 0.0 else 0.0


@rule
def forget(municipality, p):
    """What was learnt fades."""
    kept = fading(p.evidence_halflife)
    for measure in range(NUMBER):
        municipality.successes[measure] *= kept
        municipality.failures[measure] *= kept


@rule
def hear_of(municipality, other, weight, likeness, p):
    """Hear of pilots that were embedded or dropped elsewhere; the most alike place becomes the one to copy."""
    for measure in range(other.ended_from, other.ended_to):
        if other.success[measure] == 1:
            municipality.successes[measure] += weight
            if copies(municipality, measure, likeness):
                municipality.fit[measure] = likeness
                municipality.source[measure] = other.key
        elif other.failure[measure] == 1:
            municipality.failures[measure] += p.failure_visibility * weight


@rule
def copies(municipality, measure, likeness):
    """Whether an example becomes the one to copy: one that fits better than what one has, until the pilot begins."""
    if municipality.stage[measure] in (PILOT, EMBEDDED):
        return False
    return likeness > municipality.fit[measure]
