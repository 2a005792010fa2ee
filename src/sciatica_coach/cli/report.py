"""`coach report`: one page for the clinician, into a file that the user hands on."""

import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, whole
from sciatica_coach.cli.output import say, say_json
from sciatica_coach.errors import CoachError, UsageError
from sciatica_coach.files.outfile import write_outfile
from sciatica_coach.model.entry import Entry, EntryType
from sciatica_coach.model.flare import flare_mentions
from sciatica_coach.model.reactions import Stop, mornings, reactions, stops
from sciatica_coach.model.referral import mentions
from sciatica_coach.model.text import one_line, plural
from sciatica_coach.model.weeks import Week, pain_change, place_change, weeks_of
from sciatica_coach.model.when import day_words

if TYPE_CHECKING:
    from sciatica_coach.sharing.report import Report, Routine, Table, Tile

app = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})

DEFAULT_DAYS = 28
MOST_DAYS = 36500
LOOK_BACK_DAYS = 70
"""What the rules of seeing a clinician look at, however short or long the page."""
MOST_ROWS = 8


@app.command(
    epilog="Examples: `coach report`; `coach report --days 56 -o for-the-physio.html`. "
    "Open the page in a browser, print it (two pages), or hand the file on. Nobody is named in it, and your notes are "
    "left out. Only you can read the file."
)
def report(
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Where to; usually report-DATE.html in this folder.")
    ] = "",
    days: Annotated[
        int | None,
        typer.Option(parser=whole(1, MOST_DAYS), metavar="N", help="So many days, today included; usually 28."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Write one page for your physiotherapist, midwife or doctor."""
    coach = Coach()
    coach.recover()
    try:
        from sciatica_coach.sharing.report import report_page
    except ModuleNotFoundError as error:
        raise UsageError(
            "A report needs the libraries jinja2 and pygal, which are not installed.",
            f"Install them with: {sys.executable} -m pip install 'jinja2>=3.1,<4' 'pygal>=3.1,<4'",
        ) from error
    found = _report(coach, days or DEFAULT_DAYS)
    coach.pass_on_warnings()
    name = output or f"report-{coach.today.isoformat()}.html"
    write_outfile(name, report_page(found).encode())
    if as_json:
        say_json(_document(found, name))
    else:
        say(f"Written: {one_line(name)}, {found.since} to {found.until}. Only you can read it. Open it in a browser.")


def _document(found: "Report", name: str) -> dict[str, Any]:
    weeks = [
        {
            "since": week.first.isoformat(),
            "until": week.last.isoformat(),
            "pain": week.pain,
            "furthest": week.furthest.value if week.furthest else None,
            "done": week.done,
            "planned": week.planned,
        }
        for week in found.weeks
    ]
    return {"file": name, "since": found.since.isoformat(), "until": found.until.isoformat(), "weeks": weeks}


def _report(coach: Coach, days: int) -> "Report":
    from sciatica_coach.sharing.report import Report

    until = coach.today
    dated = [(coach.day_of(entry), entry) for entry in _entries(coach, max(days, LOOK_BACK_DAYS))]
    since = _first_day(coach, [day for day, _ in dated], until, days)
    entries = [entry for day, entry in dated if since <= day <= until]
    lately = [entry for day, entry in dated if day > until - timedelta(days=LOOK_BACK_DAYS)]
    ended = stops(entries)
    weeks = weeks_of(entries, since, until, coach.library.response_rules(), coach.day_begins)
    return Report(
        since=since,
        until=until,
        who=_who(coach),
        tiles=_tiles(coach, entries, weeks, ended),
        mention=_mention(coach, lately),
        weeks=weeks,
        tables=_tables(coach, entries, ended),
        routine=_routine(coach),
    )


def _entries(coach: Coach, days: int) -> list[Entry]:
    """The entries of so many days and one more, since days begin at four."""
    try:
        return coach.journal.since((coach.now - timedelta(days=days + 1)).timestamp())
    except (OverflowError, ValueError):
        return coach.journal.all()


def _first_day(coach: Coach, loaded: list[date], until: date, days: int) -> date:
    """The day so many days ago; or that of the first entry, where the diary is younger."""
    asked = until - timedelta(days=min(days - 1, (until - date.min).days))
    first = min(loaded, default=until)
    older = first <= asked or coach.journal.latest(lambda entry: coach.day_of(entry) < asked) is not None
    return asked if older else min(first, until)


def _who(coach: Coach) -> tuple[str, ...]:
    """The stage and what the person said of herself or himself, without a name."""
    profile = coach.profile
    stage = profile.stage_on(coach.today)
    birth = f", {profile.birth.value} birth" if profile.birth else ""
    known = profile.due or profile.born
    week = f", week {stage.week}{birth}" if stage.week is not None and known else birth
    words = {"general": "General", "pregnancy": "Pregnancy", "postpartum": "After birth"}[stage.kind.value]
    cleared = {True: "cleared for exercise by a clinician", False: "not cleared for exercise yet", None: ""}
    side = f"side that hurts: {profile.side.value}" if profile.side else ""
    conditions = ", ".join(one.value for one in profile.conditions)
    parts = (f"{words}{week}", side, conditions, cleared[profile.cleared], f"written {day_words(coach.today)}")
    return tuple(part for part in parts if part)


def _tiles(coach: Coach, entries: list[Entry], weeks: tuple[Week, ...], ended: tuple[Stop, ...]) -> tuple["Tile", ...]:
    """The answer in ten seconds."""
    from sciatica_coach.sharing.report import Tile
    from sciatica_coach.sharing.report_rows import sign_rows

    done, planned = sum(week.done for week in weeks), sum(week.planned for week in weeks)
    down = sum(stop.why == "went down the leg" for stop in ended)
    signs = sign_rows(entries, coach.library.safety())
    settled, unsettled = mornings(entries)
    pain = [f"{week.pain:g}" for week in weeks if week.pain is not None]
    places = [week.furthest.value for week in weeks if week.furthest]
    share = f"{round(100 * done / planned)} % of the planned days." if planned else "None planned."
    return (
        Tile(name="Pain, 0 to 10", value=_from_to(pain), words=pain_change(weeks, coach.library.response_rules())),
        Tile(name="Furthest point", value=_from_to(places), words=place_change(weeks)),
        Tile(name="Days with a session", value=f"{done} of {planned}", words=share),
        Tile(name="Ended early", value=str(len(ended)), words=f"Pain went down the leg: {down}."),
        _morning(settled, unsettled),
        Tile(name="Warning signs", value=str(len(signs)), words="Noted." if signs else "None was ticked."),
    )


def _morning(settled: int, unsettled: int) -> "Tile":
    """How often the leg was back to its usual level by the morning after."""
    from sciatica_coach.sharing.report import Tile

    answers = settled + unsettled
    value, words = (f"{settled} of {answers}", "Of those answered.") if answers else ("?", "Not answered yet.")
    return Tile(name="Back to usual by morning", value=value, words=words)


def _from_to(values: list[str]) -> str:
    """The first and the last week's value."""
    if not values:
        return "?"
    return values[0] if len(values) == 1 else f"{values[0]} → {values[-1]}"


def _mention(coach: Coach, lately: list[Entry]) -> tuple[str, ...]:
    """What holds the sessions, then what the rules would say today, whether or not it was said already."""
    from sciatica_coach.model.safety import current_hold

    safety = coach.library.safety()
    hold = current_hold(safety, coach.journal.of_type(EntryType.CHECK))
    signs = [sign.say for one in hold.signs if (sign := safety.sign(one))] if hold else []
    words = [f"Sessions are held since {day_words(hold.since)}: {', '.join(signs)} ({hold.level})."] if hold else []
    profile, now = coach.profile, coach.now
    stage, rules = profile.stage_on(coach.today), coach.library.response_rules()
    flare = coach.library.plan_rules().flare.value
    found = [
        *mentions(lately, now, stage, rules, profile.conditions),
        *flare_mentions(lately, now, flare, rules),
    ]
    if hold:
        found = [one for one in found if one.sign not in hold.signs]
    return (*words, *(f"{one.text} (rule {one.rule})" for one in found))


def _tables(coach: Coach, entries: list[Entry], ended: tuple[Stop, ...]) -> tuple["Table", ...]:
    from sciatica_coach.sharing import report_rows as rows

    def name(exercise: str) -> str:
        return _name(coach, exercise)

    scores = ("Exercise", "Sessions", "Pain during it", "Score after: lower / same / higher")
    note = "All exercises of a session share its score: this is no cause."
    return (
        _table("Reactions by exercise", scores, rows.reaction_rows(reactions(entries), name), "None yet.", note),
        _table("Ended early, and why", ("Day", "What", "Why"), rows.stop_rows(ended, name), "Nothing."),
        _table(
            "Changes that the program offered",
            ("Day", "Change", "Why", "Answer"),
            rows.change_rows(entries, name),
            "None.",
        ),
        _table(
            "Warning signs noted",
            ("Day", "Sign or answer", "Level"),
            rows.sign_rows(entries, coach.library.safety()),
            "None was ticked.",
        ),
        _table("Weekly answers, 0 to 10", ("What", "First", "Last"), rows.measure_rows(entries)),
        _table("Medication noted", ("What", "How often", "Last"), rows.medication_rows(entries)),
        _table("Activities noted", ("What", "How often", "Last"), rows.activity_rows(entries)),
        _table("In the person's words", ("Pain", "How often"), rows.word_rows(entries)),
    )


def _table(
    title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]], empty: str = "", remark: str = ""
) -> "Table":
    from sciatica_coach.sharing.report import Table

    more = max(0, len(rows) - MOST_ROWS)
    return Table(title=title, heads=heads, rows=tuple(rows[:MOST_ROWS]), empty=empty, more=more, note=remark)


