"""Every figure draws, for ten municipalities and for one replicate too, and shows the right numbers."""

from itertools import pairwise

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.collections import EllipseCollection, LineCollection, PolyCollection
from scipy.spatial.distance import pdist, squareform

from experiments.figures import (
    boundaries,
    cartogram,
    draw_all,
    maps,
    measures,
    network,
    outcomes,
    style,
    tempo_and_types,
)
from experiments.figures.types_by_size import draw_bars
from experiments.summary import TYPES, type_shares
from model.population import Population

NAMES = {
    "tempo_and_types.png", "types_by_size.png", "measures.png", "outcomes.png", "cartogram.png", "network.png"
}  # fmt: skip


@pytest.mark.parametrize("replicates", [1, 3, 21])
def test_all_figures_draw_for_ten_municipalities(made_up, tmp_path, replicates):
    figures = draw_all(made_up(replicates=replicates, months=12))
    assert set(figures) == NAMES
    for name, figure in figures.items():
        saving.save(figure, tmp_path / name)
        assert (tmp_path / name).stat().st_size > 10_000


def test_a_country_too_large_to_see_has_no_maps(made_up, monkeypatch):
    monkeypatch.setattr("experiments.figures.MOST_ON_A_MAP", 9)
    assert set(draw_all(made_up(months=12))) == NAMES - {"cartogram.png", "network.png"}


def test_lines_are_means_and_bands_reach_from_lowest_to_highest(made_up):
    results = made_up(replicates=3, months=40)
    axes = tempo_and_types.draw(results).axes[0]
    line, band = axes.lines[0], axes.collections[0]
    assert line.get_ydata()[-1] == pytest.approx(0.2)
    heights = band.get_paths()[0].vertices[:, 1]
    assert (heights.min(), heights.max()) == pytest.approx((1 / 400, 0.3))


def test_one_replicate_has_no_band(made_up):
    axes = tempo_and_types.draw(made_up(replicates=1)).axes[0]
    assert len(axes.collections) == 0


def test_the_law_stands_at_its_date_and_moves_when_postponed(made_up):
    postponed = [{"kind": "postpone", "from": "2013-06", "months": 6}]
    for changes, date in (({}, 2015.0), ({"interventions": postponed}, 2015.5)):
        axes = tempo_and_types.draw(made_up(**changes)).axes[0]
        marks = [line.get_xdata()[0] for line in axes.lines if len(set(line.get_xdata())) == 1]
        assert marks == [date]


def test_every_measure_and_every_outcome_has_its_panel(made_up):
    results = made_up()
    assert len(measures.draw(results).axes) == 16
    assert len(outcomes.draw(results).axes) == 9


def test_bars_are_as_long_as_the_shares(made_up):
    from matplotlib.figure import Figure

    axes = Figure().subplots()
    shares = type_shares(made_up(), "type_end")
    draw_bars(axes, shares)
    widths = numpy.array([bar.get_width() for bar in axes.patches]).reshape(shares.shape)
    assert widths == pytest.approx(shares.to_numpy())


def test_the_most_frequent_type_and_of_equals_the_more_cautious(made_up):
    results = made_up(replicates=2)
    first = results.municipalities["code"].iloc[0]
    chosen = results.municipalities["code"] == first
    results.municipalities.loc[chosen, "type_end"] = ["changer", "cautious"]
    assert maps.most_frequent_type(results)[first] == "cautious"
    results.municipalities.loc[chosen, "type_end"] = ["changer", "changer"]
    assert maps.most_frequent_type(results)[first] == "changer"


def test_circles_have_the_colours_of_their_types(made_up):
    results = made_up()
    place = maps.country(results)
    axes = maps.draw(results, place).axes[0]
    circles = next(item for item in axes.collections if isinstance(item, EllipseCollection))
    kinds = maps.most_frequent_type(results).loc[place.table["code"]]
    from matplotlib.colors import to_rgba_array

    assert circles.get_facecolors() == pytest.approx(to_rgba_array([style.TYPE_COLOURS[kind] for kind in kinds]))


