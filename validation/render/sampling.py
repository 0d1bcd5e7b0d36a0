"""Draws all that varies between clips from a seed: builds, clothes, movements, cameras, rooms.

Person, camera, room and movement have streams of their own, so an enrolment clip of the same seed shows the same lifter
in the same place.
"""

from __future__ import annotations

import numpy as np
from validation.render.body import BodyMix
from validation.render.camera import CameraSpec
from validation.render.clothes import Outfit
from validation.render.movements import Kind, Load, Movement
from validation.render.painter import Light
from validation.render.scene import Film, Room
from validation.render.timing import Rounding, Tempo

Colour = tuple[float, float, float]

_OFTEN = {
    Kind.HINGE: 0.24,
    Kind.DEADLIFT: 0.28,
    Kind.SQUAT: 0.14,
    Kind.GOOD_MORNING: 0.09,
    Kind.ROW: 0.08,
    Kind.LUNGE: 0.04,
    Kind.SIT_TO_STAND: 0.04,
    Kind.PUSH_UP: 0.04,
    Kind.PLANK: 0.03,
    Kind.STANDING: 0.02,
}
_LONG_SIDES = (480, 640, 640, 640, 720, 854, 960)
_SKINS = ((0.68, 0.45, 0.34), (0.55, 0.34, 0.24), (0.42, 0.25, 0.16), (0.28, 0.15, 0.09), (0.15, 0.08, 0.05))
_HAIRS = ((0.02, 0.015, 0.01), (0.06, 0.03, 0.02), (0.18, 0.09, 0.04), (0.42, 0.28, 0.12), (0.3, 0.3, 0.3))
_DISCS = np.array((0.20, 0.25, 0.22, 0.18, 0.15))
"""Flexion by level from L5/S1 up: the lower discs bend more (White and Panjabi 1990, roughly)."""


def draw_body(rng: np.random.Generator) -> BodyMix:
    male = float(np.clip(rng.choice((rng.uniform(0, 0.15), rng.uniform(0.85, 1.0))), 0, 1))
    caucasian, african, _ = rng.dirichlet((1, 1, 1))
    return BodyMix(
        male=male,
        age=float(rng.uniform(0.5, 0.78)),
        muscle=float(rng.uniform(0.25, 1.0)),
        weight=float(np.clip(rng.normal(0.5, 0.2), 0.1, 0.98)),
        height=float(rng.uniform(0.2, 0.8)),
        proportions=float(rng.uniform(0.25, 0.95)),
        caucasian=float(caucasian),
        african=float(african),
        buttocks=float(np.clip(rng.normal(0.55, 0.25), 0, 1)),
        belly=float(np.clip(rng.normal(0.52, 0.12), 0.35, 0.95)),
        lats=float(rng.uniform(0.3, 1.0)),
        scale=float(rng.normal(1.0, 0.025)),
    )


def draw_outfit(rng: np.random.Generator, body: BodyMix) -> Outfit:
    baggy = float(rng.choice((0.0, rng.uniform(0, 0.5), rng.uniform(0.3, 1.0))))
    bare = rng.uniform() < (0.10 if body.male > 0.5 else 0.0)
    crop = body.male < 0.5 and rng.uniform() < 0.3
    tights = rng.uniform() < (0.55 if body.male < 0.5 else 0.15)
    skin = np.array(_SKINS[rng.integers(len(_SKINS))]) * rng.uniform(0.85, 1.15)
    return Outfit(
        skin=_triple(skin),
        hair=_triple(np.array(_HAIRS[rng.choice(5, p=(0.35, 0.3, 0.15, 0.12, 0.08))]) * rng.uniform(0.7, 1.3)),
        hair_style=int(rng.choice(4, p=(0.12, 0.58, 0.25, 0.05) if body.male > 0.5 else (0, 0.15, 0.35, 0.5))),
        shirt=None if bare else _cloth(rng),
        shirt_other=_cloth(rng),
        shirt_pattern=int(rng.choice(7, p=(0.4, 0.12, 0.08, 0.1, 0.16, 0.07, 0.07))),
        pattern_m=float(rng.uniform(0.05, 0.14)),
        sleeve=float(rng.choice((0.0, 0.35, 0.55, 0.7, 1.0), p=(0.2, 0.15, 0.35, 0.15, 0.15))),
        hem=float(rng.uniform(0.28, 0.5)) if crop else float(rng.uniform(-0.14, 0.16)),
        shirt_off_m=float(rng.uniform(0.001, 0.006) + 0.02 * baggy * rng.uniform(0.4, 1)),
        baggy=baggy,
        leg=_cloth(rng, dark=0.6),
        leg_other=_cloth(rng),
        leg_length=2.0 if tights else float(rng.choice((rng.uniform(0.35, 0.9), rng.uniform(0.8, 1.1), 1.97))),
        leg_off_m=0.001 if tights else float(rng.uniform(0.003, 0.018)),
        waist=float(rng.uniform(0.10, 0.26)),
        belt=_cloth(rng, dark=0.8) if rng.uniform() < 0.1 else None,
        shoe=_cloth(rng),
        sole=_triple(np.full(3, rng.uniform(0.02, 0.8))),
        sock=_cloth(rng),
        sock_length=float(rng.uniform(0.0, 0.5)),
        fold_m=float(rng.uniform(0.001, 0.004) + 0.007 * baggy),
        seed=int(rng.integers(1 << 30)),
    )


