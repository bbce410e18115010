"""Entry to care to placed, carers who adopt counted from moving in."""

from __future__ import annotations

import datetime as dt

from models.measures import Period, Tally, Threshold, measure
from models.measures._scorecard import adopted
from models.snapshot import Snapshot

LIMITS = (
    Threshold(639, dt.date(2011, 3, 31), "21 months, a limit on the three-year average"),
    Threshold(547, dt.date(2014, 3, 31), "18 months, a limit on the three-year average"),
    Threshold(487, dt.date(2015, 3, 31), "16 months, a limit on the three-year average"),
    Threshold(426, dt.date(2016, 3, 31), "14 months, a limit on the three-year average"),
)


@measure(
    "A10",
    "Entry to care to placed, carers who adopt counted from moving in",
    group="Timeliness",
    unit="days",
    source="DfE adoption scorecards, indicator A10; ASGLB local tables, A10 title note",
    better="lower",
    over="three years",
    thresholds=LIMITS,
)
def a10(snapshot: Snapshot, period: Period) -> Tally:
    """As A1, but for children adopted by their foster carers the clock stops when the child moved in with that carer.

    Mean days for children adopted (E11, E12) in the three years to the last 31 March. A child is adopted by a foster
    carer where the return says so (FOSTER_CARE 1) or the last placement is A3 or A5. The day of moving in is found by
    going back from the adoptive placement through changes with the same carer (T, U, L), skipping temporary moves and
    the return from them; a move (P, B) or a new start (S) is a new carer. It is never before the start of the period of
    care. Fostering for adoption counts so too where it is coded as adoption by the current carer.

    The limits are those of A1, which are applied to it in practice.

    Children in care with an open decision for adoption who are not placed stand beside the figure with their days so
    far, on the day asked for.

    Who is out: children whose last placement was not for adoption. Where the start of the period of care, or of the
    placement, is not known in this data the child is left out of the mean and counted under no date.
    """
    return adopted(snapshot, period, "entry", "settled", waits=("entry", "placed", "adm_open"))
