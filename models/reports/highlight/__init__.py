"""The highlight report to the Corporate Parenting Board: what the permanence action plan has done, and what came of it.

Its shape is the board's own: background, response, themes and leads, progress, impact and data, risks, next steps,
owner, author. Leads and owners are roles. The sentences of the fourth section are the program's or the authority's own
words (`words`); every figure in them is a measure's (`gathered`).
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from models import codes
from models.charts import CHARTS, Chart
from models.claims import claims
from models.claims.verdicts import judged
from models.dates import NOTHING, add_months, british
from models.disclosure import MARKERS, SUPPRESSED
from models.measures import NOBODY
from models.progress import Progress, part, silent
from models.reports import Asked, report
from models.reports.blocks import Block, Bullets, Document, Drawn, Facts, Grid, Head, Heading, Small, Words
from models.reports.counted import Of, hidden, published, told
from models.reports.highlight.figures import MONTHS, Book, full
from models.reports.highlight.gathered import gathered, quarter
from models.reports.highlight.typed import Reader
from models.reports.highlight.words import SENTENCES, filled, written
from models.reports.reach import reach
from models.rules.action_plan import Action, Plan, Theme, plan
from models.rules.house import house
from models.snapshot import Snapshot

TITLE = "Permanence action plan: highlight report"
DRAWN = {
    "Children in care": "care",
    "Special guardianship and connected carers": "connected",
    "Where children live": "parents",
}
"""The charts of the paper, under the headings they stand at the end of."""
OF = {"care": "M01", "connected": "K11", "parents": "K13"}
"""The measure that a chart draws month by month."""
Said = Callable[[str], str]
"""The words of a part of the paper, with their figures."""
MOST = 10
"""How many points of progress a theme has at most."""


@report("highlight", "Highlight report", takes=("figures", "publication"), public=True)
def document(snapshot: Snapshot, asked: Asked, progress: Progress) -> Document:
    """The board's paper on permanence: plan, progress, impact in figures, risks and next steps."""
    day = asked.figures or quarter(snapshot.as_at)
    public = asked.audience == "public"
    book = gathered(snapshot, day, part(progress, 0, 0.6))
    charts = {code: CHARTS[code].make(book.snapshot, MONTHS, part(progress, 0.6, 0.8)) for code in DRAWN.values()}
    unprinted = frozenset[str]()
    if public:
        _draw(book, charts)
        unprinted = hidden(book.counted, published(snapshot, asked.compared))
    tells = told(book.counted, unprinted, snapshot) if public else None
    texts = {**book.texts(unprinted), **_paper(snapshot, day)}
    clean = Reader.public(snapshot) if public else Reader()
    words = written(snapshot)

    def said(code: str) -> str:
        return filled(clean(words[code]), texts)

    whole = snapshot.once(plan)
    blocks: list[Block] = list(_paragraphs(said("opening")))
    if public:
        blocks.append(
            Small(f"Counts of one to four children are not printed, nor what would give them away; {MARKERS}")
        )
    far = reach(snapshot, add_months(day, -MONTHS))
    if public:
        charts = {code: _masked(made, OF[code], unprinted, clean) for code, made in charts.items()}
    sections = (
        _background(said, whole, clean),
        _response(said, whole, clean),
        _progress(whole, clean),
        _with_notes(tuple(_impact(said, far, charts)), book, unprinted),
        _risks(whole, clean),
        _next(whole, clean),
        _owner(said),
    )
    for section in sections:
        blocks += section
        blocks += _paragraphs(clean.untold())
    if not public:
        blocks += _otherwise(snapshot, part(progress, 0.8, 1))
    about = asked.about(snapshot, TITLE, f"Figures of {british(day)}", n=len(book.figures), counted="figures")
    style = asked.house or house(snapshot.facts)
    subtitle = f"{snapshot.as_at:%B %Y}"
    return Document(
        "highlight",
        TITLE,
        about,
        asked.audience,
        tuple(blocks),
        subtitle=subtitle,
        house=style,
        told=tells,
        left=tuple(clean.left),
    )


def _paper(snapshot: Snapshot, day: dt.date) -> Mapping[str, str]:
    """What the words may call the paper's own days."""
    return {"paper.day": full(day), "paper.as_at": full(snapshot.as_at), "paper.month": f"{day:%B %Y}"}


