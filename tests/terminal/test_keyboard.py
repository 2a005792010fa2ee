"""Bytes from the terminal become keys; an elbow becomes one bump."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sciatica_coach.session.keys import Key
from sciatica_coach.terminal.keyboard import decode

OTHER = [Key.OTHER]
BURSTS: dict[str, tuple[bytes, list[Key]]] = {
    "space": (b" ", [Key.SPACE]),
    "Enter": (b"\r", [Key.ENTER]),
    "Enter as a line feed": (b"\n", [Key.ENTER]),
    "n": (b"n", [Key.NEXT]),
    "b": (b"b", [Key.BACK]),
    "r": (b"r", [Key.RESTART]),
    "g": (b"g", [Key.GO]),
    "plus": (b"+", [Key.ADD]),
    "h": (b"h", [Key.HURTS]),
    "m": (b"m", [Key.MUTE]),
    "v": (b"v", [Key.VIEW]),
    "question mark": (b"?", [Key.HELP]),
    "q": (b"q", [Key.QUIT]),
    "a digit": (b"7", [Key.DIGIT_7]),
    "backspace": (b"\x7f", [Key.BACKSPACE]),
    "backspace as Ctrl-H": (b"\x08", [Key.BACKSPACE]),
    "capitals mean nothing": (b"N", OTHER),
    "a capital Q must not quit": (b"Q", OTHER),
    "x": (b"x", OTHER),
    "Escape": (b"\x1b", [Key.ESCAPE]),
    "arrow up": (b"\x1b[A", OTHER),
    "arrow up in application mode": (b"\x1bOA", OTHER),
    "page down": (b"\x1b[6~", OTHER),
    "Ctrl-right": (b"\x1b[1;5C", OTHER),
    "F5": (b"\x1b[15~", OTHER),
    "F1": (b"\x1bOP", OTHER),
    "Alt-n must not skip": (b"\x1bn", OTHER),
    "Alt-q must not quit": (b"\x1bq", OTHER),
    "u umlaut": ("\u00fc".encode(), OTHER),
    "a three-byte letter": ("\u20ac".encode(), OTHER),
    "an emoji": ("\U0001f476".encode(), OTHER),
    "half a letter": (b"\xc3", OTHER),
    "a stray byte": (b"\xbc", OTHER),
    "zero byte": (b"\x00", OTHER),
    "two keys": (b"nb", [Key.NEXT, Key.BACK]),
    "two digits at once": (b"12", [Key.DIGIT_1, Key.DIGIT_2]),
    "an arrow and a key": (b"\x1b[Bn", [Key.OTHER, Key.NEXT]),
    "the same key three times": (b"+++", [Key.ADD, Key.ADD, Key.ADD]),
    "two keys, held down": (b"nbnb", [Key.NEXT, Key.BACK, Key.NEXT, Key.BACK]),
    "a held arrow": (b"\x1b[A" * 5, [Key.OTHER] * 5),
    "three keys": (b"nbr", [Key.BUMP]),
    "three keys with q among them": (b"qwe", [Key.BUMP]),
    "three different arrows": (b"\x1b[A\x1b[B\x1b[C", [Key.BUMP]),
    "an elbow": (b"fghjnm,. \r", [Key.BUMP]),
    "nothing": (b"", []),
}


@pytest.mark.parametrize(("raw", "keys"), BURSTS.values(), ids=BURSTS.keys())
def test_burst_becomes_keys(raw: bytes, keys: list[Key]) -> None:
    """Listed keys by name, everything else as another key, more than two different keys as one bump."""
    assert decode(raw) == keys


@given(st.binary(max_size=40))
@example(b"\x1b[")
@example(b"\x1b[200~pasted\x1b[201~")
def test_no_bytes_are_too_strange(raw: bytes) -> None:
    """Whatever a terminal sends becomes keys, at most one a byte, and at least one if anything came."""
    assert bool(raw) <= len(decode(raw)) <= len(raw)


@given(st.lists(st.sampled_from(b"abcdefghijklmnopqrstuvwxyz0123456789 +?"), min_size=3, unique=True))
def test_three_different_keys_are_always_a_bump(pressed: list[int]) -> None:
    """A heel on the keyboard never skips and never quits, in whatever order its keys arrive."""
    assert decode(bytes(pressed)) == [Key.BUMP]


def test_signals_are_no_keys_that_can_be_typed() -> None:
    """Keys that stand for signals have no byte: nobody can type `stop`."""
    typed = {key for code in range(256) for key in decode(bytes([code]))}
    assert not typed & {Key.STOP, Key.AWAY, Key.RESIZE, Key.BUMP}
