"""Every figure draws, for ten municipalities and for one replicate too, and shows the right numbers."""

import re
from itertools import pairwise
from pathlib import Path

import numpy
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.collections import EllipseCollection, LineCollection, PolyCollection
from matplotlib.legend import Legend
from scipy.spatial.distance import pdist, squareform

from experiments.figures import (
    boundaries,
    cartogram,
    draw_all,
    maps,
    measures,
    network,
    outcomes,
    pages,
    saving,
    style,
    tempo_and_types,
    types_by_size,
)
from experiments.figures.types_by_size import draw_bars
from experiments.summary import TYPES, type_shares
from model.language import speaking
from model.population import Population

NAMES = {"tempo_and_types", "types_by_size", "measures", "outcomes", "cartogram", "network"}


@pytest.mark.parametrize("replicates", [1, 3, 21])
def test_all_figures_draw_for_ten_municipalities(made_up, tmp_path, replicates):
    figures = draw_all(made_up(replicates=replicates, months=12))
    assert set(figures) == NAMES
    saving.save_all(figures, tmp_path)
    for name in NAMES:
        for folder in (tmp_path, tmp_path / "nl"):
            assert (folder / f"{name}.png").stat().st_size > 10_000
            assert (folder / f"{name}.svg").read_text().startswith("<?xml")
        assert len((tmp_path / f"{name}.csv").read_text().splitlines()) > 3


def test_what_stands_beside_a_figure_is_what_is_drawn(made_up):
    results = made_up(replicates=3, months=40)
    figure = tempo_and_types.draw(results)
    drawn = figure.data[figure.data["outcome"] == "ingezet"]
    assert drawn["mean"].to_numpy() == pytest.approx(figure.axes[0].lines[0].get_ydata())
    shares = types_by_size.draw(results).data
    bars = shares[(shares["moment"] == "type_end") & (shares["size_class"] == "all")]
    assert bars["share"].sum() == pytest.approx(1.0)
    place = maps.country(results)
    circles = maps.draw(results, place).data.set_index("code")
    assert circles["radius"].to_numpy() == pytest.approx(place.radius)
    ties = network.draw(results, place).data
    for layer in network.LAYERS:
        assert ties[f"ties_{layer}"].sum() == 2 * results.network.graph(layer).number_of_edges()


def test_every_figure_of_a_run_says_a_finding_its_sample_and_its_source_in_both_languages(made_up):
    for name, figure in draw_all(made_up(replicates=3, months=40)).items():
        assert re.search(r"\d", figure.title), name
        assert figure.footnote.splitlines()[-1].startswith("Simulated, not observed. Scenario"), name
        assert "10 municipalities, 3 replicates (seeds 1 to 3)" in figure.footnote, name
        assert figure.dutch.footnote.splitlines()[-1].startswith("Gesimuleerd, niet waargenomen. Scenario"), name
        assert figure.dutch.title != figure.title and figure.dutch.subtitle != figure.subtitle, name


def test_a_dutch_figure_has_commas_before_decimals(made_up):
    figure = outcomes.draw(made_up(replicates=3, months=40))
    figure.dutch.draw_without_rendering()
    labels = [tick.get_text() for axes in figure.dutch.axes for tick in axes.get_yticklabels()]
    assert any("," in label for label in labels) and not any("." in label for label in labels)


def test_a_dutch_figure_has_points_between_thousands_where_axes_are_shared(made_up):
    figure = types_by_size.draw(made_up(country=Population.netherlands()))
    labels = [tick.get_text() for tick in figure.dutch.axes[0].get_yticklabels()]
    assert any("30.000" in label for label in labels) and not any("30,000" in label for label in labels)
    assert any("30,000" in tick.get_text() for tick in figure.axes[0].get_yticklabels())


def test_a_size_class_has_the_most_changers_only_where_every_replicate_says_so(made_up):
    results = made_up(replicates=2, country=Population.netherlands())
    table = results.municipalities
    table["type_end"] = "cautious"
    table.loc[table["size_class"] == "large", "type_end"] = "changer"
    assert types_by_size.headline(results).startswith("The share of changers is highest among the large")
    with speaking("nl"):
        assert types_by_size.headline(results).startswith("Het aandeel veranderaars is het hoogst in de klasse groot")
    swapped = (table["replicate"] == 2) & (table["size_class"] != "middle")
    table.loc[swapped, "type_end"] = table.loc[swapped, "type_end"].map({"changer": "cautious", "cautious": "changer"})
    assert types_by_size.headline(results).startswith("No size class has the largest share of changers in every")


