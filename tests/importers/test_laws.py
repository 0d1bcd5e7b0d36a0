"""Laws of reading, tried on rows and bytes that nobody thought of."""

from __future__ import annotations

import csv
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from io import StringIO

from hypothesis import example, given
from hypothesis import strategies as st
from tests.importers.files import all_sets, read
from tests.importers.test_every_importer import LOGS

from lumbar.core.errors import UnusableInput
from lumbar.core.quantities import MassUnit, grams

STRONG_HEADER = LOGS["strong"].splitlines()[0].split(",")
BEGINNING = datetime(2024, 1, 1, 6, 0, 0)  # noqa: DTZ001

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(str.strip).filter(bool)
half_kilograms = st.integers(1, 800).map(lambda halves: Decimal(halves) / 2)


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(STRONG_HEADER)
    writer.writerows(rows)
    return out.getvalue()


@given(
    st.lists(st.tuples(words, half_kilograms, st.integers(1, 50), st.text(max_size=40)), min_size=1, max_size=20),
    st.sampled_from([",", ";", "\t"]),
)
def test_rows_that_are_written_and_read_come_back(rows: list[tuple[str, Decimal, int, str]], delimiter: str) -> None:
    start = BEGINNING.isoformat(" ")
    lines = [
        [start, "A", "1h", name, str(order), str(load), str(repetitions), "0", "0", note.replace("\0", ""), "", ""]
        for order, (name, load, repetitions, note) in enumerate(rows)
    ]
    reading = read(written(lines, delimiter), unit=MassUnit.KG)

    assert reading.balance.quarantined == 0
    assert [(done.exercise, done.load, done.repetitions) for done in all_sets(reading)] == [
        (name, int(load * 1000), repetitions) for name, load, repetitions, _ in rows
    ]


@given(half_kilograms)
def test_kilograms_to_pounds_to_kilograms_is_the_same(kilograms: Decimal) -> None:
    """The app shows an account's kilograms in pounds, in floating point."""
    shown = repr(float(kilograms) / 0.45359237)
    row = [BEGINNING.isoformat(" "), "A", "1h", "Squat", "1", shown, "5", "0", "0", "", "", ""]

    assert all_sets(read(written([row]), unit=MassUnit.LB))[0].load == grams(kilograms, MassUnit.KG)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=10, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_workouts_in_the_file_makes_no_difference(days: list[int], random: object) -> None:
    blocks = [
        [
            [
                (BEGINNING + timedelta(days=day)).isoformat(" "),
                f"W{day}",
                "1h",
                "Squat",
                str(order),
                "60",
                "5",
                "0",
                "0",
                "",
                "",
                "",
            ]
            for order in (1, 2)
        ]
        for day in days
    ]
    forwards = read(written([row for block in blocks for row in block]))
    backwards = read(written([row for block in reversed(blocks) for row in block]))

    assert [(session.start, session.title) for session in forwards.sessions] == [
        (session.start, session.title) for session in backwards.sessions
    ]


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"\x00" * 50)
def test_no_bytes_raise_anything_but_a_refusal(content: bytes) -> None:
    with suppress(UnusableInput):
        read(content)


@given(st.sampled_from(sorted(LOGS)), st.text(max_size=300))
@example("strong", '"')
@example("fitnotes", "2025-01-01,a,b,c,d,e,f,g,h,i,j,k,l,m")
def test_no_text_below_a_header_raises_anything_but_a_refusal(name: str, text: str) -> None:
    with suppress(UnusableInput):
        reading = read(LOGS[name] + text)
        assert reading.balance.done >= 4


@given(st.sampled_from(sorted(LOGS)), st.data())
def test_a_file_damaged_anywhere_still_adds_up(name: str, data: st.DataObject) -> None:
    content = bytearray(LOGS[name].encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        read(bytes(content))
