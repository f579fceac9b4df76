"""`workbench completion`: the script a shell needs to complete commands, options, node ids and problem ids."""

from __future__ import annotations

import click

from workbench.cli.terminal import say


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print the completion script of SHELL; your shell reads it at its start.

    \b
    Examples:
      workbench completion bash >> ~/.bashrc
      workbench completion zsh >> ~/.zshrc
      workbench completion fish > ~/.config/fish/completions/workbench.fish
    """
    from click.shell_completion import get_completion_class

    from workbench.cli.main import COMPLETION_VARIABLE, cli

    completer = get_completion_class(shell)
    assert completer is not None
    say(completer(cli, {}, "workbench", COMPLETION_VARIABLE).source())
