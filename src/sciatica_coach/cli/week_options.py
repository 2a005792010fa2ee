"""The weekly answers by options: `coach log --week numbness=2 --week "carry the baby=6"`."""

from collections.abc import Callable
from typing import Any

from sciatica_coach.cli.weekly import COMPARED, HURDLES, LONGEST_NAME, MOST_ACTIVITIES
from sciatica_coach.errors import UsageError
from sciatica_coach.model.entry import Entry, EntryType
from sciatica_coach.model.pain import HIGHEST_SCORE, LOWEST_SCORE
from sciatica_coach.model.text import one_line
from sciatica_coach.terminal.questions import read_score, read_yes

SCORES = ("numbness", "weakness")
YES_OR_NO = ("moves_less", "stops_day", "broken_sleep", "reviewed")
MOST_WEEKS = 52
EXAMPLE = "Write for example `coach log --week numbness=2 --week moves_less=no --week 'carry the baby=6'`."


def read_week(answers: list[str]) -> Entry:
    """The entry of the weekly answers; each is `key=value`, and a key that is none is an activity of the user's own.

    Raises:
        UsageError: an answer cannot be read, comes twice, or is one activity too many.
    """
    found: dict[str, Any] = {}
    activities: dict[str, int] = {}
    for answer in answers:
        name, _, value = (one_line(part) for part in answer.rpartition("="))
        if not name:
            raise UsageError(f"--week cannot read `{one_line(answer)}`.", EXAMPLE)
        if name in found or name in activities:
            raise UsageError(f"--week has `{name}` twice.", "Say each once.")
        if name in _READERS:
            found[name] = _READERS[name](name, value)
        else:
            activities[name[:LONGEST_NAME]] = _score(name, value)
    if ("compared" in found) != ("compared_weeks" in found):
        raise UsageError("--week compared needs its weeks.", "Write `--week compared=same --week compared_weeks=4`.")
    if len(activities) > MOST_ACTIVITIES:
        raise UsageError(f"--week takes at most {MOST_ACTIVITIES} activities.", "Leave out those that matter less.")
    rows = [{"name": name, "score": score} for name, score in activities.items()]
    return {"type": EntryType.MEASURE.value, "activities": rows, **found}


def words_of(entry: Entry) -> str:
    """What was answered, in a line."""
    rows = [f"{row['name']} {row['score']} of {HIGHEST_SCORE}" for row in entry["activities"]]
    names = {True: "yes", False: "no"}
    answers = [
        f"{key.replace('_', ' ')} {names.get(entry[key], entry[key]) if key in YES_OR_NO else entry[key]}"
        for key in _READERS
        if key in entry
    ]
    return ", ".join([*rows, *answers])


def _score(name: str, value: str) -> int:
    score = read_score(value)
    if score is None:
        raise UsageError(f"--week {name} cannot be `{value}`.", f"It is {LOWEST_SCORE} to {HIGHEST_SCORE}.")
    return score


def _weeks(name: str, value: str) -> int:
    if value not in map(str, range(1, MOST_WEEKS + 1)):
        raise UsageError(f"--week {name} cannot be `{value}`.", f"It is 1 to {MOST_WEEKS}.")
    return int(value)


def _yes(name: str, value: str) -> bool:
    answer = read_yes(value)
    if answer is None:
        raise UsageError(f"--week {name} cannot be `{value}`.", "It is yes or no.")
    return answer


def _one_of(*choices: str) -> Callable[[str, str], str]:
    def read(name: str, value: str) -> str:
        if value not in choices:
            raise UsageError(f"--week {name} cannot be `{value}`.", f"It is one of {', '.join(choices)}.")
        return value

    return read


_READERS: dict[str, Callable[[str, str], Any]] = {
    **dict.fromkeys(SCORES, _score),
    **dict.fromkeys(YES_OR_NO, _yes),
    "compared": _one_of(*COMPARED),
    "compared_weeks": _weeks,
    "hurdle": _one_of(*HURDLES),
}
