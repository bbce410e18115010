"""What is sealed of a figure, and the row keys behind it: of each child the words that say how it was counted.

A word is a measure's id, a role and perhaps the days: “T01 in 189”, “A4 of”, “T01 no”, “M06 before”. A child that
counts twice has its word twice. From the words of all children the figure is worked out again, exactly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from models.measures import Group, Measure, Period, Tally
from models.rules.figures import estimate, target
from models.snapshot import Facts

IN, OF, NO = "in", "of", "no"
"""Counted (of a share: in the numerator); in the denominator; a date is not known."""
BETWEEN = ";"
RATE = 10_000


def defined(measure: Measure, period: Period, facts: Facts) -> dict[str, Any]:
    """Everything that says what a measure's answer means, whatever it is: this is what a publication locks."""
    over = period.over(measure.over)
    limit = measure.threshold(period.last)
    said: dict[str, Any] = {
        "code": measure.code,
        "title": measure.title,
        "group": measure.group,
        "unit": measure.unit,
        "over": measure.over,
        "first": over.first.isoformat(),
        "last": over.last.isoformat(),
        "estimate": estimate(facts, over.last) if measure.unit == "per 10,000" else None,
        "definition": measure.definition,
        "identity": measure.identity,
        "denominator": measure.words["Of"].split(". ")[0].rstrip("."),
        "source": measure.source,
        "threshold": None if limit is None else {"value": limit.value, "words": limit.words, "per": limit.per},
        "target": target(facts, measure.code, period.last),
    }
    return {key: value for key, value in said.items() if value not in (None, "")}


def figure(measure: Measure, tally: Tally, period: Period, facts: Facts) -> dict[str, Any]:
    """A measure's answer with everything that says what it means."""
    said: dict[str, Any] = {
        "value": tally.value,
        "n": tally.n,
        "counted": len(tally.children),
        "base": None if tally.base is None else len(tally.base),
        "no_date": len(tally.no_date),
        "mean": tally.days is not None,
        "median": tally.median,
        "quartiles": tally.quartiles,
        "groups": _groups(tally.groups),
        "parts": _groups(tally.parts),
        "wanted": tally.wanted,
    }
    kept = {key: value for key, value in said.items() if value not in (None, "", [])}
    return defined(measure, period, facts) | kept | {"value": tally.value}


def _groups(groups: Iterable[Group]) -> list[dict[str, Any]]:
    return [{"code": group.code, "title": group.title, "value": group.value} for group in groups]


def words(tallies: Mapping[str, Tally]) -> pl.DataFrame:
    """The row keys of figures: a row for each time that a child counts, with the measure (code), role and days."""
    found = [pl.DataFrame(schema={"child": pl.String, "code": pl.String, "role": pl.String, "days": pl.Float64})]
    for code, tally in tallies.items():
        sides = [(IN, tally.children, tally.days), (NO, tally.no_date, None)]
        sides += [] if tally.base is None else [(OF, tally.base, None)]
        sides += [(part.code.replace(" ", "-"), part.children, None) for part in tally.parts]
        for role, children, days in sides:
            known = pl.lit(None, dtype=pl.Float64) if days is None else days.cast(pl.Float64)
            found.append(
                pl.DataFrame({"child": children.cast(pl.String)}).select(
                    "child", code=pl.lit(code), role=pl.lit(role), days=known
                )
            )
    return pl.concat(found)


def packed(tallies: Mapping[str, Tally]) -> tuple[tuple[str, str], ...]:
    """Each child with its words, in order of the children."""
    return tuple(_packed(words(tallies), "child").select("child", "counted").iter_rows())


def _packed(rows: pl.DataFrame, *by: str) -> pl.DataFrame:
    """The rows of each child (and perhaps measure) as one text."""
    whole = pl.col("days").cast(pl.Int64)
    days = pl.when(whole == pl.col("days")).then(whole.cast(pl.String)).otherwise(pl.col("days").cast(pl.String))
    word = pl.concat_str("code", pl.lit(" "), "role", pl.concat_str(pl.lit(" "), days).fill_null(""))
    return rows.group_by(by).agg(counted=word.sort().str.join(BETWEEN)).sort(by)


def unpacked(keys: pl.DataFrame) -> pl.DataFrame:
    """The rows again, from each child's text."""
    part = pl.col("word").str.split(" ").list
    return (
        keys.select("child", pl.col("counted").str.split(BETWEEN).alias("word"))
        .explode("word")
        .select(
            "child",
            code=part.get(0),
            role=part.get(1),
            days=part.get(2, null_on_oob=True).cast(pl.Float64),
        )
    )


def again(said: Mapping[str, Any], rows: pl.DataFrame) -> float | int | None:
    """A sealed figure worked out once more from its row keys: the rows of its measure."""
    if said["value"] is None and said.get("wanted"):
        return None
    if said["unit"] == "people":  # staff: there are no rows of children
        value: int | None = said["value"]
        return value
    role = pl.col("role")
    counts: pl.DataFrame = rows.filter(role == IN)
    if said["unit"] == "per 10,000":
        return RATE * len(counts) / int(said["estimate"])
    if said.get("parts"):
        sums = dict(rows.group_by("role").len().iter_rows())
        return int(sums.get("before", 0) + sums.get("started", 0) - sums.get("ended", 0) - sums.get("now", 0))
    if "base" in said:
        base = rows.filter(role == OF).height
        return 100 * counts.height / base if base else None
    if said["mean"]:
        mean = counts["days"].mean()
        return None if mean is None else float(mean)  # type: ignore[arg-type]
    return counts.height if said["value"] is not None else None


def day(text: str) -> dt.date:
    """A sealed day."""
    return dt.date.fromisoformat(text)
