"""Draws the figures of all exercises: the pages in `docs/`, or a sheet as PNG to look at while poses are written.

    python docs/figures.py                          writes docs/figures.md and docs/figures.svg
    python docs/figures.py --png sheet.png          all figures on one sheet
    python docs/figures.py --png sheet.png clam     those of some exercises only, each with every pose

The sheet needs Pillow (`pip install pillow`). Faults of poses are printed with their file and line.
"""

import argparse
import sys
from html import escape
from pathlib import Path

from sciatica_coach.files.library import Library
from sciatica_coach.files.places import find_content
from sciatica_coach.model.exercise import Exercise, Side
from sciatica_coach.model.node import Fault
from sciatica_coach.model.pose import base_poses
from sciatica_coach.model.pose_reader import read_poses
from sciatica_coach.model.scene import Ink, Move, Scene
from sciatica_coach.terminal.braille import DOTS_ACROSS, DOTS_DOWN, Frame, cells, dots, fit

COLUMNS, ROWS = 46, 11
PAGE = Path(__file__).resolve().parent / "figures.md"
PAGE_FRAME, PAGE_FRAMES = (46, 11), 5
HEAD = """# Figures

Every exercise as the terminal draws it, in braille dots: as it begins, and at the end of each beat. On a terminal it
moves, and what works is bright; `coach exercises show ID` plays it. [figures.svg](figures.svg) has them all at a
glance. Made by `python docs/figures.py`.
"""
PICTURE = PAGE.with_suffix(".svg")
ACROSS, CELL, GROUND = 4, (340, 170), "#16181a"
DOT = 5
INKS = {Ink.ROOM: "#3f8f8f", Ink.FAR: "#767676", Ink.BODY: "#d8d8d8", Ink.WORKING: "#f06bff"}


