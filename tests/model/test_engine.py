"""The engine's own manners; that it gives the Mesa model's numbers is in test_docking."""

import pytest

from model.engine import Run
from tests.model.countries import small


@pytest.mark.parametrize("seed", [1.5, None, True, 2**63])
def test_a_seed_that_is_no_64_bit_number_is_refused(seed: object) -> None:
    with pytest.raises(ValueError, match=r"seed: got .*; allowed a whole number from"):
        Run(small(2), seed)  # type: ignore[arg-type]
