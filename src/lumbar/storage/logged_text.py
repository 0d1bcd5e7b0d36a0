"""Text as it stood in a file or path, whatever was in it, as text that every database takes.

PostgreSQL refuses NUL in text, and no database takes the lone surrogates that stand for undecodable bytes of a path.
Such characters become backslash escapes, and a backslash becomes two.
"""

from __future__ import annotations

import re


def escaped(text: str) -> str:
    """The text as it is stored."""
    doubled = text.replace("\\", "\\\\").replace("\0", "\\x00")
    return doubled if doubled.isascii() else doubled.encode("utf-8", "backslashreplace").decode("utf-8")


def unescaped(stored: str) -> str:
    """The text as it was."""
    return _ESCAPE.sub(_character, stored) if "\\" in stored else stored


_ESCAPE = re.compile(r"\\(\\|x00|u[0-9a-f]{4})")


def _character(escape: re.Match[str]) -> str:
    code = escape.group(1)
    return "\\" if code == "\\" else chr(int(code[1:], 16))
