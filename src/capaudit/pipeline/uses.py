"""Draws from an article's evidence what other articles are compared with: small records of uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from capaudit.extract.languages import guess_language
from capaudit.fixes.credit_fields import field_name
from capaudit.model.article import Article, Figure
from capaudit.model.claim import AnyClaim, Claim, Source
from capaudit.model.dates import PartialDate
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Finding
from capaudit.model.image import FileState
from capaudit.model.text import Passage, Range, SourceText
from capaudit.model.use import (
    AuditedUse,
    CreditPlace,
    CreditStanding,
    Mark,
    MarkKind,
    SourceLine,
    Use,
)
from capaudit.model.values import Credit
from capaudit.pipeline.image_keys import image_key, picture_name
from capaudit.pipeline.verdicts import rests_on_two_claims
from capaudit.rules.base import LINE_REACH
from capaudit.rules.editorial import is_editorial
from capaudit.rules.names import same_person
from capaudit.rules.printed import (
    caption_disclosures,
    credit_disclosures,
    printed_creators,
    printed_credits,
    printed_organisations,
)
from capaudit.rules.recorded import recorded_dates

# Fewer words are a title or a code, which many pictures share by right.
_FEWEST_WORDS = 3
_MIDNIGHT = re.compile(r"00:00(:00)?")
# The name of a tag, shortcode or component that a figure begins with; of an include, its file's.
_FORM = re.compile(
    r"(<|\{\{[<%]?|\{%)-?\s{0,9}([A-Za-z][\w.:-]{0,40}(?:\s{1,9}[\w/-]{1,80}\.[\w.]{1,20})?)"
)
_CLOSING = {"<": ">", "{{": "}}", "{{<": ">}}", "{{%": "%}}", "{%": "%}"}
_INDEX = re.compile(r"\[\d+\]")


def uses_of(
    evidence: ArticleEvidence, findings: Sequence[Finding], site: str
) -> tuple[AuditedUse, ...]:
    """The uses of an article's editorial images, given what was found on them.

    `site` is the top of the article's site.
    """
    seen: Counter[str] = Counter()
    published = evidence.date_published
    uses = []
    for image in evidence.images:
        ordinal = seen[image.figure.src]
        seen[image.figure.src] += 1
        key = image_key(image.figure, evidence.article.path, site, image.image)
        if key is not None and is_editorial(image):
            own = [one for one in findings if one.image and one.image.index == image.figure.index]
            use = _use(image, key, own, published)
            uses.append(_audited(image, use, ordinal, site))
    return tuple(uses)


def _use(
    image: Evidence,
    key: str,
    findings: Iterable[Finding],
    published: Claim[PartialDate] | None,
) -> Use:
    article, figure = image.article, image.figure
    creators = printed_creators(image)
    day = published.value.first_day if published is not None else None
    return Use(
        path=article.path,
        item=article.item,
        index=figure.index,
        src=figure.src,
        range=article.source.range(figure.span),
        key=key,
        language=article.language or _language_of(figure.caption),
        published=day.isoformat() if day is not None else None,
        caption=next(iter(image.description.by(Source.CAPTION)), None),
        dates=image.date_created.of_any_standing(Source.CAPTION),
        places=image.location_created.of_any_standing(Source.CAPTION),
        people=image.person_shown.of_any_standing(Source.CAPTION),
        credits=printed_credits(image),
        creators=creators,
        organisations=printed_organisations(image),
        disclosures=_disclosures(image),
        credit_is_shared=figure.credit_is_shared,
        creator_in_file=_is_confirmed(creators, image),
        disputed=tuple(sorted({one.code for one in findings if rests_on_two_claims(one)})),
    )


def _language_of(caption: Passage | None) -> str | None:
    """The language of the caption, where the article is too short to tell its own."""
    return guess_language(caption.text) if caption is not None else None


def _disclosures(image: Evidence) -> tuple[str, ...]:
    said = {claim.value for claim in caption_disclosures(image)}
    return tuple(sorted(said | credit_disclosures(image)))


def _is_confirmed(creators: Sequence[Claim[str]], image: Evidence) -> bool:
    recorded = image.creator.embedded if creators else ()
    return any(same_person(one.value, other.value) for one in creators for other in recorded)


def _audited(image: Evidence, use: Use, ordinal: int, site: str) -> AuditedUse:
    # Only what lies on the disk can be opened again to be compared byte by byte.
    is_read = image.image.state is FileState.READ and image.image.url is None
    return AuditedUse(
        use=use,
        ordinal=ordinal,
        ignores=image.article.ignores,
        lines=tuple(_lines(image.article.source, use)),
        picture=picture_name(use.key),
        file=image.image.path if is_read else None,
        byte_size=image.image.byte_size if is_read else None,
        width=image.image.width,
        height=image.image.height,
        marks=tuple(_marks(image)),
        credit_place=_credit_place(image, use.credits, site),
    )


def _lines(source: SourceText, use: Use) -> Iterator[SourceLine]:
    """The lines that findings on a use may stand in, each once as far as it is printed."""
    said: tuple[Sequence[AnyClaim], ...] = (
        *(use.dates, use.places, use.people),
        *(use.creators, use.organisations, use.credits),
    )
    claims = (claim for some in said for claim in some)
    ranges = [claim.origin.range for claim in claims if claim.origin.range is not None]
    taken: list[Range] = []
    for each in (use.range, *ranges):
        if not any(_is_shown_with(each, other) for other in taken):
            taken.append(each)
            text, column = source.line_around(each.line, each.column, LINE_REACH)
            yield SourceLine(each.line, column, text)


def _is_shown_with(one: Range, other: Range) -> bool:
    return one.line == other.line and abs(one.column - other.column) <= LINE_REACH // 2


def _marks(image: Evidence) -> Iterator[Mark]:
    """The embedded caption and time stamp, as far as they are any one picture's own."""
    for claim in image.description.embedded[:1]:
        text = " ".join(claim.value.casefold().split())
        if len(text.split()) >= _FEWEST_WORDS:
            yield Mark(MarkKind.CAPTION, text, claim)
    for dated in recorded_dates(image)[:1]:
        time = dated.value.time
        if time is not None and time.count(":") == 2 and not _MIDNIGHT.fullmatch(time):
            yield Mark(MarkKind.TIME, dated.value.edtf, dated)


