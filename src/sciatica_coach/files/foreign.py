"""Entries from elsewhere: another journal, a backup, an export, or lines that were copied out of one."""

import sys
from codecs import BOM_UTF8
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from sciatica_coach.errors import UnreadableError, UsageError
from sciatica_coach.files.journal_text import NewerSchemaError, check_document, read_document
from sciatica_coach.files.places import reason
from sciatica_coach.files.plain import read_start
from sciatica_coach.files.strict_json import loads
from sciatica_coach.model.entry import SCHEMA, Entry, fault_of
from sciatica_coach.model.text import one_line

STANDARD_INPUT = "-"
MOST_BYTES = 256 * 1024 * 1024
"""A journal of ten years has 10 MB. What is larger is none, or was packed to fill a disk."""
_GZIP = b"\x1f\x8b"


def read_entries(name: str) -> list[Entry]:
    """The entries of a file, or of standard input for `-`.

    Taken are a journal of any layout, packed or not, a single entry, and entries one a line.

    Raises:
        UsageError: there is no such file, or it is a folder.
        UnreadableError: it cannot be read, is none of these, or a newer version wrote it.
    """
    where = Path("standard input" if name == STANDARD_INPUT else name)
    raw = _unpacked(_read(name), where).removeprefix(BOM_UTF8)
    if not raw.strip():
        _refuse(where, 1, "it is empty")
    document = None
    with suppress(ValueError, RecursionError):
        document = loads(raw)
    if isinstance(document, dict) and not fault_of(document):
        return [document]
    if document is None and _is_line(raw):
        return _read_lines(raw, where)
    return _read_journal(document, raw, where)


def _read_journal(parsed: Any, raw: bytes, where: Path) -> list[Entry]:
    """The entries of a journal; `parsed` is None where its JSON is to be read again, for the words about its fault."""
    try:
        document = read_document(raw, where) if parsed is None else check_document(parsed, raw, where)
    except UnreadableError as error:
        error.message = error.message.replace("the log cannot", "it cannot", 1)
        error.hint = "Mend that line, or leave this file out."
        raise
    if document.schema > SCHEMA:
        raise NewerSchemaError(
            f"{where} was written by a newer version of sciatica-coach. Nothing was changed.", "Update sciatica-coach."
        )
    return document.entries


def _is_line(raw: bytes) -> bool:
    """Whether the first line of text stands for an entry by itself."""
    try:
        return not fault_of(loads(raw.lstrip().split(b"\n", 1)[0].strip().removesuffix(b",")))
    except (ValueError, RecursionError):
        return False


def _read_lines(raw: bytes, where: Path) -> list[Entry]:
    entries = []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        text = line.strip().removesuffix(b",")
        if not text:
            continue
        try:
            entry = loads(text)
        except UnicodeDecodeError:
            _refuse(where, number, "it is not text")
        except (ValueError, RecursionError):
            _refuse(where, number, "it is not JSON")
        fault = fault_of(entry)
        if fault:
            _refuse(where, number, f"it {fault}")
        entries.append(entry)
    return entries


def _read(name: str) -> bytes:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin else b""
    try:
        return read_start(name, MOST_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError) as error:
        words = reason(error) if isinstance(error, OSError) else "it has a NUL in its name"
        raise UsageError(f"{one_line(name)}: {words}.", "Name a journal, such as another log.json.") from error
    except OSError as error:
        raise UnreadableError(
            f"{name} cannot be read: {reason(error)}. Nothing was changed.", "Check the permissions of the file."
        ) from error


def _unpacked(raw: bytes, where: Path) -> bytes:
    if raw.startswith(_GZIP):
        import zlib

        unpack = zlib.decompressobj(wbits=31)
        try:
            raw = unpack.decompress(raw, MOST_BYTES + 1)
        except zlib.error:
            _refuse(where, 1, "it is packed, and damaged")
        if not unpack.eof and len(raw) <= MOST_BYTES:
            _refuse(where, 1, "it is packed, and its end is missing")
    if len(raw) > MOST_BYTES:
        _refuse(where, 1, f"it is larger than {MOST_BYTES // 1024 // 1024} MB")
    return raw


def _refuse(where: Path, line: int, fault: str) -> NoReturn:
    raise UnreadableError(
        f"{where}:{line}: it cannot be read: {fault}. Nothing was changed.", "Mend that line, or leave this file out."
    )
