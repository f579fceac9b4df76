"""Lean declarations against the real embedded Lean: what is accepted, what is not, and why."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from workbench.checkers.lean import audit, build
from workbench.checkers.lean.core import ensure_program, with_core
from workbench.checkers.lean.facts import Facts
from workbench.dispatch import lean
from workbench.dispatch.lean import ABSENT, ACCEPTED, FAILED, REJECTED, STATED, UNKNOWN, Outcome, check_declarations
from workbench.dispatch.sandbox import Access, run
from workbench.evidence.record import Limits, Tier
from workbench.lean.modules import read_modules
from workbench.problems.declaration import DEFINITION, THEOREM, Declaration


class Project:
    """A folder of Lean modules, and what is found in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.said: list[str] = []

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.root / "lean" / f"{name}.lean"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def ask(self, *asked: Declaration | str, limits: Limits = Limits(60, 3000)) -> list[Outcome]:  # noqa: B008
        declarations = [Declaration(one, THEOREM) if isinstance(one, str) else one for one in asked]
        modules = read_modules(self.root, ["lean"])
        self.said = []
        found = check_declarations(
            modules, declarations, limits, store=self.root / "store", jobs=2, on_progress=self.said.append
        )
        return [found[one] for one in declarations]

    @property
    def compiled(self) -> set[str]:
        """The sources that Lean was run on in the last question."""
        return {line.removeprefix("compiling ") for line in self.said if line.startswith("compiling ")}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def whole(outcome: Outcome) -> str:
    """What a declaration says, to the last argument."""
    assert outcome.fact is not None
    return outcome.fact.whole


def definition(name: str) -> Declaration:
    return Declaration(name, DEFINITION)


MANY = """
namespace A
def double (n : Nat) : Nat := n + n
theorem double_zero : double 0 = 0 := rfl
theorem unproved (n : Nat) : double n = n + n := sorry
theorem upon_unproved (n : Nat) : double n = n + n := unproved n
def unfinished : Nat := sorry
theorem says_nothing : unfinished = unfinished := rfl
theorem sorry_inside : (sorry : Prop) → True := fun _ => trivial
structure Pair (α : Type u) where
  first : α
  second : α
class Marked (α : Type u) where
  mark : α
instance marked : Marked Nat := ⟨3⟩
inductive Tree where
  | leaf : Tree
  | node (left right : Tree) : Tree
def Tree.size : Tree → Nat
  | .leaf => 1
  | .node l r => l.size + r.size
theorem extensional {p q : Prop} (h : p ↔ q) : p = q := propext h
theorem classical (p : Prop) : p ∨ ¬p := Classical.em p
theorem sound {α : Type u} (f g : α → Nat) (h : ∀ x, f x = g x) : f = g := funext h
def proof_as_def : 1 = 1 := rfl
end A
"""


def test_one_module_of_many_kinds(project: Project) -> None:
    project.write({"A": MANY})
    expected = {
        "A.double_zero": ACCEPTED,
        "A.unproved": STATED,
        "A.upon_unproved": STATED,
        "A.says_nothing": REJECTED,
        "A.sorry_inside": REJECTED,
        "A.extensional": ACCEPTED,
        "A.classical": ACCEPTED,
        "A.sound": ACCEPTED,
        "A.proof_as_def": REJECTED,
        "A.double": REJECTED,
        "A.Pair.mk": REJECTED,
        "A.Tree.rec": REJECTED,
        "A.nowhere": ABSENT,
        "double": ABSENT,
        "a b.c": ABSENT,
        "x\n{": ABSENT,
    }
    found = dict(zip(expected, project.ask(*expected), strict=True))
    assert {name: outcome.outcome for name, outcome in found.items()} == expected
    best = found["A.double_zero"]
    assert (best.tier, best.rests_on) == (Tier.CERTIFICATE, ("own core", "toolchain:4.35.0"))
    assert best.fact is not None
    assert best.fact.replayed
    assert best.reason.startswith("a theorem in lean/A.lean, accepted and replayed by the kernel")
    assert found["A.extensional"].reason.endswith("axioms: propext")
    assert "Classical.choice, Quot.sound, propext" in found["A.classical"].reason
    assert "it is a def, and the node asks for a theorem" in found["A.double"].reason
    assert "rests on sorry" in found["A.says_nothing"].reason
    assert found["A.unproved"].states == found["A.upon_unproved"].states
    assert {message.kind for message in found["A.unproved"].messages} >= {"hasSorry"}


