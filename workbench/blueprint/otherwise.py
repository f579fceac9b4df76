r"""What else an author may write to give a macro its meaning: commands of packages that plasTeX does not carry out.

The engine follows the definitions that TeX and LaTeX have themselves. What etoolbox, mathtools, xargs, expl3 and the
hooks of LaTeX do to a macro is not carried out, and need not be: it is part of what a statement says by its source
text, so that a change of it is noticed. When in the document it stands does not matter here: it counts for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workbench.blueprint.macros import without_comments

_FIRST = (
    # etoolbox, xpatch and the kernel
    "newrobustcmd renewrobustcmd providerobustcmd @namedef csdef csgdef csedef csxdef cslet csletcs letcs futurelet "
    "appto gappto eappto xappto preto gpreto epreto xpreto csappto csgappto cspreto csgpreto g@addto@macro addto "
    "apptocmd pretocmd patchcmd xapptocmd xpretocmd xpatchcmd regexpatchcmd robustify "
    "NewCommandCopy RenewCommandCopy DeclareCommandCopy NewExpandableDocumentCommand RenewExpandableDocumentCommand "
    "ProvideExpandableDocumentCommand DeclareExpandableDocumentCommand "
    # xargs, mathtools, fonts and symbols
    "newcommandx renewcommandx providecommandx DeclareRobustCommandx DeclarePairedDelimiter DeclarePairedDelimiterX "
    "DeclarePairedDelimiterXPP DeclareMathSymbol DeclareMathAccent DeclareMathDelimiter DeclareMathAlphabet "
    "SetMathAlphabet DeclareTextFontCommand DeclareTextCommand DeclareTextSymbol ProvideTextCommand "
    "DeclareOldFontCommand font "
    # TeX's registers and characters
    "chardef mathchardef countdef toksdef newcount newtoks newdimen newskip newmuskip newlength setlength addtolength "
    "newsavebox savebox sbox"
)
"""Commands whose first argument is the macro, as `\name`, `{\name}` or `{name}`."""
_NAMED = "|".join(sorted(_FIRST.split(), key=len, reverse=True))
_DEFINED = re.compile(
    rf"\\(?:{_NAMED}|(?:cs|tl|int|clist|seq|prop|bool|fp)_g?[a-z_]*:[A-Za-z]+)(?![A-Za-z@])\*?"
    r"\s*(?:\{\s*\\?([A-Za-z@]+)\s*\}|\\([A-Za-z@]+))"
)
_HOOK = re.compile(
    r"\\(?:At(?:Begin|End)Document|AtEndPreamble|AfterEndPreamble|At(?:Begin|End)Environment|AddToHook|AtEndOf\w+"
    r"|BeforeBeginEnvironment|AfterEndEnvironment)(?![A-Za-z@])\s*(?=\{)"
)
_REGISTER = re.compile(r"\\new(?:count|toks|dimen|skip|muskip)\s*\\([A-Za-z@]+)")
_ASSIGNED = re.compile(r"\\([A-Za-z@]+)\s*=?\s*(?:[-+]?[\d.]+\s*(?:pt|em|ex|mu|cm|mm|in)?|\{[^{}]*\})")
_WORD = re.compile(r"\\([A-Za-z@]+)")
_REST = re.compile(r"[ \t]*[=`'\"0-9A-Za-z\\+-]*(?:\n?[ \t]*(?=[\[{]))?")
_BLANK = re.compile(r"[ \t\n]*")
_BRACKETS = {"{": "}", "[": "]"}
_LONGEST = 10_000
"""Characters of one argument."""


def meanings(texts: Iterable[str]) -> dict[str, str]:
    """By the name of a macro: everything that is said of it in these ways, in the order of the texts."""
    found: dict[str, list[str]] = {}
    for text in texts:
        if "\\" not in text:
            continue
        plain = without_comments(text)
        for name, said in _said(plain):
            found.setdefault(name, []).append(" ".join(said.split()))
    return {name: "\n".join(said) for name, said in found.items()}


def _said(text: str) -> Iterator[tuple[str, str]]:
    for match in _DEFINED.finditer(text):
        yield match[1] or match[2], text[match.start() : _end(text, match.end())]
    for match in _HOOK.finditer(text):
        said = text[match.start() : _end(text, match.end())]
        for name in dict.fromkeys(_WORD.findall(said)):
            yield name, said
    registers = set(_REGISTER.findall(text))
    for match in _ASSIGNED.finditer(text) if registers else ():
        if match[1] in registers:
            yield match[1], match[0]


def _end(text: str, position: int) -> int:
    """Where the arguments end that follow: groups, and before them what stands on the line without a brace."""
    position = _REST.match(text, position).end()  # type: ignore[union-attr]  # it matches the empty text too
    while position < len(text) and text[position] in _BRACKETS:
        end = _closing(text, position)
        if end < 0:
            break
        position = end
        after = _BLANK.match(text, position).end()  # type: ignore[union-attr]  # so does this
        position = after if text[after : after + 1] in _BRACKETS else position
    return position


def _closing(text: str, position: int) -> int:
    """Behind the bracket that closes the one here; -1 where there is none."""
    opens, closes = text[position], _BRACKETS[text[position]]
    depth = 0
    for at in range(position, min(len(text), position + _LONGEST)):
        if text[at] in (opens, closes) and text[at - 1 : at] != "\\":
            depth += 1 if text[at] == opens else -1
            if depth == 0:
                return at + 1
    return -1
