"""What is to be done in one session, by whom, and why: fixed before the session starts."""

from sciatica_coach.model.exercise import Exercise, Side
from sciatica_coach.model.lead_in import LeadInTimes
from sciatica_coach.model.profile import Profile
from sciatica_coach.model.routine import StageKind
from sciatica_coach.model.stage import Stage
from sciatica_coach.model.value import Value

RESTS = "CE3"
"""The rule by which an exercise that sent pain down the leg rests, or stays out."""


class Reason(Value):
    """Why the plan is as it is: the rule's name, one sentence, and where the rule comes from."""

    rule: str
    text: str
    source: str


class Withheld(Value):
    """Why there is no session now: the level of the warning, and what is said."""

    level: str
    text: str


class Plan(Value):
    """The exercises of one session in order, with all that their timeline depends on.

    `adapted` when a shipped routine was made to fit the day: only then do accepted changes apply. `cautions` are what
    speaks against the user's own routine today; they are among the reasons too.
    """

    routine: str
    name: str
    stage: Stage
    exercises: tuple[Exercise, ...]
    first_side: Side
    pace: float
    lead_in: LeadInTimes
    reasons: tuple[Reason, ...] = ()
    withheld: Withheld | None = None
    adapted: bool = False
    cautions: tuple[Reason, ...] = ()

    @property
    def resting(self) -> tuple[Reason, ...]:
        """Why exercises are not in it that sent pain down the leg: said, though nobody asks why (CE3)."""
        return tuple(reason for reason in self.reasons if reason.rule == RESTS and reason not in self.cautions)


def withhold(profile: Profile) -> Withheld | None:
    """Why there is no session for this person, if no clinician has cleared her or him yet."""
    if profile.cleared is False and profile.stage is not StageKind.GENERAL:
        return Withheld(
            level="amber",
            text="You noted that no clinician has cleared you for exercise yet. Please ask first; "
            "then run `coach setup --cleared`.",
        )
    return None
