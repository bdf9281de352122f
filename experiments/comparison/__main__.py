"""`python -m experiments.comparison`."""

from experiments import asking
from experiments.comparison import command

asking.main(command)
