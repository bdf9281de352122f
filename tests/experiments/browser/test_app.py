"""The app in a real browser, served as `decdyn app` serves it."""

import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from experiments.benchmarks.browsing import Witness
from experiments.benchmarks.frames import SLOW
from experiments.benchmarks.serving import app_served
from experiments.comparison.paired import FEWEST
from model.evidence import EVIDENCE
from tests.experiments.browser import using


@pytest.fixture(scope="module")
def address(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with app_served(tmp_path_factory.mktemp("app")) as served:
        yield served


def visit(browser: Any, address: str) -> Any:
    """A visitor of the app: a browser context of its own, with a witness."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, accept_downloads=True)
    page = context.new_page()
    page.witness = Witness(page)
    page.goto(address)
    page.locator(".decdyn[data-frames]").wait_for(timeout=SLOW)
    page.locator(".decdyn.editor").wait_for(timeout=SLOW)
    return page


@pytest.fixture(scope="module")
def visitor(browser: Any, address: str) -> Iterator[Any]:
    page = visit(browser, address)
    yield page
    witness = page.witness
    page.context.close()
    assert witness.left == []
    assert witness.errors == []


def change(page: Any, name: str, text: str) -> None:
    page.get_by_role("searchbox", name="Search a parameter").fill(name)
    page.locator(f'[data-parameter="{name}"]').fill(text)


def run(page: Any) -> None:
    rows = page.locator(".made tbody tr")
    before = rows.count()
    page.get_by_role("button", name="Run", exact=True).click()
    using.changes(page, rows.count, before)
    page.get_by_text("Done.").wait_for()
    assert page.witness.errors == []


SAID = "getComputedStyle(document.body, '::before').content"
"""What the page says as long as there is no app."""


def test_it_says_at_once_that_it_is_starting_and_then_no_more(visitor: Any, browser: Any, address: str) -> None:
    other = browser.new_context().new_page()
    # Read in the page itself as soon as it is there: from here it might be asked too late.
    said = f"window.first = {SAID}; window.named = document.title;"
    other.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {said} }})")
    other.goto(address)
    first = other.evaluate("window.first")
    assert "Starting" in first and "Wordt gestart" in first
    # Which language it opens in the page does not know yet.
    assert other.evaluate("window.named") == "Decentralisation · Decentralisatie"
    other.context.close()
    assert visitor.evaluate(SAID) == "none"
    assert visitor.title() == "Decentralisation, municipality by municipality"


def test_the_head_of_the_app_stands_above_all_and_once(visitor: Any) -> None:
    heads = visitor.get_by_role("heading", level=1)
    assert heads.all_inner_texts() == ["Decentralisation, municipality by municipality"]
    assert heads.bounding_box()["y"] < visitor.get_by_label("Start from").bounding_box()["y"]
    assert visitor.get_by_role("button", name="Nederlands").count() == 1


def press(page: Any, name: str) -> None:
    """Press a button that may be out of sight; once a frame has moved, the browser needs a moment to know where."""
    button = page.get_by_role("button", name=name)
    button.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    button.click()


def test_a_changed_scenario_is_run_shown_and_taken_along(visitor: Any, tmp_path: Any) -> None:
    widget = visitor.locator(".decdyn[data-frames]")
    using.seek(widget, 95)
    before = using.value(widget, "urgency", 1)
    visitor.locator('[data-field="replicates"]').fill("2")
    change(visitor, "cut_size", "0.33")
    run(visitor)
    using.changes(visitor, lambda: using.value(widget, "urgency", 1), before)
    assert "0.33" in widget.locator(".differs-in").inner_text()
    assert "changed" in widget.locator(".card.b select option:checked").inner_text()
    with visitor.expect_download(timeout=SLOW) as download:
        visitor.get_by_role("button", name="Download the capsule").last.click()
    download.value.save_as(tmp_path / "capsule.zip")
    names = zipfile.ZipFile(tmp_path / "capsule.zip").namelist()
    assert f"{download.value.suggested_filename.removesuffix('.zip')}/manifest.json" in names


def test_a_bad_value_shows_its_message_beside_its_field(visitor: Any) -> None:
    change(visitor, "cut_size", "9")
    message = visitor.locator("#decdyn-cut_size-message")
    message.get_by_text("got 9; allowed 0 to 0.35").wait_for()
    field = visitor.locator('[data-parameter="cut_size"]')
    assert field.get_attribute("aria-invalid") == "true"
    boxes = [each.bounding_box() for each in (field, message)]
    assert 0 <= boxes[1]["y"] - boxes[0]["y"] < 60
    button = visitor.get_by_role("button", name="Run", exact=True)
    assert button.is_disabled()
    field.fill("0.2")
    using.changes(visitor, message.inner_text, "got 9; allowed 0 to 0.35 (share)")
    assert button.is_enabled()


def test_evidence_is_shown_on_hover_and_on_focus(visitor: Any) -> None:
    visitor.get_by_role("searchbox", name="Search a parameter").fill("cut_size")
    hint = visitor.locator("#decdyn-cut_size-hint")
    assert not hint.is_visible()
    visitor.locator('label[for="decdyn-cut_size"]').hover()
    assert hint.is_visible()
    evidence = EVIDENCE["A9"]
    assert evidence.claim in hint.inner_text() and evidence.source in hint.inner_text()
    assert "://" not in hint.inner_text()
    visitor.mouse.move(0, 0)
    visitor.locator('[data-parameter="cut_size"]').focus()
    assert hint.is_visible()
    visitor.get_by_role("searchbox", name="Search a parameter").fill("cut")
    visitor.locator('[data-parameter="cut_size"]').focus()
    visitor.locator('label[for="decdyn-cut_phase_years"]').hover()
    assert not hint.is_visible()


def test_a_run_can_be_stopped(visitor: Any) -> None:
    before = visitor.locator(".made tbody tr").count()
    visitor.locator('[data-field="replicates"]').fill("200")
    visitor.wait_for_timeout(400)
    visitor.get_by_role("button", name="Run", exact=True).click()
    visitor.get_by_role("button", name="Stop").click()
    visitor.get_by_text("Stopped; nothing was kept.").wait_for()
    assert visitor.locator(".made tbody tr").count() == before
    visitor.locator('[data-field="replicates"]').fill("2")


def test_a_slider_asks_for_other_runs_and_says_how_far_they_are(visitor: Any) -> None:
    widget = visitor.locator(".decdyn[data-frames]")
    using.seek(widget, 95)
    before = using.value(widget, "embedded", 0)
    slider = widget.locator('.card.a [data-driver="conviction_mean"]')
    slider.fill(slider.get_attribute("max"))
    assert slider.input_value() == slider.get_attribute("max")
    using.changes(visitor, lambda: using.value(widget, "embedded", 0), before)
    visitor.get_by_text("Done.").wait_for()
    widget.locator(".card.a").get_by_role("button", name="As in the scenario").click()
    using.changes(visitor, lambda: using.value(widget, "embedded", 0) == before, False)


def test_a_comparison_is_shown_with_its_intervals_and_taken_along(visitor: Any, tmp_path: Any) -> None:
    visitor.locator('[data-field="replicates"]').fill("5")
    visitor.get_by_role("button", name="Compare B with A").click()
    report = visitor.locator(".comparison").frame_locator("iframe")
    report.get_by_text("Intervals are of 95%").wait_for(timeout=SLOW)
    visitor.get_by_text("Done.").wait_for()
    assert report.locator("img, svg").count() > 0
    assert "What changes when" in visitor.locator(".made tbody tr").last.inner_text()
    with visitor.expect_download(timeout=SLOW) as download:
        visitor.locator(".comparison").get_by_role("button", name="Download the capsule").click()
    download.value.save_as(tmp_path / "capsule.zip")
    names = zipfile.ZipFile(tmp_path / "capsule.zip").namelist()
    folder = download.value.suggested_filename.removesuffix(".zip")
    assert {f"{folder}/{name}" for name in ("manifest.json", "experiment.json", "tables/outcomes.csv")} <= set(names)
    visitor.get_by_text("Done.").wait_for()
    press(visitor, "Nederlands")
    report.get_by_text("Intervallen zijn van 95%").wait_for()
    press(visitor, "English")
    with visitor.context.expect_page() as opened:
        press(visitor, "Open in a tab of its own")
    opened.value.get_by_text("Intervals are of 95%").wait_for()
    opened.value.close()
    visitor.get_by_role("button", name="Hide").click()
    assert visitor.locator(".comparison").count() == 0
    press(visitor, "Look")
    report.get_by_text("Intervals are of 95%").wait_for()
    visitor.get_by_role("button", name="Hide").click()


def test_every_button_has_a_name(visitor: Any) -> None:
    nameless = visitor.evaluate(
        "[...document.querySelectorAll('button')].filter((one) => !(one.ariaLabel || one.textContent.trim())).length"
    )
    assert nameless == 0


def test_too_few_runs_to_compare_is_said_beside_their_number(visitor: Any) -> None:
    field, compare = (
        visitor.locator('[data-field="replicates"]'),
        visitor.get_by_role("button", name="Compare B with A"),
    )
    message = visitor.locator("#decdyn-form-replicates-message")
    field.fill(str(FEWEST - 1))
    assert message.inner_text() == f"To compare: {FEWEST} or more."
    assert compare.is_disabled() and visitor.get_by_role("button", name="Run", exact=True).is_enabled()
    field.fill(str(FEWEST))
    assert message.inner_text() == ""
    assert compare.is_enabled()


@pytest.mark.parametrize("language", ["English", "Nederlands"])
def test_buttons_stand_in_one_row_at_the_width_of_a_laptop(visitor: Any, language: str) -> None:
    visitor.set_viewport_size({"width": 1280, "height": 900})
    press(visitor, language)
    visitor.locator(f".decdyn.editor[lang={'en' if language == 'English' else 'nl'}]").wait_for()
    for place, within in ((".editor .bar-of-controls", "> button"), (".transport", "> button, > .choice")):
        tops = [
            each.bounding_box()["y"] + each.bounding_box()["height"] / 2
            for each in visitor.locator(place).locator(", ".join(f":scope {one}" for one in within.split(", "))).all()
        ]
        assert len(tops) > 1 and max(tops) - min(tops) < 12
    press(visitor, "English")
    visitor.set_viewport_size({"width": 1400, "height": 1000})


def test_a_comparison_can_be_stopped(visitor: Any) -> None:
    before = visitor.locator(".made tbody tr").count()
    visitor.locator('[data-field="replicates"]').fill("200")
    visitor.wait_for_timeout(400)
    visitor.get_by_role("button", name="Compare B with A").click()
    visitor.get_by_role("button", name="Stop").click()
    visitor.get_by_text("Stopped; nothing was kept.").wait_for()
    assert visitor.locator(".made tbody tr").count() == before
    visitor.locator('[data-field="replicates"]').fill("2")


def test_drawing_a_comparison_can_be_stopped(visitor: Any) -> None:
    before = visitor.locator(".made tbody tr").count()
    visitor.locator('[data-field="replicates"]').fill("5")
    visitor.wait_for_timeout(400)
    visitor.get_by_role("button", name="Compare B with A").click()
    visitor.get_by_text("answer and figures are drawn up").wait_for()
    visitor.get_by_role("button", name="Stop").click()
    visitor.get_by_text("Stopped; nothing was kept.").wait_for()
    assert visitor.locator(".made tbody tr").count() == before
    visitor.locator('[data-field="replicates"]').fill("2")


def test_runs_on_plausible_sets_say_so(visitor: Any) -> None:
    widget = visitor.locator(".decdyn[data-frames]")
    sets = visitor.get_by_label("Parameter values")
    before = using.value(widget, "tailoring", 0)
    sets.select_option("plausible")
    run(visitor)
    visitor.locator(".made tbody tr", has_text="2 runs, on plausible sets").wait_for()
    widget.get_by_text("Each run has a plausible parameter set of its own").wait_for()
    using.changes(visitor, lambda: using.value(widget, "tailoring", 0), before)
    sets.select_option("declared")
    run(visitor)
    using.changes(visitor, widget.get_by_text("Each run has a plausible parameter set of its own").count, 1)


def test_two_visitors_do_not_disturb_each_other(visitor: Any, browser: Any, address: str) -> None:
    before = visitor.locator(".made tbody tr").count()
    other = visit(browser, address)
    change(other, "cut_size", "0.31")
    other.locator('[data-field="replicates"]').fill("1")
    run(other)
    assert "0.31" in other.locator(".differs-in").inner_text()
    assert "0.31" not in visitor.locator(".differs-in").inner_text()
    assert visitor.locator(".made tbody tr").count() == before
    other.context.close()


def test_it_plays_and_speaks_dutch_in_all_its_parts(visitor: Any) -> None:
    widget = visitor.locator(".decdyn[data-frames]")
    using.play_a_while(visitor, widget)
    visitor.get_by_role("button", name="Nederlands").click()
    visitor.get_by_role("button", name="Afspelen").wait_for()
    visitor.get_by_role("searchbox", name="Zoek een parameter").wait_for()
    assert visitor.evaluate("document.documentElement.lang") == "nl"
    assert visitor.title() == "Decentralisatie, gemeente voor gemeente"
    visitor.get_by_role("button", name="English").click()
    visitor.get_by_role("searchbox", name="Search a parameter").wait_for()
    assert visitor.evaluate("document.documentElement.lang") == "en"
    visitor.get_by_role("button", name="Play").wait_for()


def test_a_municipality_tells_its_story(visitor: Any) -> None:
    widget = visitor.locator(".decdyn[data-frames]")
    widget.locator('input[type="search"]').fill("Utrecht")
    widget.locator('input[type="search"]').press("Enter")
    assert widget.locator(".story .heading-1").inner_text() == "Utrecht"
    assert widget.locator(".story .years li").count() > 0


def test_another_calendar_and_other_seeds_take_both_sides(visitor: Any) -> None:
    widget = visitor.locator(".decdyn[data-frames]")
    visitor.locator(".editor .bar-of-controls select").first.select_option("environment-act")
    visitor.locator('[data-field="replicates"]').fill("12")
    run(visitor)
    using.changes(visitor, widget.locator(".card.a select").input_value, "baseline")
    assert widget.locator(".card.a select").input_value() == widget.locator(".card.b select").input_value()
    using.seek(widget, 95)
    assert widget.locator("output.date").inner_text() == "December 2023"
    assert "Δ 0.00 [0.00, 0.00]" in using.value(widget, "embedded", 2)
    visitor.locator(".editor .bar-of-controls select").first.select_option("no-cut")
    visitor.locator('[data-field="replicates"]').fill("3")
    run(visitor)
    using.changes(visitor, widget.locator(".card.a select").input_value, "environment-act")
