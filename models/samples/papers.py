"""What two papers to the board of 2022 say of the authority: the demonstration is dealt so that it comes out of its
children.

Days and figures, each exact or between two bounds: what lies between the days the papers speak of is to be believable.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.samples.chain import number
from models.samples.story import Rows
from models.subjects import AUTHORITY

CHILDREN, SEED = 3000, 20
"""The demonstration's own size and seed; other authorities are dealt as they come."""
UNTIL = dt.date(2022, 8, 31)
"""The last day the papers speak of."""
SINCE = dt.date(2019, 9, 1)
"""The school year with which the papers begin to compare."""
SCHOOL_SINCE = dt.date(2016, 9, 1)
"""The papers say that nobody was excluded for five years."""
ATTENDANCE = dt.date(2021, 11, 30), 910
"""Sessions attended of a thousand, in the term of a day."""
SHORT_HOURS = ((dt.date(2021, 11, 30), 11), (dt.date(2022, 8, 31), 7))
"""Children in care on a day who are offered less than 25 hours."""
SUSPENSIONS = 2019, 2021, -128
"""Two school years, by the year they begin in, and the change in thousandths from the one to the other."""
POPULATION = 33_128
"""Children aged 0 to 17 in the authority: the one estimate that gives all four rates of the papers."""
TRAINED = dt.date(2021, 10, 13)
ROLES = (("Resource worker", 26), ("Residential worker", 10))
"""Who was trained in life story work, and how many."""
SLACK = 6
"""Days by which the days of all children adopted or matched in a time may miss their mean: fewer than half of them."""
WEIGHTS = {
    "order to adoption": 0.0005,
    "order to match": 0.0005,
    "children": 0.05,
    "adopted, pairs": 5.0,
    **dict.fromkeys(("adopted, ethnic minority", "adopted, four or over"), 3.0),
}


@dataclass(frozen=True)
class Aim:
    """What is counted (on the last day, or from the first to the last), and the least and the most it may be."""

    what: str
    first: int
    last: int
    least: int
    most: int
    mean: int = 0
    """Of days: what they are counted from, so that they add up to next to nothing where this is their mean."""

    @property
    def weight(self) -> float:
        """How much it matters that one is missing."""
        return WEIGHTS.get(self.what, 1.0)


def _stock(what: str, *figures: tuple[str, int] | tuple[str, int, int]) -> list[Aim]:
    return [Aim(what, _day(day), _day(day), figure[0], figure[-1]) for day, *figure in figures]


def _flow(what: str, *figures: tuple[str, str, int] | tuple[str, str, int, int]) -> list[Aim]:
    return [Aim(what, _day(first), _day(last), figure[0], figure[-1]) for first, last, *figure in figures]


def _mean(what: str, *figures: tuple[str, str, int]) -> list[Aim]:
    return [Aim(what, _day(first), _day(last), -SLACK, SLACK, mean) for first, last, mean in figures]


def _day(text: str) -> int:
    return number(dt.date.fromisoformat(text))


def _years(first: int, last: int, least: int, most: int) -> list[tuple[str, str, int, int]]:
    return [(f"{year}-04-01", f"{year + 1}-03-31", least, most) for year in range(first, last)]


