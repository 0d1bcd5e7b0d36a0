"""Form from a track, in words for a lifter and for a physiotherapist: what was seen, how sure, and what no model tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from lumbar.core.biomechanics.kinematics import NeutralFrom
from lumbar.core.biomechanics.kinetics import MODEL_ERROR_LOADED, TESTED_LOAD
from lumbar.core.biomechanics.landmarks import Landmark, NotAvailable, WhyNot
from lumbar.core.biomechanics.lift_off import HeldLoad, HeldWhy
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.biomechanics.smoothing import CUT_OFF_HZ, Smoothing
from lumbar.core.evidence import Source
from lumbar.core.references import CHOLEWICKI_1991, DE_LEVA_1996, FABER_2016, FABER_2020, SARACENI_2020
from lumbar.usecases.form_from_track import SKIN_MARKER_NOISE, FormFromTrack, RepetitionForm
from lumbar.usecases.track_reading import RemarkKind, TrackReading, TrackRemark

STOOD_OUT_TITLE = "What stood out against your own repetitions"
NOTHING_STOOD_OUT = "Nothing changed over the set by more than a recording can be off."
MOVED_TITLE = "How you moved"
ASKED_TITLE = "What it asked of your lower back"
NOT_TOLD_TITLE = "What could not be told"
READ_TITLE = "What was read"
WHAT_THEY_ARE_TITLE = "What these figures are"
WHAT_THEY_ARE = (
    "A model from markers on skin, of low certainty. Hold them against your own next recording, made the same way, and not against anybody else's.",
    "No number here is a danger line. How much a back bends or bears has not been shown to tell one person's pain.",
    "Rounding more than your own usual, under a load you are not used to, is a reasonable thing to change when your back hurts.",
)
NOTHING_TOLD = "None of it could be told from this file."
REPETITIONS_TITLE = "Repetition by repetition"
NO_VERDICT = "The angle is told and not judged: how one stands is not how a back is held in a lift, and no angle has been shown to be the line."
NO_LOWER_BACK = "The track does not show how the pelvis and the chest are turned."
UNSURE_COUNT = "The count is unsure: parts of the body move as if there were more or fewer."
SOURCES_TITLE = "Where this comes from"
LIFT_NAMES: Mapping[Lift, str] = {
    Lift.SQUAT: "Squat",
    Lift.DEADLIFT: "Deadlift",
    Lift.ROMANIAN_DEADLIFT: "Romanian deadlift",
    Lift.GOOD_MORNING: "Good morning",
    Lift.ROW: "Row",
    Lift.LUNGE: "Lunge",
    Lift.SIT_TO_STAND: "Sit to stand",
    Lift.PUSH_UP: "Push-up",
    Lift.PLANK: "Plank",
    Lift.SIDE_PLANK: "Side plank",
    Lift.BIRD_DOG: "Bird dog",
    Lift.OTHER: "Another movement",
}
SERIES_NAMES: Mapping[str, str] = {
    "trunk_inclination_deg": "Lean of the trunk",
    "hip_deg": "Hips",
    "knee_deg": "Knees",
    "ankle_deg": "Ankles",
    "lumbar_flexion_deg": "Lower back",
    "l5s1_extension_moment_nm": "Moment at L5/S1",
}
LANDMARK_NAMES: Mapping[Landmark, str] = {
    Landmark.HEAD_TOP: "the top of the head",
    Landmark.HEAD_BAND: "the head",
    Landmark.HEAD: "the head",
    Landmark.NECK: "the neck",
    Landmark.C7: "the base of the neck (C7)",
    Landmark.T10: "the middle of the back (T10)",
    Landmark.BREASTBONE_TOP: "the top of the breastbone",
    Landmark.BREASTBONE_END: "the end of the breastbone",
    Landmark.SACRUM: "the sacrum",
    Landmark.PELVIS: "the pelvis",
    Landmark.SHOULDER: "the shoulders",
    Landmark.ELBOW: "the elbows",
    Landmark.WRIST: "the wrists",
    Landmark.WRIST_THUMB: "the thumb's side of the wrists",
    Landmark.WRIST_LITTLE: "the little finger's side of the wrists",
    Landmark.HAND: "the hands",
    Landmark.INDEX_KNUCKLE: "the index knuckles",
    Landmark.FRONT_PELVIS: "the front of the pelvis (ASIS)",
    Landmark.BACK_PELVIS: "the back of the pelvis (PSIS)",
    Landmark.HIP: "the hips",
    Landmark.KNEE: "the knees",
    Landmark.ANKLE: "the ankles",
    Landmark.HEEL: "the heels",
    Landmark.TOE: "the toes",
}


def read_sentence(reading: TrackReading) -> str:
    """How much movement the file holds."""
    track = reading.track
    rate = track.sampling_rate_hz
    seconds = float(track.time_s[-1] - track.time_s[0])
    pace = f" at {rate:.4g} a second" if rate else ""
    whole = f", {seconds:.1f} s from {track.time_s[0]:.2f} s on" if rate else ""
    markers = _many(len(track.joints), "marker", "markers")
    return f"{reading.path}: {markers}, {_many(track.frames, 'frame', 'frames')}{pace}{whole}."


def remark_sentence(remark: TrackRemark) -> str:
    """What was met in a file that could be used all the same."""
    match remark.kind:
        case RemarkKind.FIGURES_UNREADABLE:
            return f"{_many(remark.count, 'figure is', 'figures are')} no number ({remark.met}) and count as not seen."
        case RemarkKind.LAST_FRAME_CUT:
            return "The file ends inside its last line, which was left out; copy or export it again to have it whole."
        case RemarkKind.FEWER_FRAMES:
            return (
                f"The header promises {remark.limit} frames and the file holds {remark.count}; what it holds was used."
            )
        case RemarkKind.MORE_FRAMES:
            return (
                f"The header speaks of {remark.limit} frames and the file holds {remark.count}; all of them were used."
            )
        case RemarkKind.RATE_DISAGREES:
            return f"The header says {remark.limit} frames a second and the times say {remark.met}; the times were used. If the header is right, speeds and moments are not."
        case RemarkKind.TIMES_FROM_RATE:
            return f"The file's times do not rise from frame to frame, so they were counted from its rate of {remark.met} a second."
        case RemarkKind.NAMES_REPEATED:
            return f"Several markers have the same name ({remark.met}); the later ones got a number behind it."
        case RemarkKind.NAMES_MISSING:
            return f"{_many(remark.count, 'marker has', 'markers have')} no name and got a number; nothing is read from them."
        case RemarkKind.NOT_MARKERS:
            return f"{_many(remark.count, 'point of the file is', 'points of the file are')} computed (angles, forces or moments) and no marker, so they were left out."
        case _:
            assert_never(remark.kind)


def vertical_sentence(form: FormFromTrack) -> str:
    """Which way is up, and how that is known."""
    vertical = form.analysis.vertical
    if vertical is None:
        return "Which way is up could not be told, and every angle starts from that."
    axis = f"{'' if vertical.sign > 0 else 'minus '}{vertical.axis.value}"
    if vertical.inferred:
        return f"Up is {axis}: the file does not say it, the standing body shows it."
    return f"Up is {axis}: the file says so."


def smoothing_sentence(form: FormFromTrack) -> str:
    """What was done to the positions before angles were taken from them."""
    found = form.analysis
    bridged = (
        f" In {_many(found.bridged_frames, 'frame', 'frames')} a marker out of sight for a moment was drawn through."
        if found.bridged_frames
        else ""
    )
    match found.smoothing:
        case Smoothing.FILTERED:
            return f"The jitter of markers above {CUT_OFF_HZ.value:g} Hz was taken out.{bridged}"
        case Smoothing.TOO_FEW_FRAMES:
            return f"Positions were taken as they are: there are too few frames to take jitter out.{bridged}"
        case Smoothing.UNEVEN_TIMES:
            return f"Positions were taken as they are: the times are uneven, and a filter needs even ones.{bridged}"
        case _:
            assert_never(found.smoothing)


def sources(form: FormFromTrack) -> tuple[Source, ...]:
    """The texts that what was said rests on."""
    bent = (SARACENI_2020,) if lumbar_sentence(form) else ()
    asked = (FABER_2016, FABER_2020, DE_LEVA_1996) if moment_sentence(form) else ()
    return (*bent, *asked, *((CHOLEWICKI_1991,) if form.compression else ()))


def lift_title(form: FormFromTrack) -> str:
    """The lift, as it was named and as it was understood."""
    if form.lift is Lift.OTHER:
        return f"{_named(form.exercise)} (none of the lifts Lumbar knows the form of)"
    return LIFT_NAMES[form.lift]


def lean_sentence(form: FormFromTrack) -> str | None:
    """The most forward lean of the trunk."""
    peak = form.analysis.peak(form.analysis.trunk_inclination_deg)
    if peak is None:
        return None
    return f"You leaned forward by {peak.value:.0f}° at most, at {peak.time_s:.2f} s. Upright is 0°."


def deepest_sentence(form: FormFromTrack) -> str | None:
    """The joints at the most bent moment."""
    deepest = form.deepest
    if deepest is None:
        return None
    joints = (("hips", deepest.hip_deg), ("knees", deepest.knee_deg), ("ankles", deepest.ankle_deg))
    seen = [f"{name} {angle:.0f}°" for name, angle in joints if angle is not None]
    if not seen:
        return None
    return f"Deepest at {deepest.time_s:.2f} s: {', '.join(seen)}. A straight joint is 0°, and so is a foot square to the shank."


def lumbar_sentence(form: FormFromTrack) -> str | None:
    """The lower back against the person's own neutral, rounded and arched, with its uncertainty."""
    series = form.analysis.lumbar_flexion_deg
    rounded, arched = form.analysis.peak(series), form.analysis.trough(series)
    if rounded is None or arched is None:
        return None
    noise = f"{SKIN_MARKER_NOISE.value:.0f}°"
    told = []
    if rounded.value >= SKIN_MARKER_NOISE.value:
        told.append(f"bent by {rounded.value:.0f}° (± {noise}) from your neutral at most, at {rounded.time_s:.2f} s")
    if arched.value <= -SKIN_MARKER_NOISE.value:
        told.append(f"arched by {-arched.value:.0f}° (± {noise}) from your neutral at most, at {arched.time_s:.2f} s")
    if not told:
        return f"Your lower back stayed within {noise} of your neutral, which is as much as skin markers can tell."
    return f"Your lower back {', and '.join(told)}."


