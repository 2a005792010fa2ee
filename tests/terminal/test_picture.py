"""The session screen, as whole pictures at the sizes that matter, and what holds at every size."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.fakes import exercise, plan_of

from sciatica_coach.files.library import Library
from sciatica_coach.files.places import find_content
from sciatica_coach.model.exercise import Equipment, Position, Side, Sides
from sciatica_coach.session.events import PauseReason
from sciatica_coach.session.keys import KEY_WORDS, Key
from sciatica_coach.session.player import Player
from sciatica_coach.session.timeline import expand
from sciatica_coach.session.words import first_clause
from sciatica_coach.terminal.block import block, halved
from sciatica_coach.terminal.distance import WIDEST_DOT
from sciatica_coach.terminal.picture import Pictures, shown_seconds, stays_true_for
from sciatica_coach.terminal.words import PAUSE_WORDS, cue

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
FIGURE_4 = exercise(
    "Figure-4 stretch, lying",
    hold=45,
    reps=2,
    rest=10,
    sides=Sides.EACH,
    position=Position.SUPINE,
    side_words={Side.LEFT: "Left ankle on right thigh", Side.RIGHT: "Right ankle on left thigh"},
    equipment=(Equipment.MAT,),
    steps=("Lie on your back, knees bent.", "Put one ankle on the other thigh.", "Draw the thigh in."),
    feel="a stretch deep in the buttock",
)
PLAN = plan_of(
    exercise("Pelvic tilt", beats=[("Flatten your back", 2), ("Let go", 2)], reps=10),
    FIGURE_4,
    exercise("Sit to stand", hold=5, reps=8, self_paced=True, position=Position.SEATED, steps=("Sit.", "Stand.")),
)
"""Pelvic tilt to 45 s; figure-4: lead-in to 55, left 55-100, rest to 110, left to 155; then the right side."""
IN_THE_HOLD = 55.0 + 33.0


def player_at(seconds: float, *keys: Key) -> Player:
    """A player so long after the start, after some keys."""
    player = Player(PLAN, expand(PLAN))
    player.advance(seconds)
    for key in keys:
        player.press(key)
    return player


def between(*keys: Key) -> Player:
    """Four seconds into getting ready for another position, where the pain can be said, after some keys."""
    player = Player(PLAN, expand(PLAN), is_too_much=lambda score: score > 5)
    player.advance(49)
    for key in keys:
        player.press(key)
    return player


def coming_back() -> Player:
    """Two seconds into the way back into position."""
    player = player_at(IN_THE_HOLD, Key.OTHER)
    player.advance(61)
    player.press(Key.SPACE)
    player.advance(2)
    return player


def at_own_pace() -> Player:
    """Twelve seconds into a step without a clock."""
    player = player_at(1, Key.NEXT, Key.NEXT)
    player.advance(10 + 12.3)
    return player


MOMENTS = {
    "hold": player_at(IN_THE_HOLD),
    "beat": player_at(6),
    "lead-in": player_at(49),
    "rest": player_at(103),
    "side change": player_at(156),
    "last hold": player_at(200),
    "paused": player_at(IN_THE_HOLD, Key.OTHER),
    "help": player_at(IN_THE_HOLD, Key.HELP),
    "help, again": player_at(IN_THE_HOLD, Key.HELP, Key.HELP),
    "choosing": player_at(IN_THE_HOLD, Key.GO, Key.DIGIT_2),
    "hurt": player_at(IN_THE_HOLD, Key.HURTS),
    "left": player_at(IN_THE_HOLD, Key.HURTS, Key.DIGIT_1),
    "large": player_at(IN_THE_HOLD, Key.VIEW),
    "large, without a side": player_at(6, Key.VIEW),
    "large, paused": player_at(IN_THE_HOLD, Key.VIEW, Key.OTHER),
    "muted": player_at(IN_THE_HOLD, Key.MUTE),
    "between": between(),
    "score": between(Key.DIGIT_4),
    "high": between(Key.DIGIT_7, Key.ENTER),
    "returning": coming_back(),
    "open": at_own_pace(),
    "over": player_at(1, Key.QUIT),
}


def plain(player: Player, columns: int, rows: int, encoding: str = "utf-8") -> list[str]:
    """The picture without its colours."""
    lines = Pictures(encoding=encoding).draw(player, columns, rows)
    return [ESCAPES.sub("", line).rstrip() for line in lines]


@pytest.mark.parametrize("moment", ["hold", "lead-in", "side change", "large", "rest"])
def test_words_can_be_read_on_a_white_ground(moment: str) -> None:
    """Green, yellow, cyan and white, bright or not, are too pale for words and digits on white: none is used."""
    lines = Pictures().draw(MOMENTS[moment], 40, 12)
    codes = {code for line in lines for found in ESCAPES.findall(line) for code in re.findall(r"\d+", found)}
    assert codes.isdisjoint({"32", "33", "36", "37", "92", "93", "96", "97"})


PICTURES: dict[str, tuple[str, int, int, str]] = {
    "hold, 80x24": (
        "hold",
        80,
        24,
        """
Test routine                                         Exercise 2 of 3   3:47 left

Figure-4 stretch, lying
Left ankle on right thigh
Hold

  ██      ████      █    ████ ████ █████
