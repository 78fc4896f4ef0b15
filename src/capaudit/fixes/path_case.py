"""IMG005: the reference with the capitals that the file has."""

from __future__ import annotations

import re
from urllib.parse import unquote

from capaudit.fixes.writing import edit, fix_of
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Finding, Fix
from capaudit.model.text import Span

# A percent-encoded letter, or one as it is.
_LETTER = re.compile(r"(?:%[0-9A-Fa-f]{2}){1,4}|.", re.DOTALL)
_BEHIND_PATH = re.compile(r"[?#]")


def path_as_on_disk(whole: ArticleEvidence, evidence: Evidence, finding: Finding) -> Fix | None:
    """Spell each letter of the path as the disk does; all else of it stays as written."""
    del finding
    found_as, where = evidence.image.found_as, evidence.figure.src_span
    if found_as is None or where is None:
        return None
    written = whole.article.source.text[where.start : where.end]
    path = _BEHIND_PATH.split(written)[0]
    spelt = _as_spelt(path, found_as)
    if spelt is None or spelt == path:
        return None
    changed = [at for at, (old, new) in enumerate(zip(path, spelt, strict=True)) if old != new]
    first, last = changed[0], changed[-1] + 1
    at, text = Span(where.start + first, where.start + last), spelt[first:last]
    return fix_of(f"the path becomes {found_as}", edit(whole.article, at, text, text))


def _as_spelt(path: str, found_as: str) -> str | None:
    """A path with the letters of its end as the disk has them; `None` where it is another path.

    A letter that is percent-encoded stays as it is: it has to be the disk's own.
    """
    spelt: list[str] = []
    left = found_as
    for letter in reversed(_LETTER.findall(path)):
        meant = unquote(letter)
        theirs, left = left[len(left) - len(meant) :], left[: max(0, len(left) - len(meant))]
        if theirs.casefold() != meant.casefold() or (theirs != meant and len(letter) > len(meant)):
            return None
        spelt.append(letter if theirs == meant else theirs)
        if not left:
            break
    done = "".join(reversed(spelt))
    kept = path[: len(path) - len(done)]
    return None if left else kept + done
