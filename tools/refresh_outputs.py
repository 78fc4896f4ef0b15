"""Writes into README and manual what capaudit answers today, so that their examples stay real ones.

A comment `<!-- output: capaudit … -->` names the command; the code block below it is replaced by
the command and what it prints when it is run from the top of the repository.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
EXAMPLE = re.compile(
    r"(?P<head><!-- output: capaudit (?P<arguments>[^\n]*) -->\n```text\n)[^`]*(?P<foot>```\n)"
)


def main() -> None:
    """Refresh every example."""
    for page in (TOP / "README.md", *sorted((TOP / "docs").rglob("*.md"))):
        text = page.read_text("utf-8")
        fresh = EXAMPLE.sub(_refreshed, text)
        if fresh != text:
            page.write_text(fresh, "utf-8")


def _refreshed(example: re.Match[str]) -> str:
    command = f"$ capaudit {example['arguments']}\n"
    printed = printed_by(example["arguments"].split())
    return example["head"] + command + printed + example["foot"]


def printed_by(arguments: list[str]) -> str:
    """What the command prints, findings or not; raises where it cannot do its work."""
    kept = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"}
    done = subprocess.run(
        [sys.executable, "-m", "capaudit", *arguments],
        cwd=TOP,
        env={**kept, "PYTHONUTF8": "1", "COLUMNS": "100", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