████    ██    ██    █    █    █      █
  ██          ██    █    █    █      █                 ⣼⠳⣄
  ██        ██      █    ███  ███    █               ⢀⡼⠃ ⠙⢦⡀               ⢠
  ██      ██        █    █    █      █              ⢀⡾⠁    ⠙⢦⡀            ⣰⠾⠻⢶⡀
  ██    ██          █    █    █      █             ⣠⡟     ⢀⣀⣈⣿⣿⣿⣷⣶⣶⣿⣿⣿⣿⣿⡷⠶⢿⣀⢀⣸⠇
██████  ████████    ████ ████ █      █       ⠤⠤⢤⣶⣾⣿⣭⣷⡤⠤⠤⠤⠤⠬⠭⠭⠭⠭⠭⠭⠤⠤⠤⠤⠤⠤⠤⠤⠤⠬⠽⠿⠭⠤
This hold  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸━━━━━━━━━━━━━         12 seconds
Exercise   ━━━━━━━━━╸━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━         rep 1 of 2
Session    ━━━━━━━━━━━━━╸━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━          3:47 left

Stop if pain travels further down the leg.
You should feel a stretch deep in the buttock.
1. Lie on your back, knees bent.
2. Put one ankle on the other thigh.
3. Draw the thigh in.
Then the right side. Next exercise: Sit to stand.
space pause, go on   h this hurts   n next exercise   b back   ? keys   q stop
""",
    ),
    "lead-in, 80x24": (
        "lead-in",
        80,
        24,
        """
Test routine                                         Exercise 2 of 3   4:26 left

Figure-4 stretch, lying
Left ankle on right thigh
Get ready. Lie on your back. You need a
mat
  ████      █    ████ ████ █████
██          █    █    █      █
██          █    █    █      █                         ⣼⠳⣄
██████      █    ███  ███    █                       ⢀⡼⠃ ⠙⢦⡀               ⢠
██    ██    █    █    █      █                      ⢀⡾⠁    ⠙⢦⡀            ⣰⠾⠻⢶⡀
██    ██    █    █    █      █                     ⣠⡟     ⢀⣀⣈⣿⣿⣿⣷⣶⣶⣿⣿⣿⣿⣿⡷⠶⢿⣀⢀⣸⠇
  ████      ████ ████ █      █               ⠤⠤⢤⣶⣾⣿⣭⣷⡤⠤⠤⠤⠤⠬⠭⠭⠭⠭⠭⠭⠤⠤⠤⠤⠤⠤⠤⠤⠤⠬⠽⠿⠭⠤
Get ready  ━━━━━━━━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━          6 seconds
Session    ━━━━━━━╸━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━          4:26 left

Stop if pain travels further down the leg.
1. Lie on your back, knees bent.
2. Put one ankle on the other thigh.
3. Draw the thigh in.


Then the right side. Next exercise: Sit to stand.
space pause, go on   h this hurts   n next exercise   b back   ? keys   q stop
""",
    ),
    "rest, 80x24": (
        "rest",
        80,
        24,
        """
Test routine                                         Exercise 2 of 3   3:32 left

Figure-4 stretch, lying
Left ankle on right thigh
Rest

████████    ███  ████  ███ █████
      ██    █  █ █    █      █
      ██    █  █ █    █      █                         ⣼⠳⣄
    ██      ███  ███   ██    █                       ⢀⡼⠃ ⠙⢦⡀               ⢠
    ██      █ █  █       █   █                      ⢀⡾⠁    ⠙⢦⡀            ⣰⠾⠻⢶⡀
  ██        █  █ █       █   █                     ⣠⡟     ⢀⣀⣈⣿⣿⣿⣷⣶⣶⣿⣿⣿⣿⣿⡷⠶⢿⣀⢀⣸⠇
  ██        █  █ ████ ███    █               ⠤⠤⢤⣶⣾⣿⣭⣷⡤⠤⠤⠤⠤⠬⠭⠭⠭⠭⠭⠭⠤⠤⠤⠤⠤⠤⠤⠤⠤⠬⠽⠿⠭⠤
Rest       ━━━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━          7 seconds
Exercise   ━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
Session    ━━━━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━          3:32 left

Stop if pain travels further down the leg.
You should feel a stretch deep in the buttock.
1. Lie on your back, knees bent.
2. Put one ankle on the other thigh.
3. Draw the thigh in.
Then the right side. Next exercise: Sit to stand.
space pause, go on   h this hurts   n next exercise   b back   ? keys   q stop
""",
    ),
    "paused, 80x24": (
        "paused",
        80,
        24,
        """
Test routine                                         Exercise 2 of 3   3:47 left

Figure-4 stretch, lying
Left ankle on right thigh
Paused: a key was pressed.

