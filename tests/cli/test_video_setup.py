"""Fetching the pose model's weights: what is said where it works, and where there is no network."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Lumbar

from lumbar.vision import weights as weights_module


@pytest.fixture(autouse=True)
def _every_part_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights_module, "_PARTS", ("json",))


def test_without_a_network_one_line_says_what_to_do_and_that_the_rest_works(
    lumbar: Lumbar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The installer is told to look nowhere."""
    pytest.importorskip("pip")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("LUMBAR_WEIGHTS", str(tmp_path / "weights"))

    ended = lumbar("video-setup", "--json")

    assert ended.code == 4
    assert ended.json["error"]["kind"] == "weights_missing"
    assert len(ended.said_lines) == 2
    assert ended.said_lines[0].startswith("Fetching")
    assert "everything else works; check the network connection" in ended.said_lines[1]


def test_without_the_parts_it_says_which_one_and_how_to_get_them(
    lumbar: Lumbar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights_module, "_PARTS", ("no_such_part",))
    monkeypatch.setenv("LUMBAR_WEIGHTS", str(tmp_path))

    ended = lumbar("video-setup")

    assert (ended.code, ended.out) == (4, "")
    assert "(no_such_part)" in ended.err
    assert "`./start setup`" in ended.err


def test_where_the_weights_are_there_it_says_where_and_whose_they_are(
    lumbar: Lumbar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LUMBAR_WEIGHTS", raising=False)
    folder = weights_module.usual_folder()
    if not (folder / weights_module.DETECTOR).exists():
        pytest.skip("the weights are not here: lumbar video-setup")

    ended = lumbar("video-setup")

    assert ended.code == 0
    assert "The MediaPipe Authors" in " ".join(ended.out.split())
    assert ended.err == ""
