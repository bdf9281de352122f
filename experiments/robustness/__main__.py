"""`python -m experiments.robustness`."""

from experiments import asking
from experiments.robustness import command

asking.main(command)
