"""The parts of a page by themselves: witnesses, font, badge, the data of the overview."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_by_hand import read

from workbench.evidence.record import Tier
from workbench.status import Status
from workbench.views.html import badge, export, fonts
from workbench.views.html.witness_svg import drawn

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def cells(svg: str) -> dict[tuple[int, int], int]:
    """(x, y) -> colour of every cell that a drawing paints."""
    found: dict[tuple[int, int], int] = {}
    for colour, path in re.findall(r'class="w(\d+)" d="(.*?)"', svg):
        assert RUN.sub("", path) == ""
        for x, y, length, back in RUN.findall(path):
            assert length == back
            for step in range(int(length)):
                place = (int(x) + step, int(y))
                assert place not in found, "a cell twice"
                found[place] = int(colour)
    return found


def test_a_pythagorean_colouring_is_a_grid_of_as_many_cells() -> None:
    colours = [(n * n + n // 7) % 2 for n in range(7824)]
    svg = str(drawn({"colouring": colours}))
    painted = cells(svg)
    assert len(painted) == 7824
    assert [painted[n % 163, n // 163] for n in range(7824)] == colours
    assert "A colouring of 1 to 7824 with 2 colours" in svg
    assert 'viewBox="0 0 163 48"' in svg


@settings(max_examples=50)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=200))
def test_a_short_colouring_is_a_strip_read_like_a_text(colours: list[int]) -> None:
    painted = cells(str(drawn({"colouring": colours})))
    wide = min(60, len(colours))
    assert [painted[n % wide, n // wide] for n in range(len(colours))] == [min(colour, 7) for colour in colours]


def test_a_coloured_graph_is_a_symmetric_matrix() -> None:
    edges = [[i, j, (i * j) % 2] for i in range(6) for j in range(i + 1, 6)]
    painted = cells(str(drawn({"edges": edges})))
    assert {(j, i): c for i, j, c in edges} | {(i, j): c for i, j, c in edges} == painted


def test_queens_stand_where_they_stand() -> None:
    svg = str(drawn({"columns": [1, 3, 0, 2]}))
    (queens,) = re.findall(r'class="queen" d="(.*?)"', svg)
    places = [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)", queens)]
    assert [(int(x), int(y)) for x, y in places] == [(1, 0), (3, 1), (0, 2), (2, 3)]


@pytest.mark.parametrize(
    "witness",
    [
        None,
        [],
        "x",
        {},
        {"colouring": []},
        {"colouring": ["<script>"]},
        {"colouring": [True]},
        {"colouring": [-1]},
        {"colouring": [0] * 100_000},
        {"columns": [9]},
        {"columns": list(range(500))},
        {"edges": [[0, 1]]},
        {"edges": [[0, 1, "x"]]},
        {"edges": [[0, 10**5, 1]]},
        {"model": [1, -2]},
    ],
)
def test_what_is_no_witness_that_we_draw_is_not_drawn(witness: object) -> None:
    assert drawn(witness) is None


def test_the_font_has_the_characters_of_the_page_and_the_table_for_mathematics() -> None:
    data = fonts.subset("ℝ𝑥∑q")
    font = TTFont(io.BytesIO(data))
    assert {ord(c) for c in "ℝ𝑥∑q●◉◐◔○"} <= set(font.getBestCmap())
    assert ord("𝔄") not in font.getBestCmap()
    assert "MATH" in font and len(font["MATH"].table.MathVariants.VertGlyphConstruction) > 5
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert data == fonts.subset(["q", "∑", "𝑥", "ℝ"])
    assert len(data) < 80_000


def test_the_licence_of_the_font_stands_in_the_page(page) -> None:
    footer = read(page().html).named("footer")[0].text
    assert "SIL OPEN FONT LICENSE Version 1.1" in footer
    assert fonts.copyright_notice() in footer and "STIX Fonts Project" in footer


def test_a_badge_says_how_many_nodes_are_verified(report) -> None:
    assert "1 broken, 1 of 7 verified" in badge(report)
    sound = {id: replace(node, marks=(), status=Status.DARK_GREEN) for id, node in report.nodes.items()}
    whole = badge(replace(report, nodes=sound))
    assert 'aria-label="numbers: 7 of 7 verified"' in whole and "#2a7d4f" in whole
    nothing = {id: replace(node, marks=(), status=Status.WHITE) for id, node in report.nodes.items()}
    assert "0 of 7 asserted, none verified" in badge(replace(report, nodes=nothing))


def test_progress_counts_every_node_once_by_status_tier_and_word(report, blank, coloured) -> None:
    seen = read(export(coloured(report), blank.document).html)
    heads = [tag for tag in seen.named("th", scope="col") if "sign-head" in tag.attributes.get("class", "")]
    assert [tag.text for tag in heads][5:9] == [tier.value for tier in Tier]
    by_evidence, by_word = seen.named("table", class_="progress")
    # green, dark green, ready to prove, ready to state, white; kernel, certificate, computation, asserted; all
    assert by_evidence.text.split("All")[1].strip() == "·1123·1··7"
    assert by_word.text.split("All")[1].strip() == "·····7··7"


def test_the_evidence_of_an_answer_is_shown_whole(report, blank, coloured) -> None:
    seen = read(export(coloured(report), blank.document).html)
    article = next(tag for tag in seen.named("article") if tag.attributes.get("id") == "thm:green")
    for words in (
        "✓ verified · certificate tier · green-1",
        "rests onencoding:schur",
        "checkersat; cadical",
        "certificatelrat, 1,234 bytes",
        "sha256" + "c" * 64,
        "took1.50 s, 60 MB",
        "accepted by a person",
    ):
        assert words in article.text, words