def called(snapshot: Snapshot, progress: Progress = silent) -> Mapping[str, str]:
    """Every figure that the paper's words may call by name, as it stands for that day."""
    day = quarter(snapshot.as_at)
    return {**gathered(snapshot, day, progress).texts(frozenset()), **_paper(snapshot, day)}


def _paragraphs(words: str) -> Iterator[Words]:
    return (Words(each) for each in words.split("\n") if each.strip())


def _background(said: Said, whole: Plan, clean: Reader) -> Iterator[Block]:
    """Why there is a plan: the authority's words, and what inspections and audits found, the first ones first."""
    yield Heading("1 Background")
    yield from _paragraphs(said("background"))
    found = sorted(whole.findings, key=lambda each: (each.day, each.number))
    items = tuple(filter(None, (clean(f"{each.source}, {each.day:%B %Y}: {each.words}") for each in found)))
    if items:
        yield Bullets(items)
    elif not found:
        yield Words("No finding of an inspection or an audit is recorded yet.")


def _response(said: Said, whole: Plan, clean: Reader) -> Iterator[Block]:
    yield Heading("2 Our response")
    yield from _paragraphs(said("response"))
    if whole.cycle is not None:
        of = whole.cycle
        span = f"{british(of.first)} to {british(of.last)}"
        yield Words(f"The plan runs in cycles of {of.years} years: this is year {of.year} of the cycle {span}.")
    rows = tuple(
        (number, theme.title, clean(theme.lead or "") or NOTHING) for number, theme in enumerate(whole.themes, 1)
    )
    heads = (
        Head("No.", True, note="The number of the theme."),
        Head("Theme", note="One of the plan's six themes."),
        Head("Accountable lead", note="The role that answers for it."),
    )
    yield Grid("Themes and accountable leads", heads, rows)


def _progress(whole: Plan, clean: Reader) -> Iterator[Block]:
    yield Heading("3 Progress against each theme")
    for number, theme in enumerate(whole.themes, 1):
        yield Heading(f"Theme {number}: {theme.title}", 2)
        counts = theme.counts
        overdue = sum(action.late > 0 for action in theme.actions if action.open)
        late = f", {overdue} of them past due" if overdue else ""
        yield Words(f"Actions: {theme.done} done, {sum(counts.values())} open{late}.")
        items = tuple(_notes_of(theme, whole, clean))
        if items:
            yield Bullets(items)
        elif not theme.notes:
            yield Words("Nothing was noted of it yet.")


def _notes_of(theme: Theme, whole: Plan, clean: Reader) -> Iterator[str]:
    """The latest note of each action, newest first, and those of the theme as a whole."""
    told: set[int] = set()
    at = 0
    for note in theme.notes:
        if note.action and note.action in told:
            continue
        told.add(note.action)
        if at == MOST:
            return
        if not (words := clean(note.words)):
            continue
        at += 1
        action = whole.action(note.action) if note.action else None
        stands = "" if action is None else _stands(action)
        yield f"{words.rstrip('.')}{stands}."


def _impact(said: Said, far: Iterable[Words], charts: Mapping[str, Chart]) -> Iterator[Block]:
    """The sentences with the figures, under their headings, and the charts they stand beside."""
    yield Heading("4 Impact, performance and data")
    yield from _paragraphs(said("data"))
    yield from far
    for group, sentences in itertools.groupby(SENTENCES, lambda sentence: sentence.group):
        if items := tuple(filter(None, (said(sentence.code) for sentence in sentences))):
            yield Heading(group, 2)
            yield Bullets(items)
        if (code := DRAWN.get(group)) is not None:
            yield Drawn(charts[code])


def _stands(action: Action) -> str:
    """Where an action stands, if that is to be said beside its latest note: done, late, or doubtful."""
    if action.ends is not None:
        how = codes.label("action_ended", action.why_ended) if action.why_ended else "done"
        return f" ({_small(how)}, {action.ends:%B %Y})"
    if action.late:
        return f" (due {action.due:%B %Y}, {action.late:,} {'day' if action.late == 1 else 'days'} late)"
    doubtful = action.status in ("AT-RISK", "OFF-TRACK")
    return f" ({_small(codes.label('plan_status', action.status))})" if doubtful else ""


