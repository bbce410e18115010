"""The forms of a child's way through care: into it, another legal status, another placement, the first day, the last.

They make the edits that a date typed into the permanence tracker makes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models import codes
from models.dates import british, collection_year
from models.edits import Edit
from models.edits.begun import BeginLegalStatus, BeginPlacement, EndTemporaryMove
from models.edits.care import SetLeft, SetPlaced
from models.edits.entered import CELLS, EnterCare
from models.edits.facts import values
from models.snapshot import Snapshot
from models.subjects import LEGAL, PLACEMENT
from models.trackers.asking import entry, journey
from views.child.cells import Field, of
from views.child.record import CAME, Form, mine

Row = Mapping[str, Any]
Cells = Mapping[str, Any]

VERB = "care"
ENTERED, LEFT = f"{VERB}/entry/", f"{VERB}/left/"
NEW_STATUS, NEW_PLACEMENT = f"{VERB}/{LEGAL.table}/", f"{VERB}/{PLACEMENT.table}/"
BEFORE = "What stood until that day stays recorded, and ends with it."


def form(code: str, snapshot: Snapshot, child: str) -> Form | None:
    """The form of a code; None for a child who never came into care, but for the one that says so."""
    if code != CAME and not mine(snapshot, child, PLACEMENT.table):
        return None
    return _FORMS[code](snapshot, child, journey(snapshot, child))


def _choices(name: str, snapshot: Snapshot, *without: str | None) -> tuple[tuple[str, str], ...]:
    """The codes that are used in the year looked at, in words."""
    year = collection_year(snapshot.as_at)
    among = codes.codes(name).items()
    return tuple((code, found.label) for code, found in among if found.fits(year) and code not in without)


def _status(snapshot: Snapshot, child: str, now: Row) -> Form:
    which = of(LEGAL.cell("ls"), choices=_choices("ls", snapshot, now.get("ls"), *codes.SHORT_BREAKS))

    def edit(cells: Cells) -> Edit:
        return BeginLegalStatus(child, cells["decom"], None, snapshot.facts.number, ls=cells["ls"])

    words = "Record a new legal status"
    return Form(NEW_STATUS, words, "recording a new legal status", (which, of(LEGAL.cell("decom"))), edit, {}, BEFORE)


def _placement(snapshot: Snapshot, child: str, now: Row) -> Form:
    place = now.get("place")
    away = place in codes.TEMPORARY
    stay = ("back", "Back in the placement before") if away else ("same", "The same carer as before")
    fields = (
        of(PLACEMENT.cell("decom")),
        Field("which", "With whom", "code", "", True, (("new", "Another carer"), stay)),
        of(
            PLACEMENT.cell("place"),
            needed=not away,
            note="Not asked for a child who is back." if away else "",
            choices=_choices("place", snapshot),
        ),
        of(
            PLACEMENT.cell("place_provider"),
            note="With parents, and on a temporary move, it goes without saying.",
            choices=_choices("place_provider", snapshot, "PR0"),
        ),
        of(
            PLACEMENT.cell("reason_place_change"),
            title="Why the placement before ended",
            note="The return asks for it, but for a temporary move.",
        ),
    )

    def edit(cells: Cells) -> Edit:
        on, which, seen = cells["decom"], cells["which"], snapshot.facts.number
        asked = (cells["place"], cells["place_provider"], cells["reason_place_change"])
        if which == "back":
            return EndTemporaryMove(child, on, None, seen)
        if cells["place"] in codes.ADOPTIVE and not now.get("adoptive"):
            return SetPlaced(child, on, None, seen, *asked)
        return BeginPlacement(child, on, None, seen, *asked, same_carer=which == "same")

    words = "Record a new placement"
    return Form(NEW_PLACEMENT, words, "recording a new placement", fields, edit, {}, BEFORE)


def _came(snapshot: Snapshot, child: str, now: Row) -> Form:
    among = {
        "ls": _choices("ls", snapshot, *codes.SHORT_BREAKS),
        "cin": _choices("cin", snapshot),
        "place": _choices("place", snapshot, *codes.TEMPORARY),
        "place_provider": _choices("place_provider", snapshot, "PR0"),
    }
    asked: dict[str, dict[str, Any]] = {name: {"choices": choices} for name, choices in among.items()}
    asked["decom"] = {"title": "Came into care on"}
    asked["cin"]["needed"] = True
    asked["place_provider"]["note"] = "With parents it goes without saying."
    fields = tuple(of((LEGAL if name == "ls" else PLACEMENT).cell(name), **asked.get(name, {})) for name in CELLS)

    def edit(cells: Cells) -> Edit:
        return EnterCare(child, values(cells), snapshot.facts.number)

    ended = now.get("ended")
    before = f"The time in care before ended on {british(ended)}; it stays as it is." if ended else ""
    words = "Record that the child came into care"
    return Form(CAME, words, "recording that the child came into care", fields, edit, {}, before)


def _entry(snapshot: Snapshot, child: str, now: Row) -> Form:
    field = Field("on", "Came into care on", "date", needed=True)
    begins = now.get("begins")
    says = "" if now.get("entry") or begins is None else f"The data begins on {british(begins)}, in the middle of it."
    return Form(
        ENTERED,
        "Correct the day the child came into care",
        "correcting the day the child came into care",
        (field,),
        lambda cells: entry(snapshot, child, cells["on"], {}),
        {field.name: field.words(now.get("entry"))},
        says,
    )


def _left(snapshot: Snapshot, child: str, now: Row) -> Form:
    ended = now.get("ended")
    why = tuple((code, found.label) for code, found in codes.codes("rec").items() if code != codes.CONTINUES)
    day = Field("on", "Left care on", "date", "Blank: the child did not leave care." if ended else "", not ended)
    reason = Field("rec", "Why", "code", "", True, why)

    def edit(cells: Cells) -> Edit:
        other = cells["rec"] if cells["rec"] != now.get("rec") or not ended else None
        return SetLeft(child, cells["on"], ended, snapshot.facts.number, other)

    return Form(
        LEFT,
        "Correct how the child left care" if ended else "Record that the child left care",
        "recording how the child left care",
        (day, reason),
        edit,
        {"on": day.words(ended), "rec": reason.words(now.get("rec")) if ended else ""},
        "An adoption, special guardianship or child arrangements order that ends care is recorded here, too.",
    )


_FORMS: dict[str, Callable[[Snapshot, str, Row], Form]] = {
    NEW_STATUS: _status,
    NEW_PLACEMENT: _placement,
    CAME: _came,
    ENTERED: _entry,
    LEFT: _left,
}
