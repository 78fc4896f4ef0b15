"""The command group: subcommands are imported on use, mistakes end with a hint and status 2."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from capaudit import __version__
from capaudit.errors import UsageError

EXIT_MISUSE = 2
# 128 + SIGINT, as shells report it.
EXIT_INTERRUPTED = 130
# 128 + SIGPIPE, as if the signal had not been caught.
EXIT_PIPE_CLOSED = 141

# Imported when asked for: `capaudit --version` must not wait for the commands' imports.
COMMANDS = {
    "check": "capaudit.cli.check:check",
    "report": "capaudit.cli.report:report",
    "fix": "capaudit.cli.fix:fix",
    "compare": "capaudit.cli.compare:compare",
    "inspect": "capaudit.cli.inspect:inspect",
    "extract": "capaudit.cli.extract:extract",
    "explain": "capaudit.cli.explain:explain",
    "rules": "capaudit.cli.rules:rules",
    "schema": "capaudit.cli.schema:schema",
    "init": "capaudit.cli.init:init",
    "cache": "capaudit.cli.cache:cache",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is run or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a newcomer needs them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; `None` where there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a reader that goes away ends it quietly, where click would fail."""
        try:
            status: object = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            return _leave_pipe()
        return status

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        **extra: Any,  # noqa: ANN401 - click's own signature
    ) -> NoReturn:
        """Run and exit; every mistake of the user's becomes one line, a hint, and status 2."""
        extra["standalone_mode"] = False
        try:
            status = super().main(args, prog_name, **extra)
        except click.ClickException as error:
            _complain(error.format_message(), _click_hint(error))
            status = EXIT_MISUSE
        except UsageError as error:
            _complain(error.message, error.hint)
            status = EXIT_MISUSE
        except click.Abort:
            status = EXIT_INTERRUPTED
        except Exception:
            # Python's own status for a crash is 1, which says "findings" here.
            traceback.print_exc()
            _complain("this is a fault in capaudit, please report it", None)
            status = EXIT_MISUSE
        sys.exit(status if isinstance(status, int) else 0)


def _complain(message: str, hint: str | None) -> None:
    from capaudit.reports.escape import visible

    lines = [f"capaudit: {message}", *([f"hint: {hint}"] if hint else [])]
    for line in "\n".join(lines).splitlines():
        click.echo(visible(line), err=True)


def _click_hint(error: click.ClickException) -> str | None:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{context.command_path} --help" if context else None


def _leave_pipe() -> int:
    """Whoever read our output has gone (`| head`): end quietly, as other tools do.

    What is still buffered goes to the null device, or Python would complain when it exits.
    """
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    return EXIT_PIPE_CLOSED


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="capaudit")
def capaudit() -> None:
    """Check what articles say about their images: caption, credit, date, place."""
