"""Text from outside, made fit to be shown: cleaned at the edge, shortened, made into ids, compared."""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Control characters (but newline and tab), the C1 range, zero-width and direction marks, line and
# paragraph separators, half surrogates and tags: what could move the cursor, hide text or turn it round.
_UNFIT = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_NOT_SLUG = r"[^a-z0-9]+"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def clean(text: str) -> str:
    """Replace every character that a terminal would obey rather than show."""
    if text.replace("\n", " ").isprintable():  # nearly all: then the pattern need not even be compiled
        return text
    return re.sub(_UNFIT, REPLACEMENT, text)


def one_line(text: str) -> str:
    """The cleaned text on one line, with runs of white space as one space."""
    return " ".join(clean(text).split())


def shortened(text: str, most: int) -> str:
    """A text of at most so many letters; where its end is left out, dots say so."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def slug(name: str) -> str:
    """An id made from a name: small letters, digits and hyphens; `exercise` if nothing is left."""
    return re.sub(_NOT_SLUG, "-", name.lower()).strip("-") or "exercise"


def nearest(word: str, known: "list[str] | tuple[str, ...] | frozenset[str]") -> list[str]:
    """Up to three of the known words that are most like the given one, best first."""
    from difflib import get_close_matches

    return get_close_matches(word.lower(), sorted(known), n=3, cutoff=0.55)


def did_you_mean(word: str, known: "list[str] | tuple[str, ...] | frozenset[str]") -> str:
    """A sentence that names the nearest known words, or an empty string."""
    names = nearest(word, known)
    return f"Did you mean {' or '.join(names)}?" if names else ""


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds: `75` is `1:15`. Part seconds count as whole ones."""
    whole = max(0, -int(-round(seconds, 3) // 1))
    return f"{whole // 60}:{whole % 60:02}"


def spoken_minutes(seconds: float) -> str:
    """Seconds as people say it: `1 minute`, `11 minutes`, `40 seconds`."""
    if seconds < 60:  # noqa: PLR2004 - seconds in a minute
        return plural(round(seconds), "second")
    return plural(round(seconds / 60), "minute")


def plural(count: int, noun: str) -> str:
    """`1 minute`, `2 minutes`; `1 entry`, `2 entries`."""
    if count == 1:
        return f"{count} {noun}"
    return f"{count} {noun[:-1]}ies" if noun.endswith("ry") else f"{count} {noun}s"


def with_article(thing: str) -> str:
    """A thing as one asks for it: `a mat`, but `socks`."""
    return thing if thing.endswith("s") else f"a {thing}"


def listed(words: "list[str] | tuple[str, ...]") -> str:
    """Words as a sentence lists them: `a mat, a pillow and socks`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
