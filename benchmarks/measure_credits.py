"""Measure what a caption costs to be split from its credit and read.

Usage: python benchmarks/measure_credits.py [--count 3000] [--profile]

Prints microseconds of processor time a caption for captions without a credit, with a credit that
no other caption has (nothing is known from before), and with one of a hundred credits, as a site
prints them. Run two versions by turns to compare them: the figures of a busy machine differ.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import sys
import time
from collections.abc import Sequence

from capaudit.data.agencies import shipped_agencies
from capaudit.data.disclosures import disclosures
from capaudit.extract.credits import parse_credit, split_credit

READERS = "capaudit.extract.credits"
GIVEN = ("Mara", "Tobias", "Ines", "Okan", "Nadia", "Élise", "Jana", "Rosa", "Sjoerd", "Lucía")
FAMILY = ("Lindt", "Renn", "Calder", "Demir", "Quell", "Morvan", "Wegner", "Ibarra", "van der Berg")
CAPTIONS = (
    "Students cross the quad of the university on Friday, May 3, 2024, during a protest.",
    "Firefighters walk past a burnt bus in Volos, Greece, on July 4, 2023, as a wildfire rages on.",
    "The chancellor speaks in parliament in Berlin on Tuesday about next year's budget.",
    "A ferry leaves the pier at dawn. More than 40 people were on board: most of them students.",
    "Участники забега на набережной в Казани 12 мая 2024 года.",
    "Vecinos limpian las calles de Morella tras la riada del pasado sábado.",
    "Einsatzkräfte am Unfallort auf der A7 bei Hamburg.",
    "新闻发布会现场，市长回答记者提问。",
)
CREDITS = (
    *("({}/AFP)", "(AP Photo/{})", "REUTERS/{}", "Photograph: {}/The Guardian", "Foto: {}/dpa"),
    *("© {} / Hans Lucas", "[{}/Getty Images]", "(Photo by {} / POOL / AFP)", "Courtesy of {}"),
    *("Credit: {}/Tideway Gazette via AP", "Photo by {} on Unsplash", "Photo: {}, CC BY-SA 4.0"),
)


def main() -> None:
    """Command line entry point."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()
    chance = random.Random(1)
    bare = [_numbered(chance.choice(CAPTIONS), number) for number in range(arguments.count)]
    unique = [f"{caption} {_credit(chance, n)}" for n, caption in enumerate(bare)]
    usual = [_credit(chance, number) for number in range(100)]
    repeated = [f"{caption} {chance.choice(usual)}" for caption in bare]
    profile = cProfile.Profile()
    if arguments.profile:
        profile.enable()
    for name, captions in (("without", bare), ("unknown", unique), ("repeated", repeated)):
        cost = min(_microseconds(captions) for _ in range(3))
        print(f"{name:10} {cost:6.1f} µs a caption")
    if arguments.profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def _numbered(caption: str, number: int) -> str:
    """A caption that no other is the same as, with its full stop at the end."""
    return f"{caption[:-1]}, {number}{caption[-1]}"


def _credit(chance: random.Random, number: int) -> str:
    """A credit with a name that no other number gives."""
    initials = f"{chr(65 + number % 26)}. {chr(65 + number // 26 % 26)}."
    name = f"{chance.choice(GIVEN)} {initials} {chance.choice(FAMILY)}"
    return chance.choice(CREDITS).format(name)


def _microseconds(captions: Sequence[str]) -> float:
    _forget()
    started = time.process_time()
    for caption in captions:
        split_credit(caption)
        parse_credit(None, None, caption)
    return (time.process_time() - started) / len(captions) * 1e6


def _forget() -> None:
    """Empty whatever is kept from earlier credits."""
    modules = [module for name, module in sys.modules.items() if name.startswith(READERS)]
    kept = [value for module in modules for value in vars(module).values()]
    for one in (*kept, shipped_agencies().find, disclosures().label):
        is_table = getattr(one, "__module__", "").startswith("capaudit.data")
        if hasattr(one, "cache_clear") and (not is_table or one.__name__.startswith("_")):
            one.cache_clear()


if __name__ == "__main__":
    main()
