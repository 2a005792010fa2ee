"""Why a dose is another one than the library's: each accepted change that a plan has, in a sentence."""

import pytest
from tests.fakes import exercise
from tests.model.test_response import STRETCH, TILT, change

from sciatica_coach.model.agreed import agreed_reasons
from sciatica_coach.model.changes import with_changes
from sciatica_coach.model.entry import Entry
from sciatica_coach.model.exercise import Category

PLANK = exercise("Plank", hold=10.0, reps=3, category=Category.STRENGTH)
MORE = change(5, "PR3", 10, 12)
TOLD: dict[str, tuple[tuple[Entry, ...], list[tuple[str, str]]]] = {
    "nothing": ((), []),
    "reps": ((MORE,), [("PR3", "Tilt has 12 reps in place of 10, as you agreed.")]),
    "reps of one side": (
        (change(5, "PR5", 10, 5, side="left"),),
        [("PR5", "Tilt has 5 reps on the left side in place of 10, as you agreed.")],
    ),
    "a hold": (
        (change(5, "PR3", 10, 15, exercise="plank", key="hold"),),
        [("PR3", "Plank has 15 seconds in place of 10, as you agreed.")],
    ),
    "sets": ((change(5, "PR3", 1, 2, key="sets"),), [("PR3", "Tilt has 2 sets in place of 1, as you agreed.")]),
    "two steps": (
        (MORE, change(2, "PR3", 12, 14)),
        [("PR3", "Tilt has 14 reps in place of 10, as you agreed.")],
    ),
    "a step that was undone": ((MORE, change(2, "PR5", 12, 10)), []),
    "what was refused": ((change(5, "PR3", 10, 12, accepted=False),), []),
    "an exercise that is not in the plan": ((change(5, "PR3", 10, 12, exercise="bridge"),), []),
    "less of everything": (
        (change(3, "PR5", 1.0, 0.75, key="share", exercise=None),),
        [("PR5", "The session has 75 of 100 of its usual reps, as you agreed.")],
    ),
    "no dose at all": ((change(5, "PR3", 10, "many"),), []),
}


@pytest.mark.parametrize(("entries", "told"), TOLD.values(), ids=TOLD.keys())
def test_accepted_change_is_a_reason(entries: tuple[Entry, ...], told: list[tuple[str, str]]) -> None:
    """The last change of each dose is told with its rule, as far as the plan has it."""
    doses = with_changes((TILT, STRETCH, PLANK), list(entries), 3)
    reasons = agreed_reasons(doses, list(entries), fitted=False)
    assert [(reason.rule, reason.text) for reason in reasons] == told
    assert {reason.source for reason in reasons} <= {"your log"}


def test_dose_that_fits_the_minutes_is_not_told_as_agreed() -> None:
    """Where minutes that were asked for outrank the dose or the share, the sentence would be false."""
    entries = [MORE, change(3, "PR5", 1.0, 0.75, key="share", exercise=None)]
    assert agreed_reasons((TILT,), entries, fitted=True) == ()
