"""Records across the authority that may be of one child, and which record a merged child's facts are in."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from models.rules import merged
from models.rules.doubles import RARE, doubles
from models.rules.likeness import WORDS, alike
from models.snapshot import Facts
from tests.support.facts import episodes, facts
from tests.support.sampled import authority

BORN = st.sampled_from(["2023-02-03", "2023-03-02", "2023-02-13", "2013-02-03", "1923-02-03", "2023-12-03", "-"])
RECORDS = st.dictionaries(
    st.text("123", min_size=1, max_size=4),
    st.tuples(
        BORN,
        st.sampled_from(["F", "M", "-"]),
        st.sampled_from(["WBRI", "AIND", "-"]),
        st.sampled_from(["UN1", "A123456789012", "B123456789012", "-"]),
        st.sampled_from(["2024-01-10", "2024-01-11", "-"]),
    ),
    max_size=5,
)
Records = dict[str, tuple[str, str, str, str, str]]


def known(records: Records, **tables: str) -> Facts:
    """An authority with these records: birth, sex, ethnicity, pupil number and the day care began of each child."""
    details = "\n".join(f"{child} | {' | '.join(cells[:4])}" for child, cells in records.items())
    care = "\n".join(f"{child} | {cells[4]}" for child, cells in records.items() if cells[4] != "-")
    return facts(
        episodes(f"child | decom\n{care}") if care else None,
        child_details=f"child | dob | sex | ethnic | upn\n{details}",
        **tables,
    )


def pairs(found: Facts) -> list[tuple[str, str, int]]:
    return doubles(found).select("child", "other", "score").rows()


def test_a_pair_is_told_once_with_its_score_and_every_reason() -> None:
    record = ("2023-02-03", "F", "WBRI", "A123456789012", "2024-01-10")
    found = doubles(known({"104233": record, "104223": record, "300000": ("2011-09-09", "F", "WBRI", "UN1", "-")}))
    assert found.select("child", "other", "score", "reasons").rows() == [
        (
            "104223",
            "104233",
            150,
            "the same pupil number (60); born on the same day (40); an episode of care that began on the same day "
            "(15); the same sex (10); the same ethnicity (10); an id that differs by one character (15)",
        )
    ]


def test_a_birthday_sex_and_ethnicity_in_common_are_chance() -> None:
    cells = ("2023-02-03", "F", "WBRI", "UN1", "-")
    assert pairs(known({"100": cells, "222": cells})) == []
    assert pairs(known({"100": cells, "101": cells})) == [("100", "101", 75)]


def test_a_code_for_no_pupil_number_is_nothing_in_common() -> None:
    found = known({"100": ("2023-02-03", "F", "-", "UN1", "-"), "222": ("2011-02-03", "F", "-", "UN1", "-")})
    assert pairs(found) == []
    assert alike(found, {"upn": "UN1", "sex": "F", "dob": dt.date(2001, 5, 5)}) == []


def test_twins_of_a_sibling_group_are_said_to_be() -> None:
    cells = ("2023-02-03", "F", "-", "-", "2024-01-10")
    group = "child | family | since\n7 | FAM-1 | 2024-01-10\n9 | FAM-1 | 2024-01-10"
    assert doubles(known({"7": cells, "9": cells}, sibling_group=group))["family"].to_list() == [True]


@given(RECORDS)
def test_a_pair_has_the_score_that_either_record_would_be_warned_with(records: Records) -> None:
    found = known(records)
    expected = set()
    for child, (dob, sex, ethnic, upn, decom) in records.items():
        typed = {"child": child, "sex": sex, "ethnic": ethnic, "upn": upn}
        cells = {name: None if value == "-" else value for name, value in typed.items()}
        days = {
            name: None if day == "-" else dt.date.fromisoformat(day) for name, day in (("dob", dob), ("decom", decom))
        }
        for one in alike(found, cells | days, child):
            if any(WORDS[name][0] in one.words for name in RARE):
                expected.add((min(child, one.child), max(child, one.child), one.score, "; ".join(one.reasons)))
    assert set(doubles(found).select("child", "other", "score", "reasons").rows()) == expected


def test_nobody_is_a_double_of_himself_or_told_twice() -> None:
    found = doubles(authority(600))
    assert (found["child"] < found["other"]).all()
    assert found.select("child", "other").is_unique().all()
    assert found["score"].is_sorted(descending=True)


def test_a_record_merged_twice_is_led_to_the_last() -> None:
    rows = "child | into_child | since\n3 | 2 | 2026-01-02\n2 | 1 | 2026-01-03"
    assert merged.into(facts(merged=rows)) == {"3": "1", "2": "1"}
