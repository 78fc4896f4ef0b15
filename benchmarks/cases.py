"""What is measured: capaudit's runs, and other tools over the same files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

import msgspec

from benchmarks.archive import ARTICLES, IMAGES

CHECK = (sys.executable, "-m", "capaudit", "check")
OTHERS = ("exiftool", "markdownlint-cli2", "vale")
# How each tells its version.
VERSION_FLAGS = {"exiftool": "-ver", "markdownlint-cli2": "--version", "vale": "--version"}
VALE_SETTINGS = "MinAlertLevel = suggestion\n\n[*.md]\nBasedOnStyles = Vale\n"
ONE_ARTICLE = ARTICLES / "000/000000.md"
_VERSION = re.compile(r"\d+\.\d+[\w.]*")


class Ground(msgspec.Struct, frozen=True):
    """What there is to run over and with.

    `whole` and `tenth` are archives, `scratch` is a folder for caches and settings. `options` are
    those that `capaudit check` knows, `versions` those of the other tools that are installed.
    """

    whole: Path
    tenth: Path
    scratch: Path
    options: frozenset[str]
    versions: dict[str, str]

    def cache(self, name: str) -> Path:
        """The folder of a cache of this measurement's own."""
        return self.scratch / f"cache-{name}"


def nothing() -> None:
    """Do nothing: most cases need no preparation."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One command to be measured; `before` and `after` lie outside the time that counts."""

    key: str
    title: str
    command: tuple[str, ...]
    folder: Path
    accepted: Collection[int] = (0,)
    before: Callable[[], object] = nothing
    after: Callable[[], object] = nothing


class LeftOut(msgspec.Struct, frozen=True):
    """What cannot be measured here, and why."""

    title: str
    reason: str


def cases(ground: Ground) -> tuple[Case | LeftOut, ...]:
    """Every case, in the order in which each round runs them: a re-run follows its first run."""
    return (
        _cold("cold", "capaudit, nothing known yet", ground, ground.whole),
        *_again(ground),
        _cold("alone", "capaudit, one article alone", ground, ground.whole, ONE_ARTICLE),
        _cold("tenth", "capaudit, a tenth of the articles", ground, ground.tenth),
        *_processes(ground),
        *_other_tools(ground),
    )


def options_of_check() -> frozenset[str]:
    """The options that this capaudit has."""
    text = subprocess.run([*CHECK, "--help"], capture_output=True, text=True, check=True).stdout
    return frozenset(re.findall(r"^  (?:-\w, )?(--[\w-]+)", text, re.MULTILINE))


def counts_of(folder: Path) -> tuple[int, int]:
    """How many articles and images of an archive are audited, each image with its file."""
    told = subprocess.run(_check(ARTICLES), cwd=folder, capture_output=True, check=True).stdout
    articles = json.loads(told)["articles"]
    files = [image for article in articles for image in article["images"] if image["file"]]
    return len(articles), len(files)


def version_of(tool: str) -> str | None:
    """The version of another tool; `None` where it is not installed or does not start."""
    if shutil.which(tool) is None:
        return None
    try:
        done = subprocess.run(
            [tool, VERSION_FLAGS[tool]], capture_output=True, text=True, timeout=60, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    found = _VERSION.search(done.stdout)
    return found[0] if found is not None else None


def _check(path: Path, *further: str) -> tuple[str, ...]:
    return (*CHECK, str(path), "--root", ".", "--format", "json", "--fail-on", "never", *further)


def _cold(key: str, title: str, ground: Ground, folder: Path, path: Path = ARTICLES) -> Case:
    """An audit that remembers what it finds, where it remembers anything, but knew nothing."""
    cache = ground.cache(key)
    kept = ("--cache-dir", str(cache)) if "--cache-dir" in ground.options else ()
    return Case(
        key=key,
        title=title,
        command=_check(path, *kept),
        folder=folder,
        before=partial(shutil.rmtree, cache, ignore_errors=True),
    )


def _again(ground: Ground) -> Iterator[Case | LeftOut]:
    if "--cache-dir" not in ground.options:
        yield LeftOut("a run after another", "this capaudit remembers no audited articles")
        return
    command = _check(ARTICLES, "--cache-dir", str(ground.cache("cold")))
    again = Case(
        key="again", title="capaudit, nothing changed", command=command, folder=ground.whole
    )
    yield again
    article = ground.whole / ONE_ARTICLE
    text = article.read_bytes()
    yield msgspec.structs.replace(
        again,
        key="changed",
        title="capaudit, one article changed",
        before=partial(article.write_bytes, text + b"\nA sentence more.\n"),
        after=partial(article.write_bytes, text),
    )


def _processes(ground: Ground) -> Iterator[Case | LeftOut]:
    if "--jobs" not in ground.options:
        yield LeftOut("one process and two", "this capaudit has no --jobs")
        return
    unkept = ("--no-cache",) if "--no-cache" in ground.options else ()
    for jobs, key in (("1", "one"), ("2", "two")):
        yield Case(
            key=key,
            title=f"capaudit --jobs {jobs}, nothing remembered",
            command=_check(ARTICLES, "--jobs", jobs, *unkept),
            folder=ground.whole,
        )


def _other_tools(ground: Ground) -> Iterator[Case | LeftOut]:
    """Each does much less than an audit: they show what one is used to waiting for."""
    settings = ground.scratch / "vale.ini"
    settings.write_text(VALE_SETTINGS, "utf-8")
    articles, images = ARTICLES.as_posix(), IMAGES.as_posix()
    commands = {
        "exiftool": ("-fast2", "-json", "-r", images),
        "markdownlint-cli2": (f"{articles}/**/*.md",),
        "vale": ("--config", str(settings), "--output", "line", articles),
    }
    for tool, arguments in commands.items():
        if tool not in ground.versions:
            yield LeftOut(tool, "not installed")
            continue
        shown = {"exiftool": "exiftool -fast2 -json -r, the images alone"}
        yield Case(
            key=tool,
            title=shown.get(tool, f"{tool}, the articles alone"),
            command=(tool, *arguments),
            folder=ground.whole,
            # Linters end with 1 where they find something.
            accepted=(0, 1),
        )
