"""`coach doctor --repair`: what can be brought back, shown before it is done."""

from collections.abc import Callable
from typing import Any

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import note, say, say_json
from sciatica_coach.errors import CoachError, UnreadableError
from sciatica_coach.files.condition import make_private, open_to_others
from sciatica_coach.files.journal_text import NewerSchemaError
from sciatica_coach.files.repair import Survey, mend, survey
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.text import plural

Document = dict[str, Any]


def repair_files(coach: Coach, *, asks: bool, as_json: bool) -> None:
    """Mend permissions, then the journal: show before and after, ask, and do it.

    Args:
        coach: the program.
        asks: whether there is somebody to ask; otherwise it is done at once.
        as_json: print one document in place of the words.

    Raises:
        CoachError: what could not be mended, and why.
    """
    if coach.home.log.is_dir():
        raise UnreadableError(f"{coach.home.log} is a folder.", "Move it away, then run `coach doctor --repair` again.")
    tell: Callable[[str], None] = note if as_json else say
    changed = [str(path) for path in _mend_permissions(coach, asks=asks, tell=tell)]
    found = survey(coach.home)
    if found.log and found.log.newer:
        raise NewerSchemaError(f"{found.log.fault} It is left as it is.", "Update sciatica-coach.")
    document = _document(found, changed)
    if found.is_needed:
        tell("\n".join(_before_and_after(found)))
        if asks and not _agreed():
            raise _declined(found)
        kept = mend(coach.journal, found, f"{coach.now:%Y%m%d-%H%M%S}")
        document |= {"repaired": True, "kept": str(kept) if kept else None, "after": len(coach.journal.all())}
        tell(f"Done: {plural(document['after'], 'entry')} in the log.")
        if kept:
            tell(f"The broken file is kept as {kept}.")
        coach.pass_on_warnings()
    elif not changed:
        tell("Nothing is broken, and nothing is missing. Nothing was changed.")
    if as_json:
        say_json(document)


def _mend_permissions(coach: Coach, *, asks: bool, tell: Callable[[str], None]) -> list[object]:
    wide = open_to_others(coach.home)
    if not wide:
        return []
    tell(f"These are not for you alone: {', '.join(str(path) for path in wide)}.")
    if asks and not _agreed("Shall only you be able to read them?"):
        return []
    return list(make_private(coach.home))


def _document(found: Survey, changed: list[str]) -> Document:
    sources = [
        {"file": str(source.path), "entries": len(source.entries), "missing": found.missing_in(source)}
        for source in [*found.others, *found.drafts]
    ]
    return {
        "repaired": bool(changed),
        "fault": (found.log.fault if found.log else "") or None,
        "before": found.before,
        "after": found.before,
        "sources": sources,
        "kept": None,
        "made_private": changed,
    }


def _before_and_after(found: Survey) -> list[str]:
    after = found.after()
    if found.log is None:
        lines = ["There is no log, but there are traces of one."]
    elif found.log.fault:
        lines = [found.log.fault]
    else:
        lines = ["The log is whole, and other files hold entries that it lacks."]
    lines += ["", f"  {'Before':34}{plural(found.before, 'entry')}"]
    for source in [*found.others, *found.drafts]:
        missing = found.missing_in(source)
        more = f", {missing} of them not in the log" if missing else ""
        lines.append(f"  {source.path.name:34}{plural(len(source.entries), 'entry')}{more}")
    return [*lines, f"  {'After':34}{plural(len(after), 'entry')}{_span(after)}", ""]


def _span(entries: list[Entry]) -> str:
    return f", {entries[0]['at'][:10]} to {entries[-1]['at'][:10]}" if entries else ""


def _agreed(question: str = "Write the log like that? The broken file is kept.") -> bool:
    from sciatica_coach.terminal.questions import ask_yes

    return ask_yes(question)


def _declined(found: Survey) -> CoachError:
    fault = UnreadableError("Nothing was changed.", "`coach doctor --repair` is there when you want it.")
    if not found.is_broken:
        fault.hint = ""
    return fault
