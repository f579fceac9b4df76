"""`check --format json`: everything a report knows, in the shape of `docs/formats.md`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from workbench import __version__
from workbench.blueprint.model import Finding
from workbench.evidence.record import Certificate
from workbench.status import Answer, NodeStatus, Report
from workbench.views.summary import summarise

NOT_ASKED = "not asked yet"


def as_json(reports: Sequence[Report]) -> str:
    """The object of the one report; for several `{"version", "blueprints": [...]}`."""
    return write(one_or_several([report_object(report) for report in reports]))


def one_or_several(objects: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The object itself where there is one blueprint, else an object that holds them all."""
    if len(objects) == 1:
        return objects[0]
    return {"version": __version__, "blueprints": list(objects)}


def write(value: Any) -> str:
    """JSON as this program prints it: readable, UTF-8 (a `?` for half a surrogate pair), a newline at the end."""
    # Python's own encoder is slow where it indents: 0.3 s for 5,000 nodes.
    compact = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return msgspec.json.format(compact, indent=1).decode() + "\n"


def report_object(report: Report) -> dict[str, Any]:
    """One blueprint with its findings, nodes and answers."""
    return {
        "version": __version__,
        "blueprint": report.blueprint.name,
        "summary": summarise(report).as_object(),
        "findings": [finding_object(finding) for finding in report.findings],
        "nodes": [node_object(node) for node in report.nodes.values()],
        "answers": [answer_object(answer) for answer in report.answers.values()],
    }


def finding_object(finding: Finding) -> dict[str, Any]:
    """One finding; `node` is null where it is of no statement."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "file": finding.place.file,
        "line": finding.place.line,
        "node": finding.node,
        "remedy": finding.remedy,
    }


def node_object(node: NodeStatus) -> dict[str, Any]:
    """One node's colour and what stands beside it."""
    return {
        "node": node.node,
        "status": node.status.value,
        "marks": [mark.value for mark in node.marks],
        "tier": node.tier.value if node.tier else None,
        "rests_on": list(node.rests_on),
        "pairing": node.pairing.value,
        "answers": list(node.answers),
    }


def answer_object(answer: Answer) -> dict[str, Any]:
    """One answer with its evidence; a question that nobody asked yet is `unknown`."""
    evidence = answer.evidence
    return {
        "id": answer.id,
        "node": answer.node,
        "kind": answer.kind,
        "name": answer.name,
        "checker": answer.checker,
        "verdict": evidence.verdict.value if evidence else "unknown",
        "tier": evidence.tier.value if evidence and evidence.tier else None,
        "reason": evidence.reason if evidence else NOT_ASKED,
        "rests_on": list(evidence.rests_on) if evidence else [],
        "certificate": certificate_object(evidence.certificate) if evidence and evidence.certificate else None,
        "fingerprint": answer.fingerprint,
        "fresh": answer.fresh,
        "ran": answer.ran,
        "seconds": evidence.cost.seconds if evidence else 0.0,
        "cpu_seconds": evidence.cost.cpu_seconds if evidence else 0.0,
        "peak_mb": evidence.cost.peak_mb if evidence else 0.0,
        "tool": evidence.tool if evidence else "",
    }


def certificate_object(certificate: Certificate) -> dict[str, Any]:
    """What lets somebody else check an answer; hash and size are of the raw bytes."""
    return {
        "kind": certificate.kind,
        "sha256": certificate.sha256,
        "bytes": certificate.bytes,
        "formula_sha256": certificate.formula_sha256,
    }
