"""The sentences of the web pages, from the dropped log to the answer. One thing a page, short, in the second person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lumbar.core.athlete import Sex
from lumbar.core.errors import DataProblem
from lumbar.core.provenance import FileReading
from lumbar.core.quantities import MassUnit, kilograms
from lumbar.core.training import Session
from lumbar.core.triage.questions import CONTEXT, EMERGENCY_GROUP, INFLAMMATORY, Question
from lumbar.usecases.check_in import carried_over
from lumbar.usecases.check_in_steps import Step
from lumbar.usecases.import_log import ImportResult
from lumbar.usecases.log_summary import LogSummary
from lumbar.usecases.pain_days import PainDay
from lumbar.usecases.ports import CheckIn, PairedPhone
from lumbar.wording import check_in as check_in_words
from lumbar.wording import noted_pain, reading, report, triage
from lumbar.wording.dates import MONTHS, short_date
from lumbar.wording.problems import problem_sentence, unusable_sentence

LOOKS: Mapping[str, str] = {"auto": "Light or dark as your device says", "dark": "Dark", "light": "Light"}
LOOK_SIGNS: Mapping[str, str] = {
    "auto": "\N{CIRCLE WITH LEFT HALF BLACK}",
    "dark": "\N{LAST QUARTER MOON}\N{VARIATION SELECTOR-15}",
    "light": "\N{BLACK SUN WITH RAYS}\N{VARIATION SELECTOR-15}",
}
STOPS: Mapping[str, str] = {"log": "Your log", "day": "The day", "back": "Your back", "answer": "The answer"}
"""The way, as it stands above every page."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

# The first page

START_TITLE = "What was different before your back hurt?"
START_LEAD = "Drop the log your training app keeps. In a minute you see what was different from your usual, whether to see a doctor, and what to do today."
DROP_TITLE = "Drop your export here"
DROP_LEAD = "From Strong, Hevy, FitNotes, Garmin or another app, several at once, zipped or not. They are read on this computer, and nothing is sent anywhere or kept unless you say so."
DROP_BUTTON = "Choose files"
READ_BUTTON = "Read them"
READING = "Reading …"
HOW_TO_EXPORT_TITLE = "Where do I find my export?"
HOW_TO_EXPORT = (
    ("Strong", "Profile, the gear, Export Strong Data"),
    ("Hevy", "Profile, Settings, Export & import data, Export workouts"),
    ("FitNotes", "Settings, Spreadsheet export, Workout data; or its backup"),
    ("FitBod", "Log, or Profile and Settings, Export workout data"),
    ("Garmin", "On its website: the activity, the gear, Export original"),
    ("Apple Health", "Your picture, Export All Health Data: days and lengths, no sets"),
    (
        "Another app",
        "Look for export, backup or your data in its settings; many more are read, and other tables once you say what their columns mean",
    ),
)
MADE_PERSON_BUTTON = "Try it with a made person"
MADE_PERSON_LEAD = "Half a year of invented training, and a back that began to hurt. Nothing is stored."
NO_LOG_LINK = "I keep no log"
NOT_A_DOCTOR = "Lumbar tells you how soon to see whom. It is not a diagnosis, and not a medical device."
URGENT_FIRST = "Numb between the legs, new trouble with bladder or bowels, both legs weak or numb, a leg getting weaker, a heavy fall, chest pain, a tearing pain, or fever and feeling very unwell? Call your emergency number now."
STORED_TITLE = "Your log is here"
CHECK_IN_BUTTON = "How is your back today?"
LAST_ANSWER_LINK = "Show what was different"
ANOTHER_LOG_TITLE = "Or drop a newer export"
ANOTHER_LOG_LEAD = "It is looked at alone, and joins your log when you keep it."
NO_FILE = "No file came with that. Choose one or more exports of your training app, or try the made person to see what happens."

# The unit

UNIT_TITLE = "Kilograms or pounds?"
UNIT_APPS: Mapping[str, str] = {
    "fitbod": "FitBod",
    "fitnotes": "FitNotes",
    "gymbook": "GymBook",
    "hevy": "Hevy",
    "jefit": "JEFIT",
    "liftosaur": "Liftosaur",
    "lyfta": "Lyfta",
    "repcount": "RepCount",
    "strava": "Strava",
    "strengthlog": "StrengthLog",
    "strong": "Strong",
    "stronglifts": "StrongLifts",
}
"""By format: the apps that may write a file without its unit. A table of one's own has none."""
UNIT_FILES_NAMED = 3

