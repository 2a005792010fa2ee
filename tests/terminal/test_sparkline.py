"""Scores in a line."""

from sciatica_coach.terminal.sparkline import sparkline


def test_bars_from_0_to_10() -> None:
    """None at all is the lowest bar, 10 the highest, and no score a dot."""
    assert sparkline([0, None, *range(11), None]) == "▁·▁▂▂▃▄▅▅▆▇▇█·"
