"""`python -m experiments.challenge`."""

from experiments import asking
from experiments.challenge import command

asking.main(command)
