"""Every combination of stage, week, birth, equipment, avoided positions and minutes: 29,088 plans, and flare days."""

import pytest
from tests.model.test_planning import AVOIDED, EQUIPMENT, MINUTES, Case, cases, everybody, faults_of, people
from tests.programme import PLAN_RULES, inputs, planned

from sciatica_coach.model.value import replace
from sciatica_coach.session.timeline import expand

pytestmark = pytest.mark.sweep


def test_there_are_as_many_people_as_promised() -> None:
    """42 weeks of pregnancy, 53 after each of three births, and one who is neither pregnant nor has given birth."""
    assert len(list(everybody())) == 42 + 3 * 53 + 1


@pytest.mark.parametrize("have", EQUIPMENT)
@pytest.mark.parametrize("avoided", AVOIDED)
def test_every_plan(avoided: str, have: str) -> None:
    """No exercise that its own rules forbid, no empty plan, four exercises from eight minutes on, in the time asked."""
    failures = [
        f"{case.stage} {case.minutes}: {'; '.join(faults)}"
        for case in cases(everybody(), [have], avoided, MINUTES)
        if (faults := faults_of(case, case.plan()))
    ]
    assert failures == []


@pytest.mark.parametrize("avoided", AVOIDED)
def test_every_flare_day(avoided: str) -> None:
    """On a bad day there are three to five minutes for everybody, and nothing that is forbidden."""
    for person in people(range(1, 43, 3), range(0, 53, 3)):
        for have in EQUIPMENT.values():
            profile = replace(person, equipment=have, avoid=AVOIDED[avoided])
            plan = planned(PLAN_RULES.flare.value, inputs(profile, minutes=PLAN_RULES.flare_minutes.value))
            seconds = sum(step.seconds for step in expand(plan, attended=False))
            assert 180 <= seconds <= 300, (profile, seconds)
            assert [fault for fault in faults_of(Case(profile, None), plan) if "exercises" not in fault] == []
