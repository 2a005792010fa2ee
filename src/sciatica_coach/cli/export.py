"""`coach export`: what leaves this machine, by hand and by name."""

import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import Annotated

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, choose, new_app
from sciatica_coach.cli.output import note, pour, say, say_json
from sciatica_coach.errors import UsageError
from sciatica_coach.files.outfile import write_outfile
from sciatica_coach.model.entry import Entry, EntryType
from sciatica_coach.model.text import clean, one_line
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import parse_date, start_of
from sciatica_coach.model.word import Word

app = new_app()

STANDARD_OUTPUT = "-"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Format(Word):
    """What is written."""

    CSV = "csv"
    JSON = "json"
    FHIR = "fhir"
    CALENDAR = "calendar"


ENDINGS = {".csv": Format.CSV, ".json": Format.JSON, ".ics": Format.CALENDAR}


class _Wishes(Value):
    """What was asked for."""

    format: Format
    since: date | None
    bundle: str | None
    notes: bool
    at: time | None
    to_file: bool


class _Document(Value):
    """What is written, and how many things are in it."""

    content: bytes
    count: int
    one: str = "entry"
    several: str = "entries"


@app.command(
    epilog="Examples: `coach export -o log-copy.json`, and `coach import log-copy.json` on another computer; "
    "`coach export -o pain.csv`; `coach export --format fhir --since 2026-10-01`; "
    "`coach export -o sessions.ics --at 10:30`. "
    "A file that is there already is replaced; only you can read the new one."
)
def export(
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="csv: a table. json: the log itself, for `coach import`. "
            "fhir: for a clinic's program. calendar: the coming weeks. "
            "Usually as the file's name ends (.csv, .json, .ics), or json.",
        ),
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From this day on; usually everything.")] = None,
    bundle: Annotated[
        str | None,
        typer.Option(
            help="Of fhir: collection, to be read; or transaction, for a server, which takes it twice without doubling."
        ),
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="Of fhir: with your own notes. Without, since they may name somebody.")
    ] = False,
    at: Annotated[
        str | None, typer.Option(metavar="HH:MM", help="Of calendar: when the sessions begin; usually 10:00.")
    ] = None,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Into a file, in place of standard output.")
    ] = STANDARD_OUTPUT,
    as_json: Json = False,
) -> None:
    """Write the log for a spreadsheet, another program, a clinic or a calendar."""
    coach = Coach()
    wishes = _Wishes(
        format=choose(format_, Format, "--format") or _by_name(output),
        since=parse_date(since, "--since") if since is not None else None,
        bundle=bundle,
        notes=notes,
        at=_read_time(at),
        to_file=output != STANDARD_OUTPUT,
    )
    _check(wishes, as_json=as_json)
    coach.recover()
    document = _calendar(coach, wishes) if wishes.format is Format.CALENDAR else _log(coach, wishes)
    coach.pass_on_warnings()
    if not wishes.to_file:
        pour(document.content)
        return
    write_outfile(output, document.content)
    if as_json:
        say_json({"file": output, "format": wishes.format.value, "count": document.count})
    else:
        say(f"Written: {_counted(document)}, {one_line(output)}. Only you can read it.")


def _by_name(output: str) -> Format:
    """The format that the end of a file's name stands for; the log itself for any other end."""
    return ENDINGS.get(PurePath(output).suffix.lower(), Format.JSON)


def _check(wishes: _Wishes, *, as_json: bool) -> None:
    """Refuse options that do not go together."""
    alone = {
        "--bundle": (wishes.bundle, Format.FHIR),
        "--notes": (wishes.notes, Format.FHIR),
        "--at": (wishes.at, Format.CALENDAR),
    }
    for option, (value, home) in alone.items():
        if value and wishes.format is not home:
            raise UsageError(f"{option} goes with --format {home} alone.", "Leave it out, or choose that format.")
    if wishes.since and wishes.format is Format.CALENDAR:
        raise UsageError("--since does not go with --format calendar.", "A calendar holds the days to come.")
    if as_json and not wishes.to_file and wishes.format not in (Format.JSON, Format.FHIR):
        raise UsageError(f"{wishes.format} is not JSON.", "Leave out --json, or write to a file with `-o FILE`.")


