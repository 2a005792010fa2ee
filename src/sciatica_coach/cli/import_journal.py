"""`coach import`: merge entries from elsewhere into the journal."""

from typing import Annotated

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, new_app
from sciatica_coach.cli.output import say, say_json
from sciatica_coach.files.foreign import read_entries
from sciatica_coach.model.merging import Merged
from sciatica_coach.model.text import plural

app = new_app()


@app.command(
    epilog="Examples: `coach import other-laptop/log.json`; `coach import backups/log-2026-11-22.json.gz`; "
    "`coach export | ssh desk coach import -`. Twice is the same as once, and the order does not matter. "
    "Of two versions of an entry the one edited later stays; the other is kept in backups/replaced.jsonl."
)
def import_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Journals, their backups or copies, exports, entries; - for standard input."
        ),
    ],
    as_json: Json = False,
) -> None:
    """Merge the log of another computer, a backup or an export into this one."""
    coach = Coach()
    coming = [entry for name in files for entry in read_entries(name)]
    coach.recover()
    merged = coach.journal.merge(coming)
    coach.pass_on_warnings()
    if as_json:
        say_json({"added": merged.added, "same": merged.same, "replaced": merged.replaced})
    else:
        say(_report(merged, str(coach.home.replaced)))


def _report(merged: Merged, replaced: str) -> str:
    counts = f"{merged.added} added, {merged.same} already there, {merged.replaced} replaced by a later version."
    kept = len(merged.losers)
    if not kept:
        return counts
    return f"{counts}\n{plural(kept, 'other version')} {'is' if kept == 1 else 'are'} kept in {replaced}."
