"""What a finding leads to, and the figures in that advice. No study gives a safe figure for any: all are policy."""

from __future__ import annotations

from enum import StrEnum

from lumbar.core.evidence import Certainty, Parameter
from lumbar.core.references import ACSM_2009, OUR_JUDGEMENT


class Prevention(StrEnum):
    """What a finding leads to. The sentence for each is in the wording."""

    GRADED_RETURN = "graded_return"
    SMALL_STEPS = "small_steps"
    SPREAD_THE_WORK = "spread_the_work"
    REST_DAYS = "rest_days"
    START_LIGHT = "start_light"
    RAMP_SETS = "ramp_sets"
    LOG_WARM_UPS = "log_warm_ups"
    LIGHTER_WHEN_TIRED = "lighter_when_tired"
    VARY_THE_DAYS = "vary_the_days"
    LEAVE_REPETITIONS = "leave_repetitions"
    LOG_EFFORT = "log_effort"
    BALANCE_THE_PROGRAMME = "balance_the_programme"
    TRAIN_WHAT_CHANGED = "train_what_changed"
    FILM_A_SET = "film_a_set"
    KEEP_YOUR_FORM = "keep_your_form"
    """End a set, or take less, where the form leaves its own start."""
    FILM_AGAIN = "film_again"
    NONE_NEEDED = "none_needed"
    WITHHELD = "withheld"
    """The check-in asks for somebody to look first: until then no advice on training is given."""


RETURN_SHARE = Parameter(
    id="return-share",
    meaning="share of the usual sets to begin with after a break",
    value=0.5,
    unit="share of usual sets",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
    not_for="a safe figure: no source gives one for strength training",
)
RETURN_WEEKS = Parameter(
    id="return-weeks",
    meaning="weeks in which to build up to the usual sets after a break",
    value=4,
    unit="weeks",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
START_LIGHT_WEEKS = Parameter(
    id="start-light-weeks",
    meaning="weeks in which a new exercise is kept light",
    value=2,
    unit="weeks",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
RAMP_SET_COUNT = Parameter(
    id="ramp-set-count",
    meaning="lighter sets before the first heavy one",
    value=3,
    unit="sets",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)
ADVISED_STEP = Parameter(
    id="advised-step",
    meaning="largest rise of a load that is usual advice when progressing",
    value=0.10,
    unit="share of the load before",
    source=ACSM_2009,
    certainty=Certainty.MODERATE,
    not_for="a danger line: it is advice for progressing, not a limit",
)
