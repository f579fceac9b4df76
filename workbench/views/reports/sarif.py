"""SARIF 2.1.0 (OASIS, 2020), which code-scanning services read: a run a blueprint, a result a trouble."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import quote

from workbench import __version__
from workbench.blueprint.findings import CATALOGUE
from workbench.blueprint.model import Blueprint, Finding
from workbench.status import Report
from workbench.views.reports.json import write
from workbench.views.troubles import NODE_RULES, troubles

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(reports: Sequence[Report], prefix: str = "") -> str:
    """One SARIF log; `prefix` leads from the repository's top to the workspace root, such as `papers/`."""
    return sarif_of([(report.blueprint, troubles(report)) for report in reports], prefix)


def sarif_of(parts: Sequence[tuple[Blueprint, Sequence[Finding]]], prefix: str = "") -> str:
    """One SARIF log of blueprints and what is to be said of each."""
    return write({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(*part, prefix) for part in parts]})


def _run(blueprint: Blueprint, found: Sequence[Finding], prefix: str) -> dict[str, Any]:
    codes = sorted({finding.code for finding in found})
    return {
        "tool": {"driver": {"name": "workbench", "semanticVersion": __version__, "rules": [_rule(c) for c in codes]}},
        "automationDetails": {"id": f"workbench/{blueprint.main}"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The top of the repository."}}},
        "results": [_result(finding, codes.index(finding.code), prefix) for finding in found],
    }


def _rule(code: str) -> dict[str, Any]:
    rule = CATALOGUE.get(code)
    meaning = rule.meaning if rule else NODE_RULES.get(code, code)
    severity = rule.severity if rule else "error"
    described: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": meaning},
        "help": {"text": f"{meaning}. Remedy: {rule.remedy}." if rule else f"{meaning}."},
        "defaultConfiguration": {"level": severity},
    }
    page = rule.page if rule else f"docs/status.md#{code}"
    if home := _documentation():
        described["helpUri"] = f"{home.rstrip('/')}/{page}"
    return described


def _result(finding: Finding, rule: int, prefix: str) -> dict[str, Any]:
    region = {"startLine": max(finding.place.line, 1)}
    artifact = {"uri": quote(prefix + finding.place.file, errors="replace"), "uriBaseId": "ROOT"}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": "error" if finding.severity == "error" else "warning",
        "message": {"text": f"{finding.message}; {finding.remedy}"},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"workbench/v1": _identity(finding)},
    }
    if finding.node:
        result["locations"][0]["logicalLocations"] = [{"name": finding.node, "kind": "statement"}]
    return result


def _identity(finding: Finding) -> str:
    """What stays the same when lines shift, so that a service follows one result from push to push."""
    what = "\0".join((finding.code, finding.place.file, finding.node or "", finding.message))
    return hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def _documentation() -> str | None:
    """The project's address as the installed distribution declares it; None where it declares none."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        declared = metadata("blueprint-workbench").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    urls = dict(entry.split(", ", 1) for entry in declared if ", " in entry)
    return urls.get("Documentation")
