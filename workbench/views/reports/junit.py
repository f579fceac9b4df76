"""JUnit XML, which every CI service reads: a suite a blueprint, a test case a node, and one an error-severity finding.

What fails here is what makes `workbench check` exit with 1; what is open is skipped, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from workbench.status import Answer, NodeStatus, Report, Status
from workbench.views.text import STATUS_WORDS, answer_line
from workbench.views.troubles import NODE_RULES, node_trouble, troubles

# XML 1.0 has no way at all to write these characters, not even escaped.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def as_junit(reports: Sequence[Report]) -> str:
    """One `testsuites` document."""
    root = Xml.Element("testsuites", name="workbench")
    suites = [_suite(root, report) for report in reports]
    for figure in ("tests", "failures", "errors", "skipped"):
        root.set(figure, str(sum(int(suite.get(figure, "0")) for suite in suites)))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _suite(root: Xml.Element, report: Report) -> Xml.Element:
    suite = Xml.SubElement(root, "testsuite", name=_text(report.blueprint.name), errors="0")
    for node in report.nodes.values():
        _node_case(suite, report, node)
    for trouble in troubles(report):
        if trouble.severity == "error" and trouble.code not in NODE_RULES:
            name = f"{trouble.code} {trouble.place}"
            case = _case(suite, "findings", name, trouble.place.file, trouble.place.line)
            _outcome(case, "failure", trouble.code, f"{trouble.message}; {trouble.remedy}")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    suite.set("time", f"{sum(float(case.get('time', '0')) for case in suite):.3f}")
    return suite


def _node_case(suite: Xml.Element, report: Report, node: NodeStatus) -> None:
    source = report.blueprint.statements[node.node]
    answers = [report.answers[id] for id in node.answers]
    case = _case(suite, source.chapter or report.blueprint.name, node.node, source.place.file, source.place.line)
    case.set("time", f"{sum(_seconds(answer) for answer in answers):.3f}")
    if trouble := node_trouble(report, node):
        _outcome(case, "failure", trouble.code, f"{trouble.message}; {trouble.remedy}")
    elif node.status not in (Status.GREEN, Status.DARK_GREEN):
        words = ", ".join([STATUS_WORDS[node.status], *(mark.value for mark in node.marks)])
        _outcome(case, "skipped", None, words)
    if answers:
        Xml.SubElement(case, "system-out").text = _text("\n".join(answer_line(answer) for answer in answers))


def _seconds(answer: Answer) -> float:
    return answer.evidence.cost.seconds if answer.evidence and answer.ran else 0.0


def _case(suite: Xml.Element, group: str, name: str, file: str, line: int) -> Xml.Element:
    return Xml.SubElement(
        suite, "testcase", classname=_text(group), name=_text(name), file=_text(file), line=str(line), time="0.000"
    )


def _outcome(case: Xml.Element, tag: str, kind: str | None, message: str) -> None:
    outcome = Xml.SubElement(case, tag, message=_text(message))
    if kind:
        outcome.set("type", kind)
        outcome.text = f"{case.get('file')}:{case.get('line')}"


def _text(text: str) -> str:
    return _UNWRITABLE.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), text)
