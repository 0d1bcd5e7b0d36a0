"""What is wrong with a file, in words: what was met, why it matters, what to do about it. Nobody is blamed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from lumbar.core.errors import (
    DataProblem,
    ProblemKind,
    StoreTrouble,
    TrackTrouble,
    UnusableInput,
    UnusableKind,
    VideoTrouble,
    WeightsTrouble,
)

_SHOWN = 60
_FILES = {
    "xlsx": "an Excel workbook",
    "xls": "an old Excel workbook",
    "zip": "a zip archive",
    "gzip": "a gzip archive",
    "SQLite": "a database (an app's backup, perhaps)",
    "FIT": "a Garmin FIT file without sets of strength training",
    "PDF": "a PDF document",
    "RTF": "a word processor's document",
    "PNG": "a picture",
    "JPEG": "a picture",
    "MP4": "a video",
}


def problem_sentence(problem: DataProblem) -> tuple[str, str]:
    """The reason why one record was set aside or remarked upon, and what can be done: one sentence each."""
    return _reason(problem), _hint(problem)


def unusable_sentence(unusable: UnusableInput) -> str:  # noqa: PLR0912 one case a kind
    """Why an input cannot be used at all, and what to do."""
    path, met = unusable.path, unusable.met
    match unusable.kind:
        case UnusableKind.NOT_FOUND:
            return f"There is no file {path}; check the name and the folder, then try again."
        case UnusableKind.IS_A_DIRECTORY:
            return f"{path} is a folder, and a log is a single file; name the file inside it."
        case UnusableKind.NO_PERMISSION:
            return f"You are not allowed to read {path}; change its permissions, or copy it to a folder of your own."
        case UnusableKind.CANNOT_BE_READ:
            return f"{path} cannot be read{_in_brackets(met)}; copy it to this machine's own disk and try again."
        case UnusableKind.TOO_LARGE:
            return (
                f"{path} is {met or 'too'} large, and a log of a lifetime stays below {unusable.limit or 'the limit'}; "
                "it was not read, so check that it is the export of your training app."
            )
        case UnusableKind.EMPTY:
            return f"{path} is empty, so there is nothing to read; export your log again."
        case UnusableKind.HEADER_ONLY:
            return f"{path} has a header and no record below it; export your log again, with all your workouts."
        case UnusableKind.HTML:
            return (
                f"{path} is a web page and not a log, whatever its name says; "
                "download the export itself, signed in to the app's site if need be."
            )
        case UnusableKind.BINARY:
            return (
                f"{path} is {_FILES.get(met or '', 'not a text file')} and not a CSV export; "
                "export your log from the app as CSV, or save the table as CSV."
            )
        case UnusableKind.UNKNOWN_FORMAT:
            return (
                f"{path} begins with {_quoted(met)}, which no log we know begins with; "
                f"export it from {_any_of(unusable.known)} as CSV, unchanged."
            )
        case UnusableKind.NOTHING_USABLE:
            return (
                f"None of the records of {path} holds a set that can be used{_first_of(met)}; "
                "check that it is your own export, unchanged, and export it again."
            )
        case UnusableKind.UNIT_NOT_CONFIRMED:
            return (
                f"{path} does not say whether its loads are kilograms or pounds{_guess(met)}, and a wrong guess would "
                "more than double them or halve them; answer with `--unit kg` or `--unit lb`."
            )
        case UnusableKind.NO_LOG:
            return "There is no training log yet; name an exported file, or import one with `lumbar import FILE`."
        case UnusableKind.NO_TRAINING_UP_TO_THE_DAY:
            return (
                f"The log has no training up to {met or 'that day'}, so there is nothing to compare with; "
                "name a later day, or import an export that reaches further back."
            )
        case UnusableKind.ANSWERS_UNREADABLE:
            return (
                f"The answers in {path} cannot be read{_in_brackets(met)}, and nothing was judged from them; "
                "correct the file and try again."
            )
        case UnusableKind.STORE_UNREADABLE:
            return f"Your data in {path} cannot be used, and nothing in it was changed: {_store_sentence(unusable.met)}"
        case UnusableKind.CANNOT_BE_WRITTEN:
            return (
                f"{path} cannot be written{_in_brackets(met)}, so nothing was saved there; "
                "check that the folder exists, is yours and has room."
            )
        case UnusableKind.ARCHIVE_DAMAGED:
            return f"The archive {path} cannot be opened{_in_brackets(met)}; unpack it yourself and choose the log inside, or export again."
        case UnusableKind.ARCHIVE_BOMB:
            return f"The archive {path} would unpack to far more than a log holds{_in_brackets(met)}, so nothing of it was read; unpack it yourself and choose the log inside."
        case UnusableKind.XML_BOMB:
            return f"{path} holds what no export holds and what fills a machine's memory{_in_brackets(met)}, so nothing of it was used; export it again from the app itself."
        case UnusableKind.COLUMNS_TO_CONFIRM:
            return (
                f"{path} begins with {_quoted(met)}, which no app we know writes, and a guess at its columns could put a load into the repetitions; "
                f"say once what they mean with `lumbar columns {path}`, and tables with these columns are read from then on."
            )
        case UnusableKind.ZONE_UNKNOWN:
            return f"{_quoted(met)} is no time zone this machine knows, and the log's times depend on it; write it as Europe/Berlin."
        case UnusableKind.PORT_NOT_TO_BE_HAD:
            return (
                f"Nothing can be served at {path}{_in_brackets(met)}; "
                "another program may be using it, so name another with --port, or leave it out."
            )
        case UnusableKind.TRACK_UNREADABLE:
            return f"{path} {_track_sentence(met, unusable.limit)}"
        case UnusableKind.VIDEO_UNREADABLE:
            return f"{path} {_video_sentence(met, unusable.limit)}"
        case UnusableKind.VIDEO_PARTS_MISSING:
            return f"{path} needs the parts of Lumbar that look at videos, and they are not all installed{_in_brackets(met)}; run `./start setup`, or install `lumbar[video]`, and try again{_not_made_for(met)}."
        case UnusableKind.WEIGHTS_MISSING:
            return _weights_sentence(path, met)
        case _:
            assert_never(unusable.kind)


def _reason(problem: DataProblem) -> str:  # noqa: PLR0912 one case a kind
    met, limit, column = _quoted(problem.met), problem.limit, _column(problem.column)
    match problem.kind:
        case ProblemKind.DATE_UNREADABLE:
            return f"The date{column} is {met}, which we cannot read as a day."
        case ProblemKind.DATE_IN_THE_FUTURE:
            return f"The date{column} is {met}, later than {limit or 'today'}, so it cannot have been done yet."
        case ProblemKind.DATE_TOO_OLD:
            return f"The date{column} is {met}, earlier than {limit or '1970'}, when nobody kept such a log yet."
        case ProblemKind.DATE_ORDER_AMBIGUOUS:
            return f"The date{column} is {met}, and no date in the file shows whether day or month comes first."
        case ProblemKind.EXERCISE_MISSING:
            return f"The record names no exercise{column}, so nobody can say what the set was."
        case ProblemKind.FIELD_COUNT:
            return f"The record has {_fields(problem.met)} where the header has {limit or 'another number'}."
        case ProblemKind.FIELD_COUNT_AMBIGUOUS:
            return (
                f"The record has {_fields(problem.met)} where the header has {limit or 'another number'}, "
                "and can be put together in more than one way."
            )
        case ProblemKind.NOT_A_NUMBER:
            return f"A number is needed{column}, and the file has {met}."
        case ProblemKind.NEGATIVE:
            return f"The figure{column} is {met}, and less than nothing cannot be lifted, counted or timed."
        case ProblemKind.LOAD_ABSURD:
            return f"The load{column} is {met}, more than {limit or 'anybody lifts'} and any barbell lift on record."
        case ProblemKind.REPETITIONS_ABSURD:
            return f"The repetitions{column} are {met}, more than {limit or 'a set has'} in one set."
        case ProblemKind.DURATION_ABSURD:
            return f"The time{column} is {met}, longer than {limit or 'a set lasts'}."
        case ProblemKind.UNIT_UNKNOWN:
            return f"The unit{column} is {met}, which does not tell us how to read the figure beside it."
        case ProblemKind.SET_ORDER_UNKNOWN:
            return f"The kind of set{column} is {met}, so we cannot tell whether it is a set, a rest or something else."
        case ProblemKind.NUL_BYTES:
            return "The record holds NUL characters, which a damaged file has and an export has not."
        case ProblemKind.QUOTE_UNCLOSED:
            return "A quotation mark on this line is not closed as it should be, so its columns cannot be told apart."
        case ProblemKind.FIELD_TOO_LONG:
            return "The record is longer than a set with its notes can be."
        case ProblemKind.CHARACTERS_UNREADABLE:
            return "Some characters of the record are damaged, so its names cannot be trusted."
        case ProblemKind.MARKUP_BROKEN:
            return "The record is damaged or cut off in the document, so what it says cannot be told."
        case ProblemKind.RPE_OUT_OF_RANGE:
            return f"The effort (RPE){column} is {met}, which is not one number from {limit or '1 to 10'}."
        case ProblemKind.NAME_REPAIRED:
            return f"A name with a comma was split, and was put together again as {met}."
        case ProblemKind.LOAD_UNUSUAL:
            return f"The load{column} is {met}, more than {limit or 'is usual'}, which few people ever lift."
        case ProblemKind.SESSION_LENGTH_IMPLAUSIBLE:
            return f"The length or the end of the workout{column} is {met}, which cannot be how long it took."
        case _:
            assert_never(problem.kind)


def _hint(problem: DataProblem) -> str:  # noqa: PLR0912 one case a kind
    if not problem.set_aside:
        return _hint_where_used(problem.kind)
    match problem.kind:
        case ProblemKind.DATE_UNREADABLE | ProblemKind.DATE_TOO_OLD:
            return "Correct the date in the app or in the file, and read the file again."
        case ProblemKind.DATE_IN_THE_FUTURE:
            return "If it is a plan, nothing is lost; if it was done, correct the date and read the file again."
        case ProblemKind.DATE_ORDER_AMBIGUOUS:
            return "Use the export as the app wrote it: a spreadsheet has probably rewritten its dates."
        case ProblemKind.EXERCISE_MISSING:
            return "Fill in the exercise, and read the file again."
        case ProblemKind.FIELD_COUNT | ProblemKind.FIELD_COUNT_AMBIGUOUS:
            return (
                "Put quotation marks around a text with a comma in it, or export the log again if the line is cut off."
            )
        case ProblemKind.NOT_A_NUMBER | ProblemKind.NEGATIVE:
            return "Correct the figure in the app or in the file, and read the file again."
        case ProblemKind.LOAD_ABSURD:
            return "Look for a lost decimal point or the wrong unit, correct it, and read the file again."
        case ProblemKind.REPETITIONS_ABSURD | ProblemKind.DURATION_ABSURD:
            return "Look for a slipped column or a timer left running, correct it, and read the file again."
        case ProblemKind.UNIT_UNKNOWN:
            return (
                "Write kg or lb, or answer with `--unit kg` or `--unit lb` where it is empty, and read the file again."
            )
        case ProblemKind.SET_ORDER_UNKNOWN:
            return "If it is a set, give it a number; if your app writes this word, tell us, so that we can learn it."
        case (
            ProblemKind.NUL_BYTES
            | ProblemKind.CHARACTERS_UNREADABLE
            | ProblemKind.FIELD_TOO_LONG
            | ProblemKind.MARKUP_BROKEN
        ):
            return "Export the log again; the rest of the file was used."
        case ProblemKind.QUOTE_UNCLOSED:
            return "Close the quotation mark, or export the log again; the lines after it were read."
        case (
            ProblemKind.RPE_OUT_OF_RANGE
            | ProblemKind.NAME_REPAIRED
            | ProblemKind.LOAD_UNUSUAL
            | ProblemKind.SESSION_LENGTH_IMPLAUSIBLE
        ):
            return _hint_where_used(problem.kind)
        case _:
            assert_never(problem.kind)


def _hint_where_used(kind: ProblemKind) -> str:
    """The record counts; this is what it counts without, or what to look at."""
    match kind:
        case ProblemKind.RPE_OUT_OF_RANGE:
            return "The set is used without its effort; you need do nothing."
        case ProblemKind.NAME_REPAIRED:
            return "The set is used under that name; see that it is the right one."
        case ProblemKind.LOAD_UNUSUAL:
            return "The set is used; correct the load if a decimal point or the unit slipped."
        case ProblemKind.SESSION_LENGTH_IMPLAUSIBLE:
            return "The workout is used without its length; you need do nothing."
        case ProblemKind.UNIT_UNKNOWN:
            return "The set is used without the figure that needs the unit; you need do nothing."
        case _:
            return "The set is used; you need do nothing."


def _quoted(text: str | None) -> str:
    """The text as it stands in the file, on one line and no longer than can be taken in."""
    if not text:
        return "empty"
    return f"“{_shortened(text)}”"


def _column(name: str | None) -> str:
    return f" in the column {_quoted(name)}" if name else ""


def _fields(count: str | None) -> str:
    match count:
        case None:
            return "another number of fields"
        case "1":
            return "1 field"
        case _:
            return f"{count} fields"


def _in_brackets(text: str | None) -> str:
    return f" ({text})" if text else ""


def _first_of(met: str | None) -> str:
    return f" (the first problem is on {_shortened(met)})" if met else ""


def _guess(met: str | None) -> str:
    return f" (from the plates it looks like {met})" if met else ""


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN].rstrip() + "…"


def _not_made_for(part: str | None) -> str:
    """Where trying again is of no use."""
    return " (there is none for a Mac with an Intel processor)" if part == "ai_edge_litert" else ""


def _any_of(names: Sequence[str]) -> str:
    if not names:
        return "your app"
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _store_sentence(met: str | None) -> str:
    """What is wrong with a store, and what to do."""
    if met not in {trouble.value for trouble in StoreTrouble}:
        return "the reason is not known; name another folder with `--data`."
    trouble = StoreTrouble(met)
    match trouble:
        case StoreTrouble.LOCKED:
            return "another program is writing to it; close that, and try again."
        case StoreTrouble.CHANGED_MEANWHILE:
            return "another import stored something else of the same sessions meanwhile; run this one again."
        case StoreTrouble.NEWER:
            return "a newer version of Lumbar wrote it; update Lumbar, or name another folder with `--data`."
        case StoreTrouble.NO_PERMISSION:
            return "you may not read or write it; change its permissions, or name another folder with `--data`."
        case StoreTrouble.DISK_FULL:
            return "the disk is full; make room, and try again."
        case StoreTrouble.DISK_ERROR:
            return "the disk does not answer as it should; try again, and copy the folder to another disk."
        case StoreTrouble.DAMAGED:
            return "it is damaged; put a copy from your own backup in its place, or name another folder with `--data`."
        case StoreTrouble.NOT_A_DATABASE | StoreTrouble.NOT_OURS:
            return "the file is not one that Lumbar made; move it away, or name another folder with `--data`."
        case _:
            assert_never(trouble)


def _track_sentence(met: str | None, detail: str | None) -> str:  # noqa: PLR0912 one case a trouble
    """What is wrong with the file of a movement, and what to do."""
    if met not in {trouble.value for trouble in TrackTrouble}:
        return "cannot be read as a track of a movement; name a .trc or a .c3d file."
    trouble = TrackTrouble(met)
    match trouble:
        case TrackTrouble.FOLDER:
            return "is a folder, and a track is a single file; name the .trc or .c3d file inside it."
        case TrackTrouble.EMPTY:
            return "is empty, so there is no movement in it; export the track again."
        case TrackTrouble.TOO_LARGE:
            return f"holds more than Lumbar takes for one movement{_in_brackets(detail)}, so it was not read; cut out the set you mean and export that."
        case TrackTrouble.WEB_PAGE:
            return "is a web page and not a track, whatever its name says; download the .trc or .c3d file itself."
        case TrackTrouble.VIDEO:
            return "is a video where a track of marker positions (.trc or .c3d) is asked for; a film of a lift is looked at by `lumbar form VIDEO`, and --neutral has to be of the same kind as the recording."
        case TrackTrouble.ANOTHER_FORMAT:
            return f"is neither a video that Lumbar knows nor an OpenSim .trc or .c3d track{_in_brackets(detail)}, and nothing else is read for form; film the set with a phone, or export the movement as one of these."
        case TrackTrouble.CUT_SHORT:
            return f"ends before what its header promises{_in_brackets(detail)}, so the movement is not whole; copy or export the file again."
        case TrackTrouble.DAMAGED:
            return f"is damaged{_in_brackets(detail)}, so none of its positions can be trusted; copy or export the file again."
        case TrackTrouble.NO_MARKERS:
            return "names no markers, so there is nothing whose movement could be followed; export it with its markers."
        case TrackTrouble.NO_FRAMES:
            return "has a header and no frames below it, so nothing moves in it; export the movement again."
        case TrackTrouble.NOTHING_SEEN:
            return "has markers that were not seen in a single frame, so there are no positions to go by; label the markers in your capture program and export again."
        case TrackTrouble.UNIT_UNKNOWN:
            return f"does not say in a way we can read whether its positions are metres or millimetres{_in_brackets(detail)}, and a wrong guess would be a thousandfold; write mm or m as its unit and try again."
        case TrackTrouble.NO_TIMES:
            return f"gives neither times that rise nor a frame rate{_in_brackets(detail)}, and without them no speed is known; export it again with its frame rate."
        case TrackTrouble.MIPS_FIGURES:
            return "is a .c3d with figures as MIPS machines wrote them, which is not read; open it in a capture program and save it in the Intel format."
        case TrackTrouble.FAR_AWAY:
            return f"has a marker farther away than any room is wide{_in_brackets(detail)}, so its unit is wrong or it is damaged; export the track again and check its unit."
        case _:
            assert_never(trouble)


def _video_sentence(met: str | None, detail: str | None) -> str:  # noqa: PLR0912 one case a trouble
    """What is wrong with a video, and what to do."""
    if met not in {trouble.value for trouble in VideoTrouble}:
        return "cannot be read as a video; name an MP4, MOV, WebM, MKV or AVI file."
    trouble = VideoTrouble(met)
    match trouble:
        case VideoTrouble.FOLDER:
            return "is a folder, and a video is a single file; name the file inside it."
        case VideoTrouble.EMPTY:
            return "is empty, so there is nothing to see in it; copy the video from the phone again."
        case VideoTrouble.TOO_LARGE:
            return f"is larger than the 4 GB that Lumbar takes{_in_brackets(detail)}, so it was not read; cut out the set you mean and name that."
        case VideoTrouble.TEXT:
            return "is a text and not a video, whatever its name says; name the video itself."
        case VideoTrouble.PLAYLIST:
            return "is a list that names other files, and none of them was opened; name the video itself."
        case VideoTrouble.WEB_PAGE:
            return "is a web page and not a video, whatever its name says; download the video itself."
        case VideoTrouble.PICTURE:
            return "is a single picture, and form is judged from movement; film the set and name that video."
        case VideoTrouble.ANOTHER_FORMAT:
            return f"is no kind of video that Lumbar reads{_in_brackets(detail)}; save it as an MP4, and name that."
        case VideoTrouble.CODEC:
            return f"holds a picture coded in a way that Lumbar does not decode{_in_brackets(detail)}, because rare decoders are where a made file does harm; save it as an MP4 with H.264, and name that."
        case VideoTrouble.NO_PICTURE:
            return "has sound and no moving picture, so there is nothing to see in it; name the video of the set."
        case VideoTrouble.NO_FRAMES:
            return "has the header of a video and not one picture in it; copy the video from the phone again."
        case VideoTrouble.NO_TIMES:
            return "says neither when its pictures were taken nor how many there are a second, and without that no speed is known; save it as an MP4 again, and name that."
        case VideoTrouble.TOO_MANY_PIXELS:
            return f"has a larger picture than the 4096 x 2304 pixels that Lumbar decodes{_in_brackets(detail)}, so it was not decoded; save it in 1080p, which is plenty, and name that."
        case VideoTrouble.TOO_LONG:
            return f"is longer than the 10 minutes that Lumbar looks at{_in_brackets(detail)}, and a set is over sooner; cut out the set you mean and name that."
        case VideoTrouble.NO_END:
            return "was being decoded and nothing came of it for 20 seconds, so it was given up; save it as an MP4 again, and name that."
        case VideoTrouble.DAMAGED:
            return f"is damaged or not whole{_in_brackets(detail)}, so no picture of it could be decoded; copy the video from the phone again."
        case _:
            assert_never(trouble)


def _weights_sentence(folder: str, met: str | None) -> str:
    """Why the pose model has no weights, and what to do. Everything but video works without them."""
    if met not in {trouble.value for trouble in WeightsTrouble}:
        return f"The weights of the pose model are not in {folder}, and no video can be looked at without them; run `lumbar video-setup` once."
    trouble = WeightsTrouble(met)
    match trouble:
        case WeightsTrouble.NOT_FETCHED:
            return f"The weights of the pose model are not in {folder} yet, and no video can be looked at without them; run `lumbar video-setup` once, with a network connection."
        case WeightsTrouble.CHANGED:
            return f"The weights of the pose model for {folder} are not the files that were examined, so they are not used; run `lumbar video-setup` to fetch them anew."
        case WeightsTrouble.NOT_OBTAINED:
            return f"The weights of the pose model could not be fetched into {folder}, so no video can be looked at and everything else works; check the network connection, and run `lumbar video-setup` again."
        case WeightsTrouble.NOT_IN_THE_PACKAGE:
            return f"The package that was fetched does not hold the weights of the pose model, so nothing was put into {folder}; update Lumbar, and run `lumbar video-setup` again."
        case WeightsTrouble.NO_INSTALLER:
            return f"Python's installer pip is missing, so the weights of the pose model could not be fetched into {folder}; run `./start setup`, or install `lumbar[video]`, and run `lumbar video-setup` again."
        case _:
            assert_never(trouble)
