"""The tables of the page on formats, made from what the importers say of themselves.

``python -m lumbar.importers.formats_page docs/formats.md`` puts them up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from lumbar.importers.log_files import all_supports
from lumbar.importers.support import Support

BEGIN = "<!-- made by lumbar.importers.formats_page -->"
END = "<!-- end of what was made -->"


def page_with_tables(page: str, supports: Sequence[Support]) -> str:
    """The page with its tables replaced by those of these importers."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    tables = "\n\n".join(_section(support) for support in supports)
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"


def _section(support: Support) -> str:
    return "\n".join(
        (
            f"## {support.app}",
            "",
            "| variant | known | header |",
            "| --- | --- | --- |",
            *(f"| {variant.name} | {variant.seen} | `{variant.header}` |" for variant in support.variants),
            "",
            "**Read:**",
            "",
            *(f"- {line}" for line in support.read),
            "",
            "**Lost:**",
            "",
            *(f"- {line}" for line in support.lost),
            "",
            "**Remarks:**",
            "",
            *(f"- {line}" for line in support.remarks),
        )
    )


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(page_with_tables(target.read_text("utf-8"), all_supports()), "utf-8")
