"""What the audit's program says of declarations, read strictly, and put together into one `Fact` for each.

The program prints constants and what each rests on directly; here that is followed to the end: axioms, `sorry`, and the
project's own definitions that a statement rests on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from workbench.checkers.lean.reach import reached

CUT = 1_000_000
"""Bytes of one printed term at which the program stops (`limit` in `program/Audit.lean`)."""
READ = 6_000
"""The same of a term for people (`enough` there): what is longer ends in the middle."""
SORRY = "sorryAx"


class BrokenAnswer(Exception):
    """The program's answer is truncated, of another run, or not what it should be; the text says how."""


class _Line(msgspec.Struct, frozen=True, tag_field="line", forbid_unknown_fields=True):
    nonce: str


class _Lean(_Line, frozen=True, tag="lean"):
    version: str
    githash: str
    modules: tuple[str, ...]


class _Absent(_Line, frozen=True, tag="absent"):
    ask: str


class _Present(_Line, frozen=True, tag="present"):
    ask: str
    name: str


class _Own(_Line, frozen=True, tag="own"):
    constants: int
    reserved: tuple[str, ...]


class _Unknown(_Line, frozen=True, tag="unknown"):
    name: str


class _Constant(_Line, frozen=True, tag="constant"):
    name: str
    module: int | None
    kind: str
    unsafe: bool
    partial: bool
    own: bool
    type_uses: tuple[str, ...]
    uses: tuple[str, ...]
    levels: tuple[str, ...] = ()
    type: str = ""
    value: str | None = None
    constructors: tuple[str, ...] = ()
    parameters: int | None = None
    reads: str = ""
    reads_value: str | None = None


class _Done(_Line, frozen=True, tag="done"):
    pass


class _Replayed(_Line, frozen=True, tag="replayed"):
    constants: int


_DECODER = msgspec.json.Decoder(_Lean | _Absent | _Present | _Own | _Unknown | _Constant | _Done | _Replayed)


@dataclass(frozen=True, slots=True, order=True)
class Axiom:
    """An axiom that a declaration rests on."""

    name: str
    module: str
    type: str
    own: bool
    """Whether a module of the project declares it."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A constant of the project that a statement rests on, as Lean printed it."""

    name: str
    module: str
    kind: str
    levels: tuple[str, ...]
    type: str
    value: str | None
    parameters: int | None = None
    reads: str = ""
    """Its type for people."""

    def __str__(self) -> str:
        value = "" if self.value is None else f" := {self.value}"
        kind = self.kind if self.parameters is None else f"{self.kind} of {self.parameters} parameters"
        return f"{kind} {self.name}{_universes(self.levels)} : {self.type}{value}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One declaration as the kernel has it."""

    name: str
    module: str
    kind: str
    """`theorem` | `def` | `inductive` | `constructor` | `recursor` | `axiom` | `opaque` | `quot`."""
    own: bool
    """Whether a module of the project declares it, as against the core or a library."""
    unsafe: bool
    partial: bool
    levels: tuple[str, ...]
    type: str
    value: str | None
    """Of a def; None for a theorem, whose value is its proof."""
    axioms: tuple[Axiom, ...]
    """Everything it rests on, statement and proof, `sorry` left out."""
    sorry: str
    """Empty, `proof` where only what proves it rests on sorry, `statement` where what it says does."""
    definitions: tuple[Definition, ...]
    """The project's own, sorted by name, that its statement rests on; of theorems among them only what they say."""
    doubtful: tuple[str, ...]
    """Unsafe, partial and opaque constants of the project that it rests on."""
    cut: bool
    """Whether something of its statement is too large to be printed whole."""
    replayed: bool
    """Whether the kernel took all the project's constants a second time, in a process that ran none of their code."""
    reads: str = ""
    """Its type for people: without universes and what Lean finds by itself, with the usual signs."""
    reads_value: str | None = None
    """The same of its value."""

    @property
    def whole(self) -> str:
        """What it says, to the last argument: its own type, and for a definition what it is. It holds neither its name
        nor its module."""
        value = "" if self.value is None else f" := {self.value}"
        return f"{self.kind}{_universes(self.levels)} : {self.type}{value}"

    @property
    def states(self) -> str:
        """What a person accepts, in lines: what it reads like; the hash of the whole of it; and each definition of the
        project that this rests on, with the hash of the whole of that. The constructors of a type are shown as they
        read."""
        value = "" if self.reads_value is None else f" := {self.reads_value}"
        made = [one for one in self.definitions if one.kind == "constructor" and one.name.startswith(f"{self.name}.")]
        lines = [
            f"{self.kind} {_readable(self.reads)}{_readable(value)}",
            *(f"constructor {one.name.removeprefix(f'{self.name}.')} : {one.reads}" for one in made),
            f"exactly {_sha256(self.whole)}",
            *(f"rests on {one.kind} {one.name} {_sha256(str(one))}" for one in self.definitions),
        ]
        return "\n".join(line.replace("\n", "⏎") for line in lines)  # a name between « and » may hold a line break

    @property
    def sha256(self) -> str:
        """Of what it says."""
        return _sha256(self.states)


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer to one run of the program."""

    version: str
    githash: str
    present: Mapping[str, str]
    """Name as it was asked -> the declaration's full name."""
    absent: frozenset[str]
    reserved: tuple[str, ...]
    """Names that the project declares and may not."""
    replayed: bool
    modules: tuple[str, ...]
    constants: Mapping[str, _Constant] = field(repr=False)


