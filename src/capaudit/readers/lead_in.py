"""What stands before the story begins: section, headline, description, byline, dateline.

Scraped text marks none of it. Short first lines without a full stop, before the first image or
byline, are the section and the headline; what follows them is the description.
"""

from __future__ import annotations

import re

import msgspec

from capaudit.model.article import Flaw, FlawKind
from capaudit.model.text import Passage, Span
from capaudit.readers.body import Block
from capaudit.readers.vocabulary import BYLINE_WORDS, HEADINGS, WIRES

_FIRST_BLOCKS = 10
_LONGEST_BYLINE = 160
# A label and its blanks before a date of forty characters.
_LONGEST_DATE_LINE = 200
_LONGEST_HEADLINE = 220
_LONGEST_DESCRIPTION = 500
_BYLINE = re.compile(
    rf"\s*(?:(?P<label>{BYLINE_WORDS})(?:\s*:\s*|\s+))(?P<names>\S.*)?$", re.IGNORECASE | re.DOTALL
)
_CAPITALISED = re.compile(r"(?:[^\W\d_][\w.'’-]*)")
_SPLIT = re.compile(
    r"\s*(?:\||,|;|&|/|•|·|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bи\b|\bта\b|\bі\b)\s*"
)
_ENDS_OPEN = re.compile(r"(?:\||,|&|/|[-–—]|\band|\bund|\bet|\by|\bи|\bта)\s*$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGIT = re.compile(r"[0-9]")
_DATE_LABEL = re.compile(
    r"\s*(?:published|posted|updated|date|veröffentlicht|publié)\b[:\s]*", re.IGNORECASE
)
# AP style: the place in capitals, perhaps its country, perhaps the agency, then a dash.
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^—–():;!?\"“”\n]{0,70}?)\s*"
    r"(?:\((?P<agency>[^()\n]{1,40})\)\s*)?(?:—|–|--|\s-\s|-\s)"
)
_DATE_PART = re.compile(
    r",?\s*[^\s,]{1,12}\.?\s*\d{1,2}(?:\s*,\s*\d{4})?\s*$|,?\s*\d[\d.\s/]*\s*[^\s,\d]{0,12}\s*(?:\d{4})?\s*$"
)


class LeadIn(msgspec.Struct, frozen=True, kw_only=True):
    """What was found before the story, and the blocks that are the story."""

    section: Passage | None = None
    headline: Passage | None = None
    description: Passage | None = None
    byline: Passage | None = None
    dateline: Passage | None = None
    dates: tuple[Passage, ...] = ()
    story: tuple[Block, ...] = ()


def read_lead_in(
    blocks: list[Block], first_image: int | None, *, headline: Passage | None
) -> LeadIn:
    """Read the first blocks; `headline` is the one known from front matter or the page's head."""
    heading = next((one for one in blocks[:_FIRST_BLOCKS] if one.name == "h1"), None)
    byline = next((one for one in blocks[:_FIRST_BLOCKS] if is_byline(one)), None)
    date = next((one for one in blocks[:_FIRST_BLOCKS] if _is_date_line(one)), None)
    taken = [one for one in (heading, byline, date) if one is not None]
    section = description = None
    if heading is not None:
        headline = headline or heading.passage
    elif headline is None:
        before = _before_story([one for one in blocks if one is not date], first_image, byline)
        section, title, description = _sorted_lines(before)
        headline = title.passage if title else None
        taken += [one for one in (section, title, description) if one is not None]
    numbers = set(map(id, taken))
    story = [one for one in blocks if id(one) not in numbers]
    return LeadIn(
        section=section.passage if section else None,
        headline=headline,
        description=description.passage if description else None,
        byline=byline.passage if byline else None,
        dateline=_dateline(story),
        dates=(date.passage,) if date else (),
        story=tuple(_without_headline(story, headline)),
    )


def _without_headline(story: list[Block], headline: Passage | None) -> list[Block]:
    if headline is not None and story and story[0].text == headline.text:
        return story[1:]
    return story


def _before_story(
    blocks: list[Block], first_image: int | None, byline: Block | None
) -> list[Block]:
    """The lines before the first image, byline or dateline; none where there is no such sign."""
    ends = [first_image] if first_image is not None else []
    ends += [byline.start] if byline is not None else []
    ends += [one.start for one in blocks[:_FIRST_BLOCKS] if place_of_dateline(one.passage)][:1]
    ends += [one.start for one in blocks[:_FIRST_BLOCKS] if one.name in HEADINGS][:1]
    if not ends:
        return blocks[:1] if len(blocks) > 1 and _is_short_line(blocks[0]) else []
    before = [one for one in blocks[:4] if one.start < min(ends)]
    later = any(one.start > min(ends) for one in blocks)
    return before if later or len(before) < 3 else before[:3]


def _is_short_line(block: Block) -> bool:
    return (
        block.name in {"p", "#document", "div", "body"}
        and len(block.text) <= _LONGEST_HEADLINE
        and block.text[-1] not in ".:;,…"
    )


