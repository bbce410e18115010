"""What comes of one claim on the file: each kind of claim recomputed, with a sentence that says how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from models.claims import Claim, Term, shown
from models.claims.arithmetic import How, agrees, change, moved, percent, rounded, worst
from models.claims.asking import Answer
from models.claims.book import Book
from models.dates import british
from models.edits.stated import Printed

CAME, WENT = ("M03", "M03s"), ("M04", "M04s")
"""Starts and ends, counted by child and by spell."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a claim comes to: whether the file agrees (None: it cannot say), in sentences, with its terms."""

    how: How | None
    sentences: tuple[str, ...]
    found: str
    terms: tuple[Term, ...] = field(default_factory=tuple)


def recomputed(claim: Claim, book: Book) -> Outcome:
    """What the file gives for a claim."""
    return _KINDS[claim.kind](claim, book)


def _term(
    claim: Claim, book: Book, said: Printed | None, *, earlier: bool = False, measure: str = "", name: str = ""
) -> tuple[Term, Answer]:
    """One figure of the file, at the claim's time or at the earlier one."""
    first, day = (claim.from_first, claim.from_day) if earlier else (claim.first, claim.day)
    assert day is not None
    of, part = (measure, "") if measure else (claim.measure, claim.part)
    answer = book.answers.ask(of, part, first, day)
    title, when = name or book.answers.title(of, part), book.answers.when(of, first, day)
    return Term(title, when, said, answer.figure, answer.children, answer.why), answer


def _known(*terms: Term) -> str:
    """Why the file gives no figure for one of some terms; empty where it gives all."""
    return "; ".join(dict.fromkeys(term.why for term in terms if term.found is None))


def _given(*terms: Term) -> str:
    """“The file gives 654 on 30 Nov 2020 and 526 on 30 Nov 2021.”"""
    return f"The file gives {' and '.join(f'{shown(term.found)} {term.when}' for term in terms)}."


def _unknown(why: str, sentences: tuple[str, ...], *terms: Term) -> Outcome:
    return Outcome(None, (*sentences, f"It cannot be recomputed: {why}."), "–", terms)


def _of_term(term: Term) -> How:
    """How a term agrees with what is printed; one that is not printed agrees."""
    assert term.found is not None
    return "rounded" if term.said is None else agrees(term.said, term.found)


def _cut(term: Term) -> str:
    """What is to be said of a figure that was only cut off."""
    if term.said is None or term.found is None or _of_term(term) != "cut":
        return ""
    return _was_cut(term.found, term.said)


def _was_cut(exact: Fraction, said: Printed) -> str:
    by_rule = rounded(abs(exact), said.decimals)
    return f"{shown(abs(exact))} is cut off to {said}, not rounded (that would be {float(by_rule):,.{said.decimals}f})."


def _value(claim: Claim, book: Book) -> Outcome:
    term, _ = _term(claim, book, claim.figure)
    if why := _known(term):
        return _unknown(why, (), term)
    return Outcome(_of_term(term), tuple(filter(None, (_given(term), _cut(term)))), shown(term.found), (term,))


def _change(claim: Claim, book: Book) -> Outcome:
    """From one figure to another, with or without a percentage; the earlier one may be the height of a time."""
    later, _ = _term(claim, book, claim.figure)
    earlier = _height(claim, book) if claim.kind == "PEAK" else _term(claim, book, claim.earlier, earlier=True)[0]
    terms = (later, earlier)
    inside = _inside(claim)
    why = _known(*terms)
    if claim.percent is not None and claim.earlier is None and claim.figure is None:
        return _baseless(claim, later, earlier)
    if why:
        return _unknown(why, inside, *terms)
    assert earlier.found is not None
    assert later.found is not None
    found = f"from {shown(earlier.found)} to {shown(later.found)}"
    sentences = [*inside, _given(earlier, later), *(_cut(term) for term in terms)]
    hows = [_of_term(term) for term in terms]
    if claim.percent is not None:
        exact = change(earlier.found, later.found)
        if exact is None:
            return _unknown("no percentage can be worked out from nought", inside, *terms)
        hows.append(agrees(claim.percent, exact))
        found = f"{found}, {percent(exact)}"
        if not inside or hows[-1] != _of_own(claim):
            sentences.append(f"That is {moved(exact)}.")
            sentences.append(_was_cut(exact, claim.percent) if hows[-1] == "cut" else "")
    return Outcome(worst(*hows), tuple(filter(None, sentences)), found, terms)


