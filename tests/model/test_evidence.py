"""Every id that the project cites exists, and says what its source says."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import model.evidence
from model.declaration import UnknownName
from model.evidence import evidence
from model.language import claim, speaking


def cited() -> Iterator[tuple[str, str]]:
    """Who cites which id, over everything that is declared."""
    from model.measures import MEASURES
    from model.mechanisms import MECHANISMS
    from model.outcomes import OUTCOMES
    from model.parameters import PARAMETERS
    from model.scenario import Scenario

    declarations: tuple[Any, ...] = (*PARAMETERS, *MEASURES, *MECHANISMS, *OUTCOMES)
    for declared in declarations:
        yield from ((declared.name, id) for id in declared.evidence)
    for name in Scenario.presets():
        scenario = Scenario.load(name)
        yield from ((name, id) for id in scenario.evidence)
        for intervention in scenario.interventions:
            yield from ((f"{name}, {intervention.kind}", id) for id in intervention.evidence)


def test_every_cited_id_exists() -> None:
    citations = list(cited())
    assert len(citations) > 100
    unknown = [f"{who} cites {id}" for who, id in citations if id not in model.evidence.EVIDENCE]
    assert unknown == []


def test_what_is_cited_is_told_in_dutch_too() -> None:
    known = model.evidence.EVIDENCE
    assert [id for _, id in cited() if not known[id].claim_nl] == []
    assert [each.id for each in known.values() if each.claim == each.claim_nl] == []
    with speaking("nl"):
        assert claim(known["B14"]) == known["B14"].claim_nl
        assert claim(known["fig. 6.15"]) == known["fig. 6.15"].claim
    assert claim(known["B14"]) == known["B14"].claim


def test_all_claims_and_figures_are_there() -> None:
    ids = list(model.evidence.EVIDENCE)
    counts = {letter: sum(id[0] == letter and id[1:].isdigit() for id in ids) for letter in "ABCDE"}
    assert counts == {"A": 14, "B": 19, "C": 13, "D": 22, "E": 10}
    assert sum(id.startswith("fig. ") for id in ids) == 89
    assert len(ids) == len(set(ids)) == 168
    assert {"C13", "E22"}.isdisjoint(ids)


def test_each_row_is_complete() -> None:
    for item in model.evidence.EVIDENCE.values():
        assert item.source and item.claim, item.id
        assert bool(item.confidence) == (item.id.startswith("fig. ") or item.id == "ass."), item.id
        for text in (item.source, item.claim, item.claim_nl):
            assert text == text.strip(), item.id
            assert "idem" not in text.split(), item.id


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("A10", "Directors of the social domain"),
        ("B14", "risk-and-rule reflex"),
        ("D16", "Achilles heel"),
        ("fig. 4.4", "15%"),
        ("fig. 5.7", "20-79%"),
        ("fig. 5.13", "204 of 393"),
        ("ass.", "no source"),
    ],
)
def test_an_id_gives_its_claim(id: str, words: str) -> None:
    assert evidence(id).id == id
    assert words in evidence(id).claim


def test_an_unknown_id_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"^unknown evidence 'fig. 4.44' \(did you mean 'fig. 4.4'\?\)$"):
        evidence("fig. 4.44")


def test_evidence_cannot_be_changed_by_a_reader() -> None:
    with pytest.raises(TypeError):
        model.evidence.EVIDENCE["A1"] = evidence("A2")  # type: ignore[index]
    with pytest.raises(AttributeError, match="no attribute 'OTHER'"):
        model.evidence.OTHER  # noqa: B018


def test_evidence_is_read_only_when_asked_for() -> None:
    read = "e._table.cache_info().misses"
    code = f"import model.evidence as e; before = {read}; e.EVIDENCE; print(before, {read})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]
