"""A git repository of a test's own, which no setting of the machine reaches."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_OWN = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Mara Lindqvist",
    "GIT_AUTHOR_EMAIL": "mara@desk.test",
    "GIT_COMMITTER_NAME": "Mara Lindqvist",
    "GIT_COMMITTER_EMAIL": "mara@desk.test",
}


class Repository:
    """A work tree with its history."""

    def __init__(self, folder: Path) -> None:
        """Begin one in a folder; in one that is a work tree already nothing is lost by that."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        """Run git in the work tree; what it prints."""
        done = subprocess.run(
            ["git", "-c", "protocol.file.allow=always", *arguments],
            cwd=self.folder,
            env={**os.environ, **_OWN},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip()

    def write(self, name: str, text: str) -> None:
        """Write a file of the work tree."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def commit(self) -> str:
        """Commit all there is; the commit."""
        self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", "A day's work")
        return self.git("rev-parse", "HEAD")
