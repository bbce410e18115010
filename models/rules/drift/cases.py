"""Every child whom drift can concern, one wide row each: joined once, then asked by every rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import polars as pl

from models import codes
from models.dates import add_months
from models.rules.court import ASKED, open_proceedings
from models.rules.drift.carers import PLACE
from models.rules.drift.visits import VISIT_FROM
from models.rules.journeys import details, present
from models.rules.plans import plans
from models.rules.policies import policies
from models.rules.reviews import next_reviews, review_dues
from models.rules.stays import adoptive_runs, placements
from models.rules.steps import STEP, in_order, latest, stored, to_come
from models.snapshot import Facts, Snapshot

_OWN = (
    *("child", "period", "journey", "begins", "entry", "ls", "place", "legal_since", "legal_known"),
    *("placement_since", "placement_known", "ico", "order_since", "po", "po_open", "po_ended"),
    *("adm", "adm_ceased", "match", "adoptive", "placed", "placed_least", "disrupted"),
)
_STEPS = ("AO-APPLIED", "REG24", "REG25", "DISCHARGE", "PWP-APPROVED", "CONSENT")
_COMING = (*ASKED, "DISCHARGE")
_LIFE_STORY = ("LS-START", "LS-FIRST", "LS-BOOK", "LS-DONE")
WANTED = (
    *("AD-REVIEW", "DISRUPTION", "FF-NATIONAL", "CMH", "VOICE", "ADM-PAPERS", "AD-PANEL", "CPR", "PARENTS-TOLD"),
    *("PARENTS-WRITTEN", "HEALTH", "PLACEMENT-PLAN", "PWP-PLAN", "PWP-REG19", "PWP-ASSESSED", "PWP-APPROVED"),
)
"""The steps that are wanted by a day, or from which such a day is counted (`rules.work`)."""
KINDS = tuple(
    sorted({*_STEPS, *_LIFE_STORY, *ASKED, *WANTED, "CC-APPROVED", "HANDOVER", "LINK", "PEP", "PMG", "VISIT"})
)
"""The kinds of step that any rule asks about or needs a record of, and the group's discussions of the child."""


def cases(snapshot: Snapshot) -> pl.DataFrame:
    """Children in care, or in care proceedings, one row a child in order, with what the rules ask about.

    The present journey's own columns (blank for a child not in care); `day`; dob; issued, extended_to, extended, IRH
    and IRH_planned of open proceedings; second (review), the columns of the next one, reviewed (the first since the
    placement, or placement for adoption, began), set_by (the last by the day the primary plan became it); the plans'
    columns, plan_begun and plan_closed (the last of each); the last day of each step; seen (the last visit), visit_from
    and visited (what the first visit counts from, and the last one since); story (life story work begun);
    carers_for_now and home_approved (approved for the time being, and to be at home, if not refused since); broke_down
    (the last day a placement for adoption did); earlier (until when what was approved was so for an earlier stay with
    parents or a connected carer); link (a family chosen and not given up since); carers_approved (blank where it was
    refused since), at_once (an immediate placement at home); discharge (planned for); changed (the first new worker
    within a year without a handover); workers (within the year) and many (the day they became too many).
    """
    day = snapshot.as_at
    care = snapshot.once(present).select(*_OWN, in_care=pl.lit(True))
    rows = care.join(_court(snapshot), on="child", how="full", coalesce=True)
    nothing: dict[str, pl.DataType] = {}
    for key, beside in (
        ("child", snapshot.facts.once(details).select("child", "dob")),
        ("journey", snapshot.once(next_reviews)),
        ("journey", _reviews(snapshot, care)),
        ("journey", _broken(snapshot)),
        *(
            ("child", found(snapshot))
            for found in (_plans, _plan_days, _steps, _links, _discharge, _changes, _worker_count)
        ),
    ):
        if beside.is_empty():  # nothing to join: said below for all at once, which is quicker
            nothing |= {name: kind for name, kind in beside.schema.items() if name != key}
        else:
            rows = rows.join(beside, on=key, how="left")
    rows = rows.with_columns(pl.lit(None, kind).alias(name) for name, kind in nothing.items())
    return (
        rows.with_columns(
            pl.col("in_care", "po_open", "adoptive", "legal_known", "placement_known", "review_placed").fill_null(
                False
            ),
            pl.col("pursued", "contingencies").fill_null(0),
            day=pl.lit(day),
            visit_from=VISIT_FROM,
        )
        .with_columns(visited=pl.when(pl.col("seen") >= pl.col("visit_from")).then("seen"))
        .sort("child")
    )


