"""Exact values, bounds and expansions, held against arithmetic done otherwise."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.symbolic import enclosure
from workbench.checkers.symbolic.derivative import derivative
from workbench.checkers.symbolic.exact import Exact, NotExact, TooLarge, Undefined
from workbench.checkers.symbolic.grammar import parse
from workbench.checkers.symbolic.second import Equality, check
from workbench.checkers.symbolic.tree import Name, Node, Number, Tree, walk

EXPANSION = {"by": "expansion", "form": None}


@pytest.mark.parametrize(
    "written",
    [
        "9^9^9^9",
        "2^(10^10)",
        "(10^9)!",
        "sum(k, k=1..10^12)",
        "prod(2^(10^6), k=1..100)",
        "((2^1000)^1000)^1000",
        "prod(k + sqrt(2), k=1..3000)",
        "(((1 + sqrt(2))^99)^99)^99",
        "(10^1200 + sqrt(2))^1000",
        "sqrt(2) + sqrt(3) + sqrt(5) + sqrt(7) + sqrt(11) + sqrt(13) + sqrt(17)",
    ],
)
def test_what_would_explode_is_refused_at_once(written: str) -> None:
    with pytest.raises(TooLarge):
        Exact().value(parse(written), {})


def test_numbers_of_a_hundred_thousand_digits() -> None:
    value = Exact().value(parse(f"({'7' * 50_000})*({'3' * 50_000}) + 1"), {})
    assert value.p % 9 == (7 * 50_000 % 9 * (3 * 50_000 % 9) + 1) % 9 and len(str(value)) == 100_000


@pytest.mark.parametrize(
    ("zero", "is_zero"),
    [
        ("sqrt(2)*sqrt(3) - sqrt(6)", True),
        ("sqrt(5 + 2*sqrt(6)) - sqrt(2) - sqrt(3)", True),
        ("cbrt(2 + sqrt(-121)) + cbrt(2 - sqrt(-121)) - 4", True),
        ("cbrt(-8) + 2", False),  # the principal root is 1 + i sqrt(3)
        ("(-8)^(1/3) - 1 - i*sqrt(3)", True),
        ("sqrt(2) - 1.41421356237309504880168872420969807856967187537694", False),
        ("abs(3 + 4*i) - 5", True),
        ("floor(100*sqrt(2)) - 141", True),
    ],
)
def test_algebraic_numbers_are_equal_or_not(zero: str, is_zero: bool) -> None:
    exact = Exact()
    assert exact.is_zero(exact.value(parse(zero), {})) == is_zero


@pytest.mark.parametrize(
    "written", ["1/(1 - 1)", "0^-1", "log(0)", "1/(sqrt(2)*sqrt(3) - sqrt(6))", "(-1)!", "log(1, 1)"]
)
def test_what_has_no_value(written: str) -> None:
    with pytest.raises(Undefined):
        Exact().value(parse(written), {})


@pytest.mark.parametrize("written", ["pi", "sin(1)", "exp(1)", "x", "oo", "factorial(1/2)", "sum(k, k=3..1)"])
def test_what_is_not_exact_here(written: str) -> None:
    with pytest.raises(NotExact):
        Exact().value(parse(written), {})


@pytest.mark.parametrize("part", ["re", "im", "abs", "sign", "conjugate", "min"])
def test_a_part_of_what_has_no_value_has_none(part: str) -> None:
    """A ball around i/0 has a real part of 0, and that is no value."""
    assert not enclosure.defined(parse(f"{part}(2/i/(pi*0))"), {})
    assert not enclosure.defined(parse(f"{part}(log(pi*0))"), {})


def test_bounds_prove_differences_and_nothing_else() -> None:
    assert enclosure.apart(parse("exp(pi) - pi"), parse("20"), {})
    assert enclosure.apart(parse("exp(pi*sqrt(163))"), parse("262537412640768744"), {})
    assert not enclosure.apart(parse("sin(pi/5)^2"), parse("(5 - sqrt(5))/8"), {})
    assert not enclosure.apart(parse("1/(pi - pi)"), parse("1"), {})
    assert enclosure.apart(parse("log(-1)"), parse("0"), {})


TRUE = [
    ("(x + y)^3", "x^3 + 3*x^2*y + 3*x*y^2 + y^3"),
    ("1/(k*(k + 1))", "1/k - 1/(k + 1)"),
    ("sin(x)^2 + cos(x)^2", "1"),
    ("sin(3*x)", "3*sin(x) - 4*sin(x)^3"),
    ("sin(x + y)", "sin(x)*cos(y) + cos(x)*sin(y)"),
    ("cos(x - pi/2)", "sin(x)"),
    ("tan(x)", "sin(x)/cos(x)"),
    ("cosh(x)^2 - sinh(x)^2", "1"),
    ("exp(i*x)", "cos(x) + i*sin(x)"),
    ("cos(pi/7) - cos(2*pi/7) + cos(3*pi/7)", "1/2"),
    ("cos(pi/12)", "(sqrt(6) + sqrt(2))/4"),
    ("cos(2*pi/5)", "(sqrt(5) - 1)/4"),
    ("tan(pi/8)", "sqrt(2) - 1"),
    ("e^(i*pi)", "-1"),
    ("sqrt(x)^2", "x"),
    ("sqrt(12)", "2*sqrt(3)"),
    ("1/(1 + sqrt(2))", "sqrt(2) - 1"),
    ("2^(n + 1) + 2^n", "3*2^n"),
    ("6^n/3^n", "2^n"),
    ("log(8)", "3*log(2)"),
    ("i^2", "-1"),
]


@pytest.mark.parametrize(("left", "right"), TRUE)
def test_expansions_prove_identities_and_not_their_neighbours(left: str, right: str) -> None:
    names = sorted(
        {one.name for side in (left, right) for one in walk(parse(side)) if isinstance(one, Name)} - {"pi", "e", "i"}
    )
    variables = dict.fromkeys(names, "complex")
    assert check(Equality(parse(left), parse(right), variables), EXPANSION).true
    for wrong in (f"({right}) + 1", f"2*({right})", f"-({right})"):
        with pytest.raises(RejectedCertificate):
            check(Equality(parse(left), parse(wrong), variables), EXPANSION)


@pytest.mark.parametrize(
    ("left", "right", "domain"),
    [
        ("sqrt(x^2)", "x", "real"),
        ("sqrt(x*y)", "sqrt(x)*sqrt(y)", "real"),
        ("log(x*y)", "log(x) + log(y)", "real"),
        ("x/x", "1", "real"),
        ("exp(log(x))", "x", "real"),
        ("(x^2 + y)/(x^2 + y)", "1", "real"),
        ("x^(y + 1)", "x*x^y", "real"),
        ("(x + y)!", "(x + y)*(x + y - 1)!", "real"),
    ],
)
def test_what_fails_somewhere_is_not_proved_by_expansion(left: str, right: str, domain: str) -> None:
    with pytest.raises(RejectedCertificate):
        check(Equality(parse(left), parse(right), {"x": domain, "y": domain}), EXPANSION)


@pytest.mark.parametrize(
    ("left", "right", "domain"),
    [
        ("sqrt(x^2)", "x", "positive"),
        ("sqrt(x^2)", "abs(x)", "real"),
        ("sqrt(x*y)", "sqrt(x)*sqrt(y)", "positive"),
        ("log(x^2*y)", "2*log(x) + log(y)", "positive"),
        ("x/x", "1", "positive"),
        ("(x^2 + 1)/(x^2 + 1)", "1", "real"),
        ("(2*x - 1)/(2*x - 1)", "1", "integer"),
        ("(x^2 - 2)/(x^2 - 2)", "1", "rational"),
        ("(x + 1)!", "(x + 1)*x!", "natural"),
        ("x^(y + 1)", "x*x^y", "positive"),
    ],
)
def test_domains_make_more_of_it_true(left: str, right: str, domain: str) -> None:
    assert check(Equality(parse(left), parse(right), {"x": domain, "y": domain}), EXPANSION).true


def test_what_is_too_long_to_expand_is_refused() -> None:
    with pytest.raises(RejectedCertificate, match="too many terms"):
        check(Equality(parse("(a + b + c + d + f)^60"), parse("1"), dict.fromkeys("abcdf", "complex")), EXPANSION)


leaves = st.builds(Number, st.integers(-3, 3)) | st.sampled_from([Name("x"), Name("y")])
polynomials = st.recursive(
    leaves,
    lambda inner: (
        st.builds(lambda a, b: Node("+", (a, b)), inner, inner)
        | st.builds(lambda a, b: Node("*", (a, b)), inner, inner)
        | st.builds(lambda a, n: Node("^", (a, Number(n))), inner, st.integers(0, 3))
    ),
    max_leaves=10,
)


def by_hand(tree: Tree, at: dict[str, Fraction]) -> Fraction:
    if isinstance(tree, Number):
        return Fraction(tree.numerator, tree.denominator)
    if isinstance(tree, Name):
        return at[tree.name]
    values = [by_hand(one, at) for one in tree.arguments]
    return {"+": lambda a, b: a + b, "*": lambda a, b: a * b, "^": lambda a, b: a ** int(b)}[tree.head](*values)


@given(polynomials, polynomials)
@settings(max_examples=150, deadline=None)
def test_expansion_agrees_with_values_at_many_points(left: Tree, right: Tree) -> None:
    points = [{"x": Fraction(x, 3), "y": Fraction(y, 2)} for x in range(-8, 9) for y in range(-8, 9)]
    equal = all(by_hand(left, at) == by_hand(right, at) for at in points[::7])
    try:
        proved = check(Equality(left, right, {"x": "complex", "y": "complex"}), EXPANSION).true
    except RejectedCertificate:
        proved = False
    if proved:
        assert all(by_hand(left, at) == by_hand(right, at) for at in points)
    elif equal:  # of low degree: equal on so many points is equal
        assert any(by_hand(left, at) != by_hand(right, at) for at in points)


@given(polynomials, st.fractions(min_value=-3, max_value=3, max_denominator=5))
@settings(max_examples=100, deadline=None)
def test_exact_values_are_those_of_fractions(tree: Tree, x: Fraction) -> None:
    found = Exact().value(tree, {"x": fmpq(x.numerator, x.denominator), "y": fmpq(2)})
    assert Fraction(int(found.p), int(found.q)) == by_hand(tree, {"x": x, "y": Fraction(2)})


@pytest.mark.parametrize(
    "written",
    ["x^5 - 3*x", "sin(x^2)*exp(3*x)", "x^x", "log(x)/x", "tan(x)", "sqrt(x + 1)", "2^x", "cosh(x)/sinh(x)", "atan(x)"],
)
def test_derivatives_are_limits_of_difference_quotients(written: str) -> None:
    tree, h = parse(written), "(1/10^9)"
    quotient = parse(
        f"(({written.replace('x', '(x0)')}) - ({written.replace('x', '(x1)')}))/(2*{h})".replace(
            "e(x0)p", "exp"
        ).replace("e(x1)p", "exp")
    )
    at = {"x0": parse(f"3/2 + {h}"), "x1": parse(f"3/2 - {h}"), "x": parse("3/2")}
    gap = Node("+", (quotient, Node("neg", (derivative(tree, "x"),))))
    assert enclosure.order(Node("abs", (_at(gap, at),)), parse("1/10^6")) == -1


def _at(tree: Tree, at: dict[str, Tree]) -> Tree:
    from workbench.checkers.symbolic.tree import replaced

    for name, value in at.items():
        tree = replaced(tree, name, value)
    return tree