███   ██  █  █  ███ ████ ███
█  █ █  █ █  █ █    █    █  █
█  █ █  █ █  █ █    █    █  █                          ⣼⠳⣄
███  ████ █  █  ██  ███  █  █                        ⢀⡼⠃ ⠙⢦⡀               ⢠
█    █  █ █  █    █ █    █  █                       ⢀⡾⠁    ⠙⢦⡀            ⣰⠾⠻⢶⡀
█    █  █ █  █    █ █    █  █                      ⣠⡟     ⢀⣀⣈⣿⣿⣿⣷⣶⣶⣿⣿⣿⣿⣿⡷⠶⢿⣀⢀⣸⠇
█    █  █  ██  ███  ████ ███                 ⠤⠤⢤⣶⣾⣿⣭⣷⡤⠤⠤⠤⠤⠬⠭⠭⠭⠭⠭⠭⠤⠤⠤⠤⠤⠤⠤⠤⠤⠬⠽⠿⠭⠤
Space: go on.   This hold: 12 seconds left, rep 1 of 2.

Stop if pain travels further down the leg.
1. Lie on your back, knees bent.
2. Put one ankle on the other thigh.
3. Draw the thigh in.
You should feel a stretch deep in the buttock.


Then the right side. Next exercise: Sit to stand.
space go on   h this hurts   n next exercise   b back   ? keys   q stop
""",
    ),
    "help, 80x24": (
        "help",
        80,
        24,
        """
Test routine                                         Exercise 2 of 3   3:47 left

Figure-4 stretch, lying
Left ankle on right thigh
Paused. The keys, and how it is done.

space  pause, go on
h      this hurts
n      next exercise
b      back
r      this one again
g      go to an exercise
+      10 s more
v      large view
m      sound off, on
q      stop and save







space go on   ? more   q stop
""",
    ),
    "choosing, 80x24": (
        "choosing",
        80,
        24,
        """
Test routine                                         Exercise 2 of 3   3:47 left

Figure-4 stretch, lying
Left ankle on right thigh
Which exercise?

Its number, then Enter: 2_
Space: go on here.
 1  Pelvic tilt
 2  Figure-4 stretch, lying
 3  Sit to stand












space go on   q stop
""",
    ),
    "hurt, 80x24": (
        "hurt",
        80,
        24,
        """
Test routine                                         Exercise 2 of 3   3:47 left

Figure-4 stretch, lying
Left ankle on right thigh
You did the right thing by stopping.

This exercise is over for today. What do you feel?
1      it hurts here
2      it goes down my leg
space  on to the next exercise
r      it was a slip: this one again
q      stop and save











1 hurts here   2 down my leg   space next   r a slip   q stop
""",
    ),
    "left, 80x24": (
        "left",
        80,
        24,
        """
Test routine                                         Exercise 3 of 3   0:50 left

Sit to stand                                           ⡤⠒⢤
Noted. That exercise is over for                      ⠘⣄ ⣠⠋
today.                                                 ⢀⣏
                                                   ⢸   ⢸⣿⡄
███   ██  █  █  ███ ████ ███                       ⢸   ⢸⣿⣷
█  █ █  █ █  █ █    █    █  █                      ⠸⡀  ⢸⣿⠙⠶⢦⣄⣀
█  █ █  █ █  █ █    █    █  █                       ⡇  ⢸⣿⣤⣤⣤⣬⣽⣿⡄
███  ████ █  █  ██  ███  █  █                       ⡗⠒⠒⠒⠒⠒⠒⠒⡆ ⢸⡇
█    █  █ █  █    █ █    █  █                       ⡇       ⡇ ⢸⡇
█    █  █ █  █    █ █    █  █                       ⡇       ⡇ ⢸⡇
█    █  █  ██  ███  ████ ███                     ⠠⠤⠤⠵⠤⠤⠤⠤⠤⠤⠤⠧⠤⣼⣿⣷⣦⡤⠤⠄
Space: on to Sit to stand.

Figure-4 stretch, lying: it hurt.
Stop if pain travels further down the leg.
1. Sit.
2. Stand.



This is the last exercise.
space go on   h this hurts   n next exercise   b back   ? keys   q stop
""",
    ),
    "left, 40x12": (
        "left",
        40,
        12,
        """
Sit to stand             3/3   0:50 left
Noted. That exercise is over for today.
Space: on to Sit to stand.

Figure-4 stretch, lying: it hurt.
Stop if pain travels further down the
leg.
1. Sit.
2. Stand.


space go on   h hurts   ? keys   q stop
""",
    ),
    "help, again, 40x12": (
        "help, again",
        40,
        12,
        """
Paused. The keys, and how it is done.
Stop if pain travels further down the
leg.
1. Lie on your back, knees bent.
2. Put one ankle on the other thigh.
3. Draw the thigh in.
You should feel a stretch deep in the
buttock.



space go on   ? more   q stop
""",
    ),
    "between, 80x24": (
        "between",
        80,
        24,
        """
Test routine                                         Exercise 2 of 3   4:26 left

Figure-4 stretch, lying
Left ankle on right thigh
Get ready. Lie on your back. You need a
mat
  ████      █    ████ ████ █████
██          █    █    █      █
██          █    █    █      █                         ⣼⠳⣄
██████      █    ███  ███    █                       ⢀⡼⠃ ⠙⢦⡀               ⢠
██    ██    █    █    █      █                      ⢀⡾⠁    ⠙⢦⡀            ⣰⠾⠻⢶⡀
██    ██    █    █    █      █                     ⣠⡟     ⢀⣀⣈⣿⣿⣿⣷⣶⣶⣿⣿⣿⣿⣿⡷⠶⢿⣀⢀⣸⠇
  ████      ████ ████ █      █               ⠤⠤⢤⣶⣾⣿⣭⣷⡤⠤⠤⠤⠤⠬⠭⠭⠭⠭⠭⠭⠤⠤⠤⠤⠤⠤⠤⠤⠤⠬⠽⠿⠭⠤
