"""A child of each fault of episodes, reviews, times missing and what was before care, and what is said of it."""

from __future__ import annotations

Example = tuple[str, str, str, dict[str, str]]
"""The check's code, what it says, the child's episodes as drawn, and other tables."""

ADULT = "child | dob\n1 | 2002-02-28"

FOUND: list[Example] = [
    ("302", "The episode of 1 May 2014 begins before the child was born on 3 Feb 2015.", "decom\n2014-05-01", {}),
    (
        "336",
        "Placed for adoption with the foster carer (A5) from 1 Jul 2020, and was in K2 before.",
        "decom | ls | place\n2020-05-01 | C2 | K2\n2020-07-01 | E1 | A5",
        {},
    ),
    (
        "336",
        "Placed for adoption with the foster carer (A3) from 1 May 2020, and was in no placement before.",
        "decom | ls | place\n2020-05-01 | V2 | A3",
        {},
    ),
    (
        "352",
        "Care starts on 28 Feb 2020, and the child was 18 on 28 Feb 2020.",
        "decom\n2020-02-28",
        {"child_details": ADULT},
    ),
    ("353", "The episode of 1 May 1991 begins before 14 Oct 1991.", "decom | dec\n1991-05-01 | 1991-07-01", {}),
    (
        "355",
        "The episode of 1 May 2020 ends on 1 May 2020; it must end on a later day than it begins.",
        "decom | dec\n2020-05-01 | 2020-05-01",
        {},
    ),
    (
        "361",
        "Under police protection from 1 May 2020 for 4 days.",
        "decom | ls | dec\n2020-05-01 | L1 | 2020-05-05",
        {},
    ),
    (
        "362",
        "Under an emergency protection order from 1 May 2020 for 22 days.",
        "decom | ls | dec\n2020-05-01 | L2 | 2020-05-23",
        {},
    ),
    (
        "363",
        "Under a child assessment order from 1 May 2020 for 8 days.",
        "decom | ls | dec\n2020-05-01 | L3 | 2020-05-09",
        {},
    ),
    (
        "365",
        "In one short break from 1 May 2020 for 18 days.",
        "decom | ls | dec | rec\n2020-05-01 | V3 | 2020-05-19 | E8",
        {},
    ),
    (
        "366",
        "The short break of 1 May 2020 goes on from 5 May 2020 in another placement.",
        "decom | ls | place | dec | rec\n2020-05-01 | V3 | U6\n2020-05-05 | V3 | K2 | 2020-05-09 | E8",
        {},
    ),
    (
        "367",
        "In short breaks for 80 days of the twelve months to 17 Sep 2020.",
        """
        decom      | ls | dec        | rec
        2020-05-01 | V3 | 2020-05-17 | E8
        2020-06-01 | V3 | 2020-06-17 | E8
        2020-07-01 | V3 | 2020-07-17 | E8
        2020-08-01 | V3 | 2020-08-17 | E8
        2020-09-01 | V3 | 2020-09-17 | E8
        2020-10-01 | V3 | 2020-10-17 | E8
        """,
        {},
    ),
    (
        "376",
        "In a temporary placement (T3) from 1 Jun 2020 for 22 days.",
        "decom | place\n2020-05-01 | U6\n2020-06-01 | T3\n2020-06-23 | U6",
        {},
    ),
    (
        "377",
        "In a temporary placement (T3) from 30 Apr 2021, the third since 1 May 2020.",
        """
        decom      | place
        2020-04-01 | U6
        2020-05-01 | T3
        2020-05-08 | U6
        2020-08-01 | T3
        2020-08-08 | U6
        2021-04-30 | T3
        2021-05-08 | U6
        """,
        {},
    ),
    (
        "378",
        "Placed with parents from 1 May 2020 without a care order (V2).",
        "decom | ls | place\n2020-05-01 | V2 | P1",
        {},
    ),
    (
        "379",
        "In a temporary placement (T4) from 1 Jun 2020 for 8 days.",
        "decom | place\n2020-05-01 | U6\n2020-06-01 | T4\n2020-06-09 | U6",
        {},
    ),
    (
        "380",
        "Care begins on 1 May 2020 with a temporary placement (T1).",
        "decom | place\n2020-05-01 | T1\n2020-05-04 | U6",
        {},
    ),
    (
        "381",
        "Care ends on 9 May 2020 in a temporary placement (T1).",
        "decom | place | dec\n2020-05-01 | U6\n2020-05-04 | T1 | 2020-05-09",
        {},
    ),
    (
        "383",
        "After a temporary placement the child moves on 9 Jun 2020 to U1/PR1, and was in U6/PR1 before.",
        "decom | place\n2020-05-01 | U6\n2020-06-01 | T1\n2020-06-09 | U1",
        {},
    ),
    (
        "386",
        "Adopted on 28 Feb 2020, and the child was 18 on 28 Feb 2020.",
        "decom | ls | place | dec | rec\n2019-05-01 | E1 | A6 | 2020-02-28 | E12",
        {"child_details": ADULT},
    ),
    (
        "388",
        "The episode of 1 May 2020 ends on 1 Jun 2020 with X1, and no episode begins that day.",
        "decom | dec | rec\n2020-05-01 | 2020-06-01 | X1",
        {},
    ),
    (
        "390",
        "Adopted on 1 Jun 2020 from a placement that is not for adoption (U6).",
        "decom | dec | rec\n2020-05-01 | 2020-06-01 | E11",
        {},
    ),
    (
        "408",
        "Placed for adoption (A6) from 1 May 2020 under the legal status C2.",
        "decom | place\n2020-05-01 | A6",
        {},
    ),
    (
        "431",
        "The episode of 1 Jun 2020 starts care (S) on the day the one of 1 May 2020 ended.",
        "decom | rne | dec | rec\n2020-05-01 | S | 2020-06-01 | E8\n2020-06-01 | S",
        {},
    ),
    (
        "440",
        "At the review of 3 Feb 2019 the child is given as under 4 (PN0), and was 4 on 3 Feb 2019.",
        "decom\n2018-05-01",
        {"review": "review | review_code\n2019-02-03 | PN0"},
    ),
    (
        "441",
        "At the review of 2 Feb 2019 the child is given as 4 or over (PN4), and was 4 on 3 Feb 2019 only.",
        "decom\n2018-05-01",
        {"review": "review | review_code\n2019-02-02 | PN4"},
    ),
    (
        "460",
        "Left care on 1 Jun 2020 as one who stays with carers at 18, and was 18 on 3 Feb 2033 only.",
        "decom | dec | rec\n2020-05-01 | 2020-06-01 | E17",
        {},
    ),
    (
        "516",
        "Special guardianship to a former foster carer (E46) on 1 Jun 2021, and no foster placement is on record.",
        "decom | place | dec | rec\n2020-05-01 | K2 | 2021-06-01 | E46",
        {},
    ),
    (
        "550",
        "The placement of 1 May 2020 is U6, and its provider is given as the parents (PR0).",
        "decom | place_provider\n2020-05-01 | PR0",
        {},
    ),
    (
        "567",
        "Missing from 2 Jul 2020, and given as back on 1 Jul 2020.",
        "decom\n2020-05-01",
        {"missing_episode": "mis_start | mis_end\n2020-07-02 | 2020-07-01"},
    ),
    (
        "574",
        "Missing from 5 Jul 2020, and still missing then since 2 Jul 2020.",
        "decom\n2020-05-01",
        {"missing_episode": "mis_start | mis_end\n2020-07-02 | 2020-07-06\n2020-07-05 | 2020-07-06"},
    ),
    (
        "574",
        "Missing from 5 Jul 2020, and still missing then since 2 Jul 2020.",
        "decom\n2020-05-01",
        {"missing_episode": "mis_start | mis_end\n2020-07-02 |\n2020-07-05 | 2020-07-06"},
    ),
    (
        "577",
        "Missing from 2 May 2021 without an end, and care ended on 1 Jun 2021.",
        "decom | dec | rec\n2020-05-01 | 2021-06-01 | E8",
        {"missing_episode": "mis_start\n2021-05-02"},
    ),
    (
        "578",
        "Missing from 2 Jun 2021, and care ended on 1 Jun 2021 before that.",
        "decom | dec | rec\n2020-05-01 | 2021-06-01 | E8\n2021-09-01",
        {"missing_episode": "mis_start | mis_end\n2021-06-02 | 2021-06-03"},
    ),
    (
        "580",
        "Care ended on 1 Jun 2021 with E4A while the child was missing from 2 May 2021.",
        "decom | dec | rec\n2020-05-01 | 2021-06-01 | E4A",
        {"missing_episode": "mis_start\n2021-05-02"},
    ),
    (
        "630",
        "Care starts on 1 May 2020, and nothing is on record about a permanence order before.",
        "decom | dec | rec\n2015-05-01 | 2016-05-01 | E4A\n2020-05-01",
        {},
    ),
    (
        "635",
        "No permanence order before (Z1), and one is given: date zz/05/2015, authority –.",
        "decom\n2020-05-01",
        {"previous_permanence": "prev_perm | date_perm\nZ1 | zz/05/2015"},
    ),
    (
        "GAP",
        "The episode of 3 Jun 2020 continues care (P), but the one before ended on 1 Jun 2020.",
        "decom | rne | dec | rec\n2020-05-01 | S | 2020-06-01 | X1\n2020-06-03 | P",
        {},
    ),
    (
        "NO-HEADER",
        "In care from 1 May 2020, and no date of birth is on record.",
        "decom\n2020-05-01",
        {"child_details": "dob\n-"},
    ),
    (
        "NO-REASON",
        "The episode of 1 May 2020 ended on 1 Jun 2020 without a reason.",
        "decom | dec | rec\n2020-05-01 | 2020-06-01 | -",
        {},
    ),
    (
        "OPEN-18",
        "Turned 18 on 28 Feb 2020, and the last episode is still open.",
        "decom\n2019-05-01",
        {"child_details": ADULT},
    ),
    (
        "OVERLAP",
        "The episode of 1 May 2020 is not over when the next begins on 1 Jun 2020.",
        "decom | rne | dec | rec\n2020-05-01 | S | 2020-06-02 | X1\n2020-06-01 | P",
        {},
    ),
]
