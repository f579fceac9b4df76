"""Exact expansion without SymPy: an expression as a fraction of polynomials over FLINT.

Names are generators, and so are roots, logarithms and exponentials of what stands in them; trigonometric and hyperbolic
functions are made of exponentials. Each generator obeys relations that hold at every point (g^2 = -1 for i, g^n = u for
a root of u, and those of exponentials); so what is zero modulo these relations is zero wherever the divisors are not.
The converse does not follow, and nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flint import acb, arb, fmpq, fmpz

from workbench.checkers.symbolic.domains import Domains
from workbench.checkers.symbolic.exact import NotExact, TooLarge, Undefined
from workbench.checkers.symbolic.relations import Powers, Unity, common_denominator, primes, roots_in_turn
from workbench.checkers.symbolic.ring import Fraction, Poly, Ring
from workbench.checkers.symbolic.tree import Name, Node, Number, Tree, free_names, walk

_fmpz: Any = fmpz
MOST_SPARE = 40
MOST_ORDER = 60


class Expansion:
    """One ring for several expressions in the same variables."""

    def __init__(self, trees: Iterable[Tree], declared: Mapping[str, str]) -> None:
        """`declared` gives the domain of each variable, as `problems.problem_file.DOMAINS`."""
        trees = tuple(trees)
        self._declared = declared
        names = frozenset().union(*map(free_names, trees))
        if "oo" in names - declared.keys():
            raise NotExact("infinity is no number")
        self._constants = names & ({"i", "I", "e", "E"} - declared.keys())
        plain = sorted(names - self._constants)
        functions = sum(isinstance(one, Node) and one.head not in _PLAIN for tree in trees for one in walk(tree))
        symbolic = sum(isinstance(one, Node) and one.head == "^" for tree in trees for one in walk(tree))
        spare = min(MOST_SPARE, 4 * functions + 2 * symbolic + 2 * len(self._constants))
        self.ring = Ring(plain, spare)
        self.domains = Domains(self.ring, declared)
        self._generators: dict[tuple[object, ...], int] = {}
        self._relations: list[tuple[int, int, Powers]] = []
        """(generator, n, what its n-th power is), in the order in which they came about."""
        self._balls: dict[int, acb | None] = {}
        """Around the values of generators that are constants."""
        self._nonzero: set[int] = set()
        """Generators that are exponentials."""
        self._linked: set[int] = set()
        if "pi" in plain and "pi" not in declared:
            self._balls[plain.index("pi")] = acb.pi()
        self.divisors: list[Poly] = []
        """Since they were last taken: what must not be zero for the expression to have a value."""
        self.assumed: list[Poly] = []
        """What must not be zero for the expansion to be right."""
        self.parts = common_denominator(trees)
        """Exponentials are powers of those of such parts of their arguments."""

    @property
    def has_functions(self) -> bool:
        """Whether more than names, numbers and arithmetic occurred."""
        return bool(self._generators)

    def of(self, tree: Tree) -> Fraction:
        """The expansion, reduced. Raises NotExact, TooLarge, Undefined."""
        return self.reduced(self._of(tree))

    def reduced(self, fraction: Fraction) -> Fraction:
        """Modulo the relations."""
        above, below = self._reduce(fraction.above), self._reduce(fraction.below)
        if below.above == 0:
            raise Undefined("a division by zero")
        return self.ring.multiply(above, self.ring.raised(below, -1))

    def is_zero(self, fraction: Fraction) -> bool:
        """Whether it is zero modulo the relations."""
        return bool(self._reduce(fraction.above).above == 0)

    def _of(self, tree: Tree) -> Fraction:
        if isinstance(tree, Number):
            return self.ring.number(fmpq(tree.numerator, tree.denominator))
        if isinstance(tree, Name):
            if tree.name not in self._constants:
                return self.ring.name(tree.name)
            return self.imaginary() if tree.name in ("i", "I") else self.exponential(self.ring.number(fmpq(1)))
        if tree.head == "^":
            return self._power(*tree.arguments)
        from workbench.checkers.symbolic.rules import RULES

        rule = RULES.get(tree.head)
        if rule is None:
            raise NotExact(f"`{tree.head}` is not expanded")
        return rule(self, [self._of(one) for one in tree.arguments])

    # Arithmetic

    def total(self, values: list[Fraction]) -> Fraction:
        found = values[0]
        for one in values[1:]:
            found = self.ring.add(found, one)
        return found

    def product(self, values: list[Fraction]) -> Fraction:
        found = values[0]
        for one in values[1:]:
            found = self.ring.multiply(found, one)
        return found

    def negated(self, value: Fraction) -> Fraction:
        return Fraction(-value.above, value.below)

    def quotient(self, values: list[Fraction]) -> Fraction:
        above, below = values
        return self.ring.multiply(above, self.inverse(below))

    def inverse(self, value: Fraction) -> Fraction:
        """1 / value, whose numerator becomes a divisor."""
        value = self.reduced(value)
        if value.above == 0:
            raise Undefined("a division by zero")
        self._must_not_vanish(value.above)
        return self.ring.raised(value, -1)

    def _must_not_vanish(self, poly: Poly) -> None:
        ball = self.ball(poly)
        if ball is None or ball.contains(0):
            self.divisors.append(poly)

    def _power(self, base: Tree, exponent: Tree) -> Fraction:
        upper = self.reduced(self._of(exponent))
        constant = constant_of(upper)
        if isinstance(base, Name) and base.name in self._constants and base.name in ("e", "E"):
            return self.exponential(upper)
        if constant is not None:
            return self.rational_power(self._of(base), constant)
        return self.symbolic_power(self.reduced(self._of(base)), upper)

    def rational_power(self, base: Fraction, exponent: fmpq) -> Fraction:
        if exponent == 0:
            return self.ring.number(fmpq(1))
        if abs(exponent.p) > 10_000_000 or exponent.q > MOST_ORDER:
            raise TooLarge("an exponent that is too large")
        if exponent.q != 1:
            base = self.root(self.reduced(base), int(exponent.q))
        if exponent < 0:
            base = self.inverse(base)
        return self.ring.raised(base, abs(int(exponent.p)))

    # Generators

    def generator(self, key: tuple[object, ...]) -> Fraction:
        """The generator of this key, made where there is none."""
        if key not in self._generators:
            self._generators[key] = self.ring.new()
        return self.ring.generator(self._generators[key])

    def imaginary(self) -> Fraction:
        return self._with_power(("i",), 2, self.ring.number(fmpq(-1)))

    def _with_power(self, key: tuple[object, ...], order: int, value: Fraction) -> Fraction:
        known = key in self._generators
        found = self.generator(key)
        if not known:
            at = self._generators[key]
            self._relations.append((at, order, Powers(value)))
            self._balls[at] = acb(0, 1) if key == ("i",) else self._ball_of_root(value, order)
            self._link()
        return found

    def _link(self) -> None:
        """Roots of unity hold i and the roots of 2, 3 and 5: say so, once both are there."""
        turn = self._generators.get(("turn",))
        if turn is None:
            return
        for key, value in roots_in_turn(self.parts):
            at = self._generators.get(key)
            if at is not None and at not in self._linked:
                self._linked.add(at)
                terms = [
                    self.ring.multiply(
                        self.ring.number(fmpq(times)), self.ring.raised(self.ring.generator(turn), power)
                    )
                    for power, times in value
                ]
                self._relations.append((at, 1, Powers(self.total(terms))))

    def _ball_of_root(self, radicand: Fraction, order: int) -> acb | None:
        above, below = self.ball(radicand.above), self.ball(radicand.below)
        return None if above is None or below is None else (above / below).pow(acb(arb(fmpq(1, order))))

    def ball(self, poly: Poly) -> acb | None:
        """A ball around the value of a polynomial without variables; None where one occurs."""
        total = acb(0)
        for exponents, coefficient in poly.to_dict().items():
            term = acb(arb(coefficient))
            for at, power in enumerate(exponents):
                if power:
                    ball = self._balls.get(at)
                    if ball is None:
                        return None
                    term = term * ball ** int(power)
            total = total + term
        return total

    def never_zero(self, poly: Poly) -> bool:
        """Whether an irreducible polynomial has no zero on the domain, by a criterion: an exponential, a constant that
        is not zero, or one of those of `Domains`."""
        terms = poly.to_dict()
        if len(terms) == 1:
            (exponents,) = terms
            if all(at in self._nonzero for at, power in enumerate(exponents) if power):
                return True
        ball = self.ball(poly)
        return bool(ball is not None and not ball.contains(0)) or self.domains.nonzero(poly)

    def without_root(self, factor: Poly) -> Poly:
        """What vanishes where the factor does: of a root its radicand, else the factor itself."""
        for at, order, value in self._relations:
            if order > 1 and type(value) is Powers and factor == self.ring.generator(at).above:
                return value.power(self.ring, 1).above
        return factor

    def _reduce(self, poly: Poly) -> Fraction:
        found = Fraction(poly, self.ring.one)
        for at, order, value in reversed(self._relations):
            if found.above.degrees()[at] >= order:
                by_power: dict[int, dict[tuple[int, ...], fmpq]] = {}
                for exponents, coefficient in found.above.to_dict().items():
                    times, rest = value.split(int(exponents[at]), order)
                    lower = (*exponents[:at], rest, *exponents[at + 1 :])
                    by_power.setdefault(times, {})[lower] = coefficient
                parts = [
                    self.ring.multiply(Fraction(self.ring.of_terms(terms), found.below), value.power(self.ring, times))
                    for times, terms in by_power.items()
                ]
                found = self.total(parts)
        return found

    def root(self, radicand: Fraction, order: int) -> Fraction:
        """The principal root: of each factor alone where all are positive, else of the whole but for its constant."""
        if order > MOST_ORDER:
            raise TooLarge("a root of too high an order")
        if radicand.above == 0:
            return radicand
        constant, factors = self._factored(radicand)
        if constant < 0 and not factors and order == 2:
            return self.ring.multiply(self.imaginary(), self._constant_root(-constant, 2))
        if all(self.domains.positive(factor) for factor, _ in factors) and constant > 0:
            parts = [self._root_of(Fraction(factor, self.ring.one), order, power) for factor, power in factors]
        else:
            sign = self.ring.number(fmpq(1 if constant > 0 else -1))
            whole = [self.ring.raised(Fraction(factor, self.ring.one), power) for factor, power in factors]
            parts = [self._root_of(self.product([sign, *whole]), order, 1)]
        return self.product([self._constant_root(abs(constant), order), *parts])

    def _root_of(self, radicand: Fraction, order: int, power: int) -> Fraction:
        whole, rest = divmod(power, order)
        root = self._with_power(("root", order, str(radicand.above), str(radicand.below)), order, radicand)
        return self.ring.multiply(self.ring.raised(radicand, whole), self.ring.raised(root, rest))

    def _constant_root(self, value: fmpq, order: int) -> Fraction:
        """The root of a positive number as a product of roots of primes."""
        parts = [
            self._root_of(self.ring.number(fmpq(prime)), order, sign * power)
            for part, sign in ((value.p, 1), (value.q, -1))
            for prime, power in primes(part)
        ]
        return self.product([self.ring.number(fmpq(1)), *parts])

    def _factored(self, value: Fraction) -> tuple[fmpq, list[tuple[Poly, int]]]:
        constant, factors = self.ring.factors(value.above)
        below, others = self.ring.factors(value.below)
        return constant / below, [*factors, *((factor, -power) for factor, power in others)]

    def logarithm(self, value: Fraction) -> Fraction:
        value = self.reduced(value)
        if value.above == 0:
            raise Undefined("the logarithm of zero")
        self._must_not_vanish(value.above)
        constant, factors = self._factored(value)
        if constant > 0 and all(self.domains.positive(factor) for factor, _ in factors):
            pieces = [(str(factor), power) for factor, power in factors]
            pieces += [(str(prime), power) for prime, power in primes(constant.p)]
            pieces += [(str(prime), -power) for prime, power in primes(constant.q)]
            terms = [
                self.ring.multiply(self.ring.number(fmpq(power)), self.generator(("log", piece)))
                for piece, power in pieces
            ]
            return self.total([self.ring.number(fmpq(0)), *terms])
        return self.generator(("log", str(value.above), str(value.below)))

    def opaque(self, head: str, values: list[Fraction]) -> Fraction:
        """A function of which nothing is known but that equal arguments give equal values."""
        shown = [self.reduced(value) for value in values]
        return self.generator((head, *((str(one.above), str(one.below)) for one in shown)))

    def absolute(self, value: Fraction) -> Fraction:
        """|u| is the root of u^2 for real u."""
        value = self.reduced(value)
        if self.domains.real(value.above) and self.domains.real(value.below):
            return self.root(self.ring.raised(value, 2), 2)
        return self.opaque("abs", [value])

    # Exponentials

    def exponential(self, exponent: Fraction) -> Fraction:
        """exp(sum of c m) is the product of the powers of exp(m / parts), for monomials m and rational c."""
        return self._exponential("e", exponent)

    def symbolic_power(self, base: Fraction, exponent: Fraction) -> Fraction:
        constant = constant_of(base)
        if constant == 0:
            raise NotExact("a power of zero")
        if constant is not None and constant > 0:
            pieces = [(prime, power) for prime, power in primes(constant.p)]
            pieces += [(prime, -power) for prime, power in primes(constant.q)]
            parts = [
                self._exponential(str(prime), self.ring.multiply(exponent, self.ring.number(fmpq(power))))
                for prime, power in pieces
            ]
            return self.product([self.ring.number(fmpq(1)), *parts])
        if base.below == 1 and self.domains.positive(base.above):
            whole, rest = self._shift(exponent)
            power = self._exponential(f"({base.above})", rest)
            return self.ring.multiply(power, self.ring.raised(base, int(whole.p)))
        return self._shifted_power(base, exponent)

    def _shift(self, exponent: Fraction) -> tuple[fmpq, Fraction]:
        """The integer that is added in an exponent, and the rest."""
        zeros = (0,) * len(exponent.above.degrees())
        shift = fmpq(exponent.above.to_dict().get(zeros, 0)) if exponent.below == 1 else fmpq(0)
        whole = shift if shift.q == 1 and abs(shift) <= 1000 else fmpq(0)
        return whole, self.ring.add(exponent, self.ring.number(-whole))

    def _shifted_power(self, base: Fraction, exponent: Fraction) -> Fraction:
        """b^(u + c) = b^u b^c for an integer c, where b is not zero."""
        whole, rest = self._shift(exponent)
        self.assumed.append(base.above)
        power = self.generator(("power", *map(str, (base.above, base.below, rest.above, rest.below))))
        if whole < 0:
            return self.ring.multiply(power, self.ring.raised(self.inverse(base), int(-whole.p)))
        return self.ring.multiply(power, self.ring.raised(base, int(whole.p)))

    def _exponential(self, base: str, exponent: Fraction) -> Fraction:
        exponent = self.reduced(exponent)
        if exponent.below != 1:
            return self._never_zero_generator(("exp", base, str(exponent.above), str(exponent.below)))
        found = self.ring.number(fmpq(1))
        for powers, coefficient in exponent.above.to_dict().items():
            monomial = self._with_i(tuple(map(int, powers)))
            found = self.ring.multiply(found, self._exponential_of(base, monomial, coefficient))
        return found

    def _with_i(self, monomial: tuple[int, ...]) -> tuple[int, ...]:
        """The monomial with i written as itself, and not as a power of a root of unity."""
        turn, i = self._generators.get(("turn",)), self._generators.get(("i",))
        if turn is None or i is None or monomial[turn] != self.parts // 2:
            return monomial
        return tuple(0 if at == turn else power + (at == i) for at, power in enumerate(monomial))

    def _exponential_of(self, base: str, monomial: tuple[int, ...], coefficient: fmpq) -> Fraction:
        if not any(monomial) and coefficient.q == 1 and base.isdigit():
            return self.ring.raised(self.ring.number(fmpq(int(base))), int(coefficient.p))
        steps = coefficient * self.parts
        if steps.q != 1 or abs(steps.p) > 1_000_000:
            return self._never_zero_generator(("exp", base, monomial, str(coefficient)))
        turning = self._turning(base, monomial)
        if turning is not None:
            return self.ring.raised(turning, int(steps.p) % (2 * self.parts))
        return self.ring.raised(self._never_zero_generator(("exp", base, monomial)), int(steps.p))

    def _never_zero_generator(self, key: tuple[object, ...]) -> Fraction:
        found = self.generator(key)
        self._nonzero.add(self._generators[key])
        return found

    def _turning(self, base: str, monomial: tuple[int, ...]) -> Fraction | None:
        """exp(i pi / parts), a root of unity: its power `parts` is -1."""
        at = self._generators.get(("i",))
        names = [self.ring.is_name(one) for one, power in enumerate(monomial) if power and one != at]
        if base != "e" or at is None or names != ["pi"] or "pi" in self._declared or sum(monomial) != 2:
            return None
        if monomial[at] != 1:
            return None
        known = ("turn",) in self._generators
        root = self._never_zero_generator(("turn",))
        if not known:
            turn = self._generators[("turn",)]
            unity = Unity(2 * self.parts, turn)
            self._relations.append((turn, unity.degree, unity))
            self._balls[turn] = (acb.pi() * acb(0, 1) / self.parts).exp()
            self._link()
        return root

    def circular(self, value: Fraction) -> tuple[Fraction, Fraction]:
        """cos and sin of a value, by exp(i value)."""
        turned = self.ring.multiply(self.imaginary(), value)
        return self._halves(turned, self.ring.multiply(self.imaginary(), self.ring.number(fmpq(-1, 2))))

    def hyperbolic(self, value: Fraction) -> tuple[Fraction, Fraction]:
        return self._halves(value, self.ring.number(fmpq(1, 2)))

    def _halves(self, value: Fraction, factor: Fraction) -> tuple[Fraction, Fraction]:
        plus, minus = self.exponential(value), self.exponential(self.negated(value))
        even = self.ring.multiply(self.ring.add(plus, minus), self.ring.number(fmpq(1, 2)))
        odd = self.ring.multiply(self.ring.add(plus, self.negated(minus)), factor)
        return self.reduced(even), self.reduced(odd)

    def factorial(self, value: Fraction) -> Fraction:
        """(v + c)! = v! (v + 1) ... (v + c) for a natural v."""
        value = self.reduced(value)
        constant = constant_of(value)
        if constant is not None:
            if constant.q != 1 or constant < 0:
                raise NotExact("a factorial of what is no natural number")
            if constant > 10_000:
                raise TooLarge("a factorial beyond 10,000")
            return self.ring.number(fmpq(_fmpz.fac_ui(int(constant.p))))
        zeros = (0,) * len(value.above.degrees())
        shift = value.above.to_dict().get(zeros, fmpq(0)) if value.below == 1 else fmpq(0)
        rest = self.ring.add(value, self.ring.number(-shift))
        if not self.domains.natural(rest.above) or shift.q != 1 or not 0 < shift <= 100:
            if self.domains.natural(value.above) and value.below == 1:
                return self._factorial_of_natural(value)
            found = self.opaque("!", [value])
            self.divisors.append(found.above)  # it may have no value
            return found
        steps = [self.ring.add(rest, self.ring.number(fmpq(step))) for step in range(1, int(shift.p) + 1)]
        return self.product([self._factorial_of_natural(rest), *steps])

    def _factorial_of_natural(self, value: Fraction) -> Fraction:
        """It always has a value, which is not zero."""
        found = self.opaque("!", [value])
        self._nonzero.update(at for at, degree in enumerate(found.above.degrees()) if degree > 0)
        return found


_PLAIN = frozenset({"+", "*", "/", "^", "neg"})


def constant_of(value: Fraction) -> fmpq | None:
    if value.above.is_constant() and value.below == 1:
        return fmpq(0) if value.above == 0 else value.above.leading_coefficient()
    return None
