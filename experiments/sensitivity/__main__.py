"""`python -m experiments.sensitivity METHOD --out FOLDER`."""

from experiments import asking
from experiments.sensitivity import command

if __name__ == "__main__":
    asking.main(command)
