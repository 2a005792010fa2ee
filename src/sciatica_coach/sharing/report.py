"""The page for a clinician: values in, one HTML text out. It needs nothing but itself: no script, no network.

Imports jinja2 and pygal, which the extra `report` brings. Everything from the log is escaped by the template.
"""

from datetime import date
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from sciatica_coach.model.text import clean
from sciatica_coach.model.value import Value
from sciatica_coach.model.weeks import Week
from sciatica_coach.model.when import day_words
from sciatica_coach.sharing.charts import charts_of
from sciatica_coach.sharing.drawings import Drawing

LONGEST_TABLE = 6
"""So many weeks are told in the table; the charts show them all."""
LONG_WORD = 20
"""A word of more letters may be broken: it would make its column wider than the page."""


class Tile(Value):
    """An answer at a glance: what, the value, and a sentence about it."""

    name: str
    value: str
    words: str


class Table(Value):
    """A section with rows; `empty` is said where there are none, and `more` of rows that were left out."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = ""
    more: str = ""
    note: str = ""


class Prescribed(Value):
    """An exercise of the routine: its dose, the ids of its sources, and its figure."""

    name: str
    dose: str
    sources: str
    drawing: Drawing


class Routine(Value):
    """The routine as it is now, and why it is so. So that it stays on its page, a long one ends in words alone.

    Attributes:
        name: of the routine, and how many exercises it has.
        exercises: those with their figures.
        others: names and doses of those after them.
        more: what is said of those that were left out.
        reasons: why the routine is as it is.
        sources: the ids that the exercises name, with what they stand for.
        more_sources: what is said of those that were left out.
    """

    name: str
    exercises: tuple[Prescribed, ...]
    others: tuple[str, ...]
    more: str
    reasons: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    more_sources: str


class Report(Value):
    """All that stands on the page. Nobody is named in it, unless in the person's own words."""

    since: date
    until: date
    who: tuple[str, ...]
    tiles: tuple[Tile, ...]
    mention: tuple[str, ...]
    weeks: tuple[Week, ...]
    tables: tuple[Table, ...]
    routine: Routine


def report_page(report: Report) -> str:
    """The page as HTML."""
    text = files("sciatica_coach.sharing").joinpath("report.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["day"] = day_words
    environment.filters["has_long_word"] = _has_long_word
    charts = [(chart, Markup(chart.svg)) for chart in charts_of(report.weeks)]  # noqa: S704 - our own, not the log's
    latest = report.weeks[-LONGEST_TABLE:]
    return clean(environment.from_string(text).render(report=report, charts=charts, weeks=latest))


def _has_long_word(text: str) -> bool:
    return any(len(word) > LONG_WORD for word in text.split(" "))
