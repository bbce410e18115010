"""The command line's claims: what papers state is loaded from a file, recomputed, and printed with its verdict."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from pathlib import Path

from desktop import commands, stores


def claims(chosen: argparse.Namespace) -> int:
    """Record the claims of a file, or print every claim with what came of it."""
    with stores.open_store(chosen.db) as store:
        if chosen.file:
            from models.edits.claims import RecordClaims, read
            from models.measures import MEASURES

            edit = RecordClaims(read(Path(chosen.file), MEASURES), store.head)
            changes = store.apply(edit, who=commands.who(), today=dt.date.today())
            print(f"{chosen.file}: {len(edit.claims):,} claims read, {changes.rows:,} recorded")
            return 0
        from models.claims import claims as recorded
        from models.claims.listed import as_json, as_text
        from models.claims.verdicts import judged
        from models.snapshot import Snapshot

        snapshot = Snapshot(store.facts(chosen.known_on), chosen.as_at or dt.date.today())
        found = judged(recorded(snapshot), snapshot, commands.bar())
        print(json.dumps({"claims": [as_json(each) for each in found]}) if chosen.json else as_text(found))
    return 0
