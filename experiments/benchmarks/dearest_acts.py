"""The two dearest acts in the engine and hand-written in C, on the same states: how much faster could it be?

The C is compiled by the machine's own compiler when the benchmark runs, for this processor and without contracting
multiplications and additions, which would change the last bit. Months are taken from a real run, so that both meet the
states that occur; both must leave the same states.
"""

import ctypes
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from numba import njit

from experiments.benchmarks.measuring import Figure, Measurement, NotMeasured, ratio
from experiments.benchmarks.shares import DEAREST, dearest, months_of, same
from model import Scenario, chance, measures
from model.acts import surroundings, take_measures
from model.engine import Run
from model.parameters import dtype as parameters_dtype
from model.state import TIE, record, record_of

COMPARED = Figure("engine / hand-written C, bit-exact, two dearest acts", 1.25, False, "times")

FLAGS = ("-O3", "-march=native", "-ffp-contract=off", "-shared", "-fPIC", "-lm")
KINDS = ("national", "municipality", "publication", "council")
TABLES = {
    "RISK": "double",
    "POWER": "double",
    "LOCAL": "double",
    "OWN": "double",
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
    """Return the two acts in C. Raises NotMeasured where no compiler is found, CalledProcessError where it fails."""
    found = compiler()
    if found is None:
        raise NotMeasured("no C compiler was found (gcc, cc or clang)")
    source = Path(__file__).with_suffix(".c")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "states.h").write_text(header())
        library = Path(folder) / "dearest_acts.so"
        command = [found, f"-I{folder}", "-o", str(library), source.name, *FLAGS]
        subprocess.run(command, cwd=source.parent, capture_output=True, text=True, check=True)
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


def compared(rounds: int, seed: int = 1) -> list[Figure]:
    """The time of both acts together in the engine, over that in C."""
    run, before = months_of(Scenario.load("baseline"), seed)
    engine, c = in_the_engine(run), in_c(run)
    differ = [act for act in c if not same_states(engine[act], c[act], before)]
    if differ:
        raise NotMeasured(f"{', '.join(differ)}: the states differ")
    rounds = 20 * rounds
    seconds: dict[str, list[float]] = {who: [] for who in ("engine", "C")}
    seconds |= {f"{act} in {who}": [] for act in c for who in seconds}
    for _ in range(rounds):
        for act in c:
            for who, acts in (("engine", engine), ("C", c)):
                seconds[f"{act} in {who}"].append(taken(acts[act], before))
        for who in ("engine", "C"):
            seconds[who].append(sum(seconds[f"{act} in {who}"][-1] for act in c))
    note = ", ".join(f"{act} {ratio(seconds, f'{act} in engine', f'{act} in C'):.2f}" for act in c)
    return [COMPARED.found(ratio(seconds, "engine", "C"), note, rounds, {"seconds": seconds})]


def same_states(one: Act, other: Act, before: dict[int, Any]) -> bool:
    """Whether two forms of an act leave the same states in every field of every month."""
    for month, states in before.items():
        here, there = states.copied(), states.copied()
        one(here, month)
        other(there, month)
        if not same(here, there):
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


MEASUREMENTS = (Measurement((COMPARED,), compared), Measurement((DEAREST,), dearest))
