"""Children that try to get out: each attempt is a real one, behind the wall and without it where something is promised
without it too, and each has a harmless twin that succeeds.

No attempt can harm the machine that runs a failing test: bombs are bounded, and victims are processes of the test.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from workbench.cache import cache_folder
from workbench.dispatch import isolation, sandbox
from workbench.dispatch.sandbox import Access, Finished, run
from workbench.evidence.record import Limits
from workbench.seal import seal

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="isolation is a matter of Linux")


@pytest.fixture
def walled() -> None:
    """For what is promised behind the wall alone."""
    if not isolation.isolation().in_force:
        pytest.skip(isolation.isolation().what)


@pytest.fixture(params=["walled", "bare"])
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """For what is promised with and without bubblewrap."""
    if request.param == "bare":
        monkeypatch.setattr(sandbox, "find_wall", lambda: (None, "taken away by a test"))
    elif not isolation.isolation().in_force:
        pytest.skip(isolation.isolation().what)
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "child").mkdir()
    return tmp_path / "child"


@pytest.fixture
def victim() -> Iterator[subprocess.Popen[bytes]]:
    """A process of the same user that means no harm."""
    process = subprocess.Popen(["sleep", "60"])
    yield process
    process.kill()
    process.wait()


TRY = """
import json, os, sys
def attempt(name, act):
    try: told[name] = repr(act())
    except BaseException as error: told[name] = type(error).__name__
told = {}
"""


def child(
    code: str, folder: Path, *arguments: object, limits: Limits | None = None, **options: Any
) -> tuple[Finished, dict[str, str]]:
    """Run Python code in a child; what became of it, and the outcome of each `attempt` by name."""
    text = TRY + textwrap.dedent(code) + "\nprint(json.dumps(told))"
    argv = [sys.executable, "-I", "-S", "-c", text, *map(str, arguments)]
    finished = run(argv, folder, limits or Limits(20, 1000), **options)
    said = (folder / "stdout").read_bytes()[-100_000:].splitlines() if (folder / "stdout").exists() else []
    try:
        return finished, json.loads(said[-1])
    except (IndexError, ValueError):
        return finished, {}


def ended(code: str, folder: Path, *arguments: object, **options: Any) -> str | None:
    return child(code, folder, *arguments, **options)[0].ended_by


def test_nobody_behind_the_wall_reads_the_secret_of_the_seal(walled: None, folder: Path) -> None:
    """Whoever has it can forge evidence."""
    seal("made")
    secret = cache_folder("seal") / "secret"
    code = "attempt('secret', lambda: len(open(sys.argv[1], 'rb').read()))"
    _, told = child(code, folder, secret)
    assert told == {"secret": "FileNotFoundError"}
    _, told = child(code, folder, secret, access=Access(read=(secret,)))
    assert told == {"secret": "32"}, "the twin, to which it is shown"


def test_ci_runs_behind_the_wall() -> None:
    if os.environ.get("WORKBENCH_NO_SKIP"):
        found = isolation.isolation()
        assert found.in_force, f"{found.what}; {found.remedy}"


# Write outside


WRITE = """
    def write(path):
        with open(path, "w") as file: file.write("I was here")
        return "written"
    for path in sys.argv[1:]: attempt(path, lambda: write(path))
