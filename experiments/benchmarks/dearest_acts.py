"""The two dearest acts in the engine and hand-written in C, on the same states: how much faster could it be?

The C is compiled by the machine's own compiler when the benchmark runs, for this processor and without contracting
multiplications and additions, which would change the last bit. Months are taken from a real run, so that both meet the
states that occur; both must leave the same bytes.
"""

import ctypes
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

from experiments.benchmarks.measuring import Figure, medians
from model import chance, measures
from model.acts import surroundings, take_measures
from model.engine import Run
from model.parameters import dtype as parameters_dtype
from model.state import TIE, record, record_of

if TYPE_CHECKING:
    from model import Scenario

MONTHS = (6, 18, 24, 30, 42, 60, 84)
"""Months whose states are used: before the law, around it, and after."""

FLAGS = ("-O3", "-march=native", "-ffp-contract=off", "-shared", "-fPIC", "-lm")
KINDS = ("national", "municipality", "publication", "council")
TABLES = {
    "RISK": "double",
    "POWER": "double",
    "LOCAL": "double",
    "ATTENTION": "double",
    "FIRM": "double",
    "NEEDS": "int",
}
NUMBERS = (
    "NUMBER", "UNSEEN", "CONSIDERED", "PILOT", "EMBEDDED", "FIRST_TEAM", "REORGANISATION", "SECONDMENT", "A_TEAM",
    "THE_DATE",
)  # fmt: skip
C_TYPES = {"int8": "int8_t", "int32": "int32_t", "int64": "int64_t", "float64": "double"}

Act = Callable[[Any, int], None]
"""Carries an act out on a month's states, in place: (states, month)."""


def header() -> str:
    """Return `states.h`: the structures that the C reads, made from the same declarations as the engine's records."""
    lines = ["#include <stdint.h>"]
    layouts = {kind: record(kind) for kind in KINDS} | {"tie": record_of(TIE), "parameters": parameters_dtype()}
    for name, layout in layouts.items():
        lines.append("typedef struct {")
        for field in layout.names or ():
            base, shape = layout[field].base, layout[field].shape
            lines.append(f"    {C_TYPES[base.name]} {field}{''.join(f'[{length}]' for length in shape)};")
        lines += [
            f"}} {name};",
            f'_Static_assert(sizeof({name}) == {layout.itemsize}, "{name} is laid out otherwise");',
        ]
    for name, kind in TABLES.items():
        values = ", ".join(repr(value) for value in getattr(measures, name))
        lines.append(f"static const {kind} {name}[] = {{{values}}};")
    lines += [f"enum {{ {', '.join(f'{name} = {getattr(measures, name)}' for name in NUMBERS)} }};"]
    lines.append(f"enum {{ START = {chance.START} }};")
    return "\n".join(lines) + "\n"


def compiler() -> str | None:
    """Return the C compiler of this machine, if there is one."""
    return next((path for name in ("gcc", "cc", "clang") if (path := shutil.which(name))), None)


def in_c(run: Run) -> dict[str, Act]:
    """Return the two acts in C. Raises RuntimeError where no compiler is found or it fails."""
    found = compiler()
    if found is None:
        raise RuntimeError("no C compiler was found (gcc, cc or clang)")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "states.h").write_text(header())
        library = Path(folder) / "dearest_acts.so"
        source = Path(__file__).with_suffix(".c")
        command = [found, f"-I{folder}", "-o", str(library), str(source), *FLAGS]
        made = subprocess.run(command, capture_output=True, text=True)
        if made.returncode:
            raise RuntimeError(f"{found} could not compile {source.name}:\n{made.stderr}")
        functions = ctypes.CDLL(str(library))
    pointer, whole = ctypes.c_void_p, ctypes.c_int64
    functions.look_around_all.argtypes = [pointer, pointer, whole, pointer, whole, pointer]
    functions.decide_all.argtypes = [pointer, pointer, pointer, whole, whole, pointer, whole]
    functions.look_around_all.restype = functions.decide_all.restype = None
    ties = run.world.ties.ctypes.data
    number, p, seed = len(run.country.municipalities), run.table.ctypes.data, run.seed

    def look_around(country: Any, month: int) -> None:
        functions.look_around_all(
            country.municipalities.ctypes.data, country.publications.ctypes.data, number, ties, month, p
        )

    def decide(country: Any, month: int) -> None:
        functions.decide_all(
            country.municipalities.ctypes.data, country.councils.ctypes.data, country.national.ctypes.data, number,
            month, p, seed,
        )  # fmt: skip

    return {"look_around": look_around, "decide": decide}


