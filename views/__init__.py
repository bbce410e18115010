"""Everything seen: pages, the one grid, and the Qt face of an open store."""

from __future__ import annotations

import ctypes
import sys


def _keep_none() -> None:
    """Give None references to lose: PySide6 6.12 returns it uncounted from every call that returns nothing.

    Python 3.12 made None immortal; an older Python stops at the last reference, after some five thousand calls.
    """
    if sys.version_info < (3, 12):
        ctypes.c_ssize_t.from_address(id(None)).value += sys.maxsize >> 2


_keep_none()
