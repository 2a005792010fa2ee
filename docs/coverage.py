"""Writes docs/coverage.md: what answers each item of the articles that the content comes from.

Run it from the root of a checkout, in the environment of the tests:

    .venv/bin/python docs/coverage.py
"""

from pathlib import Path

from sciatica_coach.files.yaml_nodes import read_yaml
from sciatica_coach.model.node import Mapping, Node, Scalar

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "routines" / "coverage.yaml"
PAGE = ROOT / "docs" / "coverage.md"
HEAD = """\
# What answers each item of the articles

The content comes from five articles by clinics. Each thing that they name has a line here, with what answers it: an
exercise, a question, a reminder, a card, a rule; or why it is left out. Made by `docs/coverage.py` from
`routines/coverage.yaml`.

| item | what it is | what answers it |
|---|---|---|
"""


def page() -> str:
    """The page as it should be."""
    node, faults = read_yaml(SOURCE)
    if faults or not isinstance(node, Mapping):
        raise SystemExit(f"{SOURCE}: {faults}")
    rows = (f"| {key.text} | {_text(value, 'item')} | {_text(value, 'answer')} |\n" for key, value in node.pairs)
    return HEAD + "".join(rows)


def _text(node: Node, key: str) -> str:
    pairs = node.pairs if isinstance(node, Mapping) else ()
    return next((value.text for name, value in pairs if name.text == key and isinstance(value, Scalar)), "")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
