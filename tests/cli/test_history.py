"""`coach history` and `coach`: which days, which shape, and what stands there for odd journals."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.faults.journals import fill, pain
from tests.program import call, run, shell
from tests.programme import before_now, talk, write_journal, write_profile


def zone_where_it_is(hour: int) -> str:
    """A time zone in which it is a certain hour now."""
    behind = (datetime.now(UTC).hour - hour) % 24
    return f"XXX{behind if behind <= 12 else behind - 24}"


NIGHT, NOON = zone_where_it_is(2), zone_where_it_is(12)


def local_date(zone: str) -> datetime:
    """Midnight before now in a zone made by `zone_where_it_is`, as a time in UTC that reads like the local one."""
    local = datetime.now(UTC) - timedelta(hours=int(zone[3:]))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def history(zone: str, *words: str) -> Any:
    """The document of `coach history --json`."""
    result = call("history", "--json", *words, env={"TZ": zone})
    assert (result.code, result.err) == (0, "")
    return result.document


def log(zone: str, score: int, day: int, clock: str) -> None:
    """Record pain at a clock time, so many days ago."""
    at = (local_date(zone) - timedelta(days=day)).strftime(f"%Y-%m-%dT{clock}")
    assert call("log", str(score), "--at", at, env={"TZ": zone}).code == 0


def session(entry_id: str = "s", at: str = "2024-06-01T08:00:00+02:00", **more: Any) -> dict[str, Any]:
    """A session as the journal has it."""
    return {
        "id": entry_id,
        "type": "session",
        "at": at,
        "ended_at": at,
        "routine": "gentle-start",
        "outcome": "completed",
        "active_seconds": 540,
        "paused_seconds": 12,
        "pain_before": {"score": 4},
        "pain_after": {"score": 3},
        "exercises": [{"exercise": "figure-4-supine", "outcome": "done", "side": "left"}],
    } | more


@pytest.mark.parametrize(
    ("words", "expected"),
    [((), [1, 2, 3, 4]), (("--days", "1"), [4]), (("--days", "2"), [3, 4]), (("--days", "30"), [1, 2, 3, 4])],
    ids=["default", "today", "two-days", "thirty-days"],
)
def test_days_at_noon(words: tuple[str, ...], expected: list[int]) -> None:
    """A day begins at four in the morning, and the days asked for include today."""
    for score, day, clock in ((0, 30, "03:59"), (1, 29, "04:00"), (2, 1, "03:59"), (3, 0, "03:59"), (4, 0, "04:00")):
        log(NOON, score, day, clock)
    found = history(NOON, *words)
    assert [row["score"] for row in found["pain"]] == expected
    days = int(words[1]) if words else 30
    assert found["since"] == (local_date(NOON) - timedelta(days=days - 1)).date().isoformat()
    assert found["until"] == local_date(NOON).date().isoformat()


def test_days_at_night() -> None:
    """At two in the morning it is still the day before."""
    for score, day, clock in ((1, 1, "03:59"), (2, 1, "04:00"), (3, 0, "00:30")):
        log(NIGHT, score, day, clock)
    found = history(NIGHT, "--days", "1")
    assert [row["score"] for row in found["pain"]] == [2, 3]
    assert found["since"] == found["until"] == (local_date(NIGHT) - timedelta(days=1)).date().isoformat()


@pytest.mark.parametrize(
    ("words", "since", "expected"),
    [
        (("--since", "2024-06-02"), "2024-06-02", [3]),
        (("--since", "2024-06-01"), "2024-06-01", [2, 3]),
        (("--since", "0001-01-01"), "0001-01-01", [1, 2, 3]),
        (("--all",), None, [1, 2, 3]),
        ((), ..., []),
    ],
    ids=["from-a-day", "the-day-before", "from-the-beginning-of-time", "all", "default"],
)
def test_since_and_all(home: Path, words: tuple[str, ...], since: object, expected: list[int]) -> None:
    """`--since` includes its day from four in the morning on; `--all` knows no beginning."""
    fill(
        home,
        pain("1", "2024-06-01T03:59:00+02:00", 1),
        pain("2", "2024-06-02T03:59:00+02:00", 2),
        pain("3", "2024-06-02T02:00:00Z", 3),
    )
    found = history("Europe/Berlin", *words)
    assert [row["score"] for row in found["pain"]] == expected
    assert since is ... or found["since"] == since


def test_exact_document(home: Path) -> None:
    """The JSON has exactly the keys of the contract; sessions carry their own before and after."""
    fill(
        home,
        pain("p", "2024-06-01T07:30:00+02:00", 4, leg=4, back=2, furthest="calf", side="left", feels=[], note="x"),
        session(),
        session("t", "2024-06-02T08:00:00+02:00", outcome="stopped", active_seconds=60.5, pain_after=None),
        {"id": "a", "type": "activity", "at": "2024-06-03T08:00:00+02:00", "activity": "walk", "minutes": 20},
        {"id": "z", "type": "of-tomorrow", "at": "2024-06-03T09:00:00+02:00"},
    )
    found = history("Europe/Berlin", "--all")
    until = found.pop("until")
    assert until in {datetime.now().astimezone().date().isoformat(), (datetime.now() - timedelta(1)).date().isoformat()}  # noqa: DTZ005 - local
    assert found == {
        "since": None,
        "pain": [{"at": "2024-06-01T07:30:00+02:00", "score": 4, "leg": 4, "back": 2, "furthest": "calf"}],
        "sessions": [
            {
                "at": "2024-06-01T08:00:00+02:00",
                "routine": "gentle-start",
                "outcome": "completed",
                "active_seconds": 540,
                "before": 4,
                "after": 3,
            },
            {
                "at": "2024-06-02T08:00:00+02:00",
                "routine": "gentle-start",
                "outcome": "stopped",
                "active_seconds": 60.5,
                "before": 4,
                "after": None,
            },
        ],
        "summary": found["summary"],
    }
    assert found["summary"]["pain_entries"] == 1
    assert found["summary"]["sessions"] == 2
    assert found["summary"]["active_seconds"] == 600.5


def test_empty_journal(home: Path) -> None:
    """Without a journal there is nothing yet, and the next commands are named; reading makes no file."""
    result = call("history")
    assert (result.code, result.err) == (0, "")
    since = (datetime.now().astimezone() - timedelta(days=29, hours=4)).date()
    words = "nothing yet. `coach today` starts a session, `coach log 4` records pain."
    assert " ".join(result.out.split()) == f"Since {since}: {words}"
    document = history("Europe/Berlin", "--all")
    assert (document["pain"], document["sessions"]) == ([], [])
    assert document["summary"]["lowest"] is None
    assert not home.exists()


def test_one_entry(home: Path) -> None:
    """One score is a sentence, and no chart."""
    fill(home, pain("a"))
    lines = call("history", "--all").out.splitlines()
    assert " ".join(lines[:2]) == (
        "Not enough entries yet to say whether pain changes: there is a score on 0 days of the last 7, and 4 are "
        "needed (rule TR5)."
    )
    assert lines[2:] == [
        "All of your log: pain last 4, lowest 4, highest 4 of 1 entry.",
    ]


def test_chart_and_table(home: Path) -> None:
    """Two days with scores are a chart; each session is a line with its outcome and its pain before and after."""
    fill(home, pain("a", "2024-06-01T07:00:00+02:00", 2), pain("b", "2024-06-03T07:00:00+02:00", 7), session())
    lines = call("history", "--all").out.splitlines()
    assert "All of your log: 1 session (1 done in full), 9 minutes." in lines
    assert "Pain: last 7, lowest 2, highest 7 of 2 entries." in lines
    chart = lines.index("Pain, 0 to 10")
    assert any("\u2801" <= letter <= "\u28ff" for letter in "".join(lines[chart + 1 : chart + 12]))
    assert lines[chart + 12].split()[:2] == ["1", "Jun"]
    assert lines[chart + 13].split() == ["session", "^"]
    assert lines[-2].split() == ["When", "Routine", "Outcome", "Active", "Pain"]
    assert lines[-1] == "2024-06-01 08:00  gentle-start  completed   9 min  4 → 3"


@pytest.mark.parametrize("days", [1, 2, 700], ids=str)
def test_any_span_is_drawn(home: Path, days: int) -> None:
    """A chart of a second, of a day and of two years is never wider than the terminal."""
    start = datetime(2024, 6, 1, tzinfo=UTC)
    fill(home, *(pain(str(n), (start + timedelta(days=n * days / 5)).isoformat(), n) for n in range(6)))
    result = call("history", "--all")
    assert result.code == 0
    assert all(len(line) <= 80 for line in result.out.splitlines())


@pytest.mark.parametrize(
    ("words", "env"),
    [(["--plain"], {}), ([], {"ACCESSIBLE": "1"}), ([], {"TERM": "dumb"}), ([], {"PYTHONIOENCODING": "ascii"})],
    ids=["asked", "screen reader", "dumb terminal", "no such letters"],
)
def test_sentences_in_place_of_pictures(home: Path, words: list[str], env: dict[str, str]) -> None:
    """Where pictures are of no use, or cannot be shown, the same is said in sentences."""
    fill(home, pain("a", "2024-06-01T07:00:00+02:00", 2), pain("b", "2024-06-03T07:00:00+02:00", 7), session())
    lines = run("history", "--all", *words, env=env).out.splitlines()
    assert "Pain, 0 to 10" not in lines
    assert lines[-1] == "2024-06-01 08:00: gentle-start, completed, 9 minutes, pain 4 before, pain 3 after."


def test_headings_stand_out_on_a_terminal_alone(home: Path) -> None:
    """Headings are bold on a terminal that has it, unless NO_COLOR asks for none; never in a pipe."""
    fill(home, pain("a", "2024-06-01T07:00:00+02:00", 2), pain("b", "2024-06-03T07:00:00+02:00", 7))
    bold = "\x1b[1mPain, 0 to 10\x1b[0m"
    assert bold in talk("history", "--all", says=[]).text
    assert bold not in call("history", "--all", env={"TERM": "xterm-256color"}).out
    os.environ["NO_COLOR"] = "1"
    assert "\x1b" not in talk("history", "--all", says=[]).text


def test_day_begins_when_the_profile_says(home: Path) -> None:
    """With `day_begins: 6` a score of half past five belongs to the evening before, and the day is over later."""
    write_profile(home, "day_begins: 6\n")
    for score, day, clock in ((1, 1, "05:59"), (2, 1, "06:00"), (3, 0, "05:30")):
        log(NOON, score, day, clock)
    assert [row["score"] for row in history(NOON, "--days", "2")["pain"]] == [2, 3]
    assert [row["score"] for row in history(NOON, "--days", "1")["pain"]] == []


def test_statistics_in_the_summary(home: Path) -> None:
    """The summary has the change over weeks with its rule, days with a session of those planned, and what followed."""
    rows = [
        pain(f"{week}{back}", before_now(7 * week + back), 6 - 2 * (week == 0)) for week in (3, 0) for back in range(4)
    ]
    rows += [session(str(back), before_now(back + 0.1)) for back in (1, 2, 8, 9, 10)]
    write_journal(home, *sorted(rows, key=lambda one: str(one["at"])))
    summary = history("Europe/Berlin")["summary"]
    assert summary["change"] == {
        "direction": "down",
        "before": 6.0,
        "after": 4.0,
        "weeks": 4,
        "rule": "TR1",
        "source": ["R10"],
    }
    assert [one["done"] for one in summary["attendance"]] == [2, 5]
    assert summary["after_sessions"] == {"before": 4.0, "after": 3.0, "lower": 5, "same": 0, "higher": 0}
    assert summary["exercises"] == [{"exercise": "figure-4-supine", "lower": 5, "same": 0, "higher": 0}]


def test_exercise(home: Path) -> None:
    """`--exercise` keeps the sessions in which it was done, and all pain entries."""
    other = [{"exercise": "clam", "outcome": "done"}]
    fill(home, pain("p"), session("s"), session("t", exercises=other), session("u", exercises="none"))
    found = history("Europe/Berlin", "--all", "--exercise", "clam")
    assert len(found["sessions"]) == 1
    assert len(found["pain"]) == 1


def test_session_with_something_left_out_is_told_as_done_in_part(home: Path) -> None:
    """Which went to its end without an exercise is not told as completed; programs read what the log has."""
    left_out = [{"exercise": "clam", "outcome": "skipped", "side": "left"}]
    fill(home, session("a", before_now(2)), session("b", before_now(1), exercises=left_out))
    rows = [line.split()[3] for line in call("history").out.splitlines() if "gentle-start" in line]
    assert rows == ["completed", "in"]
    assert "gentle-start, in part, 9 minutes" in " ".join(call("history", "--plain").out.split())
    assert [row["outcome"] for row in history(NOON)["sessions"]] == ["completed", "completed"]


def test_withheld_session_is_not_counted_as_one_done(home: Path) -> None:
    """What a warning sign held is said beside the sessions, and not among them."""
    fill(home, session("a", before_now(2)), session("b", before_now(1), outcome="withheld", active_seconds=0))
    words = " ".join(call("history").out.split())
    assert "1 session (1 done in full), 9 minutes. Withheld because of a warning sign: 1." in words


def test_exercise_that_is_gone_from_the_library(home: Path) -> None:
    """An exercise that was done once and is no longer in the library is still found, or has no sessions."""
    fill(home, session(exercises=[{"exercise": "of-old"}]))
    assert len(history("Europe/Berlin", "--all", "--exercise", "of-old")["sessions"]) == 1
    assert history("Europe/Berlin", "--days", "1", "--exercise", "of-old")["sessions"] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--days", "0"), "not a whole number from 1"),
        (("--days", "x"), "not a whole number"),
        (("--since", "yesterday"), "`yesterday` is not a date. Write it as"),
        (("--since", "2024-02-30"), "is not a date"),
        (("--since", "9999-12-31"), "still to come"),
        (("--days", "3", "--all"), "exclude each other"),
        (("--since", "2024-01-01", "--all"), "exclude each other"),
        (("--exercise", "brigde"), "Did you mean bridge"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use(words: tuple[str, ...], says: str) -> None:
    """What cannot be understood is usage (2), and says what would be right."""
    result = call("history", *words)
    assert (result.code, result.out) == (2, "")
    assert says in result.err.replace("\n", " ")


HUGE = 10**400
GARBAGE: list[Any] = [None, True, -5, 3.7, HUGE, "", "x\x1b]52;c;eA==\x07\x9b31m\u202e[/nope]", [], {}, [[1]], 1e300]


IN_PAIN = ("score", "leg", "back", "furthest", "side", "feels", "triggers", "note")
IN_SESSION = ("routine", "outcome", "paused_seconds", "pain_before", "pain_after", "exercises", "ended_at")


@pytest.mark.parametrize("words", [["history", "--all"], ["history", "--all", "--json"], [], ["--json"]], ids=" ".join)
def test_garbage_in_known_keys(home: Path, words: list[str]) -> None:
    """Whatever somebody wrote into entries, they are shown, without what a terminal would obey (F63)."""
    pains = [pain(f"p{n}{key}", score=3) | {key: value} for key in IN_PAIN for n, value in enumerate(GARBAGE)]
    sessions = [session(f"s{n}{key}") | {key: value} for key in IN_SESSION for n, value in enumerate(GARBAGE)]
    odd_time = pain("odd", "2024-11-22\x1b07:30:00+01:00")
    home.mkdir()
    (home / "log.json").write_text(json.dumps({"schema": 1, "entries": [*pains, *sessions, odd_time]}))
    result = call(*words)
    assert (result.code, result.err) == (0, "")
    assert all(letter.isprintable() or letter == "\n" for letter in result.out)
    assert "--json" not in words or result.document


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "[/nope]", "[red", ":smile:", "[link=x]"])
def test_markup_is_shown_as_it_is(home: Path, text: str) -> None:
    """What looks like markup is text like any other (F64)."""
    fill(home, session(routine=text, outcome=text), pain("p", note=text))
    assert call("history", "--all").out.count(text) == 2
    assert call().out.count(text) == 2


def test_damaged_journal_in_history_and_home(home: Path) -> None:
    """A damaged journal ends both with 65, and nothing on standard output."""
    fill(home, pain("p"))
    (home / "log.json").write_text("{")
    for words in (("history",), ("history", "--json"), (), ("--json",)):
        result = call(*words)
        assert (result.code, result.out) == (65, "")
        assert f"{home / 'log.json'}:1: " in result.err


def test_long_history_into_head(home: Path) -> None:
    """A reader that goes away after a line is no fault: no word about it, and 0 (F52)."""
    fill(home, *(session(str(n)) for n in range(3)))
    (home / "log.json").write_text(json.dumps({"schema": 1, "entries": [session(str(n)) for n in range(3000)]}))
    result = shell("coach history --all --json | head -1")
    assert (result.code, result.out, result.err) == (0, "{\n", "")
