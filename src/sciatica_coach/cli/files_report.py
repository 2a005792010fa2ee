"""The state of the user's files, as `coach doctor` tells it: lines for people, a document for programs."""

from typing import Any

from sciatica_coach.cli.coach import Coach
from sciatica_coach.errors import UnreadableError
from sciatica_coach.files.condition import drafts_in, free_bytes, is_short_of_room, open_to_others
from sciatica_coach.files.repair import Survey, survey
from sciatica_coach.model.text import plural
from sciatica_coach.model.value import Value

_MEGABYTE = 1_000_000


class Look(Value):
    """What was looked at, how it is, and whether it is well."""

    name: str
    words: str
    is_well: bool = True


class FilesReport(Value):
    """What was found of the files, and whether the log can be used."""

    lines: tuple[str, ...]
    document: dict[str, Any]
    is_usable: bool


def look_at_files(coach: Coach) -> FilesReport:
    """Look at all of them, and change nothing."""
    fault: UnreadableError | None = None
    try:
        found = survey(coach.home)
    except UnreadableError as error:
        fault, found = error, Survey(log=None, others=[], drafts=[])
    looks = _look_at_files(coach, found, fault)
    return FilesReport(
        lines=tuple(_line(look) for look in looks),
        document=_document(coach, found, looks, fault),
        is_usable=not (found.is_broken or fault),
    )


def _look_at_files(coach: Coach, found: Survey, fault: UnreadableError | None) -> list[Look]:
    wide = open_to_others(coach.home)
    names = ", ".join(str(path) for path in wide)
    return [
        Look(name="Folder", words=str(coach.home.root)),
        Look(
            name="Log",
            words=fault.message if fault else _log_words(found),
            is_well=not (found.is_broken or found.is_newer or fault),
        ),
        *(
            Look(
                name="Copy",
                words=f"{source.path.name}: {plural(found.missing_in(source), 'entry')} that the log lacks. "
                "`coach doctor --repair` brings them in.",
                is_well=False,
            )
            for source in found.others
            if found.missing_in(source) and not found.is_broken
        ),
        *(
            Look(name="Draft", words=f"{draft.path.name} {draft.state}.", is_well=draft.is_well)
            for draft in drafts_in(coach.home)
        ),
        _look_at_backups(coach, found),
        Look(
            name="Private",
            words=f"others may read: {names}. `coach doctor --repair` mends that."
            if wide
            else "only you can read them",
            is_well=not wide,
        ),
        Look(
            name="Room",
            words=f"{free_bytes(coach.home) / _MEGABYTE:,.0f} MB free on the disk",
            is_well=not is_short_of_room(coach.home),
        ),
    ]


def _log_words(found: Survey) -> str:
    if found.log is None:
        return "gone, but there are traces of it" if found.others else "none yet"
    if found.log.newer:
        return (
            f"{found.log.fault} It is shown as far as this version knows it, and is never written. Update the program."
        )
    return found.log.fault or plural(found.before, "entry")


def _look_at_backups(coach: Coach, found: Survey) -> Look:
    folder = coach.home.backups
    if folder.exists() and not folder.is_dir():
        words = f"{folder} is no folder: no copy of the day can be made. Move it away."
        return Look(name="Backups", words=words, is_well=False)
    return Look(name="Backups", words=_backup_words(found))


def _backup_words(found: Survey) -> str:
    kept = [source for source in found.others if source.path.suffix in (".gz", ".bak")]
    if not kept:
        return "none yet"
    most = max(len(source.entries) for source in kept)
    return f"{plural(len(kept), 'file')}, {plural(most, 'entry')} in the fullest"


def _document(coach: Coach, found: Survey, looks: list[Look], fault: UnreadableError | None) -> dict[str, Any]:
    log = found.log
    return {
        "folder": str(coach.home.root),
        "log": str(coach.home.log),
        "entries": found.before,
        "fault": (fault.message if fault else log.fault if log else "") or None,
        "newer": found.is_newer,
        "repair_needed": found.is_needed,
        "sources": [
            {"file": str(source.path), "entries": len(source.entries), "missing": found.missing_in(source)}
            for source in found.others
        ],
        "drafts": [{"file": str(draft.path), "state": draft.state} for draft in drafts_in(coach.home)],
        "open_to_others": [str(path) for path in open_to_others(coach.home)],
        "free_bytes": free_bytes(coach.home),
        "problems": [f"{look.name}: {look.words}" for look in looks if not look.is_well],
    }


def _line(look: Look) -> str:
    return f"{' ' if look.is_well else '!'} {look.name:9}{look.words}"
