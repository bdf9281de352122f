"""`python -m experiments.report` is `decdyn report`."""

from experiments import asking

if __name__ == "__main__":
    asking.main("report")
