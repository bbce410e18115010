"""What few children have on record: days set for what is next, an earlier match, a placement at home begun at once, a
deprivation of liberty, dates known roughly; and what the authority chose for itself. With chances of its own, drawn
last, so that everything else stays as it was."""

from __future__ import annotations

import random

from models.edits.filters import KIND as FILTER
from models.edits.filters import Asked, as_text
from models.rules.policies import KIND as POLICY
from models.samples.care import Care
from models.samples.chain import date, number, working
from models.samples.family_finding import ADOPTED, ADOPTIVE, WHERE
from models.samples.oversight import DEPRIVATIONS_FROM
from models.samples.stays import HOMES
from models.samples.story import Rows, Story, weekday
from models.subjects import AUTHORITY

FULL = "The panel before was full"
LONG_AGO = 1500
"""Days back before which nobody was matched twice without a placement between."""
BACK = 400
"""Days back from which placements at home that began at once still wait for their assessment."""


def seldom(story: Story) -> None:
    """The rare facts of one time in care."""
    rng = random.Random(int(story.child) * 104_729 + story.begun)
    _matched_before(story, rng)
    _roughly(story, rng)
    if story.ended is None:
        _to_adopters(story, random.Random(story.care.family * 104_729 + story.begun))
        _to_guardians(story, rng)
        _settled(story, rng)
        _at_home(story, rng)
        _deprived(story, rng)
    elif story.rec in ADOPTED and story.ended > story.today - 50 and _last(story, "CELEBRATION") is None:
        day = max(story.ended + 14, story.today + rng.randint(3, 25))
        story.coming("CELEBRATION", story.ended, working(day), WHERE)


def _last(story: Story, kind: str) -> int | None:
    """The last day of a step that is told."""
    return max((day for told, _plan, day in story.seen if told == kind), default=None)


def _matched_before(story: Story, rng: random.Random) -> None:
    """The match before a placement that broke down; a few came to nothing before the child was placed."""
    match, luck = story.care.match, rng.random()
    if match is None or not story.decisions or story.order is None or not story.begun <= match <= story.last:
        return
    since = max(story.decisions[0][0], story.order)
    placed = [stay[0] for stay in story.stays if stay[2] in ADOPTIVE]
    if len(placed) > 1:
        day = max(since, placed[0] - 25)
        if day < min(match, placed[0]):
            story.step("MATCH", day)
    elif luck < 0.1 and match - since > 150 and since > story.today - LONG_AGO and story.last > story.today - BACK:
        story.step("MATCH", weekday(since + rng.randint(50, match - since - 60)))


def _roughly(story: Story, rng: random.Random) -> None:
    """Steps of which only the year is known, or that they were taken by a day."""
    day, luck = story.begun + rng.randint(10, 80), rng.random()
    over = number(date(day).replace(month=12, day=31))
    if luck < 0.03 and story.ordered is not None and over <= story.last:
        story.step("FGC", day, precision="YEAR")
    elif luck > 0.94 and story.care.siblings and _last(story, "SIB-ASSESSED") is None:
        story.step("SIB-ASSESSED", day, precision="UNKNOWN")


def _to_adopters(story: Story, rng: random.Random) -> None:
    """A family in view goes to the matching panel; brothers and sisters on one day."""
    link, panel = _last(story, "LINK"), _last(story, "AP-PANEL")
    if not story.decisions or story.decisions[-1][1] is not None or story.care.match is not None or link is None:
        return
    said = max(link, story.today - rng.randint(2, 20), (panel or 0) + 1)
    if story.stays[-1][2] not in ADOPTIVE and rng.random() < 0.6:
        day = working(story.today + rng.randint(4, 35))
        story.coming("AP-PANEL", said, day, WHERE, FULL if rng.random() < 0.3 else None)


def _to_guardians(story: Story, rng: random.Random) -> None:
    """An assessment that is allocated has a day by which it is to be there; a few are late."""
    said = _last(story, "SG-ALLOCATED")
    if said is None or _last(story, "SG-ASSESSED") is not None or rng.random() > 0.8:
        return
    late = rng.random() < 0.15
    day = story.today - rng.randint(1, 15) if late else story.today + rng.randint(5, 60)
    story.coming("SG-ASSESSED", said, working(day), "SGO")


def _settled(story: Story, rng: random.Random) -> None:
    """The next personal education plan, and the panel on a match for the long term."""
    held, luck, day = _last(story, "PEP"), rng.random(), working(story.today + rng.randint(3, 26))
    if held is not None and held > story.today - 365 and luck < 0.35:
        story.coming("PEP", max(held + 1, story.today - rng.randint(1, 20)), day)
    matched = _last(story, "LTF-PANEL") or _last(story, "LTF-MATCHED")
    if story.pursued("LTF") and matched is None and rng.random() < 0.3:
        day = working(story.today + rng.randint(5, 60))
        why = FULL if rng.random() < 0.2 else None
        story.coming("LTF-PANEL", story.today - rng.randint(3, 40), day, "LTF", why)


def _at_home(story: Story, rng: random.Random) -> None:
    """A placement with parents was allowed at once; they are still to be assessed."""
    begun, _until, place, _provider, _urn, law = story.stays[-1]
    if place != "P1" or law not in ("C1", "C2") or begun < story.today - BACK or rng.random() > 0.7:
        return
    if not any(kind in ("PWP-ASSESSED", "PWP-REG19") and day > begun - 60 for kind, _plan, day in story.seen):
        story.step("PWP-REG19", begun, "HOME", "YES")


def _deprived(story: Story, rng: random.Random) -> None:
    """A few of the older children in homes are deprived of their liberty by an order of the court."""
    begun, _until, place, *_rest = story.stays[-1]
    start = max(begun, DEPRIVATIONS_FROM, story.today - rng.randint(5, 85))
    if place not in HOMES or story.age(start) < 12 or start > story.today or rng.random() > 0.09:
        return
    orders = story.rows["deprivation_order"]
    if not orders or orders[-1][0] != story.child:
        orders.append((story.child, start, None))


def earlier_group(care: Care, rows: Rows) -> None:
    """A few families were kept under another reference for a while; brothers and sisters alike."""
    rng, since = random.Random(care.family * 104_729), care.periods[0][0]
    until = min(since + rng.randint(20, 200), care.today)
    if rng.random() < 0.04:
        rows["sibling_group"].append((care.child, f"FAM-{care.family:05d}-A", since, until))


def gateway(today: int, rows: Rows) -> None:
    """The next gateway meeting of families whose pre-proceedings go on; the same day for brothers and sisters."""
    for child, begun, family, *_, ended, _outcome in rows["pre_proceedings"]:
        rng = random.Random(str(family))
        said, day = today - rng.randint(1, 21), working(today + rng.randint(3, 30))
        if ended is None and rng.random() < 0.6:
            rows["planned_step"].append((child, "LGM", 0, max(said, begun), day, None))


def chosen(rows: Rows) -> None:
    """A limit that the authority set for itself, and a filter that its people share."""
    asked = (Asked("state", "State", "state", "is", ("R",)),)
    rows["setting"] += [
        (AUTHORITY, POLICY, "REG19-DECIDE", "5"),
        (AUTHORITY, FILTER, "Red today", as_text(asked)),
    ]
