"""Runs the command line: `python -m capaudit`."""

from __future__ import annotations

from capaudit.cli.group import capaudit


def main() -> None:
    """Run the command that the arguments name, and end with its exit status."""
    capaudit.main(prog_name="capaudit")


if __name__ == "__main__":
    main()
