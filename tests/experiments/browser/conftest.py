"""Fixtures for tests in a real browser. Where there is none they are skipped, but not where one is required."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from experiments.benchmarks.browsing import NoBrowser, Witness, browser_path, browsing

REQUIRED = "DECDYN_BROWSER_REQUIRED"
"""Set where tests in a browser must not be skipped."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        browser_path()
    except NoBrowser as fault:
        if os.environ.get(REQUIRED):
            pytest.fail(f"{REQUIRED} is set, but: {fault}")
        pytest.skip(str(fault))
    with browsing() as opened:
        yield opened


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page with a witness, `page.witness`; at the end nothing may have left the machine, and no error been told."""
    opened = browser.new_page(viewport={"width": 1400, "height": 1000})
    opened.witness = Witness(opened)
    yield opened
    witness = opened.witness
    opened.close()
    assert witness.left == []
    assert witness.errors == []
