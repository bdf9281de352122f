"""What calibration needs beyond the base."""

from importlib.util import find_spec

from model.declaration import Fault


def require_scikit_learn() -> None:
    """Raise Fault, with what to install, where scikit-learn is not there."""
    if find_spec("sklearn") is None:
        raise Fault(
            "calibrate: needs scikit-learn, which is not installed: "
            "python -m pip install 'decentralisation-dynamics[calibration]'"
        )