# The day

WHEN_TITLE = "When did it start to hurt?"
WHEN_LEAD = "Everything is looked at up to that day. If it crept in, take the first day you noticed it."
WHEN_CANDIDATES = "Your own notes speak of your back. Was it one of these?"
WHEN_CALENDAR = "Choose the day"
WHEN_CALENDAR_LEAD = "Days with training have a dot."
WHEN_TYPED = "Or type the date"
WHEN_CANNOT_SAY = "I cannot say, or it does not hurt now"
WHEN_CANNOT_SAY_LEAD = "Then the last two weeks of your log are looked at."
NOT_A_DAY = "That is not a day Lumbar can read. Choose one in the calendar, or type it as year, month and day."
DAY_TO_COME = "That day is yet to come, and nothing can be said of it. Choose the day on which it began to hurt."
WHAT_WAS_READ = "What was read"
FILE_BY_FILE = "File by file"
TAKE_IT = "Take it"

# Without a log

NO_LOG_TITLE = "What do you remember?"
GO_ON = "Go on"

# The check-in

NONE_BUTTON = "None of these"
TICKED_BUTTON = "Only what I ticked"
LEAVE_OPEN_BUTTON = "I will not answer this now"
UNSURE_LEAD = "Tick yes where it applies. Where you do not know, tick not sure."
TICKED_AND_NONE = "You ticked something and pressed “None of these”. Take the tick away, or press “Only what I ticked”."
NOTHING_TICKED = "Nothing is ticked. If none of them applies, press “None of these”."
PAIN_AGAIN = "Tap a number from 0 to 10, so that the answer rests on how your back is now."
PAIN_NONE = "none"
PAIN_WORST = "worst imaginable"
PAIN_SAVED = "One tap saves it."
AGE_AGAIN = "Type your age in whole years, such as 34, or leave it empty: it changes what is safe to do at home."
AGE_LABEL = "Your age in years"
SEX_LABEL = "Your sex"
DURATION_LABEL = "How long has it hurt?"
DURATION_AGAIN = "Type how long it has hurt as a whole number, such as 3 days or 2 weeks, or leave it empty."
DURATION_FROM_THE_DAY = "Counted from the day you named; correct it if it is wrong."
DURATION_UNIT_LABEL = "Days, weeks, months or years"
STILL_RIGHT_TITLE = "Still right?"
BACK_LINK = "Back to the question before"
SEXES = (
    (Sex.FEMALE.value, "Female"),
    (Sex.MALE.value, "Male"),
    (Sex.OTHER.value, "Other"),
    (Sex.UNKNOWN.value, "Leave it out"),
)

# The answer

ANSWER_TITLE = "The answer"
DECISION_TITLE = "Today"
NOT_ASKED_YET = (
    "You have not checked in today, so Lumbar did not ask you about these; nothing below means that they do not apply."
)
ADD_A_LOG_LINK = "See what was different: add your log"
CHECK_IN_FIRST_BUTTON = "Answer a few questions first"
CHECK_IN_AGAIN_BUTTON = "Check in again"
OTHER_DAY_LINK = "Another day"
KEEP_TITLE = "Keep your log?"
KEEP_LEAD = "Your log is held in memory and forgotten when Lumbar stops. Keep it on this computer, and tomorrow one tap is enough. Your answers about your back are kept already."
KEEP_BUTTON = "Keep my log"
TAKE_ALONG_TITLE = "Take it along"
REPORT_LINK = "Save this as one file"
REPORT_LEAD = "For yourself or for whoever sees you: one page without script, to print or send."
BEGIN_ANEW_BUTTON = "Begin anew"
MADE_PERSON_OVER = "Now with my own log"
ANSWER_AS_MADE_PERSON = "Answer the questions as this person"
SESSION_TITLE = "Today's session"
MINUTES_LABEL = "I have"

# The phone

