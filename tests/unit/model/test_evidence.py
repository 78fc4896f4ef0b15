"""What evidence tells of its claims: by source and standing, the image's own first."""

from __future__ import annotations

import msgspec

from capaudit.model.claim import Property, Source
from capaudit.model.evidence import ClaimIndex, Evidence, once_an_evidence
from tests.support.evidence import evidence, mentioned, person, recorded, said

HALINA, INES, TOMAS = map(person, ("Halina Brodzka", "Ines Oduya", "Tomas Ekdal"))


def people_everywhere() -> Evidence:
    own = (
        said(Property.PERSON_SHOWN, HALINA, Source.ALT_TEXT),
        mentioned(Property.PERSON_SHOWN, INES, Source.CAPTION),
        said(Property.PERSON_SHOWN, INES),
        recorded(Property.PERSON_SHOWN, TOMAS, Source.XMP),
    )
    text = (
        mentioned(Property.PERSON_SHOWN, TOMAS, Source.BODY),
        said(Property.PERSON_SHOWN, HALINA, Source.BODY),
    )
    return msgspec.structs.replace(evidence(*own), shared=ClaimIndex(text))


def test_claims_of_several_sources_come_in_the_order_they_were_gathered() -> None:
    people = people_everywhere().person_shown
    found = people.by(Source.CAPTION, Source.ALT_TEXT)
    assert [(claim.value, claim.origin.source) for claim in found] == [
        (HALINA, Source.ALT_TEXT),
        (INES, Source.CAPTION),
    ]


def test_what_is_only_mentioned_is_left_out_unless_any_standing_will_do() -> None:
    people = people_everywhere().person_shown
    assert [claim.value for claim in people.by(Source.BODY)] == [HALINA]
    assert [claim.value for claim in people.of_any_standing(Source.BODY)] == [TOMAS, HALINA]
    assert len(people.of_any_standing(Source.CAPTION)) == 2
    assert len(people.by(Source.CAPTION)) == 1


def test_own_claims_come_before_those_of_the_article() -> None:
    found = people_everywhere().person_shown.of_any_standing(Source.BODY, Source.ALT_TEXT)
    assert [claim.origin.source for claim in found] == [Source.ALT_TEXT, Source.BODY, Source.BODY]


def test_embedded_claims_are_the_file_s_alone() -> None:
    assert [claim.value for claim in people_everywhere().person_shown.embedded] == [TOMAS]


def test_values_of_another_type_are_not_given() -> None:
    assert people_everywhere().of(Property.PERSON_SHOWN, str).all == ()
    assert not people_everywhere().of(Property.PERSON_SHOWN, str)


def test_a_function_looks_once_at_each_evidence_and_again_at_changed_evidence() -> None:
    looks = []

    @once_an_evidence
    def shown(one: Evidence) -> tuple[str, ...]:
        looks.append(one)
        return tuple(str(claim.value) for claim in one.person_shown.embedded)

    one = people_everywhere()
    assert shown(one) == shown(one) == ("Tomas Ekdal",)
    assert len(looks) == 1
    assert shown(msgspec.structs.replace(one, own=ClaimIndex())) == ()
