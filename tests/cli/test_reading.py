"""Long texts at a real terminal: in pages, in the user's pager, or at once where nobody turns pages."""

import pytest
from tests.program import call
from tests.programme import talk

SMALL, TALL = (24, 80), (200, 80)
MORE = "space: more"
LAST = "Source"


def test_tall_card_waits_for_a_key_on_each_page() -> None:
    """A card that is taller than the terminal comes in pages; a key shows the next one."""
    told = talk("learn", "sleep", says=[("1 of 3", " "), ("2 of 3", " ")], size=SMALL)
    assert told.code == 0
    assert LAST in told.text


@pytest.mark.parametrize("key", ["q", "\x1b", "\x03"], ids=["q", "Escape", "Ctrl-C"])
def test_page_can_be_left(key: str) -> None:
    """q, Escape and Ctrl-C end it at once, without an error, and nothing more is shown."""
    told = talk("learn", "sleep", says=[(MORE, key)], size=SMALL)
    assert told.code == 0
    assert LAST not in told.text


@pytest.mark.parametrize(
    ("size", "env"),
    [(TALL, {}), (SMALL, {"TERM": "dumb"}), (SMALL, {"ACCESSIBLE": "1"}), (SMALL, {"PAGER": "cat"})],
    ids=["tall", "dumb", "screen reader", "no pager wanted"],
)
def test_nobody_is_asked_where_pages_are_of_no_use(size: tuple[int, int], env: dict[str, str]) -> None:
    """Where all fits, nothing can be painted over, or the user wants no pages, the text comes at once."""
    told = talk("learn", "sleep", says=[], size=size, env=env)
    assert MORE not in told.text
    assert LAST in told.text


def test_plain_asks_nothing() -> None:
    """`--plain` is words alone, at once."""
    told = talk("exercises", "show", "bridge", "--plain", says=[], size=SMALL)
    assert MORE not in told.text
    assert "Read more" in told.text


def test_own_pager_gets_the_text() -> None:
    """The pager that PAGER names shows it, as git and gh do."""
    told = talk("learn", "sleep", says=[], size=SMALL, env={"PAGER": "sed s/^/pager:/"})
    assert MORE not in told.text
    assert "pager:Source" in told.text


def test_pager_that_is_not_there_does_not_hide_the_text() -> None:
    """A wrong PAGER costs nobody the text: the own pages show it."""
    told = talk("learn", "sleep", says=[(MORE, " "), (MORE, " ")], size=SMALL, env={"PAGER": "/nonexistent/pager"})
    assert LAST in told.text


def test_pipe_gets_the_whole_text() -> None:
    """Without a terminal there are no pages."""
    result = call("learn", "sleep")
    assert MORE not in result.out
    assert LAST in result.out
