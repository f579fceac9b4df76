r"""What else an author may write to give a macro its meaning: commands of packages that plasTeX does not carry out.

The engine follows the definitions that TeX and LaTeX have themselves. What etoolbox, mathtools, xargs, expl3 and the
hooks of LaTeX do to a macro or an environment is not carried out, nor what `\catcode` and `\everymath` do to all text;
it need not be: it is part of what a statement says by its source text, so that a change of it is noticed. When in the
document it stands does not matter here: it counts for all.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

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
_ENVIRONMENT = re.compile(r"\\\w+\s*\{\s*(?:(?:cmd|env)/)?([A-Za-z*]+)")
_REWIRED = re.compile(r"\\(?:every(?:math|display|par)|(?:cat|math|lc|uc|del)code|active)(?![A-Za-z@])")
EVERYWHERE = "everywhere"
"""The name under which is said what changes how all text is read or printed."""
_REGISTER = re.compile(r"\\new(?:count|toks|dimen|skip|muskip)\s*\\([A-Za-z@]+)")
_ASSIGNED = re.compile(r"\\([A-Za-z@]+)\s*=?\s*(?:[-+]?[\d.]+\s*(?:pt|em|ex|mu|cm|mm|in)?|\{[^{}]*\})")
_WORD = re.compile(r"\\([A-Za-z@]+)")
_REST = re.compile(r"[ \t]*[=`'\"0-9A-Za-z\\+-]*(?:\n?[ \t]*(?=[\[{]))?")
_LONGEST = 400
"""Characters that are said of a macro at once."""
_BLANK = re.compile(r"[ \t\n]*")
_BRACKET = re.compile(r"\\.|[{}\[\]]", re.S)


def meanings(texts: Iterable[str]) -> dict[str, str]:
    """By the name of a macro: everything that is said of it in these ways, in the order of the texts."""
    found: dict[str, dict[str, None]] = {}
    for text in texts:
        if "\\" in text:
            for name, said in _said(without_comments(text)):
                found.setdefault(name, {})[said] = None
    return {name: "\n".join(said) for name, said in found.items()}


def _said(text: str) -> Iterator[tuple[str, str]]:
    """Names with what is said of each. What stands within the arguments of another such command is said with those, so
    that all of it together is not longer than a few times the text."""
    matches = [*_DEFINED.finditer(text), *_HOOK.finditer(text), *_REWIRED.finditer(text)]
    ends = _ends(text) if matches else {}
    done, said = 0, ""
    for match in sorted(matches, key=re.Match.start):
        if outermost := match.start() >= done:
            done = _end(text, match.end(), ends)
            said = _shown(" ".join(text[match.start() : done].split()))
        if match.re is _DEFINED:
            yield match[1] or match[2], said
        elif match.re is _REWIRED:
            yield EVERYWHERE, said
        elif outermost:
            yield from ((name, said) for name in dict.fromkeys(_WORD.findall(said)))
        if match.re is _HOOK and (environment := _ENVIRONMENT.match(text, match.start())):
            yield f"begin {environment[1]}", said
    registers = set(_REGISTER.findall(text))
    for match in _ASSIGNED.finditer(text) if registers else ():
        if match[1] in registers:
            yield match[1], match[0]


def _shown(said: str) -> str:
    """The text, or of a long one the beginning and the hash: many macros may stand in it, and it comes with each."""
    return (
        said
        if len(said) <= _LONGEST
        else f"{said[:_LONGEST]}... {hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()}"
    )


def _end(text: str, position: int, ends: Mapping[int, int]) -> int:
    """Where the arguments end that follow: groups, and before them what stands on the line without a brace."""
    position = _REST.match(text, position).end()  # type: ignore[union-attr]  # it matches the empty text too
    while position in ends:
        position = ends[position]
        after = _BLANK.match(text, position).end()  # type: ignore[union-attr]  # so does this
        position = after if after in ends else position
    return position


def _ends(text: str) -> dict[int, int]:
    """Behind each group: `{` to its `}`, and `[` to the first `]` on its own level."""
    found: dict[int, int] = {}
    braces: list[int] = []
    brackets: list[list[int]] = [[]]
    for match in _BRACKET.finditer(text):
        sign, at = match[0], match.start()
        if sign == "{":
            braces.append(at)
            brackets.append([])
        elif sign == "}" and braces:
            found[braces.pop()] = at + 1
            brackets.pop()
        elif sign == "[":
            brackets[-1].append(at)
        elif sign == "]":
            found.update(dict.fromkeys(brackets[-1], at + 1))
            brackets[-1].clear()
    return found
