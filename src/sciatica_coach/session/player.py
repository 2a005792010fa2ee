"""A session that runs, pauses and ends: what a moment or a key makes of it.

Knows no clock: `advance` is told how much time went by, `press` which key came. Both return the
events of that moment. Seconds of a step are never lost and never invented: time beyond the end of
a step belongs to the next one.
"""

from collections.abc import Callable
from math import inf
from typing import ClassVar

from sciatica_coach.model.exercise import Exercise
from sciatica_coach.model.pain import HIGHEST_SCORE, Hurt
from sciatica_coach.model.plan import Plan
from sciatica_coach.model.word import Word
from sciatica_coach.session.course import Course
from sciatica_coach.session.events import (
    Ended,
    EndReason,
    Event,
    LastSeconds,
    LedBack,
    PainFelt,
    PainScored,
    PainTakenBack,
    PartEnded,
    Paused,
    PauseReason,
    Resumed,
    StepBegan,
    StepLeft,
    TimeAdded,
)
from sciatica_coach.session.keys import DIGITS, Key
from sciatica_coach.session.timeline import Step, StepKind

ADDED_SECONDS = 10.0
LED_BACK_AFTER_SECONDS = 60.0
PART_BOUNDARIES = (StepKind.LEAD_IN, StepKind.SIDE_CHANGE, StepKind.REST)


class Mode(Word):
    """What the session does at the moment."""

    RUNNING = "running"
    PAUSED = "paused"
    RETURNING = "returning"
    ENDED = "ended"


