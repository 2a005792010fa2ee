"""What can be read in damaged bytes: all that is whole, nothing that is not."""

import json
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.faults.journals import pain, three

from sciatica_coach.files.drafts import to_bytes
from sciatica_coach.files.journal_text import whole
from sciatica_coach.files.salvage import salvage

SESSION = pain("s", exercises=[{"exercise": "a", "seconds": 3}, {"exercise": "b"}], pain_before={"score": 4})


def test_cut_at_every_length() -> None:
    """Of a journal cut off anywhere, every entry before the cut is found, and nothing else."""
    entries = [*three(), SESSION]
    raw = whole(entries, {})
    ends = [raw.index(json.dumps(entry, separators=(",", ":")).encode()) for entry in entries]
    ends = [start + len(json.dumps(entry, separators=(",", ":"))) for start, entry in zip(ends, entries, strict=True)]
    for length in range(len(raw) + 1):
        assert salvage(raw[:length]).whole == entries[: sum(end <= length for end in ends)]


@pytest.mark.parametrize("indent", [None, 2])
def test_any_layout(indent: int | None) -> None:
    """A file that an editor indented, with a comma too many, is read as well as our own."""
    text = json.dumps({"schema": 1, "entries": [*three(), SESSION]}, indent=indent)
    assert salvage(text[:-2].encode() + b",]}").whole == [*three(), SESSION]


@pytest.mark.parametrize("start", range(0, 330, 13))
def test_nul_in_the_middle(start: int) -> None:
    """A block of NULs takes the entries that it touches, and no other."""
    raw = bytearray(whole(three(), {}))
    raw[start : start + 40] = bytes(40)
    found = salvage(bytes(raw)).whole
    assert all(entry in three() for entry in found)
    assert len(found) >= 1


def test_bytes_that_are_no_text_are_doubtful() -> None:
    """An entry with a byte that is no text is kept apart from the sound ones."""
    raw = whole([pain("a", note="über"), pain("b")], {}).replace("ü".encode(), b"\xfc")
    found = salvage(raw)
    assert [entry["id"] for entry in found.whole] == ["b"]
    assert [entry["note"] for entry in found.doubtful] == ["�ber"]


def test_id_that_is_no_text_is_no_entry() -> None:
    """Without a sound id nobody knows which entry it was."""
    assert salvage(whole([pain("aü")], {}).replace("ü".encode(), b"\xfc")).doubtful == []


@pytest.mark.parametrize(
    "raw",
    [b"", b"\0" * 300, b"{" * 100_000, b"[" * 100_000, b'{"a":' * 100_000, b'{"id":1,"type":2,"at":3}', b"\xff\xfe{"],
    ids=["empty", "nul", "braces", "brackets", "deep", "wrong-types", "utf-16"],
)
def test_nothing_to_be_found(raw: bytes) -> None:
    """Bytes without an entry give none, and end in no error."""
    found = salvage(raw)
    assert (found.whole, found.doubtful) == ([], [])


@given(st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_in_between(junk: bytes, place: int) -> None:
    """Whatever bytes stand in the middle of a journal, finding what is left of it raises nothing."""
    raw = whole(three(), {})
    assert len(salvage(raw[:place] + junk + raw[place:]).whole) <= 3 + junk.count(b"{")


def test_garbage_of_many_megabytes_takes_a_moment() -> None:
    """A log that something overwrote with noise is looked through once, however many brackets are in it."""
    garbage = random.Random(7).randbytes(10_000_000)  # noqa: S311 - no secret
    line = to_bytes(pain("a"))
    begun = time.process_time()
    assert [entry["id"] for entry in salvage(garbage + b"\n" + line).whole] == ["a"]
    assert salvage(b"{" * 3_000_000).whole == []
    assert time.process_time() - begun < 6
