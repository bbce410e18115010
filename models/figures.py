"""The authority's own figures: estimates, targets, published comparators, events, training, what it published, and
what papers claim.

They are facts of the authority itself, dated and kept in the ledger like all others. A value of a measure is kept in
whole tenths, so that 197.4 per 10,000 is 1974.
"""

from __future__ import annotations

from models.cells import Cell, Subject

_SOURCE = Cell("source", "Source", "words", note="Who published it, and where.")
_MEASURE = Cell("measure", "Measure", needed=True, note="The measure's id, such as A10.")
_VALUE = Cell("value", "Value", "tenths", needed=True, note="In the measure's own unit, with one decimal at most.")

FIGURES = (
    Subject(
        "population",
        "Population estimate",
        ("since",),
        (
            Cell("since", "Holds from", "date", needed=True, note="The first day whose rates are worked out with it."),
            Cell("estimate", "Children aged 0 to 17", "number", needed=True),
            _SOURCE,
        ),
        "since",
        "",
    ),
    Subject(
        "target",
        "Target",
        ("measure", "since"),
        (_MEASURE, Cell("since", "Holds from", "date", needed=True), _VALUE, _SOURCE),
        "since",
        "",
    ),
    Subject(
        "comparator",
        "Comparator",
        ("measure", "area", "last", "vintage"),
        (
            _MEASURE,
            Cell("area", "Area", needed=True, note="England, a region, or a group of authorities."),
            Cell("first", "First day", "date", note="Of the period; blank for a figure of one day."),
            Cell("last", "Last day", "date", needed=True, note="Of the period, or the day the figure is of."),
            _VALUE,
            Cell(
                "definition",
                "Definition",
                needed=True,
                note="“same” where it follows the program's own definition, else what tells its definition apart: such "
                "a figure is kept and never compared.",
            ),
            Cell("vintage", "Vintage", needed=True, note="The edition of the publication, such as “November 2021”."),
            _SOURCE,
        ),
        "last",
        "",
    ),
    Subject(
        "event",
        "Event",
        ("day", "words"),
        (
            Cell("day", "Day", "date", needed=True),
            Cell("words", "What happened", "words", needed=True),
            Cell("kind", "Kind", "code", "event_kind", needed=True),
        ),
        "day",
        "",
    ),
    Subject(
        "rebase",
        "New limits on a chart",
        ("measure", "day"),
        (
            _MEASURE,
            Cell("day", "From", "date", needed=True, note="The first day of the new limits."),
            Cell("why", "Why", "words", needed=True, note="What became otherwise; limits are never moved without it."),
        ),
        "day",
        "",
    ),
    Subject(
        "training",
        "Life story training",
        ("day", "role"),
        (
            Cell("day", "Day", "date", needed=True),
            Cell("role", "Role", needed=True, note="The role of those trained; never a name."),
            Cell("trained", "How many were trained", "number", needed=True),
        ),
        "day",
        "",
    ),
    Subject(
        "publication",
        "Publication",
        ("number",),
        (
            Cell("number", "Number", "number", needed=True),
            Cell("title", "Title", needed=True),
            Cell("day", "As at", "date", needed=True, note="The day the figures are of."),
            Cell("first", "First day of the period", "date", needed=True),
            Cell("sealed", "What was sealed", "words", needed=True),
        ),
        None,
        "",
    ),
    Subject(
        "claim",
        "Claim",
        ("paper", "number"),
        (
            Cell("paper", "Paper", needed=True, note="A short name, such as “Board report, January 2022”."),
            Cell("reported", "Published on", "date", needed=True, note="The day of the paper, or its month's last."),
            Cell("number", "Number", "number", needed=True, note="1 for the paper's first claim, 2 for the next."),
            Cell("place", "Place in it", note="Page, section or heading."),
            Cell("wording", "Wording", "words", needed=True, note="What it says; never a name of a child or family."),
            Cell("kind", "Kind of claim", "code", "claim_kind", needed=True),
            Cell("measure", "Measure", note="The measure's id, such as K10; blank where the program has none."),
            Cell(
                "part",
                "Part of the measure",
                note="One of its groups, such as “Ethnic minority” or “Groups of 2”.",
            ),
            Cell("from_first", "Earlier: first day", "date", note="Of the period; blank for a day or twelve months."),
            Cell("from_day", "Earlier: last day", "date", note="The earlier day, or the last day of its period."),
            Cell("first", "First day", "date", note="Of the period; blank for a day or for the twelve months to it."),
            Cell("day", "Day, or last day", "date", needed=True, note="The day the figure is of."),
            Cell("earlier", "Earlier figure", note="As printed."),
            Cell("figure", "Figure", note="As printed, with as many decimal places as the paper gives."),
            Cell("percent", "Per cent", note="As printed. With a sign (−12.8) where only the sign tells a fall."),
            Cell("base", "Out of", note="The base of a share, where the paper gives it."),
            Cell("came", "Started", note="Of a reconciliation: how many started in the time between."),
            Cell("went", "Ceased", note="Of a reconciliation: how many ceased in the time between."),
        ),
        "reported",
        "",
    ),
)
"""Facts of the authority."""
PUBLISHED = Subject(
    "published_child",
    "Child in a publication",
    ("publication",),
    (
        Cell("publication", "Number of the publication", "number", needed=True),
        Cell("counted", "Which measures counted the child", "words", needed=True),
    ),
    None,
    "",
)
"""One row a child and publication: it goes with the child's record, while the sealed figures stay."""
