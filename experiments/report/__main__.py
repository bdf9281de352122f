"""`python -m experiments.report CAPSULE...`."""

from experiments import asking
from experiments.report import command

asking.main(command)
