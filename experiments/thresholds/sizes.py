"""What the size of the country does: does the point move, does the response sharpen, do seeds agree more?

Where municipalities go their own way the response of a large country is that of a small one, drawn with less noise:
point and width stay, and the spread between seeds shrinks with the square root of the number. Where the country tips as
one the response sharpens as it grows, and the spread near the point stays.
"""

from dataclasses import dataclass

import numpy as np

from experiments.thresholds.resampling import Estimate
from experiments.thresholds.tipping import WITH_A_POINT, Found


@dataclass(frozen=True)
class Growth:
    """What is otherwise in the largest than in the smallest country: `shift` of the point and `widening` of the
    response, in parts of the range; `calming` is how many times as far apart seeds are in the smallest, `independent`
    what it would be among independent municipalities.
    """

    smallest: int
    largest: int
    shift: Estimate
    widening: Estimate
    calming: Estimate
    independent: float


def growth(by_size: dict[int, Found]) -> Growth | None:
    """Return what growing does, from the sweeps by number of municipalities under the same seeds; None where fewer than
    two of them have a point.
    """
    sizes = sorted(size for size, found in by_size.items() if found.verdict in WITH_A_POINT)
    if len(sizes) < 2:
        return None
    small, large = by_size[sizes[0]], by_size[sizes[-1]]
    with np.errstate(divide="ignore", invalid="ignore"):
        calming = np.nan_to_num(small.parting.spreads / large.parting.spreads, nan=1.0, posinf=np.inf)
        calmer = np.nan_to_num(
            np.float64(small.parting.spread.value) / large.parting.spread.value, nan=1.0, posinf=np.inf
        )
    return Growth(
        sizes[0],
        sizes[-1],
        Estimate.of(large.point.value - small.point.value, large.curves.point - small.curves.point),
        Estimate.of(large.width.value - small.width.value, large.curves.width - small.curves.width),
        Estimate.of(float(calmer), calming),
        float(np.sqrt(sizes[-1] / sizes[0])),
    )
