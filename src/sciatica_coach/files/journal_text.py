"""The journal as bytes: one JSON document, one entry a line; read from the end, checked, spliced."""

import json
import os
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from sciatica_coach.errors import UnreadableError
from sciatica_coach.files.drafts import to_bytes
from sciatica_coach.files.strict_json import decoder, loads
from sciatica_coach.files.system_calls import read_at
from sciatica_coach.model.entry import SCHEMA, Entry, fault_of, instant, merge
from sciatica_coach.model.upgrade import upgraded
from sciatica_coach.model.value import Value

HEADER = b'{"schema":%d,"entries":[\n' % SCHEMA
FOOTER = b"]}\n"
REPAIR_HINT = "`coach doctor --repair` brings back what can be, and asks first; or mend the line in an editor."
_BLOCK_BYTES = 32 * 1024
_TAIL_BYTES = 2 * _BLOCK_BYTES
_SEARCH_BYTES = 96 * 1024
_STRICTLY = decoder()

Segment = bytes | tuple[int, int]
"""A part of the new file: bytes to write, or a range (start, end) of the old file to copy."""


class NewerSchemaError(UnreadableError):
    """The journal was written by a newer version of the program."""


class Document(Value):
    """A journal that was read as a whole."""

    schema: int
    entries: list[Entry]
    rest: dict[str, Any]
    """What the document holds beside them, and this version does not know."""


def whole(entries: list[Entry], rest: dict[str, Any]) -> bytes:
    """The bytes of a journal with these entries, already merged and in order; the rest goes to its end."""
    lines = b",\n".join(to_bytes(entry) for entry in entries) + b"\n" * bool(entries)
    return HEADER + lines + (b"]," + to_bytes(rest)[1:] + b"\n" if rest else FOOTER)


def lines_from_end(descriptor: int, size: int) -> Iterator[tuple[int, bytes]]:
    """The lines of a file, last first, each with the place where it starts; without their newlines."""
    end = size
    later: list[bytes] = []  # the parts of a line whose start is not reached yet, the last one first
    while end > 0:
        start = max(0, end - _BLOCK_BYTES)
        first, *others = _read_range(descriptor, start, end).split(b"\n")
        place = end + 1
        for part in reversed(others):
            place -= len(part) + 1
            yield place, part + b"".join(reversed(later))
            later = []
        later.append(first)
        end = start
    yield 0, b"".join(reversed(later))


def _read_range(descriptor: int, start: int, end: int) -> bytes:
    found = read_at(descriptor, end - start, start)
    if len(found) < end - start:
        raise OSError(0, "the file became shorter while it was read")
    return found


def entries_from_end(descriptor: int, size: int) -> Iterator[tuple[int, int, Entry]]:
    """The entries of a journal in our own format, last first, each with the range of its JSON."""
    for start, line in lines_from_end(descriptor, size):
        if start and line[:1] == b"{":
            text = line.removesuffix(b",")
            yield start, start + len(text), json.loads(text)


def find_entry(descriptor: int, size: int, entry_id: str) -> tuple[int, int, Entry] | None:
    """The entry of an id in a journal in our own format, with the range of its JSON.

    Bytes first: most often the id is new, and to know that no line of many years has to be parsed.
    """
    if not _mentions(descriptor, size, _quoted(entry_id)):
        return None
    found = (part for part in entries_from_end(descriptor, size) if part[2]["id"] == entry_id)
    return next(found, None)


def typed_entries(descriptor: int, size: int, kinds: tuple[str, ...], word: str = "") -> list[Entry]:
    """The entries of some types, in order, of a journal in our own format.

    With a word, at least those in which it stands as a text of its own. What all of them have is searched for: types
    that begin alike are found in one go.
    """
    types = [_words_of_type(kind) for kind in kinds]
    begin = _words_of_type(os.path.commonprefix(kinds)).removesuffix(b'"')  # noqa: RUF071 - these are no paths
    lines = _lines_with(descriptor, size, _quoted(word) if word else begin)
    entries = [json.loads(line.removesuffix(b",")) for line in lines if any(one in line for one in types)]
    return [entry for entry in entries if entry["type"] in kinds]


def _lines_with(descriptor: int, size: int, words: bytes) -> Iterator[bytes]:
    """The lines in which some bytes stand, in order; searched for as bytes, as most lines of many years lack them."""
    rest = b""
    for place in range(0, size, _SEARCH_BYTES):
        text = rest + _read_range(descriptor, place, min(size, place + _SEARCH_BYTES))
        whole_lines = text.rfind(b"\n") + 1
        found = text.find(words, 0, whole_lines)
        while found >= 0:
            end = text.index(b"\n", found)
            yield text[text.rfind(b"\n", 0, found) + 1 : end]
            found = text.find(words, end, whole_lines)
        rest = text[whole_lines:]


def insertion(descriptor: int, size: int, entry: Entry) -> list[Segment]:
    """How to put a new entry into its place by time, into a journal in our own format."""
    line = to_bytes(entry)
    moment = instant(entry["at"])
    last = True
    for _, end, known in entries_from_end(descriptor, size):
        if instant(known["at"]) <= moment:
            if last:
                # The end comes from memory, so that a save reads no more than three times the file in all.
                kept = max(0, end - _TAIL_BYTES)
                return [(0, kept), _read_range(descriptor, kept, end) + b",\n" + line, (end, size)]
            return [(0, end + 2), line + b",\n", (end + 2, size)]
        last = False
    separator = b"\n" if last else b",\n"
    return [(0, len(HEADER)), line + separator, (len(HEADER), size)]


