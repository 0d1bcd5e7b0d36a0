"""Findings as plain sentences, in English: what was different, how sure, why it might matter, what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from lumbar.core.causes.before_the_pain import WINDOW_DAYS
from lumbar.core.causes.finding import Baseline, Finding, FindingKind, HowOften, Measure, Status
from lumbar.core.causes.prevention import (
    ADVISED_STEP,
    RAMP_SET_COUNT,
    RETURN_SHARE,
    RETURN_WEEKS,
    START_LIGHT_WEEKS,
    Prevention,
)
from lumbar.core.causes.usual import EXPLAINS_LITTLE_WEEKS
from lumbar.core.evidence import Certainty
from lumbar.core.quantities import MassUnit, in_unit


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The sentences of one finding. Empty where there is nothing to say."""

    what: str
    how_often: str
    certainty: str
    why: str
    prevention: str

    @property
    def text(self) -> str:
        """All of it as one paragraph."""
        return " ".join(part for part in (self.what, self.how_often, self.certainty, self.why, self.prevention) if part)


def finding_words(finding: Finding, unit: MassUnit = MassUnit.KG) -> FindingWords:
    """The finding in words, loads shown in ``unit``."""
    changed = finding.status is Status.CHANGED
    return FindingWords(
        what=_what(finding, unit),
        how_often=_how_rare(finding),
        certainty=_certainty(finding),
        why=_why(finding) if changed else "",
        prevention=prevention_sentence(finding.prevention),
    )


def letter_of(number: int) -> str:
    """The name of the n-th changed finding, counted from 0: A to Z, then A2 and on."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    round_, place = divmod(number, len(alphabet))
    return alphabet[place] + (str(round_ + 1) if round_ else "")


def kind_title(kind: FindingKind) -> str:
    """The kind as a heading."""
    return _TITLES[kind]


_TITLES: dict[FindingKind, str] = {
    FindingKind.RETURN_AFTER_BREAK: "Return after a break",
    FindingKind.NO_TRAINING: "No training before it",
    FindingKind.LOAD_JUMP: "Heavier than your recent best",
    FindingKind.VOLUME_JUMP: "More of one lift than usual",
    FindingKind.EXPOSURE_SPIKE: "More in a week than usual",
    FindingKind.NO_REST_DAYS: "Days without rest",
    FindingKind.NEW_EXERCISE: "New exercise",
    FindingKind.NO_RAMP: "Heavy from the first set",
    FindingKind.TOLD: "What you remember",
}


def short_date(day: date) -> str:
    """A date as it is said: 3 May 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Written out, since the system's own names follow its locale and these sentences are English."""


def amount(value: float, measure: Measure | None, unit: MassUnit = MassUnit.KG) -> str:
    """A number with its unit, rounded to what the log can carry."""
    match measure:
        case Measure.KG:
            return f"{_plain(in_unit(value, unit), 1)} {unit.value}"
        case Measure.KG_REPETITIONS:
            return f"{in_unit(value, unit):,.0f} {unit.value} × repetitions"
        case Measure.DAYS:
            return f"{_plain(value, 1)} {'day' if value == 1 else 'days'}"
        case Measure.DAYS_IN_A_ROW:
            return f"{_plain(value, 1)} {'day' if value == 1 else 'days'} in a row"
        case Measure.REPETITIONS:
            return f"{_plain(value, 1)} repetitions"
        case Measure.PERCENT_OF_HEAVIEST:
            return f"{value:.0f} % of the day's heaviest set"
        case Measure.NEW_EXERCISES:
            return f"{_plain(value, 2)} new {'exercise' if value == 1 else 'exercises'}"
        case None:
            return _plain(value, 2)
        case _:
            assert_never(measure)


def _what(finding: Finding, unit: MassUnit) -> str:
    if finding.baseline is Baseline.ANSWERS:
        return _told(finding)
    if finding.status is Status.NOT_RECORDED:
        return _not_recorded(finding, unit)
    if finding.baseline is Baseline.LAST_WEEK:
        return _step(finding, unit)
    return _changed(finding, unit) if finding.status is Status.CHANGED else _as_usual(finding, unit)


