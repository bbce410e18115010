"""Care proceedings and what goes before them, as measures count them. What is said here is so whatever the date: as at
a day, an end or a step that came later is none."""

from __future__ import annotations

import polars as pl

from models.measures._kept import of_kind
from models.rules.timescales import LAST_DAY
from models.snapshot import Facts, Snapshot

__all__ = ["LAST_DAY", "applications", "issues", "letters", "matters", "proceedings"]


def proceedings(facts: Facts) -> pl.DataFrame:
    """Every child's care proceedings: child, issued, ends, case (the same number for brothers and sisters in one
    application: they share the court's reference, else the family's and the day)."""
    alone = pl.format("{} {}", pl.col("child"), pl.col("issued"))
    case = pl.coalesce("court_ref", pl.format("{} {}", "family_ref", "issued"), alone)
    rows = facts.only("proceedings", "child", "issued", "ends", "court_ref", "family_ref").sort("child", "issued")
    return rows.select("child", "issued", "ends", case=case.rank("dense"))


def applications(snapshot: Snapshot) -> pl.DataFrame:
    """Each application to the court by the day, one row each: case, child (the first of its children by id), issued
    (for the first of them), ended (of the last of them; blank while it goes on for any)."""
    day, ends = snapshot.as_at, pl.col("ends")
    return (
        snapshot.facts.once(proceedings)
        .filter(pl.col("issued") <= day)
        .group_by("case")
        .agg(
            pl.col("child").min(),
            pl.col("issued").min(),
            ended=pl.when((ends <= day).fill_null(False).all()).then(ends.max()),
        )
        .sort("child", "issued", "case")
    )


def _issued(facts: Facts) -> pl.DataFrame:
    child = pl.col("child")
    before = pl.when(child == child.shift()).then(pl.col("issued").shift())
    return facts["proceedings"].sort("child", "issued").select("child", "issued", "ends", "short_notice", before=before)


def matters(facts: Facts) -> pl.DataFrame:
    """Every child's pre-proceedings: child, begins, closed and outcome as recorded, issued (the proceedings that
    followed before the next matter), stepped (the day of stepping down)."""
    child = pl.col("child")
    after = pl.when(child == child.shift(-1)).then(pl.col("begins").shift(-1))
    rows = (
        facts["pre_proceedings"].sort("child", "begins").select("child", "begins", "outcome", closed="ends", next=after)
    )
    issued = facts["proceedings"].sort("child", "issued").select("child", "issued")
    found = rows.join_asof(
        issued, left_on="begins", right_on="issued", by="child", strategy="forward", check_sortedness=False
    ).with_columns(issued=pl.when(pl.col("next").is_null() | (pl.col("issued") < pl.col("next"))).then("issued"))
    stepped = pl.when(pl.col("outcome") == "STEP-DOWN").then("closed")
    return found.with_columns(stepped=stepped).sort("child", "begins")


def letters(facts: Facts) -> pl.DataFrame:
    """The first letter and the first meeting of every matter: child, begins, and letter, letter_counted, meeting,
    meeting_counted; of those that fall in no pre-proceedings on record `begins` is blank."""
    told = facts.once(matters).select("child", "begins", "closed")
    found = []
    for kind, name in (("LBP", "letter"), ("PPM", "meeting")):
        rows = of_kind(facts, kind).join_asof(
            told, left_on="day", right_on="begins", by="child", strategy="backward", check_sortedness=False
        )
        inside = pl.col("closed").is_null() | (pl.col("day") <= pl.col("closed"))
        rows = rows.with_columns(begins=pl.when(inside).then("begins")).sort(
            "child", "begins", "day", "counted", nulls_last=True
        )
        first = rows.filter(pl.col("begins").is_null() | pl.struct("child", "begins").is_first_distinct())
        found.append(first.select("child", "begins", pl.col("day").alias(name), counted=pl.col("counted")))
    letter, meeting = (rows.rename({"counted": f"{name}_counted"}) for rows, name in zip(found, _NAMES, strict=True))
    inside = pl.col("begins").is_not_null()
    both = letter.filter(inside).join(meeting.filter(inside), on=["child", "begins"], how="full", coalesce=True)
    return pl.concat([both, letter.filter(~inside), meeting.filter(~inside)], how="diagonal").sort("child", "begins")


_NAMES = ("letter", "meeting")


def issues(facts: Facts) -> pl.DataFrame:
    """Every child's care proceedings: child, issued, ends, short_notice, and of the time since the child's earlier
    ones were issued: decided (the gateway's last decision to issue), decided_counted, conference (the first)."""
    rows = facts.once(_issued)
    key = ["child", "issued"]
    mine = (pl.col("day") <= pl.col("issued")) & (pl.col("before").is_null() | (pl.col("day") > pl.col("before")))

    def within(steps: pl.DataFrame) -> pl.DataFrame:
        return rows.join(steps, on="child", how="inner").filter(mine).sort("child", "issued", "day", "counted")

    gateway = of_kind(facts, "LGM").filter(pl.col("outcome") == "C").select("child", "day", "counted")
    agreed = (
        facts["pre_proceedings"]
        .filter((pl.col("outcome") == "ISSUE") & pl.col("ends").is_not_null())
        .select("child", day="ends", counted="ends")
    )
    last = [within(found).group_by(key).agg(pl.col("day", "counted").last()) for found in (gateway, agreed)]
    met = (
        within(of_kind(facts, "FGC").select("child", "day", "counted"))
        .group_by(key)
        .agg(conference=pl.col("day").first())
    )
    return (
        rows.join(last[0], on=key, how="left")
        .join(last[1].rename({"day": "agreed", "counted": "agreed_counted"}), on=key, how="left")
        .join(met, on=key, how="left")
        .with_columns(
            decided=pl.coalesce("day", "agreed"),
            decided_counted=pl.when(pl.col("day").is_null()).then("agreed_counted").otherwise("counted"),
        )
        .select(*key, "ends", "short_notice", "decided", "decided_counted", "conference")
        .sort(key)
    )
