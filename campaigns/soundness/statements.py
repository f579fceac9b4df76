"""Statements changed after a person accepted them: the node must be stale, and so not green."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from campaigns.soundness import printed
from campaigns.soundness.mutant import Mutant, Refused
from campaigns.soundness.sample_workspace import GREEN, copied, refusal
from campaigns.soundness.sample_workspace import SOURCES as FILES


@dataclass(frozen=True, slots=True)
class Edit:
    """What was changed, and whose text differs by it: the node's own, or that of what it rests on."""

    node: str
    differs: str
    what: str


Change = Callable[[Path, random.Random], Edit]
KINDS: dict[str, Change] = {}


def _kind(name: str) -> Callable[[Change], Change]:
    def enter(change: Change) -> Change:
        KINDS[name] = change
        return change

    return enter


def _replace(root: Path, old: str, new: str) -> str:
    """Replace one text in whichever source has it; what was done."""
    for name in FILES:
        text = (root / name).read_text(encoding="utf-8")
        if old in text:
            (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
            return f"{old!r} -> {new!r}"
    raise LookupError(old)


def _texts(root: Path) -> dict[str, tuple[str, str]]:
    """Of each node that is green: the file, and its text between label and end."""
    found = {}
    for name in FILES:
        text = (root / name).read_text(encoding="utf-8")
        for node in GREEN:
            if match := re.search(rf"\\label\{{{node}\}}.*?\n(.*?)\\end", text, re.S):
                found[node] = (name, match[1])
    return found


def _within(root: Path, node: str, change: Callable[[str], str]) -> None:
    name, body = _texts(root)[node]
    path = root / name
    path.write_text(path.read_text(encoding="utf-8").replace(body, change(body), 1), encoding="utf-8")


@_kind("a number in the text changed")
def _(root: Path, dice: random.Random) -> Edit:
    node = dice.choice(GREEN)
    digit = str(dice.randint(0, 9))

    def change(body: str) -> str:
        places = [match.start() for match in re.finditer(r"\d", body)]
        at = dice.choice(places) if places else 0
        return body[:at] + digit + body[at + 1 :] if places else digit + body

    _within(root, node, change)
    return Edit(node, node, f"a digit became {digit}")


@_kind("a word dropped, or another put in")
def _(root: Path, dice: random.Random) -> Edit:
    node = dice.choice(GREEN)
    word = dice.choice(("", "", "no ", "some ", "every ", "not ", "$-1$ times "))

    def change(body: str) -> str:
        begins = [match.start() for match in re.finditer(r"(?<![\\{A-Za-z])[A-Za-z]+ ", body)]
        at = dice.choice(begins)
        return body[:at] + word + (body[at:] if word else body[body.index(" ", at) + 1 :])

    _within(root, node, change)
    return Edit(node, node, f"{word!r}")


@_kind("a sign changed: a relation, a brace, a space between digits and words")
def _(root: Path, dice: random.Random) -> Edit:
    pairs = (
        ("x + y = z", "x + y \\ne z"),
        ("x + y = z", "x - y = z"),
        ("\\{1, \\dots, 5\\}", "\\{1, 5\\}"),
        ("K_4", "K^4"),
        ("at least $3$", "atleast $3$"),
        ("none attacks", "no ne attacks"),
        ("of one colour, where", "of one colour. Where"),
    )
    old, new = dice.choice(pairs)
    node = next(node for node, (_, body) in _texts(root).items() if old in body)
    return Edit(node, node, _replace(root, old, new))


@_kind("a macro that the text uses defined otherwise, where it was defined")
def _(root: Path, dice: random.Random) -> Edit:
    pairs = (
        ("{\\bound}{9}", "{\\bound}{10}", "thm:vdw"),
        ("\\{1, \\dots, #1\\}", "\\{0, \\dots, #1\\}", "thm:vdw"),
        ("{\\setup{\\bound}}", "{\\setup{\\bound - 1}}", "thm:vdw"),
        ("\\def\\terms{3}", "\\def\\terms{4}", "thm:vdw"),
        ("{\\size}{size}", "{\\size}{diameter}", "lem:k4"),
        ("\\let\\atmost\\le", "\\let\\atmost\\ge", "thm:schur"),
        ("\\let\\atmost\\le", "\\let\\atmost=<", "thm:schur"),
        ("{\\howmany}{two}", "{\\howmany}{three}", "thm:vdw"),
        ("[1][2]{$#1$ colours}", "[1][3]{$#1$ colours}", "lem:vdw-lower"),
        ("{$#1$ colours}", "{more than $#1$ colours}", "lem:vdw-lower"),
    )
    old, new, node = dice.choice(pairs)
    return Edit(node, node, _replace(root, old, new))


MACROS = {
    "bound": ("thm:vdw", "8"),
    "terms": ("thm:vdw", "4"),
    "howmany": ("thm:vdw", "three"),
    "atmost": ("thm:schur", "<"),
    "palette": ("lem:vdw-lower", "three colours"),
    "dots": ("thm:schur", ", "),
}
WAYS = (
    r"\renewcommand{\NAME}{NEW}",
    r"\renewcommand*{\NAME}{NEW}",
    r"\renewcommand\NAME{NEW}",
    "\\renewcommand\n  {\\NAME}\n  {NEW}",
    r"\def\NAME{NEW}",
    r"\gdef\NAME{NEW}",
    r"\edef\NAME{NEW}",
    r"\xdef\NAME{NEW}",
    r"\global\def\NAME{NEW}",
    r"\long\def\NAME{NEW}",
    r"\protected\def\NAME{NEW}",
    r"\DeclareRobustCommand{\NAME}{NEW}",
    r"\RenewDocumentCommand{\NAME}{}{NEW}",
    r"\DeclareDocumentCommand\NAME{}{NEW}",
    r"\expandafter\def\csname NAME\endcsname{NEW}",
    r"\makeatletter\@namedef{NAME}{NEW}\makeatother",
    r"\csdef{NAME}{NEW}",
    r"\renewrobustcmd{\NAME}{NEW}",
    r"\RenewExpandableDocumentCommand{\NAME}{}{NEW}",
    r"\AtBeginDocument{\renewcommand{\NAME}{NEW}}",
    r"\newcommand{\other}{NEW}\let\NAME\other",
    r"\newcommand{\other}{NEW}\let\NAME=\other",
)
PLACES = {
    "at the end of the preamble": r"\begin{document}",
    "at the beginning of the document": r"\chapter{Colourings}",
    "before its chapter": r"\input{chapters/more}",
}


@_kind("a macro that the text uses defined again later")
def _(root: Path, dice: random.Random) -> Edit:
    name = dice.choice(list(MACROS))
    node, new = MACROS[name]
    way = dice.choice(WAYS)
    line = way.replace("NAME", name).replace("NEW", new)
    place = dice.choice([place for place in PLACES if node == "thm:schur" or place != "before its chapter"])
    before = PLACES[place]
    _replace(root, before, f"{before}\n{line}\n" if before.startswith(r"\chapter") else f"{line}\n{before}")
    return Edit(node, node, f"{line} {place}")


@_kind("what is bookkeeping made to print")
def _(root: Path, dice: random.Random) -> Edit:
    old, new, node = dice.choice(
        (
            (r"\newcommand{\uses}[1]{}", r"\newcommand{\uses}[1]{It is not so that}", "thm:vdw"),
            (r"\newcommand{\checkedby}[2][]{}", r"\newcommand{\checkedby}[2][]{For no colour at all}", "lem:queens"),
            (r"\newcommand{\uses}[1]{}", r"\def\uses#1{It is false that}", "thm:schur"),
        )
    )
    return Edit(node, node, _replace(root, old, new))


@_kind("a comment that prints now, or a text that is a comment now")
def _(root: Path, dice: random.Random) -> Edit:
    if dice.random() < 0.5:
        return Edit("lem:vdw-lower", "lem:vdw-lower", _replace(root, "% sharp", "This is not sharp."))
    node = dice.choice(GREEN)
    _within(root, node, lambda body: body.replace(" ", "\n%", 3).replace("\n%", " ", 2))
    return Edit(node, node, "the rest of a line after %")


@_kind("a conditional turned around")
def _(root: Path, dice: random.Random) -> Edit:
    new = dice.choice((r"\iftrue not \fi", "not "))
    return Edit("lem:queens", "lem:queens", _replace(root, r"\iffalse not \fi", new))


@_kind("title or environment changed")
def _(root: Path, dice: random.Random) -> Edit:
    if dice.random() < 0.5:
        return Edit("thm:schur", "thm:schur", _replace(root, "[Schur]", "[Schur, disproved]"))
    _replace(root, r"\begin{theorem}[Schur]", r"\begin{lemma}[Schur]")
    return Edit(
        "thm:schur",
        "thm:schur",
        _replace(root, "\\end{theorem}\n\\begin{lemma}\\label{lem:q", "\\end{lemma}\n\\begin{lemma}\\label{lem:q"),
    )


@_kind("a definition that it rests on changed")
def _(root: Path, dice: random.Random) -> Edit:
    old, new, changed = dice.choice(
        (
            ("of length $k$", "of length $k + 1$", "def:progression"),
            (r"d \ge 1", r"d \ge 0", "def:progression"),
            ("all its elements", "two of its elements", "def:mono"),
            ("one colour.", "different colours.", "def:mono"),
        )
    )
    return Edit(dice.choice(("thm:vdw", "thm:schur", "lem:vdw-lower")), changed, _replace(root, old, new))


@_kind("the texts of two nodes exchanged")
def _(root: Path, dice: random.Random) -> Edit:
    one, other = dice.sample(GREEN, 2)
    texts = _texts(root)
    for first, second in ((one, other), (other, one)):
        name, old = texts[first]
        path = root / name
        text = path.read_text(encoding="utf-8")
        at = text.index(f"\\label{{{first}}}")
        path.write_text(text[:at] + text[at:].replace(old, texts[second][1], 1), encoding="utf-8")
    return Edit(one, one, f"{one} and {other}")


@_kind("the file that a chapter is read from exchanged")
def _(root: Path, dice: random.Random) -> Edit:
    text = (root / "chapters/more.tex").read_text(encoding="utf-8")
    (root / "chapters/other.tex").write_text(text.replace("has no proper", "has a proper"), encoding="utf-8")
    return Edit("lem:k4", "lem:k4", _replace(root, r"\input{chapters/more}", r"\input{chapters/other}"))


HARMLESS = (
    ("% sharp", "% sharp, and nothing else"),
    ("colouring of $\\numbers$ with", "colouring of   $\\numbers$\n  with"),
    (r"\newcommand{\notready}{}", "\\newcommand{\\notready}{}\n\\newcommand{\\unheardof}{8}"),
    (r"\label{lem:queens}", r"\label{lem:queens}\leanok"),
    ("\\chapter{More}", "\\chapter{More}\nSome words that are no statement, about $7$ queens."),
)


class Statements:
    """Blueprints whose text was changed after acceptance."""

    checker = "statement"
    share = 0.08

    def __init__(self) -> None:
        self.equivalent = 0

    def twins(self) -> Iterator[str]:
        """Every node is green; and stays so after changes that print the same."""
        for old, new in (("", ""), *HARMLESS):
            with copied() as root:
                before = {node: printed.statement(root, "web.tex", node) for node in GREEN}
                what = _replace(root, old, new)
                for node in GREEN:
                    if printed.statement(root, "web.tex", node) != before[node]:
                        raise Refused(f"{what}: it prints otherwise")
                    if caught := refusal(root, node):
                        raise Refused(f"{node} after {what}: by {caught}")
                yield what

    def mutants(self, count: int, seed: int) -> Iterator[Mutant]:
        """Of every kind in turn."""
        self.equivalent = 0
        for number in range(count):
            kind = list(KINDS)[number % len(KINDS)]
            for trial in range(100):
                label = f"seed {seed}, mutant {number}, trial {trial}"
                with copied() as root:
                    texts = {node: printed.statement(root, "web.tex", node) for node in (*GREEN, *DEFINITIONS)}
                    edit = KINDS[kind](root, random.Random(f"{kind} {label}"))
                    if printed.statement(root, "web.tex", edit.differs) == texts[edit.differs]:
                        self.equivalent += 1
                        continue
                    caught = refusal(root, edit.node)
                yield Mutant(
                    self.checker,
                    kind,
                    "macros expanded plainly: it prints otherwise",
                    caught,
                    f"{label}: {edit.node}: {edit.what}",
                )
                break
            else:
                raise RuntimeError(f"no mutant of the kind {kind!r} in 100 trials")


DEFINITIONS = ("def:progression", "def:mono")
SOURCES = (Statements(),)