def _with_notes(impact: tuple[Block, ...], book: Book, unprinted: frozenset[str]) -> Iterator[Block]:
    """The sentences, and what is to be known of how their figures are said."""
    yield from impact
    told = " ".join(item for block in impact if isinstance(block, Bullets) for item in block.items)
    printed = (each for said, each in book.cut.items() if re.search(rf"(?<![\d.,]){re.escape(said)}", told))
    cut = sorted(each.text for each in printed if not unprinted.intersection(each.rests))
    yield Small(
        f"n is how many children a mean is of. A peak and a lowest are of the last {MONTHS} months, a figure a month. "
        "Percentages are rounded half up; cut off, as papers before have printed them, "
        f"{', '.join(cut) if cut else 'none would be another'}. A change is called one only where the control chart "
        "of the months says that chance alone would hardly bring it; otherwise there is no clear change."
    )


def _risks(whole: Plan, clean: Reader) -> Iterator[Block]:
    yield Heading("5 Risks")
    rows = tuple(
        (
            words,
            codes.label("risk_level", risk.level) if risk.level else NOTHING,
            clean(risk.owner or "") or NOTHING,
            clean(risk.mitigation or "") or NOTHING,
        )
        for risk in whole.risks
        if risk.ends is None and (words := clean(risk.words))
    )
    heads = (
        Head("Risk", note="What may go wrong."),
        Head("Level", note="High, medium or low."),
        Head("Owner", note="The role that sees to it."),
        Head("What is done about it", note="How it is kept small."),
    )
    yield Grid("", heads, rows, empty="" if len(clean.left) > clean.said else "No risk is recorded.")


def _next(whole: Plan, clean: Reader) -> Iterator[Block]:
    yield Heading("6 Next steps")
    rows = tuple(
        (words, clean(step.owner or "") or NOTHING, step.due)
        for step in whole.steps
        if step.ends is None and (words := clean(step.words))
    )
    heads = (
        Head("Next step", note="What is to be done."),
        Head("Owner", note="The role that does it."),
        Head("Due", whole=True, note="The day by which it is to be done."),
    )
    yield Grid("", heads, rows, empty="" if len(clean.left) > clean.said else "No next step is recorded.")


def _owner(said: Said) -> Iterator[Block]:
    yield Heading("7 Owner and author")
    yield Facts((("Owner", said("owner") or NOTHING), ("Author", said("author") or NOTHING)))


def _otherwise(snapshot: Snapshot, progress: Progress) -> Iterator[Block]:
    """What papers printed that the record does not bear out as printed; each with why."""
    found = [each for each in judged(claims(snapshot), snapshot, progress) if each.verdict.code != "reproduced"]
    if found:
        yield Heading("Annex: where papers say otherwise")
        yield Words("Statements of papers that the record does not bear out as they are printed, and what it gives.")
        heads = (
            Head("Paper", note="The paper that says it."),
            Head("It says", note="In its own words."),
            Head("Verdict", note="What came of working it out anew."),
            Head("Why", note="How the verdict was come to."),
        )
        rows = tuple((each.claim.paper, each.claim.wording, each.verdict.words, each.why) for each in found)
        yield Grid("", heads, rows)


def _draw(book: Book, charts: Mapping[str, Chart]) -> None:
    """Put what the charts show among the counts."""
    for code, chart in charts.items():
        for point in (point for line in chart.lines for point in line.points):
            if isinstance(point.at, dt.date) and point.value is not None:
                book.counted.put(Of(OF[code], point.at, point.at), point.children)


def _masked(chart: Chart, code: str, unprinted: frozenset[str], clean: Reader) -> Chart:
    """A chart without the points that must not be printed, and then without the limits they would be worked out from;
    nobody's id is behind its points."""
    days = [point.at for line in chart.lines for point in line.points if isinstance(point.at, dt.date)]
    gone = {day for day in days if str(Of(code, day, day)) in unprinted}
    lines = tuple(
        replace(
            line,
            points=tuple(
                replace(point, children=NOBODY, value=None, words=SUPPRESSED, mark="", icon="")
                if point.at in gone
                else replace(point, children=NOBODY)
                for point in line.points
            ),
        )
        for line in chart.lines
    )
    events = tuple((day, fit) for day, words in chart.events if (fit := clean(words)))
    made = replace(chart, lines=lines, events=events)
    return replace(made, limits=None, reading="") if gone else made


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