Get ready  ━━━━━━━━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━          6 seconds
Session    ━━━━━━━╸━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━          4:26 left

Stop if pain travels further down the leg.
1. Lie on your back, knees bent.
2. Put one ankle on the other thigh.
3. Draw the thigh in.


How much does it hurt now? Type 0 to 10, or just go on.
space pause, go on   h this hurts   n next exercise   b back   ? keys   q stop
""",
    ),
    "between, 40x12": (
        "between",
        40,
        12,
        """
Figure-4 stretch, lying  2/3   4:26 left
Left ankle on right thigh
Get ready. Lie on your back. You need a
mat
▄▄▀▀▀▀
██▄▄▄▄
██    ██
  ▀▀▀▀


━━━━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━━━━━
space pause  h hurts  0-10 pain  q stop
""",
    ),
    "score, 80x24": (
        "score",
        80,
        24,
        """
Test routine                                         Exercise 2 of 3   4:26 left

Figure-4 stretch, lying
Left ankle on right thigh
How much does it hurt now?

0 is no pain, 10 the worst: 4_
enter  note it and go on
space  go on without it














enter note it   space go on   q stop
""",
    ),
    "score, 40x12": (
        "score",
        40,
        12,
        """
Figure-4 stretch, lying  2/3   4:26 left
Left ankle on right thigh
How much does it hurt now?
0 is no pain, 10 the worst: 4_
enter  note it and go on
space  go on without it





enter note it   space go on   q stop
""",
    ),
    "high, 40x12": (
        "high",
        40,
        12,
        """
Figure-4 stretch, lying  2/3   4:26 left
Left ankle on right thigh
That is a lot. Better to stop here.
q: stop and save.   Space: go on.
Stop if pain travels further down the
leg.
1. Lie on your back, knees bent.
2. Put one ankle on the other thigh.
3. Draw the thigh in.
You should feel a stretch deep in the
buttock.
space go on   h hurts   ? keys   q stop
""",
    ),
    "large, 80x24": (
        "large",
        80,
        24,
        """

      ████            ████████
      ████            ████████
      ████            ████████
  ████████        ████        ████   ██        ████████  ████████  ██████████
  ████████        ████        ████   ██        ██        ██            ██
  ████████        ████        ████   ██        ██        ██            ██
      ████                    ████   ██        ██████    ██████        ██
      ████                    ████   ██        ██        ██            ██
      ████                    ████   ██        ██        ██            ██
      ████                ████       ████████  ████████  ██            ██
      ████                ████
      ████                ████       ██    ██    ████    ██        ██████
      ████            ████           ██    ██  ██    ██  ██        ██    ██
      ████            ████           ██    ██  ██    ██  ██        ██    ██
      ████            ████           ████████  ██    ██  ██        ██    ██
      ████        ████               ██    ██  ██    ██  ██        ██    ██
      ████        ████               ██    ██  ██    ██  ██        ██    ██
      ████        ████               ██    ██    ████    ████████  ██████
  ████████████    ████████████████
  ████████████    ████████████████
  ████████████    ████████████████

                                      Hold
""",
    ),
    "open, 80x24": (
        "open",
        80,
        24,
        """
Test routine                                         Exercise 3 of 3   0:28 left

Sit to stand                                           ⡤⠒⢤
Hold. At your own pace; press Enter                   ⠘⣄ ⣠⠋
when done                                              ⢀⣏
                                                   ⢸   ⢸⣿⡄
  ██      ████                                     ⢸   ⢸⣿⣷
████    ██    ██                                   ⠸⡀  ⢸⣿⠙⠶⢦⣄⣀
  ██          ██                                    ⡇  ⢸⣿⣤⣤⣤⣬⣽⣿⡄
  ██        ██                                      ⡗⠒⠒⠒⠒⠒⠒⠒⡆ ⢸⡇
  ██      ██                                        ⡇       ⡇ ⢸⡇
  ██    ██                                          ⡇       ⡇ ⢸⡇
██████  ████████                                 ⠠⠤⠤⠵⠤⠤⠤⠤⠤⠤⠤⠧⠤⣼⣿⣷⣦⡤⠤⠄
This set   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
Exercise   ━━━━━━━━━━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━━━━━━━━━             8 reps
Session    ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸━━━━          0:28 left

Stop if pain travels further down the leg.
1. Sit.
2. Stand.


This is the last exercise.
space pause, go on   h this hurts   n next exercise   b back   ? keys   q stop
""",
    ),
    "returning, 80x24": (
        "returning",
        80,
        24,
        """
Test routine                                         Exercise 2 of 3   4:28 left

Figure-4 stretch, lying
Left ankle on right thigh
Back into position. Lie on your back

  ████      █    ████ ████ █████
██    ██    █    █    █      █
██    ██    █    █    █      █                         ⣼⠳⣄
  ████      █    ███  ███    █                       ⢀⡼⠃ ⠙⢦⡀               ⢠
