"""Old versions of entries: kept once each, one a line, for their owner alone."""

import json
from pathlib import Path

import pytest
from tests.faults.journals import ids, journal, pain, saved

from sciatica_coach.errors import CannotWriteError
from sciatica_coach.files.places import Home
from sciatica_coach.files.replaced import find_replaced, keep_replaced

LATE = "2026-11-22T09:00:00+01:00"


def lines(home: Path) -> list[object]:
    """What is kept, in order."""
    return [json.loads(line) for line in (home / "backups" / "replaced.jsonl").read_text("utf-8").splitlines()]


def test_each_version_is_kept_once(home: Path) -> None:
    """In the order in which they came, however often they come."""
    place = Home(root=home)
    for entries in ([pain("a")], [pain("a"), pain("a", score=5)], []):
        keep_replaced(place, entries)
    assert lines(home) == [pain("a"), pain("a", score=5)]


def test_only_the_owner_reads_them(home: Path) -> None:
    """The folder is 0700 and the file 0600."""
    keep_replaced(Home(root=home), [pain("a")])
    assert (home / "backups").stat().st_mode & 0o777 == 0o700
    assert (home / "backups" / "replaced.jsonl").stat().st_mode & 0o777 == 0o600


def test_torn_line_is_left_and_passed_over(home: Path) -> None:
    """After a crash within a line the next version begins a line of its own."""
    place = Home(root=home)
    keep_replaced(place, [pain("a")])
    with place.replaced.open("a", encoding="utf-8") as file:
        file.write('{"id":"a","ty')
    keep_replaced(place, [pain("a", score=5)])
    assert find_replaced(place, "a") == pain("a", score=5)
    assert find_replaced(place, "b") is None


def test_last_version_is_found(home: Path) -> None:
    """The last of an id that is an entry and not a tombstone."""
    place = Home(root=home)
    stone = {"id": "a", "type": "removed", "at": LATE}
    keep_replaced(place, [pain("a"), pain("a", score=5), pain("b"), stone])
    assert find_replaced(place, "a") == pain("a", score=5)
    assert find_replaced(Home(root=home / "nowhere"), "a") is None


def test_link_in_its_place_is_not_written_through(home: Path, tmp_path: Path) -> None:
    """A link that somebody put there is refused, and what it leads to stays as it was."""
    place = Home(root=home)
    place.make()
    place.backups.mkdir()
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    place.replaced.symlink_to(victim)
    with pytest.raises(CannotWriteError, match="could not be kept"):
        keep_replaced(place, [pain("a")])
    assert victim.read_text(encoding="utf-8") == "mine"


def test_merge_keeps_the_losers_before_it_replaces_them(home: Path) -> None:
    """Where the old version cannot be kept, the journal is not changed."""
    journal(home).merge([pain("a")])
    (home / "backups").write_text("a file in its place", encoding="utf-8")
    with pytest.raises(CannotWriteError, match="could not be kept"):
        journal(home).merge([pain("a", score=9, edited_at=LATE)])
    assert saved(home) == [pain("a")]
    journal(home).merge([pain("b")])
    assert ids(home) == ["a", "b"]


def test_merge_counts_and_keeps(home: Path) -> None:
    """What came in is counted, and what lost stands in the backups."""
    journal(home).merge([pain("a"), pain("b")])
    result = journal(home).merge([pain("a", score=9, edited_at=LATE), pain("b"), pain("c")])
    assert (result.added, result.same, result.replaced) == (1, 1, 1)
    assert lines(home) == [pain("a")]


def test_merge_without_news_leaves_the_file_alone(home: Path) -> None:
    """The second time nothing is written: the file is the same one, and so is its backup."""
    journal(home).merge([pain("a")])
    before = (home / "log.json").stat()
    assert not journal(home).merge([pain("a")]).changes
    after = (home / "log.json").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert not (home / "log.json.bak").exists()
