"""Copies of the journal by the day and the month, which a loss cannot push out."""

import gzip
import json
import os
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.faults.journals import fill, ids, journal, pain, three

from sciatica_coach.files.backups import back_up, surplus
from sciatica_coach.files.journal_text import whole

FIRST = date(2024, 1, 1)


def days(home: Path) -> list[str]:
    """The days that have a copy."""
    return sorted(path.name[4:14] for path in (home / "backups").glob("log-*.json.gz"))


def held(home: Path, day: str) -> int:
    """How many entries the copy of a day holds."""
    raw = gzip.decompress((home / "backups" / f"log-{day}.json.gz").read_bytes())
    return len(json.loads(raw)["entries"])


def use(home: Path, count: int, first: date = FIRST, start: int = 0) -> None:
    """An entry and a copy on each of so many days."""
    for number in range(start, start + count):
        day = first + timedelta(days=number)
        fill(home, pain(f"day-{number}", f"{day}T07:00:00Z"))
        assert back_up(journal(home), day)


def test_copy_is_the_journal_byte_for_byte(home: Path) -> None:
    """A copy holds exactly what the journal was when it was made."""
    fill(home, *three())
    assert back_up(journal(home), FIRST)
    assert (
        gzip.decompress((home / "backups" / "log-2024-01-01.json.gz").read_bytes()) == (home / "log.json").read_bytes()
    )


def test_one_copy_a_day(home: Path) -> None:
    """The second save of a day makes no other copy."""
    fill(home, *three())
    assert back_up(journal(home), FIRST)
    fill(home, pain("more"))
    assert not back_up(journal(home), FIRST)
    assert held(home, "2024-01-01") == 3


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_copies_are_private(home: Path, umask: int) -> None:
    """Copies are 0600 in a folder of 0700, under any umask (F41)."""
    fill(home, *three())
    before = os.umask(umask)
    try:
        assert back_up(journal(home), FIRST)
    finally:
        os.umask(before)
    assert stat.S_IMODE((home / "backups").stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in (home / "backups").iterdir()] == [0o600]


def test_seven_days_and_twelve_months_stay() -> None:
    """Of a copy a day for three years, the newest seven stay, and the newest of each of twelve months."""
    last = date(2026, 11, 22)
    paths = [Path(f"log-{last - timedelta(days=number)}.json.gz") for number in range(3 * 365)]
    kept = sorted(path.name[4:14] for path in set(paths) - set(surplus(paths)))
    months = [
        "2025-12-31",
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
        "2026-06-30",
        "2026-07-31",
        "2026-08-31",
        "2026-09-30",
        "2026-10-31",
    ]
    assert kept == [*months, *(f"2026-11-{day}" for day in range(16, 23))]


def test_other_files_are_nobodys_surplus() -> None:
    """What is not named as a copy is never removed."""
    assert surplus([Path(f"note-{number}.json.gz") for number in range(40)]) == []


def test_old_copies_go_as_new_ones_come(home: Path) -> None:
    """In daily use no more than seven copies of this month stay."""
    use(home, 10)
    assert days(home) == [f"2024-01-{day:02}" for day in range(4, 11)]


def test_loss_pushes_no_copy_out(home: Path) -> None:
    """After a loss the fuller copies stay, however long the program is used after it (F37)."""
    use(home, 9)
    (home / "log.json").write_bytes(whole([], {}))
    use(home, 8, start=9)
    assert len(ids(home)) == 8
    assert held(home, "2024-01-09") == 9
    assert len(days(home)) == 8
    use(home, 1, start=17)
    assert len(days(home)) == 7, "they go once there is a copy that holds as much"


def test_journal_that_was_changed_by_others_is_not_copied(home: Path) -> None:
    """Only what this program wrote and knows to be whole becomes a copy."""
    fill(home, *three())
    (home / "log.json").write_bytes((home / "log.json").read_bytes()[:-30])
    assert not back_up(journal(home), FIRST)
    assert not (home / "backups").exists()


def test_what_a_crash_left_goes(home: Path) -> None:
    """The unfinished copy of a command that died is removed; other files stay."""
    use(home, 1)
    folder = home / "backups"
    (folder / "log-2024-01-01.json.gz.0123456789ab.tmp").write_bytes(b"half")
    (folder / "mine.tmp").write_bytes(b"mine")
    use(home, 1, start=1)
    assert sorted(path.name for path in folder.iterdir()) == [
        "log-2024-01-01.json.gz",
        "log-2024-01-02.json.gz",
        "mine.tmp",
    ]


def test_place_that_cannot_be_used_is_no_fault(home: Path) -> None:
    """Where no copy can be made nothing is raised, and the journal is as it was."""
    fill(home, *three())
    (home / "backups").write_text("a file")
    assert not back_up(journal(home), FIRST)
    assert len(ids(home)) == 3


def test_link_in_place_of_a_copy_is_not_followed(home: Path, tmp_path: Path) -> None:
    """A link that lies where the copy belongs is replaced, and its target stays as it is."""
    fill(home, *three())
    (home / "backups").mkdir()
    victim = tmp_path / "victim"
    (home / "backups" / "log-2024-01-01.json.gz").symlink_to(victim)
    assert back_up(journal(home), FIRST)
    assert not victim.exists()
    assert held(home, "2024-01-01") == 3


def test_large_journal_is_counted_in_parts(home: Path) -> None:
    """A copy of many megabytes with fewer entries goes, one with more stays: they are counted to the last one."""
    fill(home, *(pain(f"e-{number}", note="n" * 300_000) for number in range(8)))
    use(home, 1)
    many = whole([pain(f"m-{number}", note="n" * 30_000) for number in range(100)], {})
    (home / "backups" / "log-2023-12-01.json.gz").write_bytes(gzip.compress(many))
    (home / "backups" / "log-2023-12-02.json.gz").write_bytes(gzip.compress(whole(three(), {})))
    (home / "backups" / "log-2023-12-03.json.gz").write_bytes(gzip.compress(many))
    use(home, 7, start=1)
    assert "2023-12-01" in days(home)
    assert "2023-12-02" not in days(home)
