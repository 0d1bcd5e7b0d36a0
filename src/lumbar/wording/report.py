"""The sentences of the report page, in English, and the figures it sets in large type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lumbar.core.causes.before_the_pain import WINDOW_DAYS
from lumbar.core.causes.finding import Baseline, Finding, FindingKind, Measure, Status
from lumbar.core.causes.usual import SHORTEST_LOG_WEEKS
from lumbar.core.provenance import FileReading
from lumbar.core.quantities import MassUnit, in_unit
from lumbar.usecases.explain import Explanation
from lumbar.usecases.log_summary import LogSummary
from lumbar.wording.dates import MONTHS, short_date
from lumbar.wording.findings import amount, finding_words

MADE_PERSON = "This is a made person. The training and the pain on this page are invented, to show what Lumbar does."
PICTURE_TITLE = "Your load and your pain"
CHANGED_TITLE = "What was different"
USUAL_TITLE = "What was as usual"
NUMBERS_TITLE = "The picture in numbers"
READ_TITLE = "What was read"
UNKNOWN_TITLE = "What Lumbar does not know"
SOURCES_TITLE = "Sources"
WEEKS_CAPTION = "Seven days a row, counted from the last day that was looked at"
DAYS_CAPTION = "Days with training or a pain rating; days with neither are left out"
DAYS_SUMMARY = "Day by day"
NO_VALUE = "not known"
NOT_REPORTED = "not reported"
NO_TRAINING = "no training"
PAIN_LABEL = "Pain, 0 to 10"
UNWEIGHED_LABEL = "Days with training (no weights in this log)"
WINDOW_LABEL = f"{WINDOW_DAYS.value} days looked at"
AFTER_LABEL = "after"
NO_PICTURE = "There is no picture: these are your own answers, and no log was read."
NOTHING_LEFT_OUT = "Nothing: every question Lumbar put could be answered."

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence whose first words say what it is about: "Next time: …"."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A finding as a number with its unit, and what it is held against."""

    number: str
    unit: str
    against: str


def title(explanation: Explanation) -> str:
    """What the page answers."""
    if explanation.pain_on:
        return f"What was different before your back hurt on {short_date(explanation.pain_on)}"
    if explanation.up_to and explanation.picture.daily:
        return f"What was different in the {WINDOW_DAYS.value} days up to {short_date(explanation.up_to)}"
    return "What was different before your back hurt"


def lead(explanation: Explanation) -> str:
    """The answer in a sentence. A self-test that changed may be months old, and is told apart."""
    changed = [
        finding
        for finding in explanation.findings
        if finding.status is Status.CHANGED and finding.kind is not FindingKind.SELF_TEST
    ]
    things_were = _things_were(len(changed))
    if not explanation.picture.daily:
        if not any(finding.status is not Status.NOT_RECORDED for finding in explanation.findings):
            return "Nothing can be said from what you answered."
        return f"By your own answers {things_were} different."
    days = f"In the {WINDOW_DAYS.value} days up to {'the pain' if explanation.pain_on else 'the last day'}"
    if is_short(explanation):
        too_short = (
            f"Your log has less than {SHORTEST_LOG_WEEKS.value} weeks up to that day, so your usual is not known yet"
        )
        return f"{too_short}; each week is held against the one before. {days}, {things_were} different."
    if not any(finding.status is not Status.NOT_RECORDED for finding in explanation.findings):
        return f"{days}, there was nothing that could be compared with your usual."
    rarest = " Rarest for you first." if len(changed) > 1 else ""
    return f"{days}, {things_were} different from your usual.{rarest}"


def not_recorded_title(explanation: Explanation) -> str:
    """Over what stayed open."""
    return "What your log could not say" if explanation.picture.daily else "What you did not say"


def is_short(explanation: Explanation) -> bool:
    """Whether the log is too short for the person's usual to be known."""
    return any(finding.baseline is Baseline.LAST_WEEK for finding in explanation.findings)


def labelled(sentence: str) -> Labelled:
    """The words before the first colon, if they are few, and the rest."""
    head, colon, rest = sentence.partition(": ")
    longest_label = 45
    return Labelled(f"{head}:", rest) if colon and len(head) <= longest_label else Labelled("", sentence)


def reasons(finding: Finding, unit: MassUnit) -> tuple[Labelled, ...]:
    """What is said of a finding after its first sentence."""
    words = finding_words(finding, unit)
    said = (words.how_often, words.certainty, words.why, words.prevention)
    return tuple(labelled(sentence) for sentence in said if sentence)