SELF_TESTS_LINK = "Self-tests"
PHONE_LINK = "Your phone"
PHONE_TITLE = "Your phone"
PHONE_NONE = "No phone is paired."
PHONE_HOW = "To pair one, start Lumbar with “./start serve --phone” and scan the code it shows: from then on your phone shows these pages in your home network. One phone at a time."
PHONE_REVOKE_BUTTON = "Take its access away"
PHONE_REVOKED = "The phone has lost its access. Its next request gets nothing."

# What went wrong

CANNOT_GO_ON_TITLE = "That did not work"
OUR_FAULT_TITLE = "Something broke in Lumbar"
TOO_MUCH = (
    "That was more than a gigabyte, which no training log is. Drop the export of your app, not a backup of your phone."
)
NO_SUCH_PAGE = "There is no such page here. Begin at the first one."
NOT_POSSIBLE = "That cannot be done from here. Begin at the first page."
BACK_TO_START = "To the first page"


def our_fault(kind: str) -> str:
    """A fault of ours, with what a report of it needs."""
    return f"This is a fault of Lumbar's and not of your data ({kind}). Nothing that was stored is lost. Go back and try again; if it comes again, please report it."


@dataclass(frozen=True, slots=True)
class CheckInPage:
    """What one step of the check-in says before it is answered."""

    title: str
    lead: str
    groups: Mapping[str, Sequence[Question]] = field(default_factory=dict)
    """Questions by the heading they stand under."""
    question: str = ""
    """Where there is one question and no list."""


def check_in_page(step: Step, on: date, before: Sequence[CheckIn]) -> CheckInPage:
    """The page of a step."""
    match step:
        case Step.PAIN:
            return CheckInPage(check_in_words.PAIN_TITLE, check_in_words.PAIN_LEAD)
        case Step.NO_SYMPTOMS:
            return CheckInPage(
                check_in_words.NO_SYMPTOMS_TITLE, "", question=f"{check_in_words.NO_SYMPTOMS_LEAD.removesuffix('?')}?"
            )
        case Step.EMERGENCY:
            return CheckInPage(triage.EMERGENCY_TITLE, "", {"": EMERGENCY_GROUP})
        case Step.OLD_AND_STABLE:
            question = triage.question_text(Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE)
            return CheckInPage(triage.EMERGENCY_TITLE, "", question=question)
        case Step.SYMPTOMS:
            return CheckInPage(triage.SYMPTOMS_TITLE, "", check_in_words.SYMPTOM_GROUPS)
        case Step.INFLAMMATORY:
            return CheckInPage(
                triage.INFLAMMATORY_TITLE, "It has lasted for months, so a few more.", {"": INFLAMMATORY}
            )
        case Step.STILL_RIGHT:
            told = carried_over(before, on)
            known = check_in_words.carried_over_sentence(told.age or 0, told.sex, told.context)
            return CheckInPage(STILL_RIGHT_TITLE, "", question=known)
        case Step.CONTEXT:
            return CheckInPage(
                triage.CONTEXT_TITLE, "Some things change what is safe. Asked once, and kept.", {"": CONTEXT}
            )


def leave_open_lead(step: Step) -> str:
    """What becomes of a list that is left open."""
    if step in (Step.EMERGENCY, Step.CONTEXT):
        return "Not answered is never taken for no: without it there may be no session."
    return "Not answered is never taken for no: the answer then rests on the rest, and says less."


def yes_no_buttons(step: Step) -> tuple[tuple[str, str], ...]:
    """The answers to a single question, the surest way on first."""
    match step:
        case Step.NO_SYMPTOMS:
            return (("yes", "That is right"), ("no", "Show me the whole list"))
        case Step.STILL_RIGHT:
            return (("yes", "Still right"), ("no", "Something has changed"))
        case _:
            return (("yes", "Yes"), ("no", "No"), ("unknown", "I do not know"))


def unit_lead(files: Sequence[FileReading]) -> str:
    """What is asked, of which files of which app; other apps are asked about for themselves."""
    names = [report.file_name(each.path) for each in files[:UNIT_FILES_NAMED]]
    if more := len(files) - len(names):
        names.append(f"{more:,} more")
    named = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    app = next((f" from {UNIT_APPS[each.format]}" for each in files if each.format in UNIT_APPS), "")
    say = "does not say which unit its" if len(files) == 1 else "do not say which unit their"
    return f"{named}{app} {say} weights are in, and every number after this depends on it."