██    ██    █    █    █      █                      ⢀⡾⠁    ⠙⢦⡀            ⣰⠾⠻⢶⡀
██    ██    █    █    █      █                     ⣠⡟     ⢀⣀⣈⣿⣿⣿⣷⣶⣶⣿⣿⣿⣿⣿⡷⠶⢿⣀⢀⣸⠇
  ████      ████ ████ █      █               ⠤⠤⢤⣶⣾⣿⣭⣷⡤⠤⠤⠤⠤⠬⠭⠭⠭⠭⠭⠭⠤⠤⠤⠤⠤⠤⠤⠤⠤⠬⠽⠿⠭⠤
This hold  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━          8 seconds
Exercise   ━━╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━         rep 1 of 2
Session    ━━━━━━━━╸━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━          4:28 left

Stop if pain travels further down the leg.
You should feel a stretch deep in the buttock.
1. Lie on your back, knees bent.
2. Put one ankle on the other thigh.
3. Draw the thigh in.
Then the right side. Next exercise: Sit to stand.
space pause, go on   h this hurts   n next exercise   b back   ? keys   q stop
""",
    ),
    "hold, 40x12": (
        "hold",
        40,
        12,
        """
Figure-4 stretch, lying  2/3   3:47 left
Left ankle on right thigh
Hold
  ██      ████
████    ██    ██
  ██          ██
  ██        ██
  ██      ██
  ██    ██
██████  ████████
━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╺━━━━━━━━━━
space pause   h hurts   ? keys   q stop
""",
    ),
    "lead-in, 40x12": (
        "lead-in",
        40,
        12,
        """
Figure-4 stretch, lying  2/3   4:26 left
Left ankle on right thigh
Get ready. Lie on your back. You need a
mat
▄▄▀▀▀▀
██▄▄▄▄
██    ██
  ▀▀▀▀


━━━━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━━━━━
space pause   h hurts   ? keys   q stop
""",
    ),
    "rest, 40x12": (
        "rest",
        40,
        12,
        """
Figure-4 stretch, lying  2/3   3:32 left
Left ankle on right thigh
Rest
████████
      ██
      ██
    ██
    ██
  ██
  ██
━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━━━━━━━━━
space pause   h hurts   ? keys   q stop
""",
    ),
    "paused, 40x12": (
        "paused",
        40,
        12,
        """
Figure-4 stretch, lying  2/3   3:47 left
Left ankle on right thigh
Paused: a key was pressed.
Space: go on.   12 seconds left.
Stop if pain travels further down the
leg.
1. Lie on your back, knees bent.
2. Put one ankle on the other thigh.
3. Draw the thigh in.
You should feel a stretch deep in the
buttock.
space go on   h hurts   ? keys   q stop
""",
    ),
    "help, 40x12": (
        "help",
        40,
        12,
        """
Paused. The keys, and how it is done.
space  pause, go on
h      this hurts
n      next exercise
b      back
r      this one again
g      go to an exercise
+      10 s more
v      large view
m      sound off, on
q      stop and save
space go on   ? more   q stop
""",
    ),
    "choosing, 40x12": (
        "choosing",
        40,
        12,
        """
Figure-4 stretch, lying  2/3   3:47 left
Left ankle on right thigh
Which exercise?
Its number, then Enter: 2_
Space: go on here.
 1  Pelvic tilt
 2  Figure-4 stretch, lying
 3  Sit to stand



space go on   q stop
""",
    ),
    "hurt, 40x12": (
        "hurt",
        40,
        12,
        """
Figure-4 stretch, lying  2/3   3:47 left
Left ankle on right thigh
You did the right thing by stopping.
This exercise is over for today. What do
you feel?
1      it hurts here
2      it goes down my leg
space  on to the next exercise
r      it was a slip: this one again
q      stop and save

1 hurts here   2 down my leg   q stop
""",
    ),
    "large, 40x12": (
        "large",
        40,
        12,
        """
        ████            ████████
    ████████        ████        ████
        ████                    ████
        ████                ████
        ████            ████
        ████        ████
    ████████████    ████████████████
          █    █▀▀▀ █▀▀▀ ▀▀█▀▀
          █    █▄▄  █▄▄    █
          █    █    █      █
          ▀▀▀▀ ▀▀▀▀ ▀      ▀
                  Hold
""",
    ),
    "open, 40x12": (
        "open",
        40,
        12,
        """
Sit to stand             3/3   0:28 left
Hold. At your own pace; press Enter when
done
  ██      ████
████    ██    ██
  ██          ██
  ██        ██
  ██      ██
  ██    ██
██████  ████████
━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
space pause   h hurts   ? keys   q stop
""",
    ),
    "hold, 200x50": (
        "hold",
        200,
        50,
        """
Test routine                                                                                                                                                                 Exercise 2 of 3   3:47 left

Figure-4 stretch, lying
Left ankle on right thigh
Hold

      ██████                  ████████████          ███            ████████████   ████████████   ███████████████
      ██████                  ████████████          ███            ████████████   ████████████   ███████████████
      ██████                  ████████████          ███            ████████████   ████████████   ███████████████
