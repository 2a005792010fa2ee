"""The doses and stage gates of every shipped exercise, as they were agreed: a changed number is noticed.

Source: sections A1, B1 and B2 of the project's clinical reference (49 exercises from five clinic articles and public
leaflets) and its list of beats (9 more that need no floor). Most numbers are usual starting points which no
clinician has signed yet. Who changes one in `routines/exercises/` changes it here too, with a line in `CHANGELOG.md`.
"""

from dataclasses import dataclass

from sciatica_coach.model.exercise import Exercise


@dataclass(frozen=True, slots=True)
class Dose:
    """A row: the dose; the seconds of the beats, the hold marked `*`; from which week; and by week of pregnancy."""

    sides: str
    sets: int
    reps: int
    rest: float
    beats: str
    after_vaginal_birth: int
    after_caesarean: int
    in_pregnancy: str


def dose_of(exercise: Exercise) -> Dose:
    """The row of an exercise as its file has it."""
    spans = [f"{span.first}-{span.last} {span.action} {span.use}".strip() for span in exercise.stages.pregnancy]
    return Dose(
        exercise.sides,
        exercise.sets,
        exercise.reps,
        exercise.rest_seconds,
        " ".join(f"{'*' if beat.hold else ''}{beat.seconds:g}" for beat in exercise.rep),
        exercise.stages.vaginal_week if exercise.stages.vaginal_week is not None else -1,
        exercise.stages.caesarean_week if exercise.stages.caesarean_week is not None else -1,
        ", ".join(spans),
    )


LIBRARY = {
    "single-knee-to-chest": Dose("each", 1, 2, 10, "3 *30 3", 1, 4, "1-15 usual, 16-42 instead figure-4-seated"),
    "double-knee-to-chest": Dose("none", 1, 2, 10, "5 *30 5", 2, 6, "1-13 usual, 14-42 not childs-pose"),
    "figure-4-supine": Dose("each", 1, 2, 10, "3 *30 3", 1, 4, "1-15 usual, 16-42 instead figure-4-seated"),
    "figure-4-seated": Dose("each", 1, 2, 10, "3 *30 3", 1, 3, "1-27 usual, 28-42 easier"),
    "piriformis-cross-body": Dose("each", 1, 1, 10, "3 *30 3", 4, 6, "1-15 usual, 16-42 instead figure-4-seated"),
    "hamstring-hinge-seated": Dose("each", 1, 2, 10, "3 *30 3", 0, 2, "1-27 usual, 28-42 easier"),
    "gastroc-wall": Dose("each", 1, 2, 10, "3 *30 3", 0, 1, "1-42 usual"),
    "pelvic-tilt-supine": Dose("none", 1, 10, 0, "2 *5 2", 0, 1, "1-15 usual, 16-42 instead pelvic-tilt-seated"),
    "pelvic-tilt-seated": Dose("none", 1, 10, 0, "2 2", 0, 0, "1-42 usual"),
    "pelvic-tilt-ball": Dose("none", 1, 10, 0, "2 2", 2, 4, "1-27 usual, 28-42 easier"),
    "pelvic-tilt-all-fours": Dose("none", 1, 10, 0, "2 *3 2", 2, 4, "1-42 usual"),
    "pelvic-circle-supine": Dose("each", 1, 5, 5, "4", 1, 2, "1-15 usual, 16-42 instead pelvic-circle-seated"),
    "pelvic-circle-seated": Dose("each", 1, 8, 5, "4", 1, 2, "1-42 usual"),
    "lumbar-rotation": Dose("alternate", 1, 10, 0, "3 *2 3", 1, 3, "1-15 usual, 16-42 instead pelvic-circle-seated"),
    "nerve-glide-supine": Dose("each", 1, 10, 15, "2 2", 0, 1, "1-15 usual, 16-42 instead nerve-glide-seated"),
    "nerve-glide-seated": Dose("each", 1, 10, 15, "2 2", 0, 1, "1-42 usual"),
    "nerve-floss-side-lying": Dose("each", 1, 10, 15, "2 2", 0, 1, "1-42 usual"),
    "nerve-floss-head-lift": Dose("each", 1, 8, 15, "2 2", 2, 6, "1-27 usual, 28-42 easier"),
    "nerve-slider-supine-knee": Dose("each", 1, 10, 20, "2 2", 2, 4, "1-15 usual, 16-42 instead nerve-glide-seated"),
    "nerve-slider-seated": Dose("each", 1, 10, 20, "2 2", 2, 3, "1-27 usual, 28-42 easier"),
    "posture-pelvis-neutral": Dose("none", 1, 3, 0, "3 3 *10", 0, 0, "1-42 usual"),
    "posture-ribs-over-pelvis": Dose("none", 1, 3, 0, "3 3 *10", 0, 0, "1-42 usual"),
    "posture-stack-check": Dose("alternate", 1, 2, 0, "4 *20", 0, 0, "1-42 usual"),
    "breathing-360": Dose("none", 1, 8, 0, "4 6", 0, 0, "1-42 usual"),
    "pelvic-floor-slow": Dose("none", 1, 8, 0, "2 *5 5", 0, 0, "1-42 usual"),
    "pelvic-floor-quick": Dose("none", 1, 8, 0, "1 1", 0, 0, "1-42 usual"),
    "ta-activation": Dose("none", 1, 10, 0, "2 *3 3", 0, 0, "1-13 usual, 14-42 easier"),
    "heel-slide": Dose("each", 1, 8, 10, "3 3", 0, 0, "1-15 usual, 16-42 instead ta-activation"),
    "ankle-pump": Dose("both", 1, 20, 0, "1 1", 0, 0, "1-42 usual"),
    "cat-camel": Dose("none", 1, 8, 0, "3 3", 2, 6, "1-27 usual, 28-42 easier"),
    "prone-on-elbows": Dose("none", 1, 2, 15, "4 *30 4", 2, 6, "1-13 easier, 14-42 not pelvic-tilt-seated"),
    "prone-press-up": Dose("none", 2, 5, 20, "2 *2 2", 4, 8, "1-42 not pelvic-tilt-seated"),
    "bird-dog": Dose("alternate", 1, 6, 20, "3 *5 3", 6, 8, "1-27 usual, 28-42 easier"),
    "clam": Dose("each", 1, 10, 30, "2 *2 2", 3, 6, "1-42 usual"),
    "bridge": Dose("none", 2, 10, 30, "2 *3 3", 4, 6, "1-15 usual, 16-42 instead sit-to-stand"),
    "side-lying-hip-abduction": Dose("each", 1, 10, 30, "2 *2 2", 4, 6, "1-27 usual, 28-42 easier"),
    "plank-wall": Dose("none", 1, 3, 20, "4 *15 3", 6, 8, "1-27 usual, 28-42 easier"),
    "plank-knees": Dose(
        "none", 1, 3, 30, "2 *10 2", 12, 12, "1-13 easier, 14-27 instead plank-wall, 28-42 not plank-wall"
    ),
    "childs-pose": Dose("none", 1, 2, 10, "4 *30 4", 4, 6, "1-27 usual, 28-42 easier"),
    "hip-flexor-half-kneel": Dose("each", 1, 2, 10, "3 *30 3", 2, 6, "1-27 usual, 28-42 easier"),
    "sit-to-stand": Dose("none", 2, 8, 30, "2 3", 0, 1, "1-42 usual"),
    "log-roll": Dose("each", 1, 3, 0, "2 4 4", 0, 0, "1-42 usual"),
    "glute-ball-massage": Dose("each", 1, 1, 5, "*60", 2, 4, "1-42 usual"),
    "foam-roll-posterior": Dose("each", 1, 1, 5, "15 15 15", 4, 6, "1-13 usual, 14-42 easier"),
    "roll-adductor": Dose("each", 1, 1, 5, "*45", 4, 6, "1-13 usual, 14-42 easier"),
    "roll-glute-med": Dose("each", 1, 1, 5, "*45", 4, 6, "1-42 usual"),
    "single-leg-balance": Dose("each", 1, 2, 10, "2 *15 2", 2, 4, "1-13 usual, 14-42 easier"),
    "walk-brief": Dose("none", 1, 1, 0, "*600", 0, 0, "1-42 usual"),
    "low-impact-log": Dose("none", 1, 1, 0, "*900", 6, 12, "1-27 usual, 28-42 easier"),
}
"""The 49 exercises of the reference."""

