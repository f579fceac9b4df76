"""Every format: what it says, that it says the worst first, and that hostile text obeys nobody."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree as Xml

import pytest
from jsonschema import Draft7Validator

from workbench.status import Report, Status
from workbench.views.reports import FORMATS, render
from workbench.views.reports.markdown import ROWS
from workbench.views.summary import summarise
from workbench.views.troubles import troubles

# The part of OASIS' sarif-schema-2.1.0 that a code-scanning service insists on, in our own words.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"type": "string", "format": "uri"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name", "rules"],
                                "properties": {
                                    "name": {"type": "string", "minLength": 1},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id", "shortDescription", "help"],
                                            "properties": {
                                                "shortDescription": {"required": ["text"]},
                                                "help": {"required": ["text"]},
                                                "helpUri": {"type": "string", "pattern": "^https://"},
                                                "defaultConfiguration": {
                                                    "properties": {
                                                        "level": {"enum": ["none", "note", "warning", "error"]}
                                                    }
                                                },
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"], "properties": {"text": {"type": "string"}}},
                                "locations": {
                                    "type": "array",
                                    "minItems": 1,
                                    "items": {
                                        "required": ["physicalLocation"],
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation", "region"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "required": ["uri"],
                                                        "properties": {"uri": {"pattern": "^[!-~]+$"}},
                                                    },
                                                    "region": {
                                                        "required": ["startLine"],
                                                        "properties": {"startLine": {"type": "integer", "minimum": 1}},
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def test_the_five_statuses_sum_to_the_nodes(report: Report) -> None:
    summary = summarise(report)
    figures = summary.as_object()
    assert sum(figures[status.value] for status in Status) == figures["nodes"] == 7
    assert (figures["broken"], figures["stale"], figures["gaps"], figures["asserted"]) == (1, 1, 1, 1)
    assert figures["by_tier"] == {"certificate": 1}


def test_broken_then_stale_then_errors_then_warnings(report: Report) -> None:
    assert [trouble.code for trouble in troubles(report)] == [
        "broken-node",
        "stale-pairing",
        "unresolved-label",
        "empty-proof",
    ]


def test_text_shows_the_loud_first_and_every_node_once(report: Report) -> None:
    lines = render("text", [report]).splitlines()
    first = [next(i for i, line in enumerate(lines) if f" {node} " in line) for node in report.nodes]
    order = [node for _, node in sorted(zip(first, report.nodes, strict=True))]
    assert order[:2] == ["thm:broken", "thm:stale"]
    assert order[2:] == [node for node in report.nodes if node not in order[:2]]
    text = "\n".join(lines)
    assert "rests on encoding:schur, symmetry:colours" in text
    assert "the formula is satisfiable, and it was expected not" in text
    assert "not yet dark green:\n  thm:green: 0 statements under it not green, 1 gap among them" in text


def test_text_keeps_to_the_width(report: Report) -> None:
    for width in (40, 80, 120):
        lines = render("text", [report], width=width).splitlines()
        wide = [line for line in lines if len(line) > width and "error:" not in line and "warning:" not in line]
        assert not [line for line in wide if width > 40], wide


def test_text_has_colour_only_when_asked(report: Report) -> None:
    assert "\x1b[" not in render("text", [report])
    coloured = render("text", [report], colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render("text", [report])
    assert "\x1b[" in coloured


def test_json_has_the_fields_of_the_contract(report: Report) -> None:
    seen = json.loads(render("json", [report]))
    assert set(seen) == {"version", "blueprint", "summary", "findings", "nodes", "answers"}
    assert set(seen["findings"][0]) == {"code", "severity", "message", "file", "line", "node", "remedy"}
    assert set(seen["nodes"][0]) == {"node", "status", "marks", "tier", "rests_on", "pairing", "answers"}
    answers = {answer["id"]: answer for answer in seen["answers"]}
    assert set(answers["thm:green/green-1"]) == {
        *("id", "node", "kind", "name", "checker", "verdict", "tier", "reason", "rests_on", "certificate"),
        *("fingerprint", "fresh", "ran", "seconds", "cpu_seconds", "peak_mb", "tool"),
    }
    assert set(answers["thm:green/green-1"]["certificate"]) == {"kind", "sha256", "bytes", "formula_sha256"}
    assert answers["thm:prove/open-1"]["verdict"] == "unknown"
    assert answers["thm:prove/open-1"]["certificate"] is None
    assert answers["thm:stale/stale-1"]["fresh"] is False
    held = {id for node in seen["nodes"] for id in node["answers"]}
    assert held == set(answers)


def test_several_blueprints_are_one_document(report: Report) -> None:
    other = replace(report, blueprint=replace(report.blueprint, name="other"))
    assert [part["blueprint"] for part in json.loads(render("json", [report, other]))["blueprints"]] == [
        "numbers",
        "other",
    ]
    assert len(Xml.fromstring(render("junit", [report, other]))) == 2
    assert len(json.loads(render("sarif", [report, other]))["runs"]) == 2
    for form in ("text", "github", "markdown"):
        assert render(form, [report, other]).count("7 nodes:") == 2


def test_junit_fails_what_fails_a_run_and_skips_what_is_open(report: Report) -> None:
    root = Xml.fromstring(render("junit", [report]))
    outcome = {case.get("name"): [child.tag for child in case] for case in root.iter("testcase")}
    assert "failure" in outcome["thm:broken"] and "failure" in outcome["thm:stale"]
    assert outcome["thm:green"] == ["system-out"]
    assert "skipped" in outcome["thm:white"] and "skipped" in outcome["thm:prove"]
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("8", "3", "4")


@pytest.mark.parametrize("which", ["report", "nasty"])
def test_sarif_has_what_a_service_insists_on(which: str, request: pytest.FixtureRequest) -> None:
    log = json.loads(render("sarif", [request.getfixturevalue(which)]))
    Draft7Validator(SARIF).validate(log)
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert run["results"] and all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_github_annotations_name_file_and_line(report: Report) -> None:
    lines = render("github", [report]).splitlines()
    assert lines[0].startswith("::error file=src/web.tex,line=12,title=broken-node::thm:broken is asserted, but")
    assert any(line.startswith("::error file=src/a%2C b%3Ac.tex,line=31,title=unresolved-label::") for line in lines)
    assert any(line.startswith("::warning file=src/web.tex,line=30,title=empty-proof::") for line in lines)


def test_markdown_limits_its_rows(report: Report) -> None:
    many = replace(report, findings=report.findings * 1000)
    text = render("markdown", [many])
    assert len(text) < 65_000
    assert f"{2000 + 2 - ROWS} more rows" in text


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_text_is_only_text(form: str, nasty: Report) -> None:
    text = render(form, [nasty])
    encoded = text.encode("utf-8", "backslashreplace").decode()
    assert "\x1b" not in encoded
    match form:
        case "json" | "sarif":
            assert json.loads(encoded)
        case "junit":
            names = {case.get("name") for case in Xml.fromstring(text).iter("testcase")}
            assert any("<script>" in (name or "") for name in names)
        case "github":
            assert all(re.match(r"::(error|warning|notice) [^:]*::", line) for line in text.splitlines())
            assert len(text.splitlines()) == 3
        case "markdown":
            assert "<script>" not in text and "@everyone" not in text
            assert not re.search(r"(?<!\\)\|`x", text)
        case "text":
            assert "\u202e" not in text
