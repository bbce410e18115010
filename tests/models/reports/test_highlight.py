"""The board's paper carries every figure of the two papers of 2022, says rise and fall as they are, and gives no small
number away to the public."""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader

from models import reports
from models.claims.carried import example
from models.measures import MEASURES, Period, on
from models.progress import silent
from models.publications import Seal, seal
from models.reports import REPORTS, Asked, publishing
from models.reports.blocks import Bullets, Document, Drawn, Facts, Grid, Heading, Words
from models.reports.highlight import called, document
from models.reports.highlight.gathered import quarter
from models.reports.highlight.typed import Reader, few
from models.reports.highlight.words import PARTS
from models.snapshot import Facts as Known
from models.snapshot import Snapshot
from models.store import Store
from tests.support.facts import episodes, snapshot
from tests.support.northport import TODAY, northport_facts
from tests.support.papers import Page, said

JANUARY, AUTUMN = dt.date(2022, 1, 31), dt.date(2022, 8, 31)


@functools.cache
def paper(day: dt.date, audience: str = "internal") -> Document:
    asked = Asked(audience=audience)  # type: ignore[arg-type]
    return REPORTS["highlight"].make(Snapshot(northport_facts(), day), asked)


def sentences(made: Document) -> list[str]:
    """The fourth section's."""
    at = [block.text if isinstance(block, Heading) else "" for block in made.blocks]
    first = at.index("4 Impact, performance and data")
    last = at.index("5 Risks")
    return [item for block in made.blocks[first:last] if isinstance(block, Bullets) for item in block.items]


def about(made: Document, words: str) -> str:
    """The one sentence of the fourth section that is about something."""
    (found,) = (each for each in sentences(made) if words in each)
    return found


OF_JANUARY = (
    ("number of children looked after has", "fallen from 654 in November 2020 to 526 in November 2021, by 19.6 %"),
    ("number of children looked after has", "Against the peak of 702 in September 2020 that is a fall of 25.1 %"),
    ("number of children looked after has", "205 children started to be looked after and 344 ceased to be"),
    ("number of children looked after has", "654 and 205 less 344 is 515, 11 fewer than 526"),
    ("The rate per 10,000", "fallen from 197.4 in November 2020 to 158.8 in November 2021"),
    ("The rate per 10,000", "This is the lowest of the last 12 months' ends"),
    ("Adoption orders since", "since 1 April 2021: 19 ("),
    ("Adoption orders since", "4 of an ethnic minority; 4 sibling groups of 2; 2 aged 4 or over"),
    ("Mean days from placement order to adoption", "558 in 2019/20"),
    ("Mean days from placement order to adoption", "342 in 2021/22 so far (to 30 November 2021)"),
    ("Children progressing to adoption", "on 30 November 2021: 38 "),
    ("Children progressing to adoption", "Without a confirmed link: 2 "),
    ("special guardianship", "76 children secured permanence"),
    ("connected carers", "to 124 in November 2021"),
    ("connected carers", "Against the peak of 212 in September 2020"),
    ("placed with parents", "to 47 in November 2021"),
    ("placed with parents", "It was 52 in October 2021 and 58 in August 2021"),
    ("placed with parents", "Against the peak of 99 in September 2020 that is a fall of 52.5 %"),
    ("external residential", "fallen from 74 in June 2021 to 47 in December 2021"),
    ("School attendance", "91.0 % in the term of November 2021"),
    ("permanently excluded", "No looked-after child has been permanently excluded in the last 5 years"),
    ("25 hours", "11 of 355 children of school age, 3.1 %"),
    ("life story", "10 residential workers and 26 resource workers"),
)
OF_AUTUMN = (
    ("number of children looked after has", "fallen from 544 in August 2021 to 535 in August 2022, by 1.7 %"),
    ("number of children looked after has", "Against the peak of 702 in September 2020 that is a fall of 23.8 %"),
    ("The rate per 10,000", "fallen from 164.2 in August 2021 to 161.5 in August 2022"),
    ("Adoption orders since", "24 orders were made in the whole of 2021/22"),
    ("Mean days from placement order to match", "301 in 2020/21"),
    ("Mean days from placement order to match", "189 in 2021/22"),
    ("special guardianship", "50 children secured permanence"),
    ("connected carers", "to 141 in August 2022"),
    ("connected carers", "Against the peak of 212 in September 2020 that is a fall of 33.5 %"),
    ("connected carers", "it has risen again by"),
    ("placed with parents", "to 51 in August 2022"),
    ("placed with parents", "Against the peak of 99 in September 2020 that is a fall of 48.5 %"),
    ("permanently excluded", "in the last 5 years"),
    ("suspensions in a school year", "has fallen from 86 in 2019/20 to 75 in 2021/22, by 12.8 %"),
    ("25 hours", "7 of 372 children of school age, 1.9 %"),
    ("25 hours", "Of all 535 in care that would be 1.3 %"),
)


