"""The rows of the report: what entries of the journal say, as short texts for a table."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sciatica_coach.model.changes import BACK, EASIER, HARDER, ROUTINE, SHARE, TODAY
from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type, texts_in
from sciatica_coach.model.reactions import REASONS, Reaction, Stop
from sciatica_coach.model.safety_rules import SafetyRules
from sciatica_coach.model.text import one_line, shortened
from sciatica_coach.model.weekly import weekly_measures
from sciatica_coach.model.when import DAY_BEGINS_AT_HOUR, day_of, day_words

Row = tuple[str, ...]
Names = Callable[[str], str]
LONGEST_WORDS, LONGEST_REASON, LONGEST_NAME = 50, 75, 32
"""Letters of a cell: what is longer would take the room of other rows."""
MOST_WORDS = 4
LEVELS = ("red", "amber", "yellow")
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
    """What ended early and why, with how often and when last; what went down the leg first, then the latest."""
    alike: dict[tuple[str, str], list[date]] = {}
    for stop in found:
        alike.setdefault((_what_ended(stop, name), stop.why), []).append(stop.day)
    rows = sorted(alike.items(), key=lambda row: (REASONS.index(row[0][1]), -max(row[1]).toordinal()))
    return [(what, why, _how_often(len(days)), _together(max(days))) for (what, why), days in rows]


def _what_ended(stop: Stop, name: Names) -> str:
    if not stop.exercise:
        return "the session"
    side = f", {one_line(stop.side)}" if stop.side else ""
    return shortened(name(stop.exercise), LONGEST_WORDS) + shortened(side, LONGEST_NAME)


def change_rows(entries: list[Entry], name: Names, begins: int = DAY_BEGINS_AT_HOUR) -> list[Row]:
    """What the program offered to change, why, and what the person said; what was accepted first, then the latest."""
    latest_first = of_type(entries, EntryType.CHANGE)[::-1]
    found = sorted(latest_first, key=lambda entry: entry.get("accepted") is not True)
    return [
        (
            _day(entry, begins),
            shortened(_what_changed(entry, name), LONGEST_REASON),
            _text(entry, "reason", LONGEST_REASON),
            _taken(entry),
        )
        for entry in found
    ]


def sign_rows(entries: list[Entry], rules: SafetyRules, begins: int = DAY_BEGINS_AT_HOUR) -> list[Row]:
    """The warning signs that were ticked, and the answers about them; the gravest first, then the latest."""
    replies = {reply.id.value: reply.text for reply in rules.clearing.replies}
    rows: list[Row] = []
    for entry in reversed(of_type(entries, EntryType.CHECK)):
        signs = [sign.say for one in texts_in(entry, "signs") if (sign := rules.sign(one))]
        answer = replies.get(str(entry.get("answer")), "")
        if signs or answer:
            words = shortened(one_line(", ".join(signs)), LONGEST_REASON)
            rows.append((_day(entry, begins), words or answer, _text(entry, "level") if signs else ""))
    return sorted(rows, key=lambda row: LEVELS.index(row[2]) if row[2] in LEVELS else len(LEVELS))


def medication_rows(entries: list[Entry], begins: int = DAY_BEGINS_AT_HOUR) -> list[Row]:
    """Medication that the person noted, how often, and when last."""
    return _counted(of_type(entries, EntryType.MEDICATION), "medication", begins)


def activity_rows(entries: list[Entry], begins: int = DAY_BEGINS_AT_HOUR) -> list[Row]:
    """Walks and the like, how often, and when last."""
    return _counted(of_type(entries, EntryType.ACTIVITY), "activity", begins)


def measure_rows(entries: list[Entry]) -> list[Row]:
    """The weekly answers: the first and the last of the time."""
    measures = weekly_measures(entries)
    if not measures:
        return []
    first, last = _activities(measures[0]), _activities(measures[-1])
    rows = [(words, _number(measures[0], key), _number(measures[-1], key)) for key, words in WEEKLY]
    rows += [(words, _flag(measures[0], key), _flag(measures[-1], key)) for key, words in YES_OR_NO]
    rows += [(f"{one} (10: as before)", first.get(one, ""), last[one]) for one in last]
    return [row for row in rows if any(row[1:])]


def word_rows(entries: list[Entry]) -> list[Row]:
    """How the pain feels and what set it off, in the person's words, with counts."""
    found = ((words, _often(entries, key)) for key, words in (("feels", "Feels"), ("triggers", "Set off by")))
    return [(words, text) for words, text in found if text]


def _often(entries: list[Entry], key: str) -> str:
    raw = Counter(word for entry in entries if key in entry for word in texts_in(entry, key))
    counts: Counter[str] = Counter()
    for word, count in raw.items():  # cleaned once a word, not once an entry
        counts[shortened(one_line(word), LONGEST_NAME)] += count
    return ", ".join(f"{word} ({count})" for word, count in counts.most_common(MOST_WORDS))


def _counted(entries: list[Entry], key: str, begins: int) -> list[Row]:
    last = {_text(entry, key): _day(entry, begins) for entry in entries}
    counts = Counter(_text(entry, key) for entry in entries)
    return [(word, _how_often(count), last[word]) for word, count in counts.most_common()]


def _how_often(count: int) -> str:
    return f"{count} times" if count > 1 else "once"


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
    return {shortened(one_line(str(one.get("name"))), LONGEST_NAME): _number(one, "score") for one in rows}


def _day(entry: Entry, begins: int) -> str:
    return _together(day_of(moment_of(entry), begins))


def _together(day: date) -> str:
    """A day that is not broken over two lines."""
    return day_words(day).replace(" ", "\N{NO-BREAK SPACE}")


def _text(entry: Entry, key: str, most: int = LONGEST_WORDS) -> str:
    value = entry.get(key)
    return shortened(one_line(value), most) if isinstance(value, str) else ""


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