"""


@pytest.mark.usefixtures("walled")
def test_nothing_is_written_outside(tmp_path: Path, folder: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "web.tex").write_text("untouched")
    (folder / "way-out").symlink_to(tmp_path / "through-a-link")
    name = f"escaped-{os.getpid()}-{time.time_ns()}"
    package = Path(isolation.__file__).parent
    places = [project / "web.tex", project / name, tmp_path / name, package / name, Path(sys.prefix, name)]
    places += [Path("/", name), Path("/usr", name), Path("/etc", name), Path("/var/tmp", name), Path("/dev", name)]
    places += [Path.home() / name, folder / "way-out", folder / ".." / name]
    _, told = child(WRITE, folder, *places, access=Access(read=(project,)))
    assert set(told) == set(map(str, places))
    # Where the test's own folders lie in /tmp, the child has written into its private one.
    written = {Path(place) for place, outcome in told.items() if outcome == "'written'"}
    assert all(tmp_path in place.parents and tmp_path.is_relative_to("/tmp") for place in written)
    assert not any(place.exists() for place in places[1:])
    assert (project / "web.tex").read_text() == "untouched"


@pytest.mark.usefixtures("walled")
def test_what_is_shown_cannot_be_moved_or_linked_to(tmp_path: Path, folder: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "web.tex").write_text("untouched")
    code = """
        there = sys.argv[1]
        attempt("rename", lambda: os.rename(there, there + ".old"))
        attempt("link", lambda: os.link(there, "link"))
        attempt("unlink", lambda: os.unlink(there))
        attempt("chmod", lambda: os.chmod(there, 0o777))
        attempt("truncate", lambda: os.truncate(there, 0))
        attempt("utime", lambda: os.utime(there, (0, 0)))
    """
    _, told = child(code, folder, project / "web.tex", access=Access(read=(project,)))
    assert set(told.values()) == {"OSError"}  # another device, or a read-only one
    assert (project / "web.tex").read_text() == "untouched"


def test_the_child_writes_in_its_own_folder_and_where_it_may(tmp_path: Path, folder: Path, either: str) -> None:
    (tmp_path / "cache").mkdir()
    mine, cache = folder / "mine", tmp_path / "cache" / "entry"
    _, told = child(WRITE, folder, mine, cache, access=Access(write=(tmp_path / "cache",)))
    assert told == {str(mine): "'written'", str(cache): "'written'"}
    assert mine.read_text() == cache.read_text() == "I was here"


@pytest.mark.usefixtures("walled")
def test_tmp_is_private_and_small(folder: Path) -> None:
    name = f"private-{os.getpid()}-{time.time_ns()}"
    code = """
        attempt("write", lambda: open("/tmp/" + sys.argv[1], "w").write("x"))
        def fill(where):
            with open(where + "/full", "wb", buffering=0) as file:
                for _ in range(100): file.write(bytes(1 << 20))
        attempt("fill", lambda: fill("/tmp"))
        attempt("shm", lambda: fill("/dev/shm"))
    """
    _, told = child(code, folder, name)
    assert told == {"write": "1", "fill": "OSError", "shm": "OSError"}
    assert not Path("/tmp", name).exists()


# Read what is private


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with a key in it, and a project."""
    home = tmp_path / "home" / "emmy"
    for inner in (".ssh", "project"):
        (home / inner).mkdir(parents=True)
    (home / ".ssh" / "id").write_text("the private key")
    (home / "project" / "web.tex").write_text("the blueprint")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GITHUB_TOKEN", "the token")
    return home


READ = """
    for path in sys.argv[1:]: attempt(path, lambda: open(path).read())
    attempt("home", lambda: open(os.path.expanduser("~/.ssh/id")).read())
    attempt("beside", lambda: open(os.path.dirname(os.path.dirname(sys.argv[1])) + "/beside", "w"))
    attempt("environment", lambda: dict(os.environ))
    attempt("others", lambda: [open(f"/proc/{p}/environ").read() for p in os.listdir("/proc") if p.isdigit()])
"""


@pytest.mark.usefixtures("walled")
@pytest.mark.parametrize("shown", ["nothing", "home", "its parent", "root"])
def test_keys_are_not_read(home: Path, folder: Path, shown: str) -> None:
    read = {"nothing": (), "home": (home,), "its parent": (home.parent,), "root": (Path("/"),)}[shown]
    key = home / ".ssh" / "id"
    _, told = child(READ, folder, key, f"/proc/{os.getpid()}/environ", "/etc/shadow", access=Access(read=read))
    assert told[str(key)] == told["home"] == "FileNotFoundError"
    assert told["beside"] in ("OSError", "FileNotFoundError")  # read-only, or not there
    assert told[f"/proc/{os.getpid()}/environ"] == "FileNotFoundError"
    assert told["/etc/shadow"] == "FileNotFoundError"
    assert "private" not in str(told)
    assert "token" not in str(told)


