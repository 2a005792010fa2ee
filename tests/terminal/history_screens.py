"""The whole screens of `coach history` for diaries with a story, as text files beside this one.

    python -m tests.terminal.history_screens

writes them anew; look at what changed before you commit it.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from tests import diaries
from tests.programme import RESPONSE_RULES

from sciatica_coach.model.daily import dated
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.history import Span, history
from sciatica_coach.model.trend import trend
from sciatica_coach.terminal.history_page import history_page
from sciatica_coach.terminal.view import View

FOLDER = Path(__file__).parent / "screens"
SHOWN_DAYS = 30


def screen(entries: list[Entry], columns: int, *, drawn: bool = True, everything: bool = False) -> str:
    """What `coach history` shows of a diary on its last day, or `coach history --all`."""
    since = None if everything else diaries.LAST - timedelta(days=SHOWN_DAYS - 1)
    began = min(day for day, _ in dated(entries))
    shown = [entry for day, entry in dated(entries) if since is None or day >= since]
    found = history(entries, Span(since=since, until=diaries.LAST, diary_began=began), RESPONSE_RULES)
    return history_page(found, trend(shown, since, diaries.LAST), View(columns=columns, drawn=drawn)) + "\n"


def screens() -> Iterator[tuple[str, str]]:
    """Each screen with its name: every story at 80 columns and in sentences, and the first at other widths."""
    for name in diaries.STORIES:
        entries: list[Entry] = getattr(diaries, name)()
        yield f"{name}-80", screen(entries, 80)
        yield f"{name}-plain", screen(entries, 80, drawn=False)
    for name in diaries.LONG_STORIES:
        entries = getattr(diaries, name)()
        yield f"{name}-80", screen(entries, 80, everything=True)
        yield f"{name}-plain", screen(entries, 80, drawn=False, everything=True)
    for columns in (60, 100, 140):
        yield f"improving-{columns}", screen(diaries.improving(), columns)


def main() -> None:
    """Write every screen."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in screens():
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
