"""`coach history`: the last weeks as a table of sessions and a chart of pain."""

import sys
from datetime import date, datetime, timedelta
from typing import Annotated, Any

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, complete_exercises, whole
from sciatica_coach.cli.output import say, say_json
from sciatica_coach.errors import UsageError
from sciatica_coach.model.text import one_line, plural, spoken_minutes
from sciatica_coach.model.trend import Trend, records_of, trend
from sciatica_coach.model.when import parse_date, start_of

app = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})

DEFAULT_DAYS = 30
MOST_DAYS = 36500
WIDEST_CHART = 100
SCORES = range(11)


@app.command(
    epilog="Examples: `coach history`; `coach history --days 7`; `coach history --since 2026-10-01 --json`. "
    "A day begins at four in the morning."
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
    as_json: Json = False,
) -> None:
    """Show the last weeks: sessions and pain."""
    coach = Coach()
    first = _first_day(coach.today, days, since, everything=all_)
    coach.recover()
    start = _instant_of(first) if first else float("-inf")
    found = trend(coach.journal.since(start), first, coach.today, exercise)
    coach.pass_on_warnings()
    if exercise and not found.sessions:
        _check_known(coach, exercise)
    if as_json:
        say_json(_document(found))
    else:
        say("\n".join(_page(found)))


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


def _instant_of(day: date) -> float:
    try:
        return start_of(day).astimezone().timestamp()
    except (OverflowError, ValueError):
        return float("-inf")


def _document(found: Trend) -> dict[str, Any]:
    return {
        "since": found.since.isoformat() if found.since else None,
        "until": found.until.isoformat(),
        "pain": list(found.pain),
        "sessions": list(found.sessions),
        "summary": found.summary,
    }


def _page(found: Trend) -> list[str]:
    span = f"Since {found.since}" if found.since else "All of your log"
    if not found.pain and not found.sessions:
        return [f"{span}: nothing yet. `coach today` starts a session, `coach log 4` records pain."]
    return [*_overview(found, span), *_chart(found), *_table(found)]


def _overview(found: Trend, span: str) -> list[str]:
    summary = found.summary
    active = spoken_minutes(summary["active_seconds"])
    lines = [f"{span}: {plural(summary['sessions'], 'session')} ({summary['completed']} completed), {active}."]
    if summary["latest"] is not None:
        lines.append(
            f"Pain: last {summary['latest']}, lowest {summary['lowest']}, highest {summary['highest']} "
            f"of {plural(summary['pain_entries'], 'entry').replace('entrys', 'entries')}."
        )
    return lines


def _chart(found: Trend) -> list[str]:
    points = [(datetime.fromisoformat(row["at"]), row["score"]) for row in found.pain if row["score"] in SCORES]
    if len(points) < 2:  # noqa: PLR2004 - one point is no line
        return []
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if not encoding.startswith("utf"):
        return []
    from sciatica_coach.terminal.plots import pain_chart
    from sciatica_coach.terminal.size import size

    marks = [datetime.fromisoformat(row["at"]) for row in found.sessions if row["outcome"] != "withheld"]
    columns = min(WIDEST_CHART, size()[0] - 1)
    below = f"   {points[0][0]:%d %b} to {points[-1][0]:%d %b}; ^ marks a session"
    return ["", "Pain, 0 to 10", *pain_chart(points, marks, columns), below]


def _table(found: Trend) -> list[str]:
    if not found.sessions:
        return []
    rows = [("When", "Routine", "Outcome", "Active", "Pain")]
    rows += [
        (
            one_line(row["at"][:16].replace("T", " ")),
            one_line(str(row["routine"])),
            one_line(str(row["outcome"])),
            spoken_minutes(row["active_seconds"] or 0),
            _before_after(row["before"], row["after"]),
        )
        for row in found.sessions
    ]
    wide = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "",
        *("  ".join(f"{cell:<{width}}" for cell, width in zip(row, wide, strict=True)).rstrip() for row in rows),
    ]


def _before_after(before: int | None, after: int | None) -> str:
    if before is None and after is None:
        return ""
    return f"{'?' if before is None else before} -> {'?' if after is None else after}"