def _of_own(claim: Claim) -> How | None:
    """How a percentage follows from the figures printed beside it; None where there are none."""
    if claim.percent is None or claim.earlier is None or claim.figure is None or claim.kind == "DIFFERENCE":
        return None
    exact = change(claim.earlier.value, claim.figure.value)
    return None if exact is None else agrees(claim.percent, exact)


def _inside(claim: Claim) -> tuple[str, ...]:
    """The paper's own arithmetic, whatever the file says."""
    how = _of_own(claim)
    if how is None or claim.percent is None or claim.earlier is None or claim.figure is None:
        return ()
    exact = change(claim.earlier.value, claim.figure.value)
    assert exact is not None
    sentence = f"From {claim.earlier} to {claim.figure} is {moved(exact)}"
    if how == "":
        return (f"{sentence}, not of {claim.percent} %.",)
    return (f"{sentence}.",) + ((_was_cut(exact, claim.percent),) if how == "cut" else ())


def _baseless(claim: Claim, later: Term, earlier: Term) -> Outcome:
    """A percentage of which neither figure is printed: nobody can say from the paper what it is a percentage of."""
    assert claim.percent is not None
    sentences = [f"Base not given: the paper prints neither of the figures between which {claim.percent} % lies."]
    if earlier.found is not None and later.found is not None:
        exact = change(earlier.found, later.found)
        sentences.append(_given(earlier, later))
        if exact is not None:
            sentences.append(f"That is {moved(exact)}, {'as' if agrees(claim.percent, exact) else 'not as'} claimed.")
    return Outcome(None, tuple(sentences), "–", (later, earlier))


def _height(claim: Claim, book: Book) -> Term:
    """The highest month's end of the earlier time; of one day, that day."""
    assert claim.from_day is not None
    first = claim.from_first or claim.from_day
    found = book.answers.over_months(claim.measure, claim.part, first, claim.from_day)
    title = book.answers.title(claim.measure, claim.part)
    span = f"highest month's end from {british(first)} to {british(claim.from_day)}"
    if not found:
        why = book.answers.ask(claim.measure, claim.part, None, claim.from_day).why
        return Term(title, span, claim.earlier, why=why)
    day, answer = max(found, key=lambda each: (each[1].figure or 0, each[0]))
    return Term(title, f"on {british(day)} ({span})", claim.earlier, answer.figure, answer.children)


def _share(claim: Claim, book: Book) -> Outcome:
    """So many of a base: the count, the base and the percentage, as far as they are printed."""
    assert claim.figure is not None
    term, answer = _term(claim, book, claim.figure)
    inside = []
    if claim.base is not None and claim.percent is not None and claim.base.value:
        exact = 100 * claim.figure.value / claim.base.value
        how = agrees(claim.percent, exact)
        sentence = f"{claim.figure} of {claim.base} is {percent(exact)}"
        inside.append(f"{sentence}." if how else f"{sentence}, not {claim.percent} %.")
    if claim.base is None and (implied := book.implied.get(claim.key)):
        low, high = implied.range
        inside.append(f"{claim.figure} is {claim.percent} % of a base of {low:,} to {high:,}; the paper gives none.")
    if why := _known(term):
        return _unknown(why, tuple(inside), term)
    if answer.base is None:
        return _unknown("the measure is a count and no share, so the file has no base for it", tuple(inside), term)
    count, of = len(answer.children), len(answer.base)
    counted = Term(term.title, term.when, claim.figure, Fraction(count), answer.children)
    whole = Term(f"Out of {book.answers.base(claim.measure)}", term.when, claim.base, Fraction(of), answer.base)
    found, hows = f"{count:,} of {of:,}", [_of_term(counted), _of_term(whole)]
    inside.append(f"The file gives {found} {term.when}.")
    if claim.percent is not None and of:
        exact = Fraction(100 * count, of)
        hows.append(agrees(claim.percent, exact))
        found = f"{found}, {percent(exact)}"
        inside.append(f"That is {percent(exact)}.")
        if hows[-1] == "cut":
            inside.append(_was_cut(exact, claim.percent))
    return Outcome(worst(*hows), tuple(inside), found, (counted, whole))


def _difference(claim: Claim, book: Book) -> Outcome:
    """How much a figure moved between two dates."""
    assert claim.figure is not None
    later, _ = _term(claim, book, None)
    earlier, _ = _term(claim, book, claim.earlier, earlier=True)
    if why := _known(later, earlier):
        return _unknown(why, (), later, earlier)
    assert earlier.found is not None
    assert later.found is not None
    exact = later.found - earlier.found
    hows = worst(_of_term(earlier), agrees(claim.figure, exact))
    return Outcome(hows, (_given(earlier, later), f"The difference is {shown(exact)}."), shown(exact), (later, earlier))


