"""What the public reads of the scorecard: no count of one to four, and none that could be worked out."""

from __future__ import annotations

import datetime as dt
import itertools
import json

import polars as pl
import pytest

from models.dates import add_months
from models.measures import MEASURES, Period, Tally, on
from models.publications import seal
from models.reports import REPORTS, Asked
from models.reports.blocks import Document, Grid
from models.reports.counted import COUNTS, Counted, Of, hidden, of_sealed
from models.reports.scorecard import Unprinted
from models.scorecard import Line, lines
from models.snapshot import Snapshot
from tests.support.facts import episodes, facts
from tests.support.northport import TODAY, northport_facts

DAY = dt.date(2022, 3, 31)
BOUND = (
    *("M01", "M02", "M03", "M03s", "M04", "M04s", "K01", "K02", "K03", "K04", "K10", "K11", "K13", "K15"),
    *("A4", "T01", "T03", "E02", "E04"),
)
"""Measures whose children are among each other's."""


def public(snapshot: Snapshot, **more: object) -> Document:
    return REPORTS["scorecard"].make(snapshot, Asked(audience="public", **more))  # type: ignore[arg-type]


def row(document: Document, code: str) -> dict[str, str]:
    """A measure's cells by their headings."""
    for grid in document.all(Grid):
        for each in grid.texts:
            if each[0].startswith(f"{code} "):
                return dict(zip((head.title for head in grid.headings), each, strict=True))
    raise LookupError(code)


def few(line: Line) -> bool:
    """Whether one to four children count, or are left of those it is a share of."""
    tally = line.tally
    rest = -1 if tally.base is None else len(tally.base) - len(tally.children)
    of_children = line.measure.unit in COUNTS or line.measure.unit == "per 10,000"
    return of_children and tally.kept and bool({1, 2, 3, 4} & {len(tally.children), rest})


@pytest.mark.parametrize(("children", "day"), [(60, TODAY), (300, TODAY), (3000, DAY)])
def test_no_figure_of_few_children_is_printed(children: int, day: dt.date):
    snapshot = Snapshot(northport_facts(children), day)
    document, told = public(snapshot), 0
    for line in lines(snapshot, Period.year_to(day)):
        if line.measure.group != "Check" and few(line):
            said = row(document, line.measure.code)
            assert (said["Figure"], said["n"], said.get("Why", "–")) == ("c", "c", "–"), line.measure.code
            told += 1
    assert told > 3


def test_what_is_left_of_two_figures_is_not_printed_either():
    """Two of 38 children have no link: that 36 have one must not be told beside the 38."""
    day = dt.date(2021, 11, 30)
    paper = Counted()
    keys = {code: paper.put(Of(code, day, day), many) for code, many in (("K02", 38), ("K04", 36))}
    assert hidden(paper) == {keys["K04"]}
    assert hidden(Counted()) == frozenset()


@pytest.mark.parametrize("children", [60, 300])
def test_nobody_narrows_a_small_count_of_several_papers_down(children: int):
    """Four papers, a quarter apart, the last three with the ones before: whoever draws every bound tight over all sums
    of all of them knows no small count that is not printed."""
    whole = northport_facts(children)
    told: list[Counted] = []
    printed: dict[str, int] = {}
    sums: list[tuple[str, tuple[str, ...]]] = []
    sealed = []
    for back in (9, 6, 3, 0):
        day = add_months(dt.date(2026, 10, 31), -back)
        period = Period(dt.date(day.year - (day.month < 4), 4, 1), day)
        content = json.loads(seal(Snapshot(whole, day), period, str(day), BOUND).content)
        paper = of_sealed(content)
        unprinted = hidden(paper, sealed)
        sealed.append(content)
        told.append(paper)
        printed |= {key: value for key, value in paper.pack.counts.items() if key not in unprinted | paper.pack.unseen}
        sums += paper.pack.sums
    values = {key: value for paper in told for key, value in paper.pack.counts.items()}
    low = {key: printed.get(key, 0) for key in values}
    high = {key: printed.get(key, 10_000) for key in values}
    for _ in range(50):
        for all_of, parts in sums:
            if values[all_of] != sum(values[part] for part in parts):
                continue  # one of them was corrected since
            low[all_of] = max(low[all_of], sum(low[part] for part in parts))
            high[all_of] = min(high[all_of], sum(high[part] for part in parts))
            for part in parts:
                others = [each for each in parts if each != part]
                low[part] = max(low[part], low[all_of] - sum(high[each] for each in others))
                high[part] = min(high[part], high[all_of] - sum(low[each] for each in others))
    secret = [key for key, value in values.items() if 0 < value < 5]
    assert len(secret) > 20
    assert [key for key in secret if low[key] == high[key]] == []