@pytest.mark.parametrize(("of", "figure"), OF_JANUARY, ids=lambda words: words[:40])
def test_every_figure_of_january_2022(of: str, figure: str):
    assert figure in about(paper(JANUARY), of)


@pytest.mark.parametrize(("of", "figure"), OF_AUTUMN, ids=lambda words: words[:40])
def test_every_figure_of_autumn_2022(of: str, figure: str):
    assert figure in about(paper(AUTUMN), of)


@pytest.mark.parametrize(("day", "cut"), [(JANUARY, ("19.5",)), (AUTUMN, ("1.6", "23.7", "33.4", "48.4"))])
def test_a_percentage_that_papers_cut_off_is_rounded_and_said_to_be_cut_off_there(day: dt.date, cut: tuple[str, ...]):
    text, told = said(paper(day)), " ".join(sentences(paper(day)))
    for percent in cut:
        assert f" is {percent} %" in text
    noted = re.findall(r"([\d.]+ %) is [\d.]+ %", text)
    assert [percent for percent in noted if f" {percent}" not in told.replace("(", " ")] == []


def test_both_papers_are_whole_on_paper_and_on_the_web(tmp_path: Path):
    for day, wanted in ((JANUARY, OF_JANUARY), (AUTUMN, OF_AUTUMN)):
        for ending in ("pdf", "html"):
            reports.write(tmp_path / f"out.{ending}", paper(day))
        pages = [page.extract_text() for page in PdfReader(tmp_path / "out.pdf").pages]
        assert [at for at, page in enumerate(pages, 1) if "7 Owner and author" in page] == [4]
        printed = " ".join(pages)
        web = " ".join(Page((tmp_path / "out.html").read_text(encoding="utf-8")).words)
        for text in (printed, web):
            flat = " ".join(re.sub(r"-\s", "-", text.replace("\xa0", " ")).split())
            assert [figure for _, figure in wanted if " ".join(figure.split()) not in flat] == []


def test_its_shape_is_the_boards():
    made = paper(JANUARY)
    ones = [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 1]
    assert ones == [
        "1 Background",
        "2 Our response",
        "3 Progress against each theme",
        "4 Impact, performance and data",
        "5 Risks",
        "6 Next steps",
        "7 Owner and author",
    ]
    themes = next(grid for grid in made.all(Grid) if grid.caption.startswith("Themes"))
    assert len(themes.rows) == 6
    assert all(row[2] for row in themes.rows)
    (signed,) = made.all(Facts)
    assert dict(signed.pairs).keys() == {"Owner", "Author"}


def test_a_month_is_told_to_be_clearly_otherwise_only_where_its_test_says_so():
    made = paper(JANUARY)
    assert "A clear improvement over the last 36 months" in about(made, "placed with parents")
    assert "No clear change over the last 36 months" in about(made, "Mean days from placement order to match")
    assert "no clear" not in about(made, "connected carers").lower()


def test_beside_a_peak_stands_the_same_month_of_the_year_before():
    for day in (JANUARY, AUTUMN):
        for sentence in sentences(paper(day)):
            if "peak of" in sentence:
                before = sentence[: sentence.index("peak of")]
                assert f"in {paper_month(day, 1)} to" in before


def paper_month(day: dt.date, back: int) -> str:
    end = quarter(day)
    return f"{end:%B} {end.year - back}"


def test_the_boards_quarter_has_ended_by_the_day():
    days = [dt.date(2021, 12, 1) + dt.timedelta(days=after) for after in range(0, 500, 7)]
    for day in days:
        end = quarter(day)
        assert end <= day
        assert (end + dt.timedelta(days=1)).day == 1
        assert end.month in (2, 5, 8, 11)
    assert (quarter(JANUARY), quarter(AUTUMN)) == (dt.date(2021, 11, 30), AUTUMN)


