"""What the lessons in `notebooks/` share: guesses, exercises that check themselves, pictures, evidence, words.

from experiments import lessons
guess = lessons.predict("How many measures a year?", 2.0)
guess.beside(runs.runs["tempo"].mean())
"""

from experiments.lessons import exercises, pricing
from experiments.lessons.country_pictures import country_map, ties, types_by_size, types_over_time
from experiments.lessons.drawing import along, beside, exploring, over_time, paired, points, tornado
from experiments.lessons.exercise import Exercise, Verdict
from experiments.lessons.own_rules import with_own_rule
from experiments.lessons.predicting import Prediction, predict
from experiments.lessons.running import (
    DIRECTIONS,
    agreed,
    direction,
    effects,
    from_below,
    means,
    one_at_a_time,
    swings,
    through_range,
    variant,
)
from experiments.lessons.showing import Picture, Text, evidence, figure_of, patterns, say, sentences, table, terms

__all__ = [
    "DIRECTIONS",
    "Exercise",
    "Picture",
    "Prediction",
    "Text",
    "Verdict",
    "agreed",
    "along",
    "beside",
    "country_map",
    "direction",
    "effects",
    "evidence",
    "exercises",
    "exploring",
    "figure_of",
    "from_below",
    "means",
    "one_at_a_time",
    "over_time",
    "paired",
    "patterns",
    "points",
    "predict",
    "pricing",
    "say",
    "sentences",
    "swings",
    "table",
    "terms",
    "through_range",
    "ties",
    "tornado",
    "types_by_size",
    "types_over_time",
    "variant",
    "with_own_rule",
]
