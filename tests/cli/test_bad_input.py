"""Whatever is wrong with what a command is given, there is one sentence and an exit code: no traceback, no hang."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

WEB = "blueprint/src/web.tex"
COMMANDS = [["lint"], ["status"], ["next"], ["explain", "thm:upper"], ["accept", "--all"], ["check"]]
SOURCES = {
    "binary": b"\x00\x01\xff\xfe" * 100,
    "not UTF-8": b"\\documentclass{report}\\begin{document}caf\xe9\\end{document}",
    "input outside the root": rb"\documentclass{report}\begin{document}\input{../../../etc/passwd}\end{document}",
    "input of itself": rb"\documentclass{report}\begin{document}\input{web}\end{document}",
}
TOMLS = {
    "unknown key": ('[project]\nnam = "x"\n', 2),
    "wrong type": ("[limits]\nseconds = 'soon'\n", 2),
    "no TOML": ("[project\n", 1),
    "out of range": ("[limits]\njobs = 0\n", 2),
    "outside the root": ('[[blueprint]]\nmain = "../web.tex"\n', None),
}
SCHUR = 'id = "x"\ntitle = "x"\nkind = "sat"\n[sat]\nfamily = "schur"\n[sat.parameters]\nn = {}\ncolours = 4\n'
PROBLEMS = {
    "unknown key": "colour = 3\n",
    "unknown family": 'id = "x"\ntitle = "x"\nkind = "sat"\nexpect = "satisfiable"\n[sat]\nfamily = "no-such"\n',
    "parameter 10^9": SCHUR.format(1_000_000_000),
    "parameter -1": SCHUR.format(-1),
    "no TOML": "id = \n",
    "binary": "\x00\x01",
}


def refused(said, *words: str) -> None:
    assert said.code == 2
    assert said.out == ""
    lines = said.err.splitlines()
    assert len(lines) == 1, said.err
    assert "Traceback" not in said.err and "fault of Workbench" not in said.err
    assert all(word in said.err for word in words), said.err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("name", SOURCES)
def test_sources(bench, name: str, command: list[str]) -> None:
    bench.write(WEB, SOURCES[name])
    refused(bench(*command), ".tex")


@pytest.mark.parametrize("name", TOMLS)
def test_settings(bench, name: str) -> None:
    text, line = TOMLS[name]
    bench.write("workbench.toml", text)
    for command in COMMANDS:
        refused(bench(*command), f"workbench.toml:{line}" if line else "workbench.toml")


@pytest.mark.parametrize("name", PROBLEMS)
def test_problems(bench, name: str) -> None:
    bench.write("problems/x.toml", PROBLEMS[name])
    for command in COMMANDS:
        refused(bench(*command), "problems/x.toml")


@pytest.mark.parametrize("text", ["p cnf 2 9\n1 2 0\n", "p cnf 1 1\n2 0\n", "\x00", ""])
def test_a_formula_that_is_not_what_its_header_says(bench, text: str) -> None:
    dimacs = 'id = "schur-2-upper"\ntitle = "x"\nkind = "dimacs"\nexpect = "satisfiable"\n[dimacs]\nfile = "a.cnf"\n'
    bench.write("problems/schur-2-upper.toml", dimacs)
    bench.write("problems/a.cnf", text)
    refused(bench("check"), "problems/a.cnf")


@pytest.mark.parametrize("seconds", ["inf", "nan", "1e999", "-1", "0"])
def test_a_time_that_does_not_end(bench, seconds: str) -> None:
    said = bench("check", "--timeout", seconds)
    assert (said.code, said.out) == (2, "")
    assert bench("check").code == 0


def test_two_problems_of_one_id(bench) -> None:
    bench.write("problems/again.toml", (bench.root / "problems" / "schur-2-upper.toml").read_text())
    refused(bench("check"), "schur-2-upper")


def test_parameters_that_a_family_refuses(bench) -> None:
    bench.edit(WEB, "[n=5]", "[n=0]")
    refused(bench("check"), f"{WEB}:18")


@pytest.mark.parametrize("command", ["lint", "status", "next", "check", "init", "doctor"])
@pytest.mark.parametrize("path", ["gone", "empty", "notes.txt", "loop"])
def test_paths(bench, command: str, path: str) -> None:
    (bench.root / "empty").mkdir()
    bench.write("notes.txt", "x")
    (bench.root / "loop").symlink_to("loop")
    refused(bench(command, path))


def test_no_blueprint_at_all(tmp_path: Path, bench, monkeypatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "blueprint" / "src" / "web.tex").unlink()
    for command in (["lint"], ["status"], ["check"]):
        refused(bench(*command), "no blueprint here")


@pytest.mark.parametrize("text", [b"", b"garbage", b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_damaged_store(bench, text: bytes) -> None:
    bench.write(".workbench/evidence.sqlite", text)
    for command in (["status"], ["check"], ["evidence", "log"]):
        said = bench(*command)
        if text:
            refused(said, ".workbench/evidence.sqlite")
        else:
            assert "Traceback" not in said.err and "fault of Workbench" not in said.err


@pytest.mark.parametrize("text", ["", "[]", "{", '{"nodes": 3}', "\x00"])
def test_a_baseline_that_is_none(bench, text: str) -> None:
    bench.write("known.json", text)
    refused(bench("check", "--baseline", "known.json"), "known.json")
    refused(bench("lint", "--baseline", "gone.json"), "gone.json")


@pytest.mark.skipif(sys.platform != "linux" or not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_the_answer(bench) -> None:
    refused(bench("lint", "--output", "/dev/full"), "no space left")


def test_an_output_that_cannot_be_written(bench) -> None:
    refused(bench("lint", "--output", "gone/report"), "gone/report")
    refused(bench("lint", "--output", "problems"), "problems")


@pytest.mark.parametrize("name", [WEB, "workbench.toml", "problems/schur-2-upper.toml", "workbench.lock"])
def test_a_report_never_takes_the_place_of_a_source(bench, name: str) -> None:
    """A name completed too far, and the blueprint was a page of HTML."""
    if not (bench.root / name).exists():
        bench.write(name, "# accepted\nversion = 1\n" if name.endswith(".lock") else "")
    before = (bench.root / name).read_bytes()
    refused_last = [["lint", "--output", name], ["export", "--html", name], ["evidence", "export", name]]
    for words in refused_last:
        said = bench(*words)
        assert said.code == 2 and said.err.splitlines()[-1].endswith("would take its place; name another file")
    assert (bench.root / name).read_bytes() == before


def test_a_report_to_a_pipe_that_nobody_reads_is_refused_at_once(bench) -> None:
    os.mkfifo(bench.root / "report")
    refused(bench("lint", "--output", "report"), "report", "start what reads it first")