@njit
def look_around_all(municipalities: Any, publications: Any, ties: Any, month: int, table: Any) -> None:
    for place in range(len(municipalities)):
        surroundings.look_around(municipalities[place], publications, ties, month, table[0])


@njit
def decide_all(municipalities: Any, councils: Any, national: Any, month: int, table: Any, seed: int) -> None:
    for place in range(len(municipalities)):
        take_measures.decide(municipalities[place], councils[place], national[0], month, table[0], seed)


def in_the_engine(run: Run) -> dict[str, Act]:
    """Return the two acts as the engine compiles them."""

    def look_around(country: Any, month: int) -> None:
        look_around_all(country.municipalities, country.publications, run.world.ties, month, run.table)

    def decide(country: Any, month: int) -> None:
        decide_all(country.municipalities, country.councils, country.national, month, run.table, run.seed)

    return {"look_around": look_around, "decide": decide}


def months_of(scenario: "Scenario", seed: int) -> tuple[Run, dict[int, Any]]:
    """Return a run of a scenario, and copies of its states before each of MONTHS."""
    run = Run(scenario, seed)
    before = {}
    for month in MONTHS:
        run.go_on(month)
        before[month] = run.country.copied()
    return run, before


def measure(rounds: int, seed: int = 1) -> list[Figure]:
    """Return the figure: the time of both acts together in the engine, over that in C."""
    from model import Scenario

    name = "engine / hand-written C, bit-exact, two dearest acts"
    run, before = months_of(Scenario.load("baseline"), seed)
    engine = in_the_engine(run)
    try:
        c = in_c(run)
    except RuntimeError as error:
        return [Figure(name, 1.25, False, "times", None, str(error))]
    differ = [act for act in c if not same_states(engine[act], c[act], before)]
    if differ:
        return [Figure(name, 1.25, False, "times", None, f"{', '.join(differ)}: the states differ")]
    seconds: dict[str, list[float]] = {f"{who} {act}": [] for act in c for who in ("engine", "C")}
    for _ in range(20 * rounds):
        for act in c:
            for who, acts in (("engine", engine), ("C", c)):
                seconds[f"{who} {act}"].append(taken(acts[act], before))
    middle = medians(seconds)
    both = {who: sum(middle[f"{who} {act}"] for act in c) for who in ("engine", "C")}
    note = ", ".join(f"{act} {middle[f'engine {act}'] / middle[f'C {act}']:.2f}" for act in c)
    return [Figure(name, 1.25, False, "times", both["engine"] / both["C"], note, {"seconds": middle})]


def same_states(one: Act, other: Act, before: dict[int, Any]) -> bool:
    """Whether two forms of an act leave the same states in every field of every month."""
    for month, states in before.items():
        here, there = states.copied(), states.copied()
        one(here, month)
        other(there, month)
        for rows, others in zip(here, there, strict=True):
            if any(not np.array_equal(rows[field], others[field]) for field in rows.dtype.names):
                return False
    return True


def taken(act: Act, before: dict[int, Any]) -> float:
    """Seconds that an act takes on the states of all months, copying them left out."""
    seconds = 0.0
    for month, states in before.items():
        own = states.copied()
        begun = time.perf_counter()
        act(own, month)
        seconds += time.perf_counter() - begun
    return seconds
