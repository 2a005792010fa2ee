"""Vectors in space, and frames that turn: as much of the arithmetic of three dimensions as a stick figure needs.

x points forward from somebody who stands, y up, z to that body's right. Angles are in degrees.
"""

from math import cos, radians, sin, sqrt

Vector = tuple[float, float, float]
Frame = tuple[Vector, Vector, Vector]
"""Where a part of the body has its front, its upper end and its right, each of length 1."""
SMALL = 1e-9


def bent(frame: Frame, degrees: float) -> Frame:
    """Turned about its right: the lower end goes forward."""
    front, up, right = frame
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return combined(front, c, up, s), combined(up, c, front, -s), right


def tipped(frame: Frame, degrees: float) -> Frame:
    """Turned about its front: the lower end goes to the right."""
    front, up, right = frame
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return front, combined(up, c, right, -s), combined(right, c, up, s)


def turned(frame: Frame, degrees: float) -> Frame:
    """Turned about its own length: the front goes to the right."""
    front, up, right = frame
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return combined(front, c, right, s), up, combined(right, c, front, -s)


def combined(one: Vector, a: float, other: Vector, b: float) -> Vector:
    """So much of one vector and so much of another."""
    return (one[0] * a + other[0] * b, one[1] * a + other[1] * b, one[2] * a + other[2] * b)


def along(start: Vector, way: Vector, length: float) -> Vector:
    """The point that lies a length from the start."""
    return (start[0] + way[0] * length, start[1] + way[1] * length, start[2] + way[2] * length)


def plus(one: Vector, other: Vector) -> Vector:
    """The sum."""
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2])


def minus(one: Vector, other: Vector) -> Vector:
    """The way from the other to the one."""
    return (one[0] - other[0], one[1] - other[1], one[2] - other[2])


def times(vector: Vector, factor: float) -> Vector:
    """So many times as long."""
    return (vector[0] * factor, vector[1] * factor, vector[2] * factor)


def mix(one: Vector, other: Vector, share: float) -> Vector:
    """The point between two: the first at share 0, the second at 1."""
    return combined(one, 1 - share, other, share)


def dot(one: Vector, other: Vector) -> float:
    """The product of the lengths and of the cosine between them."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def cross(one: Vector, other: Vector) -> Vector:
    """The vector that stands upright on both."""
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )


def unit(vector: Vector) -> Vector:
    """The same way, of length 1; forward where there is no way at all."""
    length = sqrt(dot(vector, vector))
    return times(vector, 1 / length) if length > SMALL else (1.0, 0.0, 0.0)
