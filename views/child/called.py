"""What else people call what can be recorded: the words and abbreviations by which “Record …” finds a form, too."""

from __future__ import annotations

from models.subjects import MATCH

ALSO = {
    "record/child_details/": "DOB, UPN, gender, ethnic group, unborn, young mother",
    "record/plan/": "twin track, parallel, concurrent, contingency, care plan",
    "switch/primary_plan/": "change of plan, twin track",
    "record/pre_proceedings/": "PLO, public law outline, step down",
    "record/proceedings/": "issue, court, final order, supervision order, care order",
    "record/deprivation_order/": "DoL, DoLS",
    f"record/{MATCH.table}/": "matched with adopters",
    "record/adm_decision/": "ADM, SHOBPA, should be placed for adoption, agency decision maker, reversal, reversed",
    "record/residential/": "children's home",
    "record/school_term/": "attendance, hours, part-time timetable, SEN, EHCP, alternative provision, virtual school",
    "record/suspension/": "fixed-term, permanent, sessions",
    "care/legal_status/": "ICO, interim care order, full care order, placement order, revocation, revoked, discharge of"
    " an order, section 20, S20, EPO, emergency protection order, police protection, remand",
    "record/legal_status/": "placement order, care order",
    "care/care_episode/": "placed for adoption, fostering for adoption, early permanence, moved, connected carer, with"
    " parents, foster carer, children's home, disruption, placement breakdown",
    "care/entry/": "entered care, start of care",
    "care/left/": "exit, discharged, adoption order, adopted, SGO, special guardianship order, CAO, child arrangements"
    " order, returned home, ceased to be looked after, died",
    "record/review/": "LAC, CLA, looked after, participation",
    "record/social_worker/": "SW, allocated, reallocated, new worker",
    "record/allocation/": "IRO, independent reviewing officer, team, personal adviser, life story worker",
    "record/sibling_group/": "brothers and sisters, family",
    "record/note/": "case note",
    "record/answer/": "flag, RAG, override, red, amber, green, drift",
}
"""By the code of the form."""
OF_STEPS = {
    "LGM": "legal planning meeting",
    "LBP": "PLO letter",
    "CO": "full care order",
    "CPR": "child's permanence report",
    "EP-DECISION": "FFA, fostering for adoption, concurrent planning",
    "DISRUPTION": "breakdown",
    "VIABILITY": "initial assessment, kinship",
    "VOICE": "voice, views, wishes and feelings, last heard",
    "LTF-MATCHED": "LTF",
    "PEP": "school plan",
    "HEALTH": "IHA",
    "PMG": "panel",
    "LS-LETTER": "later life",
}
"""The same of steps, by their codes; the code itself is often what a step is called in short (“CMH”, “PEP”)."""


def also(code: str) -> str:
    """The other words of a form, by its code."""
    _verb, table, kind = code.split("/")
    if table not in ("milestone", "planned_step"):
        return ALSO.get(code, "")
    short = kind.replace("-", " ")
    ordered = "SGO " if kind.startswith("SG-") else "PWP " if kind.startswith("PWP-") else ""
    return f"{short}, {ordered}{OF_STEPS.get(kind, '')}"
