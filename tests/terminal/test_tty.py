"""The terminal as a device: taken for a session, given back as it was, and never waited for."""

import termios

import pytest
from tests.terminal.device import Pty

from sciatica_coach.terminal.size import size
from sciatica_coach.terminal.tty import ENTER_SCREEN, LEAVE_SCREEN, MOST_PENDING_BYTES, Terminal

INPUT, LOCAL = 0, 3


def test_session_takes_keys_one_by_one_without_echo() -> None:
    """While a session runs no line is buffered, nothing echoed, and Ctrl-S cannot stop the clock's picture."""
    with Pty() as pty:
        before = pty.modes
        assert before[LOCAL] & termios.ECHO
        with Terminal(full_screen=True):
            assert not pty.modes[LOCAL] & (termios.ECHO | termios.ICANON)
            assert not pty.modes[INPUT] & (termios.IXON | termios.ICRNL)
            assert pty.modes[LOCAL] & termios.ISIG


def test_terminal_is_given_back_as_it_was() -> None:
    """After a session every mode is what it was before."""
    with Pty() as pty:
        before = pty.modes
        with Terminal(full_screen=True):
            pass
        assert pty.modes == before


def test_terminal_is_given_back_after_a_fault() -> None:
    """A mistake in the program leaves the terminal usable."""
    with Pty() as pty:
        before = pty.modes
        with pytest.raises(ZeroDivisionError), Terminal(full_screen=True):
            _ = 1 // 0
        assert pty.modes == before
        assert pty.read().decode().endswith(LEAVE_SCREEN)


def test_full_screen_is_another_screen_without_a_cursor() -> None:
    """The picture is painted on the second screen; the first one comes back with its cursor."""
    with Pty() as pty:
        with Terminal(full_screen=True):
            assert pty.read().decode() == ENTER_SCREEN
        assert pty.read().decode() == LEAVE_SCREEN
        assert "\x1b[?25h" in LEAVE_SCREEN
        assert "\x1b[?1049l" in LEAVE_SCREEN


def test_lines_need_no_other_screen() -> None:
    """With `--plain` no escape code is written at all."""
    with Pty() as pty:
        with Terminal(full_screen=False) as terminal:
            terminal.write_line("Rest, 10 s\nGet ready")
            assert pty.read() == b"Rest, 10 s\r\nGet ready\r\n"
        assert pty.read() == b""


def test_long_line_is_broken_between_words() -> None:
    """No word is cut at the edge of a narrow terminal."""
    with Pty() as pty, Terminal(full_screen=False) as terminal:
        columns = size()[0]
        terminal.write_line("word " * columns)
        lines = pty.read().decode().split("\r\n")
        assert {word for line in lines for word in line.split()} == {"word"}
        assert max(map(len, lines)) <= columns


def test_modes_are_set_anew_after_somebody_changed_them() -> None:
    """After a stop by another program our modes are set again, and all is to be painted again."""
    with Pty() as pty:
        before = pty.modes
        with Terminal(full_screen=True) as terminal:
            termios.tcsetattr(terminal.input, termios.TCSANOW, before)
            generation = terminal.generation
            terminal.take_again()
            assert not pty.modes[LOCAL] & termios.ECHO
            assert terminal.generation == generation + 1
        assert pty.modes == before


def test_leaving_and_entering_again_keeps_what_was_before() -> None:
    """Ctrl-Z gives the terminal back, `fg` takes it again, and the end gives it back once more."""
    with Pty() as pty:
        before = pty.modes
        with Terminal(full_screen=True) as terminal:
            terminal.leave()
            assert pty.modes == before
            terminal.enter()
            assert not pty.modes[LOCAL] & termios.ECHO
        assert pty.modes == before


def test_leaving_twice_does_nothing_more() -> None:
    """The second time there is nothing to give back."""
    with Pty() as pty:
        terminal = Terminal(full_screen=True)
        with terminal:
            terminal.leave()
            pty.read()
            terminal.leave()
            assert pty.read() == b""


def test_keys_pressed_late_do_not_reach_the_shell() -> None:
    """What was typed into the session and not read is thrown away at its end."""
    with Pty() as pty:
        with Terminal(full_screen=True) as terminal:
            pty.type(b"rm -rf\r")
            terminal.leave()
            pty.type(b"ls\r")
            pty.read()
        with open(terminal.input, closefd=False) as line:
            assert line.readline() == "ls\n"


def test_dead_terminal_is_no_fault() -> None:
    """When the window is gone, writing and leaving do nothing, and raise nothing."""
    with Pty() as pty, Terminal(full_screen=True) as terminal:
        pty.hang_up()
        terminal.write("Rest")
        terminal.ring()
        terminal.leave()


def test_terminal_that_takes_nothing_is_not_waited_for() -> None:
    """A stopped terminal holds up nothing: what it does not take waits in a buffer that has an end."""
    with Pty() as pty, Terminal(full_screen=False) as terminal:
        for _ in range(30):
            terminal.write("x" * 100_000)
        assert not terminal.is_drained()
        taken = len(pty.read())
        while not terminal.is_drained():
            taken += len(pty.read())
        assert 0 < taken < 2 * MOST_PENDING_BYTES


def test_shells_own_output_still_waits() -> None:
    """Not waiting is the session's own matter: the standard output of everybody else stays as it was."""
    with Pty() as pty:
        with Terminal(full_screen=True):
            assert pty.blocks_the_shell
        assert pty.blocks_the_shell


def test_bell_is_one_byte() -> None:
    """Ringing writes the bell and nothing else."""
    with Pty() as pty, Terminal(full_screen=False) as terminal:
        terminal.ring()
        assert pty.read() == b"\a"


def test_terminal_of_eight_bits_gets_its_own_letters() -> None:
    """Text goes out in the terminal's encoding; what it lacks is a question mark."""
    with Pty(encoding="latin-1") as pty, Terminal(full_screen=False) as terminal:
        terminal.write("G\u00fcrtel\u2026")
        assert pty.read() == b"G\xfcrtel?"
