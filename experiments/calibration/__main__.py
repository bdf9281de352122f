"""`python -m experiments.calibration` is `decdyn calibrate`."""

from experiments import asking

if __name__ == "__main__":
    asking.main("calibrate")
