"""The patterns, in order."""

from experiments.patterns.p01 import HalfAreCautiousChangers
from experiments.patterns.p02 import SizeAndType
from experiments.patterns.p03 import ContextAndTempo
from experiments.patterns.p04 import StatusAndTempo
from experiments.patterns.p05 import PositionOfTheChampion
from experiments.patterns.p06 import DirectorsWhoMeet
from experiments.patterns.p07 import CutsAndConviction
from experiments.patterns.p08 import CaughtUnawares
from experiments.patterns.p09 import CurvesCross
from experiments.patterns.p10 import FormallyReady
from experiments.patterns.p11 import TimePressure
from experiments.patterns.p12 import Uncertainty
from experiments.patterns.p13 import Dip
from experiments.patterns.p14 import EarlyTeams
from experiments.patterns.p15 import WaitingUnasked
from experiments.patterns.p16 import WorkersReport
from experiments.patterns.p17 import BothFieldAndOrganisation
from experiments.patterns.p18 import FasterIsNotBetter
from experiments.patterns.p19 import CutsOnly
from experiments.patterns.p20 import DesiredAndPractised
from experiments.patterns.p21 import IncidentsAndNationalRules
from experiments.patterns.p22 import MandateAndBudget
from experiments.patterns.p23 import BestPractice
from experiments.patterns.p24 import ExperienceElsewhere
from experiments.patterns.p25 import SpreadOfTeams
from experiments.patterns.p26 import LocalConditions
from experiments.patterns.p27 import WithoutChampions
from experiments.patterns.p28 import Reorganisation
from experiments.patterns.p29 import FromBelow
from experiments.patterns.p30 import HasteCostsCooperation
from experiments.patterns.pattern import Pattern
from model.declaration import UnknownName

PATTERNS: tuple[Pattern, ...] = (
    HalfAreCautiousChangers(),
    SizeAndType(),
    ContextAndTempo(),
    StatusAndTempo(),
    PositionOfTheChampion(),
    DirectorsWhoMeet(),
    CutsAndConviction(),
    CaughtUnawares(),
    CurvesCross(),
    FormallyReady(),
    TimePressure(),
    Uncertainty(),
    Dip(),
    EarlyTeams(),
    WaitingUnasked(),
    WorkersReport(),
    BothFieldAndOrganisation(),
    FasterIsNotBetter(),
    CutsOnly(),
    DesiredAndPractised(),
    IncidentsAndNationalRules(),
    MandateAndBudget(),
    BestPractice(),
    ExperienceElsewhere(),
    SpreadOfTeams(),
    LocalConditions(),
    WithoutChampions(),
    Reorganisation(),
    FromBelow(),
    HasteCostsCooperation(),
)


def pattern(code: str) -> Pattern:
    """Return a pattern by its code, such as "P6". Raises UnknownName."""
    by_code = {each.code: each for each in PATTERNS}
    if code not in by_code:
        raise UnknownName("pattern", code, by_code)
    return by_code[code]
