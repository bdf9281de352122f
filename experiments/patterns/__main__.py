"""`python -m experiments.patterns`."""

from experiments.asking import main
from experiments.patterns import command

main(command)
