"""Lake projects, checked with the real embedded Lean behind a stand-in for `lake` and the layout of a toolchain.

Where WORKBENCH_REAL_LAKE is set (`make test-lake`), the same with the toolchain that elan has for the project.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lake_stand_in import TOOLCHAIN, install

from workbench.checkers.lean.lake import LakeProject, find_project
from workbench.dispatch.lake import find_toolchain
from workbench.dispatch.lean import ABSENT, ACCEPTED, FAILED, REJECTED, STATED, UNKNOWN, Outcome, check_declarations
from workbench.dispatch.lean_project import LeanProject, find_lean
from workbench.errors import BadInput, MissingTool
from workbench.evidence.record import Limits, Tier
from workbench.problems.declaration import DEFINITION, THEOREM, Declaration

REAL = os.environ.get("WORKBENCH_REAL_LAKE", "")
"""The toolchain to use in place of the stand-in, such as `leanprover/lean4:v4.28.0`."""
stand_in_only = pytest.mark.skipif(bool(REAL), reason="about the stand-in")


@pytest.fixture(scope="session")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(tmp_path_factory.mktemp("toolchain") / "lean")


@pytest.fixture
def use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Put a toolchain on PATH, and elan out of sight."""

    def put(prefix: Path) -> None:
        monkeypatch.setenv("PATH", f"{prefix / 'bin'}:{os.environ['PATH']}")
        monkeypatch.setenv("ELAN_HOME", str(tmp_path / "no-elan"))

    return put


@pytest.fixture
def project(tmp_path: Path, prefix: Path, use: Callable[[Path], None]) -> Project:
    if not REAL:
        use(prefix)
    return Project(tmp_path / "project")


