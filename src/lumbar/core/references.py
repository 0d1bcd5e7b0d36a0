"""The texts that findings and parameters rest on, each with the one thing we take from it.

Only what was read in the text itself stands here as its finding; what we concluded from it is a judgement of ours,
with its date.
"""

from __future__ import annotations

from datetime import date

from lumbar.core.evidence import Source, our_judgement

JUDGED_ON = date(2026, 11, 22)

BOSQUET_2013 = Source(
    id="bosquet-2013",
    citation="Bosquet L et al. Effect of training cessation on muscular performance: a meta-analysis. Scand J Med Sci Sports 2013;23:e140-e149",
    finding="Over 103 studies strength falls when training stops, the more the longer it stops.",
    link="https://doi.org/10.1111/sms.12047",
)
CSCCA_NSCA_2019 = Source(
    id="cscca-nsca-2019",
    citation="Caterisano A et al. CSCCa and NSCA joint consensus guidelines for transition periods. Strength Cond J 2019;41(3):1-23",
    finding="Caps the work of the first two to four weeks after time off. Made to prevent collapse in college athletes, not back pain.",
    link="https://doi.org/10.1519/SSC.0000000000000477",
)
IMPELLIZZERI_2021 = Source(
    id="impellizzeri-2021",
    citation="Impellizzeri FM et al. What role do chronic workloads play in the acute to chronic workload ratio? Sports Med 2021;51:581-592",
    finding="Dividing this week's load by random numbers told injury as well as dividing it by the usual load: a ratio predicts nobody's injury.",
    link="https://doi.org/10.1007/s40279-020-01378-6",
)
ACSM_2009 = Source(
    id="acsm-2009",
    citation="American College of Sports Medicine. Progression models in resistance training for healthy adults. Med Sci Sports Exerc 2009;41:687-708",
    finding="Raise a load by 2 to 10 % once it can be done for one or two repetitions more than planned.",
    link="https://doi.org/10.1249/MSS.0b013e3181915670",
)
BEHM_2016 = Source(
    id="behm-2016",
    citation="Behm DG et al. Acute effects of muscle stretching on physical performance, range of motion, and injury incidence. Appl Physiol Nutr Metab 2016;41:1-11",
    finding="Dynamic warm-up helps performance a little (+1.3 %); an effect on overuse injury is not clear.",
    link="https://doi.org/10.1139/apnm-2015-0235",
)
STEFFENS_2016 = Source(
    id="steffens-2016",
    citation="Steffens D et al. Prevention of low back pain: a systematic review and meta-analysis. JAMA Intern Med 2016;176:199-208",
    finding="Exercise with education lowers the risk of a new episode of low back pain (RR 0.55); belts and insoles do not.",
    link="https://doi.org/10.1001/jamainternmed.2015.7431",
)
OUR_JUDGEMENT = our_judgement(
    JUDGED_ON,
    "What counts as unusual for one person, and in which order findings are told, is a choice no study settles.",
)
THOMEE_1997 = Source(
    id="thomee-1997",
    citation="Thomeé R. A comprehensive treatment approach for patellofemoral pain syndrome in young women. Phys Ther 1997;77:1690-1703",
    finding="Training goes on while pain stays within an agreed limit: the pain-monitoring model. For knees; not tested for backs. Not yet read by us in the original.",
    link="https://doi.org/10.1093/ptj/77.12.1690",
)
SILBERNAGEL_2007 = Source(
    id="silbernagel-2007",
    citation="Silbernagel KG et al. Continued sports activity, using a pain-monitoring model, during rehabilitation in patients with Achilles tendinopathy. Am J Sports Med 2007;35:897-906",
    finding="Going on with sport under the pain-monitoring model was no worse after a year than six weeks of rest (38 people, Achilles tendon, not backs).",
    link="https://doi.org/10.1177/0363546506298279",
)
DAHM_2010 = Source(
    id="dahm-2010",
    citation="Dahm KT et al. Advice to rest in bed versus advice to stay active for acute low-back pain and sciatica. Cochrane Database Syst Rev 2010;CD007612",
    finding="Staying active is a little better than bed rest for pain and function in acute low back pain; for sciatica there is little or no difference.",
    link="https://doi.org/10.1002/14651858.CD007612.pub2",
)
FRENCH_2006 = Source(
    id="french-2006",
    citation="French SD et al. Superficial heat or cold for low back pain. Cochrane Database Syst Rev 2006;CD004750",
    finding="Heat wraps ease back pain for some days; for cold there is not enough evidence to say.",
    link="https://doi.org/10.1002/14651858.CD004750.pub2",
)
ACP_2017 = Source(
    id="acp-2017",
    citation="Qaseem A et al. Noninvasive treatments for acute, subacute, and chronic low back pain. Ann Intern Med 2017;166:514-530",
    finding="Superficial heat is among the first choices for acute low back pain; exercise comes first for lasting pain. Cold is not named.",
    link="https://doi.org/10.7326/M16-2367",
)
NG59 = Source(
    id="nice-ng59",
    citation="NICE guideline NG59. Low back pain and sciatica in over 16s: assessment and management. 2016, updated 2020",
    finding="Go on with normal activity, self-management and exercise; belts and corsets are not offered as treatment.",
    link="https://www.nice.org.uk/guidance/ng59",
)
PELLAND_2024 = Source(
    id="pelland-2024",
    citation="Pelland JC et al. The resistance training dose-response. Preprint, SportRxiv 2024",
    finding="Counting a set as one for the muscle it is aimed at and as half for a muscle that only helps fits 67 studies best.",
)
JEFFREYS_2007 = Source(
    id="jeffreys-2007",
    citation="Jeffreys I. Warm up revisited: the RAMP method of optimising performance preparation. UKSCA Journal 2007;6:15-19",
    finding="A frame for warming up: raise, activate and mobilise, then build up to the load. A frame, not a trial.",
)
VAN_HOOREN_2018 = Source(
    id="van-hooren-2018",
    citation="Van Hooren B, Peake JM. Do we need a cool-down after exercise? Sports Med 2018;48:1575-1595",
    finding="An active cool-down is largely ineffective against next-day soreness and injury.",
    link="https://doi.org/10.1007/s40279-018-0916-2",
)
OWEN_2020 = Source(
    id="owen-2020",
    citation="Owen PJ et al. Which specific modes of exercise training are most effective for treating low back pain? Br J Sports Med 2020;54:1279-1287",
    finding="Resistance and stabilisation training help function in lasting low back pain, while stretching alone did no better than no exercise.",
    link="https://doi.org/10.1136/bjsports-2019-100886",
)
MCGILL_BIG_3 = Source(
    id="mcgill-big-3",
    citation="McGill S. Talks and handouts on the curl-up, side bridge and bird dog, as copied by others",
    finding="Holds of at most ten seconds; build repetitions, not hold time. Taken from a transcript, not from a trial.",
)
LONG_2004 = Source(
    id="long-2004",
    citation="Long A et al. Does it matter which exercise? Spine 2004;29:2593-2602",
    finding="Exercise in the direction that eases did better than the opposite direction; later work doubts that it matters for whom.",
    link="https://doi.org/10.1097/01.brs.0000146464.23007.2a",
)
LANDER_1992 = Source(
    id="lander-1992",
    citation="Lander JE et al. The effectiveness of weight-belts during multiple repetitions of the squat exercise. Med Sci Sports Exerc 1992;24:603-609",
    finding="A belt raised the pressure in the belly by 25 to 40 % over eight heavy squats and made them faster; the back muscles worked as before (five people).",
)
SATO_2012 = Source(
    id="sato-2012",
    citation="Sato K et al. Kinematic changes using weightlifting shoes on barbell back squat. J Strength Cond Res 2012;26:28-33",
    finding="Weightlifting shoes let the trunk lean a little less forward in the squat (25 people, 60 % of their best).",
    link="https://doi.org/10.1519/JSC.0b013e318218dd64",
)
ZOURDOS_2016 = Source(
    id="zourdos-2016",
    citation="Zourdos MC et al. Novel resistance training-specific rating of perceived exertion scale measuring repetitions in reserve. J Strength Cond Res 2016;30:267-275",
    finding="An effort of 8 is about two repetitions in reserve, of 7 about three; people judge it less well far from failure.",
    link="https://doi.org/10.1519/JSC.0000000000001049",
)
WINTER_2009 = Source(
    id="winter-2009",
    citation="Winter DA. Biomechanics and Motor Control of Human Movement, 4th ed. Wiley 2009, table 4.1",
    finding="Head, arms and trunk are 0.678 of body mass, centred 0.626 of the way from hip to shoulder, which is 0.288 of stature. Remembered, not yet read by us in the original.",
)
