"""How turned bones move the skin: dual quaternions, which keep a deeply bent hip or knee from collapsing.

Kavan L, Collins S, Zara J, O'Sullivan C. Skinning with dual quaternions. I3D 2007.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from validation.render.body import Shape

FloatArray = NDArray[np.float64]


def skin(shape: Shape, vertices: FloatArray, turns: FloatArray, heads: FloatArray) -> FloatArray:
    """(vertices, 3) of one frame, from bones' turns (bones, 3, 3) and where their heads are now (bones, 3). [m]"""
    real = _quaternions(turns)
    shift = heads - np.einsum("bij,bj->bi", turns, shape.heads)
    still = np.concatenate((np.zeros((len(shift), 1)), shift), axis=1)
    both = np.concatenate((real, 0.5 * _product(still, real)), axis=1)
    mixed = shape.weights @ both
    mixed /= np.linalg.norm(mixed[:, :4], axis=1, keepdims=True)
    w, vector, dual = mixed[:, 0], mixed[:, 1:4], mixed[:, 4:]
    turned = vertices + 2 * _cross(vector, _cross(vector, vertices) + w[:, None] * vertices)
    moved = 2 * (w[:, None] * dual[:, 1:] - dual[:, :1] * vector + _cross(vector, dual[:, 1:]))
    return np.asarray(turned + moved)


def _cross(a: FloatArray, b: FloatArray) -> FloatArray:
    """As ``numpy.cross``, several times as fast for rows of three."""
    out = np.empty_like(a)
    out[:, 0] = a[:, 1] * b[:, 2] - a[:, 2] * b[:, 1]
    out[:, 1] = a[:, 2] * b[:, 0] - a[:, 0] * b[:, 2]
    out[:, 2] = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return out


def _quaternions(turns: FloatArray) -> FloatArray:
    """(bones, 4), all on the side of the first bone, so that neighbours mix the short way."""
    trace = np.einsum("bii->b", turns)
    diagonal = np.einsum("bii->bi", turns)
    four = np.concatenate((trace[:, None], diagonal), axis=1)
    quaternions = np.empty((len(turns), 4))
    off = turns - turns.transpose(0, 2, 1)
    plus = turns + turns.transpose(0, 2, 1)
    for place, largest in enumerate(four.argmax(axis=1)):
        t, d, p = trace[place], off[place], plus[place]
        if largest == 0:
            q = np.array((1 + t, d[2, 1], d[0, 2], d[1, 0]))
        elif largest == 1:
            q = np.array((d[2, 1], 1 - t + 2 * turns[place, 0, 0], p[0, 1], p[0, 2]))
        elif largest == 2:
            q = np.array((d[0, 2], p[0, 1], 1 - t + 2 * turns[place, 1, 1], p[1, 2]))
        else:
            q = np.array((d[1, 0], p[0, 2], p[1, 2], 1 - t + 2 * turns[place, 2, 2]))
        quaternions[place] = q / np.linalg.norm(q)
    quaternions[quaternions @ quaternions[0] < 0] *= -1
    return quaternions


def _product(a: FloatArray, b: FloatArray) -> FloatArray:
    """Of quaternions (n, 4), scalar first."""
    scalar = a[:, :1] * b[:, :1] - (a[:, 1:] * b[:, 1:]).sum(axis=1, keepdims=True)
    vector = a[:, :1] * b[:, 1:] + b[:, :1] * a[:, 1:] + np.cross(a[:, 1:], b[:, 1:])
    return np.concatenate((scalar, vector), axis=1)
