"""The kernel computes some functions on numbers by machine arithmetic, whatever the core defines under their names.

So each definition of the core is taken over, to the letter, under another name that the kernel does not know, and what
comes out is compared with the machine's on edge, random and large values. One wrong character would prove False: the
last test changes single lines of the core and sees these tests fail. (What fixes the meaning for all numbers are the
equations that the core proves: lean/core/Init/NatDiv.lean, NatBits.lean and tests/lean/core_samples/Meaning.lean.)
"""

from __future__ import annotations

import math
import operator
import os
import random
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.checkers.lean.core import core_library, with_core
from workbench.checkers.lean.toolchain import Toolchain

PRELUDE, DIVISION, BITS = "Init/Prelude.lean", "Init/NatDiv.lean", "Init/NatBits.lean"
BLOCKS = {
    PRELUDE: (
        *("Nat.pred", "Nat.add", "Nat.mul", "Nat.pow", "Nat.beq", "Nat.ble", "Nat.sub", "Nat.div"),
        *("Nat.modCore", "Nat.mod"),
    ),
    DIVISION: ("gcd.go", "gcd"),
    BITS: ("bitwise.go", "bitwise", "land", "lor", "xor", "shiftLeft", "shiftRight", "log2.go", "log2"),
}
"""Where the core defines what the kernel computes, and what that rests on, in order."""

BIG = (2**64 - 1, 2**64, 2**100 + 12345, 10**30 + 7, 3**70)
MACHINE: dict[str, Callable[..., int | bool]] = {
    "add": operator.add,
    "sub": lambda a, b: max(0, a - b),
    "mul": operator.mul,
    "div": lambda a, b: a // b if b else 0,
    "mod": lambda a, b: a % b if b else a,
    "gcd": math.gcd,
    "beq": operator.eq,
    "ble": operator.le,
    "land": operator.and_,
    "lor": operator.or_,
    "xor": operator.xor,
    "shiftLeft": operator.lshift,
    "shiftRight": operator.rshift,
    "pow": operator.pow,
    "log2": lambda a: a.bit_length() - 1 if a else 0,
}

MUTANTS = {
    "sub": ("  | a, succ b => pred (Nat.sub a b)", "  | a, succ b => Nat.sub a b"),
    "sub of zero": ("  | a, 0 => a\n  | a, succ b => pred", "  | a, 0 => pred a\n  | a, succ b => pred"),
    "add": ("  | a, Nat.succ b => Nat.succ (Nat.add a b)", "  | a, Nat.succ b => Nat.succ (Nat.succ (Nat.add a b))"),
    "mul": ("  | a, Nat.succ b => Nat.add (Nat.mul a b) a", "  | a, Nat.succ b => Nat.add (Nat.mul a b) b"),
    "mul by zero": ("  | _, 0 => 0\n  | a, Nat.succ b => Nat.add", "  | _, 0 => 1\n  | a, Nat.succ b => Nat.add"),
    "pow": ("  | 0 => 1\n  | succ n => Nat.mul", "  | 0 => 0\n  | succ n => Nat.mul"),
    "beq": ("  | zero, succ _ => false", "  | zero, succ _ => true"),
    "ble": ("  | zero, _ => true", "  | zero, _ => false"),
    "div": ("(div_rec_fuel_lemma hy h hfuel)) 1)", "(div_rec_fuel_lemma hy h hfuel)) 2)"),
    "div by zero": ("    (fun _ => 0)\n", "    (fun _ => x)\n"),
    "mod": (
        "n@(succ _), m => ite (LE.le m n) (Nat.modCore n m) n",
        "n@(succ _), m => ite (LT.lt m n) (Nat.modCore n m) n",
    ),
    "gcd": ("if m = 0 then n else gcd.go fuel (n % m) m", "if m = 0 then m else gcd.go fuel (n % m) m"),
    "land": ("Nat → Nat := bitwise and", "Nat → Nat := bitwise or"),
    "lor": ("then r + r + 1 else r + r", "then r + r + 1 else r"),
    "xor": ("Nat → Nat := bitwise bne", "Nat → Nat := bitwise or"),
    "shiftLeft": ("  | n, succ m => shiftLeft (2 * n) m", "  | n, succ m => shiftLeft (2 + n) m"),
    "shiftRight": ("  | n, succ m => shiftRight n m / 2", "  | n, succ m => shiftRight n m / 3"),
    "log2": ("if 2 ≤ n then log2.go", "if 1 ≤ n then log2.go"),
}
"""Function and a word about it -> one line of the core as it is, and as it must not be."""


@pytest.fixture(scope="module")
def lean(compiled_libraries: None) -> Toolchain:
    return with_core()


