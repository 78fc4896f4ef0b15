"""What finds dates, places, people and credits in words, each a stage of a run that is timed."""

from __future__ import annotations

from capaudit.extract import credits as _credits
from capaudit.extract import dates as _dates
from capaudit.extract import people as _people
from capaudit.extract import places as _places
from capaudit.timings import Stage, timed

__all__ = [
    "dateline_place",
    "find_caption_dates",
    "find_caption_places",
    "find_dates",
    "find_disclosures",
    "find_people",
    "find_places",
    "named_by_town",
    "parse_credit",
    "resolve_place",
    "split_credit",
]

find_dates = timed(Stage.DATES)(_dates.find_dates)
find_caption_dates = timed(Stage.DATES)(_dates.find_caption_dates)

find_places = timed(Stage.PLACES)(_places.find_places)
find_caption_places = timed(Stage.PLACES)(_places.find_caption_places)
dateline_place = timed(Stage.PLACES)(_places.dateline_place)
resolve_place = timed(Stage.PLACES)(_places.resolve_place)
named_by_town = timed(Stage.PLACES)(_places.named_by_town)

find_people = timed(Stage.PEOPLE)(_people.find_people)

parse_credit = timed(Stage.CREDITS)(_credits.parse_credit)
split_credit = timed(Stage.CREDITS)(_credits.split_credit)
find_disclosures = timed(Stage.CREDITS)(_credits.find_disclosures)
