"""`python -m experiments.ablation`."""

from experiments import asking
from experiments.ablation import command

asking.main(command)