def test_it_says_the_figures_of_another_day_that_is_asked_for():
    asked = Asked(figures=dt.date(2021, 8, 31))
    made = document(Snapshot(northport_facts(), JANUARY), asked, lambda *_: None)
    assert "544 in August 2021" in about(made, "number of children looked after has")


# For the public

ALONE = re.compile(r"(?<![\d.,/])[1-4](?![\d.,/]|0,000| (?:April|years?|or over|months))")
"""A number of one to four that is no age, day or time."""


def test_the_public_reads_the_same_without_small_numbers_and_what_gives_them_away():
    made = paper(JANUARY, "public")
    assert (
        "How many of the children are of an ethnic minority, in sibling groups or aged 4 or over is not printed (c)."
        in about(made, "Adoption orders since")
    )
    assert "Without a confirmed link: c (" in about(made, "Children progressing to adoption")
    assert "fallen from 654 in November 2020 to 526" in about(made, "number of children looked after has")
    assert "345 left" not in said(made)  # one child left twice
    assert "Annex" not in said(made)


def test_a_public_chart_has_nobody_behind_its_points():
    drawn = list(paper(JANUARY, "public").all(Drawn))
    assert drawn
    for each in drawn:
        assert all(point.children.is_empty() for line in each.chart.lines for point in line.points)


def test_a_small_authority_says_little_to_the_public():
    """Where almost every count is small, none of them is printed, in words or in charts."""
    facts = northport_facts(60)
    made = REPORTS["highlight"].make(Snapshot(facts, TODAY), Asked(audience="public"))
    for sentence in sentences(made):
        if "school" not in sentence and "Trained" not in sentence:
            assert not ALONE.search(sentence), sentence
    for each in made.all(Drawn):
        values = [point.value for line in each.chart.lines for point in line.points]
        assert not {1, 2, 3, 4} & set(values)
        assert None not in values or (each.chart.limits, each.chart.reading) == (None, ""), "a mean tells the rest"
    assert any(each.chart.limits is None for each in made.all(Drawn))


def test_what_the_paper_before_told_is_not_added_up_with_this_one():
    """Seventeen adoption orders published a while before would leave two for the days since."""
    snapshot, first = Snapshot(northport_facts(), JANUARY), dt.date(2021, 4, 1)
    days = (quarter(JANUARY) - dt.timedelta(days=back) for back in range(1, 90))
    told = ((day, len(MEASURES["K01"].tally(on(snapshot, day), Period(first, day)).children)) for day in days)
    day = next(day for day, many in told if 0 < 19 - many < 5)
    sealed = seal(Snapshot(northport_facts(), day), Period(first, day), "Before", ["K01"])
    asked = Asked(audience="public", compared=json.loads(sealed.content))
    made = REPORTS["highlight"].make(snapshot, asked)
    assert "since 1 April 2021: c (" in about(made, "Adoption orders since")


@pytest.mark.parametrize(
    "typed",
    [
        *("All but two children have a link", "The 2 youngest moved", "One of our children spoke", "In March 3 were"),
        *(
            "3 may be adopted in May",
            "two of 38, or 35/38 children",
            "Children waiting: 3",
            "1,2 and 3",
            "½ of 8",
            "one was adopted",
        ),
        *("Year 2 children: 3", "Aged 4 and 2 of them", "Theme 3 and 2 children", "Child 2", "a 2 year old", "No. 4"),
        *("A pair of sisters moved", "both brothers were placed", "A single child waits", "Twins were adopted"),
        *(
            "the only child without a link",
            "a couple of children",
            "half of the six",
            "two thirds of plans",
            *("triplets", "a brother and his half-sister", "an only child"),
        ),
        *(
            "5 of 6 children",
            "Ten of the eleven",
            "nine teams in ten",
            "20% (c of 5)",
            "5 % of 40",
            "5 of {K02.now} waited",
        ),
        *(
            "Ten children, of whom seven are placed",
            "40 were seen, 38 of whom had a plan",
            "38; 36 of them have a link",
        ),
        *("Out of 12 children 10 are placed", "Of our 36 children, 33 wait", "{K02.now}, of which 36 have a link"),
        *("Of {K02.now} children 36 have a link", "38 wait: of these {K04.now} have a link"),
        *("20 % ({K01.now} of 5)", "Half of {K02.now} have a link", "A third team has lost two workers"),
    ],
)
def test_a_sentence_that_tells_a_small_number_is_left_out_whole(typed: str):
    assert few(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("26 children and 10 carers in 4 weeks", "by 3 March 2022, from 1 to 4 May, on 3/4/2022", "1st of May"),
        *("Theme 3, section 2.1, aged 4, {K01.4}, no one", "Year 2 of the plan", "Years 1 to 3", "within three months"),
        *("{K01.now} children, aged 4 or over", "1,204 and 2021/22", "a third of plans", "Half of our teams", "£3m"),
        *("It fell from 40 to 38", "40 homes, of which 30 are full", "26 foster homes and 24 schools were asked"),
        *("{K02.now} wait; {K04.now} of them have a link",),
        *("30 of 40 homes", "3 % of 355", "one after another", "fewer than 25 hours", "80 % of plans are in time"),
    ],
)
def test_a_day_an_age_a_time_or_a_section_is_no_small_number(typed: str):
    assert not few(typed)


