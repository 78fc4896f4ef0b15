"""CRD009."""

from __future__ import annotations

from collections.abc import Iterator

from capaudit.model.finding import Hit, Severity
from capaudit.model.use import Elsewhere
from capaudit.rules.across import across_rule

# A credit field that was filled in once by chance is no practice to speak of.
_FEWEST_FOR_A_NOTE = 2


@across_rule("CRD009", "credit-in-wrong-field", Severity.WARNING)
def credit_in_wrong_field(elsewhere: Elsewhere) -> Iterator[Hit]:
    """The credit stands in caption or alternative text, and the field for it is empty.

    A page prints it in the wrong place then, or not at all, and whoever counts credits misses it.
    Images are compared with those of the same form, such as one shortcode or one key of the front
    matter: a plain Markdown image has no field for a credit. Where more than half of the site's
    credits of that form stand in the field the others are reported, as everywhere where the
    configuration requires credits; where fewer do, but more than one, a note says so.

    Flagged:
        {{< figure src="market.jpg" caption="Shoppers cross the market." attr="Jane Doe/AFP" >}}

        {{< figure src="bridge.jpg" caption="Cyclists wait." attr="Jane Doe/AFP" >}}

        {{< figure src="harbour.jpg" caption="A ferry leaves the pier. Photo: Jane Doe/AFP" >}}

    Flagged:
        {{< figure src="market.jpg" caption="Shoppers cross the market." attr="Jane Doe/AFP" >}}

        {{< figure src="bridge.jpg" caption="Cyclists wait. Photo: Jane Doe/AFP" >}}
        config: required = ["credit"]

    Passes:
        {{< figure src="market.jpg" caption="Shoppers cross the market." attr="Jane Doe/AFP" >}}

        ![Cyclists wait at the bridge. [Jane Doe/AFP]](bridge.jpg)

    Passes:
        {{< figure src="market.jpg" caption="Shoppers cross the market. Photo: Jane Doe/AFP" >}}

        {{< figure src="bridge.jpg" caption="Cyclists wait. Photo: Jane Doe/AFP" >}}
    """
    place, habit = elsewhere.audited.credit_place, elsewhere.habit
    if place is None or place.claim is None or habit.in_field == 0:
        return
    total = habit.in_field + habit.elsewhere
    if habit.prevails or "credit" in elsewhere.house.required:
        where = place.claim.origin.source.value.replace("_", " ")
        yield Hit(
            at=place.claim,
            message=f"the credit stands in the {where}, the field for it is empty",
        )
    elif habit.in_field >= _FEWEST_FOR_A_NOTE:
        yield Hit(
            at=place.claim,
            message=f"{habit.elsewhere} of {total} credits of {place.form} stand in caption or "
            "alternative text and not in the field for them: no habit of this site, so no warning",
            severity=Severity.NOTE,
            cause=f"{place.site} {place.form}",
        )
