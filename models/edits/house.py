"""The edit of the authority's house style: what stands on every paper that it makes."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from models.edits import Refused, Tx
from models.edits.policy import record, standing
from models.rules.house import KIND, LOGO, MARKING, NAME

LONGEST = {NAME: 80, MARKING: 60}
"""Letters of what is printed on one line."""
LARGEST = 300_000
"""Bytes of a logo: it stands in every paper."""
TITLES = {NAME: "Name of the authority", MARKING: "Classification marking", LOGO: "Logo"}
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class SetHouse:
    """One part of the house style (name, marking, or logo as the base64 text of a PNG); blank takes it away.

    `seen` as in every changing edit."""

    part: str
    value: str
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        title = TITLES.get(self.part, self.part)
        if not self.value.strip():
            return f"House style: no {title[:1].lower()}{title[1:]}"
        return f"House style: {title}" if self.part == LOGO else f"House style: {title} “{self.value.strip()}”"

    @property
    def kind(self) -> str:
        """What is chosen from a day on is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it, or take away what was chosen."""
        if self.part not in TITLES:
            raise Refused(f"The house style has no part {self.part}.")
        value, row = self.value.strip(), standing(tx, KIND, self.part)
        if not value:
            if row is not None:
                tx.end("setting", row, self.seen)
            return
        if self.part == LOGO:
            _checked(value)
        elif len(value) > LONGEST[self.part] or not value.isprintable():
            raise Refused(f"{TITLES[self.part]}: at most {LONGEST[self.part]} letters, on one line.")
        record(tx, row, KIND, self.part, value, self.seen)


def _checked(value: str) -> None:
    """Refuse what no paper could print."""
    try:
        logo = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise Refused("The logo could not be read; choose a PNG picture.") from None
    if not logo.startswith(PNG):
        raise Refused("The logo must be a PNG picture.")
    if len(logo) > LARGEST:
        raise Refused(f"The logo has {len(logo):,} bytes, and may have {LARGEST:,}; save it smaller.")
