"""The sample's page, with real evidence, in a real browser: read, searched, clicked, focused, filtered, printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from browser_samples import Opened, comes, exported, in_view, transform
from playwright.sync_api import Page, expect

from workbench.blueprint.model import Blueprint
from workbench.blueprint.reader import read_blueprint


@pytest.fixture(scope="session")
def blueprint(sample_folder: Path) -> Blueprint:
    return read_blueprint(sample_folder / "blueprint" / "web.tex", sample_folder)


def node(page: Page, id: str):
    """A node in the drawing that is shown."""
    return page.locator(f'.sheet.current a.node[href="#{id}"]')


def labels(page: Page, selector: str) -> set[str]:
    """The labels of the nodes that a selector finds."""
    hrefs = page.eval_on_selector_all(selector, "all => all.map(one => one.getAttribute('href').slice(1))")
    return set(hrefs)


def test_it_is_there_whole_and_has_asked_for_nothing_but_itself(opened: Opened, sample_page: Path, blueprint) -> None:
    page = opened(sample_page)
    assert page.title() == "monochromatic · blueprint"
    expect(page.locator("h1")).to_have_text("Monochromatic patterns")
    assert "scripted" in page.locator("html").get_attribute("class")
    assert labels(page, ".sheet.current a.node") == set(blueprint.nodes)
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('1em \"STIX Two Math\"', '∑'))")
    formula = page.locator(".prose math").first
    formula.scroll_into_view_if_needed()
    assert formula.bounding_box()["width"] > 0
    loud = page.locator(".troubles.loud")
    assert [word in loud.inner_text() for word in ("broken-node", "stale-pairing")] == [True, True]


def test_search_from_the_keyboard_goes_to_the_node_and_shows_it(opened: Opened, sample_page: Path) -> None:
    page = opened(sample_page)
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search statements")).to_be_focused()
    page.keyboard.type("ramsey")
    found = page.get_by_role("listbox").get_by_role("option")
    assert comes(page, lambda: found.count() > 2)
    second = found.nth(1).locator("code").inner_text()
    page.keyboard.press("ArrowDown")
    expect(page.locator('[aria-selected="true"]')).to_have_text(found.nth(1).inner_text())
    page.keyboard.press("Enter")
    expect(node(page, second)).to_be_focused()
    expect(node(page, second)).to_be_in_viewport()
    expect(page.locator("#_side")).to_contain_text(second)
    assert page.url.endswith(f"#{second}")
    page.keyboard.press("Escape")
    expect(page.locator("#_side")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("no such statement")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text("0 statements found")


def test_a_click_on_a_node_shows_its_statement_and_its_evidence(opened: Opened, sample_page: Path) -> None:
    page = opened(sample_page)
    node(page, "prop:queens").scroll_into_view_if_needed()
    node(page, "prop:queens").click()
    side = page.get_by_role("complementary", name="The chosen statement")
    expect(side.locator(".statement > header")).to_contain_text("queens")
    expect(side.locator(".panel .answer")).to_have_count(2)
    text = side.inner_text()
    for words in (
        "refuted",
        "broken",
        "sha256",
        "checker",
        "queens-3",
        r"\label{prop:queens}",
        "blueprint/chapters/graphs.tex",
    ):
        assert words in text, words
    expect(side.locator(".witness")).to_be_visible()
    ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    side.locator(".panel a").first.click()
    expect(side.locator(".statement > header")).not_to_contain_text("queens")
    side.get_by_role("link", name="In the text").click()
    expect(side).to_be_hidden()
    id = page.url.partition("#")[2]
    page.wait_for_timeout(200)
    assert in_view(page, id)


def under(blueprint: Blueprint, id: str, depth: int) -> set[str]:
    """What a node rests on, to a depth, found anew."""
    found = ring = {id}
    for _ in range(depth):
        ring = {used for one in ring for used in uses(blueprint, one)} - found
        found = found | ring
    return found


def uses(blueprint: Blueprint, id: str) -> Iterable[str]:
    node = blueprint.nodes[id]
    return [used for used in (*node.uses, *(node.proof.uses if node.proof else ())) if used in blueprint.nodes]


def test_focus_shows_what_a_node_rests_on_to_a_depth(opened: Opened, sample_page: Path, blueprint: Blueprint) -> None:
    page = opened(sample_page)
    id = "prop:ramsey-nine"
    node(page, id).scroll_into_view_if_needed()
    node(page, id).click()
    page.keyboard.press("Escape")
    show, depth = (page.get_by_role("combobox", name=re.compile(name)) for name in ("^Show", "^to depth"))
    for steps in (1, 2, 0):
        show.select_option("up")
        depth.select_option(str(steps))
        page.get_by_role("button", name="Focus").click()
        assert labels(page, "#_focused a.node") == under(blueprint, id, steps or 99)
    show.select_option("down")
    page.get_by_role("button", name="Focus").click()
    assert labels(page, "#_focused a.node") == {one for one in blueprint.nodes if id in under(blueprint, one, 99)}
    page.get_by_role("button", name="Show all").click()
    assert labels(page, ".sheet.current a.node") == set(blueprint.nodes)
    expect(page.locator("#_focused")).to_have_count(0)


def test_filters_fade_what_does_not_match_and_say_how_many_do(opened: Opened, sample_page: Path) -> None:
    page = opened(sample_page)
    page.get_by_text("Filter", exact=True).click()
    form = page.locator("#_filters")
    ticked = form.get_by_role("group", name="Status").get_by_label("ready to state")
    ticked.check()
    bright = page.locator(".sheet.current a.node:not(.dim)")
    assert comes(page, lambda: labels(page, "a.node:not(.dim)") == labels(page, "a.node.s-blue_state") != set())
    expect(page.locator("#_matching")).to_have_text(f": {bright.count()} of 63")
    form.get_by_role("group", name="Mark").get_by_label("stale").check()
    expect(bright).to_have_count(0 if "blue_state" not in node(page, "prop:ramsey-six").get_attribute("class") else 1)
    ticked.uncheck()
    assert comes(page, lambda: labels(page, "a.node:not(.dim)") == {"prop:ramsey-six"})
    form.get_by_role("button", name="Clear").click()
    expect(bright).to_have_count(63)
    chapter = form.get_by_role("group", name="Chapter").get_by_label("Sums", exact=True)
    chapter.check()
    assert comes(page, lambda: 0 < bright.count() < 63)
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("id", ["prop:queens", "def:avoidance", "_graph"])
def test_a_deep_link_leads_there(opened: Opened, sample_page: Path, id: str, script: bool) -> None:
    page = opened(sample_page, f"#{id}", java_script_enabled=script)
    page.wait_for_timeout(400)
    assert in_view(page, id)
    assert not script or id == "_graph" or node(page, id).evaluate("one => one.classList.contains('chosen')")


def test_a_link_to_graph_leads_to_the_graph(opened: Opened, sample_page: Path) -> None:
    for name in ("graph", "text", "overview", "witnesses"):
        page = opened(sample_page, f"#{name}")
        page.wait_for_timeout(200)
        assert in_view(page, f"_{name}"), name
        page.close()


def test_a_link_into_a_folded_proof_unfolds_it(opened: Opened, sample_page: Path) -> None:
    page = opened(sample_page)
    page.get_by_role("button", name="Fold all proofs").click()
    proofs = page.locator("#_text .proof")
    assert proofs.evaluate_all("all => all.filter(one => one.open).length") == 0
    proof = proofs.filter(has=page.locator("[id]")).first
    if proof.count():
        id = proof.locator("[id]").first.get_attribute("id")
        page.evaluate("id => { location.hash = id; }", id)
        expect(proof).to_have_attribute("open", "")
    page.get_by_role("button", name="Unfold all proofs").click()
    assert proofs.evaluate_all("all => all.filter(one => !one.open).length") == 0


def test_everything_can_be_done_from_the_keyboard(opened: Opened, sample_page: Path) -> None:
    page = opened(sample_page)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["width"] > 20
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => Math.abs(document.getElementById('_text').getBoundingClientRect().top) < innerHeight / 2"
    )
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('_text').contains(document.activeElement)")
    assert page.evaluate("[...document.querySelectorAll('[tabindex]')].every(one => one.tabIndex <= 0)")

    page.locator("#_stage").focus()
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.getAttribute('href')")
    assert first != second and second.startswith("#")
    outline = page.evaluate("getComputedStyle(document.activeElement.querySelector('rect')).strokeWidth")
    assert outline == "3px"
    assert page.locator('.sheet.current a[tabindex="0"]').count() == 1
    page.keyboard.press("Enter")
    expect(page.locator("#_side")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#_side")).to_be_hidden()
    assert page.evaluate("document.activeElement.getAttribute('href')") == second

    k = transform(page)[2]
    page.keyboard.press("+")
    assert comes(page, lambda: transform(page)[2] > k)
    page.keyboard.press("0")
    fitted = transform(page)
    page.keyboard.press("-")
    assert comes(page, lambda: transform(page)[2] < fitted[2])


def test_the_drawing_is_panned_zoomed_and_fitted_with_the_mouse(opened: Opened, sample_page: Path) -> None:
    page = opened(sample_page, "#_graph")
    page.wait_for_timeout(200)
    box = page.locator("#_stage").bounding_box()
    x, y, k = transform(page)
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 65, box["y"] + 45, steps=4)
    page.mouse.up()
    page.wait_for_timeout(100)
    assert comes(page, lambda: transform(page) == pytest.approx((x + 60, y + 40, k), abs=1))
    expect(page.locator("#_side")).to_be_hidden()
    before = page.evaluate("scrollY")
    page.locator("#_stage").focus()
    page.mouse.wheel(0, -300)
    assert comes(page, lambda: transform(page)[2] > k) and page.evaluate("scrollY") == before
    page.get_by_role("button", name="Fit").click()
    assert comes(page, lambda: transform(page) == pytest.approx((x, y, k), abs=1))


def background(page: Page) -> int:
    """How light the paper is, of 255."""
    return int(re.findall(r"\d+", page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))[0])


def test_light_and_dark_follow_the_system_until_somebody_chooses(opened: Opened, sample_page: Path) -> None:
    for script in (True, False):
        assert background(opened(sample_page, color_scheme="light", java_script_enabled=script)) > 200
        page = opened(sample_page, color_scheme="dark", java_script_enabled=script)
        assert background(page) < 60
        page.get_by_text("Light", exact=True).click()
        assert background(page) > 200
        page.get_by_text("Dark", exact=True).click()
        assert background(page) < 60


def test_on_a_phone_nothing_stands_beside_the_screen(opened: Opened, sample_page: Path) -> None:
    page = opened(sample_page, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Fold all proofs").scroll_into_view_if_needed()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#_stage").scroll_into_view_if_needed()
    page.get_by_text("Filter", exact=True).tap()
    form = page.locator("#_filters").bounding_box()
    assert form["x"] >= 0 and form["x"] + form["width"] <= 390
    page.get_by_text("Filter", exact=True).tap()
    page.get_by_role("button", name="Zoom in").tap()
    node(page, "prop:queens").dispatch_event("click")
    side = page.locator("#_side")
    expect(side).to_be_visible()
    assert side.bounding_box()["width"] <= 390
    assert side.evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    side.get_by_role("button", name="Close").tap()
    expect(side).to_be_hidden()


def test_print_unfolds_the_proofs_and_folds_them_again(opened: Opened, sample_page: Path) -> None:
    page = opened(sample_page)
    whole = page.pdf(format="A4")
    page.get_by_role("button", name="Fold all proofs").click()
    folded = "document.querySelectorAll('.proof:not([open])').length"
    page.evaluate(f"window.addEventListener('beforeprint', () => {{ window.foldedInPrint = {folded}; }})")
    printed = page.pdf(format="A4")
    assert page.evaluate("window.foldedInPrint") == 0
    assert page.evaluate(folded) == page.locator(".proof").count() > 10
    pages = [len(re.findall(rb"/Type\s*/Page\b", pdf)) for pdf in (whole, printed)]
    assert pages[0] == pages[1] > 5
    page.emulate_media(media="print")
    for selector in (".top nav", ".controls", ".toc", ".search"):
        expect(page.locator(selector).first).to_be_hidden()


def test_without_javascript_there_are_the_text_the_drawing_and_the_links(
    opened: Opened, sample_page: Path, blueprint: Blueprint
) -> None:
    page = opened(sample_page, java_script_enabled=False)
    for control in page.locator(".js").all():
        expect(control).to_be_hidden()
    assert labels(page, "svg.graph a.node") == set(blueprint.nodes)
    node_link = page.locator('a.node[href="#prop:queens"]')
    node_link.scroll_into_view_if_needed()
    expect(node_link).to_be_in_viewport()
    node_link.click()
    page.wait_for_timeout(300)
    assert in_view(page, "prop:queens") and page.url.endswith("#prop:queens")
    article = page.locator('article[id="prop:queens"]')
    expect(article.locator(".body")).to_be_visible()
    article.locator(".panel > summary").click()
    expect(article.locator(".answer").first).to_be_visible()
    expect(page.locator(".legend .e").first).to_be_visible()
    page.get_by_text("Asserted", exact=True).click()
    expect(page.locator(".legend .e").first).to_be_hidden()
    expect(page.locator(".legend .a").first).to_be_visible()


def test_the_same_evidence_gives_the_same_bytes_in_another_process(sample_folder: Path, sample_page: Path) -> None:
    again = exported(sample_folder / "blueprint", sample_folder / "again.html", seed=4711)
    assert again.read_bytes() == sample_page.read_bytes()
