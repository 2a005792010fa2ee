"""`coach import`: twice is once, order does not matter, nothing is overwritten silently."""

import gzip
import json
from itertools import permutations
from pathlib import Path

import pytest
from tests.faults.journals import drafts, fill, ids, pain, saved, three
from tests.program import Result, call, run

from sciatica_coach.model.entry import Entry

LATE, LATER = "2024-11-22T09:00:00+01:00", "2024-11-22T10:00:00+01:00"


def write(path: Path, *entries: Entry) -> str:
    """A journal in a file; gives its name."""
    lines = ",\n".join(json.dumps(entry) for entry in entries)
    path.write_text(f'{{"schema":1,"entries":[\n{lines}\n]}}\n', encoding="utf-8")
    return str(path)


def counts(result: Result) -> tuple[int, int, int]:
    """Added, same and replaced: all that is in the document."""
    assert (result.code, result.err) == (0, "")
    assert list(result.document) == ["added", "same", "replaced"]
    return tuple(result.document.values())


def test_other_computer_twice(home: Path, tmp_path: Path) -> None:
    """The second time changes nothing."""
    fill(home, pain("here"))
    other = write(tmp_path / "log.json", *three())
    assert counts(call("import", other, "--json")) == (3, 0, 0)
    before = (home / "log.json").read_bytes()
    assert counts(call("import", other, "--json")) == (0, 3, 0)
    assert (home / "log.json").read_bytes() == before
    assert sorted(ids(home)) == ["here", "kept-0", "kept-1", "kept-2"]


def test_order_of_files_does_not_matter(tmp_path: Path) -> None:
    """A packed backup, a conflict copy and another one, in each order, one by one or at once: the same log."""
    stone = {"id": "b", "type": "removed", "at": pain("b")["at"], "edited_at": LATE}
    files = [
        write(tmp_path / "laptop.json", pain("a", score=1), pain("b"), pain("d", "2024-11-21T07:30:00+01:00")),
        write(tmp_path / "log.sync-conflict.json", pain("a", score=2, edited_at=LATE), stone),
        write(tmp_path / "log (conflicted copy).json", pain("a", score=3, edited_at=LATER), pain("c")),
    ]
    Path(files[0]).write_bytes(gzip.compress(Path(files[0]).read_bytes()))
    made = set()
    for number, order in enumerate(permutations(files)):
        home = tmp_path / f"home-{number}"
        for names in [order] if number % 2 else [(name,) for name in order]:
            assert call("import", *names, env={"SCIATICA_COACH_HOME": str(home)}).code == 0
        entries = saved(home)
        made.add(json.dumps(sorted(entries, key=lambda entry: str(entry["id"])), sort_keys=True))
    (only,) = made
    assert [(entry["id"], entry["type"], entry.get("score")) for entry in json.loads(only)] == [
        ("a", "pain", 3),
        ("b", "removed", None),
        ("c", "pain", 4),
        ("d", "pain", 4),
    ]


def test_loser_is_kept_and_said(home: Path, tmp_path: Path) -> None:
    """The version that is replaced stands in the backups, and the answer says where."""
    fill(home, pain("a", score=1))
    result = call("import", write(tmp_path / "x", pain("a", score=2, edited_at=LATE)))
    assert result.out == (
        "0 added, 0 already there, 1 replaced by a later version.\n"
        f"1 other version is kept in {home}/backups/replaced.jsonl.\n"
    )
    assert json.loads((home / "backups" / "replaced.jsonl").read_bytes()) == pain("a", score=1)
    assert saved(home) == [pain("a", score=2, edited_at=LATE)]


def test_older_version_from_elsewhere_is_kept_and_does_not_win(home: Path, tmp_path: Path) -> None:
    """Nothing that came in is thrown away either."""
    now = pain("a", score=2, edited_at=LATE)
    fill(home, now)
    assert counts(call("import", write(tmp_path / "x", pain("a", score=1)), "--json")) == (0, 1, 0)
    assert saved(home) == [now]
    assert json.loads((home / "backups" / "replaced.jsonl").read_bytes()) == pain("a", score=1)


