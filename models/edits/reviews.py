"""Edits of the reviews: the day one was held, and how the child took part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from models import codes
from models.dates import british
from models.edits import Refused, Tx
from models.edits.dated import Dated, kept_key, not_yet, standing, within_care


@dataclass(frozen=True)
class SetReview(Dated):
    """The day a review was held; a new one needs how the child took part."""

    part: str | None = None
    name: ClassVar[str] = "review"

    def apply(self, tx: Tx) -> None:
        """Record, move or take away the review."""
        not_yet(self.on, tx, self.child)
        if self.on == self.was:
            return
        reviews = tx.current("review", self.child)
        if self.on is not None:
            within_care(self.on, tx, self.child, "a review")
            if any(row["review"] == self.on for row in reviews):
                raise Refused(f"A review of {british(self.on)} is recorded already; give this one another date.")
        if self.was is None:
            if self.part not in codes.codes("review_code"):
                raise Refused("Say how the child took part in the review.")
            tx.record("review", self.child, review=self.on, review_code=self.part)
            return
        row = standing(reviews, "review", self.was, "review")
        if self.on is None:
            tx.end("review", row, self.seen)
        else:
            tx.replace("review", row, self.seen, review=self.on, imported_as=kept_key(row, "review"))
