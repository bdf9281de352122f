"""What an agent does, written once: for a row of a record array, and for any other object with these attributes.

An agent has `key`, its identity; `first_tie` and `last_tie`, where its ties begin and end; `threshold`; `exposure`;
`adopted` and `new` (adopted this month), which are true or false.
"""

from typing import Any

from experiments.benchmarks.threshold_diffusion.declaration import CHANGE, START, THRESHOLD
from model.chance import happens, uniform
from model.rule import rule


@rule
def begin(agent: Any, p: Any, seed: int) -> None:
    """Take a threshold, and be one of the first adopters or not."""
    share = uniform(seed, THRESHOLD, agent.key, 0)
    agent.threshold = p.threshold_from + (p.threshold_to - p.threshold_from) * share
    agent.adopted = happens(p.initial_adoption, seed, START, agent.key, 0)


@rule
def look_around(agent: Any, published: Any, target: Any) -> None:
    """See which share of those one is tied to had adopted, by what all published at the end of last month."""
    adopters = 0
    for other in target[agent.first_tie : agent.last_tie]:
        adopters += int(published[other])
    ties = agent.last_tie - agent.first_tie
    agent.exposure = adopters / ties if ties > 0 else 0.0


@rule
def decide(agent: Any, month: int, p: Any, seed: int) -> None:
    """Adopt or abandon, or leave things as they are."""
    draw = uniform(seed, CHANGE, agent.key, month)
    agent.new = False
    if agent.adopted:
        agent.adopted = draw >= p.abandonment
    elif agent.exposure >= agent.threshold or draw < p.spontaneous_adoption:
        agent.adopted = True
        agent.new = True


@rule
def record(row: Any, agents: Any) -> None:
    """Write the month into `row`: sums over the agents, from left to right."""
    adopted, new, exposure = 0, 0, 0.0
    for place in range(len(agents)):
        adopted += agents[place].adopted
        new += agents[place].new
        exposure += agents[place].exposure
    row[0] = adopted / len(agents)
    row[1] = 1.0 * new
    row[2] = exposure / len(agents)
