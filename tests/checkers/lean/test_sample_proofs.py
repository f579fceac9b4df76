"""The Lean half of the sample: it compiles, assumes nothing, means what it should, and turns its nodes green."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from workbench.checkers.lean.build import kept, steps
from workbench.checkers.lean.core import with_core
from workbench.checkers.lean.scan import refusal
from workbench.checkers.lean.toolchain import Toolchain
from workbench.dispatch.lean_project import open_project
from workbench.lean.modules import Modules, read_modules
from workbench.problems.cnf import CNF
from workbench.problems.families.schur.encode import encode

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "tests" / "lean" / "sample"

OPEN: frozenset[str] = frozenset()
"""Nodes whose declarations are stated and not proved."""


@pytest.fixture(scope="module")
def modules() -> Modules:
    return read_modules(ROOT, ["lean"])


@pytest.fixture(scope="module")
def checked(compiled_libraries: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample without its problems, a workspace where Lean was asked all there is to ask and all was accepted."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "blueprints" / "monochromatic", root / "blueprints" / "monochromatic")
    shutil.copytree(ROOT / "lean", root / "lean", ignore=shutil.ignore_patterns("core"))
    for chapter in (root / "blueprints").rglob("*.tex"):
        lines = chapter.read_text("utf-8").splitlines(keepends=True)
        chapter.write_text("".join(line for line in lines if r"\checkedby" not in line), "utf-8")
    settings = '[project]\nname = "m"\n\n[[blueprint]]\nmain = "blueprints/monochromatic/web.tex"\nlean = ["lean"]\n'
    (root / "workbench.toml").write_text(settings, "utf-8")
    workbench(root, "check")
    workbench(root, "accept", "--all")
    return root


@pytest.fixture(scope="module")
def said(checked: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Toolchain, dict[str, str]]:
    """The Lean that has the compiled sample on its path, and what it said of each of the sample's modules."""
    project, folder, messages = open_project(checked, ("lean",)), tmp_path_factory.mktemp("compiled"), {}
    setting = project.setting()
    for step in steps(project.modules, project.modules.in_order, setting.toolchain, setting.key):
        compiled = kept(step, project.compiled)
        assert compiled is not None, f"{step.module.name} did not compile"
        target = folder.joinpath(*step.module.name.split(".")).with_suffix(".olean")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(compiled.olean)
        messages[step.module.name] = "\n".join(message.text for message in compiled.messages)
    lean = with_core()
    return lean.with_path(folder, *lean.search_path), messages


@pytest.fixture(scope="module")
def lean(said: tuple[Toolchain, dict[str, str]]) -> Toolchain:
    return said[0]


def run(lean: Toolchain, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ.get("PATH", ""), **lean.variables()}
    return subprocess.run(
        lean.argv(arguments), capture_output=True, text=True, timeout=120, env=environment, stdin=subprocess.DEVNULL
    )


