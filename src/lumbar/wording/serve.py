"""What the terminal says while the web app is served."""

from __future__ import annotations

ENDED = "Lumbar has stopped. What you kept is on your disk; everything else is forgotten."
NOT_LOOPBACK = (
    "{host} is not an address of this machine alone, so everybody in the network could read your data; "
    "leave --host out, or use --phone to let your own phone in."
)
NOT_AN_ADDRESS = "'{host}' is not an address such as 192.168.1.20, at which a phone could be let in; leave --host out, and the one of your home network is taken."


def serving(url: str) -> str:
    """Where the page is, and how to end it."""
    return f"Lumbar is at {url}\nLeave this window open; Ctrl+C ends it."
