"""Apple Health exports: workouts without sets in XML of any size, whatever is wrong with the rest of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from io import BytesIO

import pytest
from benchmarks.apple_health import DOCTYPE, made_export
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_sets, problems, read
from tests.importers.test_every_importer import accounted

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers import LogFiles, apple_health
from lumbar.usecases.ports import ReadingChoices


def workout(
    activity: str = "TraditionalStrengthTraining",
    start: str = "2026-01-05 18:30:12 +0100",
    end: str = "2026-01-05 19:33:12 +0100",
    duration: str = 'duration="61.5" durationUnit="min"',
    inside: str = '\n  <MetadataEntry key="HKIndoorWorkout" value="1"/>\n ',
) -> str:
    return (
        f' <Workout workoutActivityType="HKWorkoutActivityType{activity}" {duration} sourceName="Watch" '
        f'device="&lt;&lt;HKDevice: 0x28&gt;, name:Apple Watch&gt;" startDate="{start}" endDate="{end}">'
        f"{inside}</Workout>\n"
    )


def export(*elements: str, prolog: str = DOCTYPE, end: str = "</HealthData>\n") -> str:
    return prolog + "".join(elements) + end


def refused(content: str) -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        read(content)
    return caught.value


RECORD = ' <Record type="HKQuantityTypeIdentifierHeartRate" value="61"/>\n'


def test_a_strength_workout_is_one_timed_set_of_unknown_kind_below_a_broken_document_type() -> None:
    """The document type's lines are 14; record, workout: the workout stands on line 16."""
    reading = read(export(RECORD, workout(), RECORD))

    (session,) = reading.sessions
    (done,) = session.sets
    assert (session.start, session.precision) == (datetime(2026, 1, 5, 18, 30, 12), SessionPrecision.SECOND)  # noqa: DTZ001
    assert (session.title, session.duration_s) == ("Traditional Strength Training", 61.5 * 60)
    assert (done.exercise, done.kind, done.duration_s) == ("Traditional Strength Training", SetKind.UNKNOWN, 3690)
    assert (done.load, done.repetitions, [*session.lines]) == (None, None, [DOCTYPE.count("\n") + 2])
    assert (reading.format, reading.variant, reading.zone_from) == ("apple_health", "export.xml", "file")
    assert not reading.unit_is_a_guess
    assert session.warm_ups_flagged is False


@pytest.mark.parametrize("activity", ["FunctionalStrengthTraining", "CoreTraining"])
def test_functional_and_core_training_are_read_too(activity: str) -> None:
    assert read(export(workout(activity))).balance.done == 1


def test_other_workouts_are_skipped_and_other_elements_are_no_records() -> None:
    reading = read(export(RECORD, workout("Running"), workout(), RECORD, workout("Walking", inside="")))

    assert (reading.balance.records, reading.balance.done, reading.balance.skipped) == (3, 1, 2)
    assert accounted(reading) == 3


@pytest.mark.parametrize("offset", ["+0100", "-0800", "+05:30", "+1300"])
def test_the_clock_on_the_wall_is_kept_whatever_the_offset(offset: str) -> None:
    (session,) = read(export(workout(start=f"2026-01-05 00:10:00 {offset}"))).sessions

    assert session.start == datetime(2026, 1, 5, 0, 10)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        ('duration="90" durationUnit="s"', 90),
        ('duration="1.5" durationUnit="hr"', 5400),
        ('duration="10"', 600),
        ("", 3780),  # from 18:30:12 to 19:33:12
        ('duration="3" durationUnit="fortnight"', 3780),
    ],
)
def test_the_length_is_read_in_its_unit_or_taken_from_start_and_end(duration: str, seconds: float) -> None:
    assert read(export(workout(duration=duration))).sessions[0].duration_s == seconds


def test_start_and_end_are_compared_across_a_change_of_the_clock() -> None:
    """From 02:30 summer time to 02:15 winter time: 45 minutes."""
    changed = workout(start="2025-10-26 02:30:00 +0200", end="2025-10-26 02:15:00 +0100", duration="")

    assert read(export(changed)).sessions[0].duration_s == 45 * 60


def test_a_workout_of_no_time_is_skipped() -> None:
    assert read(export(workout(), workout(duration='duration="0" durationUnit="min"'))).balance.skipped == 1


