"""What a session and movement breaks run in: the adapters behind the ports of `session.ports`."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from math import inf
from typing import TYPE_CHECKING

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.output import print_line
from sciatica_coach.cli.sounds import all_sounds, break_ring, open_loudspeaker
from sciatica_coach.model.value import Value
from sciatica_coach.session.ports import Screen, Sounds
from sciatica_coach.terminal.keyboard import TerminalPacer
from sciatica_coach.terminal.tty import Terminal

if TYPE_CHECKING:
    from sciatica_coach.session.breaks import BreakScreen
    from sciatica_coach.system.loudspeaker import Loudspeaker
    from sciatica_coach.terminal.pane import BreakView

LONGEST_LAST_WORDS_SECONDS = 3.0
LONGEST_STOPPED_SECONDS = 1.5
"""A voice takes 1.5 s for the words of the end, and 0.7 s for `Stopped`; one that hangs is waited for no longer."""


class World(Value):
    """What a session runs in: the adapters behind the ports of `session.ports`."""

    pacer: TerminalPacer
    screen: Screen
    sounds: Sounds
    loudspeaker: "Loudspeaker | None" = None

    def ring_out(self, *, completed: bool) -> None:
        """Let what is still to be heard at the end be heard; a signal cuts it off."""
        if completed:
            self.pacer.ring_out()
        if self.loudspeaker:
            self.loudspeaker.finish(
                LONGEST_LAST_WORDS_SECONDS if completed else LONGEST_STOPPED_SECONDS,
                disturbed=lambda: self.pacer.last_signals() is not None or self.pacer.was_interrupted,
            )


class BreaksWorld(Value):
    """What movement breaks run in: the pacer, the screen, and what calls to a break if it is to be heard."""

    pacer: TerminalPacer
    screen: "BreakScreen"
    ring: Callable[[], None] | None


@contextmanager
def session_world(
    coach: Coach, *, plain: bool, quiet: bool, voice: bool | None, speed: float, write: Callable[[str], None] | None
) -> Iterator[World]:
    """The adapters of a session, for as long as it runs; the terminal is given back after it.

    Args:
        coach: the run of the program.
        plain: a line a step in place of a painted screen.
        quiet: no sounds.
        voice: whether to speak; none for what the profile says, or else where there is a voice.
        speed: how many seconds of the session pass in one second.
        write: takes the lines when they must not go to standard output.
    """
    from sciatica_coach.terminal.screen import LineScreen, PaintedScreen

    with ExitStack() as stack:
        terminal = stack.enter_context(Terminal(full_screen=not plain)) if coach.attended else None
        if terminal and speed == 1:
            _stay_awake(stack)
        silent = quiet or (terminal is None and not voice)
        is_heard = not silent and speed == 1
        loudspeaker = open_loudspeaker(coach, stack, voice, tones=terminal is not None) if is_heard else None
        pacer = stack.enter_context(TerminalPacer(terminal, speed=speed))
        sounds = all_sounds(coach, loudspeaker, terminal if not quiet else None, pacer)
        screen: Screen
        if terminal and not plain:
            screen = PaintedScreen(terminal, flashes=coach.profile.flashes)
        else:
            screen = LineScreen(write or (terminal.write_line if terminal else print_line))
        gc.freeze()  # what was made up to here stays: to look for garbage in it took 5 ms of the first picture
        yield World(pacer=pacer, screen=screen, sounds=sounds, loudspeaker=loudspeaker)


@contextmanager
def breaks_world(
    coach: Coach, view: "BreakView", *, plain: bool, quiet: bool, speed: float, write: Callable[[str], None] | None
) -> Iterator[BreaksWorld]:
    """The adapters of movement breaks, for as long as they run; the terminal is given back after it.

    Args:
        coach: the run of the program.
        view: what the screen cannot know by itself.
        plain: a line a break in place of a painted pane.
        quiet: no sound.
        speed: how many seconds of breaks pass in one second.
        write: takes the lines when they must not go to standard output.
    """
    from sciatica_coach.terminal.pane import BreakLines, BreakPane

    with ExitStack() as stack:
        terminal = stack.enter_context(Terminal(full_screen=not plain)) if coach.attended else None
        pacer = stack.enter_context(TerminalPacer(terminal, speed=speed, blind_seconds=inf))
        ring = break_ring(coach, terminal, pacer) if terminal and not quiet else None
        screen: BreakScreen
        if terminal and not plain:
            screen = BreakPane(terminal, view)
        else:
            line = write or (terminal.write_line if terminal else print_line)
            screen = BreakLines(line, view, keys=terminal is not None)
        yield BreaksWorld(pacer=pacer, screen=screen, ring=ring)


def _stay_awake(stack: ExitStack) -> None:
    from sciatica_coach.system.awake import Awake, can_stay_awake

    stack.enter_context(Awake(wanted=can_stay_awake(os.environ)))
