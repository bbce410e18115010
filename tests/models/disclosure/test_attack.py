"""No small count is recovered by somebody who has the papers, knows the rules and tries everything."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.disclosure import SUPPRESSED, Pack, hide, seen, small
from models.disclosure.times import pieces
from tests.models.disclosure.attack import Line, derived, percent, recovered

MOST = 10
"""The attacker tries up to so many in a cell; no drawn cell has more than eight."""
CELL = st.integers(0, 8)


DAY = dt.date(2022, 3, 31)


def children(many: int) -> list[tuple[str, dt.date]]:
    """The first so many of all children, on one day."""
    return [(str(child), DAY) for child in range(many)]


def table(rows: Sequence[Sequence[int]]) -> tuple[Pack, dict[str, tuple[str, ...]]]:
    """A table with the totals of its rows, of its columns, and of all; and which cells each count adds up."""
    high, wide = range(len(rows)), range(len(rows[0]))
    atoms = {f"total of row {i}": tuple(f"{i},{j}" for j in wide) for i in high}
    atoms |= {f"total of column {j}": tuple(f"{i},{j}" for i in high) for j in wide}
    every = tuple(f"{i},{j}" for i in high for j in wide)
    atoms = {"total": every} | atoms | {cell: (cell,) for cell in every}
    values = {f"{i},{j}": rows[i][j] for i in high for j in wide}
    pack = Pack()
    for key, cells in atoms.items():
        pack.count(key, sum(values[cell] for cell in cells))
    for i in high:
        pack.sum(f"total of row {i}", [f"{i},{j}" for j in wide])
    for j in wide:
        pack.sum(f"total of column {j}", [f"{i},{j}" for i in high])
    pack.sum("total", [f"total of row {i}" for i in high])
    pack.sum("total", [f"total of column {j}" for j in wide])
    return pack, atoms


def printed(pack: Pack, hidden: frozenset[str]) -> dict[str, str]:
    """What a reader sees."""
    return {
        key: SUPPRESSED if key in hidden else f"{value:,}"
        for key, value in pack.counts.items()
        if key not in pack.unseen
    }


def lines(pack: Pack, hidden: frozenset[str], atoms: dict[str, tuple[str, ...]]) -> list[Line]:
    """The same as lines of a paper."""
    return [Line(atoms[key], text) for key, text in printed(pack, hidden).items()]


def secrets(pack: Pack, atoms: dict[str, tuple[str, ...]]):
    """The small counts of a pack that a reader would like to know."""
    return {key: cells for key, cells in atoms.items() if small(pack.counts[key])}


@settings(max_examples=25, deadline=None)
@given(st.lists(CELL, min_size=2, max_size=5))
def test_parts_of_a_total(parts: list[int]):
    pack, atoms = table([parts])
    assert not recovered(atoms["total"], lines(pack, hide(pack), atoms), secrets(pack, atoms), MOST)


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 3).flatmap(lambda wide: st.lists(st.tuples(*[CELL] * wide), min_size=2, max_size=3)))
def test_tables_with_all_their_totals(rows: list[tuple[int, ...]]):
    pack, atoms = table(rows)
    assert not recovered(atoms["total"], lines(pack, hide(pack), atoms), secrets(pack, atoms), MOST)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(CELL, st.integers(0, 40)), min_size=1, max_size=3), st.booleans())
def test_percentages_of_a_known_number(shares: list[tuple[int, int]], as_counts: bool):
    """With 3.1 % printed of a base that everybody knows, the eleven are known; and so are the two of 36 in 38."""
    for n, rest in shares:
        pack = Pack()
        pack.count("all", n + rest, children(n + rest))
        pack.count("some", n, children(n))
        hidden = hide(pack)
        paper = [Line(("in", "out"), printed(pack, hidden)["all"])]
        if as_counts:
            paper.append(Line(("in",), printed(pack, hidden)["some"]))
        if n + rest:
            share = percent(n, n + rest) if seen(hidden, "some", "all") else SUPPRESSED
            paper.append(Line(("in",), share, of=("in", "out")))
        wanted = {name: (name,) for name, many in (("in", n), ("out", rest)) if small(many)}
        assert not recovered(("in", "out"), paper, wanted, 60)


@settings(max_examples=25, deadline=None)
@given(st.lists(CELL, min_size=2, max_size=5))
def test_packs_that_each_go_one_month_further(months: list[int]):
    """“Seventeen since April”, and a month later “nineteen since April”: two in the month between."""
    atoms = tuple(f"month {at}" for at in range(len(months)))
    packs: list[Pack] = []
    paper: list[Line] = []
    for at in range(1, len(months) + 1):
        pack = Pack()
        pack.count(f"to month {at}", sum(months[:at]), children(sum(months[:at])))
        hidden = hide(pack, packs)
        paper.append(Line(atoms[:at], printed(pack, hidden)[f"to month {at}"]))
        packs.append(pack)
    wanted = {f"month {at}": (atoms[at],) for at in range(len(months)) if small(months[at])}
    assert not recovered(atoms, paper, wanted, MOST)


@settings(max_examples=25, deadline=None)
@given(st.lists(CELL, min_size=2, max_size=4), st.data())
def test_packs_of_any_times_that_overlap(months: list[int], data: st.DataObject):
    """A year, its parts, and times that reach over both: what lies between any two of their ends follows from them."""
    day = dt.date(2021, 1, 1)
    ends = [(first, last) for first in range(len(months)) for last in range(first, len(months))]
    atoms = tuple(f"month {at}" for at in range(len(months)))
    packs: list[Pack] = []
    paper: list[Line] = []
    told: dict[tuple[dt.date, dt.date], int] = {}
    for _ in range(2):
        pack = Pack()
        for first, last in sorted(data.draw(st.sets(st.sampled_from(ends), min_size=1, max_size=3))):
            span = (day + dt.timedelta(days=first), day + dt.timedelta(days=last))
            told[span] = sum(months[first : last + 1])
            pack.count(str(span), told[span])
        found, sums = pieces(told)
        for span, value in found.items():
            if str(span) not in pack.counts:
                pack.count(str(span), value, unseen=not any(str(span) in each.counts for each in packs))
        for whole, parts in sums:
            pack.sum(str(whole), map(str, parts))
        hidden = hide(pack, packs)
        for span in told:
            if str(span) in pack.counts and str(span) not in pack.unseen:
                first, last = ((end - day).days for end in span)
                paper.append(Line(atoms[first : last + 1], printed(pack, hidden)[str(span)]))
        packs.append(pack)
    begun = {(one - day).days for one, _ in told} | {(last - day).days + 1 for _, last in told}
    wanted = {
        f"{first} to {last}": atoms[first : last + 1]
        for first, last in ends
        if small(sum(months[first : last + 1])) and {first, last + 1} <= begun
    }
    assert not recovered(atoms, paper, wanted, MOST)


@settings(max_examples=30, deadline=None)
@given(st.lists(CELL, min_size=3, max_size=4), st.data())
def test_packs_that_print_different_parts_of_one_total(parts: list[int], data: st.DataObject):
    """What one paper leaves out the next must not give away."""
    whole, atoms = table([parts])
    packs: list[Pack] = []
    paper: list[Line] = []
    for _ in range(3):
        chosen = data.draw(st.sets(st.sampled_from(list(atoms)), min_size=1).map(sorted))
        pack = Pack(dict(whole.counts), sums=list(whole.sums), unseen=set(atoms) - set(chosen))
        hidden = hide(pack, packs)
        paper += lines(pack, hidden, atoms)
        packs.append(pack)
    assert not recovered(atoms["total"], paper, secrets(whole, atoms), MOST)


@st.composite
def populations(draw: st.DrawFn) -> dict[str, set[int]]:
    """Groups of a few children that overlap anyhow; also who is in two of them, and who is in one or the other."""
    size = draw(st.integers(6, 24))
    own = draw(st.lists(st.sets(st.integers(0, size - 1), min_size=1), min_size=2, max_size=3))
    groups = {"all": set(range(size))} | {f"group {at}": group for at, group in enumerate(own)}
    for one, other in itertools.combinations(range(len(own)), 2):
        for name, both in (("and", own[one] & own[other]), ("or", own[one] | own[other])):
            if draw(st.booleans()):
                groups[f"{one} {name} {other}"] = both
    return groups


def kinds(groups: Mapping[str, set[int]]) -> dict[str, tuple[str, ...]]:
    """Of which kinds of children each group is; children of a kind are in all the same groups."""
    of = {child: str([child in group for group in groups.values()]) for child in groups["all"]}
    return {name: tuple(sorted({of[child] for child in group})) for name, group in groups.items()}


@settings(max_examples=30, deadline=None)
@given(populations(), st.data())
def test_groups_that_overlap(groups: dict[str, set[int]], data: st.DataObject):
    """Two papers that each print some of the groups: who knows which groups lie in which recovers no small one, nor how
    few more are in one group than in another that lies in it."""
    packs: list[Pack] = []
    paper: list[Line] = []
    atoms = kinds(groups)
    for _ in range(2):
        pack = Pack()
        for name in data.draw(st.lists(st.sampled_from(list(groups)), min_size=1, unique=True)):
            pack.count(name, len(groups[name]), [(str(child), DAY) for child in groups[name]])
        hidden = hide(pack, packs)
        paper += lines(pack, hidden, atoms)
        packs.append(pack)
    told = {name: groups[name] for pack in packs for name in pack.counts}
    wanted = {name: atoms[name] for name, group in told.items() if small(len(group))}
    for (one, group), (other, more) in itertools.permutations(told.items(), 2):
        if group < more and small(len(more - group)):
            wanted[f"{other} without {one}"] = tuple(kind for kind in atoms[other] if kind not in atoms[one])
    assert not recovered(atoms["all"], paper, wanted, 24)
    rows = [Counter(line.atoms) for line in paper if line.printed != SUPPRESSED]
    sizes = Counter(str([child in group for group in groups.values()]) for child in groups["all"])
    assert derived(rows, sizes) == []


@pytest.mark.parametrize(
    "shape", [(1, 2, 16, 5), (1, 3, 9, 5), (2, 2, 4, 3)], ids=["two parts", "three parts", "two by two"]
)
def test_nor_by_somebody_who_runs_the_program_on_every_table_there_could_be(shape: tuple[int, int, int, int]):
    """Papers that look alike come from tables with different small counts: not even the choice of what is hidden tells.

    Tables with a count as high as is tried are left out, for their like might lie beyond.
    """
    high, wide, most, floor = shape
    alike: dict[tuple[str, ...], list[tuple[int, ...]]] = defaultdict(list)
    for flat in itertools.product(range(most + 1), repeat=high * wide):
        pack, _ = table([flat[row * wide : (row + 1) * wide] for row in range(high)])
        alike[tuple(printed(pack, hide(pack, floor=floor)).values())].append(tuple(pack.counts.values()))
    assert len(alike) > 50
    for paper, tables in alike.items():
        if max(map(max, tables)) < most:
            for at, text in enumerate(paper):
                found = {each[at] for each in tables}
                assert text != SUPPRESSED or len(found) > 1 or not small(found.pop(), floor), paper
