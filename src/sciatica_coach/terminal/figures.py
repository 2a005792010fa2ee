"""The figures of a session: where each one is at this moment, as lines of braille for a field of characters."""

from math import inf

from sciatica_coach.model.exercise import Exercise, Side
from sciatica_coach.model.figure import Pose
from sciatica_coach.model.pose_reader import poses_of
from sciatica_coach.model.scene import Move, Scene
from sciatica_coach.session.player import Mode, Player
from sciatica_coach.session.timeline import StepKind
from sciatica_coach.terminal.braille import dots, fit, lines, over

FRAMES_A_SECOND = 6
STEPS_IN_A_MOVE = 24
"""A move is drawn in so many steps: since a rep repeats the one before it, most frames have been drawn already."""
MOST_FRAMES, MOST_DRAWINGS = 256, 4
QUIET_SECONDS = 0.03
"""No frame is drawn so shortly before the next beat, which must not come late for it."""
SHOWN_SECONDS, SHOWING_SECONDS = 2.0, 1.3
"""In a lead-in the figure shows each pose for so long, and takes so much of it to get there."""


class Figures:
    """Draws the figure of the exercise at hand.

    Args:
        colours: whether the terminal is to have colours; without them what works is bold.
    """

    def __init__(self, *, colours: bool = True) -> None:
        self._colours = colours
        self._scenes: dict[tuple[str, Side | None], Scene] = {}
        self._drawings: dict[tuple[int, int, int], Drawing] = {}

    def draw(self, player: Player, columns: int, rows: int) -> list[str]:
        """The figure as it is at this moment: at most so many lines, each at most so wide."""
        scene = self._scene(player.exercise, player.step.side)
        return self.lines(scene, _where(player, scene), columns, rows)

    def lines(self, scene: Scene, move: Move, columns: int, rows: int) -> list[str]:
        """A scene at one moment as lines."""
        key = id(scene), columns, rows
        if key not in self._drawings:
            if len(self._drawings) >= MOST_DRAWINGS:
                del self._drawings[next(iter(self._drawings))]
            self._drawings[key] = Drawing(scene, columns, rows, colours=self._colours)
        return self._drawings[key].lines(move)

    def stays_for(self, player: Player) -> float:
        """Seconds until the figure must be drawn anew; `inf` while it rests, and just before the next beat."""
        scene = self._scene(player.exercise, player.step.side)
        seconds = frame_seconds(_moves_for(player, scene))
        return seconds if seconds < player.until_next() - QUIET_SECONDS else inf

    def _scene(self, exercise: Exercise, side: Side | None) -> Scene:
        key = exercise.id, side
        return self._scenes.get(key) or self._scenes.setdefault(key, Scene(poses_of(exercise), side))


class Drawing:
    """A scene on a field of characters: the room is drawn once, and a frame that was drawn before is kept."""

    def __init__(self, scene: Scene, columns: int, rows: int, *, colours: bool) -> None:
        self._scene = scene
        self._colours = colours
        self._frame = fit(scene.box, columns, rows)
        self._room = dots(scene.room, self._frame)
        self._frames: dict[tuple[int, int, int], list[str]] = {}

    def lines(self, move: Move) -> list[str]:
        """The frame of this moment, or of one so near to it that nobody sees the difference."""
        step = round(move.share * STEPS_IN_A_MOVE)
        key = id(move.before), id(move.after), step
        if key not in self._frames:
            if len(self._frames) >= MOST_FRAMES:
                self._frames.clear()
            nearest = Move(before=move.before, after=move.after, share=step / STEPS_IN_A_MOVE)
            layers = over(self._room, dots(self._scene.moving(nearest), self._frame))
            self._frames[key] = lines(layers, self._frame, colours=self._colours)
        return self._frames[key]


def frame_seconds(moves_for: float) -> float:
    """How long a frame is shown, when the figure still moves for so long."""
    return min(1 / FRAMES_A_SECOND, moves_for) if moves_for > 0 else inf


def shown_move(scene: Scene, elapsed: float) -> Move:
    """Each pose in turn, again and again: what an exercise is, before it begins."""
    count = max(1, len(scene.poses.beats))
    place = int(elapsed / SHOWN_SECONDS)
    before = scene.last((place - 1) % count) if place else scene.start
    share = min(1.0, elapsed % SHOWN_SECONDS / SHOWING_SECONDS)
    return Move(before=before, after=scene.last(place % count), share=share)


def _shows(player: Player) -> bool:
    return player.step.kind in (StepKind.LEAD_IN, StepKind.OPEN) and player.mode is not Mode.RETURNING


def _where(player: Player, scene: Scene) -> Move:
    if _shows(player):
        return shown_move(scene, player.elapsed)
    if player.mode is Mode.RETURNING:
        return Move(before=scene.start, after=scene.start, share=1.0)
    return scene.move(player.step.beat, player.elapsed, player.step_seconds, _before(player, scene))


def _before(player: Player, scene: Scene) -> Pose:
    """The pose in which the step before ended, if it was of the same side."""
    earlier = player.steps[player.index - 1] if player.index else None
    same = earlier and (earlier.exercise, earlier.side) == (player.step.exercise, player.step.side)
    return scene.last(earlier.beat) if earlier and same and earlier.beat is not None else scene.start


def _moves_for(player: Player, scene: Scene) -> float:
    if _shows(player):
        return SHOWN_SECONDS
    if player.mode is Mode.RETURNING:
        return 0.0
    return scene.moves_for(player.step.beat, player.elapsed, player.step_seconds)
