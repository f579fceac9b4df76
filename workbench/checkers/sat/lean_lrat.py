"""Lean's own LRAT checker as a program: `python -I -S lean_lrat.py LIBRARY FORMULA PROOF`.

The embedded Lean's library holds, compiled, the checker that Lean's `bv_decide` trusts its solver's proofs to
(`Std.Tactic.BVDecide.LRAT`); its authors prove in Lean that what it accepts is a refutation. This file gives it a
formula in DIMACS, one clause a line, and a proof in LRAT, text or binary, and prints one line of JSON:

- `accepted`: what the checker says;
- `formula`: the SHA-256 of the clauses as Lean's own printer writes them (DIMACS without the header), so that whoever
  asked can see that the formula which was refuted is the one that was meant;
- `version`, `githash`: what the library says that it is;
- or `fault` alone: why there is no answer.

How Lean lays out its objects is nobody's promise, so the caller makes sure of the version before this is run. It is a
program of its own (standard library alone) and is imported by nobody: a wrong layout ends a process, not Workbench.
Counts and sizes are Lean 4.35's: an object is int32 references, uint16 size, uint8 of its own, uint8 tag, then fields
from byte 8; a small natural number n is the odd address 2n + 1.
"""

import ctypes
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

ARRAY, BYTES = 246, 248
"""Tags of `Array` and `ByteArray`: size at byte 8, capacity at 16, elements from 24."""
ELEMENTS = 24

_OBJECT, _BYTE = ctypes.c_void_p, ctypes.c_uint8
_FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "runtime_initialize_Std_Tactic_BVDecide_LRAT": (_OBJECT, [_BYTE]),
    "l_Std_Tactic_BVDecide_LRAT_parseLRATProof": (_OBJECT, [_OBJECT]),
    "l_Std_Tactic_BVDecide_LRAT_check": (_BYTE, [_OBJECT, _OBJECT]),
    "l_Std_Sat_CNF_Clause_empty___redArg": (_OBJECT, []),
    "l_Std_Sat_CNF_Clause_add___redArg": (_OBJECT, [_OBJECT, _OBJECT, _BYTE]),
    "l_Std_Sat_CNF_dimacs": (_OBJECT, [_OBJECT]),
    "lean_array_push": (_OBJECT, [_OBJECT, _OBJECT]),
    "lean_alloc_object": (_OBJECT, [ctypes.c_size_t]),
}


class Fault(Exception):
    """No answer; the text says why."""


class Lean:
    """The library, initialised, with the functions that are needed. Raises Fault where it is not as expected."""

    def __init__(self, path: str) -> None:
        try:
            self.library = ctypes.CDLL(path)
            for name, (result, arguments) in _FUNCTIONS.items():
                function = getattr(self.library, name)
                function.restype, function.argtypes = result, arguments
        except (OSError, AttributeError) as error:
            raise Fault(f"the library cannot be used: {error}") from None
        if _byte(self.library.runtime_initialize_Std_Tactic_BVDecide_LRAT(1), 7) != 0:
            raise Fault("the library could not be initialised")

    def text(self, name: str) -> str:
        """A constant of type String, such as `l_Lean_githash`."""
        return _text(ctypes.c_size_t.in_dll(self.library, name).value)

    def formula(self, path: str) -> int:
        """The clauses of a DIMACS file as a `CNF Nat`. Variable i is the number i - 1 there."""
        empty = self.library.l_Std_Sat_CNF_Clause_empty___redArg
        add = self.library.l_Std_Sat_CNF_Clause_add___redArg
        push = self.library.lean_array_push
        with Path(path).open("rb") as file:
            clauses = int(file.readline().split()[3])
            made = self._empty(ARRAY, 8, clauses)
            for line in file:
                clause = empty()
                for literal in map(int, line.split()[:-1]):
                    clause = add(clause, 2 * abs(literal) - 1, literal > 0)
                made = push(made, clause)
        return int(made)

    def printed(self, formula: int) -> str:
        """The formula as Lean prints it."""
        return _text(self.library.l_Std_Sat_CNF_dimacs(formula))

    def proof(self, path: str) -> int:
        """The steps that Lean reads in a proof, as an `Array IntAction`."""
        data = Path(path).read_bytes()
        made = self._empty(BYTES, 1, len(data))
        ctypes.c_size_t.from_address(made + 8).value = len(data)
        ctypes.memmove(made + ELEMENTS, data, len(data))
        read = self.library.l_Std_Tactic_BVDecide_LRAT_parseLRATProof(made)
        if _byte(read, 7) == 0:
            raise Fault(f"the proof cannot be read: {_text(_field(read, 8))[:200]}")
        return _field(read, 8)

    def check(self, proof: int, formula: int) -> bool:
        """Whether Lean's checker takes the steps as a refutation. The formula is used up, the proof is not."""
        return bool(self.library.l_Std_Tactic_BVDecide_LRAT_check(proof, formula))

    def _empty(self, tag: int, element: int, capacity: int) -> int:
        made = int(self.library.lean_alloc_object(ELEMENTS + element * capacity))
        head = (1).to_bytes(4, "little") + bytes((0, 0, element if tag == ARRAY else 1, tag))
        ctypes.memmove(made, head + (0).to_bytes(8, "little") + capacity.to_bytes(8, "little"), ELEMENTS)
        return made


def _byte(address: int, at: int) -> int:
    return ctypes.c_uint8.from_address(address + at).value


def _field(address: int, at: int) -> int:
    return ctypes.c_size_t.from_address(address + at).value


def _text(address: int) -> str:
    """A Lean string: its size with the zero at its end at byte 8, its bytes from 32."""
    return ctypes.string_at(address + 32, _field(address, 8) - 1).decode("utf-8", "replace")


def ask(lean: Lean, formula: str, proof: str) -> dict[str, object]:
    """What there is to say of two files. Raises Fault."""
    clauses = lean.formula(formula)
    printed = lean.printed(clauses).partition("\n")[2]
    steps = lean.proof(proof)
    return {
        "accepted": lean.check(steps, clauses),
        "formula": hashlib.sha256(printed.encode("ascii")).hexdigest(),
        "version": lean.text("l_Lean_versionString"),
        "githash": lean.text("l_Lean_githash"),
    }


def main(library: str, formula: str, proof: str) -> None:
    """Print the answer as one line of JSON."""
    try:
        said = ask(Lean(library), formula, proof)
    except Fault as fault:
        said = {"fault": str(fault)}
    except MemoryError:
        said = {"fault": "memory ran out"}
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:4])
