"""A credit, read by a fold of small steps over a draft."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from capaudit.data.agencies import Agencies, agency_key
from capaudit.data.credit_words import credit_words
from capaudit.data.disclosures import disclosures
from capaudit.data.people import known_given_names
from capaudit.extract.credits.labels import drop_leading_marks, find_label
from capaudit.extract.credits.licences import take_licence
from capaudit.extract.credits.names import (
    is_body,
    is_handle,
    is_person,
    soften_body,
    soften_name,
)
from capaudit.extract.credits.parts import Part, split_parts, strip_role_words
from capaudit.extract.credits.text import clean
from capaudit.model.values import Credit

# A picture's archive number: (16507315bs), #1234567, ID 123456; a year, an e-mail address behind.
_ARCHIVE_NUMBER = re.compile(
    r"\s*[(\[](?:ID[:\s]*|#)?\d{4,}\w{0,6}[)\]]|\s*(?<!\w)#\d{4,}\b|\s+(?:Image )?ID:?\s?\d{4,}\w*"
    r"|[\s,]+(?:19|20)\d\d(?=$|\s*[/|])|(?<=[©ⓒ])\s?(?:19|20)\d\d(?=\s)|\s*[\w.+-]{1,40}@[\w-]{1,40}\.[\w.-]{2,20}",
    re.IGNORECASE,
)
# "Food styling: Emily Kydd", "Text: …" after the picture's own credit.
_FURTHER_ROLE = re.compile(r"[.;|/]\s+[^\W\d_][\w ]{2,30}:\s")
_ASIDE = re.compile(r"\s?\([^()]{1,60}\)")
_WORD = re.compile(r"\w+")
# Mandatory credit "Tideway Courier". No sales.
_QUOTED = re.compile(r"^[\"“«„]([^\"“”«»„]{1,80})[\"”»“](?:[.,].*)?$")
# Longer texts are captions or articles, not credits.
LONGEST_CREDIT = 400
_BEFORE_BOILERPLATE = " .,;:|/–—-("
DISCLOSURE_ORDER = ("pool", "handout", "courtesy", "file", "screenshot", "illustration", "ai")
_SUPPLIERS = frozenset({"stock", "market", "wire"})


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A credit on its way from text to names."""

    text: str
    agencies: Agencies
    parts: tuple[Part, ...] = ()
    creators: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    disclosures: tuple[str, ...] = ()
    licence: str | None = None
    has_label: bool = False


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
    if lowered.isascii() and words.boilerplate_words.isdisjoint(lowered.split()):
        return draft
    if len(lowered) != len(draft.text):
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
        label = None if _is_name(text, draft.agencies) else find_label(text, draft.agencies)
        if label is None:
            break
        has_label = True
        said += label.disclosures
        makers += [Part(label.maker, "label")] if label.maker else []
        text = _QUOTED.sub(r"\1", text[label.end :])
    return msgspec.structs.replace(
        draft,
        text=text,
        disclosures=tuple(said),
        parts=tuple(makers),
        has_label=has_label,
    )


def _is_name(text: str, agencies: Agencies) -> bool:
    return agencies.find(text) is not None or disclosures().label(text) is not None


def split_names(draft: Draft) -> Draft:
    """Split what is left into its parts."""
    parts = split_parts(draft.text, draft.agencies)
    return msgspec.structs.replace(draft, parts=(*parts, *draft.parts))


def take_disclosures(draft: Draft) -> Draft:
    """Set apart the parts that say how the picture came about."""
    said = list(draft.disclosures)
    names: list[Part] = []
    for part in draft.parts:
        kind, name = _disclosed(part.text, draft.agencies)
        said += [kind] if kind else []
        names += [Part(name, part.joint)] if name else []
    if len(said) == len(draft.disclosures):
        return draft
    return msgspec.structs.replace(draft, parts=tuple(names), disclosures=tuple(said))


def _disclosed(text: str, agencies: Agencies) -> tuple[str | None, str]:
    """What a part discloses, and the name left of it: `Tideway Courier file photo` has both."""
    table = disclosures()
    if agencies.find(text) is not None:
        return None, text
    if kind := table.label(text):
        return kind, ""
    if len(text) < 6 or text.count(" ") > 5:
        return None, text
    for start, _, kind in table.phrases(text.lower()):
        name = text[:start].strip()
        return kind, name if agencies.find(name) or is_body(name) else ""
    return None, text


def drop_roles(draft: Draft) -> Draft:
    """Leave out STRINGER, STR, Uncredited, EDITORIAL USE ONLY, ranks and job words."""
    roles = credit_words().nameless
    names = tuple(
        Part(text, part.joint)
        for part in draft.parts
        if part.text.casefold().strip(".") not in roles and (text := _unroled(part, draft.agencies))
    )
    return draft if names == draft.parts else msgspec.structs.replace(draft, parts=names)


def _unroled(part: Part, agencies: Agencies) -> str:
    return part.text if agencies.find(part.text) else strip_role_words(part.text)


def name_credit_parts(draft: Draft) -> Draft:
    """Tell the people from the bodies in a credit field."""
    creators: list[str] = []
    bodies: list[Part] = []
    for index, part in enumerate(draft.parts):
        if _is_creator(draft, index, creators):
            creators.append(soften_name(part.text))
        else:
            bodies.append(part)
    return _with_names(draft, creators, bodies)


