"""Opens the SQLite file of the audit cache, in which nothing is that cannot be had again.

Whatever is wrong with it, it is begun anew or not used; no run waits or fails for it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from capaudit.memory.file import MemoryDamagedError, MemoryFaultError, fault_of

FILE = "audits.sqlite"
# "capc", in the place that SQLite keeps for the program a file belongs to.
APPLICATION_ID = 0x63617063
FORMAT = 3
# Seconds to wait for another run that writes: it holds the file for a moment only.
_WAIT = 10.0
# What is stored is larger than SQLite's own pages: fewer of them are read for each piece.
_PAGE = 16384

# No number is given twice: a whole run knows its articles by theirs, and those may be put out.
_TABLES = """
CREATE TABLE begun (token BLOB NOT NULL) STRICT;
INSERT INTO begun VALUES (randomblob(16));
CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT, context BLOB NOT NULL, path TEXT NOT NULL,
    content BLOB NOT NULL, seen BLOB NOT NULL, heads BLOB NOT NULL, used INTEGER NOT NULL
) STRICT;
CREATE INDEX files_by_path ON files (context, path);
CREATE INDEX files_by_use ON files (used);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT, file INTEGER NOT NULL, record BLOB NOT NULL,
    report BLOB NOT NULL
) STRICT;
CREATE INDEX articles_of_file ON articles (file);
CREATE TABLE runs (
    key BLOB PRIMARY KEY, ground BLOB NOT NULL, report BLOB NOT NULL, index_ BLOB NOT NULL,
    used INTEGER NOT NULL
) STRICT;
"""


def connect(folder: Path) -> sqlite3.Connection:
    """An open cache in a folder, which is made; raises `MemoryFaultError` where there can be none.

    A file that no cache of this format left there is deleted: the folder is the program's own.
    """
    try:
        _make_folder(folder)
        return _opened(folder / FILE)
    except OSError as error:
        raise MemoryFaultError(f"{error.strerror}") from error
    except sqlite3.Error as error:
        fault = fault_of(error)
        if not isinstance(fault, MemoryDamagedError):
            raise fault from error
    return _anew(folder / FILE)


def _anew(path: Path) -> sqlite3.Connection:
    try:
        clear(path.parent)
        return _opened(path)
    except OSError as error:
        raise MemoryFaultError(f"is damaged, and {error.strerror}") from error
    except sqlite3.Error as error:
        raise fault_of(error) from error


def clear(folder: Path) -> None:
    """Delete what a cache left in a folder; what else lies there stays."""
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
        (folder / name).unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    """Make the folder, with a note for git that nothing of it is to be kept."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True)
    (folder / ".gitignore").write_text("# Made by capaudit.\n*\n", "utf-8")


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
        # A power cut may cost the last run's rows, never more than the file is worth.
        connection.execute("PRAGMA synchronous = NORMAL")
        _make_tables(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables where there are none; raises for those of another program or format."""
    if _marks(connection) == (0, 0):
        connection.execute("BEGIN IMMEDIATE")
        if _marks(connection) == (0, 0):
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    if _marks(connection) != (APPLICATION_ID, FORMAT):
        raise sqlite3.DatabaseError("made by another program or version")


def _marks(connection: sqlite3.Connection) -> tuple[int, int]:
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return (owner, version)