@pytest.mark.parametrize(
    ("damaged", "kind"),
    [
        (workout(start="yesterday"), ProblemKind.DATE_UNREADABLE),
        (workout(start="2026-01-05 18:30:12"), ProblemKind.DATE_UNREADABLE),
        (workout(start="2026-02-30 18:30:12 +0100"), ProblemKind.DATE_UNREADABLE),
        (workout(start="2036-01-05 18:30:12 +0100"), ProblemKind.DATE_IN_THE_FUTURE),
        (workout(start="1926-01-05 18:30:12 +0100"), ProblemKind.DATE_TOO_OLD),
        (workout(duration='duration="long"'), ProblemKind.NOT_A_NUMBER),
        (workout(duration='duration="-3"'), ProblemKind.NEGATIVE),
        (workout(duration='duration="1500"'), ProblemKind.DURATION_ABSURD),
        (workout(inside="<MetadataEntry>"), ProblemKind.MARKUP_BROKEN),
        (workout(inside="</MetadataEntry>"), ProblemKind.MARKUP_BROKEN),
        (workout(inside="&lol;"), ProblemKind.MARKUP_BROKEN),
        (workout(inside="<!DOCTYPE lol>"), ProblemKind.MARKUP_BROKEN),
        (workout().replace("</Workout>", ""), ProblemKind.MARKUP_BROKEN),
        (workout().replace('sourceName="', "sourceName="), ProblemKind.MARKUP_BROKEN),
        (workout(inside="x" * 4_000_000), ProblemKind.FIELD_TOO_LONG),
        (workout(duration=f'duration="{"9" * 4_000_000}"'), ProblemKind.FIELD_TOO_LONG),
    ],
)
def test_a_damaged_workout_is_set_aside_with_its_line_and_the_others_are_read(damaged: str, kind: ProblemKind) -> None:
    reading = read(export(RECORD, damaged, workout()))

    assert problems(reading) == [(DOCTYPE.count("\n") + 2, kind)]
    assert reading.problems[0].raw.startswith("<Workout ")
    assert len(reading.problems[0].raw) <= 2_000
    assert reading.balance.done == 1
    assert accounted(reading) == reading.balance.records == 2


def test_bytes_that_are_no_utf_8_cost_their_own_workout() -> None:
    content = export(RECORD.replace("61", "Ü"), workout(), workout(inside="Ü")).encode("cp1252")

    assert [kind for _, kind in problems(read(content))] == [ProblemKind.CHARACTERS_UNREADABLE]
    assert read(content).balance.done == 1


@pytest.mark.parametrize("control", ["\u000b", "\0", "\u001f", "&#11;", "&#x0B;", "&#x1;", "&#31;"])
def test_control_characters_are_dropped(control: str) -> None:
    inside = f'<MetadataEntry key="note{control}" value="a{control}b"/>'

    assert read(export(RECORD.replace("61", control), workout(inside=inside))).balance.done == 1


@pytest.mark.parametrize("kept", ["&#9;", "&#10;", "&#x20;", "&#8239;", "&#x1F4AA;", "&amp;", "&gt;"])
def test_other_references_are_left_alone(kept: str) -> None:
    assert read(export(workout(inside=f'<MetadataEntry value="{kept}"/>'))).balance.done == 1


def test_a_sign_that_closes_a_tag_may_stand_in_an_attribute() -> None:
    assert read(export(workout().replace("&gt;", ">"))).balance.done == 1


def test_a_file_that_is_cut_off_keeps_its_workouts_and_says_that_the_end_is_missing() -> None:
    reading = read(export(workout(), RECORD[:20], end=""))

    assert [kind for _, kind in problems(reading)] == [ProblemKind.MARKUP_BROKEN]
    assert (reading.balance.records, reading.balance.done, reading.balance.quarantined) == (2, 1, 1)


def test_a_workout_that_is_cut_off_is_set_aside() -> None:
    reading = read(export(workout(), workout()[:200], end=""))

    assert [kind for _, kind in problems(reading)] == [ProblemKind.MARKUP_BROKEN] * 2
    assert reading.balance.done == 1


