"""Files damaged in every way we could think of, of every format: each is read with all accounted for, or refused."""

from __future__ import annotations

import json
import re
import sqlite3
import struct
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from copy import deepcopy
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import chain
from random import Random
from sys import float_info
from typing import Any

import pytest
from tests.importers import (
    test_alpha_progression,
    test_apple_health,
    test_fitnotes_backup,
    test_garmin_fit,
    test_generic_table,
    test_hevy_api,
    test_jefit,
    test_liftosaur_json,
    test_lumbar_export,
    test_plain_text,
    test_strava,
    test_wger,
)
from tests.importers.files import LATEST, FilesInMemory
from tests.importers.fit_files import crc
from tests.importers.test_every_importer import LOGS

from lumbar.core.errors import UnusableInput
from lumbar.core.provenance import FileReading
from lumbar.core.quantities import MassUnit
from lumbar.core.training import TrainingSet
from lumbar.importers import LogFiles
from lumbar.importers.dates import DayOrder
from lumbar.importers.log_files import all_supports
from lumbar.importers.plausible import DURATION_MOST_H, FIRST_YEAR, LOAD_MOST_KG, REPETITIONS_MOST
from lumbar.usecases.confirm_columns import ColumnsToConfirm
from lumbar.usecases.ports import ReadingChoices

SEED = 20261123
FIRST_DAY = date(FIRST_YEAR.value, 1, 1)
INPUTS = 3_000
"""Damaged files of each format."""
SECONDS = 3.0
"""Of the processor, that no small file may take."""

WORKOUT = test_apple_health.workout()
STRAVA_ROWS = (test_strava.row(), test_strava.row(date="Jul 3, 2025, 6:30:00 AM", number="9002", name="Evening Lift"))
HEVY_ANSWER = test_hevy_api.answer(
    test_hevy_api.workout(
        test_hevy_api.exercise(
            test_hevy_api.performed(type="warmup", weight_kg=60, reps=5),
            test_hevy_api.performed(weight_kg=102.5, reps=3, rpe=9.5),
            notes="belt",
        ),
        test_hevy_api.exercise(test_hevy_api.performed(duration_seconds=60), title="Plank"),
    ),
    test_hevy_api.workout(
        test_hevy_api.exercise(test_hevy_api.FIVE),
        id="b459cba6",
        title="Push",
        start_time="2026-01-07T17:30:00+00:00",
        end_time="2026-01-07T18:30:00+00:00",
    ),
)
LIFTOSAUR_BACKUP = test_liftosaur_json.backup(
    test_liftosaur_json.workout(
        test_liftosaur_json.entry(
            test_liftosaur_json.a_set(9, 180, completedRpe=8.5), warm_ups=(test_liftosaur_json.a_set(5, 42.5),)
        )
    ),
    test_liftosaur_json.workout(
        test_liftosaur_json.entry(test_liftosaur_json.a_set(unit="lb")),
        date="2026-07-01T04:56:39.712Z",
        startTime=1_782_881_799_712,
        endTime=1_782_885_399_712,
    ),
)
SAMPLES: Mapping[str, bytes] = {
    **{name: log.encode() for name, log in LOGS.items()},
    "strava": (test_strava.HEADER + "".join(STRAVA_ROWS)).encode(),
    "apple_health": test_apple_health.export(
        test_apple_health.RECORD,
        WORKOUT,
        test_apple_health.workout("Running"),
        WORKOUT.replace("2026-01-05", "2026-01-07"),
    ).encode(),
    "hevy_api": HEVY_ANSWER.encode(),
    "liftosaur_json": LIFTOSAUR_BACKUP.encode(),
    "garmin_fit": test_garmin_fit.WHOLE,
    "fitnotes_backup": test_fitnotes_backup.SMALL,
    "wger": test_wger.page(
        test_wger.record(),
        test_wger.record(id=2, repetitions="3.00", date="2026-01-05T17:35:00+00:00"),
        test_wger.record(id=3, session=8, date="2026-01-07T17:30:00+00:00", weight_unit=2),
    ),
    "lumbar_archive": test_lumbar_export.archive(*test_lumbar_export.SESSIONS),
    "jefit": test_jefit.LOG.encode(),
    "alpha_progression": test_alpha_progression.LOG.encode(),
    "lumbar": test_plain_text.LOG.encode(),
    "table": test_generic_table.GERMAN.encode(),
}
"""One small file that the importer of this format reads whole."""

# Damage

Damage = Callable[[bytes, Random], bytes]

