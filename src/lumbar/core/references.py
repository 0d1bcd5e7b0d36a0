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
SARACENI_2020 = Source(
    id="saraceni-2020",
    citation="Saraceni N et al. To flex or not to flex? Lumbar spine flexion during lifting and low back pain. J Orthop Sports Phys Ther 2020;50:121-130",
    finding="How far the lower back bends when lifting was not shown to be a risk factor (low-quality evidence).",
    link="https://doi.org/10.2519/jospt.2020.9218",
)
OUR_JUDGEMENT = our_judgement(
    JUDGED_ON,
    "What counts as unusual for one person, and in which order findings are told, is a choice no study settles.",
)
