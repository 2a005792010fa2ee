"""Reactions and stops, counted by hand."""

from tests.programme import record, session

from sciatica_coach.model.reactions import Reaction, mornings, reactions, stops

ENTRIES = [
    session(3, 4, 2, exercises=[record("clam", side="left"), record("clam", side="right"), record("bridge")]),
    session(
        2, 4, 4, morning="no", exercises=[record("clam", side="left", outcome="stopped-for-pain", hurt="down-the-leg")]
    ),
    session(1, 4, 5, outcome="stopped", morning="yes", exercises=[record("bridge", outcome="skipped"), record("clam")]),
]


def test_reactions() -> None:
    """A session counts once for both sides, a skipped exercise not at all; pain down the leg comes first."""
    assert reactions(ENTRIES) == (
        Reaction(exercise="clam", sessions=3, hurt=0, down=1, lower=1, same=1, higher=1),
        Reaction(exercise="bridge", sessions=1, hurt=0, down=0, lower=1, same=0, higher=0),
    )


def test_stops_and_their_reasons() -> None:
    """The latest first: a session stopped by choice, and an exercise that sent pain down the leg, with its side."""
    assert [(stop.exercise, stop.side, stop.why) for stop in stops(ENTRIES)] == [
        ("", "", "stopped by choice, no reason noted"),
        ("clam", "left", "went down the leg"),
    ]


def test_mornings() -> None:
    """Answers of yes and no; those that are missing count for neither."""
    assert mornings(ENTRIES) == (1, 1)