def _read_time(text: str | None) -> time | None:
    if text is None:
        return None
    try:
        moment = datetime.strptime(one_line(text), "%H:%M")  # noqa: DTZ007 - a time on the wall clock
    except ValueError:
        raise UsageError(f"--at: `{one_line(text)}` is not a time of day.", "Write it as 10:30.") from None
    return moment.time()


def _log(coach: Coach, wishes: _Wishes) -> _Document:
    entries = coach.journal.since(_instant_of(coach, wishes.since) if wishes.since else float("-inf"))
    there = [entry for entry in entries if entry["type"] != EntryType.REMOVED]
    match wishes.format:
        case Format.CSV:
            from sciatica_coach.sharing.csv_table import csv_table

            return _Document(content=_marked(csv_table(entries), wishes), count=len(there))
        case Format.FHIR:
            return _fhir(coach, wishes, entries)
    return _Document(content=_journal(entries), count=len(there))


def _instant_of(coach: Coach, day: date) -> float:
    try:
        return start_of(day, coach.day_begins).astimezone().timestamp()
    except (OverflowError, ValueError):
        return float("-inf")


def _marked(text: str, wishes: _Wishes) -> bytes:
    """The table in UTF-8. Excel takes a file for that only by a mark; other programs read the mark as a letter.

    So a file has one, and only where it holds letters that need it; a pipe never has.
    """
    return BYTE_ORDER_MARK * (wishes.to_file and not text.isascii()) + text.encode()


def _journal(entries: list[Entry]) -> bytes:
    """The journal itself, tombstones included; what a terminal would obey stands in it as an escape."""
    from sciatica_coach.files.journal_text import whole

    text = whole(entries, {}).decode()
    if text != clean(text):
        text = "".join(letter if letter == clean(letter) else f"\\u{ord(letter):04x}" for letter in text)
    return text.encode()


def _fhir(coach: Coach, wishes: _Wishes, entries: list[Entry]) -> _Document:
    from sciatica_coach.sharing.fhir import BundleKind, FhirOptions, fhir_bundle

    kind = choose(wishes.bundle, BundleKind, "--bundle") or BundleKind.COLLECTION
    bundle = fhir_bundle(entries, FhirOptions(kind=kind, notes=wishes.notes, now=coach.now))
    if not wishes.notes and any(entry.get("note") for entry in entries):
        note("Your notes are left out, since they may name somebody; `--notes` puts them in.")
    content = json.dumps(bundle, indent=2).encode() + b"\n"
    return _Document(content=content, count=len(bundle.get("entry", [])), one="resource", several="resources")


def _calendar(coach: Coach, wishes: _Wishes) -> _Document:
    from sciatica_coach.cli.coming_days import coming_days
    from sciatica_coach.sharing.calendar import calendar_text

    rules = coach.library.calendar_rules()
    begins_at, now = wishes.at or rules.begins_at.value, coach.now
    first = now.date() + timedelta(days=now.time() > begins_at)
    days = list(coming_days(coach, first, begins_at, 7 * rules.weeks.value))
    try:
        text = calendar_text(days, begins_at, rules.alarm_minutes.value, now)
    except ModuleNotFoundError as error:
        raise UsageError(
            "A calendar needs the library icalendar, which is not installed.",
            f"Install it with: {sys.executable} -m pip install 'icalendar>=6.3,<8'",
        ) from error
    return _Document(content=text, count=len(days), one="session", several="sessions")


def _counted(document: _Document) -> str:
    return f"{document.count} {document.one if document.count == 1 else document.several}"
