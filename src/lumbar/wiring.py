"""The only module that knows which adapter fills which port.

Everything heavy is imported inside the function that needs it, so that asking for help costs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from ipaddress import IPv4Address
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lumbar import machine_clock
from lumbar.core.quantities import MassUnit

if TYPE_CHECKING:  # what a command does not use, it does not load
    from lumbar.core.causes.finding import Finding
    from lumbar.core.causes.noted_pain import PainWords
    from lumbar.core.errors import UnusableInput
    from lumbar.core.evidence import Source
    from lumbar.core.exercises import Catalogue, Exercise
    from lumbar.core.motion.readout import Network
    from lumbar.core.plan.decision import Refused
    from lumbar.core.plan.drills import Drill
    from lumbar.core.plan.recovery import Recovery
    from lumbar.core.plan.session import PlannedSession
    from lumbar.core.self_tests import SelfTestResult
    from lumbar.core.symptoms import PainReport
    from lumbar.core.triage.questions import Report
    from lumbar.core.triage.rules import Rulebook
    from lumbar.core.triage.triage import Verdict
    from lumbar.hevy_account import HevyAccount, KeyFile
    from lumbar.importers.file_bytes import ByteSource
    from lumbar.usecases.explain import Explanation
    from lumbar.usecases.form_from_track import FormFromTrack
    from lumbar.usecases.form_from_video import FormFromVideo
    from lumbar.usecases.import_log import ImportResult
    from lumbar.usecases.list_evidence import Evidence, Library
    from lumbar.usecases.log_summary import LogSummary
    from lumbar.usecases.note_self_test import Listed
    from lumbar.usecases.ports import (
        Archive,
        CheckIn,
        ColumnMapping,
        Journal,
        LogReader,
        NotedSelfTest,
        PairedPhones,
        SelfTests,
        TrainingStore,
    )
    from lumbar.usecases.review_load import LoadReview
    from lumbar.usecases.take_out import Rendering
    from lumbar.usecases.track_reading import TrackReading
    from lumbar.usecases.video_reading import VideoReading
    from lumbar.usecases.watch_folder import Folder, TakenFiles
    from lumbar.vision.weights import Weights


Progress = Callable[[int, int | None], None]
"""Told how far something long is, and of how much, where that is known."""

MachineClock = machine_clock.MachineClock
zone_of = machine_clock.zone_of


def data_directory(named: Path | None) -> Path:
    """Where the person's data lies: the folder they named, else the platform's folder for it."""
    if named is not None:
        return named
    from platformdirs import user_data_path

    return user_data_path("lumbar", appauthor=False)


@cache
def catalogue() -> Catalogue:
    from lumbar.knowledge.catalogue import load_catalogue

    return load_catalogue()


def catalogue_of(directory: Path) -> Catalogue:
    """The catalogue with what this person said of names on top. The store is opened only where they ever did."""
    from lumbar.storage.location import has_learned_names

    if not has_learned_names(directory):
        return catalogue()
    from lumbar.usecases.learn_names import with_learned_names

    return with_learned_names(catalogue(), open_store(directory))


def column_mappings(directory: Path) -> Mapping[str, ColumnMapping]:
    """What this person said of the columns of tables nobody knows, by the signature of their header."""
    from lumbar.storage.location import has_column_mappings

    return open_store(directory).column_mappings() if has_column_mappings(directory) else {}


def suggest_exercises(logged_name: str) -> Sequence[Exercise]:
    """Exercises an unknown name may mean, and only where they all move alike; for showing, never for deciding."""
    from lumbar.knowledge.suggestions import suggest

    found = suggest(logged_name, catalogue())
    return tuple(suggestion.exercise for suggestion in found if not suggestion.classes_disagree)


def log_reader(source: ByteSource | None = None) -> LogReader:
    """Reads log files of this machine, or those of another source of bytes."""
    from lumbar.importers import LogFiles

    return LogFiles(source)


def has_store(directory: Path) -> bool:
    from lumbar.storage.location import store_exists

    return store_exists(directory)


def store_stamp(directory: Path) -> object | None:
    """Something that is another after anything was stored; None where nothing ever was."""
    from lumbar.storage.location import store_stamp as stamp

    return stamp(directory)


def open_store(directory: Path) -> TrainingStore:
    """The person's store; it is made where there is none."""
    from lumbar.storage import open_store as open_sql_store

    return open_sql_store(directory)


