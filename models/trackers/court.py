"""The court tracker: every child in care proceedings or whose proceedings ended in the last twelve months."""

from __future__ import annotations

import polars as pl

from models.measures import Period
from models.rules.court import heard, proceedings
from models.rules.drift.rule import written
from models.rules.journeys import shown
from models.rules.people import judged
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Column, Figure, Tracker
from models.trackers.cells import JUDGED, children, columns, line, said, step, to_come, who

COLUMNS = columns(
    who("child", "age"),
    Column(
        "court_ref",
        "Court reference",
        "text",
        "The court's reference of the case.",
        16,
        edit=line("proceedings", "court_ref"),
    ),
    Column(
        "family_ref",
        "Family",
        "text",
        "The authority's own reference of the family.",
        12,
        shown=False,
        edit=line("proceedings", "family_ref"),
    ),
    Column("issued", "Issued", "date", "The day the application was issued: day 1 of the 26 weeks.", 13),
    Column(
        "week", "Week", "number", "The week of the proceedings on the day shown (or at their end); the first is 1.", 7
    ),
    Column("deadline", "26 weeks", "date", "The last day of the 26 weeks: issue and 181 days.", 13),
    Column("extended", "Weeks extended", "number", "Weeks of extension granted by the court.", 9),
    Column("extension_why", "Why extended", "text", "Each extension: its weeks, and the reason.", 34, shown=False),
    Column("tier", "Judge", "text", "The tier of judge.", 16, shown=False),
    Column("allocated", "Allocated", "date", "The day the case was allocated.", 13, shown=False),
    step("CMH", "Management hearing", "The day of the last case management hearing."),
    to_come("IRH", "Issues hearing listed"),
    step("IRH", "Issues hearing held"),
    to_come("FH", "Final hearing listed"),
    step("FH", "Final hearing held"),
    Column("hearings", "Hearings", "number", "How many hearings were held.", 9),
    Column(
        "interim", "Interim orders", "text", "Interim care and supervision orders of the proceedings.", 30, shown=False
    ),
    step("ISO", "Interim supervision order", shown=False),
    Column("order_sought", "Order sought", "text", "The order that the authority applied for.", 24),
    Column("care_plan_initial", "First care plan", "text", "The care plan at the beginning.", 22, shown=False),
    Column("care_plan_final", "Final care plan", "text", "The care plan at the end.", 22, shown=False),
    Column("expert", "Expert evidence", "text", "Whether the court heard expert evidence.", 9, shown=False),
    Column("short_notice", "Short notice", "text", "Why the case was issued at short notice.", 20, shown=False),
    Column("ends", "Final order", "date", "The day the proceedings ended.", 13),
    Column("order_made", "Order made", "text", "The order that the court made.", 24),
    step(
        "CO",
        "Care order",
        "The day of the care order where the return does not show it: made with a placement order.",
    ),
    who("legal", "placement", "primary_words", "contingency_words", "worker", "team"),
    JUDGED,
)