AIMS = (
    *_stock(
        "in care",
        *(("2016-03-31", 555, 600), ("2017-03-31", 570, 620), ("2018-03-31", 590, 640), ("2019-03-31", 625, 668)),
        *(("2019-09-30", 645, 680), ("2020-01-31", 660, 690), ("2020-03-31", 665, 690), ("2020-05-31", 670, 693)),
        *(("2020-07-31", 680, 697), ("2020-08-31", 688, 700), ("2020-09-15", 690, 700), ("2020-09-30", 702)),
        *(("2020-10-07", 685, 701), ("2020-10-15", 680, 699), ("2020-10-31", 670, 694), ("2020-11-30", 654)),
        *(("2020-12-31", 637, 645),),
        *(("2021-01-31", 622, 632), ("2021-02-28", 608, 618), ("2021-03-31", 595, 604), ("2021-04-30", 581, 591)),
        *(("2021-05-31", 569, 578), ("2021-06-30", 559, 566), ("2021-07-31", 549, 555), ("2021-08-31", 544)),
        *(("2021-09-30", 535, 540), ("2021-10-31", 529, 532), ("2021-11-30", 526), ("2022-03-31", 510, 538)),
        *(("2022-05-31", 515, 538), ("2022-08-31", 535)),
    ),
    *_stock(
        "connected",
        *(("2019-03-31", 160, 205), ("2020-01-31", 175, 211), ("2020-02-29", 175, 211), ("2020-03-31", 175, 211)),
        *(("2020-04-30", 175, 211), ("2020-05-31", 175, 211), ("2020-06-30", 175, 211), ("2020-07-31", 175, 211)),
        *(("2020-08-31", 175, 211), ("2020-09-15", 195, 211), ("2020-09-30", 212), ("2020-10-15", 190, 211)),
        *(("2020-10-31", 180, 211), ("2020-11-30", 170, 209), ("2020-12-31", 165, 205), ("2021-04-30", 140, 175)),
        *(("2021-08-31", 124, 150), ("2021-11-30", 124), ("2022-03-31", 124, 141), ("2022-08-31", 141)),
    ),
    *_stock(
        "with parents",
        *(("2018-03-31", 55, 85), ("2019-03-31", 65, 95), ("2020-03-31", 80, 98), ("2020-09-30", 99)),
        *(("2021-03-31", 65, 85), ("2021-08-31", 58), ("2021-10-31", 52), ("2021-11-30", 47), ("2022-03-31", 44, 52)),
        ("2022-08-31", 51),
    ),
    *_stock(
        "external home",
        *(("2019-03-31", 45, 70), ("2020-03-31", 50, 74), ("2020-09-30", 55, 74), ("2021-03-31", 62, 74)),
        *(("2021-06-30", 74), ("2021-12-31", 47), ("2022-08-31", 40, 52)),
    ),
    *_stock(
        "placement order",
        *(("2018-03-31", 30, 55), ("2020-03-31", 30, 55), ("2021-03-31", 28, 50), ("2021-11-30", 38)),
        *(("2022-03-31", 28, 48), ("2022-08-31", 28, 50)),
    ),
    *_stock("without a link", ("2021-11-30", 2)),
    *_stock("of school age", ("2021-11-30", 355)),
    *_flow(
        "started",
        *_years(2016, 2020, 235, 310),
        *(("2020-12-01", "2021-11-30", 205), ("2021-12-01", "2022-08-31", 140, 190)),
    ),
    *_flow("left", *_years(2016, 2020, 190, 280), ("2020-12-01", "2021-11-30", 344)),
    *_flow(
        "special guardianship",
        *_years(2016, 2020, 30, 75),
        *(("2020-12-01", "2021-11-30", 76), ("2021-09-01", "2022-08-31", 50)),
    ),
    *_flow(
        "adopted",
        *_years(2016, 2021, 22, 36),
        *(("2021-04-01", "2021-11-30", 19), ("2021-12-01", "2022-03-31", 5), ("2022-04-01", "2022-08-31", 8, 16)),
    ),
    *_flow("adopted, ethnic minority", ("2021-04-01", "2021-11-30", 4)),
    *_flow("adopted, pairs", ("2021-04-01", "2021-11-30", 4)),
    *_flow("adopted, four or over", ("2021-04-01", "2021-11-30", 2)),
    *_flow("children", ("2016-04-01", "2022-08-31", 2060, 2125)),
    *_mean("order to adoption", ("2019-04-01", "2020-03-31", 558), ("2021-04-01", "2021-11-30", 342)),
    Aim("order to match", _day("2022-04-01"), _day("2022-08-31"), -500, 1500, 190),
    *_mean("order to match", ("2020-04-01", "2021-03-31", 301), ("2021-04-01", "2022-03-31", 189)),
)


def told_of(children: int, seed: int, today: dt.date) -> bool:
    """Whether an authority is the one that the papers tell of."""
    return (children, seed) == (CHILDREN, SEED) and today > UNTIL


def figures(rows: Rows, children: int, since: int, today: int) -> None:
    """The authority's own figures: how many children live there, and who was trained in life story work."""
    living = POPULATION * children // CHILDREN
    rows["population"].append((AUTHORITY, since, living, "Mid-year estimate, invented for the demonstration"))
    if number(TRAINED) <= today:
        rows["training"] += [(AUTHORITY, number(TRAINED), role, people) for role, people in ROLES]
