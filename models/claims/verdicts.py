"""The verdict on each claim: what the file gives, and whether the papers contradict each other or themselves."""

from __future__ import annotations

from collections.abc import Sequence

from models.claims import VERDICTS, Claim, Judged, named
from models.claims.arithmetic import agrees, change, percent
from models.claims.asking import Answers
from models.claims.book import Book, Implied
from models.claims.findings import also
from models.claims.judging import CAME, WENT, Outcome, recomputed, short
from models.progress import Progress, silent
from models.snapshot import Snapshot

_OF_FILE = {None: "unknown", "": "not", "cut": "cut", "rounded": "reproduced"}
MOVES = ("PERCENT", "PEAK", "CHANGE")
"""Kinds whose percentage is of the earlier figure beside it."""
Against = tuple[str, str, tuple[Claim, ...]]
"""A verdict that other claims bring about, why, and which they are."""


def judged(claims: Sequence[Claim], asked: Snapshot | Answers, progress: Progress = silent) -> list[Judged]:
    """Every claim with its verdict, from the facts of a snapshot; claims are held against each other as well."""
    book = Book(claims, asked if isinstance(asked, Answers) else Answers(asked))
    found = []
    for number, claim in enumerate(claims):
        progress(number / len(claims), f"{claim.paper}: claim {claim.number}")
        found.append(_judge(claim, book))
    return found


def _judge(claim: Claim, book: Book) -> Judged:
    outcome = recomputed(claim, book)
    code, why, against = _of_others(claim, book, outcome)
    said = [why, *outcome.sentences]
    return Judged(
        claim, VERDICTS[code], " ".join(filter(None, said)), outcome.found, outcome.terms, also(claim, book), against
    )


def _of_others(claim: Claim, book: Book, outcome: Outcome) -> Against:
    """The gravest of what the claims say of each other, else what the file says."""
    for look in (_of_another_figure, _unbalanced, _stated_otherwise):
        if found := look(claim, book):
            return found
    if (other := book.other_base(claim)) is not None:
        return "denominator", _of_another_base(book.implied[claim.key], other, book), (other.claim,)
    return _OF_FILE[outcome.how], "", ()


def _of_another_figure(claim: Claim, book: Book) -> Against | None:
    """A percentage that does not follow from the figures beside it."""
    if claim.percent is None or claim.earlier is None or claim.figure is None or claim.kind not in MOVES:
        return None
    own = change(claim.earlier.value, claim.figure.value)
    if own is None or agrees(claim.percent, own):
        return None
    meant = book.meant(claim)
    if meant is None:
        return "not", "", ()
    earlier, later, other = meant
    exact = change(earlier, later)
    assert exact is not None
    belongs = f"{claim.percent} % belongs to {earlier} → {later} ({percent(exact)})"
    why = f"{belongs}, not to {claim.earlier} → {claim.figure}: {other.figure} is stated by {other.claim.name}."
    return "contradicts", why, (other.claim,)


def _unbalanced(claim: Claim, book: Book) -> Against | None:
    """Starts and ends that do not explain the change, as the paper itself states them."""
    gap = short(claim) if claim.kind == "RECONCILIATION" else None
    if not gap:
        return None
    came_first = sorted(book.said, key=lambda said: said.measure not in (*CAME, *WENT))
    parts = [said.claim for said in came_first if said.claim.key != claim.key and said.day == claim.day and (
        (said.measure in CAME and said.figure == claim.came)
        or (said.measure in WENT and said.figure == claim.went)
        or (said.what == (claim.measure, "") and said.figure == claim.figure)
    )]  # fmt: skip
    others = tuple(dict.fromkeys(parts))
    if not others:
        return "not", "", ()
    return "contradicts", f"The four figures cannot all be so on one count; they are those of {named(others)}.", others


def _stated_otherwise(claim: Claim, book: Book) -> Against | None:
    """Another figure for the same day or period in another claim."""
    found = book.against(claim)
    if not found:
        return None
    own, other = found[0]
    when = book.answers.when(claim.measure, other.first, other.day)
    why = f"{own} {when} here, but {other.figure} in {other.claim.name}."
    return "contradicts", why, tuple(dict.fromkeys(each.claim for _, each in found))


def _of_another_base(own: Implied, other: Implied, book: Book) -> str:
    """Which bases two shares of one measure imply, and whom each fits."""
    told = []
    for each, at in ((other, 1), (own, 0)):
        low, high = each.range
        among = [(title, row[at]) for title, *row in book.populations(own, other)]
        fitting = [f"{title} ({base:,})" for title, base in among if base is not None and low <= base <= high]
        whom = f", as {' and '.join(fitting)}" if fitting else ""
        told.append(f"{each.words}{whom}")
    return f"The denominator changed: {told[0]}; {told[1]}. The two shares cannot be compared."
