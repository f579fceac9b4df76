r"""References: what is cited, and what a `thebibliography`, a .bbl file or the .bib files say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workbench.blueprint import bibtex
from workbench.blueprint.document import BibItem
from workbench.blueprint.macros import statement_text
from workbench.blueprint.model import Place
from workbench.blueprint.sources import Source, Sources
from workbench.errors import BadInput

_CITE = re.compile(
    r"\\(?:no|text|paren|auto|foot|full)?cite[A-Za-z]*\*?\s*(?:\[[^\[\]{}]*\]\s*){0,2}\{([^{}]*)\}", re.I
)
_ITEM = re.compile(r"\\bibitem(?![A-Za-z])\s*")
_SIGN = re.compile(r"\\.|[{}\[\]]", re.S)
_LABEL = re.compile(r"\\protect\s*|\\(?:natexlab|citename)\s*|[{}]")
_LIST = re.compile(r"\\begin\s*\{thebibliography\}\s*(?:\{[^{}]*\})?(.*?)\\end\s*\{thebibliography\}", re.S)
_NEWBLOCK = re.compile(r"\\newblock\b\s*")


def cited(tex: str) -> Iterator[str]:
    """The keys that a text cites, in its order; `*` for all."""
    if "cite" in tex or "Cite" in tex:
        for match in _CITE.finditer(tex):
            yield from (key for part in match[1].split(",") if (key := part.strip()))


def bibitems(tex: str) -> tuple[BibItem, ...]:
    r"""The entries of a `thebibliography` from its text; without a label of its own an entry has its number."""
    found = []
    starts = list(_ITEM.finditer(tex))
    for number, match in enumerate(starts, 1):
        end = starts[number].start() if number < len(starts) else len(tex)
        label, position = _argument(tex, match.end(), end, "[]")
        key, position = _argument(tex, position, end, "{}")
        if key is not None:
            own = " ".join(_LABEL.sub("", label).split()) if label else ""
            text = " ".join(_NEWBLOCK.sub("", tex[position:end]).split())
            found.append(BibItem(" ".join(key.split()), own or str(number), text))
    return tuple(found)


def _argument(tex: str, begin: int, end: int, signs: str) -> tuple[str | None, int]:
    """The argument between these signs that begins here, blanks aside, and where it ends."""
    while begin < end and tex[begin].isspace():
        begin += 1
    if tex[begin:end][:1] != signs[0]:
        return None, begin
    depth = braces = 0
    for match in _SIGN.finditer(tex, begin, end):
        sign = match[0]
        if sign in "{}" and signs != "{}":
            braces += 1 if sign == "{" else -1
        elif sign == signs[0] and not braces:
            depth += 1
        elif sign == signs[1] and not braces:
            depth -= 1
            if not depth:
                return tex[begin + 1 : match.start()], match.end()
    return None, begin


def references(sources: Sources, databases: Iterable[str], keys: Iterable[str]) -> tuple[BibItem, ...]:
    """The references to print for these keys: of the .bbl file beside the main file, else of the .bib files."""
    main = sources.read(sources.main)
    wanted = dict.fromkeys(keys)
    made = _text(sources, main, sources.main.stem, ".bbl")
    found = _LIST.search(made or "")
    if found:
        return bibitems(statement_text(found[1]))
    entries: dict[str, bibtex.Entry] = {}
    for name in dict.fromkeys(databases):
        for key, entry in bibtex.entries(_text(sources, main, name.removesuffix(".bib"), ".bib") or "").items():
            entries.setdefault(key, entry)
    chosen = list(entries.values()) if "*" in wanted else [entries[key] for key in wanted if key in entries]
    chosen.sort(key=bibtex.sort_key)
    return tuple(BibItem(entry.key, str(n), bibtex.printed(entry)) for n, entry in enumerate(chosen, 1))


def _text(sources: Sources, main: Source, name: str, suffix: str) -> str | None:
    """The file's text; None where there is none that can be used, for references are no reason to fail."""
    place = Place(main.file, 1)
    try:
        path = sources.find(name, main, place, suffix) if name else None
        return sources.read(path, place).text if path is not None and path.suffix == suffix else None
    except BadInput:
        return None
