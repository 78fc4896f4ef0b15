"""Whether what stands where a credit may stand is one."""

from __future__ import annotations

import re
from itertools import pairwise, starmap

from capaudit.data.credit_words import credit_words
from capaudit.data.disclosures import disclosures
from capaudit.data.scripts import is_unspaced
from capaudit.extract.credits.draft import Draft
from capaudit.extract.credits.names import (
    is_acronym,
    is_body,
    is_handle,
    is_person,
    is_small_body,
    soften_name,
)
from capaudit.extract.credits.places import TAIL

_SENTENCE = re.compile(r"[^\W_]{3,}[.!?]\s+\S")
_SENTENCE_END = re.compile(r"[^\W\d_]{5,}[.!?]\s")
_STOPS = (". ", "! ", "? ")
_TAKEN_BY = ("摄", "攝", "撮影", "供图", "供圖", "提供", "기자", "촬영", "제공")
_CREDIT_KINDS = frozenset({"pool", "handout", "courtesy", "screenshot"})
_OWNING_KINDS = _CREDIT_KINDS | {"file"}
_ALONE_KINDS = frozenset({"wire", "state", "stock", "market", "agency", "house"})
_JOINTS_OF_CHAINS = frozenset({"start", "slash", "next", "via", "for", "on", "dash"})
_LIBRARIES = frozenset({"stock", "market"})
_EMPLOYERS = frozenset({"government", "military"})
_MAX_WORDS = 16
LONGEST_BODY = 6
_HEADING_WORDS = frozenset({"in", "on", "at", "to", "with", "from", "by", "auf", "im"})
_QUOTES = '«„“"'
_ELIDED = ("al-", "d'", "d’", "l'", "l’")
# Inside a body's name they have a capital.
_SENTENCE_WORDS = frozenset(
    {"us", "our", "we", "my", "your", "is", "are", "be", "was", "were", "with"}
)
_SMALL_WORDS = frozenset(
    {"by", "via", "courtesy", "photo", "photos", "image", "on", "auf", "sur", "en"}
)


def is_bracketed_credit(text: str, draft: Draft) -> bool:
    """Brackets need less proof: an agency alone, a label, a name before a slash."""
    if is_labelled_credit(text, draft) or is_chain(text, draft):
        return True
    if _is_family_photo(text) or _is_passed_on(text, draft) or _has_role(text, draft):
        return True
    if _is_from_body(text, draft):
        return True
    if draft.organisations and not draft.creators and len(draft.parts) == 1:
        known = draft.agencies.find(draft.parts[0].text)
        return known is not None and known.kind in _ALONE_KINDS and not known.is_word
    return _is_only_disclosure(text, draft)


def is_owner(_: str, draft: Draft) -> bool:
    """A body's name, or a licence, and nothing else: `Library of Congress`, `Public domain`."""
    if draft.licence and not draft.text:
        return True
    if len(draft.parts) != 1 or not draft.organisations or _is_prose(draft.text, draft):
        return False
    if _HEADING_WORDS.intersection(draft.text.split()):
        return False
    known = draft.agencies.find(draft.parts[0].text)
    if known is not None:
        return not known.is_word
    name = draft.parts[0].text
    keeps = not credit_words().keepers.isdisjoint(name.casefold().split())
    return _is_named_body(name) and (keeps or _ends_as_newspaper(draft))


def _is_family_photo(text: str) -> bool:
    """`(Family photo)`; one word alone (`private`) may say anything."""
    return " " in text and text.casefold().strip(" .") in credit_words().owners


def _is_passed_on(text: str, draft: Draft) -> bool:
    """`Mill Pictures/Tideway Films via AP`: an agency passes on what it was given."""
    last = draft.parts[-1] if draft.parts else None
    known = last is not None and last.joint == "via" and draft.agencies.find(last.text) is not None
    return known and not _is_prose(draft.text, draft)


def _has_role(text: str, draft: Draft) -> bool:
    """`John Smith/Staff Photographer`: one person, and what he is for the house."""
    return bool(draft.creators) and len(draft.parts) == 1 and "/" in text