def figure(finding: Finding, unit: MassUnit) -> Figure | None:
    """The number of a finding; None where it has none."""
    if finding.value is None or finding.measure is None:
        return None
    number, of = _number_and_unit(amount(finding.value, finding.measure, unit))
    if finding.usual is None:
        return Figure(number, of, "")
    usual, of_the_usual = _number_and_unit(amount(finding.usual, finding.measure, unit))
    short_unit = f" {of_the_usual}" if finding.measure in (Measure.KG, Measure.DAYS) else ""
    return Figure(number, of, f"{_against(finding)} {usual}{short_unit}")


def load_label(unit: MassUnit) -> str:
    """What the bars are."""
    return f"Load a day, {unit.value} × repetitions"


def load_number(load: float, unit: MassUnit) -> str:
    """A load as the tables have it, without its unit."""
    return f"{in_unit(load, unit):,.0f}"


def band_name(explanation: Explanation) -> str:
    """What the band is called beside the picture; a short log has no usual yet."""
    return "so far" if is_short(explanation) else "your usual"


def pain_day_label(day: date) -> str:
    """At the line of the day with pain."""
    return f"pain on {day_and_month(day)}"


def break_label(days: int, *, short: bool) -> tuple[str, ...]:
    """Over a stretch without training; on two lines where there is little room."""
    return (f"{days}-day", "gap") if short else (f"{days}-day gap",)


def day_and_month(day: date) -> str:
    """A date within one picture: 24 Oct."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def month_name(day: date, *, with_year: bool) -> str:
    """A month under the picture."""
    month = MONTHS[day.month - 1]
    return f"{month} {day.year}" if with_year else month


def picture_title(first: date, last: date) -> str:
    """The picture's name, for those who cannot see it."""
    return f"Load of each training day and pain ratings, {short_date(first)} to {short_date(last)}"


def picture_description(explanation: Explanation, letters: Sequence[tuple[str, Finding]], unit: MassUnit) -> str:
    """The picture in words, for those who cannot see it."""
    parts = []
    low, high = explanation.picture.usual_low, explanation.picture.usual_high
    if low is not None and high is not None:
        band = f"{load_number(low, unit)} to {load_number(high, unit)} {unit.value} × repetitions"
        parts.append(f"The middle half of the training days has {band}.")
    if explanation.pain:
        worst = max(explanation.pain, key=lambda report: report.pain)
        parts.append(f"The highest pain rating is {worst.pain.rating} of 10, on {short_date(worst.on)}.")
    parts += [f"{letter} marks {short_date(finding.on)}." for letter, finding in letters]
    parts.append("The tables on this page have the same numbers.")
    return " ".join(parts)


def picture_caption(explanation: Explanation) -> str:
    """What the band and the bars are, once, under the picture."""
    if explanation.picture.usual_low is None:
        bars = "Each mark is a training day."
    else:
        whose = "training days so far" if is_short(explanation) else "training days of the year before"
        bars = (
            f"Each bar is a training day; the band holds the middle half of your {whose}. "
            "Sets that the log flags as warm-ups are left out."
        )
    pain = "" if explanation.pain else " There are no pain ratings."
    return f"{bars}{pain}"


def weeks_in_sight(weeks: int) -> str:
    """Said where the small picture leaves weeks out."""
    return f"On a small screen the picture shows the last {weeks} weeks; the table has the rest."


def file_name(path: str) -> str:
    """The file without its folders: those may hold a name that is nobody's business."""
    return path.replace("\\", "/").rsplit("/", 1)[-1] or path


def set_aside_sentence(reading: FileReading) -> str:
    """Which records are in no figure; empty when all are."""
    lines = [problem.line for problem in reading.problems if problem.set_aside]
    if not lines:
        return ""
    most = 12
    shown = ", ".join(f"{line:,}" for line in lines[:most])
    more = f" and {len(lines) - most:,} more" if len(lines) > most else ""
    return f"Set aside, and in no figure: line{'s' if len(lines) > 1 else ''} {shown}{more}."


def unread_sentences(log: LogSummary) -> tuple[str, ...]:
    """Files that were given and are not in the figures."""
    unreadable = tuple(f"{file_name(problem.path)} could not be used." for problem in log.unreadable)
    return unreadable + tuple(f"{file_name(path)} was given twice and is counted once." for path in log.repeated)


def unknown_names_sentence(log: LogSummary) -> str:
    """Exercise names nobody has written down yet; empty when all are known."""
    if not log.unknown:
        return ""
    most = 15
    named = ", ".join(f"{unknown.name} ({unknown.sets:,})" for unknown in log.unknown[:most])
    rest = f" and {len(log.unknown) - most:,} more" if len(log.unknown) > most else ""
    counted = "They count as load, and in nothing that is said of a lift."
    return f"Names Lumbar does not know, with their sets: {named}{rest}. {counted}"


