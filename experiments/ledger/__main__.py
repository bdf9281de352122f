"""`python -m experiments.ledger` is `decdyn evidence`."""

from experiments import asking

if __name__ == "__main__":
    asking.main("evidence")
