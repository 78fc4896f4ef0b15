"""Opens the memory's SQLite file, whatever state an earlier run or a full disk left it in.

The file is an index: all in it can be had again by auditing. So a damaged one is begun anew, and
only what is surely another program's is left alone.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from capaudit.errors import UsageError

# "capa", in the place that SQLite keeps for the program a file belongs to.
APPLICATION_ID = 0x63617061
FORMAT = 5
# Seconds to wait for another run that writes.
WAIT = 20.0
_MAGIC = b"SQLite format 3\0"

_TABLES = """
CREATE TABLE made_by (version TEXT NOT NULL) STRICT;
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL, item TEXT NOT NULL, digest BLOB NOT NULL,
    UNIQUE (path, item)
) STRICT;
CREATE TABLE uses (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL, image TEXT NOT NULL, content BLOB,
    statement BLOB NOT NULL, record BLOB NOT NULL
) STRICT;
CREATE INDEX uses_of_article ON uses (article);
CREATE INDEX uses_of_image ON uses (image);
CREATE INDEX uses_of_content ON uses (content);
CREATE TABLE names (
    article INTEGER NOT NULL, near TEXT NOT NULL, name TEXT NOT NULL, use INTEGER NOT NULL
) STRICT;
CREATE INDEX names_of_article ON names (article);
CREATE INDEX names_near ON names (near, name, article);
CREATE TABLE marks (
    article INTEGER NOT NULL, mark BLOB NOT NULL, picture TEXT NOT NULL, content BLOB
) STRICT;
CREATE INDEX marks_of_article ON marks (article);
CREATE INDEX marks_alike ON marks (mark);
CREATE TABLE fields (
    article INTEGER NOT NULL, site TEXT NOT NULL, form TEXT NOT NULL, name TEXT,
    in_field INTEGER NOT NULL, elsewhere INTEGER NOT NULL
) STRICT;
CREATE INDEX fields_of_article ON fields (article);
CREATE INDEX fields_of_form ON fields (site, form);
CREATE TABLE looks (content BLOB PRIMARY KEY, likeness BLOB) STRICT;
CREATE TABLE bands (
    band INTEGER NOT NULL, value INTEGER NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (band, value, content)
) STRICT, WITHOUT ROWID;
"""
_NAMES = ("made_by", "articles", "uses", "names", "marks", "fields", "looks", "bands")


class MemoryFaultError(Exception):
    """The memory cannot be used in this run, for the reason given."""


class MemoryDamagedError(MemoryFaultError):
    """The memory holds what no run wrote: it is to be begun anew."""


def connect(path: Path, version: str) -> tuple[sqlite3.Connection, str | None]:
    """An open memory, and what there is to say of how it was found.

    Raises `MemoryFaultError` where it can be neither read nor made, and `UsageError` for a path
    that can be no memory.
    """
    if path.is_dir():
        raise UsageError(f"{path}: is a folder", "name a file for --memory")
    if not path.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}", "make it first")
    notice = _set_aside_if_no_database(path)
    try:
        return _opened(path, version, notice)
    except sqlite3.Error as error:
        fault = fault_of(error)
        if not isinstance(fault, MemoryDamagedError):
            raise fault from error
        return connect_anew(path, version, fault)


def connect_anew(
    path: Path, version: str, fault: MemoryDamagedError
) -> tuple[sqlite3.Connection, str | None]:
    """An empty memory in place of a damaged one, and what there is to say of it."""
    try:
        for each in (path, path.with_name(f"{path.name}-journal")):
            each.unlink(missing_ok=True)
        return _opened(path, version, f"is damaged ({fault}): begun anew")
    except (OSError, sqlite3.Error) as error:
        raise MemoryFaultError(f"it is damaged ({fault}), and cannot be replaced") from error


def fault_of(error: sqlite3.Error) -> MemoryFaultError:
    """An error of SQLite as what it means for the memory."""
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return MemoryFaultError("another program holds it")
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return MemoryFaultError("it, or its folder, cannot be written")
    if code.startswith("SQLITE_FULL"):
        return MemoryFaultError("the disk is full")
    if code.startswith(("SQLITE_IOERR", "SQLITE_NOMEM")):
        return MemoryFaultError(str(error))
    # A missing table or column too: the file was written by half.
    return MemoryDamagedError(str(error))


def _opened(path: Path, version: str, notice: str | None) -> tuple[sqlite3.Connection, str | None]:
    connection = _connection(path)
    try:
        made_by = _made_by(connection)
        if made_by is not None and not _is_ours(connection):
            raise UsageError(f"{path}: is a database of another program", "name another file")
        if made_by != _stamp(version):
            _make_tables(connection, version, made_by)
        if made_by not in (None, _stamp(version)):
            notice = f"was made by capaudit {str(made_by).partition('/')[0]}: begun anew"
        connection.execute("CREATE TEMP TABLE in_run (article INTEGER PRIMARY KEY)")
    except BaseException:
        connection.close()
        raise
    return connection, notice


def _connection(path: Path) -> sqlite3.Connection:
    may_write = os.access(path if path.exists() else path.parent, os.W_OK)
    mode = "rwc" if may_write else "ro"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT, isolation_level=None
    )
    # A power cut may cost the last run's rows, never more than the file is worth.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _stamp(version: str) -> str:
    return f"{version}/{FORMAT}"


def _made_by(connection: sqlite3.Connection) -> str | None:
    """Which capaudit made the file; `None` for one without tables."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if not tables:
        return None
    if not _is_ours(connection):
        return ""
    (version,) = connection.execute("SELECT version FROM made_by").fetchone() or ("unknown",)
    return str(version)


def _is_ours(connection: sqlite3.Connection) -> bool:
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    return bool(owner == APPLICATION_ID)


def _make_tables(connection: sqlite3.Connection, version: str, seen: str | None) -> None:
    """Make empty tables, unless another run did so since the file was `seen` without them."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _made_by(connection) == seen:
            for name in _NAMES:
                connection.execute(f"DROP TABLE IF EXISTS {name}")
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            connection.execute("INSERT INTO made_by VALUES (?)", (_stamp(version),))
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _set_aside_if_no_database(path: Path) -> str | None:
    """Move a file that is no database out of the way: it may be somebody's by mistake."""
    try:
        head = _head(path) if path.is_file() else b""
    except OSError as error:
        raise MemoryFaultError(f"it cannot be read: {error.strerror}") from error
    if head.startswith(_MAGIC) or not head.strip(b"\0"):
        return None if head.startswith(_MAGIC) or not head else _emptied(path)
    names = (f"{path.name}.unreadable{number}" for number in ("", *range(2, 100)))
    aside = next(one for one in map(path.with_name, names) if not one.exists())
    try:
        path.replace(aside)
    except OSError as error:
        raise MemoryFaultError(f"it is no memory, and cannot be moved: {error.strerror}") from error
    return f"is damaged or no memory: begun anew, what stood there is kept as {aside.name}"


def _head(path: Path) -> bytes:
    with open(path, "rb") as file:
        return file.read(100)


def _emptied(path: Path) -> str:
    """A file of zeros is what a crash leaves of one that was being written."""
    try:
        path.write_bytes(b"")
    except OSError as error:
        raise MemoryFaultError(
            f"it is damaged, and cannot be replaced: {error.strerror}"
        ) from error
    return "is damaged: begun anew"
