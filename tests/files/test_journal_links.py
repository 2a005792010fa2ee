"""Names in the home that are not what they seem: links, leftovers, and files that others put there."""

from pathlib import Path

import pytest
from tests.faults.journals import fill, ids, journal, leftovers, pain, saved, three

from sciatica_coach.errors import CannotWriteError, CoachError

CRASHED = ("log.json.0123456789ab.tmp", "log.json.bak.ba9876543210.tmp")
SOMEBODY_ELSES = ("log.json.mine.tmp", "log.json.0123456789AB.tmp", "other.0123456789ab.tmp", "log.json.tmp")


@pytest.fixture
def linked(home: Path, tmp_path: Path) -> Path:
    """The file that log.json links to, in a folder of dotfiles."""
    target = tmp_path / "dotfiles" / "pain.json"
    target.parent.mkdir()
    home.mkdir()
    (home / "log.json").symlink_to("../dotfiles/pain.json")
    return target


def test_linked_journal_stays_a_link(home: Path, linked: Path) -> None:
    """A journal that is a link stays one, and the file that it leads to gets the entries (F28)."""
    fill(home, *three())
    assert (home / "log.json").is_symlink()
    assert not linked.is_symlink()
    assert ids(home) == ["kept-0", "kept-1", "kept-2"]
    assert sorted(path.name for path in linked.parent.iterdir()) == ["pain.json"]
    assert leftovers(home) == []


def test_link_to_nowhere_leads_to_a_new_journal(home: Path, linked: Path) -> None:
    """A link whose target is not there yet makes the target, not a file in its own place."""
    fill(home, pain("a"))
    assert linked.is_file()
    assert (home / "log.json").is_symlink()


def test_link_into_a_folder_that_is_gone(home: Path, linked: Path) -> None:
    """A link into a folder that does not exist is told, and the entry waits in its draft."""
    linked.parent.rmdir()
    with pytest.raises(CoachError) as caught:
        fill(home, pain("a"))
    assert caught.value.exit_code == 73
    assert "is kept in" in caught.value.message
    linked.parent.mkdir()
    journal(home).recover()
    assert ids(home) == ["a"]


def test_linked_home(home: Path, tmp_path: Path) -> None:
    """A home that is a link to a folder works like the folder."""
    (tmp_path / "real").mkdir()
    home.symlink_to("real")
    fill(home, pain("a"))
    assert ids(tmp_path / "real") == ["a"]


@pytest.mark.parametrize("content", [None, b"precious\n"], ids=["not-there", "there"])
def test_linked_lock_is_refused(home: Path, tmp_path: Path, content: bytes | None) -> None:
    """A lock file that is a link is refused; what it leads to is neither made nor changed (F26)."""
    fill(home, *three())
    victim = tmp_path / "victim"
    if content is not None:
        victim.write_bytes(content)
    (home / ".coach.lock").unlink()
    (home / ".coach.lock").symlink_to(victim)
    with pytest.raises(CannotWriteError) as caught:
        journal(home).add(pain("new"))
    assert "is kept in" in caught.value.message
    assert (victim.read_bytes() if victim.exists() else None) == content
    (home / ".coach.lock").unlink()
    journal(home).recover()
    assert ids(home) == ["kept-0", "kept-1", "kept-2", "new"]


def test_linked_backup_is_replaced_not_followed(home: Path, tmp_path: Path) -> None:
    """A backup that is a link is replaced by the backup; what it led to stays as it was."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious\n")
    home.mkdir()
    (home / "log.json.bak").symlink_to(victim)
    (home / "log.json").write_text('{"schema":1,"entries":[\n]}\n')
    fill(home, pain("a"))
    assert victim.read_bytes() == b"precious\n"
    assert not (home / "log.json.bak").is_symlink()


def test_crashed_saves_are_swept(home: Path, linked: Path) -> None:
    """What crashed saves left is removed by the next save, in both folders, and nothing of anybody else's (F40)."""
    for name in (*CRASHED, *SOMEBODY_ELSES):
        (home / name).write_text("x")
    (linked.parent / "pain.json.0123456789ab.tmp").write_text("x")
    (linked.parent / "other.json.0123456789ab.tmp").write_text("x")
    fill(home, pain("a"))
    assert leftovers(home) == sorted(SOMEBODY_ELSES)
    assert sorted(path.name for path in linked.parent.iterdir()) == ["other.json.0123456789ab.tmp", "pain.json"]


def test_fifty_crashed_saves_are_swept(home: Path) -> None:
    """Fifty leftovers go at once (F40)."""
    home.mkdir()
    for number in range(50):
        (home / f"log.json.{number:012x}.tmp").write_text("torn")
    fill(home, pain("a"))
    assert leftovers(home) == []


def test_link_in_place_of_a_leftover_is_not_followed(home: Path, tmp_path: Path) -> None:
    """A link with the name of our temporary file is removed; what it leads to stays (F27)."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious\n")
    home.mkdir()
    (home / CRASHED[0]).symlink_to(victim)
    fill(home, pain("a"))
    assert victim.read_bytes() == b"precious\n"
    assert leftovers(home) == []
    assert len(saved(home)) == 1
