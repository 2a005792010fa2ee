"""Merging a journal with entries from elsewhere: what comes in, what it replaces, and what loses."""

from sciatica_coach.model.entry import Entry, canonical, merge, winner
from sciatica_coach.model.value import Value


class Merged(Value):
    """What a merge makes of a journal.

    Attributes:
        entries: those of the journal after it, in order.
        added: how many ids are new to it.
        same: how many ids came in and changed nothing: the journal had that version, or a later one.
        replaced: how many ids have a later version now.
        losers: the versions that lost against another one of the same id.
    """

    entries: tuple[Entry, ...]
    added: int
    same: int
    replaced: int
    losers: tuple[Entry, ...]

    @property
    def changes(self) -> bool:
        """Whether the journal is another one after it."""
        return bool(self.added or self.replaced)


def merged(known: list[Entry], coming: list[Entry]) -> Merged:
    """Merge entries into a journal. Which of both is which matters for the counts alone.

    Args:
        known: the entries of the journal, without doubles.
        coming: entries from elsewhere; an id may come in several versions.
    """
    before = {entry["id"]: entry for entry in known}
    best = dict(before)
    losers: dict[str, Entry] = {}
    for entry in coming:
        other = best.setdefault(entry["id"], entry)
        if other is entry or repr(other) == repr(entry):  # most often; and cheaper than canonical JSON
            continue
        best[entry["id"]] = won = winner(other, entry)
        lost = entry if won is other else other
        losers.setdefault(canonical(lost), lost)
    ids = dict.fromkeys(entry["id"] for entry in coming)
    replaced = sum(name in before and _differ(before[name], best[name]) for name in ids)
    added = sum(name not in before for name in ids)
    return Merged(
        entries=tuple(merge(list(best.values()))),
        added=added,
        same=len(ids) - added - replaced,
        replaced=replaced,
        losers=tuple(lost for lost in losers.values() if _differ(lost, best[lost["id"]])),
    )


def _differ(one: Entry, other: Entry) -> bool:
    return one is not other and canonical(one) != canonical(other)