def test_definitions_of_every_kind(project: Project) -> None:
    project.write({"A": MANY})
    names = ["A.double", "A.Pair", "A.Marked", "A.marked", "A.Tree", "A.Tree.size", "A.unfinished", "A.double_zero"]
    found = project.ask(*map(definition, names))
    assert [one.outcome for one in found] == [ACCEPTED] * 6 + [STATED, REJECTED]
    assert found[4].states.splitlines()[:3] == [
        "inductive Type",
        "constructor leaf : A.Tree",
        "constructor node : A.Tree → A.Tree → A.Tree",
    ]


def test_the_certificate_says_what_was_found(project: Project) -> None:
    project.write({"A": "import B\ntheorem a : b = 1 := rfl", "B": "def b := 1", "C": "def c := 1"})
    (found,) = project.ask("a")
    assert found.certificate is not None
    record = json.loads(found.certificate)
    assert (record["name"], record["file"], record["replayed"], record["axioms"]) == ("a", "lean/A.lean", True, [])
    assert sorted(record["sources"]) == ["A", "B"]
    assert record["lean"]["told"] == audit.version()
    assert project.compiled == {"lean/A.lean", "lean/B.lean"}


def test_what_does_not_compile_says_where_and_fails_what_imports_it(project: Project) -> None:
    project.write(
        {
            "A": "theorem fine : 1 = 1 := rfl\n\ntheorem wrong : 1 = 2 := rfl\n",
            "B": "import A\ntheorem upon : 1 = 1 := fine\n",
            "C": "theorem apart : 1 = 1 := rfl\n",
        }
    )
    found = project.ask("wrong", "fine", "upon", "apart")
    assert [one.outcome for one in found] == [FAILED, FAILED, FAILED, ACCEPTED]
    assert found[0].reason.startswith("lean/A.lean:3:")
    assert found[0].messages[0].line == 3
    assert found[2].reason.startswith("it imports A: lean/A.lean:3:")


def test_where_nothing_compiles_nothing_is_audited(project: Project) -> None:
    project.write({"A": "theorem a : 1 = 2 := rfl\n", "B": "axiom b : False\n"})
    assert [one.outcome for one in project.ask("a", "b")] == [FAILED, FAILED]
    assert not any(line.startswith("auditing") for line in project.said)


def test_refused_words_fail_with_their_line(project: Project) -> None:
    project.write({"A": "theorem a : 1 = 1 := rfl\naxiom b : False\n"})
    (found,) = project.ask("a")
    assert (found.outcome, found.reason) == (FAILED, "lean/A.lean:2: `axiom` assumes what is to be proved")


def test_a_name_in_two_modules_means_nothing(project: Project) -> None:
    project.write(
        {
            "A": "theorem twice : 1 = 1 := rfl\ntheorem a : 1 = 1 := rfl",
            "B": "theorem twice : 2 = 2 := rfl\ntheorem b : 1 = 1 := rfl",
        }
    )
    found = project.ask("twice", "a", "b")
    assert [one.outcome for one in found] == [REJECTED, ACCEPTED, ACCEPTED]
    assert found[0].reason.startswith("twice is declared in lean/A.lean and lean/B.lean")


def test_the_file_may_be_pinned(project: Project) -> None:
    project.write({"A": "theorem a : 1 = 1 := rfl"})
    here, elsewhere = (Declaration("a", THEOREM, file) for file in ("lean/A.lean", "lean/B.lean"))
    found = project.ask(here, elsewhere)
    assert [one.outcome for one in found] == [ACCEPTED, REJECTED]
    assert found[1].reason == "a: it is declared in lean/A.lean, and lean/B.lean was asked"


def test_names_of_the_core_may_be_asked(project: Project) -> None:
    project.write({"A": ""})
    found = project.ask("Iff.rfl", definition("List"))
    assert [one.outcome for one in found] == [ACCEPTED, ACCEPTED]
    assert whole(found[0]) == "theorem : ∀ {a : Prop}, @Iff a a"
    assert found[0].states.startswith("theorem ∀ {a : Prop}, a ↔ a\nexactly ")