def test_a_rate_on_a_known_number_gives_no_small_count_away():
    """Three children in care of 10,000 are a rate of 3.0."""
    care = "\n".join(f"{child} | 2020-01-03 | C2 | U4" for child in range(3))
    estimates = "child | since | estimate | source\n* | 2019-01-01 | 10000 | ONS"
    known = facts(episodes(f"child | decom | ls | place\n{care}"), population=estimates)
    told = public(Snapshot(known, DAY))
    assert [row(told, code)["Figure"] for code in ("M01", "M02")] == ["c", "c"]
    inside = REPORTS["scorecard"].make(Snapshot(known, DAY), Asked())
    assert row(inside, "M02")["Figure"].startswith("3.0")


def test_the_markers_are_those_of_the_national_statistics():
    """z where there is no figure, k where a share rounds to nought and is more; a nought printed is a true one."""
    told = public(Snapshot(facts(), DAY))
    assert row(told, "A10")["Figure"] == "z"
    assert row(told, "K10")["Figure"].startswith("0")
    share = Tally("%", pl.Series("child", ["1"] * 5), base=pl.Series("child", ["1"] * 40_000))
    assert Unprinted(public=True).figure("", share, "%") == "k\u00a0%"
    assert Unprinted().figure("", share, "%") == "0.0\u00a0%"


def test_a_pack_published_before_is_not_subtracted_from_this_one():
    """What was published to a month ago and what is told now would give the month between."""
    snapshot = Snapshot(northport_facts(300), TODAY)
    first = dt.date(2026, 4, 1)
    period = Period(first, TODAY)
    whole = northport_facts(300)

    def begun(day: dt.date) -> int:
        return MEASURES["M03s"].tally(on(snapshot, day), Period(first, day)).n

    days = (TODAY - dt.timedelta(days=back) for back in range(1, 200))
    day = next(day for day in days if 0 < begun(TODAY) - begun(day) < 5)
    sealed = json.loads(seal(Snapshot(whole, day), Period(first, day), "Before", ["M03s"]).content)
    assert row(public(snapshot, period=period), "M03s")["Figure"] != "c"
    assert row(public(snapshot, period=period, compared=sealed), "M03s")["Figure"] == "c"


def printed(snapshot: Snapshot) -> dict[str, frozenset[tuple[str, int]]]:
    """Whom every count of the day counts that the public reads: rows, for a child may count twice."""
    document, found = public(snapshot), {}
    for line in lines(snapshot, Period.year_to(snapshot.as_at)):
        tally, unit = line.tally, line.measure.unit
        if line.measure.group == "Check" or not tally.kept or not (unit in COUNTS or unit == "per 10,000"):
            continue
        said = row(document, line.measure.code)
        whom = {}
        if "c" not in (said["Figure"], said["n"]):
            whom |= {"": tally.children} if tally.base is None else {"": tally.children, "base": tally.base}
        if line.waiting is not None and said["Still waiting"] != "c":
            whom["waiting"] = line.waiting.children
        for part, children in whom.items():
            times: dict[str, int] = {}
            rows = set()
            for child in children:
                times[child] = times.get(child, 0) + 1
                rows.add((child, times[child]))
            found[f"{line.measure.code} {part}"] = frozenset(rows)
    return found


@pytest.mark.parametrize("day", [dt.date(2022, 1, 31), dt.date(2022, 6, 30), TODAY])
def test_no_printed_count_less_others_that_lie_in_it_is_a_small_one(day: dt.date):
    """27 with a placement order less 24 who are matched and wait: three are not matched, whatever the measures say."""
    told = printed(Snapshot(northport_facts(), day))
    assert len(told) > 30
    for (name, whole), (part, some) in itertools.permutations(told.items(), 2):
        assert not (some < whole and len(whole - some) < 5), (name, part)
    for name, whole in told.items():
        parts = [(part, some) for part, some in told.items() if some and some < whole]
        for (part, some), (other, more) in itertools.combinations(parts, 2):
            if 0 < len(whole) - len(some) - len(more) < 5:
                assert some & more, (name, part, other)


def test_the_public_is_not_told_who_made_it():
    asked = Asked(audience="public", who="j.smith", made=dt.datetime(2022, 9, 1, tzinfo=dt.UTC))
    for report in REPORTS.values():
        if report.public:
            assert report.make(Snapshot(facts(), DAY), asked).about.who == "the authority"
