"""Numbness and weakness in the leg: since when, how it goes, and whether a clinician has looked at it.

The rules are CL3, C2 rows 9 and 13, C4 and F04. They count what the user said; they never name a cause.
"""

from datetime import date, datetime

from sciatica_coach.model.entry import Entry, EntryType, moment_of, of_type, texts_in
from sciatica_coach.model.response_rules import ResponseRules
from sciatica_coach.model.safety_rules import Answer
from sciatica_coach.model.value import Value
from sciatica_coach.model.word import Word

CHANGED = "_change"
SINCE = "nerve_since"


class Complaint(Word):
    """What is noted of the leg beside pain; the keys of a weekly entry."""

    NUMBNESS = "numbness"
    WEAKNESS = "weakness"


class Change(Word):
    """How a complaint is against the last time."""

    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    GONE = "gone"


HOLDING_SIGNS = {
    Complaint.WEAKNESS: frozenset({"leg-weakness", "weak-for-days", "numb-since-birth", "epidural-nerves"}),
    Complaint.NUMBNESS: frozenset({"numb-for-days", "numb-worse", "numb-since-birth", "epidural-nerves"}),
}
"""The signs of `safety.yaml` that hold the sessions because of a complaint: what is answered to them counts here."""


class NerveSign(Value):
    """A complaint that is there: since when, how it goes, when it was asked for, and when a clinician looked at it."""

    complaint: Complaint
    since: datetime
    change: Change | None
    changed_at: datetime | None
    asked_at: datetime | None
    examined_at: datetime | None

    @property
    def is_worse(self) -> bool:
        """Whether it got worse, and nobody has looked at it since."""
        seen = self.examined_at and self.changed_at and self.examined_at >= self.changed_at
        return self.change is Change.WORSE and not seen


class _Story:
    """What the entries say of one complaint, read in the order of time."""

    def __init__(self, complaint: Complaint, rules: ResponseRules) -> None:
        self._complaint = complaint
        self._words = (rules.weak_words if complaint is Complaint.WEAKNESS else rules.numb_words).value
        self._held = False
        self._forget()

    def read(self, entry: Entry) -> None:
        match entry["type"]:
            case EntryType.PAIN:
                words = " ".join(texts_in(entry, "feels")).lower()
                if any(part in words for part in self._words):
                    self._name(moment_of(entry))
            case EntryType.MEASURE:
                self._read_measure(entry)
            case EntryType.CHECK:
                self._read_check(entry)

    @property
    def sign(self) -> NerveSign | None:
        if self._since is None:
            return None
        return NerveSign(
            complaint=self._complaint,
            since=self._since,
            change=self._change,
            changed_at=self._changed_at,
            asked_at=self._asked_at,
            examined_at=self._examined_at,
        )

    def _forget(self) -> None:
        self._since: datetime | None = None
        self._change: Change | None = None
        self._changed_at: datetime | None = None
        self._asked_at: datetime | None = None
        self._examined_at: datetime | None = None

    def _name(self, moment: datetime) -> None:
        self._since = min(self._since or moment, moment)

    def _read_measure(self, entry: Entry) -> None:
        moment, score = moment_of(entry), entry.get(self._complaint)
        key = f"{self._complaint}{CHANGED}"
        change = entry.get(key)
        if change == Change.GONE or (score == 0 and not isinstance(score, bool)):
            self._forget()
            return
        if change in tuple(Change):
            self._name(moment)
            self._change, self._changed_at = Change(change), moment
        elif isinstance(score, int) and not isinstance(score, bool) and score > 0:
            self._name(moment)
        if self._since and key in entry:
            self._name(_told_since(entry, moment))  # also where it was not asked how it goes, on the day it was named
            self._asked_at = moment
            self._examined_at = moment if entry.get("examined") is True else self._examined_at

    def _read_check(self, entry: Entry) -> None:
        answer = entry.get("answer")
        if self._held and answer == Answer.SLIP:
            self._forget()
        if self._held and answer in (Answer.TOLD_FINE, Answer.TOLD_NOT):
            self._examined_at = moment_of(entry)
        if answer in (Answer.SLIP, Answer.TOLD_FINE):
            self._held = False
        if HOLDING_SIGNS[self._complaint].intersection(texts_in(entry, "signs")):
            self._held = True


def nerve_sign(entries: list[Entry], complaint: Complaint, rules: ResponseRules) -> NerveSign | None:
    """A complaint that is there now; none when it was never named, or is gone since.

    Args:
        entries: the journal, ordered by time.
        complaint: numbness or weakness.
        rules: the words that name it.
    """
    story = _Story(complaint, rules)
    for entry in entries:
        story.read(entry)
    return story.sign


def nerve_signs(entries: list[Entry], rules: ResponseRules) -> tuple[NerveSign, ...]:
    """The complaints that are there now, the more urgent one first."""
    found = (nerve_sign(entries, one, rules) for one in (Complaint.WEAKNESS, Complaint.NUMBNESS))
    return tuple(sign for sign in found if sign)


def last_review(entries: list[Entry]) -> datetime | None:
    """When the user last said that a clinician had looked at it."""
    said = [
        one for one in of_type(entries, EntryType.MEASURE) if one.get("reviewed") is True or one.get("examined") is True
    ]
    return moment_of(said[-1]) if said else None


def _told_since(entry: Entry, moment: datetime) -> datetime:
    """The day that the user named, as far as it is one that has been; else the moment of the entry."""
    try:
        day = date.fromisoformat(str(entry.get(SINCE)))
    except ValueError:
        return moment
    return min(moment, moment.replace(year=day.year, month=day.month, day=day.day))
