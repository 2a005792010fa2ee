"""The pacer on a real terminal: keys, signals and time end a wait. Its waits are real, and short."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from threading import Timer

import pytest
from tests.terminal.device import Pty

from sciatica_coach.session.keys import Key
from sciatica_coach.terminal.device import now
from sciatica_coach.terminal.keyboard import BURST_SECONDS, TerminalPacer
from sciatica_coach.terminal.tty import Terminal

SLACK = 0.5
"""How late a busy machine may be before a test fails."""


@contextmanager
def pacer_on(pty: Pty, *, speed: float = 1.0) -> Iterator[TerminalPacer]:
    """A pacer on the terminal of a test."""
    with pty, Terminal(full_screen=False) as terminal, TerminalPacer(terminal, speed=speed) as pacer:
        yield pacer


def keys_of(pacer: TerminalPacer, count: int) -> list[Key | None]:
    """The keys of the next waits, each of which must end at once."""
    return [pacer.wait(5).key for _ in range(count)]


def test_wait_takes_the_asked_time() -> None:
    """Without a key a wait ends when its time is over, not before, and says how long it was."""
    with TerminalPacer(None) as pacer:
        began = now()
        tick = pacer.wait(0.06)
        assert 0.06 <= now() - began < 0.06 + SLACK
    assert tick.key is None
    assert tick.away == 0
    assert 0.06 <= tick.elapsed < 0.06 + SLACK


def test_time_between_two_waits_is_part_of_the_next() -> None:
    """What happens between two waits takes nothing from the clock: together they last as long as asked."""
    with TerminalPacer(None) as pacer:
        began = now()
        elapsed = pacer.wait(0.03).elapsed
        while now() - began < 0.05:
            pass
        elapsed += pacer.wait(0.06 - elapsed).elapsed
        assert now() - began == pytest.approx(elapsed, abs=0.005)
        assert elapsed >= 0.06


def test_rehearsal_runs_faster() -> None:
    """At twenty times the speed two seconds of a session take a tenth of one."""
    with TerminalPacer(None, speed=20) as pacer:
        began = now()
        tick = pacer.wait(2)
        assert 0.1 <= now() - began < 0.1 + SLACK
    assert tick.elapsed >= 2


def test_key_ends_the_wait() -> None:
    """A key comes after the moment in which others could still join it, and its time counts."""
    pty = Pty()
    with pacer_on(pty) as pacer:
        pty.type(b"n")
        tick = pacer.wait(30)
        assert tick.key is Key.NEXT
        assert BURST_SECONDS <= tick.elapsed < BURST_SECONDS + SLACK


def test_keys_pressed_together_come_one_by_one() -> None:
    """Two keys of one burst are two ticks, and the second takes no time of its own."""
    pty = Pty()
    with pacer_on(pty) as pacer:
        pty.type(b"g2")
        first, second = pacer.wait(inf), pacer.wait(inf)
        assert (first.key, second.key) == (Key.GO, Key.DIGIT_2)
        assert second.elapsed < 0.02


def test_keys_in_quick_succession_are_one_bump() -> None:
    """Bytes that come one after the other within the moment of a bump belong together."""
    pty = Pty()
    with pacer_on(pty) as pacer:
        later = [Timer(0.015 * place, pty.type, [raw]) for place, raw in enumerate((b"q", b"w", b"e"))]
        for timer in later:
            timer.start()
        tick = pacer.wait(5)
        for timer in later:
            timer.join()
    assert tick.key is Key.BUMP


def test_escape_sequence_in_two_pieces_is_one_key() -> None:
    """A slow line may cut an arrow key in two; it must not become `Escape` and a letter."""
    pty = Pty()
    with pacer_on(pty) as pacer:
        pty.type(b"\x1b")
        timer = Timer(0.015, pty.type, [b"[A"])
        timer.start()
        assert pacer.wait(5).key is Key.OTHER
        timer.join()
        assert pacer.wait(0.03).key is None


def test_wait_that_is_over_does_not_wait_for_a_burst() -> None:
    """A beat that is due comes in time, though a key has just been pressed; the key comes after it."""
    pty = Pty()
    with pacer_on(pty) as pacer:
        pty.type(b"m")
        first = pacer.wait(0.02)
        assert (first.key, first.elapsed < BURST_SECONDS) == (None, True)
        assert pacer.wait(5).key is Key.MUTE


def test_without_a_terminal_nothing_is_read() -> None:
    """Unattended, only time and signals end a wait."""
    with TerminalPacer(None) as pacer:
        assert pacer.wait(0.02).key is None


SIGNALS = {
    "Ctrl-C stops": (signal.SIGINT, Key.STOP, None, True),
    "SIGTERM ends": (signal.SIGTERM, Key.STOP, 15, False),
    "SIGHUP ends": (signal.SIGHUP, Key.STOP, 1, False),
    "SIGQUIT ends": (signal.SIGQUIT, Key.STOP, 3, False),
    "a new size is told": (signal.SIGWINCH, Key.RESIZE, None, False),
}


@pytest.mark.parametrize(("number", "key", "killed_by", "interrupted"), SIGNALS.values(), ids=SIGNALS.keys())
def test_signal_is_a_key(number: int, key: Key, killed_by: int | None, interrupted: bool) -> None:  # noqa: FBT001 - a column of a table
    """A signal ends the wait at once, and what it means for the exit code is remembered."""
    with TerminalPacer(None) as pacer:
        os.kill(os.getpid(), number)
        tick = pacer.wait(30)
        assert tick.key is key
        assert tick.elapsed < SLACK
        assert (pacer.killed_by, pacer.was_interrupted) == (killed_by, interrupted)


def test_first_deadly_signal_gives_the_exit_code() -> None:
    """Whoever hangs up after a SIGTERM changes nothing any more."""
    with TerminalPacer(None) as pacer:
        for number in (signal.SIGTERM, signal.SIGHUP):
            os.kill(os.getpid(), number)
        assert keys_of(pacer, 2) == [Key.STOP, Key.STOP]
        assert pacer.killed_by == signal.SIGTERM


def test_five_times_ctrl_c_is_five_stops_and_no_traceback() -> None:
    """Impatience does no harm."""
    with TerminalPacer(None) as pacer:
        for _ in range(5):
            os.kill(os.getpid(), signal.SIGINT)
        assert set(keys_of(pacer, 1)) == {Key.STOP}
        assert pacer.was_interrupted


def test_signal_while_nobody_waits_is_not_lost() -> None:
    """A SIGTERM during the last save decides the exit code too."""
    with TerminalPacer(None) as pacer:
        assert pacer.last_signals() is None
        os.kill(os.getpid(), signal.SIGTERM)
        assert pacer.last_signals() == signal.SIGTERM


def test_signals_have_their_old_meaning_after_a_session() -> None:
    """Ctrl-C at the question after a session interrupts it, as everywhere."""
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGTSTP)]
    with TerminalPacer(None):
        assert signal.getsignal(signal.SIGINT) not in before
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGTSTP)] == before


def test_closed_window_ends_the_session() -> None:
    """A terminal that is gone counts as hung up, at once, and not a hundred times."""
    pty = Pty()
    with pacer_on(pty) as pacer:
        pty.hang_up()
        assert pacer.wait(30).key is Key.STOP
        assert pacer.killed_by == signal.SIGHUP
        assert pacer.wait(0.02).key is None


def test_something_small_is_done_later_without_ending_the_wait() -> None:
    """The bells of a pattern ring while the session waits, in their order, and each in its time."""
    rung: list[tuple[str, float]] = []
    with TerminalPacer(None) as pacer:
        began = now()
        for name, seconds in (("late", 0.06), ("soon", 0.02)):
            pacer.later(seconds, lambda name=name: rung.append((name, now() - began)))  # type: ignore[misc]
        tick = pacer.wait(0.09)
        assert tick.key is None
        assert tick.elapsed >= 0.09
    assert [name for name, _ in rung] == ["soon", "late"]
    assert [at for _, at in rung] == pytest.approx([0.02, 0.06], abs=0.3)


def test_wait_of_nothing_ends_at_once() -> None:
    """A step of which no time is left does not wait."""
    with TerminalPacer(None) as pacer:
        assert pacer.wait(0).elapsed < 0.05


def test_end_is_heard_to_its_last_ring() -> None:
    """What is still to sound at the end of a session is waited for, and each ring comes in its turn."""
    rung: list[int] = []
    with TerminalPacer(None) as pacer:
        for number in (1, 2, 3):
            pacer.later(number / 100, lambda number=number: rung.append(number))  # type: ignore[misc]
        pacer.ring_out()
    assert rung == [1, 2, 3]
