"""Whatever a blueprint says reaches the page as text: in every field, and in sizes that nobody foresaw."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages_by_hand import HEAD, read

from workbench.status import Mark, Status
from workbench.views.html import badge, export, fonts
from workbench.views.html.anchors import Anchors, outward

SCRIPT = "<script>alert(1)</script>"
HOSTILE = rf"""\title{{</title>{SCRIPT}}}\author{{"><svg onload=alert(1)>}}
\home{{javascript:alert(1)}}\github{{javascript:alert(2)//https://x}}\dochome{{https://x.org/"onmouseover=alert(3)}}
\graphcolor{{stated}}{{red;}}</style>{SCRIPT}}}{{x}}\graphcolor{{proved}}{{url(https://evil.example/x.svg)}}{{x}}
\chapter{{</script>{SCRIPT} {chr(0x202E)}gnp}}
\begin{{theorem}}[{SCRIPT}]\label{{thm:">{SCRIPT}}}\lean{{<b>x</b>,a"b}}\leanok\discussion{{1">{SCRIPT}}}
$\text{{{SCRIPT}}}$ \href{{javascript:alert(1)}}{{click}} \url{{javascript:alert(2)}}
$\href{{javascript:alert(3)}}{{x}}$
<img src=x onerror=alert(4)> <math><mtext></mtext><style></math>{SCRIPT}
\end{{theorem}}
\begin{{proof}}</details>{SCRIPT} \includegraphics{{https://evil.example/a.png}}\end{{proof}}
\begin{{definition}}\label{{__proto__}}\uses{{thm:">{SCRIPT}}}\checkedby{{</code>{SCRIPT}}} x\end{{definition}}
\begin{{definition}}\label{{_text}} ours \end{{definition}}
\begin{{definition}}\label{{a b}} space \end{{definition}}
\begin{{definition}}\label{{a-b}} taken \end{{definition}}
\begin{{lemma}}\label{{constructor}}\uses{{_text,__proto__,a b,a-b}} $x$ \end{{lemma}}
"""


def harmless(html: str) -> None:
    """No element, attribute or address of somebody else's."""
    seen = read(html)
    scripts = [tag for tag in seen.tags if tag.name == "script"]
    assert [tag.attributes for tag in scripts] == [{"type": "application/json", "id": "_data"}, {}]
    assert len(seen.named("style")) == 1
    assert not [name for tag in seen.tags for name in tag.attributes if name.startswith("on") or name == "style"]
    assert not [tag for tag in seen.tags if tag.name in ("iframe", "img", "object", "embed", "base", "form", "link")][
        1:
    ]
    for tag in seen.tags:
        for name in ("href", "src", "action", "xlink:href"):
            assert re.match(r"#|https://|data:image/|$", tag.attributes.get(name, "")), tag
    ids = [tag.attributes["id"] for tag in seen.tags if "id" in tag.attributes]
    assert len(ids) == len(set(ids))
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
    assert "evil" not in style and "alert" not in style


def test_hostile_text_in_every_field_stays_text(page) -> None:
    html = page(HOSTILE).html
    harmless(html)
    seen = read(html)
    assert seen.named("h1")[0].text == f"</title>{SCRIPT}"
    article = seen.named("article", id=unquote("thm:%22%3E") + SCRIPT)[0]
    assert SCRIPT in article.text
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", seen.named("nav", class_="toc")[0].text)


def test_an_anchor_is_the_labels_own_unless_it_is_ours_or_taken(page) -> None:
    ids = {tag.attributes["id"] for tag in read(page(HOSTILE).html).tags if "id" in tag.attributes}
    assert {"node__proto__", "node_text", "a-b", "a-b-2", "constructor", "_text"} <= ids


def test_a_report_that_is_hostile_in_every_field(nasty, blank, coloured) -> None:
    harmless(export(coloured(nasty), blank.document).html)
    sign = badge(nasty)
    assert "<script" not in sign and "\u202e" not in sign
    assert sign.count("<svg") == 1


def test_a_title_and_a_label_of_a_megabyte_make_no_page_of_many(page) -> None:
    body = rf"\begin{{theorem}}[{'L' * 1_000_000}]\label{{{'M' * 1_000_000}}} big\end{{theorem}}"
    made = page(body)
    harmless(made.html)
    assert len(made.html) < 2_500_000


@pytest.fixture
def one_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """The font is cut down once and not for every example: it has nothing of the text in it."""
    data = fonts.subset("x")
    monkeypatch.setattr(fonts, "subset", lambda characters: data)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from("\\{}$&<>\"'`#%^_~[]=/-x1 \n\u202e\u2028\x1b" + "é∀"), max_size=60))
def test_any_text_anywhere_gives_a_page_that_can_be_read(page, one_font, text: str) -> None:
    body = f"\\chapter{{{text}}}\n\\begin{{lemma}}[{text}]\\label{{{text}}}\n{text}\n\\end{{lemma}}\n${text}$ {text}\n"
    harmless(page(body, HEAD).html)


@given(st.lists(st.text(max_size=12), max_size=12))
def test_anchors_are_unique_and_fit_an_id(labels: list[str]) -> None:
    anchors = Anchors(labels)
    made = [anchors.add(label) for label in dict.fromkeys(labels)]
    assert len(made) == len(set(made))
    assert all(anchor and not re.search(r"\s", anchor) and not anchor.startswith("_") for anchor in made)
    for label in dict.fromkeys(labels):
        assert unquote(anchors.href(label)[1:]) == anchors.add(label)


@pytest.mark.parametrize(
    ("base", "led"),
    [
        ("https://a.b/c/", "https://a.b/c/x"),
        ("http://a.b", "http://a.b/x"),
        ("javascript:alert(1)//https://x", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("https:///x", None),
        ("https://a.b/\u202ex", None),
        ("//evil.example", None),
        ("https://[", None),
        (None, None),
    ],
)
def test_links_lead_outward_only_to_plain_addresses(base: str | None, led: str | None) -> None:
    assert outward(base, "x") == led


def test_what_is_broken_or_stale_comes_before_everything_else(report, blank, coloured) -> None:
    seen = read(export(coloured(report), blank.document).html)
    text = seen.named("section", id="_overview")[0].text
    assert text.index("Broken and stale") < text.index("Progress") < text.index("Work to take") < text.index("Findings")
    assert text.index("broken-node") < text.index("stale-pairing")
    assert "1 broken" in badge(report)
    marks = [tag.attributes["class"] for tag in seen.named("a", class_="node") if "m-" in tag.attributes["class"]]
    assert [" m-broken" in one for one in marks] == [True, False]
    assert {report.nodes["thm:broken"].status, *report.nodes["thm:broken"].marks} >= {Status.WHITE, Mark.BROKEN}