████████████            ██████            ██████    ███            ███            ███                  ███
████████████            ██████            ██████    ███            ███            ███                  ███
████████████            ██████            ██████    ███            ███            ███                  ███
      ██████                              ██████    ███            ███            ███                  ███
      ██████                              ██████    ███            ███            ███                  ███                                                  ⣠⣤⣄
      ██████                              ██████    ███            ███            ███                  ███                                                 ⣰⣿⠏⠻⣷⣄
      ██████                        ██████          ███            █████████      █████████            ███                                                ⣼⣿⠃  ⠘⢿⣧⡀
      ██████                        ██████          ███            █████████      █████████            ███                                              ⢀⣾⡿⠁     ⠙⢿⣦⡀                           ⣿⡇
      ██████                        ██████          ███            █████████      █████████            ███                                             ⢠⣾⡟⠁        ⠻⣿⣄                        ⣠⣶⠿⠿⠿⣶⣄
      ██████                  ██████                ███            ███            ███                  ███                                            ⣠⣿⠟           ⠈⠻⣷⣄⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡀  ⣰⣿⠁   ⠈⣿⡆
      ██████                  ██████                ███            ███            ███                  ███                                           ⣰⣿⠏            ⣀⣀⣙⣻⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⡿⠿⠿⠻⣿⡀   ⢀⣿⠇
      ██████                  ██████                ███            ███            ███                  ███                                      ⢀⣀⣤⡴⠾⠿⣧⡀          ⠿⠿⠛⠛⠛⠛⠛⠛⠛⠛⠛⠛⠛⠛⠛⠛⠉⠉⠉⠉⠉⠉⠉⠉⠁   ⠙⠿⣶⣶⣶⠿⠋
      ██████            ██████                      ███            ███            ███                  ███                               ⠰⠶⠶⠶⠶⣶⣿⣿⣿⣶⣶⣶⣶⣾⣿⡶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶⠶
      ██████            ██████                      ███            ███            ███                  ███
      ██████            ██████                      ███            ███            ███                  ███
██████████████████      ████████████████████████    ████████████   ████████████   ███                  ███
██████████████████      ████████████████████████    ████████████   ████████████   ███                  ███
██████████████████      ████████████████████████    ████████████   ████████████   ███                  ███
This hold  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╸━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━         12 seconds
Exercise   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━         rep 1 of 2
Session    ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━          3:47 left

Stop if pain travels further down the leg.
You should feel a stretch deep in the buttock.
1. Lie on your back, knees bent.
2. Put one ankle on the other thigh.
3. Draw the thigh in.












Then the right side. Next exercise: Sit to stand.
space pause, go on   h this hurts   n next exercise   b back   r this one again   g go to an exercise   + 10 s more   v large view   m sound off, on   ? keys   q stop
""",  # noqa: E501 - the screen is that wide
    ),
    "hold, 20x6": (
        "hold",
        20,
        6,
        """
Figure-4 stretch, l…
Left ankle on right…
Hold
12 s
━━━━━━━━━━━━━━╸━━━━━
space pause   q stop
""",
    ),
    "lead-in, 20x6": (
        "lead-in",
        20,
        6,
        """
Figure-4 stretch, l…
Left ankle on right…
Get ready. Lie on y…
6 s
━━━━━━━━╺━━━━━━━━━━━
space pause   q stop
""",
    ),
    "paused, 20x6": (
        "paused",
        20,
        6,
        """
Figure-4 stretch, l…
Left ankle on right…
Paused: a key was p…
Space: go on.
... ? shows the rest
space go on   q stop
""",
    ),
    "large, 20x6": (
        "large",
        20,
        6,
        """
Figure-4 stretch, l…
Left ankle on right…
Hold
12 s
━━━━━━━━━━━━━━╸━━━━━
space pause   q stop
""",
    ),
    "hold, 19x5": (
        "hold",
        19,
        5,
        """
