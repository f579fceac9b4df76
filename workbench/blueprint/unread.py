r"""Files that LaTeX reads and plasTeX does not: they count with every byte, for what they define is not carried out.

They are those of `\InputIfFileExists`, `\import`, `\subfile`, an `\input` without braces, a package in a folder, and
one that stands beside the main file under the name of a package that plasTeX has itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from workbench.blueprint.macros import without_comments
from workbench.blueprint.sources import Source, Sources
from workbench.errors import BadInput

_READS = re.compile(
    r"\\(?:(?:InputIfFileExists|@@?input|subfile|input|include)\s*\{(?P<file>[^{}\\]+)\}"
    r"|input\s+(?P<word>[^\s{}\\]+)"
    r"|(?:sub)?(?:import|inputfrom|includefrom)\*?\s*\{(?P<folder>[^{}\\]*)\}\s*\{(?P<inside>[^{}\\]+)\}"
    r"|(?:usepackage|RequirePackage(?:WithOptions)?|LoadClass(?:WithOptions)?|documentclass)\s*(?:\[[^\]]{0,1000}\]\s*)?"
    r"\{(?P<packages>[^{}\\]+)\})"
)
_SAYS_NOTHING = re.compile(
    r"(?:\s|\\DeclareOption\*\s*\{\}|\\ProcessOptions\*?|\\NeedsTeXFormat\{[^{}]*\}|\\ProvidesPackage\{[^{}]*\}(?:\[[^\]]*\])?"
    r"|\\(?:providecommand|(?:re)?newcommand)\*?\s*\{?\\(?:(?:leanok|mathlibok|notready)\}?"
    r"|(?:uses|proves|lean|leanfour|alsoIn|home|github|dochome|graphcolor|bpcolor|discussion|checkedby)\}?\s*\[\d\](?:\[\])?)"
    r"\s*\{\})*"
)
"""The `blueprint.sty` that leanblueprint puts beside every blueprint."""
_SUFFIXES = (".tex", "")
_OF_PACKAGES = (".sty", ".cls")


def unread(sources: Sources) -> Iterator[str]:
    """Name and hash of each such file, with those that they read; then `sources` knows them, too."""
    known = set(sources.files)
    pending = sources.all()
    while pending:
        source = pending.pop()
        for name, suffixes in dict.fromkeys(_read_by(source)):
            path = next((path for suffix in suffixes if (path := sources.beside(f"{name}{suffix}", source))), None)
            if path is None or (file := sources.relative(path)) in known:
                continue
            known.add(file)
            try:
                found = sources.read(path)
            except BadInput as error:
                yield f"{file}: {error}"
                continue
            if _SAYS_NOTHING.fullmatch(without_comments(found.text)):
                continue
            pending.append(found)
            yield f"{file} {hashlib.sha256(found.text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _read_by(source: Source) -> Iterator[tuple[str, tuple[str, ...]]]:
    for match in _READS.finditer(without_comments(source.text)):
        if match["packages"]:
            yield from ((name.strip(), _OF_PACKAGES) for name in match["packages"].split(",") if name.strip())
        elif match["inside"]:
            yield f"{match['folder'].strip().rstrip('/') or '.'}/{match['inside'].strip()}", _SUFFIXES
        else:
            yield (match["file"] or match["word"]).strip(), _SUFFIXES
