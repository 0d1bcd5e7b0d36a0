"""The screens of a check-in, and what is said when it is saved: plain words, one thing each."""

from __future__ import annotations

from collections.abc import Mapping

from lumbar.core.athlete import Sex
from lumbar.core.triage.questions import COURSE, Answer, Question
from lumbar.wording.triage import NO_BACK_OR_LEG_SYMPTOMS

PAIN_TITLE = "How is your back?"
PAIN_LEAD = "0 is no pain, 10 the worst you can imagine. This alone is worth noting."
PAIN_PROMPT = "Pain now, 0 to 10"
PAIN_AGAIN = "Please type a whole number from 0 to 10."

NO_SYMPTOMS_TITLE = "No pain today"
NO_SYMPTOMS_LEAD = f"{NO_BACK_OR_LEG_SYMPTOMS}: no numbness between the legs, nothing changed with your pee, bowels or sex, steady on your feet, no bad accident, and no collapse, chest trouble, fever or confusion?"
NO_SYMPTOMS_PROMPT = "y: that is right · Enter: show me the whole list"

EMERGENCY_LEAD = "To which of these do you answer yes? They are asked at every check-in."
YES_NO_PROMPT = "y/n, Enter: I do not know"

SYMPTOMS_LEAD = "To which of these do you answer yes?"
DURATION_PROMPT = "How long has it hurt (such as 3 days or 2 weeks; Enter: I do not know)"
DURATION_AGAIN = "Please type a number of days, or such as 2 weeks or 3 months; Enter if you do not know."

INFLAMMATORY_LEAD = "It has lasted for months, so a few more. To which do you answer yes?"

CONTEXT_LEAD = "Some things change what is safe. Asked once, and kept for the next time. To which do you answer yes?"
CARRIED_OVER_PROMPT = "Still right? y or n"
AGE_PROMPT = "Your age in years (Enter: I will not answer now)"
AGE_AGAIN = "Please type your age in whole years; Enter if you will not answer now."
SEX_PROMPT = "Your sex: f female, m male, o other (Enter: leave it out)"
SEX_AGAIN = "Please type f, m or o; Enter to leave it out."

CHECKLIST_PROMPT = "The numbers that apply, 0 for none, Enter: I will not answer now"
CHECKLIST_AGAIN = "Please type numbers from the list, such as 2 5; 0 for none of them; Enter alone to leave it open."
YES_NO_AGAIN = "Please type y or n; Enter if you do not know."

HOW_IT_BEGAN = "How it began"
THE_PAIN = "The pain"
LEGS = "Your legs"
REST_OF_YOU = "The rest of you"
SO_FAR = "How it goes"

SYMPTOM_GROUPS: Mapping[str, tuple[Question, ...]] = {
    HOW_IT_BEGAN: (
        Question.MINOR_FALL_OR_BLOW,
        Question.CONTUSION_OR_ABRASION,
        Question.PAIN_BEGAN_DURING_HEAVY_LIFT,
        Question.SUDDEN_SEVERE_ONSET,
    ),
    THE_PAIN: (
        Question.SHARP_PAIN,
        Question.UNRELENTING_OR_NIGHT_PAIN,
        Question.CANNOT_STAND,
        Question.NOT_EASING_AFTER_72_HOURS,
        Question.WORSE_WITH_ARCHING_OR_ROTATION,
        Question.THORACIC_PAIN,
        Question.BAND_LIKE_TRUNK_PAIN,
        Question.FLANK_PAIN,
        Question.UPPER_ABDOMINAL_PAIN_THROUGH_TO_BACK,
        Question.SHOULDER_TIP_PAIN,
    ),
    LEGS: (
        Question.LEG_PAIN_ABOVE_KNEE_ONE_SIDE,
        Question.LEG_PAIN_BELOW_KNEE_ONE_SIDE,
        Question.LEG_NUMBNESS_OR_TINGLING_ONE_SIDE,
        Question.LEG_WEAKNESS_ONE_SIDE_STABLE,
        Question.WALKING_LIMITED_EASED_BY_SITTING,
    ),
    REST_OF_YOU: (
        Question.WEIGHT_LOSS_UNEXPLAINED,
        Question.NIGHT_SWEATS_DRENCHING,
        Question.BLOOD_IN_URINE,
        Question.PAINFUL_URINATION,
        Question.DARK_URINE,
        Question.VOMITING,
        Question.FAINT_OR_LIGHTHEADED,
        Question.VERY_SWOLLEN_OR_SEVERE_MUSCLES,
        Question.NEW_DEFORMITY,
        Question.NEW_LUMP,
    ),
    SO_FAR: COURSE,
}
"""The symptoms and the course as a person would look for them."""

CONTEXT_NAME: Mapping[Question, str] = {
    Question.KNOWN_OSTEOPOROSIS: "osteoporosis",
    Question.LONG_STEROID_USE: "cortisone tablets for months",
    Question.CANCER_HISTORY: "cancer, now or earlier",
    Question.IMMUNE_SUPPRESSED: "a weakened immune system",
    Question.INJECTED_DRUG_USE: "injected drugs or steroids",
    Question.RECENT_BACTERIAL_INFECTION: "a recent infection",
    Question.RECENT_SPINAL_PROCEDURE: "a recent procedure on the spine",
    Question.PREVIOUS_SPINE_SURGERY: "earlier surgery on the spine",
    Question.DIALYSIS: "dialysis",
    Question.TB_CONTACT: "contact with tuberculosis",
    Question.DIABETES: "diabetes",
    Question.KNOWN_ANEURYSM: "an aneurysm",
    Question.BLOOD_THINNER_OR_BLEEDING_DISORDER: "blood thinners or a bleeding disorder",
    Question.PREGNANT: "pregnant",
    Question.MISSED_PERIOD_WITH_LOW_PAIN: "a missed period with low pain",
    Question.PREGNANCY_BLEEDING_FLUID_OR_TIGHTENING: "bleeding, fluid or tightening in pregnancy",
}

_SEX_NAME: Mapping[Sex, str] = {Sex.FEMALE: ", female", Sex.MALE: ", male", Sex.OTHER: "", Sex.UNKNOWN: ""}


def carried_over_sentence(age: int, sex: Sex, context: Mapping[Question, Answer]) -> str:
    """What was told before, every item by its name: only what is named can be confirmed."""
    said = {answer: [CONTEXT_NAME[q] for q, given in context.items() if given is answer] for answer in Answer}
    parts = [f"{answer.value} to {', '.join(said[answer])}" for answer in (Answer.YES, Answer.NO) if said[answer]]
    return f"As you told before: {age} years old{_SEX_NAME[sex]}; {'; '.join(parts)}."


def saved_sentence(pain: int | None, answered: int) -> str:
    """What was saved of a check-in that was broken off or needs no further word."""
    rating = "no pain rating" if pain is None else f"pain {pain} of 10"
    match answered:
        case 0:
            return f"Saved: {rating}."
        case 1:
            return f"Saved: {rating} and one answer."
        case _:
            return f"Saved: {rating} and {answered} answers."


def stopped_sentence(pain: int | None, answered: int) -> str:
    """What is saved although the person stopped, and how to go on."""
    return f"Stopped. {saved_sentence(pain, answered)} The rest was not asked: `lumbar check-in` asks it."


NOTHING_TO_ASK = "Say how your back is with --pain 0 to 10, or give a file with --answers."
TWO_PAINS = "the file says pain {in_file} and --pain says {told}; leave one of them out."
HOW_TO_GO_ON = "To be told more, answer the questions: `lumbar check-in`, or --answers FILE."
