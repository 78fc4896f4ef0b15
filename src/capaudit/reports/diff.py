"""What fixes change, as a unified diff and as a list."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff


def diff_lines(path: str, before: str, after: str) -> Iterator[str]:
    """A unified diff of an article, line by line with line ends, as `git apply` reads it."""
    old, new = _lines(before), _lines(after)
    for line in unified_diff(old, new, f"a/{path}", f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def new_file_lines(path: str, text: str) -> Iterator[str]:
    """The same for a file that is not there yet."""
    yield from unified_diff([], _lines(text), "/dev/null", f"b/{path}")


def _lines(text: str) -> list[str]:
    """The lines with their ends; only a line feed ends one, as diffs have it."""
    pieces = text.split("\n")
    lines = [f"{piece}\n" for piece in pieces[:-1]]
    return [*lines, pieces[-1]] if pieces[-1] else lines