_COURT = {"child": pl.String, "issued": pl.Date, "extended_to": pl.Date, "extended": pl.Int32} | {
    "IRH": pl.Date,
    "IRH_planned": pl.Date,
}


def _court(snapshot: Snapshot) -> pl.DataFrame:
    if not snapshot["proceedings"]["ends"].null_count():
        return pl.DataFrame(schema=_COURT)
    return open_proceedings(snapshot, snapshot.once(_awaited), snapshot.once(_coming), _COURT)


def _awaited(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot.once(asked).filter(pl.col("kind").is_in(_COMING))


def _coming(snapshot: Snapshot) -> pl.DataFrame:
    """What is still to come of the steps whose planned day is asked for."""
    return to_come(snapshot["planned_step"].filter(pl.col("kind").is_in(_COMING)), snapshot.once(_awaited))


def _plans(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot.once(plans)


def _reviews(snapshot: Snapshot, care: pl.DataFrame) -> pl.DataFrame:
    held, number = pl.col("held"), pl.col("number")
    chosen = snapshot.once(plans).select("child", "primary_since")
    began = pl.when("adoptive").then("placed_least").otherwise("placement_since")
    since = care.select("child", "journey", began=began).join(chosen, on="child", how="left").drop("child")
    rows = snapshot.facts.once(review_dues).filter(held <= snapshot.as_at).join(since, on="journey", how="inner")
    return rows.group_by("journey").agg(
        held.filter(number == 2).first().alias("second"),
        held.filter(held > pl.col("began")).min().alias("reviewed"),
        held.filter(held <= pl.col("primary_since")).max().alias("set_by"),
    )


def _broken(snapshot: Snapshot) -> pl.DataFrame:
    """When the last placement for adoption broke down, also where the child is placed again; and `earlier`, where the
    child is for the second time with parents or a connected carer."""
    ended, day = pl.col("ended"), snapshot.as_at
    runs = snapshot.facts.once(adoptive_runs).filter((pl.col("how") == "disrupted") & (ended <= day))
    again = snapshot.facts.once(_again).filter((pl.col("begins") <= day) & (ended.is_null() | (ended > day)))
    both = [runs.select("journey", broke_down="ended"), again.select("journey", "earlier")]
    return pl.concat(both, how="diagonal").group_by("journey").agg(pl.col("broke_down", "earlier").max())


def _again(facts: Facts) -> pl.DataFrame:
    """Each stay with parents or a connected carer after an earlier one: journey, begins, ended, and until when what was
    approved was so for the earlier one (its end; its first day, where the one follows straight on the other)."""
    same = (pl.col("journey") == pl.col("journey").shift()) & (pl.col("place") == pl.col("place").shift())
    begun, over = pl.col("begins").shift(), pl.col("ended").shift()
    stays = facts.once(placements).filter(pl.col("place").is_in([codes.WITH_PARENTS, PLACE]))
    return (
        stays.sort("journey", "place", "begins")
        .with_columns(earlier=pl.when(over < pl.col("begins")).then(over).otherwise(begun), again=same)
        .filter("again")
        .select("child", "journey", "begins", "ended", "earlier")
    )


def _plan_days(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot["plan"].group_by("child").agg(plan_begun=pl.col("begins").max(), plan_closed=pl.col("ends").max())


def asked(snapshot: Snapshot) -> pl.DataFrame:
    """The steps taken that the rules ask about, as `taken_of` has them; put in order once for all days."""
    rows = snapshot.facts.once(_in_order).filter(pl.col("day") <= snapshot.as_at)
    before = snapshot.once(latest).select("child", "after").filter(pl.col("after").is_not_null())
    rows = rows.join(before, on="child", how="left", maintain_order="left")
    return rows.filter((pl.col("recorded") > pl.col("after")).fill_null(True)).drop("recorded", "after")


def _in_order(facts: Facts) -> pl.DataFrame:
    return in_order(stored(facts, KINDS)).select(*STEP, "recorded")


def _step_days() -> Iterator[pl.Expr]:
    """What is asked of a child's steps, in order of their days."""
    kind, day, outcome = pl.col("kind"), pl.col("day"), pl.col("outcome")
    approval = kind == "CC-APPROVED"
    for step in _STEPS:
        yield day.filter(kind == step).max().alias(step)
    yield day.filter((kind == "VISIT") & outcome.ne_missing("NOT-SEEN")).max().alias("seen")
    yield day.filter(kind.is_in(_LIFE_STORY)).min().alias("story")
    approved = outcome.filter(approval).last() == "YES"
    yield pl.when(approved).then(day.filter(approval).last()).alias("carers_approved")
    for name, step in (("carers_for_now", "REG24"), ("home_approved", "PWP-APPROVED")):
        stands = outcome.filter(kind == step).last().ne_missing("NO")
        yield pl.when(stands).then(day.filter(kind == step).last()).alias(name)
    yield day.filter((kind == "PWP-REG19") & outcome.ne_missing("NO")).max().alias("at_once")


_STEP_DAYS = tuple(_step_days())
"""Said once, for saying it takes longer than doing it."""


def _steps(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot.once(asked).group_by("child").agg(_STEP_DAYS)


def _links(snapshot: Snapshot) -> pl.DataFrame:
    """The last family chosen that has not been given up since; each family by its reference."""
    links = snapshot.once(asked).filter(pl.col("kind") == "LINK")
    if links.is_empty():
        return pl.DataFrame(schema={"child": pl.String, "link": pl.Date})
    links = links.unique(["child", "ref"], keep="last")
    return links.filter(pl.col("outcome") == "CHOSEN").group_by("child").agg(link=pl.col("day").max())


def _discharge(snapshot: Snapshot) -> pl.DataFrame:
    coming = snapshot.once(_coming).filter(pl.col("kind") == "DISCHARGE")
    if coming.is_empty():
        return pl.DataFrame(schema={"child": pl.String, "discharge": pl.Date})
    return coming.group_by("child").agg(discharge=pl.col("planned").max())


def _year_ago(snapshot: Snapshot) -> dt.date:
    return add_months(snapshot.as_at, -12)


def _held(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot["social_worker"].filter(pl.col("sw_id").is_not_null()).sort("child", "sw_decom")


def _changes(snapshot: Snapshot) -> pl.DataFrame:
    """The first change of worker within the year that no handover belongs to: one from halfway since the change before
    (or since the worker before began) until halfway to the next."""
    begins, child, worker = pl.col("sw_decom"), pl.col("child"), pl.col("sw_id")
    day, same = pl.col("day"), child == child.shift()
    changes = (
        snapshot.once(_held).with_columns(before=begins.shift()).filter(same & (worker != worker.shift()))
    ).select("child", "before", changed=begins)
    changed = pl.col("changed")
    between = changed - (changed - changed.shift()) / 2
    rows = changes.with_columns(
        start=pl.when(same).then(pl.max_horizontal("before", between)).otherwise("before"),
        until=pl.when(same.shift(-1)).then(between.shift(-1)).otherwise(pl.lit(snapshot.as_at)),
    ).filter(changed > _year_ago(snapshot))
    handovers = snapshot.once(asked).filter(pl.col("kind") == "HANDOVER").select("child", "day")
    return (
        rows.join_asof(handovers, left_on="until", right_on="day", by="child", check_sortedness=False)
        .filter(day.is_null() | (day <= pl.col("start")))
        .group_by("child")
        .agg(changed.min())
    )


def _worker_count(snapshot: Snapshot) -> pl.DataFrame:
    """How many workers within the year, and the day on which they became too many."""
    limit = max(policies(snapshot.facts)["DRIFT-11"], 1)
    until = pl.col("sw_dec")
    rows = snapshot.once(_held).filter(until.is_null() | (until > _year_ago(snapshot)))
    first = rows.filter(pl.struct("child", "sw_id").is_first_distinct())
    many = pl.col("sw_decom").slice(limit - 1, 1).first()
    return first.group_by("child", maintain_order=True).agg(workers=pl.len().cast(pl.Int32), many=many)


def keeps(snapshot: Snapshot) -> frozenset[str]:
    """What the authority keeps a record of by the day: of any child, also where the snapshot holds some only."""
    return frozenset(kind for kind, day in snapshot.facts.whole.once(kept).items() if day <= snapshot.as_at)


def kept(facts: Facts) -> Mapping[str, dt.date]:
    """From which day the authority keeps a record of each kind of step, and of plans (“plan”); asked of everybody's
    facts. What it keeps no record of at all says nothing about any child."""
    steps = stored(facts, KINDS).group_by("kind").agg(pl.col("day").min()).rows()
    begun = facts["plan"]["begins"].min()
    plan = {"plan": begun} if isinstance(begun, dt.date) else {}
    return {**dict(steps), **plan}
