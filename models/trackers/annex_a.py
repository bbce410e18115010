"""The sector's own headings: what a tracker's column is called in the child level data that inspectors ask for."""

from __future__ import annotations

from dataclasses import replace

from models.trackers import Column

SAID = "In Annex A:"
HEADINGS = {
    "child": "Child Unique ID",
    "sex": "Gender",
    "ethnic": "Ethnicity",
    "dob": "Date of Birth",
    "age": "Age of Child (Years)",
    "entry": "Date Started to be Looked After",
    "legal_since": "Start date of current legal status",
    "legal": "Child's Legal Status",
    "last_review": "Date of Latest Statutory Review",
    "VISIT": "Date of Last Social Work Visit",
    "primary_words": "What is the permanence plan for this child?",
    "left": "Date Ceased to be Looked After",
    "left_reason": "Reason Ceased to be Looked After",
    "placement_since": "Start Date of Most Recent Placement",
    "placement": "Placement Type",
    "provider": "Placement Provider",
    "urn": "URN of Placement",
    "area": "Placement Location",
    "team": "Allocated Team",
    "worker": "Allocated Worker",
    "link_ref": "Family identifier",
    "adm": "Date of Decision that Child Should be Placed for Adoption",
    "po": "Date of Placement Order",
    "match": "Date of Matching Child and Prospective Adopters",
    "placed": "Date Placed for Adoption",
    "adopted": "Date of Adoption Order",
    "adm_ceased": "Date of Decision that Child Should No Longer be Placed for Adoption",
    "ffa": "Date the child was placed for fostering in FFA or concurrent planning placement",
}
"""The heading in lists 8 (children in care) and 10 (adoption), by the column's key."""


def recognised(column: Column) -> Column:
    """A column whose note says its heading in Annex A, where it has one."""
    heading = HEADINGS.get(column.key)
    if heading is None or SAID in column.note:
        return column
    return replace(column, note=f"{column.note} {SAID} “{heading}”.")
