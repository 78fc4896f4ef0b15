"""A part as Parquet, for those who look into parts with tools of their own; extra `parquet`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from capaudit.errors import UsageError
from capaudit.memory.part_rows import DamagedError, Row

# Rows that are held at a time.
_GROUP = 64
# Both ends of a file (https://parquet.apache.org/docs/file-format/).
_MAGIC = b"PAR1"
_COLUMNS = ("number", "path", "folder", "is_named", "parcel")


def require_parquet() -> None:
    """Raise `UsageError` where the library that knows Parquet is not installed."""
    if find_spec("pyarrow") is None:
        raise UsageError(
            "parts in Parquet need what comes with the extra dask", "pip install 'capaudit[dask]'"
        )


def write(file: Path, rows: Iterable[Row]) -> None:
    """Write a part. Names are bytes: not every file's is UTF-8."""
    import pyarrow as pa  # noqa: PLC0415  an extra's
    from pyarrow import parquet  # noqa: PLC0415

    kinds = (pa.int64(), pa.binary(), pa.binary(), pa.bool_(), pa.binary())
    schema = pa.schema(list(zip(_COLUMNS, kinds, strict=True)))
    waiting = iter(rows)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while some := list(islice(waiting, _GROUP)):
            columns = [
                [row.number for row in some],
                [os.fsencode(row.path) for row in some],
                [os.fsencode(row.folder) for row in some],
                [row.is_named for row in some],
                [row.parcel for row in some],
            ]
            writer.write_table(pa.table(columns, schema=schema))


def is_whole(file: Path) -> bool:
    """Whether both ends are there: the last four bytes are written when all others are."""
    with file.open("rb") as stream:
        head = stream.read(len(_MAGIC))
        stream.seek(-len(_MAGIC), os.SEEK_END)
        return head == _MAGIC == stream.read()


def read(file: Path) -> Iterator[Row]:
    """The rows of a part."""
    require_parquet()
    import pyarrow as pa  # noqa: PLC0415  an extra's
    from pyarrow import parquet  # noqa: PLC0415

    try:
        with parquet.ParquetFile(file) as opened:
            for batch in opened.iter_batches(_GROUP, columns=list(_COLUMNS)):
                for row in batch.to_pylist():
                    path, folder = os.fsdecode(row["path"]), os.fsdecode(row["folder"])
                    yield Row(row["number"], path, folder, row["is_named"], row["parcel"])
    except (pa.ArrowException, KeyError) as error:
        raise DamagedError(f"{file} cannot be read: {error}") from error
