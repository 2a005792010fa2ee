"""Long lines, broken between words for a terminal."""

from sciatica_coach.terminal.wrap import wrapped


def test_id_stays_in_one_piece() -> None:
    """An id or a date is to be typed again: no line ends at a hyphen in it."""
    text = "Read more: coach learn what-a-clinician-may-offer, since 2026-11-22."
    assert wrapped(text, 30).split("\n") == [
        "Read more: coach learn",
        "what-a-clinician-may-offer,",
        "since 2026-11-22.",
    ]


def test_line_that_goes_on_is_indented_like_its_beginning() -> None:
    """The words of a numbered line stand below each other."""
    assert (
        wrapped(" 1. Lie on your back with your knees bent.", 26) == " 1. Lie on your back with\n    your knees bent."
    )
