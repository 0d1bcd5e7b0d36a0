"""Video, looked at: decoded in a confined process, the person found and followed, the result drawn upon it."""
