"""The sandbox against real processes: every limit, every way out, and nothing left behind."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import psutil
import pytest

from workbench.dispatch import sandbox
from workbench.dispatch.sandbox import START_GUARD, Finished, run, session
from workbench.evidence.record import Limits


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", textwrap.dedent(code), *arguments]


def alive(marker: str) -> list[int]:
    """Processes whose command line holds `marker`, zombies left out."""
    found = []
    for process in psutil.process_iter(["cmdline", "status", "pid"]):
        if marker in (process.info["cmdline"] or []) and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process.info["pid"])
    return found


def eventually_gone(marker: str, seconds: float = 3.0) -> bool:
    end = time.monotonic() + seconds
    while alive(marker):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def marker(tmp_path: Path) -> str:
    return f"marker-{tmp_path}"


def test_a_child_that_ends_by_itself(tmp_path: Path) -> None:
    finished = run(python("import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"), tmp_path, Limits())
    assert (finished.exit, finished.ended_by) == (3, None)
    assert (tmp_path / "stdout").read_text() == "out\n"
    assert sandbox.tail(tmp_path) == "err"
    assert 0 < finished.seconds < 5


def test_a_signal_is_told_from_an_exit(tmp_path: Path) -> None:
    finished = run(python("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"), tmp_path, Limits())
    assert finished.exit == -signal.SIGSEGV


def test_no_such_command(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no-such-command-here"):
        run(["no-such-command-here"], tmp_path, Limits())


def test_a_command_that_cannot_be_run(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x7fELF nonsense")
    broken.chmod(0o755)
    finished = run([str(broken)], tmp_path, Limits())
    assert finished.exit == 127
    assert "broken" in sandbox.tail(tmp_path)


def test_the_time_limit(tmp_path: Path, marker: str) -> None:
    finished = run(python("while True: pass", marker), tmp_path, Limits(seconds=0.6))
    assert finished.ended_by == "time"
    assert 0.6 <= finished.seconds < 5
    assert finished.cpu_seconds > 0.02
    assert not alive(marker)


HOGS = """
    import os, time
    for _ in range(4):
        if os.fork() == 0:
            block = bytearray(os.urandom(1 << 20) * 60)
            time.sleep(60)
            os._exit(0)
    time.sleep(60)
"""


def test_the_memory_limit_is_of_all_processes_together(tmp_path: Path, marker: str) -> None:
    """Four children of 60 MB each pass a limit of 150 MB that none of them passes."""
    finished = run(python(HOGS, marker), tmp_path, Limits(seconds=30, memory_mb=150))
    assert finished.ended_by == "memory"
    assert finished.seconds < 15
    assert 150 < finished.peak_mb < 400
    assert not alive(marker)


def test_the_same_processes_under_a_limit_that_they_keep(tmp_path: Path, marker: str) -> None:
    finished = run(python(HOGS, marker), tmp_path, Limits(seconds=2, memory_mb=2000))
    assert finished.ended_by == "time"
    assert finished.peak_mb > 240


def test_reserved_memory_is_not_resident_memory(tmp_path: Path) -> None:
    """4 GB of address space that is never touched: Lean does this, and RLIMIT_AS would end it."""
    finished = run(python("import mmap; mmap.mmap(-1, 4 << 30)"), tmp_path, Limits(seconds=10, memory_mb=200))
    assert (finished.exit, finished.ended_by) == (0, None)


def test_what_a_child_writes_is_limited(tmp_path: Path) -> None:
    finished = run(python("while True: print('x' * 100000)"), tmp_path, Limits(seconds=20), output_mb=5)
    assert finished.ended_by == "output"


ESCAPES = """
    import os, sys, time
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(60)
        os._exit(0)
    os.wait()
    if sys.argv[2] == "stay":
        time.sleep(60)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a subreaper, which Linux has")
@pytest.mark.parametrize("then", ["stay", "leave"])
def test_a_daemon_in_a_session_of_its_own_does_not_escape(tmp_path: Path, marker: str, then: str) -> None:
    finished = run(python(ESCAPES, marker, then), tmp_path, Limits(seconds=1))
    assert finished.ended_by == ("time" if then == "stay" else None)
    assert eventually_gone(marker, 0.5)


def test_a_child_that_ignores_every_polite_signal(tmp_path: Path, marker: str) -> None:
    code = """
        import signal, time
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(number, signal.SIG_IGN)
        time.sleep(60)
    """
    finished = run(python(code, marker), tmp_path, Limits(seconds=0.5))
    assert finished.seconds < 3
    assert not alive(marker)