def _is_creator(draft: Draft, index: int, creators: list[str]) -> bool:
    """Whether a part of a credit is a person.

    People come first, or last behind their agency; a second name after a slash is a body's.
    """
    part = draft.parts[index]
    if part.joint == "via" and len(draft.parts) == 1:
        return is_person(part.text)
    if part.joint in ("label", "for", "via") or draft.agencies.find(part.text) is not None:
        return False
    if (creators and soften_name(part.text) in creators) or (index == 0 and _is_on_market(draft)):
        return True
    follows_creator = (
        bool(creators)
        and part.joint in ("comma", "and")
        and (soften_name(draft.parts[index - 1].text) == creators[-1])
    )
    if is_person(part.text):
        return not creators or follows_creator or _is_second_of_chain(draft, index, creators)
    if is_body(part.text) and not is_handle(part.text):
        return False
    return is_handle(part.text) and (follows_creator or _is_supplied(draft, index))


def _is_second_of_chain(draft: Draft, index: int, creators: list[str]) -> bool:
    """Whether `Jane Doe/Piotr Maj/AFP` names two makers: a known given name, an agency behind."""
    if len(creators) != index or index + 1 >= len(draft.parts):
        return False
    is_given = soften_name(draft.parts[index].text).split()[0] in known_given_names()
    return is_given and draft.agencies.find(draft.parts[index + 1].text) is not None


def _is_on_market(draft: Draft) -> bool:
    """Whether a platform or stock house follows as it asks: `jane on Unsplash`, `jane, iStock`.

    Before it stands its user's name, whatever the shape of it.
    """
    if len(draft.parts) < 2:
        return False
    user, following = draft.parts[0].text, draft.parts[1]
    if following.joint == "on":
        return " " not in user or is_person(user)
    agency = draft.agencies.find(following.text)
    if agency is None or user.count(" ") > 2 or is_body(user):
        return False
    is_asked_for = following.joint == "comma" or user.islower()
    return agency.kind == "market" or (agency.kind == "stock" and is_asked_for)


def _is_supplied(draft: Draft, index: int) -> bool:
    """Whether a supplier follows the first part, or a stock house stands before the second.

    People go by user names there.
    """
    agencies = [draft.agencies.find(part.text) for part in draft.parts]
    if index == 0:
        return any(agency is not None and agency.kind in _SUPPLIERS for agency in agencies)
    if index != 1 or agencies[0] is None:
        return False
    is_account = draft.parts[1].text.startswith("@") and agencies[0].kind == "platform"
    return is_account or agencies[0].kind in ("stock", "market")


def name_byline_parts(draft: Draft) -> Draft:
    """Tell the people from the bodies in a byline: its first name is the maker's."""
    creators: list[str] = []
    bodies: list[Part] = []
    for part in draft.parts:
        known = draft.agencies.find(part.text) is not None
        is_next = not creators or part.joint in ("comma", "and")
        if known or not is_next or part.joint == "via" or _has_body_word(part.text):
            bodies.append(part)
        else:
            creators.append(soften_name(part.text))
    return _with_names(draft, creators, bodies)


def _has_body_word(text: str) -> bool:
    return " " in text and is_body(text)


def _with_names(draft: Draft, creators: list[str], bodies: list[Part]) -> Draft:
    # Whose picture a label calls it stands in print before the names.
    bodies = sorted(bodies, key=lambda part: part.joint != "label")
    printed = [(_printed(part.text, draft.agencies), part.joint) for part in bodies]
    first_via = next((i for i, part in enumerate(bodies) if part.joint == "via"), len(bodies))
    return msgspec.structs.replace(
        draft,
        creators=tuple(dict.fromkeys(creators)),
        organisations=tuple(dict.fromkeys(name for name, _ in printed)),
        via=tuple(dict.fromkeys(name for name, _ in printed[first_via:])),
    )


def _printed(text: str, agencies: Agencies) -> str:
    return agencies.printed(text) or soften_body(text)


READ_TEXT: tuple[Step, ...] = (
    clean_text,
    take_the_licence,
    drop_boilerplate,
    drop_numbers,
    drop_edits,
    drop_further_roles,
    drop_labels,
    split_names,
    take_disclosures,
    drop_roles,
)
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


def name_beside(draft: Draft, byline: Draft) -> Draft:
    """Read a credit beside its byline: names of the byline's makers drop out of the credit.

    With a byline, a credit field names suppliers; only what a label calls a photographer, or
    stands first before suppliers, is a further person.
    """
    if not byline.creators:
        return name_credit_parts(draft)
    others = tuple(part for part in draft.parts if not _repeats(part.text, byline.creators))
    rest = msgspec.structs.replace(draft, parts=others)
    if draft.has_label or len(others) > 1:
        return name_credit_parts(rest)
    return _with_names(rest, [], list(others))


def _repeats(text: str, creators: tuple[str, ...]) -> bool:
    """Whether the text is a maker's name or words out of it."""
    key, words = agency_key(text), set(text.casefold().split())
    return any(
        key == agency_key(name) or words <= set(name.casefold().split()) for name in creators
    )


def compose(drafts: tuple[Draft, ...]) -> Credit:
    """One credit of all drafts, in the order given."""
    creators = dict.fromkeys(name for draft in drafts for name in draft.creators)
    organisations = dict.fromkeys(name for draft in drafts for name in draft.organisations)
    via = dict.fromkeys(name for draft in drafts for name in draft.via)
    said = {kind for draft in drafts for kind in draft.disclosures}
    return Credit(
        creators=tuple(creators),
        organisations=tuple(organisations),
        via=tuple(via),
        disclosures=tuple(kind for kind in DISCLOSURE_ORDER if kind in said),
        licence=next((draft.licence for draft in drafts if draft.licence), None),
        credit_line=_canonical_line(tuple(organisations), drafts[0].agencies) if drafts else None,
    )


def _canonical_line(organisations: tuple[str, ...], agencies: Agencies) -> str | None:
    """The chain as desks print it: a house that closes chains goes behind whom it supplies."""
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
    return agency is not None and (agency.closes or agency.kind in _SUPPLIERS)
