"""The real LeanDojo against the real Lean, over the bridge; and each of its faults, with what is done about it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psutil
import pytest
from search_samples import TEXT, THEOREMS, Sessions, needs_leandojo

from workbench.checkers.lean.toolchain import Toolchain
from workbench.dispatch.sandbox import Access
from workbench.errors import BadInput
from workbench.search import dojo as dojo_module
from workbench.search.best_first import Budget, Spent, best_first
from workbench.search.dojo import DojoSession, Opening, bridge_session, environment
from workbench.search.portfolio import Portfolio, cost, premises
from workbench.search.session import Failed, Finished, GivenUp, Open, TacticSession
from workbench.search.statement import Statement, find
from workbench.search.trace_cache import write_trace

pytestmark = needs_leandojo
LEAVES = ("Goals.or_swap", "Goals.plus_zero", "Goals.next_thrice", "Goals.contrapositive", "Goals.choose")
PLAIN = "theorem t (p q : Prop) : p ∧ q → q ∧ p := by\n  sorry\n"


def bridge(toolchain: Toolchain, statement: Statement, seconds: float = 10.0) -> AbstractContextManager[DojoSession]:
    return bridge_session(statement, toolchain, (), 3000, seconds=seconds)


@pytest.mark.parametrize("name", LEAVES)
def test_leandojo_finds_proofs_of_open_leaves(toolchain: Toolchain, sessions: Sessions, name: str) -> None:
    """`test_search_plain` shows that no single `rfl`, `decide` or `simp` closes any of these."""
    assert name in THEOREMS
    statement = find(TEXT, name, "Goals.lean")
    spent = Spent()
    with bridge(toolchain, statement) as session:
        search = best_first(session, Portfolio(premises(statement)).tactics, cost, Budget(120), spent, batch=1)
        found = next(search, None)
    assert found is not None, spent.why
    ours = sessions.on(TEXT, name)
    assert isinstance(ours.run(ours.start(), [found.proof])[0], Finished)


def test_a_session_says_what_ours_says(toolchain: Toolchain, sessions: Sessions) -> None:
    text = (
        "/- nested /- comment -/ here -/\nnamespace A -- a name\nvariable {α : Type}\nopen List in\n/-- Doc. -/\n"
        "@[simp] theorem B.t (as : List α) (ε : Nat) : as = as ∧ ε = ε ∧ 'x' = 'x' := by\n  sorry\n"
        "theorem later : True := by sorry\nend A\n"
    )
    statement = find(text, "A.B.t", "T.lean")
    ours = sessions.on(text, "A.B.t")
    with bridge(toolchain, statement) as theirs:
        start, same = theirs.start(), ours.start()
        assert start.text == same.text and start.goals == same.goals
        tactics = [
            "constructor",
            "exact ⟨rfl, rfl⟩",
            "refine ⟨?_, ?_, ?_⟩",
            "nonsense",
            "sorry",
            "exact ⟨rfl, rfl, rfl⟩",
        ]
        assert [essence(one) for one in theirs.run(start, tactics)] == [essence(one) for one in ours.run(same, tactics)]
        (after,) = theirs.run(start, ["constructor"])
        assert isinstance(after, Open) and len(after.goals) == 2
        long = "constructor; exact rfl; " + "skip; " * 2_000 + "exact rfl"  # longer than a terminal's line
        (end,) = theirs.run(after, ["rfl"])
        assert isinstance(end, Open) and isinstance(theirs.run(end, [long])[0], Finished)


def essence(outcome: object) -> object:
    return (outcome.script, outcome.text) if isinstance(outcome, Open) else type(outcome)


def test_a_tactic_that_takes_too_long_is_an_error_and_the_session_goes_on(toolchain: Toolchain) -> None:
    options = "set_option maxRecDepth 1000000\nset_option maxHeartbeats 0 in\n"
    text = f"{options}theorem t : ∀ x, x < 3000000 → x = x := by sorry\n"
    with bridge(toolchain, find(text, "t", "T.lean"), seconds=3.0) as session:
        start = session.start()
        slow, fast = session.run(start, ["decide", "intro x _; rfl"])
        assert isinstance(slow, Failed) and "not finished in 3 s" in slow.why and isinstance(fast, Finished)
        assert session.restarts == 0


def test_a_source_that_leandojo_would_cut_is_refused(tmp_path: Path) -> None:
    statement = find('def s := "a -- b"\n' + PLAIN, "t", "T.lean")
    with pytest.raises(BadInput) as caught:
        write_trace(statement, "4.35.0", tmp_path)
    assert "--with plain" in str(caught.value) and caught.value.line == 2


def test_an_error_before_the_proof_is_told(toolchain: Toolchain) -> None:
    text = "theorem t : nonsense := by sorry\n"
    with bridge(toolchain, find(text, "t", "T.lean")) as session, pytest.raises(BadInput) as caught:
        session.start()
    assert "LeanDojo cannot be used here" in str(caught.value)


# What follows is about the package itself: a scripted `lake` takes the place of Lean.

SCRIPTED = """#!{python}
import json, os, sys, time
with open({log!r}, "a") as log:
    log.write(json.dumps({{"pid": os.getpid(), "environment": dict(os.environ), "arguments": sys.argv[1:]}}) + "\\n")
{begin}
def say(**content):
    print("REPL> " + json.dumps(content), flush=True)
