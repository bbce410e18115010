"""Every figure of the paper, worked out from the measures."""

from __future__ import annotations

import datetime as dt
import itertools

from models.dates import add_months
from models.disclosure import NOT_APPLICABLE, small
from models.measures import MEASURES, Period, on
from models.measures.breakdowns import breakdowns
from models.progress import Progress, part, silent
from models.reports.counted import Of
from models.reports.highlight.figures import (
    HIDDEN,
    MONTHS,
    At,
    Book,
    Figure,
    full,
    judgement,
    month,
    moved,
    shown,
    stock,
    twelve,
    way,
    year,
    year_before,
    years,
)
from models.rounding import fixed, number
from models.series import Series, months_to, several
from models.series.judged import DAYS_OF, between, judged
from models.snapshot import Snapshot

BOARD = (2, 5, 8, 11)
"""The months with whose last day a quarter of the board ends; a paper's figures are of the last one that has ended."""
STOCKS = ("M01", "M02", "K02", "K03", "K11", "K13")
QUICK = tuple(code for code in STOCKS if code != "K03")
CLOCKS = ("T01", "T03")
DAY = dt.timedelta(days=1)


def quarter(day: dt.date, ends: tuple[int, ...] = BOARD) -> dt.date:
    """The last day, on or before a day, with which one of these months ends."""
    first = (day + DAY).replace(day=1)
    while (first - DAY).month not in ends:
        first = (first - DAY).replace(day=1)
    return first - DAY


def gathered(snapshot: Snapshot, day: dt.date, progress: Progress = silent) -> Book:
    """The figures as at a day; only those of homes bought elsewhere are of the last calendar quarter known by then."""
    book = Book(on(snapshot, day))
    _stocks(book, part(progress, 0, 0.5))
    _flows(book)
    _orders(book)
    months = several(book.snapshot, CLOCKS, MONTHS, progress=part(progress, 0.5, 0.9))  # both of one walk back
    for code in CLOCKS:
        _clock(book, code, months[code])
    _residential(book, snapshot)
    _school(book)
    _trained(book)
    progress(1, "Figures")
    return book


def _stocks(book: Book, progress: Progress) -> None:
    found = several(book.snapshot, QUICK, MONTHS, progress=progress)
    for code in QUICK:
        chart = judged(found[code], book.snapshot)
        stock(book, code, found[code], judgement("" if chart is None else chart.sentence))
    for name, day in (("now", book.day), ("then", year_before(book.day))):
        tally, rests = book.ask("K03", Period.year_to(day))
        book.say(f"K03.{name}", shown(tally.value, "children"), rests)


def _flows(book: Book) -> None:
    """Who came and who left in the twelve months, and whether that explains the change of those in care."""
    year_to = twelve(book.day)
    terms = {code: book.ask(code, year_to) for code in ("M03", "M04", "M03s", "M04s")}
    for code, (tally, rests) in terms.items():
        before, then = book.ask(code, twelve(year_before(book.day)))
        book.say(f"{code}.now", shown(tally.value, "children"), rests)
        book.say(f"{code}.then", shown(before.value, "children"), then)
    (came_all, came_rests), (left_all, left_rests) = terms["M03"], terms["M04"]
    began, ceased = shown(came_all.value, "children"), shown(left_all.value, "children")
    neither = f"How many started or ceased to be looked after in the twelve months {HIDDEN}."
    only_left = f"In the twelve months {ceased} children ceased to be looked after; how many started {HIDDEN}."
    only_came = f"In the twelve months {began} children started to be looked after; how many ceased to be {HIDDEN}."
    both = f"In the twelve months {began} children started to be looked after and {ceased} ceased to be."
    alone = Figure(only_left, left_rests, Figure(only_came, came_rests, neither))
    book.say("M03.flows", both, came_rests + left_rests, alone)
    ends = [book.ask("M01", Period(day, day)) for day in (year_to.first - DAY, book.day)]
    was, came, went, now = (len(tally.children) for tally, _ in (ends[0], terms["M03"], terms["M04"], ends[1]))
    apart = was + came - went - now
    rests = tuple(key for _, keys in (*ends, *terms.values()) for key in keys)
    text = ""
    if apart:
        more = "more" if apart > 0 else "fewer"
        spells = len(terms["M03s"][0].children), len(terms["M04s"][0].children)
        text = f"{was:,} and {came:,} less {went:,} is {was + came - went:,}, {abs(apart):,} {more} than {now:,}"
        if was + spells[0] - spells[1] == now:
            text += (
                ": a child who came or left twice counts once here. Counted each time, "
                f"{spells[0]:,} came and {spells[1]:,} left, and the figures agree."
            )
        else:
            text += "; the record does not explain it."
    book.say("M01.reconciled", text, rests, "")


