"""Why a child waits: the days since the placement order in parts that make up the whole, beside the own medians."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.waiting import Waiting, explain
from models.snapshot import Snapshot
from tests.support.facts import day, episodes, snapshot
from tests.support.northport import TODAY, northport_facts

ORDER = "child | decom | ls | place\n1 | 2025-01-06 | C1 | U6\n1 | 2025-06-02 | E1 | U6"
STEPS = "child | kind | plan | day | outcome | ref"
LINKED = "\n1 | LINK | 1 | 2025-09-01 | CHOSEN | F1"
PANEL = "\n1 | AP-PANEL | 1 | 2025-10-11 | RECOMMENDED |"
OTHERS = "\n".join(
    f"{n} | 2024-01-08 | C1 | U6\n{n} | 2024-03-04 | E1 | U6\n{n} | 2024-0{n}-05 | E1 | A6" for n in range(5, 10)
)
"""Five children placed 62, 93, 123, 154 and 185 days after their orders: in the middle 123."""


def asked(on: str, drawing: str = ORDER, **tables: str) -> Waiting:
    found = explain(snapshot(on, episodes(drawing), **tables), "1")
    assert found is not None
    return found


def told(found: Waiting) -> list[tuple[str, int]]:
    return [(part.words, part.days) for part in found.parts]


def test_the_days_since_the_order_are_said_by_part() -> None:
    found = asked("2026-01-02", milestone=STEPS + LINKED + PANEL)
    assert told(found) == [
        ("between placement order and link", 91),
        ("between link and panel", 40),
        ("since the panel, waiting to be placed", 83),
    ]
    assert found.days == 214 == sum(part.days for part in found.parts)


def test_a_child_is_compared_with_the_authoritys_own_median() -> None:
    found = asked("2026-01-02", ORDER + "\n" + OTHERS)
    assert (found.median, found.compared) == (123, 5)
    assert found.sentence == "Waiting 214 days since the placement order: 91 over our median of 123."
    assert asked("2025-09-01", ORDER + "\n" + OTHERS).sentence.endswith(": 32 under our median of 123.")
    assert asked("2025-10-03", ORDER + "\n" + OTHERS).sentence.endswith(": as long as our median of 123.")


def test_of_fewer_than_five_children_no_median_is_said() -> None:
    found = asked("2026-01-02", ORDER + "\n" + "\n".join(OTHERS.splitlines()[:12]))
    assert (found.median, found.compared) == (None, 4)
    assert found.sentence == "Waiting 214 days since the placement order: too few children to compare."
    assert found.parts[-1].comparison == "too few to compare (4 children)"


def test_a_median_looks_back_three_years() -> None:
    found = asked("2027-06-06", ORDER + "\n" + OTHERS)
    assert (found.median, found.compared) == (None, 3)


def test_the_part_furthest_over_is_named_with_what_happened_meanwhile() -> None:
    workers = "child | sw_decom | sw_dec | sw_id\n1 | 2025-01-06 | 2025-07-01 | a\n1 | 2025-07-01 | 2025-11-03 | b"
    workers += "\n1 | 2025-11-03 | | c"
    broken = ORDER + "\n1 | 2025-08-04 | E1 | A6\n1 | 2025-09-29 | E1 | U6"
    found = asked("2026-01-02", broken, social_worker=workers)
    assert told(found) == [
        ("until the placement for adoption broke down", 119),
        ("since the disruption, waiting to be placed", 95),
    ]
    assert found.sentence == (
        "Waiting 214 days since the placement order: too few children to compare. "
        "119 of them until the placement for adoption broke down. "
        "Two worker changes and one disruption in this time."
    )


def test_what_came_before_a_disruption_led_nowhere() -> None:
    broken = ORDER + "\n1 | 2025-08-04 | E1 | A6\n1 | 2025-09-29 | E1 | U6"
    before = STEPS + "\n1 | LINK | 1 | 2025-07-01 | CHOSEN | F1"
    assert len(asked("2026-01-02", broken, milestone=before, adoption="date_match\n2025-07-20").parts) == 2
    again = before + "\n1 | LINK | 1 | 2025-11-03 | CHOSEN | F2"
    assert [words for words, _days in told(asked("2026-01-02", broken, milestone=again))] == [
        "until the placement for adoption broke down",
        "between disruption and link",
        "since the link, waiting to be placed",
    ]


def test_a_link_from_before_the_order_counts_from_the_order() -> None:
    early = STEPS + "\n1 | LINK | 1 | 2025-05-01 | CHOSEN | F1"
    assert told(asked("2025-07-02", milestone=early)) == [("since the link, waiting to be placed", 30)]


def test_a_panel_about_another_family_does_not_count() -> None:
    steps = STEPS + "\n1 | AP-PANEL | 1 | 2025-08-04 | RECOMMENDED |" + LINKED
    assert [words for words, _days in told(asked("2026-01-02", milestone=steps))] == [
        "between placement order and link",
        "since the link, waiting to be placed",
    ]


def test_where_no_part_is_over_the_longest_is_named() -> None:
    """Six children linked 100 days after the order, and placed 30 days after that."""
    days = [
        (n, dt.date(2024, 3, 4) + dt.timedelta(days=100), dt.date(2024, 3, 4) + dt.timedelta(days=130))
        for n in range(2, 8)
    ]
    drawing = ORDER + "".join(
        f"\n{n} | 2024-01-08 | C1 | U6\n{n} | 2024-03-04 | E1 | U6\n{n} | {placed} | E1 | A6"
        for n, _link, placed in days
    )
    steps = STEPS + "".join(f"\n{n} | LINK | 1 | {link} | CHOSEN | F{n}" for n, link, _placed in days)
    found = asked("2025-08-11", drawing, milestone=steps + "\n1 | LINK | 1 | 2025-08-01 | CHOSEN | F1")
    assert [(part.days, part.median) for part in found.parts] == [(60, 100), (10, 30)]
    assert found.sentence == (
        "Waiting 70 days since the placement order: 60 under our median of 130. "
        "60 of them between placement order and link."
    )


def test_a_placed_child_waits_for_the_adoption_order() -> None:
    found = asked("2026-01-02", ORDER + "\n1 | 2025-12-01 | E1 | A6", adoption="date_match\n2025-11-03")
    assert told(found) == [
        ("between placement order and match", 154),
        ("between match and being placed", 28),
        ("since being placed, waiting for the adoption order", 32),
    ]
    assert found.towards == "adopted"


@pytest.mark.parametrize(
    "drawing",
    [
        "child | decom | ls | place\n1 | 2025-01-06 | C2 | U6",
        "child | decom | rne | ls | place\n1 | 2025-01-06 | P | E1 | U6",
        ORDER + "\n1 | 2025-12-01 | C2 | U6",
    ],
    ids=["no order", "its day not known", "it ended"],
)
def test_without_an_order_in_force_since_a_known_day_there_is_nothing_to_explain(drawing: str) -> None:
    assert explain(snapshot("2026-01-02", episodes(drawing)), "1") is None


DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2026, 6, 30))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(DAYS, st.sampled_from(["CHOSEN", "ACTIVE", "ENDED"]), st.sampled_from(["F1", "F2"])), max_size=4
    ),
    st.lists(st.tuples(DAYS, st.sampled_from(["RECOMMENDED", "DEFERRED"])), max_size=2),
    st.none() | DAYS,
    st.lists(st.dates(dt.date(2025, 6, 3), dt.date(2026, 6, 30)), max_size=3, unique=True),
    DAYS,
)
def test_whatever_happened_the_parts_make_up_the_whole(links, panels, match, moves, on) -> None:
    steps = STEPS + "".join(f"\n1 | LINK | {n} | {at} | {how} | {ref}" for n, (at, how, ref) in enumerate(links))
    steps += "".join(f"\n1 | AP-PANEL | {n} | {at} | {how} |" for n, (at, how) in enumerate(panels))
    drawing = ORDER + "".join(f"\n1 | {at} | E1 | {('A6', 'U6')[n % 2]}" for n, at in enumerate(sorted(moves)))
    tables = {"adoption": f"date_match\n{match}"} if match else {}
    found = explain(snapshot(str(on), episodes(drawing), milestone=steps, **tables), "1")
    if on < day("2025-06-02"):
        assert found is None
        return
    assert found is not None
    assert sum(part.days for part in found.parts) == found.days == (on - day("2025-06-02")).days
    assert all(part.days >= 0 for part in found.parts)
    assert [part.open for part in found.parts] == [False] * (len(found.parts) - 1) + [True]
    assert found.sentence.startswith(f"Waiting {found.days:,} day")


def test_every_waiting_child_of_an_authority_is_explained_alone_as_among_all() -> None:
    facts = northport_facts(300)
    whole = Snapshot(facts, TODAY)
    open_ = whole["care_episode"].filter((pl.col("ls") == "E1") & pl.col("dec").is_null())
    waiting = open_["child"].to_list()
    told_ = {child: explain(whole, child) for child in waiting}
    assert any(found is not None for found in told_.values())
    one = next(child for child, found in told_.items() if found is not None)
    assert explain(whole.take([one]), one) == told_[one]
