"""The state of the files: permissions, drafts, room."""

import stat
from pathlib import Path

import pytest
from tests.faults.journals import fill, pain, three

from sciatica_coach.files.condition import drafts_in, is_short_of_room, make_private, open_to_others
from sciatica_coach.files.drafts import Draft
from sciatica_coach.files.places import Home


def mode(path: Path) -> int:
    """The permissions of a path."""
    return stat.S_IMODE(path.stat().st_mode)


def test_wide_permissions_are_found_and_mended(home: Path) -> None:
    """Each of our files that others may read is found, and is made private (F42)."""
    fill(home, *three())
    own = home / "routines" / "exercises"
    own.mkdir(parents=True)
    files = [home / "log.json", home / "log.json.bak", home / ".coach.lock", own / "mine.yaml", home / "log (1).json"]
    for path in files:
        path.touch()
        path.chmod(0o644)
    for folder in (home, own, own.parent):
        folder.chmod(0o755)
    place = Home(root=home)
    assert set(open_to_others(place)) == {*files, home, own, own.parent}
    assert set(make_private(place)) == {*files, home, own, own.parent}
    assert {mode(path) for path in files} == {0o600}
    assert {mode(home), mode(own), mode(own.parent)} == {0o700}
    assert open_to_others(place) == []


def test_files_that_are_not_ours_are_left_alone(home: Path, tmp_path: Path) -> None:
    """Files of other programs in the folder, and what links lead to, keep their permissions."""
    fill(home, *three())
    (home / "notes.txt").touch(mode=0o644)
    target = tmp_path / "elsewhere.json"
    target.touch(mode=0o644)
    (home / "log (1).json").symlink_to(target)
    assert make_private(Home(root=home)) == []
    assert mode(target) == 0o644


def test_home_that_is_not_there(home: Path) -> None:
    """Before the first save there is nothing to complain of."""
    place = Home(root=home)
    assert (open_to_others(place), drafts_in(place), is_short_of_room(place)) == ([], [], False)


@pytest.mark.parametrize(
    ("tail", "state", "is_well"),
    [
        (b"", "holds nothing", False),
        (b'{"id":"x","type":"pain","at":"2024-11-22T07:30:00Z"}\n', "waits to be brought in", False),
        (b"?\n", "cannot be read", False),
    ],
    ids=["empty", "entry", "unreadable"],
)
def test_drafts_of_dead_commands(home: Path, tail: bytes, state: str, *, is_well: bool) -> None:
    """What a dead command left is told, with what it is."""
    home.mkdir()
    (home / "draft-x.jsonl").write_bytes(tail)
    assert [(draft.state, draft.is_well) for draft in drafts_in(Home(root=home))] == [(state, is_well)]
    assert (home / "draft-x.jsonl").exists()


def test_draft_of_a_living_command(home: Path) -> None:
    """The draft of a command that runs is no cause for worry."""
    with Draft(Home(root=home), "x") as draft:
        draft.keep(pain("x"))
        (found,) = drafts_in(Home(root=home))
    assert (found.state, found.is_well) == ("belongs to a command that runs", True)
