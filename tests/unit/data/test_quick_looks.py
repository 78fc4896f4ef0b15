"""Quick looks before long ones: what they let pass may be too much, and never too little."""

import re

import msgspec
import pytest

from capaudit.data.agencies import shipped_agencies
from capaudit.data.credit_words import credit_words
from capaudit.data.disclosures import DisclosureWords, disclosures
from capaudit.data.scripts import is_unspaced
from capaudit.data.tables import load_table
from capaudit.extract.credits.labels import is_foreign_to_labels


class _Table(msgspec.Struct):
    word: tuple[DisclosureWords, ...]


def _phrases() -> list[str]:
    every = [phrase for word in load_table("disclosures", _Table).word for phrase in word.phrases]
    return [phrase for phrase in every if not is_unspaced(phrase)]


@pytest.mark.parametrize("around", ["A boat, {}.", "A boat ({}'s own)", "{}", "Ein Boot «{}»"])
def test_every_phrase_of_a_disclosure_is_found(around: str) -> None:
    # One word with "'s" behind it is another word.
    phrases = [one for one in _phrases() if " " in one or "'s" not in around]
    missed = [one for one in phrases if not [*disclosures().phrases(around.format(one).lower())]]
    assert not missed


def test_every_ending_of_a_body_is_tried() -> None:
    endings = [one for several in credit_words().body_endings.values() for one in several]
    assert len(endings) > 50
    assert all(credit_words().ends_a_body(f"x{ending}") for ending in endings)
    assert not credit_words().ends_a_body("")
    assert not credit_words().ends_a_body("Lindt")


def test_every_small_word_of_a_label_may_stand_in_one() -> None:
    labels = [*credit_words().labels, *disclosures().label_starts]
    small = [word for label in labels for word in re.split(r"\s+", label) if word[0].islower()]
    assert not [word for word in small if is_foreign_to_labels(word)]
    assert is_foreign_to_labels("harbour")
    assert not is_foreign_to_labels("Harbour")


@pytest.mark.parametrize(("head", "goes_on"), [("RFE", True), ("rfe", True), ("AFP", False)])
def test_names_with_a_slash(head: str, goes_on: bool) -> None:
    assert shipped_agencies().may_go_on_after_slash(head) is goes_on