@pytest.mark.usefixtures("walled")
@pytest.mark.parametrize("too", ["project", "parent"])
def test_a_project_at_home_is_read(home: Path, folder: Path, too: str) -> None:
    read = (home / "project", *([home.parent] if too == "parent" else []))
    text = home / "project" / "web.tex"
    _, told = child(READ, folder, text, home / ".ssh" / "id", access=Access(read=read))
    assert told[str(text)] == "'the blueprint'"
    assert told[str(home / ".ssh" / "id")] == "FileNotFoundError"


@pytest.mark.usefixtures("walled")
def test_what_is_reached_by_links_is_read_under_both_names(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "disk" / "papers").mkdir(parents=True)
    (tmp_path / "disk" / "papers" / "web.tex").write_text("the blueprint")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "work").symlink_to(tmp_path / "disk")
    by_link = tmp_path / "links" / "work" / "papers"
    _, told = child(READ, folder, by_link / "web.tex", access=Access(read=(by_link,)))
    assert told[str(by_link / "web.tex")] == "'the blueprint'"


def test_secrets_of_the_environment_are_not_passed_on(home: Path, folder: Path, either: str) -> None:
    _, told = child("attempt('environment', lambda: dict(os.environ))", folder, environment={"WANTED": "this"})
    assert "token" not in told["environment"]
    assert "'WANTED': 'this'" in told["environment"]


# Open a socket


CONNECT = """
    import socket
    port, path, abstract = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    def connect(kind, address):
        with socket.socket(kind) as s:
            s.settimeout(5); s.connect(address)
        return "connected"
    attempt("tcp", lambda: connect(socket.AF_INET, ("127.0.0.1", port)))
    attempt("abstract", lambda: connect(socket.AF_UNIX, "\\0" + abstract))
    attempt("path", lambda: connect(socket.AF_UNIX, path))
    attempt("outside", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("192.0.2.1", 53)))
"""


@pytest.mark.usefixtures("walled")
def test_calls_that_no_checker_needs_are_refused(folder: Path) -> None:
    code = """
        import ctypes, socket
        libc = ctypes.CDLL(None, use_errno=True)
        def call(*numbers):
            if libc.syscall(*numbers) < 0: raise OSError(ctypes.get_errno(), "")
        def clone(flags):
            try: child = libc.syscall(56, flags | 17, None, None, None, None)
            except BaseException: raise
            if child == 0: os._exit(0)
            if child < 0: raise OSError(ctypes.get_errno(), "")
            os.wait()
        attempt("vsock", lambda: socket.socket(40, socket.SOCK_STREAM))
        attempt("packet", lambda: socket.socket(17, socket.SOCK_RAW))
        attempt("keys", lambda: call(250, 0, -3, 0))
        attempt("bpf", lambda: call(321, 0, None, 0))
        attempt("ring", lambda: call(425, 1, bytes(256)))
        attempt("unseen memory", lambda: os.memfd_create("f"))
        attempt("shared memory", lambda: call(29, 0, 4096, 0o600))
        attempt("open_tree", lambda: call(428, -100, b"/usr", 1))
        attempt("namespace", lambda: clone(0x10000000))
        attempt("other numbers", lambda: call(0x40000000 + 39))
        attempt("twin", lambda: clone(0))
    """
    if platform.machine() != "x86_64":
        pytest.skip("the numbers in this test are those of x86-64")
    _, told = child(code, folder)
    assert told.pop("twin") == "None"
    assert set(told.values()) <= {"PermissionError", "OSError"}, told
    assert len(told) == 10


@pytest.fixture
def listeners(tmp_path: Path) -> Iterator[tuple[int, str, str]]:
    """A port, a path and an abstract name that somebody listens at."""
    abstract, path = f"escape-{os.getpid()}-{time.time_ns()}", os.path.relpath(tmp_path / "s")
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as named:
        named.bind(path)
        named.listen()
        with socket.socket(socket.AF_UNIX) as unnamed:
            unnamed.bind("\0" + abstract)
            unnamed.listen()
            yield tcp.getsockname()[1], str(tmp_path / "s"), abstract


