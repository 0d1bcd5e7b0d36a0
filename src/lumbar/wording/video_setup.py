"""What is said while the weights of the pose model are fetched, and when they are there."""

from __future__ import annotations

FETCHING = (
    "Fetching the weights of the pose model (36 MB, of which 9 MB are kept), from where this machine fetches its "
    "Python packages; nothing of you is sent."
)


def ready_sentence(folder: str) -> str:
    return (
        f"The pose model's weights are ready in {folder}. They are the work of The MediaPipe Authors, under the "
        "Apache License 2.0. Next: lumbar form VIDEO --exercise NAME"
    )
