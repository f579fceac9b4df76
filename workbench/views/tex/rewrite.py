r"""Mathematics rewritten from LaTeX's words into those that math-core knows.

The author's macros are gone by now. What is left to do: references and formulas within `\text`, environments and
commands by other names, bookkeeping. What means something else there, or nothing, is left alone: math-core refuses it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workbench.views.tex.pairs import pairs
from workbench.views.tex.symbols import ACCENTS, accented, symbol
from workbench.views.tex.tokens import closed, join, opaque, opened, words
from workbench.views.tex.vocabulary import CITATIONS, REFERENCES, SILENT

_DEPTH = 40
_NESTING = 100
_TOKENS = 20_000
CHARACTERS = 60_000
"""Of a formula, or of all rows of a display, that is shown as more than its TeX."""


class Refused(Exception):
    """A formula that is too deep or too long to be handed to anybody."""


def rewritten(tokens: Sequence[str], reference: Callable[[str, str], str]) -> list[str]:
    r"""The tokens as math-core is to read them; `reference` says what a command such as `\eqref` with its label prints.

    Raises Refused where they nest deeper than a converter may be trusted with: math-core's stack is not ours.
    """
    done = [token for token in _Rewriting(tokens, reference).range(0, len(tokens), 0) if token]
    if _deepest(done) > _NESTING:
        raise Refused("nests too deep")
    if len(done) > _TOKENS or sum(map(len, done)) > CHARACTERS:
        raise Refused("is too long")
    return done


def _deepest(tokens: Sequence[str]) -> int:
    """How deep things may stand in each other: groups, and commands in a row, each of which may take the next."""
    deepest = depth = run = 0
    around: list[int] = []
    for token in tokens:
        if token in _OPENS or opened(token):
            around.append(run + 1)
            depth += run + 1
            run = 0
        elif (token in _CLOSES or closed(token)) and around:
            depth -= around.pop()
            run = 0
        elif token != " ":
            run = run + 1 if token[0] == "\\" else 0
        deepest = max(deepest, depth + run)
    return deepest


_OPENS = frozenset(("{", "\\left"))
_CLOSES = frozenset(("}", "\\right"))


class _Rewriting:
    def __init__(self, tokens: Sequence[str], reference: Callable[[str, str], str]) -> None:
        self.tokens = tokens
        self.ends = pairs(tokens, lambda item: False)
        self.reference = reference
        self.at = 0

    def range(self, start: int, end: int, depth: int) -> list[str]:
        """The tokens from `start` to `end`, rewritten."""
        if depth > _DEPTH:
            raise Refused("nests too deep")
        done: list[str] = []
        self.at = start
        while self.at < end:
            token = self.tokens[self.at]
            self.at += 1
            if token[0] != "\\":
                done.append(_PLAIN.get(token, token))
            elif opaque(token):
                raise Refused("holds a drawing")
            elif name := opened(token):
                done += self._environment(name)
            elif name := closed(token):
                done.append(f"\\end{{{_ENVIRONMENTS.get(name, name)}}}")
            elif (handler := _HANDLERS.get(token[1:])) is not None:
                done += handler(self, token[1:], depth)
            else:
                done.append(_NAMES.get(token, token))
        return done

    def _environment(self, name: str) -> list[str]:
        shown = _ENVIRONMENTS.get(name, name)
        if name in ("alignedat", "xalignat"):
            self.group()
        if name in ("array", "aligned", "gathered", "split", "multlined") and self._following() == "[":
            self.at = self.ends.get(self.at, self.at - 1) + 1
        return [f"\\begin{{{shown}}}"]

    # What follows

    def _following(self) -> str:
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def group(self) -> tuple[int, int] | None:
        """Where the group that follows begins and ends, passed over; None where none does."""
        start = self.at
        if self._following() == "{" and self.at in self.ends:
            begin, end = self.at + 1, self.ends[self.at]
            self.at = end + 1
            return begin, end
        self.at = start
        return None

    def source(self) -> str:
        """The source of the group that follows; nothing where none does."""
        found = self.group()
        return join(self.tokens[found[0] : found[1]]) if found else ""

    def inside(self, found: tuple[int, int] | None, depth: int) -> list[str]:
        """What stands in a group, rewritten, in braces."""
        if found is None:
            return []
        after = self.at
        done = ["{", *self.range(*found, depth + 1), "}"]
        self.at = after
        return done

    def bracket(self) -> None:
        start = self.at
        if self._following() == "[" and self.at in self.ends:
            self.at = self.ends[self.at] + 1
        else:
            self.at = start

    # Words within a formula

    def words(self, found: tuple[int, int], depth: int, style: str = "\\text") -> list[str]:
        r"""A text as `\text` with the formulas in it between such."""
        if depth > _DEPTH:
            raise Refused("nests too deep")
        done: list[str] = []
        line: list[str] = []
        self.at, end = found
        while self.at < end:
            token, index = self.tokens[self.at], self.at
            self.at += 1
            if token in ("$", "\\(") and index in self.ends:
                close = self.ends[index]
                done += (*_text(line, style), "{", *self.range(index + 1, close, depth + 1), "}")
                line = []
                self.at = close + 1
            elif token == "{" or token == "}":
                continue
            elif token[0] != "\\" or len(token) == 1:
                line.append(token)
            elif (inner := _STYLES.get(token[1:])) is not None and (group := self.group()) is not None:
                after = self.at
                done += (*_text(line, style), *self.words(group, depth + 1, inner))
                line = []
                self.at = after
            else:
                line.append(self._sign(token))
        return ["{", *done, *_text(line, style), "}"] if done else _text(line, style) or ["{", "}"]

    def _sign(self, token: str) -> str:
        name = token[1:]
        if name in ACCENTS:
            letters = self.source() or self._letter()
            return accented((symbol(letters[1:]) or letters) if letters[:1] == "\\" else letters, ACCENTS[name])
        if name in REFERENCES or name in CITATIONS:
            return self.reference(name, self.source())
        if name in SILENT:
            for _ in range(SILENT[name]):
                self.group()
            return ""
        return symbol(name) or (
            " " if name in (",", ";", ":", "quad", "qquad", "\\") else "" if name in _QUIET else token
        )

    def _letter(self) -> str:
        token = self._following()
        self.at += bool(token)
        return token


def _text(line: list[str], style: str) -> list[str]:
    """A text in the braces of its command, with nothing in it that would be read as TeX."""
    text = "".join(line)
    for run, shown in (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("'", "’"), ("~", "\u00a0")):
        text = text.replace(run, shown)
    text = "".join(_ESCAPED.get(sign, sign) for sign in text)
    return [style, "{", text, "}"] if text else []


_ESCAPED = {
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    "$": "\\$",
    "%": "\\%",
    "&": "\\&",
    "#": "\\#",
    "_": "\\_",
    "^": "\\textasciicircum{}",
    '"': "”",
}
_QUIET = frozenset(words("em it rm bf sf tt normalfont displaystyle textstyle small large / - ! protect"))


# Commands

_Handler = Callable[[_Rewriting, str, int], list[str]]
_STYLES = {
    **dict.fromkeys(
        words("text textrm textnormal mbox hbox textup textmd textsc fbox intertext shortintertext"), "\\text"
    ),
    **dict.fromkeys(("textit", "emph", "textsl"), "\\textit"),
    "textbf": "\\textbf",
    "texttt": "\\texttt",
    "textsf": "\\textsf",
}


def _words(rewriting: _Rewriting, name: str, depth: int) -> list[str]:
    found = rewriting.group()
    if found is None:
        return [_STYLES[name]]
    after = rewriting.at
    done = rewriting.words(found, depth + 1, _STYLES[name])
    rewriting.at = after
    return done


def _nothing(rewriting: _Rewriting, name: str, depth: int) -> list[str]:
    if _SKIPPED[name]:
        rewriting.bracket()
    for _ in range(_SKIPPED[name]):
        rewriting.group()
    return [" "]


def _reference(rewriting: _Rewriting, name: str, depth: int) -> list[str]:
    label = rewriting.source()
    return _text([rewriting.reference(name, label)], "\\text") or [" "]


def _tag(rewriting: _Rewriting, name: str, depth: int) -> list[str]:
    found = rewriting.group()
    if found is None:
        return []
    after = rewriting.at
    done = ["\\qquad", "(", *rewriting.words(found, depth + 1), ")"]
    rewriting.at = after
    return done


def _substack(rewriting: _Rewriting, name: str, depth: int) -> list[str]:
    inside = rewriting.inside(rewriting.group(), depth)
    return ["\\begin{subarray}", "{", "c", "}", *inside[1:-1], "\\end{subarray}"]


def _last(rewriting: _Rewriting, name: str, depth: int) -> list[str]:
    r"""Of `\href{address}{x}` and its like: `x`."""
    for _ in range(_PASSED[name]):
        rewriting.bracket()
        rewriting.group()
    return rewriting.inside(rewriting.group(), depth)


def _operator(rewriting: _Rewriting, name: str, depth: int) -> list[str]:
    r"""`\operatorname`, whose name is letters for math-core; one that is more than letters is a formula."""
    star = rewriting._following() == "*"
    rewriting.at += star
    found = rewriting.group()
    if found is None:
        return [f"\\{name}", *(["*"] if star else [])]
    plain = [token for token in rewriting.tokens[found[0] : found[1]] if token not in _UPRIGHT]
    if all((token[0] != "\\" and token not in "^_$&") or token in ("\\,", "\\ ", "\\!") for token in plain):
        return ["\\operatorname", *(["*"] if star else []), "{", *plain, "}"]
    return ["\\mathop", *rewriting.inside(found, depth)]


_UPRIGHT = frozenset(
    (*"{}", *(f"\\{name}" for name in words("operatorname mathrm text textrm textnormal rm mathop mbox")))
)


def _fraktur(rewriting: _Rewriting, name: str, depth: int) -> list[str]:
    r"""`\mathfrak`, whose I is an ℍ in math-core 0.9.0."""
    start = rewriting.at
    letters = rewriting.source() or rewriting._letter()
    if "I" not in letters or not letters.isalpha():
        rewriting.at = start
        return [f"\\{name}"]
    shown = (("\\Im",) if letter == "I" else ("\\mathfrak", "{", letter, "}") for letter in letters)
    return ["{", *(token for tokens in shown for token in tokens), "}"]


def _choice(rewriting: _Rewriting, name: str, depth: int) -> list[str]:
    r"""Of `\mathchoice`, what it says for text: it is the same in every size, but for the size."""
    rewriting.group()
    second = rewriting.group()
    rewriting.group()
    rewriting.group()
    return rewriting.inside(second, depth)


def _limit(rewriting: _Rewriting, name: str, depth: int) -> list[str]:
    arrow = "\\underleftarrow" if name in ("varprojlim", "projlim") else "\\underrightarrow"
    if rewriting.tokens[rewriting.at : rewriting.at + 1] == ["\\limits"]:
        rewriting.at += 1
    if rewriting._following() != "_":
        return [arrow, "{", "\\mathrm", "{", "lim", "}", "}"]
    rewriting.at += 1
    found = rewriting.group()
    if found is not None:
        below = rewriting.inside(found, depth)
    else:
        token = rewriting._following()
        rewriting.at += bool(token)
        below = ["{", token, "}"]
    return ["\\underset", *below, "{", arrow, "{", "\\mathrm", "{", "lim", "}", "}", "}"]


def _row(rewriting: _Rewriting, name: str, depth: int) -> list[str]:
    if rewriting.at < len(rewriting.tokens) and rewriting.tokens[rewriting.at] == "*":
        rewriting.at += 1
    if rewriting.at < len(rewriting.tokens) and rewriting.tokens[rewriting.at] == "[":
        rewriting.bracket()
    following = rewriting._following()
    return ["\\\\", *(["{", "}"] if following in ("[", "*") else [" "])]


def _space(rewriting: _Rewriting, name: str, depth: int) -> list[str]:
    if rewriting.at < len(rewriting.tokens) and rewriting.tokens[rewriting.at] == "*":
        rewriting.at += 1
    rewriting.group()
    return ["\\quad"]


def _limits(rewriting: _Rewriting, name: str, depth: int) -> list[str]:
    r"""`\limits` behind what has none for math-core; where the limits go is then decided by the sign itself."""
    before = rewriting.at - 2
    while before > 0 and rewriting.tokens[before].isspace():
        before -= 1
    return (
        ["\\limits" if name != "nolimits" else "\\nolimits"]
        if before >= 0 and rewriting.tokens[before] in _TAKES_LIMITS
        else [" "]
    )


_TAKES_LIMITS = frozenset(
    f"\\{name}"
    for name in words("int sum prod coprod iint iiint oint bigcup bigcap bigoplus bigotimes bigvee bigwedge")
)
_SKIPPED: Mapping[str, int] = {
    **{name: count for name, count in SILENT.items() if name not in ("color", "displaystyle", "textstyle")},
    **dict.fromkeys(words("label hspace* vspace* uses lean"), 1),
    **dict.fromkeys(words("nonumber notag relax displaybreak allowdisplaybreaks qedhere hfill strut null"), 0),
}
for _kept in (
    "limits",
    "nolimits",
    "phantom",
    "hphantom",
    "vphantom",
    "rule",
    "mathstrut",
    "hline",
    "!",
    "hspace",
    "/",
    "-",
):
    del _SKIPPED[_kept]  # type: ignore[attr-defined]
_PASSED = {
    **dict.fromkeys(words("ensuremath smash mathllap mathrlap mathclap llap rlap mathnormal textnormal"), 0),
    **dict.fromkeys(words("href hyperref raisebox rotatebox scalebox colorbox"), 1),
}
_HANDLERS: Mapping[str, _Handler] = {
    **dict.fromkeys(_SKIPPED, _nothing),
    **dict.fromkeys(_STYLES, _words),
    **dict.fromkeys((*REFERENCES, *CITATIONS), _reference),
    **dict.fromkeys(_PASSED, _last),
    "tag": _tag,
    "substack": _substack,
    "mathchoice": _choice,
    **dict.fromkeys(("mathfrak", "frak"), _fraktur),
    **dict.fromkeys(("operatorname", "operatornamewithlimits"), _operator),
    **dict.fromkeys(("varprojlim", "projlim", "varinjlim", "injlim"), _limit),
    "\\": _row,
    **dict.fromkeys(("hspace", "hskip"), _space),
    **dict.fromkeys(("limits", "nolimits", "displaylimits"), _limits),
    **dict.fromkeys(("/", "-"), lambda rewriting, name, depth: [" "]),
}
_ENVIRONMENTS = {
    "split": "aligned",
    "alignedat": "aligned",
    "multlined": "gathered",
    "smallmatrix": "matrix",
    "psmallmatrix": "pmatrix",
    "bsmallmatrix": "bmatrix",
    **{f"{letter}matrix*": f"{letter}matrix" for letter in ("p", "b", "B", "v", "V", "")},
    "align": "aligned",
    "align*": "aligned",
    "gather*": "gathered",
    "gather": "gathered",
    "equation": "gathered",
    "equation*": "gathered",
    "eqnarray*": "aligned",
    "eqnarray": "aligned",
}
"""Environments within a formula by the name that math-core has for them."""
_NAMES = {
    "\\\n": "\\ ",
    "\\\t": "\\ ",
    "\\mathds": "\\mathbb",
    "\\mathbbm": "\\mathbb",
    "\\Bbb": "\\mathbb",
    "\\surd": "√",
    "\\newline": "\\\\",
    "\\cr": "\\\\",
    "\\lbrack": "[",
    "\\rbrack": "]",
}
_PLAIN = {"\n\n": " ", "~": "\\ "}
