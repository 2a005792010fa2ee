"""Text from outside is made fit to be shown, shortened, made into ids, and compared."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.reading import patient

from sciatica_coach.model.text import (
    ID,
    clean,
    clock,
    did_you_mean,
    listed,
    nearest,
    one_line,
    plural,
    shortened,
    slug,
    spoken_minutes,
    with_article,
)

UNFIT = {
    "nul": "\0",
    "bell": "\a",
    "backspace": "\b",
    "carriage return": "\r",
    "escape": "\x1b",
    "delete": "\x7f",
    "next line (C1)": "\x85",
    "control sequence introducer (C1)": "\x9b",
    "operating system command (C1)": "\x9d",
    "soft hyphen": "\u00ad",
    "arabic letter mark": "\u061c",
    "mongolian vowel separator": "\u180e",
    "zero width space": "\u200b",
    "zero width joiner": "\u200d",
    "left-to-right mark": "\u200e",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "right-to-left override": "\u202e",
    "word joiner": "\u2060",
    "right-to-left isolate": "\u2067",
    "pop directional isolate": "\u2069",
    "byte order mark": "\ufeff",
    "interlinear annotation": "\ufff9",
    "half a surrogate pair": "\ud83d",
    "tag letter": "\U000e0041",
}


@pytest.mark.parametrize("character", UNFIT.values(), ids=UNFIT.keys())
def test_what_a_terminal_would_obey_is_replaced(character: str) -> None:
    """Control, direction, zero-width and half characters become a replacement character, one for one."""
    assert clean(f"a{character}b") == "a\ufffdb"


def test_no_character_that_is_unfit_counts_as_printable() -> None:
    """A text that Python calls printable is not searched further: none of these is."""
    printable = "".join(letter for letter in map(chr, range(sys.maxunicode + 1)) if letter.isprintable())
    assert clean(f"\0{printable}") == f"\ufffd{printable}"


FIT = ["Übung", "12 °C ½", "日本語", "العربية", "e\u0301", "🧘", "a\tb\nc", "[bold]", "$HOME `x`"]


@pytest.mark.parametrize("text", FIT)
def test_what_people_write_is_kept(text: str) -> None:
    """Letters of any script, emoji, tabs, newlines and markup pass unchanged."""
    assert clean(text) == text


@patient
@given(st.text(st.characters(codec=None)))
def test_cleaned_text_has_nothing_left_to_obey(text: str) -> None:
    """Cleaning leaves no control character and no surrogate, keeps the length, and twice is as once."""
    cleaned = clean(text)
    assert not any(unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") for one in cleaned if one not in "\t\n")
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned


@patient
@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    """A text on one line has no line break, no tab, and no space at its ends or twice in a row."""
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == " ".join(line.split())


def test_one_line_does_not_hide_an_escape_behind_white_space() -> None:
    """Separators that Python takes for white space are shown as replaced, never as a plain space."""
    assert one_line(" a \n\tb\x85c\u2028d\x1ce ") == "a b\ufffdc\ufffdd\ufffde"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Doorway lean", "doorway-lean"),
        ("  Figure-4  (lying) ", "figure-4-lying"),
        ("Knee/hip & BACK", "knee-hip-back"),
        ("Beinübung", "bein-bung"),
        ("腰のストレッチ", "exercise"),
        ("../../etc/passwd", "etc-passwd"),
        ("\x1b[31mred", "31mred"),
        ("", "exercise"),
    ],
)
def test_slug_of_a_name(name: str, made: str) -> None:
    """A name becomes an id of small letters, digits and hyphens, and `exercise` when nothing is left."""
    assert slug(name) == made


@patient
@given(st.text())
def test_every_slug_is_an_id(name: str) -> None:
    """Whatever the name, its slug can be an id, and is its own slug."""
    made = slug(name)
    assert ID.fullmatch(made)
    assert slug(made) == made


WORDS = ["supine", "side-lying", "prone", "seated", "standing"]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("suppine", ["supine"]),
        ("SEATED", ["seated"]),
        ("side lying", ["side-lying", "standing"]),
        ("", []),
        ("xyzzy", []),
    ],
)
def test_nearest_words(word: str, found: list[str]) -> None:
    """The known words most like a typed one, the best first, capitals or not; none when none is like it."""
    assert nearest(word, WORDS) == found


def test_at_most_three_words_are_near() -> None:
    """A hint stays short: three words, the best one first."""
    assert nearest("plank-wal", tuple(f"plank-wall{tail}" for tail in ("", "-a", "-b", "-c"))) == [
        "plank-wall",
        "plank-wall-c",
        "plank-wall-b",
    ]


def test_did_you_mean_is_a_sentence_or_nothing() -> None:
    """The nearest words come as a question, and no word as an empty text."""
    assert did_you_mean("clan", ["clam", "bridge"]) == "Did you mean clam?"
    assert did_you_mean("nerve-slider", ["nerve-slider-a", "nerve-slider-b"]) == (
        "Did you mean nerve-slider-b or nerve-slider-a?"
    )
    assert did_you_mean("xyzzy", ["clam", "bridge"]) == ""


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0:00"),
        (0.01, "0:01"),
        (1, "0:01"),
        (59.2, "1:00"),
        (7.000000000000001, "0:07"),
        (75, "1:15"),
        (3600, "60:00"),
        (-3, "0:00"),
    ],
)
def test_clock_counts_part_seconds_as_whole_ones(seconds: float, shown: str) -> None:
    """A countdown shows a second until it is over, and never less than nothing."""
    assert clock(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(1, "1 second"), (40, "40 seconds"), (60, "1 minute"), (89, "1 minute"), (660, "11 minutes")],
)
def test_lengths_are_said_in_seconds_or_minutes(seconds: float, said: str) -> None:
    """Under a minute in seconds, otherwise in whole minutes."""
    assert spoken_minutes(seconds) == said


@pytest.mark.parametrize(("count", "said"), [(0, "0 reps"), (1, "1 rep"), (2, "2 reps")])
def test_plural(count: int, said: str) -> None:
    """One thing has no `s`; nothing and several have."""
    assert plural(count, "rep") == said


@pytest.mark.parametrize(
    ("text", "short"),
    [("four", "four"), ("fours", "fou…"), ("on and on", "on…"), ("", "")],
    ids=["fits", "cut", "space", "empty"],
)
def test_shortened(text: str, short: str) -> None:
    """A text that is too long ends in dots, without a space before them, and is no longer than asked for."""
    assert shortened(text, 4) == short


def test_things_are_listed_as_people_say_them() -> None:
    """One thing has its article, more than one has none, and the last two are joined."""
    assert listed([with_article("mat")]) == "a mat"
    assert listed(tuple(map(with_article, ("mat", "small ball", "socks")))) == "a mat, a small ball and socks"
