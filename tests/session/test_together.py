"""Several ways to be heard act as one."""

from tests.fakes import RecordingSounds, exercise, plan_of

from sciatica_coach.session.events import StepBegan
from sciatica_coach.session.player import Player
from sciatica_coach.session.timeline import expand
from sciatica_coach.session.together import Together


def test_each_event_and_each_hush_reaches_all_in_order() -> None:
    """What is played is played on all of them, the first one first."""
    diary: list[str] = []
    first, second = RecordingSounds(diary=diary), RecordingSounds(diary=diary)
    plan = plan_of(exercise())
    both = Together(first, second)
    both.play(StepBegan(step=0), Player(plan, expand(plan)))
    both.hush()
    assert diary == ["sound StepBegan"] * 2 + ["hush"] * 2
