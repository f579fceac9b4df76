"""Our own small grammar of expressions (docs/symbolic.md), from text to a plain tree.

Nothing is evaluated, looked up or imported here: a name is a name, and only the functions of FUNCTIONS can be applied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import gcd
from typing import NoReturn

from workbench.checkers.symbolic.tree import BINDERS, Name, Node, Number, Tree, height, integer

MOST_CHARACTERS = 200_000
MOST_TOKENS = 20_000
MOST_DEPTH = 60
"""Of brackets and powers in each other."""
MOST_HEIGHT = 150
"""Of the tree: what reads it recursively has room."""
MOST_DIGITS = 100_000
"""Of one number as written."""
MOST_SCALE = 10_000
"""The exponent of `1.5e300`."""

FUNCTIONS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("sqrt", "cbrt", "exp", "ln", "abs", "floor", "ceiling", "sign", "factorial"), (1, 1)),
    **dict.fromkeys(("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan"), (1, 1)),
    **dict.fromkeys(("sinh", "cosh", "tanh", "re", "im", "conjugate", "fibonacci"), (1, 1)),
    **dict.fromkeys(("root", "binomial", "mod"), (2, 2)),
    "log": (1, 2),
    **dict.fromkeys(("gcd", "lcm", "min", "max"), (1, 100)),
    **dict.fromkeys(("simplify", "expand", "factor"), (1, 1)),
}
"""Name -> how few and how many arguments."""
SPELLINGS = {
    spelt: name
    for name, many in {
        "asin": "arcsin",
        "acos": "arccos",
        "atan": "arctan",
        "ceiling": "ceil",
        "abs": "Abs",
        "conjugate": "conj",
        "sum": "Sum",
        "product": "Product prod",
        "integrate": "Integral integral Integrate",
        "limit": "Limit lim",
        "diff": "Derivative derivative Diff",
    }.items()
    for spelt in many.split()
}
SIGNS = str.maketrans(
    {"−": "-", "·": "*", "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "∞": " oo ", "π": " pi ", "\t": " "}
)
SAME = {"**": "^", "==": "=", "<>": "!="}
_TOKEN = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![A-Za-z_0-9]))"
    r"|(?P<name>[A-Za-zα-ω][A-Za-z0-9_α-ω]*)"
    r"|(?P<sign>\*\*|\.\.|==|<=|>=|!=|<>|[-+*/^!=<>(){}\[\],])"
    r"|(?P<space>[ \r\n]+)"
)
_RELATIONS = ("=", "!=", "<", "<=", ">", ">=")


class NotUnderstood(Exception):
    """Text that is no expression, or one beyond the bounds; the text says what and where in one sentence."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int
    """From 1."""


@lru_cache(maxsize=16)  # a question is read by who proposes and by who judges
def parse(text: str, *, many: bool = False) -> Tree:
    """The tree that a text stands for; with `many`, several with commas between them are a list.

    Raises NotUnderstood for anything that is not in the grammar.
    """
    if len(text) > MOST_CHARACTERS:
        raise NotUnderstood(f"it has {len(text):,} characters, and at most {MOST_CHARACTERS:,} are read")
    parser = _Parser(_tokens(text.translate(SIGNS)))
    tree = parser.formula()
    if many and parser.sign(","):
        parts = [tree]
        while parser.take(","):
            parts.append(parser.formula())
        tree = Node("list", tuple(parts))
    if parser.now.kind != "end":
        parser.fault(f"{_shown(parser.now.text)} does not belong there")
    if height(tree) > MOST_HEIGHT:
        raise NotUnderstood(f"operations are more than {MOST_HEIGHT} deep in each other")
    return tree


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            hint = "write the multiplication sign: 2*x" if re.match(r"[0-9.]+[A-Za-z_]", text[at : at + 200]) else ""
            raise NotUnderstood(f"column {at + 1}: {hint or _shown(text[at]) + ' is no part of an expression'}")
        if found.lastgroup != "space":
            if len(tokens) >= MOST_TOKENS:
                raise NotUnderstood(f"it has more than {MOST_TOKENS:,} signs")
            sign = found.group()
            tokens.append(_Token(found.lastgroup or "", SAME.get(sign, sign), at + 1))
        at = found.end()
    return [*tokens, _Token("end", "the end", len(text) + 1)]


