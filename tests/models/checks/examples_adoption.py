"""A child of each fault of decisions, matches, orders, adoptions and adopters, and what is said of it."""

from __future__ import annotations

from tests.models.checks.examples_care import Example

FOUND: list[Example] = [
    (
        "331",
        "Placed for adoption from 1 Jul 2020, before the match of 2 Jul 2020.",
        "decom | ls | place\n2020-05-01 | C2 | U6\n2020-07-01 | E1 | A6",
        {"adoption": "date_match\n2020-07-02"},
    ),
    (
        "333",
        "Matched on 2 Jul 2020, before the decision of 3 Jul 2020.",
        "decom\n2020-05-01",
        {"adoption": "date_int | date_match\n2020-07-03 | 2020-07-02"},
    ),
    (
        "334",
        "AD1 gives the decision as 30 Apr 2020; care began on 1 May 2020.",
        "decom\n2020-05-01",
        {"adoption": "date_int\n2020-04-30"},
    ),
    (
        "335",
        "Adopted on 1 Jul 2021 from A6; AD1 says 1 to adoption by the foster carer.",
        "decom | ls | place | dec | rec\n2020-05-01 | E1 | A6 | 2021-07-01 | E11",
        {"adoption": "foster_care\n1"},
    ),
    (
        "335",
        "Adopted on 1 Jul 2021 from A5; AD1 says 0 to adoption by the foster carer.",
        "decom | ls | place | dec | rec\n2020-05-01 | E1 | A5 | 2021-07-01 | E11",
        {"adoption": "foster_care\n0"},
    ),
    (
        "511",
        "There are two adopters, and their sex is F1.",
        "decom\n2020-05-01",
        {"adoption": "nb_adoptr | sex_adoptr\n2 | F1"},
    ),
    (
        "517",
        "The adopters are an unmarried couple of different gender (L3), and their sex is MM.",
        "decom\n2020-05-01",
        {"adoption": "sex_adoptr | ls_adoptr\nMM | L3"},
    ),
    (
        "518",
        "The adopters are a couple of same gender, not married or in civil partnership (L4), and their sex is MF.",
        "decom\n2020-05-01",
        {"adoption": "sex_adoptr | ls_adoptr\nMF | L4"},
    ),
    (
        "519",
        "The adopters are in civil partnership (L2), and their sex is M1.",
        "decom\n2020-05-01",
        {"adoption": "sex_adoptr | ls_adoptr\nM1 | L2"},
    ),
    (
        "520",
        "The adopters are a married couple of different gender (L11), and their sex is FF.",
        "decom\n2020-05-01",
        {"adoption": "sex_adoptr | ls_adoptr\nFF | L11"},
    ),
    (
        "521",
        "AD1 gives the decision as 2 Jul 2020; the child was placed for adoption on 1 Jul 2020.",
        "decom | ls | place\n2020-05-01 | E1 | U6\n2020-07-01 | E1 | A6",
        {"adoption": "date_int\n2020-07-02"},
    ),
    (
        "522",
        "The decision of 2 Jul 2020 is given as reversed on 1 Jul 2020.",
        "decom\n2020-05-01",
        {"adm_decision": "date_placed | date_placed_ceased\n2020-07-02 | 2020-07-01"},
    ),
    (
        "523",
        "AD1 gives the decision as 3 Jul 2020; the last decision on record is of 2 Jul 2020.",
        "decom\n2020-05-01",
        {"adm_decision": "date_placed\n2020-07-02", "adoption": "date_int\n2020-07-03"},
    ),
    (
        "524",
        "The adopters are a married couple of same gender (L12), and their sex is MF.",
        "decom\n2020-05-01",
        {"adoption": "sex_adoptr | ls_adoptr\nMF | L12"},
    ),
    (
        "551",
        "Placed for adoption from 1 May 2020, and no decision to place for adoption is on record.",
        "decom | ls | place\n2020-05-01 | E1 | A6",
        {},
    ),
    (
        "552",
        "Placed for adoption from 1 May 2020; the first decision on record is of 2 May 2020.",
        "decom | ls | place\n2020-05-01 | E1 | A6",
        {"adm_decision": "date_placed\n2020-05-02"},
    ),
    (
        "553",
        "A placement order is in the record from 1 May 2020, and no decision to place for adoption is.",
        "decom | ls\n2020-05-01 | E1",
        {},
    ),
    (
        "554",
        "A placement order is in the record from 1 May 2020; the first decision on record is of 2 May 2020.",
        "decom | ls\n2020-05-01 | E1",
        {"adm_decision": "date_placed\n2020-05-02"},
    ),
    (
        "557",
        "Left care on 1 Jun 2021 but not by adoption, and the decision of 2 May 2020 still stands.",
        "decom | dec | rec\n2020-05-01 | 2021-06-01 | E4A",
        {"adm_decision": "date_placed\n2020-05-02"},
    ),
    (
        "558",
        "Adopted on 1 Jun 2021, and the decision is given as reversed on 3 May 2020.",
        "decom | ls | place | dec | rec\n2020-05-01 | E1 | A6 | 2021-06-01 | E11",
        {"adm_decision": "date_placed | date_placed_ceased\n2020-05-01 | 2020-05-03"},
    ),
    (
        "579",
        "A decision is made on 9 May 2020 while the one of 2 May 2020 still stands.",
        "decom\n2020-05-01",
        {"adm_decision": "date_placed\n2020-05-02\n2020-05-09"},
    ),
    (
        "601",
        "Adopted on 1 Jun 2021, and nothing is on record about the decision, the match and the adopters.",
        "decom | ls | place | dec | rec\n2020-05-01 | E1 | A6 | 2021-06-01 | E11",
        {},
    ),
    (
        "602",
        "Left care on 1 Jun 2021 but not by adoption, and adopters are on record.",
        "decom | dec | rec\n2020-05-01 | 2021-06-01 | E4A",
        {"adoption": "nb_adoptr\n2"},
    ),
]
