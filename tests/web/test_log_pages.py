"""From the dropped files to the day: what is read, what is asked, and what is kept."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from tests.cli.made_logs import HEVY_HEADER, JUMP_DAY, STRONG_HEADER, strong_file, strong_row
from tests.web.conftest import NOW, OURS, TODAY, House, Said, TickingClock, Visitor, text_of

from lumbar.cli.app import run
from lumbar.core.quantities import MassUnit
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.disposition import Disposition
from lumbar.core.triage.questions import Question
from lumbar.demo import DEMO_TODAY
from lumbar.importers.log_files import all_supports
from lumbar.storage import open_journal, open_store
from lumbar.web.app import create_app
from lumbar.wording import first_minute, report

SETS_OF_THE_LOG = 42 * 3 + 3
"""42 days of three sets, and three on the day of the jump."""


def went_to(answer: httpx.Response) -> str:
    assert answer.status_code == 303, text_of(answer)
    return answer.headers["location"]


# Dropping


def test_a_log_that_says_its_unit_leads_straight_to_the_day(visitor: Visitor) -> None:
    row = '"Pull","16 Jul 2026, 18:00","16 Jul 2026, 19:00","","Deadlift (Barbell)",,"",0,"normal",100,5,,,'
    assert went_to(visitor.drop(("workouts.csv", f"{HEVY_HEADER}\n{row}\n".encode()))) == "/when"
    page = text_of(visitor.get("/when"))
    assert first_minute.WHEN_TITLE in page
    assert "1 session" in page


def test_a_log_that_does_not_say_its_unit_is_asked_for_it_with_its_own_heaviest_set(
    visitor: Visitor, log: Path
) -> None:
    assert went_to(visitor.drop((log.name, log.read_bytes()))) == "/unit"
    page = text_of(visitor.get("/unit"))
    assert first_minute.UNIT_TITLE in page
    assert "Deadlift (Barbell): 130.0 on 16 Jul 2026" in page
    assert went_to(visitor.post("/unit", {"unit": "kg"})) == "/when"


@pytest.mark.parametrize(("said", "shown"), [("kg", "130 kg"), ("lb", "130 lb")])
def test_the_answer_is_in_the_unit_that_was_named(visitor: Visitor, log: Path, said: str, shown: str) -> None:
    visitor.drop((log.name, log.read_bytes()))
    visitor.post("/unit", {"unit": said})
    visitor.post("/when", {"day": JUMP_DAY.isoformat()})
    assert shown in text_of(visitor.get("/answer"))


def test_naming_the_unit_once_more_leads_on_and_loses_nothing(visitor: Visitor, log: Path) -> None:
    visitor.drop_log(log)
    assert went_to(visitor.post("/unit", {"unit": "kg"})) in ("/", "/when")
    assert visitor.get("/unit").status_code == 303
    assert "129 sets" in text_of(visitor.get("/when"))


@pytest.mark.parametrize("said", [{}, {"unit": ""}, {"unit": "stone"}, {"unit": "KG"}])
def test_a_unit_nobody_knows_is_asked_for_again(visitor: Visitor, log: Path, said: dict[str, str | list[str]]) -> None:
    visitor.drop((log.name, log.read_bytes()))
    assert went_to(visitor.post("/unit", said)) in ("/", "/unit")
    assert visitor.get("/unit").status_code == 200, "the files are still there to be asked about"
    visitor.post("/leave")


REPCOUNT_HEADER = "Workout Start,Workout End,Exercise,Weight,Reps,Notes,Kcal,Distance,Duration,Category,Name,Bodyweight"


def repcount_file(load: str = "225") -> tuple[str, bytes]:
    """Squats, the day before yesterday: later than all of the other log."""
    day = TODAY - timedelta(days=2)
    row = f'{day} 18:00,{day} 19:00,"Squat",{load},5,"",,,,Legs,"Push",91'
    return "repcount.csv", f"{REPCOUNT_HEADER}\n{row}\n".encode()


def heaviest_of(house: House, app: str) -> int:
    """In grams, of what is stored."""
    sessions = (one.keyed.session for one in open_store(house.data).sessions())
    return max(done.load or 0 for each in sessions if each.source == app for done in each.sets)


def test_the_answer_for_one_app_leaves_the_confirmed_unit_of_another_alone(
    house: House, visitor: Visitor, log: Path, tmp_path: Path
) -> None:
    visitor.drop_log(log)
    visitor.post("/keep")
    yesterday = strong_row(TODAY - timedelta(days=1), "140.0")
    newer = strong_file(tmp_path / "newer.csv", [*log.read_text().splitlines()[1:], yesterday])
    assert went_to(visitor.drop((newer.name, newer.read_bytes()), repcount_file())) == "/unit"
    page = text_of(visitor.get("/unit"))
    assert "repcount.csv from RepCount does not say" in page
    assert "Squat: 225 on" in page
    assert "newer.csv" not in page
    assert "Deadlift" not in page
    assert went_to(visitor.post("/unit", {"unit": "lb"})) == "/when"
    visitor.post("/keep")
    assert open_store(house.data).confirmed_units() == {"strong": MassUnit.KG, "repcount": MassUnit.LB}
    assert heaviest_of(house, "strong") == 140_000
    assert heaviest_of(house, "repcount") == 102_058  # 225 x 453.59237 g


def test_each_app_is_asked_of_for_itself_and_may_be_answered_differently(
    house: House, visitor: Visitor, log: Path
) -> None:
    """Of Strong first, whose training is older. Its answer, sent twice, is none for RepCount."""
    visitor.drop(repcount_file(), (log.name, log.read_bytes()))
    assert f"{log.name} from Strong does not say" in text_of(visitor.get("/unit"))
    assert 'name="format" value="strong"' in visitor.get("/unit").text
    for _ in range(2):
        assert went_to(visitor.post("/unit", {"unit": "kg", "format": "strong"})) == "/unit"
        assert "repcount.csv from RepCount does not say" in text_of(visitor.get("/unit"))
    assert went_to(visitor.post("/unit", {"unit": "lb", "format": "repcount"})) == "/when"
    visitor.post("/keep")
    assert open_store(house.data).confirmed_units() == {"strong": MassUnit.KG, "repcount": MassUnit.LB}
    assert (heaviest_of(house, "strong"), heaviest_of(house, "repcount")) == (130_000, 102_058)


def test_several_files_of_one_app_are_asked_of_at_once(visitor: Visitor, log: Path) -> None:
    later = f"{STRONG_HEADER}\n{strong_row(TODAY - timedelta(days=1), '150.0')}\n".encode()
    visitor.drop((log.name, log.read_bytes()), ("later.csv", later))
    page = text_of(visitor.get("/unit"))
    assert f"{log.name} and later.csv from Strong do not say" in page
    assert "Deadlift (Barbell): 150.0 on" in page
    assert went_to(visitor.post("/unit", {"unit": "kg"})) == "/when"


def test_every_app_is_called_by_its_name() -> None:
    apps = {support.format: support.app for support in all_supports()}
    assert first_minute.UNIT_APPS.items() <= apps.items()


def test_several_files_are_one_log_and_the_same_one_twice_counts_once(visitor: Visitor, log: Path) -> None:
    later = f"{STRONG_HEADER}\n{strong_row(TODAY - timedelta(days=1), '90.0')}\n".encode()
    visitor.drop((log.name, log.read_bytes()), (log.name, log.read_bytes()), ("later.csv", later))
    visitor.post("/unit", {"unit": "kg"})
    page = text_of(visitor.get("/when"))
    assert f"{SETS_OF_THE_LOG + 1} sets" in page
    assert "was given twice and is counted once" in page


def test_a_file_that_cannot_be_read_is_named_beside_those_that_can(visitor: Visitor, log: Path) -> None:
    visitor.drop((log.name, log.read_bytes()), ("holiday.jpg", b"\xff\xd8\xff\xe0 not a log"))
    visitor.post("/unit", {"unit": "kg"})
    page = text_of(visitor.get("/when"))
    assert f"{SETS_OF_THE_LOG} sets" in page
    assert "holiday.jpg" in page


def test_a_record_that_was_set_aside_is_there_with_its_line_and_reason(visitor: Visitor, tmp_path: Path) -> None:
    rows = [strong_row(JUMP_DAY, "100.0"), strong_row(JUMP_DAY, "abc", order=2)]
    visitor.drop_log(strong_file(tmp_path / "strong.csv", rows))
    page = text_of(visitor.get("/when"))
    assert "1 record set aside" in page
    assert "strong.csv, line 3: A number is needed in the column “Weight”, and the file has “abc”." in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("note.txt", b"my back hurts"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ("book.xlsx", b"PK\x03\x04 a spreadsheet"),
        ("export.zip", b"PK\x05\x06" + b"\0" * 18),
        ("nul.csv", b"\0" * 100),
        ("header.csv", f"{STRONG_HEADER}\n".encode()),
        ("bank.csv", b"Date,Amount\n2026-01-01,100\n"),
        ("page.html", b"<html><script>alert(1)</script></html>"),
        ("utf16.csv", "Datum;Betrag\n".encode("utf-16")),
        ("../../etc/passwd", b"root:x:0:0"),
        ("a" * 5000 + ".csv", b"x"),
        ('"><b>.csv', b"x"),
        ("\u202ecsv.exe", b"x"),
    ],
    ids=lambda each: each[:12] if isinstance(each, str) else "",
)
def test_what_is_no_log_is_said_in_a_sentence_on_the_first_page(visitor: Visitor, name: str, content: bytes) -> None:
    answer = visitor.drop((name, content))
    assert answer.status_code == 422
    [said] = re.findall(r'role="alert">(.*?)</p>', answer.text, re.DOTALL)
    assert len(text_of(said).split()) >= 5
    assert "Traceback" not in answer.text
    assert "<b>" not in said
    assert visitor.get("/when").headers["location"] == "/"


def test_after_a_wrong_file_the_right_one_is_taken(visitor: Visitor, log: Path) -> None:
    visitor.drop(("note.txt", b"my back hurts"))
    assert visitor.drop_log(log).headers["location"] == "/when"


def test_a_file_of_a_zone_ahead_of_ours_is_read_up_to_tomorrow(visitor: Visitor, tmp_path: Path) -> None:
    rows = [strong_row(TODAY + timedelta(days=ahead), "100.0") for ahead in (0, 1, 2)]
    visitor.drop_log(strong_file(tmp_path / "strong.csv", rows))
    page = text_of(visitor.get("/when"))
    assert "2 sessions" in page
    assert "1 record set aside" in page


def test_a_new_file_takes_the_place_of_the_one_before_and_of_all_that_was_said_of_it(
    with_a_log: Visitor, tmp_path: Path
) -> None:
    with_a_log.drop_log(strong_file(tmp_path / "other.csv", [strong_row(JUMP_DAY, "50.0")]))
    assert "1 session" in text_of(with_a_log.get("/when"))
    assert 'aria-pressed="true"' not in with_a_log.get("/when").text


def test_begin_anew_forgets_what_is_in_hand(with_a_log: Visitor) -> None:
    assert went_to(with_a_log.post("/leave")) == "/"
    assert with_a_log.get("/when").headers["location"] == "/"


# The day


@pytest.fixture
def asked_for_the_day(visitor: Visitor, log: Path) -> Visitor:
    visitor.drop_log(log)
    return visitor


@pytest.mark.parametrize(
    "said", ["", "yesterday", "31.05.2026", "2026-02-30", "2026-13-01", "99999-01-01", "-1", "\0", "2026-07-16'--"]
)
@pytest.mark.parametrize("field", ["day", "typed"])
def test_what_is_no_day_is_said_and_asked_again(asked_for_the_day: Visitor, field: str, said: str) -> None:
    answer = asked_for_the_day.post("/when", {field: said})
    assert answer.status_code == 422
    assert first_minute.NOT_A_DAY in text_of(answer)


def test_a_day_to_come_is_refused(asked_for_the_day: Visitor) -> None:
    assert went_to(asked_for_the_day.post("/when", {"day": (TODAY + timedelta(days=1)).isoformat()})) == "/check-in"
    answer = asked_for_the_day.post("/when", {"day": (TODAY + timedelta(days=2)).isoformat()})
    assert answer.status_code == 422
    assert first_minute.DAY_TO_COME in text_of(answer)


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-14", "1969-12-31", "2026-01-04"])
def test_a_day_before_the_first_training_is_said_and_not_taken(asked_for_the_day: Visitor, day: str) -> None:
    answer = asked_for_the_day.post("/when", {"day": day})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'aria-pressed="true"' not in asked_for_the_day.get("/when").text


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-14", "1969-12-31"])
def test_without_a_log_a_day_long_ago_ends_in_no_fault(visitor: Visitor, day: str) -> None:
    visitor.post("/no-log", {"which_lift": "Deadlift", "new": "yes"})
    assert visitor.post("/when", {"day": day}).status_code in (303, 422)
    assert visitor.get("/answer").status_code in (200, 303)
    assert visitor.get("/check-in").status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "1990-06-01", "2026-07-18"])
def test_how_long_it_hurts_by_the_named_day_is_something_that_can_be_sent_back(visitor: Visitor, day: str) -> None:
    """The field is filled in for the person; what stands in it must be understood as it stands."""
    visitor.post("/no-log", {"which_lift": "Deadlift"})
    if visitor.post("/when", {"day": day}).status_code != 303:
        return
    visitor.post("/check-in/pain", {"pain": "2"})
    visitor.post("/check-in/emergency", {"said": "none"})
    [filled] = re.findall(r'name="duration"[^>]* value="(\d*)"', visitor.get("/check-in").text)
    sent = visitor.post("/check-in/symptoms", {"said": "none", "duration": filled, "duration_unit": "days"})
    assert went_to(sent) == "/check-in"


@pytest.mark.parametrize(
    "month",
    ["2026-07", "2026-01", "1999-12", "0001-01", "9999-12", "9999-11", "", "2026", "2026-13", "x", "2026-07-01"],
)
def test_the_calendar_turns_to_any_month_and_to_none_that_is_not(asked_for_the_day: Visitor, month: str) -> None:
    page = asked_for_the_day.get(f"/when?month={month}")
    part = asked_for_the_day.get(f"/when/calendar?month={month}", **{"hx-request": "true"})
    assert (page.status_code, part.status_code) == (200, 200)
    assert "<html" not in part.text
    assert part.text.strip() in page.text


def test_the_calendar_shows_the_days_with_training_and_none_to_come(asked_for_the_day: Visitor) -> None:
    sheet = asked_for_the_day.get("/when/calendar?month=2026-07").text
    assert f'aria-label="{first_minute.calendar_day(JUMP_DAY, trained=True)}"' in sheet
    assert f'aria-label="{first_minute.calendar_day(TODAY, trained=False)}"' in sheet
    disabled = re.findall(r'value="(2026-07-\d\d)" disabled', sheet)
    assert disabled == [f"2026-07-{day}" for day in range(TODAY.day + 1, 32)]
    assert "month=2026-08" not in sheet


def test_days_of_which_the_notes_speak_are_offered(visitor: Visitor, tmp_path: Path) -> None:
    noted = strong_row(JUMP_DAY, "100.0").replace('0,0,"",', '0,0,"lower back pain",')
    visitor.drop_log(strong_file(tmp_path / "strong.csv", [strong_row(JUMP_DAY - timedelta(days=4), "100.0"), noted]))
    page = visitor.get("/when")
    assert first_minute.WHEN_CANDIDATES in text_of(page)
    assert f'value="{JUMP_DAY}"' in page.text
    assert went_to(visitor.post("/when", {"day": JUMP_DAY.isoformat()})) == "/check-in"


def test_with_a_fresh_check_in_the_day_leads_straight_to_the_answer(with_a_log: Visitor) -> None:
    with_a_log.check_in(Said())
    assert went_to(with_a_log.post("/when", {"day": JUMP_DAY.isoformat()})) == "/answer"
    with_a_log.check_in(Said(left_open=["emergency"]))
    assert went_to(with_a_log.post("/when", {"day": JUMP_DAY.isoformat()})) == "/check-in"


@pytest.mark.parametrize("path", ["/when", "/unit", "/answer"])
def test_without_anything_in_hand_every_page_leads_to_the_first(visitor: Visitor, path: str) -> None:
    assert went_to(visitor.get(path)) == "/"


def test_without_anything_in_hand_no_day_is_taken(visitor: Visitor) -> None:
    visitor.post("/when", {"day": JUMP_DAY.isoformat()})
    visitor.post("/when", {"day": "cannot-say"})
    assert went_to(visitor.get("/answer")) == "/"


# Without a log


def test_six_answers_lead_to_an_answer(visitor: Visitor) -> None:
    said: dict[str, str | list[str]] = {"which_lift": "Deadlift", "new": "no", "heavier": "yes", "after_a_break": "yes"}
    assert went_to(visitor.post("/no-log", said)) == "/when"
    visitor.post("/when", {"day": "cannot-say"})
    answer = text_of(visitor.check_in(Said()))
    assert "Your answer" in answer or "you answered" in answer.lower() or "your own answers" in answer
    assert "What you lifted. No log was read" in answer


def test_nothing_said_is_not_nothing_different(visitor: Visitor) -> None:
    """Six questions, none of them answered: that is not known, and not as usual."""
    visitor.post("/no-log", {})
    visitor.post("/when", {"day": "cannot-say"})
    answer = text_of(visitor.check_in(Said()))
    assert "nothing was different" not in answer


def test_a_very_long_name_of_a_lift_is_cut(visitor: Visitor) -> None:
    visitor.post("/no-log", {"which_lift": "x" * 100_000, "heavier": "yes"})
    visitor.post("/when", {"day": "cannot-say"})
    assert "x" * 201 not in visitor.get("/answer").text


# What is kept


def test_on_the_whole_way_no_training_is_stored_and_no_file_is_left(
    house: House, with_a_log: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(tmp_path.rglob("*"))
    with_a_log.check_in(Said())
    with_a_log.get("/report")
    assert (len(house.check_ins), house.stored_sets) == (2, 0)
    assert {each.name for each in set(tmp_path.rglob("*")) - before} <= {
        "lumbar.db",
        "lumbar.db-wal",
        "lumbar.db-shm",
        "data",
    }
    assert open_store(house.data).files() == []
    assert open_store(house.data).quarantine() == []
    assert open_store(house.data).confirmed_units() == {}


def test_nothing_is_written_at_all_before_the_first_answer_about_the_back(
    house: House, visitor: Visitor, log: Path
) -> None:
    visitor.drop_log(log)
    visitor.post("/when", {"day": JUMP_DAY.isoformat()})
    for path in ("/", "/when", "/answer", "/check-in", "/report", "/phone"):
        visitor.get(path)
    assert not house.data.exists()


def test_a_dropped_file_is_let_go_of_as_soon_as_its_unit_is_known(visitor: Visitor, log: Path) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("open files are counted on Linux")
    visitor.get("/")
    before = set(Path("/proc/self/fd").iterdir())
    visitor.drop((log.name, log.read_bytes()))
    visitor.post("/unit", {"unit": "kg"})
    assert set(Path("/proc/self/fd").iterdir()) <= before


def test_keep_my_log_stores_every_set_once(house: House, with_a_log: Visitor) -> None:
    with_a_log.check_in(Said())
    assert first_minute.KEEP_BUTTON in text_of(with_a_log.get("/answer"))
    assert went_to(with_a_log.post("/keep")) == "/answer"
    page = text_of(with_a_log.get("/answer"))
    assert f"{SETS_OF_THE_LOG} new sets in 43 sessions" in page
    assert first_minute.KEEP_BUTTON not in page
    assert "new sets" not in text_of(with_a_log.get("/answer")), "said once"
    assert house.stored_sets == SETS_OF_THE_LOG
    assert open_store(house.data).confirmed_units() == {"strong": MassUnit.KG}
    with_a_log.post("/keep")
    assert house.stored_sets == SETS_OF_THE_LOG


def test_what_the_web_kept_the_command_line_does_not_store_again(
    house: House, with_a_log: Visitor, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_a_log.post("/keep")
    assert run(["--data", str(house.data), "import", str(log), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["added"], told["already_there"]) == (0, SETS_OF_THE_LOG)
    assert house.stored_sets == SETS_OF_THE_LOG
    assert len(open_store(house.data).files()) == 1


def test_what_the_command_line_stored_is_there_at_the_next_look(house: House, visitor: Visitor, log: Path) -> None:
    assert first_minute.STORED_TITLE not in text_of(visitor.get("/"))
    assert run(["--data", str(house.data), "import", str(log), "--unit", "kg"]) == 0
    assert first_minute.STORED_TITLE in text_of(visitor.get("/"))
    assert f"{SETS_OF_THE_LOG} sets" in text_of(visitor.get("/when"))


def test_with_a_stored_log_another_browser_needs_no_file(house: House, with_a_log: Visitor) -> None:
    with_a_log.check_in(Said())
    with_a_log.post("/keep")
    tomorrow = house.visitor()
    assert "You came back" in text_of(tomorrow.get("/answer")) or report.CHANGED_TITLE in text_of(
        tomorrow.get("/answer")
    )


# The made person


def test_the_made_person_is_a_tap_away_and_said_to_be_made(house: House, visitor: Visitor) -> None:
    assert went_to(visitor.post("/made-person")) == "/answer"
    page = text_of(visitor.get("/answer"))
    assert report.MADE_PERSON in page
    assert "TRAIN" in page
    assert report.MADE_PERSON in text_of(visitor.get("/report"))


def test_nothing_of_the_made_person_is_ever_stored(house: House, visitor: Visitor) -> None:
    visitor.post("/made-person")
    assert first_minute.KEEP_BUTTON not in text_of(visitor.get("/answer"))
    visitor.post("/keep")
    visitor.post("/when", {"day": (DEMO_TODAY - timedelta(days=3)).isoformat()})
    visitor.check_in(Said(yes=[Question.SADDLE_NUMBNESS]))
    visitor.post("/leave")
    assert not house.data.exists()


def test_the_made_person_does_not_see_what_the_real_one_told_and_the_real_one_not_what_the_made_one_did(
    house: House, with_a_log: Visitor
) -> None:
    with_a_log.check_in(Said(pain=9, yes=[Question.SADDLE_NUMBNESS]))
    with_a_log.post("/made-person")
    page = text_of(with_a_log.get("/answer"))
    assert "CALL NOW" not in page
    assert "If nobody has looked at it since" not in page
    with_a_log.check_in(Said(pain=1))
    assert {each.report.pain for each in house.check_ins} == {Nprs(9)}
    with_a_log.post("/leave")
    assert house.check_ins[-1].disposition is Disposition.EMERGENCY
    assert "CALL NOW" in text_of(with_a_log.get("/answer"))


def test_after_the_made_person_an_own_log_is_the_real_persons_again(house: House, visitor: Visitor, log: Path) -> None:
    visitor.post("/made-person")
    visitor.drop_log(log)
    visitor.post("/when", {"day": JUMP_DAY.isoformat()})
    answer = visitor.check_in(Said(pain=1))
    assert report.MADE_PERSON not in text_of(answer)
    assert [each.report.on for each in house.check_ins] == [TODAY, TODAY]


def test_started_with_the_demo_every_browser_begins_with_the_made_person_and_can_leave(
    tmp_path: Path, house: House
) -> None:
    demo = House(create_app(tmp_path / "demo", TickingClock(), demo=True), tmp_path / "demo", house.runner)
    visitor = demo.visitor()
    assert went_to(visitor.get("/")) == "/answer"
    assert report.MADE_PERSON in text_of(visitor.get("/answer"))
    assert went_to(visitor.post("/leave")) == "/"
    assert first_minute.DROP_TITLE in text_of(visitor.get("/"))
    assert not demo.data.exists()


# The look


def test_unit_and_look_are_changed_where_one_is_and_stay(with_a_log: Visitor) -> None:
    with_a_log.check_in(Said())
    assert "130 kg" in text_of(with_a_log.get("/answer"))
    assert went_to(with_a_log.post("/look", {"unit": "lb", "back_to": "/answer"})) == "/answer"
    assert "286.6 lb" in text_of(with_a_log.get("/answer"))  # 130 / 0.45359237 = 286.60
    with_a_log.post("/look", {"theme": "light", "back_to": "/answer"})
    page = with_a_log.get("/answer")
    assert 'data-theme="light"' in page.text
    assert "286.6 lb" in text_of(page)


@pytest.mark.parametrize("theme", ["blue", "", '"><script>'])
def test_a_look_nobody_knows_changes_nothing(visitor: Visitor, theme: str) -> None:
    visitor.post("/look", {"theme": theme, "unit": theme, "back_to": "/"})
    assert "data-theme" not in visitor.get("/").text


def test_a_sheet_of_minutes_is_kept_until_another_is_chosen(with_a_log: Visitor) -> None:
    with_a_log.check_in(Said())
    part = with_a_log.get("/session?minutes=30", **{"hx-request": "true"})
    assert "<html" not in part.text
    assert re.search(r'value="30" aria-pressed="true"', part.text)
    assert re.search(r'value="30" aria-pressed="true"', with_a_log.get("/answer").text)
    assert went_to(with_a_log.get("/session?minutes=90")) == "/answer#session"
    assert re.search(r'value="90" aria-pressed="true"', with_a_log.get("/answer").text)
    with_a_log.get("/session?minutes=17")
    assert re.search(r'value="90" aria-pressed="true"', with_a_log.get("/answer").text)


# The report, and the store that cannot be read


def test_the_report_is_one_file_to_save_under_a_name_with_its_day(with_a_log: Visitor) -> None:
    answer = with_a_log.get("/report")
    assert answer.headers["content-disposition"] == f'attachment; filename="lumbar-report-{TODAY}.html"'
    assert "<script" not in answer.text


def test_a_store_that_cannot_be_read_is_one_sentence_on_every_page(house: House, visitor: Visitor, log: Path) -> None:
    house.data.mkdir()
    (house.data / "lumbar.db").write_bytes(b"this is no database" * 100)
    for path in ("/", "/answer", "/check-in", "/phone"):
        answer = visitor.get(path)
        assert answer.status_code in (200, 422), (path, answer.status_code)
        assert "Traceback" not in answer.text
    answer = visitor.post("/check-in/pain", {"pain": "3"})
    assert answer.status_code == 422
    assert "lumbar.db" in text_of(answer)
    assert visitor.drop((log.name, log.read_bytes())).status_code == 422


def test_the_day_of_the_pages_is_the_day_of_the_clock(tmp_path: Path, house: House) -> None:
    """Whoever leaves the page open over midnight is asked anew for the new day."""
    clock = TickingClock(NOW.replace(hour=23, minute=59, second=50))
    late = House(create_app(tmp_path / "late", clock), tmp_path / "late", house.runner)
    visitor = late.visitor(OURS)
    visitor.post("/check-in/pain", {"pain": "3"})
    clock.instant += timedelta(minutes=5)
    assert 'action="/check-in/pain"' in visitor.get("/check-in").text
    visitor.check_in(Said(pain=5))
    journal = open_journal(late.data).check_ins()
    assert [each.report.on for each in journal] == [TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=1)]