def workbench(root: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "workbench.cli.main", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_module_compiles_and_only_what_is_open_is_left(said: tuple[Toolchain, dict[str, str]]) -> None:
    for name, message in said[1].items():
        rest = [line for line in message.splitlines() if not re.search(r"declaration uses `sorry`", line)]
        assert not rest, f"{name}: {message}"
    assert sum("sorry" in message for message in said[1].values()) == len(OPEN)


def test_every_module_may_be_given_to_lean_and_begins_with_what_it_is(modules: Modules) -> None:
    for module in modules.by_name.values():
        assert refusal(module, modules) is None
        assert module.path.read_text("utf-8").startswith("/-\n"), module.file


def test_one_module_imports_all(modules: Modules) -> None:
    assert set(modules.closure(["Monochromatic"])) == set(modules.by_name)


def test_every_definition_says_what_it_is(modules: Modules) -> None:
    for module in modules.by_name.values():
        lines = module.path.read_text("utf-8").splitlines()
        for before, line in pairwise(lines):
            if re.match(r"(noncomputable )?(def|abbrev|structure|inductive|class) ", line):
                assert before.endswith("-/"), f"{module.file}: {line}"


def test_the_definitions_say_of_small_cases_what_they_should(lean: Toolchain) -> None:
    done = run(lean, str(SAMPLES / "Meaning.lean"))
    assert (done.returncode, done.stdout) == (0, "")


WRONG = {
    "another Schur number": "example : IsSchurNumber 2 5 := schur_two",
    "another number of colours": "example : IsSchurNumber 3 4 := schur_two",
    "a set that is not sum-free": "example : SumFree (fun x => x ≤ 2) := fun ⟨_, _, _, h⟩ => nomatch h",
    "one class too few": """example : ∃ c : Colouring (Interval 5) 2, IsSchurColouring c :=
  ⟨_, isSchurColouring_of (f := fun x => if x = 1 ∨ x = 4 then 0 else 1) (by decide)⟩""",
    "two colours, with 2 + 2 = 4 left out": """example : ∀ c1 c2 c3 c4 : Fin 2, ¬(c1 = c2 ∧ c1 = c2) →
    ¬(c1 = c4 ∧ c3 = c4) → ¬(c1 = c3 ∧ c2 = c3) → c4 = c1 ∧ c3 = c2 ∧ c1 ≠ c2 := by decide""",
    "the powers of three, from k = 0": "example : ∃ c : Colouring (Interval 1) 0, IsSchurColouring c :="
    " exists_isSchurColouring 0 (by decide)",
    "a sign turned": "example : schurFormula 2 1 = [[⟨true, 1⟩], [⟨true, 2⟩], [⟨false, 1⟩, ⟨true, 2⟩]] := rfl",
    "a clause left out": "example : schurFormula 2 1 = [[⟨true, 1⟩], [⟨false, 1⟩, ⟨false, 2⟩]] := rfl",
    "the formula of other colours": "example (n : Nat) : (∃ v, Satisfies v (schurFormula n 2)) ↔"
    " ∃ c : Colouring (Interval n) 3, IsSchurColouring c := schurFormula_correct n 2",
    "a colour fixed too many": "example : fixedColours 2 2 = [[⟨false, 1⟩], [⟨true, 2⟩]] := rfl",
    "no triple": "example : pythagoreanTriples.mem (triple 3 4 6) :="
    " ⟨3, 4, 6, by decide, by decide, by decide, by decide, rfl⟩",
    "a triple with zero": "example : pythagoreanTriples.mem (triple 0 4 4) :="
    " ⟨0, 4, 4, by decide, by decide, by decide, by decide, rfl⟩",
    "Euclid with m = n": "example : pythagoreanTriples.mem (triple (2 ^ 2 - 2 ^ 2) (2 * 2 * 2) (2 ^ 2 + 2 ^ 2)) :="
    " pythagorean_euclid (by decide) (by decide)",
    "three in place of five, for the hypotenuse": "example : ∀ a, a < 3 → ∀ b, b < 3 → ∀ c, c < 3 →"
    " (a * a + b * b) % 3 = c * c % 3 → c = 0 := by decide",
    "a progression that stands still": "example : IsProgression 1 (fun x => x = 3) :="
    " ⟨by decide, 3, 0, by decide, by decide, fun x => ⟨fun h => ⟨0, by decide, h⟩, fun ⟨i, _, e⟩ => e⟩⟩",
    "W(2, 4) = 8": "example : IsVanDerWaerdenNumber (pair 2 4) 8 := (van_der_waerden_two 4 (by decide)).1 rfl",
    "W(2, 3) = 5": "example : IsVanDerWaerdenNumber (pair 2 3) 5 := (van_der_waerden_two 3 (by decide)).2 rfl",
    "R(2, 3) = 4": "example : IsRamseyNumber 2 3 4 := ramsey_two 3 (by decide)",
    "three of four": """example : ∀ b c d e : Fin 2,
    (b = c ∧ c = d) ∨ (b = c ∧ c = e) ∨ (b = d ∧ d = e) ∨ (c = d ∧ d = e) := by decide""",
    "a vertex with two colours": """example : ∀ ax ay az xy xz yz : Fin 2, Mixed ax ay xy → Mixed ax az xz →
    Mixed ay az yz → ¬Mixed xy xz yz := by decide""",
    "R(3, 3) at most 5": "example : ∃ n, IsRamseyNumber 3 3 n ∧ n ≤ 5 :="
    " ramsey (s := 3) (t := 3) (by decide) (by decide)",
    "Greenwood and Gleason for odd numbers": "example (h : ¬∃ c : EdgeColouring 3 2, c.Good 2 3) :"
    " ¬∃ c : EdgeColouring 5 2, c.Good 3 3 := greenwood_gleason (p := 3) (q := 3) (by decide) (by decide)"
    " (by decide) h fun ⟨c, hc⟩ => h ⟨_, hc.exchange⟩",
    "Mycielski's graph with no colour more": "example (G : Graph Bool) (h : IsChromaticNumber G 2) :"
    " IsChromaticNumber G.mycielski 2 := mycielski_chromatic G h",
    "e less than two and a half": "example : ExceedsE 5 2 := exceedsE_three 2 (by decide)",
    "Schur's bound one too low": """example : ¬∃ c : Colouring (Interval 4) 2, IsSchurColouring c :=
  schur (by decide) (exceedsE_three 2 (by decide))""",
    "van der Waerden with no colours": "example : ∃ n, ∀ c : Colouring (Interval n) 0, ∃ P, IsProgression 1 P ∧"
    " c.IsMonochromatic P := van_der_waerden (by decide) (by decide)",
    "five vertices": "example : ¬∃ c : EdgeColouring 5 2, c.Good 3 3 := no_good_six",
    "a board that three divides": "example : ∃ c : Colouring (Board 9) 9, ∀ i, IsQueens 9 (c.cls i) :="
    " queens_tiling 9 (by decide)",
    "an even board": "example : ∃ c : Colouring (Board 8) 8, ∀ i, IsQueens 8 (c.cls i) := queens_tiling 8 (by decide)",
    "three pigeons, two in each hole": "example (c : Colouring (fun x => x < 3) 2) : ∃ (i : Fin 2) (r : Nat),"
    " HasCard (c.cls i) r ∧ 2 < r := pigeonhole c (hasCard_lt 3) (by decide)",
}


def test_what_is_not_so_is_refused(lean: Toolchain, tmp_path: Path) -> None:
    """Each in a place of its own, and an error in every place: a definition that says too little would let one by."""
    text, at = "import Monochromatic\nopen Monochromatic\n", {}
    for what, example in WRONG.items():
        at[what] = range(text.count("\n") + 1, text.count("\n") + 2 + example.count("\n"))
        text += example + "\n"
    (tmp_path / "Wrong.lean").write_text(text, "utf-8")
    done = run(lean, "--json", str(tmp_path / "Wrong.lean"))
    errors = [json.loads(line) for line in done.stdout.splitlines()]
    found = {entry["pos"]["line"]: entry["data"] for entry in errors if entry["severity"] == "error"}
    assert [what for what, lines in at.items() if not found.keys() & set(lines)] == []
    assert not [data for data in found.values() if "nknown" in data], "the reason is a name, and not what is said"


def test_the_formulas_are_the_encoders_own(lean: Toolchain) -> None:
    """Byte by byte: the plain clauses in their order, and what the solver is given. The theorems are about Lean's
    formulas; this is the other half."""
    asked = [(n, k) for n in range(13) for k in range(1, 7)] + [(14, 3), (44, 4), (45, 4), (161, 5), (30, 1), (60, 2)]
    done = run(lean, "--run", str(SAMPLES / "Clauses.lean"), *(str(number) for pair in asked for number in pair))
    assert (done.returncode, done.stderr) == (0, "")
    ours = ""
    for n, k in asked:
        encoding = encode(n, k)
        ours += f"{n} {k}\n{dimacs(encoding.plain)}fixed\n{dimacs(encoding.solved)}"
    assert done.stdout == ours


def dimacs(formula: CNF) -> str:
    return "".join(" ".join(map(str, clause)) + " 0\n" for clause in formula.clauses)


def test_every_node_that_names_lean_alone_becomes_dark_green(checked: Path) -> None:
    """What Lean answers needs no other answer, down to the last definition."""
    report = json.loads(workbench(checked, "status", "--format", "json"))
    named = {answer["node"] for answer in report["answers"] if answer["kind"] == "lean"}
    dark = {node["node"] for node in report["nodes"] if node["status"] == "dark_green"}
    assert len(named) >= 40 and dark == named - OPEN
    assert all(answer["tier"] == "certificate" for answer in report["answers"] if answer["node"] in dark)


# The script that compiles the same files with an official Lean.

SCRIPT = ROOT / "tests" / "official_init.sh"


def official(tmp_path: Path, stand_in: str | None) -> subprocess.CompletedProcess[str]:
    """The script, where `lean` is the given shell script, or is not there."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("bash", "dirname", "mktemp", "rm", "find", "sort", "sed", "tsort", "mkdir"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    if stand_in is not None:
        (tools / "lean").write_text("#!/bin/bash\n" + stand_in, "utf-8")
        (tools / "lean").chmod(0o755)
    return subprocess.run([str(SCRIPT)], capture_output=True, text=True, timeout=120, env={"PATH": str(tools)})


def embedded_as_a_command(lean: Toolchain) -> str:
    """A `lean` that is the embedded one, with its core behind whatever path is set."""
    core = with_core().search_path[0]
    words = " ".join(f"'{word}'" for word in lean.command)
    return f'export LEAN_BACKTRACE=0 LEAN_PATH="${{LEAN_PATH:+$LEAN_PATH:}}{core}"\nexec {words} "$@"\n'


def test_without_an_official_lean_the_script_says_how_to_get_it(tmp_path: Path) -> None:
    done = official(tmp_path, None)
    assert done.returncode == 3
    assert "elan toolchain install" in done.stderr


def test_the_script_does_not_take_the_embedded_lean_for_an_official_one(lean: Toolchain, tmp_path: Path) -> None:
    done = official(tmp_path, embedded_as_a_command(lean))
    assert done.returncode == 4
    assert "not an official one" in done.stderr


PRETENDS = """
case "$1" in
  --print-prefix) echo PREFIX; exit ;;
  --version) echo "Lean, a stand-in"; exit ;;
  */whole.lean) exit 0 ;;
  */own.lean) exit 1 ;;
