"""What a logged name resolves to: what somebody wrote down, and nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.exercises import AxialLoad, LumbarPosture, MovementClass
from lumbar.knowledge.catalogue import load_catalogue

CATALOGUE = load_catalogue()
SPELLINGS = sorted(CATALOGUE.names)

EXPECTED = [
    # what the apps call them
    ("Bench Press (Barbell)", "bench_press"),
    ("Barbell Bench Press", "bench_press"),
    ("Bench Press (Dumbbell)", "dumbbell_bench_press"),
    ("Incline Bench Press (Barbell)", "incline_bench_press"),
    ("Incline Dumbbell Press", "incline_dumbbell_bench_press"),
    ("Chest Press (Machine)", "chest_press_machine"),
    ("Squat (Barbell)", "back_squat"),
    ("Barbell Back Squat", "back_squat"),
    ("Air Squats", "body_weight_squat"),
    ("Squat (Smith Machine)", "smith_squat"),
    ("Dumbbell Goblet Squat", "goblet_squat"),
    ("Deadlift (Barbell)", "deadlift"),
    ("Conventional Deadlift", "deadlift"),
    ("Deadlift (Trap Bar)", "trap_bar_deadlift"),
    ("Deadlift Hex", "trap_bar_deadlift"),
    ("DB RDL", "dumbbell_romanian_deadlift"),
    ("Romanian Deadlift, Barbell", "romanian_deadlift"),
    ("Straight Leg Deadlift", "stiff_leg_deadlift"),
    ("Bent Over Row (Barbell)", "barbell_row"),
    ("Bent Over One Arm Row (Dumbbell)", "dumbbell_row"),
    ("Seated Row (Cable)", "seated_cable_row"),
    ("Shotgun Row", "single_arm_cable_row"),
    ("Lat Pulldown (Machine)", "machine_lat_pulldown"),
    ("Pull Up (Assisted)", "assisted_pull_up"),
    ("Pull Up (Weighted)", "pull_up"),
    ("Hammer Chin Ups", "neutral_grip_pull_up"),
    ("Overhead Press (Barbell)", "overhead_press"),
    ("Seated Overhead Press (Dumbbell)", "seated_dumbbell_shoulder_press"),
    ("Dumbbell Squat To Shoulder Press", "dumbbell_thruster"),
    ("Back Extension (Weighted Hyperextension)", "back_extension"),
    ("Knee Raise (Captain's Chair)", "captains_chair_knee_raise"),
    ("Side Bridge", "side_plank"),
    ("Farmers Walk (yards)", "farmers_walk"),
    ("Squat (Bodyweight)", "body_weight_squat"),
    # German, French, Spanish, Portuguese, Italian, Chinese, Japanese
    ("Kreuzheben", "deadlift"),
    ("Rumänisches Kreuzheben", "romanian_deadlift"),
    ("Kniebeuge", "back_squat"),
    ("Bankdrücken (Langhantel)", "bench_press"),
    ("Klimmzüge", "pull_up"),
    ("Liegestütze", "push_up"),
    ("Soulevé de terre", "deadlift"),
    ("Développé couché", "bench_press"),
    ("Rowing barre", "barbell_row"),
    ("Tirage menton", "upright_row"),
    ("Peso Muerto", "deadlift"),
    ("Sentadilla", "back_squat"),
    ("Press de banca", "bench_press"),
    ("Agachamento", "back_squat"),
    ("Levantamento Terra Romeno (Barra)", "romanian_deadlift"),
    ("Puxada Alta na Polia (Máquina)", "machine_lat_pulldown"),
    ("Leg Press 45º (Máquina)", "leg_press_45"),
    ("Stacco da terra", "deadlift"),
    ("Distensioni su Panca Piana con Bilanciere", "bench_press"),
    ("Trazioni al Mento al Cavo", "cable_upright_row"),
    ("Alzate Polpacci alla Macchina da Seduti", "seated_calf_raise"),
    ("硬拉", "deadlift"),
    ("深蹲", "back_squat"),
    ("卧推", "bench_press"),
    ("引体向上", "pull_up"),
    ("デッドリフト", "deadlift"),
    ("懸垂", "pull_up"),
]


@pytest.mark.parametrize(("name", "exercise"), EXPECTED)
def test_names_people_log(name: str, exercise: str) -> None:
    found = CATALOGUE.resolve(name)
    assert found is not None
    assert found.id == exercise


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "()",
        "asdf",
        "Machine 3",
        "Warm Up",
        "Lower Back",
        "TEST NAME",
        "kettlebell",
        "Row",
        "Rowing",
        "Press",
        "Curl",
    ],
)
def test_unknown_stays_unknown(name: str) -> None:
    assert CATALOGUE.resolve(name) is None


def _class(name: str) -> MovementClass:
    found = CATALOGUE.resolve(name)
    assert found is not None
    return found.movement


@pytest.mark.parametrize(
    ("name", "lookalike"),
    [
        ("Barbell Row", "Upright Barbell Row"),
        ("Lat Pulldown (Machine)", "Calf Press on Leg Press"),
        ("Leg Press", "Calf Press"),
        ("Leg Curl", "Leg Press"),
        ("Overhead Squat", "Overhead Press"),
        ("Back Extension", "Leg Extension"),
        ("Glute-Ham Raise", "Glute Ham Raise Situp"),
        ("Distensioni delle Gambe", "Estensioni delle Gambe"),
        ("Single Leg Deadlift", "Single Leg Press"),
        ("Rowing barre", "Rameur"),
    ],
)
def test_dangerous_pairs_stay_apart(name: str, lookalike: str) -> None:
    assert _class(name) is not _class(lookalike)


def test_a_hamstring_curl_is_no_stretch() -> None:
    assert _class("Lying Hamstrings Curl") is MovementClass.ISOLATION


def test_conventional_is_the_plain_deadlift() -> None:
    assert CATALOGUE.resolve("Conventional Deadlift") is CATALOGUE.resolve("Deadlift")


@pytest.mark.parametrize(
    ("name", "movement"),
    [
        ("Plank", MovementClass.CORE_ANTI_ROTATION),
        ("Power Clean", MovementClass.HINGE),
        ("Snatch", MovementClass.HINGE),
        ("Kettlebell Swing", MovementClass.HINGE),
        ("Thruster", MovementClass.SQUAT),
        ("Leg Press", MovementClass.SQUAT),
        ("Hack Squat", MovementClass.SQUAT),
        ("Back Extension", MovementClass.CORE_EXTENSION),
        ("Hip Thrust", MovementClass.HINGE),
        ("Barbell Shrug", MovementClass.ISOLATION),
    ],
)
def test_classes_we_have_settled(name: str, movement: MovementClass) -> None:
    assert _class(name) is movement


def test_the_hip_thrust_is_held_up_and_the_barbell_row_is_not() -> None:
    thrust, row = CATALOGUE.exercises["hip_thrust"], CATALOGUE.exercises["barbell_row"]
    assert (thrust.posture, thrust.axial_load, thrust.hinge) == (LumbarPosture.SUPPORTED, AxialLoad.LOW, False)
    assert row.hinge
    assert CATALOGUE.exercises["back_extension"].hinge


def _disguised(spelling: str, *, upper: bool, decompose: bool, gap: str) -> str:
    written = spelling.upper() if upper else spelling
    written = unicodedata.normalize("NFD" if decompose else "NFC", written)
    return gap + gap.join(written.split(" ")) + gap


@given(
    spelling=st.sampled_from(SPELLINGS),
    upper=st.booleans(),
    decompose=st.booleans(),
    gap=st.sampled_from([" ", "  ", "\t", " - ", "\u00a0", "_", "\u3000"]),
)
def test_case_composition_and_spacing_do_not_matter(spelling: str, *, upper: bool, decompose: bool, gap: str) -> None:
    found = CATALOGUE.resolve(_disguised(spelling, upper=upper, decompose=decompose, gap=gap))
    assert found is not None
    assert found.id == CATALOGUE.names[spelling]


@given(spelling=st.sampled_from([key for key in SPELLINGS if key.isascii()]), place=st.integers(0, 200))
def test_accents_do_not_matter(spelling: str, place: int) -> None:
    letters = [index for index, letter in enumerate(spelling) if letter in "aeiou"]
    if letters:
        index = letters[place % len(letters)]
        spelling = spelling[: index + 1] + "\u0301" + spelling[index + 1 :]
    found = CATALOGUE.resolve(unicodedata.normalize("NFC", spelling))
    assert found is not None