def count_sentence(form: FormFromTrack) -> str | None:
    """How many repetitions there are, and how many movements were too small to be one; nothing of a hold."""
    if form.found is None or (form.form is not None and form.form.hold is not None):
        return None
    many, small = form.found.count, len(form.found.partial)
    if not many and not small:
        return "No repetition: nothing in the recording goes there and back."
    counted = f"{many} {'repetition' if many == 1 else 'repetitions'}"
    if not small:
        return f"{counted}."
    return f"{counted}, and {small} {'movement' if small == 1 else 'movements'} too small, or cut off, to be counted."


def repetition_sentence(number: int, repetition: RepetitionForm) -> str:
    """One repetition: when, its deepest angles, the lower back and the moment, as far as they are known."""
    deepest = repetition.deepest
    figures = (
        ("lean", deepest.trunk_inclination_deg if deepest else None, "°"),
        ("hips", deepest.hip_deg if deepest else None, "°"),
        ("knees", deepest.knee_deg if deepest else None, "°"),
        ("lower back", repetition.lumbar_change_deg, "°"),
        ("L5/S1", repetition.l5s1_moment_nm, " Nm"),
    )
    known = ", ".join(f"{name} {value:.0f}{unit}" for name, value, unit in figures if value is not None)
    times = repetition.repetition
    half = "" if times.whole else " (half of it is outside of the recording)"
    return f"{number}: {times.start_s:.1f} to {times.end_s:.1f} s{half}{', ' + known if known else ''}."


