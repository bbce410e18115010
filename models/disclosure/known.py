"""Everything that was ever counted, as rows of numbers: who is among whom follows from the children themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from models.disclosure import Pack, Row
from models.disclosure.linear import Rows


@dataclass
class Known:
    """The counts of all papers by name: the value of each, whom it counts, and which are the sum of which others."""

    values: dict[str, int] = field(default_factory=dict)
    whom: dict[str, Sequence[Row]] = field(default_factory=dict)
    sums: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    printed: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)

    def join(self, pack: Pack) -> dict[str, str]:
        """Put a pack's counts beside those of the packs before; the name of each. One corrected since is another."""
        for key, value in pack.counts.items():
            if key not in self.names or self.values[self.names[key]] != value:
                self.names[key] = key if key not in self.names else f"{key} ({len(self.values)})"
            self.values[self.names[key]] = value
            if key in pack.whom:
                self.whom[self.names[key]] = pack.whom[key]
        for whole, parts in pack.sums:
            if {whole, *parts} <= self.names.keys():  # else it follows from a publication that was taken back
                named = self.names[whole], tuple(self.names[part] for part in parts)
                if self.values[named[0]] == sum(self.values[part] for part in named[1]):
                    self.sums.append(named)
        return {key: self.names[key] for key in pack.counts}


@dataclass(frozen=True)
class Matrix:
    """The counts as rows, with a column for each kind of children: those who are counted in all the same counts."""

    at: dict[str, int]
    """Which row each count is."""
    rows: Rows
    """How often each count counts each child of a kind."""
    noughts: Rows
    """What comes to nought: a whole less its parts."""
    sizes: Rows
    """How many children there are of each kind."""

    @classmethod
    def of(cls, known: Known) -> Matrix:
        """The matrix; where a count does not know whom it counts, those are a kind of their own."""
        at = {name: number for number, name in enumerate(known.values)}
        children: defaultdict[Row, list[int]] = defaultdict(list)
        kinds: Counter[tuple[tuple[int, int], ...]] = Counter()
        for name, value in known.values.items():
            whom = known.whom.get(name, ())
            for child in whom if len(whom) <= value else ():
                children[child].append(at[name])
            if others := value - len(whom) if len(whom) <= value else value:
                kinds[(at[name], 1),] += others
        for counted, many in Counter(map(tuple, children.values())).items():
            kinds[tuple(Counter(counted).items())] += many
        rows = np.zeros((len(at), len(kinds)), dtype=np.int64)
        order = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
        for column, kind in enumerate(order):
            for row, times in kind:
                rows[row, column] = times
        noughts = np.zeros((len(known.sums), len(kinds)), dtype=np.int64)
        for number, (whole, parts) in enumerate(known.sums):
            noughts[number] = rows[at[whole]] - sum(rows[at[part]] for part in parts)
        return cls(at, rows, noughts, np.array([kinds[kind] for kind in order], dtype=np.int64))