def test_a_changed_definition_changes_what_the_statement_says(project: Project) -> None:
    text = "def f (n : Nat) : Nat := n + {}\ntheorem a (n : Nat) : f n = f n := rfl\n"
    project.write({"A": text.format(1)})
    (first,) = project.ask("a")
    project.write({"A": text.format(2)})
    (second,) = project.ask("a")
    assert first.outcome == second.outcome == ACCEPTED
    assert first.states.splitlines()[0] == second.states.splitlines()[0]
    assert first.states != second.states
    project.write({"A": text.format(2).replace("rfl", "Eq.refl (f n)")})
    (third,) = project.ask("a")
    assert third.states == second.states


def test_notation_does_not_change_what_is_shown(project: Project) -> None:
    plain = "theorem a (n : Nat) : n = n + 0 := rfl\n"
    notation = 'local notation:50 n " ≤≤ " m => n = m + 0\ntheorem a (n : Nat) : n ≤≤ n := rfl\n'
    project.write({"A": plain})
    (first,) = project.ask("a")
    project.write({"A": notation})
    (second,) = project.ask("a")
    assert first.outcome == second.outcome == ACCEPTED
    assert first.states == second.states


def test_variables_and_constants_of_one_name_are_told_apart(project: Project) -> None:
    text = "theorem a (False : Prop) (h : False) : False := h\n"
    text += "theorem c (False : Prop) (_ : ¬False) : _root_.False → False := _root_.False.elim\n"
    project.write({"A": text})
    found = project.ask("a", "c")
    assert whole(found[0]) == "theorem : ∀ (False : Prop), False → False"
    assert whole(found[1]) == "theorem : ∀ (False✝0 : Prop), (@Not False✝0) → False → False✝0"


def test_what_did_not_change_is_not_compiled_again(project: Project) -> None:
    files = {"A": "def a := 1", "B": "import A\ntheorem b : a = 1 := rfl", "C": "theorem c : 1 = 1 := rfl"}
    project.write(files)
    project.ask("b", "c")
    assert project.compiled == {"lean/A.lean", "lean/B.lean", "lean/C.lean"}
    assert [one.outcome for one in project.ask("b", "c")] == [ACCEPTED, ACCEPTED]
    assert project.compiled == set()
    project.write({"A": "def a := 2"})
    assert [one.outcome for one in project.ask("b", "c")] == [FAILED, ACCEPTED]
    assert project.compiled == {"lean/A.lean", "lean/B.lean"}
    project.write(files)
    assert [one.outcome for one in project.ask("b", "c")] == [ACCEPTED, ACCEPTED]
    assert project.compiled == set()


def test_a_damaged_compiled_module_is_compiled_again(project: Project) -> None:
    project.write({"A": "theorem a : 1 = 1 := rfl"})
    project.ask("a")
    for olean in (project.root / "store").glob("*.olean"):
        olean.write_bytes(olean.read_bytes()[:-8])
    assert project.ask("a")[0].outcome == ACCEPTED
    assert project.compiled == {"lean/A.lean"}


def test_time_spent_is_no_answer(project: Project) -> None:
    far = "theorem slow (f : Nat → Nat) (h : ∀ n, f n = f (n + 1)) : f 0 = 1 := by\n  repeat (rw [h])\n"
    project.write({"A": far})
    (found,) = project.ask("slow", limits=Limits(2, 3000))
    assert (found.outcome, found.reason) == (UNKNOWN, "lean/A.lean: not finished in 2 s")


def test_nothing_is_told_of_what_was_cancelled(project: Project) -> None:
    project.write({"A": "theorem a : 1 = 1 := rfl"})
    cancel = threading.Event()
    cancel.set()
    modules = read_modules(project.root, ["lean"])
    asked = [Declaration("a", THEOREM)]
    assert check_declarations(modules, asked, Limits(), store=project.root / "store", cancel=cancel) == {}


def test_an_audit_that_was_cut_off_says_nothing(project: Project) -> None:
    # Two modules that declare one name are audited apart; the first of these audits is interrupted.
    project.write({"A": "theorem twice : 1 = 1 := rfl", "B": "theorem twice : 2 = 2 := rfl"})
    modules, asked = read_modules(project.root, ["lean"]), [Declaration("twice", THEOREM)]
    cancel, said = threading.Event(), []

    def interrupt(line: str) -> None:
        said.append(line)
        if sum(line.startswith("auditing") for line in said) == 2:
            cancel.set()

    store = project.root / "store"
    assert check_declarations(modules, asked, Limits(), store=store, cancel=cancel, on_progress=interrupt) == {}
    assert cancel.is_set()