def _name(coach: Coach, exercise: str) -> str:
    """The name of an exercise; its id where the library does not have it any more."""
    try:
        return coach.library.exercise(exercise).name
    except CoachError:
        return one_line(exercise)[:60]


def _routine(coach: Coach) -> "Routine":
    """What `coach today` would do now, with the figure and the sources of each exercise."""
    from sciatica_coach.cli.dose import dose_words
    from sciatica_coach.cli.preview import planned
    from sciatica_coach.cli.wishes import Wishes
    from sciatica_coach.sharing.drawings import drawing_of
    from sciatica_coach.sharing.report import Prescribed, Routine

    plan = planned(coach, Wishes())
    found, known = [], coach.library.sources
    used: dict[str, None] = {}
    for exercise in plan.exercises:
        ids = dict.fromkeys((*exercise.sources.exercise, *exercise.sources.dose, *exercise.sources.stages))
        used.update(ids)
        words = ", ".join("usual starting point" if one == "default" else one for one in ids)
        found.append(
            Prescribed(
                name=exercise.name,
                dose=dose_words(exercise),
                sources=words or "the person's own",
                drawing=drawing_of(exercise, plan.first_side),
            )
        )
    return Routine(
        name=f"{plan.name}, {plural(len(found), 'exercise')}",
        exercises=tuple(found),
        reasons=tuple(f"{one.text} (rule {one.rule}; source: {one.source})" for one in plan.reasons),
        sources=tuple((one, known[one]) for one in used if one in known),
    )