class Player(Course):
    """The state of one session: where it is on its course, and whether it runs. Changed by `advance` and `press` alone.

    Attributes:
        is_too_much: whether a score is one to stop at (PM1); none where pain is not asked in the session (PM7).
        typed: the digits of the exercise that is being chosen, or of the score.
        help_page: how often the keys were asked for in this pause: what does not fit on a screen comes in pages.
        left: the exercise that was left last because it hurt, and how it hurt.
    """

    def __init__(
        self,
        plan: Plan,
        steps: tuple[Step, ...],
        *,
        muted: bool = False,
        large: bool = False,
        is_too_much: Callable[[int], bool] | None = None,
    ) -> None:
        super().__init__(plan, steps)
        self.mode = Mode.RUNNING
        self.pause_reason: PauseReason | None = None
        self.muted = muted
        self.large = large
        self.is_too_much = is_too_much
        self.typed = ""
        self.help_page = 0
        self.left: tuple[Exercise, Hurt] | None = None
        self._paused_seconds = 0.0
        self._return_left = 0.0
        self._return_taken = 0.0
        self._scored: set[int] = set()

    # What there is to see

    @property
    def ended(self) -> bool:
        """Whether the session is over."""
        return self.mode is Mode.ENDED

    @property
    def paused(self) -> bool:
        """Whether the session stands still."""
        return self.mode is Mode.PAUSED

    @property
    def asks_score(self) -> bool:
        """Whether the pain can be said at the step at hand: at the end of a block, once."""
        return self.is_too_much is not None and self.step.ends_block and self.index not in self._scored

    @property
    def seconds_left(self) -> float:
        """Seconds to the end of the step at hand, or of the way back into position."""
        if self.mode is Mode.RETURNING:
            return self._return_left
        return max(0.0, self.step_seconds - self.elapsed)

    @property
    def session_left(self) -> float:
        """Seconds to the end of the session, pauses not counted."""
        return 0.0 if self.ended else self.planned_left + self._return_left

    # What time does

    def begin(self) -> tuple[Event, ...]:
        """The first event of the session."""
        return (StepBegan(step=0),)

    def until_next(self) -> float:
        """Seconds until something happens by itself; `inf` while only a key can change anything."""
        if self.mode is Mode.RETURNING:
            marks = [mark for mark in (3.0, 2.0, 1.0) if mark < self._return_left]
            return self._return_left - max(marks, default=0.0)
        if self.mode is not Mode.RUNNING or self.is_open:
            return inf
        ahead = [at for at, _ in self.milestones() if at > self.elapsed]
        return min([*ahead, self.step_seconds]) - self.elapsed

    def advance(self, seconds: float) -> tuple[Event, ...]:
        """Let time go by.

        Args:
            seconds: not negative. More than the step has left goes on into the next steps.
        """
        events: list[Event] = []
        if self.mode is Mode.PAUSED:
            self._paused_seconds += seconds
            return ()
        if self.mode is Mode.RETURNING:
            seconds = self._advance_return(seconds, events)
        while self.mode is Mode.RUNNING and seconds > 0:
            seconds = self._advance_step(seconds, events)
        return tuple(events)

    def _advance_return(self, seconds: float, events: list[Event]) -> float:
        before, self._return_left = self._return_left, self._return_left - seconds
        self._return_taken += min(seconds, before)
        events.extend(
            LastSeconds(step=self.index, seconds=mark) for mark in (3, 2, 1) if before > mark >= self._return_left > 0
        )
        if self._return_left > 0:
            return 0.0
        left, self._return_left = -self._return_left, 0.0
        self.mode = Mode.RUNNING
        self._tell_led_back(events)
        events.append(StepBegan(step=self.index))
        return left

    def _advance_step(self, seconds: float, events: list[Event]) -> float:
        before, left = self.elapsed, self.step_seconds - self.elapsed
        if self.is_open or seconds < left - 1e-9:
            self.elapsed += seconds
            events.extend(event for at, event in self.milestones() if before < at <= self.elapsed)
            return 0.0
        events.extend(event for at, event in self.milestones() if at > before)
        self.elapsed = self.step_seconds
        self._leave(events, finished=True)
        return max(0.0, seconds - left)

    # What keys do

    def press(self, key: Key) -> tuple[Event, ...]:
        """Let a key act. Keys without a meaning pause, and change nothing in a pause."""
        events: list[Event] = []
        if self.ended:
            return ()
        if self.pause_reason is PauseReason.CHOOSING and self._choose(key, events):
            return tuple(events)
        if self.pause_reason is PauseReason.HURT and key in (Key.DIGIT_1, Key.DIGIT_2):
            hurt = Hurt.HERE if key is Key.DIGIT_1 else Hurt.DOWN_THE_LEG
            self._tell_pain(hurt, events)
            return tuple(events)
        if self._score(key, events):
            return tuple(events)
        action = self._ACTIONS.get(key, Player._pause_if_running)
        action(self, events)
        return tuple(events)

    def away(self, seconds: float) -> tuple[Event, ...]:
        """The machine slept or the program was stopped for so long: pause, and count it as pause."""
        events: list[Event] = []
        if not self.ended:
            self._pause_if_running(events, PauseReason.AWAY)
            self._paused_seconds += seconds
        return tuple(events)

    def _next(self, events: list[Event]) -> None:
        self._go_to(self.step.exercise + 1, events)

    def _back(self, events: list[Event]) -> None:
        self._go_to(max(0, self.step.exercise - 1), events)

    def _restart(self, events: list[Event]) -> None:
        if self.pause_reason is PauseReason.HURT:
            events.append(PainTakenBack(exercise=self.step.exercise))
        self._go_to(self.step.exercise, events)

    def _go(self, events: list[Event]) -> None:
        self._pause(PauseReason.CHOOSING, events)

    def _help(self, events: list[Event]) -> None:
        self.help_page = self.help_page + 1 if self.pause_reason is PauseReason.HELP else 0
        self._pause(PauseReason.HELP, events)

    def _mute(self, _events: list[Event]) -> None:
        self.muted = not self.muted

    def _enlarge(self, _events: list[Event]) -> None:
        self.large = not self.large

    def _stop(self, events: list[Event]) -> None:
        self._end(EndReason.STOPPED, events)

    def _bump(self, events: list[Event]) -> None:
        self._pause_if_running(events, PauseReason.BUMP)

    def _nothing(self, events: list[Event]) -> None:
        """A key that stands for something outside of the session, such as a resize."""

    def _go_on_or_pause(self, events: list[Event]) -> None:
        if self.pause_reason is PauseReason.HURT:
            self._jump(self.step.exercise + 1, events)
        if self.mode is Mode.PAUSED:
            self._resume(events)
        elif self.ended:
            return
        else:
            self._pause(PauseReason.ASKED, events)

    def _finish_or_pause(self, events: list[Event]) -> None:
        """Enter ends a step at one's own pace; space never counts as done what may only be a pause."""
        if self.mode is Mode.RUNNING and self.is_open:
            self._leave(events, finished=True)
        else:
            self._go_on_or_pause(events)

    def _pause_if_running(self, events: list[Event], reason: PauseReason = PauseReason.OTHER_KEY) -> None:
        if self.mode is not Mode.PAUSED:
            self._pause(reason, events)

    def _pause(self, reason: PauseReason, events: list[Event]) -> None:
        if self.pause_reason is PauseReason.HURT:
            return
        self._tell_led_back(events)
        self.mode = Mode.PAUSED
        self.pause_reason = reason
        self.typed = ""
        events.append(Paused(reason=reason))

    def _resume(self, events: list[Event]) -> None:
        seconds, self._paused_seconds = self._paused_seconds, 0.0
        self.pause_reason = None
        self.typed = ""
        self.mode = Mode.RUNNING
        led_back = seconds > LED_BACK_AFTER_SECONDS or self._return_left > 0
        events.append(Resumed(seconds=seconds, led_back=led_back))
        if led_back:
            self._lead_back(events)

    def _lead_back(self, events: list[Event]) -> None:
        """After a long pause: back into position first, then the current hold or rep from its start."""
        if self.step.kind is StepKind.LEAD_IN:
            self._move_to(self.index, events)
            return
        start = self.start_of_rep
        if self.steps[start].rep or self.is_open:
            self._give_up_step(events)
            self.index, self.elapsed = start, 0.0
        self._return_left = self.way_back
        self.mode = Mode.RETURNING

    def _add_time(self, events: list[Event]) -> None:
        if self.mode is Mode.RETURNING:
            self._return_left += ADDED_SECONDS
            events.append(TimeAdded(step=self.index, seconds=ADDED_SECONDS))
        elif self.can_add:
            self.lengthen(ADDED_SECONDS)
            events.append(TimeAdded(step=self.index, seconds=ADDED_SECONDS))

    def _hurts(self, events: list[Event]) -> None:
        if self.pause_reason is PauseReason.HURT:
            return
        self._tell_pain(None, events)
        self._pause(PauseReason.HURT, events)

    def _tell_pain(self, hurt: Hurt | None, events: list[Event]) -> None:
        events.append(PainFelt(exercise=self.step.exercise, step=self.index, hurt=hurt))
        if hurt:
            self.left = (self.exercise, hurt)
            self._after_pain(events)

    def _after_pain(self, events: list[Event]) -> None:
        """Leave the exercise that hurt for the next one, and wait there for the user."""
        self._jump(self.step.exercise + 1, events)
        if self.paused:
            self.pause_reason = PauseReason.LEFT
            events.append(Paused(reason=PauseReason.LEFT))

    def _choose(self, key: Key, events: list[Event]) -> bool:
        """A key while an exercise is chosen; false when the key has its usual meaning."""
        if key in DIGITS:  # one too many is no pain score
            self.typed += key.value if len(self.typed) < len(str(len(self.plan.exercises))) else ""
            return True
        if key is Key.BACKSPACE:
            self.typed = self.typed[:-1]
            return True
        if key in (Key.ENTER, Key.SPACE) and self.typed:
            number = int(self.typed)
            self.typed = ""
            if 1 <= number <= len(self.plan.exercises):
                self._jump(number - 1, events)
                self._resume(events)
            return True
        return False

    def _score(self, key: Key, events: list[Event]) -> bool:
        """A digit between two blocks pauses, as any key does, and is the pain if Enter follows: a baby types, too.

        Returns:
            False when the key has its usual meaning.
        """
        if key in DIGITS and self.asks_score and self.pause_reason is not PauseReason.HURT:
            if self.pause_reason is not PauseReason.SCORE:
                self._pause(PauseReason.SCORE, events)
            both = self.typed + key.value
            self.typed = both if both == str(HIGHEST_SCORE) else key.value
            return True
        if self.pause_reason is PauseReason.SCORE and key is Key.BACKSPACE:
            self.typed = self.typed[:-1]
            return True
        if self.pause_reason is PauseReason.SCORE and key is Key.ENTER and self.typed:
            self._note(int(self.typed), events)
            return True
        return False

    def _note(self, score: int, events: list[Event]) -> None:
        """Note the pain and go on; where it is high, wait, since stopping may be better (PM1)."""
        self._scored.add(self.index)
        events.append(PainScored(exercise=self.step.exercise - 1, score=score))
        if self.is_too_much is not None and self.is_too_much(score):
            self._pause(PauseReason.HIGH, events)
        else:
            self._resume(events)

    # How one step gives way to another

    def _leave(self, events: list[Event], *, finished: bool) -> None:
        """The step at hand is over; the next one begins where it ended."""
        events.append(StepLeft(step=self.index, seconds=self.elapsed, finished=finished))
        left = self.step
        self.index += 1
        self.elapsed = 0.0
        if self.index == len(self.steps):
            events.append(PartEnded(exercise=left.exercise))
            self._finish(EndReason.COMPLETED, events)
            return
        if self.step.kind in PART_BOUNDARIES and (left.ends_set or left.kind is StepKind.MOVE):
            events.append(PartEnded(exercise=left.exercise))
        events.append(StepBegan(step=self.index))

    def _tell_led_back(self, events: list[Event]) -> None:
        if self._return_taken:
            events.append(LedBack(seconds=self._return_taken))
            self._return_taken = 0.0

    def _give_up_step(self, events: list[Event]) -> None:
        self._tell_led_back(events)
        events.append(StepLeft(step=self.index, seconds=self.elapsed, finished=False))

    def _go_to(self, exercise: int, events: list[Event]) -> None:
        """Go to an exercise; in a pause, say that the session waits there too."""
        self._jump(exercise, events)
        if self.paused:
            events.append(Paused(reason=PauseReason.ASKED))

    def _jump(self, exercise: int, events: list[Event]) -> None:
        """Go to the lead-in of an exercise; past the last one, the session is completed."""
        left = self.step.exercise
        self._give_up_step(events)
        events.append(PartEnded(exercise=left))
        self._return_left = 0.0
        if exercise >= len(self.plan.exercises):
            self._finish(EndReason.COMPLETED, events)
            return
        self.index = self.start_of(exercise)
        self.elapsed = 0.0
        if self.mode is Mode.RETURNING:
            self.mode = Mode.RUNNING
        if self.paused:
            self.pause_reason, self.typed = PauseReason.ASKED, ""
        events.append(StepBegan(step=self.index))

    def _move_to(self, place: int, events: list[Event]) -> None:
        self._give_up_step(events)
        self.index, self.elapsed = place, 0.0
        events.append(StepBegan(step=place))

    def _end(self, reason: EndReason, events: list[Event]) -> None:
        self._give_up_step(events)
        self._finish(reason, events)

    def _finish(self, reason: EndReason, events: list[Event]) -> None:
        if self.mode is Mode.PAUSED and self._paused_seconds:
            events.append(Resumed(seconds=self._paused_seconds, led_back=False))
            self._paused_seconds = 0.0
        self.mode = Mode.ENDED
        self.pause_reason = None
        events.append(Ended(reason=reason))

    _ACTIONS: ClassVar[dict[Key, Callable[["Player", list[Event]], None]]] = {
        Key.SPACE: _go_on_or_pause,
        Key.ENTER: _finish_or_pause,
        Key.NEXT: _next,
        Key.BACK: _back,
        Key.RESTART: _restart,
        Key.GO: _go,
        Key.ADD: _add_time,
        Key.HURTS: _hurts,
        Key.MUTE: _mute,
        Key.VIEW: _enlarge,
        Key.HELP: _help,
        Key.QUIT: _stop,
        Key.STOP: _stop,
        Key.BUMP: _bump,
        Key.RESIZE: _nothing,
        Key.AWAY: _nothing,
    }
    """What each key does. Every key that is not here pauses."""