def _lowest(claim: Claim, book: Book) -> Outcome:
    """That a figure is the lowest of the month ends of a time."""
    assert claim.first is not None
    found = book.answers.over_months(claim.measure, claim.part, claim.first, claim.day)
    title = book.answers.title(claim.measure, claim.part)
    if not found or found[-1][0] != claim.day:
        answer = book.answers.ask(claim.measure, claim.part, None, claim.day)
        return _unknown(answer.why, (), Term(title, f"on {british(claim.day)}", claim.figure, why=answer.why))
    last = Term(title, f"on {british(claim.day)}", claim.figure, found[-1][1].figure, found[-1][1].children)
    day, least = min(found, key=lambda each: (each[1].figure or 0, each[0]))
    lowest = Term(title, f"on {british(day)}, the lowest", None, least.figure, least.children)
    holds = lowest.found == last.found
    how: How = worst(_of_term(last), "rounded" if holds else "")
    months = f"Of {len(found)} month ends from {british(claim.first)} to {british(claim.day)} the lowest is"
    sentence = f"{months} {shown(lowest.found)}, on {british(day)}." if not holds else f"{months} the last."
    return Outcome(how, (_given(last), sentence), shown(last.found), (last, lowest))


def _reconciled(claim: Claim, book: Book) -> Outcome:
    """That those who started and ceased explain how a count moved; by child, as papers count, and by spell."""
    assert claim.from_day is not None
    between = _Between(claim, book)
    later, _ = _term(claim, book, claim.figure)
    earlier, _ = _term(claim, book, claim.earlier, earlier=True)
    came, went = between.term(CAME[0], claim.came), between.term(WENT[0], claim.went)
    spells = between.term(CAME[1], None), between.term(WENT[1], None)
    terms = (later, earlier, came, went, *spells)
    inside = _sum(claim)
    if why := _known(later, earlier, came, went):
        return _unknown(why, inside, *terms)
    figures = [shown(term.found) for term in (earlier, came, went, later)]
    sentences = [*inside, "The file gives {} + {} − {} against {}, each child counted once.".format(*figures)]
    found = "{} + {} − {} against {}".format(*figures)
    if not _known(*spells):
        a, b, c, d = (term.found or Fraction(0) for term in (earlier, *spells, later))
        tells = "agree" if a + b - c == d else f"are {shown(abs(a + b - c - d))} apart"
        sentences.append(f"Counted by spell they {tells}: {shown(a)} + {shown(b)} − {shown(c)} against {shown(d)}.")
    hows = worst(*(_of_term(term) for term in (later, earlier, came, went)))
    return Outcome(hows, tuple(sentences), found, terms)


@dataclass(frozen=True)
class _Between:
    """The time between the two days of a reconciliation: from the day after the earlier one."""

    claim: Claim
    book: Book

    def term(self, measure: str, said: Printed | None) -> Term:
        assert self.claim.from_day is not None
        first = self.claim.from_day + dt.timedelta(days=1)
        answer = self.book.answers.ask(measure, "", first, self.claim.day)
        title, when = self.book.answers.title(measure), self.book.answers.when(measure, first, self.claim.day)
        return Term(title, when, said, answer.figure, answer.children, answer.why)


def short(claim: Claim) -> Fraction | None:
    """By how much a reconciliation's own figures miss; None where they are not all printed."""
    if claim.earlier is None or claim.came is None or claim.went is None or claim.figure is None:
        return None
    return claim.earlier.value + claim.came.value - claim.went.value - claim.figure.value


def _sum(claim: Claim) -> tuple[str, ...]:
    gap = short(claim)
    if gap is None:
        return ()
    assert claim.figure is not None
    total = f"{claim.earlier} + {claim.came} − {claim.went} = {shown(claim.figure.value + gap)}"
    return (f"{total}, as claimed." if gap == 0 else f"{total}, not {claim.figure}: {shown(abs(gap))} apart.",)


_KINDS: dict[str, Callable[[Claim, Book], Outcome]] = {
    "VALUE": _value,
    "CHANGE": _change,
    "PERCENT": _change,
    "PEAK": _change,
    "SHARE": _share,
    "DIFFERENCE": _difference,
    "LOWEST": _lowest,
    "RECONCILIATION": _reconciled,
}
