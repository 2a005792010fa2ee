"""`coach exercises`: list, show, and put back."""

import os
from typing import Annotated, Any

import typer

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.dose import dose_words
from sciatica_coach.cli.options import Json, Plain, complete_exercises, new_app
from sciatica_coach.cli.output import can_show, columns, end_with, say, say_columns, say_json
from sciatica_coach.cli.reading import read_out
from sciatica_coach.files.cards import cards_for
from sciatica_coach.files.library import readable
from sciatica_coach.model.entry import EntryType
from sciatica_coach.model.exercise import Exercise
from sciatica_coach.model.pain import Hurt
from sciatica_coach.model.resting import back_entry, left_out
from sciatica_coach.model.text import ID, with_article
from sciatica_coach.session.words import POSITION_WORDS, in_words

app = new_app(
    help="List and show exercises; put back one that was left out.",
    epilog="Example: `coach exercises show figure-4-seated`.",
    no_args_is_help=True,
)


@app.command("list", epilog="Example: `coach exercises list`.")
def list_(as_json: Json = False) -> None:
    """List all exercises: shipped ones and your own."""
    coach = Coach()
    library = coach.library
    exercises, errors = readable(library.exercise, library.exercise_ids)
    if as_json:
        say_json([_brief(exercise) for exercise in exercises])
    else:
        read_out(coach, columns([(exercise.id, exercise.name) for exercise in exercises]))
    end_with(errors)


@app.command(epilog="Example: `coach exercises show figure-4-seated`.")
def show(
    exercise_id: Annotated[str, typer.Argument(metavar="ID", help="The exercise.", autocompletion=complete_exercises)],
    plain: Plain = False,
    as_json: Json = False,
) -> None:
    """Show one exercise: how it moves, how to do it, when to stop.

    On a terminal a figure shows the movement once; a key ends it. Elsewhere a sentence says it.
    """
    coach = Coach()
    library = coach.library
    exercise = library.exercise(exercise_id)
    sources = library.sources
    if as_json:
        say_json(_full(exercise))
    else:
        drawn = _show_figure(coach, exercise) if not plain and can_show("\N{BRAILLE PATTERN DOTS-1}") else 0
        lines = _page(exercise, sources, "" if drawn else in_words(exercise))
        cards = cards_for(library.shipped / "cards", exercise.id)
        lines += [f"Read more: coach learn {card.id} ({card.title})" for card in cards]
        read_out(coach, "\n".join(lines), plain=plain, above=drawn)


@app.command(epilog="Examples: `coach exercises back` names those that are left out; `coach exercises back bridge`.")
def back(
    exercise_id: Annotated[
        str, typer.Argument(metavar="[ID]", help="The exercise.", autocompletion=complete_exercises)
    ] = "",
    as_json: Json = False,
) -> None:
    """Put back an exercise that is left out since it hurt down the leg.

    Ask a clinician first. Without ID: the exercises that are left out.
    """
    coach = Coach()
    coach.recover()
    out = _left_out(coach)
    if not exercise_id:
        _say_left_out(coach, out, as_json=as_json)
        return
    exercise = coach.library.exercise(exercise_id)
    if exercise.id in out:
        entry = back_entry(exercise.id, entry_id=coach.new_id, at=coach.now.isoformat())
        coach.journal.add(entry, is_new=True)
        coach.pass_on_warnings()
    if as_json:
        say_json({"exercise": exercise.id, "put_back": exercise.id in out})
    elif exercise.id in out:
        say(
            f"{exercise.name_in_sentence} may be planned again. "
            "If it sends pain down your leg, press h: it stops, and rests."
        )
    else:
        say(f"{exercise.name_in_sentence} is not left out: there is nothing to put back.")


def _left_out(coach: Coach) -> tuple[str, ...]:
    """The ids of the exercises that stay out until they are put back."""
    journal = coach.journal
    entries = [*journal.of_type(EntryType.SESSION, word=Hurt.DOWN_THE_LEG), *journal.of_type(EntryType.CHANGE)]
    return left_out(entries, coach.library.plan_rules())