def replacement(start: int, end: int, size: int, entry: Entry) -> list[Segment]:
    """How to put a new version of an entry in the place of the old one."""
    return [(0, start), to_bytes(entry), (end, size)]


def is_ours(descriptor: int, size: int) -> bool:
    """Whether a file is a whole journal exactly as this version writes it, in order and without doubles."""
    with os.fdopen(os.dup(descriptor), "rb") as file:
        file.seek(0)
        if file.readline(len(HEADER) + 1) != HEADER:
            return False
        before, seen, line, comma = float("-inf"), set(), b"", True
        for line in file:
            if line == FOOTER:
                break
            entry = _entry_of_line(line) if line[:1] == b"{" else None
            if entry is None or not comma or entry["id"] in seen or not _can_be_searched(line, entry):
                return False
            moment = instant(entry["at"])
            if moment < before:
                return False
            before, comma = moment, line.endswith(b",\n")
            seen.add(entry["id"])
        return line == FOOTER and file.tell() == size and comma == (not seen)


def read_document(raw: bytes, path: Path) -> Document:
    """A journal of any layout, checked as a whole; a byte-order mark and CRLF are accepted.

    Raises:
        UnreadableError: it is not a journal. The line, and how many entries can still be read, are said.
    """
    try:
        document = loads(raw.removeprefix(BOM_UTF8).decode())
    except UnicodeDecodeError as error:
        _refuse(raw, path, raw.count(b"\n", 0, error.start) + 1, "it is not text")
    except RecursionError:
        _refuse(raw, path, 1, "it is nested too deeply")
    except json.JSONDecodeError as error:
        _refuse(raw, path, error.lineno, f"{error.msg.lower()} at column {error.colno}")
    except ValueError as error:
        _refuse(raw, path, 1, "a number has too many digits" if "digits" in str(error) else str(error))
    return check_document(document, raw, path)


def read_own_document(raw: bytes, path: Path) -> Document:
    """A journal that is just as this program left it: what it checked before it wrote is not checked again.

    Raises:
        UnreadableError: it is not a journal after all.
    """
    try:
        document = json.loads(raw)
        entries, schema = document.pop("entries"), document.pop("schema")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return read_document(raw, path)
    return Document(schema=schema, entries=entries, rest=document)


def check_document(document: Any, raw: bytes, path: Path) -> Document:
    """What was read as strict JSON, checked to be a journal.

    Args:
        document: the value of the JSON.
        raw: its text, to say what of it can still be read.
        path: whence it came.

    Raises:
        UnreadableError: it is not a journal.
    """
    if not isinstance(document, dict) or not isinstance(document.get("entries"), list):
        _refuse(raw, path, 1, 'it does not begin with {"schema":1,"entries":[')
    schema = document.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        _refuse(raw, path, 1, "it does not say which `schema` it has")
    for number, entry in enumerate(document["entries"], start=1):
        fault = fault_of(entry)
        if fault and schema <= SCHEMA:
            _refuse(raw, path, _line_of_entry(raw, number), f"entry {number} {fault}")
    fit = [upgraded(entry, schema) for entry in document["entries"] if not fault_of(entry)]
    rest = {key: value for key, value in document.items() if key not in ("schema", "entries")}
    return Document(schema=schema, entries=merge(fit), rest=rest)


def _line_of_entry(raw: bytes, number: int) -> int:
    """The line of an entry, where entries stand one a line; the first line otherwise."""
    return number + 1 if raw.startswith(HEADER.rstrip()) else 1


def _refuse(raw: bytes, path: Path, line: int, fault: str) -> NoReturn:
    from sciatica_coach.files.salvage import salvage

    readable = len(salvage(raw).whole)
    entries = "1 entry in it can" if readable == 1 else f"{readable} entries in it can"
    raise UnreadableError(
        f"{path}:{line}: the log cannot be read: {fault}. Nothing was changed; {entries} still be read.",
        REPAIR_HINT,
    )


def _can_be_searched(line: bytes, entry: Entry) -> bool:
    """Whether id and type stand in a line as this version writes them: they are looked for as bytes."""
    return _words_of_type(entry["type"]) in line and (b"\\" not in line or _quoted(entry["id"]) in line)


@cache
def _words_of_type(kind: str) -> bytes:
    return b'"type":' + _quoted(kind)


def _quoted(text: str) -> bytes:
    """A text as our own format writes it."""
    return json.dumps(text, ensure_ascii=False).encode(errors="backslashreplace")


def _mentions(descriptor: int, size: int, words: bytes) -> bool:
    """Whether the bytes stand anywhere in a file."""
    block = _SEARCH_BYTES + len(words)
    return any(words in read_at(descriptor, block, place) for place in range(0, size, _SEARCH_BYTES))


def _entry_of_line(line: bytes) -> Entry | None:
    try:
        entry = _STRICTLY.decode(line.decode().strip().removesuffix(","))
    except (ValueError, RecursionError):
        return None
    return None if fault_of(entry) else entry
