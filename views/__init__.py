"""Everything seen: pages, the one grid, and the Qt face of an open store."""

from __future__ import annotations

import ctypes
import sys


def _keep_constants() -> None:
    """Give None, True and False references to lose: PySide6 6.12 returns them uncounted.

    None from every call that returns nothing, True from every signal emitted. Python 3.12 made them immortal; an older
    Python stops at the last reference, after some thousand calls.
    """
    if sys.version_info < (3, 12):
        for constant in (None, True, False):
            ctypes.c_ssize_t.from_address(id(constant)).value += sys.maxsize >> 2


_keep_constants()