def test_what_was_taken_back_is_not_revived(home: Path, tmp_path: Path) -> None:
    """An export from before the undo does not bring it back."""
    call("log", "4")
    copy = str(tmp_path / "copy.json")
    call("export", "-o", copy)
    call("undo")
    assert counts(call("import", copy, "--json")) == (0, 1, 0)
    assert [entry["type"] for entry in saved(home)] == ["removed"]


def test_undo_travels(home: Path, tmp_path: Path) -> None:
    """A tombstone takes the entry away on the other computer too."""
    call("log", "4")
    other = {"SCIATICA_COACH_HOME": str(tmp_path / "other")}
    copy = str(tmp_path / "copy.json")
    call("export", "-o", copy)
    call("import", copy, env=other)
    call("undo")
    call("export", "-o", copy)
    assert counts(call("import", copy, "--json", env=other)) == (0, 0, 1)
    assert call("history", "--json", env=other).document["pain"] == []
    assert home.exists()


def test_standard_input(home: Path) -> None:
    """`-` reads a journal from a pipe, or the line that is printed when nothing could be saved."""
    line = '{"id":"lost","type":"session","at":"2024-11-22T07:30:00+01:00","outcome":"stopped"}\n'
    assert counts(run("import", "-", "--json", text=line)) == (1, 0, 0)
    assert ids(home) == ["lost"]


def test_one_bad_file_keeps_out_all(home: Path, tmp_path: Path) -> None:
    """All files are read before anything is written: 65, with file and line, and the log as it was."""
    fill(home, pain("a"))
    before = (home / "log.json").read_bytes()
    bad = tmp_path / "bad.json"
    bad.write_text('{"schema":1,"entries":[\n{"id":"x"}\n]}\n', encoding="utf-8")
    result = call("import", write(tmp_path / "good.json", pain("b")), str(bad), "--json")
    assert (result.code, result.out) == (65, "")
    assert f"{bad}:2: it cannot be read: entry 1 has no `type`. Nothing was changed" in result.err
    assert (home / "log.json").read_bytes() == before


@pytest.mark.parametrize(("words", "code"), [(("nosuch.json",), 2), ((".",), 2), ((), 2)])
def test_wrong_use(home: Path, words: tuple[str, ...], code: int) -> None:
    """No file, or none of that name, is usage, and makes nothing."""
    result = call("import", *words)
    assert (result.code, result.out) == (code, "")
    assert not home.exists()


def test_newer_version_is_refused(home: Path, tmp_path: Path) -> None:
    """From elsewhere or here, what a newer version wrote is not touched (65)."""
    newer = tmp_path / "newer.json"
    newer.write_text('{"schema":2,"entries":[]}\n', encoding="utf-8")
    assert call("import", str(newer)).code == 65
    assert not home.exists()
    home.mkdir()
    (home / "log.json").write_bytes(newer.read_bytes())
    result = call("import", write(tmp_path / "x", pain("a")))
    assert result.code == 65
    assert "Update sciatica-coach" in result.err
    assert (home / "log.json").read_bytes() == newer.read_bytes()


def test_unknown_keys_and_types_come_along(home: Path, tmp_path: Path) -> None:
    """What a newer minor version added is merged as it is."""
    odd = {"id": "odd", "type": "from-the-future", "at": LATE, "deep": {"er": [1, None]}}
    call("import", write(tmp_path / "x", odd, pain("a", later=True)))
    assert odd in saved(home)
    assert pain("a", later=True) in saved(home)


def test_import_of_the_log_into_itself(home: Path) -> None:
    """Nothing happens, and no draft stays."""
    fill(home, *three())
    assert counts(call("import", str(home / "log.json"), str(home / "log.json.bak"), "--json")) == (0, 3, 0)
    assert saved(home) == three()
    assert drafts(home) == []
