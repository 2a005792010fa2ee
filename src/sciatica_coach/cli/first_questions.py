"""Before the first session, and when the stage changes: the history that matters, and what is there in the leg (D0)."""

from sciatica_coach.cli.coach import Coach
from sciatica_coach.cli.nerve_questions import ask_present
from sciatica_coach.cli.warning_signs import WarningSigns
from sciatica_coach.model.safety import Assessment


def ask_history(coach: Coach, warnings: WarningSigns) -> Assessment:
    """Ask for what seldom changes, and for numbness and weakness; what the history means."""
    assessment = warnings.check_facts()
    ask_present(coach)
    return assessment
