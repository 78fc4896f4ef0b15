"""Templates of shortcodes and includes, written out with a mark where each parameter is printed.

What a parameter is for, only the template tells: `{{ .Get "by" }}` inside a `<figcaption>` is a
caption or a credit. So the template is filled in with marks in place of values, and the result is
read as any page is. Go's templates, Liquid, Nunjucks, JSX and JavaScript's strings are followed as
far as image templates use them: variables, `with`, `range`, `else`, defaults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Private-use characters, which no template prints.
_OPEN, _CLOSE = "\ue000", "\ue001"
MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_ACTION = re.compile(
    r"\{\{-?(?P<printed>.{0,1000}?)-?\}\}|\{%-?(?P<tag>.{0,1000}?)-?%\}", re.DOTALL
)
_COMMENT = re.compile(
    r"\{\{-?\s{0,20}/\*.{0,3000}?\*/\s{0,20}-?\}\}|\{#.{0,3000}?#\}|<!--.{0,3000}?-->", re.DOTALL
)
_ASSIGNED = re.compile(r"\s*(?:(\$\w+)\s*:?=|(?:assign|set)\s+(\w+)\s*=)(?P<value>.*)", re.DOTALL)
_WORD = re.compile(r"\s*(\w+)")
_OPENING = frozenset({"if", "with", "range", "for", "unless", "case", "capture", "block"})
_CLOSING = frozenset({"end", "endif", "endfor", "endunless", "endcase", "endcapture", "endblock"})
# `.Get "caption"`, `.Get 0`, `index .Params "caption"`, `.Params.caption`, `include.caption`,
# `$picture`, a lone `.`, or (where parameters are plain names) `caption`.
_REFERENCE = re.compile(
    r"(?:\$?\.Get\s+|\.Params\s+)(?:\"(?P<got>[^\"]+)\"|`(?P<raw>[^`]+)`|(?P<place>\d{1,2}))"
    r"|\.(?:Params|NamedParams)\.(?P<param>\w+)|\binclude\.(?P<included>[\w-]+)"
    r"|\.(?P<inner>Inner)\b|(?P<variable>\$\w+)"
    r"|(?<![\w$).\"'])(?P<dot>\.)(?![\w.])"
    r"|(?P<string>\"[^\"]*\"|'[^']*')|\|\s*(?P<filter>\w+)"
    r"|(?<![\w.$])(?P<name>[A-Za-z_]\w*)(?!\w|\s*\()(?P<rest>\.\w+)?"
)
# Words of template languages, and what belongs to the site rather than to the tag.
_RESERVED = frozenset(
    (
        *("and", "or", "not", "if", "else", "in", "is", "true", "false", "nil", "none", "null"),
        *("site", "page", "loop", "forloop", "eleventy", "collections", "default", "dict", "index"),
        *("printf", "safeHTML", "markdownify", "absURL", "relURL", "partial", "isset", "eq", "ne"),
        *("with", "end", "range", "len", "gt", "lt", "contains", "empty", "blank"),
    )
)


def mark(name: str) -> str:
    """What stands in a filled-in template for a parameter."""
    return f"{_OPEN}{name}{_CLOSE}"


def filled_in(template: str, parameters: frozenset[str] | None = None) -> str:
    """A template with a mark for each parameter it prints and nothing for its logic.

    `parameters` are the names of a macro's; without them any free name is taken for one where the
    template writes parameters as plain names.
    """
    return _Filling(parameters).of(_COMMENT.sub("", template))


class _Filling:
    """What variables and `.` stand for while a template is written out."""

    def __init__(self, parameters: frozenset[str] | None) -> None:
        self._parameters = parameters
        self._variables: dict[str, str] = {}
        # What `.` is inside each open block, and whether `else` gives back the one around it.
        self._dots: list[str] = [""]

    def of(self, template: str) -> str:
        pieces: list[str] = []
        position = 0
        for action in _ACTION.finditer(template):
            pieces.append(template[position : action.start()])
            position = action.end()
            written = action["printed"] if action["printed"] is not None else action["tag"]
            pieces.append(self._action(written, is_tag=action["tag"] is not None))
        pieces.append(template[position:])
        return "".join(pieces)

    def _action(self, written: str, *, is_tag: bool) -> str:
        assigned = _ASSIGNED.match(written)
        if assigned is not None:
            self._variables[assigned[1] or assigned[2]] = self._value(assigned["value"])
            return ""
        word = _WORD.match(written)
        name = word[1] if word is not None else ""
        if name in _CLOSING:
            self._dots = self._dots[:-1] or [""]
            return ""
        if name == "else":
            if len(self._dots) > 1:
                self._dots[-1] = self._dots[-2]
            return ""
        if name in _OPENING and (is_tag or name in {"if", "with", "range", "block"}):
            binds = name in {"with", "range"} and word is not None
            value = self._value(written[word.end() :]) if binds and word else self._dots[-1]
            self._dots.append(value)
            return ""
        return "" if is_tag else self._value(written)

    def _value(self, expression: str) -> str:
        """The marks of the parameters an expression takes its value from, in order."""
        return "".join(dict.fromkeys(self._marks(expression)))

    def _marks(self, expression: str) -> Iterator[str]:
        for found in _REFERENCE.finditer(expression):
            kind = found.lastgroup or ""
            if kind == "rest":
                kind = "name"
            match kind:
                case "got" | "raw" | "place" | "param" | "included":
                    yield mark(found[kind])
                case "inner":
                    yield mark("inner")
                case "variable":
                    yield self._variables.get(found["variable"], "")
                case "dot":
                    yield self._dots[-1]
                case "name":
                    yield self._named(found["name"], found["rest"] is not None)

    def _named(self, name: str, is_part: bool) -> str:
        if name in self._variables:
            return self._variables[name]
        if self._parameters is not None:
            return mark(name) if name in self._parameters else ""
        return "" if is_part or name in _RESERVED else mark(name)
