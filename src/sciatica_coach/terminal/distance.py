"""The view from a distance: the seconds as large as the terminal allows, with the side and one word beside or below."""

from sciatica_coach.model.exercise import Exercise
from sciatica_coach.model.value import Value
from sciatica_coach.session.player import Mode, Player
from sciatica_coach.session.timeline import StepKind
from sciatica_coach.session.words import first_clause
from sciatica_coach.terminal.block import HEIGHT, block, halved, width

WIDEST_DOT = 4
"""Columns of a dot for each of its lines. A cell is twice as high as wide: two are a square, four still read well."""
GAP_COLUMNS, GAP_ROWS = 3, 1
HALF_HEIGHT = (HEIGHT + 1) // 2
FULL = "\N{FULL BLOCK}"
_IDLE_WORDS = {
    StepKind.LEAD_IN: "READY",
    StepKind.REST: "REST",
    StepKind.SIDE_CHANGE: "CHANGE",
}
_WEAK_WORDS = ("let", "one", "left", "right", "keep", "then")
"""First words that say little by themselves: the last word of the cue stands in their place."""


class Layout(Value):
    """How large the number and the words are, in lines and columns of a dot, and whether they stand side by side."""

    number_tall: int
    number_wide: int
    words_tall: int = 0
    words_wide: int = 0
    beside: bool = False


def one_word(player: Player) -> str:
    """The cue in one word, in capitals: the one that tells the beats of a rep apart."""
    if player.mode is Mode.RETURNING:
        return "READY"
    step = player.step
    return _IDLE_WORDS.get(step.kind) or _telling_word(player.exercise, step.cue)


def _telling_word(exercise: Exercise, cue: str) -> str:
    words = first_clause(cue).lower().split()
    if not words:
        return ""
    others = [first_clause(beat.cue).lower().split() for beat in exercise.rep]
    shared = any(other and other != words and other[0] == words[0] for other in others)
    word = words[-1] if shared or words[0] in _WEAK_WORDS else words[0]
    return word.strip(":;!?").upper()


def fill(number: str, words: list[str], columns: int, rows: int, ink: str) -> list[str]:
    """The number and the words in large letters, as large as they fit into the size; at most `rows` lines.

    Args:
        number: digits and a colon.
        words: in capitals, the first one first; where there is no room for large letters they are plain.
        columns: of the terminal.
        rows: that may be filled.
        ink: the character to draw with.
    """
    drawn = [word for word in words if width(word, 1)]
    layout = _best(number, drawn, columns, rows)
    lines = _drawn(number, drawn, layout, columns, ink) if layout else _cramped(number, words, columns, rows, ink)
    return _in_the_middle(lines, rows)


def _drawn(number: str, words: list[str], layout: Layout, columns: int, ink: str) -> list[str]:
    left = _number(number, layout, ink)
    if layout.beside:
        return _centred(_side_by_side(left, _words(words, layout, ink)), columns)
    right = _words([" ".join(words)], layout, ink) if words else []
    return _centred(left, columns) + ([""] * GAP_ROWS + _centred(right, columns) if right else [])


def _cramped(number: str, words: list[str], columns: int, rows: int, ink: str) -> list[str]:
    """The number large, and below it as many of the words as fit, in letters of half the height or in plain ones."""
    small = _small_words(words, columns, ink) if rows >= HEIGHT + HALF_HEIGHT else []
    lines = small or ["  ".join(words).center(columns).rstrip()]
    layout = _below(number, [], columns, rows - len(lines)) or Layout(number_tall=1, number_wide=1)
    return [*_centred(_number(number, layout, ink), columns), *lines][:rows]


def _small_words(words: list[str], columns: int, ink: str) -> list[str]:
    """The words, or the first of them alone, with two dots to a character; nothing where the terminal has none."""
    fitting = (text for text in (" ".join(words), *words[:1]) if 0 < width(text, 1) <= columns)
    text = next(fitting, "") if ink == FULL else ""
    return _centred(halved(block(text, wide=1, ink=ink)), columns) if text else []


