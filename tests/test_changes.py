"""What changed between two reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from workbench.blueprint.findings import finding
from workbench.blueprint.model import Blueprint, Graph, Node, Place
from workbench.changes import changes, word_changes
from workbench.status import Mark, NodeStatus, PairingState, Report, Status


def a_report(nodes: dict[str, tuple[Status, tuple[Mark, ...], str]], *findings) -> Report:
    statements = {id: a_node(id, text) for id, (_, _, text) in nodes.items()}
    blueprint = Blueprint("b", "web.tex", (), (), statements, (Graph("document", None, tuple(nodes)),))
    states = {
        id: NodeStatus(id, status, marks, None, (), PairingState.NONE, ()) for id, (status, marks, _) in nodes.items()
    }
    return Report(blueprint, tuple(findings), states, {})


def a_node(id: str, text: str) -> Node:
    return Node(
        id=id, generated_id=False, labels=(id,), env="lemma", title_tex=None, ref=None, place=Place("web.tex", 1),
        text=text, chapter=None, lean=(), checked_by=(), uses=(), leanok=False, mathlibok=False, notready=False,
        discussion=None, proof=None, n_proofs=0,
    )  # fmt: skip


def texts_of(report: Report) -> Callable[[str], str]:
    return lambda id: report.blueprint.statements[id].text


def test_every_kind_of_change() -> None:
    before = a_report(
        {
            "gone": (Status.WHITE, (), ""),
            "same": (Status.GREEN, (), "as it was"),
            "falls": (Status.GREEN, (), "1..45"),
            "rises": (Status.BLUE_PROVE, (), ""),
            "breaks": (Status.WHITE, (), ""),
        }
    )
    after = a_report(
        {
            "same": (Status.GREEN, (), "as it was"),
            "falls": (Status.BLUE_PROVE, (Mark.STALE,), "1..44"),
            "rises": (Status.DARK_GREEN, (), ""),
            "breaks": (Status.WHITE, (Mark.BROKEN,), ""),
            "comes": (Status.BLUE_STATE, (), ""),
        }
    )
    found = changes(before, after, texts_of)
    assert (found.added, found.removed, found.lost_green) == (("comes",), ("gone",), ("falls",))
    assert {name: nodes for name, nodes in found.became.items() if nodes} == {
        "broken": ("breaks",),
        "stale": ("falls",),
        "green": ("rises",),
        "dark_green": ("rises",),
        "ready_to_prove": ("falls",),
        "ready_to_state": ("comes",),
    }
    (change,) = found.statements
    assert change.node == "falls"
    assert [(piece.before, piece.after) for piece in change.pieces if not piece.same] == [("45", "44")]
    assert not found.nothing and changes(before, before, texts_of).nothing


def test_a_finding_that_moves_is_neither_gained_nor_lost() -> None:
    first = finding("duplicate-label", "the label a stands at web.tex:3 too", Place("web.tex", 9), node="a")
    moved = finding("duplicate-label", "the label a stands at web.tex:5 too", Place("web.tex", 11), node="a")
    other = replace(first, code="empty-proof")
    assert changes(a_report({}, first), a_report({}, moved), texts_of).nothing
    found = changes(a_report({}, first), a_report({}, moved, moved, other), texts_of)
    assert found.findings_gained == (moved, other) and found.findings_lost == ()
    assert changes(a_report({}, first), a_report({}), texts_of).findings_lost == (first,)


@given(st.text(alphabet="ab 1\\{},"), st.text(alphabet="ab 1\\{},"))
def test_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    assert "".join(piece.before for piece in pieces) == before
    assert "".join(piece.after for piece in pieces) == after
    assert all(piece.same for piece in pieces) == (before == after)


def test_a_grouped_number_changes_as_one() -> None:
    (one,) = [piece for piece in word_changes(r"up to $7{,}824$", r"up to $7{,}825$") if not piece.same]
    assert (one.before, one.after) == (r"7{,}824", r"7{,}825")
