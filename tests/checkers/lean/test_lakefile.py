"""Lakefiles as text: what is read, what is refused, and that nothing else happens."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.checkers.lean.lakefile import Glob, Lakefile, read_lakefile
from workbench.errors import BadInput

ORDINARY_TOML = """
name = "FLT"
defaultTargets = ["FLT"]
[leanOptions]
pp.unicode.fun = true
autoImplicit = false
maxHeartbeats = 400000
[[require]]
name = "mathlib"
scope = "leanprover-community"
[[lean_lib]]
name = "FLT"
[[lean_lib]]
name = "Extra"
srcDir = "extra"
globs = ["Extra.+", "Extra.Basic", "Other.*"]
leanOptions = [{name = "autoImplicit", value = true}]
[[lean_exe]]
name = "tool"
root = "Main"
"""

ORDINARY_LEAN = """
import Lake
open Lake DSL

/- lean_lib Commented where -/
def moreServerArgs := #[
  "-Dpp.unicode.fun=true", -- pretty-prints `fun a ↦ b`
  "-DautoImplicit=false"]
abbrev opts : Array LeanOption := #[⟨`maxHeartbeats, 400000⟩] ++ #[{ name := `relaxedAutoImplicit, value := false }]

package «my-package» where
  leanOptions := opts
  moreLeanArgs := moreServerArgs
  srcDir := "src" / "lean"

require mathlib from git "https://github.com/leanprover-community/mathlib4.git" @ "v4.28.0"
require "leanprover-community" / "checkdecls" @ git "master"
meta if get_config? env = some "dev" then
require «doc-gen4» from git "https://github.com/leanprover/doc-gen4" @ "main"

@[default_target, test_driver]
lean_lib «PFR» where
  -- add any library configuration options here
  globs := #[.submodules `PFR, `PFR.Basic, `Other.*, Glob.one `X.Y, .andSubmodules `Z]

