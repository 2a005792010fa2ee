"""`coach` alone: today's plan, the last session, pain of two weeks, what is due, the next command."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.faults.journals import fill, pain
from tests.program import call, run
from tests.programme import TODAY, before_now, entry, write_journal, write_profile

DUE = (
    "Due: how the leg was by the morning after your last session and how the week was (half a minute). "
    "`coach today` asks."
)
PLAN = "Today: Gentle start, 5 exercises, about 11 minutes."


def session(at: str, **more: Any) -> dict[str, Any]:
    """A session as the journal has it."""
    scores = {"pain_before": {"score": 4}, "pain_after": {"score": 3}}
    return entry("session", at, routine="gentle-start", outcome="completed", exercises=[], **scores) | more


def test_home_of_a_new_user(home: Path) -> None:
    """Who has no journal is told what a session would be, and what to type first; nothing is made."""
    result = call()
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        PLAN,
        "No session yet.",
        "Next: `coach today` to start a session.",
        "All commands: `coach --help`.",
    ]
    assert not home.exists()


def test_plan_is_that_of_coach_today(home: Path) -> None:
    """The plan in a line is the one that `coach today` would follow, profile and log included."""
    write_profile(home, "avoid: [floor]\nminutes: 8\n")
    change = {"exercise": None, "key": "share", "from": 1, "to": 0.75, "rule": "PR5", "accepted": True}
    write_journal(home, session(before_now(2)), entry("change", before_now(1), **change))
    preview = call("today", "--preview").out.splitlines()[0]
    name, count, minutes = preview.partition(" (")[0].replace(":", ",").split(", ")
    assert call().out.splitlines()[0] == f"Today: {name}, {count}, about {minutes}."


def test_whole_page(home: Path) -> None:
    """All lines of somebody who exercised yesterday, and has recorded pain for two weeks."""
    scores = [pain(str(back), before_now(back, 0.01), min(10, back)) for back in (13, 12, 10, 8, 6, 4, 2, 0)]
    last = session(before_now(1))
    write_journal(home, *sorted([*scores, last, session(before_now(20))], key=lambda one: str(one["at"])))
    yesterday, now = last["at"][11:16], scores[-1]["at"][11:16]
    assert call().out.splitlines() == [
        PLAN,
        f"Last session: gentle-start, completed, yesterday {yesterday}.",
        f"Last pain: 0 of 10, today {now}.",
        "Pain in 14 days: ██·█·▇·▅·▄·▂▄▁",
        DUE,
        "Next: `coach today` to start a session.",
        "All commands: `coach --help`.",
    ]


@pytest.mark.parametrize("env", [{"ACCESSIBLE": "1"}, {"PYTHONIOENCODING": "ascii"}], ids=["reader", "ascii"])
def test_no_bars_where_they_are_of_no_use(home: Path, env: dict[str, str]) -> None:
    """A screen reader, or a terminal without such letters, gets a sentence."""
    write_journal(home, *(pain(str(back), before_now(back), 6 - back) for back in (3, 2, 1, 0)))
    assert "In 14 days it was between 3 and 6." in run(env=env).out.splitlines()


def test_old_entries_are_named_with_their_day(home: Path) -> None:
    """The last session and the last pain score are named, however long ago they were."""
    fill(home, pain("p", "2024-06-01T07:30:00+02:00"), session("2024-06-01T08:00:00+02:00"))
    lines = call().out.splitlines()
    assert lines[1] == "Last session: gentle-start, completed, 2024-06-01 08:00."
    assert lines[2] == "Last pain: 3 of 10, 2024-06-01 08:00, after a session."


def test_home_json(home: Path) -> None:
    """`coach --json` is one document: the last entries, the plan, what is due, and the next command."""
    write_journal(home, pain("p", before_now(2)), session(before_now(1), id="s"))
    document = call("--json").document
    assert set(document) == {"today", "done", "session", "pain", "score", "plan", "due", "next"}
    assert (document["today"], document["done"]) == (TODAY.isoformat(), False)
    assert (document["session"]["id"], document["pain"]["id"]) == ("s", "p")
    assert (document["plan"]["routine"], len(document["plan"]["exercises"])) == ("gentle-start", 5)
    assert (document["due"], document["next"]) == (["morning", "weekly"], "`coach today` to start a session.")


def test_done_for_today(home: Path) -> None:
    """After a session of today there is no plan and nothing due."""
    fill(home, session(datetime.now().astimezone().isoformat(), id="s"))
    document = call("--json").document
    assert (document["done"], document["due"]) == (True, [])
    lines = call().out.splitlines()
    assert lines[0].startswith("Last session: gentle-start, completed, today ")
    assert lines[-2] == "Next: `coach log 3` to record pain."


def test_answers_that_are_not_due(home: Path) -> None:
    """Once the morning is told and the week is not over, nothing is due."""
    write_journal(home, entry("measure", before_now(3), activities=[]), session(before_now(1), morning="yes"))
    assert "Due" not in call().out


def test_after_a_session_that_was_withheld(home: Path) -> None:
    """A withheld session is no session done: what held it is over, and the next command starts one."""
    fill(home, session(datetime.now().astimezone().isoformat(), outcome="withheld"))
    assert call("--json").document["done"] is False
    lines = call().out.splitlines()
    assert lines[0].startswith("Today: ")
    assert "Next: `coach today` to start a session." in lines


def test_while_a_warning_sign_holds_sessions(home: Path) -> None:
    """No exercise is offered while a red sign stands: the page says where to hear more."""
    write_journal(home, entry("check", before_now(1), signs=["bladder"], level="red", answer=None))
    lines = call().out.splitlines()
    assert lines[0] == "Sessions are held for now. `coach today` says why, and what comes first."
    assert "Next: `coach today` to see why the sessions are held, and what comes first." in lines


@pytest.mark.parametrize(
    ("routine", "next_line"),
    [("chair", "`coach today --resume` to go on"), ("from-a-file", "`coach today --resume --routine FILE`")],
)
def test_after_a_session_that_was_stopped(home: Path, routine: str, next_line: str) -> None:
    """What was stopped today can be gone on with; a routine from a file has to be named once more."""
    left = [{"exercise": "figure-4-supine", "outcome": "skipped", "side": "left"}]
    at = datetime.now().astimezone().isoformat()
    fill(home, session(at, routine=routine, outcome="stopped", exercises=left))
    assert next_line in call().out


def test_faulty_content_is_told_and_the_rest_is_shown(home: Path) -> None:
    """A profile that cannot be read keeps today's plan away, and nothing else."""
    write_profile(home, "stage: pregnant\n")
    fill(home, pain("p", before_now(0)))
    result = call()
    assert result.code == 0
    assert "Today's session cannot be planned: " in result.err
    assert "Did you mean pregnancy?" in result.err
    assert result.out.startswith("No session yet.\nLast pain: 4 of 10, today ")


