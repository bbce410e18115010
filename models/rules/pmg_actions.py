"""The group's actions: how often each was carried forward, how old it is, and how it escalates by itself.

An action is carried by every meeting signed off after the one that agreed it at which it was still open. When it was
carried as often as the policy says (three times), it goes to the head of service; unanswered at the next meeting
signed off, to the director and the independent reviewing officer. Each is dated by the meeting that brought it about,
and stands in the minutes of that meeting; what was sealed there stays, however the action is closed later.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import polars as pl

from models import codes
from models.rules.pmg_meetings import CARRIES, meetings, of_authority, signed
from models.rules.policies import policies
from models.snapshot import Snapshot

FIRST, THEN = "HEAD-OF-SERVICE", ("DIRECTOR", "IRO")
"""To whom an action goes first, and to whom it goes where that brings no answer."""
RUNGS = (FIRST, *THEN)
CASE = 0
"""The number in place of an action's, where the child's case as such is escalated."""
UNANSWERED = "The head of service had not answered by the next meeting"
RUNG_WORDS = {code: found.label for code, found in codes.codes("rung").items()}


def _by_rung(said: Mapping[str, str | int]) -> pl.Expr:
    """What is said of each rung; each compared, which is quicker than looking it up."""
    return pl.coalesce(pl.when(pl.col("rung") == code).then(pl.lit(word)) for code, word in said.items())


def _reached(held: pl.Series, at: pl.Series) -> pl.Series:
    """The meeting of each place in their order; blank past the last."""
    return held.gather(pl.select(pl.when(at < len(held)).then(at)).to_series())


def _places(held: pl.Series, days: pl.Series, side: Literal["left", "right"]) -> pl.Series:
    """How many meetings were held before each day ("left"), or by it ("right")."""
    return held.to_physical().search_sorted(days.to_physical(), side=side).cast(pl.Int32)


def too_often(most: int) -> str:
    """Why an action goes to the head of service by itself."""
    return f"Carried {most} times without being done"


def over(answered: dt.date | None, ends: dt.date | None) -> dt.date | None:
    """The day an escalation was settled: answered, or its action done or withdrawn."""
    return min((day for day in (answered, ends) if day is not None), default=None)


def by_themselves(
    actions: Iterable[Mapping[str, Any]],
    escalations: Iterable[Mapping[str, Any]],
    held: Sequence[dt.date],
    most: int,
) -> Iterator[dict[str, Any]]:
    """What comes by itself of a child's actions (and of the recorded escalations) over the meetings `held`, in order,
    and is not recorded: what `escalations` works out of everybody's facts, for the minutes of one meeting."""
    said = {(row["action"], row["rung"]): row for row in escalations}
    ends: dict[int, dt.date | None] = {CASE: None}
    first = {action: (row["since"], row["answered"]) for (action, rung), row in said.items() if rung == FIRST}
    blank = {"answered": None, "outcome": None}
    for row in actions:
        number = row["number"]
        ends[number] = row["ends"]
        carried = [day for day in held if row["meeting"] < day < (row["ends"] or dt.date.max)]
        if len(carried) >= most and number not in first:
            first[number] = carried[most - 1], None
            yield {"action": number, "rung": FIRST, "since": carried[most - 1], "why": too_often(most), **blank}
    for number, (since, answered) in sorted(first.items()):
        late = next((day for day in held if day > since), None)
        if late is not None and late < (over(answered, ends.get(number)) or dt.date.max):
            for rung in THEN:
                if (number, rung) not in said:
                    yield {"action": number, "rung": rung, "since": late, "why": UNANSWERED, **blank}


def _sealed(snapshot: Snapshot) -> pl.DataFrame:
    """What came by itself and stands in minutes signed off, of actions that are recorded, and of the case as such where
    an escalation of it is: child, action, rung, since, why."""
    seals = of_authority(snapshot, "meeting").filter(pl.col("signed").is_not_null()).sort("held")["sealed"].drop_nulls()
    rows = [
        (item["child"], raised["action"], raised["rung"], dt.date.fromisoformat(raised["since"]), raised["why"])
        for seal in seals
        for item in json.loads(seal)["items"]
        for raised in item["escalations"]
        if raised.get("by_itself")
    ]
    case = snapshot["escalation"].filter(pl.col("action") == CASE).select("child", "action")
    recorded = pl.concat([snapshot["pmg_action"].select("child", action="number"), case])
    names = ("child", "action", "rung", "since", "why")
    schema = {name: dtype for name, dtype in snapshot["escalation"].schema.items() if name in names}
    found = pl.DataFrame(rows, {name: schema[name] for name in names}, orient="row")
    key = ("child", "action", "rung")
    return found.unique(key, keep="first", maintain_order=True).join(
        recorded, on=["child", "action"], how="semi", maintain_order="left"
    )


def _carried(snapshot: Snapshot) -> pl.DataFrame:
    """Every action: child, number, ends, carried (how often), raised (the meeting that carried it once too often)."""
    held = signed(snapshot)["held"]
    rows = snapshot["pmg_action"].select("child", "number", "meeting", "ends")
    after = _places(held, rows["meeting"], "right")
    before = _places(held, rows["ends"].fill_null(dt.date.max), "left")
    carried = (before - after).clip(lower_bound=0)
    last = after + max(policies(snapshot.facts)[CARRIES], 1) - 1
    raised = pl.select(pl.when(last < before).then(_reached(held, last))).to_series()
    return rows.drop("meeting").with_columns(carried=carried, raised=raised)