def unit_heaviest(files: Sequence[FileReading]) -> str:
    """Above the heaviest sets of the files that are asked about."""
    return f"Your heaviest sets, as the {'file has' if len(files) == 1 else 'files have'} them:"


def unit_guess(guess: MassUnit) -> str:
    """What the plates suggest, called what it is."""
    return f"From the plates it looks like {'kilograms' if guess is MassUnit.KG else 'pounds'}; that is a guess."


def day_name(day: date) -> str:
    """A day as the head of a page has it: Mon 23 Nov."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def month_name(day: date) -> str:
    """A month above its sheet: Nov 2026."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def calendar_day(day: date, *, trained: bool) -> str:
    """A day of the calendar, for those who hear it: Mon 23 Nov 2026, training."""
    return f"{day_name(day)} {day.year}{', training' if trained else ''}"


def stored_sentence(log: LogSummary) -> str:
    """What is kept of a person's training."""
    return reading.span_sentence(log.sessions, log.sets, log.first, log.last)


def read_sentences(log: LogSummary) -> tuple[str, ...]:
    """What was read of each file, and what could not be."""
    said = [f"{report.file_name(each.path)}: {_how_read(each)}" for each in log.readings]
    said += [unusable_sentence(problem) for problem in log.unreadable]
    said += [f"{report.file_name(path)} was given twice and is counted once." for path in log.repeated]
    if log.days_in_two_apps:
        said.append(reading.two_apps_sentence(log.days_in_two_apps))
    said.append(reading.names_sentence(log.named_sets, log.sets))
    if log.unknown:
        said.append(report.unknown_names_sentence(log))
    return tuple(said)


def set_aside_sentences(log: LogSummary) -> tuple[str, ...]:
    """Each record that is in no figure, with its reason and what to do; the first hundred of them."""
    most = 100
    shown = tuple(_set_aside(problem) for problem in log.quarantine[:most])
    more = len(log.quarantine) - most
    return (*shown, f"and {more:,} more") if more > 0 else shown


def set_aside_title(log: LogSummary) -> str:
    """How many records were set aside."""
    many = len(log.quarantine)
    return f"{many:,} record{'' if many == 1 else 's'} set aside, and in no figure"


def heaviest_sets(sessions: Iterable[Session]) -> tuple[str, ...]:
    """The heaviest set of the three heaviest lifts in the numbers of the file, without a unit: a person knows which."""
    heaviest: dict[str, tuple[float, str, date]] = {}
    for session in sessions:
        for done in session.sets:
            if done.load is not None and kilograms(done.load) > heaviest.get(done.exercise, (0.0, "", session.day))[0]:
                heaviest[done.exercise] = kilograms(done.load), done.load_raw, session.day
    most = sorted(heaviest.items(), key=lambda item: -item[1][0])[:3]
    return tuple(f"{exercise}: {raw} on {short_date(day)}" for exercise, (_, raw, day) in most)


def pain_day_button(found: PainDay) -> str:
    """A day the notes speak of, to be taken or left."""
    return noted_pain.pain_day_sentence(found)


def kept(result: ImportResult) -> str:
    """What was stored when the person said so."""
    if not result.stored:
        return "Your log was here already; nothing new was stored."
    sets, sessions = result.sets.added, result.sessions.added + result.sessions.grown
    changed = (
        f" {len(result.changed):,} sessions differ from what was stored and were left as they are."
        if result.changed
        else ""
    )
    return f"Kept on this computer: {sets:,} new sets in {sessions:,} sessions.{changed}"


def paired_since(phone: PairedPhone) -> str:
    """Since when it is let in, and when it was last there. Days are those of the instants' own zone."""
    seen = f"last seen on {short_date(phone.last_seen.date())}" if phone.last_seen else "not seen since"
    return f"Paired on {short_date(phone.paired_at.date())}, {seen}."


def _how_read(each: FileReading) -> str:
    unit = reading.unit_sentence(each) if not each.unit_is_a_guess else ""
    return f"{each.format}, {reading.balance_sentence(each)}. {unit}".strip()


def _set_aside(problem: DataProblem) -> str:
    reason, hint = problem_sentence(problem)
    return f"{report.file_name(problem.path)}, line {problem.line}: {reason} {hint}"
