"""`coach export`: each format, to standard output or into a file, and back again."""

import csv
import io
import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from icalendar import Calendar
from tests.faults.journals import fill, journal, pain, saved, three
from tests.program import call, run, shell
from tests.programme import TODAY, before_now, entry, write_journal, write_profile

from sciatica_coach.model.entry import Entry

FORMATS = ("csv", "json", "fhir", "calendar")
AT = "2024-11-22T07:30:00+01:00"


@pytest.fixture
def log(home: Path) -> list[Entry]:
    """A log with some entries, one of them taken back."""
    fill(home, *three(), pain("note", AT, note="ü"), {"id": "gone", "type": "removed", "at": AT, "edited_at": AT})
    return saved(home)


def test_json_is_the_journal_and_comes_back(home: Path, log: list[Entry], tmp_path: Path) -> None:
    """The default; another home that takes it in has the same file, tombstones included."""
    out = call("export").out
    assert out.encode() == (home / "log.json").read_bytes()
    other = tmp_path / "other"
    result = run("import", "-", "--json", text=out, env={"SCIATICA_COACH_HOME": str(other)})
    assert result.document == {"added": len(log), "same": 0, "replaced": 0}
    assert (other / "log.json").read_bytes() == (home / "log.json").read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_format_to_a_file(log: list[Entry], tmp_path: Path, name: str) -> None:
    """The file is private; the answer says what is in it, and `--json` says it in words for programs."""
    path = tmp_path / "out"
    result = call("export", "--format", name, "-o", str(path), "--json")
    assert (result.code, result.err) == (0, result.err if name == "fhir" else "")
    count = 28 if name == "calendar" else len(log) - 1
    assert result.document == {"file": str(path), "format": name, "count": count}
    assert path.stat().st_mode & 0o777 == 0o600
    again = call("export", "--format", name, "-o", str(path))
    assert again.out.startswith(f"Written: {count} ")


def test_csv(log: list[Entry]) -> None:
    """A row an entry, without what was taken back."""
    result = call("export", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.out, newline="")))
    assert [row["id"] for row in rows] == [entry["id"] for entry in log if entry["type"] != "removed"]
    assert rows[-1]["note"] == "ü"


