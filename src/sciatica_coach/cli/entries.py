"""Single entries for `coach undo` and `coach edit`: found by the beginning of their id, and told in a line."""

import json

from sciatica_coach.errors import UsageError
from sciatica_coach.model.entry import Entry, EntryType, edited_at, moment_of, records_of, texts_in, written_at
from sciatica_coach.model.pain import Furthest
from sciatica_coach.model.text import one_line, plural
from sciatica_coach.model.trend import score_of
from sciatica_coach.model.weekly import weekly_measures

SHORT_ID = 8
FEWEST_LETTERS = 4
TOLD_ENTRIES = 5
HOLDING_LEVELS = ("red", "amber")


def last_written(entries: list[Entry], backup: str) -> Entry | None:
    """The entry that was written last, whatever time it is for.

    Args:
        entries: all of the log, in order.
        backup: the text of the log before the last save: it tells which of two of the same second is the new one.
    """
    there = [(written_at(entry), entry) for entry in entries if not is_removed(entry)]
    newest = max((moment for moment, _ in there), default=0.0)
    of_then = [entry for moment, entry in there if moment == newest]
    new = [entry for entry in of_then if f'"{entry["id"]}"' not in backup]
    return next(reversed(new or of_then), None)


def last_edited(entries: list[Entry], backup: str) -> Entry | None:
    """The entry that was changed after all others were written or changed; none when writing came last.

    Args:
        entries: all of the log, in order.
        backup: the text of the log before the last save: what stands there was not written by that save.
    """
    there = [entry for entry in entries if not is_removed(entry) and "edited_at" in entry]
    newest = last_written(entries, backup)
    if not there or newest is None:
        return None
    found = max(there, key=edited_at)
    same_second = edited_at(found) == written_at(newest) and f'"{newest["id"]}"' in backup
    return found if same_second or edited_at(found) > written_at(newest) else None


def saved_together(entries: list[Entry], backup: str) -> list[Entry]:
    """What the last save brought in or changed, where that was no command about a single entry; otherwise nothing.

    Args:
        entries: all of the log, in order.
        backup: the text of the log before the last save; nothing is known where it cannot be read.
    """
    try:
        before = {one["id"]: one for one in json.loads(backup)["entries"]}
    except (ValueError, RecursionError, TypeError, KeyError):
        return []
    found = [entry for entry in entries if before.get(entry["id"]) != entry]
    if len(found) != 1:
        return found
    is_older = found[0]["id"] not in before and found[0] is not last_written(entries, backup)
    return found if is_older and not is_removed(found[0]) else []


def find_entry(entries: list[Entry], wanted: str) -> Entry:
    """The one entry whose id is, or begins with, what was typed.

    Raises:
        UsageError: there is none, or several; the latest entries are named.
    """
    exact = [entry for entry in entries if entry["id"] == wanted]
    begin = [entry for entry in entries if len(wanted) >= FEWEST_LETTERS and entry["id"].startswith(wanted)]
    found = exact or begin
    if len(found) != 1:
        many = f"{len(found)} entries have an id that begins" if found else "There is no entry whose id is, or begins"
        raise UsageError(f"{many} with `{one_line(wanted)}`.", name_latest(found or entries))
    if is_removed(found[0]):
        raise UsageError(f"The entry {short_id(found[0])} was taken back.", name_latest(entries))
    return found[0]


def check_not_holding(entry: Entry) -> None:
    """Refuse to touch a warning sign that holds sessions: that has questions of its own.

    Raises:
        UsageError: the entry is one.
    """
    if entry["type"] == EntryType.CHECK and entry.get("level") in HOLDING_LEVELS:
        raise UsageError(
            f"{describe(entry)} A warning sign is not taken back or changed here.",
            "`coach today` asks what became of it, and whether it was ticked by mistake. "
            "To take back another entry, give its id: `coach undo ID`.",
        )


def name_latest(entries: list[Entry]) -> str:
    """The entries written last, a line each with its id, to choose from."""
    there = sorted((entry for entry in entries if not is_removed(entry)), key=written_at, reverse=True)
    if not there:
        return "The log is empty: `coach log 4` records pain."
    lines = [f"  {short_id(entry)}  {describe(entry)}" for entry in there[:TOLD_ENTRIES]]
    return "\n".join(["Written last, each with its id:", *lines])


def describe(entry: Entry) -> str:
    """An entry in a sentence: what, and when."""
    return f"{_what(entry)}, {moment_of(entry):%Y-%m-%d %H:%M}."


def short_id(entry: Entry) -> str:
    """As much of an id as is needed to type it."""
    return one_line(entry["id"][:SHORT_ID])


def is_removed(entry: Entry) -> bool:
    """Whether it is the tombstone of an entry that was taken back."""
    return bool(entry["type"] == EntryType.REMOVED)


def _where(entry: Entry) -> str:
    """What tells one pain entry from another with its score: the scores in leg and back, and how far down it went."""
    parts = [f", {key} {entry[key]}" for key in ("leg", "back") if entry.get(key) is not None]
    furthest = entry.get("furthest")
    return "".join([*parts, f", {furthest}" if furthest and furthest != Furthest.NONE else ""])


def _what(entry: Entry) -> str:
    match entry["type"]:
        case EntryType.PAIN:
            text = f"pain {'?' if (score := score_of(entry)) is None else score} of 10{_where(entry)}"
        case EntryType.SESSION:
            count = len({record.get("exercise") for record in records_of(entry)})
            words = (str(entry.get(key)) for key in ("routine", "outcome"))
            text = f"session {', '.join(words)}, {plural(count, 'exercise')}"
        case EntryType.ACTIVITY:
            text = f"{entry.get('activity')}, {entry.get('minutes')} min"
        case EntryType.EXCUSED:
            text = f"an excused day ({entry.get('reason')})"
        case EntryType.MEDICATION:
            text = f"medication ({entry.get('medication')})"
        case EntryType.CHANGE:
            text = f"a change ({entry.get('reason')})"
        case EntryType.CHECK:
            text = f"warning signs ({', '.join(texts_in(entry, 'signs')) or 'none ticked'})"
        case EntryType.MEASURE:
            text = "the weekly answers" if weekly_measures([entry]) else "how numbness and weakness go"
        case _:
            text = str(entry["type"])
    return one_line(text)