def test_what_is_left_out_is_said_in_its_section_and_kept_for_its_author():
    facts = worded("background", "Much is done. Both brothers moved! One girl waits.\nMore follows.")
    made = REPORTS["highlight"].make(Snapshot(facts, JANUARY), Asked(audience="public"))
    assert made.left == ("Both brothers moved!", "One girl waits.")
    first = said(made).split("2 Our response")[0]
    assert "Much is done.\nMore follows." in first
    assert "2 sentences are left out of this public paper: they name small numbers, or somebody." in first
    assert said(made).count("left out of this public paper") == 1
    inside = REPORTS["highlight"].make(Snapshot(facts, JANUARY), Asked())
    assert "Both brothers moved! One girl waits." in said(inside)
    assert inside.left == ()


def test_an_id_that_somebody_typed_does_not_reach_the_public():
    child = northport_facts()["child_details"]["child"][0]
    facts = worded("background", f"For {child}, and for 2021 others: {{M01.now}}.")
    inside, outside = (
        REPORTS["highlight"].make(Snapshot(facts, JANUARY), Asked(audience=audience))  # type: ignore[arg-type]
        for audience in ("internal", "public")
    )
    assert f"For {child}, and for 2021 others: 526." in said(inside)
    assert "for 2021 others" not in said(outside)
    assert outside.left == (f"For {child}, and for 2021 others: {{M01.now}}.",)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("allocation", "who"),
        ("sibling_group", "family"),
        ("proceedings", "court_ref"),
        ("proceedings", "family_ref"),
        ("school_term", "school"),
        ("residential", "home"),
        ("child_details", "upn"),
        ("care_episode", "urn"),
        ("milestone", "ref"),
    ],
)
def test_no_identifier_that_was_typed_reaches_the_public(table: str, column: str):
    facts = northport_facts()
    typed = facts[table][column].drop_nulls()[0]
    clean = Reader.public(Snapshot(facts, JANUARY))
    assert clean(f"Well. See {typed}. See {typed.lower()}'s. See ({typed}).") == "Well."
    assert len(clean.left) == 3


def test_nor_does_the_id_of_a_child_whose_record_was_merged():
    made = snapshot(
        str(JANUARY), episodes("child | decom\na1001 | 2020-01-03"), merged="child | into_child\na1000 | a1001"
    )
    assert Reader.public(made)("Well. See A1000. See a1001.") == "Well."


def test_our_own_words_reach_the_public_as_they_are():
    clean = Reader.public(Snapshot(northport_facts(), JANUARY))
    assert [clean(part.words) for part in PARTS.values()] == [part.words for part in PARTS.values()]


def with_publication(edit: Seal) -> Known:
    """The authority once that is published."""
    whole = northport_facts()
    row = {"row_id": 1, "recorded_by": 1, "child": "*", "number": 1, "title": edit.title, "day": edit.day}

    def load(table: str) -> pl.DataFrame:
        if table != "publication":
            return whole[table]
        return pl.DataFrame([row | {"first": edit.first, "sealed": edit.content}], schema=whole[table].schema)

    return Known(load, number=2)