def test_entities_are_refused_and_never_followed() -> None:
    laughs = '<!DOCTYPE HealthData [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]><HealthData>'

    assert refused(export(workout(inside="&lol2;"), prolog=laughs)).kind is UnusableKind.XML_BOMB


def test_elements_a_hundred_thousand_deep_are_refused() -> None:
    deep = workout(inside="<a>" * 100_000 + "</a>" * 100_000)

    assert refused(export(deep)).kind is UnusableKind.XML_BOMB


def test_an_export_without_workouts_and_one_of_runs_only_are_said_to_be_so() -> None:
    assert refused(export(RECORD)).kind is UnusableKind.HEADER_ONLY
    assert refused(export(workout("Running"))).kind is UnusableKind.NOTHING_USABLE


@pytest.mark.parametrize(
    "other",
    [
        '<?xml version="1.0"?><ClinicalDocument><HealthDataset/></ClinicalDocument>',
        '<?xml version="1.0"?><gpx><trk/></gpx>',
        "Date,HealthData\n2026-01-01,<HealthData >\n",
    ],
)
def test_other_documents_are_not_taken_for_an_export(other: str) -> None:
    assert refused(other).kind is UnusableKind.UNKNOWN_FORMAT


@pytest.mark.parametrize(
    "prolog", ["\ufeff" + DOCTYPE, "<HealthData>", '<?xml version="1.0"?>\n<HealthData locale="en">']
)
def test_the_prolog_may_be_short_or_have_a_byte_order_mark(prolog: str) -> None:
    assert read(export(workout(), prolog=prolog)).balance.done == 1


@pytest.mark.parametrize("piece", [1, 7, 64, 1000])
def test_it_does_not_matter_where_the_stream_is_cut(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    content = export(
        RECORD, workout(), workout("Running"), workout(inside="<b>"), workout().replace("</W", "</V"), RECORD
    )
    whole = read(content)
    monkeypatch.setattr(apple_health, "PIECE", piece)

    assert read(content) == whole
    assert (whole.balance.done, whole.balance.skipped, whole.balance.quarantined) == (1, 1, 2)


def test_sessions_stand_oldest_first() -> None:
    later, earlier = workout(start="2026-02-05 18:30:12 +0100"), workout(start="2026-01-01 18:30:12 +0100")

    days = [session.day.isoformat() for session in read(export(later, earlier)).sessions]
    assert days == ["2026-01-01", "2026-02-05"]


def test_a_made_export_of_thousands_of_workouts_is_read() -> None:
    """5,000 workouts, every third of them one of strength: numbers 0, 3, ... 4,998 are 1,667."""
    content = b"".join(made_export(3_000_000))
    reading = LogFiles(FilesInMemory({"export.xml": content})).read("export.xml", ReadingChoices(LATEST))

    assert (reading.balance.records, reading.balance.done, reading.balance.skipped) == (5_000, 1_667, 3_333)


class _Counted(BytesIO):
    """Remembers the most bytes that were asked for at once."""

    most = 0

    def read(self, size: int | None = -1) -> bytes:
        content = super().read(size)
        _Counted.most = max(_Counted.most, len(content))
        return content


def test_the_file_is_read_in_pieces() -> None:
    content = b"".join(made_export(5_000_000))

    class Source(FilesInMemory):
        def open(self, path: str) -> BytesIO:
            return _Counted(self._content(path))

    LogFiles(Source({"export.xml": content})).read("export.xml", ReadingChoices(LATEST))
    assert _Counted.most == 1 << 20


@given(st.data())
def test_an_export_damaged_anywhere_still_adds_up(data: st.DataObject) -> None:
    content = bytearray(export(RECORD, workout(), workout("Running"), workout(), prolog="<HealthData>\n").encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        reading = read(bytes(content))
        assert reading.balance.records == accounted(reading)
        assert len(all_sets(reading)) == reading.balance.done


@given(
    st.lists(
        st.sampled_from(["<Workout", " ", ">", "/>", "</Workout>", '"', "a='b'", "<", "&", "\n", "x"]), max_size=30
    )
)
def test_no_markup_raises_anything_but_a_refusal(pieces: list[str]) -> None:
    with suppress(UnusableInput):
        reading = read(export(workout(), *pieces))
        assert reading.balance.records == accounted(reading)
