"""Plays the figure of an exercise once, in place, among the lines of a terminal."""

from collections.abc import Callable

from sciatica_coach.model.exercise import Exercise, Side
from sciatica_coach.model.pose import poses_of
from sciatica_coach.model.scene import Scene
from sciatica_coach.session.keys import Key
from sciatica_coach.session.ports import Pacer
from sciatica_coach.terminal.figures import FRAMES_A_SECOND, Figures

LONGEST_BEAT_SECONDS = 4.0
"""A hold of half a minute is shown, not sat through."""
ROWS, WIDEST_COLUMNS = 12, 60


def play(exercise: Exercise, pacer: Pacer, write: Callable[[str], None], *, columns: int, colours: bool = True) -> None:
    """Show each beat in its time, and leave the last picture; a key ends it.

    Args:
        exercise: its first side is shown.
        pacer: waits for the next frame, or for a key.
        write: takes text with the codes of a terminal.
        columns: those of the terminal.
        colours: whether the terminal is to have colours.
    """
    side = next(iter(exercise.side_order), None)
    scene, figures = Scene(poses_of(exercise), side), Figures(colours=colours)
    before, size = scene.start, (min(columns - 1, WIDEST_COLUMNS), ROWS)
    for beat, shown in enumerate(exercise.rep):
        seconds, elapsed = min(shown.seconds, LONGEST_BEAT_SECONDS), 0.0
        while True:
            move = scene.move(beat, min(elapsed, seconds - 0.001), seconds, before)
            lines = [_caption(exercise, side, shown.cue)[: columns - 1], *figures.lines(scene, move, *size)]
            write(_over(lines, is_first=beat == 0 and elapsed == 0))
            if elapsed >= seconds:
                break
            tick = pacer.wait(min(1 / FRAMES_A_SECOND, seconds - elapsed))
            elapsed += tick.elapsed
            if tick.key not in (None, Key.RESIZE):
                return
        before = scene.last(beat)


def _caption(exercise: Exercise, side: Side | None, cue: str) -> str:
    words = cue.replace("{side}", side.capitalize() if side else "").strip()
    return f"{exercise.say_side(side)}: {words}" if side else words


def _over(lines: list[str], *, is_first: bool) -> str:
    """The lines, over those that were written before."""
    back = "" if is_first else f"\x1b[{len(lines)}A"
    return back + "".join(f"\r\x1b[K{line}\n" for line in lines)
