"""A theorem that is stated and not proved, found in a source: where it begins, what it says, where its `sorry` is.

Text alone decides what is replaced; that it is the declaration meant is seen by the audit afterwards, which compares
what Lean prints of both. Theorems by pattern matching, with `where`, or in a `mutual` block are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.errors import BadInput
from workbench.lean.declared import KINDS, Named, declarations, plain_name
from workbench.lean.lexer import REST, code, comments

_COMMAND = re.compile(
    rf"^[ \t]*(?:@\[|#[a-z]|(?:{KINDS}|namespace|section|mutual|end|open|variable|universe|set_option|attribute|"
    rf"export|private|protected|noncomputable|public|local|scoped|notation|infix[lr]?|prefix|postfix|include|omit|import|"
    rf"initialize|macro|macro_rules|syntax|elab|deriving)(?![{REST}]))",
    re.MULTILINE,
)
_SORRY = re.compile(rf":=\s*(?:by\s+)?sorry(?![{REST}.])")
_ANY_SORRY = re.compile(rf"(?<![{REST}.])sorry(?![{REST}.])")
_MODIFIER = re.compile(r"(?:\b(?:private|protected|noncomputable|public|nonrec|local|scoped)|@\[[^\]]*\])\s*\Z")
_IN = re.compile(r"^[ \t]*(?:open|omit|include|set_option|attribute|variable|universe)\b[^\n]*?\bin\s*\Z", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A theorem whose whole proof is `sorry`. Offsets are into `text`, in characters."""

    file: str
    name: str
    text: str
    start: int
    """Of its `open ... in` and the like, else of the comment that documents it, else of its modifiers."""
    chain: str
    """The `open ... in` and the like."""
    keyword: int
    written: tuple[int, int]
    assign: int
    """Of `:=`."""
    end: int
    """After `sorry`."""

    @property
    def line(self) -> int:
        """Of its keyword, from 1."""
        return self.text.count("\n", 0, self.keyword) + 1

    @property
    def margin(self) -> str:
        """The blanks that its line begins with."""
        line = self.text[self.text.rfind("\n", 0, self.keyword) + 1 : self.keyword]
        return line[: len(line) - len(line.lstrip(" "))]

    @property
    def before(self) -> str:
        """All that stands before it."""
        return self.text[: self.start]

    @property
    def says(self) -> str:
        """Keyword, name and statement, as written."""
        return self.text[self.keyword : self.assign].rstrip()

    def copy(self, suffix: str) -> tuple[str, str]:
        """(the statement up to `:=` under a name with this suffix, that name)."""
        start, end = self.written
        written = self.text[start:end]
        name = f"{written[:-1]}{suffix}»" if written.endswith("»") else written + suffix
        return f"{self.chain}theorem {name}{self.text[end : self.assign].rstrip()}", name


def proof(script: str, margin: str = "") -> str:
    """`:= by` and the script below it, indented by two more than a theorem that has this margin."""
    lines = script.strip("\n").split("\n")
    return ":= by\n" + "\n".join(f"{margin}  {line}".rstrip() for line in lines)


def find(text: str, name: str, file: str) -> Statement:
    """The theorem of this full name, with its `sorry`. Raises BadInput, with the line where there is one."""
    found = [one for one in declarations(text) if one.name == plain_name(name) and one.kind in ("theorem", "lemma")]
    if not found:
        raise BadInput(f"no theorem {name} is written here", remedy="name a theorem by its full name", file=file)
    line = text.count("\n", 0, found[0].keyword) + 1
    if len(found) > 1:
        raise BadInput(f"{name} is written {len(found)} times", remedy="rename one of them", file=file, line=line)
    return _statement(text, found[0], file, line)


def _statement(text: str, named: Named, file: str, line: int) -> Statement:
    lexed = code(text)
    following = _COMMAND.search(lexed, named.written[1])
    limit = following.start() if following else len(text)
    sorry = _SORRY.search(lexed, named.written[1], limit)
    if named.in_mutual:
        raise BadInput(f"{named.name} stands in a mutual block", remedy="prove it by hand", file=file, line=line)
    if sorry is None or lexed[sorry.end() : limit].strip():
        some = _ANY_SORRY.search(lexed, named.written[1], limit)
        what = "more than `sorry` for a proof" if some else "a proof, and no `sorry`"
        remedy = "put `:= by sorry` in place of its proof"
        raise BadInput(f"{named.name} has {what}", remedy=remedy, file=file, line=line)
    start = named.keyword
    while modifier := _MODIFIER.search(lexed, 0, start):
        start = modifier.start()
    first = _without_doc(text, lexed, start)
    while chain := _IN.search(lexed, 0, first):
        first = _without_doc(text, lexed, chain.start())
    # A comment between them belongs to neither.
    said = lexed[first:start].strip()
    chain_text = f"{said}\n" if said else ""
    return Statement(
        file, named.name, text, first, chain_text, named.keyword, named.written, sorry.start(), sorry.end()
    )


def _without_doc(text: str, lexed: str, start: int) -> int:
    """Where the comment begins that documents what begins at `start`; `start` where there is none."""
    end = len(lexed[:start].rstrip())
    documents = [at for at, to in comments(text[:start]) if at >= end and text.startswith("/--", at)]
    return documents[0] if documents else start
