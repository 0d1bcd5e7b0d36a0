"""Training logs from other apps. One module a source: read one and you have read all.

Each importer turns the rows of a file into sessions and problems; none of them knows a database. ``LogFiles`` is the
way in. What they share is in modules named by their subject.
"""

from lumbar.importers.log_files import LogFiles

__all__ = ["LogFiles"]
