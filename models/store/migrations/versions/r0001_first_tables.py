"""The first tables: children, the ledger, and the thirteen tables of facts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.store.migrations.making import act, make_facts

revision = "0001"
down_revision = None

FACTS: dict[str, tuple[str, str]] = {
    "child_details": ("", "sex dob:date ethnic upn mother mc_dob:date"),
    "care_episode": (
        "decom",
        "decom:date! rne ls cin place place_provider dec:date rec reason_place_change home_post pl_post urn"
        " imported_as:date",
    ),
    "uasc": ("", "sex dob:date duc:date"),
    "review": ("review", "review:date! dob:date review_code imported_as:date"),
    "health_year": (
        "of_year",
        "of_year:number! dob:date sdq_score sdq_reason convicted health_check immunisations teeth_check"
        " health_assessment substance_misuse intervention_received intervention_offered",
    ),
    "care_leaver": ("of_year", "of_year:number! dob:date in_touch activ accom"),
    "adoption": ("", "dob:date date_int:date date_match:date foster_care nb_adoptr sex_adoptr ls_adoptr"),
    "adm_decision": (
        "date_placed",
        "date_placed:date! dob:date date_placed_ceased:date reason_placed_ceased imported_as:date",
    ),
    "previous_permanence": ("", "dob:date prev_perm la_perm date_perm"),
    "missing_episode": ("mis_start", "mis_start:date! dob:date missing mis_end:date imported_as:date"),
    "social_worker": ("sw_decom", "sw_decom:date! dob:date sw_id sw_dec:date sw_reason imported_as:date"),
    "deprivation_order": ("dolo_start", "dolo_start:date! dob:date dolo_end:date imported_as:date"),
    "set_aside": ("source content", "source:text! content:text! why"),
}


def upgrade() -> None:
    """Make everything."""
    op.create_table("child", sa.Column("id", sa.String, primary_key=True), sa.Column("salt", sa.LargeBinary))
    op.create_table(
        "change_set",
        sa.Column("number", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.String, nullable=False) for name in ("at", "who", "kind", "label")),
        sa.Column("reason", sa.String),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("change_set.number")),
        sa.Column("detail", sa.String),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "head",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.execute("INSERT INTO head (id, number) VALUES (1, 0)")
    op.create_table(
        "erased_row",
        sa.Column("fact_table", sa.String, primary_key=True),
        sa.Column("row_id", sa.Integer, primary_key=True, autoincrement=False),
        act("recorded_by"),
        act("superseded_by", nullable=True),
        act("erased_by"),
        sa.Column("digest", sa.LargeBinary, nullable=False),
    )
    server = op.get_bind().dialect.name == "postgresql"
    for table, (key, own) in FACTS.items():
        # An index of a server holds no value above 2.7 kB, and a row that was set aside may be longer.
        make_facts(table, (key.replace("content", "md5(content)") if server else key).split(), own.split())
