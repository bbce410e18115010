"""What every document promises, on paper and as a web page: whole, the same every time, and saying where it is from."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

from models import reports
from models.edits.house import SetHouse
from models.edits.meetings import CallMeeting
from models.progress import Cancelled
from models.reports import REPORTS, Asked, NotPublic, Report, tables
from models.reports.blocks import Document, Grid
from models.rules.journeys import present
from models.snapshot import Facts, Snapshot, as_at
from models.store import Store
from tests.support.facts import facts
from tests.support.monitoring import FIRST, Group
from tests.support.northport import TODAY, northport, northport_facts
from tests.support.papers import Page, figures, said

MADE = dt.datetime(2026, 11, 22, 9, 5, tzinfo=dt.UTC)
MEETING = dt.date(2025, 10, 14)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """An authority with its house style; nothing of it is changed here."""
    made = Store.create(str(tmp_path_factory.mktemp("authority") / "northport.db"))
    made.record(northport(300), who="demonstration")
    for part, value in (("name", "Northport City Council"), ("marking", "OFFICIAL – SENSITIVE")):
        made.apply(SetHouse(part, value, made.head), who="A. Tester", today=TODAY)
    return made


@pytest.fixture(scope="module")
def snapshot(store: Store) -> Snapshot:
    return Snapshot(store.facts(), TODAY)


@pytest.fixture(scope="module", params=list(REPORTS))
def report(request: pytest.FixtureRequest) -> Report:
    return REPORTS[request.param]


@dataclass(frozen=True)
class Written:
    """A document on paper, as a web page and as a workbook, and how far the writing of the paper said it was."""

    folder: Path
    shares: list[float]

    @property
    def web(self) -> str:
        return (self.folder / "out.html").read_text(encoding="utf-8")

    @functools.cached_property
    def pages(self) -> list[str]:
        return pages(self.folder / "out.pdf")


def asked(snapshot: Snapshot, store: Store | None = None, **more: object) -> Asked:
    """What a user asks for: a child where one is wanted."""
    children = snapshot.once(present)["child"]
    given: dict[str, object] = {"child": children[0] if len(children) else ""}
    if store is not None:
        given |= {"head": store.head_digest, "changed": store.changed}
    return Asked(who="A. Tester", made=MADE, **(given | more))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def document(report: Report, snapshot: Snapshot, store: Store) -> Document:
    return report.make(snapshot, asked(snapshot, store))


def write(folder: Path, document: Document) -> Written:
    shares: list[float] = []
    reports.write(folder / "out.pdf", document, lambda share, _words: shares.append(share))
    reports.write(folder / "out.html", document)
    tables.write(folder / "out.xlsx", document)
    return Written(folder, shares)


@pytest.fixture(scope="module")
def written(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write(tmp_path_factory.mktemp("written"), document)


def pages(path: Path) -> list[str]:
    return [page.extract_text().replace("\xa0", " ") for page in PdfReader(path).pages]


@pytest.fixture(scope="module")
def of_nobody(report: Report) -> Document:
    nobody = Snapshot(facts(), TODAY)
    return report.make(nobody, asked(nobody))


@pytest.mark.parametrize("ending", ["pdf", "html", "xlsx", "csv"])
def test_of_nobody_there_is_a_document(of_nobody: Document, ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"out.{ending}"
    (tables.write if ending in ("xlsx", "csv") else reports.write)(out, of_nobody)
    assert out.stat().st_size > 0


def test_the_same_document_gives_the_same_bytes(report: Report, written: Written, store: Store, tmp_path: Path) -> None:
    again = Snapshot(store.facts(), TODAY)
    write(tmp_path, report.make(again, asked(again, store)))
    for ending in ("pdf", "html", "xlsx"):
        assert (tmp_path / f"out.{ending}").read_bytes() == (written.folder / f"out.{ending}").read_bytes()


def test_every_page_says_where_it_is_from_and_how_it_is_marked(
    document: Document, written: Written, store: Store
) -> None:
    about = document.about
    web = " ".join(Page(written.web).words)
    for number, page in enumerate(written.pages, 1):
        flat = " ".join(page.split())
        assert f"page {number} of {len(written.pages)}" in flat
        for where in (flat, web):
            assert about.count in where
            assert "filters: " in where
            if about.sealed:  # minutes signed off say what their seal says, in the house style that was sealed
                assert all(part in where for part in about.sealed.split(" · "))
                assert "Northport City Council" not in where
                continue
            assert "Northport City Council" in where
            assert "OFFICIAL – SENSITIVE" in where
            assert "as at 21 Nov 2026, as known today" in where
            assert "made by A. Tester on 22 Nov 2026 09:05" in where
            assert f"permanence {about.version}" in where
            assert f"definitions {reports.definitions()}" in where
            assert store.head_digest in where


def test_the_web_page_can_be_read_without_seeing_it_and_says_the_same(document: Document, written: Written) -> None:
    page = Page(written.web)
    assert page.wrong == []
    assert page.outside == []
    assert page.lang == "en-GB"
    heard = figures(" ".join(page.words))
    assert figures(said(document)) <= heard
    printed = figures(" ".join(written.pages))
    assert figures(said(document)) <= printed


@pytest.mark.parametrize("ending", ["pdf", "html", "xlsx"])
def test_cancelling_leaves_no_file(document: Document, ending: str, tmp_path: Path) -> None:
    def stop(share: float, _words: str) -> None:
        if share > 0.5:
            raise Cancelled

    if ending == "xlsx" and sum(len(grid.rows) for grid in tables.grids(document)) < 4_000:
        stop = _at_once  # type: ignore[assignment]
        if not any(grid.rows for grid in tables.grids(document)):
            return
    with pytest.raises(Cancelled):
        (tables.write if ending == "xlsx" else reports.write)(tmp_path / f"out.{ending}", document, stop)
    assert list(tmp_path.iterdir()) == []


def _at_once(_share: float, _words: str) -> None:
    raise Cancelled


def test_the_making_can_be_stopped(report: Report, snapshot: Snapshot, store: Store) -> None:
    with pytest.raises(Cancelled):
        report.make(Snapshot(store.facts(), TODAY), asked(snapshot, store), _at_once)


def test_progress_goes_forward_to_the_end(written: Written) -> None:
    assert written.shares == sorted(written.shares)
    assert written.shares[-1] == 1.0


def test_nobody_is_named_to_the_public(report: Report, snapshot: Snapshot, store: Store, tmp_path: Path) -> None:
    if not report.public:
        with pytest.raises(NotPublic):
            report.make(snapshot, asked(snapshot, store, audience="public"))
        return
    document = report.make(snapshot, asked(snapshot, store, audience="public"))
    assert document.audience == "public"
    reports.write(tmp_path / "out.html", document)
    reports.write(tmp_path / "out.pdf", document)
    for text in ((tmp_path / "out.html").read_text(encoding="utf-8"), "\n".join(pages(tmp_path / "out.pdf"))):
        words = set(re.findall(r"[\w-]+", text))
        assert not words & set(store.facts()["child_details"]["child"].to_list())
        assert not words & set(store.facts()["social_worker"]["sw_id"].drop_nulls().to_list())


def test_every_column_has_a_title_of_its_own(document: Document) -> None:
    for grid in document.all(Grid):
        titles = [head.title for head in grid.headings]
        assert len(set(titles)) == len(titles)
        assert all(titles)


@pytest.fixture(scope="module")
def earlier() -> tuple[Snapshot, Snapshot]:
    """A day long past by all that is recorded now, and by what was there to be recorded on it."""
    whole, day = northport_facts(300), TODAY - dt.timedelta(days=400)
    by_then = Facts(lambda table: as_at(whole[table], table, day))
    assert by_then["plan"].height < whole["plan"].height
    assert by_then["care_episode"].height < whole["care_episode"].height
    return Snapshot(whole, day), Snapshot(by_then, day)


def test_the_day_shown_decides_what_is_said(report: Report, earlier: tuple[Snapshot, Snapshot]) -> None:
    """Facts that came later change nothing."""
    now, then = (report.make(each, asked(each)) for each in earlier)
    assert said(now) == said(then)
    assert now.about.as_at == earlier[0].as_at


def test_minutes_signed_off_are_the_same_for_ever(tmp_path: Path) -> None:
    (tmp_path / "group").mkdir()
    group = Group(tmp_path / "group")
    group.whole(FIRST)
    made = REPORTS["pmg-minutes"].make(group.snapshot(), asked(group.snapshot(), meeting=FIRST))
    reports.write(tmp_path / "first.pdf", made)
    group.do(CallMeeting(MEETING))
    after = Snapshot(group.store.facts(), group.today + dt.timedelta(days=90))
    again = Asked(who="B. Other", made=MADE + dt.timedelta(days=300), head=group.store.head_digest, meeting=FIRST)
    reports.write(tmp_path / "again.pdf", REPORTS["pmg-minutes"].make(after, again))
    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "again.pdf").read_bytes()
    text = " ".join(" ".join(pages(tmp_path / "again.pdf")).split())
    assert "signed off by HEAD-1 on 1 Jun 2026" in text
    assert "Go on looking" in text
    assert "B. Other" not in text
