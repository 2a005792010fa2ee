"""Rules that are read line by line: the same as through YAML, or not at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.programme import ROUTINES

from sciatica_coach.files.content import load_trend_rules
from sciatica_coach.files.rule_lines import parse_rule_lines, read_rule_lines
from sciatica_coach.files.yaml_nodes import parse, read_yaml

TREND = ROUTINES / "rules" / "trend.yaml"
LINE = "least: {value: 2, source: [R10, default]}"
PIECES = st.sampled_from(
    [LINE, "most: {value: 0.5, source: [R1]}", "# why", "", " ", "a: 1", "least: {}", "---", "\t#"]
)


def test_shipped_rules_are_read_line_by_line() -> None:
    """The file that is shipped needs no YAML, and is read as YAML reads it."""
    node, faults = read_yaml(TREND)
    assert faults == []
    assert read_rule_lines(TREND) == node


@given(st.lists(PIECES, max_size=5).map("\n".join))
def test_lines_are_read_as_yaml_reads_them_or_not_at_all(text: str) -> None:
    """Whatever the lines, there is no second meaning of a file."""
    found = parse_rule_lines(text)
    node, faults = parse(text)
    assert found is None or (found == node and faults == [])


@pytest.mark.parametrize(
    "line",
    [
        LINE.replace("2", "two"),
        LINE.replace("2", "-2"),
        LINE.replace("[R10, default]", "R10"),
        f"{LINE} # why",
        f" {LINE}",
        f"{LINE}\n{LINE}",
        "least: {source: [R10], value: 2}",
        "",
    ],
)
def test_anything_else_is_for_yaml(line: str) -> None:
    """A line of another form, a key twice, or no key at all."""
    assert parse_rule_lines(f"# Numbers\n{line}\n") is None


def test_rules_that_are_written_in_another_way_count_as_well(tmp_path: Path) -> None:
    """Who writes the numbers as other YAML gets the same rules."""
    (tmp_path / "rules").mkdir()
    text = TREND.read_text().replace(
        "meaningful_change: {value: 2, source: [R10]}", "meaningful_change:\n  value: 2\n  source: [R10]"
    )
    (tmp_path / "rules" / "trend.yaml").write_text(text)
    assert read_rule_lines(tmp_path / "rules" / "trend.yaml") is None
    assert load_trend_rules(tmp_path) == load_trend_rules(ROUTINES)
