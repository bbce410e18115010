"""Who is among whom, as the rows of counts have it: which counts are the sum of others, but for none or a few.

“Twenty-seven with a placement order” less “twenty-four matched who wait” is three who are not matched, whatever
measures the two numbers are of. So every count is set against each that lies in it, and each two that lie apart in it.
A count below the floor is left out: it is never printed, so nothing follows from it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping


class Bits:
    """Sets of rows as whole numbers, a bit a row; a child that counts twice is two rows."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, int], int] = {}

    def of(self, children: Iterable[str]) -> int:
        """The rows of some children."""
        times: dict[str, int] = {}
        found = bytearray()
        for child in children:
            times[child] = times.get(child, 0) + 1
            byte, bit = divmod(self._places.setdefault((child, times[child]), len(self._places)), 8)
            if byte >= len(found):
                found.extend(bytes(byte + 1 - len(found)))
            found[byte] |= 1 << bit
        return int.from_bytes(found, "little")


def within(sets: Mapping[str, int], floor: int) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """A whole, one or two that lie apart in it, and how many more are in it, where these are fewer than `floor`."""
    first: dict[int, str] = {}
    for key, rows in sets.items():
        if rows.bit_count() < floor:
            continue
        if rows in first:
            yield first[rows], (key,), 0
        else:
            first[rows] = key
    sizes = {rows: rows.bit_count() for rows in first}
    for whole, key in first.items():
        size = sizes[whole]
        parts = [rows for rows in first if sizes[rows] < size and rows & whole == rows]
        for one in parts:
            if size - sizes[one] < floor:
                yield key, (first[one],), size - sizes[one]
        for one, other in itertools.combinations(parts, 2):
            if 0 <= size - sizes[one] - sizes[other] < floor and not one & other:
                yield key, (first[one], first[other]), size - sizes[one] - sizes[other]
