"""`python -m experiments.calibration`."""

from experiments import asking
from experiments.calibration import command

asking.main(command)
