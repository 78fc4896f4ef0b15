"""The word lists that place recognition reads, each loaded once."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import msgspec

from capaudit.data.tables import load_table

FOLDER = Path(__file__).resolve().parents[2] / "data" / "places"


class Context(msgspec.Struct, frozen=True):
    """Words beside a name that speak for or against a place, without case."""

    where: frozenset[str]
    where_at: frozenset[str]
    tongues: frozenset[str]
    toward: frozenset[str]
    person_titles: frozenset[str]
    bodies: frozenset[str]
    town_bodies: frozenset[str]
    titles_of_works: frozenset[str]
    clubs: frozenset[str]
    way_ends: frozenset[str]
    feature_ends: frozenset[str]
    feature_starts: frozenset[str]
    numbered_roads: frozenset[str]
    owned_ends: frozenset[str]
    sides: frozenset[str]
    peoples: frozenset[str]
    reserve_ends: frozenset[str]
    calendar: frozenset[str]
    directions: frozenset[str]
    divisions: frozenset[str]
    heads: frozenset[str]
    seats: frozenset[str]
    region_nouns: frozenset[str]
    settlements: frozenset[str]
    kinds: frozenset[str]
    family_names: frozenset[str]
    roles: frozenset[str]
    asides: frozenset[str]
    locating: frozenset[str]
    seldom: frozenset[str]
    body_names: frozenset[str]
    firm_ends: frozenset[str]
    learned: frozenset[str]
    contests: frozenset[str]
    local_nouns: frozenset[str]
    joiners: frozenset[str]
    person_verbs: frozenset[str]


@lru_cache(maxsize=1)
def context_words() -> Context:
    """The table `context.toml`."""
    return load_table("places/context", Context)


class PeopleWords(msgspec.Struct, frozen=True):
    """Words in and beside names of people."""

    particles: frozenset[str]
    east_asian_family: frozenset[str]
    titles_as_names: frozenset[str]
    honorifics: frozenset[str]
    suffixes: frozenset[str]
    bearers: frozenset[str]
    slavic_endings: tuple[str, ...]


@lru_cache(maxsize=1)
def people_words() -> PeopleWords:
    """The table `people.toml`."""
    return load_table("places/people", PeopleWords)


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Common words, in lower case, that are also place names."""
    return _listed("vocabulary.txt")


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names as printed."""
    return _listed("given_names.txt")


def _listed(table: str) -> frozenset[str]:
    lines = (FOLDER / table).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def state_abbreviations() -> dict[str, str]:
    """AP and postal abbreviations of US states and Canadian provinces to `US.CA`, `CA.08`."""
    with (FOLDER / "abbreviations.tsv").open(encoding="utf-8", newline="") as lines:
        told = (line for line in lines if not line.startswith("#"))
        return {
            short: row["place"]
            for row in csv.DictReader(told, delimiter="\t")
            for short in row["abbreviations"].split("|")
        }


@lru_cache(maxsize=16)
def small_adjectives(language: str | None) -> dict[str, str]:
    """Adjectives that a language writes small, each form with its country or gazetteer name."""
    with (FOLDER / "adjectives.tsv").open(encoding="utf-8", newline="") as lines:
        told = (line for line in lines if not line.startswith("#"))
        rows = csv.DictReader(told, delimiter="\t")
        if language is None or language not in (rows.fieldnames or ())[1:]:
            return {}
        endings = next(rows)[language].split("|")
        return {
            stem + ending: row["place"]
            for row in rows
            for stem in row[language].split("|")
            for ending in endings
        }