esac
[ "$1 $2 $3" = "-R lean -o" ] || exit 2
while read -r word module; do
  [ "$word" != import ] || [ -f "$LEAN_PATH/${module//.//}.olean" ] || { echo "unknown module $module"; exit 1; }
done <"$5"
case "$5" in *FAILS.lean) echo "it does not compile"; exit 1 ;; esac
: >"$4"
"""
"""Passes for an official Lean, and asks of a file that what it imports was there before it."""


@pytest.mark.parametrize("fails", ["", "Monochromatic/Ramsey"])
def test_the_script_goes_through_every_file_in_order(fails: str, modules: Modules, tmp_path: Path) -> None:
    prefix = tmp_path / "prefix"
    (prefix / "lib" / "lean").mkdir(parents=True)
    (prefix / "lib" / "lean" / "Init.olean").touch()
    done = official(tmp_path, PRETENDS.replace("PREFIX", str(prefix)).replace("FAILS", fails or "/"))
    compiled = done.stdout.count("compiles: lean/")
    if fails:
        rest = [name for name in modules.by_name if fails.replace("/", ".") not in modules.closure([name])]
        assert (done.returncode, compiled) == (1, len(rest))
        assert f"does not compile: lean/{fails}.lean" in done.stderr and "it does not compile" in done.stderr
    else:
        assert (done.returncode, done.stderr, compiled) == (0, "", len(modules.by_name))