def escalations(snapshot: Snapshot) -> pl.DataFrame:
    """Every escalation by the day, recorded or come by itself, in order of child, action and day.

    child, action (its number; 0 the case as such), rung (code), to (in words), since, why, answered, outcome, by_itself
    (it came of the carrying, or stands so in signed minutes), over (the day it was settled: answered, or its action
    done or withdrawn), standing (not settled), row_id and recorded_by (blank where nothing is recorded of it yet).
    """
    own = snapshot["escalation"].select(
        "child", "action", "rung", "since", "why", "answered", "outcome", "row_id", "recorded_by"
    )
    carried, held = snapshot.once(_carried), signed(snapshot)["held"]
    most = max(policies(snapshot.facts)[CARRIES], 1)
    first = carried.filter(pl.col("raised").is_not_null()).select(
        *("child", pl.col("number").alias("action")),
        rung=pl.lit(FIRST),
        since="raised",
        why=pl.lit(too_often(most)),
    )
    ended = carried.select("child", "ends", action="number")
    cells, key = ("child", "action", "rung", "since", "why"), ["child", "action", "rung"]
    sealed = snapshot.once(_sealed)
    lower = (
        pl.concat(
            [
                own.select(*cells, "answered"),
                *(each.select(*cells, answered=pl.lit(None, pl.Date)) for each in (sealed, first)),
            ]
        )
        .filter(pl.col("rung") == FIRST)
        .unique(["child", "action"], keep="first", maintain_order=True)
        .join(ended, on=["child", "action"], how="left", maintain_order="left")
    )
    late = lower.with_columns(held=_reached(held, _places(held, lower["since"], "right"))).filter(
        pl.col("held") < pl.min_horizontal("answered", "ends").fill_null(dt.date.max)
    )
    then = pl.concat(
        [late.select("child", "action", rung=pl.lit(rung), since="held", why=pl.lit(UNANSWERED)) for rung in THEN]
    )
    derived = pl.concat([sealed, first.select(cells), then.select(cells)]).unique(
        key, keep="first", maintain_order=True
    )
    own = own.join(derived.select(*key, by_itself=pl.lit(True)), on=key, how="left", maintain_order="left")
    new = derived.join(own, on=key, how="anti").with_columns(by_itself=pl.lit(True))
    return (
        pl.concat([own, new], how="diagonal")
        .join(ended, on=["child", "action"], how="left", maintain_order="left")
        .with_columns(
            by_itself=pl.col("by_itself").fill_null(False),
            over=_settled(),
            to=_by_rung(RUNG_WORDS),
            rank=_by_rung({code: n for n, code in enumerate(RUNGS)}),
        )
        .with_columns(standing=pl.col("over").is_null())
        .sort("child", "action", "since", "rank")
        .select(
            *key, "to", "since", "why", "answered", "outcome", "by_itself", "over", "standing", "row_id", "recorded_by"
        )
    )


def _settled() -> pl.Expr:
    """The day an escalation was settled; its own day, where its action was said later to have ended before."""
    over = pl.min_horizontal("answered", "ends")
    return pl.when(over.is_not_null()).then(pl.max_horizontal(over, "since"))


def actions(snapshot: Snapshot) -> pl.DataFrame:
    """Every action agreed by the day, in order of child and number.

    child, number, meeting, words, owner, due, ends, why_ended, evidence, row_id, recorded_by; open; carried (how
    often), age (days since it was agreed, until its end), over (days past due, while open), escalated (to whom it
    stands escalated, in words; blank where it does not), unconfirmed (agreed without a quorum, and at no meeting since
    that had one), again (how often it is carried until it escalates by itself).
    """
    often = snapshot.once(_carried).select("child", "number", "carried")
    up = (
        snapshot.once(escalations)
        .filter("standing")
        .group_by("child", number="action", maintain_order=True)
        .agg(escalated=pl.col("to").str.join(", "))
    )
    day = pl.lit(snapshot.as_at)
    open_ = pl.col("ends").is_null()
    over = (day - pl.col("due")).dt.total_days().cast(pl.Int32)
    notes = snapshot.once(meetings).filter("as_notes")["held"]
    return (
        snapshot["pmg_action"]
        .join(often, on=["child", "number"], how="left", maintain_order="left")
        .join(up, on=["child", "number"], how="left", maintain_order="left")
        .with_columns(
            open=open_,
            age=(pl.coalesce("ends", day) - pl.col("meeting")).dt.total_days().cast(pl.Int32),
            over=pl.when(open_ & (over > 0)).then(over),
            unconfirmed=open_ & (pl.col("carried") == 0) & pl.col("meeting").is_in(notes.implode()),
            again=pl.lit(max(policies(snapshot.facts)[CARRIES], 1), dtype=pl.Int32),
        )
        .sort("child", "number")
    )


def owed(snapshot: Snapshot) -> pl.DataFrame:
    """Who owes what: the open actions, in order of owner (those of nobody last), due day and child; columns of
    `actions`."""
    return (
        snapshot.once(actions)
        .filter("open")
        .sort("owner", "due", "child", "number", nulls_last=True, maintain_order=True)
    )
