"""The triage in words: the questions as they are asked, and what an outcome means and asks for.

Plain words, one thing a question, no diagnosis, no blame, no fear. Each outcome ends with what to watch for, by when,
and what to do then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from lumbar.core.triage.disposition import Disposition, ExerciseAllowed, Level, See
from lumbar.core.triage.questions import CONTEXT, COURSE, EMERGENCY_GROUP, INFLAMMATORY, SYMPTOMS, Question
from lumbar.core.triage.triage import Reason, Soreness, Verdict

EMERGENCY_TITLE = "First, the signs that cannot wait"
CONTEXT_TITLE = "About you"
SYMPTOMS_TITLE = "What you feel"
INFLAMMATORY_TITLE = "When it began, and what eases it"
COURSE_TITLE = "How it goes"

SCREENS: Mapping[str, tuple[Question, ...]] = {
    EMERGENCY_TITLE: EMERGENCY_GROUP,
    CONTEXT_TITLE: CONTEXT,
    SYMPTOMS_TITLE: SYMPTOMS,
    INFLAMMATORY_TITLE: INFLAMMATORY,
    COURSE_TITLE: COURSE,
}
"""The questions in the groups in which they are shown, under the group's title."""

NO_BACK_OR_LEG_SYMPTOMS = "No back or leg symptoms"
"""The one tap that answers the first screen when nothing hurts and nothing was open."""
WATCH_FOR_TITLE = "What to watch for"
NOT_A_DIAGNOSIS = (
    "This is advice on whom to see and how soon. It is not a diagnosis, and Lumbar is not a medical device."
)
URGENT_SIGNS = "Call your emergency number at once if you get numb between the legs, cannot start, feel or hold your pee or bowels, get pain, tingling or weakness in both legs, or a leg gets weaker."
"""What to watch for after every outcome that is not already an emergency."""


def question_text(question: Question) -> str:
    """The question as it is asked; yes, no and "I do not know" are the answers."""
    return _QUESTIONS[question]


def title(disposition: Disposition) -> str:
    """The level of help, in the five names used everywhere, and what stands in their place when too little is known."""
    match disposition:
        case Disposition.EMERGENCY:
            return "Call now"
        case Disposition.SAME_DAY:
            return "Today"
        case Disposition.WITHIN_DAYS:
            return "This week"
        case Disposition.ROUTINE:
            return "Book a visit"
        case Disposition.SELF_CARE:
            return "Look after it yourself"
        case Disposition.INCOMPLETE:
            return "Not enough answered yet"
    assert_never(disposition)


def what_to_do(disposition: Disposition) -> str:
    """The one thing to do."""
    match disposition:
        case Disposition.EMERGENCY:
            return "Call your emergency number now, or have somebody take you to an emergency department. Do not drive yourself, and do not train."
        case Disposition.SAME_DAY:
            return "Call today, outside office hours the urgent line. If you reach nobody today, go to an emergency department. Do not train until you were seen."
        case Disposition.WITHIN_DAYS:
            return "Call this week for an appointment within days. Until then walk and rest in positions of ease; load your back with nothing and add nothing."
        case Disposition.ROUTINE:
            return "Book an ordinary visit in the next weeks."
        case Disposition.SELF_CARE:
            return "You can look after this yourself: keep moving, and ease off what hurts."
        case Disposition.INCOMPLETE:
            return "Answer the questions that are open. Until then there is no plan, because not knowing is not the same as no."
    assert_never(disposition)


def what_to_bring(disposition: Disposition) -> str | None:
    """What to have at hand for whoever is called or visited; None where nobody is."""
    match disposition:
        case Disposition.EMERGENCY:
            return "Say first what you answered yes to, and since when. Name the medicines you take."
        case Disposition.SAME_DAY | Disposition.WITHIN_DAYS:
            return "Say what you answered yes to, and since when. Have the names of your medicines and of your conditions at hand."
        case Disposition.ROUTINE:
            return "Bring the Lumbar report: what you answered, how the pain went, and what you trained."
        case Disposition.SELF_CARE | Disposition.INCOMPLETE:
            return None
    assert_never(disposition)