def _orders(book: Book) -> None:
    """Adoption orders of the financial year so far and of whole ones; special guardianship of twelve months."""
    first = year(book.day)
    so_far, whole = Period(first, book.day), Period(add_months(first, -12), first - DAY)
    tally, rests = book.ask("K01", so_far)
    part_before = Period(add_months(first, -12), year_before(book.day))
    for name, period in (("then", part_before), ("last", whole), ("before", whole.before)):
        found, keys = book.ask("K01", period)
        book.say(f"K01.{name}", shown(found.value, "children"), keys)
    book.say("K01.first", full(first))
    book.say("K01.now", shown(tally.value, "children"), rests)
    book.say("K01.last_year", years(whole.first))
    book.say("K01.before_year", years(whole.before.first))
    for group in tally.groups:
        key = book.counted.put(Of("K01", so_far.first, so_far.last, group.code), group.children)
        book.say(f"K01.{group.code}", number(group.value, "children"), (key,))
    kin = breakdowns(book.snapshot, {"K01": tally}, ("siblings",)).get("K01", ())
    groups = [(each.title, each.families or 0) for found in kin for each in found.parts if each.families is not None]
    keys = tuple(book.counted.put(Of("K01", so_far.first, so_far.last, title), n) for title, n in groups)
    told = [f"{n} sibling {title.replace('Group', 'group' if n == 1 else 'groups')}" for title, n in groups]
    book.say("K01.siblings", " and ".join(told) or "no sibling group", keys, "sibling groups c")
    _among(book)
    for code in ("K10",):
        now, keys_now = book.ask(code, twelve(book.day))
        then, keys_then = book.ask(code, twelve(year_before(book.day)))
        book.say(f"{code}.now", shown(now.value, "children"), keys_now)
        book.say(f"{code}.then", shown(then.value, "children"), keys_then)
        was, is_now = len(then.children), len(now.children)
        verb = way(was, is_now)
        by = f", by {book.percent(was, is_now, keys_now + keys_then)}" if was and verb else ""
        text = (
            f"has {verb} from {was:,} in the twelve months before to {is_now:,}{by}" if verb else f"is {is_now:,} again"
        )
        book.say(f"{code}.since_then", text, keys_now + keys_then, HIDDEN)
    months = months_to(book.day, MONTHS)
    for code in DAYS_OF:
        made = between(book.snapshot, MEASURES[code], Period(months[0].first, book.day))
        rests = book.figures[f"{code}.now"].rests
        book.say(f"{code}.judged", judgement(made.chart.sentence), rests, "")


AMONG = (
    ("minority", "{} of an ethnic minority", "of an ethnic minority"),
    ("siblings", "{}", "in sibling groups"),
    ("four", "{} aged 4 or over", "aged 4 or over"),
)
"""What is told of the children adopted: as it is said where it is printed, and where it is not."""


def _among(book: Book) -> None:
    """Who the children adopted are; what is not printed is said together."""
    text: str | Figure = ""
    for printed in sorted(itertools.product((False, True), repeat=len(AMONG)), key=sum):
        parts = [(book.figures[f"K01.{name}"], said, kind) for name, said, kind in AMONG]
        shown_ = [(figure, said) for (figure, said, _), seen in zip(parts, printed, strict=True) if seen]
        kinds = [kind for (_, _, kind), seen in zip(parts, printed, strict=True) if not seen]
        told = "; ".join(said.format(figure.text) for figure, said in shown_)
        told = f"Among these children: {told} (a child may be in several)." if told else ""
        if kinds:
            *most, last = kinds
            told += f" How many of the children are {', '.join(most)}{' or ' * bool(most)}{last} {HIDDEN}."
        text = Figure(told.strip(), tuple(key for figure, _ in shown_ for key in figure.rests), text)
    assert isinstance(text, Figure)
    book.figures["K01.among"] = text


