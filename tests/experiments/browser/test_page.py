"""The page in a real browser: a small country, few runs; what it shows is compared with the runs themselves."""

import struct
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from experiments.page.making import Lesson, positions, write
from experiments.widget.country import packed_country
from experiments.widget.fields import FEW
from experiments.widget.packing import unpack
from experiments.widget.picture import small, taken
from experiments.widget.telling import KINDS, SLACK
from experiments.widget.watching import SHOWN, watch
from model import Scenario
from tests.experiments.browser import using

SYNTHETIC = {"kind": "synthetic", "number": 40, "seed": 1}
LAST = 95


def base() -> Scenario:
    return Scenario.load("baseline").with_(population=SYNTHETIC)


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("page") / "lesson.html"
    write(Lesson((1, 2), base=base(), presets=("no-cut", "best-practice-rolled-out")), out)
    return out


@pytest.fixture
def opened(page: Any, lesson: Path) -> Any:
    page.goto(lesson.as_uri())
    page.locator(".decdyn .charts").wait_for()
    return page


def test_it_shows_the_numbers_of_the_runs(opened: Any) -> None:
    using.seek(opened, LAST)
    for side, scenario in enumerate((base(), Scenario.load("no-cut").with_(population=SYNTHETIC))):
        mean = watch(scenario, (1, 2), ("type",), ("embedded",)).series[:, 0, LAST].mean()
        shown = using.value(opened, "embedded", side)
        assert abs(float(shown.split()[1]) - mean) <= 0.011 * max(1.0, mean)


def test_the_picture_shows_what_stands_above_the_tasks(opened: Any) -> None:
    picture = taken(opened)
    width, height = struct.unpack(">II", picture[16:24])
    assert width == opened.viewport_size["width"]
    assert opened.locator(".decdyn .charts").bounding_box()["y"] < height < opened.locator(".tasks").bounding_box()["y"]
    assert len(small(picture)) < len(picture)


def test_the_difference_is_that_between_the_two_lines(opened: Any) -> None:
    using.seek(opened, LAST)
    a, b = (float(using.value(opened, "embedded", side).split()[1]) for side in (0, 1))
    difference = float(using.value(opened, "embedded", 2).split()[1].replace("−", "-"))
    # From ten on, numbers are shown with one decimal.
    assert abs(difference - (b - a)) <= (0.11 if max(a, b) >= 10 else 0.02)


def test_a_difference_between_shares_is_told_in_points(opened: Any) -> None:
    using.seek(opened, LAST)
    a, b, difference = (using.value(opened, "share_changer", side) for side in range(3))
    assert a.endswith("%") and b.endswith("%")
    assert difference.endswith(" pp") and "%" not in difference


def test_bounds_that_would_look_equal_or_zero_get_a_digit_more(opened: Any) -> None:
    script = "\n".join(opened.locator("script[type=module]").all_inner_texts())
    words = script[script.index("function speaker") : script.index("function element")]
    cases = [
        ([-0.004, -0.0042, -0.0038], "0-1"),
        ([0.1, 0.002, 0.2], "0-1"),
        ([0.1, 0.05, 0.2], "0-1"),
        ([0.0, 0.0, 0.0], "0-1"),
        ([0.0001, -0.0001, 0.0002], "0-1"),
        ([0.004, 0.002, 0.006], "share"),
    ]
    said = opened.evaluate(
        """([words, cases]) => {
            const own = words.slice(0, words.lastIndexOf('/**'));
            const say = new Function(`${own}; return speaker({words: {}}, 'en', 1)`)();
            return cases.map(([values, unit]) => say.differences(values, unit));
        }""",
        [words, cases],
    )
    assert said == [
        ["−0.004", "−0.004", "−0.004"],
        ["+0.100", "+0.002", "+0.200"],
        ["+0.10", "+0.05", "+0.20"],
        ["0.00", "0.00", "0.00"],
        ["0.00", "0.00", "0.00"],
        ["+0.4", "+0.2", "+0.6"],
    ]


