"""A child of each doubt about what is recorded beside the return, and what is said of it."""

from __future__ import annotations

from tests.models.checks.examples_care import Example

CARE = "decom\n2020-05-01"
PLACED = "decom | ls | place\n2020-05-01 | C2 | U6\n2021-01-01 | E1 | U6\n2021-03-01 | E1 | A6"
ADOPTED = "decom | ls | place | dec | rec\n2020-05-01 | C2 | U6\n2021-03-01 | E1 | A6 | 2021-09-01 | E11"
PLAN = "plan | pathway | begins"


def steps(*rows: str) -> str:
    """Steps as kind, day, and whatever else is said: “LINK 2021-01-03 outcome=ACTIVE”."""
    cells = [dict(cell.split("=") for cell in row.split()[2:]) for row in rows]
    names = ("plan", "precision", "outcome", "amount")
    lines = [
        " | ".join((*row.split()[:2], *(said.get(name, "0" if name == "plan" else "-") for name in names)))
        for row, said in zip(rows, cells, strict=True)
    ]
    return "\n".join(("kind | day | plan | precision | outcome | amount", *lines))


FOUND: list[Example] = [
    (
        "J01",
        "The plan for adoption was agreed on 2 Apr 2021, after a step of it: family finding began of 1 Apr 2021.",
        CARE,
        {
            "plan": f"{PLAN}\n1 | ADOPTION | 2021-04-02",
            "primary_plan": "since | plan\n2021-04-02 | 1",
            "milestone": steps("FF-START 2021-04-01 plan=1", "LINK 2021-05-01 plan=1"),
        },
    ),
    (
        "J02",
        "A step of the plan for adoption (link with a family) was taken on 2 May 2021; the plan was closed on "
        "1 May 2021.",
        CARE,
        {
            "plan": f"{PLAN} | ends\n1 | ADOPTION | 2021-04-02 | 2021-05-01",
            "milestone": steps("LINK 2021-05-01 plan=1", "LINK 2021-05-02 plan=1", "CELEBRATION 2021-06-02 plan=1"),
        },
    ),
    (
        "J03",
        "The primary plan, adoption, was closed on 1 May 2021; other plans go on and none of them is the primary one.",
        CARE,
        {
            "plan": f"{PLAN} | ends\n1 | ADOPTION | 2021-04-02 | 2021-05-01\n2 | SGO | 2021-04-02 | -",
            "primary_plan": "since | plan\n2021-04-02 | 1",
        },
    ),
    (
        "J04",
        "The plan for adoption is pursued since 2 Apr 2021, and it is not said which plan is the primary one.",
        CARE,
        {"plan": f"{PLAN}\n1 | ADOPTION | 2021-04-02\n2 | SGO | 2021-04-03"},
    ),
    (
        "J05",
        "The plan “Special guardianship, aunt” is pursued twice: since 2 Apr 2021 and since 3 May 2021.",
        CARE,
        {
            "plan": f"{PLAN} | with_whom\n1 | SGO | 2021-04-02 | AUNT\n2 | SGO | 2021-05-03 | AUNT\n"
            "3 | SGO | 2021-05-03 | -",
            "primary_plan": "since | plan\n2021-04-02 | 1",
        },
    ),
    (
        "J11",
        "The letter before proceedings is of 1 Feb 2020, before the first legal gateway meeting on 2 Feb 2020.",
        CARE,
        {"milestone": steps("LBP 2020-02-01", "LGM 2020-02-02")},
    ),
    (
        "J12",
        "Proceedings were issued on 1 May 2020; the pre-proceedings of 1 Feb 2020 have no end.",
        CARE,
        {"pre_proceedings": "begins\n2020-02-01", "proceedings": "issued\n2020-05-01"},
    ),
    (
        "J12",
        "Proceedings were issued on 1 May 2020; the pre-proceedings of 1 Feb 2020 ended only later.",
        CARE,
        {"pre_proceedings": "begins | ends\n2020-02-01 | 2020-05-02", "proceedings": "issued\n2020-05-01"},
    ),
    (
        "J13",
        "Proceedings were issued on 1 May 2020, and no legal gateway meeting is recorded on or before that day.",
        CARE,
        {"proceedings": "issued\n2020-05-01", "milestone": "child | kind | day | plan\n2 | LGM | 2020-03-01 | 0"},
    ),
    (
        "J14",
        "A hearing was held on 30 Apr 2020; the proceedings were issued on 1 May 2020 only.",
        CARE,
        {"proceedings": "issued\n2020-05-01", "milestone": steps("FH 2020-04-30 outcome=HELD")},
    ),
    (
        "J15",
        "The issues resolution hearing of 2 Jun 2020 was before the case management hearing of 3 Jun 2020.",
        CARE,
        {"proceedings": "issued\n2020-05-01", "milestone": steps("IRH 2020-06-02", "CMH 2020-06-03")},
    ),
    (
        "J16",
        "Proceedings were extended on 2 Oct 2020 by 9 weeks at once.",
        CARE,
        {"milestone": steps("EXTENSION 2020-10-02 amount=9", "EXTENSION 2020-12-02 amount=8")},
    ),
    (
        "J17",
        "The care order is recorded as made on 2 Oct 2020; the return shows it from 1 Oct 2020.",
        "decom | ls\n2020-05-01 | C1\n2020-10-01 | C2",
        {"milestone": steps("CO 2020-10-02")},
    ),
    (
        "J18",
        "A care order was made on 1 Oct 2020, and the proceedings issued on 1 May 2020 have no final order.",
        "decom | ls\n2020-05-01 | C1\n2020-10-01 | E1",
        {"proceedings": "issued\n2020-05-01", "milestone": steps("CO 2020-10-01")},
    ),
    (
        "J21",
        "The first link with a family is of 16 Jan 2021, after the match of 15 Jan 2021.",
        PLACED,
        {"adoption": "date_match\n2021-01-15", "milestone": steps("LINK 2021-01-16")},
    ),
    (
        "J22",
        "The first matching panel is of 16 Jan 2021, after the match of 15 Jan 2021.",
        PLACED,
        {"adoption": "date_match\n2021-01-15", "milestone": steps("AP-PANEL 2021-01-16")},
    ),
    (
        "J23",
        "Introductions began on 14 Jan 2021, before the match of 15 Jan 2021.",
        PLACED,
        {"adoption": "date_match\n2021-01-15", "milestone": steps("INTRODUCTIONS 2021-01-14")},
    ),
    (
        "J24",
        "An adoption order was applied for on 9 May 2021; the child lives with the carers since 1 Mar 2021: from "
        "10 May 2021 at the earliest.",
        PLACED,
        {"milestone": steps("AO-APPLIED 2021-05-09")},
    ),
    (
        "J24",
        "An adoption order was applied for on 30 Apr 2021; the child lives with the carers since 1 May 2020: from "
        "1 May 2021 at the earliest.",
        CARE,
        {"milestone": steps("AO-APPLIED 2021-04-30")},
    ),
    (
        "J25",
        "Celebrated on 14 Sep 2021; the adoption order is of 1 Sep 2021, so from 15 Sep 2021 at the earliest.",
        ADOPTED,
        {"milestone": steps("CELEBRATION 2021-09-14")},
    ),
    (
        "J26",
        "The adoption order was applied for on 2 Sep 2021, after it was made on 1 Sep 2021.",
        ADOPTED,
        {"milestone": steps("AO-APPLIED 2021-09-02")},
    ),
    (
        "J27",
        "The disruption meeting of 29 May 2021 was held before day 28: the placement broke down on 2 May 2021, so from "
        "30 May 2021 on.",
        PLACED + "\n2021-05-02 | E1 | U6",
        {"milestone": steps("DISRUPTION 2021-05-29", "DISRUPTION 2021-05-30", "DISRUPTION 2021-03-20")},
    ),
    (
        "J28",
        "The parents' consent is of 16 Mar 2015; the child was six weeks old on 17 Mar 2015 only.",
        "decom | ls\n2015-02-04 | V2",
        {"milestone": steps("CONSENT 2015-03-16")},
    ),
    (
        "J31",
        "Temporary approval was extended on 1 Jun 2020, before it was given on 2 Jun 2020.",
        "decom | place\n2020-05-01 | U3",
        {"milestone": steps("REG25 2020-06-01", "REG24 2020-06-02")},
    ),
    (
        "J32",
        "Temporary approval was extended on 10 Aug 2020 and again on 10 Sep 2020.",
        "decom | place\n2020-05-01 | U3",
        {"milestone": steps("REG24 2020-05-01", "REG25 2020-08-10", "REG25 2020-09-10")},
    ),
    (
        "J33",
        "The carer was approved on 22 Aug 2020; temporary approval since 1 May 2020, not extended, lasted until "
        "21 Aug 2020.",
        "decom | place\n2020-05-01 | U3",
        {"milestone": steps("REG24 2020-05-01", "CC-APPROVED 2020-08-22 outcome=YES")},
    ),
    (
        "J33",
        "The carer was approved on 17 Oct 2020; temporary approval since 1 May 2020, extended once, lasted until "
        "16 Oct 2020.",
        "decom | place\n2020-05-01 | U3\n2020-10-17 | U1",
        {"milestone": steps("REG24 2020-05-01", "REG25 2020-08-10", "CC-APPROVED 2020-10-17 outcome=YES")},
    ),
    (
        "J36",
        "Temporary approval since 1 May 2020 lasted until 21 Aug 2020; it was extended on 22 Aug 2020 only.",
        "decom | place\n2020-05-01 | U3",
        {"milestone": steps("REG24 2020-05-01", "REG25 2020-08-22")},
    ),
    (
        "J34",
        "A step towards special guardianship (support plan agreed) is of 2 Jun 2021; the order was made on 1 Jun 2021.",
        "decom | place | dec | rec\n2020-05-01 | U1 | 2021-06-01 | E45",
        {"milestone": steps("SG-ASSESSED 2021-06-01", "SG-SUPPORT 2021-06-02")},
    ),
    (
        "J35",
        "Special guardianship was applied for on 31 Jul 2020; notice was given on 1 May 2020 only.",
        CARE,
        {"milestone": steps("SG-NOTICE 2020-05-01", "SG-APPLIED 2020-07-31")},
    ),
    (
        "J41",
        "There is a step towards living with the parents (immediate placement (regulation 19)) of 2 Jun 2020, and the "
        "child does not live with them since.",
        CARE,
        {"milestone": steps("PWP-ASSESSED 2020-06-02", "PWP-REG19 2020-06-02")},
    ),
    (
        "J41",
        "There is a step towards living with the parents (nominated officer's approval) of 2 Jun 2020, and the child "
        "does not live with them since.",
        "decom | place\n2020-05-01 | P1\n2020-06-01 | U6\n2020-07-01 | K2",
        {"milestone": steps("PWP-APPROVED 2020-06-02 outcome=YES")},
    ),
    (
        "J42",
        "Placed with the parents at once on 1 Jun 2020, and no assessment of them is recorded by 15 Jun 2020.",
        "decom | place\n2020-06-01 | P1",
        {"milestone": steps("PWP-REG19 2020-06-01", "PWP-ASSESSED 2020-06-16")},
    ),
    (
        "J43",
        "Details of a home are recorded from 1 Jul 2020; the child was in no home or residential school on that day.",
        "decom | place\n2020-05-01 | K2\n2020-06-01 | U6",
        {"residential": "since\n2020-05-01\n2020-07-01"},
    ),
    (
        "J51",
        "A school term began on 1 Sep 2018; the child was born on 3 Feb 2015 and too young for school.",
        CARE,
        {"school_term": "begins | term | year_group\n2018-09-01 | AUTUMN | R\n2019-01-07 | SPRING | N1"},
    ),
    (
        "J52",
        "In the term from 1 Sep 2021 12.5 hours of school a week are offered, and no reason is recorded.",
        CARE,
        {"school_term": "begins | term | hours\n2021-09-01 | AUTUMN | 125\n2022-01-04 | SPRING | 250"},
    ),
    (
        "J61",
        "There are two of one role (independent reviewing officer): since 1 May 2020 and since 1 Jun 2020.",
        CARE,
        {"allocation": "role | begins | who\nIRO | 2020-05-01 | A\nIRO | 2020-06-01 | B\nTEAM | 2020-06-01 | C"},
    ),
    (
        "J62",
        "The child is in the sibling group F-1 since 1 May 2020, and nobody else is.",
        CARE,
        {"sibling_group": "child | family | since | ends\n1 | F-1 | 2020-05-01 | -\n2 | F-1 | 2020-05-01 | 2021-01-01"},
    ),
    (
        "J63",
        "The sibling group F-1 does not live together, and no decision on brothers and sisters is recorded.",
        "child | decom | pl_post\n1 | 2020-05-01 | ZZ1 1AA\n2 | 2020-05-01 | ZZ2 2BB",
        {
            "sibling_group": "child | family | since\n1 | F-1 | 2020-05-01\n2 | F-1 | 2020-05-01",
            "milestone": "child | kind | day | plan\n2 | SIB-DECISION | 2020-06-01 | 0",
        },
    ),
    (
        "J64",
        "There was a visit (statutory visit) on 2 Jun 2021, and the child was not in care on that day.",
        "decom | dec | rec\n2020-05-01 | 2021-06-01 | E4A",
        {"milestone": steps("VISIT 2021-06-01", "VISIT 2021-06-02")},
    ),
    (
        "J65",
        "A step (viability assessment) is dated 2022 only, and that is not over.",
        CARE,
        {"milestone": steps("VIABILITY 2022-03-01 precision=YEAR", "FGC 2022-03-01 precision=MONTH")},
    ),
    (
        "J71",
        "The first day on record is 2 Feb 2015, and the child was born on 3 Feb 2015.",
        CARE,
        {
            "review": "review\n2020-06-01\n2015-02-02",
            "milestone": steps("FGC 2015-01-01", "VISIT 2015-01-01 precision=YEAR"),
        },
    ),
    (
        "J72",
        "Recorded as a mother; the sex recorded is male.",
        CARE,
        {"child_details": "child | dob | sex | mother\n1 | 2005-02-03 | M | 1"},
    ),
    (
        "J81",
        "Celebrated on 14 Sep 2021, and no adoption order is recorded.",
        PLACED,
        {"milestone": steps("CELEBRATION 2021-09-14")},
    ),
    (
        "J82",
        "An adoption order was applied for on 9 May 2021; the child was neither placed for adoption nor fostered on "
        "that day.",
        "decom | place\n2020-05-01 | K2",
        {"milestone": steps("AO-APPLIED 2021-05-09")},
    ),
    (
        "J83",
        "The first matching panel is of 16 Jan 2021, and no decision to place for adoption is recorded by that day.",
        CARE,
        {"adm_decision": "child | date_placed\n2 | 2020-01-01", "milestone": steps("AP-PANEL 2021-01-16")},
    ),
    (
        "J83",
        "The first matching panel is of 16 Jan 2021, and no decision to place for adoption is recorded by that day.",
        CARE,
        {
            "adm_decision": "child | date_placed\n1 | 2021-01-17\n2 | 2020-01-01",
            "milestone": steps("AP-PANEL 2021-01-16"),
        },
    ),
    (
        "J84",
        "The first matching panel is of 16 Jan 2021, and no link with a family is recorded by that day.",
        CARE,
        {"milestone": "child | kind | day | plan\n1 | AP-PANEL | 2021-01-16 | 0\n2 | LINK | 2021-01-16 | 0"},
    ),
    (
        "J85",
        "Introductions began on 14 Jan 2021, and no match is recorded.",
        CARE,
        {"adoption": "child | date_match\n2 | 2020-01-15", "milestone": steps("INTRODUCTIONS 2021-01-14")},
    ),
    (
        "J86",
        "A disruption meeting was held on 29 May 2021, and no placement for adoption is recorded by that day.",
        CARE,
        {"milestone": steps("DISRUPTION 2021-05-29")},
    ),
    (
        "J87",
        "Temporary approval was extended on 1 Jun 2020, and that it was given is not recorded.",
        "decom | place\n2020-05-01 | U3",
        {"milestone": "child | kind | day | plan\n1 | REG25 | 2020-06-01 | 0\n2 | REG24 | 2020-01-01 | 0"},
    ),
    (
        "J88",
        "There is a step in court (final hearing) of 30 Apr 2021, and no care proceedings are recorded.",
        CARE,
        {
            "proceedings": "child | issued\n2 | 2020-05-01",
            "milestone": steps("CMH 2021-04-29 outcome=VACATED", "FH 2021-04-30 outcome=HELD", "EXTENSION 2021-05-30"),
        },
    ),
    (
        "J89",
        "The parents were told of a decision on 16 Jan 2021, and none is recorded by that day.",
        CARE,
        {"adm_decision": "child | date_placed\n2 | 2020-01-01", "milestone": steps("PARENTS-TOLD 2021-01-16")},
    ),
]
