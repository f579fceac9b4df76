"""What an author's file may not hold: each refusal with its line and reason; the same words where they are no code."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.checkers.lean.scan import FORBIDDEN, fault, refusal
from workbench.lean.modules import read_modules

WORD_CASES = [
    ("axiom bad : False", "`axiom` assumes"),
    ("unsafe def x := 1", "`unsafe` is not what the kernel checks"),
    ("partial def x := x", "`partial`"),
    ("opaque x : Nat", "`opaque`"),
    ('@[extern "x"] def y := 1', "`extern`"),
    ("@[implemented_by x] def y := 1", "`implemented_by`"),
    ("theorem t : p := by native_decide", "`native_decide` trusts compiled code"),
    ("theorem t : p := by decide +native", "`+native` trusts"),
    ("theorem t : p := by decide (config := {native := true})", "trusts compiled code"),
    ("run_cmd foo", "`run_cmd` runs code"),
    ("#eval 1", "`#eval` runs code"),
    ('macro "x" : term => `(1)', "`macro` runs code"),
    ("local macro_rules | `(x) => `(1)", "`macro_rules`"),
    ('elab "x" : term => pure 1', "`elab`"),
    ('syntax "x" : term', "`syntax`"),
    ("initialize foo", "`initialize`"),
    ("def x := by_elab foo", "`by_elab`"),
    ("open Lean", "`Lean` reaches into Lean itself"),
    ("def x := Lean.reduceBool y", "`Lean` reaches"),
    ("def x := «Lean».reduceBool y", "reaches into Lean itself"),
    ("set_option debug.skipKernelTC true", "the option debug.skipKernelTC may not be set"),
    ("set_option compiler.extract_closed false in def x := 1", "the option compiler.extract_closed"),
    ("set_option\n  bootstrap.inductiveCheckResultingUniverse false", "the option bootstrap"),
    ("@[macro Foo] def x := 1", "`macro` runs code"),
    ("@[simp, tactic foo] def x := 1", "the attribute `tactic` may not be used"),
    ("attribute [local term_parser 1000] foo", "the attribute `term_parser`"),
    ("attribute [ init ] foo", "the attribute `init`"),
    ("@[export lean_nat_add] def x := 1", "the attribute `export`"),
    ("@[csimp] theorem x : a = b := rfl", "`csimp`"),
    ("prelude\nimport Init", "`prelude` takes the place"),
    ("module\nimport Init", "`module` splits"),
    ("def x := include_str \"/etc/passwd\"", "`include_str` reads files"),
    ("dbg_trace \"x\"", "`dbg_trace`"),
    ("def x := 1 /- open", "can be read in two ways: this comment is never ended"),
    ("def x := foo!\"{\" axiom bad : False -- \"", "can be read in two ways"),
    ("notation \"∑'\" x => f x", "neither quotes nor escapes nor signs of comments"),
    ("infixl:65 \" +-- \" => f", "neither quotes nor escapes nor signs of comments"),
    ("notation \"five/\" => 5", "may not end in `/`"),
    ("notation \"five-\" => 5", "may not end in `-`"),
    ("notation \"⊕<\" => 5", "may not end in `<`"),
    ("notation \"⊕r\" => 5", "may not end in `r`"),
    ("notation \"⊕x\" => 5", "may not end in `x`"),
    ("notation \"⊕x₁\" => 5", "could be read in two ways"),
    ("notation \"q\\x2f-\" => 5", "nor escapes"),
    ("def x := true ||-- \"\nfalse\naxiom bad : False -- \"", "can be read in two ways: a comment follows"),
    ("def f : Nat → Nat\n  |-- \"\n  _ => 0\naxiom bad : False -- \"", "can be read in two ways: a comment follows"),
    ("def x := 1 <<<-- \"\n 2\naxiom bad : False -- \"", "can be read in two ways: a comment follows"),
    ("#check'\"'\naxiom bad : False -- \"", "can be read"),
    ("def x : Bool := !'\"'\naxiom bad : False -- \"", "can be read"),
    ("#checkr\"\\\"\naxiom bad : False -- \"", "can be read"),
    ("def x := 5axiom bad : False", "`axiom` assumes"),
    ("def x := 0xaunsafe def y := 1", "`unsafe`"),
    ("def x := 5set_option debug.skipKernelTC true", "the option debug.skipKernelTC"),
    ("#evalx", "can be read as a command and a word behind it"),
    ("#whereaxiom bad : False", "can be read as a command and a word behind it"),
    ("def «a\nb» := 1", "a name goes over the end of its line"),
    ("def x := 1 -- \u202e evil", "U+202E"),
    ("def x := \"\u2066\"", "U+2066"),
    ("def x\u200b := 1", "U+200B"),
    ("def x := 1\x00", "U+0000"),
    ("def x := 1 -- a\rtheorem b : False := c", "U+000D"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), WORD_CASES)
def test_what_is_refused(text: str, why: str) -> None:
    found = fault("theorem fine : 1 = 1 := rfl\n" + text if not text.startswith(("prelude", "module")) else text)
    assert found is not None
    assert why in found[1]


ALLOWED = [
    "-- axiom unsafe #eval\n/- macro elab -/ /-- partial -/ theorem t : 1 = 1 := rfl",
    'def s := "axiom unsafe"',
    "def axioms' := 1\ndef my_axiom := 2\ndef partialSum := 3\ndef evaluate := 1",
    "@[simp] theorem t : 1 = 1 := rfl\n@[simp, reducible] def x := 1\nattribute [local instance] foo",
    "@[local simp ↓] theorem t : 1 = 1 := rfl\nattribute [-simp] t",
    "set_option maxHeartbeats 400000 in\nset_option pp.all true\nset_option autoImplicit false",
    'infix:50 " ≤ₛ " => f\nnotation "|" a "|" => abs a',
    'postfix:90 "!" => fact\ndef s := "a colour"\nprefix:max "#" => card\ndef x := #s',
    "def f (h' : a) (x'' : b) := h' ▸ x'' -- 1",
    'notation:65 a " ⊕ " b => Foo.add a b\nlocal infixl:70 " ⋆ " => f\nprefix:max "√" => g',
    "export Foo (bar)\nopen Foo hiding baz\nnamespace A\nend A",
    "theorem t (α : Type u) [Inhabited α] : p := by\n  rcases h with ⟨x, hx⟩ | h'\n  · exact hx\n  · simp_all [← bar]",
    "instance : Add Foo := ⟨add⟩\nderiving instance DecidableEq for Foo",
    "#check foo\n#print axioms foo\n#reduce 1 + 1",
    "\ufefftheorem t : 1 = 1 := rfl\r\n-- x\r\n",
    "def x := 'a'\ndef y := '\"'\ntheorem f' (x' : Nat) : x' = x' := rfl",
]


@pytest.mark.parametrize("text", ALLOWED)
def test_what_is_ordinary(text: str) -> None:
    assert fault(text) is None


def test_the_first_fault_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "lean").mkdir()
    (tmp_path / "lean" / "A.lean").write_text("theorem a : 1 = 1 := rfl\n\naxiom b : False\nunsafe def c := 1\n")
    modules = read_modules(tmp_path, ["lean"])
    found = refusal(modules.by_name["A"], modules)
    assert str(found) == "lean/A.lean:3: `axiom` assumes what is to be proved"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "A",
            "-- Mathlib.\nimport Mathlib.Tactic\n",
            "A.lean:2: imports Mathlib.Tactic, and the embedded Lean has only",
        ),
        ("A", "import Lean\n", "A.lean:1: `Lean` reaches"),
        ("Init", "", "a module may not be called Init"),
        ("Lean/Foo", "", "a module may not be called Lean.Foo"),
    ],
)
def test_modules_that_are_not_taken(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / "lean" / f"{name}.lean"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    modules = read_modules(tmp_path, ["lean"])
    assert message in str(refusal(next(iter(modules.by_name.values())), modules))


def test_every_word_is_refused_where_it_stands_alone() -> None:
    for word in FORBIDDEN:
        assert fault(f"def x := 1\n{word} y") is not None, word
        assert fault(f"def x := 1 -- {word} y") is None, word