12 Hold
""",
    ),
}


@pytest.mark.parametrize(("moment", "columns", "rows", "picture"), PICTURES.values(), ids=PICTURES.keys())
def test_picture(moment: str, columns: int, rows: int, picture: str) -> None:
    """The whole screen at this moment and size is exactly this."""
    lines = plain(MOMENTS[moment], columns, rows)
    assert "\n".join(lines).strip("\n") == picture.strip("\n")


moments = st.sampled_from(sorted(MOMENTS))
sizes = st.tuples(st.integers(1, 220), st.integers(1, 60))
roomy = st.tuples(st.integers(40, 220), st.integers(12, 60))


@given(moments, sizes, st.sampled_from(["utf-8", "ascii", "latin-1"]))
def test_picture_fits_every_size(moment: str, size: tuple[int, int], encoding: str) -> None:
    """At any size there are never more lines than rows, and never a line wider than the terminal."""
    columns, rows = size
    lines = plain(MOMENTS[moment], columns, rows, encoding)
    assert len(lines) <= rows
    assert max(cell_len(line) for line in lines) <= columns


@given(moments, st.integers(20, 220), st.integers(6, 60))
def test_picture_fills_the_screen(moment: str, columns: int, rows: int) -> None:
    """From 20x6 on every row is written, so that nothing of the picture before shines through."""
    assert len(plain(MOMENTS[moment], columns, rows)) == rows


@given(
    st.sampled_from(["hold", "beat", "lead-in", "rest", "side change", "large", "returning", "open"]),
    roomy,
)
def test_seconds_and_cue_are_seen_from_40x12_up(moment: str, size: tuple[int, int]) -> None:
    """What to do, and for how long, is on every screen of 40x12 or more."""
    player = MOMENTS[moment]
    lines = plain(player, *size)
    said = cue(player)
    assert any(_begins_alike(line.strip(), said) or (line and said.startswith(line[:30].strip())) for line in lines)
    assert _has_block(lines, str(shown_seconds(player)))


@given(
    st.sampled_from(["hold", "lead-in", "rest", "side change", "large"]),
    roomy,
)
def test_side_is_seen_from_40x12_up(moment: str, size: tuple[int, int]) -> None:
    """Which side, in words or in large letters, is on every screen of 40x12 or more."""
    player = MOMENTS[moment]
    lines = plain(player, *size)
    side = str(player.step.side)
    assert any(side in line.lower() for line in lines) or _has_block(lines, side.upper())


@given(
    st.sampled_from(["paused", "help", "choosing", "hurt", "left", "large, paused", "score", "high"]),
    roomy,
)
def test_pause_says_why_and_how_to_stop(moment: str, size: tuple[int, int]) -> None:
    """A paused screen says that it is paused, and that `q` stops."""
    player = MOMENTS[moment]
    lines = plain(player, *size)
    assert player.pause_reason is not None
    assert any(line.startswith(first_clause(PAUSE_WORDS[player.pause_reason])) for line in lines)
    assert "q stop" in lines[-1]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=str)
def test_pause_shows_the_whole_of_every_exercise(size: tuple[int, int]) -> None:
    """In a pause there is time to read: beside the figure stand when to stop and every step of any exercise."""
    for player in _paused_in_every_exercise():
        lines = plain(player, *size)
        assert all(words in _read(lines) for words in _to_read(player)), player.exercise.id
        assert any("\N{BRAILLE PATTERN BLANK}" <= character <= "\u28ff" for line in lines for character in line)


@pytest.mark.parametrize("size", [(40, 12), (30, 8), (60, 20)], ids=str)
def test_small_pause_shows_all_in_pages(size: tuple[int, int]) -> None:
    """Where there is no room, `?` shows every key, and how any shipped exercise is done, and by whom with care."""
    for player in _paused_in_every_exercise():
        pages: list[str] = []
        for _ in range(8):
            player.press(Key.HELP)
            lines = plain(player, *size)
            head = next(place for place, line in enumerate(lines) if line.startswith("Paused. "))
            pages += lines[head:-1]
        care = [f"Take care: {player.exercise.take_care}"] if player.exercise.take_care else []
        wanted = [*_to_read(player), *care, *(f"{key} {meaning}" for key, meaning in KEY_WORDS if key != "?")]
        assert all(words in _read(pages) for words in wanted), player.exercise.id


def _paused_in_every_exercise() -> list[Player]:
    """A player paused in the first hold or beat of each shipped exercise."""
    library = Library(shipped=find_content(), own=Path("nowhere"))
    players = []
    for name in library.exercise_ids:
        plan = plan_of(library.exercise(name))
        player = Player(plan, expand(plan))
        player.advance(player.until_next() + 0.1)
        player.press(Key.OTHER)
        players.append(player)
    return players


def _to_read(player: Player) -> list[str]:
    exercise = player.exercise
    return [f"Stop if {exercise.stop_if.rstrip('.')}.", *exercise.steps]


def _read(lines: list[str]) -> str:
    """The words of the lines, without the breaks between them and without pages' heads between two halves."""
    return " ".join(" ".join(lines).split()).replace(f"{PAUSE_WORDS[PauseReason.HELP]} ", "")


@given(columns=st.integers(1, 220), rows=st.integers(1, 60))
def test_seconds_are_seen_at_every_size(columns: int, rows: int) -> None:
    """However small the terminal, the number of seconds is the last thing to go."""
    lines = plain(MOMENTS["hold"], columns, rows)
    assert any(line.startswith("12"[:columns]) or "12 s" in line for line in lines) or _has_block(lines, "12")


def _begins_alike(shown: str, whole: str) -> bool:
    """Whether a line is the text, or its beginning with an ellipsis."""
    return shown == whole or (shown.endswith("\N{HORIZONTAL ELLIPSIS}") and whole.startswith(shown[:-1]))


def _has_block(lines: list[str], text: str) -> bool:
    """Whether the text stands in the picture in whole large letters, of any scale."""
    for tall in range(1, 9):
        for wide in range(1, WIDEST_DOT * tall + 1):
            shape = [line.rstrip() for line in block(text, wide=wide, tall=tall)]
            if _stands_in(lines, shape):
                return True
    return any(_stands_in(lines, [line.rstrip() for line in halved(block(text, wide=wide))]) for wide in (1, 2))


def _stands_in(lines: list[str], shape: list[str]) -> bool:
    return any(_stands_at(lines[top : top + len(shape)], shape) for top in range(len(lines) - len(shape) + 1))


