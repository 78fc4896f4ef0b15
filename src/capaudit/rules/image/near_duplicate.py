"""IMG007."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.finding import Confidence, Hit, Severity
from capaudit.model.use import Elsewhere
from capaudit.rules.across import across_rule
from capaudit.rules.captions_elsewhere import caption_conflicts
from capaudit.rules.elsewhere import conflict_hit


@across_rule("IMG007", "image-near-duplicate-conflicts", Severity.WARNING)
def image_near_duplicate_conflicts(elsewhere: Elsewhere) -> Iterator[Hit]:
    """Two files show the same picture, and their captions contradict each other.

    A picture that was saved again, in another size or quality, is another file and the same
    picture. Files are compared by what they look like (a perceptual hash of 128 bits), which
    takes much longer than all other rules; the same file is CAP008. Crops look different.

    Flagged:
        ![Flood waters cover a street in Leeds on 3 May 2021. [Jane Doe/AFP]](flood.jpg)
        other.md:
            ---
            date: 2024-05-02
            ---
            ![Flood waters cover a street on 11 February 2019. [Jane Doe/AFP]](archive/water.png)
        flood.jpg: shows = harbour
        archive/water.png: shows = harbour

    Flagged:
        ![Flood waters cover a street in Leeds. [Jane Doe/AFP]](flood.jpg)
        other.md:
            ---
            date: 2024-05-02
            ---
            ![Flood waters cover a street in Osaka, Japan. [Jane Doe/AFP]](archive/water.png)
        flood.jpg: shows = harbour
        archive/water.png: shows = harbour

    Passes:
        ![Flood waters cover a street in Leeds on 3 May 2021. [Jane Doe/AFP]](flood.jpg)
        other.md:
            ---
            date: 2024-05-02
            ---
            ![Flood waters cover a street in Leeds in May 2021. [Jane Doe/AFP]](archive/water.png)
        flood.jpg: shows = harbour
        archive/water.png: shows = harbour

    Passes:
        ![Flood waters cover a street in Leeds on 3 May 2021. [Jane Doe/AFP]](flood.jpg)
        other.md:
            ---
            date: 2024-05-02
            ---
            ![Flood waters cover a street on 11 February 2019. [Jane Doe/AFP]](archive/water.png)
        flood.jpg: shows = harbour
        archive/water.png: shows = hills
    """
    for conflict in caption_conflicts(elsewhere, elsewhere.twins):
        twin = conflict.others[0][1].use
        message = f"{conflict.message('caption', 'says')}; its {twin.src} looks the same"
        hit = conflict_hit(conflict, message, elsewhere.use.key)
        yield Hit(
            at=hit.at,
            message=hit.message,
            against=hit.against,
            confidence=Confidence.MEDIUM,
            cause=hit.cause,
        )
