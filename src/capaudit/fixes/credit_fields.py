"""Adds a credit field to an image, named as other images of its form name theirs."""

from __future__ import annotations

import re

import msgspec

from capaudit.fixes.syntax import Syntax, enclosing_shortcode, entry_at, record_syntax
from capaudit.fixes.writing import edit, escape, is_plain_scalar, is_writable
from capaudit.model.article import Article, Figure, RecordEntry
from capaudit.model.claim import Source
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Edit
from capaudit.model.text import Span
from capaudit.readers.record import normalised
from capaudit.readers.vocabulary import CREDIT_KEYS, TAG_CREDIT_KEYS

_OPENING = re.compile(r"\{[{%][<%]?-?\s{0,9}[\w./-]{1,80}(?:\s{1,9}[\w/-]{1,80}\.[\w.]{1,20})?")
_ENDING = re.compile(r"\s{0,80}/?-?[>%]?[%}]\}\Z")
_PARAMETER = re.compile(r"(,?\s{1,80})([A-Za-z][\w-]{0,40})\s{0,9}=\s{0,9}\"")
_REACH = 240
_NAME = re.compile(r"[\w-]{1,40}")
# What follows a value inside `{…}`: its quote, then a comma or the end of the object.
_FLOW = re.compile(r"[\"']?\s{0,80}[,}]")
_LINE = re.compile(r"[\"']?[ \t]{0,80}(?:#[^\r\n]*)?(\r\n|\r|\n)")
# A key without a value, from behind its name.
_EMPTY = re.compile(
    r"[\"']?[ \t]{0,9}[:=][ \t]{0,80}(\"\"|''|null|~|)(?=[ \t]{0,80}(?:#[^\r\n]*)?(?:[,}\r\n]|\Z))"
)


class Addition(msgspec.Struct, frozen=True):
    """A field to add: the edit, and what the figure then has that it had not."""

    edit: Edit
    adds: tuple[int, str, str]


def made_alike(whole: ArticleEvidence, evidence: Evidence) -> tuple[Evidence, ...]:
    """The other images that are written in the same way: in one list, by one shortcode, in text."""
    making = _making(whole.article, evidence)
    return tuple(
        image
        for image in whole.images
        if image.figure.index != evidence.figure.index and _making(whole.article, image) == making
    )


def is_in_text(whole: ArticleEvidence, evidence: Evidence) -> bool:
    """Whether an image stands in the text itself, and not in a record or a shortcode."""
    return _making(whole.article, evidence) is None


def _making(article: Article, evidence: Evidence) -> str | None:
    figure = evidence.figure
    if figure.record_path is not None:
        return _kind(figure.record_path)
    around = figure.src_span or figure.span
    shortcode = enclosing_shortcode(article.source.text, around)
    return _opening(article.source.text, shortcode) if shortcode is not None else None


def has_credit_field(image: Evidence) -> bool:
    """Whether an image carries its credit in a field of its own."""
    return _credit_in_field(image) is not None


def field_name(article: Article, image: Evidence) -> str | None:
    """The name of the field in which an image carries its credit."""
    where, figure = _credit_in_field(image), image.figure
    if where is None:
        return None
    shortcode = enclosing_shortcode(article.source.text, where)
    if shortcode is not None:
        return _parameter_at(article.source.text, shortcode, where)
    beside = article.entry(figure.record_path) if figure.record_path else None
    credit = entry_at(article, where)
    if beside is None or credit is None or _parent(beside.path) != _parent(credit.path):
        return None
    name = credit.path.rpartition(".")[2]
    return name if _NAME.fullmatch(name) else None


def field_in_article(whole: ArticleEvidence, evidence: Evidence) -> str | None:
    """The name for an image's credit field that the article itself shows.

    It is that of a field which the image has and leaves empty, else that of the images of the same
    making.
    """
    figure = whole.article.figures[evidence.figure.index]
    empty = _empty_field(whole.article, figure)
    if empty is not None:
        return empty
    names = (field_name(whole.article, image) for image in made_alike(whole, evidence))
    return next((name for name in names if name is not None), None)


def _empty_field(article: Article, figure: Figure) -> str | None:
    shortcode = _shortcode_of(article, figure)
    if shortcode is not None:
        found = _PARAMETER.finditer(article.source.text, shortcode.start, shortcode.end)
        empty = (one[2] for one in found if article.source.text.startswith('"', one.end()))
        return next((name for name in empty if name.lower() in TAG_CREDIT_KEYS), None)
    own = figure.record_path
    beside = (one for one in article.entries if own and _parent(one.path) == _parent(own))
    names = (one.path.rpartition(".")[2] for one in beside if not one.value.text)
    return next((name for name in names if normalised(name).endswith(CREDIT_KEYS)), None)


