"""Taking part in reviews."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.rules.journeys import details
from models.rules.reviews import review_dues
from models.snapshot import Facts, Snapshot

TOOK_PART = ("PN1", "PN2", "PN3", "PN5", "PN6")


def _held(facts: Facts) -> pl.DataFrame:
    """Every review held in a period of care: the day, whether the child took part and was 4, and the next one."""
    reviews = facts["review"].select("child", "review_code", held="review")
    four = pl.col("dob").dt.offset_by("4y") <= pl.col("held")
    ahead = pl.when(pl.col("child").shift(-1) == pl.col("child")).then(pl.col("held").shift(-1))
    return (
        facts.once(review_dues)
        .filter(pl.col("held").is_not_null())
        .select("child", "held")
        .join(reviews, on=["child", "held"], how="left", maintain_order="left")
        .join(facts.once(details).select("child", "dob"), on="child", how="left", maintain_order="left")
        .sort("child", "held")
        .select(
            *("child", "held"),
            next=ahead,
            four=four,
            took_part=pl.col("review_code").is_in(TOOK_PART).fill_null(False),
        )
    )


@measure(
    "R02",
    "Children taking part in their reviews",
    group="Practice",
    unit="%",
    source="SSDA903 guide, review codes; local target",
    better="higher",
)
def r02(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children aged 4 or over at their latest review in the period, the share who took part in it.

    Of: children aged 4 or over on the day of their last review held in the period, each once.

    Counted: those who took part, that is attended and spoke, was spoken for or conveyed views (PN1, PN2, PN3), or did
    not attend but briefed an advocate or sent views (PN5, PN6). A review without a code counts as not taken part. Short
    breaks have no reviews.

    Who is out: a child whose birth is not known is counted under no date.
    """
    latest = snapshot.facts.once(_held).filter(
        period.covers("held") & (pl.col("next").is_null() | (pl.col("next") > period.last))
    )
    children, four = latest["child"], latest["four"]
    return Tally(
        "%",
        children.filter(four & latest["took_part"]),
        base=children.filter(four),
        no_date=children.filter(four.is_null()),
    )