WITHOUT_FLOOR = {
    "knee-hug-seated": Dose("each", 1, 2, 10, "3 *30 3", 1, 4, "1-13 usual, 14-42 instead figure-4-seated"),
    "lean-on-table-seated": Dose("none", 1, 2, 10, "4 *30 4", 2, 4, "1-27 usual, 28-42 easier"),
    "piriformis-cross-body-seated": Dose(
        "each", 1, 1, 10, "3 *30 3", 4, 6, "1-13 usual, 14-42 instead figure-4-seated"
    ),
    "heel-slide-seated": Dose("each", 1, 8, 10, "3 3", 0, 0, "1-42 usual"),
    "back-bend-standing": Dose("none", 2, 5, 20, "2 *2 2", 4, 8, "1-13 easier, 14-42 not pelvic-tilt-seated"),
    "leg-back-worktop": Dose("alternate", 1, 6, 20, "3 *5 3", 6, 8, "1-27 usual, 28-42 easier"),
    "knees-out-seated": Dose("none", 1, 10, 30, "2 *3 2", 3, 6, "1-42 usual"),
    "leg-out-worktop": Dose("each", 1, 10, 30, "2 *2 2", 4, 6, "1-27 usual, 28-42 easier"),
    "hip-flexor-standing": Dose("each", 1, 2, 10, "3 *30 3", 2, 6, "1-27 usual, 28-42 easier"),
}
"""The forms on a chair or standing that were added for those who cannot get down to the floor."""

SEED_SLUGS = {
    "E03": "single-knee-to-chest",
    "E04": "double-knee-to-chest",
    "E05": "figure-4-supine",
    "E06": "figure-4-seated",
    "E07": "piriformis-cross-body",
    "E08": "hamstring-hinge-seated",
    "E09": "gastroc-wall",
    "E10": "pelvic-tilt-supine",
    "E11": "pelvic-tilt-seated",
    "E12": "pelvic-tilt-ball",
    "E13": "pelvic-circle-supine",
    "E14": "pelvic-circle-seated",
    "E15": "lumbar-rotation",
    "E16": "nerve-glide-supine",
    "E17": "nerve-glide-seated",
    "E18": "nerve-floss-side-lying",
    "E19": "nerve-floss-head-lift",
    "E21": "posture-pelvis-neutral",
    "E22": "posture-ribs-over-pelvis",
    "E23": "posture-stack-check",
    "E24": "posture-stack-check",
    "E25": "posture-stack-check",
}
"""The exercises of the articles that the program grew out of, by their number there (section A1).

E01, E02 and E20 name no single exercise: a rule, a dose and a category.
"""
