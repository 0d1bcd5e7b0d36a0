"""On how many of a person's training days would each kind of finding be told as different?

    .venv/bin/python validation/restraint.py LOG [--unit kg|lb]

Judges every training day of a log against the days before it, as ``lumbar why`` does, and prints the share of days on
which each kind is different, and the share of days that, taken as the day of the pain, would be told of it: there the
14 days up to it are looked at. A finding that fires every other week explains nothing: no kind should be different on
more than 10 % of days, and any at all on 30 %.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Set as AbstractSet
from datetime import date

from lumbar.core.causes.before_the_pain import findings_before, look_at_every_day
from lumbar.core.causes.finding import Baseline, FindingKind, Status
from lumbar.core.quantities import MassUnit
from lumbar.core.training import TrainingLog, training_log
from lumbar.importers import LogFiles
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.usecases.ports import ReadingChoices

Told = dict[FindingKind, AbstractSet[date]]


def main(path: str, unit: MassUnit | None) -> None:
    log = training_log(LogFiles().read(path, ReadingChoices(latest_day=date.max, unit=unit)).sessions)
    days, windows = different_on(log), told_for_pain_on(log)
    many = len(log.days)
    print(f"{many} training days")
    print(f"  {'different':22} {'on the day':>10} {'in 14 days':>10}")
    for kind in {**days, **windows}:
        print(f"  {kind.value:22} {_share(days.get(kind), many)} {_share(windows.get(kind), many)}")
    anything = [set().union(*told.values()) for told in (days, windows)]
    print(f"  {'any':22} {_share(anything[0], many)} {_share(anything[1], many)}")


def different_on(log: TrainingLog) -> Told:
    """The training days on which each kind is different."""
    told: defaultdict[FindingKind, set[date]] = defaultdict(set)
    for looked_at in look_at_every_day(log, load_catalogue()):
        told[looked_at.kind] |= {judged.observation.day for judged in looked_at.days if judged.changed}
    return dict(told)


def told_for_pain_on(log: TrainingLog) -> Told:
    """The training days that would be told of each kind, if the pain had begun on them and the log were old enough."""
    told: defaultdict[FindingKind, set[date]] = defaultdict(set)
    catalogue = load_catalogue()
    for day in log.days:
        for finding in findings_before(log, catalogue, day):
            if finding.status is Status.CHANGED and finding.baseline is Baseline.OWN_USUAL:
                told[finding.kind].add(day)
    return dict(told)


def _share(days: AbstractSet[date] | None, many: int) -> str:
    return f"{100 * len(days or ()) / many:8.1f} %"


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("log")
    arguments.add_argument("--unit", type=MassUnit, default=None)
    given = arguments.parse_args()
    main(given.log, given.unit)