NUMBERS = (
    *(
        b"0",
        b"-0",
        b"-1",
        b"-70.5",
        b"1e3",
        b"1e999",
        b"9" * 400,
        b"1e-400",
        b"0.000000000000000000001",
        b"1,234,567.89",
    ),
    *(b"NaN", b"Infinity", b"-inf", b"null", b"true", b"", b"0x10", b"1_000", b"9223372036854775808", b"4294967295"),
    *(b"1000.5", b"500.5", b"1001", "٣٤".encode(), "½".encode(), "²".encode(), "−70".encode(), b"12:34:56", b"25:61"),
)
DATES = (
    *(b"2026-02-30", b"0000-00-00", b"9999-12-31", b"0001-01-01", b"2027-01-07", b"1926-01-07", b"2024-02-29"),
    *(b"31/12/25", b"07.01.2026", b"7 Jan 2026", b"2026-01-07T99:99:99Z", b"10000-01-01", b"2026-W01-1", b"20260107"),
    *(b"2026-03-29T01:30:00Z", b"2026-01-07 23:59:60", b"2026-01-07T10:00:00+99:00", b"1969-12-31T23:59:59-12:00"),
)
TEXTS = (
    *(
        b"\0",
        b'"',
        b"'",
        b'""',
        b",",
        b";",
        b"\t",
        b"|",
        b"\n",
        b"\r",
        b"\r\n",
        b"\\",
        b"\\n",
        b"\xff",
        b"\xef\xbb\xbf",
    ),
    *(b"<", b">", b"&", b"&#0;", b"&lol;", b"<!--", b"]]>", b"<![CDATA[", b"{", b"}", b"[", b"]", b":", b"###", b"#"),
    *("\u2028".encode(), "\u202e".encode(), "\u00a0".encode(), "\ufffd".encode(), "e\u0301".encode(), "💪🏽".encode()),
    *(b"\\ud800", b"\\u0000", b"\xed\xa0\x80", b"\x1a", b"\x0b", b"\x1b[2J", b"=1+1", b"kg", b"lb", b"x", b"@", b"-"),
    *(b"[" * 5_000, b"(" * 2_000, b"A" * 30_000, b'"' * 999, b"," * 3_000, b"9" * 5_000, b"x5 " * 1_000, b"1x" * 1_000),
    *(
        b" " * 9_000,
        b". " * 4_000,
        b"<" * 9_000,
        b"a1" * 4_000,
        b"-" * 9_000,
        b"\n" * 9_000,
        b'"\n' * 2_000,
        b"{" * 9_000,
    ),
    *(
        b"1:" * 4_000,
        b"1h " * 3_000,
        b"kg" * 4_000,
        b"<br>" * 2_000,
        b"\\" * 9_000,
        "é".encode() * 4_000,
        b", " * 4_000,
    ),
)
CODECS = (
    *("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig", "utf-7"),
    *("cp1252", "latin-1", "cp437", "cp037", "mac-roman", "shift_jis", "gb18030", "koi8-r"),
)
VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1e308,
        float("nan"),
        float("inf"),
        2**63,
        -(2**63),
        10**300,
        0.1,
        1000.5,
        "",
        " ",
        "\0",
    ),
    *("x", "5", "-5", "1e999", "\ud800", "9" * 400, "2026-02-30", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"),
    *([], {}, [[]], [None], {"a": 1}, [1] * 50, 1_767_607_200_000, -62_135_596_800_001, 253_402_300_800_000),
)


def flip(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(content: bytes, chance: Random) -> bytes:
    """What is left of it: its beginning, its end, or all but a piece."""
    begin, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return chance.choice((content[:end], content[begin:], content[:begin] + content[end:]))


def shuffle_lines(content: bytes, chance: Random) -> bytes:
    """A line twice, two exchanged, one left out, or the first one again somewhere."""
    lines = content.splitlines(keepends=True) or [b""]
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            lines.insert(other, lines[at])
        case 1:
            lines[at], lines[other] = lines[other], lines[at]
        case 2:
            del lines[at]
        case 3:
            lines.insert(at, lines[0])
        case _:
            lines = [chance.choice((b"", b"\n")), *lines, *lines[: chance.randrange(len(lines)) + 1]]
    return b"".join(lines)


def insert(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(TEXTS) * chance.choice((1, 1, 1, 2, 3)) + content[at:]


def another_number(content: bytes, chance: Random) -> bytes:
    return _replaced(content, rb"-?\d+(?:[.,]\d+)?", NUMBERS, chance)


def another_date(content: bytes, chance: Random) -> bytes:
    return _replaced(content, rb"\d{2,4}[-/.]\d\d[-/.]\d{2,4}|\d{1,2} [A-Z][a-z]{2} \d{4}", DATES, chance)


def another_field(content: bytes, chance: Random) -> bytes:
    return _replaced(content, rb"[^,;\t\r\n\"]+", (*NUMBERS, *DATES, *TEXTS), chance)


def _replaced(content: bytes, pattern: bytes, by: Sequence[bytes], chance: Random) -> bytes:
    found = list(re.finditer(pattern, content))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 1, 2, 4)))), key=lambda m: -m.start()):
        content = content[: match.start()] + chance.choice(by) + content[match.end() :]
    return content


