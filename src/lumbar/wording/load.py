"""The sentences about load, in English: what each figure is, and what it is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lumbar.core.evidence import Certainty, Source
from lumbar.core.exercises import Muscle
from lumbar.core.load.exposure import FEWEST_USUAL_WEEKS, USUAL_WEEKS
from lumbar.core.load.foster import MONOTONY_DAYS
from lumbar.core.load.rated_sessions import RatedWeek
from lumbar.core.load.strength_trend import FEWEST_TREND_DAYS, TREND_WEEKS, EstimatedFrom, StrengthTrend
from lumbar.core.quantities import MassUnit, in_unit, kilograms
from lumbar.core.references import (
    FOSTER_1998,
    HUTCHINS_2010,
    IMPELLIZZERI_2021,
    LOLLI_2019,
    OUR_JUDGEMENT,
    PELLAND_2024,
    SEN_1968,
    WILLIAMS_2017,
)
from lumbar.usecases.review_load import LiftStrength, LoadDay, LoadReview, LoadTable, LoadWeek
from lumbar.wording.dates import short_date
from lumbar.wording.report import day_and_month

TITLE = "Your load"
NOT_KNOWN = "–"
"""In a cell of a table on a terminal: undefined, which is not 0."""
STRENGTH_TITLE = "What you could lift once"
HARD_SETS_TITLE = "Hard sets"
NOTES_TITLE = "What these figures are"
WEEK_HEADERS = ("seven days up to", "load", "× usual", "acute", "chronic", "monotony", "strain", "back × usual")
HARD_SET_HEADERS = ("muscle", "this week", "usual week")
NOT_INJURY = "That alone does not mean injury."
FIRST_SHOWN = "shown from the 28th day of the log"
PICTURE_TITLE = "Your load, week against month"
BACK_PICTURE_TITLE = "What it asked of your lower back"
AVERAGE_LABELS = {"acute": "about a week", "chronic": "about 4 weeks"}
"""At the ends of the lines."""
BAND_LABEL = "your usual"
TABLE_SUMMARY = "The load in numbers, week by week"
TABLE_HEADERS = ("Seven days up to", "Load", "× usual week", "About a week", "About four weeks", "Lower back, × usual")
NO_VALUE = "not known"


@dataclass(frozen=True, slots=True)
class LoadNote:
    """What a figure is and is not, and how sure."""

    about: str
    """Names of the figures, as the table has them."""
    text: str
    certainty: Certainty
    sources: tuple[Source, ...]


NOTES: tuple[LoadNote, ...] = (
    LoadNote(
        "load",
        "Weight times repetitions of the sets that were done; warm-ups are left out where the log flags them, and help from a machine is no load. It does not know how hard a set was, nor what it asked of one part of the body.",
        Certainty.HIGH,
        (OUR_JUDGEMENT,),
    ),
    LoadNote(
        "acute, chronic",
        "What you did a day, on average, over about a week and about four: every day counts a little less than the one after it, and rest days count as 0.",
        Certainty.MODERATE,
        (WILLIAMS_2017,),
    ),
    LoadNote(
        "acwr_ewma, acwr_coupled, acwr_uncoupled",
        "Three ways to divide a week by a month. They give different answers for the same training, the month of one of them holds the week itself, and no ratio of loads predicts pain: there is no good or bad range. They were studied in team sports, not in people who lift for themselves, and not for back pain.",
        Certainty.LOW,
        (WILLIAMS_2017, LOLLI_2019, IMPELLIZZERI_2021),
    ),
    LoadNote(
        "monotony, strain",
        f"How alike {MONOTONY_DAYS.value} days were: their mean over their spread (the sample SD, not the population SD, which gives 8 % more); strain is the load of the week times that. The lines others draw in them are of rated effort, not of weight, and none holds for everybody.",
        Certainty.LOW,
        (FOSTER_1998,),
    ),
    LoadNote(
        "spinal_exposure",
        "What a rough model says that the repetitions asked of your lower back, from the exercise, the weight and how far the trunk leans. Warm-ups count too, and sets it cannot tell of are left out. It knows nothing of your form, your speed or your back, so it is only good against your own other weeks. It is no force in your spine and no limit.",
        Certainty.LOW,
        (OUR_JUDGEMENT,),
    ),
    LoadNote(
        "strength",
        f"An estimate from sets that were not a test: the formulas disagree with each other, and typically miss a measured best by 5 to 7 kg. The trend is of the last {TREND_WEEKS.value} weeks, with the bounds between which it may have been; it is no forecast.",
        Certainty.LOW,
        (HUTCHINS_2010, SEN_1968),
    ),
    LoadNote(
        "hard_sets",
        "Sets taken near enough to failure to count, one for the muscles a lift is aimed at and half for those that help. Sets without a logged effort are counted too. They are what muscle growth follows over many people; neither few nor many are shown to hurt a back.",
        Certainty.MODERATE,
        (PELLAND_2024,),
    ),
)


def title(review: LoadReview) -> str:
    """Over the table of weeks."""
    return f"{TITLE}, up to {short_date(review.last)}"


def week_sentence(table: LoadTable, unit: MassUnit) -> str:
    """The last seven days against the usual week."""
    if not table.weeks:
        days = len(table.days)
        return f"Your log has {_days(days)} up to {short_date(table.last)}: less than a week, so there is nothing to hold against each other yet."
    week = table.weeks[-1]
    if not week.trained_days:
        return f"Nothing was trained in the seven days up to {short_date(week.last)}."
    if week.load == 0:
        return f"In the seven days up to {short_date(week.last)} you trained on {_days(week.trained_days)}, and no work set with a weight is in it: body-weight work and warm-ups have no load in kg × repetitions."
    lifted = f"In the seven days up to {short_date(week.last)} you lifted {load_with_unit(week.load, unit)}"
    if week.times_usual is None:
        return f"{lifted}. {usual_not_known_sentence()}"
    return f"{lifted}. This week is {times(week.times_usual)} times your usual. {NOT_INJURY}"


def usual_not_known_sentence() -> str:
    """Where there are too few weeks to hold this one against."""
    return f"Your usual week is not known: it takes {FEWEST_USUAL_WEEKS.value} weeks with training before this one, of which your log tells about as much as of this one."


def usual_week_sentence() -> str:
    """What "usual" means here."""
    return f"Your usual week is the middle one of your last {USUAL_WEEKS.value} weeks with training before it."


def weeks_unit_sentence(unit: MassUnit) -> str:
    """Which unit the table of weeks is in."""
    return f"Load and strain in {unit.value} × repetitions, acute and chronic in the same a day; a dash is undefined, which is not 0."


def averages_sentence(day: LoadDay, unit: MassUnit) -> str:
    """The two averages as they stand on a day."""
    if day.acute is None or day.chronic is None:
        return f"The averages over a week (acute) and over four (chronic) are {FIRST_SHOWN}."
    acute, chronic = (load_number(each, unit) for each in (day.acute, day.chronic))
    return f"A day, on average: {acute} {unit.value} × repetitions over about a week (acute), {chronic} over about four (chronic)."


def ratios_sentence(day: LoadDay) -> str:
    """The three ratios side by side; empty while none is defined."""
    told = (("weighted", day.acwr_ewma), ("coupled", day.acwr_coupled), ("uncoupled", day.acwr_uncoupled))
    known = [f"{ratio:.2f} {name}" for name, ratio in told if ratio is not None]
    if not known:
        return ""
    return f"Week over month, divided in the usual ways: {', '.join(known)}. They differ by their arithmetic, and no ratio of loads predicts pain."


def rated_sentence(week: RatedWeek) -> str:
    """The last seven days by the person's own rating of whole sessions."""
    figures = f"By your own ratings (session RPE times minutes), the seven days were {week.load:,.0f}"
    if week.monotony is None or week.strain is None:
        return f"{figures}."
    return f"{figures}; monotony {week.monotony:.2f}, strain {week.strain:,.0f}. They are for your own weeks, and no line in them holds for everybody."


