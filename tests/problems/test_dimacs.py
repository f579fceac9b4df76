"""The strict readers of DIMACS CNF and .col files, and the writer."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.checkers.base import RejectedCertificate
from workbench.checkers.sat.checker import SatChecker
from workbench.errors import BadInput
from workbench.problems import dimacs
from workbench.problems.cnf import CNF
from workbench.problems.families.dimacs.recount import recount
from workbench.problems.families.graph_colouring.col import Graph, read_col
from workbench.problems.families.graph_colouring.second_reading import second_reading
from workbench.problems.spec import Problem


def parse(text: str) -> CNF:
    return dimacs.parse_cnf(text.encode(), "f.cnf")


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("p cnf 2 2\n1 -2 0\n2 0\n", ((1, -2), (2,))),
        ("c hello\nc\n\n  p  cnf\t2 2  \n1 -2 0 2 0", ((1, -2), (2,))),
        ("p cnf 2 2\r\n1\r\n-2 0\r\n2 0\r\n", ((1, -2), (2,))),
        ("p cnf 2 2\r1 -2 0\r2 0", ((1, -2), (2,))),
        ("p cnf 3 1\n1\nc in between 1 0\n-2\n3\n0\n", ((1, -2, 3),)),
        ("p cnf 2 2\n1 -2 0\n2 0\n%\n0\n\n", ((1, -2), (2,))),
        ("p cnf 1 1\n0\n", ((),)),
        ("p cnf 0 0\n", ()),
        ("p cnf 5 2\n1 1 -1 0\n2 2 0", ((1, 1, -1), (2, 2))),
        ("c ends without a newline\np cnf 1 1\n-1 0\nc % end", ((-1,),)),
    ],
)
def test_right_files_are_read_as_they_stand(text, clauses, tmp_path):
    assert parse(text).clauses == clauses
    (tmp_path / "f.cnf").write_bytes(text.encode())
    assert dimacs.read_cnf(tmp_path / "f.cnf").clauses == clauses
    assert list(recount(tmp_path / "f.cnf")) == list(dict.fromkeys(clauses))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", None, "no line `p cnf"),
        ("c only\n", None, "no line `p cnf"),
        ("1 2 0\np cnf 2 1\n", 1, "was expected before"),
        ("p cnf 2\n1 0\n", 1, "was expected before"),
        ("p cnf -2 1\n1 0\n", 1, "was expected before"),
        ("p cnf 2 1 7\n1 0\n", 1, "was expected before"),
        ("p sat 2 1\n1 0\n", 1, "was expected before"),
        ("\np cnf 2 2\n1 0\n", 2, "promises 2 clauses, and 1 follow"),
        ("p cnf 2 1\n1 0\n2 0\n", 1, "promises 1 clauses, and 2 follow"),
        ("p cnf 2 2\n1 0\n3 0\n", 3, "3 is out of range"),
        ("p cnf 2 2\n1 0\n-3 0\n", 3, "-3 is out of range"),
        ("p cnf 2 1\n" + "9" * 4000 + " 0\n", 2, "out of range"),
        ("p cnf 2 1\n" + "9" * 6000 + " 0\n", 2, "is not a literal"),
        ("p cnf 2 1\n1 2\n", 2, "does not end with 0"),
        ("p cnf 2 2\n1 0\n\n1\n2\n", 4, "does not end with 0"),
        ("p cnf 2 1\n1 x 0\n", 2, "`x` is not a literal"),
        ("p cnf 2 1\n1 1.0 0\n", 2, "`1.0` is not a literal"),
        ("p cnf 2 1\n+1 0\n", 2, "`+1` is not a literal"),
        ("p cnf 20 1\n1_0 0\n", 2, "`1_0` is not a literal"),
        ("p cnf 2 1\n1 -0\n", 2, "`-0` is not a literal"),
        ("p cnf 2 1\n1 --2 0\n", 2, "`--2` is not a literal"),
        ("p cnf 2 2\n1 00 2 0\n", 2, "`00` is not a literal"),
        ("p cnf 2 1\n1 02 0\n", 2, "`02` is not a literal"),
        ("p cnf 2 1\n0 000\n", 2, "`000` is not a literal"),
        ("p cnf 2 1\n1 0\np cnf 2 1\n", 3, "`p` is not a literal"),
        ("p cnf 2 1\n1 0\n%\n0\n1 0\n", 5, "follows the `%`"),
        ("p cnf 2 1\n1 0 %\n", 2, "is not a literal"),
        ("p cnf 2 1\n\u0661 0\n", 2, "is not a literal"),
        ("p cnf 1000000000 1\n1 0\n", 1, "variables"),
        ("p cnf 99999999999999999999 1\n1 0\n", 1, "was expected before"),
        ("\0\0\0", 1, "was expected before"),
    ],
)
def test_wrong_files_are_refused_with_their_line(text, line, said):
    with pytest.raises(BadInput) as caught:
        parse(text)
    assert said in caught.value.problem
    assert (caught.value.file, caught.value.line) == ("f.cnf", line)
    assert caught.value.remedy


def test_files_that_cannot_be_read(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(dimacs, "MOST_BYTES", 10)
    (tmp_path / "large").write_text("p cnf 1 1\n1 0\n")
    for name in ("missing", ".", "pipe", "large", "nul\0", "x" * 5000):
        with pytest.raises(BadInput):
            dimacs.read_cnf(tmp_path / name)


def test_too_many_literals_are_refused(monkeypatch):
    monkeypatch.setattr(dimacs, "MOST_LITERALS", 3)
    assert parse("p cnf 3 1\n1 2 3 0\n").clauses == ((1, 2, 3),)
    with pytest.raises(BadInput, match="literals"):
        parse("p cnf 4 2\n1 2 0\n3 4 0\n")


@given(st.lists(st.lists(st.integers(1, 9).flatmap(lambda v: st.sampled_from((v, -v))), max_size=5), max_size=20))
def test_what_is_written_is_read_back(clauses):
    cnf = CNF(9, tuple(map(tuple, clauses)))
    assert parse(dimacs.cnf_text(cnf)) == cnf


def test_large_formulas_are_written_and_read_quickly():
    cnf = CNF(1000, tuple((i % 1000 + 1, -(i * 7 % 1000) - 1, i * 13 % 1000 + 1) for i in range(300_000)))
    started = time.process_time()
    text = dimacs.cnf_text(cnf)
    again = dimacs.parse_cnf(text.encode(), "f.cnf")
    assert time.process_time() - started < 5, "a million clauses should take a few seconds"
    assert again == cnf


LINES = """p cnf 3 2|p cnf 3 1
|p edge 3 2|p col 3 1|e 1 2|e 2 3|e 1 1|e 9 1|c x|1 2 0|-3 0|0|%|1|p|e|1 0 2 0|e 1 2 3| c|1 -0
|\r|\v1 0|\fc 1 0|\u20ac"""
lines = st.sampled_from(LINES.replace("\n|", "|").split("|"))
texts = st.lists(lines | st.text(max_size=6), max_size=12).map("\n".join).map(str.encode) | st.binary(max_size=60)


def test_no_zero_joins_two_clauses(tmp_path):
    """The strict reader took 00 for the end of a clause and the second reading did not, so that a model had to satisfy
    one of two clauses only."""
    (tmp_path / "f.cnf").write_text("p cnf 2 2\n1 00 2 0\n")
    assert list(recount(tmp_path / "f.cnf")) == [(1,), (2,)]
    problem = Problem("f", "", "dimacs", "satisfiable", {"file": "f.cnf"}, base=tmp_path)
    (tmp_path / "witness.json").write_text('{"model": [1, -2]}')
    with pytest.raises(RejectedCertificate, match="is not satisfied"):
        SatChecker().judge(problem, "witness", tmp_path / "witness.json")


@settings(max_examples=400, deadline=None)
@given(data=texts)
def test_random_cnf_files_are_read_alike_twice_or_refused(data, tmp_path_factory):
    try:
        cnf = dimacs.parse_cnf(data, "f.cnf")
    except BadInput:
        return
    file = tmp_path_factory.getbasetemp() / "random.cnf"
    file.write_bytes(data)
    assert set(recount(file)) == set(cnf.clauses)


@settings(max_examples=400, deadline=None)
@given(data=texts)
def test_random_col_files_are_read_alike_twice_or_refused(data, tmp_path_factory):
    file = tmp_path_factory.getbasetemp() / "random.col"
    file.write_bytes(data)
    try:
        graph = read_col(file)
    except BadInput:
        return
    assert second_reading(file) == (graph.vertices, {frozenset(edge) for edge in graph.edges})


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("c g\np edge 3 2\ne 1 2\ne 3 2\n", ((1, 2), (2, 3))),
        ("p col 3 2\r\ne 1 2\r\ne 2 3\r\n", ((1, 2), (2, 3))),
        ("p edge 2 2\ne 1 2\ne 2 1\n", ((1, 2),)),
        ("p edge 2 1\ne 1 2\ne 2 1\n", ((1, 2),)),
        ("p edge 2 2\ne 1 2\n", ((1, 2),)),
        ("p edges 4 0\n", ()),
    ],
)
def test_right_graphs(text, edges, tmp_path):
    file = tmp_path / "g.col"
    file.write_text(text, newline="")
    graph = read_col(file)
    assert graph == Graph(graph.vertices, edges)
    assert second_reading(file) == (graph.vertices, {frozenset(edge) for edge in edges})


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", None, "no line `p edge"),
        ("e 1 2\np edge 2 1\n", 1, "was expected before"),
        ("p edge 3 5\ne 1 2\n", 1, "promises 5 edges, and 1 follow"),
        ("p edge 3 1\ne 1 4\n", 2, "out of range"),
        ("p edge 3 1\ne 0 2\n", 2, "out of range"),
        ("p edge 3 1\ne 2 2\n", 2, "itself"),
        ("p edge 3 1\ne 1\n", 2, "is no edge"),
        ("p edge 3 1\nn 1 2\n", 2, "is no edge"),
        ("p edge 3 1\ne -1 2\n", 2, "is no edge"),
        ("p edge 3 1\np edge 3 1\ne 1 2\n", 2, "is no edge"),
        ("p edge 100000000 0\n", 1, "vertices"),
    ],
)
def test_wrong_graphs(text, line, said, tmp_path):
    file = tmp_path / "g.col"
    file.write_text(text)
    with pytest.raises(BadInput) as caught:
        read_col(file)
    assert said in caught.value.problem
    assert caught.value.line == line
