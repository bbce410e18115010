"""Which counts of a paper can be printed: one after another, in its order, as long as no group of few is given away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from models.disclosure import Pack, small
from models.disclosure.groups import groups
from models.disclosure.known import Known, Matrix
from models.disclosure.linear import Rows, Span, pivoted, without
from models.disclosure.others import FAR, Limits, values

TRIABLE = 64
"""Up to how many kinds of children there are so few papers that a reader could try them all."""


def hidden(pack: Pack, before: Sequence[Pack], floor: int) -> frozenset[str]:
    """The keys of a pack whose counts must not be printed, after the packs published before, the oldest first."""
    known = Known()
    unprinted: frozenset[str] = frozenset()
    for each in (*before, pack):
        own = known.join(each)
        unprinted = _Paper(known, each, own, floor).hidden() if each.hidden is None else each.hidden
        known.printed |= {own[key] for key in each.counts if key not in unprinted | each.unseen}
        known.hidden |= {own[key] for key in unprinted & own.keys()} - known.printed
    return unprinted


class _Paper:
    """The last paper of all that is known."""

    def __init__(self, known: Known, pack: Pack, own: dict[str, str], floor: int) -> None:
        self.known, self.pack, self.own, self.floor = known, pack, own, floor
        self.matrix = Matrix.of(known)
        self.published = self._span(known.printed)
        self.low = {name for name, value in known.values.items() if small(value, floor)}
        self.most = dict.fromkeys(self.low, floor - 1) | self._hardly_less()

    def hidden(self) -> frozenset[str]:
        """Which keys are not printed: the small ones, the wholes that are next to nothing but small ones, and those
        that would give a group away."""
        shown = [key for key in self.pack.counts if key not in self.pack.unseen]
        free = [key for key in shown if self.own[key] not in self.known.printed]
        tried = [key for key in free if self.pack.counts[key] and self.own[key] not in self.most]
        secrets = self._not_published(self._rows(sorted(self.low - self.known.printed, key=self.matrix.at.__getitem__)))
        while True:
            span, printed = self._print(tried, secrets)
            told = self._not_published(groups(span, self.matrix.sizes, self.floor - 1))
            if not len(told):
                break
            secrets = np.vstack([secrets, told])
        noughts = {key for key in free if not self.pack.counts[key]}
        gone = set(free) - set(printed) - noughts
        for key in self._exposed(span, gone, printed, secrets):
            gone.add(key)
        return frozenset(gone | {key for key in shown if self.own[key] in self.low})

    def _print(self, tried: Iterable[str], secrets: Rows) -> tuple[Span, list[str]]:
        """Print one count after another, but for those from which, with the others, a secret would follow."""
        span = self._span(self.known.printed)
        left, printed = span.rest(secrets), []
        for key in tried:
            rest = span.rest(self._rows([self.own[key]]))[0]
            if rest.any():
                row, at = pivoted(rest)
                after = left.copy()
                if not after[without(after, row, at)].any(axis=1).all():
                    continue
                left = after
                span.add(rest)
            printed.append(key)
        return span, printed

    def _exposed(self, span: Span, gone: Iterable[str], printed: Iterable[str], secrets: Rows) -> Iterator[str]:
        """Printed counts to be hidden, too, until every secret can have several values: the last that has to do with
        one that cannot."""
        left = list(printed)
        names = [self.own[key] for key in gone]
        wanted = max(2, self.floor - 2) if self._triable() else 2
        while len(secrets):
            found = np.array(values(span, self._limits({*names, *self.known.hidden}), secrets, wanted))
            secrets = secrets[found < wanted]
            near = [[key for key in left if (self._rows([self.own[key]])[0] * secret).any()] for secret in secrets]
            secrets = secrets[[bool(keys) for keys in near]]
            if more := next(filter(None, near), None):
                left.remove(more[-1])
                names.append(self.own[more[-1]])
                span = self._span(self.known.printed | {self.own[key] for key in left})
                yield more[-1]

    def _limits(self, names: Iterable[str]) -> Limits:
        """Between what hidden counts lie: none is nought, and who can try all papers knows which of them are small."""
        hidden = sorted(names, key=self.matrix.at.__getitem__)
        known = self.most if self._triable() else dict.fromkeys(hidden, FAR)
        least = np.array([1 if name in known else self.floor for name in hidden], dtype=np.int64)
        most = np.array([known.get(name, FAR) for name in hidden], dtype=np.int64)
        return Limits.of(self.matrix.sizes, self._rows(hidden), least, most)

    def _triable(self) -> bool:
        """Whether a reader could run the program on every paper that this one could be."""
        return len(self.matrix.sizes) <= TRIABLE

    def _hardly_less(self) -> dict[str, int]:
        """Wholes of nothing but small counts, while they could hardly be less: were one printed only when it is not
        small itself, its being hidden would tell. Each with the most that it is taken to be."""
        found: dict[str, int] = {}
        for whole, parts in (*self.known.sums, *self._made_up()):
            many = [self.known.values[part] for part in parts if self.known.values[part]]
            most = len(many) + self.floor - 1
            if len(many) > 1 and max(many) < self.floor and self.known.values[whole] <= most:
                found[whole] = max(most, found.get(whole, 0))
        return found

    def _made_up(self) -> Iterator[tuple[str, list[str]]]:
        """Wholes whose children are just those of some small counts, the largest first."""
        rows, at = self.matrix.rows, self.matrix.at
        few = sorted(self.low, key=lambda name: (-self.known.values[name], at[name]))
        for whole, value in self.known.values.items():
            rest, parts = rows[at[whole]].copy(), []
            for part in few if value < len(few) + self.floor else ():
                if whole != part and (rows[at[part]] <= rest).all():
                    rest -= rows[at[part]]
                    parts.append(part)
            if not rest.any():
                yield whole, parts

    def _rows(self, names: Iterable[str]) -> Rows:
        return self.matrix.rows[[self.matrix.at[name] for name in names]]

    def _span(self, names: Iterable[str]) -> Span:
        span = Span(len(self.matrix.sizes))
        return span.add_all(self.matrix.noughts).add_all(self._rows(sorted(names, key=self.matrix.at.__getitem__)))

    def _not_published(self, secrets: Rows) -> Rows:
        """Without those that follow from what was published before: nothing hidden now would help."""
        return secrets[self.published.rest(secrets).any(axis=1)]
