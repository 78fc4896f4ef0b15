"""Writes a configuration down as JSON, as it counted for a run, and reads it again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import FieldInfo

from capaudit.config.config import Config

_SCHEMAS = ("article_schema", "image_schema")


def stored_config(config: Config) -> bytes:
    """The configuration as JSON; equal ones give the same bytes."""
    return msgspec.json.encode(config, enc_hook=_written, order="sorted")


def restored_config(stored: bytes) -> Config:
    """The configuration again. Raises `msgspec.DecodeError` for what is none."""
    found = msgspec.json.decode(stored, type=_STORED, dec_hook=_read)
    return Config(**{name: getattr(found, name) for name in Config.__struct_fields__})


def _field(one: FieldInfo) -> tuple[str, Any]:
    # msgspec knows no type that refers to itself, as JSON does: a schema was checked when it was
    # read.
    return one.name, dict[str, Any] | None if one.name in _SCHEMAS else one.type


_STORED = msgspec.defstruct("StoredConfig", [_field(one) for one in msgspec.structs.fields(Config)])


def _written(value: object) -> str:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(f"a configuration holds no {type(value).__name__}")


def _read(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError(f"a configuration holds no {kind.__name__}")