def store_to_read(directory: Path) -> TrainingStore:
    """The person's store for asking only: nothing is made where nothing was ever stored."""
    if has_store(directory):
        return open_store(directory)
    from lumbar.storage.nothing_stored import NothingStored

    return NothingStored()


def open_journal(directory: Path) -> Journal:
    """The person's check-ins; their store is made where there is none."""
    from lumbar.storage import open_journal as open_sql_journal

    return open_sql_journal(directory)


def journal_to_read(directory: Path) -> Journal:
    """The person's check-ins for asking only: nothing is made where nothing was ever stored."""
    if has_store(directory):
        return open_journal(directory)
    from lumbar.storage.nothing_stored import NothingNoted

    return NothingNoted()


def passing_journal() -> Journal:
    """A journal that is forgotten with the program: for the made person."""
    from lumbar.storage.passing_journal import PassingJournal

    return PassingJournal()


def check_ins(directory: Path) -> Sequence[CheckIn]:
    """All check-ins, oldest first. The store is opened only where there is a check-in to find."""
    from lumbar.storage.location import has_check_ins

    return open_journal(directory).check_ins() if has_check_ins(directory) else ()


def open_self_tests(directory: Path) -> SelfTests:
    """The person's self-tests; their store is made where there is none."""
    from lumbar.storage import open_self_tests as open_sql_self_tests

    return open_sql_self_tests(directory)


def self_tests_to_read(directory: Path) -> SelfTests:
    """The person's self-tests for asking and removing: nothing is made where nothing was ever stored."""
    if has_store(directory):
        return open_self_tests(directory)
    from lumbar.storage.nothing_stored import NothingTested

    return NothingTested()


def self_tests(directory: Path) -> Sequence[NotedSelfTest]:
    """All results of self-tests, oldest first. The store is opened only where there is one to find."""
    from lumbar.storage.location import has_self_tests

    return open_self_tests(directory).results() if has_self_tests(directory) else ()


def self_tests_offered_json(withheld: CheckIn | None) -> dict[str, Any]:
    from lumbar.exchange.self_test_json import offered_json as as_json

    return as_json(withheld)


def self_tests_noted_json(results: Sequence[SelfTestResult], findings: Sequence[Finding]) -> dict[str, Any]:
    from lumbar.exchange.self_test_json import noted_json as as_json

    return as_json(results, findings)


def self_tests_listed_json(lines: Sequence[Listed], findings: Sequence[Finding]) -> dict[str, Any]:
    from lumbar.exchange.self_test_json import listed_json as as_json

    return as_json(lines, findings)


def self_test_removed_json(removed: SelfTestResult) -> dict[str, Any]:
    from lumbar.exchange.self_test_json import removed_json as as_json

    return as_json(removed)


