"""The keys of a session and of the movement breaks, by the names that the keyboard gives them."""

from sciatica_coach.model.word import Word


class Key(Word):
    """A key, or something that reaches the program as one. In a session, one without a meaning there pauses."""

    SPACE = "space"
    ENTER = "enter"
    NEXT = "n"
    SNOOZE = "s"
    BACK = "b"
    RESTART = "r"
    GO = "g"
    ADD = "+"
    HURTS = "h"
    MUTE = "m"
    VIEW = "v"
    HELP = "?"
    QUIT = "q"
    ESCAPE = "escape"
    OTHER = "other"
    BUMP = "bump"
    BACKSPACE = "backspace"
    AWAY = "away"
    RESIZE = "resize"
    STOP = "stop"
    DIGIT_0 = "0"
    DIGIT_1 = "1"
    DIGIT_2 = "2"
    DIGIT_3 = "3"
    DIGIT_4 = "4"
    DIGIT_5 = "5"
    DIGIT_6 = "6"
    DIGIT_7 = "7"
    DIGIT_8 = "8"
    DIGIT_9 = "9"


DIGITS = frozenset(key for key in Key if key.value.isdecimal())

KEY_WORDS = (
    ("space", "pause, go on"),
    ("h", "this hurts"),
    ("n", "next exercise"),
    ("b", "back"),
    ("r", "this one again"),
    ("g", "go to an exercise"),
    ("+", "10 s more"),
    ("v", "large view"),
    ("m", "sound off, on"),
    ("?", "all keys"),
    ("q", "stop and save"),
)
"""The keys in the words of the screen, the most needed first."""
