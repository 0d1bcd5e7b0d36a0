"""Every problem and every refusal has its sentence."""

from __future__ import annotations

import re

import pytest

from lumbar.core.errors import (
    DataProblem,
    ProblemKind,
    StoreTrouble,
    UnusableInput,
    UnusableKind,
    VideoTrouble,
    WeightsTrouble,
)
from lumbar.wording.problems import problem_sentence, unusable_sentence


def problem(
    kind: ProblemKind, *, set_aside: bool = True, met: str | None = "12kgs", column: str | None = "Weight"
) -> DataProblem:
    return DataProblem(kind, "log.csv", 14, "a,b,12kgs", set_aside, column=column, met=met, limit="1000 kg")


def is_one_sentence(text: str) -> bool:
    return text[0].isupper() and text.endswith((".",)) and not re.search(r"\.\s+[A-Z]", text) and "None" not in text


@pytest.mark.parametrize("kind", ProblemKind)
@pytest.mark.parametrize("set_aside", [True, False])
@pytest.mark.parametrize(("met", "column"), [("12kgs", "Weight"), (None, None)])
def test_every_problem_has_a_reason_and_a_hint_of_one_sentence_each(
    kind: ProblemKind, *, set_aside: bool, met: str | None, column: str | None
) -> None:
    reason, hint = problem_sentence(problem(kind, set_aside=set_aside, met=met, column=column))

    assert is_one_sentence(reason), reason
    assert is_one_sentence(hint), hint


@pytest.mark.parametrize("kind", UnusableKind)
@pytest.mark.parametrize("known", [(), ("Strong",), ("Strong", "Hevy", "FitNotes")])
@pytest.mark.parametrize("met", [None, "kg"])
def test_every_refusal_is_one_sentence_that_says_what_to_do(
    kind: UnusableKind, known: tuple[str, ...], met: str | None
) -> None:
    sentence = unusable_sentence(UnusableInput(kind, "Log.csv", met=met, known=known))

    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "None " not in sentence.removeprefix("None of")
    of_no_file = (UnusableKind.NO_LOG, UnusableKind.NO_TRAINING_UP_TO_THE_DAY, UnusableKind.ZONE_UNKNOWN)
    assert kind in of_no_file or "Log.csv" in sentence


def test_what_was_met_is_shown_as_it_stands_and_cut_to_length() -> None:
    reason, _ = problem_sentence(problem(ProblemKind.NOT_A_NUMBER, met="much\n" + "x" * 200))

    assert reason == f"A number is needed in the column “Weight”, and the file has “much {'x' * 55}…”."


def test_an_unknown_unit_is_answered_on_the_command_line() -> None:
    sentence = unusable_sentence(UnusableInput(UnusableKind.UNIT_NOT_CONFIRMED, "log.csv", met="kg"))

    assert "`--unit kg` or `--unit lb`" in sentence


def test_an_unknown_format_names_the_formats_that_are_known() -> None:
    sentence = unusable_sentence(
        UnusableInput(UnusableKind.UNKNOWN_FORMAT, "log.csv", met="Date,Weight", known=("Strong", "Hevy", "FitNotes"))
    )

    assert "“Date,Weight”" in sentence
    assert "Strong, Hevy or FitNotes" in sentence


@pytest.mark.parametrize("trouble", [*StoreTrouble, "something_new", None])
def test_a_store_that_cannot_be_used_is_said_in_one_sentence_with_what_to_do(trouble: str | None) -> None:
    sentence = unusable_sentence(UnusableInput(UnusableKind.STORE_UNREADABLE, "/data/lumbar.db", met=trouble))
    assert "/data/lumbar.db" in sentence
    assert ";" in sentence
    assert "_" not in sentence.replace("/data/lumbar.db", "")


@pytest.mark.parametrize("trouble", [*VideoTrouble, "something_new", None])
@pytest.mark.parametrize("detail", [None, "8192 x 8192"])
def test_a_video_that_cannot_be_looked_at_is_said_in_one_sentence_with_what_to_do(
    trouble: str | None, detail: str | None
) -> None:
    sentence = unusable_sentence(UnusableInput(UnusableKind.VIDEO_UNREADABLE, "Set.mp4", met=trouble, limit=detail))
    assert is_one_sentence(sentence), sentence
    assert sentence.startswith("Set.mp4 ")
    assert ";" in sentence
    assert "_" not in sentence


@pytest.mark.parametrize("trouble", [*WeightsTrouble, "something_new", None])
def test_weights_that_are_missing_are_said_in_one_sentence_with_the_command_that_fetches_them(
    trouble: str | None,
) -> None:
    sentence = unusable_sentence(UnusableInput(UnusableKind.WEIGHTS_MISSING, "/cache/weights", met=trouble))
    assert is_one_sentence(sentence), sentence
    assert "/cache/weights" in sentence
    assert "`lumbar video-setup`" in sentence or "update Lumbar" in sentence


def test_a_video_that_is_too_large_to_decode_says_what_it_is_and_what_would_do() -> None:
    """A film of 8192 by 8192 pixels."""
    unusable = UnusableInput(
        UnusableKind.VIDEO_UNREADABLE, "Set.mp4", met=VideoTrouble.TOO_MANY_PIXELS, limit="8192 x 8192"
    )
    assert unusable_sentence(unusable) == (
        "Set.mp4 has a larger picture than the 4096 x 2304 pixels that Lumbar decodes (8192 x 8192), so it was not "
        "decoded; save it in 1080p, which is plenty, and name that."
    )