class ConfirmedUnits(Mapping[str, MassUnit]):
    """Units the person confirmed in earlier imports, by format.

    The store is opened when the first file turns out not to say its unit, and not before: most files do say it.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    @cached_property
    def _units(self) -> Mapping[str, MassUnit]:
        return store_to_read(self._directory).confirmed_units()

    def __getitem__(self, log_format: str) -> MassUnit:
        return self._units[log_format]

    def __iter__(self) -> Iterator[str]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)


def archive(directory: Path) -> Archive:
    from lumbar.exchange.directory import DirectoryArchive

    return DirectoryArchive(directory)


def html_report() -> Callable[..., str]:
    from lumbar.exchange.html_report import render_html

    return render_html


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    from lumbar.exchange.contract_json import explanation_json as as_json

    return as_json(explanation)


def load_csv(review: LoadReview) -> str:
    from lumbar.exchange.load_table import load_csv as as_csv

    return as_csv(review)


def load_json(review: LoadReview) -> dict[str, Any]:
    from lumbar.exchange.load_table import load_json as as_json

    return as_json(review)


def import_json(result: ImportResult, log: LogSummary) -> dict[str, Any]:
    from lumbar.exchange.contract_json import import_json as as_json

    return as_json(result, log)


def unusable_json(problem: UnusableInput) -> dict[str, Any]:
    from lumbar.exchange.contract_json import unusable_json as as_json

    return as_json(problem)


def archive_files() -> Mapping[str, Rendering]:
    """The files of an archive, by name."""
    from lumbar.exchange.directory import RENDERINGS

    return RENDERINGS


def demo_log() -> str:
    from lumbar.demo import demo_log_csv

    return demo_log_csv()


def demo_video() -> bytes:
    """A film of a made lifter, whose back rounds in the last two repetitions."""
    from lumbar.demo import demo_video as made_video

    return made_video()


def demo_pain() -> tuple[tuple[PainReport, ...], date]:
    from lumbar.demo import DEMO_PAIN_ON
    from lumbar.demo import demo_pain as made_pain

    return made_pain(), DEMO_PAIN_ON


@dataclass(frozen=True, slots=True)
class MadePerson:
    """A made person on one day: their log, their pain and what they answer."""

    on: date
    pain_on: date
    log_name: str
    log: str
    """As the app would have exported it."""
    pain: tuple[PainReport, ...]
    report: Report


def made_person() -> MadePerson:
    from lumbar.demo import DEMO_PAIN_ON, DEMO_TODAY, demo_report

    pain, _ = demo_pain()
    return MadePerson(DEMO_TODAY, DEMO_PAIN_ON, "made-person-hevy.csv", demo_log(), pain, demo_report())


@cache
def rulebook() -> Rulebook:
    from lumbar.knowledge.rulebook import load_rulebook

    return load_rulebook()


def report_from_json(data: object, on: date, path: str = "") -> Report:
    """What a person reports of their back, from JSON; raises UnusableInput with what was met."""
    from lumbar.exchange.triage_json import report_from_json as from_json

    return from_json(data, on, path)


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    from lumbar.exchange.triage_json import verdict_json as as_json

    return as_json(verdict)


def evidence() -> Library:
    """Every constant and every rule, with the texts they rest on."""
    from lumbar.knowledge.evidence import library

    return library(rulebook())


def evidence_json(entries: Sequence[Evidence], sources: Sequence[Source]) -> dict[str, Any]:
    from lumbar.exchange.evidence_json import evidence_json as as_json

    return as_json(entries, sources)


def read_track(path: Path) -> TrackReading:
    """The track in a file. Raises UnusableInput for every file that holds none."""
    from lumbar.exchange.track_files import read_track as read

    return read(str(path))


def form_json(found: FormFromTrack, on: date) -> dict[str, Any]:
    from lumbar.exchange.form_json import form_json as as_json

    return as_json(found, on)


def track_as_trc(found: FormFromTrack, name: str) -> str:
    """The track as OpenSim reads it: with y up, where it is known which way is up."""
    from lumbar.exchange.trc import standing_on_y, trc_text

    vertical = found.analysis.vertical
    track = found.reading.track
    return trc_text(track if vertical is None else standing_on_y(track, vertical.up), name)


def is_video(path: Path) -> bool:
    """Whether a file of a movement is a video and no track of joint positions, told by how it begins."""
    from lumbar.exchange.track_files import is_video as begins_as_video

    return begins_as_video(path)


def look_at_video(path: Path, progress: Progress | None = None) -> VideoReading:
    """Who is in a video and how they move. Raises UnusableInput where it cannot be looked at."""
    _need_video_parts(path)
    from lumbar.vision.looking import look_at

    return look_at(path, find_video_weights(), progress=progress)


def _need_video_parts(path: Path) -> None:
    from lumbar.core.errors import UnusableInput, UnusableKind
    from lumbar.vision.weights import part_missing

    if (part := part_missing()) is not None:
        raise UnusableInput(UnusableKind.VIDEO_PARTS_MISSING, str(path), met=part)


def lumbar_readout() -> tuple[Network, ...]:
    """The networks that read the lower back."""
    from lumbar.knowledge.lumbar_readout import load_readout

    return load_readout()


def joint_correction() -> Network:
    """The network that puts joints where they are."""
    from lumbar.knowledge.joint_correction import load_joint_correction

    return load_joint_correction()


def write_annotated_video(
    found: FormFromVideo, target: Path, progress: Progress | None = None, *, hide_face: bool = False
) -> None:
    """The video with what was seen drawn upon it."""
    from lumbar.vision.annotated import write_annotated
    from lumbar.wording.form_overlay import form_overlay

    source = Path(found.reading.facts.path)
    write_annotated(source, target, form_overlay(found), progress=progress, hide_face=hide_face)


def write_still(found: FormFromVideo, target: Path, *, hide_face: bool = False) -> bool:
    """The repetition furthest from the neutral beside the nearest, as a picture; False where two cannot be had."""
    from lumbar.vision.stills import worst_beside_best
    from lumbar.wording.form_overlay import form_overlay, worst_and_best

    times = worst_and_best(found)
    if times is None:
        return False
    source = Path(found.reading.facts.path)
    worst_s, best_s = times
    worst_beside_best(source, target, form_overlay(found), worst_s=worst_s, best_s=best_s, hide_face=hide_face)
    return True


def video_form_json(found: FormFromVideo, on: date) -> dict[str, Any]:
    from lumbar.exchange.video_form_json import video_form_json as as_json

    return as_json(found, on)


def video_as_trc(found: FormFromVideo, name: str) -> str:
    """The joints of a film as OpenSim reads them: flat, y up, in metres by the person's height."""
    from lumbar.exchange.trc import trc_text

    return trc_text(found.as_track(), name)