say(sid=0, tacticState="\\u22a2 True", error=None)
count = 0
for line in sys.stdin:
    request = json.loads(line)
    count += 1
    if request["cmd"] == "slow":
        time.sleep(3)
    if request["cmd"] == "die":
        sys.exit(7)
    if request["cmd"] == "give up":
        say(sid=None, tacticState=None, error="proof contains `sorry`")
    elif request["cmd"] == "finish":
        say(sid=count, tacticState="no goals", error=None)
    elif request["cmd"] == "babble":
        print("REPL> nothing that is JSON", flush=True)
    else:
        say(sid=count, tacticState="\\u22a2 " + request["cmd"], error=None)
"""


class Scripted:
    """LeanDojo in its child, with a `lake` that is a few lines of Python."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "store" / "log"

    @contextmanager
    def session(self, begin: str = "", *, seconds: int = 1, answer_seconds: float = 30.0) -> Iterator[DojoSession]:
        traced = write_trace(find(PLAIN, "t", "T.lean"), "4.20.0", self.folder)
        programs = self.folder / "bin"
        programs.mkdir()
        script = SCRIPTED.format(python=sys.executable, log=str(self.log), begin=begin)
        (programs / "lake").write_text(script, "utf-8")
        (programs / "lake").chmod(0o700)
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        request = {
            "repository": str(traced.repository),
            "file": traced.file,
            "theorem": "t",
            "trace": False,
            "seconds": seconds,
        }
        store = traced.cache.parent
        access = Access(read=(self.folder,), write=(store,))
        opening = Opening(request, environment(traced.cache, path, 3000), access, 3000, 60.0, answer_seconds)
        with DojoSession(opening) as session:
            yield session

    @property
    def started(self) -> list[dict[str, object]]:
        """What every `lake` that was started wrote of itself."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]


@pytest.fixture
def scripted(tmp_path: Path) -> Scripted:
    return Scripted(tmp_path)


def left_behind(folder: Path) -> list[psutil.Process]:
    """Processes that run something of this folder."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        if any(str(folder) in word for word in process.info["cmdline"] or ()):
            found.append(process)
    return found


def gone(folder: Path) -> bool:
    """Whether all that ran something of this folder ends within some seconds."""
    for _ in range(100):
        if not left_behind(folder):
            return True
        time.sleep(0.05)
    return False


