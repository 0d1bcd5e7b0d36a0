"""Templates that cannot be broken by what a person wrote in a log, with the sentences in reach."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lumbar.wording import load, plan, report, safety, triage

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = "lumbar.pages"


def environment(*template_packages: str) -> Environment:
    """Finds a template here first, then in the ``templates`` of the packages named, such as ``lumbar.web``.

    Whatever is put into a template is escaped, a name that is not given is an error, and the sentences stand in it as
    ``words``, ``safety``, ``triage``, ``plan_words`` and ``load_words``.
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=ChoiceLoader([PackageLoader(package, "templates") for package in (HERE, *template_packages)]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(words=report, safety=safety, triage=triage, plan_words=plan, load_words=load)
    return made


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _printable(value: object) -> object:
    """Logged names may hold what no page can: control characters and halves of characters. A percent sign stays on the
    line of its number.
    """
    if not isinstance(value, str) or hasattr(value, "__html__"):  # markup must stay markup
        return value
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value).replace(" %", "\N{NO-BREAK SPACE}%")
