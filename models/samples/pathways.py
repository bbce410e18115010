"""What the ways through care lead to, what is pursued beside it, and with whom."""

from __future__ import annotations

GOALS: dict[str, str] = {
    **dict.fromkeys(
        ("through_order", "early_permanence", "by_foster_carer", "by_consent", "disrupted", "reversed_decision"),
        "ADOPTION",
    ),
    "waiting": "ADOPTION",
    **dict.fromkeys(("kin_guardians", "kin_from_foster_care", "carers_guardians"), "SGO"),
    "child_arrangements": "CAO",
    "long_term_fostering": "LTF",
    "kinship": "KIN",
    **dict.fromkeys(("residential", "deprived_of_liberty", "disabled", "short_breaks"), "RESIDENTIAL"),
    "alone_from_abroad": "SUPPORTED",
    "remanded": "OTHER",
}
"""What the family's way leads to; home where nothing else is said."""
LEFT_TO: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("E11", "E12"), ("ADOPTION",)),
    **dict.fromkeys(("E43", "E44", "E45", "E46", "E47", "E48"), ("SGO",)),
    "E41": ("CAO",),
    **dict.fromkeys(("E4A", "E4B", "E13"), ("HOME",)),
    **dict.fromkeys(("E5", "E6", "E7", "E17"), ("LTF", "KIN", "RESIDENTIAL", "SUPPORTED")),
}
"""The plans that each way of leaving care fulfils."""
LIVED: dict[str, str] = {"U1": "KIN", "U3": "KIN", **dict.fromkeys(("K2", "K1", "R1", "S1"), "RESIDENTIAL")}
BESIDE: dict[str, tuple[str, ...]] = {
    "ADOPTION": ("SGO", "SGO", "SGO", "HOME", "LTF"),
    "SGO": ("LTF", "HOME", "HOME", "CAO"),
    "CAO": ("HOME", "SGO", "LTF"),
    "HOME": ("SGO", "SGO", "LTF", "CAO"),
    "LTF": ("SGO", "HOME", "KIN"),
    "KIN": ("SGO", "LTF", "LTF"),
    "RESIDENTIAL": ("LTF", "SUPPORTED", "HOME"),
    "SUPPORTED": ("LTF", "HOME"),
    "OTHER": ("HOME", "SUPPORTED"),
}
"""What is pursued beside a plan, the likelier more often."""
KIN = ("AUNT", "AUNT", "GRAND-M", "GRAND-M", "GRAND-M", "GRAND-P", "UNCLE", "AUNT-UNCLE", "COUSIN", "SIBLING", "FRIEND")
PARENTS = ("MOTHER", "MOTHER", "PARENTS", "PARENTS", "FATHER")
REVERSED = {"RD1": "CHILD", "RD2": "COURT", "RD3": "NO-FAMILY", "RD4": "RULED-OUT"}
GIVEN_UP = ("ASSESSED-OUT", "ASSESSED-OUT", "WITHDREW", "RULED-OUT", "COURT")
WHYS = ("The other plan was ruled out", "Agreed at the review", "Assessment completed", "Decision of the court")
CARED_BY = ("E44", "E47", "E48")
"""Special guardians who are no relatives."""
