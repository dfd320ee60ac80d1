"""Months: one table says of all of them what speakers, dates of pages and what is counted ask."""

from __future__ import annotations

import pytest
from tests.stages.ledgers import speakers_of

from bisum.reader.brief.amounts import amounts
from bisum.stages.arabic.months import MONTHS
from bisum.stages.arabic.units import read_units
from bisum.stages.segmentation.furniture import is_furniture
from bisum.text import fold

GREGORIAN = [
    *("يناير", "كانون الثاني", "جانفي", "فبراير", "شباط", "فيفري", "مارس", "آذار", "أبريل", "نيسان", "أفريل"),
    *(
        "مايو",
        "أيار",
        "ماي",
        "يونيو",
        "يونيه",
        "حزيران",
        "جوان",
        "يوليو",
        "يوليه",
        "جويلية",
        "يوليوز",
        "تموز",
    ),
    *("أغسطس", "غشت", "آب", "أوت", "سبتمبر", "أيلول", "شتنبر", "أكتوبر", "تشرين الأول"),
    *("نوفمبر", "تشرين الثاني", "نونبر", "ديسمبر", "كانون الأول", "دجنبر"),
]
NAMES_TOO = ["محرم", "صفر", "رجب", "شعبان", "رمضان"]
HIJRI = [
    *NAMES_TOO,
    *("ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "شوال", "ذو القعدة", "ذي الحجة"),
]


def tags_in(text: str) -> list[frozenset[str]]:
    return [unit.look.tags for unit in read_units(text)]


def test_the_table_is_folded_and_has_all_twelve_months_of_both_years() -> None:
    """Whoever looks a word up has folded it; a month left out is a speaker here and there."""
    assert [month.name for month in MONTHS] == [fold(month.name) for month in MONTHS]
    assert len({month.name for month in MONTHS}) == len(MONTHS)
    assert {fold(name) for name in (*GREGORIAN, *HIJRI)} <= {month.name for month in MONTHS}
    assert {(month.is_hijri, month.number) for month in MONTHS} == {
        (is_hijri, number) for is_hijri in (False, True) for number in range(1, 13)
    }


@pytest.mark.parametrize("month", GREGORIAN)
def test_a_gregorian_month_is_no_speaker_and_no_part_of_one(month: str) -> None:
    """Casablanca's «غشت» says when as Beirut's «آب» does, and «فيفري» when «مارس» does."""
    first = "اجتمع مجلس إدارة الميناء في قاعة المدينة."

    assert speakers_of(first, f"وأكد في 15 {month} أن «الرصيف سيتسع لعشرين سفينة أخرى».") != [month]
    assert speakers_of(f"وقال الوزير في {month} الماضي إن «الرصيف سيتسع لعشرين سفينة أخرى».") == ["الوزير"]


@pytest.mark.parametrize("month", [*NAMES_TOO, "شوال", "جمادى الأولى"])
def test_a_hijri_month_beside_its_day_or_its_year_is_no_speaker(month: str) -> None:
    """«رمضان» after a day's number is the month, though many bear the name."""
    for when in (f"في 15 {month}", f"في شهر {month}", f"في {month} الماضي"):
        assert speakers_of(f"وقال الوزير {when} إن «الرصيف سيتسع لعشرين سفينة أخرى».") == ["الوزير"]
        assert month not in speakers_of(f"وأكد {when} أن «الرصيف سيتسع لعشرين سفينة أخرى».")


@pytest.mark.parametrize("name", ["رجب", "شعبان", "رمضان"])
def test_a_name_that_is_a_month_too_stays_a_name_elsewhere(name: str) -> None:
    """Neither a bearer of the name nor one behind a year or a long number is a date."""
    for before in ("وقال", "وقال في عام 2019", "وقال في 2019"):
        (speaker,) = speakers_of(f"{before} {name} الحداد إن «الرصيف سيتسع لعشرين سفينة أخرى».")

        assert speaker == f"{name} الحداد"
    assert "time" not in tags_in(f"قال {name} الحداد")[1]


@pytest.mark.parametrize("month", [*GREGORIAN, *HIJRI])
def test_a_paragraph_that_is_a_date_belongs_to_the_page_in_every_calendar(month: str) -> None:
    """Left among the sentences, it would be translated, checked and summed up."""
    assert is_furniture(f"15 {month} 2026")
    assert is_furniture(f"الجمعة، 3 {month} 1447 - 10:30")
    assert not is_furniture(f"في {month} بدأ العمل في الميناء الجديد")


@pytest.mark.parametrize("month", [*GREGORIAN, *HIJRI])
def test_a_day_of_a_month_counts_nothing(month: str) -> None:
    """Else a brief sets 20 September against 20 wounded, and says that two articles differ."""
    assert amounts(f"عاد 20 {month} إلى الميناء") == []
    assert len(amounts("عاد 20 بحارا إلى الميناء")) == 1