class Project:
    """A lake project, and what is found in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.said: list[str] = []
        self.write("lean-toolchain", (REAL or TOOLCHAIN) + "\n")
        self.write("lakefile.toml", 'name = "p"\ndefaultTargets = ["P"]\n[[lean_lib]]\nname = "P"\n')

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def dependency(self, name: str, text: str, *, compiled: bool, **entry: object) -> Path:
        """A package with one module, in `.lake/packages` and in the manifest."""
        folder = self.root / ".lake" / "packages" / name.lower()
        for file, content in {
            f"{name}.lean": text,
            "lakefile.toml": f'name = "{name.lower()}"\ndefaultTargets = ["{name}"]\n[[lean_lib]]\nname = "{name}"\n',
            "lean-toolchain": REAL or TOOLCHAIN,
        }.items():
            self.write(str(folder.relative_to(self.root) / file), content)
        what = {"name": name.lower(), "type": "git", "url": "https://example.org", "rev": "a" * 40, "inherited": False}
        manifest = {"version": "1.1.0", "packagesDir": ".lake/packages", "packages": [{**what, **entry}]}
        self.write("lake-manifest.json", json.dumps({**manifest, "name": "p", "lakeDir": ".lake"}))
        if compiled:
            subprocess.run([find_toolchain(self.lake) / "bin" / "lake", "build", name], cwd=folder, check=True)
        return folder

    @property
    def lake(self) -> LakeProject:
        found = find_project(self.root)
        assert found is not None
        return found

    @property
    def opened(self) -> LeanProject:
        found = find_lean(self.root, ())
        assert found is not None
        return found

    def ask(self, *names: str, limits: Limits = Limits(60, 3000), wants: str = THEOREM) -> list[Outcome]:  # noqa: B008
        opened, self.said = self.opened, []
        asked = [Declaration(name, wants) for name in names]
        setting = opened.setting(self.said.append)
        found = check_declarations(
            opened.modules, asked, limits, store=self.root / "store", setting=setting, on_progress=self.said.append
        )
        return [found[one] for one in asked]


def test_a_theorem_of_a_lake_project_is_accepted(project: Project) -> None:
    project.write("P.lean", "import P.A\ntheorem top : P.a = 1 := rfl\n")
    project.write("P/A.lean", "def P.a : Nat := 1\n")
    (outcome,) = project.ask("top")
    assert (outcome.outcome, project.said[-1]) == (ACCEPTED, "auditing 1 declaration"), outcome.reason
    assert f"toolchain:{REAL or TOOLCHAIN}" in outcome.rests_on
    assert "P.a = 1" in outcome.states
    assert outcome.fact is not None and outcome.fact.replayed
    if not REAL:
        assert outcome.tier is Tier.CERTIFICATE
        assert outcome.rests_on == ("own core", f"toolchain:{TOOLCHAIN}", "not replayed")
        assert "a theorem in P.lean, accepted and replayed by the kernel of Lean 4.35.0" in outcome.reason
    (definition,) = project.ask("P.a", wants=DEFINITION)
    assert definition.outcome == ACCEPTED
    assert not [line for line in project.said if line.startswith("compiling")], "kept from the run before"


def test_sorry_axioms_and_what_is_not_there(project: Project) -> None:
    project.write(
        "P.lean",
        "theorem open_ : 1 = 2 := sorry\naxiom ax : 1 = 2\ntheorem rests : 1 = 2 := ax\ntheorem good : 1 = 1 := rfl\n",
    )
    open_, rests, axiom, absent, good = project.ask("open_", "rests", "ax", "nowhere", "good")
    assert (open_.outcome, open_.reason) == (STATED, "open_ (P.lean) uses sorry")
    assert rests.outcome == REJECTED and "rests on the axiom ax" in rests.reason
    assert axiom.outcome == REJECTED and "it is an axiom" in axiom.reason
    assert absent.outcome == ABSENT
    assert good.outcome == ACCEPTED


def test_an_error_names_the_file_and_the_line_and_spares_what_is_apart(project: Project) -> None:
    project.write("lakefile.toml", 'name = "p"\n[[lean_lib]]\nname = "P"\n[[lean_lib]]\nname = "Q"\nsrcDir = "more"\n')
    project.write("P.lean", "theorem p : 1 = 1 := rfl\n")
    project.write("more/Q.lean", "\n\ntheorem q : 1 = 2 := rfl\n")
    p, q = project.ask("p", "q")
    assert p.outcome == ACCEPTED
    assert q.outcome == FAILED and q.reason.startswith("more/Q.lean:3:")
    assert q.messages[0].severity == "error"


def test_macros_of_the_project_are_no_reason_to_refuse_it(project: Project) -> None:
    project.write("P.lean", 'macro "trivially" : tactic => `(tactic| rfl)\ntheorem p : 2 + 2 = 4 := by trivially\n')
    (outcome,) = project.ask("p")
    assert outcome.outcome == ACCEPTED, outcome.reason


def test_options_of_the_lakefile_are_in_force(project: Project) -> None:
    project.write("P.lean", "theorem p (h : x = 1) : x = 1 := h\n")
    (without,) = project.ask("p")
    text = 'name = "p"\n[leanOptions]\nautoImplicit = false\n[[lean_lib]]\nname = "P"\n'
    project.write("lakefile.toml", text)
    (with_option,) = project.ask("p")
    assert (without.outcome, with_option.outcome) == (ACCEPTED, FAILED), (without.reason, with_option.reason)


def test_what_a_dependency_says_is_used_and_never_compiled(project: Project) -> None:
    project.dependency("Dep", "theorem dep : 1 + 1 = 2 := rfl\naxiom wrong : 1 = 2\n", compiled=True)
    project.write("P.lean", "import Dep\ntheorem p : 1 + 1 = 2 := dep\ntheorem q : 1 = 2 := wrong\n")
    p, q, dep = project.ask("p", "q", "dep")
    assert p.outcome == ACCEPTED, p.reason
    assert "dependency:dep" in p.rests_on
    assert q.outcome == REJECTED and "rests on the axiom wrong" in q.reason and "(in Dep)" in q.reason
    assert dep.outcome == ACCEPTED and "a theorem in Dep" in dep.reason
    assert [line for line in project.said if line.startswith("compiling")] == ["compiling P.lean"]


def test_sorry_in_a_dependency_is_seen(project: Project) -> None:
    project.dependency("Dep", "theorem one : 1 = 2 := sorry\ntheorem two : 1 = 2 := one\n", compiled=True)
    project.write("P.lean", "import Dep\ntheorem p : 1 = 2 := two\ntheorem q : 1 = 1 := rfl\n")
    p, q = project.ask("p", "q")
    assert (p.outcome, q.outcome) == (STATED, ACCEPTED), (p.reason, q.reason)


def test_a_dependency_that_is_not_compiled_is_a_sentence(project: Project) -> None:
    project.write("P.lean", "\nimport Dep\ntheorem p : 1 + 1 = 2 := dep\n")
    project.dependency("Dep", "theorem dep : 1 + 1 = 2 := rfl\n", compiled=False)
    with pytest.raises(
        MissingTool, match=r"P\.lean:2: P imports Dep, which is not compiled; run `lake build Dep` here"
    ):
        project.ask("p")
    project.write("P.lean", "import Mathlib.Logic.Basic\n")
    project.dependency("Mathlib", "", compiled=False)
    with pytest.raises(MissingTool, match="run `lake exe cache get` here"):
        project.ask("p")


def test_an_import_that_nobody_has(project: Project) -> None:
    project.write("P.lean", "import Q\n")
    with pytest.raises(MissingTool, match="P imports Q, which is not compiled; correct the import, or add the package"):
        project.ask("p")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("set_option debug.skipKernelTC true\ntheorem p : 1 = 2 := by decide +kernel\n", "the kernel refuses"),
        ("axiom propext : 1 = 2\ntheorem p : 1 = 2 := propext\n", ""),
        ("namespace P\naxiom propext : 1 = 2\ntheorem p : 1 = 2 := propext\nend P\nexport P (p)\n", "no Lean module"),
        ("namespace Q\ntheorem p : 1 = 2 := sorry\nend Q\ntheorem p : 1 = 2 := Q.p\n", "uses sorry"),
        ("instance : OfNat Nat 2 := ⟨1⟩\ntheorem p : 1 = 2 := rfl\n", "accepted"),
        ("opaque p : Nat\n", "it is an opaque constant"),
        ("unsafe def p : Nat := 1\n", "it is unsafe"),
        ("def p : Nat := 1\n", "it is a def, and the node asks for a theorem"),
        ("def Lean.reduceBool (b : Bool) : Bool := b\ntheorem p : 1 = 1 := rfl\n", ""),
    ],
)
def test_what_no_lake_project_turns_green_by(project: Project, source: str, why: str) -> None:
    project.write("P.lean", source)
    (outcome,) = project.ask("p")
    if why == "accepted":  # it is true, and reads so that a person sees what it says
        assert outcome.outcome == ACCEPTED and "inst" in outcome.states
        return
    assert outcome.outcome != ACCEPTED, outcome
    assert why in outcome.reason, outcome.reason


def test_what_a_theorem_rests_on_may_be_opaque_and_is_shown(project: Project) -> None:
    project.write("P.lean", "opaque hidden : Nat := 7\ntheorem p : hidden = hidden := rfl\n")
    (outcome,) = project.ask("p")
    assert outcome.outcome == ACCEPTED, outcome.reason
    assert "rests on opaque hidden" in outcome.states
    project.write("P.lean", "opaque hidden : Nat := 8\ntheorem p : hidden = hidden := rfl\n")
    assert project.ask("p")[0].states != outcome.states


@stand_in_only
def test_a_compiled_module_of_the_project_itself_is_not_believed(project: Project) -> None:
    project.write("P.lean", "theorem p : 1 = 1 := rfl\n")
    project.write("P/A.lean", "axiom no : 1 = 2\ntheorem x : 1 = 2 := no\n")
    lake = find_toolchain(project.lake) / "bin" / "lake"
    subprocess.run([lake, "build", "P", "P.A"], cwd=project.root, check=True)
    project.write("P.lean", "import P.A\ntheorem p : 1 = 2 := x\n")
    project.write("P/A.lean", "theorem x : 1 = 1 := rfl\n")
    (outcome,) = project.ask("p")
    assert outcome.outcome == FAILED, "the source of today says otherwise than what was compiled yesterday"


@stand_in_only
def test_a_dependency_may_not_stand_in_for_the_library(project: Project) -> None:
    project.write("P.lean", "theorem p : 1 = 1 := rfl\n")
    folder = project.dependency("Dep", "", compiled=True)
    (folder / ".lake/build/lib/lean/Init.olean").write_bytes(b"x")
    with pytest.raises(BadInput, match=r"Init\.olean would stand in the place of the toolchain's own"):
        project.ask("p")


@stand_in_only
def test_replayed_by_leanchecker(tmp_path: Path, use: Callable[[Path], None]) -> None:
    use(install(tmp_path / "lean", leanchecker="passes"))
    project = Project(tmp_path / "project")
    project.write("P.lean", "theorem p : 1 = 1 := rfl\n")
    (outcome,) = project.ask("p")
    assert outcome.outcome == ACCEPTED
    assert "replaying P.lean" in project.said
    assert (outcome.tier, outcome.rests_on) == (Tier.CERTIFICATE, ("own core", f"toolchain:{TOOLCHAIN}"))
    project.ask("p")
    assert "replaying P.lean" not in project.said


@stand_in_only
def test_what_leanchecker_refuses_is_not_accepted(tmp_path: Path, use: Callable[[Path], None]) -> None:
    use(install(tmp_path / "lean", leanchecker="refuses"))
    project = Project(tmp_path / "project")
    project.write("P.lean", "import P.A\ntheorem p : 1 = 1 := rfl\n")
    project.write("P/A.lean", "theorem a : 1 = 1 := rfl\n")
    (outcome,) = project.ask("p")
    assert outcome.outcome == FAILED
    assert "the toolchain's kernel refuses it: leanchecker found a problem in P" in outcome.reason


def test_a_time_limit(project: Project) -> None:
    slow = "theorem p : (List.range 3000000).length = 3000000 := by decide +kernel\n"
    project.write("P.lean", f"import P.A\n{slow}")
    project.write("P/A.lean", "theorem a : 1 = 1 := rfl\n")
    (outcome,) = project.ask("p", limits=Limits(3, 3000))
    assert outcome.outcome in (UNKNOWN, FAILED)
    assert (project.root / "store").is_dir(), "what finished is kept"
    (a,) = project.ask("a", limits=Limits(20, 3000))
    assert a.outcome == ACCEPTED
    assert "compiling P/A.lean" not in project.said


def test_a_missing_toolchain_is_a_sentence(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    project.write("P.lean", "theorem p : 1 = 1 := rfl\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("ELAN_HOME", str(tmp_path))
    with pytest.raises(MissingTool, match=r"its toolchain \S+ is not installed; .*run `elan toolchain install"):
        project.ask("p")
    (project.root / "P").mkdir()
    found = find_lean(project.root, ("P",))
    assert found is not None and found.lake is None, "with Lean folders of its own it falls back on the embedded Lean"


@stand_in_only
def test_a_toolchain_of_another_version_and_one_that_is_too_old(project: Project) -> None:
    project.write("P.lean", "theorem p : 1 = 1 := rfl\n")
    project.write("lean-toolchain", "leanprover/lean4:v4.28.0")
    with pytest.raises(
        MissingTool, match=r"toolchain is leanprover/lean4:v4.28.0, and the Lean that was found is 4.35.0"
    ):
        project.ask("p")


@stand_in_only
def test_elans_toolchains_are_found_by_their_names(
    tmp_path: Path, prefix: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elan = tmp_path / "elan"
    (elan / "toolchains").mkdir(parents=True)
    shutil.copytree(prefix, elan / "toolchains" / "leanprover--lean4---v4.35.0")
    monkeypatch.setenv("ELAN_HOME", str(elan))
    project = Project(tmp_path / "project")
    project.write("P.lean", "theorem p : 1 = 1 := rfl\n")
    for text in ("leanprover/lean4:v4.35.0", "v4.35.0", "4.35.0"):
        project.write("lean-toolchain", text)
        assert find_toolchain(project.lake).name == "leanprover--lean4---v4.35.0"
    (outcome,) = project.ask("p")
    assert outcome.outcome == ACCEPTED


@stand_in_only
def test_a_lakefile_that_lies_of_the_search_path_gains_nothing(project: Project, prefix: Path) -> None:
    project.dependency("Dep", "theorem dep : 1 = 1 := rfl\n", compiled=True)
    (project.root / "lakefile.toml").unlink()
    forged = project.root / "forged"
    forged.mkdir()
    for lie in (f"print({str(forged)!r}); sys.exit()", "sys.exit('error: no')", "print(); sys.exit()", "sys.exit()"):
        project.write("lakefile.lean", f'package p\n-- stand-in: {lie}\nrequire dep from git "x"\nlean_lib P\n')
        project.write("P.lean", "import Dep\ntheorem p : 1 = 1 := dep\n")
        if "forged" in lie:
            with pytest.raises(MissingTool, match="P imports Dep, which is not compiled"):
                project.ask("p")
        else:
            assert project.ask("p")[0].outcome == ACCEPTED, "where Lake says nothing, Lake's own places count"


@stand_in_only
def test_the_lakefile_runs_behind_the_wall(project: Project, tmp_path: Path) -> None:
    project.dependency("Dep", "theorem dep : 1 = 1 := rfl\n", compiled=True)
    (project.root / "lakefile.toml").unlink()
    project.write("P.lean", "theorem p : 1 = 1 := rfl\n")
    mark = tmp_path / "project" / ".lake" / "mark"
    project.write("lakefile.lean", f"package p\n-- stand-in: open({str(mark)!r}, 'w')\nlean_lib P\n")
    project.ask("p")
    from workbench.dispatch.sandbox import isolation

    assert mark.exists() != isolation().in_force


def test_a_lakefile_in_lean(project: Project) -> None:
    (project.root / "lakefile.toml").unlink()
    project.write(
        "lakefile.lean",
        "import Lake\nopen Lake DSL\npackage «p» where\n  leanOptions := #[⟨`autoImplicit, false⟩]\n"
        '@[default_target]\nlean_lib «P» where\n  srcDir := "src"\n  globs := #[.andSubmodules `P]\n',
    )
    project.write("src/P.lean", "theorem p : 1 = 1 := rfl\n")
    project.write("src/P/Apart.lean", "theorem apart : 1 = 1 := rfl\n")
    p, apart = project.ask("p", "apart")
    assert (p.outcome, apart.outcome) == (ACCEPTED, ACCEPTED)
    assert "src/P/Apart.lean" in apart.reason
