"""What is kept beside the record so that nothing of a return is lost."""

from __future__ import annotations

from typing import ClassVar

from models.tables.versioned import Versioned


class SetAside(Versioned, table=True):
    """A row of a return that could not stand beside another of the same key, kept word for word with the reason."""

    __tablename__ = "set_aside"
    KEY: ClassVar[tuple[str, ...]] = ("child", "source", "content")
    source: str
    content: str
    why: str | None = None