def copies(change: tuple[str, str] | None = None) -> str:
    """The core's definitions under other names, with one change in the text of one of them if wanted."""
    found = []
    done = False
    for file, names in BLOCKS.items():
        text = (core_library().sources / file).read_text("utf-8")
        for name in names:
            block = definition(text, name)
            if change and not done and change[0] in f"{block}\n":
                block = f"{block}\n".replace(change[0], change[1], 1)
                done = True
            found.append(renamed(block, name))
    assert done or change is None, f"the core has no line {change}"
    return "\n".join(["namespace Copied", "open Nat (zero succ div_rec_fuel_lemma)", *found, "end Copied", ""])


def definition(text: str, name: str) -> str:
    """The text of one definition of the core, without attributes."""
    (block,) = (
        block
        for block in re.split(r"\n(?=\n|@\[extern)", text)
        if re.search(rf"^(?:@\[[^\]]*\] )?(?:protected |noncomputable )*def {re.escape(name)}[ :]", block, re.M)
    )
    lines = block.strip("\n").split("\n")
    start = next(number for number, line in enumerate(lines) if re.search(rf"\bdef {re.escape(name)}[ :]", line))
    return re.sub(r"@\[[^\]]*\]|\bprotected\b|\bnoncomputable\b", "", "\n".join(lines[start:]))


def renamed(block: str, name: str) -> str:
    """The block within the namespace `Copied`: its own name is not the kernel's; what it is made of still is, for that
    is compared by itself, and would be too slow on large numbers."""
    ours = {"Nat.mod": "mod|modCore"}.get(name, re.escape(name.removeprefix("Nat.")))
    return re.sub(rf"\bNat\.({ours})\b(?!_)", r"\1", block).replace("def ", "noncomputable def ", 1)


def cases(name: str) -> list[tuple[int, ...]]:
    """Arguments: edges, random ones, and as large as the copy can be evaluated at (unary in some of its arguments)."""
    chance = random.Random(name)
    if name == "log2":
        return [(n,) for n in (*range(20), 255, 256, 257, *BIG)]
    edges = [(a, b) for a in (0, 1, 2, 3, 7, 8) for b in (0, 1, 2, 3, 7, 8)]
    some = [(chance.randrange(40), chance.randrange(40)) for _ in range(25)]
    if name == "pow":
        some = [(chance.randrange(12), chance.randrange(8)) for _ in range(25)]
        return [*edges[:30], *some, *((big, k) for big in BIG for k in (0, 1, 3))]
    if name in ("add", "sub", "mul", "shiftLeft", "shiftRight"):
        return [*edges, *some, *((big, k) for big in BIG for k in (0, 1, 30))]
    if name in ("beq", "ble"):
        return [*edges, *some, (90, 90), (90, 91), (91, 90), *((k, big) for big in BIG for k in (0, 5))]
    if name in ("div", "mod"):
        return [*edges, *some, *((big, big // k + 1) for big in BIG for k in (1, 3, 17)), (5, BIG[0])]
    return [*edges, *some, *((a, b) for a in BIG for b in BIG[::2])]


def shown(value: int | bool) -> str:
    return str(value).lower()


def probe(name: str) -> str:
    """Theorems that the copy gives what the machine gives, and that the kernel's own function does."""
    lines = []
    for arguments in cases(name):
        words = " ".join(map(str, arguments))
        for function in (f"Copied.{name}", f"Nat.{name}"):
            lines.append(f"example : {function} {words} = {shown(MACHINE[name](*arguments))} := by decide +kernel")
    return "\n".join(lines) + "\n"


def compiled(lean: Toolchain, folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    file = folder / "Probe.lean"
    file.write_text(text, "utf-8")
    environment = {"PATH": os.environ.get("PATH", ""), **lean.variables()}
    return subprocess.run(
        lean.argv([str(file)]), capture_output=True, text=True, timeout=120, env=environment, stdin=subprocess.DEVNULL
    )


@pytest.mark.parametrize("name", MACHINE)
def test_the_copy_of_the_core_and_the_kernel_agree(lean: Toolchain, tmp_path: Path, name: str) -> None:
    answer = compiled(lean, tmp_path, copies() + probe(name))
    assert answer.returncode == 0, answer.stdout[:2000]
    assert len(cases(name)) >= 20


def test_every_function_that_the_kernel_computes_is_there() -> None:
    from workbench.checkers.lean.audit import RESERVED

    assert {f"Nat.{name}" for name in MACHINE} <= set(RESERVED)


@pytest.mark.parametrize("what", MUTANTS)
def test_one_wrong_line_is_noticed(lean: Toolchain, tmp_path: Path, what: str) -> None:
    """The mutant compiles, and a comparison with it fails."""
    wrong = copies(MUTANTS[what])
    definitions = compiled(lean, tmp_path, wrong)
    assert definitions.returncode == 0, definitions.stdout[:2000]
    answer = compiled(lean, tmp_path, wrong + probe(what.split()[0]))
    assert answer.returncode == 1 and "decide" in answer.stdout, answer.stdout[:2000]
