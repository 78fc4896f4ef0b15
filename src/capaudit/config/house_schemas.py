"""Reads a house's own JSON Schemas and makes sure that they are sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from capaudit.errors import UsageError
from capaudit.model.article import Json


def load_house_schema(folder: Path, name: str | None) -> dict[str, Json] | None:
    """The schema in a file relative to the config's folder; `None` where none is named.

    Raises `UsageError` for a file that cannot be read, is not JSON, is no valid schema (naming
    the place in it), or refers to anything outside itself: a run opens no addresses.
    """
    if name is None:
        return None
    path = folder / name
    schema = _read(path)
    _check(path, schema)
    return schema


def _read(path: Path) -> dict[str, Json]:
    try:
        content: Json = msgspec.json.decode(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: schema cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: schema is not JSON: {error}") from error
    if not isinstance(content, dict):
        raise UsageError(f"{path}: schema is not a JSON object")
    return content


def _check(path: Path, schema: dict[str, Json]) -> None:
    # jsonschema takes 70 ms to import: only houses with a schema pay for it.
    from jsonschema import SchemaError  # noqa: PLC0415
    from jsonschema.validators import validator_for  # noqa: PLC0415

    try:
        validator_for(schema).check_schema(schema)
    except SchemaError as error:
        raise UsageError(
            f"{path}: schema is broken at {_place(error.path)}: {error.message}"
        ) from error
    for reference in _references(schema):
        if not reference.startswith("#"):
            raise UsageError(
                f"{path}: schema refers outside itself: {reference}",
                "copy what it refers to under $defs and refer to #/$defs/…",
            )


def _place(keys: Iterable[str | int]) -> str:
    return "#/" + "/".join(str(key) for key in keys)


def _references(schema: Json) -> Iterator[str]:
    match schema:
        case dict():
            for key, value in schema.items():
                if key in {"$ref", "$dynamicRef"} and isinstance(value, str):
                    yield value
                else:
                    yield from _references(value)
        case list():
            for item in schema:
                yield from _references(item)
        case _:
            return