def back_sentence(week: LoadWeek) -> str:
    """What the week asked of the lower back, against the usual week; empty for a week without training."""
    if not week.trained_days:
        return ""
    if week.spinal_exposure is None:
        return "What the week asked of your lower back cannot be told: the model knows none of its sets."
    if week.back_times_usual is None:
        return "What the week asked of your lower back cannot be held against your usual: too few weeks, or your log tells more of some weeks (weights, names Lumbar knows) than of others."
    return f"By a rough model, it asked {times(week.back_times_usual)} times your usual week of your lower back."


def strength_sentence(lift: LiftStrength, unit: MassUnit) -> str:
    """The newest estimate of a lift with the disagreement about it, and its trend with its doubt."""
    newest = lift.newest
    estimate = f"{lift.exercise}: about {mass(newest.maximum_kg, unit)} on {short_date(newest.day)}"
    if mass(lift.lowest_kg, unit) != mass(lift.highest_kg, unit):
        estimate += f" (the formulas say {_number(in_unit(lift.lowest_kg, unit))} to {mass(lift.highest_kg, unit)})"
    return f"{estimate}. {trend_sentence(lift.trend, unit)}"


def trend_sentence(trend: StrengthTrend | None, unit: MassUnit) -> str:
    """Where it is going, and between which bounds."""
    if trend is None:
        return f"No trend: it takes {FEWEST_TREND_DAYS.value} days of the lift in {TREND_WEEKS.value} weeks."
    over = f"Over {_days(trend.days)} of it since {day_and_month(trend.first)}"
    low, high = trend.lowest_kg_per_week, trend.highest_kg_per_week
    if not trend.is_clear:
        return f"{over}, no clear trend: between {_change(low, unit)} and {_change(high, unit)} a week."
    went = "up" if trend.kg_per_week > 0 else "down"
    bounds = sorted(abs(in_unit(each, unit)) for each in (low, high))
    amounts = f"{abs(in_unit(trend.kg_per_week, unit)):.1f} {unit.value} a week"
    return f"{over}, {went} by about {amounts}, somewhere between {bounds[0]:.1f} and {bounds[1]:.1f}."


