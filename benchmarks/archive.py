"""Write an archive of articles with pictures, to measure how long their audit takes.

    python -m benchmarks.archive FOLDER [--articles 1000] [--images-per-article 4] [--seed 1]

Articles are Markdown files of about 6 kB with front matter, pictures are JPEG files of 30 to 120 kB
with Exif, IIM and XMP, no two alike. One picture in forty is told otherwise than its file has it.
The same numbers give the same archive.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks.pictures import picture_file, scans
from benchmarks.stories import Picture, Story, tell

ARTICLES, IMAGES = Path("content"), Path("static/images")
FOLDER_SIZE = 250
# Written last: an archive without it is not whole.
STAMP = "archive.json"
VERSION = 1


class Size(msgspec.Struct, frozen=True):
    """What an archive is made by."""

    articles: int
    images_per_article: int = 4
    seed: int = 1
    version: int = VERSION


class Written(msgspec.Struct, frozen=True):
    """An archive on the disk, and the bytes in it."""

    size: Size
    article_bytes: int
    image_bytes: int

    @property
    def images(self) -> int:
        """How many pictures there are."""
        return self.size.articles * self.size.images_per_article


def main() -> None:
    """Command line entry point."""
    arguments = _arguments()
    size = Size(arguments.articles, arguments.images_per_article, arguments.seed)
    started = time.perf_counter()
    written = write_archive(arguments.folder, size)
    seconds = time.perf_counter() - started
    print(
        f"{size.articles:,} articles of {written.article_bytes / 1e6:,.1f} MB, "
        f"{written.images:,} pictures of {written.image_bytes / 1e6:,.1f} MB, {seconds:.1f} s"
    )


def write_archive(folder: Path, size: Size) -> Written:
    """Write the archive into a folder, unless it is there.

    Refuses (`SystemExit`) a folder that holds anything else.
    """
    there = _there(folder)
    if there is not None and there.size == size:
        return there
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} holds something else: name another folder, or remove it")
    drawn, article_bytes, image_bytes = scans(size.seed), 0, 0
    for number in range(size.articles):
        texts, pictures, part = _folders(folder, number)
        story = tell(size.seed, number, size.images_per_article)
        names = [f"{number:06}-{index + 1}" for index in range(size.images_per_article)]
        for name, picture in zip(names, story.pictures, strict=True):
            image_bytes += (pictures / f"{name}.jpg").write_bytes(
                picture_file(picture, drawn, name, size.seed)
            )
        page = article_page(story, [f"/images/{part}/{name}.jpg" for name in names])
        article_bytes += (texts / f"{number:06}.md").write_bytes(page.encode())
    written = Written(size, article_bytes, image_bytes)
    (folder / STAMP).write_bytes(msgspec.json.encode(written))
    return written


def _there(folder: Path) -> Written | None:
    stamp = folder / STAMP
    return msgspec.json.decode(stamp.read_bytes(), type=Written) if stamp.exists() else None


def _folders(folder: Path, number: int) -> tuple[Path, Path, str]:
    """Where an article and its pictures go, and the name that both folders have."""
    part = f"{number // FOLDER_SIZE:03}"
    texts, pictures = folder / ARTICLES / part, folder / IMAGES / part
    if number % FOLDER_SIZE == 0:
        texts.mkdir(parents=True)
        pictures.mkdir(parents=True)
    return texts, pictures, part


def article_page(story: Story, places: list[str]) -> str:
    """The story as a Markdown file, its pictures between the paragraphs."""
    head = {
        "title": story.title,
        "date": story.day.isoformat(),
        "author": story.author,
        "section": story.section,
    }
    front = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    blocks = list(story.paragraphs)
    for index, (picture, place) in enumerate(zip(story.pictures, places, strict=True)):
        figure = FORMS[index % len(FORMS)](picture, place)
        blocks.insert(min(len(blocks), index * 3 + 1), figure)
    return "\n".join(["---", *front, "---", "", "\n\n".join(blocks), ""])


def _in_brackets(picture: Picture, place: str) -> str:
    return f"![{picture.caption} [{picture.credit}]]({place})"


def _as_figure(picture: Picture, place: str) -> str:
    return (
        f'<figure>\n  <img src="{place}" alt="{picture.alt}">\n'
        f"  <figcaption>{picture.caption} Photo: {picture.credit}</figcaption>\n</figure>"
    )


def _with_title(picture: Picture, place: str) -> str:
    return f'![{picture.alt}]({place} "{picture.caption} ({picture.credit})")'


def _over_a_line(picture: Picture, place: str) -> str:
    return f"![{picture.alt}]({place})\n\n*{picture.caption} ({picture.credit})*"


FORMS: tuple[Callable[[Picture, str], str], ...] = (
    _in_brackets,
    _as_figure,
    _with_title,
    _over_a_line,
)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    parser.add_argument("--images-per-article", type=int, default=4, metavar="M")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
