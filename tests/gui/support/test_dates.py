"""Dates are read as precisely as they are known."""

from datetime import datetime, timedelta, timezone

import pytest

from excerpta.core.model.document import PartialDate, Provenance
from excerpta.gui.support.dates import isolated, readable_date, readable_moment
from excerpta.gui.widgets.details_dialog import is_partial_date


@pytest.mark.parametrize(
    ("value", "provenance", "text"),
    [
        ("2021-01-06", Provenance.STATED, "6 Jan 2021"),
        ("2019-01", Provenance.DEDUCED, "Jan 2019 ?"),
        ("2020", Provenance.DATELINE, "2020 ?"),
        ("2020", Provenance.USER, "2020"),
        ("", Provenance.NONE, ""),
    ],
)
def test_precision_and_doubt_are_shown(value: str, provenance: Provenance, text: str) -> None:
    assert readable_date(PartialDate(value, provenance)) == text


def test_a_date_keeps_its_direction_beside_persian() -> None:
    assert isolated("2020 ?") == "\u20682020 ?\u2069"
    assert isolated("") == ""


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("", True),
        ("2021", True),
        ("2021-02", True),
        ("2020-02-29", True),
        ("2021-02-29", False),
        ("2021-13", False),
        ("0000", False),
        ("21", False),
        ("2021-1-6", False),
        ("6 Jan 2021", False),
        ("۲۰۲۱", False),
    ],
)
def test_only_dates_that_there_are_can_be_saved(text: str, good: bool) -> None:
    assert is_partial_date(text) is good


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-25T09:05:00.123Z", "12:35"),
        ("2026-11-24T20:29:00Z", "24 Nov, 23:59"),
        ("2025-12-31T20:30:00Z", "1 Jan, 00:00"),
        ("2025-01-02T12:00:00Z", "2 Jan 2025, 15:30"),
    ],
)
def test_moments_are_those_of_the_reader_s_clock(at: str, words: str) -> None:
    tehran = timezone(timedelta(hours=3, minutes=30))
    assert readable_moment(at, datetime(2026, 11, 25, 13, 0, tzinfo=tehran)) == words
