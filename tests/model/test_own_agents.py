"""Somebody's own agents stand in for the model's."""

import pytest

from model import Decentralisation, Scenario
from model.agents import AGENTS, Champion, Council, Municipality, SocialTeam
from model.declaration import Fault

SCENARIO = Scenario.load("baseline").with_(months=40, population={"kind": "synthetic", "number": 10, "seed": 1})


class MyMunicipality(Municipality):
    pass


class MyCouncil(Council):
    pass


class MyChampion(Champion):
    pass


class MyTeam(SocialTeam):
    pass


OWN = (MyMunicipality, MyCouncil, MyChampion, MyTeam)


def test_agents_that_do_nothing_else_change_nothing():
    usual, own = Decentralisation(SCENARIO, 1).run(), Decentralisation(SCENARIO, 1, own=OWN).run()
    assert usual.recorded == own.recorded
    assert {*own.agents_by_type} == {*OWN}
    assert {*usual.agents_by_type} == {*AGENTS}


@pytest.mark.parametrize("own", OWN)
def test_one_alone_may_be_ones_own(own):
    types = {*Decentralisation(SCENARIO, 1, own=[own]).run().agents_by_type}
    assert own in types and len(types) == len(AGENTS)


def test_what_an_own_agent_does_counts():
    class Closed(Council):
        def deliberate(self):
            super().deliberate()
            self.municipality.room = 0.0

    model = Decentralisation(SCENARIO, 1, own=[Closed]).run()
    assert {municipality.room for municipality in model.municipality} == {0.0}
    assert model.recorded != Decentralisation(SCENARIO, 1).run().recorded


def test_own_agents_live_through_the_earlier_domain_too():
    lived = set()

    class Watching(Council):
        def deliberate(self):
            lived.add(self.model.configuration.domain)
            super().deliberate()

    after = Scenario.load("environment-act-after-social-domain").with_(population=SCENARIO.population)
    Decentralisation(after, 1, own=[Watching]).step()
    assert lived == {"social", "environment"}


@pytest.mark.parametrize("own", [[int], ["Council"], [object], [MyCouncil, type("Other", (Council,), {})]])
def test_what_is_no_agent_or_too_many_is_refused(own):
    with pytest.raises(Fault, match=r"^own: got .*allowed subclasses of Municipality, Council, Champion, SocialTeam"):
        Decentralisation(SCENARIO, 1, own=own)
