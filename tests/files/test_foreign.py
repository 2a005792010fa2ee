"""Entries from elsewhere: what is taken, and what is refused with its line."""

import gzip
import json
from pathlib import Path

import pytest
from tests.faults.journals import fill, pain, three

from sciatica_coach.errors import UnreadableError, UsageError
from sciatica_coach.files.foreign import read_entries
from sciatica_coach.model.entry import Entry

LINES = [json.dumps(entry).encode() for entry in three()]
JOURNAL = b'{"schema":1,"entries":[\n' + b",\n".join(LINES) + b"\n]}\n"
TAKEN: dict[str, tuple[bytes, list[Entry]]] = {
    "a journal": (JOURNAL, three()),
    "a journal of another layout": (json.dumps(json.loads(JOURNAL), indent=4).encode(), three()),
    "a journal with a mark and CRLF": (b"\xef\xbb\xbf" + JOURNAL.replace(b"\n", b"\r\n"), three()),
    "a packed journal": (gzip.compress(JOURNAL), three()),
    "an empty journal": (b'{"schema":1,"entries":[\n]}\n', []),
    "one entry": (LINES[0], three()[:1]),
    "one entry over several lines": (json.dumps(three()[0], indent=2).encode(), three()[:1]),
    "entries one a line": (b"\n".join(LINES) + b"\n", three()),
    "lines cut out of a journal": (b",\n".join(LINES[:2]) + b",\n\n", three()[:2]),
    "packed lines": (gzip.compress(b"\n".join(LINES)), three()),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to read from."""
    return tmp_path / "from elsewhere"


@pytest.mark.parametrize(("raw", "entries"), TAKEN.values(), ids=TAKEN.keys())
def test_what_is_taken(file: Path, raw: bytes, entries: list[Entry]) -> None:
    """Journals of any layout, packed or not, and entries by themselves."""
    file.write_bytes(raw)
    assert read_entries(str(file)) == entries


def test_own_journal_and_its_backup(home: Path) -> None:
    """What the program wrote itself is read as it is."""
    fill(home, *three())
    assert read_entries(str(home / "log.json")) == three()
    assert read_entries(str(home / "log.json.bak")) == three()[:2]


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "1: it cannot be read: it is empty"),
    "a letter": (b"Dear Sir,\n", "1: it cannot be read: expecting value"),
    "a table": (b"date,time\r\n2026-11-22,07:30\r\n", "1: it cannot be read: expecting value"),
    "a list": (b"[]", "1: it cannot be read: it does not begin with"),
    "a routine": (b"name: x\n", "1: it cannot be read: expecting value"),
    "a broken line among lines": (LINES[0] + b"\n" + LINES[1][:20] + b"\n", "2: it cannot be read: it is not JSON"),
    "a line that is no entry": (LINES[0] + b'\n{"id":"x"}\n', "2: it cannot be read: it has no `type`"),
    "a line that is no text": (LINES[0] + b'\n{"id":"\xff"}\n', "2: it cannot be read: it is not text"),
    "a line with a doubled key": (LINES[0] + b'\n{"id":"a","id":"b"}\n', "2: it cannot be read: it is not JSON"),
    "deep brackets": (b"[" * 100_000, "1: it cannot be read: "),
    "deep brackets after a line": (LINES[0] + b"\n" + b"[" * 100_000, "2: it cannot be read: it is not JSON"),
    "a torn journal": (JOURNAL[:-20], ": it cannot be read: "),
    "a bad entry in a journal": (JOURNAL.replace(b'"type": "pain", "at": "2024-11-21', b'"at": "2024-11-21'), "3: "),
    "a torn packed file": (gzip.compress(JOURNAL)[:-9], "1: it cannot be read: it is packed, and its end is missing"),
    "a damaged packed file": (b"\x1f\x8b" + b"x" * 40, "1: it cannot be read: it is packed, and damaged"),
}


@pytest.mark.parametrize(("raw", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(file: Path, raw: bytes, says: str) -> None:
    """The file and the line are named, and that nothing was changed."""
    file.write_bytes(raw)
    with pytest.raises(UnreadableError) as caught:
        read_entries(str(file))
    assert caught.value.message.startswith(f"{file}:")
    assert says in caught.value.message
    assert "Nothing was changed" in caught.value.message
    assert "log.json.bak over it" not in caught.value.hint


def test_journal_of_a_newer_version(file: Path) -> None:
    """What this version does not know is not merged by halves."""
    file.write_bytes(JOURNAL.replace(b'"schema":1', b'"schema":2'))
    with pytest.raises(UnreadableError, match=r"newer version.*Nothing was changed"):
        read_entries(str(file))


def test_packed_file_that_would_fill_the_memory(file: Path) -> None:
    """A small file that unpacks to more than any journal is refused, and not unpacked to its end."""
    file.write_bytes(gzip.compress(b" " * (257 * 1024 * 1024), compresslevel=1))
    with pytest.raises(UnreadableError, match="larger than 256 MB"):
        read_entries(str(file))


@pytest.mark.parametrize("name", ["nosuch.json", ".", "nosuch/log.json", "a\0b"])
def test_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    """No such file, a folder, a name that cannot be: usage, with what it is."""
    with pytest.raises(UsageError):
        read_entries(f"{tmp_path}/{name}")


def test_version_of_a_pain_entry_keeps_its_unknown_keys(file: Path) -> None:
    """Keys of a newer minor version come along."""
    file.write_text(json.dumps(pain("a", later={"deep": [1]})), encoding="utf-8")
    assert read_entries(str(file)) == [pain("a", later={"deep": [1]})]
