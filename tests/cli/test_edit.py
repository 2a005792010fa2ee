"""`coach edit`: an entry is corrected by options or in the editor, and the old version is kept."""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pexpect
import pytest
from tests.faults.journals import fill, leftovers, pain, saved
from tests.program import Result, call, environment

AT = "2024-11-22T07:30:00+01:00"
PAIN = pain("abcdef01", AT, leg=4, back=2, furthest=None, side=None, feels=[], triggers=[], note="")
SESSION: dict[str, Any] = {
    "id": "session1",
    "type": "session",
    "at": AT,
    "ended_at": AT,
    "routine": "chair",
    "outcome": "completed",
    "active_seconds": 5,
    "paused_seconds": 0,
    "pain_before": {"score": 4},
    "pain_after": None,
    "exercises": [],
}


@pytest.fixture(autouse=True)
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """No editor but the one that a test brings."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


def edited(*words: str) -> dict[str, Any]:
    """The entry after a correction."""
    result = call("edit", "--json", *words)
    assert (result.code, result.err) == (0, "")
    document: dict[str, Any] = result.document
    return document


def refused(home: Path, *words: str, **env: str) -> Result:
    """The answer of a correction that is wrong use; the log is as it was."""
    before = (home / "log.json").read_bytes()
    result = call("edit", *words, env=env)
    assert (result.code, result.out) == (2, "")
    assert (home / "log.json").read_bytes() == before
    return result


def editor(folder: Path, body: str) -> dict[str, str]:
    """The environment with an editor that runs Python on the `text` of the file."""
    path = folder / "editor.py"
    lines = ["import sys, pathlib", "file = pathlib.Path(sys.argv[1])", "text = file.read_text()", body]
    path.write_text("\n".join([*lines, "file.write_text(text)"]) + "\n", encoding="utf-8")
    return {"EDITOR": f"{sys.executable} {path}"}


def test_options_change_what_they_say(home: Path) -> None:
    """The rest stays; it is stamped, and the old version is in the backups."""
    fill(home, PAIN)
    after = edited("abcd", "--furthest", "calf", "--side", "left", "--feels", "numb,hot", "--note", "x")
    assert saved(home) == [after]
    assert after == {
        **PAIN,
        "furthest": "calf",
        "side": "left",
        "feels": ["numb", "hot"],
        "note": "x",
        "edited_at": after["edited_at"],
    }
    (old,) = (home / "backups" / "replaced.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(old) == PAIN


@pytest.mark.parametrize(
    ("before", "words", "score"),
    [
        (PAIN, ("7",), 7),
        (PAIN, ("--leg", "6"), 6),
        (PAIN, ("--leg", "1"), 2),
        (PAIN, ("5", "--leg", "1"), 5),
        ({**PAIN, "score": 8}, ("--leg", "6"), 8),
        ({**PAIN, "leg": None, "back": None}, ("--leg", "6"), 4),
    ],
    ids=["score", "leg", "leg below back", "both", "score of its own", "no parts before"],
)
def test_score_follows_its_parts(home: Path, before: dict[str, Any], words: tuple[str, ...], score: int) -> None:
    """As in `coach log` the score is the larger of leg and back, unless it was said apart from them."""
    fill(home, before)
    assert edited("abcdef01", *words)["score"] == score


def test_another_time_in_words(home: Path) -> None:
    """It moves to its new place; when it was written stays known, so that undo keeps its order."""
    fill(home, PAIN, pain("later", "2024-11-23T07:30:00+01:00"))
    after = edited("abcdef01", "--at", "yesterday 21:00")
    yesterday = datetime.now().astimezone() - timedelta(days=1)
    assert after["at"].startswith(f"{yesterday:%Y-%m-%d}T21:00:00")
    assert after["logged_at"] == AT
    assert [entry["id"] for entry in saved(home)] == ["later", "abcdef01"]
    assert call("undo", "--json").document["restored"]["at"] == AT


def test_medication(home: Path) -> None:
    """Its name is corrected by its option, which does not fit anything else."""
    fill(home, {"id": "tablet", "type": "medication", "at": AT, "medication": "ibuprofn", "note": ""})
    assert edited("tablet", "--medication", "ibuprofen")["medication"] == "ibuprofen"
    assert "SCORE does not fit" in refused(home, "tablet", "4").err


def test_scores_of_a_session(home: Path) -> None:
    """Pain before and after can be mended by options; a score of its own it has not."""
    fill(home, SESSION)
    after = edited("session1", "--pain", "5", "--pain-during", "6", "--pain-after", "2")
    assert (after["pain_before"], after["pain_after"]) == ({"score": 5}, {"score": 2})
    assert after["pain_during"] == [{"exercise": None, "score": 6}]
    assert "SCORE does not fit: session chair, completed" in refused(home, "session1", "5").err


@pytest.mark.parametrize(
    ("entry", "words", "key", "value"),
    [
        ({"type": "activity", "activity": "walk", "minutes": 20}, ("--minutes", "30"), "minutes", 30),
        ({"type": "activity", "activity": "walk", "minutes": 20}, ("--activity", "swim"), "activity", "swim"),
        ({"type": "excused", "reason": "flare"}, ("--excused", "birth"), "reason", "birth"),
        ({"type": "excused", "reason": "flare"}, ("--note", "x"), "note", "x"),
    ],
)
def test_other_types(home: Path, entry: dict[str, Any], words: tuple[str, ...], key: str, value: object) -> None:
    """Activities and excused days have options of their own."""
    fill(home, {"id": "other-01", "at": AT, **entry})
    assert edited("other-01", *words)[key] == value


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("abcdef01", "11"), "11"),
        (("abcdef01", "--furthest", "toe"), "--furthest does not know `toe`"),
        (("abcdef01", "--minutes", "5"), "--minutes does not fit: pain 4 of 10"),
        (("abcdef01", "--pain", "5"), "--pain does not fit"),
        (("abcdef01", "--at", "2999-01-01"), "still to come"),
        (("abcdef01", "--at", "soon"), "not a time that I can read"),
        (("zzzz", "4"), "abcdef01  pain 4 of 10, leg 4, back 2, 2024-11-22 07:30."),
        ((), "abcdef01  pain 4 of 10, leg 4, back 2, 2024-11-22 07:30."),
        (("abcdef01",), "set EDITOR"),
        (("abcdef01", "--no-questions"), "set EDITOR"),
    ],
)
def test_what_is_refused(home: Path, words: tuple[str, ...], says: str) -> None:
    """Wrong use is said, with what would be right; a wrong id, or none, names the last entries."""
    fill(home, PAIN)
    assert says in refused(home, *words).err


def test_warning_sign_is_not_edited_away(home: Path, tmp_path: Path) -> None:
    """What holds sessions has questions of its own."""
    fill(home, {"id": "sign-1", "type": "check", "at": AT, "signs": ["x"], "level": "red", "answer": None})
    result = refused(home, "sign-1", **editor(tmp_path, "text = text.replace('red', 'yellow')"))
    assert "A warning sign is not taken back" in result.err


def test_what_was_taken_back_cannot_be_edited(home: Path) -> None:
    """A tombstone stays one."""
    fill(home, PAIN)
    call("undo")
    assert "was taken back" in refused(home, "abcdef01", "4").err


# In the editor


def test_editor_gets_one_entry_with_words_above_it(home: Path, tmp_path: Path) -> None:
    """What it is, how to leave it as it is, and the entry as JSON over several lines."""
    fill(home, PAIN, pain("other-one", score=9))
    seen = tmp_path / "seen"
    assert call("edit", "abcdef01", env=editor(tmp_path, f"pathlib.Path({str(seen)!r}).write_text(text)")).code == 0
    text = seen.read_text(encoding="utf-8")
    assert text.startswith("# pain 4 of 10, leg 4, back 2, 2024-11-22 07:30.\n")
    assert json.loads("\n".join(line for line in text.splitlines() if not line.startswith("#"))) == PAIN


def test_correction_in_the_editor(home: Path, tmp_path: Path) -> None:
    """What was saved there is the entry, times in words included; no file stays behind."""
    fill(home, PAIN)
    change = f"text = text.replace('\"score\": 4', '\"score\": 7').replace({AT!r}, 'yesterday 21:00')"
    result = call("edit", "abcdef01", env=editor(tmp_path, change))
    assert (result.code, result.err) == (0, "")
    (after,) = saved(home)
    assert after["score"] == 7
    assert "T21:00:00" in after["at"]
    assert result.out.startswith("Corrected: pain 7 of 10, ")
    assert leftovers(home) == []


@pytest.mark.parametrize("body", ["pass", "text = ''", "text = '# only this\\n'", "text = text + '\\n# more\\n'"])
def test_leaving_it_as_it_is(home: Path, tmp_path: Path, body: str) -> None:
    """No change, an empty file, or only words that do not count: nothing is written."""
    fill(home, PAIN)
    result = call("edit", "abcdef01", env=editor(tmp_path, body))
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Nothing was changed: pain 4 of 10")
    assert saved(home) == [PAIN]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("text = text.replace('\"score\": 4', '\"score\": 14')", "`score` must be a whole number from 0 to 10."),
        ("text = text.replace('\"score\": 4,', '\"score\": 4')", "Line 10: expecting ',' delimiter."),
        ("text = text.replace('\"score\": 4', '\"score\": NaN')", "It is not JSON."),
        ("text = text.replace('abcdef01', 'fedcba')", "`id` must stay `abcdef01`."),
        ("text = text.replace('\"pain\"', '\"session\"')", "`type` must stay `pain`."),
        (f"text = text.replace({AT!r}, 'soon')", "not a time that I can read"),
        ("text = '[' * 100000", "Nothing was changed."),
        ("text = '[]'", "It is not an entry in curly brackets."),
        ("sys.exit(1)", "ended with 1"),
    ],
)
def test_what_the_editor_may_not_make(home: Path, tmp_path: Path, body: str, says: str) -> None:
    """Told with the line or the key; the entry stays as it was, and no file stays behind."""
    fill(home, PAIN)
    assert says in refused(home, "abcdef01", **editor(tmp_path, body)).err
    assert leftovers(home) == []


def test_somebody_there_may_mend_it(home: Path, tmp_path: Path) -> None:
    """On a terminal the fault is told, and the editor opens again on what was written."""
    fill(home, PAIN)
    twice = "text = text.replace('14', '6') if '14' in text else text.replace('\"score\": 4', '\"score\": 14')"
    form = pexpect.spawn(
        sys.executable,
        ["-m", "sciatica_coach", "edit", "abcdef01"],
        env=environment(TERM="xterm", **editor(tmp_path, twice)),
        encoding="utf-8",
        timeout=10,
    )
    form.delaybeforesend = None
    form.expect("must be a whole number from 0 to 10")
    form.expect("Open it again")
    form.sendline("y")
    form.expect("Corrected: pain 6 of 10")
    form.expect(pexpect.EOF)
    form.close()
    assert form.exitstatus == 0
    assert saved(home)[0]["score"] == 6


@pytest.mark.usefixtures("home")
def test_weekly_answers_are_told_in_words() -> None:
    """In the list to choose from the weekly answers, and those about numbness, have names that people know."""
    call("log", "--week", "numbness=2")
    call("log", "--nerves", "numbness=better")
    words = call("edit").err
    assert "the weekly answers, " in words
    assert "how numbness and weakness go, " in words
    assert "measure" not in words