def whom_to_see(see: See) -> str | None:
    """Who it should be; None where nobody needs to be seen."""
    match see:
        case See.EMERGENCY:
            return "An emergency department should see you."
        case See.GENERAL_PRACTITIONER:
            return "A general practitioner should see you, or the urgent line when the practice is closed."
        case See.PHYSIOTHERAPIST:
            return "A physiotherapist can see you first."
        case See.CHIROPRACTOR_OR_PHYSIOTHERAPIST:
            return "A chiropractor or a physiotherapist can see you first."
        case See.RHEUMATOLOGIST:
            return "A rheumatologist should see you; in many places your general practitioner refers you."
        case See.MIDWIFE_OR_OBSTETRIC:
            return "Your midwife or maternity unit should hear of it; they answer at night too."
        case See.NONE:
            return None
    assert_never(see)


def safety_net(verdict: Verdict) -> str:
    """What to watch for, by when, and what to do then; and that questions were not asked, where some were not."""
    return " ".join(sentence for sentence in (watch_for(verdict.disposition), not_asked(verdict)) if sentence)


def watch_for(disposition: Disposition) -> str:
    """What to watch for, by when, and what to do then."""
    match disposition:
        case Disposition.EMERGENCY:
            return "Do not wait to see whether it passes. If you get worse on the way, faint, or cannot feel or move a leg, say so at once."
        case Disposition.SAME_DAY:
            return f"{URGENT_SIGNS} The same for a fever with shivering, a faint, or pain that becomes unbearable. If nobody has seen you by tonight, go to an emergency department."
        case Disposition.WITHIN_DAYS:
            return f"{URGENT_SIGNS} Call the same day for a fever, new numbness or weakness in one leg, or pain that grows fast. If you have no appointment within a week, call again."
        case Disposition.ROUTINE:
            return f"{URGENT_SIGNS} Call the same day for a fever or feeling very unwell, and within days if the pain keeps growing or new signs come. If it has not eased within two weeks, answer the questions again and bring the visit forward."
        case Disposition.SELF_CARE:
            return f"{URGENT_SIGNS} Answer the questions again as soon as something new comes, and book a visit if two weeks of training differently do not help or it has not settled in six."
        case Disposition.INCOMPLETE:
            return f"{URGENT_SIGNS} The same for chest pain, a collapse, or a fever with confusion. If you are worried and cannot answer, call a clinician today."
    assert_never(disposition)


def not_asked(verdict: Verdict) -> str | None:
    """That some questions were not answered, and that nothing was concluded from it; None when all were."""
    open_ones = len(verdict.ask) + (1 if verdict.age_needed else 0)
    if not open_ones:
        return None
    what = "One question was not answered" if open_ones == 1 else f"{open_ones} questions were not answered"
    return f"{what}. Nothing here means that the answer would have been no."


def age_wanted(verdict: Verdict) -> str | None:
    """That the age is missing, where the outcome waits for it."""
    if not verdict.age_needed:
        return None
    return "Your age is not known, and what can be looked after at home depends on it."


def reason_text(reason: Reason) -> str:
    """Why a rule counts, with what lowered it, where something did."""
    if reason.lowered_from is None:
        return reason.text
    if reason.lowered_from is Level.EMERGENCY:
        return f"{reason.text} Since you also said that it is more than 14 days old and not getting worse, today is soon enough; call your emergency number if anything about it changes."
    return f"{reason.text} Since you also said that a clinician has looked at this and nothing has changed, an ordinary visit is soon enough."


def reasons_to_tell(verdict: Verdict) -> tuple[Reason, ...]:
    """The reasons as they are told: that it is getting better is no reason to call somebody, and is left out there."""
    if verdict.disposition is Disposition.SELF_CARE:
        return verdict.because
    return tuple(reason for reason in verdict.because if reason.level > Level.SELF_CARE)


def exercise_text(exercise: ExerciseAllowed) -> str:
    """What may be done until somebody was seen."""
    match exercise:
        case ExerciseAllowed.NONE:
            return "No training for now."
        case ExerciseAllowed.GENTLE:
            return "Walking and positions of ease only; no loaded back work, and nothing added."
        case ExerciseAllowed.PLANNED:
            return "Training as planned, within what your back allows."
    assert_never(exercise)


