"""The two ways to show a session: a picture that is painted over itself, or a line a step."""

import os
import sys
from collections.abc import Callable
from math import inf

from rich.cells import set_cell_size

from sciatica_coach.model.exercise import Exercise
from sciatica_coach.model.text import clock
from sciatica_coach.session.event_signals import signal_of
from sciatica_coach.session.events import (
    Ended,
    Event,
    PainFelt,
    Paused,
    PauseReason,
    Resumed,
    StepBegan,
    TimeAdded,
)
from sciatica_coach.session.keys import KEY_WORDS
from sciatica_coach.session.player import Player
from sciatica_coach.session.timeline import StepKind
from sciatica_coach.terminal import words
from sciatica_coach.terminal.device import now
from sciatica_coach.terminal.picture import Pictures
from sciatica_coach.terminal.repaint import repaint
from sciatica_coach.terminal.size import size
from sciatica_coach.terminal.tty import Terminal

BLOCKED_LOOK_AGAIN_SECONDS = 1.0
FLASH_SECONDS = 0.5
"""A flash stays so long, and the next one waits as long again: one a second, where three would be too many."""


class PaintedScreen:
    """Paints the session over the whole terminal, and writes only what changed.

    Args:
        terminal: what is painted on.
        flashes: whether the uppermost line flashes where something would be heard.
        clock: seconds, to end a flash in time.
    """

    def __init__(self, terminal: Terminal, *, flashes: bool = False, clock: Callable[[], float] = now) -> None:
        self._terminal = terminal
        self._flashes = flashes
        self._clock = clock
        self._flash_ends = -inf
        self._pictures = Pictures(encoding=sys.stdout.encoding, colours=not os.environ.get("NO_COLOR"))
        self._painted: list[str] = []
        self._painted_for: tuple[int, int, int] = (0, 0, 0)

    def show(self, player: Player, events: tuple[Event, ...]) -> float:
        """Paint the session as it stands; nothing while the terminal takes nothing."""
        if player.ended:
            columns, rows = size()
            lines = self._pictures.farewell(columns, rows)
            self._paint(lines + [""] * (rows - len(lines)), (columns, rows, self._terminal.generation))
            return inf
        if not self._terminal.is_drained():
            self._painted = []
            return BLOCKED_LOOK_AGAIN_SECONDS
        columns, rows = size()
        lines, flash_left = self._pictures.draw(player, columns, rows), self._flash(player, events)
        if flash_left:
            lines[0] = flash_line(player, columns)
        self._paint(lines, (columns, rows, self._terminal.generation))
        return min(inf if player.paused else self._pictures.stays_true_for(player), flash_left or inf)

    def _flash(self, player: Player, events: tuple[Event, ...]) -> float:
        """Seconds that the flash of these events, or of earlier ones, is still to be seen."""
        if not self._flashes:
            return 0.0
        moment = self._clock()
        is_due = moment >= self._flash_ends + FLASH_SECONDS
        if is_due and any(signal_of(event, player) for event in events):
            self._flash_ends = moment + FLASH_SECONDS
        return max(0.0, self._flash_ends - moment)

    def _paint(self, lines: list[str], painted_for: tuple[int, int, int]) -> None:
        if painted_for != self._painted_for:
            self._painted, self._painted_for = [], painted_for
        known = self._painted + [None] * (len(lines) - len(self._painted))
        changed = "".join(
            repaint(row, before, line)
            for row, (line, before) in enumerate(zip(lines, known, strict=False), start=1)
            if line != before
        )
        if changed:
            self._terminal.write(changed)
        self._painted = lines


def flash_line(player: Player, columns: int) -> str:
    """A whole line in reverse, with what to do now: light for those who do not hear, and words for all."""
    return f"\x1b[1;7m{set_cell_size(f' {words.cue(player)}', columns)}"


class LineScreen:
    """Tells the session in lines, one a step, which are never redrawn.

    Args:
        write: takes a line of text.
    """

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write

    def show(self, player: Player, events: tuple[Event, ...]) -> float:
        """Tell what happened."""
        for event in events:
            line = _line(event, player)
            if line:
                self._write(line)
        return inf


def _line(event: Event, player: Player) -> str:  # noqa: PLR0911 - one answer for each event
    match event:
        case StepBegan(step=place):
            return _step_line(place, player)
        case Paused(reason=reason):
            return "\n".join([words.PAUSE_WORDS[reason], *_more(reason, player), *words.pause_hints(player)])
        case Resumed() if player.ended:
            return ""
        case Resumed(led_back=True):
            return f"{words.cue(player)}, {round(player.seconds_left)} s"
        case Resumed():
            return "Go on"
        case PainFelt(hurt=None):
            return "Stopped: it hurts."
        case TimeAdded(seconds=seconds):
            return f"{seconds:g} s more"
        case Ended():
            return "The session is over."
    return ""


def _more(reason: PauseReason, player: Player) -> list[str]:
    """What the painted screen would list in this pause."""
    if reason is PauseReason.HELP:
        keys = [f"{key}: {meaning}" for key, meaning in KEY_WORDS]
        return [*keys, *_how(player.exercise)]
    if reason is PauseReason.CHOOSING:
        return [f"{number}: {exercise.name}" for number, exercise in enumerate(player.plan.exercises, start=1)]
    return []


def _how(exercise: Exercise) -> list[str]:
    """How it is done, and when to stop."""
    steps = [f"{number}. {line}" for number, line in enumerate(exercise.steps, start=1)]
    care = [f"Take care: {exercise.take_care}"] if exercise.take_care else []
    return [*steps, f"Stop if {exercise.stop_if.rstrip('.')}.", *care]


def _step_line(place: int, player: Player) -> str:
    step = player.steps[place]
    exercise = player.plan.exercises[step.exercise]
    side = words.side_line(exercise, step)
    if step.kind is StepKind.LEAD_IN:
        left = sum(later.seconds for later in player.steps[place:])
        head = f"\n{step.exercise + 1} of {len(player.plan.exercises)}: {exercise.name} ({clock(left)} left)\n"
        how = "\n".join(f"   {line}" for line in _how(exercise))
        ready = ". ".join(part for part in (words.get_ready(exercise), side) if part)
        score = f"\n{words.SCORE_QUESTION}" if player.is_too_much and step.ends_block else ""
        return f"{head}{how}\nGet ready, {round(step.seconds)} s. {ready}{score}"
    names = {StepKind.REST: "Rest", StepKind.SIDE_CHANGE: f"Change sides. {side}"}
    cue = names.get(step.kind, step.cue)
    if step.kind is StepKind.OPEN:
        return f"{cue}{', ' + side if side else ''}. At your own pace; press Enter when done"
    reps = exercise.reps_for(step.side)
    number = f" ({step.rep} of {reps})" if step.rep and reps > 1 else ""
    seconds = player.step_seconds if place == player.index else step.seconds
    return f"{cue}, {seconds:g} s{number}"