def test_processes_that_fork_while_they_are_killed(tmp_path: Path, marker: str) -> None:
    code = """
        import os, time
        end = time.monotonic() + 20
        for _ in range(8):
            if os.fork() == 0: break
        while time.monotonic() < end:
            if os.fork() == 0: time.sleep(.05)
            else:
                try: os.waitpid(-1, 0)
                except OSError: pass
    """
    finished = run(python(code, marker), tmp_path, Limits(seconds=0.6, memory_mb=2000))
    assert finished.ended_by == "time"
    assert eventually_gone(marker, 0.5)


def test_cancel(tmp_path: Path, marker: str) -> None:
    cancel = threading.Event()
    results: list[Finished] = []
    thread = threading.Thread(
        target=lambda: results.append(
            run(python("import time; time.sleep(60)", marker), tmp_path, Limits(), cancel=cancel)
        )
    )
    thread.start()
    while not alive(marker):
        time.sleep(0.02)
    asked = time.monotonic()
    cancel.set()
    thread.join(5)
    assert results[0].ended_by == "cancelled"
    assert time.monotonic() - asked < 1
    assert not alive(marker)


def test_samples_tell_of_time_and_memory(tmp_path: Path) -> None:
    samples: list[sandbox.Sample] = []
    code = "import time; block = bytearray(80 << 20); block[::4096] = b'x' * len(block[::4096]); time.sleep(1)"
    run(python(code), tmp_path, Limits(), on_sample=samples.append)
    assert len(samples) >= 3
    assert max(sample.mb for sample in samples) > 75
    assert [s.seconds for s in samples] == sorted(s.seconds for s in samples)


def test_cpu_of_grandchildren_counts(tmp_path: Path) -> None:
    code = """
        import os, time
        if os.fork() == 0:
            while time.process_time() < .4: pass
            os._exit(0)
        os.wait()
    """
    assert run(python(code), tmp_path, Limits()).cpu_seconds >= 0.4


CALLER = """
    import sys
    from pathlib import Path
    from workbench.dispatch.sandbox import run
    from workbench.evidence.record import Limits
    run([sys.executable, "-I", "-S", "-c", "import os, time; os.fork(); time.sleep(60)", sys.argv[1]],
        Path(sys.argv[2]), Limits())
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_nothing_outlives_a_caller_that_is_killed(tmp_path: Path, marker: str, number: int) -> None:
    caller = subprocess.Popen([sys.executable, "-c", textwrap.dedent(CALLER), marker, str(tmp_path)], stderr=-3)
    while len(alive(marker)) < 4:  # caller, guard, child, grandchild
        time.sleep(0.02)
    caller.send_signal(number)
    caller.wait(10)
    assert eventually_gone(marker)


def test_a_guard_that_is_killed_is_reported_and_leaves_nothing(tmp_path: Path, marker: str) -> None:
    def kill_guard() -> None:
        while not (tmp_path / "stdout").exists() or not (tmp_path / "stdout").read_text():
            time.sleep(0.02)
        guards = [psutil.Process(pid) for pid in alive(marker) if START_GUARD in psutil.Process(pid).cmdline()]
        guards[0].kill()

    killer = threading.Thread(target=kill_guard)
    killer.start()
    with pytest.raises(sandbox.LostChild):
        run(python("import time; print(1, flush=True); time.sleep(60)", marker), tmp_path, Limits())
    killer.join()
    assert eventually_gone(marker)


def test_a_guard_that_its_child_kills_is_reported_and_leaves_nothing(
    tmp_path: Path, marker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it can where there is no wall between the two."""
    monkeypatch.setattr(sandbox, "find_wall", lambda: (None, ""))
    code = "import os, signal, time; guard = os.getppid(); os.fork(); os.kill(guard, signal.SIGKILL); time.sleep(60)"
    with pytest.raises(sandbox.LostChild):
        run(python(code, marker), tmp_path, Limits())
    assert eventually_gone(marker)


def test_the_environment_is_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    run(python("import os; print(sorted(os.environ))"), tmp_path, Limits())
    shown = (tmp_path / "stdout").read_text()
    assert "SECRET_TOKEN" not in shown
    assert "PATH" in shown


def test_no_shell_and_no_input(tmp_path: Path) -> None:
    run(python("import sys; print(sys.argv[1], repr(sys.stdin.read()))", "$HOME; *"), tmp_path, Limits())
    assert (tmp_path / "stdout").read_text() == "$HOME; * ''\n"