def another_writing(content: bytes, chance: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    written = text.encode(chance.choice(CODECS), "replace")
    return chance.choice((written, written, written[:-1], written + chance.choice(TEXTS), content + written))


def splice(content: bytes, chance: Random) -> bytes:
    """Two formats in one file."""
    other = SAMPLES[chance.choice(sorted(SAMPLES))]
    at, from_other = chance.randrange(len(content) + 1), chance.randrange(len(other) + 1)
    by_turns = chain.from_iterable(zip(content.split(b"\n"), other.split(b"\n"), strict=False))
    halves = (content[:at] + other[from_other:], content + other, other + content)
    return chance.choice((*halves, content[:at] + other + content[at:], b"\n".join(by_turns)))


def many_times(content: bytes, chance: Random) -> bytes:
    return content * chance.choice((2, 3, 20))


def another_value(content: bytes, chance: Random) -> bytes:
    """JSON in which something is another value, is gone, or stands twice."""
    document = json.loads(content)
    for _ in range(chance.choice((1, 1, 2, 5))):
        holder, key = chance.choice(list(_places(document)) or [([None], 0)])
        match chance.randrange(6):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, list):
                holder.append(deepcopy(holder[key]))
            case _:
                holder[key] = deepcopy(chance.choice(VALUES))
    return json.dumps(document, ensure_ascii=chance.random() < 0.8).encode("utf-8", "surrogatepass")


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    keys = node.keys() if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in list(keys):
        yield node, key
        yield from _places(node[key])


def another_cell(content: bytes, chance: Random) -> bytes:
    """A database of which some cells hold another value."""
    storable = [one for one in VALUES if not isinstance(one, (list, dict)) and one not in (2**63, 10**300, "\ud800")]
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        for _ in range(chance.choice((1, 2, 5))):
            table = chance.choice(("training_log", "exercise"))
            column = chance.choice([row[1] for row in database.execute(f"PRAGMA table_info({table})")])
            value = chance.choice((*storable, b"\xff\0", NUMBERS[6].decode()))
            with suppress(sqlite3.Error):
                update = f"UPDATE {table} SET {column} = ? WHERE _id = ?"  # noqa: S608  names of the schema
                database.execute(update, (value, chance.randrange(4)))
        database.commit()
        return bytes(database.serialize())


def zipped(content: bytes, chance: Random) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name in chance.sample(
            ("log.csv", "a/b.json", "../../x", "é\n", "__MACOSX/a", "C:\\x"), chance.choice((1, 1, 3))
        ):
            without_the_time_of_day = zipfile.ZipInfo(name)
            archive.writestr(without_the_time_of_day, content, archive.compression)
    return out.getvalue()


ANY_FILE: Sequence[Damage] = (
    *(flip, cut, shuffle_lines, insert, another_number, another_date, another_field, another_field),
    *(another_writing, splice, many_times),
)
OF_ITS_OWN: Mapping[str, Damage] = {
    **dict.fromkeys(("hevy_api", "liftosaur_json", "wger", "lumbar_archive"), another_value),
    "fitnotes_backup": another_cell,
}
"""Damage that a document's outer form survives, so that what is inside of it is met."""


def with_checksums(content: bytes) -> bytes:
    """A FIT file whose length and check sums are those of its messages, whatever these are by now."""
    if len(content) < 16 or content[0] != 14:
        return content
    body = content[14:-2]
    start = content[:4] + struct.pack("<I", len(body)) + content[8:12]
    header = start + struct.pack("<H", crc(start))
    return header + body + struct.pack("<H", crc(header + body))


def with_its_digest(content: bytes) -> bytes:
    """An archive of ours whose digest is that of its content, whatever this is by now."""
    with suppress(ValueError, KeyError, TypeError, RecursionError):
        return test_lumbar_export.changed(content, "\0 nowhere", "")
    return content


