"""What the session screen shows, as lines for a given size: pure, from the player to text.

What rich draws is drawn once a second, and kept; the figure beside it is put in again for each of its frames.
"""

import re
from functools import lru_cache
from io import StringIO
from math import ceil, inf

from sciatica_coach.late_patterns import patterns_compiled_when_used

with patterns_compiled_when_used():
    from rich.cells import cell_len
    from rich.console import Console, Group, RenderableType
    from rich.progress_bar import ProgressBar
    from rich.text import Text

from sciatica_coach.model.text import clock, plural
from sciatica_coach.model.value import Value
from sciatica_coach.session.events import PauseReason
from sciatica_coach.session.keys import KEY_WORDS
from sciatica_coach.session.player import Mode, Player
from sciatica_coach.session.timeline import StepKind
from sciatica_coach.terminal import panel, words
from sciatica_coach.terminal.block import HEIGHT, block, halved, width
from sciatica_coach.terminal.distance import HALF_HEIGHT, fill, one_word
from sciatica_coach.terminal.figures import Figures
from sciatica_coach.terminal.panel import NEEDS_ROOM, ROOMY_COLUMNS

ROOMY_ROWS = 20
TIGHT_ROWS = 24
"""In a window of the usual height no line is empty while there is something to read."""
SMALLEST_COLUMNS, SMALLEST_ROWS = 20, 6
LINES_BELOW = 3
"""Below the words of a small picture there is always a line for the seconds, one for the bar and one for the keys."""
LARGE_ROWS = HEIGHT + 2
"""The large view needs its digits whole, and a line each for the side and the cue."""
LEFT_OF_BARS, RIGHT_OF_BARS = 11, 17
"""The columns of what a bar is for, and those of how far it is, which can be more."""
LEFT_COLUMNS = 36
"""Beside the figure there is at least so much room for name, cue and digits."""
CLEAR_FIGURE = 50
NARROWEST_FIGURE, WIDEST_FIGURE = 30, 64
FIGURE_ROWS = 11
HIGHEST_FIGURE = 20
SIDE, CUE, NOT_COUNTED = "bold bright_magenta", "bold", "bright_magenta"
"""Read from two metres, on a dark ground as on a white one: of the sixteen colours bright magenta alone has a contrast
of 3 to 1 on both, in the palettes of xterm, GNOME, Tango, Solarized, macOS and Windows; yellow has 1.0 on white."""
_CODES = re.compile(r"\x1b\[[0-9;]*m")
_EARLY_SECONDS = 0.05
"""The digit changes this much before the full second, in case a wait ends a hair too early."""


def shown_seconds(player: Player) -> int:
    """The number on the screen: seconds left, or seconds taken where there is no clock."""
    if player.is_open:
        return int(player.elapsed)
    return max(0, ceil(player.seconds_left - _EARLY_SECONDS))


def stays_true_for(player: Player) -> float:
    """Seconds until the number on the screen changes."""
    if player.is_open:
        return 1.0 - player.elapsed % 1.0
    return max(0.01, player.seconds_left - _EARLY_SECONDS - shown_seconds(player) + 1)


class Place(Value):
    """Where on the screen the figure stands."""

    row: int
    column: int
    rows: int
    columns: int


class Still(Value):
    """A picture without its figure, and where that goes, if anywhere."""

    lines: list[str]
    figure: Place | None = None