def not_known(explanation: Explanation) -> tuple[str, ...]:
    """What stands between this page and a full answer."""
    log = explanation.log
    said = [
        "How you lifted. No video was looked at, so nothing is said about your form.",
        "What is not in a training log: sleep, stress, work, other sport, earlier back trouble.",
    ]
    if not explanation.picture.daily:
        said.append("What you lifted. No log was read, so everything here is your memory of it.")
        return tuple(said)
    said.append("Training that was not written down, and warm-ups without a weight.")
    if explanation.picture.usual_low is None:
        said.append("How much you lifted. The log has no weights, so load could not be compared.")
    if is_short(explanation):
        said.append(f"Your usual. It takes {SHORTEST_LOG_WEEKS.value} weeks of log to know it.")
    if not explanation.pain:
        said.append("How your back felt from day to day. There are no pain ratings.")
    if any(reading.unit_is_a_guess for reading in log.readings):
        said.append("The unit of the loads. It is a guess until you confirm it.")
    if log.unknown:
        said.append(f"Which exercise {len(log.unknown):,} of the logged names mean.")
    return tuple(said)


def imprint(generated_on: date, version: str) -> str:
    """Where the page comes from."""
    made = f"Made on {short_date(generated_on)} by Lumbar {version}, on your own machine."
    return f"{made} This page loads nothing and sends nothing."


def _against(finding: Finding) -> str:
    if finding.baseline is Baseline.LAST_WEEK:
        return "the time before" if finding.kind is FindingKind.LOAD_JUMP else "the week before"
    match finding.kind:
        case FindingKind.LOAD_JUMP:
            return "recent best"
        case FindingKind.EXPOSURE_SPIKE | FindingKind.BACK_LOAD_SPIKE:
            return "your usual week"
        case _:
            return "your usual"


def _number_and_unit(shown: str) -> tuple[str, str]:
    """A percent sign stays with its number."""
    number, _, unit = shown.replace(" % ", "\N{NO-BREAK SPACE}% ").partition(" ")
    return number, unit


def _things_were(many: int) -> str:
    if not many:
        return "nothing was"
    return f"{_NUMBERS[many] if many < len(_NUMBERS) else many} {'thing was' if many == 1 else 'things were'}"


# ---- The picture that a script draws ----


@dataclass(frozen=True, slots=True)
class TimelineWords:
    """Every word of the picture that a script draws, so that the script itself has none.

    What stands in braces is filled in by the script: {load} with a number, {month} with one of ``months``.
    """

    language: str
    """Whose commas and points its numbers have."""
    title: str
    description: str
    how: str
    hint: str
    """Where a day is read out, until one is."""
    ranges_label: str
    pain_label: str
    load_label: str
    pain_day: str | None
    window: str
    after: str
    band_high: str
    band_name: str
    band_low: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    """Sunday first, as scripts count them."""
    month_with_year: str
    day: str
    day_with_year: str
    load: str
    nothing_weighed: str
    no_training: str
    times_usual: str
    pain: str


def timeline_words(
    explanation: Explanation,
    letters: Sequence[tuple[str, Finding]],
    unit: MassUnit,
    *,
    shown: tuple[date, date],
    weighed: bool,
) -> TimelineWords:
    """The words of the picture from the first to the last of the days ``shown``."""
    low, high = explanation.picture.usual_low, explanation.picture.usual_high
    return TimelineWords(
        language="en",
        title=picture_title(*shown),
        description=picture_description(explanation, letters, unit),
        how=(
            "Left and right arrow: the training day before and after. Home and End: the first and the last in sight. "
            "Enter on a day with a letter: what was different."
        ),
        hint="Point at a day, or use the arrow keys, to read it.",
        ranges_label="Time in sight",
        pain_label=PAIN_LABEL,
        load_label=load_label(unit) if weighed else UNWEIGHED_LABEL,
        pain_day=pain_day_label(explanation.pain_on) if explanation.pain_on else None,
        window=WINDOW_LABEL,
        after=AFTER_LABEL,
        band_high="" if high is None else load_number(high, unit),
        band_name=band_name(explanation),
        band_low="" if low is None else load_number(low, unit),
        months=MONTHS,
        weekdays=("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"),
        month_with_year="{month} {year}",
        day="{weekday} {day} {month}",
        day_with_year="{weekday} {day} {month} {year}",
        load=f"{{load}} {unit.value} × repetitions",
        nothing_weighed="nothing weighed",
        no_training=NO_TRAINING,
        times_usual="{times} × your usual day",
        pain="pain {rating}",
    )


def range_name(weeks: int | None) -> str:
    """On the button that brings so much time in sight; None is the whole log."""
    if weeks is None:
        return "All"
    weeks_of_half_a_year = 26
    return "6 months" if weeks == weeks_of_half_a_year else f"{weeks} weeks"
