"""Questions on a line of their own, answered and ended with Enter, but for a suggestion: that takes one key.

Plain writes: they need no colour.
"""

import sys
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from typing import TypeVar

from sciatica_coach.terminal.device import next_key, one_by_one
from sciatica_coach.terminal.wrap import broken

T = TypeVar("T")
S = TypeVar("S", bound=str)
SAME_ANSWER_SECONDS = 0.4
"""Who presses `y`, and Enter by habit, does so within this."""
_ANSWERS = {b"y": "y", b"Y": "y", b"n": "n", b"N": "n", b"\r": "", b"\n": "", b"\x04": "", b"": ""}
"""The keys that answer a suggestion, the end of input among them, and what is shown for them."""
_ENDS = (b"\r", b"\n", b"", None)
"""After these nothing more belongs to the answer."""
SCORES = tuple(str(score) for score in range(11))


def ask(question: str, read: Callable[[str], T | None], again: str) -> T | None:
    """Ask until the answer can be read; an empty answer, or the end of input, is none.

    Args:
        question: ends with a space.
        read: makes a value of the answer, or None when it cannot.
        again: said when an answer cannot be read.
    """
    if isinstance(sys.stdin, TextIOWrapper) and sys.stdin.errors == "strict":
        # What cannot be decoded is an answer that cannot be read, and no mistake of the program.
        sys.stdin.reconfigure(errors="replace")
    while True:
        sys.stdout.write(broken(question.rstrip(), sys.stdout) + " ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stdout.write("\n")
            return None
        answer = line.strip()
        if not answer:
            return None
        value = read(answer)
        if value is not None:
            return value
        sys.stdout.write(broken(f"{again}\n", sys.stdout))


def accepts(question: str) -> bool:
    """Ask whether to do what is suggested: one key answers it.

    `y` is yes; `n`, Enter and the end of input are no; any other key changes nothing. An Enter soon after the key, or
    the rest of a word, belongs to it, and answers no later question. Without a terminal a line is read.
    """
    if not sys.stdin.isatty():
        return ask(question, read_yes, "y, or Enter.") is True
    keys = sys.stdin.fileno()
    with one_by_one(keys):
        sys.stdout.write(broken(question.rstrip(), sys.stdout) + " ")
        sys.stdout.flush()
        key = next_key(keys) or b""
        while key not in _ANSWERS:
            key = next_key(keys) or b""
        sys.stdout.write(f"{_ANSWERS[key]}\n")
        sys.stdout.flush()
        if _ANSWERS[key]:
            while next_key(keys, SAME_ANSWER_SECONDS) not in _ENDS:
                pass
    return _ANSWERS[key] == "y"


def read_score(answer: str) -> int | None:
    """A pain score: a whole number from 0 to 10."""
    return int(answer) if answer in SCORES else None


def read_yes(answer: str) -> bool | None:
    """Yes or no, by its first letter."""
    return {"y": True, "n": False}.get(answer[:1].lower())


def one_of(words: Iterable[S]) -> Callable[[str], S | None]:
    """Reads a word of a set by any beginning that fits it alone."""
    known = tuple(words)

    def read(answer: str) -> S | None:
        found = [word for word in known if word.startswith(answer.lower())]
        return found[0] if len(found) == 1 else None

    return read


SCORE_AGAIN = "A whole number from 0 (no pain) to 10 (the worst that you can think of), or Enter to leave it out."


def ask_score(question: str) -> int | None:
    """Ask for a pain score; none when it is left out."""
    return ask(f"{question} 0-10, Enter to skip: ", read_score, SCORE_AGAIN)


def ask_yes(question: str) -> bool:
    """Ask a yes-or-no question; Enter is yes."""
    return ask(f"{question} [Y/n] ", read_yes, "Please answer y or n.") is not False
