"""Holds a record against a JSON Schema and words what fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
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

    `path` is its place in the record (`images[0].caption`; empty for the record itself); where a
    key is missing, that of the object it should stand in. `message` names the key, what was
    expected and what stands there.
    """

    path: str
    message: str


def first_faults(record: dict[str, Json], schema: dict[str, Json]) -> tuple[SchemaFault, ...]:
    """The faults of a record, one for each of its places, the deepest cause of each."""
    validator = _validator(msgspec.json.encode(schema))
    faults: dict[SchemaFault, None] = {}
    for error in validator.iter_errors(record):
        for cause in _causes(error, validator):
            faults |= dict.fromkeys(_faults(cause))
    return tuple(faults)


# Keywords that a number fails only for being kept as text.
_TYPED_KEYWORDS = frozenset({"type", "enum", "const", "anyOf", "oneOf"})


def _causes(error: ValidationError, validator: Validator) -> Iterator[ValidationError]:
    """The deepest cause of an error; what is wrong with the number that a text stands for.

    Records keep numbers and truth values as text: these are read as such where the schema asks
    for that, and then held against all else that it asks.
    """
    from jsonschema.exceptions import best_match  # noqa: PLC0415  loading it takes 70 ms

    typed = _typed(error.instance)
    if typed is not None and error.validator in _TYPED_KEYWORDS:
        found = list(validator.evolve(schema=error.schema).iter_errors(typed))
        if not found:
            return
        if error.validator == "type":
            for each in found:
                each.relative_path.extendleft(reversed(error.absolute_path))
                yield each
            return
    elif typed is not None and not _takes_text(error.schema):
        return
    yield best_match([error]) or error


def _takes_text(schema: object) -> bool:
    """Whether a schema may be meant for text: one that is not says so of its type as well."""
    wanted = schema.get("type", "string") if isinstance(schema, dict) else "string"
    return "string" in _listed(wanted)


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


def _faults(error: ValidationError) -> Iterator[SchemaFault]:
    """One fault, or one for each key that is missing or too many."""
    path = _spelt(list(error.absolute_path))
    match error.validator:
        case "required":
            # jsonschema reports each missing key by itself, in the order of the list.
            missing = re.match(r"'(.+)' is a required property", error.message)
            names = [missing[1]] if missing else _listed(error.validator_value)
            yield SchemaFault(path, f"`{_joined(path, names[0])}` is missing")
        case "dependentRequired":
            for given, wanted in _items(error.validator_value):
                if given in _keys(error.instance):
                    for key in sorted({*_listed(wanted)} - _keys(error.instance)):
                        said = f"`{_joined(path, key)}` is missing beside `{given}`"
                        yield SchemaFault(path, said)
        case "additionalProperties" | "unevaluatedProperties" if error.validator_value is False:
            for key in _unexpected(error):
                whole = _joined(path, key)
                yield SchemaFault(whole, f"`{whole}` is no key that the schema knows")
        case _ if "propertyNames" in error.absolute_schema_path:
            whole = _joined(path, str(error.instance))
            yield SchemaFault(whole, f"the key `{whole}` {_expected(error)}")
        case "anyOf" | "oneOf" if error.context:
            yield SchemaFault(path, _alternatives(error))
        case _:
            said = f"{_subject(path)} {_expected(error)}, found {_shown(error.instance)}"
            yield SchemaFault(path, said)


def _alternatives(error: ValidationError) -> str:
    """What each of several alternatives lacks: `byline` is missing, or `author` is missing."""
    by_branch: dict[int | str, ValidationError] = {}
    for cause in error.context or ():
        by_branch.setdefault(cause.relative_schema_path[0], cause)
    said = [fault.message for cause in by_branch.values() for fault in _faults(cause)]
    return ", or ".join(dict.fromkeys(said))


def _unexpected(error: ValidationError) -> list[str]:
    """The keys of an object that its schema has no word on."""
    schema = error.schema if isinstance(error.schema, dict) else {}
    known = schema.get("properties", {})
    patterns = schema.get("patternProperties", {})
    if error.validator == "unevaluatedProperties":
        named = re.findall(r"'([^']+)'", error.message)
        return [key for key in _keys_in_order(error.instance) if key in named]
    return [
        key
        for key in _keys_in_order(error.instance)
        if key not in known and not any(re.search(pattern, key) for pattern in patterns)
    ]


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _subject(path: str) -> str:
    return f"`{path}`" if path else "the record"


def _spelt(parts: list[str | int]) -> str:
    """A path as the record's entries spell it: `images[0].caption`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return text.removeprefix(".")


# What a keyword asks for, with its value in the place of {}.
_WORDS = {
    "const": "must be {}",
    "pattern": "must match {}",
    "format": "must be a {}",
    "minLength": "must have at least {} characters",
    "maxLength": "must have at most {} characters",
    "minimum": "must be at least {}",
    "maximum": "must be at most {}",
    "exclusiveMinimum": "must be more than {}",
    "exclusiveMaximum": "must be less than {}",
    "multipleOf": "must be a multiple of {}",
    "minItems": "must have at least {} items",
    "maxItems": "must have at most {} items",
    "minProperties": "must have at least {} keys",
    "maxProperties": "must have at most {} keys",
}


def _expected(error: ValidationError) -> str:
    wanted: object = error.validator_value
    match error.validator:
        case "type":
            return f"must be of type {' or '.join(_listed(wanted))}"
        case "enum":
            return f"must be one of {', '.join(_listed(wanted))}"
        case "uniqueItems":
            return "must have no item twice"
        case str(keyword) if keyword in _WORDS:
            return _WORDS[keyword].format(_word(wanted))
        case _:
            return f"must satisfy {error.validator} {_shown(wanted)}"


def _listed(wanted: object) -> list[str]:
    """What a keyword of the schema asks for, one or several, as words."""
    return [_word(each) for each in (wanted if isinstance(wanted, list) else [wanted])]


def _word(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _keys(instance: object) -> frozenset[str]:
    return frozenset(instance) if isinstance(instance, dict) else frozenset()


def _items(instance: object) -> list[tuple[str, object]]:
    return list(instance.items()) if isinstance(instance, dict) else []


def _keys_in_order(instance: object) -> list[str]:
    return list(instance) if isinstance(instance, dict) else []


def _shown(value: object) -> str:
    text = _word(value)
    short = text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
    return f"“{short}”"
