"""What was seen of a lift, in plain sentences: by how much, how far off that may be, against which own repetitions.

A sentence describes. It never says that something harms, and it never holds one person against another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, assert_never

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.motion.holds import HoldForm
from lumbar.core.motion.looked_at import WhyNotLookedAt
from lumbar.core.motion.moment import PictureMoment, RepetitionMoment, WhyNoMoment
from lumbar.core.motion.observations import Cue, DepthOf, Observation, ObservationKind, Standing, Unit, WhyNotTold
from lumbar.core.motion.phases import Tempo
from lumbar.core.motion.view import SMALLEST_TRUNK, View, ViewedFrom

KIND_NAMES: Final[Mapping[ObservationKind, str]] = {
    ObservationKind.DEPTH: "Depth",
    ObservationKind.TRUNK_LEAN: "Lean of the trunk",
    ObservationKind.TRUNK_SWING: "Swing of the trunk",
    ObservationKind.HIPS_FIRST: "Hips before chest",
    ObservationKind.HAND_PATH: "Way of the hands",
    ObservationKind.LEFT_RIGHT: "Left against right",
    ObservationKind.LOWERING_TIME: "Time of lowering",
    ObservationKind.RAISING_TIME: "Time of raising",
    ObservationKind.BODY_LINE: "Line of the body",
    ObservationKind.HOLD_TIME: "Time held",
}
_CUES: Final[Mapping[Cue, str]] = {
    Cue.SAME_DEPTH: "Go to the same depth each time; a box or a mark shows it.",
    Cue.SAME_LEAN: "Take the lean of your first repetitions into the last ones, or end the set there.",
    Cue.TRUNK_STILL: "Keep the trunk where it is and let the arms do the pulling.",
    Cue.PUSH_THE_FLOOR_AWAY: "Push the floor away and let chest and hips rise together.",
    Cue.BAR_CLOSE: "Keep the bar close: let it brush along your legs.",
    Cue.BAR_OVER_THE_FOOT: "Keep the bar over the middle of your foot.",
    Cue.BOTH_FEET: "Press into both feet alike on the way up.",
    Cue.SAME_PACE: "Keep the pace of your first repetitions.",
    Cue.END_WHEN_IT_SLOWS: "It got harder there; end earlier if that was not meant.",
    Cue.HIPS_UP: "Lift your hips back into line, or end the hold there.",
    Cue.HIPS_DOWN: "Lower your hips back into line, or end the hold there.",
}
_HOW_TO_FILM: Final[Mapping[WhyNotTold, str]] = {
    WhyNotTold.TURNED_TOO_FAR: "Put the camera square to your side, at the height of your hips.",
    WhyNotTold.FACE_ON: "Film it from the side, with the camera at the height of your hips.",
    WhyNotTold.FROM_BEHIND: "Film it from the side, with the camera at the height of your hips.",
    WhyNotTold.FROM_THE_SIDE: "A second film from the front or from behind can tell.",
    WhyNotTold.TURN_UNKNOWN: "Film it square to your side, with your whole body in the picture.",
    WhyNotTold.TOO_SMALL: "Put the camera nearer, so that you fill most of the height of the picture.",
    WhyNotTold.SELDOM_SEEN: "Film it with your whole body in the picture and nothing in front of it.",
    WhyNotTold.OUT_OF_THE_PICTURE: "Put the camera further away, so that you stay in the picture from head to feet.",
    WhyNotTold.JOINTS_NOT_SEEN: "Film it with nothing in front of hips, knees and shoulders; plates and racks hide them.",
    WhyNotTold.FEET_NOT_SEEN: "Film it with your feet in the picture and no plate in front of them.",
    WhyNotTold.HANDS_ELSEWHERE: "",
    WhyNotTold.HALF_RECORDED: "Start the film before the set and stop it after.",
    WhyNotTold.NO_REPETITION: "Film the whole set, from before its first repetition to after its last.",
    WhyNotTold.ONE_REPETITION: "",
    WhyNotTold.TOO_FEW_REPETITIONS: "",
    WhyNotTold.HOLD_TOO_SHORT: "Film the whole hold, from before it to after it.",
}
_WHY_NOT: Final[Mapping[WhyNotTold, str]] = {
    WhyNotTold.TURNED_TOO_FAR: "the camera stands too far off your side",
    WhyNotTold.FACE_ON: "it is filmed from the front",
    WhyNotTold.FROM_BEHIND: "it is filmed from behind",
    WhyNotTold.FROM_THE_SIDE: "from the side, left and right are behind each other",
    WhyNotTold.TURN_UNKNOWN: "how the camera stands to you cannot be told",
    WhyNotTold.TOO_SMALL: "you are too small in the picture",
    WhyNotTold.SELDOM_SEEN: "shoulders and hips are out of sight for most of it",
    WhyNotTold.OUT_OF_THE_PICTURE: "shoulders or hips leave the picture",
    WhyNotTold.JOINTS_NOT_SEEN: "the joints it takes were not seen well enough",
    WhyNotTold.FEET_NOT_SEEN: "heel and toes were not seen",
    WhyNotTold.HANDS_ELSEWHERE: "your hands are not where a bar on the shoulders would be",
    WhyNotTold.HALF_RECORDED: "only a half of the repetition is in the recording",
    WhyNotTold.NO_REPETITION: "no repetition was found",
    WhyNotTold.ONE_REPETITION: "there is no other repetition of yours to hold it against",
    WhyNotTold.TOO_FEW_REPETITIONS: "there are too few repetitions to hold the last ones against the first",
    WhyNotTold.HOLD_TOO_SHORT: "the hold is shorter than the three seconds that count as its start",
}


def observation_sentence(seen: Observation, lift: Lift) -> str:
    """One observation: what was seen with its error, against which own repetitions, and what to think of."""
    if seen.value is None:
        return _untold(seen)
    if seen.kind is ObservationKind.BODY_LINE and lift is not Lift.PUSH_UP:
        return _held_line(seen)
    what = f"{_where(seen)}{_figure(seen)}"
    if seen.kind is ObservationKind.HOLD_TIME:
        return f"{what}."
    against = _against(seen)
    cue = f" {_CUES[seen.cue]}" if seen.cue is not None else ""
    return f"{what}{against}.{cue}"


def figure_sentence(seen: Observation, *, of_many: bool) -> str:
    """What was seen in a repetition that there is no other to hold against; which one, where there are many."""
    figure = _figure(seen)
    return f"{_where(seen)}{figure}." if of_many else f"{figure[0].upper()}{figure[1:]}."


def untold_sentences(observations: Sequence[Observation]) -> tuple[str, ...]:
    """What cannot be told, those with one reason together, and how to film it."""
    groups: dict[tuple[WhyNotTold, int | None], list[ObservationKind]] = {}
    for seen in observations:
        groups.setdefault((seen.why_not or WhyNotTold.JOINTS_NOT_SEEN, seen.repetition), []).append(seen.kind)
    return tuple(
        f"{_named(kinds)}{f' of repetition {number}' if number else ''} cannot be told, as {_WHY_NOT[why]}."
        f"{' ' + how_to_film(why) if how_to_film(why) else ''}"
        for (why, number), kinds in groups.items()
    )


def _named(kinds: Sequence[ObservationKind]) -> str:
    first, *rest = (KIND_NAMES[kind] for kind in kinds)
    *between, last = (first, *(name[0].lower() + name[1:] for name in rest))
    return f"{', '.join(between)} and {last}" if between else last


def notable_in(repetitions: Sequence[int]) -> str:
    """In how many repetitions the same was notable; empty for one."""
    if len(repetitions) < 2:
        return ""
    *most, last = (str(number) for number in repetitions)
    return f"It was so in repetitions {', '.join(most)} and {last}."


def cue_sentence(cue: Cue) -> str:
    """What to think of in the next set."""
    return _CUES[cue]


def how_to_film(why: WhyNotTold) -> str:
    """How to film it so that it can be told; empty where filming it otherwise would not help."""
    return _HOW_TO_FILM[why]


def _untold(seen: Observation) -> str:
    why = seen.why_not or WhyNotTold.JOINTS_NOT_SEEN
    where = f" of repetition {seen.repetition}" if seen.repetition else ""
    advice = how_to_film(why)
    return f"{KIND_NAMES[seen.kind]}{where}: cannot be told, as {_WHY_NOT[why]}.{' ' + advice if advice else ''}"


def _where(seen: Observation) -> str:
    if seen.repetition is None:
        return "" if seen.kind is ObservationKind.HOLD_TIME else "In the last third of the set "
    at = "" if seen.at_s is None else f" ({seen.at_s:.1f} s)"
    return f"In repetition {seen.repetition}{at} "


def _figure(seen: Observation) -> str:
    """The figure in a clause; over the set its error is that of the change and stands with the change."""
    value = seen.value or 0.0
    off = "" if seen.repetition is None or seen.uncertainty is None else f" (± {_size(seen.uncertainty, seen.unit)})"
    size = f"{_size(abs(value), seen.unit)}{off}"
    match seen.kind:
        case ObservationKind.DEPTH:
            return _depth(seen, size)
        case ObservationKind.TRUNK_LEAN:
            return f"your trunk leaned {size} from upright"
        case ObservationKind.TRUNK_SWING:
            return f"your trunk swung by {size}"
        case ObservationKind.HIPS_FIRST:
            if value <= 0:
                return f"your chest came up with your hips: the trunk straightened by {size} in the first third of the way up"
            return f"your hips rose before your chest: the trunk leaned {size} further forward in the first third of the way up"
        case ObservationKind.HAND_PATH:
            way = "before" if value >= 0 else "behind"
            return f"your hands came {size} {way} the middle of your foot"
        case ObservationKind.LEFT_RIGHT:
            return f"your hips went {size} to your {'left' if value >= 0 else 'right'} on the way down"
        case ObservationKind.LOWERING_TIME:
            return f"lowering took {size}"
        case ObservationKind.RAISING_TIME:
            return f"raising took {size}"
        case ObservationKind.BODY_LINE:
            return f"your hips were {size} {'above' if value >= 0 else 'below'} the line from shoulder to ankle"
        case ObservationKind.HOLD_TIME:
            return f"Held for {value:.0f} s"
        case _:
            assert_never(seen.kind)


def _depth(seen: Observation, size: str) -> str:
    match seen.depth_of:
        case DepthOf.THIGH:
            above = (seen.value or 0.0) >= 0
            return f"your thigh was {size} {'short of level' if above else 'below level'} at the bottom"
        case DepthOf.HIP:
            return f"your hips were bent by {size} at the bottom"
        case DepthOf.ELBOW:
            return f"your elbow was bent by {size} at the bottom"
        case None:
            return f"you went down to {size}"
        case _:
            assert_never(seen.depth_of)


def _against(seen: Observation) -> str:
    """Against the first repetitions; where the difference is smaller than the error it is called like them."""
    if seen.usual is None:
        return ", and there is no other repetition to hold it against" if seen.repetition else ""
    if seen.standing is Standing.NOTABLE and abs(seen.change or 0.0) <= 0:
        return ""
    usual = _signed(seen, seen.usual)
    if seen.repetition is not None:
        alike = seen.standing is Standing.AS_USUAL
        return f", as in your first repetitions ({usual})" if alike else f"; in your first repetitions {usual}"
    off = "" if seen.uncertainty is None else f", where {_size(seen.uncertainty, seen.unit)} may be the camera's"
    if seen.standing is Standing.AS_USUAL:
        return f", as in its first third ({usual}{off})"
    return f", in its first third {usual}: a change of {_size(abs(seen.change or 0.0), seen.unit)}{off}"


def _signed(seen: Observation, value: float) -> str:
    """With the side that its sign means, where it has one."""
    size = _size(abs(value), seen.unit)
    match seen.kind:
        case ObservationKind.LEFT_RIGHT:
            return f"{size} to the {'left' if value >= 0 else 'right'}"
        case ObservationKind.HIPS_FIRST:
            return f"{size} {'further forward' if value > 0 else 'straightened'}"
        case ObservationKind.DEPTH if seen.depth_of is DepthOf.THIGH:
            return f"{size} {'short of level' if value >= 0 else 'below level'}"
        case ObservationKind.HAND_PATH:
            return f"{size} {'before' if value >= 0 else 'behind'} it"
        case ObservationKind.BODY_LINE:
            return f"{size} {'above' if value >= 0 else 'below'} it"
        case _:
            return size


def _held_line(seen: Observation) -> str:
    value, off = seen.value or 0.0, seen.uncertainty or 0.0
    if seen.standing is not Standing.NOTABLE:
        return f"Your body kept the line of its first seconds to within {off:.0f}°, as far as a film can tell."
    at = "" if seen.at_s is None else f", from {seen.at_s:.0f} s on"
    cue = f" {_CUES[seen.cue]}" if seen.cue is not None else ""
    way = "rose above" if value > 0 else "sank below"
    return f"Your hips {way} the line of your first seconds by up to {abs(value):.0f}° (± {off:.0f}°){at}.{cue}"


def _size(value: float, unit: Unit) -> str:
    match unit:
        case Unit.DEGREES:
            return f"{value:.0f}°"
        case Unit.SECONDS:
            return f"{value:.1f} s"
        case Unit.TRUNK_LENGTHS:
            return f"{100 * value:.0f} % of a trunk's length"
        case _:
            assert_never(unit)


def view_sentence(view: View | None) -> str:
    """How it was filmed, and where that is in the way, how to film it."""
    if view is None:
        return "Recorded in a room: no camera stands in the way."
    turn = "" if view.off_side_deg is None else _turned(view)
    if view.why is None:
        return f"Filmed from {_FROM[view.side]}{turn}."
    if view.ok:
        return f"Filmed from {_FROM[view.side]}{turn}, which can be read, but less well. {how_to_film(view.why)}"
    return f"Filmed from {_FROM[view.side]}{turn}: {_in_the_way(view, view.why)}. {how_to_film(view.why)}"


def _turned(view: View) -> str:
    if view.side in {ViewedFrom.FRONT, ViewedFrom.BACK}:
        return ""
    return f", about {view.off_side_deg:.0f}° (± {view.off_side_uncertainty_deg:.0f}°) off a side view"


def _in_the_way(view: View, why: WhyNotTold) -> str:
    if why is WhyNotTold.TOO_SMALL and view.trunk_px is not None:
        share = f"{100 * SMALLEST_TRUNK.value:.0f} % of the longer side of the picture"
        return f"you are too small in the picture, with a trunk of {view.trunk_px:.0f} pixels where {share} are needed"
    if why is WhyNotTold.SELDOM_SEEN:
        return f"shoulder and hip were seen in {100 * view.seen_share:.0f} % of the frames"
    return f"{_WHY_NOT[why]}, so most of the lift cannot be told"


_FROM: Final[Mapping[ViewedFrom, str]] = {
    ViewedFrom.LEFT: "your left",
    ViewedFrom.RIGHT: "your right",
    ViewedFrom.FRONT: "the front",
    ViewedFrom.BACK: "behind",
    ViewedFrom.UNKNOWN: "a side that cannot be told",
}


def tempo_sentence(number: int, tempo: Tempo) -> str:
    """The phases of one repetition, as far as they are in the recording."""
    phases = (("down", tempo.lowering_s), ("pause", tempo.pause_s), ("up", tempo.raising_s))
    known = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in phases if seconds is not None)
    return f"{number}: {known}." if known else f"{number}: only a part of it is in the recording."


def hold_sentence(hold: HoldForm) -> str:
    """How long it was held, and what its start was."""
    first, last = hold.start_s
    return f"Held for {hold.held_s:.0f} s; its own start is from {first:.1f} to {last:.1f} s."


def moment_of_repetition(moment: RepetitionMoment) -> str:
    """The greatest moment of one repetition with its error."""
    return f"{moment.number}: {moment.moment_nm:.0f} Nm (± {moment.error_nm:.0f} Nm) at {moment.at_s:.1f} s."


def moment_basis(moment: PictureMoment) -> str:
    """What such a moment rests on, and what makes it unsure."""
    scale = (
        "Metres are taken from your height."
        if moment.stature_told
        else "Metres are taken from a usual height, as yours was not told (--height CM)."
    )
    tested = "" if moment.load_tested else " Such models were not tested with a load as heavy as yours."
    return (
        f"The net moment about L5/S1 that your upper body and the load ask for, each frame as if it stood still. {scale} "
        f"Most of the error is where the camera's model places your hip.{tested}"
    )


def no_moment_sentence(reason: WhyNoMoment) -> str:
    """Why a film has no moment."""
    match reason:
        case WhyNoMoment.HANDS_CARRY_THE_BODY:
            return "The moment at L5/S1 is not told where hands or elbows carry the body."
        case WhyNoMoment.NOT_FROM_THE_SIDE:
            return "The moment at L5/S1 needs a film from the side."
        case WhyNoMoment.NO_FILM:
            return "This moment is one of films; a track has its own."
        case WhyNoMoment.JOINTS_NOT_SEEN:
            return "The moment at L5/S1 needs shoulder, hip, elbow and wrist in sight."
        case _:
            assert_never(reason)


def not_looked_at_sentence(kind: ObservationKind, why: WhyNotLookedAt) -> str:
    """Why a kind is not looked at in a lift."""
    return f"{KIND_NAMES[kind]}: not looked at, as {_NOT_LOOKED_AT[why]}."


_NOT_LOOKED_AT: Final[Mapping[WhyNotLookedAt, str]] = {
    WhyNotLookedAt.SET_BY_THE_FLOOR: "the floor or a chair ends the movement",
    WhyNotLookedAt.LEGS_TAKE_TURNS: "the legs take turns, and so does what a camera sees",
    WhyNotLookedAt.HANDS_FREE: "the hands do not show where a bar is",
    WhyNotLookedAt.NOT_PART_OF_IT: "it is no part of this lift",
    WhyNotLookedAt.MOVEMENT_UNKNOWN: "Lumbar does not know what should stay alike in this movement",
}