def _say_left_out(coach: Coach, out: tuple[str, ...], *, as_json: bool) -> None:
    library = coach.library
    exercises = [library.exercise(name) for name in out if name in library.exercise_ids]
    if as_json:
        say_json([_brief(exercise) for exercise in exercises])
    elif exercises:
        say_columns([(exercise.id, exercise.name) for exercise in exercises])
    else:
        say("No exercise is left out.")


def _page(exercise: Exercise, sources: dict[str, str], in_place_of_figure: str) -> list[str]:
    lines = [
        exercise.name,
        *([in_place_of_figure] if in_place_of_figure else []),
        "",
        *(f"{number}. {step}" for number, step in enumerate(exercise.steps, start=1)),
        "",
    ]
    facts = (
        ("Position", POSITION_WORDS[exercise.position]),
        ("Dose", dose_words(exercise)),
        ("You need", ", ".join(with_article(thing) for thing in exercise.equipment)),
        ("It helps", ", ".join(with_article(thing) for thing in exercise.helpful)),
        ("You should feel", exercise.feel),
        ("Stop if", exercise.stop_if),
        ("Take care", exercise.take_care),
        ("Easier", exercise.easier),
        ("Harder", exercise.harder),
        ("Off the floor", exercise.without_floor if exercise.without_floor != exercise.id else ""),
        ("Why", exercise.why),
        ("In pregnancy", _pregnancy_words(exercise)),
        ("After birth", _birth_words(exercise)),
    )
    lines += [f"{name}: {text}" for name, text in facts if text]
    named = dict.fromkeys(exercise.sources.exercise + exercise.sources.dose + exercise.sources.stages)
    lines += ["", *(f"Source {name}: {sources.get(name, name)}" for name in named)] if named else []
    return lines


def _pregnancy_words(exercise: Exercise) -> str:
    words = {"usual": "as usual", "easier": "the easier form", "instead": "use", "not": "leave it out"}
    return "; ".join(
        f"weeks {span.first}-{span.last}: {words[span.action]}"
        + (f" {span.use}" if span.action == "instead" else f", {span.use} in its place" if span.use else "")
        for span in exercise.stages.pregnancy
    )


def _birth_words(exercise: Exercise) -> str:
    stages = exercise.stages
    if stages.vaginal_week is None or stages.caesarean_week is None:
        return ""
    return f"from week {stages.vaginal_week} (vaginal birth), from week {stages.caesarean_week} (caesarean)"


def _show_figure(coach: Coach, exercise: Exercise) -> int:
    """Play the figure of an exercise once; a key ends it.

    Returns:
        The rows that it takes: none where the terminal cannot be painted over, or leaves it too little room.
    """
    if not coach.redraws:
        return 0
    from sciatica_coach.terminal.keyboard import TerminalPacer
    from sciatica_coach.terminal.showing import field, play
    from sciatica_coach.terminal.size import size
    from sciatica_coach.terminal.tty import Terminal

    room = field(*size())
    if room:
        with Terminal(full_screen=False) as terminal, TerminalPacer(terminal) as pacer:
            play(exercise, pacer, terminal.write, room, colours=not os.environ.get("NO_COLOR"))
    return room[1] + 1 if room else 0


def _brief(exercise: Exercise) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "name": exercise.name,
        "category": exercise.category,
        "position": exercise.position,
        "sides": exercise.sides,
    }


def _full(exercise: Exercise) -> dict[str, Any]:
    return {
        **_brief(exercise),
        "equipment": exercise.equipment,
        "helpful": exercise.helpful,
        "sets": exercise.sets,
        "reps": exercise.reps,
        "hold": exercise.hold_seconds,
        "rest": exercise.rest_seconds,
        "rep": [{"cue": beat.cue, "seconds": beat.seconds, "hold": beat.hold} for beat in exercise.rep],
        "self_paced": exercise.self_paced,
        "steps": exercise.steps,
        "feel": exercise.feel or None,
        "stop_if": exercise.stop_if,
        "easier": exercise.easier or None,
        "harder": exercise.harder or None,
        "without_floor": exercise.without_floor or None,
        "take_care": exercise.take_care or None,
        "why": exercise.why or None,
        "sources": {
            "exercise": exercise.sources.exercise,
            "dose": exercise.sources.dose,
            "stages": exercise.sources.stages,
        },
        "neighbours": [name for name in exercise.neighbours if ID.fullmatch(name)],
    }
