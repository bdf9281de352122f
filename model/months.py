"""Months as text ("2015-07") and as numbers counted from a start."""

import re

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def is_month(text: str) -> bool:
    """Whether a text is a month such as "2015-07"."""
    return _MONTH.fullmatch(text) is not None


def month_of(date: str, start: str) -> int:
    """Months from `start` to `date`: 0 for the start itself, negative before it. Raises ValueError."""
    return _count(date) - _count(start)


def date_of(month: int, start: str) -> str:
    """The month that lies `month` months after `start`. Raises ValueError where `start` is not a month."""
    year, number = divmod(_count(start) + month, 12)
    return f"{year:04d}-{number + 1:02d}"


def _count(date: str) -> int:
    if not is_month(date):
        raise ValueError(f"got {date!r}; allowed a month such as '2015-07'")
    return int(date[:4]) * 12 + int(date[5:]) - 1