@pytest.mark.usefixtures("walled")
def test_nobody_is_reached_by_a_socket(folder: Path, listeners: tuple[int, str, str]) -> None:
    _, told = child(CONNECT, folder, *listeners)
    assert told == {
        "tcp": "ConnectionRefusedError",
        "abstract": "ConnectionRefusedError",
        "path": "FileNotFoundError",
        "outside": "OSError",  # no network is reachable
    }


def test_a_child_that_may_use_the_network_does(folder: Path, listeners: tuple[int, str, str], either: str) -> None:
    _, told = child(CONNECT, folder, *listeners, access=Access(network=True))
    assert told["tcp"] == "'connected'"


def test_a_child_talks_to_its_own_children(folder: Path, either: str) -> None:
    code = """
        import socket, threading, multiprocessing
        server = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=lambda: server.accept()[0].sendall(b"hello"), daemon=True).start()
        attempt("loopback", lambda: socket.create_connection(server.getsockname()).recv(5))
        ours, theirs = socket.socketpair()
        if os.fork() == 0: theirs.sendall(b"hello"); os._exit(0)
        attempt("pair", lambda: ours.recv(5))
        attempt("lock", lambda: multiprocessing.Lock().acquire())
    """
    _, told = child(code, folder)
    assert told == {"loopback": "b'hello'", "pair": "b'hello'", "lock": "True"}


# Fork without end


BOMB = """
    # Doubles until there have been so many; a test that fails leaves no more than these.
    import mmap, time
    most, born = int(sys.argv[1]), mmap.mmap(-1, 4096)
    end = time.monotonic() + float(sys.argv[2])
    while time.monotonic() < end:
        born[:2] = (count := int.from_bytes(born[:2], "little") + 1).to_bytes(2, "little")
        if count >= most: break
        os.fork()
    if count >= most: time.sleep(float(sys.argv[2]))
"""


def test_a_fork_bomb_is_put_out(folder: Path, either: str) -> None:
    finished, _ = child(BOMB, folder, 400, 20, processes=40)
    assert finished.ended_by == "processes"
    assert finished.seconds < 8
    assert not [p for p in psutil.process_iter(["cmdline"]) if BOMB.strip()[:60] in " ".join(p.info["cmdline"] or [])]


def test_a_bomb_of_threads_is_put_out(folder: Path, either: str) -> None:
    code = """
        import threading, time
        threading.stack_size(64 << 10)
        for _ in range(400): threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
        time.sleep(20)
    """
    assert ended(code, folder, processes=4) == "processes"


def test_as_many_processes_as_are_allowed(folder: Path, either: str) -> None:
    code = """
        import time
        for _ in range(19):
            if os.fork() == 0: time.sleep(.5); os._exit(0)
        for _ in range(19): os.wait()
        attempt("done", lambda: "done")
    """
    finished, told = child(code, folder, processes=20)
    assert (finished.ended_by, finished.exit, told) == (None, 0, {"done": "'done'"})


# Fill the disk


