"""The rows of the report: what entries of the journal say, as short texts for a table."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sciatica_coach.model.changes import BACK, EASIER, HARDER, ROUTINE, SHARE, TODAY
from sciatica_coach.model.entry import Entry, EntryType, moment_of, shown, texts_in
from sciatica_coach.model.reactions import Reaction, Stop
from sciatica_coach.model.safety_rules import SafetyRules
from sciatica_coach.model.text import one_line
from sciatica_coach.model.weekly import weekly_measures
from sciatica_coach.model.when import day_of, day_words

Row = tuple[str, ...]
Names = Callable[[str], str]
SHORTEST = 60
TOO_LARGE = 1e9
WEEKLY = (("numbness", "Numbness or tingling"), ("weakness", "Weakness"))
YES_OR_NO = (("moves_less", "Moved less"), ("stops_day", "Pain stops the day"), ("broken_sleep", "Sleep broken"))


def reaction_rows(found: Iterable[Reaction], name: Names) -> list[Row]:
    """An exercise a row: sessions, pain during it, and how often the score after was lower, the same, higher."""
    return [
        (
            name(one.exercise),
            str(one.sessions),
            ", ".join(filter(None, (_times(one.down, "down the leg"), _times(one.hurt, "hurt")))) or "none noted",
            f"{one.lower} / {one.same} / {one.higher}",
        )
        for one in found
    ]


def stop_rows(found: Iterable[Stop], name: Names) -> list[Row]:
    """What ended early, a row each."""
    return [
        (
            _together(stop.day),
            (name(stop.exercise) + (f", {one_line(stop.side)}" if stop.side else ""))
            if stop.exercise
            else "the session",
            stop.why,
        )
        for stop in found
    ]


def change_rows(entries: list[Entry], name: Names) -> list[Row]:
    """What the program offered to change, why, and what the person said; the latest first."""
    return [
        (_day(entry), _what_changed(entry, name), _text(entry, "reason"), _taken(entry))
        for entry in reversed(shown(entries, EntryType.CHANGE))
    ]


def sign_rows(entries: list[Entry], rules: SafetyRules) -> list[Row]:
    """The warning signs that were ticked, and the answers about them; the latest first."""
    replies = {reply.id.value: reply.text for reply in rules.clearing.replies}
    rows: list[Row] = []
    for entry in reversed(shown(entries, EntryType.CHECK)):
        signs = [sign.say for one in texts_in(entry, "signs") if (sign := rules.sign(one))]
        answer = replies.get(str(entry.get("answer")), "")
        if signs or answer:
            rows.append((_day(entry), one_line(", ".join(signs)) or answer, _text(entry, "level") if signs else ""))
    return rows


def medication_rows(entries: list[Entry]) -> list[Row]:
    """Medication that the person noted, how often, and when last."""
    return _counted(shown(entries, EntryType.MEDICATION), "medication")


def activity_rows(entries: list[Entry]) -> list[Row]:
    """Walks and the like, how often, and when last."""
    return _counted(shown(entries, EntryType.ACTIVITY), "activity")


def measure_rows(entries: list[Entry]) -> list[Row]:
    """The weekly answers: the first and the last of the time."""
    measures = weekly_measures(entries)
    if not measures:
        return []
    first, last = _activities(measures[0]), _activities(measures[-1])
    rows = [(f"{one} (10: as before)", first.get(one, ""), last[one]) for one in last]
    rows += [(words, _number(measures[0], key), _number(measures[-1], key)) for key, words in WEEKLY]
    rows += [(words, _flag(measures[0], key), _flag(measures[-1], key)) for key, words in YES_OR_NO]
    return [row for row in rows if any(row[1:])]


def word_rows(entries: list[Entry]) -> list[Row]:
    """How the pain feels and what set it off, in the person's words, with counts."""
    found = ((words, _often(entries, key)) for key, words in (("feels", "Feels"), ("triggers", "Set off by")))
    return [(words, text) for words, text in found if text]


def _often(entries: list[Entry], key: str) -> str:
    raw = Counter(word for entry in entries if key in entry for word in texts_in(entry, key))
    counts: Counter[str] = Counter()
    for word, count in raw.items():  # cleaned once a word, not once an entry
        counts[one_line(word)[:SHORTEST]] += count
    return ", ".join(f"{word} ({count})" for word, count in counts.most_common(5))


def _counted(entries: list[Entry], key: str) -> list[Row]:
    last = {_text(entry, key): _day(entry) for entry in entries}
    counts = Counter(_text(entry, key) for entry in entries)
    return [(word, f"{count} times" if count > 1 else "once", last[word]) for word, count in counts.most_common()]


def _what_changed(entry: Entry, name: Names) -> str:
    if entry.get("key") == ROUTINE:
        return "An easy session for the day"
    if entry.get("key") in (SHARE, TODAY):
        share, when = entry.get("to", 1), " for the day" if entry.get("key") == TODAY else ""
        return f"All reps to {100 * share:g} of 100{when}" if _is_number(share) else f"Fewer reps{when}"
    which = name(str(entry.get("exercise"))) if entry.get("exercise") else "The routine"
    if entry.get("key") == BACK:
        return f"{which}: put back"
    if entry.get("key") in (HARDER, EASIER):
        return f"{which}: {name(_text(entry, 'to'))} in its place"
    ends = " to ".join(_number(entry, end) or "?" for end in ("from", "to"))
    side = f" ({_text(entry, 'side')})" if entry.get("side") else ""
    return f"{which}{side}: {_text(entry, 'key')} {ends}"


def _taken(entry: Entry) -> str:
    answer = entry.get("accepted")
    return "accepted" if answer is True else "not taken" if answer is False else ""


def _activities(measure: Entry) -> dict[str, str]:
    found = measure.get("activities")
    rows = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return {one_line(str(one.get("name")))[:SHORTEST]: _number(one, "score") for one in rows}


def _day(entry: Entry) -> str:
    return _together(day_of(moment_of(entry)))


def _together(day: date) -> str:
    """A day that is not broken over two lines."""
    return day_words(day).replace(" ", "\N{NO-BREAK SPACE}")


def _text(entry: Entry, key: str) -> str:
    value = entry.get(key)
    return one_line(value)[:300] if isinstance(value, str) else ""


def _number(entry: Entry, key: str) -> str:
    value = entry.get(key)
    return f"{value:g}" if _is_number(value) else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < TOO_LARGE


def _flag(entry: Entry, key: str) -> str:
    value = entry.get(key)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else ""


def _times(count: int, words: str) -> str:
    return f"{words} {count}x" if count else ""
