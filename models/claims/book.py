"""All claims together: which figure each states of which measure and when, and where two of them cannot both be so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from models.claims import Claim
from models.claims.arithmetic import agrees, bases, change
from models.claims.asking import Answers
from models.edits.stated import Printed

RATES = {"M02": ("M01", 10_000)}
"""Measures that are a count per so many of a population: the count, and per how many."""
ALL_IN_CARE = "M01"
SHIFT = Fraction(11, 10)
"""By how much a base may have grown or shrunk between two papers and still be called the same."""
Range = tuple[int, int]


@dataclass(frozen=True)
class Said:
    """One figure that a claim states: of what, over which days, as printed."""

    claim: Claim
    measure: str
    part: str
    first: dt.date
    day: dt.date
    figure: Printed

    @property
    def what(self) -> tuple[str, str]:
        """What it is a figure of."""
        return self.measure, self.part.casefold()


@dataclass(frozen=True)
class Implied:
    """The bases that a printed share allows, or the one that is printed with it."""

    claim: Claim
    range: Range

    @property
    def words(self) -> str:
        """The share and its bases: “11 as 3.1 % in claim 23 of the report is of 344 to 360”."""
        low, high = self.range
        share = f" as {self.claim.percent} %" if self.claim.percent is not None else ""
        whole = f"{low:,}" if low == high else f"{low:,} to {high:,}"
        return f"{self.claim.figure}{share} in {self.claim.name} is of {whole}"


class Book:
    """The figures that all claims state, and what the file answers to them."""

    def __init__(self, claims: Sequence[Claim], answers: Answers) -> None:
        self.claims, self.answers = tuple(claims), answers
        self.said = tuple(figure for claim in claims for figure in self._figures(claim))
        self.implied = {each.claim.key: each for claim in claims if (each := self._implied(claim)) is not None}

    def _figures(self, claim: Claim) -> Iterator[Said]:
        """The figures a claim states of days or periods; the height of a time, and a difference, are none of a day."""
        if claim.earlier is not None and claim.from_day is not None and claim.kind != "PEAK":
            yield self._of(claim, claim.from_first, claim.from_day, claim.earlier)
        if claim.figure is not None and claim.kind not in ("SHARE", "DIFFERENCE"):
            yield self._of(claim, claim.first, claim.day, claim.figure)

    def _of(self, claim: Claim, first: dt.date | None, day: dt.date, figure: Printed) -> Said:
        over = self.answers.period(claim.measure, None if claim.kind == "LOWEST" else first, day)
        return Said(claim, claim.measure, claim.part, over.first, over.last, figure)

    def others(self, claim: Claim) -> list[Said]:
        """What other claims state of the same measure, those of its own paper first."""
        own = (claim.measure, claim.part.casefold())
        found = [said for said in self.said if said.what == own and said.claim.key != claim.key]
        return sorted(found, key=lambda said: said.claim.paper != claim.paper)

    def against(self, claim: Claim) -> list[tuple[Printed, Said]]:
        """Figures of other claims for the same day or period that cannot be so beside this claim's."""
        own = [said for said in self.said if said.claim.key == claim.key]
        return [
            (said.figure, other)
            for said in own
            for other in self.others(claim)
            if (said.first, said.day) == (other.first, other.day) and _apart(said.figure, other.figure)
        ]

    def meant(self, claim: Claim) -> tuple[Fraction, Fraction, Said] | None:
        """Where a percentage does not follow from the claim's own figures: the two figures of which it does, one of
        them this claim's and one that another claim states of the same measure."""
        if claim.earlier is None or claim.figure is None or claim.percent is None:
            return None
        for other in self.others(claim):
            value = other.figure.value
            for pair in ((claim.earlier.value, value), (value, claim.figure.value)):
                exact = change(*pair)
                if exact is not None and exact != 0 and agrees(claim.percent, exact):
                    return *pair, other
        return None

    def before(self, claim: Claim) -> Said | None:
        """What an earlier paper stated of the same measure last, of as long a time."""
        own = next((said for said in self.said if said.claim.key == claim.key and said.day == claim.day), None)
        if own is None:
            return None
        length = (own.day - own.first).days // 28
        found = [
            said
            for said in self.others(claim)
            if said.claim.reported < claim.reported
            and said.day < own.day
            and (said.day - said.first).days // 28 == length
        ]
        return max(found, key=lambda said: said.day, default=None)

    def stated(self, measure: str, day: dt.date) -> Said | None:
        """What any claim states of a measure on a day."""
        return next((said for said in self.said if said.what == (measure, "") and said.day == day), None)

    # Bases

    def _implied(self, claim: Claim) -> Implied | None:
        if claim.kind != "SHARE" or claim.figure is None:
            return None
        if claim.base is not None:
            return Implied(claim, (int(claim.base.value), int(claim.base.value)))
        found = None if claim.percent is None else bases(claim.figure.value, claim.percent)
        return None if found is None else Implied(claim, found)

    def other_base(self, claim: Claim) -> Implied | None:
        """The claim of an earlier time whose share of the same measure can be of no base that this one is of."""
        own = self.implied.get(claim.key)
        if own is None:
            return None
        for other in self.implied.values():
            same = (other.claim.measure, other.claim.part) == (claim.measure, claim.part)
            if same and other.claim.day < claim.day and self._apart(own, other):
                return other
        return None

    def _apart(self, one: Implied, other: Implied) -> bool:
        (low, high), (least, most) = one.range, other.range
        if low <= most * SHIFT and least <= high * SHIFT:
            return False
        return not any(fits(one.range, a) and fits(other.range, b) for _, a, b in self.populations(one, other))

    def populations(self, one: Implied, other: Implied) -> list[tuple[str, int | None, int | None]]:
        """The bases that may be meant, on the day of each claim: the measure's own, and all children in care."""
        measure = one.claim.measure
        own = [self.answers.ask(measure, "", each.claim.first, each.claim.day).of for each in (one, other)]
        care = [self._in_care(each.claim.day) for each in (one, other)]
        titles = (self.answers.base(measure), "all children in care")
        return [(titles[0], own[0], own[1]), (titles[1], care[0], care[1])]

    def _in_care(self, day: dt.date) -> int | None:
        answer = self.answers.ask(ALL_IN_CARE, "", None, day)
        if answer.figure is not None:
            return int(answer.figure)
        said = self.stated(ALL_IN_CARE, day)
        return None if said is None else int(said.figure.value)

    def population(self, measure: str) -> tuple[list[Said], Range | None] | None:
        """The rates of a measure that stand beside a count of the same day, and the one population that fits them all;
        None where fewer than two do."""
        if measure not in RATES:
            return None
        of, per = RATES[measure]
        pairs = [
            (said, count)
            for said in self.said
            if said.what == (measure, "") and (count := self.stated(of, said.day)) is not None
        ]
        if len({said.day for said, _ in pairs}) < 2:
            return None
        for cuts in (False, True):
            found = [bases(count.figure.value, said.figure, per, cuts=cuts) for said, count in pairs]
            known = [each for each in found if each is not None]
            low, high = max(each[0] for each in known), min(each[1] for each in known)
            if len(known) == len(found) and low <= high:
                return [said for said, _ in pairs], (low, high)
        return [said for said, _ in pairs], None


def fits(among: Range, base: int | None) -> bool:
    """Whether a base is one of a range."""
    return base is not None and among[0] <= base <= among[1]


def _apart(one: Printed, other: Printed) -> bool:
    """Whether no exact figure is printed both ways, by rounding or cutting off; whole figures are the same or not."""
    if one.decimals == 0 == other.decimals:
        return one.value != other.value
    step, second = Fraction(1, 10**one.decimals), Fraction(1, 10**other.decimals)
    return one.value + step <= other.value - second / 2 or other.value + second <= one.value - step / 2
