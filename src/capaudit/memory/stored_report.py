"""Reads the findings of a JSON report that an earlier run wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from capaudit.errors import UsageError
from capaudit.model.finding import Severity

VERSION = "1"
# What grouping adds to the message of the first finding.
_GROUPED = re.compile(r" \(and in \d+ more (?:place|article)s?\)$")


class StoredFinding(msgspec.Struct, frozen=True):
    """A finding as a report keeps it; lines and columns count from 1."""

    path: str
    line: int | None
    column: int | None
    code: str
    name: str
    severity: Severity
    message: str
    fingerprint: str
    item: str | None = None

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Sort key: path, line, column, code."""
        return (self.path, self.line or 0, self.column or 0, self.code)


class StoredReport(msgspec.Struct, frozen=True):
    """The paths of the articles audited, and every finding, grouped ones by themselves."""

    articles: frozenset[str]
    findings: tuple[StoredFinding, ...]


class _Place(msgspec.Struct, frozen=True):
    path: str
    line: int | None
    column: int | None
    fingerprint: str
    item: str | None = None


class _Finding(StoredFinding, frozen=True):
    occurrences: tuple[_Place, ...] = ()


class _Article(msgspec.Struct, frozen=True):
    path: str


class _Report(msgspec.Struct, frozen=True):
    schema_version: str
    articles: tuple[_Article, ...]
    findings: tuple[_Finding, ...]


def read_stored_report(path: Path) -> StoredReport:
    """The report in a file; `UsageError`, which names it, for anything else."""
    try:
        stored = msgspec.json.decode(path.read_bytes(), type=_Report)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        said = str(error).replace("`", "").replace("$.", "")
        hint = "capaudit check --format json writes one"
        raise UsageError(f"{path}: is no JSON report of capaudit: {said}", hint) from error
    if stored.schema_version != VERSION:
        version = stored.schema_version
        raise UsageError(
            f"{path}: report of version {version}, where this capaudit reads {VERSION}"
        )
    return StoredReport(
        frozenset(article.path for article in stored.articles),
        tuple(each for finding in stored.findings for each in _each(finding)),
    )


def _each(finding: _Finding) -> Iterator[StoredFinding]:
    """A finding and those grouped behind it, each by itself."""
    whole = {name: getattr(finding, name) for name in StoredFinding.__struct_fields__}
    whole["message"] = _GROUPED.sub("", finding.message)
    yield StoredFinding(**whole)
    for one in finding.occurrences:
        place = {name: getattr(one, name) for name in _Place.__struct_fields__}
        yield StoredFinding(**whole | place)