MENDED: Mapping[str, Callable[[bytes], bytes]] = {
    "garmin_fit": with_checksums,
    "lumbar_archive": with_its_digest,
}
"""Formats of which any damage is noticed at the door: after this, most is not."""


def damaged(name: str, number: int, seed: int = SEED) -> bytes:
    """The how-many-eth damaged file of a format; the same arguments give the same bytes."""
    chance = Random(f"{seed} {name} {number}")  # noqa: S311  damage, no secret
    content = SAMPLES[name]
    if name in OF_ITS_OWN and chance.random() < 0.6:
        content = OF_ITS_OWN[name](content, chance)
    else:
        for _ in range(chance.choice((1, 1, 2, 3))):
            content = chance.choice(ANY_FILE)(content, chance)
    if name in MENDED and chance.random() < 0.8:
        content = MENDED[name](content)
    if chance.random() < 0.08:
        content = zipped(content, chance)
        content = content if chance.random() < 0.4 else flip(content, chance)
    return content


# The laws


def readings_of(content: bytes, choices: ReadingChoices) -> list[FileReading]:
    """All logs in the file, those read whose columns had to be confirmed; a file that is refused has none."""
    logs = LogFiles(FilesInMemory({"log": content}))
    readings = []
    with suppress(UnusableInput):
        for path in logs.logs_in("log"):
            with suppress(UnusableInput):
                readings.append(_read_as_proposed(logs, path, choices))
    return readings


def _read_as_proposed(logs: LogFiles, path: str, choices: ReadingChoices) -> FileReading:
    """As the person reads it who says yes to whatever is proposed."""
    try:
        return logs.read(path, choices)
    except ColumnsToConfirm as asked:
        if asked.proposal is None:
            raise
        mapping = replace(asked.proposal.mapping, unit=asked.proposal.mapping.unit or "kg")
        mapping = replace(mapping, date_order=mapping.date_order or DayOrder.DAY_FIRST)
        return logs.read(path, replace(choices, mappings={asked.proposal.signature: mapping}))


