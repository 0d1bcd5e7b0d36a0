"""The questions of the triage, by their fixed ids, and the three answers each can have.

The words in which they are asked are in the wording; ids never change, so that an old answer keeps its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lumbar.core.athlete import Sex
from lumbar.core.symptoms import Nprs


class Answer(StrEnum):
    """Unknown is an answer of its own: not asked, skipped, or "I do not know". It is never taken for no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Question(StrEnum):
    """Every question, in the order in which it is asked."""

    # Emergency group: on one screen, asked again at every check-in
    SADDLE_NUMBNESS = "saddle_numbness"
    BLADDER_CHANGE = "bladder_change"
    BOWEL_CHANGE = "bowel_change"
    SEXUAL_CHANGE = "sexual_change"
    BOTH_LEGS = "both_legs"
    LEG_WEAKNESS_WORSENING = "leg_weakness_worsening"
    UNSTEADY_WALKING = "unsteady_walking"
    FOOT_DROP = "foot_drop"
    MAJOR_TRAUMA = "major_trauma"
    TEARING_PAIN_OR_COLLAPSE = "tearing_pain_or_collapse"
    CHEST_SYMPTOMS = "chest_symptoms"
    FEVER_OR_VERY_UNWELL = "fever_or_very_unwell"
    CONFUSED_MOTTLED_FAST_BREATHING = "confused_mottled_fast_breathing"
    # Asked only when one of the first five is yes
    CHANGE_OVER_14_DAYS_OLD_AND_STABLE = "change_over_14_days_old_and_stable"
    # Context: asked once, kept in the profile, confirmed again at each new episode
    KNOWN_OSTEOPOROSIS = "known_osteoporosis"
    LONG_STEROID_USE = "long_steroid_use"
    CANCER_HISTORY = "cancer_history"
    IMMUNE_SUPPRESSED = "immune_suppressed"
    INJECTED_DRUG_USE = "injected_drug_use"
    RECENT_BACTERIAL_INFECTION = "recent_bacterial_infection"
    RECENT_SPINAL_PROCEDURE = "recent_spinal_procedure"
    PREVIOUS_SPINE_SURGERY = "previous_spine_surgery"
    DIALYSIS = "dialysis"
    TB_CONTACT = "tb_contact"
    DIABETES = "diabetes"
    KNOWN_ANEURYSM = "known_aneurysm"
    BLOOD_THINNER_OR_BLEEDING_DISORDER = "blood_thinner_or_bleeding_disorder"
    PREGNANT = "pregnant"
    MISSED_PERIOD_WITH_LOW_PAIN = "missed_period_with_low_pain"
    PREGNANCY_BLEEDING_FLUID_OR_TIGHTENING = "pregnancy_bleeding_fluid_or_tightening"
    # Symptoms
    MINOR_FALL_OR_BLOW = "minor_fall_or_blow"
    PAIN_BEGAN_DURING_HEAVY_LIFT = "pain_began_during_heavy_lift"
    CONTUSION_OR_ABRASION = "contusion_or_abrasion"
    UNRELENTING_OR_NIGHT_PAIN = "unrelenting_or_night_pain"
    WEIGHT_LOSS_UNEXPLAINED = "weight_loss_unexplained"
    NIGHT_SWEATS_DRENCHING = "night_sweats_drenching"
    FLANK_PAIN = "flank_pain"
    BLOOD_IN_URINE = "blood_in_urine"
    PAINFUL_URINATION = "painful_urination"
    VOMITING = "vomiting"
    UPPER_ABDOMINAL_PAIN_THROUGH_TO_BACK = "upper_abdominal_pain_through_to_back"
    DARK_URINE = "dark_urine"
    VERY_SWOLLEN_OR_SEVERE_MUSCLES = "very_swollen_or_severe_muscles"
    SUDDEN_SEVERE_ONSET = "sudden_severe_onset"
    SHARP_PAIN = "sharp_pain"
    CANNOT_STAND = "cannot_stand"
    NOT_EASING_AFTER_72_HOURS = "not_easing_after_72_hours"
    LEG_PAIN_ABOVE_KNEE_ONE_SIDE = "leg_pain_above_knee_one_side"
    LEG_PAIN_BELOW_KNEE_ONE_SIDE = "leg_pain_below_knee_one_side"
    LEG_NUMBNESS_OR_TINGLING_ONE_SIDE = "leg_numbness_or_tingling_one_side"
    LEG_WEAKNESS_ONE_SIDE_STABLE = "leg_weakness_one_side_stable"
    FAINT_OR_LIGHTHEADED = "faint_or_lightheaded"
    SHOULDER_TIP_PAIN = "shoulder_tip_pain"
    THORACIC_PAIN = "thoracic_pain"
    NEW_DEFORMITY = "new_deformity"
    NEW_LUMP = "new_lump"
    WALKING_LIMITED_EASED_BY_SITTING = "walking_limited_eased_by_sitting"
    WORSE_WITH_ARCHING_OR_ROTATION = "worse_with_arching_or_rotation"
    BAND_LIKE_TRUNK_PAIN = "band_like_trunk_pain"
    # Inflammatory pattern
    ONSET_BEFORE_35 = "onset_before_35"
    ONSET_BEFORE_45 = "onset_before_45"
    WAKES_SECOND_HALF_OF_NIGHT = "wakes_second_half_of_night"
    BUTTOCK_PAIN = "buttock_pain"
    BETTER_WITH_MOVEMENT = "better_with_movement"
    BETTER_WITHIN_48H_OF_NSAID = "better_within_48h_of_nsaid"
    CLOSE_RELATIVE_WITH_SPONDYLOARTHRITIS = "close_relative_with_spondyloarthritis"
    ARTHRITIS_ENTHESITIS_OR_PSORIASIS = "arthritis_enthesitis_or_psoriasis"
    # Course
    IMPROVING = "improving"
    NOT_IMPROVING_AFTER_2_WEEKS_OF_CHANGES = "not_improving_after_2_weeks_of_changes"
    NOT_SETTLED_AFTER_6_WEEKS = "not_settled_after_6_weeks"
    TWO_OR_MORE_EPISODES_IN_12_MONTHS = "two_or_more_episodes_in_12_months"
    LIMITS_TRAINING = "limits_training"
    # A clinician has looked at this very condition; needs the assessment beside it
    ASSESSED_FOR_THIS_UNCHANGED = "assessed_for_this_unchanged"


