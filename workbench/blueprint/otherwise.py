r"""What else an author may write to give a macro its meaning: commands of packages that plasTeX does not carry out.

The engine follows the definitions that TeX and LaTeX have themselves. What etoolbox, mathtools, xargs, expl3 and the
hooks of LaTeX do to a macro, an environment or a character is not carried out, nor what `\catcode` and `\everymath` do
to all text, nor a branch that LaTeX may take and plasTeX does not; it need not be: it is part of what a statement says
by its source text, so that a change of it is noticed. When in the document it stands does not matter here: it counts
for all.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from workbench.blueprint.macros import without_comments
from workbench.blueprint.texts import CHARACTER, EVERYWHERE
from workbench.errors import BadInput

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
    "newsavebox savebox sbox Umathchardef"
)
"""Commands whose first argument is the macro, as `\name`, `{\name}` or `{name}`."""
_NAMED = "|".join(sorted(_FIRST.split(), key=len, reverse=True))
_DEFINED = re.compile(
    rf"\\(?:{_NAMED}|(?:cs|tl|int|clist|seq|prop|bool|fp)_g?[a-z_]*:[A-Za-z]+)(?![A-Za-z@])\*?"
    r"\s*(?:\{\s*\\?([A-Za-z@]+)\s*\}|\\([A-Za-z@]+))"
)
_GLOBAL = re.compile(
    r"\\global\s*(?:\\(?:global|long|outer|protected)\s*){0,4}\\(?:e?def|let|futurelet)\s*\\([A-Za-z@]+|.)", re.S
)
"""plasTeX takes such a definition for one that ends with its group."""
_OF_ENVIRONMENT = re.compile(
    r"\\(?:(?:New|Renew|Provide|Declare)(?:Document)?Environ(?:ment)?|(?:re)?newenvironmentx|newmdenv|mdfapptodefinestyle"
    r"|(?:include|exclude|special|process|general)comment|(?:re)?newtcolorbox|newtcbtheorem|tcolorboxenvironment"
    r"|surroundwithmdframed|declaretheorem|NewEnviron|RenewEnviron)(?![A-Za-z@])\*?"
    r"\s*(?:\[[^\]]{0,400}\]\s*)?\{([^{}]*)\}"
)
_OF_CHARACTER = re.compile(
    r"\\(?:[egx]?def|let|(?:re|provide)?(?:new)?command|DeclareRobustCommand|(?:new|renew|provide)robustcmd"
    r"|(?:New|Renew|Provide|Declare)DocumentCommand|newunicodechar|DeclareUnicodeCharacter|DeclareMathSymbol"
    r"|DeclareMathDelimiter)(?![A-Za-z@])\*?\s*(?:\{\s*([0-9A-Fa-f]{4,6}|[^\\{}#\s])\s*\}|([^\\{}#\s\w*@]))"
)
_OF_COUNTER = re.compile(
    r"\\(?:counterwithin|counterwithout|@addtoreset|newcounter)\*?\s*\{\s*([A-Za-z@]+)\s*\}\s*[\[{]"
    r"|\\(?:set|addto|step|refstep)counter\s*\{\s*([A-Za-z@]+)\s*\}"
)
_COUNTED = re.compile(r"\\(?:set|addto)counter ?\{\w+\} ?\{ ?[-+]?\d+ ?\}|\\(?:ref)?stepcounter ?\{\w+\}")
"""What the engine counts as LaTeX does."""
_OF_SWITCH = re.compile(r"\\(?:new|provide|set)?(toggle|bool|boolean)(?:true|false)?(?![A-Za-z@])\s*(?=\{)")
_OF_LISTS = re.compile(r"\\(newcolumntype|setlist|setenumerate|setitemize|setdescription)(?![A-Za-z@])\*?\s*")
"""What speaks of columns and of lists, by its own name (`texts._PRINTED_WITH`)."""
_SWITCHED = {
    "toggle": ("iftoggle", "nottoggle"),
    "bool": ("ifbool", "notbool", "boolean"),
    "boolean": ("ifbool", "notbool", "boolean"),
}
_HOOK = re.compile(
    r"\\(?:At(?:Begin|End)Document|AtEndPreamble|AfterEndPreamble|At(?:Begin|End)Environment|AddToHook(?:Next)?"
    r"|AddToHookWithArguments|AtEndOf\w+|BeforeBeginEnvironment|AfterEndEnvironment)(?![A-Za-z@])\*?\s*(?=[\[{\\])"
)
_ENVIRONMENT = re.compile(r"\\\w+\s*\{\s*((?:cmd|env|para|shipout)/)?([A-Za-z*@]+)")
_KERNEL = (
    "catcode mathcode lccode uccode delcode sfcode Umathcode Udelcode XeTeXmathcode XeTeXcharclass XeTeXinterchartoks "
    "everymath everydisplay everypar everyhbox everyvbox everycr everyeof everyjob active globaldefs endlinechar "
    "escapechar catcodetable initcatcodetable savecatcodetable @makeother dospecials MakeShortVerb lstMakeShortInline "
    "useshorthands defineshorthand aliasshorthand declare@shorthand initiate@active@char obeylines obeyspaces "
    "DeclareSymbolFont SetSymbolFont newtheoremstyle declaretheoremstyle scantokens directlua luadirect"
)
_REWIRED = re.compile(
    rf"(?:\\|csname\s*)(?:{'|'.join(_KERNEL.split())}|char_(?:set_)?[a-z_]*code[a-z_]*:[A-Za-z]+)(?![A-Za-z@])"
    r"|\^\^[0-9a-zA-Z@!-/:-?]"
)
OF_THEOREMS = (
    r" \@begintheorem \@opargbegintheorem \@endtheorem \@thm \@xthm \@ythm \th@plain \th@definition \th@remark "
)
"""What LaTeX and amsthm print theorems with, whatever they are called."""
_REGISTER = re.compile(r"\\new(?:count|toks|dimen|skip|muskip)\s*\\([A-Za-z@]+)")
_ASSIGNED = re.compile(r"((?:\\(?:the|number|value|advance|multiply|divide)\s*)?)\\([A-Za-z@]+)(?=([^\n]{0,80}))")
_NUMBERED = ("count", "toks", "dimen", "skip", "muskip")
_DEFINES = re.compile(r"\\(?:[egx]?def|let|\w*newcommand|\w*(?:Command|Operator)|\w*environment|set\w+)(?![A-Za-z@])")
_WORD = re.compile(r"\\([A-Za-z@]+)")
_REST = re.compile(r"[ \t]*[=`'\"0-9A-Za-z\\+<>|~-]*(?:\n?[ \t]*(?=[\[{]))?")
_MOST = 600_000
"""Names that something is said of, repetitions counted; real blueprints have 100."""
_LONGEST = 400
"""Characters that are said of a macro at once."""
_BLANK = re.compile(r"[ \t\n]*")
_BRACKET = re.compile(r"\\.|[{}\[\]]", re.S)


def meanings(
    texts: Iterable[str], doubts: Iterable[str], written: Mapping[str, str], counters: Collection[str]
) -> dict[str, str]:
    """By the name of a macro: everything that is said of it in these ways, in the order of the texts.

    `doubts`: what was left out because of conditions that LaTeX may decide otherwise. `written`: the author's macros;
    what a hook says of one, it says of all that this one stands for. `counters`: those whose numbers are in force.
    Raises BadInput where hooks speak of too much.
    """
    plainly = {f"counter {name}" for name in counters}
    found: dict[str, dict[str, None]] = {}
    for number, (name, said) in enumerate(_all(texts, doubts, written)):
        if number > _MOST:
            raise BadInput(
                "the hooks and conditions of this blueprint speak of macros without measure",
                remedy="look for definitions that were generated, and leave out those that are not used",
            )
        if name not in plainly or not _COUNTED.fullmatch(said):
            found.setdefault(name, {})[said] = None
    return {name: "\n".join(said) for name, said in found.items()}


def _all(texts: Iterable[str], doubts: Iterable[str], written: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        if "\\" in text:
            yield from _said(without_comments(text), written)
    for text in doubts:
        if _DEFINES.search(text):
            said = _shown(" ".join(without_comments(text).split()))
            yield from ((name, said) for name in _reached(text, written))


def _reached(text: str, written: Mapping[str, str]) -> dict[str, None]:
    """The macros in a text, and in what these stand for."""
    reached: dict[str, None] = {}
    front = _WORD.findall(text)
    while front:
        name = front.pop()
        if name not in reached:
            reached[name] = None
            front += _WORD.findall(written.get(name, ""))
    return reached


def _said(text: str, written: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Names with what is said of each. What stands within the arguments of another such command is said with those, so
    that all of it together is not longer than a few times the text."""
    kinds = (_DEFINED, _GLOBAL, _OF_ENVIRONMENT, _OF_CHARACTER, _OF_COUNTER, _OF_SWITCH, _OF_LISTS, _HOOK, _REWIRED)
    matches = [match for kind in kinds for match in kind.finditer(text)]
    ends = _ends(text) if matches else {}
    done, said = 0, ""
    for match in sorted(matches, key=re.Match.start):
        if outermost := match.start() >= done:
            done = _end(text, match.end(), ends)
            whole = text[match.start() : done]
            said = _shown(" ".join(whole.split()))
        if match.re is _HOOK:
            names = [*_reached(whole, written)] if outermost else []
            names += _hooked(text, match.start())
        else:
            names = _names(match)
        yield from ((name, said) for name in names)
    registers = {*_REGISTER.findall(text), *_NUMBERED}
    for match in _ASSIGNED.finditer(text):
        counts = match[2].startswith("c@")
        if (counts or match[2] in registers) and match[1].strip() not in ("\\the", "\\number", "\\value"):
            name = f"counter {match[2][2:]}" if counts else match[2]
            yield name, match[0] + match[3]


def _names(match: re.Match[str]) -> list[str]:
    """Of what a command speaks that is no hook."""
    if match.re is _REWIRED:
        return [EVERYWHERE]
    if match.re is _OF_ENVIRONMENT:
        hides = match[1] == "comment"  # what it holds is left out of every text
        return [f"begin {name.strip()}" for name in match[1].split(",")] + [EVERYWHERE] * hides
    if match.re is _OF_CHARACTER:
        given = match[1] or match[2]
        code = int(given, 16) if len(given) > 1 else ord(given)
        return [f"{CHARACTER}{chr(code)}"] if code < 0x110000 else []
    if match.re is _OF_SWITCH:
        return list(_SWITCHED[match[1]])
    name = next(group for group in match.groups() if group)
    return [f"counter {name}"] if match.re is _OF_COUNTER else [name]


def _hooked(text: str, at: int) -> list[str]:
    """What a hook is put into, but for the document itself."""
    match = _ENVIRONMENT.match(text, at)
    if match is None:
        return []
    if match[1] == "para/":
        return [EVERYWHERE]
    return [match[2]] if match[1] == "cmd/" else [f"begin {match[2]}"]


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