def draw_kind(rng: np.random.Generator) -> Kind:
    return list(_OFTEN)[int(rng.choice(len(_OFTEN), p=list(_OFTEN.values())))]


def draw_movement(rng: np.random.Generator, kind: Kind, person: np.random.Generator, *, enrolment: bool) -> Movement:
    """``person`` draws what stays the same between a lifter's clips."""
    shares = person.dirichlet(_DISCS * 60)
    stance, flare = float(person.uniform(0.85, 1.35)), float(person.uniform(0, 16))
    stand_lean, compensation = float(person.uniform(-2, 4)), float(person.uniform(0.2, 1.0))
    follow = float(person.uniform(0.35, 1.0))
    load = Load.NONE if enrolment else _draw_load(rng, kind)
    repetitions = int(rng.integers(1, 3)) if enrolment else int(rng.integers(1, 6))
    if kind in (Kind.PLANK, Kind.STANDING):
        repetitions = 1
    peaks = _draw_peaks(rng, kind, repetitions, enrolment=enrolment)
    lean, knee = _draw_depth(rng, kind, peaks)
    slow = kind in (Kind.PLANK, Kind.STANDING)
    seconds = float(rng.uniform(3.2, 5.0) if enrolment else rng.uniform(2.0, 4.6))
    down = float(rng.uniform(0.38, 0.6))
    at_floor = kind in (Kind.DEADLIFT, Kind.SIT_TO_STAND)
    tempo = Tempo(
        lead=float(rng.uniform(0.6, 2.0)),
        down=float(rng.uniform(3, 8)) if slow else 0.88 * seconds * down,
        bottom=float(rng.uniform(0.0, 0.5)),
        up=0.5 if slow else 0.88 * seconds * (1 - down),
        top=float(rng.uniform(0.1, 0.9)),
        tail=float(rng.uniform(0.3, 1.2)),
        start_at_bottom=at_floor,
    )
    rounding = Rounding(
        peaks=peaks,
        power=float(rng.choice((rng.uniform(0.6, 1.0), rng.uniform(1.0, 2.5)))),
        lag_s=float(rng.uniform(-0.1, 0.15)),
        standing=float(person.normal(0, 1.5)),
        thoracic=float(rng.uniform(-8, 20)),
        thoracic_standing=float(person.uniform(-4, 6)),
        compensation=compensation,
        shares=(float(shares[0]), float(shares[1]), float(shares[2]), float(shares[3]), float(shares[4])),
    )
    return Movement(
        kind=kind,
        load=load,
        tempo=tempo,
        rounding=rounding,
        depths=tuple(
            float(d) for d in np.clip(rng.normal(1, 0.03 if kind is not Kind.DEADLIFT else 0.0, repetitions), 0.9, 1.06)
        ),
        lean_deg=lean,
        knee_deg=knee,
        stand_lean_deg=stand_lean,
        stance=stance * (1.25 if kind is Kind.SQUAT else 1.0),
        flare_deg=flare,
        head_follow=follow,
        grip_wider_m=float(rng.uniform(0.0, 0.09)),
        balance_m=float(rng.normal(0, 0.012)),
        load_share=float(rng.uniform(0.0, 1.0)) if load is Load.BAR else float(rng.uniform(0.0, 0.3)),
        plate_m=_draw_plate(rng, kind),
        elbow_bend=float(rng.uniform(0.0, 0.12)) if load is Load.NONE else float(rng.uniform(0.0, 0.02)),
        sway=float(rng.uniform(0.3, 1.5)),
        sway_seed=int(rng.integers(1 << 30)),
    )


