"""The ledger as tables: mechanisms, numbers (parameters and constants), and claims."""

from functools import cache
from pathlib import Path

import pandas as pd

from experiments.ledger.citations import citations, cited_in
from experiments.sensitivity.inputs import standing_of
from model.evidence import ASSUMED, EVIDENCE, STANDINGS, standing, weakest
from model.mechanisms import MECHANISMS
from model.odd_rules import ACTS, RULES, file_of, functions, numbers_in, parameters_read, rules_of
from model.parameters import PARAMETERS, SWITCHES

BETWEEN = ", "


@cache
def mechanisms() -> pd.DataFrame:
    """One row a mechanism: name, label, label_nl, evidence (ids that its declaration cites), also_cited (ids in its
    rule file only), rule_file, numbers (parameters and constants that its rules read), how many of these there are of
    each of STANDINGS, in_formula (decimal numbers that stand in its formulas: no source, and never varied), standing
    (of what it cites), weakest (of that and of its numbers).
    """
    rows = []
    for each in MECHANISMS:
        path, rules = file_of(each), rules_of(each)
        read = parameters_read(rules)
        stands = [standing_of(name) for name in read]
        own = standing(each.evidence)
        also = [id for id in cited_in(path.read_text(encoding="utf-8")) if id in EVIDENCE and id not in each.evidence]
        rows.append(
            {
                "name": each.name,
                "label": each.label,
                "label_nl": each.label_nl,
                "evidence": BETWEEN.join(each.evidence),
                "also_cited": BETWEEN.join(also),
                "rule_file": path.name,
                "numbers": BETWEEN.join(read),
                **{name: stands.count(name) for name in STANDINGS},
                "in_formula": numbers_in(rules),
                "standing": own,
                "weakest": weakest((own, *stands)),
            }
        )
    return pd.DataFrame(rows)


@cache
def numbers() -> pd.DataFrame:
    """One row a parameter or constant: name, label, label_nl, kind, group, default, unit, status, standing, evidence,
    read_by (mechanisms whose rules read it, and act files that do).
    """
    readers = read_by()
    return pd.DataFrame(
        {
            "name": each.name,
            "label": each.label,
            "label_nl": each.label_nl,
            "kind": "parameter" if each.varied else "constant",
            "group": each.group,
            "default": each.default,
            "unit": each.unit,
            "status": each.status,
            "standing": standing_of(each.name),
            "evidence": BETWEEN.join(each.evidence),
            "read_by": BETWEEN.join(readers[each.name]),
        }
        for each in PARAMETERS
    )


@cache
def fitted_on_nothing() -> tuple[str, ...]:
    """Calibrated parameters and constants that cite no claim: only patterns say how large they are."""
    table = numbers()
    return tuple(table["name"][(table["standing"] == "calibrated") & (table["evidence"] == ASSUMED)])


def read_by() -> dict[str, list[str]]:
    """Who reads each parameter and constant: names of mechanisms, and files of rules without mechanism and of acts."""
    readers: dict[str, list[str]] = {each.name: [] for each in PARAMETERS}
    for mechanism in MECHANISMS:
        for name in parameters_read(rules_of(mechanism)):
            readers[name].append(mechanism.name)
    owned = {file_of(mechanism) for mechanism in MECHANISMS}
    others: list[Path] = [path for folder in (RULES, ACTS) for path in sorted(folder.glob("*.py")) if path not in owned]
    for path in others:
        # Acts read the mechanisms' switches as well, which are no numbers of anybody's choice.
        for name in parameters_read(functions(path)):
            if name not in SWITCHES:
                readers[name].append(f"{path.parent.name}/{path.name}")
    return readers


@cache
def claims() -> pd.DataFrame:
    """One row a claim or figure: id, claim, claim_nl (empty for figures that nothing cites), source, confidence, uses
    (how many cite it), used_by (in words, empty where nothing does).
    """
    users: dict[str, dict[str, list[str]]] = {id: {} for id in EVIDENCE}
    for id, kind, name in citations():
        if id in users:
            users[id].setdefault(kind, []).append(name)
    return pd.DataFrame(
        {
            "id": each.id,
            "claim": each.claim,
            "claim_nl": each.claim_nl,
            "source": each.source,
            "confidence": each.confidence,
            "uses": sum(map(len, users[each.id].values())),
            "used_by": "; ".join(f"{kind} {BETWEEN.join(names)}" for kind, names in users[each.id].items()),
        }
        for each in EVIDENCE.values()
    )


def unused() -> list[str]:
    """Claims and figures that nothing cites."""
    table = claims()
    return list(table["id"][table["uses"] == 0])