def soreness_text(soreness: Soreness) -> str:
    """Whether it looks like soreness after training; it never changes the outcome."""
    match soreness:
        case Soreness.YES:
            return "By your answers it resembles ordinary soreness after training, which goes within a week. That changes nothing of what is said above."
        case Soreness.NO:
            return "By your answers it does not resemble ordinary soreness after training."
        case Soreness.CANNOT_TELL:
            return "By your answers it cannot be told from ordinary soreness after training, nor taken for it."
    assert_never(soreness)


_QUESTIONS: Mapping[Question, str] = {
    # the signs that cannot wait
    Question.SADDLE_NUMBNESS: "Is it numb or does it feel different between your legs, around your genitals or back passage, for instance when you wipe? A small patch counts.",
    Question.BLADDER_CHANGE: "Has peeing changed: harder to start, less feeling of it, or new leaking?",
    Question.BOWEL_CHANGE: "Have your bowels changed: you no longer feel when they are full, or they leak?",
    Question.SEXUAL_CHANGE: "Since your back began to hurt, has sexual feeling or function changed?",
    Question.BOTH_LEGS: "Do you have pain shooting from your back, tingling, numbness or weakness in both legs? Sore muscles after leg day do not count.",
    Question.LEG_WEAKNESS_WORSENING: "Is a leg getting weaker?",
    Question.UNSTEADY_WALKING: "Has your walking become unsteady, or your legs heavy or clumsy?",
    Question.FOOT_DROP: "Is one foot hard to lift, so that you cannot walk on that heel?",
    Question.MAJOR_TRAUMA: "Did a heavy accident come before the pain: a fall from a height, a crash, a bar that came down on you?",
    Question.TEARING_PAIN_OR_COLLAPSE: "Did the pain come as a sudden tearing in your back or belly, or with a collapse or cold sweat?",
    Question.CHEST_SYMPTOMS: "Do you have pain in your chest, jaw or arm, or trouble breathing?",
    Question.FEVER_OR_VERY_UNWELL: "Do you have a fever, shivering, or feel very unwell?",
    Question.CONFUSED_MOTTLED_FAST_BREATHING: "Are you confused, is your skin blotchy or pale, or are you breathing very fast?",
    Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE: "Are these changes all more than 14 days old and not getting worse?",
    # about you
    Question.KNOWN_OSTEOPOROSIS: "Have you been told that your bones are thin (osteoporosis)?",
    Question.LONG_STEROID_USE: "Have you taken cortisone tablets for months? Anabolic steroids are another question.",
    Question.CANCER_HISTORY: "Do you have cancer now, or have you ever had it?",
    Question.IMMUNE_SUPPRESSED: "Is your immune system weakened, by an illness or by a medicine?",
    Question.INJECTED_DRUG_USE: "Do you inject drugs, or have you? Anabolic steroids count.",
    Question.RECENT_BACTERIAL_INFECTION: "Have you had a bacterial infection in the last weeks, for instance of skin, bladder or lungs?",
    Question.RECENT_SPINAL_PROCEDURE: "Have you had an injection or operation on your spine in the last months?",
    Question.PREVIOUS_SPINE_SURGERY: "Have you ever had an operation on your spine?",
    Question.DIALYSIS: "Are you on dialysis?",
    Question.TB_CONTACT: "Have you had tuberculosis, or lived close to somebody with it?",
    Question.DIABETES: "Do you have diabetes?",
    Question.KNOWN_ANEURYSM: "Have you been told that you have an aneurysm, a widened large blood vessel?",
    Question.BLOOD_THINNER_OR_BLEEDING_DISORDER: "Do you take a blood thinner, or does your blood clot badly?",
    Question.PREGNANT: "Are you pregnant?",
    Question.MISSED_PERIOD_WITH_LOW_PAIN: "Is a period late or missing, and does your lower belly or lower back hurt?",
    Question.PREGNANCY_BLEEDING_FLUID_OR_TIGHTENING: "If you are pregnant: are you bleeding, losing fluid, or feeling your belly tighten?",
    # what you feel
    Question.MINOR_FALL_OR_BLOW: "Did a fall or a blow to the back come before the pain, even a small one?",
    Question.PAIN_BEGAN_DURING_HEAVY_LIFT: "Did the pain begin during a heavy lift?",
    Question.CONTUSION_OR_ABRASION: "Is there a bruise or graze on your back where it hurts?",
    Question.UNRELENTING_OR_NIGHT_PAIN: "Is there pain that no position eases, at night too? Pain only when you turn over does not count.",
    Question.WEIGHT_LOSS_UNEXPLAINED: "Have you lost weight without trying?",
    Question.NIGHT_SWEATS_DRENCHING: "Do you sweat so much at night that you change your clothes or sheets?",
    Question.FLANK_PAIN: "Is the pain in your side, below the ribs, on one side?",
    Question.BLOOD_IN_URINE: "Is there blood in your pee?",
    Question.PAINFUL_URINATION: "Does it hurt to pee?",
    Question.VOMITING: "Are you vomiting?",
    Question.UPPER_ABDOMINAL_PAIN_THROUGH_TO_BACK: "Does strong pain go from your upper belly through to your back?",
    Question.DARK_URINE: "Is your pee dark like cola?",
    Question.VERY_SWOLLEN_OR_SEVERE_MUSCLES: "Are muscles very swollen, hard, or far more painful than after hard training?",
    Question.SUDDEN_SEVERE_ONSET: "Did severe pain come on all at once?",
    Question.SHARP_PAIN: "Is the pain sharp, like a stab?",
    Question.CANNOT_STAND: "Does the pain keep you from standing up?",
    Question.NOT_EASING_AFTER_72_HOURS: "Has it lasted three days without easing at all?",
    Question.LEG_PAIN_ABOVE_KNEE_ONE_SIDE: "Does the pain go into one thigh?",
    Question.LEG_PAIN_BELOW_KNEE_ONE_SIDE: "Does the pain go below the knee on one side?",
    Question.LEG_NUMBNESS_OR_TINGLING_ONE_SIDE: "Is one leg or foot numb or tingling?",
    Question.LEG_WEAKNESS_ONE_SIDE_STABLE: "Is one leg a little weaker, and not getting worse?",
    Question.FAINT_OR_LIGHTHEADED: "Have you fainted or felt close to it since the pain began?",
    Question.SHOULDER_TIP_PAIN: "Does the very tip of a shoulder hurt, without a reason?",
    Question.THORACIC_PAIN: "Is the pain in your upper back, between your shoulder blades?",
    Question.NEW_DEFORMITY: "Has your back changed its shape?",
    Question.NEW_LUMP: "Is there a new lump on your back?",
    Question.WALKING_LIMITED_EASED_BY_SITTING: "Do your legs stop you when walking, until you sit down or bend forward?",
    Question.WORSE_WITH_ARCHING_OR_ROTATION: "Is it worse when you arch your back or turn?",
    Question.BAND_LIKE_TRUNK_PAIN: "Does pain or tightness lie around your chest or belly like a band?",
    # when it began, and what eases it
    Question.ONSET_BEFORE_35: "Did your back pain first begin before you were 35?",
    Question.ONSET_BEFORE_45: "Did your back pain first begin before you were 45?",
    Question.WAKES_SECOND_HALF_OF_NIGHT: "Does it wake you in the second half of the night?",
    Question.BUTTOCK_PAIN: "Does it hurt deep in a buttock?",
    Question.BETTER_WITH_MOVEMENT: "Does moving make it better, and resting not?",
    Question.BETTER_WITHIN_48H_OF_NSAID: "Does an anti-inflammatory such as ibuprofen help within two days?",
    Question.CLOSE_RELATIVE_WITH_SPONDYLOARTHRITIS: "Does a parent, brother, sister or child have an inflamed spine (spondyloarthritis)?",
    Question.ARTHRITIS_ENTHESITIS_OR_PSORIASIS: "Have you ever had inflamed joints, inflamed tendon ends, or psoriasis?",
    # how it goes
    Question.IMPROVING: "Is it getting better?",
    Question.NOT_IMPROVING_AFTER_2_WEEKS_OF_CHANGES: "Have you trained differently for two weeks or more, and it has not helped?",
    Question.NOT_SETTLED_AFTER_6_WEEKS: "Has it gone on for six weeks or more without settling?",
    Question.TWO_OR_MORE_EPISODES_IN_12_MONTHS: "Is this the second time or more within twelve months?",
    Question.LIMITS_TRAINING: "Does it limit your training?",
    Question.ASSESSED_FOR_THIS_UNCHANGED: "Has a clinician looked at this very pain, and nothing has changed since?",
}