def test_no_token_reaches_leandojo_and_no_env_file_is_read(
    scripted: Scripted, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With GITHUB_ACCESS_TOKEN `import lean_dojo` asks GitHub who that is: without the network it fails to import."""
    monkeypatch.setenv("GITHUB_ACCESS_TOKEN", "not-a-token")
    monkeypatch.setenv("LEAN_SECRET", "of mine")
    with scripted.session() as session:
        assert session.start().text == "⊢ True"
    (told,) = scripted.started
    names = told["environment"]
    assert isinstance(names, dict) and "GITHUB_ACCESS_TOKEN" not in names and "LEAN_SECRET" not in names
    assert names["DISABLE_REMOTE_CACHE"] == "1" and names["NUM_PROCS"] == "1"


def test_our_process_stays_as_it_was(scripted: Scripted) -> None:
    """LeanDojo calls chdir, takes loguru's handlers away and changes os.environ: not in this process."""
    folder, environment_before = Path.cwd(), dict(os.environ)
    with scripted.session() as session:
        session.start()
        assert Path.cwd() == folder and dict(os.environ) == environment_before
        assert not {"lean_dojo", "ray", "loguru"} & sys.modules.keys()


def test_env_files_are_not_read(tmp_path: Path) -> None:
    code = (
        "from workbench.search.dojo_child import _read_no_env_files; _read_no_env_files()\n"
        "import os, dotenv; assert not dotenv.load_dotenv('mine.env'); print('SECRET' in os.environ)\n"
    )
    (tmp_path / "mine.env").write_text("SECRET=1\n", "utf-8")
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_the_late_answer_after_a_timeout_is_not_taken_for_the_next_one(scripted: Scripted) -> None:
    with scripted.session() as session:
        start = session.start()
        slow, after = session.run(start, ["slow", "next"])
        assert isinstance(slow, Failed) and slow.timed_out
        assert isinstance(after, Open) and after.text == "⊢ next"  # LeanDojo alone would say "⊢ slow"
        assert session.restarts == 1
    assert len(scripted.started) == 2 and gone(scripted.folder)


def test_leandojo_itself_does_take_the_late_answer(scripted: Scripted, tmp_path: Path) -> None:
    """The fault that the test above is about, seen: so that a later version of the package is noticed."""
    with scripted.session() as session:
        session.start()
        request = dict(session._opening.request)
        told = {**os.environ, **session._opening.environment, "TMP_DIR": str(tmp_path / "store")}
    program = f"""
import lean_dojo, time
repository = lean_dojo.LeanGitRepo.from_path({request["repository"]!r})
with lean_dojo.Dojo(lean_dojo.Theorem(repository, "T.lean", "t"), timeout=1, build_deps=False) as (dojo, state):
    try:
        dojo.run_tac(state, "slow")
    except lean_dojo.DojoTacticTimeoutError:
        time.sleep(4)
        print(dojo.run_tac(state, "next").pp)
"""
    ran = subprocess.run([sys.executable, "-c", program], env=told, capture_output=True, text=True, timeout=90)
    assert ran.stdout.strip() == "⊢ slow", ran.stderr[-500:]


def test_a_state_of_before_is_reached_again_after_a_timeout(scripted: Scripted) -> None:
    with scripted.session() as session:
        (first,) = session.run(session.start(), ["first"])
        assert isinstance(first, Open)
        (slow,) = session.run(first, ["slow"])
        assert isinstance(slow, Failed)
        (second,) = session.run(first, ["second"])
        assert isinstance(second, Open) and second.script == ("first", "second")


def test_a_child_that_does_not_answer_is_killed(scripted: Scripted) -> None:
    """LeanDojo's own timeout is longer than ours here: as if it hung."""
    with scripted.session(seconds=600, answer_seconds=1.0) as session:
        (slow,) = session.run(session.start(), ["slow"])
        assert isinstance(slow, Failed) and slow.timed_out and gone(scripted.folder)


@pytest.mark.parametrize(
    ("begin", "why"),
    [
        ("sys.exit(3)", "does not begin"),
        ("print('REPL> no JSON', flush=True); time.sleep(600)", "does not begin"),
        ('print(\'REPL> {"sid": 0, "tacticState": null, "error": "no"}\', flush=True); time.sleep(600)', "begin"),
        ("time.sleep(600)", "Timeout during initialization"),
        ("if os.fork() == 0: time.sleep(600)\nsys.exit(3)", "does not begin"),
    ],
)
def test_a_session_that_does_not_begin_leaves_nothing_behind(scripted: Scripted, begin: str, why: str) -> None:
    with scripted.session(begin) as session:
        with pytest.raises(BadInput) as caught:
            session.start()
        assert why in str(caught.value) and "--with plain" in str(caught.value)
        assert gone(scripted.folder)


@pytest.mark.parametrize("tactic", ["die", "babble"])
def test_a_session_that_is_lost_is_begun_anew(scripted: Scripted, tactic: str) -> None:
    with scripted.session() as session:
        lost, after = session.run(session.start(), [tactic, "next"])
        assert isinstance(lost, Failed) and "lost" in lost.why and not lost.timed_out
        assert isinstance(after, Open) and session.restarts == 1


def test_it_does_not_begin_again_without_end(scripted: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dojo_module, "MOST_RESTARTS", 1)
    with scripted.session() as session:
        outcomes = session.run(session.start(), ["die", "die", "die", "next"])
        assert all(isinstance(one, Failed) for one in outcomes) and len(scripted.started) == 2


def test_sorry_is_given_up_and_check_proof_is_never_called(scripted: Scripted) -> None:
    with scripted.session() as session:
        start = session.start()
        assert session.run(start, ["give up", "sorry"]) == [GivenUp(), GivenUp()]
    for file in Path(dojo_module.__file__).parent.glob("*.py"):
        assert "check_proof(" not in file.read_text("utf-8")


def test_check_proof_does_accept_sorry(scripted: Scripted, tmp_path: Path) -> None:
    """The fault, seen: Lean's warning has had backticks since December 2025, and LeanDojo looks for quotes."""
    with scripted.session() as session:
        request, told = dict(session._opening.request), {**os.environ, **session._opening.environment}
    lake = scripted.folder / "bin" / "lake"
    lake.write_text("#!/bin/sh\necho 'T.lean:4:8: warning: declaration uses `sorry`'\n", "utf-8")
    program = f"""
import lean_dojo
repository = lean_dojo.LeanGitRepo.from_path({request["repository"]!r})
print(lean_dojo.check_proof(lean_dojo.Theorem(repository, "T.lean", "t"), "by sorry"))
"""
    told["TMP_DIR"] = str(tmp_path / "store")
    ran = subprocess.run([sys.executable, "-c", program], env=told, capture_output=True, text=True, timeout=90)
    assert ran.stdout.strip() == "True", ran.stderr[-500:]


def test_leandojo_is_not_slowed_down_by_its_terminal(scripted: Scripted) -> None:
    """pexpect waits 50 ms before each line that it sends, and reads byte by byte, unless it is told not to."""
    with scripted.session() as session:
        start = session.start()
        session.run(start, ["warm"])
        spent = []
        for number in range(20):
            began = time.perf_counter()
            session.run(start, [f"tactic {number}"])
            spent.append(time.perf_counter() - began)
        assert min(spent) < 0.05, "a wait before each line would be in every one of them"


def test_a_missing_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench.errors import MissingTool

    monkeypatch.setattr(dojo_module, "find_spec", lambda name: None)
    with pytest.raises(MissingTool) as caught:
        dojo_module.require_leandojo()
    assert "blueprint-workbench[leandojo]" in str(caught.value)


def test_ours_and_theirs_are_the_same_kind_of_session() -> None:
    assert {"start", "run"} <= set(dir(TacticSession)) & set(dir(DojoSession))
