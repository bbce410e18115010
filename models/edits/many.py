"""One act for many children: the same edit for each, previewed child by child, recorded and undone as one step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.edits import Conflict, Edit, Refused, Tx

REASONS = 3
"""How many reasons the words of a preview give."""

_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")


def _common(reasons: Sequence[str]) -> str:
    """Reasons that differ in their days alone as one: a day that is not the same in all is left out."""
    days = zip(*(_DAY.findall(reason) for reason in reasons), strict=True)
    same = iter([found[0] if len(set(found)) == 1 else "…" for found in days])
    return _DAY.sub(lambda _day: next(same), reasons[0]).rstrip(".")


@dataclass(frozen=True)
class Many:
    """Edits of different children as one change set; one that cannot be done stops them all."""

    label: str
    edits: tuple[tuple[str, Edit], ...]

    @property
    def kind(self) -> str:
        """A change, unless all of them correct something."""
        return "correction" if all(edit.kind == "correction" for _, edit in self.edits) else "change"

    @property
    def children(self) -> frozenset[str]:
        """Whom it concerns."""
        return frozenset(child for child, _ in self.edits)

    def apply(self, tx: Tx) -> None:
        """Do them one after the other; raises Refused or Conflict naming the child."""
        for child, edit in self.edits:
            try:
                edit.apply(tx)
            except (Refused, Conflict) as problem:
                raise type(problem)(f"Child {child}: {problem}") from None


@dataclass(frozen=True)
class Preview:
    """What an act for many children would do: those it changes, and why it skips the others."""

    label: str
    edits: tuple[tuple[str, Edit], ...]
    skipped: Mapping[str, str]

    @property
    def words(self) -> str:
        """“Will change 14, skip 3 because …”: the reasons that hold for most, each with for how many."""
        said = f"Will change {len(self.edits):,}"
        if not self.skipped:
            return said
        alike: dict[str, list[str]] = {}
        for reason in self.skipped.values():
            alike.setdefault(_DAY.sub("…", reason), []).append(reason)
        most = sorted(alike.values(), key=lambda reasons: -len(reasons))[:REASONS]
        told = (f"{_common(reasons)} ({len(reasons):,})" if len(reasons) > 1 else reasons[0] for reasons in most)
        because, others = "; ".join(told), len(self.skipped) - sum(map(len, most))
        because += f"; and other reasons ({others:,})" if others else ""
        return f"{said}, skip {len(self.skipped):,} because: {because}"

    def without(self, children: Iterable[str]) -> Preview:
        """The same without some children that somebody took out."""
        out = frozenset(children)
        return Preview(self.label, tuple(pair for pair in self.edits if pair[0] not in out), self.skipped)

    @property
    def act(self) -> Many:
        """The act to record."""
        return Many(self.label, self.edits)


def preview(label: str, children: Iterable[str], make: Callable[[str], Edit], tx: Tx) -> Preview:
    """Try the edit of every child against what stands; nothing is recorded (`tx` is thrown away)."""
    edits, skipped = [], {}
    for child in children:
        edit = make(child)
        try:
            edit.apply(tx)
        except (Refused, Conflict) as problem:
            skipped[child] = str(problem)
        else:
            edits.append((child, edit))
    return Preview(label, tuple(edits), skipped)