def _draw_load(rng: np.random.Generator, kind: Kind) -> Load:
    match kind:
        case Kind.DEADLIFT:
            return Load.BAR
        case Kind.GOOD_MORNING:
            return Load.BAR
        case Kind.HINGE | Kind.ROW:
            return Load(
                rng.choice(("none", "bar", "dumbbells"), p=(0.25, 0.5, 0.25) if kind is Kind.HINGE else (0, 0.6, 0.4))
            )
        case Kind.SQUAT:
            return Load(rng.choice(("none", "bar", "dumbbells"), p=(0.3, 0.5, 0.2)))
        case Kind.LUNGE:
            return Load(rng.choice(("none", "dumbbells")))
        case _:
            return Load.NONE


def _draw_peaks(rng: np.random.Generator, kind: Kind, repetitions: int, *, enrolment: bool) -> tuple[float, ...]:
    """The lumbar target of each repetition: constant, drifting, or neutral throughout."""
    if enrolment:
        peaks = np.clip(rng.normal(0, 2.0, repetitions), -5, 5)
    elif kind is Kind.STANDING:
        peaks = rng.normal(0, 2.0, repetitions)
    else:
        low, high = (-25.0, 25.0) if kind in (Kind.PUSH_UP, Kind.PLANK, Kind.LUNGE) else (-30.0, 55.0)
        style = rng.choice(("neutral", "constant", "drifting", "mixed"), p=(0.22, 0.26, 0.3, 0.22))
        if style == "neutral":
            peaks = rng.normal(0, 3.0, repetitions)
        elif style == "constant":
            peaks = rng.uniform(low, high) + rng.normal(0, 2.0, repetitions)
        elif style == "drifting":
            start, more = rng.uniform(-10, 15), rng.uniform(10, 40)
            peaks = (
                start + more * np.linspace(0, 1, repetitions) ** rng.uniform(0.6, 2.0) + rng.normal(0, 2, repetitions)
            )
        else:
            peaks = rng.uniform(low, high, repetitions)
        peaks = np.clip(peaks, low, high)
    return tuple(float(peak) for peak in peaks)


def _draw_depth(rng: np.random.Generator, kind: Kind, peaks: tuple[float, ...]) -> tuple[float, float]:
    """Lean of the trunk and bend of the knees at the deepest."""
    match kind:
        case Kind.HINGE:
            return float(rng.uniform(45, 92)), float(rng.uniform(10, 38))
        case Kind.DEADLIFT:
            return float(rng.uniform(52, 82)), 60.0
        case Kind.SQUAT:
            return float(rng.uniform(22, 50)), float(rng.uniform(75, 125))
        case Kind.GOOD_MORNING:
            return float(rng.uniform(40, 85)), float(rng.uniform(8, 35))
        case Kind.ROW:
            return float(rng.uniform(40, 85)), float(rng.uniform(12, 40))
        case Kind.LUNGE:
            return float(rng.uniform(2, 25)), float(rng.uniform(70, 100))
        case Kind.SIT_TO_STAND:
            return float(rng.uniform(20, 45)), float(rng.uniform(80, 98))
        case Kind.PUSH_UP | Kind.PLANK:
            return float(0.7 * peaks[-1] + rng.normal(3, 4)), 5.0
        case Kind.STANDING:
            return 3.0, 5.0


def _draw_plate(rng: np.random.Generator, kind: Kind) -> float:
    if kind is Kind.DEADLIFT:
        return float(rng.choice((0.225, 0.225, 0.225, 0.20)))
    return float(rng.choice((0.225, 0.18, 0.15, 0.11)))


