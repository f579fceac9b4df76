"""`workbench.lock`: the pairings that people accepted. What is written is what is read, whatever a statement says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from hypothesis import strategies as st

from campaigns.fuzz.mutation import mutated
from campaigns.fuzz.reader import Reader
from campaigns.fuzz.refusal import refused
from campaigns.fuzz.texts import filled, seeds
from workbench.errors import WorkbenchError
from workbench.evidence.pairings import FormalObject, Pairing, Statement, lock_text, read_lock

_WORDS = st.sampled_from(
    (
        "Let",
        "$x$",
        "'",
        "''",
        "'''",
        '"',
        '"""',
        "\\",
        "\\\\",
        "\\u0041",
        "#",
        "=",
        "=======",
        "<<<<<<< ours",
        ">>>>>>>",
        "|||||||",
        "\t",
        "\u00a0",
        "\u2028",
        "\x7f",
        "\x85",
        "\x1b[31m",
        "é",
        "e\u0301",
        "\U0001f600",
        "{",
        "}",
        "[accepted]",
        "x" * 120,
        "a" * 40,
        " ",
        "-",
    )
)
_WORD = st.one_of(_WORDS, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
_LINE = st.lists(_WORD, max_size=12).map(" ".join).map(lambda text: text.replace("\n", " "))
_TEXT = st.lists(_LINE, min_size=1, max_size=3).map("\n".join)
_NAME = st.one_of(st.sampled_from(("thm:a", "lem:b", "a b", "é", "a.b", "")), _LINE)
_SHA = st.integers(0, 9).map(lambda number: hashlib.sha256(b"%d" % number).hexdigest())
_OBJECT = st.builds(
    FormalObject, st.sampled_from(("problem", "lean")), _TEXT, _NAME, st.sampled_from(("", "Lean 4.28"))
)


@st.composite
def _pairing(draw: st.DrawFn) -> Pairing:
    macros = sorted(draw(st.dictionaries(_NAME, _TEXT, max_size=2)).items())
    ancestors = sorted(draw(st.dictionaries(_NAME, st.just("0123abcd"), max_size=2)).items())
    return Pairing(
        draw(st.sampled_from(("web.tex", "b/web.tex"))),
        draw(_NAME),
        Statement(draw(_LINE), draw(_TEXT), draw(_LINE), tuple(macros)),
        draw(_SHA),
        tuple(ancestors),
        tuple(sorted(draw(st.lists(_OBJECT, max_size=3)))),
    )


_MARK = b"# as written, sha256 "


def _written(pairings: list[Pairing]) -> bytes:
    """The file that holds these pairings, marked as what Workbench itself wrote: it has to be accepted."""
    text = lock_text({(one.blueprint, one.node): one for one in pairings}.values()).encode()
    return _MARK + hashlib.sha256(text).hexdigest().encode() + b"\n" + text


def _read(data: bytes, scratch: Path) -> str:
    """As `check` reads it. What is read and written again says the same; what Workbench wrote is read."""
    path = scratch / "workbench.lock"
    path.write_bytes(data)
    head, _, rest = data.partition(b"\n")
    own = head == _MARK + hashlib.sha256(rest).hexdigest().encode()
    try:
        pairings = read_lock(path)
    except WorkbenchError as error:
        assert not own, f"what Workbench wrote is refused: {error}"
        return refused(error, {"workbench.lock": data})
    written = lock_text(pairings.values())
    assert not own or written.encode() == rest, "what Workbench wrote is read as something else"
    path.write_bytes(written.encode())  # as `write_lock` does, less the waiting for a disk
    assert read_lock(path) == pairings, "what was read is written as something else"
    return "accepted as written" if own else "accepted"


def one(text: str, content: str = "{}") -> bytes:
    """A lock of one pairing with a long statement or a long formal object."""
    formal = (FormalObject("problem", content, "p"),)
    return _written([Pairing("web.tex", "thm:a", Statement("theorem", "", text), "", (), formal)])


def _large() -> Iterable[tuple[str, bytes]]:
    from campaigns.fuzz.toml import traps

    yield "one statement of words", one(filled(b"abc ").decode())
    yield "one statement without a space", one(filled(b"x").decode())
    yield "one statement of quotes", one(filled(b"' ").decode())
    yield "one formal object of lines", one("a", filled(b"x\n").decode())
    formal = (FormalObject("lean", "theorem a : True", "a"),)
    pairings = [
        Pairing("web.tex", f"n{number}", Statement("lemma", "", "x"), "", (), formal) for number in range(4_300)
    ]
    yield "many pairings", _written(pairings)[:1_000_000]
    block = lock_text(pairings[:1]).split("\n", 3)[3].encode()
    yield "one pairing again and again", b"version = 1\n" + filled(block)
    wrong = b"".join(block.replace(b'"n0"', b'"n%d"' % number) for number in range(3_000))
    yield "many pairings and an unknown key", b"version = 1\n" + wrong + b"unknown = 1\n"
    yield from traps(b"version = 1\n", b"x")


READERS: tuple[Reader, ...] = (
    Reader(
        "workbench.lock",
        mutated(
            st.one_of(
                st.lists(_pairing(), max_size=3).map(_written),
                st.sampled_from(seeds("workbench.lock")).map(lambda text: text[:6000]),
            ),
            (b"=======\n", b"<<<<<<< a\n", b">>>>>>> b\n", b"'''", b"version = 2\n", b"[accepted]\n", b"pairing = 1\n"),
        ),
        _read,
        _large,
    ),
)
