"""What can still be read in a journal that is damaged: every whole entry, wherever it stands."""

import json
import re
from codecs import BOM_UTF8
from dataclasses import dataclass, field

from sciatica_coach.files.strict_json import decoder
from sciatica_coach.model.entry import Entry, fault_of
from sciatica_coach.model.text import REPLACEMENT

_OBJECT = re.compile(r'\{\s*"')
"""Looked for before anything is parsed: the place of every fault is counted from the start of the file, so that each
stray bracket in many megabytes of garbage would take milliseconds."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The entries of a damaged file, in the order in which they stand there."""

    whole: list[Entry] = field(default_factory=list)
    doubtful: list[Entry] = field(default_factory=list)
    """Those with bytes in them that are no text: of use only where no other copy is left."""


def salvage(raw: bytes) -> Salvaged:
    """Every entry that can be read in some bytes, in whatever layout they are."""
    text, is_torn = _decoded(raw)
    found, reader = Salvaged(), decoder()
    place = _next(text, 0)
    while place >= 0:
        entry, end = _entry_at(reader, text, place)
        if entry and is_torn and REPLACEMENT in text[place:end]:
            found.doubtful.extend([entry] if REPLACEMENT not in entry["id"] else [])
        elif entry:
            found.whole.append(entry)
        place = _next(text, end)
    return found


def _next(text: str, start: int) -> int:
    """Where the next object with a key begins; -1 when there is none."""
    found = _OBJECT.search(text, start)
    return found.start() if found else -1


def _decoded(raw: bytes) -> tuple[str, bool]:
    try:
        return raw.removeprefix(BOM_UTF8).decode(), False
    except UnicodeDecodeError:
        return raw.decode(errors="replace"), True


def _entry_at(reader: json.JSONDecoder, text: str, place: int) -> tuple[Entry | None, int]:
    """The entry that begins at a bracket, and where to look on; what is none may hold some."""
    try:
        value, end = reader.raw_decode(text, place)
    except RecursionError:
        line_end = text.find("\n", place)
        return None, len(text) if line_end < 0 else line_end
    except ValueError:
        return None, place + 1
    return (None, place + 1) if fault_of(value) else (value, end)
