"""The folder that is watched: fills the port ``Folder`` by looking, which works on every disk and network drive."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from lumbar.usecases.watch_folder import ListedFile

STILL_COMING = (".part", ".partial", ".crdownload", ".download", ".opdownload", ".tmp", ".temp", ".icloud", "~")
"""How names end while browsers and programs that sync are still writing."""
HIDDEN = (".", "~$")
PIECE = 1 << 20
DIGEST_MOST = 100_000_000
"""Larger files are not read only to tell whether they are known: what can be a log is told from a beginning. [bytes]"""


class WatchedFolder:
    """The files of one folder, not those of folders inside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def listing(self) -> Sequence[ListedFile] | None:
        """Files by name; a link counts as what it leads to."""
        try:
            with os.scandir(self._folder) as entries:
                found = [_listed(entry) for entry in entries if _may_be_a_log(entry.name)]
        except OSError:
            return None
        return sorted((file for file in found if file), key=lambda file: file.path)

    def digest(self, path: str) -> str | None:
        digest = hashlib.sha256()
        try:
            with Path(path).open("rb") as file:
                if os.fstat(file.fileno()).st_size > DIGEST_MOST:
                    return None
                while piece := file.read(PIECE):
                    digest.update(piece)
        except OSError:
            return None
        return digest.hexdigest()


def _listed(entry: os.DirEntry[str]) -> ListedFile | None:
    try:
        status = entry.stat()
    except OSError:  # gone since, or a link that leads nowhere
        return None
    return ListedFile(entry.path, status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def _may_be_a_log(name: str) -> bool:
    """A name tells only that a file is not there yet, or not for people; what it holds, its content says."""
    try:
        name.encode()
    except UnicodeEncodeError:  # a name that no sentence could tell
        return False
    return not name.startswith(HIDDEN) and not name.casefold().endswith(STILL_COMING)