def compiled(root: Path, files: Mapping[str, str], names: tuple[str, ...], store: Path) -> dict[str, build.Compiled]:
    """These modules, compiled without the words of a file being looked at."""
    project = Project(root)
    project.write(files)
    toolchain = with_core()
    modules = read_modules(root, ["lean"])
    found: dict[str, build.Compiled] = {}
    for step in build.steps(modules, names, toolchain, "test"):
        folder, view = root / f"run-{step.module.name}", root / f"view-{step.module.name}"
        folder.mkdir(parents=True)
        view.mkdir()
        build.lay_out(found.values(), view)
        argv = toolchain.argv(build.prepare(step, folder))
        access = Access(read=(view, *toolchain.search_path, *toolchain.reads))
        ended = run(argv, folder, Limits(), access=access, environment=toolchain.variables([view]))
        result = build.finish(step, folder, ended.exit, store)
        assert isinstance(result, build.Compiled), result
        found[step.module.name] = result
    return found


def audited(
    root: Path, modules: list[build.Compiled], *names: str, standalone: bool = False
) -> tuple[audit.Answer, str]:
    """The audit's answer about these compiled modules, and what Lean said at its end."""
    toolchain = with_core()
    program = toolchain.with_path(ensure_program(toolchain))
    folder, view = root / "audit", root / "audited"
    folder.mkdir(parents=True)
    build.lay_out(modules, view)
    own = [one.name for one in modules]
    path = (view, *toolchain.search_path)
    asked = audit.prepare(folder, names, own=own, base=["Init"], path=path, standalone=standalone)
    access = Access(read=(view, *toolchain.search_path, *program.search_path, *toolchain.reads))
    ended = run(program.argv(asked.arguments), folder, Limits(), access=access, environment=program.variables())
    return audit.finish(asked, ended.exit), audit.complaint(asked, ended.exit)


def test_the_kernel_looks_again_at_what_was_compiled(tmp_path: Path) -> None:
    """A module compiled against one definition is put beside another: its proof is of something else, and no axiom
    tells. Only the kernel's second look does."""
    store = tmp_path / "store"
    upon = "import D\ntheorem t : d = 1 := rfl"
    one = compiled(tmp_path / "one", {"D": "def d := 1", "T": upon}, ("T",), store)
    two = compiled(tmp_path / "two", {"D": "def d := 2"}, ("D",), store)
    answer, _ = audited(tmp_path / "sound", [one["D"], one["T"]], "t")
    assert answer.replayed
    answer, said = audited(tmp_path / "unsound", [two["D"], one["T"]], "t")
    fact = Facts(answer).of("t")
    assert fact is not None
    assert fact.axioms == ()
    assert not answer.replayed
    assert "t" in said


def test_the_program_runs_as_one_text(tmp_path: Path) -> None:
    """As an official Lean is given it, which has its own module `Lean`."""
    found = compiled(tmp_path, {"A": "theorem t (n : Nat) : n = n := rfl"}, ("A",), tmp_path / "store")
    (answer, _), (other, _) = (
        audited(tmp_path / str(standalone), [found["A"]], "t", standalone=standalone) for standalone in (True, False)
    )
    assert answer.replayed
    assert Facts(answer).of("t") == Facts(other).of("t")


def test_an_axiom_of_another_name_is_seen(tmp_path: Path) -> None:
    """Even where the words of the file are not looked at."""
    files = {
        "A": "axiom myChoice : False\ntheorem t : 1 = 2 := myChoice.elim\nopaque o : Nat\ntheorem u : o = o := rfl"
    }
    found = compiled(tmp_path, files, ("A",), tmp_path / "store")
    answer, _ = audited(tmp_path / "a", [found["A"]], "t", "u", "myChoice", "o")
    facts = Facts(answer)
    axiom = facts.of("t").axioms[0]  # type: ignore[union-attr]
    assert (axiom.name, axiom.own, axiom.type) == ("myChoice", True, "False")
    assert facts.of("u").doubtful == ("o",)  # type: ignore[union-attr]
    assert [facts.of(name).kind for name in ("myChoice", "o")] == ["axiom", "opaque"]  # type: ignore[union-attr]


