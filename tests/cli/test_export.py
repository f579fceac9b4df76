"""`workbench export`: a whole file or none, what is said on the way, and who may ask for what."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree


def test_a_page_and_a_badge(bench) -> None:
    said = bench("export", "--html", "out.html", "--badge", "badge.svg")
    assert said.code == 0 and said.out == ""
    assert "blueprint: 4 statements" in said.err and "out.html: 0." in said.err
    page = (bench.root / "out.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and page.rstrip().endswith("</html>")
    for words in ("Theorem 1.2", 'id="thm:upper"', "Every", "monochromatic"):
        assert words in page
    badge = ElementTree.parse(bench.root / "badge.svg").getroot()
    assert badge.get("aria-label", "").endswith("0 of 4 asserted, none verified")
    assert not (bench.root / ".workbench").exists()


def test_the_page_on_stdout_is_the_page_in_the_file(bench) -> None:
    assert bench("export", "--html", "out.html").code == 0
    assert bench("export", "--html", "-").out == (bench.root / "out.html").read_text(encoding="utf-8")


def test_what_was_checked_is_shown_with_its_evidence_and_its_witness(bench) -> None:
    assert bench("check").code == 0
    assert bench("accept", "--all").code == 0
    said = bench("export", "--html", "out.html", "--badge", "badge.svg")
    assert said.code == 0 and "1 witnesses" in said.err
    page = (bench.root / "out.html").read_text(encoding="utf-8")
    assert "5 queens on a board of 5 by 5" in page
    assert re.search(r"sha256</th><td class=\"hash\">[0-9a-f]{64}<", page)
    assert 'id="_evidence" checked' in page
    assert 'class="node s-green' in page
    assert "2 of 4 verified" in (bench.root / "badge.svg").read_text(encoding="utf-8")


def test_nothing_to_write_and_the_same_file_twice_are_usage_errors(bench) -> None:
    assert bench("export").code == 2
    said = bench("export", "--html", "a", "--badge", "a")
    assert said.code == 2 and "different files" in said.err


def test_several_blueprints_are_asked_for_one_by_one(bench) -> None:
    web = bench.root / "blueprint" / "src" / "web.tex"
    other = bench.root / "other.tex"
    other.write_bytes(web.read_bytes())
    (bench.root / "workbench.toml").write_text(
        '[[blueprint]]\nmain = "blueprint/src/web.tex"\n[[blueprint]]\nmain = "other.tex"\n', encoding="utf-8"
    )
    said = bench("export", "--html", "out.html")
    assert said.code == 2 and "name one of them" in said.err
    assert not (bench.root / "out.html").exists()
    assert bench("export", "other.tex", "--html", "out.html").code == 0


def test_where_the_page_cannot_be_written_nothing_is_left(bench) -> None:
    said = bench("export", "--html", "no/such/folder/out.html")
    assert said.code == 2 and "no such file or directory" in said.err
    (bench.root / "out.html").write_text("before", encoding="utf-8")
    (bench.root / "blueprint" / "src" / "web.tex").write_bytes(b"\xff\xfe\x00")
    assert bench("export", "--html", "out.html").code == 2
    assert (bench.root / "out.html").read_text(encoding="utf-8") == "before"
    assert not [path for path in bench.root.iterdir() if path.name.endswith(".draft")]


def test_its_help_has_examples(bench) -> None:
    said = bench("export", "--help")
    assert said.code == 0 and "workbench export --html blueprint.html" in said.out


def test_a_path_that_is_none(bench, tmp_path: Path) -> None:
    assert bench("export", str(tmp_path / "nothing"), "--html", "out.html").code == 2
