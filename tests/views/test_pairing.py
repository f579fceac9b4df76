"""Both halves of a pairing, and what changed since it was accepted."""

from __future__ import annotations

from dataclasses import replace

from workbench.evidence.pairings import FormalObject, Pairing, Statement
from workbench.status import Report
from workbench.views.pairing import pairing_lines, readable, statement_words

CONTENT = '{"body":{"family":"schur","parameters":{"colours":4,"n":45}},"expect":"unsatisfiable","kind":"sat"}'


def a_pairing(text: str = "every colouring of $1..45$", **more: object) -> Pairing:
    return Pairing(
        **{
            "blueprint": "src/web.tex",
            "node": "thm:green",
            "statement": Statement("theorem", "", text),
            "ancestors_sha256": "0" * 64,
            "ancestors": (("def:a", "aaa"), ("def:b", "bbb")),
            "objects": (FormalObject("problem", CONTENT, "schur-4-upper"),),
            **more,
        }
    )


def shown(report: Report, now: Pairing, accepted: Pairing | None) -> str:
    lines = pairing_lines(
        report.blueprint.statements["thm:green"], now, accepted, {"schur-4-upper": "No \x1b colouring."}
    )
    return " ".join(" ".join(lines).split())


def test_both_halves(report: Report) -> None:
    text = shown(report, a_pairing(), None)
    assert "thm:green (Theorem 1.1) src/web.tex:11" in text
    assert "statement every colouring of $1..45$" in text
    assert (
        r"problem No \x1b colouring. schur-4-upper: family=schur colours=4 n=45 expect=unsatisfiable kind=sat" in text
    )
    assert text.endswith("accepted never before")
    assert shown(report, a_pairing(), a_pairing()).endswith("accepted before, and nothing changed since")


def test_what_changed(report: Report) -> None:
    before = a_pairing()
    assert "changed every colouring of $1..[45 -> 44]$" in shown(
        report, a_pairing("every colouring of $1..44$"), before
    )
    other = a_pairing(objects=(FormalObject("problem", CONTENT.replace("45", "44"), "schur-4-upper"),))
    assert "changed schur-4-upper: family=schur colours=4 n=[45 -> 44] expect" in shown(report, other, before)
    renamed = a_pairing(objects=(FormalObject("lean", "Schur.four", "Schur.four"),))
    text = shown(report, renamed, before)
    assert "added Schur.four" in text and "removed schur-4-upper" in text
    moved = a_pairing(ancestors=(("def:a", "xxx"), ("def:c", "ccc")), ancestors_sha256="1" * 64)
    assert "builds on def:a changed, def:c is new, def:b is gone" in shown(report, moved, before)
    macro = replace(before, statement=Statement("lemma", "", "every colouring of $1..45$", (("N", "45"),)))
    text = shown(report, macro, before)
    assert r"where \N = 45" in text and "it was a theorem and is a lemma" in text


def test_words_and_content_that_are_hostile(report: Report) -> None:
    evil = a_pairing("a\x1b[31mb", objects=(FormalObject("problem", '{"a\x1b":"\x1b[0m"}', "x\x1b[1m"),))
    assert "\x1b" not in shown(report, evil, a_pairing()) + shown(report, a_pairing(), evil)


def test_readable() -> None:
    assert readable(CONTENT + " file:abc") == "family=schur colours=4 n=45 expect=unsatisfiable kind=sat file:abc"
    assert readable("Schur.four") == "Schur.four"
    assert readable("[1, 2]") == "[1, 2]"
    assert statement_words(Statement("lemma", "T", "x", (("N", "45"),))) == r"(T) x where \N = 45"