def _clock(book: Book, code: str, months: Series) -> None:
    """A mean of days in the financial year so far, in the last whole one and in the one before."""
    first = year(book.day)
    so_far, whole = Period(first, book.day), Period(add_months(first, -12), first - DAY)
    asked = {"now": so_far, "last": whole, "before": whole.before}
    ends: dict[str, At] = {}
    for name, period in asked.items():
        tally, rests = book.ask(code, period)
        part_year = period.last + DAY != add_months(period.first, 12)
        words = years(period.first) + (f" so far (to {full(period.last)})" if part_year else "")
        n, median = f"{tally.n:,}", shown(tally.median, "days")
        said = f"{shown(tally.value, 'days')} in {words} (n = {n}, median {median})"
        none = f"none in {words}"
        enough = rests if small(tally.n) else ()
        """A mean of enough children may be printed also where their number is hidden for another's sake."""
        book.say(f"{code}.{name}", shown(tally.value, "days"), enough)
        book.say(f"{code}.{name}_n", n, rests)
        book.say(f"{code}.{name}_median", median, enough)
        book.say(f"{code}.{name}_year", words)
        told = said if tally.n else none
        few = f"c in {words}" if small(tally.n) else told.replace(f"n = {n},", "n = c,")
        book.say(f"{code}.{name}_told", told, rests, few)
        if tally.value is not None:
            ends[name] = At(period.last, float(fixed(tally.value, 0)), enough)
    for name, (a, b) in {"since_before": ("before", "now"), "whole_years": ("before", "last")}.items():
        text, rests = "", ()
        if a in ends and b in ends:
            was, is_now = ends[a], ends[b]
            rests = was.rests + is_now.rests
            verb, by = way(was.value, is_now.value), book.percent(was.value, is_now.value, was.rests + is_now.rests)
            days = f"{abs(is_now.value - was.value):,.0f} days"
            span = f"From {book.figures[f'{code}.{a}_year'].text} to {book.figures[f'{code}.{b}_year'].text}"
            text = f"{span} it has {verb} by {days} ({by})." if verb else f"{span} it has not changed."
        book.say(f"{code}.{name}", text, rests, "")
    chart = judged(months, book.snapshot)
    rests = book.figures[f"{code}.now"].rests
    book.say(f"{code}.judged", judgement("" if chart is None else chart.sentence), rests, "")


def _residential(book: Book, snapshot: Snapshot) -> None:
    """Children in homes bought elsewhere at the last calendar quarter's end, and half a year before it."""
    day = quarter(snapshot.as_at, (3, 6, 9, 12))
    ends = []
    for back in (6, 0):
        end = (add_months(day.replace(day=1), 1 - back)) - DAY
        tally = MEASURES["K15"].tally(on(snapshot, end), Period(end, end))
        rests = book.counted.tally("K15", Period(end, end), tally)
        ends.append(At(end, float(len(tally.children)), rests))
    for name, at in zip(("then", "now"), ends, strict=True):
        book.say(f"K15.{name}", shown(at.value, "children"), at.rests)
        book.say(f"K15.{name}_month", month(at.day))
    moved(book, "K15.half_year", ends[0], ends[1], "children")
    series = several(on(snapshot, day), ["K15"], MONTHS)["K15"]
    chart = judged(series, snapshot)
    book.say("K15.judged", judgement("" if chart is None else chart.sentence), ends[1].rests, "")