def neutral_sentence(form: FormFromTrack) -> str | None:
    """What the person's own neutral was taken from."""
    match form.analysis.neutral_from:
        case None:
            return None
        case NeutralFrom.NEUTRAL_RECORDING if form.neutral is not None:
            return f"Your neutral is how you stand in {form.neutral.path}."
        case NeutralFrom.MOST_UPRIGHT_FRAMES if form.neutral is not None:
            return f"Your neutral is your most upright moments in this recording: {form.neutral.path} does not show your back and pelvis."
        case NeutralFrom.NEUTRAL_RECORDING | NeutralFrom.MOST_UPRIGHT_FRAMES:
            return "Your neutral is your most upright moments in this recording. A recording of you standing (--neutral) would be surer."
        case _:
            assert_never(form.analysis.neutral_from)


def moment_sentence(form: FormFromTrack) -> str | None:
    """The moment at its peak, what it is of, and how far off such models are."""
    peak = form.moment_peak
    if peak is None:
        return None
    of = (
        "your upper body"
        if not form.load_kg or form.analysis.held is None
        else f"your upper body and {form.load_kg:g} kg"
    )
    takes = "hold and move" if form.analysis.with_inertia else "hold, each frame as if it stood still,"
    return (
        f"Moment at L5/S1: {peak.value:.0f} Nm at most, at {peak.time_s:.2f} s: what it takes to {takes} {of}. "
        f"It is the net moment, of all muscles, ligaments and the disc together. {_how_near(form)}"
    )


