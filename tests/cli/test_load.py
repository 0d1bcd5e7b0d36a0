from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Ended, Lumbar
from tests.cli.made_logs import JUMP_DAY, half_a_year_then_a_jump, strong_file, strong_row
from tests.made_training import MONDAY

COLUMNS = "day,load,acute,chronic,acwr_ewma,acwr_coupled,acwr_uncoupled,monotony,strain,spinal_exposure"


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """60, 100 and 100 kg for five every fourth day from 5 January to 18 June, then 130 kg on 16 July."""
    return half_a_year_then_a_jump(tmp_path / "strong.csv")


def test_the_table_has_the_columns_of_the_contract_and_a_row_for_every_day(
    lumbar: Lumbar, log: Path, tmp_path: Path
) -> None:
    """5 x (60 + 100 + 100) = 1,300 on a training day; from 5 January to 16 July are 193 days."""
    table = tmp_path / "load.csv"
    ended = lumbar("load", log, "--unit", "kg", "--csv", table)
    assert ended.code == 0
    assert " ".join(ended.out.split()) == f"Wrote {table}: 193 days, a row each."
    text = table.read_text(encoding="utf-8")
    assert text.splitlines()[0] == COLUMNS
    rows = rows_of(text)
    assert [row["load"] for row in rows[:6]] == ["1300", "0", "0", "0", "1300", "0"]
    assert (len(rows), rows[-1]["day"], rows[-1]["load"]) == (193, JUMP_DAY.isoformat(), "1950")


def test_no_ratio_stands_before_day_28_and_the_plain_ones_are_as_worked_out_by_hand(lumbar: Lumbar, log: Path) -> None:
    """
    Every fourth day: on day 29 seven days hold days 25 and 29, 2 x 1,300, and 28 days hold seven, 7 x 1,300, so the
    coupled ratio is (2/7) / (7/28) = 8/7; the 21 days before hold five: (2/7) / (5/21) = 6/5.
    """
    rows = rows_of(lumbar("load", log, "--unit", "kg", "--csv", "-").out)
    assert {row["acwr_ewma"] + row["acwr_coupled"] + row["acwr_uncoupled"] + row["acute"] for row in rows[:27]} == {""}
    assert all(rows[27][name] for name in ("acwr_ewma", "acwr_coupled", "acwr_uncoupled", "acute", "chronic"))
    assert float(rows[28]["acwr_coupled"]) == pytest.approx(8 / 7)
    assert float(rows[28]["acwr_uncoupled"]) == pytest.approx(6 / 5)


def test_a_week_without_load_has_a_ratio_of_0_and_a_monotony_that_is_undefined(lumbar: Lumbar, log: Path) -> None:
    """On 15 July the last training was 27 days ago: the last of the 28 days holds it, the last seven hold none."""
    rows = {row["day"]: row for row in rows_of(lumbar("load", log, "--unit", "kg", "--csv", "-").out)}
    row = rows["2026-07-15"]
    assert (row["acwr_coupled"], row["acwr_uncoupled"], row["monotony"], row["strain"]) == ("0.0", "0.0", "", "")


def test_from_and_to_cut_the_table_and_change_no_figure(lumbar: Lumbar, log: Path) -> None:
    whole = lumbar("load", log, "--unit", "kg", "--csv", "-").out.splitlines()
    part = lumbar(
        "load", log, "--unit", "kg", "--from", "2026-03-01", "--to", "2026-03-31", "--csv", "-"
    ).out.splitlines()
    begins = next(number for number, line in enumerate(whole) if line.startswith("2026-03-01"))
    assert part == [whole[0], *whole[begins : begins + 31]]


def test_days_of_rest_after_the_last_training_are_there_when_they_are_asked_for(lumbar: Lumbar, log: Path) -> None:
    rows = rows_of(lumbar("load", log, "--unit", "kg", "--on", "2026-07-20", "--csv", "-").out)
    assert [(row["day"], row["load"]) for row in rows[-2:]] == [("2026-07-19", "0"), ("2026-07-20", "0")]


def test_the_answer_in_json_is_one_object_with_the_same_days(lumbar: Lumbar, log: Path, tmp_path: Path) -> None:
    table = tmp_path / "load.csv"
    answer = lumbar("load", log, "--unit", "kg", "--json", "--csv", table).json
    assert (answer["from"], answer["to"], answer["monotony_sd"]) == ("2026-01-05", "2026-07-16", "sample")
    assert answer["log"]["files"][0]["unit_from"] == "confirmed"
    assert answer["csv"] == str(table)
    for row, day in zip(rows_of(table.read_text()), answer["days"], strict=True):
        assert [row[name] for name in COLUMNS.split(",")[2:]] == [
            "" if day[name] is None else repr(day[name]) for name in COLUMNS.split(",")[2:]
        ]
    assert answer["days"][0]["acwr_ewma"] is None
    assert answer["strength"][0]["exercise"] == "Deadlift"
    assert answer["hard_sets"][-1]["sets"]["glutes"] == 3
    assert any("no ratio of loads predicts pain" in note["text"] for note in answer["notes"])


def test_the_terminal_answer_fits_80_columns_and_says_what_the_figures_are_not(lumbar: Lumbar, log: Path) -> None:
    ended = lumbar("load", log, "--unit", "kg", "--to", "2026-06-18")
    assert ended.code == 0
    assert max(len(line) for line in ended.out.splitlines()) <= 80
    said = " ".join(ended.out.split())
    assert "This week is 1.0 times your usual. That alone does not mean injury." in said
    assert "no ratio of loads predicts pain" in said
    assert "the sample SD" in said
    assert "Deadlift: about 1" in said
    assert not {"risk", "danger", "sweet spot", "safe"} & {word.strip(".,:;") for word in said.lower().split()}