def rows(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child in proceedings, or whose last proceedings ended in the twelve months to the day."""
    return everyone(snapshot).filter("shown").drop("shown")


def everyone(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child ever in proceedings; `shown` for those of the tracker."""
    day = snapshot.as_at
    found = snapshot.once(proceedings)
    open_, late = pl.col("open"), pl.col("over").is_not_null()
    due = pl.when(open_).then("extended_to")
    listed = pl.col("next_hearing")
    written = due.dt.strftime("%-d %b %Y")
    return (
        found.join(snapshot.once(_beside), on="child", how="left", maintain_order="left")
        .join(snapshot.once(children), on="child", how="left", maintain_order="left")
        .with_columns(
            said("tier", "tier"),
            said("order_sought", "order_kind"),
            said("order_made", "order_kind"),
            said("care_plan_initial", "pathway"),
            said("care_plan_final", "pathway"),
            said("expert", "yes_no"),
            due=due,
            next=pl.when(open_).then(
                pl.when(listed.is_null())
                .then(pl.lit("No hearing listed"))
                .otherwise(pl.format("Hearing on {}", listed.dt.strftime("%-d %b %Y")))
            ),
            state=judged(due, day),
            reason=pl.when(~open_)
            .then(pl.format("Ended in week {}", pl.col("week")))
            .when(late)
            .then(pl.format("Week {} of 26: {} days past {}", pl.col("week"), pl.col("over"), written))
            .otherwise(pl.format("Week {} of 26; to end by {}", pl.col("week"), written)),
            shown=open_ | Period.year_to(day).covers("ends"),
        )
        .sort("child")
    )


def _beside(snapshot: Snapshot) -> pl.DataFrame:
    """What was ordered in each child's last proceedings beside the hearings: CO, ISO (days, with their words), interim
    (the interim orders in words) and extension_why (each extension's weeks and reason)."""
    told = snapshot.once(proceedings).select("child", "issued", until=pl.coalesce("ends", pl.lit(snapshot.as_at)))
    kind, day = pl.col("kind"), pl.col("day")
    during = (day >= pl.col("issued")) & (day <= pl.col("until"))
    made = snapshot.once(heard).filter(kind.is_in(["CO", "ISO"])).join(told, on="child", how="inner")
    steps = made.group_by("child").agg(
        pl.col(cell).filter(kind == code if code == "CO" else (kind == code) & during).last().alias(f"{code}{end}")
        for code in ("CO", "ISO")
        for cell, end in (("day", ""), ("words", "_words"))
    )
    weeks = pl.format("{} {}", "amount", pl.when(pl.col("amount") == 1).then(pl.lit("week")).otherwise(pl.lit("weeks")))
    why = pl.concat_str(weeks, "note", separator=": ", ignore_nulls=True).str.join("; ").alias("extension_why")
    granted = snapshot.facts.only("milestone", "child", "day", "amount", "note", kinds=("EXTENSION",))
    extended = (
        granted.join(told, on="child", how="inner").filter(during).sort("child", "day").group_by("child").agg(why)
    )
    ordered = pl.col("ico").is_not_null() & (pl.col("ico") <= pl.col("until"))
    here = ordered & (pl.col("ended").is_null() | (pl.col("ended") >= pl.col("issued")))
    first = pl.when(pl.col("entry").is_null() & (pl.col("ico") == pl.col("begins"))).then(pl.lit("before "))
    care = pl.format("Interim care order, {}{}", first.otherwise(pl.lit("")), written(pl.col("ico")))
    supervision = pl.format("Interim supervision order, {}", pl.coalesce("ISO_words", written(pl.col("ISO"))))
    interim = pl.concat_str(pl.when(here).then(care), supervision, separator="; ", ignore_nulls=True)
    return (
        told.join(snapshot.once(shown).select("child", "ico", "begins", "entry", "ended"), on="child", how="left")
        .join(steps, on="child", how="left")
        .join(extended, on="child", how="left")
        .with_columns(interim=interim)
        .select("child", "CO", "CO_words", "ISO", "ISO_words", "extension_why", "interim")
        .with_columns(pl.when(pl.col(name) != "").then(name).alias(name) for name in ("extension_why", "interim"))
    )


def describe(frame: pl.DataFrame, _snapshot: Snapshot) -> str:
    """Who is shown."""
    open_ = int(frame["open"].sum())
    return f"{open_:,} in care proceedings and {len(frame) - open_:,} whose proceedings ended in the last 12 months"


TRACKERS.add(
    "court",
    Tracker(
        "court",
        "Court tracker",
        COLUMNS,
        rows,
        describe,
        everyone,
        population="in proceedings, or ended in the last 12 months",
        figures=(
            Figure("in proceedings", pl.col("open")),
            Figure("past 26 weeks", pl.col("open") & (pl.col("week") > 26)),
            Figure("no hearing listed", pl.col("open") & pl.col("next_hearing").is_null()),
        ),
    ),
    __name__,
)
