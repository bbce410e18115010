"""The authority's own figures, and sealed publications."""

from __future__ import annotations

from models.store.migrations.making import make_facts

revision = "0003"
down_revision = "0002"

FACTS: dict[str, tuple[str, str]] = {
    "population": ("since", "since:date! estimate:number source"),
    "target": ("measure since", "measure:text! since:date! value:number source"),
    "comparator": (
        "measure area last vintage",
        "measure:text! area:text! first:date last:date! value:number definition vintage:text! source",
    ),
    "event": ("day words", "day:date! words:text! kind"),
    "rebase": ("measure day", "measure:text! day:date! why"),
    "training": ("day role", "day:date! role:text! trained:number"),
    "publication": ("number", "number:number! title day:date first:date sealed"),
    "published_child": ("publication", "publication:number! counted"),
}


def upgrade() -> None:
    """Make the tables."""
    for table, (key, own) in FACTS.items():
        make_facts(table, key.split(), own.split())
