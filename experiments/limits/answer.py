"""What the limits show, in sentences."""

from collections.abc import Iterator
from math import isnan
from typing import TYPE_CHECKING, Any

from experiments.limits.twins import AGREES
from experiments.sensitivity.wording import with_interval

if TYPE_CHECKING:
    from pandas import DataFrame


def sentences(agreement: "DataFrame", worth: "DataFrame", seeds: int, missing: int) -> list[str]:
    """The answer."""
    return [*_on_agreement(agreement), *_on_worth(worth), *_closing(seeds, missing)]


def _on_agreement(agreement: "DataFrame") -> Iterator[str]:
    for row in agreement.to_dict("records"):
        told = "follows its equation" if row["verdict"] == AGREES else "does not follow its equation"
        yield (
            f"With {row['title']} the model {told}: the share with a social team differs by {_points(row)} percentage "
            f"points over the whole run, by {100 * row['largest']:+.1f} at most (after {row['month'] + 1} months)."
        )


def _on_worth(worth: "DataFrame") -> Iterator[str]:
    who = {"heterogeneity": "Heterogeneity alone", "network": "Local ties alone", "both": "Both together"}
    for row in worth.to_dict("records"):
        text = (
            f"{who[row['what']]}: the share differs by {_points(row)} percentage points from that of equals all tied "
            f"to all, by {100 * row['largest']:+.1f} at most (after {row['month'] + 1} months)"
        )
        for name, words in (("half", "months to a half"), ("width", "months from a quarter to three quarters")):
            if isnan(row[f"{name}_difference"]):
                text += f"; {words}: not reached within every run"
                continue
            more = with_interval(*(row[f"{name}_{end}"] for end in ("difference", "low", "high")))
            text += f"; {words}: {row[f'{name}_with']:.1f} instead of {row[f'{name}_without']:.1f}, {more} more"
        yield f"{text}."


def _points(row: dict[Any, Any]) -> str:
    return with_interval(*(100 * row[end] for end in ("difference", "low", "high")))


def _closing(seeds: int, missing: int) -> Iterator[str]:
    yield f"In brackets 95 % intervals over {seeds} seeds, the same in every case."
    if missing:
        yield f"{missing} runs are missing; their seeds were left out of every case."
