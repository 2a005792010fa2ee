"""The last entries of a journal, read once: for a page that must not read years to show a line."""

from collections.abc import Callable

from sciatica_coach.files.journal import Journal
from sciatica_coach.files.places import Home
from sciatica_coach.model.entry import Entry, canonical, instant


class RecentJournal(Journal):
    """A journal that knows no more than the entries it is given, and never reads a file."""

    def __init__(self, *, home: Home, entries: list[Entry]) -> None:
        super().__init__(home=home)
        self._entries = entries

    def since(self, start: float) -> list[Entry]:
        """The known entries from an instant on, ordered by time."""
        return [entry for entry in self._entries if instant(entry["at"]) >= start]

    def latest(self, fits: Callable[[Entry], bool]) -> Entry | None:
        """The latest known entry that fits."""
        return next((entry for entry in reversed(self._entries) if fits(entry)), None)

    def of_type(self, *kinds: str, word: str = "") -> list[Entry]:
        """The known entries of some types, ordered by time; of a word, those that have it anywhere."""
        return [one for one in self._entries if one["type"] in kinds and (not word or word in canonical(one))]
