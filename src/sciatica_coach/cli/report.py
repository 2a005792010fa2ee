"""`coach report`: one page for the clinician, into a file that the user hands on."""

import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import Json, new_app, whole
from sciatica_coach.cli.output import note, say, say_json
from sciatica_coach.errors import CoachError, UsageError
from sciatica_coach.files.outfile import write_outfile
from sciatica_coach.model.daily import DayMark, dated, marks_of
from sciatica_coach.model.entry import Entry, EntryType, of_type
from sciatica_coach.model.flare import flare_mentions
from sciatica_coach.model.reactions import WENT_DOWN, Stop, mornings, reactions, stops
from sciatica_coach.model.referral import mentions
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.text import one_line, plural, shortened
from sciatica_coach.model.trend import highest_during
from sciatica_coach.model.value import replace
from sciatica_coach.model.weeks import Week, pain_change, place_change, weeks_of
from sciatica_coach.model.when import day_words

if TYPE_CHECKING:
    from sciatica_coach.model.exercise import Exercise, Side
    from sciatica_coach.model.safety import Hold
    from sciatica_coach.model.safety_rules import SafetyRules
    from sciatica_coach.sharing.report import Prescribed, Report, Routine, Table, Tile

app = new_app()

DEFAULT_DAYS = 28
MOST_DAYS = 36500
LONGEST_HOLD, LONGEST_SOURCES = 150, 40
MOST_FIGURES, MOST_OTHERS, MOST_REASONS, MOST_SOURCES = 8, 2, 2, 5
LONGEST_DOSE, LONGEST_OTHER, LONGEST_REASON = 102, 145, 130
OFTEN = "How\N{NO-BREAK SPACE}often"
IN_HISTORY = "`coach history --exercise ID` tells of one"
IN_LOG = "`coach export --format csv` has all"
"""Two sheets of paper hold so much of each, the tables below as many rows as they say, and no more."""


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
    dated = [(coach.day_of(entry), entry) for entry in _entries(coach, days)]
    since = _first_day(coach, [day for day, _ in dated], until, days)
    entries = [entry for day, entry in dated if since <= day <= until]
    ended = stops(entries, coach.day_begins)
    weeks = weeks_of(entries, since, until, coach.library.response_rules(), coach.day_begins)
    return Report(
        since=since,
        until=until,
        who=_who(coach),
        tiles=_tiles(coach, entries, weeks, ended),
        mention=_mention(coach, coach.lately),
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
    birth = f", {profile.birth.value} birth" if profile.birth and stage.kind is StageKind.POSTPARTUM else ""
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
    down = sum(stop.why == WENT_DOWN for stop in ended)
    signs = sign_rows(entries, coach.library.safety())
    settled, unsettled = mornings(entries)
    pain = [f"{week.pain:g}" for week in weeks if week.pain is not None]
    places = [week.furthest.value for week in weeks if week.furthest]
    marks = list(marks_of(dated(entries, coach.day_begins)).values())
    partly = f" In part: {marks.count(DayMark.PARTLY)}." if DayMark.PARTLY in marks else ""
    share = f"{round(100 * done / planned)} % of the planned days.{partly}" if planned else "None planned."
    return (
        Tile(
            name="Pain, 0 to 10",
            value=_from_to(pain),
            words=f"{pain_change(weeks, coach.library.response_rules())}{_worst(entries)}",
        ),
        Tile(name="Furthest point", value=_from_to(places), words=place_change(weeks)),
        Tile(name="Days with a session", value=f"{done} of {planned}", words=share),
        Tile(name="Ended early", value=str(len(ended)), words=f"Pain went down the leg: {down}."),
        _morning(settled, unsettled),
        Tile(name="Warning signs", value=str(len(signs)), words="Noted." if signs else "None was ticked."),
    )


def _worst(entries: list[Entry]) -> str:
    """The highest pain that was said in a session, as a sentence."""
    said = [score for one in of_type(entries, EntryType.SESSION) if (score := highest_during(one)) is not None]
    return f" In a session up to {max(said)}." if said else ""


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
    words = [_held(hold, safety)] if hold else []
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


def _held(hold: "Hold", safety: "SafetyRules") -> str:
    """Since when the sessions are held, and by which signs."""
    signs = ", ".join(sign.say for one in hold.signs if (sign := safety.sign(one)))
    return f"Sessions are held since {day_words(hold.since)}: {shortened(signs, LONGEST_HOLD)} ({hold.level})."


def _tables(coach: Coach, entries: list[Entry], ended: tuple[Stop, ...]) -> tuple["Table", ...]:
    from sciatica_coach.sharing import report_rows as rows

    def name(exercise: str) -> str:
        return _name(coach, exercise)

    safety, begins = coach.library.safety(), coach.day_begins
    counted = ("What", OFTEN, "Last")
    return (
        _reactions(rows.reaction_rows(reactions(entries), name)),
        _table(
            "Ended early, and why",
            ("What", "Why", OFTEN, "Last"),
            rows.stop_rows(ended, name),
            6,
            "Nothing.",
            IN_HISTORY,
        ),
        _table(
            "Changes that the program offered",
            ("Day", "Change", "Why", "Answer"),
            rows.change_rows(entries, name, begins),
            4,
            "None.",
        ),
        _table(
            "Warning signs noted",
            ("Day", "Sign or answer", "Level"),
            rows.sign_rows(entries, safety, begins),
            4,
            "None was ticked.",
        ),
        _table("Weekly answers, 0 to 10", ("What", "First", "Last"), rows.measure_rows(entries), 7),
        _table("Medication noted", counted, rows.medication_rows(entries, begins), 3),
        _table("Activities noted", counted, rows.activity_rows(entries, begins), 2),
        _table("In the person's words", ("Pain", OFTEN), rows.word_rows(entries), 2),
    )


def _reactions(rows: list[tuple[str, ...]]) -> "Table":
    heads = ("Exercise", "Sessions", "Pain during it", "Score after: lower / same / higher")
    table = _table("Reactions by exercise", heads, rows, 6, "None yet.", IN_HISTORY)
    return replace(table, note="All exercises of a session share its score: this is no cause.")


def _table(
    title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]], most: int, empty: str = "", rest: str = IN_LOG
) -> "Table":
    """A table of at most so many rows, which come in the order of what matters most; of others their number."""
    from sciatica_coach.sharing.report import Table

    return Table(title=title, heads=heads, rows=tuple(rows[:most]), empty=empty, more=_more(len(rows) - most, rest))


