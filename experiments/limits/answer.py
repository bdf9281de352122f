"""What the limits show, in sentences."""

from collections.abc import Iterator
from math import isnan
from typing import TYPE_CHECKING, Any

from experiments.limits.twins import AGREES
from experiments.sensitivity.wording import with_interval
from model.language import Words, say

if TYPE_CHECKING:
    from pandas import DataFrame


def sentences(agreement: "DataFrame", worth: "DataFrame", seeds: int, missing: int) -> list[str]:
    """The answer."""
    return [*_on_agreement(agreement), *_on_worth(worth), *_closing(seeds, missing)]


def _on_agreement(agreement: "DataFrame") -> Iterator[str]:
    for row in agreement.to_dict("records"):
        agrees, points, months = row["verdict"] == AGREES, _points(row), row["month"] + 1
        follows, volgt = ("follows", "volgt") if agrees else ("does not follow", "volgt niet")
        largest = f"{100 * row['largest']:+.1f}"
        yield say(
            f"With {row['title']} the model {follows} its equation: the share with a social team differs by {points} "
            f"percentage points over the whole run, by {largest} at most (after {months} months).",
            f"In het geval “{row['title_nl']}” {volgt} het model zijn vergelijking: het aandeel met een sociaal team "
            f"verschilt over de hele run {points} procentpunten, en op zijn meest {largest} (na {months} maanden).",
        )


WHO = {
    "heterogeneity": Words("Heterogeneity alone", "Alleen ongelijkheid"),
    "network": Words("Local ties alone", "Alleen plaatselijke banden"),
    "both": Words("Both together", "Beide samen"),
}
MONTHS = {
    "half": Words("months to a half", "maanden tot de helft"),
    "width": Words("months from a quarter to three quarters", "maanden van een kwart tot drie kwart"),
}


def _on_worth(worth: "DataFrame") -> Iterator[str]:
    for row in worth.to_dict("records"):
        who, points, largest, months = WHO[row["what"]], _points(row), f"{100 * row['largest']:+.1f}", row["month"] + 1
        text = say(
            f"{who}: the share differs by {points} percentage points from that of equals all tied to all, by "
            f"{largest} at most (after {months} months)",
            f"{who}: het aandeel verschilt {points} procentpunten van dat van gelijken die allen met allen verbonden "
            f"zijn, en op zijn meest {largest} (na {months} maanden)",
        )
        for name, words in MONTHS.items():
            if isnan(row[f"{name}_difference"]):
                text += f"; {words}: {say('not reached within every run', 'niet in elke run bereikt')}"
                continue
            more = with_interval(*(row[f"{name}_{end}"] for end in ("difference", "low", "high")))
            having, without = (f"{row[f'{name}_{which}']:.1f}" for which in ("with", "without"))
            text += say(
                f"; {words}: {having} instead of {without}, {more} more",
                f"; {words}: {having} in plaats van {without}, {more} meer",
            )
        yield f"{text}."


def _points(row: dict[Any, Any]) -> str:
    return with_interval(*(100 * row[end] for end in ("difference", "low", "high")))


def _closing(seeds: int, missing: int) -> Iterator[str]:
    yield say(
        f"In brackets 95 % intervals over {seeds} seeds, the same in every case.",
        f"Tussen haakjes intervallen van 95 % over {seeds} seeds, in elk geval dezelfde.",
    )
    if missing:
        yield say(
            f"{missing} runs are missing; their seeds were left out of every case.",
            f"{missing} runs ontbreken; hun seeds zijn in elk geval weggelaten.",
        )
