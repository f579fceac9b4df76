"""Exact evaluation of assertions in a model, without the solver that found it.

Terms may be of any depth: the evaluation keeps a stack of its own.
"""

from __future__ import annotations

from collections.abc import Generator
from fractions import Fraction
from typing import Any

from workbench.checkers.smt.operations import OPERATIONS, cost, indexed, truth
from workbench.checkers.smt.smtlib import (
    Function,
    NotUnderstood,
    Script,
    Sexp,
    atoms_in,
    atoms_of,
    commands,
    function_in,
    parts_of,
    reserved,
)
from workbench.checkers.smt.values import (
    Array,
    Bits,
    Element,
    NotEvaluated,
    Value,
    default_of,
    is_of,
    plain_sort,
)

MOST_STEPS = 900_000
"""A microsecond or two each; a script of 1 MB has half a million terms at most."""
MOST_DEPTH = 100_000
MOST_CALLS = 1_000
"""Of defined functions within each other."""
MOST_DIGITS = 10_000
_DECIDES = frozenset({"and", "or", "=>"})

Scope = dict[str, list[Value]]
Steps = Generator[tuple[Sexp, Scope], Any, Any]


def holds_in(script: Script, model: str) -> int:
    """How many assertions there are, all of which hold in the model. Raises NotEvaluated where one cannot be evaluated,
    and Fails where one does not hold; the model is text as Z3 prints it."""
    interpretation = _Interpretation(script, model)
    if script.undeclared:  # in a branch that decides nothing it would not be noticed: such a script is no question
        raise NotEvaluated(f"the symbol {ascii(min(script.undeclared))[:40]}, which is declared nowhere")
    for number, assertion in enumerate(script.assertions, 1):
        if not truth(interpretation.value(assertion)):
            raise Fails(f"assertion {number} does not hold in the model")
    return len(script.assertions)


class Fails(Exception):
    """A model in which an assertion does not hold, or which is none."""


