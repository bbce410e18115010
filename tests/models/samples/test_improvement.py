"""The demonstration's action plan has what a paper to the board tells, on both days of the papers and today."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from models.measures import MEASURES
from models.rules.action_plan import Plan, plan, progress
from models.samples.chain import number
from models.samples.frames import COLUMNS, frame
from models.samples.improvement import TABLES, improvement
from models.snapshot import Facts, Snapshot
from tests.support.facts import day, schema
from tests.support.northport import TODAY


def made(today: dt.date, on: dt.date | None = None) -> Plan:
    rows = {table: list[tuple[object, ...]]() for table in COLUMNS}
    improvement(rows, number(today))

    def load(table: str) -> pl.DataFrame:
        columns = schema(table)
        told = frame(table, rows[table] if table in TABLES else [], 2026).with_row_index("row_id")
        return told.with_columns(recorded_by=pl.lit(1)).select(
            pl.col(name).cast(kind) if name in told.columns else pl.lit(None, kind).alias(name)
            for name, kind in columns.items()
        )

    return plan(Snapshot(Facts(load), on or today))


def test_on_the_day_of_the_first_paper_each_theme_has_its_lead_its_progress_and_its_actions() -> None:
    found = made(TODAY, day("2021-11-30"))
    told = [len(progress(theme.notes, day("2021-09-01"), found.as_at)) for theme in found.themes]
    assert told == [10, 4, 4, 8, 5, 4]
    assert all(theme.lead and theme.actions for theme in found.themes)
    assert len(found.actions) == 30
    assert [len([each for each in told if each.ends is None]) for told in (found.risks, found.steps)] == [2, 8]


def test_on_the_day_of_the_second_paper_the_steps_have_moved_on() -> None:
    found = made(TODAY, day("2022-08-31"))
    assert [step.number for step in found.steps if step.ends is None] == [2, 3, 4, 5, 6, 8, 9, 10]
    assert {action.state for action in found.actions if action.open} == {"R", "A", "G"}
    assert found.cycle is not None
    assert found.cycle.last == day("2023-11-30")


def test_today_the_present_round_goes_on_and_the_first_is_closed() -> None:
    found = made(TODAY)
    assert all(action.agreed >= day("2025-01-01") for action in found.actions if action.open)
    assert {action.state for action in found.actions if action.open} == {"R", "A", "G"}
    assert any(theme.notes[0].day > TODAY - dt.timedelta(40) for theme in found.themes)


@pytest.mark.parametrize("on", ["2021-11-30", "2022-08-31", "2026-11-21"])
def test_every_done_action_has_evidence_and_every_measure_exists(on: str) -> None:
    found = made(TODAY, day(on))
    assert all(action.evidence for action in found.actions if action.why_ended == "DONE")
    assert {action.measure for action in found.actions if action.measure} <= set(MEASURES)


def test_a_file_made_earlier_knows_nothing_later() -> None:
    assert made(day("2020-06-01")).actions == ()
    later = made(day("2021-07-01"), day("2022-12-31"))
    assert max(note.day for action in later.actions for note in action.notes) <= day("2021-07-01")
    assert [action.number for action in later.actions if action.ends is not None] == [10, 24]
