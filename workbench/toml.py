"""TOML of a fixed shape: a file becomes a typed value, or one message with the line that is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from workbench.errors import BadInput

T = TypeVar("T")

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)", re.MULTILINE)
_MOST_PARTS = 100
"""Of a dotted key: tomllib takes time quadratic in them, and no file of ours has more than five."""
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"?|'[^'\n]*+'?)"""
_TOKEN = re.compile(
    r'''"""(?:[^"\\]++|\\.|"(?!""))*+(?:""")?|'''
    r"""'''(?:[^']++|'(?!''))*+(?:''')?|"""
    rf"#[^\n]*+|(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)",
    re.DOTALL,
)
"""Strings and comments are passed over, each in one piece, closed or not; a string of one line may be part of a key."""
_INDEX = re.compile(r"\[[0-9]{1,9}\]")
_WHERE = re.compile(r"(?P<what>.*?)(?: - at `(?:key in )?\$(?P<path>.*)`)?", re.DOTALL)


def read_toml(path: Path, shape: type[T], *, file: str, most_bytes: int) -> T:
    """The file's content as `shape` (a msgspec structure; give it `forbid_unknown_fields`).

    `file` is the file's name in messages. Raises BadInput, with the line where there is one, for a file that cannot be
    read, is larger than `most_bytes`, is not UTF-8, is not TOML or has another shape, and for the marks of a merge that
    was not finished.
    """
    text = read_text(path, file=file, most_bytes=most_bytes)
    return as_shape(parse_toml(text, file=file), shape, text=text, file=file)


def parse_toml(text: str, *, file: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises BadInput, with the line, where it is none or a merge was not finished."""
    import tomllib

    if conflict := _CONFLICT.search(text):
        raise BadInput(
            "the marks of a merge stand here",
            remedy="finish the merge: keep one side, remove the marks",
            file=file,
            line=text.count("\n", 0, conflict.start()) + 1,
        )
    _refuse_long_keys(text, file)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BadInput("the TOML is nested too deeply", remedy="make it flatter", file=file) from None
    except ValueError as error:  # TOMLDecodeError is one; an integer of 5,000 digits gives a plain one
        found = re.search(r" \(at line (\d+), column \d+\)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        said = re.sub(r" [(]at .*[)]", "", str(error))[:200]
        raise BadInput(f"this is not TOML: {said}", remedy="correct the line", file=file, line=line) from None


def marks_of_a_merge(text: str) -> bool:
    """Whether `parse_toml` would take a line of the text for the mark of a merge that was not finished."""
    return _CONFLICT.search(text) is not None


def _refuse_long_keys(text: str, file: str) -> None:
    for token in _TOKEN.finditer(text):
        key = token["key"]
        if key and key.count(".") > _MOST_PARTS and re.sub(r"""(["']).*?\1""", "", key).count(".") > _MOST_PARTS:
            line = text.count("\n", 0, token.start()) + 1
            problem = f"a dotted key has more than {_MOST_PARTS} parts"
            raise BadInput(problem, remedy="make it shorter", file=file, line=line)


def as_shape(data: Any, shape: type[T], *, text: str, file: str, within: Sequence[str] = ()) -> T:
    """What stood in `text` in the table `within`, as `shape`; raises BadInput, with the line, where it has another."""
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        match = _WHERE.fullmatch(str(error))
        what, where = (match["what"], match["path"] or "") if match else (str(error), "")
        raise _wrong(what, where, text, file, within) from None
    except RecursionError:
        raise BadInput("the TOML is nested too deeply", remedy="make it flatter", file=file) from None


def read_text(path: Path, *, file: str, most_bytes: int) -> str:
    """The text of a file. Raises BadInput where it cannot be read, is larger than `most_bytes` or is not UTF-8."""
    try:
        if not path.is_file():
            raise BadInput("this is not a file", remedy="remove what stands there or name a file", file=file)
        with path.open("rb") as opened:
            data = opened.read(most_bytes + 1)
    except OSError as error:
        problem = f"it cannot be read: {error.strerror or error}"
        raise BadInput(problem, remedy="check the permissions", file=file) from None
    if len(data) > most_bytes:
        raise BadInput(f"it is larger than {most_bytes:,} bytes", remedy="use a smaller one", file=file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput("this is not UTF-8", remedy="save the file as UTF-8", file=file, line=line) from None


def _wrong(what: str, where: str, text: str, file: str, within: Sequence[str]) -> BadInput:
    keys = [*within]
    keys += [key for key in re.findall(r"[^.\[\]]+|\[\d+\]|\[\.\.\.\]", where) if key != "[...]"]
    shown = ".".join([*within, where.lstrip(".")]).rstrip(".")
    if unknown := re.search(r"unknown field `(.*)`", what, re.DOTALL):
        problem = f"the unknown key `{unknown[1][:80]}`" + (f" in `{shown}`" if shown else "")
        line = _line(text, [*keys, unknown[1]])
        return BadInput(problem, remedy="correct its spelling, or remove it", file=file, line=line)
    if missing := re.search(r"missing required field `(.*)`", what):
        problem = f"the key `{missing[1]}` is missing" + (f" in `{shown}`" if shown else "")
        return BadInput(problem, remedy="add it", file=file, line=_line(text, keys))
    problem = f"`{shown or 'the file'}` is wrong: {what[:1].lower() + what[1:]}"
    return BadInput(problem, remedy="correct it", file=file, line=_line(text, keys))


def _line(text: str, keys: list[str]) -> int:
    """The line of the last of these keys that is found, each looked for below the one before it.

    A key within a long string may be mistaken for one; the line is where a person starts to look, no more.
    """
    lines = text.split("\n")
    found = 0
    for key, following in zip(keys, [*keys[1:], ""], strict=False):
        if _INDEX.fullmatch(key):
            continue  # the index of an array of tables: counted with its name
        again = int(following[1:-1]) if _INDEX.fullmatch(following) else 0
        name = rf"[\"']?{re.escape(key)}[\"']?"
        pattern = re.compile(rf"\s*(?:\[+(?:[^\]]*\.)?\s*{name}\s*[\].]|{name}\s*[=.])")
        hits = [number for number in range(found, len(lines)) if pattern.match(lines[number])]
        if not hits:
            break
        found = hits[min(again, len(hits) - 1)]
    return found + 1
