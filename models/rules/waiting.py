"""Why a child with a placement order has waited as long as that: the days since the order, part by part, in words.

Each part is the time from one mark on the way to the next one on record, so the parts always make up the whole. A part
is compared with the authority's own median of the same part, of the children who came to its end in three years.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.rules.journeys import journeys
from models.rules.stays import adoptive_runs
from models.rules.steps import taken_of
from models.snapshot import Snapshot

MARKS = {
    "order": "placement order",
    "link": "link",
    "panel": "panel",
    "match": "match",
    "placed": "being placed",
    "adopted": "adoption order",
}
"""The marks on the way, in their order, in words."""
AHEAD = {
    "link": "waiting for a link",
    "panel": "waiting for a panel",
    "match": "waiting for a match",
    "placed": "waiting to be placed",
    "adopted": "waiting for the adoption order",
}
BROKEN = "disruption"
"""Where a placement for adoption broke down, the way begins again there."""
TOLD = dict.fromkeys(("child", "towards", "now", "sentence"), pl.String()) | dict.fromkeys(
    ("waited", "norm", "over", "now_days", "changes", "disruptions"), pl.Int32()
)
Medians = Mapping[tuple[str, str], tuple[int | None, int]]
YEARS, FEWEST = 3, 5
"""How far back a median looks, and of how few children none is said."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Part:
    """A part of the waiting: from which mark to which, its days, and the authority's own median of the same part.

    `open`: it lasts still. `median` is blank where fewer than five children were there to compare with; `compared` says
    how many there were.
    """

    begins: str
    ends: str
    days: int
    median: int | None
    compared: int
    open: bool

    @property
    def words(self) -> str:
        """“between link and panel”, “since the link, waiting for panel”."""
        if self.ends == BROKEN:
            return "until the placement for adoption broke down"
        begins = BROKEN if self.begins == BROKEN else MARKS[self.begins]
        if self.open:
            return f"since {'' if self.begins == 'placed' else 'the '}{begins}, {AHEAD[self.ends]}"
        return f"between {begins} and {MARKS[self.ends]}"

    @property
    def comparison(self) -> str:
        """“9 over our median of 31 (24 children)”."""
        return compared(self.days, self.median, self.compared)


@dataclass(frozen=True)
class Waiting:
    """A child's time since the placement order: its parts, which make up `days`, and what happened meanwhile.

    `median` is the authority's own, from the order to `towards` (being placed; of a placed child the adoption order).
    """

    since: dt.date
    days: int
    towards: str
    median: int | None
    compared: int
    parts: tuple[Part, ...]
    changes: int
    disruptions: int

    @property
    def sentence(self) -> str:
        """The whole in plain words, to be read out."""
        said = "too few children to compare" if self.median is None else _against(self.days, self.median)
        sentences = [f"Waiting {_days(self.days)} since the placement order: {said}."]
        if len(self.parts) > 1:
            worst = max(self.parts, key=lambda part: (max(0, part.days - (part.median or 0)), part.days))
            sentences.append(f"{worst.days:,} of them {worst.words}.")
        met = [
            _count(number, one, many)
            for number, one, many in (
                (self.changes, "worker change", "worker changes"),
                (self.disruptions, "disruption", "disruptions"),
            )
            if number
        ]
        if met:
            text = f"{' and '.join(met)} in this time."
            sentences.append(text[0].upper() + text[1:])
        return " ".join(sentences)


def explain(snapshot: Snapshot, child: str) -> Waiting | None:
    """Why a child with a placement order in force waits, and how long; none without one, or if its day is not known."""
    found = snapshot.once(marks).filter((pl.col("child") == child) & pl.col("waiting")).to_dicts()
    return _explained(found[0], snapshot.as_at, _known(snapshot)) if found else None


def waiting(snapshot: Snapshot) -> pl.DataFrame:
    """Every child with a placement order in force whose day is known, one row a child.

    child, waited (days since the order), norm (the authority's own median; blank where too few), over (days past it),
    towards (what is waited for: being placed, or the adoption order), now (the part the child is in, in words),
    now_days, sentence (the whole explanation), changes (of worker) and disruptions since the order.
    """
    rows, known = snapshot.once(marks).filter("waiting"), _known(snapshot)
    told = [(row["child"], _explained(row, snapshot.as_at, known)) for row in rows.iter_rows(named=True)]
    return pl.DataFrame(
        [
            (
                *(child, MARKS[found.towards], found.parts[-1].words, found.sentence),
                *(found.days, found.median, None if found.median is None else found.days - found.median),
                *(found.parts[-1].days, found.changes, found.disruptions),
            )
            for child, found in told
        ],
        schema=TOLD,
        orient="row",
    )


def _known(snapshot: Snapshot) -> Medians:
    """The medians of the whole authority, also where the snapshot holds some children only."""
    facts = snapshot.facts
    everybody = snapshot if facts.whole is facts else Snapshot(facts.whole, snapshot.as_at)
    return everybody.once(medians)


def _explained(row: Mapping[str, Any], day: dt.date, known: Medians) -> Waiting:
    reached = list(_reached(row))
    (last, since), ahead = reached[-1], _ahead(known, reached[-1][0])
    closed = [
        Part(begins, ends, (end - start).days, *known[begins, ends], open=False)
        for (begins, start), (ends, end) in itertools.pairwise(reached)
        if end > start
    ]
    towards = "placed" if row["placed"] is None else "adopted"
    return Waiting(
        row["order"],
        (day - row["order"]).days,
        towards,
        *known["order", towards],
        (*closed, Part(last, ahead, (day - since).days, *known[last, ahead], open=True)),
        row["changes"],
        row["disruptions"],
    )


