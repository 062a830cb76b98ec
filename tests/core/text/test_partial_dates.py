"""Dates and ranges: what is one, what it means, and what could lie in it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.text.partial_dates import DateError, clean_range, read_range


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-09..2021-01", "2020-09-01", "2021-01-31"),
        ("..2020-02", "0000-01-01", "2020-02-31"),
        ("2020-09-14..", "2020-09-14", "9999-12-31"),
        (" ۲۰۲۰-۰۹ .. ", "2020-09-01", "9999-12-31"),
    ],
)
def test_a_range_has_ends(text: str, first: str, last: str) -> None:
    days = read_range(text)
    assert (days.first, days.last) == (first, last)
    assert read_range(clean_range(text)) == days


@pytest.mark.parametrize(
    "text", ["", "..", "soon", "20", "2020-1", "2020-13", "2021-02-29", "2021..2020", "0000", "2020...2021"]
)
def test_what_is_no_date_is_refused_with_advice(text: str) -> None:
    with pytest.raises(DateError) as error:
        read_range(text)
    assert error.value.advice


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_a_day_lies_in_whatever_it_is_called(day: date, known: int, asked: int) -> None:
    text = day.isoformat()
    assert read_range(text[:asked]).may_hold(text[:known])
    assert not read_range(text[:asked]).may_hold("")
    assert not read_range(f"..{day.year - 1}").may_hold(text[:known])