def choices_for(number: int) -> ReadingChoices:
    """The unit unknown, kilograms or pounds; the zone far to the west, near, or far to the east."""
    unit = (None, MassUnit.KG, MassUnit.LB)[number % 3]
    return ReadingChoices(
        LATEST, unit, zone=("Pacific/Honolulu", "Europe/Berlin", "Pacific/Kiritimati")[number // 3 % 3]
    )


def broken_laws(reading: FileReading) -> Iterator[str]:
    """What a reading says that cannot be. That its records add up is held by the balance itself."""
    counted = reading.balance
    if counted.done < 1 or not reading.sessions:
        yield f"nothing was done, and it was not refused: {counted}"
    if counted.quarantined != sum(problem.set_aside for problem in reading.problems):
        yield f"{counted.quarantined} records were set aside, and another number of them is kept"
    for session in reading.sessions:
        if not session.sets or session.day < FIRST_DAY or session.day > LATEST:
            yield f"a session of {len(session.sets)} sets on {session.day}"
        if session.start.tzinfo is not None or not _within(session.duration_s, DURATION_MOST_H.value * 3600):
            yield f"a session from {session.start} for {session.duration_s} s"
        yield from chain.from_iterable(map(_broken_by_a_set, session.sets))
        if len(session.lines) not in (0, len(session.sets)) or not all(-1 < line < 2**63 for line in session.lines):
            yield f"{len(session.sets)} sets on the lines {session.lines}"
        yield from (f"stands on line {line}" for line in session.lines if not 0 < line < 2**63)
        texts = (session.title, session.note, session.app_id, session.source)
        yield from (f"cannot be stored: {text!r}" for text in texts if not _storable(text))
    yield from (f"cannot be stored: {one}" for one in reading.problems if not -1 < one.line < 2**63)


def _broken_by_a_set(performed: TrainingSet) -> Iterator[str]:
    bounds = (
        (performed.load, LOAD_MOST_KG.value * 1000),
        (performed.assistance, LOAD_MOST_KG.value * 1000),
        (performed.repetitions, REPETITIONS_MOST.value),
        (performed.duration_s, DURATION_MOST_H.value * 3600),
        (performed.distance_m, float_info.max),
        (performed.rpe, 10),
        (performed.rir, float_info.max),
        (performed.multiplier, float_info.max),
    )
    if not performed.exercise.strip() or not all(_within(figure, most) for figure, most in bounds):
        yield str(performed)
    texts = (performed.exercise, performed.load_raw, performed.note)
    yield from (f"cannot be stored: {text!r}" for text in texts if not _storable(text))


def _within(figure: float | None, most: float) -> bool:
    return figure is None or 0 <= figure <= most  # NaN is not


def _storable(text: str) -> bool:
    """No half of a character, which no database takes."""
    return not re.search("[\ud800-\udfff]", text)


def try_out(name: str, number: int, seed: int = SEED) -> tuple[int, str | None]:
    """How many logs were read of this damaged file, and what was wrong with that, with how to have it again."""
    content, began = damaged(name, number, seed), time.process_time()
    again = f"damaged({name!r}, {number}, seed={seed})"
    try:
        readings = readings_of(content, choices_for(number))
    except Exception as fault:  # noqa: BLE001  whatever leaves is the finding
        return 0, f"{again} raised {type(fault).__name__}: {fault}"
    seconds = time.process_time() - began
    if seconds > SECONDS:
        return len(readings), f"{again} took {seconds:.1f} s"
    broken = next(chain.from_iterable(map(broken_laws, readings)), None)
    return len(readings), None if broken is None else f"{again}: {broken}"


def test_every_registered_format_is_damaged_here() -> None:
    assert set(SAMPLES) == {support.format for support in all_supports()}


def test_at_least_20_000_damaged_files_are_tried() -> None:
    assert len(SAMPLES) * INPUTS >= 20_000


@pytest.mark.parametrize("name", SAMPLES)
def test_each_sample_is_read_whole_by_its_importer(name: str) -> None:
    (reading,) = readings_of(SAMPLES[name], choices_for(1))

    assert reading.format == name
    assert reading.balance.quarantined == 0
    assert list(broken_laws(reading)) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_seed_damages_the_same_way(name: str) -> None:
    assert [damaged(name, number) for number in range(20)] == [damaged(name, number) for number in range(20)]


FOUND: Mapping[str, bytes] = {
    "a Liftosaur workout of the year 33658": LIFTOSAUR_BACKUP.replace(
        '"date": "2026-06-29T04:56:39.712Z"', '"date": "999999999999999"'
    ).encode(),
    "a wger set in the last second of all years": SAMPLES["wger"].replace(
        b"2026-01-07T17:30:00+00:00", b"9999-12-31T23:59:59-10:00"
    ),
    "an archive with a line beyond any file": test_lumbar_export.changed(
        SAMPLES["lumbar_archive"], '"line": 10', '"line": 1' + "0" * 300
    ),
    "an archive with efforts that cannot be": test_lumbar_export.changed(
        test_lumbar_export.changed(SAMPLES["lumbar_archive"], '"rpe": 8.5', '"rpe": 11'), '"rir": 1.5', '"rir": -1'
    ),
    "an archive with help beyond any machine": test_lumbar_export.changed(
        SAMPLES["lumbar_archive"], '"assistance_g": 18140', '"assistance_g": 18140000'
    ),
    "a column named by brackets": SAMPLES["table"].replace(b"Wdh.", b"[" * 15_000),
    "a weight of many units": SAMPLES["table"].replace(b"82,5", b"kg" * 4_000),
    "a Gymbook weight of many units": SAMPLES["gymbook"].replace(b"60,00 kg", b"1a" * 8_000),
    "a title of blanks": SAMPLES["alpha_progression"].replace(b"Legs", b"Legs" + b" " * 7_000),
}
"""What once raised something, hung, or came out as it cannot be."""


@pytest.mark.parametrize("content", FOUND.values(), ids=FOUND.keys())
def test_what_was_found_once_is_not_found_again(content: bytes) -> None:
    assert content not in SAMPLES.values()
    began = time.process_time()
    readings = [reading for number in range(9) for reading in readings_of(content, choices_for(number))]

    assert time.process_time() - began < SECONDS
    assert [broken for reading in readings for broken in broken_laws(reading)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_is_read_with_all_accounted_for_or_refused(name: str) -> None:
    outcomes: Counter[str] = Counter()
    for number in range(INPUTS):
        read, fault = try_out(name, number)
        assert fault is None, fault
        outcomes["read" if read else "refused"] += 1
    print(f"{name}: {outcomes['read']} read, {outcomes['refused']} refused")  # noqa: T201  shown with -rP

    assert outcomes.total() == INPUTS
    assert outcomes["read"] >= INPUTS // 20
    assert outcomes["refused"] >= INPUTS // 20