def _changed(finding: Finding, unit: MassUnit) -> str:
    value, usual = finding.value or 0.0, finding.usual or 0.0
    on, lift = short_date(finding.on), _lift(finding)
    match finding.kind:
        case FindingKind.RETURN_AFTER_BREAK:
            what = f"your {lift}" if finding.exercise else "training"
            return f"On {on} you came back to {what} after {amount(value, Measure.DAYS)} without it; your usual gap is {amount(usual, Measure.DAYS)}."
        case FindingKind.NO_TRAINING:
            return f"Nothing was trained in the {WINDOW_DAYS.value} days before: on {on} your last training was {amount(value, Measure.DAYS)} ago; your usual gap is {amount(usual, Measure.DAYS)}."
        case FindingKind.LOAD_JUMP:
            after = f", {finding.days_since} days after the last time" if finding.days_since else ""
            return (
                f"On {on} your heaviest {lift} was {amount(value, finding.measure, unit)}, {_rise(value, usual)} over your recent "
                f"best of {amount(usual, finding.measure, unit)}{after}."
            )
        case FindingKind.VOLUME_JUMP:
            return (
                f"On {on} you did {amount(value, finding.measure, unit)} of {lift}, {_rise(value, usual)} more than your usual "
                f"{amount(usual, finding.measure, unit)}."
            )
        case FindingKind.EXPOSURE_SPIKE:
            return (
                f"In the seven days up to {on} you lifted {amount(value, finding.measure, unit)}, {_times(value, usual)} your usual "
                f"week of {amount(usual, finding.measure, unit)}."
            )
        case FindingKind.NO_REST_DAYS:
            return f"On {on} you trained for the {_ordinal(round(value))} day in a row; usually it is {amount(usual, Measure.DAYS_IN_A_ROW)}."
        case FindingKind.NEW_EXERCISE:
            more = f" and {round(value) - 1} more" if value > 1 else ""
            return f"On {on} you did {lift}{more} for the first time in this log."
        case FindingKind.NO_RAMP:
            return (
                f"On {on} your first set of {lift} was already {amount(value, finding.measure)}; you usually begin it at "
                f"{usual:.0f} %."
            )
        case FindingKind.TOLD:
            return _told(finding)
        case _:
            assert_never(finding.kind)


def _as_usual(finding: Finding, unit: MassUnit) -> str:
    value, usual = finding.value or 0.0, finding.usual or 0.0
    shown, own, lift = amount(value, finding.measure, unit), amount(usual, finding.measure, unit), _lift(finding)
    not_rare = ", which is not rare for you" if finding.how_often and explains_little(finding.how_often) else ""
    match finding.kind:
        case FindingKind.RETURN_AFTER_BREAK:
            of = f" of {lift}" if finding.exercise else ""
            return f"Breaks: the longest gap{of} was {shown}, your usual is {own}{not_rare}."
        case FindingKind.NO_TRAINING:
            return f"Nothing was trained in the {WINDOW_DAYS.value} days before; your last training was {shown} ago{not_rare}."
        case FindingKind.LOAD_JUMP:
            return f"Loads: the nearest to a jump was {lift} at {shown}, with a recent best of {own}{not_rare}."
        case FindingKind.VOLUME_JUMP:
            return f"Volume of one lift: at most {shown} of {lift}, usually {own}{not_rare}."
        case FindingKind.EXPOSURE_SPIKE:
            return f"Load of a week: at most {shown} in seven days, {_times(value, usual)} your usual week{not_rare}."
        case FindingKind.NO_REST_DAYS:
            return f"Rest days: at most {shown}, usually {own}{not_rare}."
        case FindingKind.NEW_EXERCISE if value:
            return f"New exercises: {lift} for the first time{not_rare}."
        case FindingKind.NEW_EXERCISE:
            return "New exercises: none that loads the lower back."
        case FindingKind.NO_RAMP:
            return f"Warm-up: the heaviest first set was {lift} at {shown}, usually {usual:.0f} %{not_rare}."
        case FindingKind.TOLD:
            return _told(finding)
        case _:
            assert_never(finding.kind)