def _is_only_disclosure(text: str, draft: Draft) -> bool:
    """`(Handout)`, `(代表撮影)`; `(Archivbild)` says when, not who."""
    said = bool(_CREDIT_KINDS.intersection(draft.disclosures))
    return said and not draft.parts and disclosures().label(text.strip()) is not None


def is_labelled_credit(text: str, draft: Draft) -> bool:
    """A label, then names: not a sentence that goes on."""
    rest = draft.text
    if not draft.has_label or not rest:
        return False
    if not draft.parts and says_whose(rest):
        return True
    if not (draft.parts or draft.disclosures or draft.licence):
        return False
    if _is_prose(rest, draft) or _is_captioned(text, rest):
        return False
    # "Illustration de l'ajout": nobody is named.
    if not rest[0].islower() or draft.creators or _knows_any(draft):
        return True
    return bool(draft.parts) and all(is_small_body(part.text) for part in draft.parts)


def says_whose(words: str) -> bool:
    """Whether words tell whose picture it is without a name: `privat`, `supplied`."""
    key = words.casefold().strip(" .")
    return key in credit_words().owners or disclosures().label(key) in _OWNING_KINDS


def _is_captioned(text: str, rest: str) -> bool:
    """Whether a caption stands behind the label: Reuters writes `FILE PHOTO: A man walks.`."""
    label = text[: len(text) - len(rest)].strip(" :=-–—")
    return disclosures().label(label) == "file" and _SENTENCE.search(rest) is not None


def is_licensed_credit(text: str, draft: Draft) -> bool:
    """Names beside a licence: `Jane Doe, CC BY 2.0`."""
    return bool(draft.licence and draft.parts) and not _is_prose(draft.text, draft)


def is_chain_or_courtesy(text: str, draft: Draft) -> bool:
    """`Courtesy of the City of Leeds` after a sentence names a supplier like no prose does."""
    if is_chain(text, draft) or _is_only_disclosure(text, draft) or _is_from_body(text, draft):
        return True
    # "Fot. archiwum prywatne": a label and whose picture it is, without a name.
    if draft.has_label and not draft.parts and says_whose(draft.text):
        return True
    return "courtesy" in draft.disclosures and is_labelled_credit(text, draft)


def _is_from_body(text: str, draft: Draft) -> bool:
    """`Divulgação/Prefeitura de Santos`: how the picture came, and the body it came from."""
    if "/" not in text or not _CREDIT_KINDS.intersection(draft.disclosures) or not draft.parts:
        return False
    return all(_is_named_body(part.text) or is_handle(part.text) for part in draft.parts)


def is_chain(text: str, draft: Draft) -> bool:
    """Names alone, among them a known agency or a person before a body: `Jane Doe/Gazette`."""
    first = text.partition(" ")[0]
    if not draft.parts or first in credit_words().by or _is_prose(draft.text, draft):
        return False
    known = [draft.agencies.find(part.text) for part in draft.parts]
    firm = [agency for agency in known if agency is not None and not agency.is_word]
    # "on Facebook/Instagram" names places to read, not suppliers.
    if not draft.creators and all(a is not None and a.kind == "platform" for a in known):
        return draft.has_label or "screenshot" in draft.disclosures
    is_abbreviated = first.endswith(".") and first.casefold() in credit_words().labels
    if draft.has_label and (
        firm
        or draft.creators
        or is_abbreviated
        or all(_is_named_body(part.text) for part in draft.parts)
    ):
        return True
    if is_unspaced(text) and draft.text.endswith(_TAKEN_BY):
        return bool(draft.creators or draft.disclosures)
    if len(draft.parts) == 1:
        alone = any(agency.kind in _ALONE_KINDS for agency in firm)
        return alone and (_is_set_off(text) or bool(draft.disclosures))
    last = known[-1]
    # Whatever its users call themselves, a picture library stands last.
    if last is not None and last.kind in _LIBRARIES and not last.is_word:
        return True
    if not _JOINTS_OF_CHAINS.issuperset(part.joint for part in draft.parts[1:]):
        # JANE DOE, TIDEWAY GAZETTE
        if text.isupper() and draft.creators and _ends_as_newspaper(draft):
            return True
        # "Jane Doe, U.S. Navy" says whose officer she is.
        return bool(draft.creators) and any(agency.kind not in _EMPLOYERS for agency in firm)
    return _are_all_named(text, draft, bool(firm))


