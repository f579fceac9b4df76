"""Exact values without SymPy: rational numbers by FLINT, and algebraic ones by its qqbar (Calcium, F. Johansson).

Every power and root is principal, 0^0 is 1, and a division by zero has no value. What is neither rational nor algebraic
by these rules has no exact value here; enclosure.py bounds it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from flint import fmpq, fmpz

from workbench.checkers.symbolic.tree import Name, Node, Number, Tree

Value = Any
"""A `fmpq`, or an element of the field of algebraic numbers."""

MOST_BITS = 4_000_000
"""Of numerator and denominator together: 1.2 million digits."""
MOST_WORK = 400_000_000
"""Bits that are handled in one evaluation, about a second."""
MOST_FACTORIAL = 100_000
MOST_ROOT = 64
MOST_DEGREE = 64
"""Of the field that the radicals of one evaluation span."""
MOST_ALGEBRAIC_BITS = 4_000
MOST_ALGEBRAIC_WORK = 5_000_000
MOST_LIFTED_BITS = 300_000
STEP_BITS = 2_000
"""What a step of ours costs beside its arithmetic."""


class Undefined(Exception):
    """The expression has no value here, which is proved; the text says why."""


class NotExact(Exception):
    """No exact value is found by these rules."""


class TooLarge(Exception):
    """It would pass a bound; the text names it."""


_fmpz: Any = fmpz
"""Its declared types are stricter than it is."""


@cache
def algebraic() -> Any:
    """The field of algebraic numbers."""
    from flint.types._gr import gr_complex_qqbar_ctx

    return gr_complex_qqbar_ctx.new()


class Exact:
    """One evaluation after another, with one budget of work and one field for all."""

    def __init__(self, work: int = MOST_WORK) -> None:
        self.left = work
        """What may be spent still, in bits."""
        self._radicals: list[tuple[Value, int, Value]] = []
        self._degree, self._bits, self._lifted = 1, 10, 0
        """Of the field of all radicals; about the size of algebraic values; of all rational numbers that met them. The
        field tells no sizes, so these are guesses that a power of a power or a long product soon drives up."""

    def value(self, tree: Tree, at: Mapping[str, Value]) -> Value:
        """The value of the tree with these values of its names. Raises Undefined, NotExact, TooLarge."""
        self.left -= STEP_BITS
        if isinstance(tree, Number):
            return fmpq(tree.numerator, tree.denominator)
        if isinstance(tree, Name):
            if tree.name in at:
                return at[tree.name]
            if tree.name in ("i", "I"):
                self._extend(fmpq(-1), 2, algebraic().i())
                return algebraic().i()
            raise NotExact(f"{tree.name} has no exact value")
        if tree.head in ("sum", "product"):
            return self._series(tree, at)
        operation = _OPERATIONS.get(tree.head)
        if operation is None:
            raise NotExact(f"`{tree.head}` is not evaluated exactly")
        before, self._bits = self._bits, 10
        found = self._paid(operation(self, [self.value(one, at) for one in tree.arguments]))
        self._bits = max(before, self._bits)
        return found

    def add(self, values: list[Value]) -> Value:
        total = values[0]
        for one in values[1:]:
            total = self._paid(self._joined(total, one, lambda a, b: a + b))
        return total

    def multiply(self, values: list[Value]) -> Value:
        total = values[0]
        for one in values[1:]:
            total = self._paid(self._joined(total, one, lambda a, b: a * b))
        return total

    def divide(self, values: list[Value]) -> Value:
        above, below = values
        if self.is_zero(below):
            raise Undefined("a division by zero")
        return self._joined(above, below, lambda a, b: a / b)

    def power(self, values: list[Value]) -> Value:
        base, exponent = values
        if not isinstance(exponent, fmpq):
            exponent = self._rational(exponent)
        if exponent == 0:
            return fmpq(1)
        if self.is_zero(base):
            if exponent < 0:
                raise Undefined("0 to a negative power")
            return fmpq(0)
        if exponent.q != 1:
            base = self.root(base, _small(exponent.q, MOST_ROOT, "a root"))
        if base == 1:
            return fmpq(1)
        if base == -1:
            return fmpq(1 - 2 * (int(exponent.p) % 2))
        number = _small(abs(exponent.p), MOST_BITS, "an exponent")
        if isinstance(base, fmpq):
            if number * max(1, base.p.bit_length() + base.q.bit_length() - 1) > 2 * MOST_BITS:
                raise TooLarge("a power has more than a million digits")
        else:
            if number * self._degree**2 * self._bits > MOST_ALGEBRAIC_WORK:
                raise TooLarge("so high a power of an algebraic number")
            self._bits *= max(1, number)
        power = base**number
        return 1 / power if exponent < 0 else power

    def root(self, base: Value, order: int) -> Value:
        """The principal root, in the rationals where it lies there."""
        if isinstance(base, fmpq) and base >= 0:
            above, below = base.p.root(order), base.q.root(order)
            if above**order == base.p and below**order == base.q:
                return fmpq(above, below)
        for radicand, known, found in self._radicals:
            if known == order and self.same(radicand, base):
                return found
        lifted = self._lift(base)
        found = lifted.sqrt() if order == 2 else algebraic().pow(lifted, algebraic()(fmpq(1, order)))
        self._extend(base, order, found)
        return found

    def _extend(self, base: Value, order: int, found: Value) -> None:
        if any(known == order and self.same(radicand, base) for radicand, known, _ in self._radicals):
            return
        self._degree *= order
        if self._degree > MOST_DEGREE:
            raise TooLarge(f"its radicals span a field of degree beyond {MOST_DEGREE}")
        self._radicals.append((base, order, found))

    def is_zero(self, value: Value) -> bool:
        return bool(value == 0)

    def same(self, one: Value, other: Value) -> bool:
        """Whether two exact values are equal, which is decided."""
        if isinstance(one, fmpq) and isinstance(other, fmpq):
            return bool(one == other)
        return bool(self._lift(one) == self._lift(other))

    def real(self, value: Value) -> bool:
        return isinstance(value, fmpq) or bool(algebraic().im(value) == 0)

    def order(self, one: Value, other: Value) -> int:
        """-1, 0 or 1, for real values. Raises Undefined where one is not real."""
        if isinstance(one, fmpq) and isinstance(other, fmpq):
            return (one > other) - (one < other)
        if not (self.real(one) and self.real(other)):
            raise Undefined("an order of numbers that are not real")
        return int(algebraic().cmp(self._lift(one), self._lift(other)))

    def _joined(self, one: Value, other: Value, join: Callable[[Value, Value], Value]) -> Value:
        if isinstance(one, fmpq) and isinstance(other, fmpq):
            self.left -= one.height_bits() + other.height_bits()
            return join(one, other)
        one, other = self._lift(one), self._lift(other)
        self._bits += 10
        self.left -= 10 * self._degree**2 * (self._lifted + self._bits)
        if self.left < 0:
            raise TooLarge("the evaluation takes too many steps")
        return join(one, other)

    def _lift(self, value: Value) -> Value:
        if not isinstance(value, fmpq):
            return value
        size = value.height_bits() + 10
        self._lifted += size
        self._bits = max(self._bits, size)
        if size > MOST_ALGEBRAIC_BITS or self._lifted > MOST_LIFTED_BITS:
            raise TooLarge("long numbers beside a root")
        return algebraic()(value)

    def _rational(self, value: Value) -> fmpq:
        """An algebraic value as a rational number. Raises NotExact where it is none that is easily seen."""
        if isinstance(value, fmpq):
            return value
        field = algebraic()
        if self.real(value) and (whole := field.floor(value)) == value:
            return _whole(field, whole)
        raise NotExact("an exponent or argument that is not rational")

    def _paid(self, value: Value) -> Value:
        self.left -= value.height_bits() if isinstance(value, fmpq) else MOST_ALGEBRAIC_BITS * self._degree
        if isinstance(value, fmpq) and value.height_bits() > MOST_BITS:
            raise TooLarge("a number has more than a million digits")
        if self.left < 0:
            raise TooLarge("the evaluation takes too many steps")
        return value

    def _series(self, tree: Node, at: Mapping[str, Value]) -> Value:
        body, variable, first, last = tree.arguments
        assert isinstance(variable, Name)
        begin, end = (self._integer(self.value(one, at)) for one in (first, last))
        if end < begin - 1:
            raise NotExact("the bounds of a sum or product run backwards")
        if end - begin > MOST_WORK // STEP_BITS:
            raise TooLarge("a sum or product has too many terms")
        total, join = (fmpq(0), self.add) if tree.head == "sum" else (fmpq(1), self.multiply)
        for index in range(begin, end + 1):
            total = join([total, self.value(body, {**at, variable.name: fmpq(index)})])
        return total

    def _integer(self, value: Value) -> int:
        whole = self._rational(value)
        if whole.q != 1:
            raise NotExact("an integer was expected")
        return int(whole.p)


def _whole(field: Any, value: Value) -> fmpq:
    """An integer of the field of algebraic numbers, found by bisection: the field prints nothing."""
    low, high = -(1 << 64), 1 << 64
    if field.lt(value, field(low)) or field.gt(value, field(high)):
        raise NotExact("an exponent or argument that is too large")
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if field.le(value, field(middle)) else (middle + 1, high)
    return fmpq(low)


def _small(value: fmpz, most: int, what: str) -> int:
    if value > most:
        raise TooLarge(f"{what} beyond {most:,}")
    return int(value)


def _negate(exact: Exact, values: list[Value]) -> Value:
    return -values[0]


def _factorial(exact: Exact, values: list[Value]) -> Value:
    number = exact._integer(values[0])
    if number < 0:
        raise Undefined("the factorial of a negative integer")
    return fmpq(_fmpz.fac_ui(_small(fmpz(number), MOST_FACTORIAL, "a factorial")))


def _binomial(exact: Exact, values: list[Value]) -> Value:
    above, below = values[0], exact._integer(values[1])
    if below < 0:
        raise NotExact("a binomial coefficient with a negative lower number")
    if isinstance(above, fmpq) and above.q == 1 and 0 <= above <= MOST_FACTORIAL:
        return fmpq(fmpz.bin_uiui(int(above.p), below)) if below <= above else fmpq(0)
    total: Value = fmpq(1)
    for step in range(_small(fmpz(below), 10_000, "a binomial coefficient")):
        total = exact._paid(exact.multiply([total, exact.divide([exact.add([above, fmpq(-step)]), fmpq(step + 1)])]))
    return total


def _abs(exact: Exact, values: list[Value]) -> Value:
    return abs(values[0]) if isinstance(values[0], fmpq) else algebraic().abs(values[0])


def _floor(exact: Exact, values: list[Value]) -> Value:
    if isinstance(values[0], fmpq):
        return fmpq(values[0].floor())
    if not exact.real(values[0]):
        raise NotExact("the floor of a number that is not real")
    return _whole(algebraic(), algebraic().floor(values[0]))


def _ceiling(exact: Exact, values: list[Value]) -> Value:
    return -_floor(exact, [-values[0]])


def _sign(exact: Exact, values: list[Value]) -> Value:
    if not exact.real(values[0]):
        raise NotExact("the sign of a number that is not real")
    return fmpq(exact.order(values[0], fmpq(0)))


def _whole_fold(join: Callable[[fmpz, fmpz], fmpz]) -> Callable[[Exact, list[Value]], Value]:
    def fold(exact: Exact, values: list[Value]) -> Value:
        found = fmpz(abs(exact._integer(values[0])))
        for one in values[1:]:
            found = abs(join(found, fmpz(exact._integer(one))))
        return fmpq(found)

    return fold


def _mod(exact: Exact, values: list[Value]) -> Value:
    above, below = values
    return exact.add([above, -exact.multiply([below, _floor(exact, [exact.divide([above, below])])])])


def _extreme(wanted: int) -> Callable[[Exact, list[Value]], Value]:
    def choose(exact: Exact, values: list[Value]) -> Value:
        best = values[0]
        for one in values[1:]:
            best = one if exact.order(one, best) == wanted else best
        return best

    return choose


def _log(exact: Exact, values: list[Value]) -> Value:
    if exact.is_zero(values[0]):
        raise Undefined("the logarithm of zero")
    if values[0] == 1 and len(values) == 1:
        return fmpq(0)
    if len(values) == 2 and all(isinstance(one, fmpq) for one in values):
        return _log_to(values[0], values[1])
    raise NotExact("a logarithm")


def _log_to(value: fmpq, base: fmpq) -> fmpq:
    """log(8, 2) = 3, by powers."""
    if base == 0 or base == 1:
        raise Undefined("a logarithm to the base 0 or 1")
    if base > 1 and value > 0:
        power, number = fmpq(1), 0
        goal = value if value >= 1 else 1 / value
        while power < goal and number < 10_000 and power.height_bits() <= goal.height_bits():
            power, number = power * base, number + 1
        if power == goal:
            return fmpq(number if value >= 1 else -number)
    raise NotExact("a logarithm")


def _at_zero(result: int) -> Callable[[Exact, list[Value]], Value]:
    def apply(exact: Exact, values: list[Value]) -> Value:
        if exact.is_zero(values[0]):
            return fmpq(result)
        raise NotExact("a transcendental function")

    return apply


def _part(name: str) -> Callable[[Exact, list[Value]], Value]:
    def apply(exact: Exact, values: list[Value]) -> Value:
        if isinstance(values[0], fmpq):
            return fmpq(0) if name == "im" else values[0]
        return getattr(algebraic(), name)(values[0])

    return apply


def _fibonacci(exact: Exact, values: list[Value]) -> Value:
    number = exact._integer(values[0])
    if number < 0:
        raise NotExact("a Fibonacci number of negative index")
    return fmpq(_fmpz.fib_ui(_small(fmpz(number), MOST_FACTORIAL, "an index")))


def _first(exact: Exact, values: list[Value]) -> Value:
    return values[0]


_OPERATIONS: dict[str, Callable[[Exact, list[Value]], Value]] = {
    "+": Exact.add,
    "*": Exact.multiply,
    "/": Exact.divide,
    "^": Exact.power,
    "neg": _negate,
    "!": _factorial,
    "sqrt": lambda exact, values: exact.power([values[0], fmpq(1, 2)]),
    "cbrt": lambda exact, values: exact.power([values[0], fmpq(1, 3)]),
    "root": lambda exact, values: exact.power([values[0], exact.divide([fmpq(1), values[1]])]),
    "binomial": _binomial,
    "abs": _abs,
    "floor": _floor,
    "ceiling": _ceiling,
    "sign": _sign,
    "gcd": _whole_fold(lambda a, b: a.gcd(b)),
    "lcm": _whole_fold(lambda a, b: a.lcm(b)),
    "mod": _mod,
    "min": _extreme(-1),
    "max": _extreme(1),
    "log": _log,
    "re": _part("re"),
    "im": _part("im"),
    "conjugate": _part("conj"),
    "fibonacci": _fibonacci,
    **dict.fromkeys(("sin", "tan", "asin", "atan", "sinh", "tanh"), _at_zero(0)),
    **dict.fromkeys(("cos", "sec", "exp", "cosh"), _at_zero(1)),
    **dict.fromkeys(("simplify", "expand", "factor"), _first),
}
