"""`python -m experiments.ablation` is `decdyn ablate`."""

from experiments import asking

if __name__ == "__main__":
    asking.main("ablate")
