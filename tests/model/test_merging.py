"""Merging with entries from elsewhere: what comes in, what is replaced, and that no version is lost."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from tests.faults.journals import pain
from tests.model.reading import patient

from sciatica_coach.model.entry import Entry, canonical
from sciatica_coach.model.merging import merged

EARLY, LATE = "2026-11-22T08:00:00+01:00", "2026-11-22T09:00:00+01:00"
OLD, NEW = pain("a", score=4), pain("a", score=5, edited_at=EARLY)
NEWEST = pain("a", score=6, edited_at=LATE)
STONE: Entry = {"id": "a", "type": "removed", "at": OLD["at"], "edited_at": LATE}

ENTRIES = st.builds(
    lambda entry_id, kind, hour, score, edited: (
        {"id": entry_id, "type": kind, "at": f"2026-11-22T0{hour}:00:00+01:00", "score": score}
        | ({"edited_at": edited} if edited else {})
    ),
    st.sampled_from("abc"),
    st.sampled_from(["pain", "removed"]),
    st.integers(0, 3),
    st.integers(0, 2),
    st.sampled_from(["", EARLY, LATE, "2026-11-22T09:00:00+02:00"]),
)
JOURNALS = st.lists(ENTRIES, max_size=6)


def kept(entries: list[Entry] | tuple[Entry, ...]) -> set[str]:
    """Entries as a set, whatever their order."""
    return {canonical(entry) for entry in entries}


def journal(entries: list[Entry]) -> list[Entry]:
    """The entries as a journal has them."""
    return list(merged([], entries).entries)


@patient
@given(JOURNALS, JOURNALS)
def test_merge_is_commutative(one: list[Entry], other: list[Entry]) -> None:
    """Mine into yours and yours into mine make the same journal."""
    assert kept(merged(journal(one), other).entries) == kept(merged(journal(other), one).entries)


@patient
@given(JOURNALS, JOURNALS, JOURNALS)
def test_merge_is_associative(one: list[Entry], two: list[Entry], three: list[Entry]) -> None:
    """It does not matter which two of three computers meet first."""
    first = merged(list(merged(journal(one), two).entries), three).entries
    last = merged(journal(one), list(merged(journal(two), three).entries)).entries
    assert kept(first) == kept(last)


@patient
@given(JOURNALS, JOURNALS)
def test_merge_is_idempotent(mine: list[Entry], theirs: list[Entry]) -> None:
    """The second time adds nothing and replaces nothing."""
    once = merged(journal(mine), theirs)
    twice = merged(list(once.entries), theirs)
    assert twice.entries == once.entries
    assert (twice.added, twice.replaced, twice.changes) == (0, 0, False)


@patient
@given(JOURNALS, JOURNALS)
def test_no_version_is_lost(mine: list[Entry], theirs: list[Entry]) -> None:
    """Every version that there was is in the journal afterwards, or among the losers, and never in both."""
    before = journal(mine)
    result = merged(before, theirs)
    assert kept(result.entries) | kept(result.losers) == kept(before) | kept(theirs)
    assert not kept(result.entries) & kept(result.losers)


@patient
@given(JOURNALS, JOURNALS)
def test_counts_add_up(mine: list[Entry], theirs: list[Entry]) -> None:
    """Each id that came in is counted once, and what is not the same changed the journal."""
    before = journal(mine)
    result = merged(before, theirs)
    assert result.added + result.same + result.replaced == len({entry["id"] for entry in theirs})
    assert len(result.entries) == len(before) + result.added
    assert result.changes == (list(result.entries) != before)


def test_new_same_and_replaced() -> None:
    """One of each, counted as such."""
    result = merged([OLD, pain("b")], [NEW, pain("b"), pain("c")])
    assert (result.added, result.same, result.replaced) == (1, 1, 1)
    assert list(result.losers) == [OLD]


def test_older_version_that_comes_in_is_a_loser_and_changes_nothing() -> None:
    """What the journal has already overtaken is kept aside, and the journal stays."""
    result = merged([NEW], [OLD])
    assert (result.same, result.changes) == (1, False)
    assert list(result.losers) == [OLD]


def test_several_versions_of_one_id_at_once() -> None:
    """Whatever their order, the latest stays, and each of the others is a loser."""
    for versions in permutations([OLD, NEW, NEWEST]):
        result = merged([], list(versions))
        assert list(result.entries) == [NEWEST]
        assert kept(result.losers) == kept([OLD, NEW])
        assert result.added == 1


def test_tombstone_takes_an_entry_away_and_no_copy_brings_it_back() -> None:
    """What was taken back elsewhere goes here too, and older copies do not revive it, in any order."""
    for versions in permutations([OLD, NEW, STONE, NEWEST]):
        assert merged([], list(versions)).entries == (STONE,)


def test_a_correction_after_the_removal_brings_it_back() -> None:
    """The later edit wins, as between any two versions: somebody changed the entry after it had been taken back."""
    later = {**NEWEST, "edited_at": "2026-11-22T10:00:00+01:00"}
    assert merged([STONE], [later]).entries == (later,)
