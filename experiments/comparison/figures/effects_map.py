"""Who feels it: a cartogram of effects on tempo, and for those not treated of what came over ties and by the nation."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import EllipseCollection
from matplotlib.colors import LinearSegmentedColormap, Normalize, to_rgba

from experiments.comparison.figures import APART, APART_AT, COLOURS, Pair
from experiments.comparison.municipalities import BY_NATION, CHANNELS, FELT, IN_ALL, OVER_TIES
from experiments.comparison.paired import FEW, HIGHER, LOWER, UNCHANGED
from experiments.comparison.wording import VERDICTS, capital
from experiments.figures import maps, style
from experiments.naming import called
from model.language import say, unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame, Series

SMALL, TINY = 0.6, 0.25
"""Of its own diameter a circle has so much where its effect is not told apart; of the mean, where nothing changes."""
PALE = 0.45
"""How much of its colour a circle keeps where its effect is not told apart."""
SHADES = LinearSegmentedColormap.from_list("effects", [COLOURS[LOWER], "#F4F2EC", COLOURS[HIGHER]])


@dataclass(frozen=True)
class Panel:
    """One map: what it shows of which outcome, its rows by code, and the effect at which colours are strongest."""

    title: str
    outcome: str
    rows: "DataFrame"
    reach: float

    @property
    def told(self) -> str:
        """In how many municipalities the effect is told apart."""
        counts = {verdict: int((self.rows["verdict"] == verdict).sum()) for verdict in (HIGHER, LOWER, FEW)}
        if not any(counts.values()):
            return say(f"told apart in none of {len(self.rows)}", f"bij geen van de {len(self.rows)} te onderscheiden")
        told = [f"{VERDICTS[verdict]} in {count}" for verdict, count in counts.items() if count or verdict != FEW]
        return f"{', '.join(told)} {say('of', 'van')} {len(self.rows)}"


@style.styled
def draw(pair: Pair, table: "DataFrame", country: maps.Country) -> style.Page:
    """Cartograms: where somebody is not treated, of tempo in all, over ties and by way of the nation; else of tempo and
    goals.
    """
    panels = panels_of(table)
    codes = country.table["code"]
    chosen, others = (set(table.loc[table["treated"] == treated, "code"]) for treated in (True, False))
    rimmed = chosen if others and not chosen & others else set()
    rims = say(" Dark rim: treated.", " Donkere rand: met ingreep.") if rimmed else ""
    figure = style.page(
        4.2 * len(panels) + 0.4, 7.25,
        pair.finding(headline(panels[0].rows["verdict"])),
        pair.subtitle,
        pair.source(
            say(
                f"Mean paired difference. Full circle with + or −: {APART_AT} over the map; smaller and paler: not "
                f"told apart; grey dot: exactly unchanged.{rims}\nFull circles in proportion to inhabitants, near "
                "their true place. Scales of colours differ between maps.",
                f"Gemiddeld gepaard verschil. Volle cirkel met + of −: {APART_AT} over de kaart; kleiner en bleker: "
                f"niet te onderscheiden; grijze stip: precies gelijk.{rims}\nVolle cirkels naar inwonertal, dicht bij "
                "hun werkelijke plaats. Kleurschalen verschillen tussen kaarten.",
            )
        ),
        left=0.2, right=0.2, top=1.2, bottom=1.35,
    )  # fmt: skip
    for axes, panel in zip(figure.subplots(1, len(panels), gridspec_kw={"wspace": 0.04}), panels, strict=True):
        axes.set_title(f"{panel.title}\n{panel.told}", loc="center", size=9.0, linespacing=1.4)
        maps.draw_ground(axes, country)
        scale = Normalize(-panel.reach, panel.reach)
        draw_effects(axes, country, panel.rows.reindex(codes), scale, rimmed)
        if len(panel.rows) == len(codes):
            maps.name_largest(axes, country)
        add_bar(axes, scale, unit(FELT[panel.outcome].unit))
    shown = table[table["outcome"].isin([panel.outcome for panel in panels])].drop(columns="scenario")
    circles = maps.circles(country)
    figure.data = shown.merge(circles[["code", "x", "y", "radius"]], on="code", how="left")
    return figure


def headline(verdicts: "Series") -> str:
    """In how many municipalities tempo is higher, and in how many lower, each told apart by itself."""
    of = len(verdicts)
    told = [(str(VERDICTS[way]), int((verdicts == way).sum())) for way in (HIGHER, LOWER)]
    parts = [f"{words} in {count}" for words, count in told if count]
    if (verdicts == UNCHANGED).all():
        return say(
            f"In all {of} municipalities tempo is exactly the same",
            f"In alle {of} gemeenten is het tempo precies gelijk",
        )
    if not parts and of == 1:
        return say(
            "The change in tempo of the one municipality cannot be told from chance",
            "De verandering in tempo van de ene gemeente is niet van toeval te onderscheiden",
        )
    if not parts:
        return say(
            f"In none of {of} municipalities by itself can the change in tempo be told from chance",
            f"In geen van de {of} gemeenten afzonderlijk is de verandering in tempo van toeval te onderscheiden",
        )
    return say(
        f"Tempo is {' and '.join(parts)} of {of} municipalities, each by itself",
        f"Het tempo is {' en '.join(parts)} van de {of} gemeenten, elk afzonderlijk",
    )


def panels_of(table: "DataFrame") -> list[Panel]:
    """The maps, from left to right."""
    # Where chance chooses by seed who is treated, a municipality has a row for either.
    chance = bool(table.duplicated(["code", "outcome", "channel"]).any())
    whole = table[table["treated"]] if chance else table

    def rows_of(among: "DataFrame", outcome: str, channel: str) -> "DataFrame":
        return among[(among["outcome"] == outcome) & (among["channel"] == channel)].set_index("code")

    outcomes = ("tempo", "goals") if table["treated"].all() else ("tempo",)
    when = say(", when treated", ", met ingreep") if chance else ""
    panels = []
    for name in outcomes:
        rows = rows_of(whole, name, IN_ALL)
        words = f"{say('Effect on', 'Effect op')} {called(FELT[name])}{when}"
        panels.append(Panel(words, name, rows, strongest(rows)))
    if len(outcomes) == 1:
        channels = {channel: rows_of(table, "tempo", channel) for channel in (OVER_TIES, BY_NATION)}
        reach = max(map(strongest, channels.values()))
        apart = say("when not treated", "zonder ingreep")
        panels += [
            Panel(f"{capital(str(CHANNELS[channel]))}, {apart}", "tempo", rows, reach)
            for channel, rows in channels.items()
        ]
    return panels


def strongest(rows: "DataFrame") -> float:
    """The effect at which colours are strongest: the largest but for few, which then share them."""
    return max(1e-6, float(rows["effect"].abs().quantile(maps.SCALED)))


def draw_effects(axes: "Axes", country: maps.Country, rows: "DataFrame", scale: Normalize, rimmed: "set[str]") -> None:
    """Circles of the municipalities that have a row; `rows` are in the order of the country."""
    there = rows["effect"].notna().to_numpy()
    verdict = rows["verdict"].to_numpy(dtype=object)
    unchanged = verdict == UNCHANGED
    part = np.where(np.isin(verdict, [HIGHER, LOWER]), 1.0, SMALL)
    radius = np.where(unchanged, TINY * country.radius.mean(), part * country.radius)
    colours = SHADES(scale(rows["effect"].fillna(0.0).to_numpy()))
    colours[part < 1, 3] = PALE
    colours[unchanged] = to_rgba(APART)
    rim = rows.index.isin(rimmed)
    diameter = 2 * radius[there]
    axes.add_collection(
        EllipseCollection(
            diameter, diameter, np.zeros_like(diameter), units="xy", offsets=country.centres[there],
            offset_transform=axes.transData, facecolors=colours[there],
            edgecolors=[style.INK if each else "white" for each in rim[there]],
            linewidths=np.where(rim[there], 0.9, 0.35), zorder=2,
        )
    )  # fmt: skip
    # Signs tell higher from lower in print without colour.
    for sign, marker in ((HIGHER, "+"), (LOWER, "_")):
        x, y = country.centres[verdict == sign].T
        axes.plot(x, y, marker, color="white", markersize=4, markeredgewidth=1.2, linestyle="", zorder=3)


def add_bar(axes: "Axes", scale: Normalize, unit: str) -> None:
    """The scale of effects."""
    bar = maps.colour_bar(axes, scale, SHADES, unit, extend="both")
    # The ends and the middle: more numbers would touch each other.
    largest = float(scale.vmax or 1.0)
    size = 10.0 ** np.floor(np.log10(largest))
    reach = float(np.floor(largest / size)) * size
    bar.set_ticks([-reach, 0.0, reach], labels=[f"−{reach:g}", "0", f"+{reach:g}"])
