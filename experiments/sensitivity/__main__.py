"""`python -m experiments.sensitivity` is `decdyn sensitivity`."""

from experiments import asking

if __name__ == "__main__":
    asking.main("sensitivity")
