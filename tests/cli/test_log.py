"""`coach log`: what is recorded for what is typed."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.faults.journals import saved
from tests.program import call, run

NOTHING: dict[str, Any] = {
    "leg": None,
    "back": None,
    "furthest": None,
    "side": None,
    "feels": [],
    "triggers": [],
    "note": "",
}


def only(home: Path) -> dict[str, Any]:
    """The one entry that was saved."""
    (entry,) = saved(home)
    return entry


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("4", {"score": 4}),
        ("0", {"score": 0}),
        ("10", {"score": 10}),
        ("--leg 5 --back 2", {"score": 5, "leg": 5, "back": 2}),
        ("--leg 2 --back 5", {"score": 5, "leg": 2, "back": 5}),
        ("--back 0", {"score": 0, "back": 0}),
        ("3 --leg 5", {"score": 3, "leg": 5}),
        ("4 --furthest none", {"score": 4, "furthest": "none"}),
        ("4 --furthest calf --side both", {"score": 4, "furthest": "calf", "side": "both"}),
        ("4 --feels tingling,burning", {"score": 4, "feels": ["tingling", "burning"]}),
        ("4 --feels tingling --feels burning", {"score": 4, "feels": ["tingling", "burning"]}),
        ("4 --feels a,b --feels ,c,,", {"score": 4, "feels": ["a", "b", "c"]}),
        ("4 --feels a,b,a --feels b", {"score": 4, "feels": ["a", "b"]}),
        ("4 --trigger sitting --trigger lifting,cough", {"score": 4, "triggers": ["sitting", "lifting", "cough"]}),
        ("--leg 1 4", {"score": 4, "leg": 1}),
    ],
)
def test_pain_entry(home: Path, words: str, expected: dict[str, Any]) -> None:
    """Options, lists and scores become the entry of the contract; what was not said is null or empty."""
    result = call("log", *words.split())
    assert (result.code, result.err) == (0, "")
    entry = only(home)
    assert {key: entry[key] for key in entry if key not in ("id", "at")} == {"type": "pain", **NOTHING, **expected}
    assert list(entry) == ["id", "type", "at", "score", *NOTHING]


def test_time_is_now_with_the_local_offset(home: Path) -> None:
    """Without `--at` the entry is of this moment, to the second, with the offset of the place."""
    before = datetime.now().astimezone().replace(microsecond=0)
    call("log", "4", env={"TZ": "Asia/Kathmandu"})
    at = datetime.fromisoformat(only(home)["at"])
    assert before <= at <= before + timedelta(seconds=30)
    assert at.utcoffset() == timedelta(hours=5, minutes=45)


def today_in_new_york() -> datetime:
    """The local time there."""
    return datetime.now(ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2024-06-01T07:30", "2024-06-01T07:30:00-04:00"),
        ("2024-12-01T07:30", "2024-12-01T07:30:00-05:00"),
        ("2024-06-01 07:30:15", "2024-06-01T07:30:15-04:00"),
        ("2024-06-01T07:30+02:00", "2024-06-01T07:30:00+02:00"),
        ("2024-06-01T07:30Z", "2024-06-01T07:30:00+00:00"),
        ("2024-06-01", "2024-06-01T12:00:00-04:00"),
        ("2024-11-03T01:30", "2024-11-03T01:30:00-04:00"),
    ],
    ids=["summer", "winter", "space", "own-offset", "utc", "date", "hour-that-came-twice"],
)
def test_iso_times(home: Path, typed: str, expected: str) -> None:
    """An ISO time without an offset is local, with the offset of that day."""
    assert call("log", "4", "--at", typed, env={"TZ": "America/New_York"}).code == 0
    assert only(home)["at"] == expected


@pytest.mark.parametrize(("typed", "hour"), [("yesterday 21:05", 21), ("YESTERDAY  21:05", 21), ("yesterday 9:05", 9)])
def test_yesterday(home: Path, typed: str, hour: int) -> None:
    """`yesterday HH:MM` is the day before this one."""
    call("log", "4", "--at", typed, env={"TZ": "America/New_York"})
    at = datetime.fromisoformat(only(home)["at"])
    assert at.date() == (today_in_new_york() - timedelta(days=1)).date()
    assert (at.hour, at.minute) == (hour, 5)


def test_clock_time_is_of_today(home: Path) -> None:
    """`HH:MM` is of this day."""
    call("log", "4", "--at", "00:00", env={"TZ": "America/New_York"})
    at = datetime.fromisoformat(only(home)["at"])
    assert (at.date(), at.hour, at.minute) == (today_in_new_york().date(), 0, 0)


@pytest.mark.parametrize(
    ("ahead", "code"), [(50, 0), (120, 2), (86400, 2)], ids=["within-a-minute", "two-minutes", "a-day"]
)
def test_future(home: Path, ahead: int, code: int) -> None:
    """A moment more than a minute ahead is refused, with what to write for yesterday; nothing is recorded."""
    at = (datetime.now().astimezone() + timedelta(seconds=ahead)).isoformat()
    result = call("log", "4", "--at", at)
    assert result.code == code
    assert ("yesterday HH:MM" in result.err) == (code == 2)
    assert home.exists() == (code == 0)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("11",), "`11` is not a whole number from 0 to 10."),
        (("-1",), "No such option"),
        (("4.5",), "`4.5` is not a whole number from 0 to 10."),
        (("a lot",), "`a lot` is not a whole number from 0 to 10."),
        (("٣٣",), "not a whole number"),
        (("--leg", "11"), "not a whole number"),
        (("--back", "-1"), "not a whole number"),
        (("4", "--furthest", "clf"), "Did you mean calf?"),
        (("4", "--furthest", "xyz"), "none, back, buttock, thigh, calf, foot"),
        (("4", "--side", "lef"), "Did you mean left?"),
        (("4", "--side", ""), "--side does not know ``"),
        (("--furthest", "calf"), "There is no pain score."),
        ((), "There is no pain score."),
        (("4", "--at", "noon"), "`noon` is not a time that I can read."),
        (("4", "--at", "25:00"), "`25:00` is not a time"),
        (("4", "--at", "12:60"), "`12:60` is not a time"),
        (("4", "--at", "2024-13-01"), "is not a time"),
        (("4", "--at", ""), "is not a time"),
        (("4", "--at", "0001-01-01"), "is not a day that I can reckon with"),
        (("--activity", "walk"), "An activity needs a name and its minutes."),
        (("--minutes", "20"), "An activity needs a name and its minutes."),
        (("--activity", " ", "--minutes", "20"), "An activity needs a name and its minutes."),
        (("--activity", "walk", "--minutes", "0"), "not a whole number"),
        (("--activity", "walk", "--minutes", "1441"), "not a whole number from 1 to 1440"),
        (("4", "--activity", "walk", "--minutes", "20"), "two entries"),
        (("4", "--medication", "ibuprofen"), "Medication and a pain score are two entries"),
        (("--medication", "ibuprofen", "--activity", "walk"), "An activity and medication are two entries"),
        (("--medication", " "), "--medication needs a name"),
        (("--activity", "walk", "--minutes", "20", "--leg", "3"), "two entries"),
        (("4", "5"), "unexpected extra argument"),
        (("4", "--nosuch"), "No such option"),
        (("4", "--feels"), "requires an argument"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use(home: Path, words: tuple[str, ...], says: str) -> None:
    """What cannot be understood is usage (2), says what would be right, and records nothing."""
    result = call("log", *words)
    assert result.code == 2
    assert says.lower() in result.err.lower()
    assert result.out == ""
    assert not home.exists()


def test_activity(home: Path) -> None:
    """An activity is recorded with its minutes and needs no score."""
    result = call("log", "--activity", "  swim  lanes ", "--minutes", "20", "--note", "slow")
    assert result.code == 0
    entry = only(home)
    assert {key: entry[key] for key in entry if key not in ("id", "at")} == {
        "type": "activity",
        "activity": "swim lanes",
        "minutes": 20,
        "note": "slow",
    }
    assert "swim lanes" in result.out


def test_weekly_answers(home: Path) -> None:
    """Every answer to the weekly questions has an option; the questions are not due after it."""
    words = [word for one in ANSWERS for word in ("--week", one)]
    result = call("log", *words)
    assert (result.code, result.err) == (0, "")
    assert "carry the baby 6 of 10, a=b 0 of 10, numbness 2, weakness 0, moves less no, stops day yes" in result.out
    saved = only(home)
    assert saved["activities"] == [{"name": "carry the baby", "score": 6}, {"name": "a=b", "score": 0}]
    assert {key: saved[key] for key in ("type", "numbness", "weakness", "moves_less", "stops_day", "compared")} == {
        "type": "measure",
        "numbness": 2,
        "weakness": 0,
        "moves_less": False,
        "stops_day": True,
        "compared": "same",
    }
    assert "carry the baby" in call("history").out


ANSWERS = (
    "carry the baby=6",
    "numbness=2",
    "weakness=0",
    "moves_less=no",
    "stops_day=yes",
    "compared=same",
    "a=b=0",
    "compared_weeks=4",
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--week", "numbness"), "cannot read `numbness`"),
        (("--week", "=3"), "cannot read `=3`"),
        (("--week", "numbness=11"), "It is 0 to 10"),
        (("--week", "numbness=000999"), "It is 0 to 10"),
        (("--week", "walk=far"), "It is 0 to 10"),
        (("--week", "moves_less=maybe"), "It is yes or no"),
        (("--week", "hurdle=rain"), "It is one of pain, time"),
        (("--week", "walk=3", "--week", "walk=4"), "`walk` twice"),
        (tuple(word for place in range(4) for word in ("--week", f"a{place}=1")), "at most 3 activities"),
        (("--week", "compared=same"), "needs its weeks"),
        (("--week", "compared=same", "--week", "compared_weeks=0"), "It is 1 to 52"),
        (("--week", "compared=same", "--week", "compared_weeks=0004"), "It is 1 to 52"),
        (("4", "--week", "walk=3"), "are two entries"),
    ],
)
def test_weekly_answers_that_cannot_be_read(home: Path, words: tuple[str, ...], told: str) -> None:
    """What is wrong is said with what would be right, and nothing is saved."""
    result = call("log", *words)
    assert result.code == 2
    assert told in result.err
    assert not (home / "log.json").exists()


def test_medication(home: Path) -> None:
    """Medication is recorded as it was typed, now or earlier, and nothing is said about it."""
    result = call("log", "--medication", " paracetamol  500 mg ", "--at", "2024-11-22T21:00")
    assert (result.code, result.err) == (0, "")
    assert result.out == "Saved: paracetamol 500 mg, 22 Nov 21:00.\n"
    saved = only(home)
    assert {key: saved[key] for key in saved if key not in ("id", "logged_at")} == {
        "type": "medication",
        "at": "2024-11-22T21:00:00+01:00",
        "medication": "paracetamol 500 mg",
        "note": "",
    }
    assert "paracetamol 500 mg: once (22 Nov 21:00)" in call("history", "--since", "2024-11-01").out
    assert "medication (paracetamol 500 mg), 2024-11-22 21:00" in call("undo").out


def test_json_is_the_entry_as_saved(home: Path) -> None:
    """`--json` prints the entry, as it stands in the journal, and nothing else."""
    result = call("log", "--leg", "5", "--feels", "tingling", "--note", "ü 🤰", "--json")
    assert (result.code, result.err) == (0, "")
    assert result.document == only(home)


def test_note_keeps_its_lines_and_loses_control_characters(home: Path) -> None:
    """A note keeps its lines and its letters; what a terminal would obey is replaced (F63)."""
    call("log", "4", "--note", "one\ntwo\tü [bold] \x1b]52;c;eA==\x07 \x9b31m \u202e \u200b")
    assert only(home)["note"] == "one\ntwo\tü [bold] \ufffd]52;c;eA==\ufffd \ufffd31m \ufffd \ufffd"


def test_note_that_is_no_text(home: Path) -> None:
    """Bytes that are no text are replaced, and the entry is saved."""
    assert call("log", "4", "--note", "a\udcffb").code == 0
    assert only(home)["note"] == "a\ufffdb"


def test_very_long_note_is_cut(home: Path) -> None:
    """A note has 2000 letters at most: what is left out is told, and the entry is saved."""
    result = call("log", "4", "--note", "x" * 5000)
    assert result.err == "The note is longer than 2000 letters: its end is left out.\n"
    assert only(home)["note"] == "x" * 2000


def test_late_entry_is_put_in_its_place(home: Path) -> None:
    """An entry of yesterday stands before one of today."""
    call("log", "1")
    call("log", "2", "--at", "yesterday 12:00")
    assert [entry["score"] for entry in saved(home)] == [2, 1]


def test_confirmation_says_what_was_saved() -> None:
    """The answer names the score and the time."""
    assert call("log", "4", "--at", "2024-06-01T07:30").out == "Saved: pain 4 of 10, 1 Jun 07:30.\n"


def test_recovered_entry_is_told_on_standard_error(home: Path) -> None:
    """What a dead command left is told once, on standard error, so that `--json` stays one document."""
    home.mkdir()
    (home / "draft-x.jsonl").write_text('{"id":"x","type":"pain","at":"2024-06-01T07:30:00+02:00","score":1}\n')
    result = call("log", "4", "--json")
    assert result.document["score"] == 4
    assert result.err == "Recovered an entry of 2024-06-01 07:30 that had not reached the log.\n"
    assert call("log", "4").err == ""
    assert len(saved(home)) == 3


@pytest.mark.parametrize("start", ["1970-01-02 12:00:00", "2099-01-02 12:00:00"])
def test_clock_that_was_never_set(home: Path, start: str) -> None:
    """With a clock at 1970 or 2099 the entry is saved, kept in order, and the clock is pointed out (F56)."""
    if not shutil.which("faketime"):
        pytest.skip("faketime is not installed")
    call("log", "1")
    result = run("log", "2", prefix=["faketime", start])
    assert result.code == 0
    assert f"The clock of this machine says that it is {start[:10]}" in result.err
    call("log", "3")
    assert len(saved(home)) == 3
    assert len(call("history", "--all", "--json").document["pain"]) == 3


def test_hour_that_comes_twice_is_in_order(home: Path) -> None:
    """Entries of the night when summer time ends are in the order in which they happened, one day once (F55)."""
    for at in ("2024-10-27T02:30+01:00", "2024-10-27T02:40+02:00", "2024-10-27T03:00+01:00"):
        call("log", "4", "--at", at)
    assert [entry["at"][11:22] for entry in saved(home)] == ["02:40:00+02", "02:30:00+01", "03:00:00+01"]


def test_assumed_hour_is_told(home: Path) -> None:
    """A day without an hour is taken at noon, which is said on standard error; an ambiguous one is wrong use."""
    today = datetime.now(tz=ZoneInfo("Europe/Berlin")).date()
    result = call("log", "4", "--at", "yesterday", "--json")
    assert result.code == 0
    day = today - timedelta(days=1)
    assert result.document["at"].startswith(f"{day}T12:00:00")
    assert result.err.startswith(f"`yesterday` is taken as {day:%A} {day.day} {day:%b} {day.year}, 12:00.")
    weekday = f"{today:%A}".lower()
    refused = call("log", "4", "--at", f"{weekday} 09:00")
    assert (refused.code, refused.out) == (2, "")
    assert "Write the date, such as" in refused.err
    assert len(saved(home)) == 1