def marks(snapshot: Snapshot) -> pl.DataFrame:
    """The marks on the way of every child's last time in care in which the day of a placement order is known.

    child, waiting (in care, the order in force), order, broken (the last placement for adoption broke down, and the
    child is not placed again), link (the family chosen and not given up), panel (the last that did not say no), match,
    placed, adopted; disruptions (placements for adoption that broke down since the order), changes (how often the
    social worker changed since).
    """
    day, ended = snapshot.as_at, pl.col("ended")
    rows = (
        snapshot.once(journeys)
        .filter(pl.col("latest") & pl.col("po").is_not_null())
        .select(
            *("child", "journey", "match"),
            waiting=pl.col("in_care") & pl.col("po_open"),
            order="po",
            broken=pl.when(pl.col("disrupted") > pl.col("po")).then("disrupted"),
            placed=pl.when("adoptive").then("placed"),
            adopted="ao",
        )
    )
    steps = taken_of(snapshot, ("LINK", "AP-PANEL"))
    refused = pl.col("outcome").is_in(["NOT-RECOMMENDED", "DEFERRED"]).fill_null(False)
    panels = steps.filter((pl.col("kind") == "AP-PANEL") & ~refused).group_by("child").agg(panel=pl.col("day").max())
    links = steps.filter(pl.col("kind") == "LINK").unique(["child", "ref"], keep="last", maintain_order=True)
    chosen = links.filter(pl.col("outcome") == "CHOSEN").group_by("child").agg(link=pl.col("day").max())
    broken = (
        snapshot.facts.once(adoptive_runs)
        .filter((pl.col("how") == "disrupted") & (ended <= day))
        .join(rows.select("journey", "order"), on="journey", how="inner")
        .filter(ended > pl.col("order"))
        .group_by("journey")
        .agg(disruptions=pl.len().cast(pl.Int32))
    )
    social = (
        snapshot["social_worker"]
        .filter(pl.col("sw_id").is_not_null())
        .sort("child", "sw_decom")
        .join(rows.select("child", "order"), on="child", how="inner", maintain_order="left")
    )
    another = (pl.col("sw_id") != pl.col("sw_id").shift().over("child")) & (pl.col("sw_decom") > pl.col("order"))
    moved = social.with_columns(another=another).group_by("child").agg(changes=pl.col("another").sum().cast(pl.Int32))
    return (
        rows.join(chosen, on="child", how="left", maintain_order="left")
        .join(moved, on="child", how="left", maintain_order="left")
        .join(panels, on="child", how="left", maintain_order="left")
        .join(broken, on="journey", how="left", maintain_order="left")
        .select("child", "waiting", *MARKS, "broken", pl.col("disruptions", "changes").fill_null(0))
    )


def medians(snapshot: Snapshot) -> Medians:
    """The authority's own median days from each mark to each later one, and of how many children: those who came to the
    later mark in the last three years, and had no placement for adoption break down before it."""
    after = pl.lit(snapshot.as_at).dt.offset_by(f"-{YEARS}y")
    pairs = list(itertools.combinations(MARKS, 2))
    rows = snapshot.once(marks).filter(pl.col("broken").is_null() & (pl.col("disruptions") == 0))
    days = rows.select(
        pl.when((pl.col(end) > after) & (pl.col(end) >= pl.col(start)))
        .then((pl.col(end) - pl.col(start)).dt.total_days())
        .alias(f"{start} {end}")
        for start, end in pairs
    )
    counts, middles = days.count().row(0), days.median().row(0)
    found: dict[tuple[str, str], tuple[int | None, int]] = {
        pair: (None if count < FEWEST else int(middle + 0.5), count)
        for pair, count, middle in zip(pairs, counts, middles, strict=True)
    }
    nothing: tuple[int | None, int] = (None, 0)
    return found | {("order", BROKEN): nothing} | {(BROKEN, mark): nothing for mark in MARKS}


def _reached(row: Mapping[str, dt.date | None]) -> Iterator[tuple[str, dt.date]]:
    """The marks a child has reached, each with its day, none before the one that leads to it.

    What came before the order counts from the order; what came before a disruption led nowhere; a panel before the
    family now chosen was about another one.
    """
    order, broken = row["order"], row["broken"]
    assert order is not None
    yield "order", order
    at = order
    if broken is not None:
        at = broken
        yield BROKEN, broken
    for mark in itertools.islice(MARKS, 1, None):
        day = row[mark]
        stale = day is None or (broken is not None and day <= broken)
        if day is None or stale or (mark == "panel" and row["link"] is not None and day < row["link"]):
            continue
        at = max(at, day)
        yield mark, at


def _ahead(known: Mapping[tuple[str, str], tuple[int | None, int]], mark: str) -> str:
    """The next mark of which the authority has any child on record; else of a child not placed, being placed."""
    names = list(MARKS)
    later = names[1 if mark == BROKEN else names.index(mark) + 1 :]
    begins = "order" if mark == BROKEN else mark
    return next((name for name in later if known[begins, name][1]), later[-1] if "placed" not in later else "placed")


def _days(count: int) -> str:
    return f"{count:,} {'day' if count == 1 else 'days'}"


def _against(days: int, median: int) -> str:
    if days == median:
        return f"as long as our median of {median:,}"
    return f"{abs(days - median):,} {'over' if days > median else 'under'} our median of {median:,}"


def compared(days: int, median: int | None, children: int) -> str:
    """Days beside the median of so many children: “9 over our median of 31 (24 children)”."""
    if median is None:
        return f"too few to compare ({children} {'child' if children == 1 else 'children'})"
    return f"{_against(days, median)} ({children} children)"


def _count(number: int, one: str, many: str) -> str:
    return f"{NUMBERS[number] if number < len(NUMBERS) else f'{number:,}'} {one if number == 1 else many}"