def test_a_paper_is_held_against_every_one_that_was_written_whatever_its_day():
    """Nineteen adoption orders told in January, 22 in March, would leave three; and so the other way round."""
    for earlier, later in ((JANUARY, dt.date(2022, 3, 31)), (dt.date(2022, 3, 31), JANUARY)):
        first = paper(earlier, "public")
        assert "since 1 April 2021: c" not in about(first, "Adoption orders since")
        edit = publishing(first, northport_facts())
        assert edit is not None
        known = with_publication(edit)
        second = REPORTS["highlight"].make(Snapshot(known, later), Asked(audience="public"))
        assert "since 1 April 2021: c (" in about(second, "Adoption orders since")
        again = REPORTS["highlight"].make(Snapshot(known, earlier), Asked(audience="public"))
        assert said(again) == said(first)  # what was published is printed again as it was
        assert publishing(again, known) is None


# The authority's own words


def worded(part: str, words: str, as_at: dt.date = JANUARY) -> Known:
    """The authority with words of its own."""
    whole = northport_facts()
    row = {"row_id": 1, "recorded_by": 1, "child": "*", "report": "highlight", "as_at": as_at}

    def load(table: str) -> pl.DataFrame:
        if table != "report_text":
            return whole[table]
        return pl.DataFrame([row | {"part": part, "words": words}], schema=whole[table].schema)

    return Known(load, number=2)


def test_words_of_ones_own_keep_the_figure_live():
    facts = worded("connected carers", "With family and friends: {K11.now}, never more than {K11.peak}.")
    made = REPORTS["highlight"].make(Snapshot(facts, JANUARY), Asked())
    assert "With family and friends: 124, never more than 212." in sentences(made)
    later = REPORTS["highlight"].make(Snapshot(facts, AUTUMN), Asked())
    assert "With family and friends" not in said(later)  # a sentence is of its own paper
    assert "141" in about(later, "connected carers")


def test_standing_words_hold_until_they_are_written_anew():
    facts = worded("owner", "Director of Children's Social Care")
    for day in (JANUARY, AUTUMN):
        made = REPORTS["highlight"].make(Snapshot(facts, day), Asked())
        assert dict(next(made.all(Facts)).pairs)["Owner"] == "Director of Children's Social Care"


def test_every_word_of_ours_calls_figures_that_there_are():
    known = called(Snapshot(northport_facts(), JANUARY)).keys()
    for part in PARTS.values():
        assert set(re.findall(r"\{([^{}]*)\}", part.words)) <= known


def test_a_figure_that_papers_printed_otherwise_is_said_to_be_otherwise(tmp_path: Path):
    whole = northport_facts()
    with Store.create(str(tmp_path / "a.db")) as store:
        store.apply(example(TODAY), who="demonstration", today=TODAY)
        claims = store.facts()["claim"]
    known = Known(lambda table: claims if table == "claim" else whole[table], number=2)
    made = REPORTS["highlight"].make(Snapshot(known, JANUARY), Asked())
    annex = next(grid for grid in made.all(Grid) if any("52.5" in str(cell) for row in grid.rows for cell in row))
    whys = {str(row[1]): str(row[3]) for row in annex.rows}
    (why,) = (why for words, why in whys.items() if "from 99" in words.casefold())
    assert "52.5 % belongs to 99 → 47" in why
    assert any("cut off to 19.5" in why for why in whys.values())


def test_the_first_return_of_an_authority_is_not_read_as_a_rise():
    drawing = "child | decom | rne | ls | place | dec | rec\n7 | 2018-01-03 | S | C2 | U4 | 2021-06-30 | E4A"
    made = document(snapshot("2022-03-31", episodes(drawing + "\n8 | 2020-05-01 | S | C2 | U4 | |")), Asked(), silent)
    told = [block.text for block in made.all(Words)]
    begun = [each for each in told if each.startswith("The record begins")]
    assert len(begun) == 1
    assert "the return of 2021/22: whoever left care before 1 April 2021 is in none" in begun[0]
    assert "No finding of an inspection or an audit is recorded yet." in told
    assert about(made, "The rate per 10,000").endswith("is not known a year apart (z).")
    followed = paper(dt.date(2022, 1, 31)).all(Words)
    assert not any(block.text.startswith("The record begins") for block in followed)


def test_the_scorecard_says_so_too():
    drawing = "child | decom | rne | ls | place | dec | rec\n7 | 2018-01-03 | S | C2 | U4 | 2021-06-30 | E4A"
    made = REPORTS["scorecard"].make(snapshot("2022-03-31", episodes(drawing)), Asked())
    assert [block.text[:50] for block in made.all(Words)] == ["The record begins with the return of 2021/22: whoe"]
