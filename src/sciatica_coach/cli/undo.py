"""`coach undo`: take back an entry, or bring it back."""

from typing import Annotated

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.entries import (
    check_not_holding,
    describe,
    find_entry,
    is_removed,
    last_edited,
    last_written,
    name_latest,
    saved_together,
    short_id,
)
from sciatica_coach.cli.options import Json, new_app
from sciatica_coach.cli.output import say, say_json
from sciatica_coach.errors import UsageError
from sciatica_coach.files.replaced import find_replaced
from sciatica_coach.model.entry import Entry, after_edit, edited_at, tombstone
from sciatica_coach.model.text import plural

app = new_app()

NO_LOG = '{"entries":[]}'


@app.command(
    epilog="Examples: `coach undo`; `coach undo 3f9a` takes back an entry by the beginning of its id; "
    "after `coach edit` it takes back the change; `coach undo --restore` brings back the one that was taken back last. "
    "After `coach import` it takes back nothing, and says how to have the log as it was. "
    "An entry for an earlier time, as of `coach log 4 --at 'yesterday 21:00'`, is the last if it was written last."
)
def undo(
    entry_id: Annotated[
        str, typer.Argument(metavar="[ID]", help="Which entry, if not the one that was written last.")
    ] = "",
    restore: Annotated[bool, typer.Option("--restore", help="Bring back what was taken back last.")] = False,
    as_json: Json = False,
) -> None:
    """Take back the entry that was written last, or the change that came after it."""
    coach = Coach()
    if not entry_id and not restore:
        _refuse_many(coach)
    coach.recover()
    entries, before = coach.journal.all(), None
    if restore:
        entry = _restored(coach, entries, entry_id)
        coach.journal.merge([entry])
    elif not entry_id and (before := _before_edit(coach, entries)):
        entry = before
        coach.journal.merge([entry])
    else:
        entry = _chosen(coach, entries, entry_id)
        coach.journal.merge([tombstone(entry, coach.now)])
    coach.pass_on_warnings()
    _tell(entry, restore=restore, is_edit=before is not None, as_json=as_json)


def _tell(entry: Entry, *, restore: bool, is_edit: bool, as_json: bool) -> None:
    if as_json:
        say_json({"restored" if restore or is_edit else "removed": entry})
    elif restore:
        say(f"It is back: {describe(entry)}")
    elif is_edit:
        say(f"The change is taken back. It is again: {describe(entry)}\n`coach undo` once more brings the change back.")
    else:
        say(f"Taken back: {describe(entry)}\n`coach undo --restore` brings it back.")


def _refuse_many(coach: Coach) -> None:
    """Take back nothing after an import: its entries may be of another computer, which has them still.

    A tombstone would follow them there, so the way back is the log as it was. Called before anything is saved.

    Raises:
        UsageError: the last save brought in several entries, or one that is not the one that was written last.
    """
    entries, is_first = coach.journal.all(), coach.journal.is_first_save
    together = saved_together(entries, NO_LOG if is_first else coach.journal.backup_text)
    if together:
        many = plural(len(together), "entry")
        before = f"To have the log as it was before, copy {coach.home.backup} over {coach.home.log}. "
        raise UsageError(
            f"The last save brought in {many} from elsewhere, as `coach import` does: nothing was taken back.",
            f"{'There was no log before it. ' if is_first else before}"
            f"To take back a single entry, give its id: `coach undo ID`.\n{name_latest(entries)}",
        )


def _before_edit(coach: Coach, entries: list[Entry]) -> Entry | None:
    """The old version of an entry when the last thing that was done was to change it."""
    entry = last_edited(entries, coach.journal.backup_text)
    old = find_replaced(coach.home, entry["id"]) if entry else None
    if entry is None or old is None or {**old, "edited_at": entry["edited_at"]} == entry:
        return None  # it was brought back, and not changed
    return {**old, "edited_at": after_edit(entry, coach.now).isoformat()}


def _chosen(coach: Coach, entries: list[Entry], entry_id: str) -> Entry:
    entry = find_entry(entries, entry_id) if entry_id else last_written(entries, coach.journal.backup_text)
    if entry is None:
        raise UsageError("There is nothing to take back: the log is empty.", "`coach log 4` records pain.")
    check_not_holding(entry)
    return entry


def _restored(coach: Coach, entries: list[Entry], entry_id: str) -> Entry:
    """The last version of the entry that was taken back last, stamped so that it wins over its tombstone."""
    stones = [entry for entry in entries if is_removed(entry) and entry["id"].startswith(entry_id)]
    if not stones:
        raise UsageError("There is nothing to bring back.", "`coach undo` takes back the entry that was written last.")
    stone = max(stones, key=edited_at)
    old = find_replaced(coach.home, stone["id"])
    if old is None:
        raise UsageError(
            f"The old version of {short_id(stone)} is not in {coach.home.replaced}.",
            "It was taken back on another computer: bring it back there.",
        )
    return {**old, "edited_at": after_edit(stone, coach.now).isoformat()}
