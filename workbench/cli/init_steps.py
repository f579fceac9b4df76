"""What `workbench init` would write into a project: planned here, shown and written by the command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SETTINGS = """\
# Settings of Workbench: https://toml.io, fields in docs/formats.md; an unknown field is an error.
[project]
name = "{name}"
{blueprints}
[limits]
seconds = 60        # wall seconds of one question
memory_mb = 3000    # resident memory of its whole process group
jobs = 2            # questions side by side
"""

BLUEPRINT = """
[[blueprint]]
main = "{main}"
# problems = ["problems"]    # folders of problem files; this one is looked into anyway
"""

MACRO = r"""
% \checkedby{id} or \checkedby[n=45,colours=4]{schur}: the problem that Workbench asks a machine; LaTeX prints nothing.
\providecommand{\checkedby}[2][]{}
"""

IGNORED = ".workbench/"

WORKFLOW = """\
# Fails where a statement is refuted, broken or stale, or its sources have an error: see docs/ci.md of Workbench.
name: workbench
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install 'blueprint-workbench[lean]'
      - uses: actions/cache@v4
        id: evidence
        with:
          path: .workbench
          key: workbench-${{ github.run_id }}
          restore-keys: workbench-
      - name: Re-check the certificates that an earlier run left
        if: steps.evidence.outputs.cache-matched-key != ''
        run: workbench verify
      - run: workbench check --format github
      - if: always()
        run: workbench check --format markdown >> "$GITHUB_STEP_SUMMARY" || true
"""

HOOK = """\
repos:
  - repo: local
    hooks:
      - id: workbench-lint
        name: workbench lint
        entry: workbench lint
        language: python
        additional_dependencies: [blueprint-workbench]
        pass_filenames: false
        files: '\\.(tex|sty|toml)$'
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One file to create, or lines to add to the end of one; nothing is ever overwritten."""

    path: str
    """Relative to the root, with `/`."""
    text: str
    adds: bool
    """Whether the file exists and `text` goes to its end."""
    why: str
    advice: str | None = None
    """What a person still has to do by hand, for Workbench does not edit in the middle of a file."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write, and what is left alone with the reason."""

    steps: tuple[Step, ...]
    kept: tuple[str, ...]


def plan(root: Path, name: str, mains: Sequence[str]) -> Plan:
    """What `root` with the blueprints `mains` (relative, `/`) still lacks."""
    wanted = [
        _settings(root, name, mains),
        *(_macro(root, main) for main in mains),
        _ignore(root),
        _new(root, ".github/workflows/workbench.yml", WORKFLOW, "runs `workbench check` on every push"),
        _new(root, ".pre-commit-config.yaml", HOOK, "runs `workbench lint` before every commit", by_hand=HOOK),
    ]
    steps: dict[str, Step] = {}
    for step in wanted:
        if isinstance(step, Step):
            steps.setdefault(step.path, step)
    return Plan(tuple(steps.values()), tuple(dict.fromkeys(step for step in wanted if isinstance(step, str))))


def _settings(root: Path, name: str, mains: Sequence[str]) -> Step | str:
    blueprints = "".join(BLUEPRINT.format(main=_toml(main)) for main in mains)
    text = SETTINGS.format(name=_toml(name), blueprints=blueprints)
    return _new(root, "workbench.toml", text, "marks the root of the workspace and names its blueprints")


def _toml(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _macro(root: Path, main: str) -> Step | str:
    r"""The no-op `\checkedby`: into the file of macros that web and print versions share, where there is one."""
    folder = (root / main).parent
    sources = [path for path in sorted(folder.rglob("*.tex")) + sorted(folder.rglob("*.sty")) if path.is_file()]
    for path in sources:
        text = path.read_text(encoding="utf-8", errors="replace")
        if "{\\checkedby}" in text or "\\newcommand\\checkedby" in text or "\\def\\checkedby" in text:
            return f"{_relative(root, path)} defines \\checkedby already"
    why = "lets LaTeX and leanblueprint pass over \\checkedby"
    shared = next((path for path in sources if path.name == "common.tex" and path.parent != folder), None)
    if shared:
        return Step(_relative(root, shared), MACRO, True, why)
    path = folder / "macros" / "checkedby.tex"
    advice = f"add \\input{{macros/checkedby}} to the preamble of {main}, and of the print version where there is one"
    return Step(_relative(root, path), MACRO.lstrip(), False, why, advice)


def _ignore(root: Path) -> Step | str:
    path = root / ".gitignore"
    if not path.exists():
        return Step(".gitignore", IGNORED + "\n", False, "evidence stays out of git")
    text = path.read_text(encoding="utf-8", errors="replace")
    if {".workbench", IGNORED, "/" + IGNORED, "/.workbench"} & {line.strip() for line in text.splitlines()}:
        return ".gitignore has .workbench/ already"
    start = "" if text.endswith("\n") or not text else "\n"
    return Step(".gitignore", f"{start}{IGNORED}\n", True, "evidence stays out of git")


def _new(root: Path, name: str, text: str, why: str, *, by_hand: str | None = None) -> Step | str:
    if not (root / name).exists():
        return Step(name, text, False, why)
    if by_hand and "workbench" not in (root / name).read_text(encoding="utf-8", errors="replace"):
        return f"{name} exists and is not touched; add by hand:\n{by_hand}"
    return f"{name} exists"


def _relative(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
