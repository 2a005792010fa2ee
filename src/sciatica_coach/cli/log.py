"""`coach log`: record pain, now or earlier."""

from datetime import datetime
from typing import Annotated

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.options import SCORE, Json, NoQuestions, choose, split, whole
from sciatica_coach.cli.output import note, say, say_json
from sciatica_coach.errors import UsageError
from sciatica_coach.model.entry import Entry, EntryType
from sciatica_coach.model.pain import LONGEST_NOTE, Furthest, PainSide
from sciatica_coach.model.text import clean, one_line
from sciatica_coach.model.value import Value
from sciatica_coach.model.when import day_words

app = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})

MOST_MINUTES = 24 * 60
LONGEST_NAME = 200
PLAUSIBLE_YEARS = range(2025, 2076)
"""A clock that says another year was never set, or its battery is empty."""


def _score(help_text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(parser=SCORE, metavar="0-10", help=help_text)
    return option


Score = Annotated[
    int | None,
    typer.Argument(parser=SCORE, metavar="[SCORE]", help="Pain now, 0 (none) to 10 (the worst that you can think of)."),
]
Leg = Annotated[int | None, _score("Pain in the leg.")]
Back = Annotated[int | None, _score("Pain in the back.")]
HowFar = Annotated[str | None, typer.Option(help="How far down it goes: none, back, buttock, thigh, calf or foot.")]
WhichSide = Annotated[str | None, typer.Option(help="left, right or both.")]
Feels = Annotated[list[str] | None, typer.Option(help="How it feels: tingling,burning,numb …")]
Triggers = Annotated[list[str] | None, typer.Option("--trigger", help="What set it off: sitting,lifting …")]
Note = Annotated[str, typer.Option(help="Anything else, in your words.")]
When = Annotated[
    str | None, typer.Option(help="When, if not now: 07:30, 'yesterday 21:00', 'last night', '2 hours ago', ISO.")
]
Excused = Annotated[
    str | None, typer.Option(metavar="REASON", help="An excused day, in place of a score: flare, illness, birth …")
]
Activity = Annotated[str | None, typer.Option(help="Something that you did, in place of a score: walk, swim …")]
Medication = Annotated[
    str | None, typer.Option(metavar="NAME", help="Medicine that you took, in place of a score: noted, and no more.")
]
Week = Annotated[
    list[str] | None,
    typer.Option(
        "--week",
        metavar="KEY=VALUE",
        help="An answer to the weekly questions, in place of a score: numbness=2, moves_less=no, 'carry the baby=6'.",
    ),
]
Nerves = Annotated[
    list[str] | None,
    typer.Option(
        "--nerves",
        metavar="KEY=VALUE",
        help="How numbness or weakness goes, in place of a score: numbness=better, weakness=gone, since=DATE, "
        "examined=yes.",
    ),
]
Minutes = Annotated[int | None, typer.Option(parser=whole(1, MOST_MINUTES), metavar="N", help="How long you did it.")]


class Others(Value):
    """What may be recorded in place of a score."""

    activity: str | None
    minutes: int | None
    excused: str | None
    medication: str | None
    week: tuple[str, ...]
    nerves: tuple[str, ...]

    @property
    def kinds(self) -> list[str]:
        """What was given of it, for a sentence."""
        given = {
            "An activity": self.activity is not None or self.minutes is not None,
            "An excused day": self.excused is not None,
            "Medication": self.medication is not None,
            "The weekly answers": bool(self.week),
            "Numbness and weakness": bool(self.nerves),
        }
        return [kind for kind, is_given in given.items() if is_given]


@app.command(
    epilog="Examples: `coach log 4`; `coach log --leg 5 --back 2 --furthest calf --feels tingling`; "
    "`coach log 6 --at 'yesterday 21:00' --note 'after the long drive'`; "
    "`coach log --activity walk --minutes 20`; `coach log --medication 'paracetamol 500 mg'`. Without anything it asks."
)
def log(
    score: Score = None,
    leg: Leg = None,
    back: Back = None,
    furthest: HowFar = None,
    side: WhichSide = None,
    feels: Feels = None,
    triggers: Triggers = None,
    note: Note = "",
    at: When = None,
    activity: Activity = None,
    minutes: Minutes = None,
    excused: Excused = None,
    medication: Medication = None,
    week: Week = None,
    nerves: Nerves = None,
    no_questions: NoQuestions = False,
    as_json: Json = False,
) -> None:
    """Record how much it hurts, now or earlier."""
    coach = Coach()
    now = coach.now
    moment = read_moment(at, now)
    answers: Entry = {
        "leg": leg,
        "back": back,
        "furthest": choose(furthest, Furthest, "--furthest"),
        "side": choose(side, PainSide, "--side"),
        "feels": split(feels),
        "triggers": split(triggers),
        "note": _cut(clean(note)),
    }
    coach.recover()
    others = Others(
        activity=activity,
        minutes=minutes,
        excused=excused,
        medication=medication,
        week=tuple(week or ()),
        nerves=tuple(split(nerves)),
    )
    if others.kinds:
        entry = _other_entry(others, score, answers)
    else:
        asks = coach.attended and not no_questions and not as_json
        entry = _pain(score, _asked(score, answers) if asks else answers)
    entry = {"id": coach.new_id, "type": entry.pop("type"), "at": moment.isoformat(), **entry}
    _keep(coach, entry if at is None else {**entry, "logged_at": now.isoformat()}, moment, as_json=as_json)


def _keep(coach: Coach, entry: Entry, moment: datetime, *, as_json: bool) -> None:
    """Save an entry, and say so. With `logged_at` `coach undo` knows which entry came last."""
    coach.journal.add(entry, is_new=True)
    coach.pass_on_warnings()
    if as_json:
        say_json(entry)
    else:
        say(_confirmation(entry, moment))


def _asked(score: int | None, answers: Entry) -> Entry:
    """The answers; asked for when nothing at all was said."""
    if score is not None or any(value not in (None, [], "") for value in answers.values()):
        return answers
    from sciatica_coach.cli.pain_form import ask_pain

    return ask_pain()


def _cut(text: str) -> str:
    if len(text) > LONGEST_NOTE:
        note(f"The note is longer than {LONGEST_NOTE} letters: its end is left out.")
    return text[:LONGEST_NOTE]


def read_moment(at: str | None, now: datetime) -> datetime:
    """The moment that an entry is for, with its offset.

    Raises:
        UsageError: it cannot be read, or is still to come.
    """
    if now.year not in PLAUSIBLE_YEARS:
        note(f"The clock of this machine says that it is {now:%Y-%m-%d}. Set it, or say when it was with `--at`.")
    if at is None:
        return now
    from sciatica_coach.model.typed_time import check_past, read_when

    moment, is_assumed = read_when(at, now)
    try:
        moment = moment if moment.tzinfo else moment.astimezone()
    except (OverflowError, ValueError):
        raise UsageError(f"{moment.date()} is not a day that I can reckon with.") from None
    check_past(moment, now)
    if is_assumed:
        note(f"`{one_line(at)}` is taken as {moment:%A} {day_words(moment)}, {moment:%H:%M}. `coach edit` corrects it.")
    return moment


def _pain(score: int | None, answers: Entry) -> Entry:
    parts = [part for part in (answers["leg"], answers["back"]) if part is not None]
    if score is None and not parts:
        raise UsageError("There is no pain score.", "Write for example `coach log 4`, or `coach log --leg 4 --back 2`.")
    return {"type": EntryType.PAIN.value, "score": max(parts) if score is None else score, **answers}


def _other_entry(others: Others, score: int | None, answers: Entry) -> Entry:
    """The entry of an activity, an excused day, medication, the weekly answers or numbness and weakness.

    Raises:
        UsageError: something else was given with it, or a part of it is missing.
    """
    others_given = score is not None or any(answers[key] not in (None, []) for key in answers if key != "note")
    kinds = [*others.kinds, *(["a pain score"] if others_given else [])]
    if len(kinds) > 1:
        raise UsageError(
            f"{kinds[0]} and {kinds[1][:1].lower()}{kinds[1][1:]} are two entries.",
            "Log one after the other, such as `coach log --activity walk --minutes 20`, then `coach log 4`.",
        )
    if others.excused is not None:
        reason = _words(others.excused, "--excused needs a reason.", "coach log --excused flare")
        return {"type": EntryType.EXCUSED.value, "reason": reason, "note": answers["note"]}
    if others.medication is not None:
        name = _words(others.medication, "--medication needs a name.", "coach log --medication paracetamol")
        return {"type": EntryType.MEDICATION.value, "medication": name, "note": answers["note"]}
    if others.week:
        from sciatica_coach.cli.week_options import read_week

        return {**read_week(list(others.week)), "note": answers["note"]}
    if others.nerves:
        from sciatica_coach.cli.nerve_options import read_nerves

        return {**read_nerves(others.nerves), "note": answers["note"]}
    return _activity(others.activity, others.minutes, answers["note"])


def _words(text: str, missing: str, example: str) -> str:
    words = one_line(text)
    if not words:
        raise UsageError(missing, f"Write for example `{example}`.")
    return words[:LONGEST_NAME]


def _activity(activity: str | None, minutes: int | None, note: str) -> Entry:
    if not activity or not one_line(activity) or minutes is None:
        raise UsageError(
            "An activity needs a name and its minutes.",
            "Write for example `coach log --activity walk --minutes 20`.",
        )
    return {
        "type": EntryType.ACTIVITY.value,
        "activity": one_line(activity),
        "minutes": minutes,
        "note": note,
    }


def _confirmation(entry: Entry, moment: datetime) -> str:
    when = f"{moment:%d %b %H:%M}".lstrip("0")
    if entry["type"] == EntryType.EXCUSED:
        return f"Noted: an excused day ({entry['reason']}), {when}. Nothing is lost by it."
    if entry["type"] == EntryType.MEDICATION:
        return f"Saved: {entry['medication']}, {when}."
    if entry["type"] == EntryType.MEASURE and "activities" not in entry:
        from sciatica_coach.cli.nerve_options import words_of_nerves

        return f"Saved: {words_of_nerves(entry)}, {when}."
    if entry["type"] == EntryType.MEASURE:
        from sciatica_coach.cli.week_options import words_of

        return f"Saved: {words_of(entry)}, {when}."
    if entry["type"] == EntryType.ACTIVITY:
        return f"Saved: {entry['activity']}, {entry['minutes']} min, {when}."
    parts = [f"pain {entry['score']} of 10"]
    parts += [f"{key} {entry[key]}" for key in ("leg", "back") if entry[key] is not None]
    if entry["furthest"] and entry["furthest"] != Furthest.NONE:
        parts.append(f"down to the {entry['furthest']}")
    parts += [entry["side"]] if entry["side"] else []
    parts += entry["feels"] + entry["triggers"]
    return f"Saved: {', '.join(parts)}, {when}."
