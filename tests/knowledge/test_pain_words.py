"""The shipped words on notes as people write them, and a table that somebody broke in a spreadsheet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.made_training import MONDAY, log_of, session

from lumbar.core.causes.noted_pain import NotedPain, Strength, noted_pain
from lumbar.knowledge.pain_words import load_pain_words, read_pain_words

PAIN, UNEASE = Strength.PAIN, Strength.UNEASE
HEADER = "kind,language,strength,stands,words\n"
ROW = "phrase,en,pain,,back pain|backache\n"


def read(note: str) -> NotedPain | None:
    log = log_of([replace(session(MONDAY), note=note)])
    return next(iter(noted_pain(log, load_pain_words(), MONDAY)), None)


@pytest.mark.parametrize(
    ("note", "found", "language", "strength"),
    [
        ("lower back hurts", "lower back hurts", "en", PAIN),
        ("LOW BACK PAIN!!", "LOW BACK PAIN", "en", PAIN),
        ("ＢＡＣＫ ＰＡＩＮ", "ＢＡＣＫ ＰＡＩＮ", "en", PAIN),
        ("Tweaked my back on the last rep", "Tweaked my back", "en", PAIN),
        ("hurt my lower back on deadlifts", "hurt my lower back", "en", PAIN),
        ("hurt my back again", "hurt my back", "en", PAIN),
        ("my back is killing me", "back is killing me", "en", PAIN),
        ("threw out my back", "threw out my back", "en", PAIN),
        ("felt a twinge in my lower back", "twinge in my lower back", "en", PAIN),
        ("low-back ache after set 3", "low-back ache", "en", PAIN),
        ("QL spasm left side", "QL spasm", "en", PAIN),
        ("pain in knee and lower back", "pain in knee and lower back", "en", PAIN),
        ("pain in lower back when bending", "pain in lower back", "en", PAIN),
        ("no pain in the knee but back hurts", "back hurts", "en", PAIN),
        ("didn't deadlift since my back hurts", "my back hurts", "en", PAIN),
        ("Can’t bend, back hurts", "back hurts", "en", PAIN),
        ("skipped deadlifts due to back pain", "back pain", "en", PAIN),
        ("Lower back was a little bit tight", "Lower back was a little bit tight", "en", UNEASE),
        ("squat felt good (lower back tight)", "lower back tight", "en", UNEASE),
        ("back still a bit sore from monday", "back still a bit sore", "en", UNEASE),
        ("Rückenschmerzen", "Rückenschmerzen", "de", PAIN),
        ("Hexenschuß beim Kreuzheben", "Hexenschuß", "de", PAIN),
        ("Rücken tut weh", "Rücken tut weh", "de", PAIN),
        ("ruecken tut weh", "ruecken tut weh", "de", PAIN),
        ("hatte Schmerzen in der LWS", "Schmerzen in der LWS", "de", PAIN),
        ("Unterer Rücken verspannt", "Unterer Rücken verspannt", "de", UNEASE),
        ("j'ai mal au dos", "mal au dos", "fr", PAIN),
        ("douleur dans le bas du dos", "douleur dans le bas du dos", "fr", PAIN),
        ("le dos me fait un peu mal", "dos me fait un peu mal", "fr", PAIN),
        ("lombalgie", "lombalgie", "fr", PAIN),
        ("me duele la espalda", "duele la espalda", "es", PAIN),
        ("la espalda baja me duele mucho", "espalda baja me duele", "es", PAIN),
        ("molestias en la zona lumbar", "molestias en la zona lumbar", "es", UNEASE),
        ("Mal di schiena", "Mal di schiena", "it", PAIN),
        ("la schiena fa male", "schiena fa male", "it", PAIN),
        ("dor nas costas", "dor nas costas", "pt", PAIN),
        ("senti uma fisgada na lombar", "fisgada na lombar", "pt", PAIN),
        ("Travei a lombar no terra", "Travei a lombar", "pt", PAIN),
        ("腰痛", "腰痛", "ja|zh", PAIN),
        ("腰が痛い", "腰が痛い", "ja", PAIN),
        ("ぎっくり腰", "ぎっくり腰", "ja", PAIN),
        ("腰に違和感", "腰に違和感", "ja", UNEASE),
        ("硬拉后腰疼", "后腰疼", "zh", PAIN),
        ("闪了腰", "闪了腰", "zh", PAIN),
        ("腰部有点轻微疼痛", "腰部有点轻微疼痛", "zh", PAIN),
        ("腰不舒服", "腰不舒服", "zh", UNEASE),
        ("ont i ryggen", "ont i ryggen", "sv", PAIN),
        ("rugpijn", "rugpijn", "nl", PAIN),
        ("ból w dolnym odcinku lędźwiowym", "ból w dolnym odcinku lędźwiowym", "pl", PAIN),
        ("боль в пояснице", "боль в пояснице", "ru", PAIN),
        ("belim ağrıyor", "belim ağrıyor", "tr", PAIN),
        ("허리 통증", "허리 통증", "ko", PAIN),
    ],
)
def test_a_note_that_says_the_back_hurts_is_found_by_its_words(
    note: str, found: str, language: str, strength: Strength
) -> None:
    noted = read(note)
    assert noted is not None
    assert (noted.found, noted.language, noted.strength) == (found, language, strength)


OTHER_MEANINGS = (
    "Back", "Back & Biceps", "Back day", "Back/Biceps soreness", "Chest and back, sore", "legs and back sore",
    "Back squat", "Back extension, sore", "Back Extensions hurt my hamstrings", "Lower back machine",
    "back to 100 kg", "bring the bar back", "Back off sets hurt", "came back sore", "back at it after knee pain",
    "Back in the gym, everything sore", "knee pain came back", "shoulder pain is back", "held back due to pain",
    "hurts to put the bar back", "back rack hurts wrists", "sit back hurts knees", "pain in the back of my knee",
    "hurt my knee on back squat", "hurt my shoulder so took the back seat", "shoulder hurts when arching my back",
    "upper back sore", "lower back rounded when I pulled", "Kreuzheben", "Rücken und Bizeps", "Rückentraining",
    "Muskelkater in Beinen und Rücken", "Dos/Biceps", "séance dos, mal dormi", "Espalda y bíceps",
    "dolor en los dos hombros", "costas e bíceps", "Plecy + biceps", "腰带", "背中の日",
)  # fmt: skip
ANOTHER_PART = (
    "lower back felt good, knee hurts", "lower back fine knee hurts", "knee pain and lower back fine",
    "tight hamstrings, back good", "Knie schmerzt, Rücken gut", "Bizeps weh nach Rücken", "douleur genou, dos ok",
    "douleur épaule séance dos", "espalda bien, dolor de hombro", "schiena ok, dolore al ginocchio",
    "dor no ombro treino costas", "腰の位置が悪くて膝が痛い", "膝盖疼", "rug ok knie pijn",
    "спина в порядке, болит плечо",
)  # fmt: skip
NEGATED = (
    "no pain in back today", "No back pain", "back felt great", "back pain free", "pain-free back", "back doesn't hurt",
    "back didn’t hurt anymore", "back pain gone", "no sign of any back pain", "w/o back pain", "Pain 0/10 lower back",
    "less strain on lower back", "keep lower back tight", "Focus on keeping the back tight", "stop if lower back hurts",
    "good stretch for lower back pain", "Back injury prevention", "used to hurt my back", "keine Rückenschmerzen",
    "Rücken schmerzt nicht", "ohne Schmerzen im Rücken", "sans douleur au dos", "pas de mal de dos",
    "garder le dos bien tendu", "sin dolor de espalda", "no me duele la espalda", "senza mal di schiena",
    "sem dor nas costas", "não senti dor nas costas", "没有腰疼", "腰不疼", "腰不痛了", "腰痛なし", "腰は痛くない",
    "inte ont i ryggen", "geen rugpijn", "nie bolą plecy", "спина не болит", "без боли в спине", "bel ağrısı yok",
)  # fmt: skip


@pytest.mark.parametrize("note", [*OTHER_MEANINGS, *ANOTHER_PART, *NEGATED])
def test_a_note_that_does_not_say_so_is_left_alone(note: str) -> None:
    assert read(note) is None


def test_a_good_table_is_read() -> None:
    words = read_pain_words(HEADER + ROW + "place,ja|zh,,,腰\n")
    assert set(words.by_first_word) == {"back", "backache", "腰"}
    assert words.longest == 2


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("kind,words\n", r"line 1: the columns must be kind, language"),
        ("", r"line 1: the columns must be kind, language"),
        (HEADER + "phrase,en\n", r"line 2: 2 fields where 5 belong"),
        (HEADER + ROW.replace("phrase", "verse"), r"line 2: 'verse' is none of phrase"),
        (HEADER + ROW.replace("pain,,", ",,"), r"line 2: a phrase needs a strength"),
        (HEADER + ROW.replace("pain,,", "agony,,"), r"line 2: 'agony' is none of pain, unease"),
        (HEADER + ROW.replace(",en,", ",,"), r"line 2: an entry needs a language"),
        (HEADER + ROW.replace("pain,,", "pain,after,"), r"line 2: only a negation can stand after"),
        (HEADER + ROW.replace("pain,,", "pain,between,"), r"line 2: 'between' is none of anywhere"),
        (HEADER + ROW + "phrase,en,pain,,lumbago|...\n", r"line 3: '\.\.\.' holds no letter"),
        (HEADER + ROW + "phrase,en,pain,,Báck  Pain\n", r"line 3: 'Báck  Pain' stands twice as phrase in en"),
    ],
)
def test_a_broken_table_is_refused_with_its_line(table: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=rf"back_pain_words\.csv, {complaint}"):
        read_pain_words(table)
