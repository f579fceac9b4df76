"""The drawing: which sheets there are, what stands on them, and that no status hangs on a colour alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages_by_hand import HEAD, read

from workbench.blueprint.model import Blueprint, Graph, Node, Place, Proof
from workbench.status import NodeStatus, PairingState, Report, Status
from workbench.survey import exhibit
from workbench.views.html import drawings, sheets
from workbench.views.html.anchors import Anchors
from workbench.views.html.cards import Deck, deal
from workbench.views.layout import LayoutFailed


def uses(*ids: str) -> str:
    return f"\\uses{{{','.join(ids)}}}" if ids else ""


def lemma(id: str, *used: str, proof: tuple[str, ...] = ()) -> str:
    end = f"\\begin{{proof}}{uses(*proof)} P.\\end{{proof}}\n\n" if proof else ""
    return f"\\begin{{lemma}}\\label{{{id}}}{uses(*used)} S.\\end{{lemma}}\n\n{end}"


@pytest.fixture
def dealt(write):
    def dealer(body: str) -> Deck:
        shown = exhibit(write(body))
        return deal(shown.report, shown.document, Anchors())

    return dealer


def test_statement_uses_are_told_from_proof_uses(page) -> None:
    html = page(lemma("a") + lemma("b", "a") + lemma("c", proof=("a",)) + lemma("d", "c", proof=("c",))).html
    edges = {
        (tag.attributes["data-e"], tag.attributes["class"])
        for tag in read(html).named("path")
        if "data-e" in tag.attributes
    }
    assert edges == {("0 1", "st"), ("0 2", "pf"), ("2 3", "st")}


def test_edges_that_a_longer_path_replaces_are_left_out_unless_the_author_says_otherwise(page) -> None:
    body = lemma("a") + lemma("b", "a") + lemma("c", "a", "b")
    assert len([tag for tag in read(page(body).html).named("path") if "data-e" in tag.attributes]) == 2
    head = HEAD.replace("[dep_graph]", "[dep_graph,nonreducedgraph]")
    assert len([tag for tag in read(page(body, head).html).named("path") if "data-e" in tag.attributes]) == 3


def test_a_node_says_its_status_by_shape_sign_and_words(page) -> None:
    body = r"\begin{definition}[Ring]\label{d}\leanok D.\end{definition}" + lemma("l", "d", proof=("d",))
    seen = read(page(body).html)
    definition, theorem = seen.named("a", class_="node")
    assert definition.attributes["aria-label"].startswith("Definition 1, Ring: ") or "Ring" in definition.text
    assert "author: defined" in definition.attributes["aria-label"]
    corners = [tag.attributes["rx"] for tag in seen.named("rect") if "a" in tag.path and "width" in tag.attributes][:2]
    assert corners == ["3", "17"]
    signs = [tag.attributes["href"] for tag in seen.named("use") if "a" in tag.path]
    defined = {tag.attributes["id"] for tag in seen.named("g") if tag.attributes.get("id", "").startswith("_")}
    assert {sign[1:] for sign in signs} <= defined
    assert signs[:2] == ["#_s-blue_prove", "#_w-defined"]
    assert "ready to state" in theorem.attributes["aria-label"] or "ready to prove" in theorem.attributes["aria-label"]


def test_both_kinds_of_ready_work_have_different_signs_and_rules(page) -> None:
    html = page().html
    assert 'id="_s-blue_prove"' in html and 'id="_s-blue_state"' in html
    assert ".s-blue_prove > rect" in html and ".s-blue_state > rect" in html


@pytest.fixture
def small_sheets(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ON_ONE_SHEET", 3)


CHAPTERS = (
    r"\chapter{One}" + lemma("a") + lemma("b", "a") + r"\chapter{Two}" + lemma("c", "a", "b") + lemma("d", proof=("a",))
    + r"\chapter{Three}" + lemma("e", "c", proof=("b",)) + r"\chapter{Four}" + lemma("f")
)  # fmt: skip


def test_many_nodes_are_drawn_by_chapter_first(small_sheets, dealt) -> None:
    first, *rest = sheets.sheets(dealt(CHAPTERS), reduced=True)
    assert [figure.lines for figure in first.figures] == [("One",), ("Two",), ("Three",), ("Four",)]
    assert first.edges == (("0", "1", True), ("1", "2", True))
    assert [sheet.title for sheet in rest] == ["One", "Two", "Three", "Four"]
    assert [sum(figure.card is not None for figure in sheet.figures) for sheet in rest] == [2, 2, 1, 1]


def test_what_lies_beyond_a_chapter_is_one_box_for_each_other_chapter(small_sheets, dealt) -> None:
    two = sheets.sheets(dealt(CHAPTERS), reduced=True)[2]
    beyond = {(figure.head, *figure.lines) for figure in two.figures if figure.card is None}
    assert beyond == {("2 nodes used", "One"), ("1 node using it", "Three")}
    heads = {figure.id: figure.lines[0] for figure in two.figures}
    drawn = Counter((heads[used], heads[user], dashed) for used, user, dashed in two.edges)
    assert drawn == {("One", "c", True): 1, ("One", "d", False): 1, ("c", "Three", True): 1}


def test_the_page_links_chapters_to_their_sheets(small_sheets, page) -> None:
    seen = read(page(CHAPTERS).html)
    names = [tag.attributes["id"] for tag in seen.named("div", class_="sheet")]
    assert names == ["_chapters", "_chapter-0", "_chapter-1", "_chapter-2", "_chapter-3"]
    links = [tag.attributes["href"][1:] for tag in seen.named("a", class_="chapter")]
    assert links == names[1:]
    assert {tag.attributes["href"][1:] for tag in seen.named("a", class_="beyond")} <= set(names)


def random_report(size: int, chapters: int, edges: list[tuple[int, int, bool]]) -> Report:
    """Nodes of any graph, cycles and loops among them, without LaTeX."""
    used: dict[tuple[int, bool], list[str]] = {}
    for one, other, in_proof in edges:
        if one < size and other < size:
            used.setdefault((other, in_proof), []).append(f"n{one}")

    def nodes() -> Iterator[Node]:
        for number in range(size):
            place = Place("web.tex", number + 1)
            proof = Proof(place, "P.", tuple(used.get((number, True), ())), False, False, False, False)
            yield Node(
                f"n{number}", False, (f"n{number}",), "lemma", None, str(number), place, "S.", f"C{number % chapters}",
                (), (), tuple(used.get((number, False), ())), False, False, False, None, proof, 1,
            )  # fmt: skip

    statements = {node.id: node for node in nodes()}
    graph = Graph("document", None, tuple(statements))
    colours = {"can_state": ("blue", "Blue"), "can_prove": ("#A3D6FF", "Blue")}
    blueprint = Blueprint("b", "web.tex", ("lemma",), (), statements, (graph,), colours=colours)
    states = {id: NodeStatus(id, Status.WHITE, (), None, (), PairingState.NONE, ()) for id in statements}
    return Report(blueprint, (), states, {})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.integers(4, 12),
    chapters=st.integers(1, 4),
    edges=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.booleans()), max_size=25),
)
def test_every_node_and_every_crossing_stands_on_its_sheet(small_sheets, blank, size, chapters, edges) -> None:
    deck = deal(random_report(size, chapters, edges), blank.document, Anchors())
    first, *rest = sheets.sheets(deck, reduced=False)
    assert sorted(figure.id for sheet in rest for figure in sheet.figures if figure.card) == sorted(deck.cards)
    of = {id: card.chapter for id, card in deck.cards.items()}
    assert {(int(used), int(user)) for used, user, _ in first.edges} <= {(of[a], of[b]) for a, b in deck.edges}
    for number, sheet in enumerate(rest):
        ids = {figure.id for figure in sheet.figures}
        assert all({used, user} <= ids for used, user, _ in sheet.edges)
        inner = {(used, user) for used, user, _ in sheet.edges if used in of and user in of}
        assert inner == {(a, b) for a, b in deck.edges if of[a] == of[b] == number}
        crossing = {(a, b) for a, b in deck.edges if (of[a] == number) != (of[b] == number)}
        assert bool(crossing) == any(figure.card is None for figure in sheet.figures)


def test_a_sheet_that_cannot_be_laid_out_in_time_is_drawn_in_the_plain_way_and_said(page, monkeypatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise LayoutFailed("the graph could not be laid out within 20 s", remedy="none")

    monkeypatch.setattr(drawings, "packed", fails)
    made = page()
    assert made.notes == ("Dependency graph: drawn in the plain way, for the graph could not be laid out within 20 s",)
    assert len(read(made.html).named("a", class_="node")) == 3
