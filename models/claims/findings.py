"""What else is to be said of a claim: what it is compared with, what the paper before said, what does not add up."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterator
from fractions import Fraction

from models.claims import ON_A_PEAK, Claim, shown
from models.claims.arithmetic import change, moved
from models.claims.book import ALL_IN_CARE, Book, Said
from models.claims.judging import CAME, WENT
from models.dates import add_months, british

COMPARES = ("CHANGE", "PERCENT", "PEAK", "DIFFERENCE")
"""Kinds of claims that hold a figure against an earlier one."""
SEVERAL = 2
"""Other figures that must be known before one is called the highest."""
ENOUGH = 12
"""Month ends that a median is taken of, at least."""


def also(claim: Claim, book: Book) -> tuple[str, ...]:
    """Every finding about a claim beside its verdict."""
    return tuple(
        sentence
        for look in (_anchored, _unlike, _since_the_paper_before, _shortfall, _rates, _bases)
        for sentence in look(claim, book)
    )


def _anchored(claim: Claim, book: Book) -> Iterator[str]:
    """A comparison with another day than the same month of the year before, the highest or lowest one most of all."""
    if claim.kind not in COMPARES or claim.from_day is None or not book.answers.of_a_day(claim.measure):
        return
    ago = add_months(claim.day, -12)
    if claim.kind != "PEAK" and (ago.year, ago.month) == (claim.from_day.year, claim.from_day.month):
        return
    earlier = claim.earlier.value if claim.earlier else _of_file(claim, book, claim.from_day)
    later = claim.figure.value if claim.figure and claim.kind != "DIFFERENCE" else _of_file(claim, book, claim.day)
    if earlier is None or later is None:
        return
    since = add_months(claim.from_first or claim.from_day, -12)
    file = book.answers.over_months(claim.measure, claim.part, since, claim.day)
    known = [answer.figure for _, answer in file if answer.figure is not None]
    all_known = [*known, *(said.figure.value for said in book.others(claim) if said.day >= since)]
    fell = later < earlier
    extreme = len(set(all_known) - {earlier}) >= SEVERAL and (
        earlier >= max(*all_known, later) if fell else earlier <= min(*all_known, later)
    )
    when = f"on {british(claim.from_day)}" if claim.kind != "PEAK" else f"by {british(claim.from_day)}"
    height = f"the {'highest' if fell else 'lowest'} figure known since {british(since)}"
    with_what = f"{shown(earlier)} {when}" + (f", {height}," if extreme else "")
    anchor = f"{ON_A_PEAK}: compared" if fell and (extreme or claim.kind == "PEAK") else "Compared"
    year = _stated(claim, book, ago)
    if year is None:  # then both figures are the file's: one of a paper beside one of the file says nothing
        year, later = _of_file(claim, book, ago), _of_file(claim, book, claim.day)
    if year is None or later is None:
        yield f"{anchor} with {with_what} not with the same month of the year before, of which nothing is known."
    else:
        exact = change(year, later)
        said = "" if exact is None else f", from which it is {moved(exact)}"
        same = f"the same month of the year before ({shown(year)} on {british(ago)}{said})"
        yield f"{anchor} with {with_what} not with {same}."
    if len(known) >= ENOUGH:
        middle = statistics.median(known)
        yield f"The median of the {len(known)} month ends since {british(since)} is {shown(middle)}."


def _of_file(claim: Claim, book: Book, day: dt.date) -> Fraction | None:
    """The figure of the claim's measure on a day, as the file has it."""
    return book.answers.ask(claim.measure, claim.part, None, day).figure


def _stated(claim: Claim, book: Book, day: dt.date) -> Fraction | None:
    """The figure of the claim's measure on a day, as any claim states it."""
    of = (claim.measure, claim.part.casefold())
    return next((said.figure.value for said in book.said if said.what == of and said.day == day), None)


def _unlike(claim: Claim, book: Book) -> Iterator[str]:
    """Two periods of unlike length, whose counts or means stand side by side."""
    if claim.kind not in COMPARES or claim.from_day is None or book.answers.of_a_day(claim.measure):
        return
    now = book.answers.period(claim.measure, claim.first, claim.day)
    then = book.answers.period(claim.measure, claim.from_first, claim.from_day)
    lengths = [round((each.last - each.first).days / 30.4375) for each in (then, now)]
    if lengths[0] != lengths[1]:
        yield f"The periods are of unlike length: {lengths[0]} months ({then}) and {lengths[1]} months ({now})."


def _since_the_paper_before(claim: Claim, book: Book) -> Iterator[str]:
    """What an earlier paper said last, and how the figure moved since: a paper may speak of a fall while it rose."""
    before = book.before(claim)
    if before is None or before.day == claim.from_day or claim.figure is None:
        return
    exact = change(before.figure.value, claim.figure.value)
    when = book.answers.when(claim.measure, before.first, before.day)
    if exact is None or exact == 0:
        return
    claimed = claim.figure.value - claim.earlier.value if claim.earlier is not None else Fraction(0)
    though = f", though the claim is of a {'fall' if claimed < 0 else 'rise'}" if claimed * exact < 0 else ""
    gave = f"{before.claim.paper} gave {before.figure} {when}"
    yield f"{gave}: since then it is {moved(exact)}{though}."


def _shortfall(claim: Claim, book: Book) -> Iterator[str]:
    """Starts or ends that do not explain how the number in care moved, as papers themselves state the four figures."""
    side = CAME if claim.measure in CAME else WENT if claim.measure in WENT else None
    if side is None or claim.kind != "VALUE":
        return
    own = next(said for said in book.said if said.claim.key == claim.key)
    among = WENT if side is CAME else CAME
    other = next((each for each in book.said if each.measure in among and _same(each, own)), None)
    before = book.stated(ALL_IN_CARE, own.first - dt.timedelta(days=1))
    now = book.stated(ALL_IN_CARE, own.day)
    if other is None or before is None or now is None:
        return
    came, went = (own, other) if side is CAME else (other, own)
    total = before.figure.value + came.figure.value - went.figure.value
    if total != now.figure.value:
        yield (
            f"{before.figure} + {came.figure} − {went.figure} = {shown(total)}, but {now.figure} are claimed in care "
            f"{book.answers.when(ALL_IN_CARE, None, own.day)}: {shown(abs(total - now.figure.value))} apart."
        )


def _same(one: Said, other: Said) -> bool:
    return (one.first, one.day) == (other.first, other.day)


def _rates(claim: Claim, book: Book) -> Iterator[str]:
    """Whether the rates of all papers can be of one population."""
    found = book.population(claim.measure)
    if found is None or not any(said.claim.key == claim.key for said in found[0]):
        return
    said, population = found
    rates = ", ".join(dict.fromkeys(str(each.figure) for each in sorted(said, key=lambda each: each.day)))
    if population is None:
        yield f"No one population gives the rates {rates} with the counts of the same days."
    else:
        low, high = population
        yield f"The rates {rates} fit the counts of the same days on one population of {low:,} to {high:,}."


def _bases(claim: Claim, book: Book) -> Iterator[str]:
    """A later claim whose share is of another base."""
    for other in book.claims:
        changed = book.other_base(other)
        if changed is not None and changed.claim.key == claim.key:
            yield f"{other.name[0].upper()}{other.name[1:]} gives the same share of another base."