def is_chain_of_makers(text: str, draft: Draft) -> bool:
    """A chain that no mark sets off from its sentence.

    Rival libraries alone are what the sentence is about: "… compares Unsplash/Shutterstock".
    """
    if not is_chain(text, draft):
        return False
    known = [draft.agencies.find(name) for name in draft.organisations]
    if draft.creators or any(one is None or one.kind not in _LIBRARIES for one in known):
        return True
    return all(starmap(draft.agencies.are_partners, pairwise(draft.organisations)))


def _is_named_body(text: str) -> bool:
    """Whether a few words behind a label name a body: `Comune di Cuneo`; no heading is one."""
    words = text.split()
    is_short = len(words) <= LONGEST_BODY and not text[0].islower()
    return is_short and is_body(text) and _HEADING_WORDS.isdisjoint(words)


def _is_set_off(text: str) -> bool:
    """Whether capitals, a slash or a label tell an agency alone from a word of the caption."""
    is_labelled = text.partition(" ")[0].casefold() in credit_words().bare_labels
    return text.isupper() or "/" in text or is_labelled or is_unspaced(text)


def _are_all_named(text: str, draft: Draft, has_firm: bool) -> bool:
    """Whether a chain holds nothing but people and bodies, one of them sure."""
    if not draft.organisations:
        return False
    if has_firm and (
        draft.creators
        or all(
            is_person(part.text)
            or is_body(part.text)
            or is_acronym(part.text)
            or draft.agencies.find(part.text) is not None
            for part in draft.parts
        )
    ):
        return True
    is_parted = "/" in text or "|" in text or _ends_as_newspaper(draft)
    return bool(draft.creators) and is_parted


def _ends_as_newspaper(draft: Draft) -> bool:
    """Whether the last body is a newspaper or broadcaster by the last word of its name."""
    if not draft.organisations:
        return False
    return draft.organisations[-1].casefold().split()[-1] in credit_words().newspapers


def is_lone_maker(text: str, draft: Draft) -> bool:
    """One person's name and nothing else, or how the picture came: `/ CEDIDA`."""
    if _is_only_disclosure(text, draft):
        return True
    return bool(draft.creators) and len(draft.parts) == 1 and not _is_prose(draft.text, draft)


def _knows_any(draft: Draft) -> bool:
    return any(draft.agencies.find(name) is not None for name in draft.organisations)


def _is_prose(text: str, draft: Draft) -> bool:
    """Whether the words read on as a sentence: too many, or small ones that join no name."""
    words = text.split()
    if len(words) > _MAX_WORDS or len(text) > TAIL:
        return True
    if is_unspaced(text) and ("。" in text or (len(text) > 24 and "/" not in text)):
        return True
    may_end = any(map(text.__contains__, _STOPS))
    if (may_end and _SENTENCE_END.search(text)) or not _SENTENCE_WORDS.isdisjoint(words):
        return True
    return any(
        _reads_on(part.text)
        and not is_small_body(part.text)
        and not any(f"{quote}{part.text}" in draft.text for quote in _QUOTES)
        and draft.agencies.find(part.text) is None
        and soften_name(part.text) not in draft.creators
        for part in draft.parts
    )


def _reads_on(text: str) -> bool:
    """Whether a part has a small word that joins no name; a user name is one small word."""
    if text.istitle() or text.isupper() or is_handle(text):
        return False
    joining = credit_words().joining
    return any(
        word[0].islower() and not _joins(word.strip(".,()").casefold(), joining)
        for word in text.split()
    )


def _joins(word: str, joining: frozenset[str]) -> bool:
    return word in joining or word in _SMALL_WORDS or word.startswith(_ELIDED)
