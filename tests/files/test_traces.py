"""What the program left behind, and that it goes: all of it, nothing else, and never by way of a link."""

from pathlib import Path

import pytest
from tests.faults.journals import fill, pain

from sciatica_coach.errors import BusyError
from sciatica_coach.files.drafts import Draft
from sciatica_coach.files.places import Home
from sciatica_coach.files.replaced import keep_replaced
from sciatica_coach.files.traces import find_traces, remove_traces

OURS = (
    *("profile.yaml", "draft-a.jsonl", "edit-a.json", "log.json.0123456789ab.tmp", ".profile.yaml.0123456789ab.tmp"),
    *("log.sync-conflict-20261122-073000-ABC.json", "log (conflicted copy 2026-11-22).json", "log.json.damaged"),
)


def full(home: Path) -> Home:
    """A home with one of everything that the program makes."""
    fill(home, pain("a"), pain("b"))
    place = Home(root=home)
    keep_replaced(place, [pain("c")])
    (home / "backups" / "log-2026-11-22.json.gz").write_bytes(b"x")
    (home / "routines" / "exercises").mkdir(parents=True)
    (home / "routines" / "mine.yaml").write_bytes(b"x")
    (home / "routines" / "exercises" / "lean.yaml").write_bytes(b"x")
    for name in OURS:
        (home / name).write_bytes(b"x")
    return place


def test_everything_goes_and_the_folder_too(home: Path) -> None:
    """Nothing is left, and what went is named, each folder after its content."""
    place = full(home)
    traces = remove_traces(place, keep_routines=False)
    assert not home.exists()
    names = [str(path.relative_to(home)) for path in traces.paths]
    assert {"log.json", "log.json.bak", ".coach.lock", "backups/replaced.jsonl", *OURS} <= set(names)
    assert names.index("backups/replaced.jsonl") < names.index("backups")
    assert sorted(path.name for path in traces.routines) == ["lean.yaml", "mine.yaml"]


def test_routines_stay_when_asked_for(home: Path) -> None:
    """They are the user's own work."""
    place = full(home)
    remove_traces(place, keep_routines=True)
    assert sorted(str(path.relative_to(home)) for path in home.rglob("*.yaml")) == [
        "routines/exercises/lean.yaml",
        "routines/mine.yaml",
    ]
    assert [path.name for path in home.iterdir()] == ["routines"]


def test_what_is_not_ours_stays(home: Path) -> None:
    """In a folder that holds other things too, those are let be, and named."""
    place = full(home)
    for name in ("letter.txt", "blog.json", "photos.json", "my log.json"):
        (home / name).write_bytes(b"mine")
    traces = remove_traces(place, keep_routines=False)
    left = ["blog.json", "letter.txt", "my log.json", "photos.json"]
    assert sorted(path.name for path in home.iterdir()) == left
    assert sorted(path.name for path in traces.unknown) == left


def test_links_are_removed_and_not_followed(home: Path, tmp_path: Path) -> None:
    """What they lead to stays, and is named, so that nobody thinks it went."""
    fill(home, pain("a"))
    outside = tmp_path / "outside"
    (outside / "backups").mkdir(parents=True)
    (outside / "log.json").write_bytes((home / "log.json").read_bytes())
    (outside / "backups" / "keep").write_bytes(b"x")
    (home / "log.json").unlink()
    (home / "log.json").symlink_to(outside / "log.json")
    (home / "backups").symlink_to(outside / "backups")
    traces = remove_traces(Home(root=home), keep_routines=False)
    assert not home.exists()
    assert (outside / "log.json").exists()
    assert (outside / "backups" / "keep").exists()
    assert sorted(traces.elsewhere) == [outside / "backups", outside / "log.json"]


def test_running_session_keeps_everything(home: Path) -> None:
    """It would save itself again at its end; so nothing is removed until it is over."""
    place = full(home)
    with Draft(place, "live"), pytest.raises(BusyError, match="session is running"):
        remove_traces(place, keep_routines=False)
    assert (home / "log.json").exists()
    remove_traces(place, keep_routines=False)
    assert not home.exists()


def test_home_that_is_not_there(home: Path) -> None:
    """Nothing is made in order to be removed."""
    place = Home(root=home)
    assert find_traces(place, keep_routines=False).paths == ()
    assert remove_traces(place, keep_routines=False).paths == ()
    assert not home.exists()
