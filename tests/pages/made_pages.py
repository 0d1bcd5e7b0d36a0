"""A page around some macros, and reading it as XML: one that is not well-formed does not get this far."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from lumbar.pages.environment import environment

IMPORTS = """{% import "explanation.html.j2" as answer %}{% import "session.html.j2" as today %}"""


def shown(body: str, **told: object) -> str:
    """The page with ``body`` as its template, in which the macros are ``answer`` and ``today``."""
    return environment().from_string(f"{IMPORTS}<main>{body}</main>").render(**told)


def page_of(body: str, **told: object) -> ET.Element:
    """The same page, read."""
    return ET.fromstring(shown(body, **told))  # noqa: S314  our own page


def text_of(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def ids_of(page: ET.Element) -> list[str]:
    return [element.attrib["id"] for element in page.iter() if "id" in element.attrib]
