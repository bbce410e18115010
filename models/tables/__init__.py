"""Every stored fact: one table class each, one file per subject. They hold no rules; the door, edits and checks do.

A table is found by its name in `TABLES`; `KEYS` names what, beside the child, tells two facts of a table apart.
"""

from __future__ import annotations

from models.tables.adoption import AdmDecision, Adoption, PreviousPermanence
from models.tables.care import CareEpisode, DeprivationOrder, MissingEpisode, Residential, Review, SocialWorker
from models.tables.child import CareLeaver, Child, ChildDetails, HealthYear, Uasc
from models.tables.court import PreProceedings, Proceedings
from models.tables.education import SchoolTerm, Suspension
from models.tables.family import SiblingGroup
from models.tables.figures import (
    Claimed,
    Comparator,
    Event,
    Population,
    Publication,
    PublishedChild,
    Rebase,
    Target,
    Training,
)
from models.tables.improvement import (
    AuditFinding,
    NextStep,
    PlanAction,
    PlanRisk,
    ProgressNote,
    ReportText,
    ThemeLead,
)
from models.tables.ledger import ChangeSet, ErasedRow, Head
from models.tables.meeting import Attendance, Escalation, Meeting, MinuteCorrection, PmgAction, PmgItem
from models.tables.oversight import Answer, Merged, SetAside
from models.tables.pathway import Milestone, Plan, PlannedStep, PrimaryPlan
from models.tables.policy import Setting
from models.tables.versioned import Versioned, keep_one_version
from models.tables.work import Allocation, Note

FACTS: tuple[type[Versioned], ...] = (
    ChildDetails,
    CareEpisode,
    Uasc,
    Review,
    HealthYear,
    CareLeaver,
    Adoption,
    AdmDecision,
    PreviousPermanence,
    MissingEpisode,
    SocialWorker,
    DeprivationOrder,
    SetAside,
    Plan,
    PrimaryPlan,
    Milestone,
    PlannedStep,
    PreProceedings,
    Proceedings,
    Residential,
    SchoolTerm,
    Suspension,
    SiblingGroup,
    Allocation,
    Note,
    Answer,
    Merged,
    Setting,
    Population,
    Target,
    Comparator,
    Event,
    Rebase,
    Training,
    Publication,
    Claimed,
    PublishedChild,
    PmgItem,
    PmgAction,
    Escalation,
    Meeting,
    Attendance,
    MinuteCorrection,
    ThemeLead,
    PlanAction,
    ProgressNote,
    PlanRisk,
    NextStep,
    AuditFinding,
    ReportText,
)
for _table in FACTS:
    keep_one_version(_table)
TABLES: dict[str, type[Versioned]] = {str(table.__tablename__): table for table in FACTS}
KEYS: dict[str, tuple[str, ...]] = {name: table.KEY for name, table in TABLES.items()}

__all__ = ["FACTS", "KEYS", "TABLES", "ChangeSet", "Child", "ErasedRow", "Head", "Versioned"]
__all__ += [table.__name__ for table in FACTS]
