"""Every number of the claims, the publications, the meetings and the action plan opens exactly its rows in the main
window: on any day, for any claim, publication, meeting and theme."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop.inside import Inside
from desktop.preferences import preferences
from desktop.window import Window
from models.claims.carried import example
from models.edits import Tx
from models.edits.claims import RecordClaims, rows
from models.edits.identity import MergeChildren
from models.measures import MEASURES, Period, evaluate
from models.publications import seal
from models.rules import pmg
from models.snapshot import Facts, Snapshot
from models.store import Store
from tests.desktop.test_every_number import RANDOM, number
from tests.support.claims import table
from tests.support.northport import TODAY, northport
from tests.support.stores import Doing
from views.claims.page import ClaimsPage
from views.meeting.page import MeetingsPage
from views.plan.page import PlanPage
from views.publications.page import PublicationsPage
from views.tracker.page import TrackerPage

DAYS = st.dates(dt.date(2022, 1, 1), TODAY)
ANY = st.integers(0, 10**6)
PAPERS = {dt.date(2024, 3, 31): dt.date(2024, 5, 1), dt.date(2026, 3, 31): dt.date(2026, 5, 1)}
"""What the claims of our own are about, and when they were published."""
SEALED = (dt.date(2025, 3, 31), TODAY)
"""The days of the publications; what is recorded after them moves their figures."""


def claims() -> RecordClaims:
    """A claim of each measure on both days, whatever it says."""
    head = "paper | number | reported | kind | measure | day | figure\n"
    lines = [
        f"Paper of {day} | {at} | {said} | VALUE | {code} | {day} | 7"
        for day, said in PAPERS.items()
        for at, code in enumerate(MEASURES, 1)
    ]
    return RecordClaims(rows(table(head + "\n".join(lines)), "drawn.csv"))


def alone(facts: Facts) -> list[str]:
    """Children of whom no meeting ever spoke, in care today."""
    here = evaluate(Snapshot(facts, TODAY), Period.year_to(TODAY), only=["M01"])["M01"].children.to_list()
    spoken = set(facts["pmg_item"]["child"]) | set(facts["pmg_action"]["child"])
    return sorted(set(here) - spoken)


def left(child: str) -> Doing:
    """A child is found to have left care, ten days ago."""
    day = TODAY - dt.timedelta(days=10)

    def end(tx: Tx) -> None:
        last = max(tx.current("care_episode", child), key=lambda row: row["decom"])
        if last["dec"] is None and last["decom"] < day:
            tx.replace("care_episode", last, None, dec=day, rec="E4A")

    return Doing(end, label="Left care")


@pytest.fixture(scope="module")
def inside(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inside]:
    """The invented authority with claims and publications in the main window, on a file on disk."""
    folder = tmp_path_factory.mktemp("numbers")
    with Store.create(str(folder / "northport.db")) as store:
        store.record(northport(240), who="demonstration")
        for edit in (example(TODAY), claims()):
            store.apply(edit, who="B. Osei", today=TODAY)
        for day in SEALED:
            sealed = seal(Snapshot(store.facts(), day), Period.year_to(day), f"Report of {day}")
            store.apply(sealed, who="B. Osei", today=TODAY)
        kept, gone, *others = alone(store.facts())
        for child in others[:6]:
            store.apply(left(child), who="B. Osei", today=TODAY)
        store.apply(MergeChildren(kept, gone, seen=store.head), who="B. Osei", today=TODAY)
    window = Window(preferences(folder / "preferences.ini"), today=TODAY, who="B. Osei")
    assert window.open(str(folder / "northport.db"))
    window.resize(1366, 768)
    window.show()
    assert window.inside is not None
    yield window.inside
    window.close()


def children_shown(inside: Inside) -> list[str]:
    """The children on the list that a number led to; then back to where the number stands."""
    assert inside.visits.now is not None
    assert inside.visits.now.page == "tracker"
    found = cast(TrackerPage, inside.page).grid.model.shown()["child"].to_list()
    inside.back()
    return sorted(found)


def ids(children: Iterable[str]) -> list[str]:
    return sorted(set(children))


@RANDOM
@given(day=DAYS, which=st.lists(ANY, min_size=1, max_size=12))
def test_a_number_of_the_claims_opens_its_claims_and_a_recomputed_figure_its_children(
    inside: Inside, qtbot: QtBot, day: dt.date, which: list[int]
) -> None:
    inside.workspace.go_to(day)
    inside.go("claims")
    page = cast(ClaimsPage, inside.page)
    qtbot.waitUntil(lambda: "Working out" not in page.subtitle_label.text(), timeout=20_000)
    said = page.grid.model.frame
    for figure, button in zip(page.figures._figures, page.figures.buttons, strict=True):
        button.click()
        opened = page.grid.model.shown()["id"].to_list()
        assert sorted(opened) == sorted(said.filter(figure.when.fill_null(False))["id"]), (figure.words, day)
        assert number(button.text()) == len(opened)
        page.grid.clear()
    facts = inside.workspace.store.facts()
    for at in which if page.claims else []:
        claim = page.claims[at % len(page.claims)]
        page.grid.select(claim.key)
        terms = [term for term in page._found[claim.key].terms if len(term.children)]
        assert len(page.side.links) == len(terms)
        for place, term in enumerate(terms):
            link = page.side.links[place]
            some = re.search(r"([\d,]+) child", link.toolTip())
            assert some
            link.click()
            opened = children_shown(inside)
            assert number(some[1]) == len(opened), (claim.wording, link.text(), day)
            assert opened == ids(term.children)
        if claim.paper.startswith("Paper of"):
            tally = MEASURES[claim.measure].tally(Snapshot(facts, claim.day), Period.year_to(claim.day))
            assert ids(page._found[claim.key].children) == ids(tally.children), (claim.measure, claim.day)
            if terms and tally.unit == "children":
                assert number(terms[0].words) == len(tally.children)


@RANDOM
@given(day=DAYS, at=ANY, which=st.lists(st.sampled_from(list(MEASURES)), min_size=1, max_size=8))
def test_a_number_of_a_publication_opens_its_children(
    inside: Inside, qtbot: QtBot, day: dt.date, at: int, which: list[str]
) -> None:
    inside.workspace.go_to(day)
    inside.go("publications")
    page = cast(PublicationsPage, inside.page)
    publication = page.found[at % len(page.found)]
    page.list.select(str(publication.number))
    qtbot.waitUntil(lambda: page.revised is not None, timeout=20_000)
    for code in ["M01", *which]:
        page.figures.select(code)
        row = page.figures.model.frame.filter(code=code).row(0, named=True)
        for many, button in ((row["n"], page.counted_button), (row["changed"], page.changed_button)):
            if not many:
                continue
            button.click()
            assert inside.visits.now is not None
            told = re.search(r": counted ([\d,]+), ([\d,]+) child(?:ren)? now$", inside.visits.now.words)
            without = re.search(
                r"; ([\d,]+) more not in this list", cast(TrackerPage, inside.page).subtitle_label.text()
            )
            opened = len(children_shown(inside)) + (number(without[1]) if without else 0)
            assert many == (number(told[1]) if told else opened), (code, button.text(), day)
            assert opened == (number(told[2]) if told else many), (code, button.text(), day)
            assert without is None or day < publication.day, "who counted by this day has a row on it"
        assert len(ids(page.changes.model.frame["child"])) == (row["changed"] or 0)


@RANDOM
@given(day=st.dates(dt.date(2025, 11, 1), TODAY), at=ANY)
def test_a_number_of_a_meeting_is_what_stands_below_it(inside: Inside, day: dt.date, at: int) -> None:
    inside.workspace.go_to(day)
    inside.go("meetings")
    page = cast(MeetingsPage, inside.page)
    listed = page.list.model.shown()
    if listed.is_empty():
        return
    row = listed.row(at % len(listed), named=True)
    page.list.select(row["id"])
    assert page.held == row["held"]
    on = page.agenda.grid.model.shown()
    if row["children"] is not None:
        assert row["children"] == len(on), (row["held"], day)
    lines = page.minutes.model.shown()
    told = pmg.minutes(inside.workspace.snapshot(), row["held"])
    assert told is not None
    spoken = [item.child for item in told.items if item.discussed is not None]
    assert row["discussed"] == len(set(spoken)), (row["held"], day)
    assert lines.filter(what="Decision", words="Not discussed").height == len(told.items) - len(spoken)
    agreed = [(item.child, owed.number) for item in told.items for owed in item.actions if owed.agreed == row["held"]]
    actions = pmg.actions(inside.workspace.snapshot())
    own = actions.filter(meeting=row["held"])
    assert sorted(agreed) == sorted(own.select("child", "number").rows()), (row["held"], day)
    assert row["actions"] == len(agreed)
    assert row["open"] == sum(own["open"])


@RANDOM
@given(day=st.dates(dt.date(2020, 12, 1), TODAY))
def test_a_number_of_a_theme_is_its_actions(inside: Inside, day: dt.date) -> None:
    inside.workspace.go_to(day)
    inside.go("plan")
    page = cast(PlanPage, inside.page)
    seen: list[str] = []
    for row in page.themes.model.shown().to_dicts():
        page.themes.select(row["id"])
        found = page.action_list.model.shown()
        still = found.filter(found["ends"].is_null())
        for state in ("R", "A", "G", "–"):
            assert row[state] == still.filter(state=state).height, (row["title"], state, day)
        over = found.filter(found["ends"].is_not_null())
        assert row["done"] == over.filter(status="Done").height, (row["title"], day)
        if row["id"] != "all":
            seen += found["id"].to_list()
        elif len(found):
            red, amber = still.filter(state="R").height, still.filter(state="A").height
            said = f"{len(still):,} of {len(found):,} actions open: {red:,} red, {amber:,} amber"
            assert page.subtitle_label.text().startswith(said)
    page.themes.select("all")
    assert sorted(seen) == sorted(page.action_list.model.shown()["id"])
