"""Runs the steps of CI files as a runner's shell does, with a `python` that installs nothing.

What the steps would install is noted; the command they then call is the one under test.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_PYTHON = """#!/bin/sh
# python -m venv FOLDER makes a folder with this script and the command under test.
if [ "$1 $2" = "-m venv" ]; then
  mkdir -p "$3/bin"
  cp "$0" "$3/bin/python"
  printf '#!/bin/sh\\nexec "{real}" -m capaudit "$@"\\n' > "$3/bin/capaudit"
  chmod +x "$3/bin/capaudit"
elif [ "$1 $2" = "-m pip" ]; then
  printf '%s\\n' "$@" > "{log}"
else
  exec "{real}" "$@"
fi
"""


class Runner:
    """A machine that runs steps: its folder for temporary files, and the files steps write to."""

    def __init__(self, folder: Path) -> None:
        self.temporary = folder / "temporary files"
        self.output = folder / "output"
        self.summary = folder / "summary"
        self.installed = folder / "installed"
        self._programs = folder / "programs"
        for each in (self.temporary, self._programs):
            each.mkdir(parents=True)
        python = self._programs / "python"
        python.write_text(_PYTHON.format(real=sys.executable, log=self.installed), "utf-8")
        python.chmod(0o755)

    def run(
        self, shell: Sequence[str], script: str, env: Mapping[str, str], folder: Path
    ) -> subprocess.CompletedProcess[str]:
        """One step, in a folder."""
        return subprocess.run(
            [*shell, script],
            cwd=folder,
            env={
                **os.environ,
                "PATH": f"{self._programs}{os.pathsep}{os.environ['PATH']}",
                "GITHUB_OUTPUT": str(self.output),
                "GITHUB_STEP_SUMMARY": str(self.summary),
                **env,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    @property
    def outputs(self) -> dict[str, str]:
        """What the steps wrote for later ones."""
        lines = self.output.read_text("utf-8").splitlines() if self.output.exists() else []
        return dict(line.split("=", 1) for line in lines)


def evaluated(text: str, context: Mapping[str, Any]) -> str:
    """A value of a workflow with its expressions: names with dots, and `||` between them."""
    return _EXPRESSION.sub(lambda found: _first(found[1].split("||"), context), text)


def _first(names: Sequence[str], context: Mapping[str, Any]) -> str:
    values = (_value(name.strip().split("."), context) for name in names)
    return next((value for value in values if value), "")


def _value(parts: Sequence[str], context: object) -> str:
    for part in parts:
        context = context.get(part, {}) if isinstance(context, Mapping) else {}
    return context if isinstance(context, str) else ""