def main() -> int:
    """Draw what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--png", type=Path, help="a sheet to look at, in place of the page")
    parser.add_argument("--side", choices=tuple(Side), default="right", help="the side at work on the sheet")
    parser.add_argument("--size", default=f"{COLUMNS}x{ROWS}", help="characters of each frame, such as 46x11")
    parser.add_argument("ids", nargs="*", metavar="ID", help="exercises; none: all")
    asked = parser.parse_args()
    content = find_content()
    library = Library(shipped=content, own=content / "none")
    exercises = [library.exercise(one) for one in asked.ids or library.exercise_ids]
    if asked.png:
        columns, rows = map(int, asked.size.split("x"))
        draw_sheet(exercises, asked.png, Side(asked.side), (columns, rows))
    elif not asked.ids:
        PAGE.write_text(page(), encoding="utf-8")
        PICTURE.write_text(picture(), encoding="utf-8")
    return int(sum(tell_faults(exercise, content) for exercise in exercises) > 0)


def page() -> str:
    """docs/figures.md: every exercise, as it begins and at the end of each beat."""
    content = find_content()
    library = Library(shipped=content, own=content / "none")
    parts = [HEAD]
    for exercise in map(library.exercise, library.exercise_ids):
        scene, shown = stills(exercise, next(iter(exercise.side_order), Side.RIGHT))
        frame = fit(scene.box, *PAGE_FRAME)
        ends = [(cue, move) for cue, move in shown if cue != "half-way"][:PAGE_FRAMES]
        parts.append(f"## {exercise.name}\n\n`{exercise.id}`, {exercise.position}\n")
        parts += [
            f"{cue.replace('{side}', '').strip(' ,')}:\n\n```text\n{_text(scene, move, frame)}\n```\n"
            for cue, move in ends
        ]
    return "\n".join(parts)


def picture() -> str:
    """docs/figures.svg: every exercise at a glance, as it begins and when most is done, in the terminal's colours."""
    content = find_content()
    library = Library(shipped=content, own=content / "none")
    ids = library.exercise_ids
    wide, high = CELL
    height = -(-len(ids) // ACROSS) * high
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ACROSS * wide} {height}" font-family="sans-serif">',
        f'<rect width="100%" height="100%" fill="{GROUND}"/>',
        "<style>path{fill:none;stroke-linecap:round}text{fill:#9ab;font-size:13px}</style>",
    ]
    for place, exercise in enumerate(map(library.exercise, ids)):
        scene, shown = stills(exercise, next(iter(exercise.side_order), Side.RIGHT))
        moves = [move for cue, move in shown if cue != "half-way"]
        done = next((move for move in moves if move.after != scene.start), moves[-1])
        parts.append(f'<g transform="translate({place % ACROSS * wide} {place // ACROSS * high})">')
        parts.append(f'<text x="10" y="18">{escape(exercise.name)}</text>')
        parts += _paths(scene, moves[0], 8) + _paths(scene, done, wide // 2 + 4)
        parts.append("</g>")
    return "\n".join([*parts, "</svg>", ""])


def _paths(scene: Scene, move: Move, left: int) -> list[str]:
    """One pose: a path for each ink and width."""
    box, (wide, high) = scene.box, (CELL[0] // 2 - 12, CELL[1] - 36)
    scale = min(wide / box.width, high / box.height)
    x0, y0 = left + (wide - box.width * scale) / 2 - box.left * scale, 26 + high + box.bottom * scale
    paths: dict[tuple[Ink, float], str] = {}
    for stroke in scene.strokes(move):
        (x1, y1), (x2, y2) = (
            (round(x0 + x * scale, 1), round(y0 - y * scale, 1)) for x, y in (stroke.start, stroke.end)
        )
        r = round(stroke.radius * scale, 1)
        line = f"M{x1} {y1}L{x2} {y2}"
        if r:
            line = f"M{round(x1 - r, 1)} {y1}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0"
        key = stroke.ink, max(1.5, round(2 * stroke.thick * scale) / 2)
        paths[key] = paths.get(key, "") + line
    return [
        f'<path stroke="{INKS[ink]}" stroke-width="{width:g}" d="{line}"/>'
        for (ink, width), line in sorted(paths.items())
    ]


def _text(scene: Scene, move: Move, frame: Frame) -> str:
    rows = cells(dots(scene.strokes(move), frame), frame)
    return "\n".join(letters.rstrip() for letters, _ in rows).strip("\n")


def tell_faults(exercise: Exercise, content: Path) -> bool:
    """Print what is wrong with the poses of an exercise."""
    faults: list[Fault] = []
    read_poses(exercise, faults)
    for fault in faults:
        print(f"{content / 'exercises' / exercise.id}.yaml:{fault.line}: {fault.message}", file=sys.stderr)
    return bool(faults)


def stills(exercise: Exercise, side: Side) -> tuple[Scene, list[tuple[str, Move]]]:
    """The poses of an exercise one by one, with their cues; and one half-way into each beat's way."""
    faults: list[Fault] = []
    poses = read_poses(exercise, faults)
    scene = Scene(poses if poses and not faults else base_poses(exercise), side)
    shown = [("start", Move(before=scene.start, after=scene.start, share=1.0))]
    before = scene.start
    for beat, round_ in zip(exercise.rep, scene.rounds, strict=False):
        for pose in round_:
            shown.append(("half-way", Move(before=before, after=pose, share=0.5)))
            shown.append((beat.cue, Move(before=before, after=pose, share=1.0)))
            before = pose
    return scene, shown


def draw_sheet(exercises: list[Exercise], path: Path, side: Side, size: tuple[int, int]) -> None:
    """A row for each exercise, a frame for each pose."""
    from PIL import Image, ImageDraw

    rows = [(exercise, *stills(exercise, side)) for exercise in exercises]
    if len(rows) > 4:  # noqa: PLR2004 - a long sheet leaves out what lies between
        rows = [(one, scene, [s for s in shown if s[0] != "half-way"][:5]) for one, scene, shown in rows]
    dot = DOT if len(rows) <= 4 else 3  # noqa: PLR2004 - the same
    wide, high = size[0] * DOTS_ACROSS * dot + 12, size[1] * DOTS_DOWN * dot + 36
    across = max(len(shown) for *_, shown in rows)
    per_line = min(across, 5)
    lines_of = [-(-len(shown) // per_line) for *_, shown in rows]
    image = Image.new("RGB", (wide * per_line, high * sum(lines_of)), GROUND)
    pen = ImageDraw.Draw(image)
    line = 0
    for (exercise, scene, shown), height in zip(rows, lines_of, strict=True):
        frame = fit(scene.box, *size)
        for place, (cue, move) in enumerate(shown):
            x, y = place % per_line * wide + 6, (line + place // per_line) * high
            pen.text((x, y + 4), f"{exercise.id} ({exercise.position}): {cue}", fill="#9ab")
            pen.rectangle([x - 4, y + 2, x + wide - 10, y + high - 4], outline="#333")
            for ink, layer in dots(scene.strokes(move), frame).items():
                for row, bits in enumerate(layer):
                    for column in range(bits.bit_length()):
                        if bits >> column & 1:
                            at = x + column * dot, y + 26 + row * dot
                            pen.ellipse([at[0], at[1], at[0] + dot - 1, at[1] + dot - 1], fill=INKS[ink])
        line += height
    image.save(path)
    print(path)


if __name__ == "__main__":
    raise SystemExit(main())
