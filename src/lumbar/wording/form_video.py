"""Form from a video, in words for a lifter and for a physiotherapist: what was looked at, and what a film cannot tell."""

from __future__ import annotations

from typing import assert_never

from lumbar.core.biomechanics.landmarks import NotAvailable, WhyNot
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Source
from lumbar.core.motion.moment import NoPictureMoment
from lumbar.core.references import DE_LEVA_1996, FABER_2016, FABER_2020, SARACENI_2020
from lumbar.usecases.form_from_video import FilmedRepetition, FormFromVideo
from lumbar.usecases.video_reading import Confinement, VideoReading, VideoRemark, VideoRemarkKind
from lumbar.wording.form import LIFT_NAMES
from lumbar.wording.form_observations import no_moment_sentence as no_picture_moment_sentence

LOOKED_AT_TITLE = "What was looked at"
SEEN_TITLE = "What stood out against your own repetitions"
CANNOT_TITLE = "What could not be told, and how to film it"
NOTHING_STOOD_OUT = "Of what could be told, nothing changed over the set by more than a film can be off."
WHAT_IT_IS = (
    "Read from the joints that a pose model places in a film: of low certainty. Hold it against your own next film, made the same way, and not against anybody else's.",
    "No number here is a danger line, and no way of lifting has been shown to be the cause of one person's pain.",
)
PLUS_MINUS = (
    "What stands after ± is: of the back, what nine of ten errors lay within on made lifters; of the moment at L5/S1, "
    "the root mean square of the error; of angles, places and times, our judgement of how far off a film may be."
)
ONE_TITLE = "As it was in your one repetition"
ONE_READ_TITLE = "As it was in the one repetition that could be read"
NOTHING_BESIDE_IT = "There is no other repetition of yours in the film to hold it against."
KEPT_SET_ASIDE = "The video was kept, as not all of it could be looked at, or not enough be told of it."
KEPT_NO_STILL = "The video was kept, as the still that you asked for could not be made of it."
KEPT_NO_NEUTRAL = "The video was kept, as the film of your own hinge could not be used; it can be held against another."
KEPT_LOCKED = "The video was kept, as nothing may be deleted from its folder; delete it yourself."
NOTHING_TOLD = "Nobody could be followed well enough in this film to tell anything of the lift."


def title(form: FormFromVideo) -> str:
    """The lift, as it was named and as it was understood."""
    if form.lift is Lift.OTHER:
        return f"“{form.exercise[:60]}” (none of the lifts Lumbar knows the form of)"
    return LIFT_NAMES[form.lift]


def count_sentence(form: FormFromVideo) -> str | None:
    """How many repetitions, and how many movements were too small to be one."""
    if form.form.hold is not None:
        return None
    many, small = form.form.found.count, len(form.form.found.partial)
    if not many and not small:
        return "No repetition: nothing in the film goes there and back."
    counted = f"{many} {'repetition' if many == 1 else 'repetitions'}"
    if not small:
        return f"{counted}."
    return f"{counted}, and {small} {'movement' if small == 1 else 'movements'} too small, or cut off, to be counted."


def repetition_sentence(number: int, filmed: FilmedRepetition) -> str:
    """One repetition: when, its tempo, its deepest angles, and the moment, as far as they are known."""
    times, tempo = filmed.repetition, filmed.tempo
    figures = (
        ("down", tempo.lowering_s, " s", 1),
        ("up", tempo.raising_s, " s", 1),
        ("lean", filmed.trunk_inclination_deg, "°", 0),
        ("hips", filmed.hip_deg, "°", 0),
        ("knees", filmed.knee_deg, "°", 0),
    )
    known = [f"{name} {value:.{digits}f}{unit}" for name, value, unit, digits in figures if value is not None]
    if filmed.l5s1_moment_nm is not None and filmed.l5s1_error_nm is not None:
        known.append(f"L5/S1 {filmed.l5s1_moment_nm:.0f} ± {filmed.l5s1_error_nm:.0f} Nm")
    half = "" if times.whole else " (half of it is outside of the film)"
    said = ", ".join(known)
    return f"{number}: {times.start_s:.1f} to {times.end_s:.1f} s{half}{', ' + said if said else ''}."


