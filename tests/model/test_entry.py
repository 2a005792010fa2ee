"""Entries: what each must have, when it was, and which of two versions wins."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.model.reading import patient

from sciatica_coach.model.entry import (
    Entry,
    EntryType,
    after_edit,
    canonical,
    fault_of,
    instant,
    merge,
    of_type,
    tombstone,
    winner,
    written_at,
)

AT = "2026-11-22T07:30:00+01:00"
GOOD: Entry = {"id": "a", "type": "pain", "at": AT, "score": 4}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2026-11-22T07:30:00+01:00", "2026-11-22T06:30:00Z"),
        ("2026-11-22T07:30:00+01:00", "2026-11-22T12:00:00+05:30"),
        ("2026-11-22T06:30:00", "2026-11-22T06:30:00+00:00"),
        ("2026-11-22 06:30", "2026-11-22T06:30:00.000Z"),
    ],
)
def test_the_same_instant_in_other_words(one: str, other: str) -> None:
    """An instant counts with its offset; without one it is UTC."""
    assert instant(one) == instant(other)


def test_order_is_by_instant_and_not_by_text() -> None:
    """On a journey west, and when clocks go back, a greater text may be the earlier instant."""
    assert instant("2026-11-22T23:00:00+09:00") < instant("2026-11-22T15:30:00+01:00")
    assert instant("2026-10-25T02:30:00+02:00") < instant("2026-10-25T02:10:00+01:00")


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-45", "2026-11-22T07:30:00+99:00", None, 4, [], {}])
def test_instant_of_what_is_no_time(text: object) -> None:
    """One kind of error for every unfit `at`."""
    with pytest.raises(ValueError, match=r".+"):
        instant(text)


FAULTS: dict[str, tuple[object, str]] = {
    "a list": ([], "is not an entry in curly brackets"),
    "nothing": (None, "is not an entry in curly brackets"),
    "no id": ({"type": "pain", "at": AT}, "has no `id`"),
    "an empty id": ({**GOOD, "id": ""}, "has no `id`"),
    "a number for an id": ({**GOOD, "id": 7}, "has no `id`"),
    "no type": ({"id": "a", "at": AT}, "has no `type`"),
    "no at": ({"id": "a", "type": "pain"}, "has no `at`"),
    "an at that is no time": ({**GOOD, "at": "soon"}, "has an `at` that is not a date and time"),
}


@pytest.mark.parametrize(("entry", "fault"), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_not_an_entry(entry: object, fault: str) -> None:
    """An entry needs an id, a type and a time; the fault is the end of a sentence."""
    assert fault_of(entry) == fault


@pytest.mark.parametrize("kind", [*EntryType, "from-the-future"])
def test_entry_of_any_type_is_one(kind: str) -> None:
    """A type that this version does not know is no fault."""
    assert fault_of({**GOOD, "type": kind, "unknown key": [1, {"a": None}]}) == ""


def test_later_edit_wins() -> None:
    """Of two versions the one edited later wins, by instant, whatever else they say."""
    early = {**GOOD, "score": 9, "edited_at": "2026-11-22T12:00:00+05:30"}
    late = {**GOOD, "score": 1, "edited_at": "2026-11-22T07:00:00+00:00"}
    assert winner(early, late) == winner(late, early) == late


@pytest.mark.parametrize("edited_at", [None, "", "soon", 4])
def test_an_edit_beats_the_original(edited_at: object) -> None:
    """A version that was never edited, or says so in no readable way, loses against any edit."""
    edited = {**GOOD, "score": 0, "edited_at": "1969-01-01T00:00:00+00:00"}
    original = {**GOOD, "score": 9, "edited_at": edited_at}
    assert winner(original, edited) == winner(edited, original) == edited


def test_tie_goes_to_the_greater_canonical_json() -> None:
    """Two versions edited at the same instant are told apart by their content alone."""
    three, four = {**GOOD, "score": 3}, {**GOOD, "score": 4}
    assert winner(three, four) == winner(four, three) == four


def test_canonical_json_does_not_depend_on_the_order_of_keys() -> None:
    """The same content gives the same text, in letters of any script."""
    assert canonical({"b": 1, "a": "ü"}) == canonical({"a": "ü", "b": 1}) == '{"a":"ü","b":1}'


def test_tombstone_is_not_revived() -> None:
    """An undone entry stays undone when an older copy of it comes back."""
    tombstone = {"id": "a", "type": "removed", "at": AT, "edited_at": "2026-11-22T09:00:00+01:00"}
    assert merge([GOOD, tombstone, GOOD]) == [tombstone]


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(0, 10) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 2)).map(  # noqa: DTZ001 - the offset comes after
    lambda moment: moment.replace(microsecond=0, second=0, minute=0).isoformat()
)
STAMPS = st.builds(str.__add__, MOMENTS, st.sampled_from(["", "Z", "+01:00", "-05:00"]))
ENTRIES = st.builds(
    lambda entry_id, kind, at, edited, more: {"id": entry_id, "type": kind, "at": at, **edited, **more},
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["pain", "session", "removed"]),
    STAMPS,
    st.just({}) | st.fixed_dictionaries({"edited_at": STAMPS | st.sampled_from([None, "soon"])}),
    st.dictionaries(st.sampled_from(["score", "note", "x"]), VALUES, max_size=2),
)
JOURNALS = st.lists(ENTRIES, max_size=8)


@patient
@given(ENTRIES, ENTRIES, ENTRIES)
def test_winner_does_not_depend_on_order(one: Entry, two: Entry, three: Entry) -> None:
    """Whoever merges with whom first, on whichever machine, the same version wins in the end."""
    assert winner(one, two) == winner(two, one)
    assert winner(winner(one, two), three) == winner(one, winner(two, three))
    assert winner(one, one) == one


@patient
@given(ENTRIES, ENTRIES)
def test_winner_is_one_of_the_two(one: Entry, other: Entry) -> None:
    """Nothing is mixed: a version wins as a whole."""
    assert winner(one, other) in (one, other)


@patient
@given(JOURNALS, JOURNALS)
@example([{**GOOD, "score": 3}], [{**GOOD, "score": 4}, {**GOOD, "id": "b"}])
def test_merge_is_the_same_from_either_side(mine: list[Entry], theirs: list[Entry]) -> None:
    """Merging there and merging here keep the same entries, and merging again changes nothing."""
    merged = merge(mine + theirs)
    back = merge(theirs + mine)
    assert sorted(merged, key=canonical) == sorted(back, key=canonical)
    assert merge(merged) == merged
    assert merge(merged + theirs) == merged


@patient
@given(JOURNALS)
def test_merge_is_ordered_without_doubles_and_without_loss(entries: list[Entry]) -> None:
    """Every id is there once, ordered by instant."""
    merged = merge(entries)
    assert sorted(entry["id"] for entry in merged) == sorted({entry["id"] for entry in entries})
    instants = [instant(entry["at"]) for entry in merged]
    assert instants == sorted(instants)


def test_equal_instants_keep_their_order() -> None:
    """Entries of the same instant stay in the order in which they were written."""
    entries = [{**GOOD, "id": entry_id} for entry_id in "cab"]
    assert [entry["id"] for entry in merge(entries)] == ["c", "a", "b"]


def test_late_entry_is_put_in_its_place() -> None:
    """An entry for an earlier time goes before the later ones, by instant."""
    entries = [
        {**GOOD, "id": "noon", "at": "2026-11-22T12:00:00+01:00"},
        {**GOOD, "id": "evening in Tokyo", "at": "2026-11-22T19:30:00+09:00"},
    ]
    assert [entry["id"] for entry in merge(entries)] == ["evening in Tokyo", "noon"]


def test_shown_are_those_of_one_type() -> None:
    """Entries of one type, in their order."""
    entries = [GOOD, {**GOOD, "id": "b", "type": "check"}, {**GOOD, "id": "c"}]
    assert [entry["id"] for entry in of_type(entries, EntryType.PAIN)] == ["a", "c"]


NOON = datetime.fromisoformat("2026-11-22T12:00:00+01:00")


@pytest.mark.parametrize("edited_at", [None, "2026-11-22T09:00:00+01:00", "2027-01-01T00:00:00+01:00"])
def test_tombstone_wins_over_what_it_takes_back(edited_at: str | None) -> None:
    """Even where the entry says that it was edited later than now, because a clock was wrong."""
    entry = {**GOOD, "edited_at": edited_at}
    stone = tombstone(entry, NOON)
    assert winner(entry, stone) == winner(stone, entry) == stone
    assert (stone["id"], stone["type"], stone["at"]) == (entry["id"], "removed", entry["at"])
    assert of_type([stone], EntryType.PAIN) == []


def test_tombstone_wins_a_tie() -> None:
    """Of an entry and its tombstone of the same instant the tombstone wins, whichever text is greater."""
    stamp = {"edited_at": "2026-11-22T09:00:00+01:00"}
    entry = {**GOOD, **stamp, "at": "9999-01-01T00:00:00+00:00"}
    stone = {**GOOD, **stamp, "type": "removed"}
    assert winner(entry, stone) == winner(stone, entry) == stone


def test_an_edit_is_later_than_the_one_before() -> None:
    """An edit counts as made now, or a second after the last one where the clock went back."""
    assert after_edit(GOOD, NOON) == NOON
    ahead = {**GOOD, "edited_at": "2026-11-22T13:00:00+01:00"}
    assert after_edit(ahead, NOON).isoformat() == "2026-11-22T13:00:01+01:00"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, AT),
        ({"logged_at": "2026-11-23T09:00:00+01:00"}, "2026-11-23T09:00:00+01:00"),
        ({"ended_at": "2026-11-22T07:45:00+01:00"}, "2026-11-22T07:45:00+01:00"),
        ({"at": "2026-11-25T07:30:00+01:00", "logged_at": AT}, AT),
        ({"logged_at": "soon", "ended_at": None}, AT),
        ({"edited_at": "2026-11-24T09:00:00+01:00"}, AT),
    ],
    ids=["now", "for an earlier time", "a session", "moved to a later time", "unreadable", "corrected later"],
)
def test_when_an_entry_was_written(more: Entry, expected: str) -> None:
    """At its time, or when it was logged, or at the end of its session; a correction does not count."""
    assert written_at({**GOOD, **more}) == instant(expected)
