"""What an author's file may not hold, when the embedded Lean is to check it. Read as text, before Lean sees it.

The audit looks at what the kernel took, and does not depend on this; but a file that runs code of its own while it is
compiled could write whatever it likes into its compiled module, and words such as `axiom` can be refused with the line
they stand in. Only what is code counts (`lean.lexer`), and a file in which that could be read in two ways is refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.lean.lexer import LETTERS, REST, WITHOUT_NAME, Lexed, lex
from workbench.lean.modules import Module, Modules

_META = "runs code of the author's while Lean reads the file"
_UNCHECKED = "is not what the kernel checks"
_NATIVE = "trusts compiled code in place of the kernel"

FORBIDDEN: Mapping[str, str] = {
    **dict.fromkeys(("axiom",), "assumes what is to be proved"),
    **dict.fromkeys(("unsafe", "partial", "opaque", "implemented_by", "extern", "csimp", "unsafeCast"), _UNCHECKED),
    **dict.fromkeys(
        ("lcProof", "lcUnreachable", "lcCast", "lcErased", "lcAny", "unsafeIO", "ptrAddrUnsafe"), _UNCHECKED
    ),
    **dict.fromkeys(
        ("native_decide", "reduceBool", "ofReduceBool", "reduceNat", "ofReduceNat", "trustCompiler"), _NATIVE
    ),
    **dict.fromkeys(("bv_decide", "skipKernelTC"), _NATIVE),
    **dict.fromkeys(
        ("initialize", "builtin_initialize", "init_quot", "run_cmd", "run_elab", "run_tac", "run_meta"), _META
    ),
    **dict.fromkeys(
        ("elab", "elab_rules", "by_elab", "eval%", "#eval", "#eval!", "#guard", "#guard_msgs", "#test"), _META
    ),
    **dict.fromkeys(("macro", "macro_rules", "syntax", "declare_syntax_cat", "binder_predicate", "meta"), _META),
    **dict.fromkeys(("simproc", "dsimproc", "simproc_decl", "builtin_simproc", "register_simp_attr"), _META),
    **dict.fromkeys(("register_option", "register_builtin_option", "declare_config_elab", "dbg_trace"), _META),
    **dict.fromkeys(
        ("command_elab", "term_elab", "app_unexpander", "app_delab", "delab", "unexpand", "tactic_elab"), _META
    ),
    **dict.fromkeys(("include_str", "include_bytes"), "reads files while Lean reads this one"),
    **dict.fromkeys(("prelude",), "takes the place of the core library"),
    **dict.fromkeys(("Lean", "_root_.Lean"), "reaches into Lean itself"),
}
"""Word -> what is wrong with it, as the end of a sentence."""

ATTRIBUTES = frozenset(
    """simp simps ext reducible irreducible semireducible implicit_reducible instance_reducible instance inline
    always_inline noinline macro_inline specialize nospecialize match_pattern symm refl trans congr elab_as_elim
    elab_without_expected_type default_instance class coe norm_cast push_cast expose inherit_doc nolint deprecated
    induction_eliminator cases_eliminator grind simprocs local scoped gen_constructor_elims simp_nf rfl eqns mono
    gcongr positivity fun_prop aesop to_additive pp_nodot pp_using_anonymous_constructor unification_hint
    protected""".split()  # noqa: SIM905
)
OPTIONS = re.compile(r"(?:pp|linter)\..*|(?:maxHeartbeats|maxRecDepth|maxUniverseOffset|exponentiation\.threshold)"
                     r"|(?:relaxedAutoI|autoI)mplicit|synthInstance\.\w+|autoLift|structureDiamondWarning"
                     r"|(?:genInjectivity|genSizeOf|genSizeOfSpec)|warn\.sorry|tactic\.\w+(?:\.\w+)*")  # fmt: skip

_WORDS = re.compile(
    rf"(?<![{REST}])(?:{'|'.join(sorted(map(re.escape, FORBIDDEN), key=len, reverse=True))})(?![{REST}])"
)
_NATIVE_OPTION = re.compile(r"\+\s*native\b|\bnative\s*:=")
_SET_OPTION = re.compile(rf"(?<![{REST}])set_option\s*([^\s]*)")
_ATTRIBUTES = re.compile(rf"@\[|(?<![{REST}])attribute\s*\[")
_QUOTED_LEAN = re.compile("«(?:Lean|Init|Workbench)»")
_NOTATION = re.compile(rf"(?<![{REST}])(?:notation3?|infix[lr]?|prefix|postfix|mixfix)(?![{REST}])")
_UNSAFE_STRING = re.compile(r"""['"«»\\`]|--|/-|-/""")
_UNSAFE_TOKEN = re.compile(rf"[-/<|]\Z|r#*\Z|[{LETTERS}_][{REST}]*\Z")
_SAFE_TOKEN = re.compile(rf"[-/<|]|//|<-|\|\||[{LETTERS}_][{REST}]*|.*\s.*")
"""Beside one of these, a new token may not end so that Lean reads on where the lexer does not: `a/` before `-1`, `⊕r`
before a string, `⊕x` before a word. What holds a blank makes no token."""
_COMMAND = re.compile(rf"#([{LETTERS}_][{REST}]*)")
_COMMANDS = ("check", "check_failure", "eval", "exit", "guard", "print", "reduce", "synth", "test", "version", "where")
_NAME_OVER_LINES = re.compile("«[^»\n]*\n")
_MODULE = re.compile(r"\ufeff?\s*(module)\b")
_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufff9-\\ufffb"
    "\\U000e0000-\\U000e007f]|(?!\\A)\\ufeff|\\r(?!\\n)"
)
_OWN_ROOTS = ("Init", "Lean", "Std", "Workbench", "Audit")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not given to Lean."""

    file: str
    line: int
    why: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.why}"


def refusal(module: Module, modules: Modules) -> Refusal | None:
    """The first reason not to compile a module of a project with the embedded Lean; None where there is none.

    What it says is of the file as `module` hashes it.
    """
    if module.name.split(".")[0] in _OWN_ROOTS:
        return Refusal(module.file, 1, f"a module may not be called {module.name}: that is a name of the core's own")
    try:
        content = module.path.read_bytes()
        text = content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return Refusal(module.file, 1, f"it cannot be read: {error}")
    if hashlib.sha256(content).hexdigest() != module.sha256:
        return Refusal(module.file, 1, "it changed while it was checked")
    found = fault(text)
    if found is not None:
        return Refusal(module.file, text.count("\n", 0, found[0]) + 1, found[1])
    for imported in module.imports:
        if imported not in modules.by_name and imported != "Init":
            at = re.search(rf"import\s+(?:all\s+)?{re.escape(imported)}", text)
            line = text.count("\n", 0, at.start()) + 1 if at else 1
            why = f"imports {imported}, and the embedded Lean has only its core and the modules of this project"
            return Refusal(module.file, line, why)
    return None


def fault(text: str) -> tuple[int, str] | None:
    """(offset, why) of the first thing in a source that may not be there; None where there is none."""
    return min(_faults(text), default=None)


def _faults(text: str) -> Iterator[tuple[int, str]]:
    for match in _UNSEEN.finditer(text):
        yield match.start(), f"holds the character U+{ord(match[0]):04X}, which is not seen, or changes what is seen"
        break
    lexed = lex(text)
    code = WITHOUT_NAME.sub(lambda match: " " * len(match[0]), lexed.code)
    for doubt in lexed.doubts[:1]:
        yield doubt.offset, f"can be read in two ways: {doubt.why}"
    for match in _WORDS.finditer(code):
        yield match.start(), f"`{match[0]}` {FORBIDDEN[match[0]]}"
        break
    for match in _NATIVE_OPTION.finditer(code):
        yield match.start(), f"`{match[0]}` {_NATIVE}"
        break
    for match in _QUOTED_LEAN.finditer(code):
        yield match.start(), f"`{match[0]}` reaches into Lean itself"
        break
    for match in _SET_OPTION.finditer(code):
        if not OPTIONS.fullmatch(match[1]):
            yield match.start(), f"the option {match[1][:80] or 'here'} may not be set"
            break
    for match in _COMMAND.finditer(code):
        if match[1] not in _COMMANDS and match[0] not in FORBIDDEN and match[1].startswith(_COMMANDS):
            yield match.start(), f"`{match[0][:80]}` can be read as a command and a word behind it"
            break
    for match in _NAME_OVER_LINES.finditer(code):
        yield match.start(), "a name goes over the end of its line"
        break
    if header := _MODULE.match(code):
        yield header.start(1), "`module` splits what is compiled into parts, of which the audit sees one"
    yield from _attributes(code)
    yield from _tokens(text, lexed)


def _attributes(code: str) -> Iterator[tuple[int, str]]:
    for match in _ATTRIBUTES.finditer(code):
        for at, entry in _entries(code, match.end()):
            words = [word for word in re.findall(rf"[{REST}.]+", entry) if word not in ("local", "scoped")]
            if words and words[0] not in ATTRIBUTES:
                yield at, f"the attribute `{words[0][:80]}` may not be used"
                return


def _entries(code: str, at: int) -> Iterator[tuple[int, str]]:
    """(offset, text) of what stands between the commas of a bracket that is open at `at`."""
    depth, start = 0, at
    for match in re.compile(r"[\[\](){},]").finditer(code, at):
        sign = match[0]
        if sign == "," and depth == 0:
            yield start, code[start : match.start()]
            start = match.end()
        elif sign in "[({":
            depth += 1
        elif sign in "])}":
            if depth == 0:
                yield start, code[start : match.start()]
                return
            depth -= 1
    yield start, code[start : start + 100]


def _tokens(text: str, lexed: Lexed) -> Iterator[tuple[int, str]]:
    """New tokens with quotes or comment signs in them, or that end in part of one, would make everything behind them
    mean something else."""
    if not _NOTATION.search(lexed.code):
        return
    for start, end in lexed.strings:
        token = text[start + 1 : max(start + 1, end - 1)].strip()
        if _UNSAFE_STRING.search(token):
            yield start, "in a file with notation, a string may hold neither quotes nor escapes nor signs of comments"
            return
        if _UNSAFE_TOKEN.search(token) and not _SAFE_TOKEN.fullmatch(token):
            yield start, f"a sign of notation may not end in `{token[-1]}`: what follows it could be read in two ways"
            return
