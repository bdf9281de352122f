"""The parameters are what the design asks for, and every form of them agrees with the declarations."""

import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.constants import CONSTANTS
from model.declaration import Faults, OutOfRange, UnknownName
from model.mechanisms import MECHANISMS
from model.parameters import (
    GROUPS,
    PARAMETERS,
    SWITCHES,
    Parameters,
    by_group,
    dtype,
    groups,
    parameter,
    problem,
    validated,
)

VARIED = [declared for declared in PARAMETERS if declared.varied]


def test_there_are_forty_eight_varied_parameters_in_seven_groups() -> None:
    counted = [(group, sum(declared.group == group for declared in VARIED)) for group in GROUPS]
    drivers, others, structure = counted[:3], counted[3:7], counted[7:]
    assert drivers == [("urgency", 7), ("leadership", 9), ("risk_appetite", 7)]
    assert others == [("steering", 8), ("network", 7), ("teams", 6), ("national", 4)]
    assert structure == [("structure", 0)]


@pytest.mark.parametrize(
    ("name", "default", "low", "high"),
    [
        ("cut_size", 0.15, 0.0, 0.35),
        ("preparation", 26, 6, 48),
        ("champion_exit", 0.16, 0.10, 0.25),
        ("election_renewal", 0.43, 0.20, 0.79),
        ("settling_months", 12, 6, 24),
        ("centralising", 0.3, 0.0, 0.6),
    ],
)
def test_defaults_and_ranges_are_as_designed(name: str, default: float, low: float, high: float) -> None:
    declared = parameter(name)
    assert (declared.default, declared.low, declared.high) == (default, low, high)


def test_forty_of_the_forty_eight_rest_on_assumption_and_say_so() -> None:
    assert sum("ass." in declared.evidence for declared in VARIED) == 40
    for declared in VARIED:
        assert (declared.status == "assumption") <= ("ass." in declared.evidence), declared.name
        assert ("ass." in declared.evidence) <= (declared.status in ("assumption", "calibrated")), declared.name


def test_every_level_and_share_names_a_way_to_observe_it() -> None:
    without = [d.name for d in VARIED if d.unit in ("0-1", "share", "probability") and not d.protocol]
    assert without == []


def test_every_parameter_is_labelled_in_both_languages() -> None:
    for declared in PARAMETERS:
        assert declared.label and declared.label_nl, declared.name
        assert declared.meaning and declared.meaning_nl, declared.name
        assert declared.group in GROUPS, declared.name
    assert len({declared.label for declared in PARAMETERS}) == len(PARAMETERS)


def test_constants_are_structural_and_not_varied() -> None:
    for declared in CONSTANTS:
        assert declared.group == "structure" and not declared.varied, declared.name


def test_the_values_without_arguments_are_the_defaults_and_open_switches() -> None:
    values = Parameters()
    assert list(values._asdict()) == [*(declared.name for declared in PARAMETERS), *SWITCHES]
    assert all(getattr(values, declared.name) == declared.default for declared in PARAMETERS)
    assert len(SWITCHES) == len(MECHANISMS)
    assert all(getattr(values, switch) == 0.0 for switch in SWITCHES)
    assert all(type(value) is float for value in values)
    assert pickle.loads(pickle.dumps(values)) == values


def test_the_record_type_has_the_same_fields_and_holds_the_same_values() -> None:
    import numpy

    record = numpy.array(tuple(Parameters(cut_size=0.2)), dtype=dtype())
    assert dtype().names == Parameters._fields
    assert record["cut_size"] == 0.2
    assert all(dtype()[name] == numpy.float64 for name in Parameters._fields)


def test_groups_part_the_parameters() -> None:
    assert tuple(declared for group in groups() for declared in by_group(group)) == PARAMETERS
    with pytest.raises(UnknownName, match=r"^unknown group 'team' \(did you mean 'teams'\?\); allowed: urg"):
        by_group("team")


def test_an_unknown_parameter_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"^unknown parameter 'cut_sise' \(did you mean 'cut_size'\?\)$"):
        parameter("cut_sise")


@given(st.data())
def test_every_value_within_its_range_is_valid(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(PARAMETERS), unique_by=lambda declared: declared.name))
    values = {d.name: data.draw(st.floats(min_value=d.low, max_value=d.high)) for d in chosen}
    assert validated(values) == values


def test_a_single_fault_is_raised_as_itself() -> None:
    with pytest.raises(OutOfRange, match=r"^clarity: got 1.7; allowed 0 to 1 \(0-1\)$"):
        validated({"clarity": 1.7})


def test_all_faults_are_told_one_a_line() -> None:
    with pytest.raises(Faults) as caught:
        validated({"cut_sise": 0.2, "learning": 0.5, "clarity": 1.7, "preparation": "long"})
    assert str(caught.value).splitlines() == [
        "unknown parameter 'cut_sise' (did you mean 'cut_size'?)",
        "clarity: got 1.7; allowed 0 to 1 (0-1)",
        "preparation: got 'long', which is not a finite number; allowed 6 to 48 (months)",
    ]


def test_the_sensitivity_problem_is_accepted_by_the_sampler() -> None:
    from SALib.sample import latin

    whole = problem()
    assert whole["num_vars"] == 48
    sample = latin.sample(whole, 20, seed=1)
    for row in sample:
        validated(dict(zip(whole["names"], row, strict=True)))
    assert problem(["clarity", "cut_size"])["bounds"] == [[0.0, 1.0], [0.0, 0.35]]
    with pytest.raises(ValueError, match="declared twice"):
        problem(["clarity", "clarity"])


def test_the_declarations_load_without_numpy() -> None:
    code = "import sys, model.parameters; print({'numpy', 'pandas', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
