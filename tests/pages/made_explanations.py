"""Explanations a page has to show: a full one, and every edge of what can be missing or too much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from tests.made_training import CATALOGUE

from lumbar.core.causes.finding import Baseline, Cause, Finding, FindingKind, HowOften, Measure, Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.causes.told import Answer, Memory, Question
from lumbar.core.errors import DataProblem, ProblemKind, UnusableInput, UnusableKind
from lumbar.core.evidence import Certainty
from lumbar.core.provenance import FileReading, RecordBalance, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.references import ACSM_2009, BOSQUET_2013, OUR_JUDGEMENT
from lumbar.core.symptoms import Nprs, PainReport
from lumbar.usecases.explain import Explanation, LoadPicture, explain_memory
from lumbar.usecases.log_summary import LogSummary, UnknownName

PAIN_ON = date(2026, 3, 29)


def ago(days: int) -> date:
    return PAIN_ON - timedelta(days=days)


RETURN = Finding(
    cause=Cause.OVERTRAINING,
    kind=FindingKind.RETURN_AFTER_BREAK,
    status=Status.CHANGED,
    on=ago(9),
    baseline=Baseline.OWN_USUAL,
    sources=(BOSQUET_2013, OUR_JUDGEMENT),
    certainty=Certainty.LOW,
    prevention=Prevention.GRADED_RETURN,
    value=24,
    usual=2,
    measure=Measure.DAYS,
    percentile=100,
    how_often=HowOften(times=1, in_weeks=30),
)
JUMP = replace(
    RETURN,
    kind=FindingKind.LOAD_JUMP,
    on=ago(2),
    exercise="Deadlift",
    sources=(ACSM_2009, OUR_JUDGEMENT),
    prevention=Prevention.SMALL_STEPS,
    value=150.0,
    usual=132.5,
    measure=Measure.KG,
    days_since=7,
)
RESTED = replace(
    RETURN,
    kind=FindingKind.NO_REST_DAYS,
    status=Status.USUAL,
    prevention=Prevention.NONE_NEEDED,
    value=2,
    usual=1,
    measure=Measure.DAYS_IN_A_ROW,
    how_often=None,
)
NO_WORD = replace(
    RETURN,
    kind=FindingKind.NO_RAMP,
    status=Status.NOT_RECORDED,
    prevention=Prevention.LOG_WARM_UPS,
    value=None,
    usual=None,
    measure=None,
    percentile=None,
    how_often=None,
)
READING = FileReading(
    path="/home/jo/Exports/log.csv",
    sha256="0" * 64,
    format="strong",
    variant="2024",
    encoding="utf-8",
    balance=RecordBalance(records=101, header=1, done=98, quarantined=2),
    sessions=(),
    problems=(
        DataProblem(ProblemKind.NEGATIVE, "log.csv", 14, "raw", set_aside=True),
        DataProblem(ProblemKind.LOAD_UNUSUAL, "log.csv", 20, "raw", set_aside=False),
    ),
    unit=MassUnit.KG,
    unit_from=UnitOrigin.COLUMN,
)
SUMMARY = LogSummary(
    readings=(READING,),
    unreadable=(),
    repeated=(),
    sessions=90,
    sets=98,
    first=ago(200),
    last=ago(-5),
    named_sets=95,
    unknown=(UnknownName("Sled thing", 3, ()),),
    unit=MassUnit.KG,
    days_in_two_apps=0,
)
DAILY: Mapping[date, float] = {ago(days): 4000.0 + 10 * days for days in (*range(200, 33, -3), 9, 6, 2, -5)}
EVERY_WEEK = Explanation(
    log=SUMMARY,
    pain_on=PAIN_ON,
    up_to=PAIN_ON,
    findings=(RETURN, JUMP, RESTED, NO_WORD),
    picture=LoadPicture(DAILY, 4100.0, 5600.0),
    pain=tuple(PainReport(ago(days), Nprs(7 if days == 0 else days % 2)) for days in range(60, -4, -2)),
)


def without_log(answers: Mapping[Question, Answer]) -> Explanation:
    return explain_memory(Memory("Deadlift", answers), catalogue=CATALOGUE, pain_on=None, on=PAIN_ON)


EDGES: Mapping[str, Explanation] = {
    "every part": EVERY_WEEK,
    "no day given": replace(EVERY_WEEK, pain_on=None),
    "nothing different": replace(EVERY_WEEK, findings=(RESTED,)),
    "no findings": replace(EVERY_WEEK, findings=()),
    "no pain reports": replace(EVERY_WEEK, pain=()),
    "three weeks of log": replace(
        EVERY_WEEK,
        log=replace(SUMMARY, first=ago(20)),
        findings=(replace(JUMP, baseline=Baseline.LAST_WEEK, percentile=None, how_often=None),),
        picture=LoadPicture({ago(20): 3000.0, ago(3): 4000.0}, 3250.0, 3750.0),
    ),
    "one day of log": replace(
        EVERY_WEEK, log=replace(SUMMARY, first=ago(0)), findings=(), picture=LoadPicture({ago(0): 10.0}, 10.0, 10.0)
    ),
    "body weight only": replace(EVERY_WEEK, picture=LoadPicture(dict.fromkeys(DAILY, 0.0), None, None)),
    "twenty years": replace(
        EVERY_WEEK,
        log=replace(SUMMARY, first=ago(7300)),
        picture=LoadPicture({ago(days): 100.0 * (days % 70) for days in range(7300, -900, -2)}, 1500.0, 5000.0),
        pain=tuple(PainReport(ago(days), Nprs(days % 11)) for days in range(7300, -900, -1)),
    ),
    "thirty findings": replace(EVERY_WEEK, findings=tuple(replace(JUMP, on=ago(number % 14)) for number in range(30))),
    "told": without_log({Question.NEW: Answer.YES, Question.WARMED_UP: Answer.NO, Question.TIRED: Answer.NO}),
    "told nothing": without_log({}),
    "stored log": replace(EVERY_WEEK, log=replace(SUMMARY, readings=())),
    "unit guessed, a file unreadable": replace(
        EVERY_WEEK,
        log=replace(
            SUMMARY,
            readings=(replace(READING, unit_from=UnitOrigin.GUESSED),),
            unreadable=(UnusableInput(UnusableKind.EMPTY, "C:\\Users\\jo\\empty.csv"),),
            repeated=("copy.csv",),
        ),
    ),
}

HOSTILE = '<img src=x onerror="alert(1)">&amp;\'"</title><script>alert(2)</script>'


def named(name: str) -> Explanation:
    return replace(
        EVERY_WEEK,
        findings=(replace(JUMP, exercise=name),),
        log=replace(
            SUMMARY,
            unknown=(UnknownName(name, 3, (name,)),),
            readings=(replace(READING, path=name, variant=name, encoding=name),),
        ),
    )
