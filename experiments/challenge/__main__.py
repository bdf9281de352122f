"""`python -m experiments.challenge` is `decdyn challenge`."""

from experiments import asking

if __name__ == "__main__":
    asking.main("challenge")
