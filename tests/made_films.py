"""Films that nobody shot: a made pose with what is worth knowing of its file."""

from __future__ import annotations

from lumbar.core.motion.pose import PersonMask, PoseSeries
from lumbar.usecases.video_reading import Confinement, Speed, VideoFacts, VideoReading, VideoRemark


class NoMasks:
    """Nobody's outline was kept."""

    def at(self, frame: int) -> PersonMask | None:  # noqa: ARG002 the protocol names it
        return None


def film_of(pose: PoseSeries, *remarks: VideoRemark, path: str = "set.mp4", speed: Speed | None = None) -> VideoReading:
    """The reading of a film with this pose in it, without outlines."""
    rate = pose.sampling_rate_hz
    facts = VideoFacts(
        path=path,
        container="mp4",
        codec="h264",
        width=pose.width,
        height=pose.height,
        rotation_deg=0,
        fps=rate,
        frames=pose.frames,
        seconds=float(pose.frames / rate) if rate else 0.0,
        confinement=Confinement.SYSTEM_CALLS,
    )
    return VideoReading(facts, pose, NoMasks(), remarks, speed)
