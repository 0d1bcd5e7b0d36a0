"""Lumbar in the browser: on this machine, and on the person's own phone in their home network."""
