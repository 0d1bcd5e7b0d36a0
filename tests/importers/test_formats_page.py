"""The page on formats and the importers say the same."""

from __future__ import annotations

from pathlib import Path

from lumbar.importers.formats_page import page_with_tables
from lumbar.importers.log_files import all_supports

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"


def test_the_page_on_formats_is_up_to_date() -> None:
    """When this fails: python -m lumbar.importers.formats_page docs/formats.md"""
    page = PAGE.read_text("utf-8")

    assert page == page_with_tables(page, all_supports())
