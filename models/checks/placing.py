"""Whether the steps of adoption follow each other: link, match, application, celebration; disruption, consent."""

from __future__ import annotations

import polars as pl

from models import codes
from models.checks import NOTHING, check, found
from models.checks.beside import days, steps
from models.checks.rows import among
from models.rules.journeys import details
from models.rules.stays import adoptive_runs
from models.rules.steps import latest
from models.rules.timescales import in_force
from models.snapshot import Snapshot

KINDS = ("LINK", "AP-PANEL", "INTRODUCTIONS", "AO-APPLIED", "CELEBRATION")
APPLIED = pl.col("AO-APPLIED")


def _steps(snapshot: Snapshot) -> pl.DataFrame:
    """Children with any of these steps, beside their present (or last) time in care."""
    rows = days(snapshot, *KINDS)
    if rows.is_empty():
        return NOTHING
    columns = ("match", "place", "adoptive", "placed", "first_placed", "carer_since", "carer_known", "ao")
    return rows.join(snapshot.once(latest).select("child", *columns), on="child", how="inner", maintain_order="left")


def _an_earlier_placement(day: str, until: str) -> pl.Expr:
    """Whether a step of a day led to an adoptive placement before another day, so that it is of that one."""
    return ((pl.col("first_placed") >= pl.col(day)) & (pl.col("first_placed") < pl.col(until))).fill_null(False)


@check("J21", "Linked only after the match")
def link_after_match(snapshot: Snapshot) -> pl.DataFrame:
    """A link with a family comes before the match with it. Milestones of adoption, AP8 and AP9."""
    return found(
        snapshot.once(_steps),
        pl.col("LINK_first") > pl.col("match"),
        "LINK_first",
        "The first link with a family is of {}, after the match of {}.",
        *("LINK_first", "match"),
    )


@check("J22", "Matching panel only after the match")
def panel_after_match(snapshot: Snapshot) -> pl.DataFrame:
    """The agency decision maker approves the match after the panel's recommendation. Milestone AP9 of adoption."""
    return found(
        snapshot.once(_steps),
        pl.col("AP-PANEL_first") > pl.col("match"),
        "AP-PANEL_first",
        "The first matching panel is of {}, after the match of {}.",
        *("AP-PANEL_first", "match"),
    )


@check("J23", "Introductions before the match")
def introduced_before_match(snapshot: Snapshot) -> pl.DataFrame:
    """Introductions follow the approved match. Milestones of adoption, AP9 and AP10. Introductions to a family before,
    with whom the child was placed, are left alone."""
    return found(
        snapshot.once(_steps),
        (pl.col("INTRODUCTIONS") < pl.col("match")) & ~_an_earlier_placement("INTRODUCTIONS", "match"),
        "INTRODUCTIONS",
        "Introductions began on {}, before the match of {}.",
        *("INTRODUCTIONS", "match"),
    )


@check("J24", "Application before the time at home")
def applied_too_early(snapshot: Snapshot) -> pl.DataFrame:
    """Adopters may apply once the child has lived with them for 10 weeks; foster carers with whom the child is not
    placed for adoption after a year, unless the court gives leave. Adoption and Children Act 2002, section 42."""
    rows = snapshot.once(_steps)
    if rows.is_empty():
        return NOTHING
    placed, fostered = in_force("AT-HOME", snapshot.as_at), in_force("FOSTERED", snapshot.as_at)
    fostering = ~pl.col("adoptive") & among("place", *codes.FOSTER) & pl.col("carer_known")
    home = pl.when("adoptive").then("placed").when(fostering & (pl.col("carer_since") <= APPLIED)).then("carer_since")
    earliest = pl.when("adoptive").then(placed.due_from(home)).otherwise(fostered.due_from(home))
    return found(
        rows.with_columns(home=home).with_columns(earliest=earliest),
        (pl.col("earliest") > APPLIED) & ~_applied_before(),
        "AO-APPLIED",
        "An adoption order was applied for on {}; the child lives with the carers since {}: from {} at the earliest.",
        *("AO-APPLIED", "home", "earliest"),
    )


def _applied_before() -> pl.Expr:
    """Whether the application is from an earlier adoptive placement."""
    return ((pl.col("first_placed") <= APPLIED) & (pl.col("placed") > APPLIED)).fill_null(False)


@check("J25", "Celebrated too soon after the order")
def celebrated_too_early(snapshot: Snapshot) -> pl.DataFrame:
    """The celebration hearing is at least 14 days after the adoption order. Statutory guidance on adoption."""
    earliest = in_force("CELEBRATION", snapshot.as_at)
    rows = snapshot.once(_steps)
    return found(
        rows if rows.is_empty() else rows.with_columns(earliest=earliest.due_from(pl.col("ao"))),
        pl.col("CELEBRATION") < pl.col("earliest"),
        "CELEBRATION",
        "Celebrated on {}; the adoption order is of {}, so from {} at the earliest.",
        *("CELEBRATION", "ao", "earliest"),
    )


@check("J26", "Applied for after the order was made")
def applied_after_order(snapshot: Snapshot) -> pl.DataFrame:
    """The application for an adoption order comes before the order. Milestones of adoption, AP13 and AP14."""
    return found(
        snapshot.once(_steps),
        pl.col("AO-APPLIED_first") > pl.col("ao"),
        "AO-APPLIED_first",
        "The adoption order was applied for on {}, after it was made on {}.",
        *("AO-APPLIED_first", "ao"),
    )


@check("J27", "Disruption meeting too soon")
def disruption_too_soon(snapshot: Snapshot) -> pl.DataFrame:
    """The review of a disruption is held 28 to 42 days after the child left the adopters, so that it can look back. One
    held before is a first talk, or its date or that of the move is wrong. Adoption Agencies Regulations 2005,
    regulation 36; milestone AP17 of adoption."""
    held, day = steps(snapshot, "DISRUPTION"), pl.col("day")
    if held.is_empty():
        return NOTHING
    broken = (
        snapshot.facts.once(adoptive_runs)
        .filter((pl.col("how") == "disrupted") & (pl.col("ended") <= snapshot.as_at))
        .select("child", "ended")
        .sort("ended")
    )
    earliest = in_force("DISRUPTION-FROM", snapshot.as_at)
    return found(
        held.select("child", "day")
        .sort("day")
        .join_asof(broken, left_on="day", right_on="ended", by="child", check_sortedness=False)
        .with_columns(earliest=earliest.due_from(pl.col("ended")))
        .sort("child", "day"),
        day < pl.col("earliest"),
        "day",
        "The disruption meeting of {} was held before day 28: the placement broke down on {}, so from {} on.",
        *("day", "ended", "earliest"),
    )


@check("J28", "Consent before six weeks of age")
def consent_too_early(snapshot: Snapshot) -> pl.DataFrame:
    """Consent to adoption that is given before the child is six weeks old is ineffective: it is to be given again.
    Rules of adoption in data; Adoption and Children Act 2002."""
    rows = days(snapshot, "CONSENT")
    if rows.is_empty():
        return NOTHING
    return found(
        rows.join(snapshot.facts.once(details).select("child", "dob"), on="child", how="inner").with_columns(
            earliest=pl.col("dob").dt.offset_by("6w")
        ),
        pl.col("CONSENT") < pl.col("earliest"),
        "CONSENT",
        "The parents' consent is of {}; the child was six weeks old on {} only.",
        *("CONSENT", "earliest"),
    )