def draw_camera(rng: np.random.Generator) -> CameraSpec:
    kind = rng.uniform()
    if kind < 0.04:
        azimuth = float(rng.choice((-1, 1)) * rng.uniform(75, 95))
    elif kind < 0.65:
        azimuth = float(rng.uniform(-25, 25))
    else:
        azimuth = float(rng.uniform(-44, 44))
    long = int(rng.choice(_LONG_SIDES))
    short = _even(long * float(rng.choice((9 / 16, 9 / 16, 3 / 4))))
    portrait = rng.uniform() < 0.5
    return CameraSpec(
        azimuth_deg=azimuth,
        from_left=bool(rng.uniform() < 0.5),
        height_m=float(rng.uniform(0.4, 1.4)),
        distance_m=float(rng.uniform(1.9, 3.0)),
        view_deg=float(rng.uniform(55, 75)),
        roll_deg=float(np.clip(rng.normal(0, 1.2), -3, 3)),
        aim_x=float(rng.uniform(-0.07, 0.07)),
        aim_y=float(rng.uniform(-0.04, 0.05)),
        crop=float(rng.uniform(0.5, 0.95)),
        shake_deg=float(rng.choice((0.0, 0.0, rng.uniform(0.1, 0.5)))),
        width=short if portrait else _even(long),
        height=_even(long) if portrait else short,
        fps=float(rng.choice((25.0, 30.0, 30.0, 30.0))),
    )


def draw_light(rng: np.random.Generator) -> Light:
    turn, up = rng.uniform(0, 2 * np.pi), rng.uniform(0.6, 1.4)
    strength, around = rng.uniform(0.25, 0.9), rng.uniform(0.4, 1.0)
    warm = rng.uniform(-0.12, 0.12)
    tint = np.array((1 + warm, 1.0, 1 - warm))
    return Light(
        direction=(float(np.cos(turn) * np.cos(up)), float(np.sin(up)), float(np.sin(turn) * np.cos(up))),
        colour=_triple(strength * tint),
        sky=_triple(around * tint),
        ground=_triple(around * rng.uniform(0.3, 0.7) * tint),
    )


def draw_room(rng: np.random.Generator) -> Room:
    return Room(
        floor=_wallpaint(rng),
        floor_other=_wallpaint(rng),
        floor_pattern=int(rng.integers(5)),
        wall=_wallpaint(rng),
        wall_other=_wallpaint(rng),
        wall_pattern=int(rng.integers(5)),
        half_size=(float(rng.uniform(1.8, 4.5)), float(rng.uniform(1.8, 4.5))),
        tall_m=float(rng.uniform(2.4, 3.6)),
        boxes=int(rng.integers(0, 8)),
        posts=bool(rng.uniform() < 0.1),
        other_person=bool(rng.uniform() < 0.05),
        plate=_triple(np.full(3, rng.uniform(0.01, 0.08))) if rng.uniform() < 0.6 else _cloth(rng),
        plate_thick_m=float(rng.uniform(0.03, 0.07)),
        plates=int(rng.integers(1, 4)),
        bar=_triple(np.full(3, rng.uniform(0.08, 0.55))),
        shadow=float(rng.uniform(0.1, 0.55)),
        seed=int(rng.integers(1 << 30)),
    )


def draw_film(rng: np.random.Generator) -> Film:
    gain = rng.uniform(0.85, 1.15) * (1 + rng.normal(0, 0.03, 3))
    return Film(
        gain=_triple(gain),
        contrast=float(rng.uniform(0.85, 1.12)),
        blur_px=float(rng.uniform(0.45, 1.1)),
        noise=float(rng.choice((0.0, rng.uniform(1, 6)))),
        jpeg=int(rng.integers(45, 96)) if rng.uniform() < 0.5 else None,
        vignette=0.0,
    )


def _cloth(rng: np.random.Generator, dark: float = 0.35) -> Colour:
    """Black and white, greys, and colours, as clothes are."""
    kind = rng.uniform()
    if kind < dark:
        return _triple(np.full(3, rng.uniform(0.008, 0.06)) * rng.uniform(0.85, 1.2, 3))
    if kind < dark + 0.5 * (1 - dark):
        return _triple(np.full(3, rng.uniform(0.06, 0.85)) * rng.uniform(0.93, 1.07, 3))
    return _triple(rng.uniform(0.02, 0.8, 3))


def _wallpaint(rng: np.random.Generator) -> Colour:
    base = rng.uniform(0.03, 0.8)
    return _triple(base * (1 + rng.normal(0, rng.choice((0.04, 0.25)), 3)))


def _triple(values: np.typing.NDArray[np.float64]) -> Colour:
    one, two, three = np.clip(values, 0.004, 1.3)
    return float(one), float(two), float(three)


def _even(pixels: float) -> int:
    return 2 * round(pixels / 2)
