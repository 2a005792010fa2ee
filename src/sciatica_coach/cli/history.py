"""`coach history`: is it getting better, what follows sessions, what was noted."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, complete_exercises, new_app, whole
from sciatica_coach.cli.output import can_draw, can_stand_out, say, say_json
from sciatica_coach.errors import UsageError
from sciatica_coach.files.places import find_content
from sciatica_coach.model.entry import Entry, instant, records_of
from sciatica_coach.model.trend import Trend, trend
from sciatica_coach.model.when import parse_date, start_of

if TYPE_CHECKING:
    from sciatica_coach.model.history import History

app = new_app()

DEFAULT_DAYS = 30
MOST_DAYS = 36500
LOOK_BACK_DAYS = 28
"""Days with a session are counted over so many days, however few are shown."""


@app.command(
    epilog="Examples: `coach history`; `coach history --days 7`; `coach history --since 2026-10-01 --json`. "
    "A day begins at four in the morning; `coach setup --day-begins 5` changes that. With `--plain`, or ACCESSIBLE=1, "
    "everything is said in sentences."
)
def history(
    days: Annotated[
        int | None,
        typer.Option(parser=whole(1, MOST_DAYS), metavar="N", help="So many days, today included; usually 30."),
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From this day on.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Everything.")] = False,
    exercise: Annotated[
        str,
        typer.Option(metavar="ID", help="Only sessions with this exercise.", autocompletion=complete_exercises),
    ] = "",
    plain: Annotated[bool, typer.Option("--plain", help="Sentences in place of pictures.")] = False,
    as_json: Json = False,
) -> None:
    """Show how it goes: pain, how far down the leg, sessions, what followed them."""
    coach = Coach()
    first = _first_day(coach.today, days, since, everything=all_)
    coach.recover()
    wide = min(first, coach.today - timedelta(days=LOOK_BACK_DAYS - 1)) if first else None
    entries = coach.journal.since(_instant_of(coach, wide))
    start = _instant_of(coach, first)
    shown = [entry for entry in entries if instant(entry["at"]) >= start] if wide != first else entries
    rows = trend(shown, first, coach.today, exercise)
    coach.pass_on_warnings()
    if exercise and not rows.sessions:
        _check_known(coach, exercise)
    if as_json:
        say_json(_document(rows, _history(coach, entries, wide, rows)))
    elif not shown:
        span = f"Since {rows.since}" if rows.since else "All of your log"
        say(f"{span}: nothing yet. `coach today` starts a session, `coach log 4` records pain.")
    else:
        from sciatica_coach.cli.reading import read_out

        read_out(coach, _page(rows, _history(coach, entries, wide, rows), plain=plain), plain=plain)


def _check_known(coach: Coach, exercise: str) -> None:
    """Refuse an exercise that was never done and is not in the library: it is a slip of the keyboard."""
    if not any(exercise == record.get("exercise") for entry in coach.journal.all() for record in records_of(entry)):
        coach.library.exercise(exercise)


def _first_day(today: date, days: int | None, since: str | None, *, everything: bool) -> date | None:
    if sum((days is not None, since is not None, everything)) > 1:
        raise UsageError("--days, --since and --all exclude each other.", "Use one of them.")
    if everything:
        return None
    if since is not None:
        first = parse_date(since, "--since")
        if first > today:
            raise UsageError(f"--since: {first} is still to come.", "Use a day up to today.")
        return first
    try:
        return today - timedelta(days=(days or DEFAULT_DAYS) - 1)
    except OverflowError:
        return None


def _instant_of(coach: Coach, day: date | None) -> float:
    try:
        return start_of(day, coach.day_begins).astimezone().timestamp() if day else float("-inf")
    except (OverflowError, ValueError):
        return float("-inf")


def _history(coach: Coach, entries: list[Entry], wide: date | None, rows: Trend) -> "History":
    """What the entries say, with the thresholds of trends: read for a page alone, and never for an empty one."""
    from sciatica_coach.files.content import load_trend_rules
    from sciatica_coach.model.history import Span, history

    span = Span(
        since=rows.since,
        until=rows.until,
        diary_began=_diary_began(coach, entries, wide),
        begins=coach.day_begins,
    )
    return history(entries, span, load_trend_rules(find_content()), rows.exercise)


def _diary_began(coach: Coach, entries: list[Entry], wide: date | None) -> date:
    """The day of the first entry ever, or any day before those that are looked at."""
    first = coach.day_of(entries[0]) if entries else coach.today
    if wide and first > wide:
        start = _instant_of(coach, wide)
        older = coach.journal.latest(lambda entry: instant(entry["at"]) < start)
        return wide if older else first
    return first


def _document(rows: Trend, found: "History") -> dict[str, Any]:
    from sciatica_coach.cli.history_json import statistics

    return {
        "since": rows.since.isoformat() if rows.since else None,
        "until": rows.until.isoformat(),
        "pain": list(rows.pain),
        "sessions": list(rows.sessions),
        "summary": rows.summary | statistics(found),
    }


def _page(rows: Trend, found: "History", *, plain: bool) -> str:
    from sciatica_coach.terminal.history_page import history_page
    from sciatica_coach.terminal.size import size
    from sciatica_coach.terminal.view import View

    return history_page(found, rows, View(columns=size()[0], drawn=not plain and can_draw(), bold=can_stand_out()))
