"""Findings as plain sentences, in English: what was different, how sure, why it might matter, what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from lumbar.core.causes.before_the_pain import WINDOW_DAYS
from lumbar.core.causes.finding import Baseline, Cause, Finding, FindingKind, HowOften, Measure, Status
from lumbar.core.causes.form import FormFinding
from lumbar.core.causes.imbalance import PROGRAMME_WEEKS
from lumbar.core.causes.prevention import Prevention
from lumbar.core.causes.self_tests import SelfTestFinding
from lumbar.core.causes.usual import EXPLAINS_LITTLE_WEEKS
from lumbar.core.evidence import Certainty
from lumbar.core.load.exposure import WEEK_DAYS
from lumbar.core.motion.observations import ObservationKind
from lumbar.core.quantities import MassUnit, in_unit
from lumbar.wording.dates import short_date
from lumbar.wording.finding_reasons import prevention_sentence, why_it_might_matter
from lumbar.wording.lift_names import within_a_sentence
from lumbar.wording.programme_balance import balance_sentence
from lumbar.wording.self_tests import self_test_sentence


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
        why=why_it_might_matter(finding) if changed else "",
        prevention="" if _pace_alone(finding) else prevention_sentence(finding.prevention),
    )


def closing_sentences(findings: Sequence[Finding]) -> str:
    """How sure, why and what to do, once for all that changed together; empty where nothing did."""
    changed = [finding_words(each) for each in findings if each.status is Status.CHANGED]
    if not changed:
        return ""
    words = next((each for each in changed if each.prevention), changed[0])
    return " ".join(part for part in (words.certainty, words.why, words.prevention) if part)


def _pace_alone(finding: Finding) -> bool:
    """Slower or faster is no other form, and a set that gets harder is slower: its own cue says enough."""
    changed = finding.status is Status.CHANGED
    return changed and isinstance(finding, FormFinding) and finding.observation.kind in _PACE


_PACE = frozenset({ObservationKind.LOWERING_TIME, ObservationKind.RAISING_TIME})


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
    FindingKind.MONOTONY: "Days alike",
    FindingKind.NEAR_FAILURE: "Sets near failure",
    FindingKind.BACK_LOAD_SPIKE: "More for your lower back than usual",
    FindingKind.CORE_SHARE: "Core work in your programme",
    FindingKind.POSTERIOR_CHAIN_SHARE: "Hinges and hip extension in your programme",
    FindingKind.PUSH_PULL: "Pushing and pulling in your programme",
    FindingKind.SELF_TEST: "Self-test",
    FindingKind.FORM_CHANGE: "Form",
    FindingKind.FORM_FAULT: "Form",
    FindingKind.TOLD: "What you remember",
}


def amount(value: float, measure: Measure | None, unit: MassUnit = MassUnit.KG) -> str:
    """A number with its unit, rounded to what the log can carry."""
    match measure:
        case Measure.KG:
            return f"{_plain(in_unit(value, unit), 1)} {unit.value}"
        case Measure.KG_REPETITIONS:
            return f"{in_unit(value, unit):,.0f} {unit.value} × repetitions"
        case None:
            return _plain(value, 2)
        case _:
            return _AMOUNT[measure](value)


def _counted(one: str, many: str, digits: int = 1) -> Callable[[float], str]:
    return lambda value: f"{_plain(value, digits)} {one if value == 1 else many}"


_AMOUNT: dict[Measure, Callable[[float], str]] = {
    Measure.DAYS: _counted("day", "days"),
    Measure.DAYS_IN_A_ROW: _counted("day in a row", "days in a row"),
    Measure.REPETITIONS: _counted("repetitions", "repetitions"),
    Measure.NEW_EXERCISES: _counted("new exercise", "new exercises", 2),
    Measure.SETS: _counted("set", "sets"),
    Measure.SECONDS: _counted("second", "seconds"),
    Measure.CENTIMETRES: _counted("cm", "cm"),
    Measure.TRUNK_LENGTHS: _counted("trunk lengths", "trunk lengths", 2),
    Measure.DEGREES: lambda value: f"{_plain(value, 1)}°",
    Measure.PERCENT: lambda value: f"{_plain(value, 1)} %",
    Measure.PERCENT_OF_SETS: lambda value: f"{value:.0f} % of sets",
    Measure.PERCENT_OF_HEAVIEST: lambda value: f"{value:.0f} % of the day's heaviest set",
    Measure.RATIO: lambda value: f"{value:.2f}",
    Measure.NEWTON_METRE_REPETITIONS: lambda value: f"{value:,.0f} N\N{DOT OPERATOR}m × repetitions",
}


def _what(finding: Finding, unit: MassUnit) -> str:
    if isinstance(finding, SelfTestFinding):
        return self_test_sentence(finding)
    if finding.cause is Cause.FORM and type(finding) is not Finding:
        from lumbar.wording.recorded_form import recorded_sentence  # it takes numpy, which no log needs

        recorded = recorded_sentence(finding)
        if recorded is not None:
            return recorded
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
        case FindingKind.EXPOSURE_SPIKE | FindingKind.MONOTONY | FindingKind.NEAR_FAILURE | FindingKind.BACK_LOAD_SPIKE:
            return _changed_week(finding, unit)
        case FindingKind.CORE_SHARE | FindingKind.POSTERIOR_CHAIN_SHARE | FindingKind.PUSH_PULL:
            return f"In the {PROGRAMME_WEEKS.value} weeks of training up to {on}, {balance_sentence(finding)}"
        case FindingKind.SELF_TEST | FindingKind.FORM_CHANGE | FindingKind.FORM_FAULT:
            return f"On {on} {_measured(finding)}: {amount(value, finding.measure)}, usually {amount(usual, finding.measure)}."
        case FindingKind.TOLD:
            return _told(finding)
        case _:
            assert_never(finding.kind)


def _changed_week(finding: Finding, unit: MassUnit) -> str:
    value, usual = finding.value or 0.0, finding.usual or 0.0
    shown, own = amount(value, finding.measure, unit), amount(usual, finding.measure, unit)
    week = f"In the seven days up to {short_date(finding.on)}"
    if finding.kind is FindingKind.MONOTONY:
        return f"{week} your days were more alike than usual: monotony {shown}, usually {own}. {_MONOTONY}"
    if finding.kind is FindingKind.NEAR_FAILURE:
        return f"{week} you took {_near_failure(value)}; usually about {usual:.0f}. Sets without an effort beside them are taken to be like the others."
    if finding.kind is FindingKind.BACK_LOAD_SPIKE:
        return f"{week} the load on your lower back, as a model has it, was {_times(value, usual)} your usual week: {shown}, usually {own}."
    return f"{week} you lifted {shown}, {_times(value, usual)} your usual week of {own}."


_MONOTONY = (
    "It is the mean of seven daily loads over their sample standard deviation; no threshold for it is validated."
)


def _near_failure(sets: float) -> str:
    many = "1 set that loads" if round(sets) == 1 else f"{sets:.0f} sets that load"
    return f"about {many} your back to within one repetition of failure"


def _measured(finding: Finding) -> str:
    """What a self-test or a film measured."""
    if finding.kind is FindingKind.SELF_TEST:
        return f"your {(finding.self_test or 'self-test').replace('_', ' ')} was different"
    return f"the shape of your {_lift(finding)} was different"


def _as_usual(finding: Finding, unit: MassUnit) -> str:
    value, usual = finding.value or 0.0, finding.usual or 0.0
    shown, own, lift = amount(value, finding.measure, unit), amount(usual, finding.measure, unit), _lift(finding)
    told = finding.status is Status.USUAL and finding.how_often
    not_rare = ", which is not rare for you" if told and explains_little(told) else ""
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
        case FindingKind.NO_REST_DAYS:
            return f"Rest days: at most {shown}, usually {own}{not_rare}."
        case FindingKind.NEW_EXERCISE:
            new = f"{lift} for the first time{not_rare}" if value else "none that loads the lower back"
            return f"New exercises: {new}."
        case FindingKind.NO_RAMP:
            return f"Warm-up: the heaviest first set was {lift} at {shown}, usually {usual:.0f} %{not_rare}."
        case FindingKind.EXPOSURE_SPIKE | FindingKind.MONOTONY | FindingKind.NEAR_FAILURE | FindingKind.BACK_LOAD_SPIKE:
            return _usual_week(finding, unit, not_rare)
        case FindingKind.CORE_SHARE | FindingKind.POSTERIOR_CHAIN_SHARE | FindingKind.PUSH_PULL:
            return f"Programme: {balance_sentence(finding)}"
        case FindingKind.SELF_TEST | FindingKind.FORM_CHANGE | FindingKind.FORM_FAULT:
            return f"{kind_title(finding.kind)}: {shown}, usually {own}{not_rare}."
        case FindingKind.TOLD:
            return _told(finding)
        case _:
            assert_never(finding.kind)


def _usual_week(finding: Finding, unit: MassUnit, not_rare: str) -> str:
    value, usual = finding.value or 0.0, finding.usual or 0.0
    shown, own = amount(value, finding.measure, unit), amount(usual, finding.measure, unit)
    if finding.kind is FindingKind.MONOTONY:
        return f"Days alike: monotony at most {shown}, usually {own}{not_rare}. {_MONOTONY}"
    if finding.kind is FindingKind.NEAR_FAILURE:
        return f"Effort: in seven days you took {_near_failure(value)}, usually about {usual:.0f}{not_rare}."
    if finding.kind is FindingKind.BACK_LOAD_SPIKE:
        return f"Load on the lower back, as a model has it: at most {_times(value, usual)} your usual week{not_rare}."
    return f"Load of a week: at most {shown} in seven days, {_times(value, usual)} your usual week{not_rare}."


def _not_recorded(finding: Finding, unit: MassUnit) -> str:
    if finding.baseline is Baseline.LAST_WEEK:
        return "Your log is too new: there are not two whole weeks with training to hold against each other yet."
    if finding.value is not None:
        of_what = "days" if finding.spans_days == 1 else "weeks"
        too_few = (
            f"too few own {of_what} to know whether that is rare for you ({finding.compared_with} to compare with)"
        )
        return f"{_as_usual(finding, unit).rstrip('.')}; {too_few}."
    match finding.kind:
        case FindingKind.NO_RAMP if finding.prevention is Prevention.LOG_WARM_UPS:
            return "Your log cannot say whether you warmed up for the lifts that load your back: it shows no warm-up sets and no lighter first sets of them. Not recorded is not the same as not done."
        case FindingKind.NEW_EXERCISE if finding.unknown_names:
            many = finding.unknown_names
            names = "a name Lumbar does not know" if many == 1 else f"{many} names Lumbar does not know"
            return f"New exercises: cannot tell, for {names} {'stands' if many == 1 else 'stand'} in your log for the first time."
        case FindingKind.NEAR_FAILURE if finding.prevention is Prevention.LOG_EFFORT:
            return "Effort: your log hardly says how hard the sets that load your back were."
        case FindingKind.FORM_CHANGE | FindingKind.FORM_FAULT:
            return "Form: a training log says nothing of how you moved."
        case FindingKind.SELF_TEST:
            return "Self-tests: there is none to compare."
        case FindingKind.EXPOSURE_SPIKE | FindingKind.BACK_LOAD_SPIKE:
            return f"{kind_title(finding.kind)}: nothing to compare, for there are too few weeks, or your log tells more sets of some weeks (a weight, a name Lumbar knows) than of others."
        case FindingKind.CORE_SHARE | FindingKind.POSTERIOR_CHAIN_SHARE | FindingKind.PUSH_PULL:
            return f"{kind_title(finding.kind)}: your log has too little that Lumbar knows by name, or too few weeks, to compare."
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
        parts.append(
            f"That is {_by_how_much(finding.kind)} than {_compared(finding.spans_days, many)} of the year before that it can be compared with."
        )
    if finding.how_often:
        parts.append(_how_often(finding.how_often, finding.kind))
    return " ".join(parts)


def _by_how_much(kind: FindingKind) -> str:
    """A share of a programme may be changed by falling."""
    fell_or_rose = (FindingKind.CORE_SHARE, FindingKind.POSTERIOR_CHAIN_SHARE, FindingKind.PUSH_PULL)
    return "further from your usual" if kind in fell_or_rose else "more"


def _compared(spans_days: int, many: str) -> str:
    if spans_days == 1:
        return f"on {many} training days"
    return f"in {many} weeks" if spans_days == WEEK_DAYS else f"in {many} spans of {spans_days // WEEK_DAYS} weeks"


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
    FindingKind.MONOTONY: ("week", "weeks"),
    FindingKind.NEAR_FAILURE: ("week", "weeks"),
    FindingKind.BACK_LOAD_SPIKE: ("week", "weeks"),
    FindingKind.CORE_SHARE: ("stretch", "stretches"),
    FindingKind.POSTERIOR_CHAIN_SHARE: ("stretch", "stretches"),
    FindingKind.PUSH_PULL: ("stretch", "stretches"),
    FindingKind.SELF_TEST: ("result", "results"),
    FindingKind.FORM_CHANGE: ("time", "times"),
    FindingKind.FORM_FAULT: ("time", "times"),
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


def _lift(finding: Finding) -> str:
    return within_a_sentence(finding.exercise or "lift")


def _rise(value: float, usual: float) -> str:
    return f"{100 * (value / usual - 1):.0f} %" if usual else "all of it"


def _times(value: float, usual: float) -> str:
    return f"{value / usual:.1f} times" if usual else "not comparable with"


def _plain(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:,.0f}"


def _ordinal(number: int) -> str:
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"
