"""`python -m experiments.comparison` is `decdyn compare`."""

from experiments import asking

if __name__ == "__main__":
    asking.main("compare")
