"""Journals of many years, the same each time: two sessions of ten exercises and three pain entries a day.

    python benchmarks/journals.py --years 10 FOLDER

writes FOLDER/log.json as the program would have left it, without its stamp.
"""

import argparse
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

DAYS_IN_A_YEAR = 365
SESSIONS_A_DAY = 2
PAIN_A_DAY = 3
EXERCISES = (
    "pelvic-tilt-supine",
    "figure-4-supine",
    "nerve-glide-supine",
    "lumbar-rotation",
    "cat-camel",
    "clam",
    "bridge",
    "bird-dog",
    "single-knee-to-chest",
    "breathing-360",
)
POINTS = ("none", "back", "buttock", "thigh", "calf", "foot")


def write_journal(path: Path, years: int, until: datetime, seed: int = 7) -> int:
    """Write a journal of so many years that ends at a moment; how many entries it has."""
    rng = random.Random(seed)  # noqa: S311 - a journal, not a secret
    first = until - timedelta(days=years * DAYS_IN_A_YEAR)
    lines = [
        json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
        for day in range(years * DAYS_IN_A_YEAR)
        for entry in entries_of(first + timedelta(days=day), rng)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('{"schema":1,"entries":[\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")
    return len(lines)


def entries_of(day: datetime, rng: random.Random) -> Iterator[dict[str, Any]]:
    """The entries of one day, in the order of their time."""
    morning = day.replace(hour=7, minute=0, second=0, microsecond=0)
    moments = [morning + timedelta(hours=3 * place, minutes=rng.randrange(60)) for place in range(5)]
    for place, at in enumerate(moments[: SESSIONS_A_DAY + PAIN_A_DAY]):
        yield session(at, rng) if place in (1, 3) else pain(at, rng)


def pain(at: datetime, rng: random.Random) -> dict[str, Any]:
    """A pain entry with all its parts."""
    leg, back = rng.randrange(0, 8), rng.randrange(0, 6)
    return {
        "id": rng.randbytes(16).hex(),
        "type": "pain",
        "at": at.isoformat(),
        "score": max(leg, back),
        "leg": leg,
        "back": back,
        "furthest": rng.choice(POINTS),
        "side": "left",
        "feels": ["tingling"],
        "triggers": ["sitting"],
        "note": "",
    }


def session(at: datetime, rng: random.Random) -> dict[str, Any]:
    """A session of ten exercises."""
    before = rng.randrange(2, 8)
    return {
        "id": rng.randbytes(16).hex(),
        "type": "session",
        "at": at.isoformat(),
        "ended_at": (at + timedelta(minutes=15)).isoformat(),
        "routine": "gentle-start",
        "outcome": "completed",
        "active_seconds": 840 + rng.randrange(60),
        "paused_seconds": rng.randrange(30),
        "pain_before": {"score": before},
        "pain_after": {"score": max(0, before - rng.randrange(-1, 3))},
        "exercises": [
            {
                "exercise": exercise,
                "outcome": "done",
                "sets": 1,
                "reps_done": 5,
                "reps_planned": 5,
                "seconds": 60,
                "side": None,
            }
            for exercise in EXERCISES
        ],
    }


def main() -> None:
    """Write one journal."""
    parser = argparse.ArgumentParser(description="A journal of many years.")
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    count = write_journal(arguments.folder / "log.json", arguments.years, datetime.now(UTC).replace(microsecond=0))
    print(f"{arguments.folder / 'log.json'}: {count} entries")


if __name__ == "__main__":
    main()
