"""`python -m experiments.reverse` is `decdyn reverse`."""

from experiments import asking

if __name__ == "__main__":
    asking.main("reverse")
