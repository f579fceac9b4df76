"""Blueprints, questions and evidence put together by hand, for the rooms that are pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from workbench.blueprint.model import Blueprint, CheckedBy, Finding, Graph, Node, Place, Proof
from workbench.dispatch.plan import Question
from workbench.evidence.record import Certificate, Checked, Evidence, Limits, Tier
from workbench.problems.declaration import Declaration
from workbench.problems.spec import Problem

PLACE = Place("content.tex", 1)


def entry(name: str, place: Place = PLACE, **parameters: str) -> CheckedBy:
    return CheckedBy(name, tuple(parameters.items()), place)


def proof(uses: Iterable[str] = (), **what: Any) -> Proof:
    flags = {"leanok": False, "mathlibok": False, "notready": False, "empty": False} | what
    return Proof(place=PLACE, text=flags.pop("text", "Clear."), uses=tuple(uses), **flags)


def node(id: str, text: str = "A statement.", **what: Any) -> Node:
    fields: dict[str, Any] = {
        "generated_id": False,
        "labels": (id,),
        "env": "lemma",
        "title_tex": None,
        "ref": None,
        "place": PLACE,
        "chapter": None,
        "lean": (),
        "checked_by": (),
        "uses": (),
        "leanok": False,
        "mathlibok": False,
        "notready": False,
        "discussion": None,
        "proof": None,
        "n_proofs": 0,
    }
    what = {key: tuple(value) if key in ("uses", "lean", "checked_by") else value for key, value in what.items()}
    return Node(id=id, text=text, **(fields | what))


def blueprint(
    *nodes: Node,
    undrawn: Iterable[Node] = (),
    findings: Iterable[Finding] = (),
) -> Blueprint:
    drawn = tuple(one.id for one in nodes)
    return Blueprint(
        name="test",
        main="web.tex",
        thm_types=("lemma", "definition"),
        lean_decls=(),
        statements={one.id: one for one in (*nodes, *undrawn)},
        graphs=(Graph("document", None, drawn),),
        findings=tuple(findings),
    )


def problem(id: str, expect: str | None = "satisfiable", **what: Any) -> Problem:
    body = what.pop("body", {"family": "schur", "parameters": {"n": 4, "colours": 2}})
    return Problem(id=id, title=id, kind="sat", expect=expect, body=body, **what)


def question(name: str, kind: str = "problem", fingerprint: str | None = None, **what: Any) -> Question:
    fields: dict[str, Any] = {
        "checker": "sat" if kind == "problem" else "lean",
        "problem": problem(name) if kind == "problem" else None,
        "expect": "satisfiable",
        "limits": Limits(),
        "declaration": Declaration(name, "theorem") if kind == "lean" else None,
    }
    return Question(fingerprint=fingerprint or f"print of {name}", kind=kind, name=name, **(fields | what))


def verified(one: Question, tier: Tier = Tier.CERTIFICATE, rests_on: tuple[str, ...] = (), **what: Any) -> Evidence:
    return Evidence.verified(_checked("satisfiable", tier, rests_on), **_of(one) | what)


def refuted(one: Question, rests_on: tuple[str, ...] = (), **what: Any) -> Evidence:
    return Evidence.refuted(_checked("unsatisfiable", Tier.CERTIFICATE, rests_on), **_of(one) | what)


def unknown(one: Question, **what: Any) -> Evidence:
    return Evidence.unknown("60 s were spent", **_of(one) | what)


def error(one: Question, **what: Any) -> Evidence:
    return Evidence.error("it broke", **_of(one) | what)


def _of(one: Question) -> dict[str, Any]:
    return {
        "fingerprint": one.fingerprint,
        "kind": one.kind,
        "name": one.name,
        "checker": one.checker,
        "limits": one.limits,
    }


def _checked(answer: str, tier: Tier, rests_on: tuple[str, ...]) -> Checked:
    digest = hashlib.sha256(answer.encode()).hexdigest()
    return Checked(answer, Certificate("witness", digest, 10, None), tier, rests_on, "re-checked")
