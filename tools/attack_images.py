"""Damage image files at random and read each: none may crash, take long or take much memory.

Usage: python tools/attack_images.py FOLDER... [--count 20000] [--seed 1]

Prints every mutant that failed with the seed that makes it again; ends with status 1 if any did.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from capaudit.images import read_image

SECONDS = 0.5
MEGABYTES = 150
_EXTREMES = (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\0\1")


def main() -> int:
    """Make and read the mutants."""
    arguments = _arguments()
    files = [file for folder in arguments.folders for file in sorted(folder.rglob("*"))]
    originals = [file.read_bytes() for file in files if file.is_file()]
    states: Counter[str] = Counter()
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mutant"
        for number in range(arguments.count):
            seed = f"{arguments.seed}-{number}"
            path.write_bytes(mutant(originals, random.Random(seed)))
            failures += _attack(path, seed, states)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    held = sum(map(len, originals)) >> 20
    print(f"{arguments.count} mutants of {len(originals)} files: {dict(states)}")
    print(f"{failures} failed; {used} MB at most, {held} MB of them the originals")
    return 1 if failures or used - held > MEGABYTES else 0


def mutant(originals: list[bytes], chance: random.Random) -> bytes:
    """One original with its header damaged in one of four ways."""
    data = bytearray(chance.choice(originals))
    reach = max(1, min(len(data), chance.choice((200, 4000, 70_000, len(data)))))
    for _ in range(chance.choice((1, 2, 8, 40))):
        at = chance.randrange(reach)
        match chance.randrange(4):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                data[at : at + 4] = chance.choice(_EXTREMES)
            case 2:
                data[at : at + 2] = chance.choice(_EXTREMES)[:2]
            case _:
                source = chance.randrange(reach)
                data[at : at + 16] = data[source : source + 16]
    return bytes(data[: chance.randrange(len(data) + 1)] if chance.random() < 0.2 else data)


def _attack(path: Path, seed: str, states: Counter[str]) -> int:
    started = time.process_time()
    try:
        reading = read_image(path, path.name)
    except Exception:
        print(f"mutant {seed} crashed:\n{traceback.format_exc()}")
        return 1
    states[reading.file.state.value] += 1
    took = time.process_time() - started
    if took > SECONDS:
        print(f"mutant {seed} took {took:.2f} s")
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", default="1")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
