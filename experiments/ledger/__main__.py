"""`python -m experiments.ledger`."""

from experiments import asking
from experiments.ledger import command

if __name__ == "__main__":
    asking.main(command)
