"""The pages of real blueprints in a real browser: they load without a fault, and lead where they say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from browser_samples import Opened, in_view, transform
from playwright.sync_api import expect

pytestmark = pytest.mark.corpus
Pages = Callable[[str], Path]

FILLS = {
    "fully_proved": "fill: the proof and all that it rests on is formalised",
    "proved": "fill: the proof is formalised",
    "defined": "fill: the definition is formalised",
    "can_prove": "fill: ready to prove: all that statement and proof use is formalised",
}
BORDERS = {
    "stated": "border: the statement is formalised",
    "mathlib": "border: it is in Mathlib",
    "can_state": "border: ready to state: all that the statement uses is formalised",
    "not_ready": "border: the statement is not ready to be formalised",
}
LEGEND = """() => Object.fromEntries([...document.querySelectorAll(".legend .a > div")].flatMap(row => {
  const swatch = row.querySelector(".swatch rect"), words = row.querySelector("dd").textContent;
  if (!swatch) return [];
  const style = getComputedStyle(swatch);
  return [[words, words.startsWith("fill") ? style.fill : style.stroke]];
}))"""
NODES = """() => [...document.querySelectorAll(".sheet.current a.node")].map(node => {
  const style = getComputedStyle(node.querySelector("rect"));
  return [node.getAttribute("href").slice(1), node.getAttribute("class"), style.fill, style.stroke];
})"""
OUT_OF_REACH = """() => [...document.querySelectorAll(".prose math")].filter(formula => {
  if (formula.getBoundingClientRect().right <= innerWidth) return false;
  for (let around = formula.parentElement; around; around = around.parentElement)
    if (around.scrollWidth > around.clientWidth && getComputedStyle(around).overflowX === "auto") return false;
  return true;
}).map(formula => formula.outerHTML.slice(0, 200))"""
"""Formulas that go beyond the screen where nothing can be scrolled."""


def test_pfr_is_numbered_as_latex_numbers_it(opened: Opened, corpus: Path, corpus_page: Pages) -> None:
    page = opened(corpus_page("pfr"))
    captions = dict(
        page.eval_on_selector_all(
            "article.statement[id]", "all => all.map(one => [one.id, one.querySelector('.caption').textContent])"
        )
    )
    truth = json.loads((corpus / "pfr" / "truth.json").read_text(encoding="utf-8"))
    nodes = [node for graph in truth["graphs"] for node in graph["nodes"]]
    assert len(nodes) > 200
    assert {node["id"]: captions[node["id"]].split()[-1] for node in nodes} == {
        node["id"]: node["ref"] for node in nodes
    }


def test_the_asserted_view_has_the_colours_that_its_legend_says(opened: Opened, corpus_page: Pages) -> None:
    page = opened(corpus_page("pfr"))
    page.locator("label[for=_evidence]").click()
    expect(page.locator(".legend .e").first).to_be_visible()
    expect(page.locator(".legend .a").first).to_be_hidden()
    by_evidence = {id: (fill, stroke) for id, _, fill, stroke in page.evaluate(NODES)}
    page.locator("label[for=_asserted]").click()
    expect(page.locator(".legend .e").first).to_be_hidden()
    expect(page.locator(".legend .a").first).to_be_visible()
    legend, seen = page.evaluate(LEGEND), set()
    for id, classes, fill, stroke in page.evaluate(NODES):
        words = classes.split()
        for prefix, meanings, colour in (("w-", FILLS, fill), ("b-", BORDERS, stroke)):
            for key in (word[2:] for word in words if word.startswith(prefix) and word[2:] in meanings):
                assert colour == legend[meanings[key]], (id, key)
                seen.add(key)
        assert (fill, stroke) != by_evidence[id]
    assert {"fully_proved", "defined", "stated"} <= seen


@pytest.mark.parametrize("width", [390, 1280])
def test_pfr_on_a_screen_of_any_width(opened: Opened, corpus_page: Pages, width: int) -> None:
    page = opened(corpus_page("pfr"), "#entropy-pfr", viewport={"width": width, "height": 800})
    page.wait_for_timeout(300)
    assert in_view(page, "entropy-pfr")
    page.evaluate(
        "for (const part of document.querySelectorAll('.prose > *')) part.style.contentVisibility = 'visible'"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OUT_OF_REACH) == []
    page.keyboard.press("/")
    page.keyboard.type("entropy pfr")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#_side .statement")).to_be_visible()
    assert transform(page)[2] >= 0.75
    page.keyboard.press("Escape")


@pytest.mark.parametrize("name", ["FLT", "carleson", "equational_theories"])
def test_a_large_blueprint_is_shown_by_chapters(opened: Opened, corpus_page: Pages, name: str) -> None:
    page = opened(corpus_page(name))
    expect(page.locator(".sheet.current svg.graph")).to_be_visible()
    chapters = page.locator("#_chapters a.chapter")
    if not chapters.count():
        assert page.locator(".sheet.current a.node").count() <= 300
    else:
        chapters.nth(1).dispatch_event("click")
        sheet = page.locator(".sheet.current")
        expect(sheet).to_have_id("_chapter-1")
        assert page.locator("#_sheet").input_value() == "_chapter-1"
        beyond = sheet.locator("a.beyond")
        if beyond.count():
            there = beyond.first.get_attribute("href")[1:]
            beyond.first.dispatch_event("click")
            expect(page.locator(".sheet.current")).to_have_id(there)
    first = page.locator("article.statement[data-n]").first.get_attribute("id")
    page.evaluate("id => { location.hash = id; }", first)
    page.wait_for_timeout(300)
    assert in_view(page, first)
