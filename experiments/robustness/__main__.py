"""`python -m experiments.robustness` is `decdyn robust`."""

from experiments import asking

if __name__ == "__main__":
    asking.main("robust")