def test_axes_have_round_values(opened: Any) -> None:
    script = "\n".join(opened.locator("script[type=module]").all_inner_texts())
    rounded = script[script.index("function roundValues") : script.index("function chart(")]
    words = script[script.index("function speaker") : script.index("function element")]
    ranges = [([0.2, 0.312], "0-1"), ([0, 13.83], "measures"), ([-0.203, 0.011], "share"), ([0, 0.048], "0-1")]
    said = opened.evaluate(
        """([rounded, words, ranges]) => {
            const whole = (text) => text.slice(0, text.lastIndexOf('/**'));
            const made = "return [roundValues, speaker({words: {}}, 'en', 1)]";
            const [values, say] = new Function(`${whole(rounded)}; ${whole(words)}; ${made}`)();
            return ranges.map(([range, unit]) => {
                const found = values(...range);
                return found.values.map((value) => say.tick(value, unit, found.step));
            });
        }""",
        [rounded, words, ranges],
    )
    assert said == [
        ["0.20", "0.22", "0.24", "0.26", "0.28", "0.30"],
        ["0", "5", "10"],
        ["−20%", "−15%", "−10%", "−5%", "0%"],
        ["0.00", "0.01", "0.02", "0.03", "0.04"],
    ]
    assert "0-1" in opened.locator('[data-outcome="prevention"] figcaption').inner_text()


def test_it_plays_and_stops(opened: Any) -> None:
    using.play_a_while(opened, opened)


def test_a_slider_brings_the_run_at_its_position(opened: Any) -> None:
    using.seek(opened, LAST)
    slider = opened.locator('.card.a [data-driver="conviction_mean"]')
    low = positions("conviction_mean")[0]
    before = using.value(opened, "embedded", 0)
    slider.fill("0")
    using.changes(opened, lambda: using.value(opened, "embedded", 0), before)
    run = watch(base().with_(parameters={"conviction_mean": low}), (1, 2), ("type",), ("embedded",))
    mean = run.series[:, 0, LAST].mean()
    assert abs(float(using.value(opened, "embedded", 0).split()[1]) - mean) <= 0.011 * max(1.0, mean)
    assert opened.locator(".differs-in li").count() > 0


def test_a_side_whose_slider_was_moved_says_so_wherever_it_is_named(opened: Any) -> None:
    using.choose_largest(opened)
    chosen, told = opened.locator(".card.a select option:checked"), opened.locator(".telling.a .heading-2")
    names = [each.inner_text() for each in (chosen, told)]
    assert not any("changed" in name for name in names)
    opened.locator('.card.a [data-driver="conviction_mean"]').fill("0")
    using.changes(opened, told.inner_text, names[1])
    assert [each.inner_text() for each in (chosen, told)] == [f"{name}, changed" for name in names]
    assert "changed" not in opened.locator(".card.b select").inner_text()
    opened.locator(".card.a").get_by_role("button", name="As in the scenario").click()
    using.changes(opened, told.inner_text, f"{names[1]}, changed")
    assert [each.inner_text() for each in (chosen, told)] == names


def test_the_same_on_both_sides_differs_in_nothing(opened: Any) -> None:
    before = opened.locator(".differs-in").inner_text()
    opened.locator(".card.b select").select_option("baseline")
    using.changes(opened, opened.locator(".differs-in").inner_text, before)
    assert "the same" in opened.locator(".differs-in").inner_text()
    using.seek(opened, LAST)
    assert using.value(opened, "embedded", 2) == "Δ 0.00 [0.00, 0.00]"


def test_presets_have_no_sliders(opened: Any) -> None:
    assert opened.locator('.card.b [data-driver="conviction_mean"]').is_disabled()
    assert opened.locator('.card.a [data-driver="conviction_mean"]').is_enabled()
    told = [opened.locator(f".card.{side} .fixed").inner_text() for side in ("a", "b")]
    assert told == ["", "Sliders move with “The course of events as assumed” only."]