def test_mark_for_spreadsheets_only_where_it_is_needed(home: Path, tmp_path: Path) -> None:
    """A file with other letters than ASCII begins with a byte-order mark, which Excel needs; a pipe never does."""
    path = tmp_path / "x.csv"
    fill(home, pain("a"))
    call("export", "--format", "csv", "-o", str(path))
    assert path.read_bytes().startswith(b"date,")
    fill(home, pain("b", note="ü"))
    call("export", "--format", "csv", "-o", str(path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbfdate,")
    assert "ü".encode() in path.read_bytes()
    assert call("export", "--format", "csv").out.startswith("date,")


@pytest.mark.parametrize("name", ["csv", "json"])
def test_letters_survive_any_locale(log: list[Entry], name: str) -> None:
    """On a terminal that knows ASCII alone the document is still UTF-8: it is for another program."""
    assert log
    result = run("export", "--format", name, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert "ü" in result.out


def test_escape_codes_do_not_reach_the_terminal(home: Path) -> None:
    """What a terminal would obey is an escape of JSON, and comes back as it was."""
    fill(home, pain("a", note="\x9b31m\u202eq"))
    out = call("export").out
    assert "\\u009b31m\\u202eq" in out
    assert json.loads(out)["entries"] == saved(home)


@pytest.mark.parametrize("words", [(), ("--bundle", "collection"), ("--bundle", "transaction"), ("--json",)])
def test_fhir(log: list[Entry], words: tuple[str, ...]) -> None:
    """A valid bundle of the kind that was asked for; it says that notes were left out."""
    result = call("export", "--format", "fhir", *words)
    Bundle.model_validate_json(result.out)
    assert result.document["type"] == ("transaction" if "transaction" in words else "collection")
    assert len(result.document["entry"]) == len(log) - 1
    assert "Your notes are left out" in result.err
    assert "ü" not in json.dumps(result.document, ensure_ascii=False)
    with_notes = call("export", "--format", "fhir", "--notes")
    assert with_notes.err == ""
    assert "ü" in json.dumps(with_notes.document, ensure_ascii=False)


@pytest.mark.parametrize("name", ["csv", "json", "fhir"])
@pytest.mark.parametrize(("since", "count"), [("2024-11-21", 3), ("2024-11-22", 2), ("2030-01-01", 0)])
def test_since(log: list[Entry], name: str, since: str, count: int) -> None:
    """From a day on, which begins at four in the morning."""
    assert log
    out = call("export", "--format", name, "--since", since).out
    assert out.count('"kept-' if name == "json" else "2024-11-2") >= min(1, count)
    counted: dict[str, Any] = {
        "csv": lambda: len(list(csv.reader(io.StringIO(out)))) - 1,
        "json": lambda: sum(entry["type"] != "removed" for entry in json.loads(out)["entries"]),
        "fhir": lambda: len(json.loads(out).get("entry", [])),
    }
    assert counted[name]() == count


def test_calendar_of_the_coming_weeks(home: Path) -> None:
    """Four weeks of sessions of the length that today's would have, from the next one on."""
    call("setup", "--stage", "general", "--minutes", "12")
    result = call("export", "--format", "calendar", "--at", "06:45")
    assert (result.code, result.err) == (0, "")
    events = events_of(result.out)
    starts = [event["DTSTART"].dt for event in events]
    assert len(starts) == 28
    assert starts == [starts[0] + timedelta(days=number) for number in range(28)]
    assert timedelta() <= starts[0] - datetime.now() <= timedelta(days=1)  # noqa: DTZ005 - floating on purpose
    assert {f"{start:%H:%M}" for start in starts} == {"06:45"}
    minutes = {event["DURATION"].dt.total_seconds() / 60 for event in events}
    assert minutes <= {10, 11, 12, 13, 14}
    assert home.exists()


def events_of(text: str) -> list[Any]:
    """The events of a calendar, read back."""
    return list(Calendar.from_ical(text).walk("VEVENT"))


def exercises_of(event: Any) -> list[str]:
    """The names of the exercises in an event's description."""
    *lines, command = str(event["DESCRIPTION"]).split("\n")
    assert command == "coach today"
    return [line.rpartition(": ")[0] for line in lines]


def test_calendar_names_the_exercises(home: Path) -> None:
    """Each day has the exercises that `coach today` would plan then, with their doses."""
    write_profile(home, "stage: general\n")
    names = [one["name"] for one in call("today", "--preview", "--json").document["exercises"]]
    found = events_of(call("export", "--format", "calendar").out)
    assert {tuple(exercises_of(event)) for event in found} == {tuple(names)}
    assert "One knee to chest, lying: 2 reps, hold 30 s, each side" in str(found[0]["DESCRIPTION"]).split("\n")


def test_calendar_knows_what_rests(home: Path) -> None:
    """What is not done on two days running stands on every other day."""
    write_profile(home, "stage: general\n")
    write_journal(home, entry("session", before_now(1), outcome="stopped", routine="strength", exercises=[]))
    days = [exercises_of(event) for event in events_of(call("export", "--format", "calendar").out)]
    assert ["Bridge" in names for names in days] == [number % 2 == 0 for number in range(28)]


def test_calendar_knows_the_weeks_to_come(home: Path) -> None:
    """In a pregnancy the exercises change with the week; what cannot be known any more has no event."""
    week_15 = (TODAY + timedelta(weeks=25)).isoformat()
    write_profile(home, f"stage: pregnancy\ndue: {week_15}\ncleared: true\n")
    days = [exercises_of(event) for event in events_of(call("export", "--format", "calendar").out)]
    assert len(days) == 28
    assert days[0] != days[-1]
    write_profile(home, f"stage: pregnancy\ndue: {TODAY - timedelta(days=10)}\ncleared: true\n")
    last = events_of(call("export", "--format", "calendar").out)[-1]
    assert last["DTSTART"].dt.date() == TODAY + timedelta(days=4)


def test_no_calendar_while_sessions_are_withheld(home: Path) -> None:
    """With a red sign nothing is planned (4), and nothing is written."""
    call("check", "--sign", "saddle-numbness")
    signs = [entry for entry in saved(home) if entry["level"] == "red"]
    assert signs, "the sign must be a red one"
    result = call("export", "--format", "calendar", "-o", str(home / "x.ics"))
    assert (result.code, result.out) == (4, "")
    assert not (home / "x.ics").exists()


def test_calendar_without_its_library(home: Path, tmp_path: Path) -> None:
    """It says what is missing, and the command that installs it for this very Python."""
    (tmp_path / "icalendar.py").write_text("raise ModuleNotFoundError('icalendar')\n", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2] / "src")])
    program = [sys.executable, "-m", "sciatica_coach"]
    result = run("export", "--format", "calendar", env={"PYTHONPATH": path}, program=program)
    assert (result.code, result.out) == (2, "")
    assert f"{sys.executable} -m pip install 'icalendar" in " ".join(result.err.split())
    assert not home.exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--format", "cvs"), "Did you mean csv?"),
        (("--format", "csv", "--bundle", "collection"), "--bundle goes with --format fhir alone"),
        (("--notes",), "--notes goes with --format fhir alone"),
        (("--at", "10:30"), "--at goes with --format calendar alone"),
        (("--format", "calendar", "--at", "noon"), "`noon` is not a time of day"),
        (("--format", "calendar", "--since", "2024-11-22"), "A calendar holds the days to come"),
        (("--format", "fhir", "--bundle", "pile"), "--bundle does not know `pile`"),
        (("--format", "csv", "--json"), "csv is not JSON"),
        (("-o", "x.csv", "--bundle", "collection"), "--bundle goes with --format fhir alone"),
        (("--since", "soon"), "`soon` is not a date"),
        (("-o", "/tmp"), "/tmp is a folder"),  # noqa: S108 - it is not written
    ],
)
def test_wrong_use(log: list[Entry], words: tuple[str, ...], says: str) -> None:
    """Options that do not go together, and words that are none, are usage (2)."""
    assert log
    result = call("export", *words)
    assert (result.code, result.out) == (2, "")
    assert says in " ".join(result.err.split())


