"""`python -m experiments.limits --out FOLDER`."""

from experiments import asking
from experiments.limits import command

if __name__ == "__main__":
    asking.main(command)