class _Interpretation:
    """What every symbol means: as the script defines it, else as the model says, else anything of its sort."""

    def __init__(self, script: Script, model: str) -> None:
        self._script = script
        self._functions = dict(script.functions)
        self._atoms = atoms_of(script)
        self._elements: dict[str, Element] = {}
        self._constants: dict[str, Value] = {}
        self._left = MOST_STEPS
        self._calls = 0
        given: set[str] = set()
        try:
            for command in commands(model):
                self._read(command.sexp, given)
        except (NotUnderstood, ValueError, IndexError, TypeError, RecursionError) as error:
            raise Fails("the model cannot be read") from error

    def _read(self, parts: Sexp, given: set[str]) -> None:
        if parts[0] == "forall":
            return  # says that the elements of a sort are those that were declared
        if parts[0] not in ("define-fun", "declare-fun", "declare-const"):
            raise Fails(f"the model cannot be read: {ascii(parts[0])[:40]}")
        name, function = function_in(parts)
        if name in self._script.labels:
            return  # Z3 repeats them; they mean what the script says
        if name in given:
            raise Fails(f"the model gives {ascii(name)[:40]} two meanings")
        given.add(name)
        declared = self._script.functions.get(name)
        if reserved(name) or (declared is None and name in self._atoms):
            raise Fails(f"the model gives {ascii(name)[:40]} a meaning that the script does not declare")
        if parts[0] in ("declare-fun", "declare-const") and declared is None and not function.parameters:
            sort = plain_sort(function.sort, self._script)
            if not isinstance(sort, str) or sort not in self._script.sorts:
                raise Fails("the model has elements of a sort that is not declared")
            self._elements[name] = Element(sort, name)
            return
        if function.body is None or (declared is not None and declared.body is not None):
            raise Fails(f"the model defines {ascii(name)[:40]} anew")
        if declared is not None and self._signature(declared) != self._signature(function):
            raise Fails(f"the model gives {ascii(name)[:40]} another sort")
        self._functions[name] = function
        for atom in atoms_in([function.body]) - self._atoms:
            sort, value, _ = atom.partition("!val!")
            if value and self._script.sorts.get(sort) == 0:  # Z3 does not declare an element that nothing depends on
                self._elements.setdefault(atom, Element(sort, atom))

    def _signature(self, function: Function) -> tuple[Sexp, ...]:
        sorts = (*(sort for _, sort in function.parameters), function.sort)
        return tuple(plain_sort(sort, self._script) for sort in sorts)

    def value(self, term: Sexp) -> Value:
        """The value of a closed term."""
        stack: list[Steps] = [self._steps(term, {})]
        answer: Any = None
        while stack:
            self._left -= 1
            if self._left < 0 or len(stack) > MOST_DEPTH:
                raise NotEvaluated("terms of that size")
            try:
                inner, scope = stack[-1].send(answer)
                stack.append(self._steps(inner, scope))
                answer = None
            except StopIteration as done:
                stack.pop()
                answer = done.value
            except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise NotEvaluated("a term that is not of the form of its function") from error
        found: Value = answer
        return found

    def _steps(self, term: Sexp, scope: Scope) -> Steps:
        if isinstance(term, str):
            return (yield from self._atom(term, scope))
        head = term[0]
        if not isinstance(head, str):
            return (yield from self._qualified(head, term[1:], scope))
        if head == "let":
            return (yield from self._let(term, scope))
        if head == "!":
            return (yield term[1], scope)
        if head == "ite" and len(term) == 4:
            chosen = truth((yield term[1], scope))
            return (yield term[2 if chosen else 3], scope)
        if head == "_":
            return _indexed_literal(term)
        if head == "as":
            value = yield term[1], scope
            if not is_of(value, plain_sort(term[2], self._script)):
                raise NotEvaluated("`as` with another sort")
            return value
        if head in ("forall", "exists", "lambda", "match"):
            raise NotEvaluated(f"`{head}`")
        if head in _DECIDES and len(term) > 1:
            return (yield from self._connective(head, term[1:], scope))
        values = []
        for one in term[1:]:
            values.append((yield one, scope))
        if head in self._functions:
            return (yield from self._call(head, values))
        operation = OPERATIONS.get(head)
        if operation is None or not values:
            raise NotEvaluated(f"the function {ascii(head)[:40]}")
        self._pay(head, values)
        return operation(values)

    def _pay(self, head: str, values: list[Value]) -> None:
        """Large values take longer than a step."""
        self._left -= cost(head, values)
        if self._left < 0:
            raise NotEvaluated("values of that size")

    def _connective(self, head: str, terms: tuple[Sexp, ...], scope: Scope) -> Steps:
        """Up to the term that decides: what stands behind a condition need not have a value where that fails."""
        for at, one in enumerate(terms):
            value = truth((yield one, scope))
            last = at == len(terms) - 1
            if head == "=>" and not last and not value:
                return True
            if last or (head == "and" and not value) or (head == "or" and value):
                return value
        raise NotEvaluated(f"`{head}` of nothing")

    def _atom(self, name: str, scope: Scope) -> Steps:
        if scope.get(name):
            return scope[name][-1]
        if name in self._functions:
            if name not in self._constants:
                self._constants[name] = yield from self._call(name, [])
            return self._constants[name]
        if name in self._elements:
            return self._elements[name]
        if (labelled := self._script.labels.get(name)) is not None:
            return (yield labelled, {})
        return literal(name)

    def _call(self, name: str, values: list[Value]) -> Steps:
        function = self._functions[name]
        sorts = [plain_sort(sort, self._script) for _, sort in function.parameters]
        sort = plain_sort(function.sort, self._script)
        if len(sorts) != len(values) or not all(is_of(*pair) for pair in zip(values, sorts, strict=True)):
            raise NotEvaluated(f"arguments of {ascii(name)[:40]} that are not of its sorts")
        if function.body is None:
            return default_of(sort)
        self._calls += 1
        if self._calls > MOST_CALLS:
            raise NotEvaluated("definitions that use themselves")
        scope: Scope = {parameter: [value] for (parameter, _), value in zip(function.parameters, values, strict=True)}
        found = yield function.body, scope
        self._calls -= 1
        if not is_of(found, sort):
            raise Fails(f"the value of {ascii(name)[:40]} is not of its sort")
        return Fraction(found) if sort == "Real" and isinstance(found, int) else found

    def _let(self, term: tuple[Sexp, ...], scope: Scope) -> Steps:
        (_, bindings, body) = term
        names, values = [], []
        for binding in parts_of(bindings):
            name, bound = parts_of(binding)
            if not isinstance(name, str) or reserved(name):
                raise NotEvaluated("a binding of a word of the standard")
            names.append(name)
            values.append((yield bound, scope))
        for name, value in zip(names, values, strict=True):
            scope.setdefault(name, []).append(value)
        found = yield body, scope
        for name in names:
            scope[name].pop()
        return found

    def _qualified(self, head: tuple[Sexp, ...], arguments: tuple[Sexp, ...], scope: Scope) -> Steps:
        """`((_ extract 7 0) x)`, `((as const (Array Int Int)) 0)`."""
        values = []
        for one in arguments:
            values.append((yield one, scope))
        self._pay("_", values)
        if head[0] == "_" and isinstance(head[1], str):
            return indexed(head[1], [_small(one) for one in head[2:]], values)
        if head[:2] == ("as", "const"):
            sort = plain_sort(head[2], self._script)
            if isinstance(sort, str) or sort[0] != "Array" or not is_of(values[0], sort[2]):
                raise NotEvaluated("a constant array of such a sort")
            return Array(sort[1], values[0], {})
        raise NotEvaluated("a function that is computed")


def _small(index: Sexp) -> int:
    if not isinstance(index, str) or not index.isdecimal() or len(index) > 7:
        raise NotEvaluated("an index of such a size")
    return int(index)


def literal(text: str) -> Value:
    """What a literal means. Raises NotEvaluated for what is none."""
    if text in ("true", "false"):
        return text == "true"
    if len(text) > MOST_DIGITS:
        raise NotEvaluated("numbers of that many digits")
    if text[:2] in ("#b", "#x"):
        base = 2 if text[1] == "b" else 16
        return Bits((len(text) - 2) * (1 if base == 2 else 4), int(text[2:], base))
    if text.isascii() and text.isdecimal():
        return _long(text)
    whole, point, part = text.partition(".")
    if point and (whole + part).isascii() and whole.isdecimal() and part.isdecimal():
        return Fraction(_long(whole + part), 10 ** len(part))
    raise NotEvaluated(f"the symbol {ascii(text)[:40]}")


def _long(text: str) -> int:
    found = 0
    for at in range(0, len(text), 4000):
        piece = text[at : at + 4000]
        found = found * 10 ** len(piece) + int(piece)
    return found


def _indexed_literal(term: tuple[Sexp, ...]) -> Value:
    """`(_ bv5 8)`."""
    name = term[1]
    if isinstance(name, str) and name.startswith("bv") and name[2:].isdecimal() and len(name) <= MOST_DIGITS:
        width = _small(term[2])
        if width > 0 and _long(name[2:]).bit_length() <= width:
            return Bits(width, _long(name[2:]))
    raise NotEvaluated(f"{ascii(name)[:40]}")