@pytest.mark.parametrize(
    ("name", "words", "begins"),
    [
        ("x.csv", (), b"\xef\xbb\xbfdate,"),
        ("x.CSV", (), b"\xef\xbb\xbfdate,"),
        ("x.ics", (), b"BEGIN:VCALENDAR"),
        ("x.json", (), b'{"schema":1'),
        ("x", (), b'{"schema":1'),
        ("x.csv.old", (), b'{"schema":1'),
        ("x.csv", ("--format", "json"), b'{"schema":1'),
        ("x.json", ("--format", "fhir"), b'{\n  "resourceType"'),
    ],
)
def test_format_by_the_name_of_the_file(
    log: list[Entry], tmp_path: Path, name: str, words: tuple[str, ...], begins: bytes
) -> None:
    """Without `--format` the end of the name tells it; with it, the name may end as it likes."""
    assert log
    path = tmp_path / name
    assert call("export", "-o", str(path), *words).code == 0
    assert path.read_bytes().startswith(begins)


def test_folder_that_is_not_there(log: list[Entry], tmp_path: Path) -> None:
    """It cannot be written (73), and the message says what to do."""
    assert log
    result = call("export", "-o", str(tmp_path / "none" / "x.csv"))
    assert (result.code, result.out) == (73, "")
    assert "there is no folder" in result.err
    assert "Make it first" in result.err


@pytest.mark.parametrize("name", ["csv", "json", "fhir"])
def test_empty_log(home: Path, name: str) -> None:
    """A document with nothing in it is a document, and nothing is made."""
    result = call("export", "--format", name)
    assert (result.code, result.err) == (0, "")
    assert result.out
    assert not home.exists()


def test_output_that_takes_no_more(log: list[Entry]) -> None:
    """A full disk on standard output is told (74); a reader that goes away is not; a full file is 73."""
    assert log
    assert shell("coach export > /dev/full").code == 74
    assert shell("coach export | head -c 1 >/dev/null").code == 0
    assert call("export", "-o", "/dev/full").code == 73


def test_unreadable_log(home: Path, tmp_path: Path) -> None:
    """A log that cannot be read is not exported by halves (65), and no file is made."""
    home.mkdir()
    (home / "log.json").write_bytes(b'{"schema":1,"entries":[\n{"id":')
    for name in ("csv", "json", "fhir"):
        assert call("export", "--format", name, "-o", str(tmp_path / "x")).code == 65
    assert not (tmp_path / "x").exists()


def test_export_of_many_entries_keeps_them_all(home: Path) -> None:
    """Two thousand entries, none lost on the way through a pipe."""
    entries = [
        pain(f"{number:05}", f"2024-01-01T00:{number // 60 % 60:02}:{number % 60:02}Z") for number in range(2000)
    ]
    journal(home).merge(entries)
    assert len(json.loads(shell("coach export | cat").out)["entries"]) == 2000
