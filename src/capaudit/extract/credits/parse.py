"""A credit, read by a fold of small steps over a draft."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec

from capaudit.data.agencies import Agencies
from capaudit.data.credit_words import credit_words
from capaudit.data.disclosures import disclosures
from capaudit.data.scripts import is_unspaced
from capaudit.extract.credits.draft import Draft
from capaudit.extract.credits.labels import drop_leading_marks, find_label
from capaudit.extract.credits.licences import take_licence
from capaudit.extract.credits.names import is_body, is_small_body
from capaudit.extract.credits.naming import SUPPLIERS, name_byline_parts, name_credit_parts
from capaudit.extract.credits.parts import Part, split_parts, strip_role_words
from capaudit.extract.credits.text import clean
from capaudit.model.values import Credit

# A picture's archive number: (16507315bs), #1234567, ID 123456; a year, an e-mail address behind.
_ARCHIVE_NUMBER = re.compile(
    r"\s*[(\[](?:[^\W\d_]{2,8}\.?[:\s]*)?#?\d{4,}\w{0,6}[)\]]"
    r"|\s*(?<!\w)#\d{4,}\b|\s+(?:Image )?ID:?\s?\d{4,}\w*"
    r"|[\s,]+(?:19|20)\d\d(?=\.?$|\s*[/|])|(?<=[©ⓒ])\s?(?:19|20)\d\d(?=\s)"
    r"|\s+[A-Z]{2}\d[A-Z\d]{6,}\b|\s*[\w.+-]{1,40}@[\w-]{1,40}\.[\w.-]{2,20}",
    re.IGNORECASE,
)
# "Food styling: Emily Kydd", "Text: …" after the picture's own credit.
_FURTHER_ROLE = re.compile(r"[.;|/]\s+[^\W\d_][\w ]{2,30}:\s")
_ASIDE = re.compile(r"\s?\([^()]{1,60}\)")
_WORD = re.compile(r"\w+")
# 图片由外交部提供
_SUPPLIED_BY = re.compile(r"^(?:图片|照片|圖片|写真)?由")
# "Abruf: 11.01.2024", "accessed 11/01/2024"
_DAY = re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)")
# Mandatory credit "Tideway Courier". No sales.
_QUOTES = frozenset('"“«„')
_QUOTED = re.compile(r"^[\"“«„]([^\"“”«»„]{1,80})[\"”»“](?:[.,].*)?$")
# Imagen cedida por la Policía Local
_ARTICLE = re.compile(r"^(?:la|las|los|el|le|les|l['’]|der|die|das|il|lo|the)\s*(?=[A-ZÀ-Þ])")
_SMALL_ARTICLE = re.compile(
    r"(?:(?:la|las|los|el|le|les|il|lo|the)\s+|l['’])(?P<office>[^\W\d_]{3,40})"
)
# Longer texts are captions or articles, not credits.
LONGEST_CREDIT = 400
_SIGNS = frozenset("©ⓒⒸ℗®(")
_BEFORE_BOILERPLATE = " .,;:|/–—-("
DISCLOSURE_ORDER = ("pool", "handout", "courtesy", "file", "screenshot", "illustration", "ai")
# Small words that join no name, from which a part is a sentence.
_PROSE_WORDS = 3
_PARTS_KEPT = 4096
Step = Callable[[Draft], Draft]


def clean_text(draft: Draft) -> Draft:
    """Take off markup, links, invisible marks and a doubled label."""
    return msgspec.structs.replace(draft, text=clean(draft.text[:LONGEST_CREDIT]))


def take_the_licence(draft: Draft) -> Draft:
    """Set the licence apart."""
    text, licence = take_licence(draft.text)
    return msgspec.structs.replace(draft, text=text, licence=licence) if licence else draft


def drop_numbers(draft: Draft) -> Draft:
    """Take off the number under which an archive holds the picture, a year, an e-mail address."""
    if "@" not in draft.text and not any(map(str.isdigit, draft.text)):
        return draft
    return msgspec.structs.replace(draft, text=_ARCHIVE_NUMBER.sub("", draft.text))


def drop_boilerplate(draft: Draft) -> Draft:
    """Cut off "All rights reserved" and the like, with all that follows; at the start alone."""
    lowered = draft.text.casefold()
    words = credit_words()
    may_hold = any(map(lowered.__contains__, words.boilerplate_stems))
    if not may_hold or len(lowered) != len(draft.text):
        return draft
    for phrase in words.boilerplate:
        start = lowered.find(phrase)
        if start >= 0:
            head = draft.text[:start].rstrip(_BEFORE_BOILERPLATE)
            rest = head if any(map(str.isalpha, head)) else draft.text[start + len(phrase) :]
            return msgspec.structs.replace(draft, text=rest.strip(_BEFORE_BOILERPLATE))
    return draft


def drop_edits(draft: Draft) -> Draft:
    """Leave out in brackets what was done to the picture: `Foto (zugeschnitten) von …`."""
    if "(" not in draft.text:
        return draft
    return msgspec.structs.replace(draft, text=_ASIDE.sub(_edited, draft.text))


def _edited(aside: re.Match[str]) -> str:
    words = set(_WORD.findall(aside[0].casefold()))
    return aside[0] if words.isdisjoint(credit_words().edits) else ""


def drop_further_roles(draft: Draft) -> Draft:
    """Leave out stylists, writers and others credited in further sentences."""
    found = _FURTHER_ROLE.search(draft.text) if ": " in draft.text else None
    if found is None:
        return draft
    # In "Text: Jane Doe. Photo: Piotr Maj" the picture's credit comes second.
    is_second = find_label(draft.text[found.start() + 1 :].lstrip(), draft.agencies)
    if is_second and not find_label(draft.text, draft.agencies):
        return draft
    return msgspec.structs.replace(draft, text=draft.text[: found.start()])


def drop_labels(draft: Draft) -> Draft:
    """Take off the words before the names, and keep what they disclose and whose they say it is."""
    text, said, makers = draft.text, list(draft.disclosures), list(draft.parts)
    has_label = False
    for _ in range(4):
        text = drop_leading_marks(text)
        label = find_label(text, draft.agencies)
        if label is None or _is_name(text, draft.agencies):
            break
        has_label = True
        said += label.disclosures
        makers += [Part(label.maker, "label")] if label.maker else []
        text = text[label.end :]
        if text[:1] in _QUOTES:
            text = _QUOTED.sub(r"\1", text)
        if label.disclosures:
            text = _ARTICLE.sub("", _without_article(text))
    return msgspec.structs.replace(
        draft,
        text=text,
        disclosures=tuple(said),
        parts=tuple(makers),
        has_label=has_label,
    )


def _without_article(text: str) -> str:
    """`la préfecture`, as French writes offices small, without its article."""
    found = _SMALL_ARTICLE.match(text)
    is_office = found is not None and found["office"] in credit_words().body_words
    return text[found.start("office") :] if found and is_office else text


def _is_name(text: str, agencies: Agencies) -> bool:
    """Whether the words before a name are part of it: Image Source, Foto AP; not `Foto: AP`."""
    if text[:1] in _SIGNS or ":" in text:
        return False
    return agencies.find(text) is not None or disclosures().label(text) is not None


def split_names(draft: Draft) -> Draft:
    """Split what is left into its parts."""
    parts = split_parts(draft.text, draft.agencies)
    return msgspec.structs.replace(draft, parts=(*parts, *draft.parts))


def take_disclosures_and_roles(draft: Draft) -> Draft:
    """Set apart the parts that say how the picture came about, and leave out roles.

    Roles are STRINGER, STR, Uncredited, EDITORIAL USE ONLY, ranks and job words.
    """
    told = [_told(part.text, draft.agencies) for part in draft.parts]
    if all(name == part.text for (_, name), part in zip(told, draft.parts, strict=True)):
        return draft
    named = zip(told, draft.parts, strict=True)
    names = tuple(Part(name, part.joint) for (_, name), part in named if name)
    said = tuple(kind for kind, _ in told if kind)
    return msgspec.structs.replace(draft, parts=names, disclosures=(*draft.disclosures, *said))


# Agencies and photographers come again and again.
@lru_cache(_PARTS_KEPT)
def _told(text: str, agencies: Agencies) -> tuple[str | None, str]:
    """What a part discloses, and the name left of it without its role words."""
    kind, name = _disclosed(text, agencies)
    return kind, _unroled(name, agencies) if name else ""


def _disclosed(text: str, agencies: Agencies) -> tuple[str | None, str]:
    """What a part discloses, and the name left of it: `Tideway Courier file photo` has both."""
    table = disclosures()
    if agencies.find(text) is not None:
        return None, text
    if kind := table.label(text):
        return kind, ""
    if text.partition(" ")[0].casefold() in table.label_starts:
        label = find_label(text, agencies)
        if label is not None and label.disclosures:
            rest = text[label.end :]
            return label.disclosures[0], rest if rest[:1].isupper() else ""
    if is_unspaced(text) and (giver := _giver(text)):
        return "handout", giver
    if len(text) < 6 or text.count(" ") > 5:
        return None, text
    for start, _, kind in table.phrases(text.lower()):
        name = _without_fillers(text[:start])
        is_named = agencies.find(name) or is_body(name)
        return kind, name if is_named or name.casefold() in credit_words().newspapers else ""
    return None, text


def _without_fillers(text: str) -> str:
    """`Official U.S. Navy` file photo is the Navy's."""
    words = text.split()
    while len(words) > 1 and words[0].casefold() in credit_words().fillers:
        del words[0]
    return " ".join(words)


