"""The command line's action plan: taken over from a spreadsheet, or printed as text, JSON or CSV."""

from __future__ import annotations

import argparse
import csv
import dataclasses
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import commands, stores

if TYPE_CHECKING:
    from models.rules.action_plan import Plan, Theme


def plan(chosen: argparse.Namespace) -> int:
    """Take over the actions of a file, or print the plan as at a day."""
    with stores.open_store(chosen.db) as store:
        if chosen.file:
            from models.returns.plan import read

            edit = read(Path(chosen.file), dt.date.today(), store.head)
            changes = store.apply(edit, who=commands.who(), today=dt.date.today())
            print(f"{chosen.file}: {len(edit.rows):,} actions read, {changes.rows:,} recorded")
            return 0
        from models.rules import action_plan
        from models.snapshot import Snapshot

        snapshot = Snapshot(store.facts(chosen.known_on), chosen.as_at or dt.date.today())
        found = action_plan.plan(snapshot)
    if chosen.json:
        print(json.dumps(_as_json(found, chosen.theme), default=str, ensure_ascii=False))
    elif chosen.csv:
        _as_csv(found, chosen.theme)
    else:
        print("\n".join(_as_text(found, chosen.theme)))
    return 0


def _themes(plan: Plan, theme: str | None) -> list[Theme]:
    return [each for each in plan.themes if theme in (None, each.code)]


def _as_text(plan: Plan, theme: str | None) -> list[str]:
    from models.dates import british
    from models.trackers.action_plan import described, named, status

    lines = [f"{described(plan)}, as at {british(plan.as_at)}"]
    for each in _themes(plan, theme):
        counted = ", ".join(f"{count} {letter}" for letter, count in each.counts.items() if count)
        stand = f"{counted or 'none'} open; {each.done} done"
        lines += ["", named(each), f"  Accountable lead: {each.lead or 'nobody is named yet'} ({stand})"]
        for action in each.actions:
            lines.append(f"  {action.number:>3} {action.state} {action.words}: {status(action).lower()}")
            lines.append(f"        {action.reason}" + (f"; evidence: {action.evidence}" if action.evidence else ""))
    if theme is None:
        for title, rows in (
            ("Risks", [risk.words for risk in plan.risks if risk.ends is None]),
            ("Next steps", [step.words for step in plan.steps if step.ends is None]),
            ("Audit findings open", [finding.words for finding in plan.findings if finding.ends is None]),
            ("Trained", [f"{role}: {count:,}" for role, count in plan.trained.items()]),
        ):
            lines += ["", title, *(f"  {words}" for words in rows or ["none"])]
    return lines


def _as_json(plan: Plan, theme: str | None) -> dict[str, Any]:
    """The plan as it stands; `row` and `seen` are this file's own numbers and no part of it."""
    whole = dataclasses.asdict(plan)
    kept: dict[str, Any] = {"as_at": whole["as_at"], "cycle": whole["cycle"], "themes": []}
    for each, cells in zip(plan.themes, whole["themes"], strict=True):
        if theme in (None, each.code):
            kept["themes"].append({**cells, "counts": dict(each.counts), "done": each.done})
    if theme is None:
        kept |= {name: whole[name] for name in ("risks", "steps", "findings", "training")}
    found: dict[str, Any] = _without(kept)
    return found


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without(each) for name, each in value.items() if name not in ("row", "seen")}
    return [_without(each) for each in value] if isinstance(value, list | tuple) else value


def _as_csv(plan: Plan, theme: str | None) -> None:
    """The actions by the columns that a file of them is read by: typed on in a spreadsheet, it can be loaded again."""
    from models import codes
    from models.exports import inert_words
    from models.returns.plan import COLUMNS

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*COLUMNS])
    for action in (action for each in _themes(plan, theme) for action in each.actions):
        said = action.said
        cells: dict[str, Any] = {"theme": action.theme, "action": action.words, "evidence": said and said.evidence}
        cells |= {name: getattr(action, name) for name in ("owner", "agreed", "starts", "due", "measure")}
        if said is not None:
            status = codes.label("plan_status", said.status) if said.status else None
            cells |= {"status": status, "rag": said.state, "progress": said.words, "noted": said.day}
        writer.writerow([inert_words(str(cells.get(column) or "")) for column in COLUMNS])
