"""Which scripts write without spaces between words."""

from __future__ import annotations

import re

# In UTF-8 the letters U+3000 to U+DFFF begin with these bytes, accented letters with lower ones.
_LEAD_BYTE = re.compile(rb"[\xe3-\xed]")


def is_unspaced(text: str) -> bool:
    """Whether a text has Chinese, Japanese or Korean letters, whose words may touch.

    One pattern of so many characters would take milliseconds to compile.
    """
    if text.isascii() or _LEAD_BYTE.search(text.encode("utf-8", "surrogatepass")) is None:
        return False
    return any(
        "\u3040" <= letter <= "\u30ff"
        or "\u3400" <= letter <= "\u9fff"
        or "\uac00" <= letter <= "\ud7af"
        for letter in text
    )
