"""What stands below the picture of a session: how it is done, what a pause says, and the keys of the moment."""

from rich.console import RenderableType
from rich.text import Text

from sciatica_coach.session.events import PauseReason
from sciatica_coach.session.keys import KEY_WORDS, Key
from sciatica_coach.session.player import Player
from sciatica_coach.session.timeline import StepKind
from sciatica_coach.terminal import words

NEEDS_ROOM = (PauseReason.HELP, PauseReason.CHOOSING, PauseReason.HURT, PauseReason.SCORE)
"""Pauses with more to say than fits below a figure."""
ROOMY_COLUMNS = 60
THE_REST = "... ? shows the rest"
_ALWAYS = ("? keys", "q stop")
_SHORT_KEYS = {
    PauseReason.HURT: ("1 hurts here", "2 down my leg", "space next", "r a slip", "q stop"),
    PauseReason.CHOOSING: ("space go on", "q stop"),
    PauseReason.HELP: ("space go on", "? more", "q stop"),
    PauseReason.SCORE: ("enter note it", "space go on", "q stop"),
}


def how(player: Player) -> list[RenderableType]:
    """When to stop, and how it is done, by whom with care: what is cut off at the bottom is never the stop rule."""
    exercise = player.exercise
    steps: list[RenderableType] = [Text(f"{number}. {step}") for number, step in enumerate(exercise.steps, start=1)]
    stop = Text(f"Stop if {exercise.stop_if.rstrip('.')}.", style="red")
    care = [Text(f"Take care: {exercise.take_care}")] if exercise.take_care else []
    feel = [Text(f"You should feel {exercise.feel.rstrip('.')}.")] if exercise.feel else []
    if player.paused:
        easier = [Text(f"Easier: {words.easier_words(exercise)}.")] if exercise.easier else []
        return [stop, *steps, *care, *feel, *easier]
    return [stop, *steps, *care] if player.step.kind is StepKind.LEAD_IN else [stop, *feel, *steps]


def pause(player: Player) -> list[RenderableType]:
    """What a pause without a list of its own says, below how to go on from it."""
    said = [Text(line, style="bold") for line in words.after_pain(player)]
    return [*(said if player.pause_reason is PauseReason.LEFT else []), *how(player)]


def coming(player: Player) -> Text:
    """The last line above the keys: what comes next, or the question about the pain between two positions."""
    if player.asks_score and not player.paused:
        return Text(words.SCORE_QUESTION, style="bold", no_wrap=True, overflow="ellipsis")
    return Text(words.coming(player), style="dim", no_wrap=True, overflow="ellipsis")


def hints(player: Player) -> list[RenderableType]:
    """What can be pressed in a pause with a list of its own, a line each."""
    return [Text(line, style="bold") for line in words.pause_hints(player)]


def all_keys() -> list[RenderableType]:
    """Every key but the one that shows them, with what it does."""
    from rich.table import Table  # 3 ms to import, before every first frame

    table = Table.grid(padding=(0, 2, 0, 0))
    for key, meaning in KEY_WORDS:
        if key != Key.HELP:
            table.add_row(Text(key, style="bold"), meaning)
    return [table]


def names(player: Player, room: int) -> list[RenderableType]:
    """The exercises to choose from; where there is no room for all, those around the one that is typed or at hand."""
    shown = [
        Text(f"{number:>2}  {exercise.name}", no_wrap=True, overflow="ellipsis")
        for number, exercise in enumerate(player.plan.exercises, start=1)
    ]
    at_hand = int(player.typed) - 1 if player.typed else player.step.exercise
    first = max(0, min(at_hand - room // 2, len(shown) - room))
    return list(shown[first : first + max(1, room)])


def in_pages(lines: list[str], room: int) -> list[list[str]]:
    """Lines that do not fit, cut into as many pages as they need."""
    room = max(1, room)
    return [lines[start : start + room] for start in range(0, len(lines), room)]


def fitted(player: Player, lines: list[str], room: int) -> list[str]:
    """As many of the lines as there is room for; a pause says how to see the others."""
    if len(lines) <= room or not player.paused or room < 1:
        return lines[: max(0, room)]
    return [*lines[: room - 1], THE_REST]


def keys(player: Player, columns: int) -> str:
    """As many keys as fit on one line: the one key that is needed, "this hurts", `?` and `q` before all others."""
    special = _SHORT_KEYS.get(player.pause_reason) if player.pause_reason else None
    space = "space go on" if player.paused else "space pause"
    if special or columns < ROOMY_COLUMNS:
        score = ("0-10 pain",) if player.asks_score else ()
        return _few(special or (space, "h hurts", *score, *_ALWAYS), columns)
    meanings = [space if player.paused else "space pause, go on", *(f"{key} {does}" for key, does in KEY_WORDS[1:-2])]
    chosen: list[str] = []
    for meaning in meanings:
        if len("   ".join([*chosen, meaning, *_ALWAYS])) > columns:
            break
        chosen.append(meaning)
    return "   ".join([*chosen, *_ALWAYS])


def _few(wanted: tuple[str, ...], columns: int) -> str:
    """These keys, closer together or fewer where there is no room: the first ones and the last one stay longest."""
    for kept in range(len(wanted) - 1, 0, -1):
        for gap in ("   ", "  "):
            line = gap.join((*wanted[:kept], wanted[-1]))
            if len(line) <= columns:
                return line
    return wanted[-1]
