"""Which counts a public paper leaves out, told by small examples."""

from __future__ import annotations

import datetime as dt
import string

import pytest

from models.disclosure import Pack, hide, published, seen
from models.disclosure.times import pieces

APRIL, OCTOBER, NOVEMBER = dt.date(2021, 4, 1), dt.date(2021, 10, 31), dt.date(2021, 11, 30)
MARCH = dt.date(2022, 3, 31)


def pack(*wholes: tuple[str, tuple[str, ...]], **counts: int) -> Pack:
    made = Pack(counts)
    for whole, parts in wholes:
        made.sum(whole, parts)
    return made


def groups(**children: str) -> Pack:
    """A paper that counts these children, a letter each, all on one day."""
    made = Pack()
    for key, letters in children.items():
        made.count(key, len(letters), [(child, APRIL) for child in letters])
    return made


def test_a_small_count_by_itself_is_all_that_is_hidden():
    assert hide(pack(adopted=4, waiting=38, none=0)) == {"adopted"}


def test_five_is_not_small_and_nought_is_always_printed():
    assert hide(pack(("all", ("some", "none")), all=5, some=5, none=0)) == frozenset()


def test_beside_a_total_a_second_part_goes_the_last_one_of_the_paper():
    made = pack(("all", ("girls", "boys", "unknown")), all=31, girls=20, boys=3, unknown=8)
    assert hide(made) == {"boys", "unknown"}


def test_a_nought_is_no_second_part():
    made = pack(("all", ("girls", "boys", "unknown")), all=23, girls=20, boys=3, unknown=0)
    assert hide(made) == {"girls", "boys"}


def test_a_total_of_almost_nothing_but_small_parts_goes_too():
    """Two and two: were only totals of four hidden, a hidden total would say that both are small."""
    made = pack(("all", ("girls", "boys")), all=4, girls=2, boys=2)
    assert hide(made) == {"all", "girls", "boys"}
    assert hide(pack(("all", ("girls", "boys")), all=6, girls=3, boys=3)) >= {"all"}


def test_many_small_parts_protect_each_other():
    months = {f"month{at}": 3 for at in range(8)}
    made = pack(("year", tuple(months)), year=24, **months)
    assert hide(made) == frozenset(months)


def test_two_left_of_38_are_not_told_by_the_36():
    everybody = string.printable[:38]
    assert hide(groups(orders=everybody, linked=everybody[:36])) == {"linked"}


def test_what_is_left_of_three_parts_is_not_told():
    """Twenty less six, five and six is three, whatever the parts are called."""
    letters = string.ascii_letters
    made = groups(all=letters[:20], some=letters[:6], others=letters[6:11], more=letters[11:17])
    assert hide(made) == {"more"}
    assert hide(groups(all=letters[:20], some=letters[:6], others=letters[6:11], more=letters[10:17])) == frozenset()


def test_groups_that_overlap_are_not_set_against_each_other():
    """Who is a girl or has a plan, less the girls, are two with a plan who are none."""
    letters = string.ascii_letters
    made = groups(girls=letters[:9], planned=letters[3:11], either=letters[:11], both=letters[3:9])
    assert hide(made) == {"either", "both"}
    assert hide(groups(girls=letters[:9], planned=letters[3:17])) == frozenset()


def test_pairs_of_groups_do_not_tell_one_of_them():
    """Any two of three: half of all three sums less one of them is the group that is in the other two."""
    a, b, c = "abc", string.ascii_uppercase[:10], string.digits
    assert hide(groups(first=a + b, second=a + c, third=b + c)) == {"third"}


def test_many_that_follow_together_and_hide_nobody_are_printed():
    letters = string.ascii_letters
    assert hide(groups(all=letters[:30], girls=letters[:15], boys=letters[15:30], again=letters[:30])) == frozenset()


def test_stocks_of_two_days_do_not_tell_who_left():
    """Forty in May and 38 in June: how many came and how many left nobody is told."""
    made = groups(may=string.printable[:40])
    made.count("june", 38, [(child, NOVEMBER) for child in string.printable[:38]])
    assert hide(made) == frozenset()


def test_a_table_is_not_worked_out_over_its_totals():
    made = pack(
        ("all", ("row1", "row2")),
        ("all", ("column1", "column2")),
        ("row1", ("a", "b")),
        ("row2", ("c", "d")),
        ("column1", ("a", "c")),
        ("column2", ("b", "d")),
        all=62,
        row1=22,
        row2=40,
        column1=32,
        column2=30,
        a=2,
        b=20,
        c=30,
        d=10,
    )
    assert hide(made) == {"a", "b", "c", "d"}


def test_what_one_paper_leaves_out_the_next_does_not_give_away():
    first = pack(("all", ("girls", "boys")), all=31, girls=28, boys=3)
    assert hide(first) == {"girls", "boys"}
    second = pack(girls=28)
    assert hide(second) == frozenset()
    assert hide(second, [first]) == {"girls"}


def test_what_was_corrected_since_is_another_count():
    first = pack(("all", ("girls", "boys")), all=31, girls=28, boys=3)
    assert hide(pack(girls=27), [first]) == frozenset()


def test_what_was_published_stays_published():
    """A small number that a paper printed before there was a rule is known, and nothing more is hidden for it."""
    first = Pack({"all": 31, "girls": 20, "unknown": 8, "boys": 3})
    printed = [Pack({key: value for key, value in first.counts.items() if key != "boys"})]
    second = pack(("all", ("girls", "unknown", "boys")), **first.counts)
    assert hide(second, printed) == {"boys"}


def test_a_figure_is_printed_only_where_all_it_rests_on_is():
    hidden = frozenset({"boys"})
    assert seen(hidden, "girls", "all")
    assert not seen(hidden, "girls", "boys")
    assert [published(count) for count in (0, 3, 5, 1_204)] == ["0", "fewer than 5", "5", "1,204"]


def test_the_month_between_two_papers_is_a_count_of_its_own():
    november = (dt.date(2021, 11, 1), NOVEMBER)
    found, sums = pieces({(APRIL, OCTOBER): 17, (APRIL, NOVEMBER): 19})
    assert found[november] == 2
    assert ((APRIL, NOVEMBER), ((APRIL, OCTOBER), november)) in sums


def test_times_that_touch_nowhere_follow_from_nothing():
    assert pieces({(APRIL, OCTOBER): 17, (dt.date(2021, 5, 1), NOVEMBER): 12})[1] == []


@pytest.mark.parametrize("whole", [20, 10])
def test_counts_that_contradict_each_other_tell_nothing(whole: int):
    told = {(APRIL, OCTOBER): 17, (dt.date(2021, 11, 1), MARCH): 8, (APRIL, MARCH): whole}
    assert pieces(told) == ({}, [])