@pytest.mark.parametrize("days_since_session", [50, 3])
def test_plan_is_that_of_today_however_old_the_log(home: Path, days_since_session: int) -> None:
    """An accepted change and the routine done last count, also when older than a month, and so does a hold."""
    write_profile(home, "stage: general\n")
    swap = {"exercise": "figure-4-supine", "key": "harder", "from": "figure-4-supine", "to": "piriformis-cross-body"}
    known = [
        entry("change", before_now(51), **swap, rule="PR3", accepted=True, side=None),
        entry("session", before_now(days_since_session), outcome="completed", routine="gentle-start", exercises=[]),
    ]
    write_journal(home, *known)
    preview = call("today", "--preview", "--json").document
    exercises = [one["exercise"] for one in preview["exercises"]]
    assert (preview["routine"], "piriformis-cross-body" in exercises) == ("gentle-start", True)
    plan = call("--json").document["plan"]
    assert (plan["routine"], plan["exercises"]) == (preview["routine"], exercises)
    write_journal(home, entry("check", before_now(52), signs=["saddle-numbness"], level="red", answer=None), *known)
    assert call().out.startswith("Sessions are held for now.")


SCORES = {
    "after a session": ({"pain_before": {"score": 5}, "pain_after": {"score": 3}}, "3 of 10, ", ", after a session."),
    "before a session": ({"pain_before": {"score": 5}, "pain_after": None}, "5 of 10, ", ", before a session."),
    "none with it": ({"pain_before": None, "pain_after": "x"}, "4 of 10, ", "."),
}


@pytest.mark.parametrize(("scores", "says", "where"), SCORES.values(), ids=SCORES.keys())
def test_last_pain_is_the_newest_score(home: Path, scores: dict[str, object], says: str, where: str) -> None:
    """A score of a session is newer than one logged before it, and the line says where it was said."""
    fill(home, pain("p", before_now(2)), {**session(before_now(1)), **scores})
    (line,) = [line for line in call().out.splitlines() if line.startswith("Last pain: ")]
    assert line.startswith(f"Last pain: {says}")
    assert line.endswith(where)
