"""`python -m experiments.thresholds` is `decdyn thresholds`."""

from experiments import asking

if __name__ == "__main__":
    asking.main("thresholds")
