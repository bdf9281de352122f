"""Guesses: noted before a run, and shown beside what came out. They are never marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.lessons.showing import Text
from model.declaration import finite


@dataclass(frozen=True)
class Prediction:
    """A guess: one of `choices`, or where there are none a number."""

    question: str
    guess: object
    choices: tuple[str, ...] = ()
    unit: str = ""

    def _repr_markdown_(self) -> str:
        if problem := self.problem():
            return problem
        return f"**{self.question}** You guess: **{self._shown(self.guess)}**. It stands; now run it."

    def problem(self) -> str:
        """What is amiss with the guess, in a sentence or two; empty where nothing is."""
        if self.guess is None or self.guess == "":
            return (
                f"**{self.question}** You have not guessed yet. Write {self._wanted()}, and run the cell again. "
                "Even a wild guess makes you look better."
            )
        if self.choices and self.guess not in self.choices:
            return f"**{self.question}** “{self.guess}” is not among the choices: {one_of(self.choices)}."
        if not self.choices and not finite(self.guess):
            return f"**{self.question}** “{self.guess}” is not a number. Write digits, and a point for decimals."
        return ""

    def beside(self, came_out: object) -> Text:
        """What was guessed beside what came out. Where there is no guess one is asked for, and nothing given away."""
        if self.problem():
            return Text(
                f"{self.problem()} Go back to *Predict first*; once there is a guess, run this cell again and see it "
                "beside what came out. Would you rather not? The lesson goes on as it is."
            )
        found = self._shown(came_out)
        guessed = f"You guessed **{self._shown(self.guess)}**; in these runs it came out as **{found}**."
        if self.choices:
            same = self.guess == came_out
            asked = "You saw it coming: what made you think so?" if same else "What could the model be doing otherwise?"
            return Text(f"{guessed} {asked}")
        return Text(f"{guessed} Is that near, for the use you would make of it?")

    def _wanted(self) -> str:
        """What a guess looks like, in words."""
        if self.choices:
            return one_of(self.choices)
        return f"a number{f' ({self.unit})' if self.unit else ''}"

    def _shown(self, value: object) -> str:
        if isinstance(value, str) or not finite(value):
            return str(value)
        digits = f"{float(value):.3g}".replace("-", "−")
        return f"{digits} {self.unit}".strip()


def predict(question: str, guess: object, choices: Sequence[str] = (), unit: str = "") -> Prediction:
    """Note a guess, before anything is run."""
    return Prediction(question, understood(guess, choices, unit), tuple(choices), unit)


def understood(written: object, choices: Sequence[str], unit: str = "") -> object:
    """What somebody wrote as it was meant: a choice whatever its capitals, spaces and underscores, a number also where
    it is text with its unit ("50%"). What is neither comes back as it is.
    """
    if not isinstance(written, str):
        return written
    if choices:
        plain = {" ".join(each.replace("_", " ").casefold().split()): each for each in choices}
        return plain.get(" ".join(written.replace("_", " ").casefold().split()), written)
    digits = written.strip().removesuffix(unit).strip().replace("−", "-")
    try:
        return float(digits)
    except ValueError:
        return written


def one_of(names: Sequence[str]) -> str:
    """Choices in a row: “a”, “b” or “c”."""
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
