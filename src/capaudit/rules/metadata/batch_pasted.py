"""MET004."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.finding import Hit, Severity
from capaudit.model.use import Elsewhere
from capaudit.rules.across import across_rule


@across_rule("MET004", "metadata-batch-pasted", Severity.NOTE)
def metadata_batch_pasted(elsewhere: Elsewhere) -> Iterator[Hit]:
    """Five or more different images carry one embedded caption, or one time stamp to the second.

    Somebody described one picture and pasted that over all of them, or a program stamped them
    while it copied them. What such files say is weak evidence: where a date, place or credit in
    print contradicts nothing but these files, that is a note and neither an error nor a warning.
    Copies of one picture in several sizes count once.

    Flagged:
        ![One](one.jpg) ![Two](two.jpg) ![Three](three.jpg) ![Four](four.jpg) ![Five](five.jpg)
        one.jpg: dc:description = Opening day at the river baths
        two.jpg: dc:description = Opening day at the river baths
        three.jpg: dc:description = Opening day at the river baths
        four.jpg: dc:description = Opening day at the river baths
        five.jpg: dc:description = Opening day at the river baths

    Flagged:
        ![A ferry on 3 May 2021. [Jane Doe/AFP]](one.jpg)

        ![Two](two.jpg) ![Three](three.jpg) ![Four](four.jpg) ![Five](five.jpg)
        one.jpg: photoshop:DateCreated = 2019-02-11T10:21:32
        two.jpg: photoshop:DateCreated = 2019-02-11T10:21:32
        three.jpg: photoshop:DateCreated = 2019-02-11T10:21:32
        four.jpg: photoshop:DateCreated = 2019-02-11T10:21:32
        five.jpg: photoshop:DateCreated = 2019-02-11T10:21:32

    Passes:
        ![One](one.jpg) ![Two](two.jpg) ![Three](three.jpg) ![Four](four.jpg) ![Five](five.jpg)
        one.jpg: photoshop:DateCreated = 2019-02-11
        two.jpg: photoshop:DateCreated = 2019-02-11
        three.jpg: photoshop:DateCreated = 2019-02-11
        four.jpg: photoshop:DateCreated = 2019-02-11
        five.jpg: photoshop:DateCreated = 2019-02-11

    Passes:
        ![One](one.jpg) ![Two](two.jpg)
        one.jpg: dc:description = Opening day at the river baths
        two.jpg: dc:description = Opening day at the river baths
    """
    for batch in elsewhere.batches:
        mark = batch.mark
        yield Hit(
            at=elsewhere.use.range,
            message=f"{batch.pictures} different images carry one embedded {mark.kind.value}: "
            "what their files say is weak evidence",
            against=(mark.claim,),
            cause=f"{mark.kind.value} {mark.value}",
        )
