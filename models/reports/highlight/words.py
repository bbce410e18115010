"""The words of the paper: what the authority has not written itself stands here; figures stand in them by name.

A name in braces, such as {M01.now}, is the figure itself: whoever edits the words keeps it live, and it can only be
left out, never become another number. What was written for the paper of one day holds for that paper; the standing
words (background, response, owner, author and the like) hold until they are written anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from models.edits.report_texts import NAME
from models.reports.highlight.typed import MONTH
from models.snapshot import Snapshot

REPORT = "highlight"


@dataclass(frozen=True)
class Part:
    """One part of the words: its name, its title in the form, the words unless others are written, and whether they
    stand until they are written anew."""

    code: str
    title: str
    words: str
    standing: bool = False
    group: str = ""
    """The heading that a sentence stands under."""


STANDING = (
    Part(
        "opening",
        "Opening",
        "This report tells the Corporate Parenting Board what has been done under the permanence action plan and what "
        "has come of it since the last report. Its figures are of {paper.day}; of another day where it says so.",
        True,
    ),
    Part(
        "background",
        "1 Background",
        "The permanence action plan answers what inspections and audits found about permanence for the children in our "
        "care:",
        True,
    ),
    Part(
        "response",
        "2 Our response",
        "Our corporate parenting strategy says how the council and its partners support children in our care and care "
        "leavers to the best possible outcomes in their lives. The permanence action plan was made with the partners "
        "and is built around the six permanence priorities of the strategy. It is reviewed and brought up to date as "
        "actions are completed.\n"
        "The Director of Children's Services is responsible for the plan as a whole. For each of its six themes a "
        "senior officer is the accountable lead.",
        True,
    ),
    Part("data", "4 Impact and data: opening", "What has come of it, in the board's measures.", True),
    Part("owner", "Owner", "Director of Children's Services", True),
    Part("author", "Author", "Head of Service for Children in Care", True),
)
SENTENCES = (
    Part(
        "in care",
        "Children in care",
        "The number of children looked after {M01.since_then}. {M01.since_peak} {M01.since_low} {M03.flows} "
        "{M01.reconciled} {M01.judged}",
        group="Children in care",
    ),
    Part(
        "rate",
        "Rate",
        "The rate per 10,000 children aged 0 to 17 {M02.since_then}. {M02.lowest}",
        group="Children in care",
    ),
    Part(
        "adoption orders",
        "Adoption orders",
        "Adoption orders since {K01.first}: {K01.now} ({K01.then} in the same part of the year before). {K01.among} "
        "{K01.last} orders were made in the whole of {K01.last_year}, {K01.before} in {K01.before_year}. {K01.judged}",
        group="Adoption",
    ),
    Part(
        "order to adoption",
        "Placement order to adoption",
        "Mean days from placement order to adoption order: {T03.before_told}; {T03.last_told}; {T03.now_told}. "
        "{T03.since_before} {T03.judged}",
        group="Adoption",
    ),
    Part(
        "order to match",
        "Placement order to match",
        "Mean days from placement order to match, another clock: {T01.before_told}; {T01.last_told}; {T01.now_told}. "
        "{T01.whole_years} {T01.judged}",
        group="Adoption",
    ),
    Part(
        "placement orders",
        "Children on their way to adoption",
        "Children progressing to adoption with a placement order on {paper.day}: {K02.now} (a year before: "
        "{K02.then}). Without a confirmed link: {K03.now} (a year before: {K03.then}).",
        group="Adoption",
    ),
    Part(
        "guardianship",
        "Special guardianship",
        "{K10.now} children secured permanence through a special guardianship order in the last twelve months: the "
        "number {K10.since_then}. {K10.judged}",
        group="Special guardianship and connected carers",
    ),
    Part(
        "connected carers",
        "Connected carers",
        "The number of children with connected carers {K11.since_then}. {K11.since_peak} {K11.since_low} {K11.judged}",
        group="Special guardianship and connected carers",
    ),
    Part(
        "parents",
        "Placement with parents",
        "The number of children placed with parents {K13.since_then}. It was {K13.month_before} in "
        "{K13.month_before_month} and {K13.three_months} in {K13.three_months_month}. {K13.since_peak} "
        "{K13.since_low} {K13.judged}",
        group="Where children live",
    ),
    Part(
        "residential",
        "External residential placements",
        "The number of children in external residential placements {K15.half_year}. {K15.judged}",
        group="Where children live",
    ),
    Part(
        "attendance",
        "School attendance",
        "School attendance of children looked after was {E01.now} in the term of {E01.now_month} ({E01.then} a year "
        "before).",
        group="Education",
    ),
    Part("exclusions", "Permanent exclusions", "{E03.told}", group="Education"),
    Part(
        "suspensions",
        "Suspensions",
        "The number of suspensions in a school year {E04.since_before}; in {E04.last_year} it was {E04.last}.",
        group="Education",
    ),
    Part(
        "hours",
        "Hours of education",
        "{E02.told}",
        group="Education",
    ),
    Part("life story", "Life story work", "Trained in life story work so far: {L02.roles}.", group="Life story work"),
)
PARTS = {part.code: part for part in (*STANDING, *SENTENCES)}


def written(snapshot: Snapshot) -> Mapping[str, str]:
    """The words of every part as they stand for the paper of the snapshot's day: the authority's own, else ours."""
    found = {code: part.words for code, part in PARTS.items()}
    own = snapshot.facts.whole["report_text"].filter((pl.col("report") == REPORT) & (pl.col("as_at") <= snapshot.as_at))
    for as_at, part, words in own.sort("as_at").select("as_at", "part", "words").iter_rows():
        if part in PARTS and (PARTS[part].standing or as_at == snapshot.as_at):
            found[part] = words
    return found


def filled(words: str, texts: Mapping[str, str]) -> str:
    """Some words with their figures; a phrase that has nothing to say leaves no gap."""
    said = NAME.sub(lambda name: texts.get(name[1], "–"), words)
    said = re.sub(rf"\bin (?=\d{{1,2}} {MONTH} \d{{4}})", "on ", said)  # a figure's month is a day within a month
    said = re.sub(r"(?<![\d.,])1 children\b", "1 child", said)
    said = re.sub(r"(?<![\d.,])1 orders were\b", "1 order was", said)
    return re.sub(r"[ \t]+", " ", said).strip()