FILLERS = {
    "one file": "file = open('f', 'wb')\nwhile True: file.write(bytes(1 << 16))",
    "one file, whatever the kernel says": """
        while True:
            try:
                with open("f", "ab") as file: file.write(bytes(1 << 16))
            except OSError: pass""",
    "many files": """
        n = 0
        while True:
            with open(f"f{n}", "wb") as file: file.write(bytes(1 << 16))
            n += 1""",
    "folders in folders": """
        n = 0
        while True:
            os.makedirs(f"a/b/c/{n}"); n += 1
            with open(f"a/b/c/{n - 1}/f", "wb") as file: file.write(bytes(1 << 16))""",
    "folders too deep for a path": """
        n = 0
        while True:
            os.mkdir("d" * 100); os.chdir("d" * 100); n += 1
            with open("f", "wb") as file: file.write(bytes(1 << 12))
            if n >= 2000: import time; time.sleep(20)""",
    "files without names": """
        import time
        kept = []
        for _ in range(5):
            kept.append(open("f", "wb", buffering=0)); os.unlink("f")
            for _ in range(32): kept[-1].write(bytes(1 << 16))
        time.sleep(20)""",
    "memory that poses as files": """
        import time
        if sys.argv[1] == "walled":
            try: os.memfd_create("f"); sys.exit("a file without a place")
            except OSError: print("x" * (5 << 20)); sys.exit()
        for _ in range(5):
            file = os.memfd_create("f")
            for _ in range(32): os.write(file, bytes(1 << 16))
        time.sleep(20)""",
    "empty files": """
        for n in range(10_000): os.close(os.open(f"f{n}", os.O_CREAT | os.O_WRONLY))
        import time; time.sleep(20)""",
    "a sparse file": "file = open('f', 'wb'); os.truncate('f', 5 << 20)\nwhile True: file.seek(100, 1)",
    "stdout": "while True: print('x' * 10000)",
    "stderr": "while True: print('x' * 10000, file=sys.stderr)",
    "after raising its limits": """
        import resource
        for which in (resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
            attempt("raise", lambda: resource.setrlimit(which, (resource.RLIM_INFINITY,) * 2))
        file = open("f", "wb")
        while True: file.write(bytes(1 << 16))""",
}


@pytest.mark.parametrize("how", FILLERS)
def test_the_disk_is_not_filled(folder: Path, either: str, how: str) -> None:
    finished, _ = child(FILLERS[how], folder, either, output_mb=4, limits=Limits(30, 1000))
    assert finished.ended_by == "output"
    assert int(subprocess.check_output(["du", "-sm", folder]).split()[0]) < 400
    shutil.rmtree(folder)  # nothing is left that whoever tidies up would trip over


def test_what_it_may_write_to_elsewhere_is_not_filled(tmp_path: Path, folder: Path, either: str) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "old").write_bytes(bytes(20 << 20))
    code = """
        attempt("old", lambda: len(open(sys.argv[1] + "/old", "rb").read()))
        n = 0
        while sys.argv[2] == "fill" or n < 20:
            with open(f"{sys.argv[1]}/f{n}", "wb") as file: file.write(bytes(1 << 16))
            n += 1
    """
    access = Access(write=(tmp_path / "cache",))
    assert ended(code, folder, tmp_path / "cache", "little", access=access, output_mb=4) is None
    assert ended(code, folder, tmp_path / "cache", "fill", access=access, output_mb=4) == "output"


def test_a_little_of_everything_may_be_written(folder: Path, either: str) -> None:
    code = """
        os.makedirs("a/b/c")
        for n in range(50):
            with open(f"a/b/c/{n}", "wb") as file: file.write(bytes(1 << 14))
        file = open("f", "wb"); os.unlink("f"); file.write(bytes(1 << 20)); file.flush()
        print("x" * (1 << 20)); print("x" * (1 << 20), file=sys.stderr)
        attempt("done", lambda: "done")
    """
    finished, told = child(code, folder, output_mb=5)
    assert (finished.ended_by, told) == (None, {"done": "'done'"})


# Outlive the parent


DAEMON = """
    import time
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0: time.sleep(60)
        os._exit(0)
    os.wait()
    print("ready", flush=True)
    if sys.argv[2] == "stay": time.sleep(60)
"""


def living(marker: str) -> list[int]:
    return [p.pid for p in psutil.process_iter(["cmdline", "status"]) if marker in (p.info["cmdline"] or [])]


@pytest.mark.parametrize("then", ["stay", "leave"])
def test_a_daemon_does_not_outlive_its_parent(tmp_path: Path, folder: Path, either: str, then: str) -> None:
    marker = f"daemon-of-{tmp_path}"
    finished, _ = child(DAEMON, folder, marker, then, limits=Limits(1, 500))
    assert finished.ended_by == ("time" if then == "stay" else None)
    assert not living(marker)


