"""Lumbar as an app of the phone: its manifest and icons, and an export that another app shares with it."""

from __future__ import annotations

import importlib.util
import json
import struct
import zlib
from pathlib import Path
from types import ModuleType

import pytest
from starlette.datastructures import Headers
from tests.cli.made_logs import FITNOTES_HEADER
from tests.web.conftest import House, Visitor

from lumbar.web.protection import from_our_own_page
from lumbar.web.routes import share
from lumbar.web.static_files import FOLDER
from lumbar.web.uploads import FIELD

ROOT = Path(__file__).parents[2]
HOST = "lumbar.tail1234.ts.net:8475"

# As the standards have it: the operating system asks the browser to go there, no page does. The body is a form, so
# that an Origin is sent (Fetch, "append a request Origin header"); with no page behind it there is none to name, and
# an opaque one is written "null". What the user agent does by itself has the site "none" (Fetch Metadata, 2.4), and no
# page can write a header that begins with Sec-.
AS_A_SHARE = {"origin": "null", "sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


def manifest() -> dict[str, object]:
    told: dict[str, object] = json.loads(bytes(share.manifest().body))
    return told


def test_the_manifest_is_served_to_browsers_as_one_and_every_page_names_it(visitor: Visitor) -> None:
    """With the cookies, since the door for the phone asks for them at every address."""
    answer = visitor.get(share.MANIFEST)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/manifest+json")
    assert answer.json() == manifest()
    assert f'<link rel="manifest" href="{share.MANIFEST}" crossorigin="use-credentials">' in visitor.get("/").text
    assert "manifest-src 'self'" in answer.headers["content-security-policy"]


def test_the_manifest_sends_shared_files_where_dropped_ones_go() -> None:
    target = manifest()["share_target"]

    assert isinstance(target, dict)
    assert (target["action"], target["method"], target["enctype"]) == ("/log", "POST", "multipart/form-data")
    [files] = target["params"]["files"]
    assert files["name"] == FIELD == "files"
    assert {"text/csv", ".csv", "application/zip", ".fit"} <= set(files["accept"])


def test_nothing_of_the_manifest_leads_to_another_machine() -> None:
    told = manifest()
    icons = told["icons"]

    assert isinstance(icons, list)
    assert [told[name] for name in ("id", "start_url", "scope")] == ["/", "/", "/"]
    assert all(icon["src"].startswith("/static/") for icon in icons)
    assert "//" not in json.dumps(told)


def rows(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the unpacked rows of a picture."""
    width, height = struct.unpack(">II", png[16:24])
    at, packed = 8, b""
    while at < len(png):
        (length,), name = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        content = png[at + 8 : at + 8 + length]
        assert zlib.crc32(name + content) == struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0]
        packed += content if name == b"IDAT" else b""
        at += 12 + length
    return width, height, zlib.decompress(packed)


def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw_icons", ROOT / "setup" / "draw_icons.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("size", share.ICON_SIZES)
def test_the_icons_are_what_the_script_draws(size: int) -> None:
    icon = (FOLDER / f"mark-{size}.png").read_bytes()

    assert rows(icon) == rows(drawing().picture(size))
    assert rows(icon)[:2] == (size, size)
    assert len(icon) < 10_000


def test_the_icons_have_the_colours_of_the_mark_and_stay_within_what_no_phone_cuts_off() -> None:
    """A phone keeps at least the circle of 80 % of the width: 96 pixels from the middle at most 76.8 away."""
    size, _, written = rows((FOLDER / "mark-192.png").read_bytes())
    lit = [(column, row) for row in range(size) for column in range(size) if written[row * (size + 1) + 1 + column] > 0]

    assert written[1] == 0  # the corner is teal
    assert max(((column - 95.5) ** 2 + (row - 95.5) ** 2) ** 0.5 for column, row in lit) < 76.8


# Sharing


def test_what_the_operating_system_shares_comes_from_no_page_and_is_let_in() -> None:
    assert from_our_own_page(Headers({"host": HOST, **AS_A_SHARE}))


@pytest.mark.parametrize("site", ["cross-site", "same-site", None])
def test_a_page_without_an_origin_of_its_own_is_not_taken_for_that(site: str | None) -> None:
    """A frame in a sandbox sends the same origin; the browser says that another site is behind it."""
    told = {} if site is None else {"sec-fetch-site": site}

    assert not from_our_own_page(Headers({"host": HOST, "origin": "null", **told}))


def test_another_site_cannot_claim_to_be_none() -> None:
    assert not from_our_own_page(Headers({"host": HOST, "origin": "https://evil.example", "sec-fetch-site": "none"}))


EXPORT = f"{FITNOTES_HEADER}\n2026-03-02,Deadlift,Back,100.0,kgs,5,,,\n".encode()
SHARED = [("files", ("FitNotes_Export.csv", EXPORT, "text/csv"))]


def test_a_shared_export_is_read_as_if_it_had_been_dropped(visitor: Visitor) -> None:
    answer = visitor.post("/log", headers=AS_A_SHARE, files=SHARED)

    assert (answer.status_code, answer.headers["location"]) == (303, "/when")


def test_what_another_site_sends_as_a_share_changes_nothing(house: House, visitor: Visitor) -> None:
    answer = visitor.post("/log", headers={**AS_A_SHARE, "sec-fetch-site": "cross-site"}, files=SHARED)

    assert answer.status_code == 403
    assert house.stored_sets == 0
