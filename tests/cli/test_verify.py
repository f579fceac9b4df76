"""`workbench verify`: what is right passes, what was altered in any way does not."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.cli.main import run

GRAPH = "p edge 5 5\ne 1 2\ne 2 3\ne 3 4\ne 4 5\ne 5 1\n"


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Referee's folders of both kinds, each made once."""
    root = tmp_path_factory.mktemp("folders")
    (root / "cycle.col").write_text(GRAPH)
    questions = {
        "refuted": ["schur", "n=14", "colours=3", "expect=unsatisfiable"],
        "witness": ["ramsey", "n=8", "s=3", "t=4"],
        "otherwise": ["schur", "n=14", "colours=3", "expect=satisfiable"],
        "file": ["graph-colouring", f"file={root / 'cycle.col'}", "colours=2"],
        "rat": ["pigeonhole", "holes=8"],
    }
    for name, words in questions.items():
        run(["solve", *words, "--keep", str(root / name)])
    (root / "cycle.col").unlink()  # what a folder needs is in it
    return root


@pytest.fixture
def folders(originals: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in originals.iterdir():
        shutil.copytree(folder, tmp_path / folder.name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_folder_is_accepted(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = sorted(path.name for path in folders.iterdir())
    assert run(["verify", *names]) == 0
    out = capsys.readouterr().out.splitlines()
    assert len(out) == len(names) == 5
    assert all(line.startswith("s VERIFIED ") for line in out)


def test_a_folder_holds_what_the_formats_say(folders: Path) -> None:
    common = {"problem.cnf", "plain.cnf", "added.txt", "answer.json", "README"}
    assert {path.name for path in (folders / "refuted").iterdir()} == common | {"proof.lrat"}
    assert {path.name for path in (folders / "witness").iterdir()} == common | {"witness.json"}
    readme = (folders / "refuted" / "README").read_text()
    for program in ("lrat-trim", "cake_lpr", "workbench verify"):
        assert program in readme


def test_the_added_file_argues_every_difference(folders: Path) -> None:
    added = (folders / "refuted" / "added.txt").read_text()
    assert "symmetry:colours" in added
    assert "NORMALISED" in added


def test_a_formula_and_its_proof(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "refuted/problem.cnf", "refuted/proof.lrat", "rat/problem.cnf", "rat/proof.lrat"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "0 by RAT" in first
    assert "0 by RAT" not in second.replace("10 by RAT", "")


def test_both_checkers_are_named(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "refuted", "witness", "rat/problem.cnf", "rat/proof.lrat"]) == 0
    folder, witness, pair = capsys.readouterr().out.splitlines()
    assert "Lean's own LRAT checker (4.35.0) agrees; rests on" in folder
    assert folder.endswith("checker:workbench-lrat, checker:lean-std-lrat (4.35.0)")
    assert "Lean" not in witness
    assert "Lean's own LRAT checker (4.35.0) agrees. What the formula means" in pair


def test_a_second_checker_that_does_not_agree(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ours takes a step that Lean's does not have: RAT on a pure literal, behind hints that show nothing."""
    (folders / "f.cnf").write_text("p cnf 5 6\n1 2 0\n-1 2 0\n1 -2 0\n-1 -2 0\n5 3 0\n5 -3 0\n")
    (folders / "f.lrat").write_text("7 5 0 5 6 0\n8 9 0 7 0\n9 2 0 1 2 0\n10 0 9 3 4 0\n")
    assert run(["verify", "f.cnf", "f.lrat"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("REJECTED f.lrat: Lean's own LRAT checker rejects the proof, which ours accepts")


def test_without_lean(folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from workbench.checkers.lean import toolchain

    monkeypatch.setattr(toolchain, "find_spec", lambda name: None)
    assert run(["verify", "refuted", "rat/problem.cnf", "rat/proof.lrat"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "only our own checker agreed: Lean is not installed" in first
    assert first.endswith("symmetry:colours, checker:workbench-lrat")
    assert "only our own checker agreed: Lean is not installed" in second


def test_the_proof_does_not_fit_the_plain_formula(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "refuted/plain.cnf", "refuted/proof.lrat"]) == 1
    assert "REJECTED" in capsys.readouterr().err


def test_one_bad_among_good(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truncate(folders / "rat" / "proof.lrat")
    assert run(["verify", "refuted", "rat", "witness"]) == 1
    captured = capsys.readouterr()
    assert captured.out.count("s VERIFIED") == 2
    assert captured.err.count("REJECTED") == 1


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


AGREES = "Lean's own LRAT checker (4.35.0) agrees"
RESTS = ["encoding:schur", "symmetry:colours", "checker:workbench-lrat"]


def more_reason(folder: Path, more: str) -> None:
    answer = json.loads((folder / "answer.json").read_text())
    edit(folder / "answer.json", reason=answer["reason"] + more)


def rests_also(folder: Path, more: str) -> None:
    edit(folder / "answer.json", rests_on=[*RESTS, more])


def edit(path: Path, **changes: object) -> None:
    answer = json.loads(path.read_text())
    path.write_text(json.dumps({**answer, **changes}))


def rehash(folder: Path) -> None:
    """What somebody who alters a file on purpose would do as well."""
    from hashlib import sha256

    answer = json.loads((folder / "answer.json").read_text())
    answer["files"] = {name: sha256((folder / name).read_bytes()).hexdigest() for name in answer["files"]}
    (folder / "answer.json").write_text(json.dumps(answer))


ALTERATIONS: dict[str, Callable[[Path], object]] = {
    "proof cut short": lambda f: truncate(f / "proof.lrat"),
    "proof empty": lambda f: (f / "proof.lrat").write_bytes(b""),
    "proof gone": lambda f: (f / "proof.lrat").unlink(),
    "proof of nothing": lambda f: (f / "proof.lrat").write_text("999 0 1 0\n"),
    "proof a folder": lambda f: ((f / "proof.lrat").unlink(), (f / "proof.lrat").mkdir()),
    "a clause more": lambda f: (f / "problem.cnf").write_text((f / "problem.cnf").read_text() + "1 0\n"),
    "a literal flipped": lambda f: change(f / "problem.cnf", "\n-", "\n"),
    "plain flipped": lambda f: change(f / "plain.cnf", "\n-", "\n"),
    "argument changed": lambda f: change(f / "added.txt", "alike", "a like"),
    "another question": lambda f: edit(f / "answer.json", parameters={"n": 13, "colours": 3}),
    "another family": lambda f: edit(f / "answer.json", family="queens", parameters={"n": 3}),
    "unknown family": lambda f: edit(f / "answer.json", family="unheard-of"),
    "huge": lambda f: edit(f / "answer.json", parameters={"n": 10**9, "colours": 3}),
    "other answer": lambda f: edit(f / "answer.json", answer="satisfiable"),
    "other verdict": lambda f: edit(f / "answer.json", verdict="refuted"),
    "rests on nothing but Lean": lambda f: edit(f / "answer.json", rests_on=["checker:lean-std-lrat (4.35.0)"]),
    "rests on numbers": lambda f: edit(f / "answer.json", rests_on=[1, None]),
    "rests on a word": lambda f: edit(f / "answer.json", rests_on="checker:lean-std-lrat (4.35.0)"),
    "rests on less": lambda f: edit(f / "answer.json", rests_on=[]),
    "higher tier": lambda f: edit(f / "answer.json", tier="kernel"),
    "no certificate": lambda f: edit(f / "answer.json", certificate=None),
    "files a list": lambda f: edit(f / "answer.json", files=["a"]),
    "files outside": lambda f: edit(f / "answer.json", files={"../rat/problem.cnf": "0"}),
    "parameters a list": lambda f: edit(f / "answer.json", parameters=[1]),
    "kind outside": lambda f: edit(f / "answer.json", certificate={"kind": "../x"}),
    "another reason": lambda f: edit(f / "answer.json", reason="proved in Lean"),
    "a reason that goes on": lambda f: more_reason(f, f"; {AGREES}, and so is the theorem"),
    "README says more": lambda f: change(f / "README", "Rests on   ", "Rests on   nothing, not even "),
    "README of another answer": lambda f: change(f / "README", "Every ", "No "),
    "README that goes on": lambda f: (f / "README").write_text((f / "README").read_text() + "Proved in Lean.\n"),
    "README a folder": lambda f: ((f / "README").unlink(), (f / "README").mkdir()),
    "README a link that leads nowhere": lambda f: ((f / "README").unlink(), (f / "README").symlink_to("nowhere")),
    "no name of a problem": lambda f: edit(f / "answer.json", problem="schur\n\nProved in Lean"),
    "a name that says more": lambda f: edit(f / "answer.json", problem="schur, proved in Lean"),
    "a name that is none": lambda f: edit(f / "answer.json", problem=["schur"]),
    "rests on Lean's kernel": lambda f: edit(
        f / "answer.json", rests_on=[*RESTS, "checker:lean-std-lrat (its kernel)"]
    ),
    "a reason that only ours agreed to": lambda f: more_reason(
        f, "; only our own checker agreed, and so is the theorem"
    ),
    "a version that says more": lambda f: more_reason(f, "; Lean's own LRAT checker (kernel.tier) agrees"),
    "answer no JSON": lambda f: truncate(f / "answer.json"),
    "answer a list": lambda f: (f / "answer.json").write_text("[]"),
    "answer deep": lambda f: (f / "answer.json").write_text("[" * 100_000),
    "answer binary": lambda f: (f / "answer.json").write_bytes(bytes(range(256))),
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_what_was_altered_is_rejected(folders: Path, alteration: str, capsys: pytest.CaptureFixture[str]) -> None:
    ALTERATIONS[alteration](folders / "refuted")
    assert run(["verify", "refuted"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("REJECTED refuted: ")


@pytest.mark.parametrize("name", ["problem.cnf", "plain.cnf", "added.txt", "README", "proof.lrat", "answer.json"])
def test_a_pipe_in_a_folder_is_not_waited_for(folders: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It waited without end for somebody to write; a link to /dev/zero took all memory."""
    (folders / "refuted" / name).unlink()
    os.mkfifo(folders / "refuted" / name)
    assert run(["verify", "refuted"]) in (1, 2)
    err = capsys.readouterr().err
    assert f"{name} is not a regular file" in err or f"refuted has no {name}" in err


def test_of_a_file_without_end_no_more_is_read_than_ours_has(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.truncate(folders / "refuted" / "plain.cnf", 10 * 2**30)  # takes no room on the disk
    assert run(["verify", "refuted"]) == 1
    assert "plain.cnf is not what comes out" in capsys.readouterr().err


@pytest.mark.parametrize("writer", ["0.0.9", "99.1", "0.1.0", "9; all is well", None])
def test_a_readme_of_another_version_is_rejected_with_what_to_do(
    folders: Path, writer: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """The version is anybody's to write, so it excuses no word of a README; the answer itself is not lost."""
    change(folders / "refuted" / "README", "To check everything", "To check all")
    edit(folders / "refuted" / "answer.json", workbench=writer)
    for words in ([], ["--independent"]):
        assert run(["verify", "refuted", *words]) == 1
        captured = capsys.readouterr()
        assert "s VERIFIED" not in captured.out
        (line,) = (
            line for line in captured.err.splitlines() if line.startswith("REJECTED refuted: README is not what ")
        )
        assert "Count on none of its words. All else that was compared holds" in line
        assert ("was altered" in line) != (f"version {writer} wrote it" in line)
        assert ("was altered" in line) == (writer not in ("0.0.9", "99.1"))
        assert "all is well" not in line
        assert line.endswith("remove README and verify the folder without it")
    (folders / "refuted" / "README").unlink()
    assert run(["verify", "refuted"]) == 0
    assert capsys.readouterr().err == "REMARK refuted: it has no README\n"


def test_all_else_is_checked_before_the_readme(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To say that all else holds would be a lie otherwise."""
    (folders / "refuted" / "README").write_text("of another version\n")
    edit(folders / "refuted" / "answer.json", tier="kernel")
    assert run(["verify", "refuted"]) == 1
    assert "holds" not in capsys.readouterr().err


def test_a_readme_says_only_what_the_certificate_shows_anywhere(folders: Path) -> None:
    """Whether Lean's checker agreed where a folder was made cannot be seen from the folder."""
    readme = (folders / "refuted" / "README").read_text()
    answer = json.loads((folders / "refuted" / "answer.json").read_text())
    assert answer["rests_on"] == RESTS and "agree" not in answer["reason"]
    assert readme.splitlines()[2] == "Rests on   encoding:schur, symmetry:colours, checker:workbench-lrat"
    assert readme.splitlines()[3] == "Named      schur, by whoever asked"
    assert "checker (" not in readme


NOT_THERE = "Lean is not installed; get it with pip install 'blueprint-workbench[lean]'"


@pytest.mark.parametrize("opinion", [AGREES, f"only our own checker agreed: {NOT_THERE}"])
def test_what_earlier_versions_said_of_lean_is_no_fault(folders: Path, opinion: str) -> None:
    more_reason(folders / "refuted", f"; {opinion}")
    rests_also(folders / "refuted", "checker:lean-std-lrat (4.34.0)")
    assert run(["verify", "refuted"]) == 0


def test_what_stands_beside_is_said_to_be_unseen(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folders / "refuted" / "README.md").write_text("Proved in Lean.\n")
    (folders / "refuted" / "witness.json").write_text("{}")
    (folders / "refuted" / "a\x1b[1A").write_text("")
    assert run(["verify", "refuted"]) == 0
    captured = capsys.readouterr()
    assert captured.err == "REMARK refuted: nobody looked at 'README.md', 'a\\x1b[1A', 'witness.json'\n"
    assert run(["verify", "refuted", "--independent", "--format", "json"]) == 0
    assert "REMARK refuted: nobody looked at 'README.md'" in capsys.readouterr().err


def test_the_name_of_an_input_says_nothing(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folders / "file"
    (graph,) = (folder / "input").iterdir()
    graph.rename(folder / "input" / "1-cycle.col, as Lean proved,")
    edit(folder / "answer.json", parameters={"file": "input/1-cycle.col, as Lean proved,", "colours": 2}, files={})
    assert run(["verify", "file"]) == 1
    assert "REJECTED file: the question names the file 'input/1-cycle.col, as Lean" in capsys.readouterr().err
    (folders / "my graph, proved.col").write_text(GRAPH)
    assert run(["solve", "graph-colouring", "file=my graph, proved.col", "colours=2", "--keep", "spaces"]) == 0
    assert [path.name for path in (folders / "spaces" / "input").iterdir()] == ["1-my_graph__proved.col"]
    assert run(["verify", "spaces"]) == 0


@pytest.mark.parametrize("name", ["proof.lrat", "problem.cnf", "plain.cnf", "added.txt"])
def test_new_hashes_do_not_help(folders: Path, name: str) -> None:
    path = folders / "refuted" / name
    change(path, "\n1", "\n-1") if name.endswith("cnf") else truncate(path)
    rehash(folders / "refuted")
    assert run(["verify", "refuted"]) == 1


def test_another_witness_in_the_answer(folders: Path) -> None:
    edit(folders / "witness" / "answer.json", witness={"edges": []})
    assert run(["verify", "witness"]) == 1


def test_a_witness_altered(folders: Path) -> None:
    edit(folders / "witness" / "witness.json", edges=[])
    rehash(folders / "witness")
    assert run(["verify", "witness"]) == 1


def test_an_input_altered(folders: Path) -> None:
    (graph,) = (folders / "file" / "input").iterdir()
    change(graph, "e 5 1", "e 5 2")
    rehash(folders / "file")
    assert run(["verify", "file"]) == 1


@pytest.mark.parametrize(
    "words", [["nowhere"], ["."], ["refuted/problem.cnf"], ["refuted/problem.cnf", "nowhere"], ["refuted/README", "x"]]
)
def test_bad_input(folders: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("proof", [b"", b"\x00" * 100, b"a" * 1000, b"1 2 3", b"9" * 10_000, bytes(range(256)) * 40])
def test_a_proof_that_is_none(folders: Path, proof: bytes) -> None:
    (folders / "proof").write_bytes(proof)
    assert run(["verify", "refuted/problem.cnf", "proof"]) == 1


def test_an_undecided_question_leaves_a_folder_that_claims_nothing(
    folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["solve", "schur", "n=160", "colours=5", "--timeout", "0.5", "--keep", "open"]) == 1
    assert (folders / "open" / "problem.cnf").exists()
    assert run(["verify", "open"]) == 1
    assert "claims no answer" in capsys.readouterr().err


def test_a_folder_of_ours_may_be_written_again(folders: Path) -> None:
    assert run(["solve", "queens", "n=5", "--keep", "refuted"]) == 0
    assert not (folders / "refuted" / "proof.lrat").exists()
    assert run(["verify", "refuted"]) == 0


def test_what_a_killed_writer_left_is_in_nobodys_way(folders: Path) -> None:
    (folders / "refuted" / ".answer.json-0123456789ab.draft").write_text("{")
    assert run(["solve", "queens", "n=5", "--keep", "refuted"]) == 0
    assert not [path for path in (folders / "refuted").iterdir() if path.name.endswith(".draft")]


def store_with_an_answer(root: Path) -> str:
    """A workspace with one problem and its evidence; the certificate's hash."""
    from workbench.dispatch.plan import about
    from workbench.dispatch.runner import run as answer
    from workbench.evidence.record import Limits
    from workbench.evidence.store import Store
    from workbench.problems.spec import load_problem
    from workbench.workspace import open_root

    (root / "workbench.toml").write_text('[project]\nname = "tiny"\n')
    (root / "problems").mkdir()
    (root / "problems" / "schur-3.toml").write_text(
        'id = "schur-3"\ntitle = "t"\nkind = "sat"\nexpect = "unsatisfiable"\n'
        '[sat]\nfamily = "schur"\n[sat.parameters]\nn = 14\ncolours = 3\n'
    )
    question = about(load_problem(root / "problems" / "schur-3.toml", root), Limits())
    with Store.open(open_root(root).store_path, write=True) as store:
        evidence = answer([question], jobs=1, store=store)[question.fingerprint]
    assert evidence.certificate is not None
    return evidence.certificate.sha256


def test_the_store_by_hash_and_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    digest = store_with_an_answer(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["verify", digest[:12]]) == 0
    assert run(["verify", digest.upper()]) == 0
    assert run(["verify"]) == 0
    assert capsys.readouterr().out.count("s VERIFIED schur-3: unsatisfiable") == 3
    assert run(["verify", "0123456789"]) == 2


def test_a_damaged_certificate_in_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    digest = store_with_an_answer(tmp_path)
    monkeypatch.chdir(tmp_path)
    (kept,) = (path for path in (tmp_path / ".workbench").rglob("*") if digest[4:20] in path.name)
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 255
    kept.chmod(0o644)
    kept.write_bytes(bytes(data))
    assert run(["verify"]) == 1
    assert "REJECTED" in capsys.readouterr().err
