"""What a manifest says of where a result comes from."""

import subprocess
from pathlib import Path

import pytest

from experiments import provenance


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one file that is run and one that is a result."""
    (tmp_path / "results").mkdir()
    for name in ("rule.py", "results/answer.md"):
        (tmp_path / name).write_text("as committed\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "First")
    monkeypatch.setattr(provenance, "CHECKOUT", tmp_path)
    return tmp_path


@pytest.mark.parametrize(("changed", "dirty"), [(None, False), ("results/answer.md", False), ("rule.py", True)])
def test_only_what_is_run_makes_a_checkout_dirty(checkout: Path, changed: str | None, dirty: bool) -> None:
    if changed:
        (checkout / changed).write_text("changed since\n")
    state = provenance.git_state()
    assert state is not None
    assert state["dirty"] is dirty


def test_the_versions_name_every_library_that_can_move_a_number() -> None:
    named = provenance.versions()
    assert {"python", "numpy", "numba", "salib", "scipy", "mesa", "decentralisation-dynamics"} <= set(named)
    # From the extras, and only where they are installed.
    assert {"scikit-learn", "ema-workbench", "distributed"} <= set(named)
    assert "not installed" not in named.values()


def test_a_checkout_and_what_is_installed_from_it_have_one_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here, versions = provenance.package_version(), provenance.versions()
    provenance._declared.cache_clear()
    monkeypatch.setattr(provenance, "CHECKOUT", tmp_path)
    try:
        assert (provenance.package_version(), provenance.versions()) == (here, versions)
    finally:
        provenance._declared.cache_clear()
