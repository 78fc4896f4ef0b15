"""What a text's places say of its other names, beside what is known from elsewhere."""

from __future__ import annotations

from capaudit.extract.places import resolve_place
from capaudit.extract.places.resolution import Setting
from capaudit.extract.places.sighting import candidates
from capaudit.extract.places.words import words
from capaudit.model.values import Place

CONTEXT = (
    resolve_place(Place(name="Dayton", feature="city", city="Dayton", country_code="US")),
    resolve_place(Place(name="Ohio", feature="region", province_state="Ohio", country_code="US")),
)


def test_a_text_adds_nothing_to_what_the_next_is_read_against() -> None:
    fitting = Setting.knowing(CONTEXT).fits("Lebanon", candidates("Lebanon"))
    first = Setting.knowing(CONTEXT)
    first.add("Oregon", ("US", "OR"), 5.0)
    first.add_possible("Salem", candidates("Salem"))
    assert first.fits("Lebanon", candidates("Lebanon")) != fitting
    assert Setting.knowing(CONTEXT).fits("Lebanon", candidates("Lebanon")) == fitting


def test_a_name_does_not_speak_for_itself() -> None:
    setting = Setting.knowing(())
    setting.add("Salem", ("US", "OR"), 1.0)
    assert set(setting.fits("Salem", candidates("Salem"))) == {0.0}
    assert max(setting.fits("Lebanon", candidates("Lebanon"))) > 0.0


def test_words_stand_where_they_say_and_tell_what_parts_them() -> None:
    text = " The mayor's aide,  Orla O'Dea's son, left St. Ives at 7am; Erie's port (in Pa.) shut."
    told = words(text)
    assert all(text[word.start : word.end] == word.text for word in told)
    assert [(w.text, w.cased, w.gap) for w in told[:6]] == [
        ("The", "A", " "),
        ("mayor's", "a", " "),
        ("aide", "a", " "),
        ("Orla", "A", ",  "),
        ("O'Dea", "A", " "),
        ("son", "a", "'s "),
    ]
    # Behind a full stop a sentence may open, whatever the stop is for.
    assert [w.text for w in told if w.opens_sentence] == ["The", "Ives"]
