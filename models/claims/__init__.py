"""Claims: what published papers state, recomputed from the measures on the open file and held against each other.

A claim is one statement of a paper: its place, its wording, the measure it is about, the days and figures as printed.
Each is worked out anew and gets one verdict, with a sentence that says how; the arithmetic inside a paper is checked
whether or not the file can say anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import polars as pl

from models import codes
from models.dates import NOTHING
from models.edits.stated import FIGURES, Printed, printed
from models.measures import NOBODY
from models.rounding import fixed
from models.snapshot import Snapshot


@dataclass(frozen=True)
class Claim:
    """One statement of a paper. Of a claim about two times, `from_first` to `from_day` is the earlier one."""

    paper: str
    reported: dt.date
    number: int
    wording: str
    kind: str
    day: dt.date
    measure: str = ""
    part: str = ""
    place: str = ""
    first: dt.date | None = None
    from_first: dt.date | None = None
    from_day: dt.date | None = None
    earlier: Printed | None = None
    figure: Printed | None = None
    percent: Printed | None = None
    base: Printed | None = None
    came: Printed | None = None
    went: Printed | None = None
    row_id: int = 0

    @classmethod
    def of(cls, cells: Mapping[str, Any]) -> Claim:
        """A claim from the cells it is recorded in."""
        names = cls.__dataclass_fields__
        said = {name: value for name, value in cells.items() if name in names and value is not None}
        read: dict[str, Any] = {name: printed(value) if name in FIGURES else value for name, value in said.items()}
        return cls(**read)

    @property
    def key(self) -> str:
        """What tells the claim from all others."""
        return f"{self.paper}\n{self.number}"

    @property
    def name(self) -> str:
        """What other claims call it."""
        return f"claim {self.number} of {self.paper}"

    @property
    def kind_words(self) -> str:
        """Its kind in words."""
        return codes.label("claim_kind", self.kind)


def named(claims: Sequence[Claim]) -> str:
    """Several claims as they are called: “claims 3 and 4 of the report, claim 1 of the minutes”."""
    papers: dict[str, list[int]] = {}
    for claim in claims:
        papers.setdefault(claim.paper, []).append(claim.number)
    told = []
    for paper, numbers in papers.items():
        *first, last = map(str, sorted(numbers))
        told.append(f"claims {', '.join(first)} and {last} of {paper}" if first else f"claim {last} of {paper}")
    return "; ".join(told)


@dataclass(frozen=True)
class Verdict:
    """What came of a claim: shape, letter and word, so that colour is never alone."""

    code: str
    shape: str
    letter: str
    words: str

    def __str__(self) -> str:
        return f"{self.shape} {self.letter} {self.words}"


VERDICTS = {
    each.code: each
    for each in (
        Verdict("reproduced", "●", "Y", "reproduced"),
        Verdict("cut", "◐", "T", "reproduced only by truncation"),
        Verdict("unknown", "○", "U", "not derivable"),
        Verdict("not", "◇", "N", "not reproduced"),
        Verdict("denominator", "▲", "D", "denominator changed"),
        Verdict("contradicts", "◆", "C", "contradicts another claim"),
    )
}
"""Every verdict, from the mildest to the gravest."""
ON_A_PEAK = "Anchored on a peak"
"""How the finding begins that a comparison is with the highest figure known."""


@dataclass(frozen=True, eq=False)
class Term:
    """One figure behind a claim: what it is of and when, as printed, as the file has it, and the children behind it."""

    title: str
    when: str
    said: Printed | None = None
    found: Fraction | None = None
    children: pl.Series = field(default_factory=lambda: NOBODY)
    why: str = ""
    """Why the file does not give it."""

    @property
    def words(self) -> str:
        """The figure and what it is of: “526 · Children looked after, on 30 Nov 2021”."""
        return f"{shown(self.found)} · {self.title}, {self.when}"


@dataclass(frozen=True, eq=False)
class Judged:
    """A claim with its verdict, the sentence that says how it was worked out, and what else is to be said of it.

    `terms` are the recomputed figures, the one that the claim is about first; `found` is what the file gives in words.
    """

    claim: Claim
    verdict: Verdict
    why: str
    found: str
    terms: tuple[Term, ...] = ()
    also: tuple[str, ...] = ()
    against: tuple[Claim, ...] = ()
    """The claims it contradicts, or whose denominator is another one."""

    @property
    def on_a_peak(self) -> bool:
        """Whether it compares with the highest figure known, and not with the same month of the year before."""
        return any(sentence.startswith(ON_A_PEAK) for sentence in self.also)

    @property
    def children(self) -> pl.Series:
        """The children behind the recomputed figure."""
        return self.terms[0].children if self.terms else NOBODY


def shown(figure: Fraction | None) -> str:
    """An exact figure as people read it: whole where it is whole, else to two places."""
    if figure is None:
        return NOTHING
    return f"{fixed(figure, 0 if figure.denominator == 1 else 2):,f}".replace("-", "−")


def claims(snapshot: Snapshot) -> list[Claim]:
    """Every claim recorded by the day, paper by paper in the order they were published."""
    rows = snapshot["claim"].sort("reported", "paper", "number").iter_rows(named=True)
    return [Claim.of(row) for row in rows]
