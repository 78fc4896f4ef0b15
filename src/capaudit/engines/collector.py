"""Has Python look for cycles of dead objects less often while articles are audited.

An audit makes some hundred thousand small objects an article, and hardly a cycle among them: by
its own setting Python would look through them, and through all tables, every seven hundred.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects before a look, looks before one at older objects, and those before one at all.
_SELDOM = (50_000, 20, 50)


def look_seldom() -> None:
    """Look seldom from now on, and never again at what is there already: tables and code."""
    gc.freeze()
    gc.set_threshold(*_SELDOM)


@contextmanager
def looking_seldom() -> Iterator[None]:
    """The same until the block ends."""
    before = gc.get_threshold()
    look_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
