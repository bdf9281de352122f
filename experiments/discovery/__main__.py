"""`python -m experiments.discovery` is `decdyn discover`."""

from experiments import asking

if __name__ == "__main__":
    asking.main("discover")
