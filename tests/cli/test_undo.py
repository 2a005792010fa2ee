"""`coach undo`: the entry that was written last goes, stays gone, and can come back."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.faults.journals import fill, pain, saved
from tests.program import Result, call
from tests.programme import write_journal

from sciatica_coach.model.entry import Entry

AT = "2025-11-22T07:30:00+01:00"


def scores(home: Path) -> list[Any]:
    """The scores that are in the log, in its order; tombstones have none."""
    return [entry["score"] for entry in saved(home) if entry["type"] == "pain"]


def undone(*words: str) -> Any:
    """The entry that was taken back."""
    result = call("undo", "--json", *words)
    assert (result.code, result.err) == (0, "")
    return result.document["removed"]


def refused(*words: str) -> Result:
    """The answer of an undo that is wrong use, and says nothing on standard output."""
    result = call("undo", *words)
    assert (result.code, result.out) == (2, "")
    return result


def test_last_entry_is_taken_back(home: Path) -> None:
    """It says which; a tombstone stands in its place, and the old version in the backups."""
    call("log", "3")
    call("log", "7")
    result = call("undo")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Taken back: pain 7 of 10, ")
    assert scores(home) == [3]
    stone = saved(home)[-1]
    assert (stone["type"], set(stone)) == ("removed", {"id", "type", "at", "edited_at"})
    (old,) = (json.loads(line) for line in (home / "backups" / "replaced.jsonl").read_text("utf-8").splitlines())
    assert (old["id"], old["score"]) == (stone["id"], 7)


def test_change_is_taken_back(home: Path) -> None:
    """After a correction `coach undo` brings back what stood there before; once more, and it is corrected again."""
    call("log", "4", "--at", "yesterday 08:00")
    call("log", "5")
    (first, _) = saved(home)
    assert call("edit", first["id"], "7").code == 0
    result = call("undo")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("The change is taken back. It is again: pain 4 of 10, ")
    assert scores(home) == [4, 5]
    assert call("undo", "--json").document["restored"]["score"] == 7
    assert scores(home) == [7, 5]


def test_change_within_the_second_of_the_entry(home: Path) -> None:
    """A correction that comes at once is the last thing that was done all the same."""
    call("log", "4")
    call("edit", saved(home)[0]["id"], "7")
    assert "It is again: pain 4 of 10" in call("undo").out
    assert scores(home) == [4]


def test_entry_for_an_earlier_time_is_the_last_that_was_written(home: Path) -> None:
    """`coach log --at` and then `coach undo` takes that one back, though a later time stands in the log."""
    call("log", "3")
    call("log", "6", "--at", "yesterday 21:00")
    assert undone()["score"] == 6
    assert scores(home) == [3]


@pytest.mark.parametrize("late_first", [True, False])
def test_order_of_two_within_a_second(home: Path, late_first: bool) -> None:  # noqa: FBT001 - two orders of one thing
    """Also where both were written within the same second, the later of the two goes first."""
    commands = [("log", "3"), ("log", "6", "--at", "2025-11-22")]
    for words in commands if late_first else reversed(commands):
        call(*words)
    assert undone()["score"] == (6 if late_first else 3)
    assert len(scores(home)) == 1


def test_one_after_the_other(home: Path) -> None:
    """Each undo goes one further back, until nothing is left."""
    fill(home, *(pain(name, f"2025-11-2{number}T07:30:00+01:00", number) for number, name in enumerate("abc")))
    assert [undone()["score"] for _ in range(3)] == [2, 1, 0]
    assert "the log is empty" in refused().err


def test_session_counts_from_its_end(home: Path) -> None:
    """A score that was logged while a session ran was written before it."""
    session = {"id": "s", "type": "session", "at": AT, "ended_at": "2025-11-22T07:45:00+01:00", "outcome": "completed"}
    fill(home, pain("p", "2025-11-22T07:40:00+01:00"), session)
    assert undone()["id"] == "s"


def test_entry_by_its_id(home: Path) -> None:
    """Any entry can be taken back by the beginning of its id; the rest stays."""
    fill(home, pain("abcdef01", score=1), pain("abcdef02", score=2), pain("fedcba", score=3))
    assert undone("fedc")["score"] == 3
    assert "2 entries have an id that begins with `abcd`" in refused("abcd").err
    assert undone("abcdef01")["score"] == 1
    assert scores(home) == [2]


@pytest.mark.parametrize("wanted", ["zzzz", "abc", "abcd"])
def test_id_that_is_none(home: Path, wanted: str) -> None:
    """An unknown id, one too short to be sure of, or one that is gone: the last entries are named with theirs."""
    fill(home, pain("abcdef01", score=1), pain("fedcba98", score=2))
    undone("abcdef01")
    result = refused(wanted)
    assert "fedcba98  pain 2 of 10, 2024-11-22 07:30." in result.err
    assert scores(home) == [2]


def test_it_comes_back_as_it_was(home: Path) -> None:
    """`--restore` brings back the last one, whole; then it can go again."""
    call("log", "5", "--note", "after the drive")
    before = undone()
    result = call("undo", "--restore", "--json")
    back = result.document["restored"]
    assert {key: back[key] for key in before} == before
    assert saved(home) == [back]
    assert undone()["id"] == before["id"]
    assert call("undo", "--restore").code == 0
    assert scores(home) == [5]


def test_nothing_to_bring_back(home: Path) -> None:
    """Said, and nothing is made up; nor where the old version is on another computer."""
    assert "nothing to bring back" in refused("--restore").err
    fill(home, {"id": "gone-elsewhere", "type": "removed", "at": AT})
    assert "taken back on another computer" in refused("--restore").err


@pytest.mark.parametrize("level", ["red", "amber"])
def test_warning_sign_that_holds_is_not_taken_back(home: Path, level: str) -> None:
    """It has questions of its own: undo must not be a way around them, by id or without."""
    sign = {"id": "sign-1", "type": "check", "at": AT, "signs": ["x"], "level": level, "answer": None}
    fill(home, pain("before"), sign)
    for words in ((), ("sign-1",)):
        assert "A warning sign is not taken back" in refused(*words).err
    assert saved(home)[-1] == sign


def test_what_was_taken_back_is_shown_nowhere(home: Path) -> None:
    """History, the home screen and the table know nothing of it."""
    call("log", "9", "--note", "wrong")
    undone()
    assert call("history", "--json").document["pain"] == []
    assert call("--json").document["pain"] is None
    assert "wrong" not in call("export", "--format", "csv").out
    assert saved(home)[0]["type"] == "removed"


def test_unreadable_log_is_left_alone(home: Path) -> None:
    """Undo of a log that cannot be read changes nothing (65)."""
    home.mkdir()
    (home / "log.json").write_bytes(b"{")
    result = call("undo")
    assert result.code == 65
    assert (home / "log.json").read_bytes() == b"{"


def other_log(tmp_path: Path, *entries: Entry) -> str:
    """The log of another computer."""
    path = tmp_path / "other.json"
    path.write_text(json.dumps({"schema": 1, "entries": list(entries)}), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("count", [1, 3])
def test_import_is_not_taken_back(home: Path, tmp_path: Path, count: int) -> None:
    """After an import nothing is taken back, least of all an entry of before; it says how to have the log as it was."""
    call("log", "3")
    before = (home / "log.json").read_bytes()
    call("import", other_log(tmp_path, *(pain(f"other-{number}", AT) for number in range(count))))
    after = (home / "log.json").read_bytes()
    told = " ".join(refused().err.split())
    many = "1 entry" if count == 1 else "3 entries"
    assert f"The last save brought in {many} from elsewhere, as `coach import` does: nothing was taken back." in told
    assert f"copy {home}/log.json.bak over {home}/log.json" in told
    assert "pain 3 of 10" in told
    assert (home / "log.json").read_bytes() == after
    shutil.copy(home / "log.json.bak", home / "log.json")
    assert (home / "log.json").read_bytes() == before
    assert undone()["score"] == 3


def test_import_into_no_log_is_not_taken_back(home: Path, tmp_path: Path) -> None:
    """Nor after a first import on a new computer, where there is no log of before to go back to."""
    call("import", other_log(tmp_path, pain("a", AT), pain("b", AT)))
    told = " ".join(refused().err.split())
    assert "The last save brought in 2 entries from elsewhere" in told
    assert "There was no log before it." in told
    assert "copy" not in told
    assert len(saved(home)) == 2


def test_log_from_elsewhere_is_no_import(home: Path) -> None:
    """In a log that was put there by hand the entry that was written last is taken back."""
    write_journal(home, pain("a", AT), pain("b", AT))
    assert undone()["id"] == "b"


def test_later_versions_of_an_import_are_not_taken_back(home: Path, tmp_path: Path) -> None:
    """Nor is one of several entries that an import replaced by a later version."""
    fill(home, pain("a", AT), pain("b", AT))
    later = {"edited_at": "2026-01-01T00:00:00+01:00"}
    call("import", other_log(tmp_path, pain("a", AT, score=9, **later), pain("b", AT, score=8, **later)))
    assert "2 entries" in refused().err
    assert scores(home) == [9, 8]


@pytest.mark.usefixtures("home")
def test_one_entry_of_an_import_can_be_taken_back(tmp_path: Path) -> None:
    """By its id; and what is logged after an import is taken back as ever."""
    call("import", other_log(tmp_path, pain("other-1", AT), pain("other-2", AT)))
    assert undone("other-2")["id"] == "other-2"
    call("import", other_log(tmp_path, pain("third", AT), pain("fourth", AT)))
    call("log", "6")
    assert undone()["score"] == 6


def test_import_that_changed_nothing(home: Path) -> None:
    """It saved nothing: the last entry is still the last."""
    call("log", "3")
    call("log", "4")
    call("import", str(home / "log.json"))
    assert undone()["score"] == 4


def test_broken_backup_is_no_hindrance(home: Path) -> None:
    """Where the log before the last save cannot be read, the entry that was written last is taken back."""
    call("log", "3")
    call("log", "4")
    (home / "log.json.bak").write_text("not a journal", encoding="utf-8")
    assert undone()["score"] == 4
