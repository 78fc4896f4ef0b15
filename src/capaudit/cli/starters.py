"""The files that `capaudit init` writes, and what those lack that are there already."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from capaudit import __version__
from capaudit.config.load import OWN_FILE, PROJECT_FILE
from capaudit.data.tables import text_of

PRE_COMMIT = ".pre-commit-config.yaml"
GITHUB = ".github/workflows/capaudit.yml"
GITLAB = ".gitlab-ci.yml"
_KEY = re.compile(r"([a-z-]+) = |\[([a-z-]+)\]$")
_LARGEST = 1024 * 1024


class Starter(msgspec.Struct, frozen=True):
    """A file to write, relative to the site's top.

    `shown` is the file that stands for it where there is one already, and `lacking` what that one
    does not say yet.
    """

    path: str
    text: str
    shown: str
    lacking: str = ""


def starters(root: Path, config: str) -> Iterator[Starter]:
    """The configuration, and what a repository at this root makes use of."""
    yield _config(root, config)
    # A work tree or submodule has a file in place of the folder.
    if (root / ".git").exists():
        yield _starter(root, PRE_COMMIT, "pre-commit", "repos:\n")
        if _uses(root, "gitlab", (GITLAB, ".gitlab")):
            yield _starter(root, GITLAB, "gitlab", "")
        elif _uses(root, "github", (".github",)):
            yield _workflow(root)


def already_there(root: Path, starter: Starter) -> bool:
    """Whether a file stands for the starter already; a dead link is one too."""
    return os.path.lexists(root / starter.shown)


def _config(root: Path, config: str) -> Starter:
    """The configuration; a `pyproject.toml` with one stands for it."""
    for name in (OWN_FILE, PROJECT_FILE):
        table = _table(root / name)
        if name == PROJECT_FILE:
            tool = (table or {}).get("tool")
            table = tool.get("capaudit") if isinstance(tool, dict) else None
        if isinstance(table, dict):
            return Starter(OWN_FILE, config, name, "\n".join(_lacking(config, table)))
    return Starter(OWN_FILE, config, OWN_FILE)


def _table(path: Path) -> dict[str, object] | None:
    """The content of a TOML file; `None` where there is none, or a broken one."""
    try:
        return tomllib.loads(_read(path)) if path.is_file() else None
    except tomllib.TOMLDecodeError:
        return None


def _lacking(config: str, table: dict[str, object]) -> Iterator[str]:
    """The settings of a draft whose key a table has not, without the remarks."""
    wanted = False
    for line in config.splitlines():
        key = _KEY.match(line)
        if key is not None:
            wanted = (key[1] or key[2]) not in table
        elif not line.startswith('"'):
            wanted = False
        if wanted:
            yield line


def _starter(root: Path, path: str, template: str, head: str) -> Starter:
    """A file of a template; where it is there already the part behind `head` is to be added."""
    text = _filled(template)
    if "capaudit" in _read(root / path):
        return Starter(path, text, path)
    return Starter(path, text, path, text.partition(head)[2] if head else text)


def _workflow(root: Path) -> Starter:
    """GitHub's workflow; any that calls capaudit already stands for it."""
    text = _filled("github")
    for path in sorted((root / ".github/workflows").glob("*.y*ml")):
        if "capaudit" in _read(path):
            return Starter(GITHUB, text, path.relative_to(root).as_posix())
    return Starter(GITHUB, text, GITHUB, text)


def _uses(root: Path, host: str, files: tuple[str, ...]) -> bool:
    """Whether a repository is at home on a host, by its files or the name of a remote's host."""
    if any((root / name).exists() for name in files):
        return True
    remotes = re.findall(r"(?m)^\s*url\s*=\s*(.*)$", _read(root / ".git/config"))
    return any(re.search(rf"\b{host}\b", address) for address in remotes)


def _filled(template: str) -> str:
    return text_of("starters", f"{template}.yml").replace("@VERSION@", __version__)


def _read(path: Path) -> str:
    """The text of a file; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST).decode("utf-8", "replace")
    except OSError:
        return ""
