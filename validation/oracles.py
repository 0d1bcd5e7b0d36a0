"""Published and hand-calculated values beside what Lumbar computes.

    .venv/bin/python -m validation.oracles [--out docs/validation]

Each row is a value somebody printed, or arithmetic from a formula somebody printed, with its inputs; none of them comes
from a run of Lumbar. How far a value may be trusted is said: *published* (read in the source or on a page that quotes
it), *arithmetic* (it tests the code and not the science) or *policy* (a rule of ours). Rows of things that Lumbar does
not do are listed below the table with the reason, so that the list is whole.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.compression import moment_compression
from lumbar.core.causes.self_tests import (
    SEM_BACK_EXTENSION,
    SHORT_HAMSTRINGS_MEN,
    SHORT_HAMSTRINGS_WOMEN,
    smallest_difference,
)
from lumbar.core.exercises import Muscle
from lumbar.core.load.effort import effort_aware_maximum, reserve_of_rpe, share_of_maximum
from lumbar.core.load.foster import session_load, week_monotony, week_strain
from lumbar.core.load.hard_sets import credit
from lumbar.core.load.kernel import ACUTE_DAYS, CHRONIC_DAYS, load_table
from lumbar.core.load.one_repetition_maximum import Formula, estimates
from lumbar.core.triage.disposition import ExerciseAllowed
from lumbar.core.triage.questions import Answer, Question, Report
from lumbar.core.triage.triage import Verdict, triage
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.knowledge.rulebook import load_rulebook

Figures = tuple[float | str | None, ...]

PUBLISHED, ARITHMETIC, POLICY = "published", "arithmetic", "policy"


@dataclass(frozen=True, slots=True)
class Oracle:
    """One value to be met."""

    id: str
    what: str
    given: str
    expected: Figures
    ours: Callable[[], Figures]
    kind: str
    source: str
    within: float = 5e-4
    """Largest relative difference: what the digits of the expected value can carry."""

    def met(self, ours: Figures) -> bool:
        """Whether every figure is within the tolerance, and undefined where it should be."""
        pairs = zip(self.expected, ours, strict=True)
        return all(_agree(expected, figure, self.within) for expected, figure in pairs)


def _agree(expected: float | str | None, figure: float | str | None, within: float) -> bool:
    if expected is None or figure is None or isinstance(expected, str) or isinstance(figure, str):
        return expected == figure
    return abs(figure - expected) <= within * max(1.0, abs(expected))


def oracles() -> Sequence[Oracle]:
    """All rows, in the order of their numbers."""
    return (*_of_load(), *_of_strength(), *_of_self_tests(), *_of_the_spine(), *_of_triage(), *_of_sets())


# Load

_FIRST_DAY = date(2026, 1, 1)


def _last_day(loads: Sequence[int], *columns: str) -> Figures:
    """The figures of the last of these daily loads, in kg x repetitions, as the table has them."""
    days = [_FIRST_DAY + timedelta(days=index) for index in range(len(loads))]
    sets = pl.DataFrame(
        {
            "athlete": [0] * len(loads),
            "day": days,
            "load_g": [load * 1000 for load in loads],
            "repetitions": [1.0] * len(loads),
            "counts": [True] * len(loads),
            "spinal_exposure": [None] * len(loads),
        },
        schema_overrides={"load_g": pl.Int64, "spinal_exposure": pl.Float64},
    )
    last = load_table(sets.lazy()).collect().row(-1, named=True)
    return tuple(last[column] for column in columns)


_WEEK = (600, 200, 400, 500, 100, 650, 0)
_DOUBLED = (*([100] * 21), *([200] * 7))
_STARTED_LATE = (*([0] * 7), *([100] * 21))
_RATIOS = ("acwr_ewma", "acwr_coupled", "acwr_uncoupled")


def _coupled_of(uncoupled: float) -> Figures:
    """The coupled ratio of a log whose uncoupled one is this: three weeks of 1,000, then one of so many times it."""
    loads = (*([1000] * 21), *([round(1000 * uncoupled)] * 7))
    return _last_day(loads, "acwr_uncoupled", "acwr_coupled")


def _of_load() -> Sequence[Oracle]:
    identity = [
        Oracle("O09", "coupled ratio from the uncoupled one, 4U/(U + 3)", f"U = {u:g}", (u, c),
               lambda u=u: _coupled_of(u), ARITHMETIC, "identity of the two windows")  # type: ignore[misc]
        for u, c in ((0.8, 0.8421), (1.0, 1.0), (1.3, 1.2093), (1.5, 1.3333), (2.0, 1.6), (3.0, 2.0))
    ]  # fmt: skip
    return (
        Oracle("O01", "internal load of a session, AU", "RPE 7, 60 min", (420,),
               lambda: (session_load(7, 60),), PUBLISHED, "worked value after Foster"),
        Oracle("O02", "the same", "RPE 9, 75 min; RPE 3, 30 min", (675, 90),
               lambda: (session_load(9, 75), session_load(3, 30)), PUBLISHED, "worked values on the web"),
        Oracle("O03", "load of a week, monotony and strain (sample SD)", "600, 200, 400, 500, 100, 650, 0",
               (2450, 1.3817, 3385.16), lambda: (sum(_WEEK), week_monotony(_WEEK), week_strain(_WEEK)),
               ARITHMETIC, "Foster's formulas", 5e-5),
        Oracle("O05", "monotony of equal days", "350 on each of 7 days", (None,),
               lambda: (week_monotony([350] * 7),), ARITHMETIC, "undefined by definition"),
        Oracle("O06", "weight of today in the weighted means", "N = 7; N = 28", (0.25, 0.068966),
               lambda: (2 / (ACUTE_DAYS.value + 1), 2 / (CHRONIC_DAYS.value + 1)), PUBLISHED, "Williams 2017", 1e-5),
        Oracle("O07", "coupled and uncoupled ratio", "21 days of 100, then 7 of 200", (1.6, 2.0),
               lambda: _last_day(_DOUBLED, "acwr_coupled", "acwr_uncoupled"), ARITHMETIC, "formula"),
        Oracle("O08", "weighted means of 7 and 28 days and their ratio", "21 days of 100, then 7 of 200",
               (186.6516, 139.3598, 1.33935), lambda: _last_day(_DOUBLED, "acute", "chronic", "acwr_ewma"),
               ARITHMETIC, "Williams 2017, first value as seed", 5e-6),
        *identity,
        Oracle("O10", "all ratios of a constant load", "28 days of 350", (1.0, 1.0, 1.0),
               lambda: _last_day([350] * 28, *_RATIOS), ARITHMETIC, "formula"),
        Oracle("O12", "coupled and uncoupled ratio", "7 days of 0, then 21 of 100", (1.3333, 1.5),
               lambda: _last_day(_STARTED_LATE, "acwr_coupled", "acwr_uncoupled"), ARITHMETIC, "formula"),
    )  # fmt: skip


# Strength


def _seven(load: float, repetitions: int) -> Figures:
    found = estimates(load, repetitions)
    return (None,) * len(Formula) if found is None else tuple(found.by_formula[formula] for formula in Formula)


_SEVEN = "Epley, Brzycki, Lombardi, Mayhew, Wathan, O'Conner, Lander"


def _of_strength() -> Sequence[Oracle]:
    return (
        Oracle("O13", f"one-repetition maximum: {_SEVEN}", "100 kg x 5",
               (116.667, 112.5, 117.462, 119.011, 116.583, 112.5, 113.709), lambda: _seven(100, 5),
               ARITHMETIC, "the seven formulas", 5e-6),
        Oracle("O14", "the same; Epley equals Brzycki at ten", "100 kg x 10",
               (133.333, 133.333, 125.893, 130.934, 134.747, 125.0, 134.070), lambda: _seven(100, 10),
               ARITHMETIC, "the seven formulas", 5e-6),
        Oracle("O15", "the same, a single", "100 kg x 1", (100.0,) * 7, lambda: _seven(100, 1),
               POLICY, "a single is itself"),
        Oracle("O17", "share of the maximum by the chart, %", "5 at 8; 3 at 8; 1 at 9; 5 at 10; 8 at 8",
               (81.1, 86.3, 95.5, 86.3, 73.9),
               lambda: tuple(_percent(done, rpe) for done, rpe in ((5, 8), (3, 8), (1, 9), (5, 10), (8, 8))),
               PUBLISHED, "RTS chart as copied by others", 1e-6),
        Oracle("O18", "repetitions in reserve", "RPE 8; RPE 9.5", (2.0, 0.5),
               lambda: (reserve_of_rpe(8), reserve_of_rpe(9.5)), PUBLISHED, "Zourdos 2016"),
        Oracle("O19", "maximum by the chart, lb", "225 lb x 5 at 8", (277.4,),
               lambda: (effort_aware_maximum(225, 5, 2),), PUBLISHED, "a calculator on the web prints 277"),
    )  # fmt: skip


def _percent(repetitions: int, rpe: float) -> float | None:
    reserve = reserve_of_rpe(rpe)
    share = None if reserve is None else share_of_maximum(repetitions, reserve)
    return None if share is None else 100 * share


# Self-tests


def _short(value: float, sex: Sex) -> str:
    figure = SHORT_HAMSTRINGS_MEN if sex is Sex.MALE else SHORT_HAMSTRINGS_WOMEN
    return "short" if value > figure.value else "not short"


def _of_self_tests() -> Sequence[Oracle]:
    return (
        Oracle("O29", "smallest difference of a back extension hold that is not noise, s", "SEM 11.6; 17.5",
               (32.15, 48.51), lambda: (smallest_difference(11.6), smallest_difference(17.5)),
               ARITHMETIC, "Latimer 1999", 2e-4),
        Oracle("O29", "the standard error it is taken from, s", "people who had back pain before", (17.5,),
               lambda: (SEM_BACK_EXTENSION.value,), PUBLISHED, "Latimer 1999"),
        Oracle("O30", "active knee extension, 18 to 24 years", "man 34, man 32, woman 24, woman 23 degrees",
               ("short", "not short", "short", "not short"),
               lambda: (_short(34, Sex.MALE), _short(32, Sex.MALE), _short(24, Sex.FEMALE), _short(23, Sex.FEMALE)),
               PUBLISHED, "Yildirim 2018"),
    )  # fmt: skip


# The spine


def _of_the_spine() -> Sequence[Oracle]:
    return (
        Oracle("O41", "force of a single extensor with an arm of 6 cm, N (line of pull along the spine)", "988 N m",
               (16467.0,), lambda: (moment_compression(988, 0, 0).middle / _COS_5,),
               ARITHMETIC, "Cholewicki 1991 reports 17,192 N of compression for it", 1e-4),
    )  # fmt: skip


_COS_5 = 0.9961946981
"""The model lets the muscle pull at 5 degrees to the spine; the value to be met does not."""


# Triage


def _verdict(*yes: Question, age: int | None = 30, sex: Sex = Sex.UNKNOWN, duration: int | None = 3) -> Verdict:
    answers = dict.fromkeys(Question, Answer.NO) | dict.fromkeys(yes, Answer.YES)
    return triage(
        Report(date(2026, 11, 22), age=age, sex=sex, duration_days=duration, answers=answers), load_rulebook()
    )


def _rules(verdict: Verdict) -> set[str]:
    return {reason.rule for reason in verdict.because}


def _unanswered_saddle() -> Verdict:
    answers = dict.fromkeys(Question, Answer.NO)
    del answers[Question.SADDLE_NUMBNESS]
    return triage(Report(date(2026, 11, 22), age=30, duration_days=3, answers=answers), load_rulebook())


_SUDDEN_ON_STEROIDS = (Question.LONG_STEROID_USE, Question.SUDDEN_SEVERE_ONSET)
_INFLAMMATORY = (
    Question.ONSET_BEFORE_35,
    Question.WAKES_SECOND_HALF_OF_NIGHT,
    Question.BUTTOCK_PAIN,
    Question.BETTER_WITH_MOVEMENT,
)


def _of_triage() -> Sequence[Oracle]:
    return (
        Oracle("O44", "two of woman, over 70, long steroids, with a sudden onset", "woman of 72 on steroids", ("R10c",),
               lambda: _named("R10c", _verdict(*_SUDDEN_ON_STEROIDS, age=72, sex=Sex.FEMALE)),
               PUBLISHED, "variables of Henschke 2009; that two suffice, and only with an onset, is ours"),
        Oracle("O45", "four inflammatory features for more than 3 months", "onset at 30, 4 months", ("R24",),
               lambda: _named("R24", _verdict(*_INFLAMMATORY, duration=120)), PUBLISHED, "NICE NG65"),
        Oracle("O46", "numb between the legs on day 3; the same not answered", "all else no",
               ("emergency", "incomplete"),
               lambda: (_verdict(Question.SADDLE_NUMBNESS).disposition.value, _unanswered_saddle().disposition.value),
               PUBLISHED, "GIRFT 2023; that unknown is never absent is policy"),
        Oracle("O47", "improving and a new bladder change", "self-care beside an emergency", ("emergency", "none"),
               lambda: _disposition_and_exercise(_verdict(Question.BLADDER_CHANGE)), POLICY, "the highest wins"),
    )  # fmt: skip


def _named(rule: str, verdict: Verdict) -> Figures:
    return (rule if rule in _rules(verdict) else None,)


def _disposition_and_exercise(verdict: Verdict) -> Figures:
    allowed: ExerciseAllowed = verdict.exercise
    return verdict.disposition.value, allowed.value


# Sets


def _of_sets() -> Sequence[Oracle]:
    muscles = (Muscle.CHEST, Muscle.TRICEPS, Muscle.FRONT_DELTOID)
    return (
        Oracle("O50", "sets counted for chest, triceps, front of the shoulder", "10 sets of bench press", (10, 5, 5),
               lambda: tuple(10 * credit(load_catalogue().exercises["bench_press"], muscle) for muscle in muscles),
               PUBLISHED, "Pelland 2024: a helping muscle counts half"),
    )  # fmt: skip


NOT_HERE = (
    ("O04", "monotony with the population SD", "Lumbar uses the sample SD and says so; this week would be 1.4924"),
    ("O11", "three athletes of Menaspà 2017", "the daily loads are not to be had, so the ratios cannot be rerun"),
    ("O16", "maximum from five repetitions (Reynolds 2006)", "for two machines only; not among the seven formulas"),
    ("O20", "raising a load by 2 to 10 % (ACSM 2009)", "advice of findings so far; the planner comes later"),
    ("O21", "velocity loss", "no log has the speed of the bar"),
    ("O22 to O28", "questionnaires of pain and function", "come with the check-in over weeks"),
    ("O31", "McGill's ratios", "the means they are taken from are remembered and not read"),
    ("O32 to O35", "NIOSH lifting equation", "not for training: see decision 0013"),
    ("O36 to O39", "LiFFT", "its constant is printed as two different numbers: see decision 0013"),
    ("O40", "McGill polynomial", "coefficients not read, and it turns down where lifters are: see decision 0013"),
    ("O42, O43", "pressures of Wilke 1999, bounds of Cappozzo 1985", "an order and no values: see reported-loads.md"),
    ("O48, O49", "pain rule and restart after a break", "policies of the plan, held by its own tests"),
)


# The page


def table(rows: Sequence[Oracle]) -> str:
    """The page's table, with what was computed now."""
    lines = [
        "| id | what | given | to be met | Lumbar | met | kind | after |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        ours = row.ours()
        met = "yes" if row.met(ours) else "**no**"
        cells = (row.id, row.what, row.given, _written(row.expected), _written(ours), met, row.kind, row.source)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _written(figures: Figures) -> str:
    return ", ".join("undefined" if f is None else f if isinstance(f, str) else f"{f:,.6g}" for f in figures)


def page() -> str:
    """The whole page."""
    rows = oracles()
    met = sum(row.met(row.ours()) for row in rows)
    return "\n".join(
        (
            "# Values to be met",
            "",
            "Made by `python -m validation.oracles --out docs/validation`; a test holds that it is up to date and that",
            "every value is met.",
            "",
            "*Published*: read in the source, or on a page that quotes it. *Arithmetic*: worked out from a published",
            "formula; it tests the code, not the science. *Policy*: a rule of ours.",
            "",
            f"{met} of {len(rows)} are met.",
            "",
            table(rows),
            "",
            "## Not here, and why",
            "",
            *(f"- {identifier}, {what}: {why}." for identifier, what, why in NOT_HERE),
            "",
        )
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--out", type=Path, help="write the page into this folder")
    out: Path | None = asked.parse_args().out
    if out is None:
        print(table(oracles()))
    else:
        (out / "oracles.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
