"""`python -m experiments.discovery`."""

from experiments import asking
from experiments.discovery import command

asking.main(command)
