"""The whole cycle with real solvers: check, accept, green; then the LaTeX alone changes, then the problem alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

WEB = "blueprint/src/web.tex"
PROBLEM = "problems/schur-2-upper.toml"
WORKBENCH = [sys.executable, "-m", "workbench.cli.main"]


def verdicts(seen) -> dict[str, tuple[str, bool, bool]]:
    return {answer["id"]: (answer["verdict"], answer["fresh"], answer["ran"]) for answer in seen["answers"]}


def statuses(seen) -> dict[str, tuple[str, str]]:
    return {node["node"]: (node["status"], node["pairing"]) for node in seen["nodes"]}


@pytest.fixture
def answered(bench):
    """The bench after a first check and `accept --all`."""
    said = bench("check", "--format", "json")
    assert said.code == 0, said
    assert verdicts(said.json) == {
        "thm:upper/schur-2-upper": ("verified", True, True),
        "thm:queens/queens[n=5]": ("verified", True, True),
    }
    assert "schur-2-upper: verified" in said.err
    # An answer alone makes nothing green: nobody has accepted the pairings yet.
    assert statuses(said.json)["thm:upper"][1] == "new"
    assert said.json["summary"]["green"] == said.json["summary"]["dark_green"] == 0
    assert bench("accept", "--all").code == 0
    return bench


def test_answered_and_accepted_is_green(answered) -> None:
    said = answered("check", "--format", "json")
    assert said.code == 0
    assert statuses(said.json) == {
        "def:colouring": ("blue_state", "none"),
        "thm:upper": ("green", "accepted"),
        "thm:queens": ("green", "accepted"),
        "lem:free": ("blue_state", "none"),  # what it uses is stated now
    }
    # Nothing ran again, and the evidence says what it is and what it rests on.
    assert all(fresh and not ran for _, fresh, ran in verdicts(said.json).values())
    (upper, lower) = said.json["answers"]
    assert upper["tier"] == "certificate" and upper["certificate"]["kind"] == "lrat"
    assert "encoding:schur" in upper["rests_on"] and len(upper["certificate"]["formula_sha256"]) == 64
    assert lower["certificate"]["kind"] == "witness"
    assert said.json["summary"]["by_tier"] == {"certificate": 2}
    text = answered("check").out
    assert "rests on" in text and "encoding:schur" in text


def test_a_number_in_the_latex_alone_is_stale_however_often_it_is_checked(answered) -> None:
    answered.edit(WEB, "$1..5$", "$1..4$")
    for words in (["check"], ["check", "--rerun"], ["check"]):
        said = answered(*words, "--format", "json")
        assert said.code == 1
        assert statuses(said.json)["thm:upper"][1] == "changed"
        assert statuses(said.json)["thm:upper"][0] not in ("green", "dark_green")
        assert said.json["summary"]["stale"] == 1
        assert verdicts(said.json)["thm:upper/schur-2-upper"][:2] == ("verified", True)
    assert "stale" in answered("check").out
    assert answered("accept", "--changed").code == 0
    said = answered("check", "--format", "json")
    assert said.code == 0 and statuses(said.json)["thm:upper"] == ("green", "accepted")


def test_a_number_in_the_problem_alone_is_stale_too(answered) -> None:
    answered.edit(PROBLEM, "n = 5", "n = 6")
    for words in (["check"], ["check", "--rerun"]):
        said = answered(*words, "--format", "json")
        assert said.code == 1
        assert statuses(said.json)["thm:upper"][1] == "changed"
        # The new question was asked and verified: that refreshes the verdict and not the pairing.
        assert verdicts(said.json)["thm:upper/schur-2-upper"] == ("verified", True, True)
    assert "n=[5 -> 6]" in answered("accept", "thm:upper").out
    assert answered("check").code == 0


def test_what_was_expected_wrongly_is_refuted_and_says_so(bench) -> None:
    bench.edit(PROBLEM, 'expect = "unsatisfiable"', 'expect = "satisfiable"')
    said = bench("check", "--format", "json")
    assert said.code == 1
    node = next(node for node in said.json["nodes"] if node["node"] == "thm:upper")
    assert "refuted" in node["marks"] and "broken" not in node["marks"]
    bench.edit(WEB, r"\label{thm:upper}", r"\label{thm:upper}\leanok")
    said = bench("check", "--format", "json")
    assert said.code == 1 and said.json["summary"]["broken"] == 1
    text = bench("check").out
    assert text.index("thm:upper") < text.index("def:colouring")
    assert bench("check", "--format", "github").out.startswith(f"::error file={WEB},line=14,title=broken-node")
    assert "broken" in bench("explain", "thm:upper").out


def test_a_baseline_lets_the_known_pass(bench) -> None:
    bench.edit(PROBLEM, 'expect = "unsatisfiable"', 'expect = "satisfiable"')
    assert bench("check", "--format", "json", "--output", "known.json").code == 1
    assert bench("check", "--baseline", "known.json").code == 0
    bench.edit(WEB, "[n=5]{queens}", "[n=3]{queens}")
    assert bench("check", "--baseline", "known.json").code == 1
    bench.edit(WEB, "[n=3]{queens}", "[n=5]{queens}")
    bench.edit(WEB, r"\uses{def:colouring}\checkedby[", r"\uses{def:gone}\checkedby[")
    assert bench("check", "--baseline", "known.json").code == 1


def test_required_tiers(answered) -> None:
    assert answered("check", "--require", "certificate").code == 0
    assert answered("check", "--require", "kernel").code == 1  # both were green once
    answered.edit(WEB, r"\label{lem:free}", r"\label{lem:free}\leanok")
    assert answered("check").code == 0
    said = answered("check", "--require", "certificate")
    assert said.code == 1 and "below certificate: lem:free" in said.err
    assert answered("check", "--require", "asserted").code == 0


def test_a_missing_checker_fails_only_who_needs_it(bench) -> None:
    bench.edit(WEB, r"\label{lem:free}", r"\label{lem:free}\lean{Free.lemma}")
    said = bench("check", "--format", "json")
    assert said.code == 0
    (answer,) = (answer for answer in said.json["answers"] if answer["kind"] == "lean")
    assert answer["verdict"] == "error" and "Lean" in answer["reason"]
    said = bench("check", "--node", "lem:free")
    assert said.code == 3 and "a tool is missing" in said.err
    assert "cannot be asked here: this workspace has no Lean" in said.out
    bench.edit(WEB, r"\label{lem:free}", r"\label{lem:free}\leanok")
    assert bench("check").code == 3
    # A refuted node beside it does not change that: 3 goes before 1.
    bench.edit(PROBLEM, 'expect = "unsatisfiable"', 'expect = "satisfiable"')
    assert bench("check").code == 3


def test_one_node_alone(bench) -> None:
    said = bench("check", "--node", "thm:queens", "--format", "json")
    assert said.code == 0
    assert {id: ran for id, (_, _, ran) in verdicts(said.json).items()} == {
        "thm:upper/schur-2-upper": False,
        "thm:queens/queens[n=5]": True,
    }
    said = bench("check", "--node", "thm:uper")
    assert said.code == 2 and "thm:upper" in said.err


def test_an_open_problem_waits_to_be_named(bench) -> None:
    bench.edit(PROBLEM, 'kind = "sat"', 'kind = "sat"\nopen = true')
    said = bench("check", "--format", "json")
    assert said.code == 0 and verdicts(said.json)["thm:upper/schur-2-upper"] == ("unknown", False, False)
    said = bench("check", "--node", "thm:upper", "--format", "json")
    assert said.code == 0 and verdicts(said.json)["thm:upper/schur-2-upper"] == ("verified", True, True)


def test_what_runs_out_of_time_is_unknown_and_asked_again_with_more(bench) -> None:
    bench.edit(PROBLEM, "n = 5\ncolours = 2", "n = 160\ncolours = 5")  # nobody's machine answers this in a second
    said = bench("check", "--timeout", "1", "--format", "json")
    assert said.code == 0
    (answer,) = (answer for answer in said.json["answers"] if answer["name"] == "schur-2-upper")
    assert answer["verdict"] == "unknown" and "limit 1 s" in answer["reason"]
    assert answer["certificate"] is None and answer["tier"] is None
    same = bench("check", "--timeout", "1", "--format", "json").json
    assert verdicts(same)["thm:upper/schur-2-upper"] == ("unknown", True, False)
    more = bench("check", "--timeout", "1.5", "--format", "json").json
    assert verdicts(more)["thm:upper/schur-2-upper"] == ("unknown", True, True)


@pytest.mark.parametrize("form", ["text", "json", "junit", "sarif", "github", "markdown"])
def test_every_format_to_a_file(answered, form: str) -> None:
    said = answered("check", "--format", form, "--output", "report")
    assert said.code == 0 and said.out == "" and "4 nodes:" in said.err
    assert (answered.root / "report").read_text() == answered("check", "--format", form).out


def test_no_colour_where_nobody_sees_it(answered) -> None:
    done = subprocess.run([*WORKBENCH, "check"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and "\x1b" not in done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("silent", [False, True])
def test_colours_in_a_terminal_unless_no_color(answered, silent: bool) -> None:
    import pty

    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    if silent:
        environment["NO_COLOR"] = "1"
    master, slave = pty.openpty()
    with subprocess.Popen([*WORKBENCH, "status"], stdout=slave, stderr=slave, env=environment) as child:
        os.close(slave)
        shown = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        assert child.wait(60) == 0
    os.close(master)
    assert "● dark green" in shown.decode()
    assert (b"\x1b[" in shown) != silent


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_keeps_what_finished(bench) -> None:
    bench.edit(PROBLEM, "n = 5\ncolours = 2", "n = 160\ncolours = 5")
    arguments = [*WORKBENCH, "check", "--jobs", "2", "--timeout", "50", "--node", "thm:queens", "--node", "thm:upper"]
    bench.write("workbench.toml", '[[blueprint]]\nmain = "blueprint/src/web.tex"\nproblems = ["problems"]\n')
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    first = child.stderr.readline()
    assert "verified" in first, first
    time.sleep(0.5)
    sent = time.monotonic()
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=30)
    assert child.returncode == 130 and "Traceback" not in err
    assert time.monotonic() - sent < 10
    assert "interrupted" in err and "thm:queens" in out
    assert verdicts(bench("status", "--format", "json").json)["thm:queens/queens[n=5]"] == ("verified", True, False)


def test_nothing_heavy_is_loaded_when_nothing_is_asked(answered) -> None:
    heavy = {"numba", "numpy", "pysat", "pysolvers", "sympy", "textual", "networkx", "rich"}
    for words in (["check"], ["status"], ["lint"], ["graph"], ["next"], ["explain", "thm:upper"]):
        code = f"import sys; from workbench.cli.main import run; run({words!r}); print(*sys.modules, file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
        assert not heavy & {name.split(".")[0] for name in done.stderr.split()}, words


def test_completion_knows_nodes_and_problems(answered) -> None:
    code = "import sys; sys.argv = ['workbench']; from workbench.cli.main import main; main()"

    def completed(words: str, word: int) -> set[str]:
        environment = {
            **os.environ,
            "_WORKBENCH_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(word),
        }
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=60)
        return set(done.stdout.split())

    assert completed("workbench explain thm:", 2) == {"plain,thm:upper", "plain,thm:queens"}
    assert completed("workbench check --node lem", 3) == {"plain,lem:free"}
