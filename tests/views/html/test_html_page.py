"""The page as a file: what is in it, what never is, and that the same input gives the same bytes."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from pages_by_hand import BODY, HEAD, read

from workbench.survey import exhibit
from workbench.views.html import export


def test_the_document_can_be_read_from_its_beginning_to_its_end(page) -> None:
    seen = read(page().html)
    assert [tag.text for tag in seen.named("h1")] == ["Sums"]
    assert "A. Writer" in seen.named("section", id="_overview")[0].text
    text = seen.named("section", id="_text")[0].text
    order = [
        "1 Colours",
        "Definition 1.1",
        "A colouring",
        "Lemma 1.2",
        "Clear.",
        "2 Sums",
        "Theorem 2.1 (Schur",
        "It follows.",
    ]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert [tag.text.strip() for tag in seen.named("li", class_="l2")] == ["1 Colours", "2 Sums"]


def test_every_link_within_the_page_leads_somewhere_and_every_id_is_there_once(page) -> None:
    seen = read(page().html)
    ids = [tag.attributes["id"] for tag in seen.tags if "id" in tag.attributes]
    assert len(ids) == len(set(ids))
    links = {tag.attributes["href"] for tag in seen.tags if tag.attributes.get("href", "").startswith("#")}
    assert {unquote(link[1:]) for link in links} <= set(ids)
    assert {"def:colouring", "lem:free", "thm:schur", "eq:one", "chap:colours"} <= set(ids)
    assert {tag.attributes["for"] for tag in seen.named("label") if "for" in tag.attributes} <= set(ids)


def test_the_table_of_chapters_leads_to_them(page) -> None:
    seen = read(page().html)
    links = {tag.text: tag.attributes["href"] for tag in seen.named("a") if "table" in tag.path and "th" in tag.path}
    ids = {tag.attributes["id"]: tag.text for tag in seen.named("h2", class_="chapter")}
    assert {title: ids[unquote(href[1:])].split(" #")[0] for title, href in links.items()} == {
        "Colours": "1 Colours",
        "Sums": "2 Sums",
    }


def test_references_print_what_latex_prints(page) -> None:
    seen = read(page().html)
    refs = {tag.attributes["href"]: tag.text for tag in seen.named("a", class_="ref")}
    assert refs == {"#eq:one": "1.1", "#lem:free": "1.2"}
    assert "(1.1)" in seen.named("section", id="_text")[0].text


def test_a_panel_says_what_is_used_what_uses_it_and_where_it_comes_from(page) -> None:
    seen = read(page().html)
    article = seen.named("article", id="lem:free")[0]
    for words in ("Statement uses", "Definition 1.1 Colouring", "Used by", "Theorem 2.1", "blueprint/src/web.tex:15"):
        assert words in article.text
    hrefs = [tag.attributes["href"] for tag in seen.named("a") if tag.attributes["href"].startswith("http")]
    assert hrefs == ["https://docs.example/find/#doc/Colouring", "https://github.com/a/b/issues/7"]


def test_the_only_script_and_style_are_those_that_the_policy_names_and_nothing_else_is_allowed(page) -> None:
    html = page().html
    policy = read(html).named("meta", http_equiv="Content-Security-Policy")[0].attributes["content"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules.pop("default-src") == "'none'"
    assert {rules.pop("base-uri"), rules.pop("form-action")} == {"'none'"}
    assert {rules.pop("font-src"), rules.pop("img-src")} == {"data:"}
    for name, pattern in (("script-src", r"<script>(.*?)</script>"), ("style-src", r"<style>(.*?)</style>")):
        (inside,) = re.findall(pattern, html, re.S)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert rules.pop(name) == f"'sha256-{digest}'"
    assert not rules
    assert not [tag for tag in read(html).tags if "style" in tag.attributes]


def test_nothing_is_asked_of_the_network(page) -> None:
    html = page().html
    seen = read(html)
    assert not [tag for tag in seen.tags if tag.name in ("link", "iframe", "object", "embed", "img", "base")]
    assert not [tag for tag in seen.tags if "src" in tag.attributes]
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
    assert {address.split(":")[0] for address in re.findall(r"url\((.*?)\)", style) if address[0] != "#"} == {"data"}
    assert "@import" not in style


def test_the_data_for_the_script_holds_every_edge(page) -> None:
    data = json.loads(read(page().html).named("script", id="_data")[0].text)
    names = [node["a"] for node in data["nodes"]]
    assert names == ["def:colouring", "lem:free", "thm:schur"]
    edges = {kind: [[names[used], names[user]] for used, user in data[kind]] for kind in ("statement", "proof")}
    assert edges == {
        "statement": [["def:colouring", "lem:free"], ["def:colouring", "thm:schur"]],
        "proof": [["lem:free", "thm:schur"]],
    }


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed(write) -> None:
    folder = write(BODY)
    code = (
        "import sys; from pathlib import Path; from workbench.survey import exhibit; "
        "from workbench.views.html import export; shown = exhibit(Path(sys.argv[1])); "
        "sys.stdout.write(export(shown.report, shown.document).html)"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1
    assert b"Definition 1.1" in made.pop()


def test_pictures_of_the_sources_are_in_the_page_and_others_are_not(page, write) -> None:
    folder = write(BODY)
    dot = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    )
    (folder / "dot.png").write_bytes(dot)
    (folder.parent.parent.parent / "secret.png").write_bytes(dot)
    (folder / "text.png").write_bytes(b"no picture")
    body = (
        BODY
        + r"\includegraphics{dot} \includegraphics{../../../secret} \includegraphics{text.png} \includegraphics{gone}"
    )
    images = read(page(body).html).named("img")
    assert [tag.attributes["src"] for tag in images] == [f"data:image/png;base64,{base64.b64encode(dot).decode()}"]
    assert images[0].attributes["alt"] == "dot"


def test_sections_come_first_where_there_are_no_chapters(page) -> None:
    head = HEAD.replace("{report}", "{article}").replace("[chapter]", "[section]")
    seen = read(page(r"\section{One}\subsection{Two}\begin{lemma}\label{a} A. \end{lemma}", head).html)
    assert [tag.text for tag in seen.named("h2", class_="section")] == ["1 One #"]
    assert [tag.text for tag in seen.named("h3", class_="subsection")] == ["1.1 Two #"]


def test_what_the_author_says_can_be_looked_at_without_a_machine(page) -> None:
    seen = read(page().html)
    assert "checked" in seen.named("input", id="_asserted")[0].attributes
    overview = seen.named("section", id="_overview")[0].text
    assert "No machine has been asked" in overview
    assert "3 nodes: 1 proved; 1 defined; 1 ready to prove, say its authors" in overview


@pytest.mark.corpus
@pytest.mark.parametrize("project", ["pfr", "FLT", "carleson", "equational_theories"])
def test_real_blueprints(corpus: Path, project: str) -> None:
    truth = json.loads((corpus / project / "truth.json").read_text(encoding="utf8"))
    shown = exhibit(corpus / project / truth["main"])
    made = export(shown.report, shown.document, picture=shown.picture)
    seen = read(made.html)
    assert not made.notes
    nodes = {node["id"]: node for graph in truth["graphs"] for node in graph["nodes"]}
    articles = {tag.attributes["id"]: tag for tag in seen.named("article") if "data-n" in tag.attributes}
    drawn = {unquote(tag.attributes["href"][1:]) for tag in seen.named("a", class_="node")}
    assert drawn >= {re.sub(r"\s+", "-", id) for id, node in nodes.items() if not node["generated_id"]}
    if project == "pfr":
        captions = {id: tag.text.split("(")[0].split()[1] for id, tag in articles.items()}
        assert captions == {id: node["ref"] for id, node in nodes.items()}
        assert len(made.html.encode()) < 1.5e6
