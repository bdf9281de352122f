"""`python -m experiments.patterns` is `decdyn validate`."""

from experiments import asking

if __name__ == "__main__":
    asking.main("validate")
