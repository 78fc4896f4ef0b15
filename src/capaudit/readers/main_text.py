"""Which blocks of a scraped page are its story, as trafilatura decides (extra `scrape`).

Of a page that comes with everything around it, boxes and teasers and comments, trafilatura tells
the text by its shape. The blocks stay those of the page itself, with their exact places.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib.util import find_spec

from capaudit.errors import UsageError
from capaudit.readers.body import Block

_LIBRARIES = ("trafilatura", "lxml_html_clean")
# Shorter words stand in most texts by chance.
_SHORTEST = 25


def require_main_text() -> None:
    """Raise `UsageError` where the extra is not installed."""
    if any(find_spec(name) is None for name in _LIBRARIES):
        raise UsageError(
            'body-text = "trafilatura" needs what comes with the extra scrape',
            "pip install 'capaudit[scrape]'",
        )


def main_blocks(page: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks that hold the page's main text; all of them where none is found."""
    text = _squeezed(_extracted(page))
    main = [block for block in blocks if (words := _squeezed(block.text)) and words in text]
    long = [block for block in main if len(block.text) >= _SHORTEST]
    return main if long else list(blocks)


def _extracted(page: str) -> str:
    # Slow to import, and asked for by few.
    import trafilatura  # noqa: PLC0415

    # It tells its log of every page without text.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(page, include_comments=False, fast=True)
    except Exception:  # whatever a page does to it, our own text is left
        return ""
    return found or ""


def _squeezed(text: str) -> str:
    """Letters and digits alone: white space and marks around words differ from page to text."""
    return "".join(filter(str.isalnum, text.casefold()))
