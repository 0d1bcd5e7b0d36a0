"""How large a file, a record or a figure may be before it is taken for a slip.

The bounds are wide on purpose: they catch a decimal point that moved, never an unusual athlete.
"""

from __future__ import annotations

from datetime import date

from lumbar.core.evidence import Certainty, Parameter, our_judgement

DECIDED = date(2026, 11, 22)

FILE_BYTES = Parameter(
    id="log-file-most-bytes",
    meaning="size above which a log that has to be read all at once is refused unread",
    value=100_000_000,
    unit="byte",
    source=our_judgement(
        DECIDED, "a set takes about 100 bytes, so a million sets fit: a lifetime of training stays far below it"
    ),
    certainty=Certainty.OPINION,
)

TABLE_BYTES = Parameter(
    id="log-table-most-bytes",
    meaning="size above which a table is refused unread",
    value=400_000_000,
    unit="byte",
    source=our_judgement(
        DECIDED,
        "a table is read a piece at a time and sets that are alike are kept once, so that memory goes to what differs: "
        "the 4.9 million rows of 400 MB take some 500 MB, which any machine has, and are more than a large club's "
        "athletes log in ten years. A file of noise, in which no set is like another, takes some nine times as much, "
        "which is what forbids a wider bound",
    ),
    certainty=Certainty.OPINION,
)

RECORD_LINES = Parameter(
    id="log-record-most-lines",
    meaning="lines that one record may span inside quotation marks",
    value=50,
    unit="line",
    source=our_judgement(
        DECIDED, "notes of a set seldom pass ten lines; a quotation mark left open would swallow the file without it"
    ),
    certainty=Certainty.OPINION,
)

RECORD_CHARACTERS = Parameter(
    id="log-record-most-characters",
    meaning="length above which a record is set aside unread",
    value=20_000,
    unit="character",
    source=our_judgement(DECIDED, "some ten pages of notes on one set; anything longer is a damaged file"),
    certainty=Certainty.OPINION,
)

LOAD_MOST_KG = Parameter(
    id="log-load-most",
    meaning="load above which a set is set aside",
    value=1000,
    unit="kg",
    source=our_judgement(
        DECIDED, "heavier than any barbell lift on record; a lost decimal point or a wrong unit is likelier"
    ),
    certainty=Certainty.OPINION,
    not_for="leg presses and sleds of the very strongest, who will find such a set among those set aside",
)

LOAD_UNUSUAL_KG = Parameter(
    id="log-load-unusual",
    meaning="load above which a set is used, with a remark",
    value=500,
    unit="kg",
    source=our_judgement(DECIDED, "possible on a leg press or a sled, and beyond almost everybody with a barbell"),
    certainty=Certainty.OPINION,
)

REPETITIONS_MOST = Parameter(
    id="log-repetitions-most",
    meaning="repetitions above which a set is set aside",
    value=1000,
    unit="repetition",
    source=our_judgement(DECIDED, "more than a set of skips or sit-ups; a figure from another column is likelier"),
    certainty=Certainty.OPINION,
)

DURATION_MOST_H = Parameter(
    id="log-duration-most",
    meaning="duration above which a set is set aside, and the length of a session left out",
    value=24,
    unit="h",
    source=our_judgement(DECIDED, "a set or a session of more than a day is a timer that nobody stopped"),
    certainty=Certainty.OPINION,
)

RPE_LEAST = Parameter(
    id="log-rpe-least",
    meaning="lowest rating of perceived exertion that is taken",
    value=1,
    unit="RPE",
    source=our_judgement(DECIDED, "the apps rate effort from 1 to 10 and write 0, or nothing, for none"),
    certainty=Certainty.OPINION,
)

RPE_MOST = Parameter(
    id="log-rpe-most",
    meaning="highest rating of perceived exertion that is taken",
    value=10,
    unit="RPE",
    source=our_judgement(DECIDED, "10 is the most that could be done on the scale the apps use"),
    certainty=Certainty.OPINION,
)

FIRST_YEAR = Parameter(
    id="log-first-year",
    meaning="year before which a date is taken for a slip",
    value=1970,
    unit="year",
    source=our_judgement(DECIDED, "a year in which nobody kept a log that an app could export"),
    certainty=Certainty.OPINION,
)
