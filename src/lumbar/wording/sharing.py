"""Lumbar among the apps of a phone, and sharing an export with it."""

from __future__ import annotations

NAME = "Lumbar"
DESCRIPTION = "What was different before the pain, from the training log you keep."
HOW_TO_SHARE_TITLE = "Share an export with Lumbar"
HOW_TO_SHARE = (
    "On this phone, save the export of your training app to your files and choose it on the first page. Sharing it "
    "straight from that app needs a browser that trusts this computer's certificate: it does not trust the one that the "
    "computer made itself, and on an iPhone no browser offers it at all."
)