CALLER = """
import sys
from pathlib import Path
from workbench.dispatch import sandbox
from workbench.evidence.record import Limits
if sys.argv[1] == "bare": sandbox.find_wall = lambda: (None, "")
sandbox.run(sys.argv[3:], Path(sys.argv[2]), Limits())
"""


def test_a_daemon_does_not_outlive_a_workbench_that_is_killed(tmp_path: Path, folder: Path, either: str) -> None:
    marker = f"daemon-of-{tmp_path}"
    argv = [sys.executable, "-I", "-S", "-c", TRY + textwrap.dedent(DAEMON), marker, "stay"]
    caller = subprocess.Popen([sys.executable, "-c", CALLER, either, str(folder), *argv])
    out = folder / "stdout"
    until(lambda: out.exists() and "ready" in out.read_text())
    caller.kill()
    caller.wait()
    until(lambda: not living(marker))


def until(holds: Any, seconds: float = 8) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)


# Signal, trace or change others


MEDDLE = """
    import ctypes, resource, signal
    libc, other = ctypes.CDLL(None, use_errno=True), int(sys.argv[1])
    def ptrace():
        if libc.ptrace(16, other, None, None): raise OSError(ctypes.get_errno(), "ptrace")
        return "attached"
    attempt("trace", ptrace)
    attempt("memory", lambda: open(f"/proc/{other}/mem", "rb"))
    attempt("limits", lambda: resource.prlimit(other, resource.RLIMIT_CPU, (1, 1)))
    attempt("priority", lambda: os.setpriority(os.PRIO_PROCESS, other, 19))
    attempt("group", lambda: os.killpg(other, 0))
    attempt("signal", lambda: os.kill(other, signal.SIGTERM))
"""


@pytest.mark.usefixtures("walled")
def test_nobody_else_is_signalled_or_traced(folder: Path, victim: subprocess.Popen[bytes]) -> None:
    _, told = child(MEDDLE, folder, victim.pid)
    assert set(told.values()) <= {"ProcessLookupError", "FileNotFoundError", "OSError"}
    assert len(told) == 6
    assert victim.poll() is None
    assert psutil.Process(victim.pid).nice() == 0


@pytest.mark.usefixtures("walled")
def test_the_parent_cannot_be_named(folder: Path) -> None:
    code = """
        import signal
        attempt("seen", lambda: sorted(int(name) for name in os.listdir("/proc") if name.isdigit()))
        attempt("first", lambda: os.kill(1, signal.SIGKILL))
        attempt("parent", lambda: os.kill(os.getppid(), signal.SIGKILL))
        attempt("still", lambda: "here")
    """
    finished, told = child(code, folder)
    assert told["seen"] == "[1, 2]"
    assert told["still"] == "'here'"
    assert (finished.exit, finished.ended_by) == (0, None)


def test_a_child_signals_and_traces_its_own(folder: Path, either: str) -> None:
    code = """
        import signal, time
        if (pid := os.fork()) == 0: time.sleep(20)
        attempt("signal", lambda: os.kill(pid, signal.SIGTERM))
        attempt("ended", lambda: os.waitstatus_to_exitcode(os.wait()[1]))
    """
    _, told = child(code, folder)
    assert told == {"signal": "None", "ended": str(-signal.SIGTERM)}


# More rights


@pytest.mark.usefixtures("walled")
def test_no_rights_are_gained(folder: Path) -> None:
    code = r"""
        import ctypes, re
        libc = ctypes.CDLL(None, use_errno=True)
        def call(name, *arguments):
            if getattr(libc, name)(*arguments) < 0: raise OSError(ctypes.get_errno(), name)
            return "done"
        attempt("remount", lambda: call("mount", b"none", b"/usr", None, 32 | 4096, None))
        attempt("mount", lambda: call("mount", b"tmpfs", b"/tmp", b"tmpfs", 0, None))
        attempt("unmount", lambda: call("umount2", b"/proc", 2))
        attempt("namespace", lambda: call("unshare", 0x10000000))
        attempt("chroot", lambda: os.chroot("."))
        attempt("device", lambda: os.mknod("disk", 0o600 | 0o060000, os.makedev(254, 0)))
        # Opened and not written to: on the day that this test fails the machine is to stay as it is.
        attempt("kernel", lambda: open("/proc/sys/kernel/core_pattern", "r+b"))
        attempt("processes", lambda: open("/proc/self/oom_score_adj", "r+b"))
        status = open("/proc/self/status").read()
        told["rights"] = " ".join(re.findall(r"Cap\w+:\s*(\w+)", status))
        told["new"] = re.search(r"NoNewPrivs:\s*(\d)", status)[1]
    """
    _, told = child(code, folder)
    assert set(told.pop("rights").split()) == {"0" * 16}
    assert told.pop("new") == "1"
    assert set(told.values()) <= {"PermissionError", "OSError"}


