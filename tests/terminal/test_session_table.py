"""The table of the sessions in `coach history`: its pain, with the highest that was said in a session."""

from datetime import timedelta
from typing import Any

import pytest
from tests.programme import NOW, session

from sciatica_coach.model.trend import trend
from sciatica_coach.terminal.session_table import session_table
from sciatica_coach.terminal.view import View


def table(columns: int = 80, *, drawn: bool = True, **said: Any) -> list[str]:
    """The lines below the heading for one session of today in which this was said."""
    entries = [session(0, **said, routine="gentle-start", active_seconds=600)]
    found = trend(entries, NOW.date() - timedelta(days=7), NOW.date())
    return session_table(found, View(columns=columns, drawn=drawn))[1:]


def during(*scores: Any) -> list[dict[str, Any]]:
    """Scores that were said between exercises."""
    return [{"score": score} for score in scores]


PAIN = {
    "not said": ({"before": 3, "after": 4}, "3 → 4"),
    "higher in it": ({"before": 3, "after": 4, "pain_during": during(5, 7, 6)}, "3 → 4, up to 7"),
    "as high as before": ({"before": 7, "after": 4, "pain_during": during(7)}, "7 → 4"),
    "only in it": ({"pain_during": during(2)}, "? → ?, up to 2"),
    "none at all": ({}, "10 min"),
    "nonsense in it": ({"before": 3, "after": 4, "pain_during": during("much", 11, None)}, "3 → 4"),
}


@pytest.mark.parametrize(("said", "ends"), PAIN.values(), ids=PAIN.keys())
def test_highest_pain_in_a_session_is_shown_where_the_others_do_not_tell_it(said: dict[str, Any], ends: str) -> None:
    """Before and after, and what was higher between them."""
    assert table(**said)[-1].endswith(ends)


def test_highest_pain_in_a_sentence() -> None:
    """In words it is told as what it is."""
    (line,) = table(drawn=False, before=3, after=4, pain_during=during(7))
    assert line == "2026-11-22 09:00: gentle-start, completed, 10 minutes, pain 3 before, pain 4 after, in it up to 7."


@pytest.mark.parametrize("columns", range(40, 140))
def test_no_row_is_wider_than_the_terminal(columns: int) -> None:
    """With the longest scores too; where there is no room for columns there are sentences, which the page breaks."""
    lines = table(columns, before=9, after=9, pain_during=during(10))
    assert all(len(line) <= columns for line in lines) or lines[0].endswith("in it up to 10.")
    assert (len(lines) == 2) is (columns >= 69)