def test_it_speaks_dutch_too(opened: Any) -> None:
    opened.get_by_role("button", name="Nederlands").click()
    opened.get_by_role("button", name="Afspelen").wait_for()
    assert "Maatregelen ingebed" in opened.locator('[data-outcome="embedded"] figcaption').inner_text()
    assert opened.locator("html").get_attribute("lang") == "nl"
    assert opened.locator(".tasks li").first.inner_text().startswith("Speel")
    assert opened.evaluate("document.activeElement.dataset.language") == "nl"


def test_a_click_on_a_circle_tells_its_story(opened: Any) -> None:
    circles = opened.locator(".card.b canvas.circles")
    box = circles.bounding_box()
    story = opened.locator(".story")
    for part in (0.5, 0.45, 0.55, 0.4, 0.6):
        circles.click(position={"x": box["width"] * part, "y": box["height"] * 0.5})
        if story.is_visible():
            break
    assert story.is_visible()
    assert story.locator(".years li").count() > 0
    name = story.locator(".heading-1").inner_text()
    assert opened.locator('input[type="search"]').input_value() == name
    story.get_by_role("button", name="Close").click()
    assert not story.is_visible()


def test_a_story_tells_turning_points_first_and_marks_only_what_the_other_has_not_about_then(opened: Any) -> None:
    using.choose_largest(opened)
    _, found = unpack(packed_country(base(), FEW, SHOWN))
    place = int(found["population"].argmax())
    own, other = (
        [event for event in watch(scenario, (1, 2), FEW, SHOWN).events if event["place"] == place]
        for scenario in (base(), Scenario.load("no-cut").with_(population=SYNTHETIC))
    )
    turning = [event for event in own if KINDS[event["kind"]].turning]
    story, everything = opened.locator(".telling.a > .years li"), opened.locator(".telling.a details .years li")
    assert 0 < story.count() == len(turning) < everything.count() == len(own)
    assert not everything.first.is_visible()
    opened.locator(".telling.a summary").click()
    assert everything.first.is_visible()

    def alone(event: Any) -> bool:
        like = [each for each in other if (each["kind"], each["about"]) == (event["kind"], event["about"])]
        return all(abs(int(each["month"]) - int(event["month"])) > SLACK for each in like)

    marked = [KINDS[event["kind"]].compared and alone(event) for event in own]
    assert [each.get_attribute("class").startswith("differs") for each in everything.all()] == marked
    assert any(marked) and not all(marked)


def test_what_is_to_be_pressed_looks_like_a_button(opened: Any) -> None:
    using.choose_largest(opened)
    opened.locator('.card.a [data-driver="conviction_mean"]').fill("0")
    edge = "(one) => getComputedStyle(one).borderTopColor"
    for name in ("As in the scenario", "Close"):
        assert opened.get_by_role("button", name=name).evaluate(edge) == "rgb(180, 185, 189)"


def test_keys_go_from_circle_to_circle(opened: Any) -> None:
    told, found = unpack(packed_country(base(), FEW, SHOWN))
    east = dict(zip(told["names"], found["x"].tolist(), strict=True))
    using.choose_largest(opened)
    name = opened.locator(".story .heading-1").inner_text
    first = name()
    assert first == told["names"][int(found["population"].argmax())]
    assert opened.locator("[aria-live]").inner_text().startswith(f"{first}, A ")
    opened.keyboard.press("ArrowRight")
    right = name()
    opened.keyboard.press("ArrowLeft")
    assert east[first] < east[right]
    assert east[name()] < east[right]
    opened.keyboard.press("Escape")
    assert not opened.locator(".story").is_visible()


def test_all_that_can_be_used_has_a_name_and_can_be_reached_by_key(opened: Any) -> None:
    nameless = opened.evaluate(
        """() => [...document.querySelectorAll('.decdyn button, .decdyn select, .decdyn input, .decdyn [tabindex]')]
            .filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.length))
            .map((one) => one.outerHTML)"""
    )
    assert nameless == []
    assert opened.evaluate("[...document.querySelectorAll('.decdyn [tabindex=\"-1\"]')].length") == 0


