"""The entry point: no words, or `demo` with a window or pictures, open the window; the rest is the command line."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

LASTING = 100_000
"""Things made before Python looks for rubbish among them: nearly all that starting and reading make is there to stay,
and looking after every 700 costs a tenth of the time."""


def wants_window(words: Sequence[str]) -> bool:
    """Whether these words of the command line open a window or draw pictures of it."""
    if not words:
        return True
    if words[0] != "demo" or "-h" in words or "--help" in words:
        return False
    return "--no-window" not in words


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program."""
    gc.set_threshold(LASTING)
    words = list(sys.argv[1:] if argv is None else argv)
    if wants_window(words):
        from desktop import gui

        return gui.main(words)
    from desktop import cli

    return cli.main(words)


if __name__ == "__main__":
    sys.exit(main())