def test_every_part_of_a_bar_that_is_not_nought_has_its_number(made_up):
    from matplotlib.figure import Figure

    axes = Figure().subplots()
    draw_bars(
        axes, pandas.DataFrame({"changer": [0.03], "cautious_changer": [0.02], "cautious": [0.95]}, index=["all"])
    )
    assert [text.get_text() for text in axes.texts] == ["3", "2", "95"]
    first, second, _ = (text.get_position()[1] for text in axes.texts)
    assert first != second


def test_a_long_heading_is_set_smaller_and_a_long_footnote_folded():
    short = pages.page(6, 4, "Short", "Below", "Note")
    long = pages.page(6, 4, "A title that is much too long for a page of six inches " * 2, "Below", "word " * 60)
    assert long.texts[0].get_size() < short.texts[0].get_size() == pages.HEADING
    assert len(long.texts[2].get_text().splitlines()) > 1 and long.get_figheight() > short.get_figheight()
    assert all(pages.inches(line, pages.NOTE) <= 5.4 for line in long.texts[2].get_text().splitlines())


def test_types_are_told_apart_in_print_without_colour():
    light = sorted(style.luminance(colour) for colour in style.TYPE_COLOURS.values())
    # A contrast of 1.5 between neighbours, as WCAG reckons it.
    assert all((above + 0.05) / (below + 0.05) > 1.5 for below, above in pairwise(light))


def test_the_same_figure_gives_the_same_bytes_and_carries_its_words(made_up, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        saving.save_all({"outcomes": outcomes.draw(made_up())}, tmp_path / folder)
    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("one", "two")
    )
    assert one == two and len(one) == 5
    text = one[Path("nl/outcomes.svg")].decode()
    assert "<title>" in text and "Gesimuleerd, niet waargenomen" in text


def test_a_country_too_large_to_see_has_no_maps(made_up, monkeypatch):
    monkeypatch.setattr("experiments.figures.MOST_ON_A_MAP", 9)
    assert set(draw_all(made_up(months=12))) == NAMES - {"cartogram", "network"}


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


def test_the_most_frequent_type_and_of_equals_that_of_the_first_replicate(made_up):
    results = made_up(replicates=2)
    first = results.municipalities["code"].iloc[0]
    chosen = results.municipalities["code"] == first
    for kinds, drawn in (
        (["changer", "cautious"], "changer"),
        (["cautious", "changer"], "cautious"),
        (["changer", "changer"], "changer"),
    ):
        results.municipalities.loc[chosen, "type_end"] = kinds
        assert maps.most_frequent_type(results)[first] == drawn
    several = made_up(replicates=5)
    chosen = several.municipalities["code"] == first
    several.municipalities.loc[chosen, "type_end"] = [
        "cautious",
        "changer",
        "cautious_changer",
        "changer",
        "cautious_changer",
    ]
    assert maps.most_frequent_type(several)[first] == "changer"


def test_of_two_replicates_the_first_is_drawn(made_up):
    results = made_up(replicates=2)
    one = results.municipalities[results.municipalities["replicate"] == results.municipalities["replicate"].min()]
    assert maps.most_frequent_type(results).to_dict() == one.set_index("code")["type_end"].to_dict()


def test_circles_have_the_colours_of_their_types(made_up):
    results = made_up()
    place = maps.country(results)
    axes = maps.draw(results, place).axes[0]
    circles = next(item for item in axes.collections if isinstance(item, EllipseCollection))
    kinds = maps.most_frequent_type(results).loc[place.table["code"]]
    from matplotlib.colors import to_rgba_array

    assert circles.get_facecolors() == pytest.approx(to_rgba_array([style.TYPE_COLOURS[kind] for kind in kinds]))


def test_the_legend_tells_what_the_most_frequent_type_hides(made_up):
    """Each of ten is a changer in two of five replicates: none is drawn as one, while a run has four."""
    results = made_up(replicates=5)
    table = results.municipalities
    table["type_end"] = [
        "changer" if (number + replicate) % 5 < 2 else "cautious" for replicate in range(5) for number in range(10)
    ]
    legend = maps.draw(results).axes[0].get_legend()
    texts = [text.get_text() for text in legend.get_texts()]
    assert texts == ["changer: 0 (4)", "cautious changer: 0 (0)", "cautious: 10 (6)"]


def test_neither_legend_nor_scale_covers_a_map_or_a_text(made_up):
    results = made_up(replicates=2)
    for figure in (maps.draw(results), network.draw(results), maps.draw(results).dutch, network.draw(results).dutch):
        figure.draw_without_rendering()
        shown = [axes.get_window_extent() for axes in figure.axes] + [text.get_window_extent() for text in figure.texts]
        legends = [legend for holder in (figure, *figure.axes) for legend in holder.findobj(Legend)]
        bars = [inset for axes in figure.axes for inset in axes.child_axes]
        assert legends
        for beside in {*legends, *bars}:
            box = beside.get_tightbbox()
            assert not any(box.overlaps(each) for each in shown)


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
