"""Reads a house's own JSON Schemas and makes sure that they are sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

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
    from jsonschema.validators import Draft202012Validator, validator_for  # noqa: PLC0415

    kind = validator_for(schema, default=Draft202012Validator)
    if "$schema" in schema and schema["$schema"] != kind.META_SCHEMA.get("$schema"):
        known = kind.META_SCHEMA["$schema"]
        raise UsageError(f"{path}: schema is broken at #/$schema: unknown draft", f"take {known}")
    try:
        kind.check_schema(schema)
    except SchemaError as error:
        raise UsageError(
            f"{path}: schema is broken at {_place(error.path)}: {error.message}"
        ) from error
    _check_references(path, schema)


def _check_references(path: Path, schema: dict[str, Json]) -> None:
    """Raise `UsageError` for a reference that leads outside, nowhere, or back to itself."""
    for place, reference in _references(schema, ()):
        if not reference.startswith("#"):
            raise UsageError(
                f"{path}: schema refers outside itself at {_place(place)}: {reference}",
                "copy what it refers to under $defs and refer to #/$defs/…",
            )
        target = _target(schema, reference)
        if target is None:
            raise UsageError(f"{path}: schema is broken at {_place(place)}: no {reference} there")
        if _turns_in_circle(schema, target):
            raise UsageError(f"{path}: schema is broken at {_place(place)}: it refers to itself")


def _place(keys: Iterable[str | int]) -> str:
    return "#/" + "/".join(str(key) for key in keys)


Place = tuple[str | int, ...]
_REFERRING = ("$ref", "$dynamicRef")
_LISTS_IN_PLACE = ("allOf", "anyOf", "oneOf")
_SINGLE_IN_PLACE = ("not", "if", "then", "else")


def _references(schema: Json, place: Place) -> Iterator[tuple[Place, str]]:
    """Every reference of a schema with the place it stands at."""
    match schema:
        case dict():
            for key, value in schema.items():
                if key in _REFERRING and isinstance(value, str):
                    yield (*place, key), value
                else:
                    yield from _references(value, (*place, key))
        case list():
            for index, item in enumerate(schema):
                yield from _references(item, (*place, index))
        case _:
            return


def _target(schema: Json, reference: str) -> Json:
    """What a reference inside a schema leads to: a JSON pointer, or an anchor's name."""
    pointer = unquote(reference[1:])
    if pointer and not pointer.startswith("/"):
        return next((one for one in _objects(schema) if pointer in _anchors(one)), None)
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        match schema:
            case dict() if key in schema:
                schema = schema[key]
            case list() if key.isdecimal() and int(key) < len(schema):
                schema = schema[int(key)]
            case _:
                return None
    return schema


def _anchors(schema: dict[str, Json]) -> tuple[Json, ...]:
    return (schema.get("$anchor"), schema.get("$dynamicAnchor"))


def _objects(schema: Json) -> Iterator[dict[str, Json]]:
    match schema:
        case dict():
            yield schema
            for value in schema.values():
                yield from _objects(value)
        case list():
            for item in schema:
                yield from _objects(item)


def _turns_in_circle(whole: Json, start: Json) -> bool:
    """Whether a schema comes back to itself without going one level down in the record."""
    seen: set[int] = set()
    waiting = [*_in_place(whole, start)]
    while waiting:
        schema = waiting.pop()
        if schema is start:
            return True
        if id(schema) not in seen:
            seen.add(id(schema))
            waiting += _in_place(whole, schema)
    return False


def _in_place(whole: Json, schema: Json) -> Iterator[Json]:
    """The schemas that apply to the same value as this one does."""
    if not isinstance(schema, dict):
        return
    for key in _REFERRING:
        reference = schema.get(key)
        if isinstance(reference, str) and reference.startswith("#"):
            yield _target(whole, reference)
    for key in _LISTS_IN_PLACE:
        items = schema.get(key)
        yield from items if isinstance(items, list) else ()
    yield from (schema[key] for key in _SINGLE_IN_PLACE if key in schema)