def effort_sentence(lifts: Sequence[LiftStrength]) -> str:
    """Said once where estimates rest on sets of which nobody knows how hard they were; empty else."""
    if all(lift.newest.estimated_from is EstimatedFrom.EFFORT for lift in lifts):
        return ""
    return "Where your log has no effort (RPE or RIR), a set counts as if it had gone to failure; what was left in it makes the estimate too low."


def hard_sets_sentence(review: LoadReview) -> str:
    """What the table of muscles is."""
    if not review.hard_sets:
        return "There are no seven days to count yet."
    week = review.hard_sets[-1]
    if not week.sets:
        return f"None in the seven days up to {short_date(week.last)}."
    many = "all" if week.effort_not_logged == week.sets else f"{week.effort_not_logged} of them"
    unrated = f"; {many} without a logged effort" if week.effort_not_logged else ""
    return f"{_sets(week.sets)} in the seven days up to {short_date(week.last)}{unrated}. One set counts for several muscles, half where a muscle only helps."


def muscle_row(muscle: Muscle, week: Mapping[Muscle, float], usual: Mapping[Muscle, float]) -> tuple[str, ...]:
    """The cells of one muscle, in the order of ``HARD_SET_HEADERS``; without a usual week there is none to show."""
    return (
        muscle_name(muscle),
        f"{week.get(muscle, 0.0):g}",
        f"{usual.get(muscle, 0.0):g}" if usual else NOT_KNOWN,
    )


def muscle_name(muscle: Muscle) -> str:
    """As gyms say it."""
    return {Muscle.ERECTOR_SPINAE: "lower back"}.get(muscle, muscle.value.replace("_", " "))


def more_lifts_sentence(many: int) -> str:
    """Under the lifts that are shown."""
    return f"and {many} more {'lift' if many == 1 else 'lifts'}; --json has them all"


def more_muscles_sentence(many: int) -> str:
    """Under the muscles that are shown."""
    return f"and {many} more {'muscle' if many == 1 else 'muscles'}; --json has them all"


def note_sentence(note: LoadNote) -> str:
    """A note with how sure it is."""
    return f"{note.about}: {note.text} {certainty_words(note.certainty)}"


def certainty_words(certainty: Certainty) -> str:
    """How sure, in a word."""
    return f"Certainty: {certainty.value}."


def table_written(path: str, days: int) -> str:
    """After the table was written to a file."""
    return f"Wrote {path}: {_days(days)}, a row each."


# ---- The picture ----


