"""Checking in: the screens on scripted input, then the command as the shell runs it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.cli.conftest import Ended, Lumbar
from tests.fakes.check_ins import noted
from tests.fakes.made_rulebook import RULEBOOK

from lumbar import wiring
from lumbar.cli.check_in_screens import Chosen, Screen, ask_in_screens, days_typed, numbers_typed
from lumbar.core.athlete import Sex
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.disposition import Disposition
from lumbar.core.triage.questions import (
    CAUDA_EQUINA,
    CONTEXT,
    COURSE,
    EMERGENCY_GROUP,
    INFLAMMATORY,
    SYMPTOMS,
    Answer,
    Question,
)
from lumbar.machine_clock import zone_of_the_machine
from lumbar.usecases.check_in_steps import Entered
from lumbar.usecases.ports import CheckIn
from lumbar.wording import check_in as words
from lumbar.wording.triage import CONTEXT_TITLE, EMERGENCY_TITLE, INFLAMMATORY_TITLE, question_text

MONDAY = date(2026, 3, 2)
STOP = "stop"


@dataclass
class ScriptedWindow:
    """Types what the script says, and then nothing more: to be asked once more is an error."""

    script: list[str]
    screens: list[Screen] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def show(self, screen: Screen) -> None:
        self.screens.append(screen)

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def ask(self, prompt: str) -> str:  # noqa: ARG002  what is typed does not depend on it
        typed = self.script.pop(0)
        if typed == STOP:
            raise KeyboardInterrupt
        return typed

    @property
    def titles(self) -> list[str]:
        return [screen.title for screen in self.screens]


def asked(*script: str, before: Sequence[CheckIn] = ()) -> tuple[Entered, ScriptedWindow]:
    """What was entered when these were typed one after the other; all of them are used."""
    window = ScriptedWindow(list(script))
    *_, entered = ask_in_screens(Entered(MONDAY), window, before=before)
    assert window.script == [], "not everything of the script was asked for"
    return entered, window


KNOWN = noted(
    "2026-02-01T20:00+01:00",
    pain=3,
    age=41,
    sex=Sex.FEMALE,
    answers=dict.fromkeys(CONTEXT, Answer.NO) | {Question.DIABETES: Answer.YES},
)
"""An earlier check-in in which all of the context was told."""

ALL_NO = dict.fromkeys((*EMERGENCY_GROUP, *SYMPTOMS, *COURSE, *CONTEXT), Answer.NO)


def test_a_condition_told_before_counts_with_an_urgent_answer() -> None:
    """Cancer was told in February; today a foot is hard to lift, and nothing more is asked."""
    told = {**KNOWN.report.answers, Question.CANCER_HISTORY: Answer.YES}
    ill = replace(KNOWN, report=replace(KNOWN.report, answers=told))
    entered, _ = asked("4", "8", before=[ill])
    assert entered.report().says_yes(Question.CANCER_HISTORY)
    assert entered.report().answer(Question.KNOWN_OSTEOPOROSIS) is Answer.UNKNOWN, "an earlier no is not today's"


def test_no_pain_after_an_urgent_answer_shows_the_whole_list() -> None:
    urgent = replace(noted("2026-02-09T20:00+01:00", pain=0), disposition=Disposition.EMERGENCY)
    entered, _ = asked("0", "1", "n", before=[KNOWN, urgent])
    assert entered.report().says_yes(Question.SADDLE_NUMBNESS)


# How long it takes


def test_an_ordinary_sore_back_is_through_in_four_screens_with_everything_answered() -> None:
    entered, window = asked("4", "0", "0", "3 days", "0", "41", "f")
    assert len(window.screens) == 4
    assert entered.answers == ALL_NO
    assert (entered.pain, entered.duration_days, entered.age, entered.sex) == (Nprs(4), 3, 41, Sex.FEMALE)


def test_the_next_time_the_context_is_one_line_to_confirm() -> None:
    entered, window = asked("4", "0", "0", "3", "y", before=[KNOWN])
    assert len(window.screens) == 4
    assert window.screens[-1].groups == {}
    assert "41 years old, female; yes to diabetes" in window.screens[-1].lead
    assert (entered.age, entered.sex, entered.answers) == (41, Sex.FEMALE, {**ALL_NO, Question.DIABETES: Answer.YES})


def test_a_context_that_is_no_longer_right_is_asked_anew() -> None:
    entered, _ = asked("4", "0", "0", "3", "n", "1", "42", "", before=[KNOWN])
    assert (entered.age, entered.sex) == (42, Sex.UNKNOWN)
    assert [question for question in CONTEXT if entered.answers[question] is Answer.YES] == [CONTEXT[0]]


def test_no_pain_now_or_before_and_no_symptoms_is_three_screens_and_clears_the_emergency_group_alone() -> None:
    entered, window = asked("0", "y", "y", before=[KNOWN, noted("2026-02-09T20:00+01:00", pain=0)])
    assert window.titles == [words.PAIN_TITLE, words.NO_SYMPTOMS_TITLE, CONTEXT_TITLE]
    assert {entered.answers[question] for question in EMERGENCY_GROUP} == {Answer.NO}
    assert set(entered.answers) == {*EMERGENCY_GROUP, *CONTEXT}


@pytest.mark.parametrize("typed", ["", "n", "what?"])
def test_no_pain_without_a_clear_yes_shows_the_whole_list(typed: str) -> None:
    _, window = asked("0", typed, "0", "0", "", "0", "", "")
    assert window.titles[2] == EMERGENCY_TITLE


def test_no_pain_after_pain_shows_the_whole_list_at_once() -> None:
    _, window = asked("0", "0", "0", "", "y", before=[KNOWN])
    assert window.titles[1] == EMERGENCY_TITLE


# The emergency group


def test_the_emergency_group_stands_on_one_screen() -> None:
    _, window = asked("4", "1", "n")
    assert [list(group) for group in window.screens[1].groups.values()] == [
        [question_text(one) for one in EMERGENCY_GROUP]
    ]


@pytest.mark.parametrize("number", range(1, len(EMERGENCY_GROUP) + 1))
def test_a_yes_in_the_emergency_group_ends_the_asking(number: int) -> None:
    """After one of the first five it is asked whether the change is old and stable, and nothing else."""
    first_five = number <= len(CAUDA_EQUINA)
    entered, window = asked("4", str(number), *(["n"] if first_five else []))
    assert len(window.screens) == 2
    said_yes = [question for question, answer in entered.answers.items() if answer is Answer.YES]
    assert said_yes == [EMERGENCY_GROUP[number - 1]]
    assert (Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE in entered.answers) is first_five
    assert set(entered.answers) >= set(EMERGENCY_GROUP)


@pytest.mark.parametrize(("typed", "answer"), [("y", Answer.YES), ("n", Answer.NO), ("", Answer.UNKNOWN)])
def test_whether_a_change_is_old_and_stable_is_kept_as_it_was_told(typed: str, answer: Answer) -> None:
    entered, _ = asked("4", "1", typed)
    assert entered.answers[Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE] is answer


def test_enter_alone_leaves_every_question_of_the_screen_unknown_and_goes_on() -> None:
    entered, window = asked("4", "", "", "", "", "", "")
    assert len(window.screens) == 4
    assert entered.answers == {}
    assert entered.report().unknown(EMERGENCY_GROUP) == EMERGENCY_GROUP
    assert (entered.age, entered.duration_days, entered.sex) == (None, None, Sex.UNKNOWN)


# What else is noticed


def test_the_symptoms_and_the_course_stand_on_one_screen_each_of_them_once() -> None:
    grouped = [question for group in words.SYMPTOM_GROUPS.values() for question in group]
    assert sorted(grouped) == sorted((*SYMPTOMS, *COURSE))
    assert set(words.CONTEXT_NAME) == set(CONTEXT)


def test_a_number_means_the_line_it_stands_before_across_the_groups() -> None:
    """Four lines on how it began, so 5 is the first on the pain itself."""
    entered, window = asked("4", "0", "5, 30", "", "0", "", "")
    assert [len(group) for group in window.screens[2].groups.values()] == [4, 10, 5, 10, 5]
    said_yes = {question for question, answer in entered.answers.items() if answer is Answer.YES}
    assert said_yes == {Question.SHARP_PAIN, Question.IMPROVING}


@pytest.mark.parametrize(("lasted", "is_asked"), [("", False), ("90", False), ("91", True), ("4 months", True)])
def test_the_inflammatory_pattern_is_asked_after_more_than_90_days_alone(lasted: str, is_asked: bool) -> None:  # noqa: FBT001
    entered, window = asked("4", "0", "0", lasted, *(["0"] if is_asked else []), "0", "41", "")
    assert (INFLAMMATORY_TITLE in window.titles) is is_asked
    assert set(entered.answers).isdisjoint(INFLAMMATORY) is not is_asked


# What was typed


def test_what_is_not_understood_is_asked_again_and_never_taken_for_an_answer() -> None:
    typed = ["ten", "11", "4", "none", "0", "99", "0", "long", "3", "0", "old", "41", "x", "m"]
    entered, window = asked(*typed)
    assert window.said == [
        words.PAIN_AGAIN,
        words.PAIN_AGAIN,
        words.CHECKLIST_AGAIN,
        words.CHECKLIST_AGAIN,
        words.DURATION_AGAIN,
        words.AGE_AGAIN,
        words.SEX_AGAIN,
    ]
    assert entered.answers == ALL_NO
    assert (entered.age, entered.sex) == (41, Sex.MALE)


@pytest.mark.parametrize(
    ("typed", "numbers"), [("0", set()), ("3", {3}), ("1 3,5", {1, 3, 5}), (" 2;2 ", {2}), ("13.", {13})]
)
def test_numbers_may_stand_apart_in_any_way(typed: str, numbers: set[int]) -> None:
    assert numbers_typed(typed, 13) == Chosen(frozenset(numbers))


@pytest.mark.parametrize("typed", ["14", "0 3", "-1", "three", "1-3", "3x", "１４", "1e1"])
def test_numbers_that_could_mean_two_things_are_not_understood(typed: str) -> None:
    assert numbers_typed(typed, 13) is None


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("5", 5),
        ("0", 0),
        ("1 day", 1),
        ("2 weeks", 14),
        ("2W", 14),
        ("3 months", 91),
        ("2 years", 730),
        ("a week", None),
    ],
)
def test_a_length_of_time_is_understood_in_days_weeks_months_and_years(typed: str, days: int | None) -> None:
    assert days_typed(typed) == days


# Stopping


@pytest.mark.parametrize("after", range(1, 7))
def test_what_was_entered_before_stopping_is_there(after: int) -> None:
    script = ["4", "0", "5", "3 days", "0", "41", "f"]
    entered, window = Entered(MONDAY), ScriptedWindow([*script[:after], STOP])
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012
        for so_far in ask_in_screens(entered, window, before=()):
            entered = so_far
    assert entered.pain == Nprs(4)
    assert (Question.FOOT_DROP in entered.answers) is (after >= 2)
    assert (Question.SHARP_PAIN in entered.answers) is (after >= 3)
    assert (entered.duration_days == 3) is (after >= 4)
    assert (Question.PREGNANT in entered.answers) is (after >= 5)
    assert (entered.age == 41) is (after >= 6)


# The command


@pytest.fixture(autouse=True)
def _made_rulebook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "rulebook", lambda: RULEBOOK)


def stored_in(data: Path) -> Sequence[CheckIn]:
    return wiring.journal_to_read(data).check_ins()


def answers_file(path: Path, *yes: Question, **told: object) -> Path:
    """Every question answered with no but these, of a person of 41."""
    answers = dict.fromkeys(Question, "no") | dict.fromkeys(yes, "yes")
    path.write_text(json.dumps({"age": 41, "answers": answers, **told}), encoding="utf-8")
    return path


def typing(monkeypatch: pytest.MonkeyPatch, *script: str) -> Iterator[str]:
    """A person at a terminal who types this, and the prompts that are left to be asked."""
    typed = iter(script)

    def prompt(_text: str, **_how: object) -> str:
        answer = next(typed)
        if answer == STOP:
            raise KeyboardInterrupt
        return answer

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", prompt)
    return typed


def test_a_pain_alone_is_saved_at_once_and_judged_incomplete(lumbar: Lumbar, data: Path) -> None:
    ended = lumbar("check-in", "--pain", "4", "--json")
    assert ended.code == 0
    assert (ended.json["disposition"], ended.json["exercise"]) == ("incomplete", "none")
    [one] = stored_in(data)
    assert (one.report.pain, one.report.answers) == (Nprs(4), {})
    assert ended.json["check_in"] == {
        "at": ended.json["check_in"]["at"],
        "zone": one.zone,
        "on": one.report.on.isoformat(),
        "pain": 4,
    }
    assert datetime.fromisoformat(ended.json["check_in"]["at"]) == one.at


def test_a_pain_of_0_is_a_pain_that_was_told(lumbar: Lumbar, data: Path) -> None:
    assert lumbar("check-in", "--pain", "0", "--json").json["check_in"]["pain"] == 0
    assert stored_in(data)[0].report.pain == Nprs(0)


@pytest.mark.parametrize("pain", ["11", "-1", "4.5", "a lot"])
def test_a_pain_that_is_none_ends_with_2_and_stores_nothing(lumbar: Lumbar, data: Path, pain: str) -> None:
    ended = lumbar("check-in", f"--pain={pain}")
    assert (ended.code, ended.out) == (2, "")
    assert not data.exists()


def test_several_of_a_day_are_all_kept(lumbar: Lumbar, data: Path) -> None:
    for pain in ("6", "4", "4"):
        lumbar("check-in", "--pain", pain)
    assert [one.report.pain for one in stored_in(data)] == [Nprs(6), Nprs(4), Nprs(4)]


def test_a_file_of_answers_is_judged_and_saved_with_the_rules_that_held(
    lumbar: Lumbar, data: Path, tmp_path: Path
) -> None:
    file = answers_file(tmp_path / "a.json", Question.SHARP_PAIN, pain=3, duration_days=2)
    answer = lumbar("check-in", "--answers", file, "--json").json
    assert (answer["disposition"], answer["check_in"]["pain"]) == ("routine", 3)
    [one] = stored_in(data)
    assert [rule.rule for rule in one.because] == ["M2"]
    assert (one.edition, one.report.age, one.report.duration_days) == ("made", 41, 2)
    assert set(one.report.answers) == set(Question)


def test_checking_in_answers_what_the_triage_of_the_same_file_answers(lumbar: Lumbar, tmp_path: Path) -> None:
    file = answers_file(tmp_path / "a.json", Question.BLOOD_IN_URINE)
    answer = lumbar("check-in", "--answers", file, "--json").json
    verdict = lumbar("triage", file, "--json").json
    assert {key: answer[key] for key in verdict} == verdict
    assert set(answer) == {*verdict, "check_in", "decision"}


def test_the_pain_may_stand_beside_the_file(lumbar: Lumbar, data: Path, tmp_path: Path) -> None:
    assert lumbar("check-in", "--pain", "4", "--answers", answers_file(tmp_path / "a.json")).code == 0
    assert lumbar("check-in", "--pain", "4", "--answers", answers_file(tmp_path / "b.json", pain=4)).code == 0
    contrary = lumbar("check-in", "--pain", "4", "--answers", answers_file(tmp_path / "c.json", pain=5))
    assert (contrary.code, len(stored_in(data))) == (2, 2)
    assert "says pain 5" in contrary.err


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        '{"pain": 12}',
        '{"answers": {"sadle_numbness": "yes"}}',
        '{"answers": {"pregnant": "maybe"}}',
    ],
)
def test_answers_that_cannot_be_used_end_with_4_in_one_line_and_store_nothing(
    lumbar: Lumbar, data: Path, tmp_path: Path, text: str
) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    ended = lumbar("check-in", "--answers", tmp_path / "a.json")
    assert (ended.code, ended.out, len(ended.said_lines)) == (4, "", 1)
    assert lumbar("check-in", "--answers", tmp_path / "none.json", "--pain", "3").code == 4
    assert not data.exists()


def test_the_day_may_be_named_and_the_instant_stays_the_present_one(lumbar: Lumbar, data: Path) -> None:
    before = wiring.MachineClock().now()
    assert lumbar("check-in", "--pain", "4", "--on", "2026-03-02", "--json").json["check_in"]["on"] == "2026-03-02"
    [one] = stored_in(data)
    assert one.report.on == MONDAY
    assert one.at >= before


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_without_a_terminal_and_without_an_answer_it_says_what_to_give(
    lumbar: Lumbar, data: Path, options: Sequence[str]
) -> None:
    ended = lumbar("check-in", *options)
    assert (ended.code, ended.out) == (2, "")
    assert "--pain 0 to 10" in ended.err
    assert not data.exists()


def test_json_never_asks_even_at_a_terminal(lumbar: Lumbar, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch)
    assert lumbar("check-in", "--json").code == 2


# At a terminal


def test_at_a_terminal_it_asks_saves_and_shows_the_outcome_first(
    lumbar: Lumbar, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = typing(monkeypatch, "4", "0", "0", "3 days", "0", "41", "f")
    ended = lumbar("check-in")
    assert ended.code == 0
    assert list(left) == []
    [one] = stored_in(data)
    assert (one.disposition, one.report.sex, one.report.duration_days) == ("self_care", Sex.FEMALE, 3)
    assert ended.out.split("\n\n")[0].strip().startswith("Look after it yourself")
    assert "Saved: pain 4 of 10 and 63 answers." in ended.out
    assert len(ended.err.splitlines()) > len(Question) * 3 // 4, "the screens stand on stderr"
    assert max(len(line) for line in (ended.out + ended.err).splitlines()) <= 80


def test_the_next_check_in_at_a_terminal_starts_from_what_was_told(
    lumbar: Lumbar, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "4", "0", "0", "3 days", "11", "41", "f")
    lumbar("check-in")
    typing(monkeypatch, "2", "0", "0", "4 days", "y")
    ended = lumbar("check-in")
    assert "yes to diabetes" in ended.err
    first, second = stored_in(data)
    assert second.report.age == first.report.age == 41
    assert {one: second.report.answer(one) for one in CONTEXT} == {one: first.report.answer(one) for one in CONTEXT}


def test_an_emergency_answer_is_saved_and_shown_at_once(
    lumbar: Lumbar, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = typing(monkeypatch, "7", "1", "n")
    ended = lumbar("check-in")
    assert (ended.code, list(left)) == (0, [])
    assert ended.out.strip().startswith("Call now")
    assert stored_in(data)[0].disposition == "emergency"


def stopped(lumbar: Lumbar, monkeypatch: pytest.MonkeyPatch, *script: str) -> Ended:
    typing(monkeypatch, *script, STOP)
    ended = lumbar("check-in")
    assert ended.code == 130
    return ended


def test_stopping_before_the_pain_stores_nothing(lumbar: Lumbar, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Stopped." in stopped(lumbar, monkeypatch).err
    assert not data.exists()


@pytest.mark.parametrize(
    ("script", "saved"),
    [(["4"], "Saved: pain 4 of 10."), (["4", "0"], "pain 4 of 10 and 13 answers."), (["4", "0", "0"], "47 answers.")],
)
def test_stopping_after_the_pain_saves_what_was_entered_and_says_what(
    lumbar: Lumbar, data: Path, monkeypatch: pytest.MonkeyPatch, script: list[str], saved: str
) -> None:
    ended = stopped(lumbar, monkeypatch, *script)
    assert saved in ended.err
    assert ended.out == "", "nothing was asked that could be judged"
    [one] = stored_in(data)
    assert (one.report.pain, one.disposition) == (Nprs(4), "incomplete")


def test_stopping_after_an_emergency_answer_shows_the_outcome_all_the_same(
    lumbar: Lumbar, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = stopped(lumbar, monkeypatch, "7", "1")
    assert ended.out.strip().startswith("Call now")
    assert stored_in(data)[0].disposition == "emergency"


# The zone


NOW = datetime.fromisoformat("2026-03-02T20:00+05:45")


@pytest.mark.parametrize(
    ("named", "link", "zone"),
    [
        ("Asia/Kathmandu", "/usr/share/zoneinfo/Europe/Berlin", "Asia/Kathmandu"),
        (":Europe/Berlin", None, "Europe/Berlin"),
        ("/usr/share/zoneinfo/Europe/Berlin", None, "Europe/Berlin"),
        (None, "/usr/share/zoneinfo/Asia/Kathmandu", "Asia/Kathmandu"),
        (None, "../usr/share/zoneinfo/posix/Europe/Berlin", "Europe/Berlin"),
        (None, "/var/db/timezone/zoneinfo/Europe/Berlin", "Europe/Berlin"),
        (None, "/somewhere/else", "+05:45"),
        (None, None, "+05:45"),
        ("", None, "+05:45"),
        ("<+0545>-5:45", "/usr/share/zoneinfo/Europe/Berlin", "+05:45"),
        ("../../etc/passwd", None, "+05:45"),
    ],
)
def test_the_zone_is_the_machines_by_name_or_else_its_offset(
    tmp_path: Path, named: str | None, link: str | None, zone: str
) -> None:
    localtime = tmp_path / "localtime"
    if link is not None:
        localtime.symlink_to(link)
    assert zone_of_the_machine(NOW, named=named, localtime=localtime) == zone
