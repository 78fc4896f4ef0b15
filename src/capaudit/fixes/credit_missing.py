"""CRD001: the credit that the image file gives."""

from __future__ import annotations

from capaudit.data.credit_styles import CreditStyle, credit_style
from capaudit.fixes.credit_fields import (
    add_credit_field,
    field_in_article,
    has_credit_field,
    is_in_text,
    made_alike,
)
from capaudit.fixes.places import passage_at
from capaudit.fixes.writing import fix_of, rewrite
from capaudit.model.claim import Claim, Source
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Finding, Fix
from capaudit.model.text import Passage, Span
from capaudit.model.values import Credit
from capaudit.rules.credit.creators import recorded_creators

_USUAL = CreditStyle(form="{creator}/{organisations}")
_STYLES = (_USUAL, CreditStyle(form="{organisations}/{creator}"))
_SHIPPED = ("ap", "afp", "guardian")
# What stands before and behind a credit in a caption is no longer than ` — Photo: ` and `].`.
_LONGEST_FRAME = 4
# A line of more is no credit that anybody prints.
_LONGEST = 120


def credit_from_file(whole: ArticleEvidence, evidence: Evidence, finding: Finding) -> Fix | None:
    """Print the file's maker and supplier where the article's other images have theirs.

    That is a field of the same name, else the end of the caption; the images that count are those
    written in the same way. Nothing is printed where the file's blocks name different people, or
    the picture is a handout or under a licence: such credits need words that a person has to
    choose.
    """
    del finding
    line = _line(whole, evidence)
    if line is None:
        return None
    alike = made_alike(whole, evidence)
    if any(map(has_credit_field, alike)):
        field = field_in_article(whole, evidence)
        return credit_from_file_in_field(whole, evidence, field) if field is not None else None
    caption = _own_caption(whole, evidence)
    if caption is None or not (is_in_text(whole, evidence) or any(map(_printed_in_caption, alike))):
        return None
    before, behind = _frame(whole)
    end = Span(len(caption.text), len(caption.text))
    return fix_of(_described(line), rewrite(whole.article, caption, end, f"{before}{line}{behind}"))


def credit_from_file_in_field(whole: ArticleEvidence, evidence: Evidence, field: str) -> Fix | None:
    """Print the file's maker and supplier in the field of the image that is meant for them."""
    line = _line(whole, evidence)
    added = add_credit_field(whole, evidence, field, line) if line is not None else None
    if line is None or added is None:
        return None
    return Fix(_described(line), True, (added.edit,), (added.adds,))


def _described(line: str) -> str:
    return f"the file's credit is printed: “{line}”"


def _own_caption(whole: ArticleEvidence, evidence: Evidence) -> Passage | None:
    """The caption of this image as it stands in the article; `None` where others share it."""
    printed = evidence.figure.caption
    where = printed.span if printed is not None else None
    sharing = [image for image in whole.images if where and _caption_span(image) == where]
    if where is None or len(sharing) > 1:
        return None
    found = passage_at(whole.article.figures[evidence.figure.index], where)
    return found[0] if found is not None else None


def _caption_span(image: Evidence) -> Span | None:
    return image.figure.caption.span if image.figure.caption is not None else None


def _line(whole: ArticleEvidence, evidence: Evidence) -> str | None:
    """The credit line of what the file names, as long as any that is printed."""
    line = _whole_line(whole, evidence)
    return line if line is not None and len(line) <= _LONGEST else None


def _whole_line(whole: ArticleEvidence, evidence: Evidence) -> str | None:
    """What the file names, in the house's form or that of the article."""
    creators, organisations = _creators(evidence), _organisations(evidence)
    if creators is None or organisations is None or not (creators or organisations):
        return None
    if evidence.disclosure.embedded:
        return None
    if not creators or not organisations:
        return " and ".join(creators) or "/".join(organisations)
    return _style(whole).line(creators, organisations)


def _creators(evidence: Evidence) -> tuple[str, ...] | None:
    """The photographers that all of the file's blocks name; `None` where they differ."""
    by_block: dict[Source, dict[str, str]] = {}
    for claim in recorded_creators(evidence):
        names = by_block.setdefault(claim.origin.source, {})
        names.setdefault(claim.value.casefold(), claim.value)
    blocks = list(by_block.values())
    if any(block.keys() != blocks[0].keys() for block in blocks[1:]):
        return None
    return tuple(blocks[0].values()) if blocks else ()


def _organisations(evidence: Evidence) -> tuple[str, ...] | None:
    """The supplier that the file's credit names, else its one source; `None` where they differ."""
    credits_ = [claim.value for claim in evidence.credit_line.embedded]
    if any(credit.disclosures or credit.licence for credit in credits_):
        return None
    named = {credit.organisations for credit in credits_ if credit.organisations}
    if len(named) > 1:
        return None
    if named:
        return named.pop()
    sources = dict.fromkeys(claim.value for claim in evidence.source.embedded)
    return tuple(sources) if len(sources) < 2 else None


def _style(whole: ArticleEvidence) -> CreditStyle:
    """The house's style, else the one that the article's other credits have."""
    if whole.house.credit_style is not None:
        return credit_style(whole.house.credit_style)
    printed = (claim for image in whole.images for claim in _printed_in_caption(image))
    styles = (*_STYLES, *map(credit_style, _SHIPPED))
    fitting = (
        style
        for claim in printed
        for style in styles
        if claim.value.creators
        and claim.value.organisations
        and claim.raw == style.line(claim.value.creators, claim.value.organisations)
    )
    return next(fitting, _USUAL)


def _printed_in_caption(image: Evidence) -> tuple[Claim[Credit], ...]:
    return image.credit_line.by(Source.CAPTION)


def _frame(whole: ArticleEvidence) -> tuple[str, str]:
    """What stands around the credits of the article's other captions, else round brackets."""
    for image in whole.images:
        for claim in _printed_in_caption(image):
            where, caption = claim.origin.span, image.figure.caption
            figure = whole.article.figures[image.figure.index]
            found = passage_at(figure, where) if where is not None else None
            if found is None or caption is None:
                continue
            passage, inside = found
            start = passage.text.find(caption.text) + len(caption.text)
            before, behind = passage.text[start : inside.start], passage.text[inside.end :]
            if before and max(len(before), len(behind)) <= _LONGEST_FRAME:
                return before, behind
    return " (", ")"
