"""The list of claims: a row for each, with what is claimed, what the file gives, the verdict and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from models.claims import VERDICTS, Claim, Judged, named
from models.claims.asking import Answers
from models.dates import british
from models.measures import MEASURES
from models.trackers import Column, Figure

COLUMNS = (
    Column("wording", "Claim", "text", "What the paper says", 38),
    Column("paper", "Paper", "text", "Which paper says it", 18),
    Column("verdict", "Verdict", "text", "What came of it: shape, letter and word", 32),
    Column("claimed", "Claimed", "text", "The figures as printed", 22),
    Column("found", "Recomputed", "text", "What the measures give on this file; Enter opens the children", 26),
    Column("why", "Why", "text", "How it was worked out", 56),
    Column("also", "Also", "text", "What it is compared with, and what the paper before said", 40),
    Column("place", "Place in it", "text", "Page, section or heading", 18),
    Column("number", "No.", "number", "Its number in the paper", 5),
    Column("measure", "Measure", "text", "The measure it is about", 34),
    Column("kind", "Kind", "text", "What kind of claim it is", 28),
    Column("dates", "Dates", "text", "The days or periods it is about", 26),
    Column("against", "Against", "text", "The claims it contradicts, or whose base is another one", 30),
)
SCHEMA = {"id": pl.String} | {column.key: pl.Int64 if column.kind == "number" else pl.String for column in COLUMNS}
FIGURES = (
    *(
        Figure(verdict.words.replace("contradicts", "contradicting"), pl.col("code") == verdict.code)
        for verdict in VERDICTS.values()
    ),
    Figure("anchored on a peak", pl.col("peak")),
)
"""How many claims have each verdict, and how many compare with a peak; opened, a number shows exactly those."""


def claimed(claim: Claim) -> str:
    """The figures of a claim as printed: “from 654 to 526, 19.5 %”."""
    if claim.kind == "RECONCILIATION":
        return f"{claim.earlier} + {claim.came} − {claim.went} to {claim.figure}"
    if claim.kind == "LOWEST":
        return "the lowest" if claim.figure is None else f"{claim.figure}, the lowest"
    if claim.kind == "SHARE":
        parts = [f"{claim.figure} of {claim.base}" if claim.base else str(claim.figure)]
    elif claim.kind == "DIFFERENCE":
        parts = [f"{claim.figure}" if claim.earlier is None else f"{claim.figure} from {claim.earlier}"]
    elif claim.earlier is not None and claim.figure is not None:
        parts = [f"from {claim.earlier} to {claim.figure}"]
    else:
        parts = [str(claim.figure)] if claim.figure is not None else []
    if claim.percent is not None:
        parts.append(f"{claim.percent} %")
    return ", ".join(parts)


def dates(claim: Claim, answers: Answers) -> str:
    """The days or periods of a claim in words."""
    now = answers.when(claim.measure, claim.first, claim.day)
    if claim.from_day is None:
        return now
    if claim.kind == "PEAK" and claim.from_first is not None:
        return f"from the highest of {british(claim.from_first)} to {british(claim.from_day)}; {now}"
    return f"{answers.when(claim.measure, claim.from_first, claim.from_day)}; {now}"


def frame(found: Sequence[Judged], answers: Answers) -> pl.DataFrame:
    """A row for each claim; `id` tells it, `code` is its verdict's, `peak` whether it compares with one."""
    rows = [
        {
            "id": each.claim.key,
            "wording": each.claim.wording,
            "verdict": str(each.verdict),
            "claimed": claimed(each.claim),
            "found": each.found,
            "why": each.why,
            "also": " ".join(each.also),
            "paper": each.claim.paper,
            "place": each.claim.place,
            "number": each.claim.number,
            "measure": MEASURES[each.claim.measure].title if each.claim.measure in MEASURES else each.claim.measure,
            "kind": each.claim.kind_words,
            "dates": dates(each.claim, answers),
            "against": named(each.against),
            "code": each.verdict.code,
            "peak": each.on_a_peak,
        }
        for each in found
    ]
    return pl.DataFrame(rows, schema=SCHEMA | {"code": pl.String, "peak": pl.Boolean})


def as_json(each: Judged) -> dict[str, Any]:
    """A claim as the command line writes it."""
    return {
        "paper": each.claim.paper,
        "number": each.claim.number,
        "place": each.claim.place,
        "wording": each.claim.wording,
        "kind": each.claim.kind,
        "measure": each.claim.measure,
        "claimed": claimed(each.claim),
        "verdict": each.verdict.code,
        "words": each.verdict.words,
        "recomputed": each.found,
        "why": each.why,
        "also": list(each.also),
        "peak": each.on_a_peak,
        "against": [{"paper": other.paper, "number": other.number} for other in each.against],
        "figures": [
            {
                "title": term.title,
                "when": term.when,
                "printed": None if term.said is None else str(term.said),
                "value": None if term.found is None else float(term.found),
                "children": sorted(term.children.to_list()),
            }
            for term in each.terms
        ],
    }


def as_text(found: Sequence[Judged]) -> str:
    """Every claim in lines that are read, paper by paper, and how many have each verdict."""
    lines: list[str] = []
    paper = ""
    if not found:
        return "No claim of a paper is recorded here. Load some: permanence claims FILE.csv --db FILE"
    for each in found:
        if each.claim.paper != paper:
            paper = each.claim.paper
            lines.append(f"{paper}, published {british(each.claim.reported)}")
        lines.append(f"{each.claim.number:>3} {each.verdict}: {each.claim.wording}")
        lines.append(f"    claimed {claimed(each.claim)}; recomputed {each.found}")
        lines += [f"    {sentence}" for sentence in (each.why, *each.also)]
    counts = [(verdict, sum(each.verdict == verdict for each in found)) for verdict in VERDICTS.values()]
    lines.append("; ".join(f"{count} {verdict.words}" for verdict, count in counts if count))
    return "\n".join(lines)
