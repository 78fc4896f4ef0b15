"""Tells the people from the bodies among the parts of a credit or a byline."""

from __future__ import annotations

import msgspec

from capaudit.data.agencies import Agencies, agency_key
from capaudit.data.people import known_given_names
from capaudit.extract.credits.draft import Draft
from capaudit.extract.credits.names import (
    begins_with_given_name,
    is_body,
    is_handle,
    is_person,
    soften_body,
    soften_name,
)
from capaudit.extract.credits.parts import Part
from capaudit.extract.credits.towns import is_of_common_words, is_town

# What bodies give more often than people.
_FROM_BODIES = frozenset({"courtesy", "screenshot"})
# From here on scripts are Hebrew, Arabic and others whose given names no table holds.
_FIRST_RIGHT_TO_LEFT = "\u0590"
# Kinds of agency that supply pictures of people who go by user names.
SUPPLIERS = frozenset({"stock", "market", "wire"})


def name_credit_parts(draft: Draft) -> Draft:
    """Tell the people from the bodies in a credit field."""
    creators: list[str] = []
    bodies: list[Part] = []
    for index, part in enumerate(draft.parts):
        if _is_creator(draft, index, creators):
            creators.append(soften_name(part.text))
        elif not _is_makers_town(draft, index, creators):
            bodies.append(part)
    return _with_names(draft, creators, bodies)


def _is_makers_town(draft: Draft, index: int, creators: list[str]) -> bool:
    """Whether the last part says where the one maker lives: `© Jane Doe, Jena`."""
    part = draft.parts[index]
    text = part.text
    is_behind = part.joint == "comma" and index == 1 == len(creators) and len(draft.parts) == 2
    return is_behind and not (_is_known(draft, index) or is_body(text)) and is_town(text)


def _is_creator(draft: Draft, index: int, creators: list[str]) -> bool:
    """Whether a part of a credit is a person.

    People come first, or last behind their agency; a second name after a slash is a body's.
    """
    part = draft.parts[index]
    if part.joint == "via" and len(draft.parts) == 1:
        return is_person(part.text)
    if part.joint in ("label", "for", "via") or _is_known(draft, index):
        return False
    if part.joint == "next" and is_person(part.text):
        return True
    if (creators and soften_name(part.text) in creators) or (index == 0 and _is_on_market(draft)):
        return True
    follows_creator = (
        bool(creators)
        and part.joint in ("comma", "and")
        and (soften_name(draft.parts[index - 1].text) == creators[-1])
    )
    if is_person(part.text):
        if index == 0 and _is_thanked_body(draft):
            return False
        return not creators or follows_creator or _is_second_of_chain(draft, index, creators)
    if is_body(part.text) and not is_handle(part.text):
        return False
    if follows_creator and "." in part.text:
        # "Jane Doe, tideway.org" names her site.
        return False
    return is_handle(part.text) and (follows_creator or _is_supplied(draft, index))


def _is_thanked_body(draft: Draft) -> bool:
    """Whether a courtesy or a screenshot names its source by words without a known given name.

    `Courtesy of Harbour Outfitters`: those who give pictures away are bodies more often than not.
    Two words that are no common ones and no town are a person all the same.
    """
    name = draft.parts[0].text
    if not draft.has_label or "." in name or _FROM_BODIES.isdisjoint(draft.disclosures):
        return False
    if "screenshot" in draft.disclosures:
        return not begins_with_given_name(name) and name[0] < _FIRST_RIGHT_TO_LEFT
    if name[0] >= _FIRST_RIGHT_TO_LEFT or begins_with_given_name(name):
        return False
    words = name.split()
    is_name = len(words) == 2 and name.istitle() and name.replace(" ", "").isalpha()
    return not is_name or is_of_common_words(name) or any(map(is_town, words))


def _is_known(draft: Draft, index: int) -> bool:
    """Whether a part is an agency, and no user of another: `Pexels auf Pixabay`."""
    is_user = index == 0 and len(draft.parts) > 1 and draft.parts[1].joint == "on"
    known = draft.agencies.find(draft.parts[index].text)
    return known is not None and not (is_user and known.kind == "market")


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
    is_account = " " not in user and any(map(str.isdigit, user))
    if agency is None or user.count(" ") > 2 or (is_body(user) and not is_account):
        return False
    is_asked_for = following.joint == "comma" or user.islower() or is_account
    return agency.kind == "market" or (agency.kind == "stock" and is_asked_for)


def _is_supplied(draft: Draft, index: int) -> bool:
    """Whether a supplier follows the first part, or agencies alone precede, a stock house last.

    People go by user names there.
    """
    agencies = [draft.agencies.find(part.text) for part in draft.parts]
    if index == 0 and draft.licence is not None and len(agencies) == 1:
        return True
    if index == 0:
        return any(agency is not None and agency.kind in SUPPLIERS for agency in agencies)
    before = agencies[index - 1]
    if before is None or None in agencies[:index]:
        return False
    is_account = draft.parts[index].text.startswith("@") and before.kind == "platform"
    return is_account or before.kind in ("stock", "market")


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
    joints = [part.joint for part in bodies]
    if "label" in joints:
        # Whose picture a label calls it stands in print before the names.
        bodies = sorted(bodies, key=lambda part: part.joint != "label")
        joints = [part.joint for part in bodies]
    printed = [_printed(part.text, draft.agencies) for part in bodies]
    distributors = printed[joints.index("via") :] if "via" in joints else ()
    return msgspec.structs.replace(
        draft,
        creators=tuple(dict.fromkeys(creators)),
        organisations=tuple(dict.fromkeys(printed)),
        via=tuple(dict.fromkeys(distributors)),
    )


def _printed(text: str, agencies: Agencies) -> str:
    return agencies.printed(text) or soften_body(text)


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