def test_the_legend_tells_what_the_most_frequent_type_hides(made_up):
    """Each of ten is a changer in one of two replicates: none is drawn as one, while a run has five."""
    results = made_up(replicates=2)
    table = results.municipalities
    table["type_end"] = ["changer" if number % 2 else "cautious" for number in range(10)] + [
        "cautious" if number % 2 else "changer" for number in range(10)
    ]
    legend = maps.draw(results).axes[0].get_legend()
    texts = [text.get_text() for text in legend.get_texts()]
    assert texts == ["changer: 0 (5)", "cautious changer: 0 (0)", "cautious: 10 (5)"]


def test_every_tie_is_drawn(made_up):
    results = made_up()
    drawn = [
        sum(len(item.get_segments()) for item in axes.collections if isinstance(item, LineCollection))
        for axes in network.draw(results).axes
    ]
    assert drawn == [results.network.graph(layer).number_of_edges() for layer in network.LAYERS]


def test_the_plain_map_has_every_ring_and_tells_who_is_missing(made_up):
    results = made_up()
    codes = results.municipalities["code"].unique()
    square = numpy.array([[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.1]])
    figure = boundaries.draw(results, {codes[0]: [square, square + 0.2], "GM9999": [square + 0.5]})
    rings = next(item for item in figure.axes[0].collections if isinstance(item, PolyCollection))
    assert len(rings.get_paths()) == 3
    assert any(f"{len(codes) - 1} municipalities of the run are not in it" in text.get_text() for text in figure.texts)


def test_a_missing_outcome_is_named(made_up):
    results = made_up()
    with pytest.raises(KeyError, match="share_of_nothing"):
        style.over_months(results.series, "share_of_nothing")


def test_drawing_leaves_the_global_style_alone(made_up):
    import matplotlib

    before = dict(matplotlib.rcParams)
    tempo_and_types.draw(made_up())
    assert dict(matplotlib.rcParams) == before


def overlap(centres: numpy.ndarray, radius: numpy.ndarray) -> float:
    """The largest overlap of two circles."""
    room = squareform(pdist(centres)) - radius[:, None] - radius[None, :]
    numpy.fill_diagonal(room, numpy.inf)
    return float(-room.min())


def test_the_netherlands_as_a_cartogram():
    table = Population.netherlands().table
    places = cartogram.projected(table["longitude"], table["latitude"])
    radius = cartogram.radii(places, table["population"])
    centres = cartogram.layout(places, radius)
    assert overlap(centres, radius) <= 0
    moved = numpy.hypot(*(centres - places).T)
    assert moved.mean() < 12
    assert moved.max() < 45
    assert numpy.array_equal(centres, cartogram.layout(places, radius))


def test_areas_are_in_proportion_to_population():
    places = numpy.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]])
    radius = cartogram.radii(places, [100, 400, 900])
    assert radius[1] / radius[0] == pytest.approx(2)
    assert radius[2] / radius[0] == pytest.approx(3)
    assert numpy.pi * (radius**2).sum() == pytest.approx(cartogram.FILLED * 50)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 50)), min_size=1, max_size=40))
def test_circles_never_overlap_wherever_they_start(circles):
    """Even at one and the same place, which two municipalities of a user's table may share."""
    x, y, population = numpy.array(circles, dtype=float).T
    places = numpy.column_stack([x, y])
    radius = cartogram.radii(places, population)
    assert overlap(cartogram.layout(places, radius), radius) <= cartogram.TOLERANCE * radius.mean()


def test_places_that_are_not_numbers_are_refused():
    with pytest.raises(ValueError, match="finite"):
        cartogram.layout(numpy.array([[0.0, numpy.nan]]), numpy.array([1.0]))


@given(st.lists(st.floats(0, 100), max_size=6), st.floats(0.1, 20))
def test_labels_are_kept_apart_and_in_order(heights, gap):
    moved = style.spread_apart(heights, gap)
    order = sorted(range(len(heights)), key=lambda position: heights[position])
    for lower, upper in pairwise(order):
        assert moved[upper] - moved[lower] >= gap - 1e-9


def test_colours_cover_the_types():
    assert list(style.TYPE_COLOURS) == list(TYPES)