def read_answer(answer: bytes, replayed: bytes | None, nonce: str, asked: Sequence[str]) -> Answer:
    """The program's answer, and what it left when its replay had passed (None where it left nothing).

    Raises BrokenAnswer for anything that is not exactly an answer of that run to all that was asked.
    """
    lines = _lines(answer, nonce)
    if not lines or not isinstance(lines[0], _Lean):
        raise BrokenAnswer("it does not begin as it should")
    if not isinstance(lines[-1], _Done) or sum(isinstance(line, _Done) for line in lines) != 1:
        raise BrokenAnswer("its end is missing")
    present: dict[str, str] = {}
    absent: set[str] = set()
    owns: list[_Own] = []
    constants: dict[str, _Constant] = {}
    for line in lines[1:-1]:
        if isinstance(line, _Present):
            present[line.ask] = line.name
        elif isinstance(line, _Absent):
            absent.add(line.ask)
        elif isinstance(line, _Own):
            owns.append(line)
        elif isinstance(line, _Unknown):
            raise BrokenAnswer(f"something rests on {line.name}, which is nowhere declared")
        elif isinstance(line, _Constant) and line.name not in constants:
            constants[line.name] = line
        else:
            raise BrokenAnswer("a line is there twice or out of place")
    if len(owns) != 1 or present.keys() | absent != set(asked) or present.keys() & absent:
        raise BrokenAnswer("it does not answer what was asked")
    if any(name not in constants for name in present.values()):
        raise BrokenAnswer("it lacks a declaration that it says is there")
    for constant in constants.values():
        if missing := {*constant.type_uses, *constant.uses} - constants.keys():
            raise BrokenAnswer(f"it lacks {min(missing)}, on which {constant.name} rests")
    again = _lines(replayed, nonce) if replayed else []
    whole = [line for line in again if isinstance(line, _Replayed) and line.constants == owns[0].constants]
    return Answer(
        version=lines[0].version,
        githash=lines[0].githash,
        present=present,
        absent=frozenset(absent),
        reserved=owns[0].reserved,
        replayed=len(again) == len(whole) == 1,
        modules=lines[0].modules,
        constants=constants,
    )


def _lines(content: bytes, nonce: str) -> list[_Line]:
    if content and not content.endswith(b"\n"):
        raise BrokenAnswer("its last line is cut off")
    try:
        lines: list[_Line] = [_DECODER.decode(line) for line in content.splitlines()]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BrokenAnswer(f"a line of it cannot be read ({error})") from None
    if any(line.nonce != nonce for line in lines):
        raise BrokenAnswer("a line of it is not of this run")
    return lines