def _shown(text: str) -> str:
    return repr(text[:40]) if text.isascii() else ascii(text[:40])


class _Parser:
    """Recursive descent; the depth of brackets bounds the depth of the recursion."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    @property
    def now(self) -> _Token:
        return self._tokens[self._at]

    def fault(self, what: str) -> NoReturn:
        raise NotUnderstood(f"column {self.now.at}: {what}")

    def sign(self, *texts: str) -> bool:
        return self.now.kind in ("sign", "name") and self.now.text in texts

    def take(self, *texts: str) -> str:
        """Step over one of these, and say which; empty where none stands here."""
        if not self.sign(*texts):
            return ""
        self._at += 1
        return self._tokens[self._at - 1].text

    def need(self, text: str) -> None:
        if not self.take(text):
            self.fault(f"{text!r} was expected, and {_shown(self.now.text)} stands there")

    def formula(self) -> Tree:
        """Relations, joined by `and` and `or`."""
        parts = [self._all_of()]
        while self.take("or"):
            parts.append(self._all_of())
        return parts[0] if len(parts) == 1 else Node("or", tuple(parts))

    def _all_of(self) -> Tree:
        parts = [self._relation()]
        while self.take("and"):
            parts.append(self._relation())
        return parts[0] if len(parts) == 1 else Node("and", tuple(parts))

    def _relation(self) -> Tree:
        left = self._sum()
        if relation := self.take(*_RELATIONS):
            left = Node(relation, (left, self._sum()))
            if self.sign(*_RELATIONS):
                self.fault("a chain of relations: join two by `and`")
        return left

    def _sum(self) -> Tree:
        terms = [self._product()]
        while sign := self.take("+", "-"):
            term = self._product()
            terms.append(term if sign == "+" else negated(term))
        return terms[0] if len(terms) == 1 else Node("+", tuple(terms))

    def _product(self) -> Tree:
        factors = [self._signed()]
        while True:
            if self.take("*"):
                factors.append(self._signed())
            elif self.take("/"):
                above = factors[0] if len(factors) == 1 else Node("*", tuple(factors))
                factors = [quotient(above, self._signed())]
            else:
                return factors[0] if len(factors) == 1 else Node("*", tuple(factors))

    def _signed(self) -> Tree:
        minus = False
        while sign := self.take("+", "-"):
            minus ^= sign == "-"
        power = self._power()
        return negated(power) if minus else power

    def _power(self) -> Tree:
        base = self._atom()
        if self.take("!"):
            base = Node("!", (base,))
            if self.sign("!"):
                self.fault("a factorial of a factorial needs brackets")
        if self.take("^"):
            self._deeper()
            base = Node("^", (base, self._signed()))
            self._depth -= 1
        return base

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            self.fault(f"brackets or powers are more than {MOST_DEPTH} deep")

    def _atom(self) -> Tree:
        token = self.now
        if token.kind == "end":
            self.fault("the expression ends too early")
        self._at += 1
        if token.kind == "number":
            tree: Tree = self._number(token)
        elif token.kind == "name":
            tree = self._named(token)
        elif token.text in "([{":
            tree = self._bracket(token.text)
        else:
            self._at -= 1
            self.fault(f"{_shown(token.text)} does not belong there")
        if self.now.kind in ("number", "name") and not self.sign("or", "and"):
            self.fault(f"a sign is missing before {_shown(self.now.text)}: write 2*x for the product")
        if self.sign("("):
            self.fault("a sign is missing before the bracket: write 2*(x + 1) for the product")
        return tree

    def _number(self, token: _Token) -> Number:
        mantissa, _, scale = token.text.lower().partition("e")
        whole, _, part = mantissa.partition(".")
        if len(mantissa) > MOST_DIGITS:
            raise NotUnderstood(f"column {token.at}: a number has more than {MOST_DIGITS:,} digits")
        if len(scale) > 6 or abs(int(scale or 0)) > MOST_SCALE:
            raise NotUnderstood(f"column {token.at}: a power of ten beyond {MOST_SCALE:,}")
        ten = int(scale or 0) - len(part)
        value = integer(whole + part)
        if ten >= 0:
            return Number(value * 10**ten)
        below = 10**-ten
        common = gcd(value, below)
        return Number(value // common, below // common)

    def _bracket(self, opening: str) -> Tree:
        self._deeper()
        closing = {"(": ")", "[": "]", "{": "}"}[opening]
        parts: list[Tree] = []
        if not self.sign(closing):
            parts.append(self.formula())
            while self.take(","):
                parts.append(self.formula())
        self.need(closing)
        self._depth -= 1
        if opening == "(":
            if len(parts) == 1:
                return parts[0]
            return Node("tuple", tuple(parts))
        return Node("list" if opening == "[" else "set", tuple(parts))

    def _named(self, token: _Token) -> Tree:
        if not self.sign("("):
            return Name(token.text)
        name = SPELLINGS.get(token.text, token.text)
        self._deeper()
        self.need("(")
        if name in BINDERS:
            tree = self._binder(name)
        elif name in FUNCTIONS:
            tree = self._application(name, token)
        else:
            raise NotUnderstood(f"column {token.at}: there is no function called {_shown(token.text)}")
        self.need(")")
        self._depth -= 1
        return tree

    def _application(self, name: str, token: _Token) -> Tree:
        arguments = [self._sum()]
        while self.take(","):
            arguments.append(self._sum())
        few, many = FUNCTIONS[name]
        if not few <= len(arguments) <= many:
            raise NotUnderstood(f"column {token.at}: `{name}` takes {few} argument{'s' * (few > 1)}")
        if name == "factorial":
            return Node("!", tuple(arguments))
        return Node("log", tuple(arguments)) if name == "ln" else Node(name, tuple(arguments))

    def _binder(self, name: str) -> Tree:
        """`sum(f, k=a..b)`, `sum(f, (k, a, b))`, `integrate(f, x)`, `limit(f, x, a, +)`, `diff(f, x, 2)`,
        `solve(equation, x)`."""
        body = self.formula()
        self.need(",")
        if self.take("("):
            variable = self._variable()
            bounds = [*self._more()]
            self.need(")")
        else:
            variable = self._variable()
            if self.take("="):
                bounds = [self._sum()]
                if self.take(".."):
                    bounds.append(self._sum())
            else:
                bounds = []
            bounds += self._more()
        allowed = {"sum": (2,), "product": (2,), "integrate": (0, 2), "limit": (1, 2), "diff": (0, 1), "solve": (0,)}
        if len(bounds) not in allowed[name]:
            self.fault(f"`{name}` has the wrong number of arguments")
        return Node(name, (body, variable, *bounds))

    def _more(self) -> list[Tree]:
        found: list[Tree] = []
        while self.take(","):
            if self.sign("+", "-") and self._tokens[self._at + 1].text == ")":
                found.append(Number(1 if self.take("+", "-") == "+" else -1))
            else:
                found.append(self._sum())
        return found

    def _variable(self) -> Name:
        token = self.now
        if token.kind != "name":
            self.fault(f"a variable was expected, and {_shown(token.text)} stands there")
        self._at += 1
        return Name(token.text)


def negated(tree: Tree) -> Tree:
    """-tree, a number where it is one."""
    return Number(-tree.numerator, tree.denominator) if isinstance(tree, Number) else Node("neg", (tree,))


def quotient(above: Tree, below: Tree) -> Tree:
    """above / below, a number where both are integers and it is one."""
    if isinstance(above, Number) and isinstance(below, Number) and below.numerator and below.denominator == 1:
        common = gcd(above.numerator, below.numerator * above.denominator)
        sign = -1 if below.numerator < 0 else 1
        return Number(sign * above.numerator // common, sign * below.numerator * above.denominator // common)
    return Node("/", (above, below))