def test_what_was_imported_is_looked_at_without_naming_a_file(lumbar: Lumbar, log: Path) -> None:
    lumbar("import", log, "--unit", "kg")
    stored = lumbar("load", "--csv", "-")
    assert (stored.code, stored.out) == (0, lumbar("load", log, "--unit", "kg", "--csv", "-").out)


def test_a_body_weight_changes_what_the_back_was_asked_and_no_load(lumbar: Lumbar, log: Path) -> None:
    light, heavy = (
        rows_of(lumbar("load", log, "--unit", "kg", "--bodyweight", kg, "--csv", "-").out)[0] for kg in ("60", "90")
    )
    assert light["load"] == heavy["load"]
    assert float(light["spinal_exposure"]) < float(heavy["spinal_exposure"])


def test_a_log_of_one_day_has_a_table_and_no_week(lumbar: Lumbar, tmp_path: Path) -> None:
    log = strong_file(tmp_path / "strong.csv", [strong_row(MONDAY, "100")])
    said = " ".join(lumbar("load", log, "--unit", "kg").out.split())
    assert "Your log has 1 day up to 5 Jan 2026: less than a week" in said
    (row,) = rows_of(lumbar("load", log, "--unit", "kg", "--csv", "-").out)
    assert (row["load"], row["acute"]) == ("500", "")


def test_a_record_that_was_set_aside_ends_with_3(lumbar: Lumbar, tmp_path: Path) -> None:
    log = strong_file(tmp_path / "strong.csv", [strong_row(MONDAY, "100"), strong_row(MONDAY, "-5", order=2)])
    ended = lumbar("load", log, "--unit", "kg", "--csv", tmp_path / "load.csv")
    assert ended.code == 3
    assert "set aside" in ended.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--from", "2026-03-02", "--to", "2026-03-01"), "--from 2026-03-02 is later than --to 2026-03-01"),
        (("--from", "2026-07-17"), "--from 2026-07-17 is later than 2026-07-16, where the table ends"),
        (("--to", "2999-01-01"), "--to 2999-01-01 is a day to come"),
        (("--json", "--csv", "-"), "would both write to stdout"),
        (("--from", "yesterday"), "write it as 2026-05-31"),
        (("--bodyweight", "7"), "bodyweight"),
    ],
)
def test_what_cannot_be_asked_ends_with_2_and_says_why(
    lumbar: Lumbar, log: Path, options: tuple[str, ...], said: str
) -> None:
    ended = lumbar("load", log, "--unit", "kg", *options)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def assert_one_line(ended: Ended) -> None:
    assert (ended.code, ended.out, len(ended.said_lines)) == (4, "", 1)


def test_what_cannot_be_used_ends_with_4_in_one_line(lumbar: Lumbar, log: Path, tmp_path: Path) -> None:
    assert_one_line(lumbar("load", log, "--unit", "kg", "--to", "2025-01-01"))
    assert_one_line(lumbar("load"))
    assert_one_line(lumbar("load", tmp_path / "nowhere.csv"))
    assert_one_line(lumbar("load", log, "--unit", "kg", "--csv", tmp_path / "no" / "such.csv"))


def loaded_by(*arguments: str) -> set[str]:
    """Which packages a fresh process has loaded once the command has ended."""
    code = (
        "import sys; from lumbar.cli.app import run; run(sys.argv[1:]); "
        "print('LOADED', *{name.partition('.')[0] for name in sys.modules})"
    )
    ended = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return set(ended.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("json", [(), ("--json",)], ids=["text", "json"])
def test_only_what_shows_the_table_loads_what_makes_it(log: Path, tmp_path: Path, json: tuple[str, ...]) -> None:
    """``why`` has to answer in a second."""
    about = (str(log), "--unit", "kg", "--data", str(tmp_path / "data"), *json)
    assert loaded_by("why", *about).isdisjoint({"polars", "scipy", "ezc3d", "pyarrow", "pandas"})
    by_load = loaded_by("load", *about)
    assert "polars" in by_load
    assert by_load.isdisjoint({"scipy", "ezc3d", "pyarrow", "pandas", "sqlalchemy"})


def test_rated_sessions_give_the_week_by_session_rpe(lumbar: Lumbar, tmp_path: Path) -> None:
    """Three sessions in the last seven days: 7 x 60, 8 x 60 and 6 x 50 are 1,200 in all; a rest day is 0."""
    log = tmp_path / "log.txt"
    days = {"2026-05-18": "rpe 7, 60 min", "2026-05-20": "rpe 8, 60 min", "2026-05-22": "rpe 6, 50 min"}
    weeks = "".join(f"2026-05-{day:02}\nsession: rpe 7, 60 min\nsquat 3x5 @ 60 kg\n\n" for day in (4, 6, 11))
    log.write_text(weeks + "".join(f"{day}\nsession: {said}\nsquat 3x5 @ 60 kg\n\n" for day, said in days.items()))
    answer = lumbar("load", log, "--json").json
    assert answer["session_rpe_week"]["load"] == 1200
    assert {each["day"]: each["session_rpe_load"] for each in answer["days"]}["2026-05-19"] == 0
    assert "By your own ratings" in lumbar("load", log).out


def test_the_last_day_there_is_is_a_day(lumbar: Lumbar, tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    log.write_text("2026-05-04\nsquat 3x5 @ 60 kg\n")
    assert lumbar("load", log, "--on", "9999-12-31", "--to", "2026-05-04", "--json").code == 0


def test_a_guessed_unit_is_told_beside_a_table_on_stdout(lumbar: Lumbar, log: Path) -> None:
    ended = lumbar("load", log, "--csv", "-")
    assert ended.out.startswith("day,load,")
    assert ended.err == "" or "kg" in ended.err
