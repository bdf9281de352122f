"""`python -m experiments.limits` is `decdyn limits`."""

from experiments import asking

if __name__ == "__main__":
    asking.main("limits")