def add_credit_field(
    whole: ArticleEvidence, evidence: Evidence, name: str, line: str
) -> Addition | None:
    """Give an image a credit field of a name, or fill in the one that is there and empty.

    `None` where the syntax has no sure place for it.
    """
    if not is_writable(whole.article, line):
        return None
    figure = whole.article.figures[evidence.figure.index]
    made = _in_shortcode(whole.article, figure, name, line)
    made = made or _in_record(whole.article, figure, name, line)
    return Addition(made, (figure.index, "credit_line", line)) if made is not None else None


def _credit_in_field(image: Evidence) -> Span | None:
    """Where an image's own credit field stands."""
    if image.figure.credit_is_shared:
        return None
    claims = image.credit_line.by(Source.CREDIT_FIELD)
    return claims[0].origin.span if claims else None


def _shortcode_of(article: Article, figure: Figure) -> Span | None:
    where = figure.src_span
    return enclosing_shortcode(article.source.text, where) if where is not None else None


def _parameter_at(text: str, shortcode: Span, where: Span) -> str | None:
    """The name of the parameter that has its value at a place."""
    found = _PARAMETER.finditer(text, max(shortcode.start, where.start - _REACH), where.start)
    return next((one[2] for one in found if one.end() == where.start), None)


def _in_shortcode(article: Article, figure: Figure, name: str, line: str) -> Edit | None:
    """`attr="…"` at the end of a shortcode, parted as its other parameters are."""
    text, own = article.source.text, _shortcode_of(article, figure)
    written = escape(line, Syntax.SHORTCODE_DOUBLE)
    if own is None or written is None:
        return None
    parameters = list(_PARAMETER.finditer(text, own.start, own.end))
    for one in parameters:
        if one[2] == name:
            empty = text.startswith('"', one.end())
            return edit(article, Span(one.end(), one.end()), written, "") if empty else None
    ending = _ENDING.search(text[own.start : own.end])
    if ending is None or not parameters:
        return None
    at = own.start + ending.start()
    return edit(article, Span(at, at), f'{parameters[-1][1]}{name}="{written}"', "")


def _opening(text: str, shortcode: Span) -> str | None:
    found = _OPENING.match(text, shortcode.start, shortcode.end)
    return " ".join(found[0].split()) if found is not None else None


def _in_record(article: Article, figure: Figure, name: str, line: str) -> Edit | None:
    """A key beside the image's reference."""
    own = article.entry(figure.record_path) if figure.record_path else None
    if own is None or not _NAME.fullmatch(name):
        return None
    there = article.entry(".".join(filter(None, (_parent(own.path), name))))
    if there is not None:
        return _value_of(article, there, line)
    return _key_after(article, own, name, line, record_syntax(article, own))


def _value_of(article: Article, key: RecordEntry, line: str) -> Edit | None:
    """The value of a key that has none."""
    empty = _EMPTY.match(article.source.text, key.key_span.end)
    written = escape(line, Syntax.DOUBLE_QUOTED)
    if empty is None or written is None or key.value.text:
        return None
    before = " " if article.source.text[empty.start(1) - 1] in ":=" else ""
    return edit(article, Span(*empty.span(1)), f'{before}"{written}"', "")


def _parent(path: str) -> str:
    return path.rpartition(".")[0]


def _kind(path: str) -> str:
    """A path without its places in lists: images of one list are made alike."""
    return re.sub(r"\[\d+\]", "[]", path)


def _key_after(
    article: Article, own: RecordEntry, name: str, line: str, syntax: Syntax
) -> Edit | None:
    """The key and its value behind a value of the same object."""
    text, value = article.source.text, own.value.span
    written = escape(line, Syntax.DOUBLE_QUOTED)
    if value is None or written is None or "\n" in text[own.key_span.end : value.end]:
        return None
    quoted, opening = f'"{written}"', text.lstrip()[:1]
    flow, end_of_line = _FLOW.match(text, value.end), _LINE.match(text, value.end)
    if flow is not None:
        at = value.end + (text[value.end] in "\"'")
        pair = {"{": f'"{name}": {quoted}', "+": f"{name} = {quoted}"}.get(opening)
        between = _between_pairs(article, own)
        return edit(article, Span(at, at), f",{between}{pair or f'{name}: {quoted}'}", "")
    if end_of_line is None or opening == "{":
        return None
    plain = syntax is Syntax.YAML_PLAIN and is_plain_scalar(line)
    pair = f"{name} = {quoted}" if opening == "+" else f"{name}: {line if plain else quoted}"
    column = own.key_span.start - article.source.line_start(
        article.source.position(own.key_span.start)[0]
    )
    at = end_of_line.end()
    return edit(article, Span(at, at), f"{' ' * column}{pair}{end_of_line[1]}", "")


def _between_pairs(article: Article, key: RecordEntry) -> str:
    """What parts the pairs of an object: a new line where each stands on a line of its own."""
    text, start = article.source.text, key.key_span.start
    first = article.source.line_start(article.source.position(start)[0])
    before = text[first:start].rstrip("\"'")
    if before.strip() or not first:
        return " "
    return ("\r\n" if text[:first].endswith("\r\n") else text[first - 1]) + before