def test_names_that_mean_something_to_the_kernel_are_reserved(tmp_path: Path) -> None:
    """A `Lean.reduceBool` of the author's would make the kernel run his code; it is not even replayed."""
    files = {"A": "namespace Lean\ndef reduceBool (b : Bool) : Bool := b\nend Lean\ntheorem t : 1 = 1 := rfl"}
    found = compiled(tmp_path, files, ("A",), tmp_path / "store")
    answer, _ = audited(tmp_path / "a", [found["A"]], "t")
    assert answer.reserved == ("Lean.reduceBool",)
    assert not answer.replayed


def test_a_compiled_module_that_is_none_is_no_answer(tmp_path: Path) -> None:
    found = compiled(tmp_path, {"A": "theorem t : 1 = 1 := rfl"}, ("A",), tmp_path / "store")
    olean = found["A"].olean
    olean.write_bytes(b"olean" + b"\0" * 500)
    with pytest.raises(audit.BrokenAnswer, match=r"incompatible header|failed to read"):
        audited(tmp_path / "a", [found["A"]], "t")


def test_letters_beyond_the_basic_plane(project: Project) -> None:
    project.write({"A": "theorem 𝓝.𝕜 (𝓕 : Prop) (h : 𝓕) : 𝓕 := h"})
    (found,) = project.ask("𝓝.𝕜")
    assert (found.outcome, whole(found)) == (ACCEPTED, "theorem : ∀ (𝓕 : Prop), 𝓕 → 𝓕")


def test_no_folder_stays_behind(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = project.root / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(lean.tempfile, "tempdir", str(temporary))
    project.write({"A": "theorem a : 1 = 1 := rfl"})
    project.ask("a")
    assert list(temporary.iterdir()) == []
    shutil.rmtree(temporary)


def test_what_a_sign_or_a_number_would_hide_is_seen(project: Project) -> None:
    text = "theorem fair : (2 : Nat) + 1 = 3 := rfl\n"
    text += "instance evil : OfNat Nat 2 := ⟨3⟩\ntheorem foul : (2 : Nat) = 3 := rfl\n"
    text += "theorem general {α : Type u} [Add α] (a b : α) : a + b = a + b := rfl\n"
    text += "theorem small : (2 : Fin 1) = 0 := rfl\n"
    project.write({"A": text})
    found = project.ask("fair", "foul", "general", "small")
    assert [one.outcome for one in found] == [ACCEPTED] * 4
    assert [one.states.splitlines()[0] for one in found] == [
        "theorem (2 + 1) = 3",
        "theorem OfNat.ofNat 2 evil = 3",
        "theorem ∀ {α : Type}, ∀ [inst : Add α], ∀ (a : α), ∀ (b : α), (a + b) = (a + b)",
        "theorem (2 : Fin 1) = (0 : Fin 1)",
    ]


def test_an_argument_that_nothing_else_tells_is_shown(project: Project) -> None:
    text = "def Small {n : Nat} (k : Nat) : Prop := n * k = 0\n"
    text += "theorem foul : @Small 0 45 := Nat.zero_mul 45\n"
    text += "def first {n : Nat} (i : Fin n) : Nat := i.val\n"
    text += "theorem fair (i : Fin 3) : first i = first i := rfl\n"
    project.write({"A": text})
    found = project.ask("foul", "fair")
    assert [one.outcome for one in found] == [ACCEPTED] * 2
    assert [one.states.splitlines()[0] for one in found] == [
        "theorem @Small 0 45",
        "theorem ∀ (i : Fin 3), first i = first i",
    ]


def test_an_instance_put_together_on_the_spot_is_shown(project: Project) -> None:
    text = "theorem foul : @HAdd.hAdd Nat Nat Nat ⟨fun _ _ => 45⟩ 22 22 = 45 := rfl\n"
    text += "theorem fair : (if 3 < 4 then 22 + 22 else 0) = 44 := rfl\n"
    project.write({"A": text})
    found = project.ask("foul", "fair")
    assert [one.outcome for one in found] == [ACCEPTED] * 2
    assert [one.states.splitlines()[0] for one in found] == [
        "theorem HAdd.hAdd (HAdd.mk (fun (x : Nat) => fun (x✝1 : Nat) => 45)) 22 22 = 45",
        "theorem ite (3 < 4) (22 + 22) 0 = 44",
    ]
