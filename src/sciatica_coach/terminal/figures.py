"""The figures of a session: where each one is at this moment, as lines of braille for a field of characters."""

from math import inf

from sciatica_coach.model.exercise import Exercise, Side
from sciatica_coach.model.figure import Pose
from sciatica_coach.model.pose import poses_of
from sciatica_coach.model.scene import Move, Scene
from sciatica_coach.session.player import Mode, Player
from sciatica_coach.session.timeline import StepKind
from sciatica_coach.terminal.figure import Frame, fit, lines

FRAMES_A_SECOND = 8
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
        self._frames: dict[tuple[int, int, int], Frame] = {}

    def draw(self, player: Player, columns: int, rows: int) -> list[str]:
        """The figure as it is at this moment: at most so many lines, each at most so wide."""
        scene = self._scene(player.exercise, player.step.side)
        return self.lines(scene, _where(player, scene), columns, rows)

    def lines(self, scene: Scene, move: Move, columns: int, rows: int) -> list[str]:
        """A scene at one moment as lines."""
        key = id(scene), columns, rows
        frame = self._frames.get(key) or self._frames.setdefault(key, fit(scene.box, columns, rows))
        return lines(scene.strokes(move), frame, colours=self._colours)

    def stays_for(self, player: Player) -> float:
        """Seconds until the figure must be drawn anew; `inf` while it rests."""
        scene = self._scene(player.exercise, player.step.side)
        return frame_seconds(_moves_for(player, scene))

    def _scene(self, exercise: Exercise, side: Side | None) -> Scene:
        key = exercise.id, side
        return self._scenes.get(key) or self._scenes.setdefault(key, Scene(poses_of(exercise), side))


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
