"""What published papers claim."""

from __future__ import annotations

from models.store.migrations.making import make_facts

revision = "0004"
down_revision = "0003"

KEY = "paper number"
OWN = (
    "paper:text! reported:date number:number! place wording kind measure part from_first:date from_day:date first:date"
    " day:date earlier figure percent base came went"
)


def upgrade() -> None:
    """Make the table."""
    make_facts("claim", KEY.split(), OWN.split())