class Facts:
    """The facts of one answer; what they have in common is followed once."""

    def __init__(self, answer: Answer, *, opaque: bool = False) -> None:
        """`opaque`: what rests on an opaque constant is not doubtful for that. The kernel takes one only with a value,
        and the value is part of what a statement says; Mathlib's `irreducible_def` makes them."""
        self._answer = answer
        self._opaque = opaque
        self._constants = constants = answer.constants
        marks = frozenset(name for name, c in constants.items() if c.kind == "axiom" or self._is_doubtful(c))
        self._rests = reached(constants, lambda name: (*constants[name].type_uses, *constants[name].uses), marks)
        """Constant -> the axioms and doubtful constants that it rests on, itself included. Where there are so many that
        `reached` leaves some out, one of those that it names is neither one of Lean's three axioms nor `sorry`, and
        that alone is reason to reject the constant."""
        self._says = reached(constants, self._said_by, marks)
        """The same of what it says: a theorem's proof does not count."""

    def of(self, asked: str) -> Fact | None:
        """What is behind a name that was asked; None where nothing is."""
        if asked not in self._answer.present:
            return None
        constant = self._constants[self._answer.present[asked]]
        rests = self._rests[constant.name]
        in_statement = any(SORRY in self._says[name] for name in constant.type_uses)
        says = self._definitions(constant)
        axioms = [self._constants[name] for name in rests if self._constants[name].kind == "axiom"]
        return Fact(
            name=constant.name,
            module=self._module(constant),
            kind=constant.kind,
            own=constant.own,
            unsafe=constant.unsafe,
            partial=constant.partial,
            levels=constant.levels,
            type=constant.type,
            value=constant.value if constant.kind != "theorem" else None,
            axioms=tuple(sorted(self._axiom(axiom) for axiom in axioms if axiom.name != SORRY or axiom.own)),
            sorry="" if SORRY not in rests else "statement" if in_statement else "proof",
            definitions=tuple(self._definition(one) for one in says),
            doubtful=tuple(sorted(name for name in rests if self._constants[name].kind != "axiom")),
            cut=any(_is_cut(one) for one in (constant, *says)),
            replayed=self._answer.replayed,
            reads=constant.reads,
            reads_value=constant.reads_value if constant.kind != "theorem" else None,
        )

    def _said_by(self, name: str) -> tuple[str, ...]:
        constant = self._constants[name]
        return constant.type_uses if constant.kind == "theorem" else (*constant.type_uses, *constant.uses)

    def _definitions(self, constant: _Constant) -> list[_Constant]:
        """The project's own constants that a constant's statement rests on, sorted by name."""
        found: set[str] = set()
        stack = list(self._said_by(constant.name))
        while stack:
            name = stack.pop()
            if name not in found and self._constants[name].own:
                found.add(name)
                stack.extend(self._said_by(name))
        # A recursor is determined by its type, which is there too.
        return [
            one for one in map(self._constants.__getitem__, sorted(found - {constant.name})) if one.kind != "recursor"
        ]

    def _is_doubtful(self, constant: _Constant) -> bool:
        hidden = constant.kind == "opaque" and not self._opaque
        return constant.own and (constant.unsafe or constant.partial or hidden)

    def _module(self, constant: _Constant) -> str:
        modules = self._answer.modules
        return modules[constant.module] if constant.module is not None and constant.module < len(modules) else ""

    def _axiom(self, constant: _Constant) -> Axiom:
        return Axiom(constant.name, self._module(constant), constant.type, constant.own)

    def _definition(self, constant: _Constant) -> Definition:
        return Definition(
            name=constant.name,
            module=self._module(constant),
            kind=constant.kind,
            levels=constant.levels,
            type=constant.type,
            value=constant.value if constant.kind != "theorem" else None,
            parameters=constant.parameters,
            reads=constant.reads,
        )


def _readable(reads: str) -> str:
    return f"{reads} … (too long: it goes on)" if len(reads.encode()) >= READ else reads


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _universes(levels: Sequence[str]) -> str:
    return f".{{{', '.join(levels)}}}" if levels else ""


def _is_cut(constant: _Constant) -> bool:
    return any(len(text.encode()) >= CUT for text in (constant.type, constant.value or ""))
