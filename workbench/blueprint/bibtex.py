"""Reads .bib files as BibTeX does, so far as a list of references needs it, and prints entries as its style `plain`.

Grammar: Patashnik, "BibTeXing" (1988), and `btxdoc`. What is no entry is skipped, as BibTeX skips it; of entries with
the same key the first counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*[{(]\s*")
_KEY = re.compile(r"([^\s,{}()\"]*)\s*(?:,\s*|(?=[})]))")
_FIELD = re.compile(r"\s*([A-Za-z][\w:.+/-]*)\s*=\s*")
_NAME = re.compile(r"[^\s,#{}()\"=]+")
_JOIN = re.compile(r"\s*#\s*")
_NEXT = re.compile(r"\s*,?")
_BRACES = re.compile(r"\\.|[{}\"]", re.S)
_AND = re.compile(r"\s+and\s+", re.I)
_PLAIN = re.compile(r"\\[A-Za-z]+\s*|\\.|[{}~]")
_MONTHS = {
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "may": "May",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: type and names of fields in small letters, values without their delimiters, white space single."""

    type: str
    key: str
    fields: Mapping[str, str]


def entries(text: str) -> dict[str, Entry]:
    """The entries of a .bib file by key."""
    found: dict[str, Entry] = {}
    strings = dict(_MONTHS)
    position = 0
    while match := _ENTRY.search(text, position):
        position = match.end()
        kind = match[1].lower()
        if kind == "comment":
            continue
        if kind == "preamble":
            position = _value(text, position, strings)[1]
            continue
        key = ""
        if kind != "string":
            named = _KEY.match(text, position)
            if named is None:
                continue
            key, position = named[1], named.end()
        fields, position = _fields(text, position, strings)
        if kind == "string":
            strings.update(fields)
        elif key:
            found.setdefault(key, Entry(kind, key, fields))
    return found


def _fields(text: str, position: int, strings: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """The fields that begin here, and where they end."""
    fields: dict[str, str] = {}
    while match := _FIELD.match(text, position):
        value, position = _value(text, match.end(), strings)
        following = _NEXT.match(text, position)
        position = following.end() if following else position
        fields.setdefault(match[1].lower(), value)
    return fields, position


def _value(text: str, position: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """The value that begins here, and where it ends."""
    parts = []
    while True:
        if text[position : position + 1] in ("{", '"'):
            end = _closing(text, position)
            parts.append(text[position + 1 : end])
            position = min(end + 1, len(text))
        elif match := _NAME.match(text, position):
            parts.append(strings.get(match[0].lower(), match[0]))
            position = match.end()
        joined = _JOIN.match(text, position)
        if joined is None:
            return " ".join("".join(parts).split()), position
        position = joined.end()


def _closing(text: str, begin: int) -> int:
    """Where the brace or quotation mark at `begin` is closed; the end of the text where it is not."""
    quoted = text[begin] == '"'
    depth = 0
    for match in _BRACES.finditer(text, begin + 1):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}" and depth:
            depth -= 1
        elif match[0] == ('"' if quoted else "}") and not depth:
            return match.start()
    return len(text)


# Printing


def sort_key(entry: Entry) -> tuple[str, str, str, str]:
    """The order of the style `plain`: by author, year and title."""
    people = _people(entry.fields.get("author") or entry.fields.get("editor") or "")
    names = " ".join(f"{last} {first}" for first, last in people) or entry.fields.get("title", "")
    return _plain(names), _year(entry), _plain(entry.fields.get("title", "")), entry.key


def _plain(tex: str) -> str:
    return _PLAIN.sub("", tex).casefold()


def _year(entry: Entry) -> str:
    return entry.fields.get("year") or entry.fields.get("date", "")[:4]


def printed(entry: Entry) -> str:
    """The entry as TeX."""
    fields = entry.fields
    authors = _joined(f"{first} {last}".strip() for first, last in _people(fields.get("author", "")))
    title = fields.get("title", "")
    whole = entry.type in ("book", "booklet", "manual", "phdthesis", "mastersthesis", "proceedings", "thesis")
    sentences = [authors, f"\\emph{{{title}}}" if whole and title else title, *_where(entry), _link(fields)]
    return " ".join(
        sentence if sentence.endswith((".", "?", "!")) else f"{sentence}." for sentence in sentences if sentence
    )


def _where(entry: Entry) -> Iterator[str]:
    fields = entry.fields
    journal = fields.get("journal") or fields.get("journaltitle", "")
    volume, number, pages = (fields.get(name, "") for name in ("volume", "number", "pages"))
    issue = volume + (f"({number})" if number else "") + (f":{pages}" if pages and (volume or number) else "")
    book = fields.get("booktitle", "")
    place = [f"\\emph{{{journal}}}" if journal else "", f"In \\emph{{{book}}}" if book else ""]
    if journal:
        place.append(issue or pages)
    else:
        place += [f"volume {volume}" if volume else "", f"pages {pages}" if pages else ""]
    by = [fields.get(name, "") for name in ("series", "publisher", "school", "institution", "organization")]
    yield ", ".join(part for part in [*place, *by, fields.get("howpublished", ""), _year(entry)] if part)
    yield fields.get("note", "")


def _link(fields: Mapping[str, str]) -> str:
    eprint = fields.get("eprint", "")
    if fields.get("doi"):
        address = fields["doi"] if "://" in fields["doi"] else f"https://doi.org/{fields['doi']}"
        return f"\\url{{{address}}}"
    if eprint and (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").lower() == "arxiv":
        number = eprint.removeprefix("arXiv:")
        return f"\\href{{https://arxiv.org/abs/{number}}}{{arXiv:{number}}}"
    return f"\\url{{{fields['url']}}}" if fields.get("url") else ""


def _people(names: str) -> list[tuple[str, str]]:
    """First and last names; a comma or a brace within braces divides nothing."""
    found = []
    for name in _AND.split(names.strip()) if names.strip() else []:
        last, comma, first = name.partition(",")
        if comma and last.count("{") == last.count("}"):
            jr, again, given = first.partition(",")
            found.append((given.strip(), f"{last.strip()}, {jr.strip()}") if again else (first.strip(), last.strip()))
        elif name.startswith("{") or " " not in name:
            found.append(("", name))
        else:
            first, _, last = name.rpartition(" ")
            found.append((first, last))
    return found


def _joined(names: Iterable[str]) -> str:
    listed = ["et al." if name == "others" else name for name in names]
    if len(listed) < 3:
        return " and ".join(listed)
    return f"{', '.join(listed[:-1])}, and {listed[-1]}"
