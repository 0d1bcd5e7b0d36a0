from __future__ import annotations

from math import pi

import numpy as np
import pytest

from lumbar.core.motion.pose import SquareCrop
from lumbar.core.motion.trunk_square import pixel_centres

pytest.importorskip("PIL", reason="the extra `video` is not installed")

from lumbar.vision.trunk_pictures import PackedTrunks, grey_square

WIDTH, HEIGHT = 640, 360


@pytest.mark.parametrize(("side", "turn"), [(128.0, 0.0), (200.0, 0.7), (320.0, -1.2), (150.0, pi)])
def test_the_square_shows_what_lies_there(side: float, turn: float) -> None:
    """A picture that grows lighter from left to right: each point of the square has the light of its place."""
    light = (np.arange(WIDTH) * 255 / WIDTH).astype(np.uint8)
    pixels = np.repeat(np.tile(light, (HEIGHT, 1))[:, :, None], 3, axis=2)
    crop = SquareCrop(320.0, 180.0, side, turn)
    place = crop.in_frame(pixel_centres())
    inside = (place > 4).all(axis=2) & (place[..., 0] < WIDTH - 4) & (place[..., 1] < HEIGHT - 4)
    expected = (place[..., 0] - 0.5) * 255 / WIDTH
    found = grey_square(pixels, crop).astype(float)
    assert np.abs(found - expected)[inside].max() < 2.0


def test_what_is_packed_comes_back_and_nobody_stays_nobody() -> None:
    """Three frames, nobody in the second."""
    rng = np.random.default_rng(2)
    pixels = rng.integers(0, 256, size=(HEIGHT, WIDTH, 3)).astype(np.uint8)
    crop = SquareCrop(300.0, 200.0, 150.0, 0.3)
    trunks = PackedTrunks()
    for each in (crop, None, crop):
        trunks.add(pixels, each)
    found = trunks.at(2)
    assert trunks.at(1) is None
    assert found is not None
    assert found.crop == crop
    assert (found.grey == grey_square(pixels, crop)).all()
