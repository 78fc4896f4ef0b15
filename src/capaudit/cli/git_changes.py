"""Asks the `git` command what changed since a commit."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from capaudit.errors import UsageError
from capaudit.pipeline.changed import Changes

# A commit's mode in a tree: another repository, of which git names no files.
_SUBMODULE = b"160000"
# A hook's own: they would make git look at another folder than ours.
_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
_DEEPEN = (
    "fetch the history: git fetch --unshallow; on GitHub `fetch-depth: 0` for actions/checkout, "
    'on GitLab the variable GIT_DEPTH: "0"'
)


def changes_since(ref: str, root: Path) -> Changes:
    """What changed below the root since the work on it and `ref` parted.

    From their merge base to the files as they lie on the disk: with what is not committed and what
    git does not follow yet, without what it ignores. A renamed file is one that is gone and one
    that is new. Raises `UsageError` for a ref that leads to no commit, a folder without a
    repository, and a history that does not go back far enough.
    """
    _git(root, "rev-parse", "--is-inside-work-tree")
    base = _merge_base(root, ref, _commit(root, ref))
    entries = _diff_entries(root, base)
    new = _names(_git(root, "ls-files", "--others", "--exclude-standard", "-z"))
    paths = {path for path, _ in entries}
    folders = {f"{path}/" for path, is_submodule in entries if is_submodule}
    # A repository inside this one that is no submodule.
    folders |= {path for path in new if path.endswith("/")}
    return Changes(ref, base, frozenset(paths | set(new)), tuple(sorted(folders)))


def _commit(root: Path, ref: str) -> str:
    """The commit that a ref leads to."""
    if not ref or ref.startswith("-") or "\0" in ref:
        raise UsageError(f"--changed-since: {ref!r} is no ref", "name a branch, tag or commit")
    done = _run(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if done.returncode != 0:
        hint = _DEEPEN if _is_shallow(root) else f"git fetch, or see that {ref} is spelt right"
        raise UsageError(f"--changed-since: git knows no commit {ref}", hint)
    return _text(done.stdout)


def _merge_base(root: Path, ref: str, commit: str) -> str:
    done = _run(root, "merge-base", commit, "HEAD")
    if done.returncode == 0:
        return _text(done.stdout)
    if _is_shallow(root):
        message = (
            f"--changed-since: this clone is shallow: where {ref} and HEAD parted is not in it"
        )
        raise UsageError(message, _DEEPEN)
    if done.returncode == 1:
        raise UsageError(f"--changed-since: {ref} and HEAD have no commit in common")
    raise UsageError(f"--changed-since: {_complaint(done.stderr)}")


def _is_shallow(root: Path) -> bool:
    return _text(_run(root, "rev-parse", "--is-shallow-repository").stdout) == "true"


def _diff_entries(root: Path, base: str) -> list[tuple[str, bool]]:
    """Each file that differs from a commit, and whether it is a submodule."""
    listed = _git(
        root,
        *("diff", "--raw", "-z", "--no-renames", "--no-ext-diff", "--relative"),
        *("--ignore-submodules=none", base, "--"),
    )
    # `:100644 160000 1f3a… 9be2… M`, then the path.
    parts = listed.split(b"\0")
    return [
        (os.fsdecode(path), _SUBMODULE in head.split()[:2] or head.startswith(b":" + _SUBMODULE))
        for head, path in zip(parts[::2], parts[1::2], strict=False)
    ]


def _names(listed: bytes) -> list[str]:
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


def _git(root: Path, *arguments: str) -> bytes:
    """What git answers; `UsageError` with its own words where it cannot."""
    done = _run(root, *arguments)
    if done.returncode != 0:
        raise _refusal(root, _complaint(done.stderr))
    return done.stdout


def _refusal(root: Path, said: str) -> UsageError:
    if "not a git repository" in said:
        hint = "leave the option out to audit all articles"
        return UsageError(f"--changed-since: {root} lies in no git repository", hint)
    dubious = "dubious ownership" in said
    hint = f"git config --global --add safe.directory {root}" if dubious else "see git status"
    return UsageError(f"--changed-since: git: {said}", hint)


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and no argument of the user's is an option
            ["git", *arguments],  # noqa: S607 - the git on the path is the user's own
            cwd=root,
            env={**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise UsageError("--changed-since needs the git command, which is not installed") from error


def _complaint(stderr: bytes) -> str:
    lines: Iterable[str] = _text(stderr).splitlines()
    return next(iter(lines), "no answer").removeprefix("fatal: ")


def _text(answer: bytes) -> str:
    return answer.decode("utf-8", "replace").strip()
