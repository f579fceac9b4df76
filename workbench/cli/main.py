"""The entry point: a group whose commands are imported only when called, and the edge where errors become sentences."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TextIO

import click

from workbench import __version__
from workbench.errors import WorkbenchError

COMPLETION_VARIABLE: Final = "_WORKBENCH_COMPLETE"

# Name -> where the click command is, and its line in `workbench --help` (given here, for an import would cost time).
COMMANDS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "Check and read": {
        "check": ("check:check_command", "Find what is wrong, ask the machines what is open, say what holds."),
        "status": ("status:status_command", "The figures, and what needs attention; asks nobody."),
        "lint": ("lint:lint_command", "What is wrong with the sources alone."),
        "graph": ("graph:graph_command", "The dependency graph as JSON, DOT, GraphML or Mermaid."),
        "explain": ("explain:explain_command", "Why a node has its colour, and what to do next."),
        "next": ("next:next_command", "Work to take, ranked by what it unblocks."),
        "impact": ("impact:impact_command", "What a change to a node would make stale."),
        "diff": ("diff:diff_command", "What changed between git revisions."),
    },
    "Decide and keep": {
        "accept": ("accept:accept_command", "Say that problem and statement mean the same."),
        "evidence": ("evidence:evidence_group", "Carry evidence between machines; its history."),
        "verify": ("verify:verify_command", "Re-check certificates without solving."),
        "solve": ("solve:solve_command", "Answer one problem without a blueprint."),
        "sweep": ("sweep:sweep_command", "Many problems at once: a set, a file or a range; resumable."),
        "prove": ("prove:prove_command", "Search for the proof of an open leaf; write what the audit accepts."),
    },
    "Look and show": {
        "tui": ("tui:tui_command", "The workbench in the terminal: graph, work, evidence."),
        "export": ("export:export_command", "The blueprint as one HTML file that needs nothing else."),
    },
    "Set up": {
        "init": ("init:init_command", "Put Workbench into an existing project."),
        "doctor": ("doctor:doctor_command", "What is installed, what is missing and how to get it."),
        "completion": ("completion:completion_command", "The script that completes commands and ids in a shell."),
    },
}

WRITE_FOLDERS: Final = frozenset(
    {"check", "diff", "doctor", "evidence", "export", "prove", "solve", "sweep", "tui", "verify"}
)
"""The commands that make temporary files, most of them for children. The others start faster."""

_PLACES: Final = {name: entry for section in COMMANDS.values() for name, entry in section.items()}


class LazyGroup(click.Group):
    """Imports a command when it is called (or completed), not when its name is listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the help."""
        return list(_PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None where there is none of that name."""
        if cmd_name not in _PLACES:
            return None
        module, attribute = _PLACES[cmd_name][0].split(":")
        command = getattr(importlib.import_module(f"workbench.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The sections of COMMANDS."""
        for section, commands in COMMANDS.items():
            with formatter.section(section):
                formatter.write_dl([(name, line) for name, (_, line) in commands.items()])


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="workbench")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """A blueprint says what is to hold, a machine is asked, and green means evidence.

    \b
    Examples:
      workbench                             the blueprint here on the screen, in a terminal
      workbench check                       the project around the current folder
      workbench check blueprints/monochromatic --node thm:schur-four
      workbench solve schur n=44 colours=4
      workbench explain thm:schur-four
    """
    if ctx.invoked_subcommand in WRITE_FOLDERS:
        _end_in_order(ctx, ctx.invoked_subcommand)
    if ctx.invoked_subcommand is None and not _opens_the_screen(ctx):
        click.echo(ctx.get_help())


def _end_in_order(ctx: click.Context, name: str) -> None:
    """However the command ends but for `kill -9`, its temporary files go and its children end."""
    from workbench.cli.scratch import scratch
    from workbench.cli.signals import as_ctrl_c

    ctx.with_resource(scratch())
    if name != "tui":  # the screen has its own ways
        ctx.with_resource(as_ctrl_c())


def _opens_the_screen(ctx: click.Context) -> bool:
    """In a terminal, and where there is a blueprint, `workbench` by itself opens it; else it prints its help."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    from workbench.workspace import find_workspace

    if not find_workspace(None).mains:
        return False
    _end_in_order(ctx, "tui")
    ctx.invoke(LazyGroup.get_command(cli, ctx, "tui"))  # type: ignore[arg-type]
    return True


def main() -> None:
    """What the installed `workbench` runs."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; whatever goes wrong is a sentence on stderr."""
    _open_what_is_closed()
    _write_what_cannot_be_encoded_as_escapes()
    try:
        code = _invoke(list(arguments))
        sys.stdout.flush()
        return code
    except click.exceptions.Exit as exit:
        return exit.exit_code
    except SystemExit as exit:
        return _exit_code(exit.code)
    except WorkbenchError as error:
        return _say(str(error), error.exit_code)
    except click.ClickException as error:
        error.show()
        return 2
    except (KeyboardInterrupt, click.Abort):
        return _say("interrupted; what had finished is kept", 130)
    except BrokenPipeError:
        _silence_stdout()
        _silence(sys.stderr)
        return 128 + 13  # as a shell reports a program that died of SIGPIPE
    except OSError as error:
        return _say_system(error)
    except Exception as error:
        return _say_fault(error)


def _invoke(arguments: list[str]) -> int:
    """What `click.Command.main` does, less its own ideas of exit codes and of broken pipes."""
    if instruction := os.environ.get(COMPLETION_VARIABLE):
        from click.shell_completion import shell_complete

        return shell_complete(cli, {}, "workbench", COMPLETION_VARIABLE, instruction)
    with cli.make_context("workbench", arguments) as context:
        return _exit_code(cli.invoke(context))


def _exit_code(returned: Any) -> int:
    if isinstance(returned, bool) or not isinstance(returned, int):
        return 0 if returned is None else 1
    return returned


def _say(sentence: str, code: int) -> int:
    with suppress(OSError):  # nobody listens: the terminal or the pipe is gone
        click.echo(f"workbench: {sentence}", err=True)
    return code


def _say_system(error: OSError) -> int:
    remedies = {
        errno.ENOSPC: "make room and run the command again; what had finished is kept",
        errno.EDQUOT: "make room and run the command again; what had finished is kept",
        errno.EACCES: "check who owns it and who may read and write it",
        errno.EPERM: "check who owns it and who may read and write it",
        errno.EROFS: "run the command on a copy that can be written to",
        errno.ENOENT: "check the name",
        errno.ENXIO: "start what reads it first, or name a file",
        errno.EBADF: "open it first, or name a file",
    }
    if error.errno == errno.ENOENT and error.filename is None:
        return _say("the current folder is not there any more; change to one that is and run the command again", 2)
    what = error.strerror or str(error) or type(error).__name__
    where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, (str, bytes)) else ""
    if error.errno == errno.ENOSPC:
        _silence_stdout()
    remedy = remedies.get(error.errno or 0, "see whether the file or folder is what it should be")
    return _say(f"{where}{what[:1].lower()}{what[1:]}; {remedy}", 2)


def _say_fault(error: Exception) -> int:
    if os.environ.get("WORKBENCH_DEBUG"):
        import traceback

        traceback.print_exc()
    said = " ".join(str(error).split())
    return _say(
        f"a fault of Workbench itself, not of your input: {type(error).__name__}: {said}; "
        "please report it with the command you ran (WORKBENCH_DEBUG=1 shows where it happened)",
        2,
    )


def _open_what_is_closed() -> None:
    """Where the shell closed a stream (`>&-`), what is written to it goes nowhere."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115


def _write_what_cannot_be_encoded_as_escapes() -> None:
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def _silence_stdout() -> None:
    """Keep the interpreter from complaining once more when it flushes stdout at its end."""
    _silence(sys.stdout)


def _silence(stream: TextIO) -> None:
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return  # it is no file, as in a test


if __name__ == "__main__":
    main()