def _giver(text: str) -> str | None:
    """Who hands a picture out, in the languages that say so behind the name: `長岡市提供`."""
    for ending in credit_words().endings:
        if text.endswith(ending) and disclosures().label(ending) == "handout":
            return _SUPPLIED_BY.sub("", text.removesuffix(ending)).strip() or None
    return None


def drop_prose(draft: Draft) -> Draft:
    """Leave out what reads on as a sentence, a caption in the credit's place, and days."""
    names = tuple(
        part
        for part in draft.parts
        if draft.agencies.find(part.text) is not None or not _is_prose(part.text)
    )
    return draft if len(names) == len(draft.parts) else msgspec.structs.replace(draft, parts=names)


def _is_prose(text: str) -> bool:
    words = credit_words()
    if _DAY.search(text):
        return True
    if is_small_body(text):
        return False
    joining = words.joining
    return sum(word.islower() and word not in joining for word in text.split()) >= _PROSE_WORDS


def _unroled(text: str, agencies: Agencies) -> str:
    """A part's name without its role words, "" where it is a role and nothing else."""
    if text.casefold().strip(".") in credit_words().nameless:
        return ""
    return text if agencies.find(text) else strip_role_words(text)


READ_TEXT: tuple[Step, ...] = (
    clean_text,
    take_the_licence,
    drop_boilerplate,
    drop_numbers,
    drop_edits,
    drop_further_roles,
    drop_labels,
    split_names,
    take_disclosures_and_roles,
)
# A field may hold a caption instead; where a credit hides in a caption, prose tells against it.
READ_FIELD: tuple[Step, ...] = (*READ_TEXT, drop_prose)
READ_CREDIT: tuple[Step, ...] = (*READ_TEXT, name_credit_parts)
READ_BYLINE: tuple[Step, ...] = (*READ_TEXT, name_byline_parts)