def _sorted_lines(lines: list[Block]) -> tuple[Block | None, Block | None, Block | None]:
    """Section, headline and description among the first lines, by length and full stop."""
    section = None
    if len(lines) >= 2 and _is_section(lines[0]) and _is_short_line(lines[1]):
        section, lines = lines[0], lines[1:]
    if not lines or not _is_short_line(lines[0]):
        return None, section, None
    headline, rest = lines[0], lines[1:]
    description = rest[0] if rest and len(rest[0].text) <= _LONGEST_DESCRIPTION else None
    return section, headline, description


def _is_section(block: Block) -> bool:
    return _is_short_line(block) and len(block.text.split()) <= 4 and len(block.text) <= 40


def is_byline(block: Block) -> bool:
    """Whether a block is a line like `By Jane Doe`."""
    if len(block.text) > _LONGEST_BYLINE or block.name in HEADINGS:
        return False
    found = _BYLINE.match(block.text)
    if found is None or found["names"] is None:
        return False
    names = byline_names(block.text)
    return (
        bool(names) and not block.text.rstrip().endswith((".", "!", "?", ":")) and _are_names(names)
    )


def _are_names(names: tuple[str, ...]) -> bool:
    """Whether every word that could be is capitalised, as `By air from Berlin` is not."""
    return all(
        word[0].isupper()
        or not word[0].isalpha()
        or word[0] == word[0].upper()
        or word in _PARTICLES
        for name in names
        for word in name.split()
    )


_PARTICLES = frozenset(
    (
        *("de", "da", "do", "del", "di", "du", "van", "von", "der", "den", "la", "le", "el"),
        *("al", "bin", "ibn", "for", "in"),
    )
)


def byline_names(text: str) -> tuple[str, ...]:
    """The people of a byline: `By Jane Doe and Max Roe |` → Jane Doe, Max Roe."""
    found = _BYLINE.match(text)
    names = (found["names"] or "") if found is not None else text
    parts = (part.strip(" .*_–—-") for part in _SPLIT.split(names))
    return tuple(dict.fromkeys(part for part in parts if _is_name(part)))


def _is_name(part: str) -> bool:
    return (
        bool(part)
        and not any(one.isdigit() for one in part)
        and "@" not in part
        and part[0].isalpha()
        and len(part.split()) <= 6
    )


def byline_flaws(byline: Passage) -> tuple[Flaw, ...]:
    """A flaw where a byline ends in a bar, comma or `and` with nothing after it."""
    found = _ENDS_OPEN.search(byline.text)
    if found is None:
        return ()
    at = byline.locate(Span(found.start(), found.end()))
    message = f"the byline ends in {found[0].strip()!r} with nothing after it"
    return (Flaw(FlawKind.BYLINE, message, at or Span(0, 0)),)


def dated_part(byline: Passage) -> Passage | None:
    """The part of a byline that holds a year: `By Jane Doe | March 5, 2025`."""
    year = _YEAR.search(byline.text)
    if year is None:
        return None
    start = max(byline.text.rfind(mark, 0, year.start()) for mark in "|•·\n—–")
    end = len(byline.text)
    passage = byline.cut(Span(start + 1, end)).stripped()
    return passage if len(passage.text) <= 60 else None


def _is_date_line(block: Block) -> bool:
    """Whether a block is nothing but a date: short, with a year, hardly a word."""
    if len(block.text) > _LONGEST_DATE_LINE or _DIGIT.search(block.text) is None:
        return False
    text = _DATE_LABEL.sub("", block.text, count=1)
    return (
        len(text) <= 40
        and _YEAR.search(text) is not None
        and len(text.split()) <= 5
        and sum(len(word) > 2 and word.isalpha() for word in text.split()) <= 2
        and block.name not in HEADINGS
        and any(one.isdigit() for one in _YEAR.sub("", text))
    )


def _dateline(story: list[Block]) -> Passage | None:
    for block in story[:4]:
        place = place_of_dateline(block.passage)
        if place is not None:
            return place
    return None


def _is_place_line(place: str) -> bool:
    """Whether the first name is in capitals: `RIO DE JANEIRO, Brazil`, not `NPS National App`."""
    city = place.partition(",")[0]
    return len(city) >= 2 and city.isupper()


def place_of_dateline(passage: Passage) -> Passage | None:
    """The place words of a dateline: `KYIV, Ukraine (AP) — …` → `KYIV, Ukraine`."""
    # Most openings have no dash at all: to look for it costs far less than the match.
    text = passage.text
    has_dash = "-" in text or "–" in text or "—" in text
    found = _DATELINE.match(text) if has_dash else None
    if found is None:
        return None
    place = _DATE_PART.sub("", found["place"]).rstrip(" ,")
    words = place.split()
    if not words or len(words) > 8:
        return None
    if not _is_place_line(place) and (found["agency"] or "").strip().lower() not in WIRES:
        return None
    if not all(word[0].isupper() for word in words if word.lower() not in _PARTICLES):
        return None
    return passage.cut(Span(found.start("place"), found.start("place") + len(place)))
