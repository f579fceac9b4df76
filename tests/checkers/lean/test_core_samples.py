"""The core library of the embedded Lean: ordinary files compile with it, wrong ones do not; it assumes three axioms."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from workbench.checkers.lean.core import core_library, with_core
from workbench.checkers.lean.toolchain import Toolchain
from workbench.lean.lexer import code

SAMPLES = Path(__file__).resolve().parents[2] / "lean" / "core_samples"
GOOD = sorted(SAMPLES.glob("*.lean"))
WRONG = sorted((SAMPLES / "wrong").glob("*.lean"))

AXIOMS = ["Classical.choice", "Quot.sound", "propext"]
REQUIRED = {"sorryAx"}
"""What Lean's elaborator insists on; a verdict that rests on it is refused by the audit."""


@pytest.fixture(scope="module")
def lean(compiled_libraries: None) -> Toolchain:
    return with_core()


def run(lean: Toolchain, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ.get("PATH", ""), **lean.variables()}
    return subprocess.run(
        lean.argv(arguments), capture_output=True, text=True, timeout=120, env=environment, stdin=subprocess.DEVNULL
    )


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_an_ordinary_file_compiles(lean: Toolchain, path: Path) -> None:
    answer = run(lean, str(path))
    assert answer.returncode == 0, answer.stdout
    assert "error" not in answer.stdout and "sorry" not in answer.stdout, answer.stdout


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_wrong_file_is_refused_for_its_reason(lean: Toolchain, path: Path) -> None:
    expected = path.read_text("utf-8").splitlines()[0].removeprefix("-- expect: ")
    answer = run(lean, str(path))
    assert answer.returncode == 1, answer.stdout
    assert expected in answer.stdout
    assert "Unknown constant" not in answer.stdout, "the core lacks something that Lean looks up"


def test_a_program_runs(lean: Toolchain) -> None:
    answer = run(lean, "--run", str(SAMPLES / "Program.lean"), "one", "two")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines() == [
        "sum 7 big (some 20) args 2",
        "error 7 is odd",
        "counter 6",
        "caught",
        '#[25, 36, 49] 3 36 none "x\\"y\\n"',
    ]


def test_a_proof_of_the_core_is_known_to_rest_on_it(lean: Toolchain, tmp_path: Path) -> None:
    probe = tmp_path / "Probe.lean"
    probe.write_text("example : Workbench.ownCore = true := rfl\n", "utf-8")
    assert run(lean, str(probe)).returncode == 0


def test_what_the_lemmas_of_the_core_assume(lean: Toolchain, tmp_path: Path) -> None:
    names = [
        "Nat.div_eq",
        "Nat.gcd_rec",
        "Nat.eq_of_testBit_eq",
        "List.mem_filter",
        "Classical.em",
        "WellFounded.fix_eq",
    ]
    probe = tmp_path / "Probe.lean"
    probe.write_text("".join(f"#print axioms {name}\n" for name in names), "utf-8")
    answer = run(lean, str(probe))
    assert answer.returncode == 0
    named = set(re.findall(r"[\w.]+", " ".join(re.findall(r"axioms: \[(.*?)\]", answer.stdout, re.DOTALL))))
    assert named <= set(AXIOMS)


def sources() -> list[Path]:
    return sorted(core_library().sources.rglob("*.lean"))


def declared(path: Path) -> list[tuple[bool, str]]:
    """(unsafe, name) of every axiom that a file declares."""
    found = re.findall(r"(\bunsafe\s+)?\baxiom\s+([\w.«»?!']+)", code(path.read_text("utf-8")))
    return [(bool(unsafe), name) for unsafe, name in found]


def test_the_core_assumes_exactly_three_axioms() -> None:
    safe = sorted(name for path in sources() for unsafe, name in declared(path) if not unsafe)
    assert [name for name in safe if name not in REQUIRED] == AXIOMS
    assert len(safe) == len(AXIOMS) + len(REQUIRED)


def test_an_unsafe_axiom_is_a_mark_of_the_compiler_alone() -> None:
    unsafe = {name for path in sources() for is_unsafe, name in declared(path) if is_unsafe}
    assert unsafe == {
        *("lcErased", "lcAny", "lcVoid", "lcProof", "lcCast", "lcUnreachable"),
        *("isScalarObj", "Quot.lcInv"),
    }


def test_the_core_leaves_nothing_unproved_and_switches_no_check_off() -> None:
    for path in sources():
        text = code(path.read_text("utf-8"))
        assert not re.search(r"\b(sorry|admit|native_decide)\b", text), path
        assert "debug." not in text and "skipKernelTC" not in text, path


def test_every_module_says_what_it_is() -> None:
    for path in sources():
        assert path.read_text("utf-8").startswith("/-\nInit"), path
