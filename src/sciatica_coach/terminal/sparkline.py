"""A few days of scores in one line."""

from collections.abc import Iterable

from sciatica_coach.model.pain import HIGHEST_SCORE

BARS = "▁▂▃▄▅▆▇█"
NO_SCORE = "·"


def sparkline(scores: Iterable[int | None]) -> str:
    """A bar for each day, from 0 (the lowest) to 10 (the highest); a dot where there is no score."""
    return "".join(NO_SCORE if score is None else BARS[_height(score)] for score in scores)


def _height(score: int) -> int:
    return round(score / HIGHEST_SCORE * (len(BARS) - 1))
