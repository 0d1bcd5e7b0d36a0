"""Masks are packed and come back as they were, to the nearest 255th."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.motion.pose import PersonMask, SquareCrop
from lumbar.vision.masks import PackedMasks

CROP = SquareCrop(100, 200, 300, 0.1)


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.integers(1, 40))
def test_a_mask_comes_back_to_half_a_255th(seed: int, rows: int, columns: int) -> None:
    """Random masks."""
    given_mask = np.random.default_rng(seed).uniform(0, 1, (rows, columns)).astype(np.float32)
    masks = PackedMasks()
    masks.add(PersonMask(given_mask, CROP))
    mask = masks.at(0)
    assert mask is not None
    assert mask.crop == CROP
    np.testing.assert_allclose(mask.probability, given_mask, atol=0.5 / 255 + 1e-6)


def test_a_frame_without_a_person_has_no_mask() -> None:
    masks = PackedMasks()
    masks.add(None)
    masks.add(PersonMask(np.ones((2, 2), np.float32), CROP))
    assert masks.at(0) is None
    assert masks.at(1) is not None
    assert len(masks) == 2
    with pytest.raises(IndexError):
        masks.at(2)


def test_an_outline_takes_a_fiftieth_of_what_it_was() -> None:
    """A disc in 256 x 256 float32, which are 262144 bytes."""
    rows, columns = np.mgrid[0:256, 0:256]
    masks = PackedMasks()
    masks.add(PersonMask((np.hypot(rows - 128, columns - 128) < 80).astype(np.float32), CROP))
    assert masks.packed_bytes < 262144 / 50
