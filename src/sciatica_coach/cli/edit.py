"""`coach edit`: correct an entry, by options or in the editor."""

import json
import os
from datetime import datetime
from typing import Annotated, Any

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.entries import check_not_holding, describe, find_entry, name_latest, short_id
from sciatica_coach.cli.log import (
    Activity,
    Back,
    Excused,
    Feels,
    HowFar,
    Leg,
    Medication,
    Minutes,
    Score,
    Triggers,
    When,
    WhichSide,
    read_moment,
)
from sciatica_coach.cli.options import Json, NoQuestions, choose, new_app, split
from sciatica_coach.cli.output import say, say_json
from sciatica_coach.errors import UsageError
from sciatica_coach.model.correction import correction_fault
from sciatica_coach.model.entry import Entry, EntryType, after_edit
from sciatica_coach.model.pain import HIGHEST_SCORE, LONGEST_NOTE, LOWEST_SCORE, Furthest, PainSide
from sciatica_coach.model.text import clean, one_line
from sciatica_coach.model.value import Value

app = new_app()

_KEYS = {
    EntryType.PAIN: {"score", "leg", "back", "furthest", "side", "feels", "triggers", "note"},
    EntryType.SESSION: {"pain_before", "pain_during", "pain_after", "note"},
    EntryType.ACTIVITY: {"activity", "minutes", "note"},
    EntryType.EXCUSED: {"reason", "note"},
    EntryType.MEDICATION: {"medication", "note"},
}
_OPTIONS = {
    "score": "SCORE",
    "triggers": "--trigger",
    "pain_before": "--pain",
    "pain_during": "--pain-during",
    "pain_after": "--pain-after",
    "reason": "--excused",
}
_HEAD = """\
# {what}
# Change what is wrong, save, and close the editor. Lines that begin with # do not count.
# `id` and `type` stay as they are. `at` may be in words, such as "yesterday 21:00".
# An empty file, or no change, leaves the entry as it is.
"""

Pain = Annotated[
    int | None, typer.Option(min=LOWEST_SCORE, max=HIGHEST_SCORE, metavar="0-10", help="Pain before a session.")
]
PainDuring = Annotated[
    int | None, typer.Option(min=LOWEST_SCORE, max=HIGHEST_SCORE, metavar="0-10", help="The most pain in a session.")
]
PainAfter = Annotated[
    int | None, typer.Option(min=LOWEST_SCORE, max=HIGHEST_SCORE, metavar="0-10", help="Pain after a session.")
]


class _Change(Value):
    """What is to be different: keys of the entry, and when it was."""

    keys: Entry
    at: str | None = None


@app.command(
    epilog="Examples: `coach edit 3f9a 5`; `coach edit 3f9a --furthest calf --at 'yesterday 21:00'`; "
    "`coach edit 3f9a` opens your editor. A wrong id, or none, names the last entries with theirs. "
    "The old version is kept in backups/replaced.jsonl; `coach undo ID` takes an entry back."
)
def edit(
    entry_id: Annotated[str, typer.Argument(metavar="ID", help="The entry's id, or the beginning of it.")] = "",
    score: Score = None,
    leg: Leg = None,
    back: Back = None,
    furthest: HowFar = None,
    side: WhichSide = None,
    feels: Feels = None,
    triggers: Triggers = None,
    note: Annotated[str | None, typer.Option(help="Anything else, in your words.")] = None,
    at: When = None,
    activity: Activity = None,
    minutes: Minutes = None,
    excused: Excused = None,
    medication: Medication = None,
    pain: Pain = None,
    pain_during: PainDuring = None,
    pain_after: PainAfter = None,
    no_questions: NoQuestions = False,
    as_json: Json = False,
) -> None:
    """Correct an entry."""
    coach = Coach()
    given: Entry = {
        "score": score,
        "leg": leg,
        "back": back,
        "furthest": choose(furthest, Furthest, "--furthest"),
        "side": choose(side, PainSide, "--side"),
        "feels": None if feels is None else split(feels),
        "triggers": None if triggers is None else split(triggers),
        "note": None if note is None else clean(note)[:LONGEST_NOTE],
        "activity": None if activity is None else one_line(activity),
        "minutes": minutes,
        "reason": None if excused is None else one_line(excused),
        "medication": None if medication is None else one_line(medication),
        "pain_before": None if pain is None else {"score": pain},
        "pain_during": None if pain_during is None else [{"exercise": None, "score": pain_during}],
        "pain_after": None if pain_after is None else {"score": pain_after},
    }
    change = _Change(keys={key: value for key, value in given.items() if value is not None}, at=at)
    coach.recover()
    before = _find(coach, entry_id)
    by_options = bool(change.keys) or at is not None
    after = _changed(before, change, coach.now) if by_options else _edited(coach, before, asks=not no_questions)
    _save(coach, before, after, as_json=as_json)


