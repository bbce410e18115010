"""Whether the dates fit the child's birth."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models import codes
from models.checks import check, found
from models.checks.rows import among, episodes
from models.rules.journeys import journeys
from models.snapshot import Snapshot

EARLIEST = dt.date(1991, 10, 14)
"""The Children Act 1989 came into force."""


@check("302", "In care before birth")
def before_birth(snapshot: Snapshot) -> pl.DataFrame:
    """No episode begins before the child was born."""
    return found(
        snapshot.once(episodes),
        pl.col("decom") < pl.col("dob"),
        "decom",
        "The episode of {} begins before the child was born on {}.",
        *("decom", "dob"),
    )


@check("352", "Started to be looked after at 18 or over")
def starts_adult(snapshot: Snapshot) -> pl.DataFrame:
    """Nobody starts to be looked after from the 18th birthday on."""
    return found(
        snapshot.once(episodes),
        (pl.col("rne") == "S") & (pl.col("decom") >= pl.col("eighteenth")),
        "decom",
        "Care starts on {}, and the child was 18 on {}.",
        *("decom", "eighteenth"),
    )


@check("353", "Begins before 14 October 1991")
def too_early(snapshot: Snapshot) -> pl.DataFrame:
    """No episode begins before the Children Act 1989 came into force: mostly a mistyped year."""
    return found(
        snapshot.once(episodes),
        pl.col("decom") < EARLIEST,
        "decom",
        "The episode of {} begins before 14 Oct 1991.",
        "decom",
    )


@check("386", "Adopted at 18 or over")
def adopted_adult(snapshot: Snapshot) -> pl.DataFrame:
    """An adoption order is made before the 18th birthday."""
    return found(
        snapshot.once(episodes),
        among("rec", *codes.ADOPTED) & (pl.col("dec") >= pl.col("eighteenth")),
        "dec",
        "Adopted on {}, and the child was 18 on {}.",
        *("dec", "eighteenth"),
    )


@check("460", "Stayed with the carers before 18")
def stayed_too_young(snapshot: Snapshot) -> pl.DataFrame:
    """E17 (stayed with the current carers) is for those who leave at 18 or over."""
    return found(
        snapshot.once(episodes),
        (pl.col("rec") == "E17") & (pl.col("dec") < pl.col("eighteenth")),
        "dec",
        "Left care on {} as one who stays with carers at 18, and was 18 on {} only.",
        *("dec", "eighteenth"),
    )


@check("OPEN-18", "Still open at 18")
def open_at_18(snapshot: Snapshot) -> pl.DataFrame:
    """The 18th birthday takes a child out of every count, and the episode is still open: record the exit and why."""
    return found(
        snapshot.once(journeys),
        pl.col("latest")
        & pl.col("ended").is_null()
        & ~pl.col("closed_without_next")
        & (pl.col("eighteenth") <= snapshot.as_at),
        "eighteenth",
        "Turned 18 on {}, and the last episode is still open.",
        "eighteenth",
    )


@check("NO-HEADER", "No birth date on record")
def no_header(snapshot: Snapshot) -> pl.DataFrame:
    """A child with episodes has a header with the date of birth; without it no age is known and the child counts as
    under 18."""
    return found(
        snapshot.once(episodes),
        pl.col("first") & pl.col("dob").is_null(),
        "decom",
        "In care from {}, and no date of birth is on record.",
        "decom",
    )