# Memory


@pytest.mark.parametrize(("memory", "outcome"), [(150, "memory"), (2000, None)])
def test_memory_of_many_children_is_added_up(folder: Path, either: str, memory: int, outcome: str | None) -> None:
    code = """
        import time
        for _ in range(12):
            if os.fork() == 0:
                os.setsid()
                block = bytearray(os.urandom(1 << 20) * 20)
                time.sleep(1.5)
                os._exit(0)
        for _ in range(12): os.wait()
    """
    finished, _ = child(code, folder, limits=Limits(30, memory))
    assert finished.ended_by == outcome
    assert finished.peak_mb > 150


# Mislead whoever reads what it left


def test_traps_are_cleared_away(tmp_path: Path, folder: Path, either: str) -> None:
    (tmp_path / "secret").write_text("the private key")
    code = """
        import socket
        os.unlink("stderr"); os.mkfifo("stderr")
        os.mkdir("inner"); os.mkfifo("inner/pipe")
        os.symlink(sys.argv[1], "claim.json"); os.symlink("/etc", "inner/etc")
        os.symlink("../kept", "inner/link"); open("kept", "w").write("kept")
        socket.socket(socket.AF_UNIX).bind("socket")
        open("tool", "w").close(); os.chmod("tool", 0o6755)
    """
    finished, _ = child(code, folder, tmp_path / "secret")
    assert finished.ended_by is None
    left = {str(path.relative_to(folder)) for path in folder.rglob("*")}
    assert left == {"stdout", "inner", "inner/link", "kept", "tool"}
    assert (folder / "tool").stat().st_mode & 0o7777 == 0o755
    assert (folder / "inner" / "link").read_text() == "kept"
    assert sandbox.tail(folder) == ""


# What is said of it all


def test_without_bubblewrap_children_run_and_it_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_programs", lambda: iter(()))
    isolation.find_wall.cache_clear()
    try:
        found = isolation.isolation()
        assert not found.in_force
        assert "not installed" in found.what
        assert "bubblewrap" in found.remedy
        assert child("attempt('run', lambda: 1)", folder)[1] == {"run": "1"}
    finally:
        isolation.find_wall.cache_clear()


def test_a_bubblewrap_that_does_not_work_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(isolation, "_programs", lambda: iter([str(broken)]))
    isolation.find_wall.cache_clear()
    try:
        found = isolation.isolation()
        assert not found.in_force
        assert "No permissions to create new namespace" in found.what
    finally:
        isolation.find_wall.cache_clear()


@pytest.mark.usefixtures("walled")
def test_what_is_in_force_is_named() -> None:
    assert "bubblewrap" in isolation.isolation().what


@pytest.mark.usefixtures("walled")
def test_an_older_bubblewrap_does_as_well(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that sizes no /tmp and forbids no user namespaces: there is no private /tmp then."""
    wall, _ = isolation.find_wall()
    assert wall is not None
    older = replace(wall, recent=False)
    monkeypatch.setattr(sandbox, "find_wall", lambda: (older, ""))
    _, told = child(WRITE, folder, folder / "mine", "/tmp/x", "/dev/shm/x", "/dev/x", "/x", tmp_path / "x")
    assert told.pop(str(folder / "mine")) == "'written'"
    assert set(told.values()) == {"OSError"}
    assert not (tmp_path / "x").exists()
