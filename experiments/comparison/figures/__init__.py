"""The figures of a comparison, three for each alternative: outcomes, paths, who feels it. Here is what they share."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.comparison.paired import CONFIDENCE, FALSE_DISCOVERIES, FEWEST, HIGHER, LOWER
from experiments.figures import style
from model.language import Words, say, title

if TYPE_CHECKING:
    from pandas import DataFrame

    from experiments.figures.maps import Country
    from experiments.figures.style import Page
    from model import Scenario

COLOURS = {HIGHER: "#0A5F9E", LOWER: "#B8560B"}
"""Blue and burnt orange: told apart with any deficiency of colour vision."""
APART = "#8A9096"
"""What is not told apart."""
INTERVAL = Words(f"{CONFIDENCE:.0%} interval", f"interval van {CONFIDENCE:.0%}")
APART_AT = Words(
    f"higher or lower, at a false discovery rate of {FALSE_DISCOVERIES:.0%}",
    f"hoger of lager, met naar verwachting hoogstens {FALSE_DISCOVERIES:.0%} onterecht",
)


@dataclass(frozen=True)
class Pair:
    """The two scenarios that a figure compares, and their seeds."""

    reference: "Scenario"
    alternative: "Scenario"
    seeds: Sequence[int]
    municipalities: int = 0
    """How many each has; 0 where they differ in it."""

    @property
    def names(self) -> tuple[str, str]:
        """The titles of reference and alternative, or their names."""
        before, after = (title(each) for each in (self.reference, self.alternative))
        return before, after

    def finding(self, words: str) -> str:
        """What a figure finds, as its title; with too few seeds only that."""
        if len(self.seeds) < FEWEST:
            return say(
                f"Too few seeds ({len(self.seeds)}) to tell anything apart",
                f"Te weinig seeds ({len(self.seeds)}) om iets te onderscheiden",
            )
        return words

    @property
    def subtitle(self) -> str:
        """What is compared with what."""
        before, after = self.names
        return f"“{after}” {say('compared with', 'vergeleken met')} “{before}”"

    def source(self, reading: str) -> str:
        """The footnote: how to read the figure, and which scenarios and seeds it shows."""
        number, which = len(self.seeds), seeds_in_words(self.seeds)
        seeds = say(f"{number} paired seeds ({which})", f"{number} gepaarde seeds ({which})")
        few = say(
            f" With fewer than {FEWEST} seeds there is no interval.", f" Bij minder dan {FEWEST} seeds geen interval."
        )
        shown = f"1 seed ({self.seeds[0]})" if number == 1 else seeds
        if self.municipalities:
            shown = f"{self.municipalities:,} {say('municipalities', 'gemeenten')}, {shown}"
        return f"{reading}{few if number < FEWEST else ''}\n{style.not_observed(shown)}"


def seeds_in_words(seeds: Sequence[int]) -> str:
    """Seeds as a range where they follow each other."""
    first, last = min(seeds), max(seeds)
    return f"{first} {say('to', 'tot en met')} {last}" if last - first + 1 == len(seeds) else ", ".join(map(str, seeds))


def laid_out(facts: "DataFrame") -> "Country | None":
    """The municipalities (code, name, province, population, longitude, latitude) laid out as a Dorling cartogram; None
    for a country too large to see.
    """
    from experiments.figures import MOST_ON_A_MAP, cartogram, maps

    if len(facts) > MOST_ON_A_MAP:
        return None
    places = cartogram.projected(facts["longitude"], facts["latitude"])
    radius = cartogram.radii(places, facts["population"])
    return maps.Country(facts, cartogram.layout(places, radius), radius)


def draw_all(pair: Pair, tables: "Mapping[str, DataFrame]", country: "Country | None") -> "dict[str, Page]":
    """The figures of one alternative by name, from the rows of each table about it; without a country no map."""
    from experiments.comparison.figures import effects_map, outcomes, paths

    word = re.sub(r"[^\w-]+", "_", pair.alternative.name)
    figures = {
        f"outcomes_{word}": outcomes.draw(pair, tables["outcomes"]),
        f"paths_{word}": paths.draw(pair, tables["paths"]),
    }
    if country is not None:
        figures[f"municipalities_{word}"] = effects_map.draw(pair, tables["municipalities"], country)
    return figures
