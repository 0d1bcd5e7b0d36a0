"""Puts htmx and uPlot into a wheel before it is built, so that who installs it needs no npm."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FetchedBeforeTheWheel(BuildHookInterface):  # type: ignore[type-arg]
    """An editable install takes what ./start fetched, or works without."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        if version == "editable":
            return
        script = Path(self.root) / "setup" / "web_assets.py"
        with tempfile.TemporaryDirectory(prefix="lumbar-web-") as folder:
            fetched = subprocess.run([sys.executable, script, "--node-modules-in", folder], check=False)  # noqa: S603
        if fetched.returncode != 0:
            self.app.abort("No wheel was built, since it would lack htmx and uPlot; the line above says why.")
