"""The style sheets: every colour can be read in every scheme, stands once, and nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from lumbar.pages.styles import PALETTE, PARTS, REPORT, style, styles

HEX = "(#[0-9a-f]{6})"


def schemes() -> Mapping[str, Mapping[str, str]]:
    """The colours of the palette in light, in dark and on paper."""
    text = style(PALETTE)
    both = re.findall(rf"--([a-z-]+): var\(--light, {HEX}\) var\(--dark, {HEX}\);", text)
    return {
        "light": {name: light for name, light, _ in both},
        "dark": {name: dark for name, _, dark in both},
        "print": dict(re.findall(rf"--([a-z-]+): {HEX};", text)),
    }


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2: sRGB made linear, weighted 0.2126, 0.7152, 0.0722."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_text_and_marks_can_be_told_from_the_paper(scheme: str) -> None:
    """4.5:1 for text, 3:1 for marks that carry meaning; the luminance of white is 1 and of black 0, which is 21:1."""
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    colours = schemes()[scheme]
    for text in ("ink", "soft", "accent", "amber", "help"):
        assert contrast(colours[text], colours["paper"]) >= 4.5
    for text in ("ink", "soft", "amber"):
        assert contrast(colours[text], colours["amber-tint"]) >= 4.5
    assert contrast(colours["ink"], colours["tint"]) >= 4.5
    assert contrast(colours["amber-bar"], colours["paper"]) >= 3
    if scheme != "print":
        assert contrast(colours["bar"], colours["paper"]) >= 3
    assert contrast(colours["amber-bar"], colours["bar"]) > 1.15, "told apart in grey, besides by their letters"


def test_every_scheme_has_every_colour() -> None:
    light, dark, printed = schemes().values()
    assert light.keys() == dark.keys() == printed.keys()
    assert len(light) == 13


def test_a_colour_is_written_in_the_palette_and_nowhere_else() -> None:
    others = style(PARTS) + style(REPORT)
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl", others)
    assert set(re.findall(r"var\(--([a-z-]+)\)", others)) <= schemes()["light"].keys()


def test_a_page_can_choose_its_look() -> None:
    assert ':root[data-theme="light"]' in style(PALETTE)
    assert ':root[data-theme="dark"]' in style(PALETTE)


@pytest.mark.parametrize("name", styles())
def test_a_sheet_fetches_nothing_and_closes_what_it_opens(name: str) -> None:
    text = styles()[name]
    assert not re.search(r"url\(|@import|@font-face", text)
    assert text.count("{") == text.count("}")
    assert "</" not in text


def test_what_the_one_file_report_alone_has_is_not_in_the_shared_parts() -> None:
    assert list(styles()) == ["palette.css", "parts.css", "report.css"]
    assert ".page" not in style(PARTS)
    assert ".finding" not in style(REPORT)
