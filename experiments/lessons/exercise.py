"""An exercise that checks itself: it knows the answer from the runs, says whether yours is right or where to look
again, and gives nothing away.
"""

from dataclasses import dataclass, field

from experiments.lessons.predicting import one_of, understood
from model.declaration import finite

OPEN, RIGHT, AGAIN = "not answered yet", "right", "look again"
SIGNS = {OPEN: "✎", RIGHT: "✔", AGAIN: "↺"}


@dataclass(frozen=True)
class Verdict:
    """What a check found: `state` is one of OPEN, RIGHT, AGAIN; `text` goes with it."""

    state: str
    text: str

    def _repr_markdown_(self) -> str:
        return f"{SIGNS[self.state]} **{self.state.capitalize()}.** {self.text}"


@dataclass(frozen=True)
class Exercise:
    """A question about runs. With `choices` the answer is one of them, without a number, right when it is at most
    `within` off. `look` says where to look again, `because` what a right answer teaches.
    """

    question: str
    right: str | float = field(repr=False)
    look: str
    because: str
    choices: tuple[str, ...] = ()
    within: float = 0.0
    unit: str = ""

    def _repr_markdown_(self) -> str:
        asked = (
            f"one of {one_of(self.choices)}" if self.choices else f"a number{f' ({self.unit})' if self.unit else ''}"
        )
        return f"**{self.question}** Your answer: {asked}."

    def check(self, answer: object) -> Verdict:
        """Say whether an answer is right, or where to look again. Raises nothing."""
        if answer is None or answer == "":
            return Verdict(OPEN, self.question)
        answer = understood(answer, self.choices, self.unit)
        if self.choices and answer not in self.choices:
            return Verdict(AGAIN, f"“{answer}” is not among the choices: {one_of(self.choices)}.")
        if not self.choices and not finite(answer):
            return Verdict(AGAIN, f"“{answer}” is not a number. Write digits, and a point for decimals.")
        return Verdict(RIGHT, self.because) if self._is_right(answer) else Verdict(AGAIN, self.look)

    def _is_right(self, answer: object) -> bool:
        if self.choices:
            return answer == self.right
        assert finite(answer) and finite(self.right)
        # A hair more, so that an answer rounded to what is asked is never wrong for its last bit.
        return abs(float(answer) - float(self.right)) <= self.within * (1 + 1e-9)

    def wrong(self) -> str | float:
        """An answer that is not right: for teachers, and for the tests."""
        if self.choices:
            return next(choice for choice in self.choices if choice != self.right)
        return float(self.right) + 3 * self.within + 1.0
