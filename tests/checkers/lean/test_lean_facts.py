"""What the audit's program says is read strictly, and followed to the end."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from workbench.checkers.lean.facts import CUT, READ, Answer, BrokenAnswer, Facts, read_answer
from workbench.checkers.lean.reach import reached

NONCE = "n0"


def line(what: str, **fields: Any) -> dict[str, Any]:
    return {"nonce": NONCE, "line": what, **fields}


def constant(name: str, kind: str = "theorem", uses: str = "", type_uses: str = "", **fields: Any) -> dict[str, Any]:
    given = {"module": 1, "unsafe": False, "partial": False, "own": True, "levels": [], "type": f"type of {name}"}
    if kind in ("def", "opaque"):
        given["value"] = f"value of {name}"
    given |= {"type_uses": type_uses.split(), "uses": uses.split(), **fields}
    return line("constant", name=name, kind=kind, **given)


def written(lines: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(entry) + "\n" for entry in lines).encode()


def whole(*constants: dict[str, Any], ask: str = "t", reserved: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    return [
        line("lean", version="4.35.0", githash="abc", modules=["Init", "A"]),
        line("present", ask=ask, name=ask),
        line("own", constants=7, reserved=list(reserved)),
        *constants,
        line("done"),
    ]


def read(lines: list[dict[str, Any]], ask: str = "t", replayed: int | None = 7) -> Answer:
    again = None if replayed is None else written([line("replayed", constants=replayed)])
    return read_answer(written(lines), again, NONCE, [ask])


def fact(*constants: dict[str, Any], ask: str = "t") -> Any:
    found = Facts(read(whole(*constants, ask=ask), ask)).of(ask)
    assert found is not None
    return found


SOUND = whole(constant("t"))


def test_a_sound_answer() -> None:
    answer = read(SOUND)
    assert (answer.version, answer.replayed, answer.absent) == ("4.35.0", True, frozenset())
    assert Facts(answer).of("t").type == "type of t"  # type: ignore[union-attr]
    assert Facts(answer).of("u") is None


@pytest.mark.parametrize("lines", range(len(SOUND)))
def test_no_line_may_be_missing(lines: int) -> None:
    with pytest.raises(BrokenAnswer):
        read(SOUND[:lines] + SOUND[lines + 1 :])


@pytest.mark.parametrize("bytes_", [1, 2, 20, 100])
def test_no_end_may_be_missing(bytes_: int) -> None:
    with pytest.raises(BrokenAnswer):
        read_answer(written(SOUND)[:-bytes_], None, NONCE, ["t"])


@pytest.mark.parametrize(
    "lines",
    [
        [*SOUND, line("done")],
        [*SOUND[:3], constant("t"), *SOUND[3:]],
        [SOUND[0], line("absent", ask="t"), *SOUND[1:]],
        [SOUND[0], line("unknown", name="x"), *SOUND[1:]],
        [SOUND[0], {**SOUND[1], "nonce": "other"}, *SOUND[2:]],
        [SOUND[0], {**SOUND[1], "more": 1}, *SOUND[2:]],
        [SOUND[0], line("verified", name="t"), *SOUND[1:]],
        [SOUND[0], SOUND[2], SOUND[2], *SOUND[3:]],
        [],
    ],
)
def test_nothing_else_is_an_answer(lines: list[dict[str, Any]]) -> None:
    with pytest.raises(BrokenAnswer):
        read(lines)


def test_what_was_asked_has_to_be_answered() -> None:
    with pytest.raises(BrokenAnswer, match="does not answer what was asked"):
        read_answer(written(SOUND), None, NONCE, ["t", "u"])
    with pytest.raises(BrokenAnswer, match="lacks a declaration"):
        read(whole(constant("u")))


@pytest.mark.parametrize("replayed", [None, 6, 8])
def test_a_replay_of_something_else_is_none(replayed: int | None) -> None:
    assert not read(SOUND, replayed=replayed).replayed


def test_axioms_are_followed_through_everything() -> None:
    found = fact(
        constant("t", uses="a"),
        constant("a", "def", uses="I.mk"),
        constant("I", "inductive", uses="I.mk"),
        constant("I.mk", "constructor", uses="I", type_uses="b"),
        constant("b", uses="bad propext"),
        constant("bad", "axiom"),
        constant("propext", "axiom", module=0, own=False),
    )
    assert [(axiom.name, axiom.module, axiom.own) for axiom in found.axioms] == [
        ("bad", "A", True),
        ("propext", "Init", False),
    ]


SORRY = constant("sorryAx", "axiom", module=0, own=False)


@pytest.mark.parametrize(
    ("constants", "where"),
    [
        ([constant("t", uses="sorryAx")], "proof"),
        ([constant("t", uses="lemma"), constant("lemma", uses="sorryAx")], "proof"),
        ([constant("t", type_uses="sorryAx")], "statement"),
        ([constant("t", type_uses="d"), constant("d", "def", uses="sorryAx")], "statement"),
        ([constant("t", type_uses="l"), constant("l", uses="sorryAx")], "proof"),
        ([constant("t", "def", uses="sorryAx")], "proof"),
        ([constant("t", type_uses="I"), constant("I", "inductive", uses="I.mk"),
          constant("I.mk", "constructor", type_uses="I sorryAx", uses="I")], "statement"),
    ],
)  # fmt: skip
def test_where_sorry_is(constants: list[dict[str, Any]], where: str) -> None:
    found = fact(*constants, SORRY)
    assert found.sorry == where
    assert found.axioms == ()


def test_a_sorry_of_the_projects_own_is_an_axiom() -> None:
    found = fact(constant("t", uses="sorryAx"), constant("sorryAx", "axiom"))
    assert [axiom.name for axiom in found.axioms] == ["sorryAx"]


def test_what_a_statement_says_holds_definitions_and_no_proofs() -> None:
    def says(uses: str = "hidden", **of_lemma: Any) -> Any:
        return fact(
            constant("t", type_uses="d core", uses="lemma"),
            constant("d", "def", uses="e lemma"),
            constant("e", "def", uses="core"),
            constant("lemma", uses=uses, **of_lemma),
            constant("hidden", "def"),
            constant("core", "def", module=0, own=False, uses="deeper"),
            constant("deeper", "def", module=0, own=False),
        )

    found = says()
    assert [one.name for one in found.definitions] == ["d", "e", "lemma"]
    assert [str(one) for one in found.definitions] == [
        "def d : type of d := value of d",
        "def e : type of e := value of e",
        "theorem lemma : type of lemma",
    ]
    assert found.whole == "theorem : type of t"
    assert [words.split()[:2] for words in found.states.splitlines()[2:]] == [["rests", "on"]] * 3
    assert says(uses="hidden hidden").sha256 == found.sha256
    assert says(type="another").sha256 != found.sha256


def test_a_definition_says_what_it_is() -> None:
    found = fact(constant("t", "def", levels=["u"]))
    assert found.whole == "def.{u} : type of t := value of t"
    assert fact(constant("t", "def", levels=["u"], value="2")).sha256 != found.sha256


def test_doubtful_constants_of_the_project_are_named() -> None:
    found = fact(constant("t", uses="o u core"), constant("o", "opaque"), constant("u", "def", unsafe=True),
                 constant("core", "opaque", own=False, module=0))  # fmt: skip
    assert found.doubtful == ("o", "u")


def test_a_statement_that_was_cut_off_says_so() -> None:
    assert fact(constant("t", type_uses="d"), constant("d", "def", value="x" * CUT)).cut
    assert not fact(constant("t", uses="d"), constant("d", "def", value="x" * CUT)).cut


def test_nobody_writes_lines_of_his_own_into_what_is_accepted() -> None:
    name = "«Schur\nexactly 0000»"
    found = fact({**constant("t", reads=name), "type_uses": [name]}, constant(name, "def"))
    assert [line.split()[0] for line in found.states.splitlines()] == ["theorem", "exactly", "rests"]
    assert found.states.startswith("theorem «Schur⏎exactly 0000»")


def test_a_reading_that_was_cut_off_says_so() -> None:
    assert "it goes on" in fact(constant("t", reads="x" * READ)).states
    assert "it goes on" not in fact(constant("t", reads="x" * (READ - 1))).states


def test_what_is_reached_agrees_with_a_plain_search() -> None:
    chance = random.Random(1)
    for _ in range(200):
        size = chance.randrange(1, 12)
        names = [str(vertex) for vertex in range(size)]
        after = {name: [chance.choice(names) for _ in range(chance.randrange(3))] for name in names}
        marks = frozenset(chance.sample(names, chance.randrange(size + 1)))
        found = reached(names, after.__getitem__, marks)
        for name in names:
            seen, stack = {name}, [name]
            while stack:
                for other in after[stack.pop()]:
                    if other not in seen:
                        seen.add(other)
                        stack.append(other)
            assert found[name] == marks & seen
