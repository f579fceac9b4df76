"""`workbench solve --cubes`, `--cluster` and ranges, as a process."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from workbench.cli.main import main; main()"]


def workbench(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *words], cwd=cwd, capture_output=True, text=True, timeout=200, check=False)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """W(3,5) with all proofs kept."""
    folder = tmp_path_factory.mktemp("kept")
    done = workbench("solve", "van-der-waerden", "n=22", "lengths=3,5", "--cubes", "--keep", "kept", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "unsatisfiable" in done.stdout and "cubes cover the space" in done.stdout
    assert not (folder / ".workbench").exists()
    return folder / "kept"


def test_the_kept_folder_has_all_a_referee_needs(kept):
    names = {path.name for path in kept.iterdir()}
    assert {"problem.cnf", "plain.cnf", "added.txt", "cubes.icnf", "cover.lrat", "proofs", "answer.json"} <= names
    answer = json.loads((kept / "answer.json").read_text())
    assert (answer["answer"], answer["tier"]) == ("unsatisfiable", "certificate")
    icnf = (kept / "cubes.icnf").read_text().splitlines()
    cubes = [line for line in icnf if line.startswith("a ")]
    assert icnf[0] == "p inccnf" and len(cubes) == len(list((kept / "proofs").iterdir())) > 4
    assert "cubes.icnf" in (kept / "README").read_text()


def test_it_is_verified_from_the_question_up(kept):
    done = workbench("verify", str(kept), cwd=kept.parent)
    assert done.returncode == 0 and "s VERIFIED" in done.stdout, done.stderr
    assert "proofs re-checked" in done.stdout


def test_each_cube_can_be_checked_with_what_the_readme_says(kept, tmp_path):
    """By hand: problem.cnf, and two clauses for each literal of the cube."""
    header, *clauses = (kept / "problem.cnf").read_text().splitlines()
    variables = int(header.split()[2])
    cubes = [line.split()[1:-1] for line in (kept / "cubes.icnf").read_text().splitlines() if line.startswith("a ")]
    for number, cube in list(enumerate(cubes, 1))[:3]:
        more = [f"{u} {sign}{z} 0" for z, u in enumerate(cube, variables + 1) for sign in ("", "-")]
        text = "\n".join([f"p cnf {variables + len(cube)} {len(clauses) + len(more)}", *clauses, *more, ""])
        (tmp_path / "part.cnf").write_text(text)
        done = workbench("verify", "part.cnf", str(kept / "proofs" / f"{number:03}.lrat"), cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    negated = [" ".join([*(str(-int(u)) for u in cube), "0"]) for cube in cubes]
    (tmp_path / "cover.cnf").write_text("\n".join([f"p cnf {variables} {len(negated)}", *negated, ""]))
    done = workbench("verify", "cover.cnf", str(kept / "cover.lrat"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def _drop_proof(folder: Path) -> None:
    (folder / "proofs" / "002.lrat").unlink()


def _swap_proofs(folder: Path) -> None:
    one, two = (folder / "proofs" / name for name in ("001.lrat", "002.lrat"))
    text = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(text)


def _drop_cube(folder: Path) -> None:
    path = folder / "cubes.json"
    found = json.loads(path.read_text())
    found["cubes"].pop()
    path.write_text(json.dumps(found))


def _other_cover(folder: Path) -> None:
    (folder / "cover.lrat").write_text("1 0 0\n")


def _other_icnf(folder: Path) -> None:
    path = folder / "cubes.icnf"
    path.write_text(path.read_text().replace("a ", "a -", 1))


@pytest.mark.parametrize("spoil", [_drop_proof, _swap_proofs, _drop_cube, _other_cover, _other_icnf])
def test_a_folder_that_was_spoilt_is_rejected(kept, tmp_path, spoil):
    copy = tmp_path / "copy"
    shutil.copytree(kept, copy)
    spoil(copy)
    done = workbench("verify", "copy", cwd=tmp_path)
    assert done.returncode == 1 and "REJECTED" in done.stderr, done.stdout


def test_a_run_that_was_killed_goes_on_and_ends_with_every_proof(tmp_path):
    """kill -9 of the command, then Ctrl-C, then the end: with the proofs kept."""
    words = ["solve", "van-der-waerden", "n=46", "lengths=3,7", "--cubes", "--keep", "kept", "--format", "json"]
    proofs = tmp_path / "kept" / "proofs"
    for sign, aim in ((signal.SIGKILL, 5), (signal.SIGINT, 20)):
        child = subprocess.Popen([*COMMAND, *words], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        deadline = time.monotonic() + 60
        while len(list(proofs.glob("*.lrat"))) < aim and time.monotonic() < deadline:
            time.sleep(0.02)
        child.send_signal(sign)
        child.communicate()
        assert child.returncode == (-9 if sign == signal.SIGKILL else 130)
    done = workbench(*words, cwd=tmp_path)
    said = json.loads(done.stdout)
    assert done.returncode == 0 and said["answer"] == "unsatisfiable", done.stderr
    assert not any(entry.startswith("ledger:") for entry in said["rests_on"])
    assert said["cubes"]["refuted"] == len(list(proofs.iterdir()))


def test_pythagorean_7825_is_started_stopped_resumed_and_nothing_says_it_was_finished(tmp_path):
    words = ["solve", "pythagorean-triples", "n=7825", "--cubes", "--format", "json", "--timeout"]
    for seconds in ("3", "2"):
        done = workbench(*words, seconds, cwd=tmp_path)
        said = json.loads(done.stdout)
        assert done.returncode == 1
        assert (said["verdict"], said["answer"], said["certificate"]) == ("unknown", None, None)
        assert said["cubes"]["open"] >= 64 and said["cubes"]["most"] is None
        assert "run the same again" in said["reason"]
    assert len(list((tmp_path / ".workbench" / "cubes").iterdir())) == 1


def test_without_keeping_it_rests_on_the_ledger(tmp_path):
    words = ["solve", "van-der-waerden", "n=22", "lengths=3,5", "--cubes", "--format", "json"]
    said = json.loads(workbench(*words, cwd=tmp_path).stdout)
    assert said["tier"] == "certificate" and said["certificate"]["kind"] == "cubes"
    assert [entry.partition(":")[0] for entry in said["rests_on"]] == ["encoding", "checker", "ledger"]
    assert (tmp_path / ".workbench" / ".gitignore").read_text().endswith("*\n")


def test_a_satisfiable_cube_ends_it(tmp_path):
    words = ["solve", "schur", "n=13", "colours=3", "--cubes", "--format", "json"]
    said = json.loads(workbench(*words, cwd=tmp_path).stdout)
    assert said["answer"] == "satisfiable" and len(said["witness"]["colouring"]) == 13


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["schur", "n=1..", "colours=2"], "has no end"),
        (["schur", "n=1..3", "colours=1..2"], "cannot both grow"),
        (["schur", "n=5..3", "colours=2"], "is empty"),
        (["schur", "n=1..3", "colours=2", "--cubes"], "a range is not split"),
        (["schur", "n=3", "colours=2", "--until", "satisfiable"], "--until is for a parameter that is a range"),
        (["van-der-waerden", "n=5", "lengths=1..3"], "is no integer"),
        (["nothing", "n=1..3"], "no family"),
        (["schur", "n=1..3", "colours=0"], "colours"),
        (["schur", "n=5", "colours=2", "--cluster", "nowhere"], "is no address"),
    ],
)
def test_what_cannot_be_meant_is_said(tmp_path, words, says):
    done = workbench("solve", *words, cwd=tmp_path)
    assert done.returncode == 2 and says in done.stderr and "Traceback" not in done.stderr


def test_a_range_grows_until_the_answer_changes_and_leaves_folders(tmp_path):
    words = ["solve", "schur", "n=11..", "colours=3", "--until", "unsatisfiable"]
    done = workbench(*words, "--keep", "steps", "--format", "json", cwd=tmp_path)
    said = json.loads(done.stdout)
    assert done.returncode == 0 and said["answer"] == "unsatisfiable"
    growing = said["growing"]
    assert growing["reached"] and growing["parameter"] == "n"
    assert [step["answer"] for step in growing["steps"]] == ["satisfiable"] * 3 + ["unsatisfiable"]
    last = f"steps/n={growing['steps'][-1]['value']}"
    assert workbench("verify", "steps/n=11", last, cwd=tmp_path).returncode == 0


THIRD_PARTY = '''
from workbench.problems.cnf import CNF, Encoding
from workbench.problems.families.base import Parameter, WrongWitness

class Sumfree:
    """A set of so many numbers of 1..10 without x + y = z, which no test of Workbench names."""
    name = "three-apart"
    help = "choose numbers of 1..n, no two of them closer than three, four of them"
    parameters = (Parameter("top", "the numbers 1..top"),)
    claim = None
    encoder_version = 1
    def refuse(self, parameters): return None
    def describe(self, parameters, answer=None): return "Four numbers, three apart."
    def _clauses(self, n):
        at = lambda place, number: place * n + number
        yield from (tuple(at(p, i) for i in range(1, n + 1)) for p in range(4))
        yield from ((-at(p, i), -at(p + 1, j)) for p in range(3) for i in range(1, n + 1)
                    for j in range(1, n + 1) if j < i + 3)
        yield from ((-at(p, i), -at(p, j)) for p in range(4) for i in range(1, n + 1) for j in range(1, i))
    def encode(self, parameters):
        n = parameters["top"]
        plain = CNF(4 * n, tuple(self._clauses(n)))
        return Encoding(plain, plain.clauses, (), plain.variables)
    def recount(self, parameters): return list(self._clauses(parameters["top"]))
    def decode(self, parameters, model):
        n = parameters["top"]
        return {"numbers": [(x - 1) % n + 1 for x in model if x > 0]}
    def verify(self, parameters, witness):
        numbers = witness["numbers"]
        if len(numbers) != 4 or any(b - a < 3 for a, b in zip(numbers, numbers[1:])): raise WrongWitness("no")
FAMILY = Sumfree()
'''


def test_a_family_of_a_third_party_grows_too(tmp_path, monkeypatch):
    """Its clauses do not carry over from one step to the next, and its threshold stands nowhere."""
    (tmp_path / "apart.py").write_text(THIRD_PARTY)
    info = tmp_path / "apart-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: apart\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[workbench.families]\nthree-apart = apart:FAMILY\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    words = ["solve", "three-apart", "top=1..", "--until", "satisfiable", "--format", "json"]
    said = json.loads(workbench(*words, cwd=tmp_path).stdout)
    steps = said["growing"]["steps"]
    assert said["answer"] == "satisfiable" and len(steps) == steps[-1]["value"] == 10
