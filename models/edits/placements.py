"""The edit of what the care episodes say of one placement: its type, provider, carer, postcodes and Ofsted number.

A placement lies in one row or in several (its legal status may change meanwhile); what is corrected is corrected in
each of them. Its first day is moved as in a tracker (`models.edits.care`), also of one that is long over.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models import codes
from models.dates import british
from models.edits import Conflict, Refused, Row, Tx
from models.edits.begun import WITHOUT_PROVIDER, used
from models.edits.care import SetPlacement
from models.edits.facts import Values
from models.rules.episodes import Episode, contradictions, homes, times
from models.subjects import PLACEMENT

CARER = "same_carer"
"""Whether the child stayed with the carer of the placement before (Y or N): told by the reason for the new episode."""
MOVED = {("P", "Y"): "T", ("T", "N"): "P", ("B", "Y"): "U", ("U", "N"): "B"}
THROUGHOUT = ("home_post", "cin")
"""Cells that are the same for the whole time in care."""
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")
URN = re.compile(r"SC\d{6}|\d{7}|X{7}")


@dataclass(frozen=True)
class CorrectPlacement:
    """Cells of the placement that began on a day, where they were wrong; `cells` are those that are otherwise now."""

    child: str
    begins: dt.date
    cells: Values
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger: “Correct Ofsted number of placement”."""
        if len(self.cells) == 1 and self.cells[0][0] not in ("place", "decom", CARER):
            words = PLACEMENT.cell(self.cells[0][0]).title
            return f"Correct {words if words.startswith('Ofsted') else words[:1].lower() + words[1:]}"
        return "Correct placement"

    @property
    def kind(self) -> str:
        """What was wrong is put right."""
        return "correction"

    def apply(self, tx: Tx) -> None:
        """Record the rows of the placement (of the time in care, for what is the same throughout) that differ."""
        rows = tx.current("care_episode", self.child)
        home = next((rows for rows in homes(rows) if rows[0]["decom"] == self.begins), None)
        if home is None:
            raise Conflict(
                f"No placement began on {british(self.begins)} any more; look at the child again before you change it."
            )
        care = next(time for time in times(rows) if home[0] in time)
        cells = {name: written(name, value) for name, value in self.cells}
        for name, value in self.cells:
            if name != CARER:
                sound(name, cells[name], value, self.begins)
        now = self._changed(cells, home, care)
        self._possible(rows, now)
        for row in rows:
            if row["decom"] in now:
                tx.replace("care_episode", row, self.seen, **now[row["decom"]])
        if on := cells.get("decom"):
            corrected = [{**row, **now.get(row["decom"], {})} for row in rows]
            SetPlacement(self.child, on, self.begins, self.seen).apply(tx, corrected)

    def _changed(
        self, cells: Mapping[str, Any], home: Sequence[Row], care: Sequence[Row]
    ) -> dict[dt.date, dict[str, Any]]:
        """What becomes otherwise, by the first day of the row."""
        own = whose(cells, home[-1])
        adopted = home[-1] is care[-1] and care[-1]["rec"] in codes.ADOPTED
        if adopted and own.get("place", "A6") not in codes.ADOPTIVE:
            ended = british(care[-1]["dec"])
            raise Refused(f"Placement: the child was adopted from it on {ended}; choose one for adoption.")
        now: dict[dt.date, dict[str, Any]] = {row["decom"]: dict(own) for row in home}
        for name in THROUGHOUT:
            if name in cells:
                for row in care:
                    now.setdefault(row["decom"], {})[name] = cells[name]
        if "reason_place_change" in cells:
            if home[-1] is care[-1]:
                raise Refused("Why this placement ended: it was followed by none; leave it blank.")
            now[home[-1]["decom"]]["reason_place_change"] = cells["reason_place_change"]
        if CARER in cells:
            now[home[0]["decom"]]["rne"] = MOVED.get((home[0]["rne"], cells[CARER]), home[0]["rne"])
        return {day: changed for day, changed in now.items() if changed}

    @staticmethod
    def _possible(rows: Sequence[Row], now: Mapping[dt.date, Mapping[str, Any]]) -> None:
        """Refuse what contradicts itself and did not before."""
        before = contradictions([Episode.of(row) for row in rows])
        after = contradictions([Episode.of({**row, **now.get(row["decom"], {})}) for row in rows])
        if wrong := [sentence for sentence in after if sentence not in before]:
            raise Refused(f"That cannot be so: {' '.join(wrong)}")


def whose(cells: Mapping[str, Any], stood: Row) -> dict[str, Any]:
    """The cells of the placement itself, with its provider where that goes without saying."""
    own = {name: cells[name] for name in ("place", "place_provider", "pl_post", "urn") if name in cells}
    if not own.keys() & {"place", "place_provider"}:
        return own
    place = own.get("place", stood["place"])
    provider = own.get("place_provider", stood["place_provider"])
    if place in WITHOUT_PROVIDER:
        only = "PR0" if place == codes.WITH_PARENTS else None
        if "place_provider" in own and provider not in (only, None):
            raise Refused(f"Provider: “{codes.label('place', place)}” has none to choose; leave it blank.")
        return {**own, "place_provider": only}
    if provider in (None, "PR0"):
        raise Refused("Provider: say whose placement it is; parents provide only a placement with parents.")
    return own


def written(name: str, value: Any) -> Any:
    """Postcodes and Ofsted numbers as the return writes them: in capitals, a postcode with its one space."""
    if not isinstance(value, str) or name not in ("pl_post", "home_post", "urn"):
        return value
    text = "".join(value.upper().split())
    return f"{text[:-3]} {text[-3:]}" if name != "urn" and len(text) > 4 else text


def sound(name: str, value: Any, typed: Any, begins: dt.date) -> None:
    """Refuse what a cell of a placement that began on a day cannot hold."""
    cell = PLACEMENT.cell(name)
    if value is None:
        if cell.needed:
            raise Refused(f"{cell.title}: it cannot be blank; choose one.")
        return
    if cell.kind == "code":
        used(cell.codes, cell.title, value, begins)
    elif name == "urn" and not URN.fullmatch(value):
        raise Refused(f"{cell.title}: “{typed}” is none. It is SC and six digits, seven digits, or XXXXXXX for none.")
    elif name in ("home_post", "pl_post") and not POSTCODE.fullmatch(value):
        raise Refused(f"{cell.title}: “{typed}” is not a postcode; type it whole, such as ZZ1 2AB.")
