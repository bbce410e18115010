"""Edits of a child's way through care: the day a status, a placement or the time in care began or ended.

Each takes the period of care apart into spells, changes one, and composes the episodes again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from models import codes
from models.dates import british
from models.edits import Refused, Row, Tx
from models.edits.chain import Chain, before_the_end, days, named, not_past, placed_until, without_repeats
from models.edits.dated import Dated, not_yet
from models.rules.episodes import Care, Legal, Placement
from models.rules.journeys import EARLIER_MATCH
from models.rules.spells import begin_legal, begin_placement, clear_legal, move_legal, move_placement


@dataclass(frozen=True)
class _CareDate(Dated):
    """A date of the period of care: it goes the same way whether it is set, moved or cleared."""

    def apply(self, tx: Tx, rows: Sequence[Row] | None = None) -> None:
        """Change the one spell and record the episodes that differ; `rows` are the child's episodes where the same act
        has corrected them already."""
        not_yet(self.on, tx, self.child)
        if self.same:
            return
        chain = Chain(tx, self.child, self.within, rows)
        chain.change(lambda care: self.changed(care, chain), self.seen)

    @property
    def same(self) -> bool:
        """Whether nothing becomes otherwise."""
        return self.on == self.was

    @property
    def within(self) -> dt.date | None:
        """A day of the time in care that is meant; none for the present or last one."""
        return None

    def changed(self, care: Care, chain: Chain) -> Care:
        """The period of care as it is after the edit."""
        raise NotImplementedError

    def _stands(self, begins: list[dt.date]) -> None:
        if self.was not in begins:
            raise Refused(f"There is no {self.name} of {british(self.was)} any more; look at the child again.")


@dataclass(frozen=True)
class SetLegalStatus(_CareDate):
    """The day a legal status began; a new one needs its code."""

    ls: str | None = None
    name: ClassVar[str] = "legal status"

    @property
    def within(self) -> dt.date | None:
        """The time in care of the legal status that stands."""
        return self.was

    def changed(self, care: Care, chain: Chain) -> Care:
        """Begin, move or take away the legal status."""
        before_the_end(care, self.on, f"the {self.name}")
        if self.was is None:
            return care if self.on is None else self._begun(care, self.on)
        self._stands([spell.begins for spell in care.legal])
        if self.on is None:
            return without_repeats(clear_legal(care, self.was))
        not_past(care, self.was, self.on, f"the {self.name}")
        return move_legal(care, self.was, self.on)

    def _begun(self, care: Care, on: dt.date) -> Care:
        if self.ls is None:
            raise Refused("Say which legal status began on that day.")
        if care.begins <= on:
            standing = next(spell for spell in reversed(care.legal) if spell.begins <= on)
            if standing.ls == self.ls:
                raise Refused(
                    f"{codes.label('ls', self.ls)} is in force already when the data begins, on "
                    f"{british(standing.begins)}. To say when it began, import the return of an earlier year."
                    if standing.begins == care.begins
                    else f"{codes.label('ls', self.ls)} is in force since {british(standing.begins)}; move that date."
                )
        later = next((spell for spell in care.legal if spell.begins > on), None)
        if later is not None:
            raise Refused(
                f"{codes.label('ls', later.ls)} began after that, on {british(later.begins)}; the {self.name} must be "
                "after it, or that date be moved first."
            )
        return begin_legal(care, Legal(on, self.ls))


@dataclass(frozen=True)
class SetPlacementOrder(SetLegalStatus):
    """The day the court made the placement order."""

    ls: str | None = codes.PLACEMENT_ORDER
    name: ClassVar[str] = "placement order"


@dataclass(frozen=True)
class SetPlacement(_CareDate):
    """The day a placement began; a new one needs its type, its provider and the reason for the change."""

    place: str | None = None
    provider: str | None = None
    reason: str | None = None
    name: ClassVar[str] = "placement"

    @property
    def within(self) -> dt.date | None:
        """The time in care of the placement that stands."""
        return self.was

    def changed(self, care: Care, chain: Chain) -> Care:
        """Begin, move or take away the placement."""
        before_the_end(care, self.on, f"the {self.name}")
        if self.was is None:
            return care if self.on is None else self._begun(care, self.on)
        self._stands([spell.begins for spell in care.placements])
        if self.on is None:
            if care.rec in codes.ADOPTED:
                raise Refused(
                    f"The child was adopted from this placement on {british(care.ended)}; clear the order's date first."
                )
            return placed_until(care, self.was)
        not_past(care, self.was, self.on, f"the {self.name}")
        return move_placement(care, self.was, self.on)

    @property
    def stays(self) -> bool:
        """Whether the child stays with the carer of the placement before."""
        return self.place in codes.ADOPTIVE_SAME_CARER

    @property
    def whose(self) -> str | None:
        """Whose placement it is."""
        return self.provider

    def _begun(self, care: Care, on: dt.date) -> Care:
        if self.place is None:
            raise Refused(
                f"The data begins on {british(care.begins)}, with the child in this placement already. To say when it "
                "began, import the return of an earlier year."
            )
        last = care.placements[-1]
        if on <= last.begins:
            raise Refused(
                f"{codes.label('place', last.place)} began on {british(last.begins)}; a new placement must be after it."
            )
        standing = care.particulars[-1]
        spell = Placement(on, self.place, self.whose, self.stays, self.reason)
        home = (standing.pl_post, standing.urn) if self.stays else (None, None)
        return begin_placement(care, spell, *home)


@dataclass(frozen=True)
class SetPlaced(SetPlacement):
    """The day the child was placed with the adopters."""

    name: ClassVar[str] = "placed"

    def _begun(self, care: Care, on: dt.date) -> Care:
        settled = [spell for spell in care.placements if spell.place not in codes.TEMPORARY]
        if settled and settled[-1].place in codes.ADOPTIVE:
            raise Refused(
                f"The data begins on {british(care.begins)}, with the child placed for adoption already. To say when "
                "that was, import the return of an earlier year."
            )
        if self.place is None:
            raise Refused("Say which type of placement began on that day.")
        if self.stays and not (settled and settled[-1].place in codes.FOSTER):
            raise Refused("The child does not live with a foster carer; choose a placement that is not with the carer.")
        return super()._begun(care, on)


@dataclass(frozen=True)
class SetEntry(_CareDate):
    """The day this time in care began."""

    name: ClassVar[str] = "entry"

    def changed(self, care: Care, chain: Chain) -> Care:
        """Move the beginning of the whole period."""
        if self.on is None:
            raise Refused("A time in care cannot be without its beginning; type the day the child came into care.")
        if self.was is None:
            if self.on != care.begins:
                raise Refused(
                    f"The data begins on {british(care.begins)}, in the middle of this time in care. To say when it "
                    "began, import the return of an earlier year."
                )
            return replace(care, opening="S")
        self._stands([care.begins])
        self._free(care, chain)
        return replace(
            care,
            legal=(replace(care.legal[0], begins=self.on), *care.legal[1:]),
            placements=(replace(care.placements[0], begins=self.on), *care.placements[1:]),
            particulars=(replace(care.particulars[0], begins=self.on), *care.particulars[1:]),
        )

    def _free(self, care: Care, chain: Chain) -> None:
        """Refuse a day on or past the first change, and one in the time in care before; decisions stay inside."""
        assert self.on is not None
        later = days(care)[1:]
        if later and self.on >= later[0]:
            raise Refused(f"{named(care, later[0])} began on {british(later[0])}; the entry must be before it.")
        if care.ended is not None and self.on >= care.ended:
            raise Refused(f"This time in care ended on {british(care.ended)}; the entry must be before it.")
        if chain.before is not None and chain.before.ended is not None and self.on <= chain.before.ended:
            raise Refused(
                f"An earlier time in care ended on {british(chain.before.ended)}; the entry must be after it."
            )
        dated = [(row["date_placed"], "decision") for row in chain.tx.current("adm_decision", self.child)]
        dated += [(row["date_match"], "match") for row in chain.tx.current("adoption", self.child) if row["date_match"]]
        steps = chain.tx.current("milestone", self.child)
        dated += [(row["day"], "match") for row in steps if row["kind"] == EARLIER_MATCH]
        for day, what in dated:
            if care.begins <= day < self.on:
                raise Refused(
                    f"The {what} of {british(day)} belongs to this time in care; the entry cannot be after it."
                )


@dataclass(frozen=True)
class SetOrder(_CareDate):
    """The day of the order that ended this time in care; a new one needs its kind (the reason for leaving)."""

    rec: str | None = None
    name: ClassVar[str] = "order"
    missing: ClassVar[str] = "Say which order was made on that day."

    @property
    def same(self) -> bool:
        """Whether neither the day nor the reason becomes otherwise."""
        return super().same and self.rec is None

    def changed(self, care: Care, chain: Chain) -> Care:
        """End the period with the order, move its end, or open it again."""
        if self.was is None and care.ended is not None:
            why = codes.label("rec", care.rec)
            raise Refused(f"This time in care ended on {british(care.ended)} ({why}); an order cannot be added to it.")
        if self.was is not None and care.ended != self.was:
            raise Refused(f"There is no {self.name} of {british(self.was)} any more; look at the child again.")
        if self.on is None:
            return replace(care, ended=None, rec=None, closing_reason=None)
        rec = self.rec or care.rec
        if rec is None:
            raise Refused(self.missing)
        last = days(care)[-1]
        if self.on <= last:
            raise Refused(f"{named(care, last)} began on {british(last)}; the time in care must end after it.")
        return replace(care, ended=self.on, rec=rec)


@dataclass(frozen=True)
class SetLeft(SetOrder):
    """The day the child left care otherwise than by such an order; a new one needs its reason."""

    name: ClassVar[str] = "leaving care"
    missing: ClassVar[str] = "Say why the child left care on that day."