def test_every_colouring_and_layer_can_be_shown_and_looks_different(opened: Any) -> None:
    using.seek(opened, 60)
    for name, number in (("Colour", len(FEW) + 1), ("Ties", 5)):
        select = opened.get_by_label(name, exact=True)
        options = [option.get_attribute("value") for option in select.locator("option").all()]
        assert len(options) == number
        pictures = set()
        for option in options:
            select.select_option(option)
            pictures.add(opened.locator(".card.b .map").screenshot())
        assert len(pictures) == number
        select.select_option(options[0])


def test_the_map_of_differences_says_what_of_and_only_b_is_treated(opened: Any) -> None:
    colour, apart = opened.get_by_label("Colour", exact=True), opened.locator(".card.apart")
    assert "Type: B minus A" in apart.inner_text()
    assert "nearer to changer in B" in apart.inner_text()
    for chosen, named in (
        ("embedded", "Measures embedded"),
        ("tempo", "(measures per year)"),
        ("treated", "Measures embedded"),
    ):
        colour.select_option(chosen)
        assert named in apart.inner_text()
        assert "higher in B" in apart.inner_text()
    assert "told to do otherwise" in opened.locator(".card.b .legend").inner_text()
    assert opened.locator(".card.a .legend").inner_text() == "what B is compared with"


def test_headings_go_down_by_one_from_the_title(opened: Any) -> None:
    using.choose_largest(opened)
    headings = opened.locator("h1, h2, h3, h4, h5, h6").all()
    levels = [int(each.evaluate("(one) => one.tagName[1]")) for each in headings]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("language", ["English", "Nederlands"])
def test_a_slider_says_once_what_it_moves(opened: Any, language: str) -> None:
    opened.get_by_role("button", name=language).click()
    for row in opened.locator(".driver").all():
        words = [line.strip().lower() for line in row.locator("span").first.inner_text().splitlines() if line.strip()]
        assert words and len(set(words)) == len(words)
        # It moves conviction at the top; urgency is an outcome with a chart of its own.
        assert words[0] not in ("urgency", "urgentie")


@pytest.mark.parametrize("width", [390, 800, 1400])
def test_nothing_hangs_over_the_edge(opened: Any, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    for language in ("English", "Nederlands"):
        opened.get_by_role("button", name=language).click()
        using.choose_largest(opened)
        assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_telephone_what_is_long_is_folded(page: Any, lesson: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(lesson.as_uri())
    page.locator(".decdyn .charts").first.wait_for()
    slider, last = page.locator(".card.a .driver").first, page.locator(".chart").last
    folded = page.evaluate("document.documentElement.scrollHeight")
    assert not slider.is_visible() and not last.is_visible()
    page.locator(".card.a .controls summary").click()
    assert slider.is_visible()
    page.get_by_text("More outcomes").click()
    assert last.is_visible()
    # Drawn in the width that it has now, not stretched.
    drawn = last.locator("canvas")
    assert drawn.evaluate("(one) => Math.abs(one.width / devicePixelRatio - one.clientWidth)") <= 1
    page.locator(".tasks summary").click()
    assert page.evaluate("document.documentElement.scrollHeight") > folded + 800


def test_on_a_telephone_everything_has_its_room(opened: Any) -> None:
    opened.set_viewport_size({"width": 390, "height": 800})
    cut = opened.evaluate(
        """() => [...document.querySelectorAll('.chart figcaption, .driver span, .choice select')]
            .filter((one) => one.tagName !== 'SELECT' && one.scrollWidth > one.clientWidth + 1)
            .map((one) => one.textContent)"""
    )
    assert cut == []
    boxes = [opened.locator(f".card.{name} .map").bounding_box() for name in ("a", "b", "apart")]
    assert all(box["width"] > 300 for box in boxes)
