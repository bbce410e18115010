"""What the public reads of the scorecard: no count of one to four, and none that could be worked out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

import polars as pl
import pytest

from models.dates import add_months
from models.disclosure import Row
from models.measures import MEASURES, Period, Tally, on
from models.publications import seal
from models.reports import REPORTS, Asked
from models.reports.blocks import Document, Grid
from models.reports.counted import COUNTS, Counted, Of, hidden, of_sealed
from models.reports.scorecard import Unprinted
from models.scorecard import Line, lines
from models.snapshot import Snapshot
from tests.models.disclosure.attack import by_kind, derived
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
            assert said.get("Median", "–") in "c–", "the median of one is that child's days"
            told += 1
    assert told > 3


def test_what_is_left_of_two_figures_is_not_printed_either():
    """Two of 38 children have no link: that 36 have one must not be told beside the 38."""
    day = dt.date(2021, 11, 30)
    paper = Counted()
    children = pl.Series([f"child {at}" for at in range(38)])
    keys = {code: paper.put(Of(code, day, day), children[:many]) for code, many in (("K02", 38), ("K04", 36))}
    assert hidden(paper) == {keys["K04"]}
    assert hidden(Counted()) == frozenset()


@pytest.mark.parametrize("children", [60, 300])
def test_nobody_works_a_few_children_out_of_several_papers(children: int):
    """Four papers, a quarter apart, the last three with the ones before: no sum of printed counts, each taken as often
    as one likes, is a group of one to four."""
    whole = northport_facts(children)
    papers: list[Counted] = []
    printed: dict[str, Sequence[Row]] = {}
    few = 0
    for back in (9, 6, 3, 0):
        day = add_months(dt.date(2026, 10, 31), -back)
        edit = seal(Snapshot(whole, day), Period(dt.date(day.year - (day.month < 4), 4, 1), day), str(day), BOUND)
        paper = of_sealed(json.loads(edit.content), pl.DataFrame(edit.children, ["child", "counted"], orient="row"))
        unprinted = hidden(paper, papers)
        papers.append(paper)
        printed |= {f"{key} of {day}": rows for key, rows in paper.pack.whom.items() if key not in unprinted}
        few += sum(0 < count < 5 for count in paper.pack.counts.values())
    assert few > 20
    rows, sizes = by_kind(printed)
    assert derived(list(rows.values()), sizes) == []


def test_a_rate_on_a_known_number_gives_no_small_count_away():
    """Three children in care of 10,000 are a rate of 3.0."""
    care = "\n".join(f"{child} | 2020-01-03 | C2 | U4" for child in range(3))
    estimates = "child | since | estimate | source\n* | 2019-01-01 | 10000 | ONS"
    known = facts(episodes(f"child | decom | ls | place\n{care}"), population=estimates)
    told = public(Snapshot(known, DAY))
    assert [row(told, code)["Figure"] for code in ("M01", "M02")] == ["c", "c"]
    inside = REPORTS["scorecard"].make(Snapshot(known, DAY), Asked())
    assert row(inside, "M02")["Figure"].startswith("3.0")


def test_of_how_few_nothing_is_known_is_not_told_either():
    """“known for 0 of 1” tells of the one."""
    snapshot = Snapshot(northport_facts(60), dt.date(2020, 3, 31))
    notes = {line.measure.code: line.tally.known_note for line in lines(snapshot, Period.year_to(snapshot.as_at))}
    assert (notes["T12"], row(public(snapshot), "T12").get("Why", "")) == ("known for 0 of 1", "")
    many = public(Snapshot(northport_facts(300), dt.date(2022, 1, 31)))
    assert row(many, "S02")["Why"] == "known for 0 of 56"
    assert row(many, "R05")["Figure"] == "z"
    assert "Sign off" not in row(many, "R05")["Why"], "what staff are to do is nothing for the public"


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


@pytest.mark.parametrize("code", ["A16", "T02", "C05", "E04", "L01b"])
def test_a_month_of_few_does_not_follow_from_two_papers_of_a_year_so_far(code: str):
    """Twenty placement orders since April, then twenty-one: how long the one took would follow from the means."""
    first, earlier, later = dt.date(2021, 4, 1), dt.date(2021, 10, 31), dt.date(2021, 11, 30)
    children = pl.Series([f"child {at}" for at in range(30)])
    before, paper, more = Counted(), Counted(), Counted()
    before.put(Of(code, first, earlier), children[:20])
    key = paper.put(Of(code, first, later), children[:21])
    assert hidden(paper, [before]) == {key}
    more.put(Of(code, first, later), children[:25])
    assert hidden(more, [before]) == frozenset()


def test_who_waits_on_two_days_tells_of_no_month():
    """Who still waits is of the last day: one more of them is nobody who came in between."""
    first, earlier, later = dt.date(2021, 4, 1), dt.date(2021, 10, 31), dt.date(2021, 11, 30)
    children = pl.Series([f"child {at}" for at in range(30)])
    before, paper = Counted(), Counted()
    before.put(Of("T02", first, earlier, "beside waiting"), children[:20])
    paper.put(Of("T02", first, later, "beside waiting"), children[:21])
    assert hidden(paper, [before]) == frozenset()


def printed(snapshot: Snapshot) -> dict[str, list[Row]]:
    """Whom every count of the day counts that the public reads, with the day."""
    document, found = public(snapshot), dict[str, list[Row]]()
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
            found[f"{line.measure.code} {part}"] = [(child, line.period.last) for child in children]
    return found


@pytest.mark.parametrize("day", [dt.date(2022, 1, 31), dt.date(2022, 6, 30), TODAY])
def test_no_sum_of_printed_counts_is_a_small_one(day: dt.date):
    """27 with a placement order less 24 who are matched and wait: three are not matched, whatever the measures say."""
    told = printed(Snapshot(northport_facts(300), day))
    assert len(told) > 20
    rows, sizes = by_kind(told)
    assert derived(list(rows.values()), sizes) == []


def test_the_public_is_not_told_who_made_it():
    asked = Asked(audience="public", who="j.smith", made=dt.datetime(2022, 9, 1, tzinfo=dt.UTC))
    for report in REPORTS.values():
        if report.public:
            assert report.make(Snapshot(facts(), DAY), asked).about.who == "the authority"


def test_how_many_were_in_care_a_year_before_is_not_hidden_for_those_who_came_twice():
    """A publication told who came; with who was in care before and since, a later paper would tell who left twice."""
    now, before = dt.date(2021, 11, 30), dt.date(2020, 11, 30)
    since = before + dt.timedelta(days=1)
    children = pl.Series([f"child {at}" for at in range(60)])
    first = Counted()
    stay, came, left = children[:30], children[:20], children[30:]
    for code, counted in (("M01", stay), ("M03s", came), ("M04", left[:27]), ("M04s", left)):
        first.put(Of(code, now if code == "M01" else since, now), counted)
    paper = Counted()
    paper.put(Of("M01", before, before), children[20:60])
    assert hidden(paper, [first]) == frozenset()
    assert hidden(first) == {f"M04 {since}..{now}"}  # from the others follows how many left, each time counted
