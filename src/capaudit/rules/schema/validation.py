"""Holds a record against a JSON Schema and words what fails."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from capaudit.model.article import Json

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

_LONGEST_VALUE = 60
# https://yaml.org/spec/1.2.2/#1032-tag-resolution, without octal and hexadecimal numbers
_NUMBER = re.compile(r"[-+]?\d{1,18}(?:\.\d{0,18})?(?:[eE][-+]?\d{1,3})?")


class SchemaFault(msgspec.Struct, frozen=True):
    """One value that a schema refuses.

    `path` is its place in the record (`images[0].caption`; empty for the record itself), `missing`
    the key that should stand there. `message` names the key, what was expected and what found.
    """

    path: str
    message: str
    missing: str | None = None


def first_faults(record: dict[str, Json], schema: dict[str, Json]) -> tuple[SchemaFault, ...]:
    """The faults of a record, one for each of its places, the deepest cause of each."""
    from jsonschema.exceptions import best_match  # noqa: PLC0415  loading it takes 70 ms

    validator = _validator(msgspec.json.encode(schema))
    faults: dict[SchemaFault, None] = {}
    for error in validator.iter_errors(record):
        if not _is_met_once_typed(error, validator):
            faults[_fault(best_match([error]) or error)] = None
    return tuple(faults)


def _is_met_once_typed(error: ValidationError, validator: Validator) -> bool:
    """Whether the value is wrong only because records keep numbers and truth values as text."""
    typed = _typed(error.instance)
    return typed is not None and validator.evolve(schema=error.schema).is_valid(typed)


def _typed(value: object) -> Json:
    """The number or truth value that a text stands for by YAML 1.2's core schema, else `None`."""
    if not isinstance(value, str):
        return None
    if value in {"true", "false"}:
        return value == "true"
    if _NUMBER.fullmatch(value) is None:
        return None
    return int(value) if value.lstrip("+-").isdigit() else float(value)


@lru_cache(maxsize=8)
def _validator(schema: bytes) -> Validator:
    """A validator that knows the standard's own vocabularies and fetches nothing."""
    from jsonschema import validators  # noqa: PLC0415  loading it takes 70 ms
    from jsonschema_specifications import (  # type: ignore[import-untyped]  # noqa: PLC0415
        REGISTRY,
    )

    parsed = msgspec.json.decode(schema)
    kind = validators.validator_for(parsed, default=validators.Draft202012Validator)
    return kind(parsed, registry=REGISTRY, format_checker=kind.FORMAT_CHECKER)


def _fault(error: ValidationError) -> SchemaFault:
    path = _spelt(list(error.absolute_path))
    if error.validator == "required":
        wanted = _listed(error.validator_value)
        missing = next(key for key in wanted if key not in _keys(error.instance))
        whole = f"{path}.{missing}" if path else missing
        return SchemaFault(path, f"`{whole}` is missing", missing)
    return SchemaFault(path, f"{_subject(path)} {_expected(error)}, found {_shown(error.instance)}")


def _subject(path: str) -> str:
    return f"`{path}`" if path else "the record"


def _spelt(parts: list[str | int]) -> str:
    """A path as the record's entries spell it: `images[0].caption`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return text.removeprefix(".")


def _expected(error: ValidationError) -> str:
    wanted: object = error.validator_value
    match error.validator:
        case "type":
            return f"must be of type {' or '.join(_listed(wanted))}"
        case "enum":
            return f"must be one of {', '.join(_listed(wanted))}"
        case "const":
            return f"must be {wanted}"
        case "pattern":
            return f"must match {wanted}"
        case "format":
            return f"must be a {wanted}"
        case "minLength":
            return f"must have at least {wanted} characters"
        case "maxLength":
            return f"must have at most {wanted} characters"
        case "additionalProperties" | "unevaluatedProperties":
            return "must have no keys besides those of the schema"
        case _:
            return f"must satisfy {error.validator} {_shown(wanted)}"


def _listed(wanted: object) -> list[str]:
    """What a keyword of the schema asks for, one or several, as words."""
    return [str(each) for each in (wanted if isinstance(wanted, list) else [wanted])]


def _keys(instance: object) -> frozenset[str]:
    return frozenset(instance) if isinstance(instance, dict) else frozenset()


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    short = text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
    return f"“{short}”"