def picture_title(table: LoadTable) -> str:
    """The picture's name, for those who cannot see it."""
    return f"Load of each day with its averages over about a week and about four, up to {short_date(table.last)}"


def picture_description(table: LoadTable, unit: MassUnit) -> str:
    """The picture in words, for those who cannot see it."""
    said = (week_sentence(table, unit), averages_sentence(table.days[-1], unit), "The table below has the same weeks.")
    return " ".join(said)


def picture_caption() -> str:
    """What the bars and lines are, once, under the picture."""
    return f"Each bar is a day; the lines are averages in which a day counts less the longer ago it was and rest days count as 0, {FIRST_SHOWN}. No distance between them is good or bad: no ratio of loads predicts pain."


def back_picture_title(table: LoadTable) -> str:
    """The small picture's name, for those who cannot see it."""
    return f"What each seven days asked of the lower back, up to {short_date(table.last)}"


def back_picture_description(table: LoadTable) -> str:
    """The small picture in words."""
    band = table.usual_back
    usual = f"The usual is from {times(band.low)} to {times(band.high)} times the usual week." if band else ""
    return " ".join(part for part in (back_sentence(table.weeks[-1]), usual) if part)


def back_caption(table: LoadTable) -> str:
    """What the bars of the small picture are."""
    bars = "Each bar is seven days, as a multiple of what is your usual week now."
    band = (
        f" The band holds the middle half of the {USUAL_WEEKS.value} weeks that is taken from."
        if table.usual_back
        else ""
    )
    return f"{bars}{band} A rough model from exercise, weight and lean: good against your own weeks, no force and no limit."


def load_label(unit: MassUnit) -> str:
    """What the bars of the first picture are."""
    return f"Load a day, {unit.value} × repetitions"


def back_label() -> str:
    """What the bars of the second are."""
    return "Lower back, seven days, × your usual week"


def table_caption(unit: MassUnit) -> str:
    """Over the table of weeks on a page."""
    return f"Seven days a row, counted back from the last day. Load in {unit.value} × repetitions; the averages are a day, as on the last of the seven. The usual week is the middle one of the {USUAL_WEEKS.value} weeks with training before each."


# ---- Figures ----


def load_with_unit(load_g: float, unit: MassUnit) -> str:
    """A volume load from gram-repetitions, as it is said."""
    return f"{load_number(load_g / 1000, unit)} {unit.value} × repetitions"


def load_number(load_kg: float, unit: MassUnit) -> str:
    """A load from kg x repetitions, without its unit."""
    return f"{in_unit(load_kg, unit):,.0f}"


def mass(load_kg: float, unit: MassUnit) -> str:
    """A weight, to the whole kilogram or pound: estimates carry no more."""
    return f"{_number(in_unit(load_kg, unit))} {unit.value}"


def times(ratio: float) -> str:
    """How many times the usual, in tenths."""
    return f"{ratio:.1f}"


def cell(value: float | None, decimals: int = 2) -> str:
    """A figure in a table; a dash where it is undefined."""
    return NOT_KNOWN if value is None else f"{value:,.{decimals}f}"


def week_row(week: LoadWeek, unit: MassUnit) -> tuple[str, ...]:
    """The cells of one week, in the order of ``WEEK_HEADERS``."""
    in_units = (None if each is None else in_unit(each, unit) for each in (week.acute, week.chronic))
    acute, chronic = (cell(each, 0) for each in in_units)
    return (
        day_and_month(week.last),
        load_number(kilograms(week.load), unit),
        cell(week.times_usual, 1),
        acute,
        chronic,
        cell(week.monotony),
        cell(None if week.strain is None else in_unit(week.strain, unit), 0),
        cell(week.back_times_usual, 1),
    )


def _number(amount: float) -> str:
    return f"{amount:,.0f}"


def _days(many: int) -> str:
    return f"{many:,} {'day' if many == 1 else 'days'}"


def _sets(many: int) -> str:
    return f"{many} {'set' if many == 1 else 'sets'}"


def _change(kg: float, unit: MassUnit) -> str:
    shown = f"{abs(in_unit(kg, unit)):.1f}"
    return "no change" if float(shown) == 0 else f"{shown} {unit.value} {'down' if kg < 0 else 'up'}"