def _from_to(first: Question, last: Question) -> tuple[Question, ...]:
    order = list(Question)
    return tuple(order[order.index(first) : order.index(last) + 1])


EMERGENCY_GROUP = _from_to(Question.SADDLE_NUMBNESS, Question.CONFUSED_MOTTLED_FAST_BREATHING)
CAUDA_EQUINA = _from_to(Question.SADDLE_NUMBNESS, Question.BOTH_LEGS)
"""The five after which it is asked whether the change is old and stable."""
CONTEXT = _from_to(Question.KNOWN_OSTEOPOROSIS, Question.PREGNANCY_BLEEDING_FLUID_OR_TIGHTENING)
SYMPTOMS = _from_to(Question.MINOR_FALL_OR_BLOW, Question.BAND_LIKE_TRUNK_PAIN)
INFLAMMATORY = _from_to(Question.ONSET_BEFORE_35, Question.ARTHRITIS_ENTHESITIS_OR_PSORIASIS)
COURSE = _from_to(Question.IMPROVING, Question.LIMITS_TRAINING)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a clinician said after looking at this very condition."""

    on: date
    by: str
    restrictions: tuple[str, ...]
    expires: date


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the triage may know: what the person reports of themselves, on one day."""

    on: date
    age: int | None = None
    """Completed years; None when not told."""
    sex: Sex = Sex.UNKNOWN
    pain: Nprs | None = None
    duration_days: int | None = None
    assessment: Assessment | None = None
    answers: Mapping[Question, Answer] = field(default_factory=dict)

    def answer(self, question: Question) -> Answer:
        """The answer given; a question that was not answered is unknown.

        Who says that it began before 35 says that it began before 45, whatever else was ticked.
        """
        if question is Question.ONSET_BEFORE_45 and self.answers.get(Question.ONSET_BEFORE_35) is Answer.YES:
            return Answer.YES
        return self.answers.get(question, Answer.UNKNOWN)

    @property
    def back_may_hurt(self) -> bool:
        """False only when the pain was rated 0 and no symptom was answered with yes; not told counts as hurting."""
        rated_none = self.pain is not None and self.pain.rating == 0
        return not rated_none or any(self.says_yes(question) for question in (*EMERGENCY_GROUP, *SYMPTOMS))

    def says_yes(self, question: Question) -> bool:
        return self.answer(question) is Answer.YES

    def unknown(self, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        """Those of the questions that were not answered with yes or no."""
        return tuple(question for question in questions if self.answer(question) is Answer.UNKNOWN)
