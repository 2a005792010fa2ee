"""Plays the figure of an exercise once, in place, among the lines of a terminal."""

from collections.abc import Callable

from sciatica_coach.model.exercise import Exercise, Side
from sciatica_coach.model.pose_reader import poses_of
from sciatica_coach.model.scene import Scene
from sciatica_coach.session.ports import Pacer
from sciatica_coach.terminal.figures import FRAMES_A_SECOND, Figures

LONGEST_BEAT_SECONDS = 4.0
"""A hold of half a minute is shown, not sat through."""
MOST_ROWS, WIDEST_COLUMNS = 12, 60
FEWEST_ROWS, NARROWEST_COLUMNS = 7, 30
"""In less room than this a figure is a riddle."""


def field(columns: int, rows: int) -> tuple[int, int] | None:
    """The columns and rows that a figure gets in a terminal, below its words; nothing where it would not be clear."""
    wide, high = min(columns - 1, WIDEST_COLUMNS), min(rows - 2, MOST_ROWS)
    return (wide, high) if wide >= NARROWEST_COLUMNS and high >= FEWEST_ROWS else None


def play(
    exercise: Exercise, pacer: Pacer, write: Callable[[str], None], room: tuple[int, int], *, colours: bool = True
) -> None:
    """Show each beat in its time, and leave the last picture; a key ends it, and so does another size.

    Args:
        exercise: its first side is shown.
        pacer: waits for the next frame, or for a key.
        write: takes text with the codes of a terminal.
        room: the columns and rows for the figure.
        colours: whether the terminal is to have colours.
    """
    side = next(iter(exercise.side_order), None)
    scene, figures = Scene(poses_of(exercise), side), Figures(colours=colours)
    before = scene.start
    stands: list[str] = []
    for beat, shown in enumerate(exercise.rep):
        seconds, elapsed = min(shown.seconds, LONGEST_BEAT_SECONDS), 0.0
        while True:
            move = scene.move(beat, min(elapsed, seconds - 0.001), seconds, before)
            lines = [_cut(_caption(exercise, side, shown.cue), room[0]), *figures.lines(scene, move, *room)]
            if lines != stands:
                write(_over(lines, stands))
                stands = lines
            if elapsed >= seconds:
                break
            tick = pacer.wait(min(1 / FRAMES_A_SECOND, seconds - elapsed))
            elapsed += tick.elapsed
            if tick.key is not None:
                return
        before = scene.last(beat)


def _caption(exercise: Exercise, side: Side | None, cue: str) -> str:
    words = cue.replace("{side}", side.capitalize() if side else "").strip()
    return f"{exercise.say_side(side)}: {words}" if side else words


def _cut(caption: str, columns: int) -> str:
    return caption if len(caption) <= columns else f"{caption[: columns - 1]}…"


def _over(lines: list[str], stands: list[str]) -> str:
    """The lines, over those that stand there; of these only the ones that differ."""
    if not stands:
        return "".join(f"\r{line}\x1b[K\n" for line in lines)
    changed = (f"\r{line}\x1b[K\n" if line != old else "\n" for line, old in zip(lines, stands, strict=True))
    return f"\x1b[{len(lines)}A{''.join(changed)}"
