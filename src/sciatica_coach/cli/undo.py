"""`coach undo`: take back an entry, or bring it back."""

from typing import Annotated

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.entries import check_not_holding, describe, find_entry, is_removed, last_written, short_id
from sciatica_coach.cli.options import Json
from sciatica_coach.cli.output import say, say_json
from sciatica_coach.errors import UsageError
from sciatica_coach.files.replaced import find_replaced
from sciatica_coach.model.entry import Entry, after_edit, edited, tombstone

app = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})


@app.command(
    epilog="Examples: `coach undo`; `coach undo 3f9a` takes back an entry by the beginning of its id; "
    "`coach undo --restore` brings back the one that was taken back last. "
    "An entry for an earlier time, as of `coach log 4 --at 'yesterday 21:00'`, is the last if it was written last."
)
def undo(
    entry_id: Annotated[
        str, typer.Argument(metavar="[ID]", help="Which entry, if not the one that was written last.")
    ] = "",
    restore: Annotated[bool, typer.Option("--restore", help="Bring back what was taken back last.")] = False,
    as_json: Json = False,
) -> None:
    """Take back the entry that was written last."""
    coach = Coach()
    coach.recover()
    entries = coach.journal.all()
    if restore:
        entry = _restored(coach, entries, entry_id)
        coach.journal.merge([entry])
    else:
        entry = _chosen(coach, entries, entry_id)
        coach.journal.merge([tombstone(entry, coach.now)])
    coach.pass_on_warnings()
    if as_json:
        say_json({"restored" if restore else "removed": entry})
    elif restore:
        say(f"It is back: {describe(entry)}")
    else:
        say(f"Taken back: {describe(entry)}\n`coach undo --restore` brings it back.")


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
    stone = max(stones, key=edited)
    old = find_replaced(coach.home, stone["id"])
    if old is None:
        raise UsageError(
            f"The old version of {short_id(stone)} is not in {coach.home.replaced}.",
            "It was taken back on another computer: bring it back there.",
        )
    return {**old, "edited_at": after_edit(stone, coach.now).isoformat()}
