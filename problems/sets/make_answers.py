"""1,000 answers to exact arithmetic and algebra, a third of them wrong on purpose: `python make_answers.py [FOLDER]`.

Writes `answers.jsonl`, one problem a line as docs/sweep.md says, and `answers.key.csv`, which says of each whether its
answer is right, and what the right one is. The right answers come from how the questions were made, by integers and
fractions alone: no algebra system has a part in them. A wrong answer is one that a person gives: a sign, off by one, a
factor forgotten, a fraction upside down. It never means the same as the right one. The same seed gives the same bytes.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random

SEED = 20161
OF_EACH, WRONG = 50, 17
"""Questions of each of the twenty kinds, and how many of these are answered wrongly."""


@dataclass(frozen=True)
class Said:
    """An answer as text, and a value that two answers share exactly when they mean the same."""

    text: str
    value: Hashable
    fault: str = ""


@dataclass(frozen=True)
class Question:
    """A question, the expression or equation that settles it, the right answer, and plausible wrong ones."""

    words: str
    settles: dict[str, str]
    right: Said
    wrong: tuple[Said, ...]


def number(value: Fraction | int) -> str:
    """`7`, `-3/4`."""
    return str(Fraction(value))


def numeric(words: str, expression: str, value: Fraction | int, *slips: Fraction | int) -> Question:
    """A question whose answer is a number; `slips` are values that a person gets by a slip particular to it."""
    right = Fraction(value)
    wrong = [Said(number(-right), -right, "sign"), Said(number(right + 1), right + 1, "off by one")]
    wrong.append(Said(number(right - 1), right - 1, "off by one"))
    wrong += [Said(number(slip), Fraction(slip), "slip") for slip in slips]
    if right.numerator not in (0, 1, -1) and right.denominator != 1:
        wrong.append(Said(number(1 / right), 1 / right, "upside down"))
    return _question(words, {"expression": expression}, Said(number(right), right), wrong)


def _question(words: str, settles: dict[str, str], right: Said, wrong: Sequence[Said]) -> Question:
    return Question(words, settles, right, tuple(said for said in wrong if said.value != right.value))


def polynomial(coefficients: Sequence[Fraction | int], variable: str = "x") -> str:
    """Highest power last in `coefficients`, first in the text."""
    terms = []
    for power, coefficient in reversed(list(enumerate(coefficients))):
        if coefficient:
            size = abs(Fraction(coefficient))
            of_variable = variable if power == 1 else f"{variable}^{power}"
            body = number(size) if power == 0 else of_variable if size == 1 else f"{number(size)}*{of_variable}"
            terms.append(("- " if coefficient < 0 else "+ ") + body)
    return " ".join(terms).removeprefix("+ ").replace("- ", "-", 1 if terms and terms[0][0] == "-" else 0) or "0"


def in_polynomials(
    words: str, expression: str, coefficients: Sequence[Fraction | int], variable: str = "x"
) -> Question:
    """A question whose answer is a polynomial; a person errs in one of its coefficients."""
    values = [Fraction(coefficient) for coefficient in coefficients]
    wrong = []
    for place, value in enumerate(values):
        changes = ((-value, "sign"), (value + 1, "off by one"), (value - 1, "off by one"), (2 * value, "factor"))
        for other, fault in changes:
            changed = [*values[:place], other, *values[place + 1 :]]
            wrong.append(Said(polynomial(changed, variable), tuple(changed), fault))
    return _question(words, {"expression": expression}, Said(polynomial(values, variable), tuple(values)), wrong)


def _product(*factors: Sequence[int]) -> list[int]:
    found = [1]
    for factor in factors:
        wider = [0] * (len(found) + len(factor) - 1)
        for i, a in enumerate(found):
            for j, b in enumerate(factor):
                wider[i + j] += a * b
        found = wider
    return found


def _not_zero(chance: Random, most: int) -> int:
    return chance.choice([-1, 1]) * chance.randint(1, most)


def _fraction(chance: Random, most: int) -> Fraction:
    return Fraction(_not_zero(chance, most), chance.randint(2, most))


def of_products(chance: Random) -> Question:
    """7*4 + 8*8."""
    a, b, c, d = (chance.randint(2, 99) for _ in range(4))
    return numeric(f"What is {a} times {b} plus {c} times {d}?", f"{a}*{b} + {c}*{d}", a * b + c * d, a * (b + c) * d)


def of_long_numbers(chance: Random) -> Question:
    """Beyond what a float holds: only exact arithmetic tells the last digit."""
    a, b, c = (chance.randint(10**24, 10**25) for _ in range(3))
    return numeric(f"What is {a} times {b} minus {c}?", f"{a}*{b} - {c}", a * b - c, a * b + c, a * b - c + 10)


def of_fractions(chance: Random) -> Question:
    """Sums of fractions, and the sum of numerators over the sum of denominators."""
    a, b, c, d = chance.randint(1, 30), chance.randint(2, 30), chance.randint(1, 30), chance.randint(2, 30)
    return numeric(
        f"What is {a}/{b} + {c}/{d}?", f"{a}/{b} + {c}/{d}", Fraction(a, b) + Fraction(c, d), Fraction(a + c, b + d)
    )


def of_remainders(chance: Random) -> Question:
    """Powers to a modulus."""
    a, b, m = chance.randint(2, 50), chance.randint(20, 200), chance.randint(3, 1000)
    return numeric(f"What is the remainder of {a}^{b} by {m}?", f"mod({a}^{b}, {m})", pow(a, b, m), a * b % m)


def of_choices(chance: Random) -> Question:
    """Binomial coefficients."""
    n = chance.randint(8, 60)
    k = chance.randint(2, n - 3)
    return numeric(
        f"In how many ways are {k} of {n} chosen?", f"binomial({n}, {k})", math.comb(n, k), math.comb(n, k + 1)
    )


def of_factorials(chance: Random) -> Question:
    """Quotients of factorials."""
    n = chance.randint(8, 40)
    k = chance.randint(2, 6)
    right = math.perm(n, k)
    return numeric(f"What is {n}! over {n - k}!?", f"{n}! / {n - k}!", right, right * (n - k), right // n)


def of_divisors(chance: Random) -> Question:
    """Greatest common divisors beside least common multiples."""
    common, a, b = chance.randint(2, 90), chance.randint(2, 90), chance.randint(2, 90)
    x, y = common * a, common * b
    return numeric(
        f"What is the least common multiple of {x} and {y} less their greatest common divisor?",
        f"lcm({x}, {y}) - gcd({x}, {y})",
        math.lcm(x, y) - math.gcd(x, y),
        x * y - math.gcd(x, y),
    )


def of_power_sums(chance: Random) -> Question:
    """Sums of powers over a range of numbers."""
    power, first, last = chance.randint(1, 5), chance.randint(1, 10), chance.randint(20, 120)
    right = sum(k**power for k in range(first, last + 1))
    return numeric(
        f"What is the sum of k^{power} for k from {first} to {last}?",
        f"sum(k^{power}, k={first}..{last})",
        right,
        right - last**power,
        right - first**power,
    )


def of_closed_sums(chance: Random) -> Question:
    """Sum of a*k + b for k from 1 to n, as a polynomial in n."""
    a, b = _not_zero(chance, 20), _not_zero(chance, 20)
    half = Fraction(a, 2)
    return in_polynomials(
        f"What is the sum of {polynomial([b, a], 'k')} for k from 1 to n?",
        f"sum({polynomial([b, a], 'k')}, k=1..n)",
        [0, half + b, half],
        "n",
    )


def of_expansions(chance: Random) -> Question:
    """Products of three linear factors."""
    factors = [[_not_zero(chance, 9), _not_zero(chance, 5)] for _ in range(3)]
    text = "*".join(f"({polynomial(factor)})" for factor in factors)
    return in_polynomials(f"Expand {text}.", f"expand({text})", _product(*factors))


def of_derivatives(chance: Random) -> Question:
    """Derivatives of polynomials."""
    coefficients = [_not_zero(chance, 12) for _ in range(chance.randint(3, 6))]
    derived = [power * coefficient for power, coefficient in enumerate(coefficients)][1:]
    text = polynomial(coefficients)
    return in_polynomials(f"What is the derivative of {text}?", f"diff({text}, x)", derived)


def of_product_rule(chance: Random) -> Question:
    """The derivative of x^n sin(ax)."""
    n, a = chance.randint(2, 9), chance.randint(2, 9)

    def said(first: int, second: int, fault: str = "") -> Said:
        inner = f"{first}*x^{n - 1}*sin({a}*x)"
        return Said(f"{inner} {'+' if second > 0 else '-'} {abs(second)}*x^{n}*cos({a}*x)", (first, second), fault)

    wrong = [said(n, -a, "sign"), said(n, 1, "factor"), said(n - 1, a, "off by one"), said(n + 1, a, "off by one")]
    function = f"x^{n}*sin({a}*x)"
    return _question(
        f"What is the derivative of {function}?", {"expression": f"diff({function}, x)"}, said(n, a), wrong
    )


def of_integrals(chance: Random) -> Question:
    """Integrals of polynomials between integers."""
    coefficients = [_not_zero(chance, 9) for _ in range(chance.randint(2, 5))]
    low, high = chance.randint(-4, 1), chance.randint(2, 6)

    def primitive(x: int) -> Fraction:
        return sum((Fraction(c, k + 1) * x ** (k + 1) for k, c in enumerate(coefficients)), Fraction(0))

    text = polynomial(coefficients)
    return numeric(
        f"What is the integral of {text} from {low} to {high}?",
        f"integrate({text}, x, {low}, {high})",
        primitive(high) - primitive(low),
        primitive(high) + primitive(low),
    )


def of_exponentials(chance: Random) -> Question:
    """The integral of x exp(ax) from 0 to 1: ((a - 1) exp(a) + 1) / a^2, by parts."""
    a = chance.randint(2, 60)

    def said(of_exp: Fraction, rest: Fraction, fault: str = "") -> Said:
        text = f"{number(of_exp)}*exp({a}) {'+' if rest > 0 else '-'} {number(abs(rest))}"
        return Said(text, (of_exp, rest), fault)

    first, rest = Fraction(a - 1, a * a), Fraction(1, a * a)
    wrong = [said(first, -rest, "sign"), said(Fraction(a + 1, a * a), rest, "sign"), said(Fraction(1, a), rest, "slip")]
    return _question(
        f"What is the integral of x*exp({a}*x) from 0 to 1?",
        {"expression": f"integrate(x*exp({a}*x), x, 0, 1)"},
        said(first, rest),
        wrong,
    )


def of_limits(chance: Random) -> Question:
    """Limits at 0 of sin(ax)/(bx) and at infinity of quotients of polynomials."""
    a, b = _not_zero(chance, 40), chance.randint(2, 40)
    if chance.random() < 0.5:
        words = f"What is the limit of sin({a}*x)/({b}*x) as x goes to 0?"
        return numeric(words, f"limit(sin({a}*x)/({b}*x), x, 0)", Fraction(a, b), Fraction(b, a), 0)
    power, c, d = chance.randint(2, 5), _not_zero(chance, 9), chance.randint(1, 9)
    above, below = f"{a}*x^{power} + {c}*x".replace("+ -", "- "), f"{b}*x^{power} + {d}"
    words = f"What is the limit of ({above})/({below}) as x goes to infinity?"
    return numeric(words, f"limit(({above})/({below}), x, oo)", Fraction(a, b), Fraction(c, d), Fraction(b, a))


def _roots(words: str, equation: str, roots: Sequence[Fraction | int], *slips: Sequence[Fraction | int]) -> Question:
    """A question whose answer is the set of solutions of an equation in x."""

    def said(values: Sequence[Fraction | int], fault: str = "") -> Said:
        found = sorted({Fraction(value) for value in values})
        return Said("{" + ", ".join(map(number, found)) + "}", tuple(found), fault)

    first, *others = sorted(roots)
    wrong = [said([-root for root in roots], "sign"), said([-first, *others], "sign")]
    wrong += [said([first + 1, *others], "off by one"), said([first - 1, *others], "off by one")]
    wrong += [said(slip, "slip") for slip in slips]
    return _question(words, {"equation": equation}, said(roots), wrong)


def of_linear_equations(chance: Random) -> Question:
    """a*x + b = c."""
    a, b, c = _not_zero(chance, 30), _not_zero(chance, 60), _not_zero(chance, 60)
    left = polynomial([b, a])
    return _roots(f"For which x is {left} = {c}?", f"{left} = {c}", [Fraction(c - b, a)], [Fraction(c + b, a)])


def of_quadratic_equations(chance: Random) -> Question:
    """Two rational roots."""
    p, q = _fraction(chance, 9), Fraction(_not_zero(chance, 12))
    scale = p.denominator * chance.randint(1, 4)
    coefficients = [scale * p * q, -scale * (p + q), Fraction(scale)]
    left = polynomial(coefficients)
    return _roots(f"What are the roots of {left}?", f"{left} = 0", [p, q], [p], [q])


def of_cubic_equations(chance: Random) -> Question:
    """Three different integer roots."""
    roots = chance.sample([root for root in range(-9, 10) if root], 3)
    left = polynomial(_product(*([-root, 1] for root in roots)))
    return _roots(f"What are the roots of {left}?", f"{left} = 0", roots, roots[:2], [*roots, roots[0] + roots[1] + 30])


def of_cancelling(chance: Random) -> Question:
    """(x^2 - a^2)*(bx + c) over x - a, where x is not a."""
    a, b, c = _not_zero(chance, 12), _not_zero(chance, 9), _not_zero(chance, 9)
    above = f"({polynomial([-a * a, 0, 1])})*({polynomial([c, b])})"
    below = polynomial([-a, 1])
    return in_polynomials(f"Simplify {above} over {below}.", f"simplify({above} / ({below}))", _product([a, 1], [c, b]))


def of_angles(chance: Random) -> Question:
    """Squares of sines and cosines whose value is rational."""
    angle, square = chance.choice([(6, Fraction(1, 4)), (4, Fraction(1, 2)), (3, Fraction(3, 4))])
    a, b = _not_zero(chance, 30), _not_zero(chance, 30)
    expression = f"{a}*sin(pi/{angle})^2 + {b}*cos(pi/{angle})^2".replace("+ -", "- ")
    right, swapped = a * square + b * (1 - square), a * (1 - square) + b * square
    return numeric(f"What is {expression}?", expression, right, swapped, a + b)


KINDS: tuple[Callable[[Random], Question], ...] = (
    *(of_products, of_long_numbers, of_fractions, of_remainders, of_choices, of_factorials, of_divisors),
    *(of_power_sums, of_closed_sums, of_expansions, of_derivatives, of_product_rule, of_integrals, of_exponentials),
    *(of_limits, of_linear_equations, of_quadratic_equations, of_cubic_equations, of_cancelling, of_angles),
)


def questions(seed: int = SEED) -> Iterator[tuple[str, Question, Said]]:
    """Each id with its question and the answer that is given."""
    chance = Random(seed)
    for kind in KINDS:
        made: dict[str, Question] = {}
        while len(made) < OF_EACH:
            question = kind(chance)
            made.setdefault(json.dumps(question.settles), question)
        wrong = set(chance.sample(range(1, OF_EACH + 1), WRONG))
        for place, question in enumerate(made.values(), start=1):
            given = chance.choice(question.wrong) if place in wrong else question.right
            yield f"{kind.__name__.removeprefix('of_').replace('_', '-')}-{place:02}", question, given


def main(folder: Path) -> None:
    """Write both files."""
    with (
        (folder / "answers.jsonl").open("w", encoding="utf-8", newline="\n") as problems,
        (folder / "answers.key.csv").open("w", encoding="utf-8", newline="") as key,
    ):
        table = csv.writer(key, lineterminator="\n")
        table.writerow(("id", "right", "fault", "answer"))
        for id, question, given in questions():
            right = given.value == question.right.value
            body = {"question": question.words, **question.settles, "answer": given.text}
            problems.write(json.dumps({"id": id, "kind": "answer", "answer": body}, ensure_ascii=False) + "\n")
            table.writerow((id, str(right).lower(), given.fault, question.right.text))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
