"""The baseline: findings a house knows of, so that only new ones are reported."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import msgspec

from capaudit.errors import UsageError
from capaudit.memory.any_names import in_json
from capaudit.model.article import Json

# Of the file's shape and of what fingerprints are made of.
VERSION = 1
_VERSION_KEY = "capaudit_baseline"


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """One finding of one article that is known: which rule's, and its fingerprint."""

    code: str
    fingerprint: str


class Baseline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The known findings by the path of their article, relative to the root."""

    findings: dict[str, tuple[Known, ...]] = {}
    capaudit_baseline: int = VERSION


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file; `UsageError`, which names it, for anything else."""
    content = _decoded(path)
    _check_version(path, content)
    try:
        return msgspec.convert(content, Baseline)
    except msgspec.ValidationError as error:
        said = str(error).replace("`", "").replace("$.", "")
        raise UsageError(f"{path}: baseline is damaged: {said}") from error


def _decoded(path: Path) -> dict[str, Json]:
    try:
        # The standard library's JSON knows names that are no UTF-8.
        content: Json = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise UsageError(f"{path}: there is no such baseline", "--write-baseline") from error
    except OSError as error:
        raise UsageError(f"{path}: baseline cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise _not_ours(path, str(error)) from error
    if not isinstance(content, dict):
        raise _not_ours(path, "no object")
    return content


def _not_ours(path: Path, why: str) -> UsageError:
    hint = "it may be half-written; remove it and run with --write-baseline"
    return UsageError(f"{path}: baseline is not JSON as capaudit writes it: {why}", hint)


def _check_version(path: Path, content: Mapping[str, Json]) -> None:
    version = content.get(_VERSION_KEY)
    if version is None:
        raise UsageError(f"{path}: is no baseline: the key {_VERSION_KEY} is missing")
    if version != VERSION:
        raise UsageError(
            f"{path}: baseline of version {version}, where this capaudit reads {VERSION}",
            "remove it and run with --write-baseline",
        )


def baseline_text(baseline: Baseline) -> str:
    """The file's content: sorted and one finding a line, so that changes to it read well."""
    findings = {path: sorted(known) for path, known in sorted(baseline.findings.items()) if known}
    content = {_VERSION_KEY: VERSION, "findings": findings}
    written = json.dumps(msgspec.to_builtins(content), ensure_ascii=False, indent=1)
    return in_json(written) + "\n"