class Pictures:
    """Draws pictures for one kind of terminal.

    Args:
        encoding: what the terminal takes; without UTF the blocks become `#`, and there is no figure.
        colours: whether the figure may have colours.
    """

    def __init__(self, *, encoding: str = "utf-8", colours: bool = True) -> None:
        self._unicode = encoding.lower().replace("-", "").startswith("utf")
        self._console = Console(file=_Page(encoding), force_terminal=True, highlight=False, markup=False, emoji=False)
        self._figures = Figures(colours=colours)
        self._drawn: tuple[object, ...] = ()
        self._still = Still(lines=[])

    def draw(self, player: Player, columns: int, rows: int) -> list[str]:
        """At most `rows` lines, each with its colours and at most `columns` wide."""
        seen = _seen(player, columns, rows)
        if seen != self._drawn:
            self._drawn, self._still = seen, self._draw(player, columns, rows)
        place, shown = self._still.figure, list(self._still.lines)
        if place is None:
            return shown
        for row, line in enumerate(self._figures.draw(player, place.columns, place.rows), start=place.row):
            shown[row] = _beside(shown[row], place.column, line)
        return shown

    def stays_true_for(self, player: Player) -> float:
        """Seconds until the number on the screen changes, or the figure has moved on."""
        return min(stays_true_for(player), self._figures.stays_for(player) if self._still.figure else inf)

    def _draw(self, player: Player, columns: int, rows: int) -> Still:
        place = self._place(player, columns, rows)
        if place:
            return Still(lines=self._beside_figure(player, columns, rows, place), figure=place)
        return Still(lines=self._alone(player, columns, rows))

    def _place(self, player: Player, columns: int, rows: int) -> Place | None:
        """Where the figure goes: beside name, cue and digits, where those leave enough room."""
        roomy = columns >= ROOMY_COLUMNS and rows >= ROOMY_ROWS and not (player.large and not player.paused)
        if not roomy or not self._unicode or player.pause_reason in NEEDS_ROOM:
            return None
        left = max(LEFT_COLUMNS, _numbers_width(player, _tall_beside(player, columns, rows)))
        wide = min(WIDEST_FIGURE, columns - left - 2)
        high = min(HIGHEST_FIGURE, max(FIGURE_ROWS, rows - 13))
        return Place(row=2, column=columns - wide, rows=high, columns=wide) if wide >= NARROWEST_FIGURE else None

    def _beside_figure(self, player: Player, columns: int, rows: int, place: Place) -> list[str]:
        header = self._render([_header(player, columns), Text()], columns)
        numbers = self._numbers_beside(player, _tall_beside(player, columns, rows), place.column - 2)
        saying = self._render(self._saying(player), place.column - 2)
        gap = [] if rows <= TIGHT_ROWS and len(saying) + len(numbers) >= place.rows else [""]
        beside = saying + gap + self._render(numbers, place.column - 2)
        beside += [""] * (place.rows - len(beside))
        below: list[RenderableType] = [panel.coming(player), self._keys(player, columns)]
        return self._with_panel(player, header + beside, below, columns, rows)

    def _with_panel(
        self, player: Player, top: list[str], bottom: list[RenderableType], columns: int, rows: int
    ) -> list[str]:
        """The top of the picture, the bars or how to go on, and of what is to be read as much as fits."""
        stands: list[RenderableType] = [Text(words.stands_still(player, columns), style="bold")]
        above = top + self._render(stands if player.paused else _bars(player, columns), columns)
        told = self._render(panel.pause(player) if player.paused else panel.how(player), columns)
        room = rows - len(above) - len(bottom)
        if len(told) < room:
            above, room = [*above, ""], room - 1
        elif len(told) > room and player.paused:
            bottom, room = bottom[-1:], rows - len(above) - 1  # what comes later can wait
        return self._stacked(above + panel.fitted(player, told, room), bottom, columns, rows)

    @staticmethod
    def _keys(player: Player, columns: int) -> Text:
        return _faint(panel.keys(player, columns))

    def _saying(self, player: Player) -> list[RenderableType]:
        """The exercise, the side and the cue, in words."""
        side = words.side_line(player.exercise, player.step)
        name = Text(player.exercise.name, style="bold")
        return [name, *([Text(side, style=SIDE)] if side else []), self._cue(player)]

    def _numbers_beside(self, player: Player, tall: int, room: int) -> list[RenderableType]:
        """The digits, and the side in letters half as wide."""
        style = "bold" if player.step.counts or player.paused else NOT_COUNTED
        narrow = player.paused and width("PAUSED", 2 * tall) > room
        number = self._block(_shown_number(player), tall, tall if narrow else None)
        word = _large_word(player)
        rows = self._block(word, tall, tall) if word else [""] * len(number)
        both = (f"{digits}    {letters}".rstrip() for digits, letters in zip(number, rows, strict=True))
        return [Text(line or " ", style=style, no_wrap=True) for line in both]

    def _alone(self, player: Player, columns: int, rows: int) -> list[str]:
        if columns < SMALLEST_COLUMNS or rows < SMALLEST_ROWS:
            return self._render([Text(f"{shown_seconds(player)} {words.cue(player)}")], columns)[:rows]
        if player.large and not player.paused and rows >= LARGE_ROWS:
            return self._large(player, columns, rows)
        if player.pause_reason in NEEDS_ROOM:
            return self._listing(player, columns, rows)
        if columns < ROOMY_COLUMNS or rows < ROOMY_ROWS:
            return self._small(player, columns, rows)
        return self._roomy(player, columns, rows)

    def _stacked(self, top: list[str], bottom: list[RenderableType], columns: int, rows: int) -> list[str]:
        """What is at the top, as much of it as there is room for, and what is always at the bottom."""
        below = self._render(bottom, columns)[-rows:]
        above = top[: rows - len(below)]
        return above + [""] * (rows - len(above) - len(below)) + below

    def farewell(self, columns: int, rows: int) -> list[str]:
        """The last picture: large, and the same for everybody."""
        tall = max(1, min((rows - 2) // HEIGHT, columns // width("DONE")))
        wide = max(1, min(2 * tall, columns // width("DONE", 1)))
        word = self._block("DONE", tall, wide) if rows > HEIGHT else ["Done"]
        return _centred(word, columns)[:rows]

    def _roomy(self, player: Player, columns: int, rows: int) -> list[str]:
        top = self._head(player, columns, rows)
        numbers = self._numbers(player, columns, _tall(columns, rows))
        if player.paused and self._unicode and _tall(columns, rows) == 1:  # there are steps to read
            numbers = [Text(line, style="bold") for line in halved(self._block("PAUSED", 1))]
        bottom: list[RenderableType] = [panel.coming(player), self._keys(player, columns)]
        return self._with_panel(player, top + self._render([*numbers, Text()], columns), bottom, columns, rows)

    def _head(self, player: Player, columns: int, rows: int) -> list[str]:
        """Where one is, the exercise, the side and the cue: with room around them, or in as few lines as can be."""
        if columns >= ROOMY_COLUMNS and rows >= ROOMY_ROWS:
            parts = [_header(player, columns), Text(), *self._saying(player), Text()]
            return self._render(parts, columns)
        side = words.side_line(player.exercise, player.step)
        shown = [_short_header(player, columns), *([Text(side, style=SIDE)] if side else []), self._cue(player)]
        lines = self._render([*shown], columns)
        if len(lines) <= rows - LINES_BELOW:
            return lines
        for text in shown:
            text.no_wrap, text.overflow = True, "ellipsis"
        return self._render([*shown], columns)

    def _listing(self, player: Player, columns: int, rows: int) -> list[str]:
        """A pause with a list: it has the room, and what stands above it goes before any of it is lost."""
        head = self._head(player, columns, rows)
        hints = self._render(panel.hints(player), columns)
        needed = {PauseReason.HELP: len(KEY_WORDS), PauseReason.CHOOSING: len(player.plan.exercises)}
        if len(head) + len(hints) + needed.get(player.pause_reason or PauseReason.HELP, 0) >= rows:
            head = self._render([self._cue(player)], columns)
        bottom: list[RenderableType] = [self._keys(player, columns)]
        room = rows - len(head) - len(bottom)
        if player.pause_reason is PauseReason.HELP:
            lines = self._help_page(player, columns, room)
        elif player.pause_reason is PauseReason.CHOOSING:
            lines = hints + self._render(panel.names(player, room - len(hints)), columns)
        else:
            head, bottom = (head, bottom) if len(hints) <= room else (head[: max(0, rows - len(hints))], [])
            lines = hints
        return self._stacked(head + lines, bottom, columns, rows)

    def _help_page(self, player: Player, columns: int, room: int) -> list[str]:
        """The keys, and after them how the exercise is done, in as many pages as they need."""
        parts = (panel.all_keys(), panel.how(player))
        pages = [page for part in parts for page in panel.in_pages(self._render(part, columns), room)]
        return pages[player.help_page % len(pages)]

    def _small(self, player: Player, columns: int, rows: int) -> list[str]:
        top = self._head(player, columns, rows)
        bottom: list[RenderableType] = [self._keys(player, columns)]
        if player.paused:
            return self._with_panel(player, top, bottom, columns, rows)
        number = self._small_number(player, columns, rows - len(top) - 2)
        return self._stacked(top + number, _bar(player) + bottom, columns, rows)

    def _small_number(self, player: Player, columns: int, room: int) -> list[str]:
        """The seconds: in large digits, in digits of half the height, or in plain ones."""
        if room >= HEIGHT:
            return self._render(self._numbers(player, columns, 1, side=False), columns)
        if room >= HALF_HEIGHT and self._unicode:
            return halved(self._block(_number(player), 1))
        return [f"{shown_seconds(player)} s"]

    def _large(self, player: Player, columns: int, rows: int) -> list[str]:
        side = player.step.side.upper() if player.step.side else ""
        shown = [word for word in (side, one_word(player)) if word]
        ink = "\N{FULL BLOCK}" if self._unicode else "#"
        lines = fill(_number(player), shown, columns, rows - 1, ink)
        cue = Text(words.cue(player), style=CUE, justify="center", no_wrap=True, overflow="ellipsis")
        top = self._render([Text(line or " ", style="bold", no_wrap=True) for line in lines], columns)
        return self._stacked(top, [cue], columns, rows)

    @staticmethod
    def _cue(player: Player) -> Text:
        if player.paused and player.pause_reason is not None:
            return Text(words.PAUSE_WORDS[player.pause_reason], style="bold reverse")
        return Text(words.cue(player), style=CUE)

    def _numbers(self, player: Player, columns: int, tall: int, *, side: bool = True) -> list[RenderableType]:
        number = _shown_number(player)
        word = _large_word(player) if side else ""
        both = f"{number}  {word}" if word else number
        if width(both, 2 * tall) > columns:
            both = number
        wide = 2 * tall if width(both, 2 * tall) <= columns else 1
        style = "bold" if player.step.counts or player.paused else NOT_COUNTED
        return [Text(line.rstrip() or " ", style=style, no_wrap=True) for line in self._block(both, tall, wide)]

    def _block(self, text: str, tall: int, wide: int | None = None) -> list[str]:
        ink = "\N{FULL BLOCK}" if self._unicode else "#"
        return block(text, wide=wide or 2 * tall, tall=tall, ink=ink)

    def _render(self, parts: list[RenderableType], columns: int) -> list[str]:
        self._console.width = columns
        with self._console.capture() as captured:
            self._console.print(Group(*parts))
        return captured.get().removesuffix("\n").split("\n")


class _Page(StringIO):
    """A file in memory that says which encoding the terminal has, since rich asks for it."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]  # StringIO has none
        """The encoding of the terminal."""
        return self._encoding


def _seen(player: Player, columns: int, rows: int) -> tuple[object, ...]:
    """All that the picture without its figure depends on, in steps that can be seen."""
    return (
        *(columns, rows, player.index, player.mode, player.pause_reason, player.muted, player.large, player.typed),
        player.help_page,
        *(shown_seconds(player), player.step_seconds),
    )


def _tall(columns: int, rows: int) -> int:
    """How many lines each dot of the digits has."""
    return max(1, min((rows - 16) // HEIGHT, (columns - 2) // width("88  RIGHT")))


def _tall_beside(player: Player, columns: int, rows: int) -> int:
    """The same beside a figure, which keeps enough room to be clear."""
    highest = max(1, (rows - 18) // HEIGHT)
    fits = (tall for tall in range(highest, 1, -1) if columns - _numbers_width(player, tall) >= CLEAR_FIGURE)
    return next(fits, 1)


def _shown_number(player: Player) -> str:
    return "PAUSED" if player.paused else _number(player)


def _numbers_width(player: Player, tall: int) -> int:
    """The columns of digits and side word beside a figure: those of the widest digits, and the same in a pause."""
    number, word = re.sub(r"\d", "8", _number(player)).rjust(2, "8"), _word_of_step(player)
    running = width(number, 2 * tall) + (4 + width(word, tall) if word else 0)
    return max(running, width("PAUSED", tall))


@lru_cache(256)
def _beside(left: str, column: int, right: str) -> str:
    return left + " " * max(0, column - len(_CODES.sub("", left))) + right if right else left


def _centred(lines: list[str], columns: int) -> list[str]:
    """The lines moved to the middle together, so that they keep their shape."""
    margin = " " * max(0, (columns - max(len(line) for line in lines)) // 2)
    return [margin + line.rstrip() for line in lines]


def _header(player: Player, columns: int) -> Text:
    """The routine, and at the other end of the line where one is."""
    sound = " (sound off)" if player.muted else ""
    place = f"Exercise {player.step.exercise + 1} of {len(player.plan.exercises)}"
    left = Text(player.plan.name + sound, style="dim")
    return _apart(left, f"{place}   {clock(player.session_left)} left", columns)


def _short_header(player: Player, columns: int) -> Text:
    """The name of the exercise, and beside it as much of where one is as leaves the name whole."""
    name, place = player.exercise.name, f"{player.step.exercise + 1}/{len(player.plan.exercises)}"
    left = clock(player.session_left)
    room = columns - cell_len(name) - 1
    fitting = (text for text in (f"{place}   {left} left", f"{place}  {left}", place) if len(text) <= room)
    beside = next(fitting, "")
    return _apart(Text(name, style="bold"), beside, columns) if beside else Text(name, style="bold")


def _apart(left: Text, right: str, columns: int) -> Text:
    """A line with a text at each end; the left one gives way."""
    left.truncate(columns - len(right), overflow="ellipsis", pad=True)
    return Text.assemble(left, (right, "dim"), no_wrap=True, overflow="ellipsis")


def _bar(player: Player) -> list[RenderableType]:
    """The bar of the running step alone, with the end of its line."""
    return [ProgressBar(total=1.0, completed=_step_share(player)), Text()]


def _bars(player: Player, columns: int) -> list[RenderableType]:
    left = "" if player.is_open else plural(shown_seconds(player), "second")
    rows = [
        (words.part_name(player.step), _step_share(player), left),
        ("Exercise", player.exercise_share, words.place(player)),
        ("Session", player.session_share, f"{clock(player.session_left)} left"),
    ]
    if player.step.kind is StepKind.LEAD_IN:
        del rows[1]  # nothing of it is over yet, and how it is done needs the line
    widest = max(RIGHT_OF_BARS, *(len(text) for _, _, text in rows))
    parts: list[RenderableType] = []
    for name, share, text in rows:
        bar = ProgressBar(total=1.0, completed=share, width=columns - LEFT_OF_BARS - 2 - widest)
        parts += [Text(name.ljust(LEFT_OF_BARS), end=""), bar, Text(f"  {text:>{widest}}")]
    return parts


def _large_word(player: Player) -> str:
    """The word in large letters beside the seconds."""
    return "" if player.paused else _word_of_step(player)


def _word_of_step(player: Player) -> str:
    """The side, or that this is a rest."""
    if player.step.kind is StepKind.REST:
        return "REST"
    return player.step.side.upper() if player.step.side else ""


def _number(player: Player) -> str:
    seconds = shown_seconds(player)
    return str(seconds) if seconds < 100 else clock(seconds)  # noqa: PLR2004 - three digits are a clock


def _step_share(player: Player) -> float:
    if player.is_open or player.mode is Mode.RETURNING or not player.step_seconds:
        return 0.0
    return min(1.0, player.elapsed / player.step_seconds)


def _faint(text: str) -> Text:
    return Text(text, style="dim", no_wrap=True, overflow="ellipsis")