def test_many_at_once(tmp_path: Path) -> None:
    results: list[Finished] = []

    def one(name: str) -> None:
        folder = tmp_path / name
        folder.mkdir()
        results.append(run(python("print(1)"), folder, Limits()))

    threads = [threading.Thread(target=one, args=(str(i),)) for i in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [r.exit for r in results] == [0] * 12


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    here = psutil.Process()
    before = here.num_fds()
    for _ in range(5):
        run(python("pass"), tmp_path, Limits())
    assert here.num_fds() == before


ECHO = """
    import sys
    print("ready", file=sys.stderr)
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(line.upper())
        sys.stdout.buffer.flush()
    sys.exit(7)
"""


def test_a_session_is_talked_to(tmp_path: Path) -> None:
    with session(python(ECHO), tmp_path, Limits(20)) as child:
        for line in (b"one\n", b"two\n"):
            child.stdin.write(line)
            child.stdin.flush()
            assert child.stdout.readline(100) == line.upper()
        assert child.alive
        child.stdin.close()
        finished = child.wait(10)
        assert child.stdout.read() == b""
    assert finished is not None
    assert (finished.exit, finished.ended_by) == (7, None)
    assert sandbox.tail(tmp_path) == "ready"


@pytest.mark.parametrize("how", ["kill", "leave", "raise"])
def test_a_session_ends_with_its_block(tmp_path: Path, marker: str, how: str) -> None:
    with contextlib.suppress(KeyError), session(python(ESCAPES, marker, "stay"), tmp_path, Limits(20)) as child:
        while len(alive(marker)) < 2:
            time.sleep(0.02)
        if how == "kill":
            child.kill()
            assert not child.alive
            assert child.stdout.read() == b""
        if how == "raise":
            raise KeyError
    assert child.finished is not None
    assert child.finished.ended_by == "cancelled"
    assert not alive(marker)


def test_a_session_has_limits(tmp_path: Path) -> None:
    with session(
        python("import time; x = bytearray(b'x' * (200 << 20)); time.sleep(60)"), tmp_path, Limits(20, 100)
    ) as c:
        assert c.stdout.read() == b""
        finished = c.wait(10)
    assert finished is not None
    assert finished.ended_by == "memory"


def test_a_session_whose_child_is_gone(tmp_path: Path) -> None:
    with session(python("print('bye')"), tmp_path, Limits(20)) as child:
        assert child.stdout.read() == b"bye\n"
        child.wait(10)
        assert not child.alive
        with pytest.raises(BrokenPipeError):
            child.stdin.write(b"x")
            child.stdin.flush()
    assert child.finished is not None
    assert child.finished.exit == 0


def test_a_child_starts_others_under_a_terminal(tmp_path: Path) -> None:
    """As LeanDojo does by pexpect."""
    code = """
        import os, pty
        child, terminal = pty.fork()
        if child == 0:
            os.execvp("cat", ["cat"])
        os.write(terminal, b"hello\\n")
        heard = b""
        while heard.count(b"hello") < 2:
            heard += os.read(terminal, 100)
        os.write(terminal, b"\\x04")
        print(os.waitpid(child, 0)[1], os.ttyname(terminal) if os.isatty(terminal) else None)
    """
    finished = run(python(code), tmp_path, Limits(20))
    assert finished.exit == 0, sandbox.tail(tmp_path)
    assert (tmp_path / "stdout").read_text().startswith("0 /dev/")


def test_no_descriptor_of_a_session_is_left_open(tmp_path: Path) -> None:
    here = psutil.Process()
    before = here.num_fds()
    for _ in range(3):
        with session(python("pass"), tmp_path, Limits()):
            pass
    assert here.num_fds() == before


def test_who_stops_what_has_ended_still_hears_how_it_ended() -> None:
    ours, theirs = socket.socketpair()
    stop = threading.Event()
    stop.set()
    with ours:
        with theirs:
            theirs.sendall(b'{"ended_by": null}\n')
        assert list(sandbox._lines(ours, stop)) == [{"ended_by": None}]


@pytest.mark.skipif(sys.platform != "linux", reason="what the kernel does when a parent dies")
def test_a_child_whose_guard_was_killed_before_the_kernel_knew_does_not_start(tmp_path: Path) -> None:
    code = (
        "from workbench.dispatch.guard import Bounds, _become\n"
        "_become(['echo', 'started'], Bounds(1, 100, 1, 8, True, ()), 0, 2**22 + 1)\n"  # no process has this number
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (127, "")
