"""The store: everything recorded, in one file or database, with the ledger of who recorded it and when."""

from __future__ import annotations

from models.edits import Conflict, Refused
from models.store.ledger import Changes, end_of
from models.store.opening import CannotOpen, Locked, WrongKey
from models.store.store import Store
from models.store.verify import Verdict

__all__ = ["CannotOpen", "Changes", "Conflict", "Locked", "Refused", "Store", "Verdict", "WrongKey", "end_of"]
