"""Offers fixes: each is tried on the article's text, which then has to read as it should."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

import msgspec

from capaudit.fixes.places import TEXTS, rewritten
from capaudit.fixes.registry import FIXERS
from capaudit.model.article import Article, Figure
from capaudit.model.evidence import ArticleEvidence
from capaudit.model.finding import Edit, Finding, Fix
from capaudit.model.text import Passage
from capaudit.readers import NO_SITE, SiteView, read_article

# An article of thousands of images has its first fixes made, then the next.
MOST_FIXES = 500
# So often an article is read again to part the fixes that go together from the others.
_MOST_TRIED = 40
_MARKS = {
    "utf-8": (codecs.BOM_UTF8,),
    "utf-16-le": (codecs.BOM_UTF16_LE,),
    "utf-16-be": (codecs.BOM_UTF16_BE,),
    "utf-32-le": (codecs.BOM_UTF32_LE,),
    "utf-32-be": (codecs.BOM_UTF32_BE,),
}


def with_fixes(
    data: bytes, evidence: ArticleEvidence, findings: Sequence[Finding], site: SiteView = NO_SITE
) -> Iterator[Finding]:
    """The findings with the fix of each that has one; `site` is what the article was read with."""
    proposed = list(islice(_proposed(evidence, findings), MOST_FIXES))
    sound = sound_ones(data, evidence.article, [fix for _, fix in proposed], site)
    fixes = {id(finding): fix for finding, fix in proposed if fix in sound}
    for finding in findings:
        fix = fixes.get(id(finding))
        yield msgspec.structs.replace(finding, fix=fix) if fix is not None else finding


def _proposed(
    evidence: ArticleEvidence, findings: Iterable[Finding]
) -> Iterator[tuple[Finding, Fix]]:
    for finding in findings:
        fixer = FIXERS.get(finding.code)
        if fixer is not None and finding.image is not None:
            fix = fixer(evidence, evidence.images[finding.image.index], finding)
            if fix is not None:
                yield finding, fix


def sound_ones(
    data: bytes, article: Article, fixes: Sequence[Fix], site: SiteView = NO_SITE
) -> Sequence[Fix]:
    """The fixes after which the article says what they mean and nothing else is changed.

    They are tried all at once, which nearly always goes well, else by halves.
    """
    sound: list[Fix] = []
    waiting = [fixes] if fixes else []
    for _ in range(_MOST_TRIED):
        if not waiting:
            break
        some = waiting.pop()
        if reads_as_meant(data, article, some, site):
            sound += some
        elif len(some) > 1:
            middle = len(some) // 2
            waiting += (some[middle:], some[:middle])
    return sound


def reads_as_meant(
    data: bytes, article: Article, fixes: Sequence[Fix], site: SiteView = NO_SITE
) -> bool:
    """Whether the article with the fixes made says what they mean, and all else as before."""
    edits = edits_of(fixes)
    changed = None if edits is None else apply(data, article, edits)
    if changed is None or edits is None:
        return False
    adds = {(index, name): text for fix in fixes for index, name, text in fix.adds}
    meant = _meant(article, edits, adds)
    said = dict(_texts(read_article(changed, article.path, article.format, site=site)))
    # A field of the front matter is new as a key of the record too.
    added = {name for name in said.keys() - meant.keys() if name.startswith("key ")}
    return meant == {name: text for name, text in said.items() if name not in added} and all(
        said[name] in adds.values() for name in added
    )


def edits_of(fixes: Iterable[Fix]) -> tuple[Edit, ...] | None:
    """The edits of some fixes in order, each once; `None` where two of them overlap."""
    edits = sorted({edit for fix in fixes for edit in fix.edits}, key=lambda edit: edit.span)
    for one, other in pairwise(edits):
        if one.span.overlaps(other.span) or one.span.start == other.span.start:
            return None
    return tuple(edits)


def apply(data: bytes, article: Article, edits: Iterable[Edit]) -> bytes | None:
    """The article's bytes with the edits made; encoding, line ends and byte order mark stay.

    `None` where the bytes would not come back the same where nothing is edited: a damaged file,
    or an encoding that has several ways to write one text.
    """
    text, mark = article.source.text, _mark(data, article.encoding)
    if mark + text.encode(article.encoding, "replace") != data:
        return None
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces += (text[position : edit.span.start], edit.text)
        position = edit.span.end
    return mark + "".join((*pieces, text[position:])).encode(article.encoding)


def _mark(data: bytes, encoding: str) -> bytes:
    return next((mark for mark in _MARKS.get(encoding, ()) if data.startswith(mark)), b"")


def _meant(
    article: Article, edits: Sequence[Edit], adds: dict[tuple[int, str], str]
) -> dict[str, str]:
    """Everything that an article is to say once the edits are made, by where it says it."""
    said = {name: text for name, text in _texts(article, edits) if text}
    for (index, name), text in adds.items():
        said[f"image {index} {name}"] = text
    return said


def _texts(article: Article, edits: Sequence[Edit] = ()) -> Iterator[tuple[str, str]]:
    """Everything that an article says, each text with a name for where it stands."""
    for name in ("headline", "description", "section", "byline", "dateline", "body"):
        yield from _named(name, getattr(article, name), edits)
    for figure in article.figures:
        yield from _of_figure(figure, edits)
    for entry in article.entries:
        yield from _named(f"key {entry.path}", entry.value, edits)
    for number, date in enumerate((*article.dates_published, *article.dates_modified)):
        yield from _named(f"date {number}", date.passage, edits)
    for number, flaw in enumerate(article.flaws):
        yield f"flaw {number}", flaw.message
    for number, ignore in enumerate(article.ignores):
        yield f"ignore {number}", " ".join((*ignore.codes, ignore.reason or ""))


def _of_figure(figure: Figure, edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    place = f"image {figure.index}"
    for name in TEXTS:
        yield from _named(f"{place} {name}", getattr(figure, name), edits)
    yield f"{place} kind", f"{figure.role} {figure.medium} {figure.by_template} {figure.decorative}"
    src = figure.src
    if figure.src_span is not None and len(figure.src_span) == len(src):
        src = rewritten(Passage.verbatim(src, figure.src_span.start), edits)
    yield f"{place} src", src


def _named(name: str, passage: Passage | None, edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    text = rewritten(passage, edits) if passage is not None else ""
    if text:
        yield name, text
