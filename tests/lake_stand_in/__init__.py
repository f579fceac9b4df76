"""A toolchain for tests of lake projects: the real embedded Lean, laid out as an official toolchain is.

`install` makes a folder with `bin/lake`, `bin/lean`, where asked `bin/leanchecker`, and `lib/lean` with our own core as
its `Init`. The `lake` in it (`lake.py`) does what `lake env` and `lake build` do, no more. So everything of Workbench
runs as with elan, but for what only an official library has: answers rest on `own core` and never have tier `kernel`.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

from workbench.checkers.lean.core import ensure_core
from workbench.checkers.lean.toolchain import EMBEDDED_VERSION, embedded

TOOLCHAIN = f"leanprover/lean4:v{EMBEDDED_VERSION}"
"""What `lean-toolchain` says of it."""
HERE = Path(__file__).parent


def install(prefix: Path, *, leanchecker: str = "") -> Path:
    """Make the toolchain in a new folder and return it. `leanchecker`: `passes`, `refuses`, or none."""
    toolchain = embedded()
    core = ensure_core(toolchain)
    (prefix / "bin").mkdir(parents=True)
    for olean in core.rglob("*.olean"):
        target = prefix / "lib" / "lean" / olean.relative_to(core)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(olean, target)
        except OSError:
            shutil.copyfile(olean, target)
    script(prefix / "bin" / "lake", (HERE / "lake.py").read_text("utf-8"))
    script(prefix / "bin" / "lean", LEAN.format(command=list(toolchain.command)))
    if leanchecker:
        script(prefix / "bin" / "leanchecker", CHECKER[leanchecker])
    return prefix


def script(path: Path, text: str) -> None:
    """A Python program that can be run."""
    path.write_text(f"#!{sys.executable} -IS\n{text}", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


LEAN = """\
import os, pathlib, sys
prefix = pathlib.Path(__file__).resolve().parent.parent
if sys.argv[1:] == ["--print-prefix"]:
    print(prefix)
    sys.exit()
path = [entry for entry in os.environ.get("LEAN_PATH", "").split(":") if entry]
environment = {{**os.environ, "LEAN_PATH": ":".join([*path, str(prefix / "lib" / "lean")]), "LEAN_BACKTRACE": "0"}}
command = {command!r}
os.execve(command[0], [*command, *sys.argv[1:]], environment)
"""
CHECKER = {
    "passes": "import os, sys\nassert sys.argv[1:] and os.environ['LEAN_PATH']\n",
    "refuses": "import sys\nsys.exit(f'leanchecker found a problem in {sys.argv[1]}')\n",
}