def _not_recorded(finding: Finding, unit: MassUnit) -> str:
    if finding.baseline is Baseline.LAST_WEEK:
        return "Your log is too new: there are not two whole weeks with training to hold against each other yet."
    if finding.value is not None:
        too_few = f"too few own days to know whether that is rare for you ({finding.compared_with} to compare with)"
        return f"{_as_usual(finding, unit).rstrip('.')}; {too_few}."
    match finding.kind:
        case FindingKind.NO_RAMP if finding.prevention is Prevention.LOG_WARM_UPS:
            return "Your log cannot say whether you warmed up for the lifts that load your back: it shows no warm-up sets and no lighter first sets of them. Not recorded is not the same as not done."
        case FindingKind.NEW_EXERCISE if finding.unknown_names:
            many = finding.unknown_names
            names = "a name Lumbar does not know" if many == 1 else f"{many} names Lumbar does not know"
            return f"New exercises: cannot tell, for {names} {'stands' if many == 1 else 'stand'} in your log for the first time."
        case _:
            return (
                f"{kind_title(finding.kind)}: there was nothing in these days, or too little before them, to compare."
            )


def _step(finding: Finding, unit: MassUnit) -> str:
    value, usual = finding.value or 0.0, finding.usual or 0.0
    shown, before = amount(value, finding.measure, unit), amount(usual, finding.measure, unit)
    on = short_date(finding.on)
    week = f"In the seven days up to {on} you lifted"
    if finding.kind is FindingKind.LOAD_JUMP:
        what = f"On {on} your heaviest {_lift(finding)} was {shown}, {_rise(value, usual)} over the time before ({before})."
    elif value >= usual:
        what = f"{week} {shown}, {_rise(value, usual)} more than in the week before ({before})."
    else:
        what = f"{week} {shown}, less than in the week before ({before})."
    held = (
        "one time against the one before"
        if finding.kind is FindingKind.LOAD_JUMP
        else "one week against the one before"
    )
    return f"{what} Your log is too short to know your usual, so this is {held}."


_TOLD: dict[str, tuple[str, str, str]] = {
    "after_a_break": (
        "You said that you had come back after a break.",
        "You said that there was no break before it.",
        "You did not say whether there was a break before it.",
    ),
    "new": (
        "You said that something in it was new to you.",
        "You said that nothing in it was new.",
        "You did not say whether something was new.",
    ),
    "heavier": (
        "You said that it was heavier or more than you are used to.",
        "You said that it was no heavier than usual.",
        "You did not say whether it was heavier than usual.",
    ),
    "tired": (
        "You said that you were more tired than usual.",
        "You said that you were no more tired than usual.",
        "You did not say how tired you were.",
    ),
    "warmed_up": (
        "You said that you had not warmed up for it.",
        "You said that you had warmed up.",
        "You did not say whether you had warmed up.",
    ),
}


def _told(finding: Finding) -> str:
    changed, usual, unknown = _TOLD[finding.answer or ""]
    return {Status.CHANGED: changed, Status.USUAL: usual, Status.NOT_RECORDED: unknown}[finding.status]


def _how_rare(finding: Finding) -> str:
    parts = []
    if finding.status is Status.CHANGED and finding.percentile is not None and finding.compared_with:
        below = round(finding.percentile * finding.compared_with / 100)
        many = f"all {below}" if below == finding.compared_with else f"{below} of the {finding.compared_with}"
        parts.append(f"That is more than on {many} training days of the year before that it can be compared with.")
    if finding.how_often:
        parts.append(_how_often(finding.how_often, finding.kind))
    return " ".join(parts)


def explains_little(often: HowOften) -> bool:
    """Whether it happens so often to this person that it explains little."""
    return often.times * EXPLAINS_LITTLE_WEEKS.value >= often.in_weeks


def _how_often(often: HowOften, kind: FindingKind) -> str:
    one, many = _OCCURRENCE[kind]
    weeks = f"{often.in_weeks} weeks of log"
    if often.times <= 1:
        return f"It is the only {one} like this in {weeks}."
    sentence = f"You have had {often.times} {many} like this or more so in {weeks}."
    if explains_little(often):
        sentence += " What happens that often explains little."
    return sentence


_OCCURRENCE: dict[FindingKind, tuple[str, str]] = {
    FindingKind.RETURN_AFTER_BREAK: ("return", "returns"),
    FindingKind.NO_TRAINING: ("break", "breaks"),
    FindingKind.LOAD_JUMP: ("jump", "jumps"),
    FindingKind.VOLUME_JUMP: ("jump", "jumps"),
    FindingKind.EXPOSURE_SPIKE: ("week", "weeks"),
    FindingKind.NO_REST_DAYS: ("run of days", "runs of days"),
    FindingKind.NEW_EXERCISE: ("day", "days"),
    FindingKind.NO_RAMP: ("start", "starts"),
    FindingKind.TOLD: ("time", "times"),
}