def read(text: str, agencies: Agencies, steps: tuple[Step, ...]) -> Draft:
    """A text taken through the steps in order."""
    draft = Draft(text=text, agencies=agencies)
    if not text:
        return draft
    for step in steps:
        draft = step(draft)
    return draft


def compose(drafts: tuple[Draft, ...]) -> Credit:
    """One credit of all drafts, in the order given."""
    if len(drafts) == 1:
        return _composed(drafts[0])
    creators = dict.fromkeys(name for draft in drafts for name in draft.creators)
    organisations = dict.fromkeys(name for draft in drafts for name in draft.organisations)
    via = dict.fromkeys(name for draft in drafts for name in draft.via)
    return _composed(
        msgspec.structs.replace(
            drafts[0],
            creators=tuple(creators),
            organisations=tuple(organisations),
            via=tuple(via),
            disclosures=tuple(kind for draft in drafts for kind in draft.disclosures),
            licence=next((draft.licence for draft in drafts if draft.licence), None),
        )
    )


def _composed(draft: Draft) -> Credit:
    said = draft.disclosures
    return Credit(
        creators=draft.creators,
        organisations=draft.organisations,
        via=draft.via,
        disclosures=tuple(kind for kind in DISCLOSURE_ORDER if kind in said) if said else (),
        licence=draft.licence,
        credit_line=_canonical_line(draft.organisations, draft.agencies),
    )


def _canonical_line(organisations: tuple[str, ...], agencies: Agencies) -> str | None:
    """The chain as desks print it: a house that closes chains goes behind whom it supplies."""
    if len(organisations) < 2:
        return "".join(organisations) or None
    chain = list(organisations)
    for name in organisations:
        agency = agencies.find(name)
        if agency is not None and agency.closes:
            place = chain.index(name)
            while place + 1 < len(chain) and not _is_supplier(chain[place + 1], agencies):
                chain[place], chain[place + 1] = chain[place + 1], chain[place]
                place += 1
    return "/".join(chain) or None


def _is_supplier(name: str, agencies: Agencies) -> bool:
    agency = agencies.find(name)
    return agency is not None and (agency.closes or agency.kind in SUPPLIERS)