def _school(book: Book) -> None:
    """Attendance, hours, exclusions and suspensions."""
    day = book.day
    for name, when in (("now", day), ("then", year_before(day))):
        tally, rests = book.ask("E01", Period(when, when))
        book.say(f"E01.{name}", shown(tally.value, "%"), rests)
        book.say(f"E01.{name}_month", month(when))
    few, rests = book.ask("E02", Period(day, day))
    book.say("E02.counted", NOT_APPLICABLE if not few.kept else f"{len(few.children):,}", rests)
    book.say("E02.base", NOT_APPLICABLE if few.base is None else f"{len(few.base):,}", rests)
    book.say("E02.share", shown(few.value, "%"), rests)
    everybody = next((group for group in few.apart() if group.code == "all in care"), None)
    everywhere = (*rests, str(Of("M01", day, day)))
    book.say("E02.of_all", shown(None if everybody is None else everybody.value, "%"), everywhere)
    said = {name: book.figures[f"E02.{name}"].text for name in ("counted", "base", "share", "of_all")}
    text = "{counted} of {base} children of school age, {share}, are offered fewer than 25 hours of education a week."
    text = text.format(**said)
    in_care = book.figures["M01.now"].text
    of_all = (
        f" Of all {in_care} in care that would be {said['of_all']}: another base, never to be compared with the first."
    )
    none = f"How many children of school age are offered fewer than 25 hours of education a week {HIDDEN}."
    if not few.kept:
        text, of_all = "How many hours of education children are offered is not recorded (z).", ""
    book.say("E02.told", text + of_all, everywhere, Figure(text, rests, none))
    excluded, rests = book.ask("E03", Period(day, day))
    book.say("E03.now", shown(excluded.value, "exclusions"), rests)
    since = next(iter(excluded.apart()), None)
    whole = 0 if since is None else int(since.value)
    years_ago = f"{whole} whole year{'s' * (whole != 1)}" if whole else "less than a year"
    text = "Whether a looked-after child was permanently excluded is not recorded (z)."
    if since is not None and since.code == "without":
        span = f"the last {whole} years" if whole > 1 else "the last year" if whole else years_ago
        text = f"No looked-after child has been permanently excluded in {span}, as far back as the record goes."
    elif since is not None:
        text = f"The last permanent exclusion of a looked-after child was {years_ago} ago."
    book.say("E03.told", text, rests, "Permanent exclusions are not printed (c).")
    _suspensions(book)


def _suspensions(book: Book) -> None:
    """The last whole school year, the one before it, and two before it, which a paper compares with."""
    ended = dt.date(book.day.year - (book.day < dt.date(book.day.year, 8, 31)), 8, 31)
    found: dict[str, At] = {}
    for name, back in (("now", 0), ("last", 1), ("before", 2)):
        end = ended.replace(year=ended.year - back)
        tally, rests = book.ask("E04", Period(end, end))
        words = f"{end.year - 1}/{end.year % 100:02}"
        book.say(f"E04.{name}", shown(tally.value, "suspensions"), rests)
        book.say(f"E04.{name}_year", words)
        if tally.value is not None:
            found[name] = At(end, float(tally.value), rests)
    text, rests = "is not known over three school years (z)", ()
    if {"now", "before"} <= set(found):
        was, is_now = found["before"], found["now"]
        rests, verb = was.rests + is_now.rests, way(was.value, is_now.value)
        first, last = (book.figures[f"E04.{name}_year"].text for name in ("before", "now"))
        text = f"has not changed: {was.value:,.0f} in {first} and in {last}"
        if verb:
            by = f", by {book.percent(was.value, is_now.value, rests)}" if was.value else ""
            text = f"has {verb} from {was.value:,.0f} in {first} to {is_now.value:,.0f} in {last}{by}"
    book.say("E04.since_before", text, rests, HIDDEN)


def _trained(book: Book) -> None:
    """Staff, by role: no children, so nothing of it is hidden."""
    tally = MEASURES["L02"].tally(book.snapshot, Period(book.day, book.day))
    told = [f"{group.value:,.0f} {_many(group.title)}" for group in tally.groups]
    book.say("L02.roles", " and ".join(told) if told else f"no staff on record ({NOT_APPLICABLE})")
    book.say("L02.now", shown(tally.value, "people"))


def _many(role: str) -> str:
    small = role[:1].lower() + role[1:]
    return small if small.endswith(("s", "staff")) else f"{small}s"