def _credit_place(
    image: Evidence, printed: Sequence[Claim[Credit]], site: str
) -> CreditPlace | None:
    """Where the credit stands; `None` where the form has no field for one."""
    form = None if image.figure.credit_is_shared else _form(image.article, image.figure)
    if form is None:
        return None
    if not printed:
        return CreditPlace(site, form, CreditStanding.NOWHERE)
    credits = [claim for claim in printed if _is_surely_a_credit(claim)]
    if any(claim.origin.source is Source.CREDIT_FIELD for claim in credits):
        field = field_name(image.article, image)
        return CreditPlace(site, form, CreditStanding.IN_FIELD, field=field)
    elsewhere = CreditPlace(site, form, CreditStanding.ELSEWHERE, next(iter(credits), None))
    return elsewhere if credits else None


def _is_surely_a_credit(claim: Claim[Credit]) -> bool:
    """Alternative text that reads like a credit may be none, unless it names a photographer."""
    return claim.origin.source is not Source.ALT_TEXT or bool(claim.value.creators)


def _form(article: Article, figure: Figure) -> str | None:
    """What holds the image: a place in the record, or a shortcode, tag or component by its name.

    The tags of an export or feed are another software's than those of the site's own pages.
    """
    form = _bare_form(article.source, figure)
    return f"{article.format} {form}" if form is not None and article.item is not None else form


def _bare_form(source: SourceText, figure: Figure) -> str | None:
    if figure.record_path is not None:
        return _INDEX.sub("[]", figure.record_path)
    start = _FORM.match(
        source.text, figure.span.start, min(figure.span.end, figure.span.start + 160)
    )
    return f"{start[1]}{' '.join(start[2].split())}{_CLOSING[start[1]]}" if start else None
