"""Diaries with a story, for the pages that tell how it goes. They end on Sunday, 22 November 2026."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sciatica_coach.model.entry import Entry, instant

LAST = date(2026, 11, 22)
BERLIN = ZoneInfo("Europe/Berlin")
EXERCISES = ("pelvic-tilt-supine", "figure-4-supine", "nerve-glide-supine")
POINTS = ("none", "back", "buttock", "thigh", "calf", "foot")


LONG_STORIES = ("nine_months", "three_years")
STORIES = (
    "improving",
    "worsening",
    "flat",
    "two_weeks_only",
    "one_entry",
    "flare_in_the_middle",
    "across_zones",
)


def at(days: int, clock: str = "08:00", zone: ZoneInfo = BERLIN) -> str:
    """So many days before the last day, at a time of the clock of a zone."""
    hour, minute = map(int, clock.split(":"))
    day = LAST - timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).isoformat()


def entry(kind: str, when: str, **more: Any) -> Entry:
    """An entry of any type."""
    return {"id": f"{kind}-{when}", "type": kind, "at": when, **more}


def pain(when: str, score: int, furthest: str | None = None) -> Entry:
    """A pain entry."""
    return entry("pain", when, score=score, leg=score, back=1, furthest=furthest)


def session(when: str, before: int, after: int, outcome: str = "completed", *exercises: str) -> Entry:
    """A session with its scores, of three exercises unless others are named."""
    records = [{"exercise": name, "outcome": "done", "side": None} for name in exercises or EXERCISES]
    scores = {"pain_before": {"score": before}, "pain_after": {"score": after}}
    return entry(
        "session", when, routine="gentle-start", outcome=outcome, active_seconds=540, exercises=records, **scores
    )


def _story(days: int, score: Callable[[int], int], place: Callable[[int], str]) -> Iterator[Entry]:
    """Pain each morning; a session on two days of three, the pain after it one lower each second time."""
    for back in reversed(range(days)):
        yield pain(at(back), score(back), place(back))
        if back % 3:
            outcome = "stopped" if back % 8 == 1 else "completed"
            yield session(at(back, "10:00"), score(back), max(0, score(back) - back % 2), outcome)


def improving() -> list[Entry]:
    """Four weeks from 6 to 3, and from the foot to the buttock; an own activity comes back."""
    found = [*_story(28, lambda back: 3 + back // 8, lambda back: POINTS[2 + back // 8])]
    found += [
        entry("excused", at(12, "09:00"), reason="flare"),
        entry("measure", at(21, "12:00"), activities=[{"name": "sit through a film", "score": 3}]),
        entry("measure", at(7, "12:00"), activities=[{"name": "sit through a film", "score": 6}]),
        entry("activity", at(5, "18:00"), activity="walk", minutes=20),
        entry("activity", at(2, "18:00"), activity="walk", minutes=25),
        entry("medication", at(25, "22:00"), medication="paracetamol 500 mg"),
        entry("medication", at(24, "22:00"), medication="paracetamol 500 mg"),
    ]
    return sorted(found, key=lambda one: instant(one["at"]))


def worsening() -> list[Entry]:
    """Four weeks from 3 to 6, and from the thigh to the foot."""
    return [*_story(28, lambda back: 6 - back // 8, lambda back: POINTS[5 - back // 12])]


def flat() -> list[Entry]:
    """Four weeks between 4 and 5, in the calf."""
    return [*_story(28, lambda back: 4 + back % 2, lambda _: "calf")]


def two_weeks_only() -> list[Entry]:
    """A diary that began two weeks ago, from 5 to 4."""
    return [*_story(14, lambda back: 4 + back // 7, lambda _: "thigh")]


def one_entry() -> list[Entry]:
    """A single score, today."""
    return [pain(at(0), 4, "calf")]


def flare_in_the_middle() -> list[Entry]:
    """Four weeks at 3, but for four days at 8 in the middle, of which three were excused."""
    found = [*_story(28, lambda back: 8 if 12 <= back < 16 else 3, lambda back: "foot" if 12 <= back < 16 else "thigh")]
    kept = [one for one in found if one["type"] == "pain" or one["at"][:10] not in FLARE_DAYS]
    excused = [entry("excused", at(back, "09:00"), reason="flare") for back in (13, 14, 15)]
    return sorted([*kept, *excused], key=lambda one: instant(one["at"]))


FLARE_DAYS = tuple(at(back)[:10] for back in (13, 14, 15))


def across_zones() -> list[Entry]:
    """A flight to New York and back, nights past midnight, and the end of summer time on 25 October."""
    new_york = ZoneInfo("America/New_York")
    there = range(10, 18)
    found = []
    for back in reversed(range(32)):
        zone = new_york if back in there else BERLIN
        found.append(pain(at(back, "23:30", zone), 5 if back > 14 else 4, "calf"))
        found.append(session(at(back - 1, "03:30", zone), 4, 4))  # at night: it belongs to the day before
    return sorted(found, key=lambda one: instant(one["at"]))


def three_years() -> list[Entry]:
    """Three years with two bad winters between better summers; a score each second day."""
    winter = ("10", "11", "12", "01", "02", "03")
    days = [back for back in reversed(range(3 * 365)) if back % 2 == 0]
    return [pain(at(back), 6 if at(back)[5:7] in winter and back > 300 else 3, "calf") for back in days]


def nine_months() -> list[Entry]:
    """Nine months that begin and end at 4, with 8 in the summer between."""
    days = [back for back in reversed(range(270)) if back % 2 == 0]
    return [pain(at(back), 8 if at(back)[5:7] in ("06", "07", "08") else 4, "calf") for back in days]