def _best(number: str, words: list[str], columns: int, rows: int) -> Layout | None:
    """The layout that is read best from afar."""
    found = [_below(number, words, columns, rows), *_beside(number, words, columns, rows)]
    layouts = [layout for layout in found if layout]
    return max(layouts, key=_size) if layouts else None


def _size(layout: Layout) -> tuple[int, int]:
    """How well it is read from afar: a product, so that neither the number nor the words pay for the other.

    What makes a letter more than twice as wide as it should be adds nothing, but is taken where there is room.
    """
    number = layout.number_tall * min(layout.number_wide, 2 * layout.number_tall)
    words = layout.words_tall * min(layout.words_wide, 2 * layout.words_tall)
    return number * max(1, words), layout.number_wide


def _below(number: str, words: list[str], columns: int, rows: int) -> Layout | None:
    """The words in one line below the number."""
    line = " ".join(words)
    words_tall = max(1, min(rows // (3 * HEIGHT), columns // width(line, 2))) if line else 0
    words_wide = min(2 * words_tall, columns // width(line, 1)) if line else 0
    room = rows - (words_tall * HEIGHT + GAP_ROWS if line else 0)
    number_tall = min(room // HEIGHT, columns // width(number, 1))
    if number_tall < 1 or (line and words_wide < 1):
        return None
    number_wide = min(WIDEST_DOT * number_tall, columns // width(number, 1))
    return Layout(number_tall=number_tall, number_wide=number_wide, words_tall=words_tall, words_wide=words_wide)


def _beside(number: str, words: list[str], columns: int, rows: int) -> list[Layout]:
    """The words one below the other, on the right of the number, in each size that they may have."""
    layouts = []
    longest = max(words, key=lambda word: width(word, 1), default="")
    for words_tall in range(1, rows // (HEIGHT * len(words)) + 1) if words else ():
        for words_wide in range(words_tall, 2 * words_tall + 1):
            left = columns - width(longest, words_wide) - GAP_COLUMNS
            number_tall = min(rows // HEIGHT, left // width(number, 1))
            if number_tall < 1 or len(words) * (words_tall * HEIGHT + GAP_ROWS) - GAP_ROWS > rows:
                continue
            number_wide = min(WIDEST_DOT * number_tall, left // width(number, 1))
            layouts.append(
                Layout(
                    number_tall=number_tall,
                    number_wide=number_wide,
                    words_tall=words_tall,
                    words_wide=words_wide,
                    beside=True,
                )
            )
    return layouts


def _number(number: str, layout: Layout, ink: str) -> list[str]:
    return block(number, wide=layout.number_wide, tall=layout.number_tall, ink=ink)


def _words(words: list[str], layout: Layout, ink: str) -> list[str]:
    lines: list[str] = []
    for word in words:
        lines += ([""] * GAP_ROWS if lines else []) + block(
            word, wide=layout.words_wide, tall=layout.words_tall, ink=ink
        )
    return lines


def _side_by_side(left: list[str], right: list[str]) -> list[str]:
    """Two blocks of lines beside each other, both in the middle of their height."""
    height = max(len(left), len(right))
    wide = max(len(line) for line in left)
    padded = [_in_the_middle(lines, height) for lines in (left, right)]
    return [f"{one:<{wide}}{' ' * GAP_COLUMNS}{other}" for one, other in zip(*padded, strict=True)]


def _in_the_middle(lines: list[str], height: int) -> list[str]:
    above = max(0, height - len(lines)) // 2
    return [""] * above + lines + [""] * (height - above - len(lines))


def _centred(lines: list[str], columns: int) -> list[str]:
    """The lines moved to the middle together, so that they keep their shape."""
    margin = " " * max(0, (columns - max(len(line) for line in lines)) // 2)
    return [(margin + line).rstrip() for line in lines]