def _how_near(form: FormFromTrack) -> str:
    """How far off such models were where they were tested, which was never with heavy bars."""
    if not form.analysis.with_inertia:
        return "How far off it is has not been tested for a track like this one."
    return (
        f"Where models of this kind were tested, bending and with boxes of up to {TESTED_LOAD.value:g} kg, they were off by "
        f"up to {MODEL_ERROR_LOADED.value:g} Nm (root mean square); they were not tested with heavy bars."
    )


def compression_sentence(form: FormFromTrack) -> str | None:
    """The model compression at that moment, as the range it is."""
    compression = form.compression
    if compression is None:
        return None
    low, middle, high = (newtons / 1000 for newtons in (compression.low, compression.middle, compression.high))
    return f"Model compression then: {middle:.1f} kN, from {low:.1f} to {high:.1f} kN depending on how long the lever of the back muscles is, which differs between people."


def held_sentence(form: FormFromTrack) -> str | None:
    """From when on the load counts, and why."""
    if not form.load_kg:
        return None
    if form.body_mass_kg is None:
        return f"The {form.load_kg:g} kg were not used: a moment needs your body weight too (--bodyweight)."
    held = form.analysis.held
    if held is None:
        if isinstance(form.analysis.l5s1_extension_moment_nm, NotAvailable):
            return None
        return f"The {form.load_kg:g} kg are not in the moment: the file shows neither hands nor wrists."
    return f"The {form.load_kg:g} kg count {_held_when(held)}."


def _held_when(held: HeldLoad) -> str:
    spans = " and ".join(f"from {span.from_s:.2f} to {span.until_s:.2f} s" for span in held.spans[:3])
    match held.why:
        case HeldWhy.TOLD:
            return "all the time, as you said"
        case HeldWhy.HANDS_STAY_UP:
            return "all the time: your hands never come below your knees"
        case HeldWhy.HANDS_NEVER_REST:
            return "all the time: your hands turn below your knees without a rest"
        case HeldWhy.FLOOR_NOT_SEEN:
            return "all the time: neither knees nor feet are marked, so where the floor is cannot be told"
        case HeldWhy.LIFTED_FROM_REST:
            more = f" and {len(held.spans) - 3} times more" if len(held.spans) > 3 else ""
            return (
                f"{spans}{more}, while your hands are away from where they rest below your knees"
                if spans
                else "at no time: your hands leave no rest below your knees"
            )
        case _:
            assert_never(held.why)


def not_available_sentence(name: str, missing: NotAvailable) -> str:
    """What could not be told, and why."""
    return f"{SERIES_NAMES[name]}: {_why_not(missing)}."


def _why_not(missing: NotAvailable) -> str:
    match missing.why:
        case WhyNot.VERTICAL_UNCLEAR:
            return "neither the file nor the body shows which way is up"
        case WhyNot.NOT_MARKED:
            points = _listed([LANDMARK_NAMES[landmark] for landmark in missing.missing])
            return f"the file has no marker we know for {points}" if points else "the file lacks markers it takes"
        case WhyNot.JOINTS_ONLY:
            return "a file of joints tells nothing of the lumbar spine; it takes markers on the pelvis (ASIS, PSIS) and the back (C7, T10)"
        case WhyNot.NEVER_UPRIGHT:
            return "you stand upright in no frame, so there is no neutral to hold it against; record yourself standing and name that with --neutral"
        case WhyNot.BODY_MASS_NOT_TOLD:
            return "it needs your body weight (--bodyweight KG)"
        case WhyNot.SIZE_IMPLAUSIBLE:
            return "the body in the file is no size of a person, so its positions are not in the unit it names"
        case WhyNot.NEVER_SEEN:
            return "its markers were in no frame all seen at once"
        case _:
            assert_never(missing.why)


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _named(text: str) -> str:
    plain = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return f"“{plain[:40]}”" if plain else "Something unnamed"


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
