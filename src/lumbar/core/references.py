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
WILLIAMS_2017 = Source(
    id="williams-2017",
    citation="Williams S et al. Better way to determine the acute:chronic workload ratio? Br J Sports Med 2017;51:209-210",
    finding="A mean that weighs a day less the longer ago it was: today's load by 2/(N+1), the mean of yesterday by the rest, over 7 and over 28 days.",
    link="https://doi.org/10.1136/bjsports-2016-096589",
)
FOSTER_1998 = Source(
    id="foster-1998",
    citation="Foster C. Monitoring training in athletes with reference to overtraining syndrome. Med Sci Sports Exerc 1998;30:1164-1168",
    finding="Monotony is the mean daily load of a week over its standard deviation, strain the load of the week times its monotony. Not yet read by us in the original.",
    link="https://doi.org/10.1097/00005768-199807000-00023",
)
FOSTER_2001 = Source(
    id="foster-2001",
    citation="Foster C et al. A new approach to monitoring exercise training. J Strength Cond Res 2001;15:109-115",
    finding="The load of a session is its rated effort, 0 to 10, times its minutes; from the days of a week come its monotony and strain.",
)
LOLLI_2019 = Source(
    id="lolli-2019",
    citation="Lolli L et al. Mathematical coupling causes spurious correlation within the conventional acute-to-chronic workload ratio calculations. Br J Sports Med 2019;53:921-922",
    finding="Because the month holds the week, the two go together even in made athletes whose loads are random (r = 0.52): a ratio of them misleads.",
    link="https://doi.org/10.1136/bjsports-2017-098110",
)
TUCHSCHERER_CHART = Source(
    id="tuchscherer-chart",
    citation="Percent chart of Reactive Training Systems (M. Tuchscherer), for 1 to 12 repetitions at RPE 6 to 10",
    finding="The share of a single repetition's load that fits a set depends only on its repetitions and those left in reserve together. A coach's table, not a study; read by us as a copy on another page.",
)
REYNOLDS_2006 = Source(
    id="reynolds-2006",
    citation="Reynolds JM, Gordon TJ, Robergs RA. Prediction of one repetition maximum strength from multiple repetition maximum testing and anthropometry. J Strength Cond Res 2006;20:584-592",
    finding="Sets of five to failure tell the one-repetition maximum best; no more than ten repetitions should go into a linear equation (70 people, chest press and leg press).",
    link="https://doi.org/10.1519/R-15304.1",
)
HUTCHINS_2010 = Source(
    id="hutchins-2010",
    citation="Hutchins MD, Gearhart RF. Accuracy of 1-RM prediction equations for the bench press and biceps curl. J Exerc Physiol Online 2010;13(3):32-39",
    finding="Formulas missed the measured maximum by about 5 to 7 kg, 10.6 to 13.5 % of the mean, even from sets at 85 % of it (27 trained men).",
)
EPLEY_1985 = Source(
    id="epley-1985",
    citation="Epley B. Poundage chart. Boyd Epley Workout. Lincoln, NE: Body Enterprises 1985",
    finding="load x (1 + repetitions / 30). Read by us on a secondary page, not in the original.",
)
BRZYCKI_1993 = Source(
    id="brzycki-1993",
    citation="Brzycki M. Strength testing: predicting a one-rep max from reps-to-fatigue. J Phys Educ Recreat Dance 1993;64:88-90",
    finding="36 x load / (37 - repetitions). Read by us on a secondary page, not in the original.",
)
LOMBARDI_1989 = Source(
    id="lombardi-1989",
    citation="Lombardi VP. Beginning Weight Training. Dubuque, IA: W.C. Brown 1989",
    finding="load x repetitions to the power of 0.10. Read by us on a secondary page, not in the original.",
)
MAYHEW_1992 = Source(
    id="mayhew-1992",
    citation="Mayhew JL et al. Relative muscular endurance performance as a predictor of bench press strength in college men and women. J Appl Sport Sci Res 1992;6:200-206",
    finding="100 x load / (52.2 + 41.9 exp(-0.055 x repetitions)). Read by us on a secondary page, not in the original.",
)
WATHAN_1994 = Source(
    id="wathan-1994",
    citation="Wathan D. Load assignment. In: Baechle TR, ed. Essentials of Strength Training and Conditioning. Human Kinetics 1994",
    finding="100 x load / (48.8 + 53.8 exp(-0.075 x repetitions)). Read by us on a secondary page, not in the original.",
)
OCONNER_1989 = Source(
    id="oconner-1989",
    citation="O'Conner B, Simmons J, O'Shea P. Weight Training Today. St. Paul, MN: West 1989",
    finding="load x (1 + 0.025 x repetitions). Read by us on a secondary page, not in the original.",
)
LANDER_1985 = Source(
    id="lander-1985",
    citation="Lander J. Maximum based on reps. Natl Strength Cond Assoc J 1985;6:60-61",
    finding="100 x load / (101.3 - 2.67123 x repetitions). Read by us on a secondary page, not in the original.",
)
SEN_1968 = Source(
    id="sen-1968",
    citation="Sen PK. Estimates of the regression coefficient based on Kendall's tau. J Am Stat Assoc 1968;63:1379-1389",
    finding="The median of the slopes between all pairs of points, and an interval for it by rank from Kendall's statistic. Not read by us in the original.",
    link="https://doi.org/10.1080/01621459.1968.10480934",
)
DE_LEVA_1996 = Source(
    id="de-leva-1996",
    citation="de Leva P. Adjustments to Zatsiorsky-Seluyanov's segment inertia parameters. J Biomech 1996;29:1223-1230, table 4",
    finding="Mass, centre, radii of gyration and length of 16 body segments of 100 young men and 15 young women. Its numbers were read in three public copies of table 4 (two data files and a program) that agree with each other, not on the page itself.",
    link="https://doi.org/10.1016/0021-9290(95)00178-6",
)
REED_1999 = Source(
    id="reed-1999",
    citation="Reed MP, Manary MA, Schneider LW. Methods for measuring and representing automobile occupant posture. SAE paper 1999-01-0959",
    finding="From the middle of the front spines of the pelvis, in shares of their distance, along the plane through them and the pubic symphysis: the L5/S1 joint 26.4 % behind and 12.6 % above in men, 28.9 and 17.2 % in women; the hip joints 20.8 % behind and 27.8 % below, 19.7 and 27.0 %. Read in a public program that uses it, not in the paper.",
    link="https://doi.org/10.4271/1999-01-0959",
)
PREECE_2008 = Source(
    id="preece-2008",
    citation="Preece SJ et al. Variation in pelvic morphology may prevent the identification of anterior pelvic tilt. J Man Manip Ther 2008;16:113-117",
    finding="With the front spines and the pubic symphysis upright, the line from the back to the front spines falls by 13 degrees (standard deviation 5) in 30 pelves.",
    link="https://doi.org/10.1179/106698108790818459",
)
FABER_2016 = Source(
    id="faber-2016",
    citation="Faber GS et al. Estimating 3D L5/S1 moments and ground reaction forces during trunk bending using a full-body ambulatory inertial motion capture system. J Biomech 2016;49:904-912",
    finding="Bending without a load, the L5/S1 moment taken from the movement of the upper body alone was within 10 Nm, about 5 % of the peak, of the one from force plates (root mean square, nine men). Read as an abstract.",
)
FABER_2020 = Source(
    id="faber-2020",
    citation="Faber GS et al. Validation of a wearable system for 3D ambulatory L5/S1 moment assessment during manual lifting. J Biomech 2020;102:109671",
    finding="Lifting a 10 kg box, from the upper body's movement and estimated hand forces the L5/S1 moment was within 20 Nm, or 10 % of the peak, of the one from force plates (root mean square, 16 people). Read as an abstract.",
    link="https://doi.org/10.1016/j.jbiomech.2020.109671",
)
MCGILL_1999 = Source(
    id="mcgill-1999",
    citation="McGill SM, Childs A, Liebenson C. Endurance times for low back stabilization exercises. Arch Phys Med Rehabil 1999;80:941-944",
    finding="In 75 healthy young people a side bridge was held for 0.65 of the back extension in men and 0.39 in women, on average; repeated after days and weeks the times agreed above 0.97. Read by us as an abstract.",
    link="https://doi.org/10.1016/S0003-9993(99)90087-4",
)
EVANS_2007 = Source(
    id="evans-2007",
    citation="Evans K, Refshauge KM, Adams R. Trunk muscle endurance tests: reliability, and gender differences in athletes. J Sci Med Sport 2007;10:447-455",
    finding="Athletes held the side bridge for 104 s on the right and 103 s on the left, on average. Met as others quote it.",
)
BIERING_SORENSEN_1984 = Source(
    id="biering-sorensen-1984",
    citation="Biering-Sorensen F. Physical measurements as risk indicators for low-back trouble over a one-year period. Spine 1984;9:106-119",
    finding="Of men, those who held for less than 176 s more often had back pain in the next year; in women it told nothing. Met as others quote it.",
)
LATIMER_1999 = Source(
    id="latimer-1999",
    citation="Latimer J et al. The reliability and validity of the Biering-Sorensen test. Spine 1999;24:2085-2089",
    finding="The standard error of one Biering-Sorensen test is 11.6 s in people whose back hurts, 17.5 s in those whose back has hurt and 17.4 s in those whose back never did. Read by us as an abstract.",
)
YILDIRIM_2018 = Source(
    id="yildirim-2018",
    citation="Yildirim MS et al. The cut-off values for the diagnosis of hamstring shortness and related factors. Balkan Med J 2018;35:388-393",
    finding="In 123 students of 18 to 24 years the knee lacked 17.8 degrees of straight in men and 13.4 in women; above 33.0 and 23.4 the authors call the hamstrings short.",
    link="https://doi.org/10.4274/balkanmedj.2017.1517",
)
GAJDOSIK_1983 = Source(
    id="gajdosik-1983",
    citation="Gajdosik R, Lusin G. Hamstring muscle tightness: reliability of an active-knee-extension test. Phys Ther 1983;63:1085-1088",
    finding="Strapped down in a laboratory, the active knee extension test agreed with itself at 0.99.",
)
SADLER_2017 = Source(
    id="sadler-2017",
    citation="Sadler SG et al. Restriction in lateral bending range of motion, lumbar lordosis, and hamstring flexibility predicts the development of low back pain: a systematic review of prospective cohort studies. BMC Musculoskelet Disord 2017;18:179",
    finding="Over 12 cohorts of 5,459 people the odds of later back pain fell by 4 % for each degree more of hamstring range: a small factor at most.",
    link="https://doi.org/10.1186/s12891-017-1534-0",
)
CGPM_1901 = Source(
    id="cgpm-1901",
    citation="3rd General Conference on Weights and Measures (1901), declaration on the unit of mass and the definition of weight",
    finding="The standard acceleration of free fall is 9.80665 m/s².",
)
CHOLEWICKI_1991 = Source(
    id="cholewicki-1991",
    citation="Cholewicki J, McGill SM, Norman RW. Lumbar spine loads during the lifting of extremely heavy weights. Med Sci Sports Exerc 1991;23:1179-1186",
    finding="One muscle for all extensors, 6 cm behind the joint and 5 degrees off the spine's line. At a competition the highest average of a group's deadlifts was 17,192 N and 988 Nm at L4/5; the sumo style had 10 % less moment than the conventional one. Read as an abstract and as quoted by others.",
)
SARACENI_2020 = Source(
    id="saraceni-2020",
    citation="Saraceni N et al. To flex or not to flex? Is there a relationship between lumbar spine flexion during lifting and low back pain? J Orthop Sports Phys Ther 2020;50:121-130",
    finding="How far a lower back bends in lifting has not been shown to go before back pain (low certainty, mostly light loads).",
    link="https://doi.org/10.2519/jospt.2020.9218",
)
SIDES_RULE = Source(
    id="side-plank-rule",
    citation="Rule of thumb for left and right side planks, as pages on McGill's tests repeat it",
    finding="A difference over 5 % between the sides is flagged. Met on secondary pages; what it rests on is not said there.",
)
