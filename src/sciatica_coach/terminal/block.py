"""Letters and digits made of blocks, large enough to read from the floor."""

HEIGHT = 7

_GLYPHS = {
    "0": ".##.|#..#|#..#|#..#|#..#|#..#|.##.",
    "1": ".#.|##.|.#.|.#.|.#.|.#.|###",
    "2": ".##.|#..#|...#|..#.|.#..|#...|####",
    "3": "###.|...#|...#|.##.|...#|...#|###.",
    "4": "#..#|#..#|#..#|####|...#|...#|...#",
    "5": "####|#...|#...|###.|...#|...#|###.",
    "6": ".##.|#...|#...|###.|#..#|#..#|.##.",
    "7": "####|...#|...#|..#.|..#.|.#..|.#..",
    "8": ".##.|#..#|#..#|.##.|#..#|#..#|.##.",
    "9": ".##.|#..#|#..#|.###|...#|...#|.##.",
    ":": ".|.|#|.|#|.|.",
    "L": "#...|#...|#...|#...|#...|#...|####",
    "E": "####|#...|#...|###.|#...|#...|####",
    "F": "####|#...|#...|###.|#...|#...|#...",
    "B": "###.|#..#|#..#|###.|#..#|#..#|###.",
    "C": ".##.|#..#|#...|#...|#...|#..#|.##.",
    "J": "..##|...#|...#|...#|...#|#..#|.##.",
    "K": "#..#|#..#|#.#.|##..|#.#.|#..#|#..#",
    "M": "#...#|##.##|#.#.#|#.#.#|#...#|#...#|#...#",
    "Q": ".##.|#..#|#..#|#..#|#..#|#.##|.###",
    "V": "#...#|#...#|#...#|.#.#.|.#.#.|..#..|..#..",
    "W": "#...#|#...#|#...#|#.#.#|#.#.#|##.##|#...#",
    "X": "#...#|#...#|.#.#.|..#..|.#.#.|#...#|#...#",
    "Y": "#...#|#...#|.#.#.|..#..|..#..|..#..|..#..",
    "Z": "####|...#|..#.|.##.|.#..|#...|####",
    "-": "...|...|...|###|...|...|...",
    "T": "#####|..#..|..#..|..#..|..#..|..#..|..#..",
    "R": "###.|#..#|#..#|###.|#.#.|#..#|#..#",
    "I": "###|.#.|.#.|.#.|.#.|.#.|###",
    "G": ".##.|#..#|#...|#.##|#..#|#..#|.##.",
    "H": "#..#|#..#|#..#|####|#..#|#..#|#..#",
    "P": "###.|#..#|#..#|###.|#...|#...|#...",
    "A": ".##.|#..#|#..#|####|#..#|#..#|#..#",
    "U": "#..#|#..#|#..#|#..#|#..#|#..#|.##.",
    "S": ".###|#...|#...|.##.|...#|...#|###.",
    "D": "###.|#..#|#..#|#..#|#..#|#..#|###.",
    "N": "#..#|##.#|##.#|#.##|#.##|#..#|#..#",
    "O": ".##.|#..#|#..#|#..#|#..#|#..#|.##.",
    " ": "..|..|..|..|..|..|..",
}


def block(text: str, *, wide: int = 2, tall: int = 1, ink: str = "\N{FULL BLOCK}") -> list[str]:
    """The text in large letters, as `7 * tall` lines. Characters without a shape are left out.

    Args:
        text: digits, a colon, a hyphen and capital letters.
        wide: columns for each dot of a letter.
        tall: lines for each dot.
        ink: the character to draw with.
    """
    shapes = [_GLYPHS[character].split("|") for character in text if character in _GLYPHS]
    lines = []
    for row in range(HEIGHT):
        dots = ".".join(shape[row] for shape in shapes)
        line = "".join((ink if dot == "#" else " ") * wide for dot in dots)
        lines.extend([line] * tall)
    return lines


def halved(lines: list[str]) -> list[str]:
    """The lines in half as many, two dots to a character: `HEIGHT` lines become four."""
    padded = [*lines, ""] if len(lines) % 2 else lines
    wide = max(map(len, padded), default=0)
    pairs = zip((line.ljust(wide) for line in padded[::2]), (line.ljust(wide) for line in padded[1::2]), strict=True)
    return ["".join(_HALVES[one != " ", other != " "] for one, other in zip(*pair, strict=True)) for pair in pairs]


def width(text: str, wide: int = 2) -> int:
    """The columns that `block` needs for a text."""
    shapes = [_GLYPHS[character].split("|") for character in text if character in _GLYPHS]
    return max(0, sum(len(shape[0]) + 1 for shape in shapes) - 1) * wide


_HALVES = {
    (True, True): "\N{FULL BLOCK}",
    (True, False): "\N{UPPER HALF BLOCK}",
    (False, True): "\N{LOWER HALF BLOCK}",
    (False, False): " ",
}
