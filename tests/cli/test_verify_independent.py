"""`workbench verify --independent`: who agreed; and what the first checker was made to accept does not get past."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from workbench.cli.main import run
from workbench.evidence.record import Certificate, Checked, Evidence, Tier
from workbench.evidence.store import Store

TEX = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{theorem}{Theorem}
\providecommand{\checkedby}[2][]{}
\begin{document}
\begin{theorem}\label{thm:refuted}\checkedby[n=14,colours=3]{schur} Every $3$-colouring of $1..14$ has an $x+y=z$.
\end{theorem}
\begin{theorem}\label{thm:witness}\checkedby[n=6]{queens} Six queens fit on a board of $6$ by $6$. \end{theorem}
\begin{theorem}\label{thm:formula}\checkedby{formula} The formula is unsatisfiable. \end{theorem}
\begin{theorem}\label{thm:identity}\checkedby{identity} $(a+b)^2 = a^2+2ab+b^2$. \end{theorem}
\begin{theorem}\label{thm:model}\checkedby{model} There are such $x$ and $y$. \end{theorem}
\begin{theorem}\label{thm:lean}\lean{twice_zero} Twice zero is zero. \end{theorem}
\begin{theorem}\label{thm:twice}\lean{twice_zero}\checkedby[n=6]{queens} Both, for $6$. \end{theorem}
\end{document}
"""
FILES = {
    "workbench.toml": '[project]\nname = "all"\n[[blueprint]]\nmain = "web.tex"\n'
    'problems = ["problems"]\nlean = ["lean"]\n',
    "web.tex": TEX,
    "problems/formula.cnf": "c a square\np cnf 2 4\n1 2 0 1\n-2 0\n-1 2 0\n-1 -2 0\n",
    "problems/formula.toml": 'id = "formula"\ntitle = "t"\nkind = "dimacs"\nexpect = "unsatisfiable"\n'
    '[dimacs]\nfile = "formula.cnf"\n',
    "problems/identity.toml": 'id = "identity"\ntitle = "t"\nkind = "identity"\nexpect = true\n[identity]\n'
    'left = "(a + b)^2"\nright = "a^2 + 2*a*b + b^2"\nvariables = ["a", "b"]\n',
    "problems/model.toml": 'id = "model"\ntitle = "t"\nkind = "smt"\nexpect = "satisfiable"\n[smt]\ntext = """\n'
    "(declare-fun f (Int) Int)\n(declare-const x Int)\n(declare-const |a b| Int)\n"
    '(assert (= (* x x) 49))\n(assert (! (> x 0) :named positive))\n(assert (= (f x) |a b| 3))\n"""\n',
    "lean/Twice.lean": "def twice (n : Nat) : Nat := n + n\n\ntheorem twice_zero : twice 0 = 0 := rfl\n",
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a green node for each kind of certificate."""
    root = tmp_path_factory.mktemp("independent") / "root"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    assert run(["check", str(root)]) == 0
    assert run(["accept", "--all", "--path", str(root)]) == 0
    return root


@pytest.fixture
def root(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that a test may spoil."""
    shutil.copytree(original, tmp_path / "root", symlinks=True)
    monkeypatch.chdir(tmp_path / "root")
    return tmp_path / "root"


Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def ask(root: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """The command's exit code and its JSON."""

    def asked(*words: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = run(["verify", "--independent", "--format", "json", *words])
        return code, json.loads(capsys.readouterr().out)

    return asked


def by_name(report: Any) -> dict[str, Any]:
    return {one["name"]: one for one in report["answers"]}


def said(answer: Any) -> dict[str, str]:
    return {one["program"]: one["said"] for one in answer["opinions"]}


def test_everything_green_is_agreed_to(ask: Ask) -> None:
    code, report = ask("--jobs", "2")
    answers = by_name(report)
    assert code == 0
    assert {node["node"] for node in report["nodes"]} == {
        *("thm:refuted", "thm:witness", "thm:formula", "thm:identity", "thm:model", "thm:lean", "thm:twice")
    }
    assert (
        report["summary"] | {"nodes": 7, "answers": 6, "other": 5, "again": 1, "disagreed": 0, "alone": 0}
        == (report["summary"])
    )
    refuted, formula = answers["schur[n=14,colours=3]"], answers["formula"]
    for answer in (refuted, formula):
        here = said(answer)
        assert here["encoder"] == here["lean-std-lrat"] == here["plain_lrat"] == "agreed"
        assert answer["first"]["program"] == "workbench-lrat"
    assert {**said(answers["queens[n=6]"])} == {"queens verify": "agreed", "plain_witness": "agreed"}
    assert (
        said(answers["identity"]) == {"sympy": "agreed"} and answers["identity"]["first"]["program"] == "python-flint"
    )
    assert said(answers["model"]) == {"z3": "agreed"} and "3 of 3 symbols" in answers["model"]["opinions"][0]["reason"]
    assert said(answers["twice_zero"]) == {"lean, built anew": "agreed", "lean's kernel": "agreed"}
    assert {one["code"] for one in answers["twice_zero"]["opinions"]} == {"again"}
    assert all(one["seconds"] > 0 and one["version"] for one in refuted["opinions"] if one["said"] == "agreed")


@pytest.fixture
def nothing_on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of the programs that a developer may have installed."""
    from workbench.opinions import lrat_programs

    monkeypatch.setattr(lrat_programs, "shutil", SimpleNamespace(which=lambda name: None))


@pytest.mark.usefixtures("nothing_on_path")
def test_the_text_lists_who_agreed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "--independent"]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[-1] == (
        "7 green nodes, 6 answers: 5 by two independent programs or more, 1 by the same program afresh, 0 by one; "
        "0 disagree"
    )
    assert "thm:refuted  dark green\n  schur[n=14,colours=3]: unsatisfiable; lrat, " in captured.out
    assert "    1 workbench-lrat " in captured.out and "    ✓ plain_lrat sha256 " in captured.out
    assert "  twice_zero: as above\n" in captured.out
    assert captured.out.count("– cake_lpr is not there: it is not on PATH: build it from https") == 1
    assert "\x1b" not in captured.out + captured.err
    assert len(re.findall("^✓ ./6 ", captured.err, re.MULTILINE)) == 6


ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {
    "monochromatic": (
        ("blueprints/monochromatic", "problems", "lean", "workbench.toml", "workbench.lock"),
        ("prop:schur-three", "lem:schur-encoding"),
        {"schur-3-lower": "other", "schur-3-upper": "other", "Monochromatic.schurFormula_correct": "again"}
        | {f"schur-3-{half} as Monochromatic.schurFormula says": "again" for half in ("lower", "upper")},
    ),
    "exercises": (
        ("blueprints/exercises",),
        ("thm:sophie-germain", "lem:root-of-a-square", "thm:magic-square"),
        {"sophie-germain": "other", "root-of-a-square": "other", "magic-square": "other"},
    ),
}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_part_of_the_sample_blueprints(sample: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Witness, proof, theorem and printed formula of Schur's third number; identities and a model."""
    names, nodes, standings = SAMPLES[sample]
    for name in names:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, tmp_path / name)
    path = str(tmp_path / names[0] if sample == "exercises" else tmp_path)
    assert run(["check", path, *(word for node in nodes for word in ("--node", node))]) == 0
    capsys.readouterr()
    code = run(["verify", "--independent", "--format", "json", "--path", path])
    report = json.loads(capsys.readouterr().out)
    assert code == 0 and {node["node"] for node in report["nodes"]} == set(nodes)
    assert {one["name"]: one["standing"] for one in report["answers"]} == standings


# --- What the first checker was made to accept ------------------------------------------------------------------------


def plant(root: Path, name: str, raw: bytes, says: str | None = None, **changes: object) -> str:
    """A record that no judge was asked about: the newest of its question, with another certificate; its hash."""
    from workbench.workspace import open_root

    with Store.open(open_root(root).store_path, write=True) as store:
        (old,) = [one for one in store.history() if one.name == name][:1]
        assert old.certificate is not None and old.answer is not None
        path = root / "planted"
        path.write_bytes(raw)
        digest = sha256(raw).hexdigest()
        certificate = Certificate(old.certificate.kind, digest, len(raw), old.certificate.formula_sha256)
        checked = Checked(says or old.answer, certificate, old.tier or Tier.CERTIFICATE, old.rests_on, old.reason)
        heading = {key: getattr(old, key) for key in ("fingerprint", "kind", "name", "checker", "tool", "states")}
        store.record(Evidence.verified(checked, **{**heading, **changes}), path)
    return digest


def certificate_of(root: Path, name: str) -> bytes:
    from workbench.workspace import open_root

    with Store.open(open_root(root).store_path, write=False) as store:
        (old,) = [one for one in store.history() if one.name == name][:1]
        assert old.certificate is not None
        with store.certificate(old.certificate) as path:
            return path.read_bytes()


def flipped(proof: bytes) -> bytes:
    """The first literal of the first lemma negated."""
    return re.sub(rb"^(\d+) (-?)(\d+) ", lambda found: found[1] + (b" " if found[2] else b" -") + found[3] + b" ",
                  proof, count=1)  # fmt: skip


def test_a_wrong_proof(root: Path, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    plant(root, "schur[n=14,colours=3]", flipped(certificate_of(root, "schur[n=14,colours=3]")))
    code, report = ask()
    answer = by_name(report)["schur[n=14,colours=3]"]
    assert code == 1 and report["summary"]["disagreed"] == 1
    assert answer["standing"] == "disagreed"
    assert said(answer)["plain_lrat"] == said(answer)["lean-std-lrat"] == "rejected"
    run(["verify", "--independent"])
    loud = " ".join(capsys.readouterr().out.split())
    assert "DISAGREEMENT about schur[n=14,colours=3]: workbench-lrat" in loud
    assert "and plain_lrat sha256" in loud


def test_a_proof_of_another_formula(root: Path, ask: Ask) -> None:
    code, report = ask(plant(root, "schur[n=14,colours=3]", certificate_of(root, "formula")))
    assert code == 1 and said(by_name(report)["schur[n=14,colours=3]"])["plain_lrat"] == "rejected"


def test_a_record_of_another_formula(root: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The encoder of the program that checked first was not today's: a fresh process tells."""
    from workbench.workspace import open_root

    with Store.open(open_root(root).store_path, write=True) as store:
        (old,) = [one for one in store.history() if one.name == "formula"][:1]
        raw = certificate_of(root, "formula")
        (root / "planted").write_bytes(raw)
        assert old.certificate is not None
        certificate = Certificate("lrat", old.certificate.sha256, len(raw), "0" * 64)
        checked = Checked("unsatisfiable", certificate, Tier.CERTIFICATE, old.rests_on, old.reason)
        heading = {key: getattr(old, key) for key in ("fingerprint", "kind", "name", "checker", "tool")}
        store.record(Evidence.verified(checked, **heading), root / "planted")
    code, report = ask()
    assert code == 1 and said(by_name(report)["formula"]) == {"encoder": "rejected"}


def test_a_wrong_witness(root: Path, ask: Ask) -> None:
    code, report = ask(plant(root, "queens[n=6]", b'{"columns": [0, 1, 2, 3, 4, 5]}'))
    answer = by_name(report)["queens[n=6]"]
    assert code == 1 and said(answer) == {"queens verify": "rejected", "plain_witness": "rejected"}


def test_a_record_that_contradicts_itself(root: Path, ask: Ask) -> None:
    """A right witness cannot make a refutation green, nor an answer that is not the expected one."""
    witness = b'{"columns": [1, 3, 5, 0, 2, 4]}'
    digest = plant(root, "queens[n=6]", witness, says="unsatisfiable")
    code, report = ask(digest)
    assert code == 1 and "shows satisfiable" in report["answers"][0]["opinions"][0]["reason"]
    digest = plant(root, "identity", b'{"proof": {"by": "expansion"}, "x": 1}', says="false")
    code, report = ask(digest)
    assert code == 1 and "true is expected" in report["answers"][0]["opinions"][0]["reason"]


def test_a_refuted_answer_by_its_hash(root: Path, ask: Ask) -> None:
    """What others say of it is whether it is refuted."""
    problem = root / "problems" / "identity.toml"
    problem.write_text(problem.read_text().replace("2*a*b", "3*a*b"))
    assert run(["check", "--node", "thm:identity"]) == 1
    code, report = ask(sha256(certificate_of(root, "identity")).hexdigest())
    assert code == 0 and report["answers"][0]["answer"] == "false"
    assert said(report["answers"][0]) == {"sympy": "agreed"}


def test_a_folder_with_a_file_of_its_own(root: Path, ask: Ask) -> None:
    (root / "ring.col").write_text("p edge 5 5\ne 1 2\ne 2 3\ne 3 4\ne 4 5\ne 5 1\n")
    assert run(["solve", "graph-colouring", "file=ring.col", "colours=3", "--keep", "kept"]) == 0
    assert run(["solve", "graph-colouring", "file=ring.col", "colours=2", "expect=unsatisfiable", "--keep", "two"]) == 0
    (root / "ring.col").unlink()
    code, report = ask("kept", "two")
    assert code == 0 and [one["standing"] for one in report["answers"]] == ["other", "other"]


def test_a_wrong_model(root: Path, ask: Ask) -> None:
    right = json.loads(certificate_of(root, "model"))["model"]
    assert " 7)" in right.replace("\n", "")
    code, report = ask(plant(root, "model", json.dumps({"model": right.replace("  7)", "  8)", 1)}).encode()))
    assert code == 1 and said(by_name(report)["model"]) == {"z3": "rejected"}


def test_a_wrong_identity(root: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A judge that takes an identity for true that is not: made so here, and asked in `check`."""
    from workbench.checkers.symbolic import judging

    problem = root / "problems" / "identity.toml"
    problem.write_text(problem.read_text().replace("2*a*b", "2*a*b + a*b*(a-1)*(a-2)*(b-1)"))
    with monkeypatch.context() as patch:
        patch.setattr(judging, "check", lambda equality, proof: judging.Shown(True, "by my word"))
        plant_identity(root)
    assert run(["accept", "--all"]) == 0
    code, report = ask()
    assert code == 1 and said(by_name(report)["identity"]) == {"sympy": "rejected"}


def plant_identity(root: Path) -> None:
    from workbench.checkers.registry import checker
    from workbench.dispatch.certifying import certify_with_both
    from workbench.survey import asked_today
    from workbench.workspace import open_root

    workspace = open_root(root)
    (question,) = [one for one in asked_today(workspace).values() if one.name == "identity"]
    assert question.problem is not None
    path = root / "planted"
    path.write_text('{"proof": {"by": "expansion"}}')
    checked = certify_with_both(checker("symbolic"), question.problem, "expansion", path)
    heading = {key: getattr(question, key) for key in ("fingerprint", "kind", "name", "checker")}
    with Store.open(workspace.store_path, write=True) as store:
        store.record(Evidence.verified(checked, **heading), path)


def test_a_theorem_that_is_none(root: Path, ask: Ask) -> None:
    """The record of a proof, and a source that has none any more: its fingerprint is made to be today's."""
    from workbench.survey import asked_today
    from workbench.workspace import open_root

    raw = certificate_of(root, "twice_zero")
    source = root / "lean" / "Twice.lean"
    source.write_text(source.read_text().replace("rfl", "sorry"))
    (question,) = [one for one in asked_today(open_root(root)).values() if one.name == "twice_zero"]
    plant(root, "twice_zero", raw, fingerprint=question.fingerprint)
    assert run(["accept", "--all"]) == 0
    code, report = ask(sha256(raw).hexdigest())
    answer = by_name(report)["twice_zero"]
    assert code == 1 and said(answer) == {"lean, built anew": "rejected"}
    assert "sorry" in answer["opinions"][0]["reason"]


def test_nothing_is_taken_from_the_compiled_store(root: Path, ask: Ask) -> None:
    """Compiled modules of another source, put where `check` would find them, are not looked at."""
    for path in (root / ".workbench" / "lean").rglob("*"):
        if path.is_file():
            path.chmod(0o600)
            path.write_bytes(b"not a module")
    code, report = ask(sha256(certificate_of(root, "twice_zero")).hexdigest())
    assert code == 0 and said(by_name(report)["twice_zero"])["lean, built anew"] == "agreed"


# --- What is named ----------------------------------------------------------------------------------------------------


def test_a_hash_a_folder_and_a_pair(root: Path, ask: Ask) -> None:
    assert run(["solve", "pigeonhole", "holes=5", "--keep", "kept"]) == 0
    digest = sha256(certificate_of(root, "formula")).hexdigest()
    code, report = ask("kept", digest[:10], "kept/problem.cnf", "kept/proof.lrat")
    assert code == 0 and report["nodes"] == []
    assert [one["name"] for one in report["answers"]] == ["kept", "kept/proof.lrat", "formula"]
    assert all(said(one)["plain_lrat"] == "agreed" for one in report["answers"])
    assert "encoder" not in said(report["answers"][1])


def test_a_folder_that_our_own_checker_rejects(root: Path, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["solve", "pigeonhole", "holes=4", "--keep", "kept"]) == 0
    proof = root / "kept" / "proof.lrat"
    proof.write_bytes(flipped(proof.read_bytes()))
    assert run(["verify", "--independent", "kept"]) == 1
    assert "REJECTED kept: " in capsys.readouterr().err


def test_cubes(root: Path, ask: Ask) -> None:
    assert run(["solve", "pigeonhole", "holes=3", "--cubes", "--keep", "kept"]) == 0
    code, report = ask("kept")
    (answer,) = report["answers"]
    assert code == 0 and answer["certificate"]["kind"] == "cubes"
    assert said(answer)["plain_lrat"] == said(answer)["lean-std-lrat"] == "agreed"


def test_a_cube_that_is_not_covered(root: Path) -> None:
    """The list of cubes as somebody else's judge would have let it pass."""
    from workbench.checkers.base import RejectedCertificate
    from workbench.opinions.lrat_programs import proof_opinions
    from workbench.opinions.proofs import parts_of_cubes
    from workbench.opinions.record import Said
    from workbench.opinions.review import Terms

    assert run(["solve", "pigeonhole", "holes=3", "--cubes", "--keep", "kept"]) == 0
    kept = root / "kept"
    made = json.loads((kept / "cubes.json").read_bytes())
    dropped = made["cubes"].pop()
    (kept / "cubes.json").write_text(json.dumps(made))
    parts = parts_of_cubes(kept / "cubes.json", kept / "problem.cnf", root)
    opinions = {one.program: one for one in proof_opinions(parts, Terms().desk(), lambda line: None)}
    assert opinions["plain_lrat"].said is opinions["lean-std-lrat"].said is Said.REJECTED
    assert opinions["plain_lrat"].reason.startswith(f"part 1 of {len(made['cubes']) + 1}: ")
    (kept / "proofs" / f"{dropped['number']:03}.lrat").unlink()
    made["cubes"].append(dropped)
    (kept / "cubes.json").write_text(json.dumps(made))
    with pytest.raises(RejectedCertificate, match="is not there"):
        parts_of_cubes(kept / "cubes.json", kept / "problem.cnf", root)


def test_what_rests_on_a_word_is_no_second_opinion(root: Path, ask: Ask) -> None:
    (root / "problems" / "word.toml").write_text(
        'id = "word"\ntitle = "t"\nkind = "smt"\nexpect = "unsatisfiable"\n[smt]\ntext = """\n'
        '(declare-const x Int)\n(assert (= (* 2 x) 7))\n"""\n'
    )
    (root / "web.tex").write_text(TEX.replace("{model}", "{word}"))
    assert run(["check", "--node", "thm:model"]) in (0, 1)
    digest = sha256(certificate_of(root, "word")).hexdigest()
    code, report = ask(digest)
    (answer,) = report["answers"]
    assert code == 1 and answer["standing"] == "alone"
    assert [(one["said"], one["counts"]) for one in answer["opinions"]] == [("agreed", False)]
    assert "the same program, asked twice" in answer["opinions"][0]["reason"]


# --- Tools that are missing, patience, and interruption --------------------------------------------------------------


@pytest.mark.usefixtures("nothing_on_path")
def test_too_long(root: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another program agreed it does not matter; where none did it does."""
    from workbench.checkers.lean import toolchain
    from workbench.opinions import lrat_programs

    monkeypatch.setattr(lrat_programs, "TEXT_RATE", 1e-3)
    digest = sha256(certificate_of(root, "formula")).hexdigest()
    code, report = ask(digest)
    opinion = next(one for one in report["answers"][0]["opinions"] if one["program"] == "plain_lrat")
    assert code == 0 and opinion["said"] == "too long"
    assert re.search(r"not asked: about [\d,]+ min; --patience \d+$", opinion["reason"])
    monkeypatch.setattr(toolchain, "find_spec", lambda name: None)
    code, report = ask(digest)
    assert code == 1 and report["answers"][0]["standing"] == "alone"


def test_without_lean(root: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench.checkers.lean import toolchain

    monkeypatch.setattr(toolchain, "find_spec", lambda name: None)
    code, report = ask()
    answers = by_name(report)
    assert code == 3
    assert answers["twice_zero"]["standing"] == "missing"
    assert said(answers["formula"])["lean-std-lrat"] == "missing" and answers["formula"]["standing"] == "other"
    reason = next(one["reason"] for one in answers["formula"]["opinions"] if one["said"] == "missing")
    assert "pip install 'blueprint-workbench[lean]'" in reason


def test_programs_on_the_path(root: Path, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How each speaks is read from its documentation; tests/second_opinion.sh has lrat-trim itself."""
    programs = tmp_path / "bin"
    programs.mkdir()
    speaks = {
        "cake_lpr": 'grep -q "^c planted" "$2" && { echo "c no such line" >&2; exit; }; echo "s VERIFIED UNSAT"',
        "lrat-trim": '[ "$1" = --version ] && { echo 9.9; exit 0; }; echo "s VERIFIED"; exit 20',
        "lrat-check": 'echo "c VERIFIED"; exit 0',
    }
    for name, script in speaks.items():
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    digest = sha256(certificate_of(root, "formula")).hexdigest()
    code, report = ask(digest)
    opinions = {one["program"]: one for one in report["answers"][0]["opinions"]}
    assert code == 0
    assert opinions["cake_lpr"]["said"] == opinions["lrat-trim"]["said"] == opinions["lrat-check"]["said"] == "agreed"
    assert opinions["lrat-trim"]["version"] == "9.9" and opinions["cake_lpr"]["version"].startswith("sha256 ")
    assert opinions["lrat-check"]["counts"] is False and opinions["cake_lpr"]["counts"] is True
    plant(root, "formula", b"c planted\n" + certificate_of(root, "formula"))
    code, report = ask(sha256(b"c planted\n" + certificate_of(root, "formula")[10:]).hexdigest())
    assert code == 1 and said(report["answers"][0])["cake_lpr"] == "rejected"


def test_bad_input(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["nowhere"], ["0123456789"], ["--patience", "0"], ["--jobs", "0"]):
        assert run(["verify", "--independent", *words]) == 2
    assert run(["verify", "--format", "json"]) == 2
    assert "go with --independent" in capsys.readouterr().err


def test_a_shell_completes_hashes_and_files(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    digest = sha256(certificate_of(root, "formula")).hexdigest()
    monkeypatch.setenv("_WORKBENCH_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_CWORD", "2")
    for word, completed in ((digest[:8], f"plain,{digest}"), ("lea", "file,lea"), ("--pat", "plain,--patience")):
        monkeypatch.setenv("COMP_WORDS", f"workbench verify {word}")
        run([])
        assert completed in capsys.readouterr().out.splitlines()


def test_nothing_is_green(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("workbench.toml", "web.tex", "lean/Twice.lean", *(one for one in FILES if "problems" in one)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(FILES[name])
    assert run(["verify", "--independent", "--path", str(tmp_path)]) == 0
    captured = capsys.readouterr()
    assert "no node is green here" in captured.err and "0 answers" in captured.out
    assert not (tmp_path / ".workbench").exists()


def test_ctrl_c(root: Path) -> None:
    """130, what was done is told, and nothing is left running or lying about."""
    assert run(["solve", "schur", "n=14", "colours=3", "--keep", "kept"]) == 0
    temporary = root / "tmp"
    temporary.mkdir()
    argv = [
        sys.executable,
        "-c",
        "from workbench.cli.main import main; main()",
        "verify",
        "--independent",
        "--jobs",
        "1",
    ]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(
        argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=root
    ) as child:
        assert child.stderr is not None
        first = next(line for line in child.stderr if line.startswith("✓"))  # others are being asked
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=120)
    assert child.returncode == 130, err
    assert first.startswith("✓ 1/6 ") and "interrupted" in err and "not asked: interrupted" in out
    assert list(temporary.iterdir()) == []