def no_moment_sentence(moment: NotAvailable) -> str:
    """Why there is no moment at L5/S1."""
    if isinstance(moment, NoPictureMoment):
        return no_picture_moment_sentence(moment.reason)
    if moment.why is WhyNot.BODY_MASS_NOT_TOLD:
        return "No moment at L5/S1: it needs your body weight (--bodyweight), and is surer with your height (--height)."
    return "No moment at L5/S1: the joints it takes were not seen."


def read_sentence(reading: VideoReading) -> str:
    """The film as it is, and in how much of it somebody was seen."""
    facts, pose = reading.facts, reading.pose
    pace = f" at {facts.fps:.3g} frames a second" if facts.fps else ""
    seen = f"; somebody was seen in {100 * pose.seen.mean():.0f} % of the frames" if pose.frames else ""
    return f"{facts.path}: {facts.seconds:.1f} s{pace}, {facts.width} x {facts.height}{seen}."


def speed_sentence(reading: VideoReading) -> str | None:
    """How fast it was looked at."""
    speed = reading.speed
    if speed is None or speed.frames_per_second <= 0:
        return None
    took = reading.facts.frames / speed.frames_per_second
    return f"Looked at in {took:.1f} s ({speed.frames_per_second:.0f} frames a second), on this machine alone."


def confinement_sentence(reading: VideoReading) -> str:
    """How far a film from anywhere was kept from the rest of the machine."""
    match reading.facts.confinement:
        case Confinement.SYSTEM_CALLS:
            return "It was decoded in a process of its own that can reach no other file and no network."
        case Confinement.NAMESPACE:
            return "It was decoded in a process of its own that can read the program's own files, and can reach no other file and no network."
        case Confinement.LIMITS:
            return "It was decoded in a process of its own with limited memory and time; this system cannot keep it from other files, so decode only films whose origin you know."
        case _:
            assert_never(reading.facts.confinement)


def video_remark_sentence(remark: VideoRemark) -> str:
    """What was met in a film that could be looked at all the same."""
    at = f" at {remark.at_s:.1f} s" if remark.at_s is not None else ""
    match remark.kind:
        case VideoRemarkKind.CUT_SHORT:
            return f"The file ends, or is damaged,{at} before the end it promises; what comes before was looked at. Copy it from the phone again to have it whole."
        case VideoRemarkKind.FRAMES_UNREADABLE:
            return f"{_many(remark.count, 'frame')} could not be decoded and {_was(remark.count)} left out."
        case VideoRemarkKind.TIMES_UNEVEN:
            return "The frames do not come at an even pace, as phones do in poor light; their own times were used."
        case VideoRemarkKind.TIMES_FROM_RATE:
            return f"The times of {_many(remark.count, 'frame')} do not rise, so they were counted from the frame rate; speeds may be off."
        case VideoRemarkKind.ROTATED:
            return (
                "The file says that its picture is mirrored, and it was turned back."
                if remark.met == "mirrored"
                else f"The file says that its picture is to be turned by {remark.met}, and it was."
            )
        case VideoRemarkKind.FRAMES_PASSED_OVER:
            return f"{_many(remark.count, 'frame')} of a film in slow motion {_was(remark.count)} passed over; a lift does not need that many."
        case VideoRemarkKind.SEVERAL_PEOPLE:
            return f"{remark.count} people are in the picture{_first(remark)}, or one of them in a mirror; the one nearest to the middle was followed. Film alone and away from mirrors to be sure whose lift it is."
        case VideoRemarkKind.PERSON_LOST:
            return f"You were out of sight {'once' if remark.count == 1 else f'{remark.count} times'}, {remark.met} s in all{_first(remark)}; nothing is told of that time."
        case VideoRemarkKind.SCENE_CUT:
            return f"The film is cut{_first(remark)}; what comes before and after was taken for one set. Film a set in one go to be sure."
        case _:
            assert_never(remark.kind)


def sources(form: FormFromVideo) -> tuple[Source, ...]:
    """The texts that what was said rests on."""
    asked = () if isinstance(form.moment, NotAvailable) else (FABER_2016, FABER_2020, DE_LEVA_1996)
    return (SARACENI_2020, *asked)


def _first(remark: VideoRemark) -> str:
    return f" (first at {remark.at_s:.1f} s)" if remark.at_s is not None else ""


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
