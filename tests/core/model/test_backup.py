"""The rota: which backups stay, whatever the clock did."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.model.backup import Backup, rota

NOW = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
Ages = st.lists(st.timedeltas(min_value=timedelta(days=-900), max_value=timedelta(days=900)), max_size=60)


def backups(ages: list[timedelta], size: int = 10) -> list[Backup]:
    return [Backup(Path(f"{number}"), NOW - age, "automatic", size) for number, age in enumerate(ages)]


@given(Ages, st.integers(0, 1000))
def test_the_newest_stays_and_the_room_is_kept_to(ages: list[timedelta], room: int) -> None:
    listed = backups(ages)
    kept = rota(listed, now=NOW, room=room)
    past = [one for one in listed if one.made <= NOW]
    if past:
        assert max(past, key=lambda one: one.made).path in kept or len(kept) >= 1
    assert sum(one.size for one in listed if one.path in kept) <= max(room, 10)
    assert bool(kept) == bool(listed)


@given(Ages)
def test_what_the_rota_keeps_it_keeps_again(ages: list[timedelta]) -> None:
    listed = backups(ages)
    kept = rota(listed, now=NOW, room=10**9)
    assert rota([one for one in listed if one.path in kept], now=NOW, room=10**9) == kept


def test_hours_days_and_weeks() -> None:
    every_hour = backups([timedelta(hours=hours) for hours in range(24 * 200)])
    kept = rota(every_hour, now=NOW, room=10**9)
    ages = sorted(NOW - one.made for one in every_hour if one.path in kept)
    assert [age for age in ages if age <= timedelta(hours=24)] == [timedelta(hours=h) for h in range(25)]
    days = [age for age in ages if timedelta(hours=24) < age <= timedelta(days=14)]
    assert len(days) == 13
    assert 24 <= len([age for age in ages if age > timedelta(days=14)]) <= 29


def test_backups_of_a_wrong_clock_neither_crowd_out_nor_go_at_once() -> None:
    ahead = backups([timedelta(days=-400 - day) for day in range(5)])
    listed = [
        *ahead,
        Backup(Path("now"), NOW, "automatic", 10),
        Backup(Path("old"), NOW - timedelta(3), "", 10),
    ]
    kept = rota(listed, now=NOW, room=40)
    assert {Path("now"), Path("old")} <= kept
    assert len(kept) == 4