lean_lib Extra {
  roots := #[`Extra.A, `Extra.B], srcDir := "extra"
}
lean_lib Plain
lean_exe tool where
  root := `Main
script hello (args) do
  IO.println "lean_lib Evil"
  return 0
"""


def read(folder: Path, text: str, name: str = "lakefile.toml") -> Lakefile:
    (folder / name).write_text(text, encoding="utf-8")
    return read_lakefile(folder)


def test_an_ordinary_toml(tmp_path: Path) -> None:
    found = read(tmp_path, ORDINARY_TOML)
    flt, extra = found.libraries
    assert (found.file, found.name, found.requires) == ("lakefile.toml", "FLT", ("mathlib",))
    assert (found.packages, found.compiled) == (".lake/packages", ".lake/build/lib/lean")
    assert found.targets == (flt,)
    assert (flt.folder, flt.roots, flt.globs, flt.default) == (".", ("FLT",), (Glob("FLT"),), True)
    assert flt.options == (("pp.unicode.fun", "true"), ("autoImplicit", "false"), ("maxHeartbeats", "400000"))
    assert (extra.folder, extra.default) == ("extra", False)
    assert extra.globs == (Glob("Extra", itself=False, below=True), Glob("Extra.Basic"), Glob("Other", below=True))
    assert dict(extra.options)["autoImplicit"] == "true"


def test_an_ordinary_lean(tmp_path: Path) -> None:
    found = read(tmp_path, ORDINARY_LEAN, "lakefile.lean")
    assert (found.file, found.name, found.unread) == ("lakefile.lean", "my-package", ())
    assert found.requires == ("mathlib", "checkdecls", "doc-gen4")
    pfr, extra, plain = found.libraries
    assert [library.name for library in found.targets] == ["PFR"]
    assert [(glob.name, glob.itself, glob.below) for glob in pfr.globs] == [
        ("PFR", False, True),
        ("PFR.Basic", True, False),
        ("Other", True, True),
        ("X.Y", True, False),
        ("Z", True, True),
    ]
    assert (extra.roots, extra.folder) == (("Extra.A", "Extra.B"), "src/lean/extra")
    assert plain.globs == (Glob("Plain"),)
    options = {"maxHeartbeats": "400000", "relaxedAutoImplicit": "false"}
    assert dict(plain.options) == {**options, "pp.unicode.fun": "true", "autoImplicit": "false"}


def test_lean_comes_before_toml_and_without_default_targets_all_are(tmp_path: Path) -> None:
    read(tmp_path, "lean_lib A\nlean_lib B\n", "lakefile.lean")
    found = read(tmp_path, "this is no TOML")
    assert (found.file, [library.name for library in found.targets]) == ("lakefile.lean", ["A", "B"])


def test_globs_select_modules() -> None:
    assert [Glob("A", below=True).matches(name) for name in ("A", "A.B", "AB", "B")] == [True, True, False, False]
    assert [Glob("A", itself=False, below=True).matches(name) for name in ("A", "A.B.C")] == [False, True]


def test_options_that_cannot_be_read_are_reported_and_the_rest_counts(tmp_path: Path) -> None:
    found = read(tmp_path, "package p where\n  leanOptions := someFunction 3\nlean_lib A\n", "lakefile.lean")
    assert [library.name for library in found.libraries] == ["A"]
    assert found.unread[0].startswith("lakefile.lean:2: `leanOptions` could not be read and is not in force; write it")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("lean_lib A where\n  roots := if x then #[`B] else #[]", "lakefile.lean:2: `roots` of A is no plain value"),
        ("lean_lib A where\n\n  srcDir := run_io here", "lakefile.lean:3: `srcDir` of A is no plain value"),
        ("lean_lib A where\n  globs := #[`A.* , f `B]", "lakefile.lean:2: `globs` of A is no plain value"),
        ('lean_lib A where srcDir := "../outside"', "srcDir of A is '../outside', which leads out of the project"),
        ('lean_lib A where srcDir := "/etc"', "leads out of the project"),
        ("lean_lib «../../etc/passwd»", "which is no module name"),
        ("lean_lib «--plugin=x»", "which is no module name"),
        ('lean_lib "a b"', "which is no module name"),
        ("/- never ended\nlean_lib A", "lakefile.lean:1: this comment is never ended"),
        ('package p where\n  leanOptions := #[⟨`a, "x\\ny"⟩]\nlean_lib A', "the Lean option 'a' cannot be used"),
        ("package p where\n  leanOptions := #[⟨`«a b; rm», true⟩]\nlean_lib A", "cannot be used"),
    ],
)
def test_what_is_refused_in_lean(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text, "lakefile.lean")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "lakefile.toml:1: this is not TOML"),
        ('name = "p"\n[[lean_lib]]\nname = 3', "lakefile.toml:3: `lean_lib[0].name` is wrong: expected `str`"),
        ('[[lean_lib]]\nroots = ["A"]', "the key `name` is missing"),
        ('[[lean_lib]]\nname = "A"\nsrcDir = "../B"', "leads out of the project"),
        ('buildDir = "/tmp"\n[[lean_lib]]\nname = "A"', "leads out of the project"),
        ('[[lean_lib]]\nname = "$(touch x)"', "which is no module name"),
        ('[[lean_lib]]\nname = "A; touch x"', "which is no module name"),
        ('[[lean_lib]]\nname = "A..B"', "which is no module name"),
        ('[leanOptions]\na = [1]\n[[lean_lib]]\nname = "A"', "leanOptions sets a to list"),
    ],
)
def test_what_is_refused_in_toml(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path, text)
    assert says in str(caught.value)


def test_arguments_but_options_are_left_out(tmp_path: Path) -> None:
    text = '[[lean_lib]]\nname = "A"\nmoreLeanArgs = ["--plugin=evil.so", "-DautoImplicit=false", "-Dx"]\n'
    assert read(tmp_path, text).libraries[0].options == (("autoImplicit", "false"),)


PIECES = st.sampled_from(
    [
        *(
            "lean_lib ",
            "package ",
            "require ",
            "where\n",
            " := ",
            "#[",
            "]",
            "`A",
            "«",
            "»",
            '"',
            "/-",
            "-/",
            "--",
            "\n",
        ),
        *("@[", "default_target", "{", "}", "⟨", ", ", "roots", "globs", "srcDir", "leanOptions", "A", ".", "++", "/"),
        *("(", ")", "s!"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=60).map("".join), st.sampled_from(["lean", "toml"]))
def test_whatever_stands_there_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, end: str
) -> None:
    folder = tmp_path_factory.mktemp("lakefile")
    (folder / f"lakefile.{end}").write_text(text, encoding="utf-8")
    try:
        read_lakefile(folder)
    except BadInput as error:
        assert error.file == f"lakefile.{end}"