def _more(count: int, where: str) -> str:
    return f"And {count} more: {where}." if count > 0 else ""


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
    from sciatica_coach.sharing.report import Routine

    try:
        plan = planned(coach, Wishes())
    except CoachError as error:
        note(f"{error.message} {error.hint}".rstrip())
        nothing: tuple[str, ...] = ()
        faults = getattr(error, "faults", [])
        is_date = any(one.file == coach.home.profile for one in faults)
        name = f"none, since {'a date of the profile cannot be' if is_date else 'no session can be planned'}"
        return Routine(name=name, exercises=(), others=nothing, more="", reasons=nothing, sources=(), more_sources="")
    drawn, others = plan.exercises[:MOST_FIGURES], plan.exercises[MOST_FIGURES:]
    lines = [shortened(f"{one.name}: {dose_words(one)}", LONGEST_OTHER) for one in others]
    reasons = [f"{one.text} (rule {one.rule}; source: {one.source})" for one in plan.reasons]
    if len(reasons) > MOST_REASONS:
        reasons[MOST_REASONS:] = [_more(len(reasons) - MOST_REASONS, "`coach today --preview --why` tells all")]
    known = coach.library.sources
    used = dict.fromkeys(one for exercise in drawn for one in _sources(exercise) if one in known)
    return Routine(
        name=f"{plan.name}, {plural(len(plan.exercises), 'exercise')}",
        exercises=tuple(_prescribed(one, plan.first_side) for one in drawn),
        others=tuple(lines[:MOST_OTHERS]),
        more=_more(len(lines) - MOST_OTHERS, f"`coach routines show {plan.routine}` has all"),
        reasons=tuple(shortened(one, LONGEST_REASON) for one in reasons),
        sources=tuple((one, known[one]) for one in list(used)[:MOST_SOURCES]),
        more_sources=_more(len(used) - MOST_SOURCES, "`coach exercises show ID` names those of one"),
    )


def _prescribed(exercise: "Exercise", first: "Side") -> "Prescribed":
    from sciatica_coach.cli.dose import dose_words
    from sciatica_coach.sharing.drawings import drawing_of
    from sciatica_coach.sharing.report import Prescribed

    words = ", ".join("usual starting point" if one == "default" else one for one in _sources(exercise))
    return Prescribed(
        name=exercise.name,
        dose=shortened(dose_words(exercise), LONGEST_DOSE),
        sources=shortened(words, LONGEST_SOURCES) or "the person's own",
        drawing=drawing_of(exercise, first),
    )


def _sources(exercise: "Exercise") -> dict[str, None]:
    """The ids of all sources of an exercise, each once."""
    named = exercise.sources
    return dict.fromkeys((*named.exercise, *named.dose, *named.stages))
