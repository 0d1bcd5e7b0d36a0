"""The film of a made lifter: five Romanian deadlifts, the back rounding in the last two; nobody was filmed."""

from __future__ import annotations

from importlib.resources import files


def demo_video() -> bytes:
    """An MP4, as ``validation/render`` made it; its truth lies beside it."""
    return (files("lumbar.demo") / "video" / "made-lifter.mp4").read_bytes()