def _find(coach: Coach, entry_id: str) -> Entry:
    entries = coach.journal.all()
    if not entry_id:
        raise UsageError("Which entry? Give its id, or the beginning of it.", name_latest(entries))
    entry = find_entry(entries, entry_id)
    check_not_holding(entry)
    return entry


def _save(coach: Coach, before: Entry, after: Entry, *, as_json: bool) -> None:
    fault = correction_fault(before, after)
    if fault:
        raise UsageError(f"{fault} Nothing was changed.", "Correct it, and try again.")
    changed = after != before
    if changed:
        after = {**after, "edited_at": after_edit(before, coach.now).isoformat()}
        coach.journal.merge([after])
        coach.pass_on_warnings()
    if as_json:
        say_json(after)
    elif changed:
        say(f"Corrected: {describe(after)}\nThe old version is kept in {coach.home.replaced}.")
    else:
        say(f"Nothing was changed: {describe(before)}")


def _changed(before: Entry, change: _Change, now: datetime) -> Entry:
    """The entry with what the options say.

    Raises:
        UsageError: an option does not fit the type of the entry.
    """
    known = _KEYS.get(EntryType(before["type"]), set()) if before["type"] in tuple(EntryType) else set()
    for key in change.keys:
        if key not in known:
            raise UsageError(
                f"{_OPTIONS.get(key, f'--{key}')} does not fit: {describe(before)}",
                f"Without options `coach edit {short_id(before)}` opens your editor.",
            )
    return _moved({**before, **change.keys, **_score_of_parts(before, change.keys)}, before, change.at, now)


def _score_of_parts(before: Entry, keys: Entry) -> Entry:
    """The score goes with leg and back, as in `coach log`, where it was the larger of them before."""
    old, new = _parts(before), _parts({**before, **keys})
    follows = "score" not in keys and old and max(old) == before.get("score")
    return {"score": max(new)} if follows and new != old else {}


def _parts(entry: Entry) -> list[int]:
    values = (entry.get(key) for key in ("leg", "back"))
    return [value for value in values if isinstance(value, int)]


def _moved(after: Entry, before: Entry, at: str | None, now: datetime) -> Entry:
    """The entry at another time; when it was written stays known, for `coach undo`."""
    if at is None or at == before["at"]:
        return after
    moment = read_moment(at, now)
    return {**after, "at": moment.isoformat(), "logged_at": before.get("logged_at", before["at"])}


def _edited(coach: Coach, before: Entry, *, asks: bool) -> Entry:
    """The entry as it comes back from the editor; opened again, if somebody is there, until it can be read."""
    from sciatica_coach.system.editor import edit_text, usual_editor, wanted_editor

    editor = wanted_editor(os.environ) if asks else []
    if asks and not editor and coach.attended:
        editor = usual_editor(os.environ)
    if not editor:
        raise UsageError(
            "There is nothing to change.",
            f"Say it with options, such as `coach edit {short_id(before)} 4`, or set EDITOR and leave them out.",
        )
    text = _HEAD.format(what=describe(before)) + json.dumps(before, ensure_ascii=False, indent=2) + "\n"
    while True:
        text = edit_text(text, coach.home.root / f"edit-{coach.new_id}.json", editor)
        try:
            return _read(text, before, coach.now)
        except UsageError as error:
            if not _again(coach, error):
                raise


def _read(text: str, before: Entry, now: datetime) -> Entry:
    """The entry that a text from the editor stands for; the old one when the text is empty.

    Raises:
        UsageError: it cannot be read, or is not what the entry may be.
    """
    body = "\n".join("" if line.lstrip().startswith("#") else line for line in text.split("\n"))
    if not body.strip():
        return before
    try:
        after: Any = json.loads(body, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise UsageError(f"Line {error.lineno}: {error.msg.lower()}. Nothing was changed.") from error
    except (ValueError, RecursionError) as error:
        raise UsageError("It is not JSON. Nothing was changed.") from error
    if isinstance(after, dict) and isinstance(after.get("at"), str) and after["at"] != before["at"]:
        after = _moved(after, before, after["at"], now)
    fault = correction_fault(before, after)
    if fault:
        raise UsageError(f"{fault} Nothing was changed.")
    entry: Entry = after
    return entry


def _refuse(word: str) -> None:
    raise ValueError(word)


def _again(coach: Coach, error: UsageError) -> bool:
    if not coach.attended:
        return False
    from sciatica_coach.terminal.questions import ask_yes

    say(error.message)
    return ask_yes("Open it again?")