def _stands_at(lines: list[str], shape: list[str]) -> bool:
    """Whether all lines of a shape begin in one column."""
    columns = max(map(len, lines))
    return any(
        all(line[start:].startswith(part) for line, part in zip(lines, shape, strict=True)) for start in range(columns)
    )


def test_wide_letters_are_measured_in_columns() -> None:
    """A name of wide letters is cut where the terminal ends, not where the letters do."""
    plan = plan_of(exercise("\N{CJK UNIFIED IDEOGRAPH-8170}" * 60))
    player = Player(plan, expand(plan))
    for columns in (20, 41, 80, 81):
        assert max(cell_len(line) for line in plain(player, columns, 24)) <= columns


def test_markup_in_names_is_shown_and_not_obeyed() -> None:
    """Square brackets in a routine are text."""
    plan = plan_of(exercise("[bold]Lean[/nope]", steps=("[red]Stand[/red].",)))
    text = "\n".join(plain(Player(plan, expand(plan)), 80, 24))
    assert "[bold]Lean[/nope]" in text
    assert "[red]Stand[/red]." in text


def test_terminal_without_unicode_gets_plain_signs() -> None:
    """Where the encoding has no blocks and no lines, the picture does without; only the ellipsis stays."""
    for moment, player in MOMENTS.items():
        for columns, rows in ((80, 24), (40, 12), (20, 6)):
            text = "\n".join(plain(player, columns, rows, "ascii"))
            assert text.replace("\N{HORIZONTAL ELLIPSIS}", "").isascii(), (moment, columns, rows)


def test_muted_session_says_so() -> None:
    """Who turned the sound off sees it."""
    assert "(sound off)" in plain(MOMENTS["muted"], 80, 24)[0]


def test_paused_picture_has_no_running_number() -> None:
    """In a pause the large digits give way to the word, so that nobody counts along."""
    assert _has_block(plain(MOMENTS["paused"], 80, 24), "PAUSED")
    assert not _has_block(plain(MOMENTS["paused"], 80, 24), "12")


SHOWN = [
    pytest.param(0.0, 20, id="at the start"),
    pytest.param(0.9, 20, id="within the first second"),
    pytest.param(0.96, 19, id="a hair before the second is over"),
    pytest.param(1.0, 19, id="after one second"),
    pytest.param(19.94, 1, id="in the last second"),
    pytest.param(19.96, 0, id="a hair before the end"),
]


@pytest.mark.parametrize(("elapsed", "seconds"), SHOWN)
def test_number_counts_whole_seconds_down(elapsed: float, seconds: int) -> None:
    """The number is the seconds that are left, begun ones whole; it changes a hair early, never late."""
    plan = plan_of(exercise(hold=20))
    player = Player(plan, expand(plan))
    player.advance(5 + elapsed)
    assert shown_seconds(player) == seconds


def test_each_number_is_shown_once_and_in_time() -> None:
    """Drawn when the picture is no longer true, the numbers count down second by second, and skip none."""
    plan = plan_of(exercise(hold=12))
    player, shown = Player(plan, expand(plan)), [(0.0, 5)]
    passed = 0.0
    while player.index < 2 and not player.ended:
        wait = min(player.until_next(), stays_true_for(player))
        assert wait >= 0.01
        passed += wait
        player.advance(wait)
        if shown_seconds(player) != shown[-1][1]:
            shown.append((round(passed, 3), shown_seconds(player)))
    lead_in = [(0.0, 5), (0.95, 4), (1.95, 3), (2.95, 2), (3.95, 1), (4.95, 0)]
    hold = [(5.0, 12), *((5.95 + second, 11 - second) for second in range(12))]
    expected = lead_in + hold
    assert [number for _, number in shown[: len(expected)]] == [number for _, number in expected]
    assert [at for at, _ in shown[: len(expected)]] == pytest.approx([at for at, _ in expected], abs=0.011)


def test_open_step_counts_up() -> None:
    """Without a clock the number is the seconds taken."""
    player = MOMENTS["open"]
    assert shown_seconds(player) == 12
    assert stays_true_for(player) == pytest.approx(0.7)


def test_long_steps_are_shown_as_a_clock() -> None:
    """From 100 s on the number has minutes."""
    plan = plan_of(exercise(hold=125))
    player = Player(plan, expand(plan))
    player.advance(6)
    assert _has_block(plain(player, 80, 24), "2:04")


LIBRARY = Library(shipped=find_content(), own=Path("/nonexistent"))


@pytest.mark.parametrize("exercise_id", LIBRARY.exercise_ids)
def test_stop_rule_of_every_shipped_exercise_is_on_the_smallest_roomy_screen(exercise_id: str) -> None:
    """However many steps an exercise has, its stop rule is seen while getting ready, at work and in a pause."""
    shipped = LIBRARY.exercise(exercise_id)
    plan = plan_of(shipped)
    player = Player(plan, expand(plan))
    rule = f"Stop if {shipped.stop_if}"[:40]
    for seconds, key in ((1.0, Key.RESIZE), (30.0, Key.RESIZE), (0.1, Key.OTHER)):
        player.advance(seconds)
        player.press(key)
        assert rule in "\n".join(plain(player, 80, 24)), (seconds, key)