def _certainty(finding: Finding) -> str:
    if finding.status is not Status.CHANGED:
        return ""
    return f"How sure we are that it matters: {certainty_words(finding.certainty)}."


def certainty_words(certainty: Certainty) -> str:
    """The certainty as it is said to a person."""
    match certainty:
        case Certainty.HIGH:
            return "quite sure, good studies agree"
        case Certainty.MODERATE:
            return "fairly sure, some studies show it"
        case Certainty.LOW:
            return "not very sure, the studies are indirect"
        case Certainty.OPINION:
            return "this is opinion, no study settles it"
        case _:
            assert_never(certainty)


def _why(finding: Finding) -> str:
    match finding.kind:
        case FindingKind.NO_TRAINING:
            return "Why it might matter: the back may have been busy with something the log does not show."
        case FindingKind.RETURN_AFTER_BREAK:
            return "Why it might matter: strength falls in a break while the loads in the log do not."
        case FindingKind.LOAD_JUMP if (finding.value or 0) <= (1 + ADVISED_STEP.value) * (finding.usual or 0):
            return "Why it might matter: the step is within the usual advice of 2 to 10 %, but large for you."
        case FindingKind.LOAD_JUMP:
            return "Why it might matter: usual advice is to add 2 to 10 % at a time; a larger step leaves less time to adapt."
        case FindingKind.VOLUME_JUMP:
            return "Why it might matter: much more of one lift than usual leaves less time to adapt."
        case FindingKind.EXPOSURE_SPIKE:
            return "Why it might matter: a sudden rise is plausible as a trigger, but no such ratio predicts one person's pain."
        case FindingKind.NO_REST_DAYS:
            return "Why it might matter: without a day between, there is less time to recover."
        case FindingKind.NEW_EXERCISE:
            return "Why it might matter: your back had not done this movement under load in this log."
        case FindingKind.NO_RAMP:
            return "Why it might matter: warming up helps the lift itself; that it protects a back has not been shown."
        case FindingKind.TOLD:
            return "Memory leans towards an explanation once something hurts, so take it as a hint."
        case _:
            assert_never(finding.kind)


def prevention_sentence(prevention: Prevention) -> str:
    """What a finding leads to, as one piece of advice; empty where nothing needs doing."""
    match prevention:
        case Prevention.GRADED_RETURN:
            return f"Next time: after time off start with about {100 * RETURN_SHARE.value:.0f} % of your usual sets and build up over {RETURN_WEEKS.value} weeks."
        case Prevention.SMALL_STEPS:
            return "Next time: change one thing at a time, in small steps, and see how the next morning feels."
        case Prevention.SPREAD_THE_WORK:
            return "Next time: spread the extra work over more weeks."
        case Prevention.REST_DAYS:
            return "Next time: put a day without lifting between hard days."
        case Prevention.START_LIGHT:
            return (
                f"Next time: begin a new exercise light, with few sets, for the first {START_LIGHT_WEEKS.value} weeks."
            )
        case Prevention.RAMP_SETS:
            return f"Next time: warm up dynamically and do up to {RAMP_SET_COUNT.value} lighter sets before the first heavy one."
        case Prevention.LOG_WARM_UPS:
            return "Write your warm-up sets down, or flag them, and Lumbar can tell when one was missing."
        case Prevention.LIGHTER_WHEN_TIRED:
            return "Next time: on a tired day take less weight or fewer sets, and stop earlier."
        case Prevention.NONE_NEEDED | Prevention.WITHHELD:
            return ""
        case _:
            assert_never(prevention)


def _lift(finding: Finding) -> str:
    name = finding.exercise or "lift"
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _rise(value: float, usual: float) -> str:
    return f"{100 * (value / usual - 1):.0f} %" if usual else "all of it"


def _times(value: float, usual: float) -> str:
    return f"{value / usual:.1f} times" if usual else "not comparable with"


def _plain(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:,.0f}"


def _ordinal(number: int) -> str:
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"
