"""A made person, to show what Lumbar does before any data is in it: half a year of training, and a back that hurt."""

from __future__ import annotations

from lumbar.demo.check_in import DEMO_TODAY, demo_report
from lumbar.demo.film import demo_video
from lumbar.demo.pain_diary import demo_pain
from lumbar.demo.story import DEMO_PAIN_ON, LAST_DAY, SEED, demo_pain_on
from lumbar.demo.training_log import demo_log_csv

__all__ = [
    "DEMO_PAIN_ON",
    "DEMO_TODAY",
    "LAST_DAY",
    "SEED",
    "demo_log_csv",
    "demo_pain",
    "demo_pain_on",
    "demo_report",
    "demo_video",
]
