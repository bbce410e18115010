"""Edits of a child's way through care that begin something new: another legal status, another placement.

Beside the edits of `models.edits.care`, which say when what stands began.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from models import codes
from models.dates import british, collection_year
from models.edits import Refused
from models.edits.care import SetLegalStatus, SetPlacement
from models.edits.chain import Chain
from models.rules.episodes import Care, Placement
from models.rules.spells import begin_placement, clear_placement

OTHER = ("Z1", "Z11", "Z12", "Z13", "Z14")
WITHOUT_PROVIDER = (codes.WITH_PARENTS, *codes.TEMPORARY, *OTHER)
"""Placements whose provider goes without saying: PR0 with parents (and only there), none for the others."""


def used(name: str, title: str, value: str, on: dt.date) -> None:
    """Refuse a code that is none, or that is not used in the year of a day."""
    found = codes.codes(name).get(value)
    if found is None:
        raise Refused(f"{title}: “{value}” is none of the choices.")
    if not found.fits(collection_year(on)):
        raise Refused(f"{title}: “{found.label}” is not used in the year of {british(on)}; choose another.")


@dataclass(frozen=True)
class BeginLegalStatus(SetLegalStatus):
    """A new legal status began: which one."""

    name: ClassVar[str] = "new legal status"

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"New legal status from {british(self.on)}"

    def _begun(self, care: Care, on: dt.date) -> Care:
        if self.ls is not None:
            used("ls", "Legal status", self.ls, on)
        return super()._begun(care, on)


@dataclass(frozen=True)
class BeginPlacement(SetPlacement):
    """A new placement began: its type, its provider, why the one before ended, and whether the carer stayed."""

    same_carer: bool = False
    name: ClassVar[str] = "new placement"

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"New placement from {british(self.on)}"

    @property
    def stays(self) -> bool:
        """Whether the child stays with the carer of the placement before."""
        return self.same_carer or super().stays

    @property
    def whose(self) -> str | None:
        """Whose placement it is; with parents and on a temporary move that goes without saying."""
        if self.place in WITHOUT_PROVIDER:
            return "PR0" if self.place == codes.WITH_PARENTS else None
        return self.provider

    def _begun(self, care: Care, on: dt.date) -> Care:
        if self.place is None:
            raise Refused("Say which type of placement began on that day.")
        used("place", "Placement", self.place, on)
        if care.rec in codes.ADOPTED and self.place not in codes.ADOPTIVE:
            raise Refused(
                f"The child was adopted on {british(care.ended)}, from the placement with the adopters; clear the "
                "order's date before another placement is recorded."
            )
        if self.place not in WITHOUT_PROVIDER and self.whose is None:
            raise Refused("Say whose placement it is.")
        return super()._begun(care, on)


@dataclass(frozen=True)
class TakeAwayPlacement(SetPlacement):
    """A placement should never have been recorded: the one before it lasts until the next."""

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return "Take away placement"

    def changed(self, care: Care, chain: Chain) -> Care:
        """The period without it."""
        assert self.was is not None
        self._stands([spell.begins for spell in care.placements])
        if care.rec in codes.ADOPTED and self.was == care.placements[-1].begins:
            raise Refused(f"The child was adopted from it on {british(care.ended)}; clear the order's date first.")
        return clear_placement(care, self.was)


@dataclass(frozen=True)
class EndTemporaryMove(SetPlacement):
    """The child went back to the placement that a temporary move had interrupted."""

    name: ClassVar[str] = "return"

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Back in the placement before from {british(self.on)}"

    def _begun(self, care: Care, on: dt.date) -> Care:
        settled = [spell for spell in care.placements if spell.place not in codes.TEMPORARY]
        last = care.placements[-1]
        if last.place not in codes.TEMPORARY or not settled:
            raise Refused("The child is not away on a temporary move; look at the child again.")
        if on <= last.begins:
            raise Refused(f"{codes.label('place', last.place)} began on {british(last.begins)}; its end is after it.")
        left = next(spell.begins for spell in care.placements if spell.begins > settled[-1].begins)
        there = next(said for said in reversed(care.particulars) if said.begins < left)
        back = Placement(on, settled[-1].place, settled[-1].place_provider)
        return begin_placement(care, back, there.pl_post, there.urn)
