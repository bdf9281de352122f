"""`python -m experiments.reverse`."""

from experiments import asking
from experiments.reverse import command

asking.main(command)
