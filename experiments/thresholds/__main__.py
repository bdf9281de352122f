"""`python -m experiments.thresholds`."""

from experiments import asking
from experiments.thresholds import command

asking.main(command)