@cache
def pain_words() -> PainWords:
    from lumbar.knowledge.pain_words import load_pain_words

    return load_pain_words()


@cache
def drills() -> tuple[Drill, ...]:
    from lumbar.knowledge.drills import load_drills

    return load_drills()


def today_json(answer: PlannedSession | Refused) -> dict[str, Any]:
    from lumbar.exchange.plan_json import today_json as as_json

    return as_json(answer)


def recovery_json(answer: Recovery | Refused) -> dict[str, Any]:
    from lumbar.exchange.plan_json import recovery_json as as_json

    return as_json(answer)


def open_paired_phones(directory: Path) -> PairedPhones:
    """The person's paired phone; their store is made where there is none."""
    from lumbar.storage import open_paired_phones as open_sql_paired_phones

    return open_sql_paired_phones(directory)


def paired_phones_to_read(directory: Path) -> PairedPhones:
    """The person's paired phone for asking and revoking: nothing is made where nothing was ever stored."""
    if has_store(directory):
        return open_paired_phones(directory)
    from lumbar.storage.nothing_stored import NothingPaired

    return NothingPaired()


@dataclass(frozen=True, slots=True)
class HomeEntrance:
    """Where the home network reaches this machine, and what the server shows there."""

    address: str
    names: tuple[str, ...]
    certificate_file: Path
    key_file: Path
    fingerprint: str


def home_entrance(directory: Path, address: IPv4Address | None, *, at: datetime) -> HomeEntrance | None:
    """The entrance at this address, or at the one of the home network; None where there is no network.

    Its certificate is kept in the data directory and made anew where it must be.
    """
    from lumbar.phone.certificate import server_certificate
    from lumbar.phone.home_network import home_network

    network = home_network()
    if address is None and not network.found:
        return None
    addresses = (address,) if address else network.addresses
    certificate = server_certificate(directory, addresses=addresses, names=network.names, at=at)
    return HomeEntrance(
        str(addresses[0]), network.names, certificate.certificate_file, certificate.key_file, certificate.fingerprint
    )


def qr_code(text: str) -> str:
    from lumbar.phone.qr_code import qr_code as as_qr_code

    return as_qr_code(text)


def watched_folder(folder: Path) -> Folder:
    from lumbar.watching.folder import WatchedFolder

    return WatchedFolder(folder)


def taken_files(directory: Path, folder: Path) -> TakenFiles:
    """What was taken from the folder; nothing, where the store it went into is gone."""
    from lumbar.watching.taken_files import TakenFilesOnDisk

    return TakenFilesOnDisk(directory, folder, trusted=has_store(directory))


def hevy_key(directory: Path) -> KeyFile:
    from lumbar.hevy_account import KeyFile

    return KeyFile(directory)


def hevy_account(key: str) -> HevyAccount:
    """The person's account at Hevy, and the source of bytes that has its pages."""
    from lumbar.hevy_account import HevyAccount

    return HevyAccount(key)


def weights_directory() -> Path:
    """Where the weights of the pose model lie: the folder that LUMBAR_WEIGHTS names, else the platform's cache."""
    if named := os.environ.get("LUMBAR_WEIGHTS"):
        return Path(named).expanduser().absolute()
    from lumbar.vision.weights import usual_folder

    return usual_folder()


def find_video_weights() -> Weights:
    """The weights of the pose model, examined. Raises UnusableInput where they are not there."""
    from lumbar.vision.weights import find_weights

    return find_weights(weights_directory())


def fetch_video_weights(progress: Callable[[], None] | None = None) -> Weights:
    """The weights, fetched where they are not there yet. Raises UnusableInput with what kept them from it."""
    from lumbar.vision.weights import fetch_weights

    return fetch_weights(progress, folder=weights_directory())
