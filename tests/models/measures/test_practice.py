"""R01, R02, S01, S02: reviews and social workers."""

from __future__ import annotations

from tests.models.measures.asked import ask, days, groups, who


def test_r01_needs_every_review_of_twelve_months_in_time() -> None:
    drawing = "child | decom | rne\n" + "\n".join(
        f"{child} | {decom} | {rne}"
        for child, decom, rne in (
            ("good", "2021-06-01", "S"),
            ("late", "2021-06-01", "S"),
            ("never", "2019-06-03", "S"),
            ("new", "2022-03-04", "S"),
            ("seen", "2021-06-01", "P"),
        )
    )
    reviews = """
        child | review
        good  | 2021-06-29
        good  | 2021-09-29
        good  | 2022-03-29
        late  | 2021-06-29
        late  | 2021-09-30
        late  | 2022-03-30
    """
    tally = ask("R01", drawing, review=reviews)
    assert who(tally) == ["good"]
    assert tally.base is not None
    assert tally.base.to_list() == ["good", "late", "never"]
    assert tally.no_date.to_list() == ["seen"]


def test_r01_counts_working_days_by_the_authoritys_own_holidays() -> None:
    drawing = "child | decom | rne\nnew | 2022-03-03 | S"
    assert who(ask("R01", drawing, review="child | review\nnew | 2022-03-30")) == ["new"]
    closed = "child | kind | name | value\n* | bank holiday | 2022-03-21 | Founder's day"
    tally = ask("R01", drawing, review="child | review\nnew | 2022-03-30", setting=closed)
    assert (who(tally), tally.no_date.to_list()) == ([], [])


def test_r02_takes_each_childs_latest_review() -> None:
    drawing = "child | decom | rne\n" + "\n".join(f"{child} | 2020-01-01 | S" for child in "abcde")
    reviews = """
        child | review     | review_code
        a     | 2021-05-01 | PN7
        a     | 2022-03-31 | PN3
        a     | 2022-04-01 | PN7
        b     | 2021-05-01 | PN4
        c     | 2021-05-01 | PN0
        d     | 2021-05-01 | PN1
        e     | 2021-03-31 | PN1
    """
    born = "child | dob\na | 2010-01-01\nb | 2017-05-01\nc | 2017-05-02\ne | 2010-01-01"
    tally = ask("R02", drawing, review=reviews, child_details=born)
    assert (who(tally), tally.value) == (["a"], 50)
    assert tally.base is not None
    assert tally.base.to_list() == ["a", "b"]
    assert tally.no_date.to_list() == ["d"]


CARE = "child | decom | rne\n" + "\n".join(f"{child} | 2020-01-01 | S" for child in ("many", "none", "one"))
WORKERS = """
    child | sw_id | sw_decom   | sw_dec     | sw_reason
    many  | SW1   | 2020-01-01 | 2021-04-02 | MANAGE
    many  | SW2   | 2021-04-02 | 2021-06-01 | LEFTRL
    many  | SW9   | 2021-06-01 | 2021-07-01 | ABSENC
    many  | sw2   | 2021-07-01 | 2021-08-01 | MANAGE
    many  | SW3   | 2021-08-01 |            | LEFTRL
    one   | SW1   | 2020-01-01 | 2021-04-01 | MANAGE
    one   | SW4   | 2021-04-01 | 2022-04-05 | MANAGE
"""


def test_s01_counts_different_workers_without_cover() -> None:
    tally = ask("S01", CARE, social_worker=WORKERS)
    assert (who(tally), tally.value, tally.n) == (["many"], 50, 2)
    assert groups(tally) == {"1": ["one"], "3+": ["many"]}
    assert tally.no_date.to_list() == ["none"]
    assert [(group.code, group.value) for group in tally.apart()] == [("mean", 2.0)]


def test_s02_counts_days_with_the_worker_of_the_day() -> None:
    tally = ask("S02", CARE, social_worker=WORKERS)
    assert days(tally) == {"many": 242, "one": 364}
    assert tally.no_date.to_list() == ["none"]
