"""On how many of a person's training days would each kind of finding be told as different?

    .venv/bin/python validation/restraint.py LOG [--unit kg|lb]

Judges every training day of a log against the days before it, as ``lumbar why`` does, and prints the share of days. A
finding that fires every other week explains nothing: no kind should be told on more than 10 % of days, and any at all
on 30 %.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from datetime import date

from lumbar.core.causes.before_the_pain import look_at_every_day
from lumbar.core.causes.finding import FindingKind
from lumbar.core.quantities import MassUnit
from lumbar.core.training import training_log
from lumbar.importers import LogFiles
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.usecases.ports import ReadingChoices


def main(path: str, unit: MassUnit | None) -> None:
    log = training_log(LogFiles().read(path, ReadingChoices(latest_day=date.max, unit=unit)).sessions)
    told: defaultdict[FindingKind, set[date]] = defaultdict(set)
    for looked_at in look_at_every_day(log, load_catalogue()):
        told[looked_at.kind] |= {judged.observation.day for judged in looked_at.days if judged.changed}
    days = len(log.days)
    print(f"{days} training days")
    for kind, on in told.items():
        print(f"  {kind.value:20} {100 * len(on) / days:5.1f} %")
    print(f"  {'any':20} {100 * len(set().union(*told.values())) / days:5.1f} %")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("log")
    arguments.add_argument("--unit", type=MassUnit, default=None)
    given = arguments.parse_args()
    main(given.log, given.unit)
