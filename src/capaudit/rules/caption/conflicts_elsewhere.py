"""CAP008."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.finding import Hit, Severity
from capaudit.model.use import Elsewhere
from capaudit.rules.across import across_rule
from capaudit.rules.captions_elsewhere import caption_conflicts
from capaudit.rules.elsewhere import conflict_hit


@across_rule("CAP008", "caption-conflicts-elsewhere", Severity.WARNING)
def caption_conflicts_elsewhere(elsewhere: Elsewhere) -> Iterator[Hit]:
    """The same image is captioned with another date, place or person in another article.

    One of the two captions is wrong, and readers may hold them side by side. Captions that tell
    different things of one picture are none: they have to contradict each other in a date, in a
    place, or in the person of whom both say the same words. The caption that fewer articles agree
    with is reported, else the later one, and not where the image file settles it. Stock pictures
    and drawings, which stand for many things, are left alone.

    Flagged:
        ![Flood waters cover a street in Leeds on 3 May 2021. [Jane Doe/AFP]](flood.jpg)
        other.md:
            ---
            date: 2024-05-02
            ---
            ![Flood waters cover a street on 11 February 2019. [Jane Doe/AFP]](flood.jpg)

    Flagged:
        ![Flood waters cover a street in Leeds. [Jane Doe/AFP]](flood.jpg)
        other.md:
            ---
            date: 2024-05-02
            ---
            ![Flood waters cover a street in Osaka, Japan. [Jane Doe/AFP]](flood.jpg)

    Flagged:
        ![Minister Halina Brodzka opens the new dam near the town. [Jane Doe/AFP]](dam.jpg)
        other.md:
            ---
            date: 2024-05-02
            ---
            ![Minister Arturo Lindqvist opens the new dam near the town. [Jane Doe/AFP]](dam.jpg)

    Passes:
        ![Flood waters cover a street in Leeds on 3 May 2021. [Jane Doe/AFP]](flood.jpg)
        other.md:
            ---
            date: 2024-05-02
            ---
            ![A street in England under water in May 2021. [Jane Doe/AFP]](flood.jpg)

    Passes:
        ![Halina Brodzka speaks at the opening of the dam. [Jane Doe/AFP]](dam.jpg)
        other.md:
            ---
            date: 2024-05-02
            ---
            ![Engineer Arturo Lindqvist, left, listens to a speech. [Jane Doe/AFP]](dam.jpg)
    """
    for conflict in caption_conflicts(elsewhere, elsewhere.same):
        message = f"{conflict.message('caption', 'says')} of the same image"
        yield conflict_hit(conflict, message, elsewhere.use.key)
