"""Where the pages ask: each call is one use case, for the real person's store or for the made person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from lumbar import wiring
from lumbar.core.causes.self_tests import SelfTestFinding
from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.exercises import Exercise
from lumbar.core.plan.decision import Refused, is_fresh
from lumbar.core.plan.session import PlannedSession
from lumbar.core.self_tests import SelfTestFault, SelfTestResult
from lumbar.core.training import TrainingLog
from lumbar.core.triage.questions import Report
from lumbar.usecases.check_in import CheckedIn, check_in, last_check_in
from lumbar.usecases.confirm_columns import ColumnProposal, ColumnsToConfirm, keep_columns, proposed_columns
from lumbar.usecases.explain import (
    Explanation,
    after_check_ins,
    after_self_tests,
    explain_held,
    explain_memory,
    explain_nothing,
)
from lumbar.usecases.hold_log import HeldLog, hold_files, hold_log, keep_held, understood_anew
from lumbar.usecases.import_log import ImportResult
from lumbar.usecases.learn_names import confirm_name, names_to_answer
from lumbar.usecases.note_self_test import Entry, findings_of, note_self_test, stands_in_the_way
from lumbar.usecases.pain_days import PainDay, candidate_pain_days
from lumbar.usecases.pair_phone import revoke
from lumbar.usecases.plan_today import plan_today
from lumbar.usecases.ports import CheckIn, Clock, Journal, LearnedName, NotedSelfTest, PairedPhone, ReadingChoices
from lumbar.usecases.review_load import LoadTable, load_behind
from lumbar.web.uploads import Dropped, dropped_text
from lumbar.web.visit import Explained, MadePerson, Visit


@dataclass(frozen=True, slots=True)
class _Stored:
    """The stored log as it was when the store looked like this."""

    stamp: object
    held: HeldLog


class Desk:
    """The use cases, over the data of one folder."""

    def __init__(self, directory: Path, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock
        self._stored: _Stored | None = None

    def today(self, visit: Visit) -> date:
        return visit.made_person.on if visit.made_person else self._clock.now().date()

    def latest_day(self, visit: Visit) -> date:
        """A day ahead, since a log may come from a zone ahead of ours."""
        return self.today(visit) + timedelta(days=1)

    # The log

    def read(self, visit: Visit, dropped: Dropped) -> HeldLog:
        """What the dropped files say. Raises UnusableInput when none of them can be used."""
        return hold_files(
            dropped.names,
            reader=wiring.log_reader(dropped),
            choices=self._choices(visit),
            catalogue=wiring.catalogue_of(self._directory),
            suggest=wiring.suggest_exercises,
        )

    def _choices(self, visit: Visit) -> ReadingChoices:
        return ReadingChoices(
            latest_day=self.latest_day(visit),
            confirmed_units=wiring.ConfirmedUnits(self._directory),
            mappings=wiring.column_mappings(self._directory),
            units=visit.units,
        )

    def log(self, visit: Visit) -> HeldLog | None:
        """The log of this visit: what is in hand, else what is stored; None where there is neither."""
        if visit.held is not None or visit.memory is not None or visit.made_person is not None:
            return visit.held
        return self.stored_log()

    def stored_log(self) -> HeldLog | None:
        """What the person keeps here, read once as long as nothing is written to the store."""
        stamp = wiring.store_stamp(self._directory)
        if stamp is None:
            return None
        if self._stored is None or self._stored.stamp != stamp:
            log = wiring.open_store(self._directory).log()
            held = hold_log(log, catalogue=wiring.catalogue_of(self._directory), suggest=wiring.suggest_exercises)
            self._stored = _Stored(wiring.store_stamp(self._directory), held)
        return self._stored.held if self._stored.held.log.sessions else None

    def keep(self, held: HeldLog) -> ImportResult:
        """Stores what is in hand, because the person said so."""
        store = wiring.open_store(self._directory)
        return keep_held(held, store=store, clock=self._clock, catalogue=wiring.catalogue_of(self._directory))

    # What the person says once

    def table_to_explain(self, dropped: Dropped, held: HeldLog | None) -> ColumnProposal | None:
        """The first dropped table that cannot be read before they have said what its columns mean.

        Where nothing could be held, every file is looked at: the one that was refused first need not be the table.
        """
        if held is not None:
            refused = held.summary.unreadable
            return next((why.proposal for why in refused if isinstance(why, ColumnsToConfirm)), None)
        reader, store = wiring.log_reader(dropped), wiring.store_to_read(self._directory)
        for name in dropped.names:
            with suppress(UnusableInput):  # no table, or one of which nothing can be said
                if (table := proposed_columns(name, reader=reader, store=store, clock=self._clock)) is not None:
                    return table
        return None

    def explain_table(self, visit: Visit, dropped: Dropped, table: ColumnProposal) -> None:
        """Remembers what its columns mean, once it was read so. Raises UnusableInput where it cannot be: what was
        remembered wrongly would be in the way of every later file.
        """
        choices = replace(self._choices(visit), mappings={table.signature: table.mapping})
        wiring.log_reader(dropped).read(table.path, choices)
        keep_columns(table, store=wiring.open_store(self._directory), clock=self._clock)

    def names_to_say(self, visit: Visit) -> Mapping[str, int]:
        """The names of the log that need an answer, with their sets, most frequent first.

        Names that differ in case or punctuation alone are one; the made person's log needs none.
        """
        held = None if visit.made_person else self.log(visit)
        if held is None or not held.summary.unknown:
            return {}
        unknown = {unknown.name: unknown.sets for unknown in held.summary.unknown}
        return names_to_answer(unknown, self.learned_names())

    def learned_names(self) -> Sequence[LearnedName]:
        """What they said of names, in the order they said it."""
        return wiring.store_to_read(self._directory).learned_names()

    def learn_name(self, visit: Visit, name: str, exercise: Exercise | None) -> None:
        """Remembers what a name means, and reads what is in hand anew; None: none of the catalogue's exercises."""
        confirm_name(wiring.open_store(self._directory), wiring.catalogue(), name, exercise, clock=self._clock)
        if visit.held is not None:
            catalogue = wiring.catalogue_of(self._directory)
            visit.held = understood_anew(visit.held, catalogue=catalogue, suggest=wiring.suggest_exercises)

    # The back

    def check_ins(self, visit: Visit) -> Sequence[CheckIn]:
        if visit.made_person:
            return visit.made_person.journal.check_ins()
        return wiring.check_ins(self._directory)

    def has_fresh_check_in(self, visit: Visit) -> bool:
        """Whether there is an outcome to rest the day on, so that the questions need not be asked again."""
        last = last_check_in(self.check_ins(visit), self.today(visit))
        return last is not None and is_fresh(last.report, self.today(visit)) and last.disposition.is_an_answer

    def note(self, visit: Visit, report: Report) -> CheckedIn:
        now = self._clock.now()
        journal = self._journal(visit)
        return check_in(report, at=now, zone=wiring.zone_of(now), journal=journal, rulebook=wiring.rulebook())

    def pain_days(self, visit: Visit) -> Sequence[PainDay]:
        """Days on which the log's own notes speak of the back, to choose from."""
        held = self.log(visit)
        log = held.log if held else TrainingLog()
        return candidate_pain_days(log, wiring.pain_words(), self.today(visit))

    # The answer

    def explanation(self, visit: Visit) -> Explanation:
        """What was different, under the check-in of the day. Raises UnusableInput when there is nothing to look at."""
        explanation, on, check_ins = self._what_was_different(visit), self.today(visit), self.check_ins(visit)
        if not visit.made_person:
            explanation = after_self_tests(explanation, self.self_tests(), check_ins, on)
        return after_check_ins(explanation, check_ins, on)

    def load(self, visit: Visit) -> LoadTable | None:
        """The days of the log up to the day that is explained; None where there is no log, or nothing in it by then."""
        held = self.log(visit)
        if held is None:
            return None
        with suppress(UnusableInput):
            return self._explained(visit, held).load
        return None

    def check_in_alone(self, visit: Visit) -> Explanation | None:
        """The outcome of the last check-in where there is no log to explain: whatever it says must be told."""
        on = self.today(visit)
        explanation = after_check_ins(explain_nothing(on), self.check_ins(visit), on)
        return explanation if explanation.check_in or explanation.earlier_urgent else None

    def _what_was_different(self, visit: Visit) -> Explanation:
        held = self.log(visit)
        if held is not None:
            return self._explained(visit, held).explanation
        if visit.memory is not None:
            catalogue = wiring.catalogue_of(self._directory)
            return explain_memory(visit.memory, catalogue=catalogue, pain_on=visit.pain_on, on=self.today(visit))
        raise UnusableInput(UnusableKind.NO_LOG, path="")

    def _explained(self, visit: Visit, held: HeldLog) -> Explained:
        on, known = self.today(visit), visit.explained
        if known is None or known.held is not held or (known.pain_on, known.on) != (visit.pain_on, on):
            pain = visit.made_person.pain if visit.made_person else ()
            explanation = explain_held(
                held,
                catalogue=wiring.catalogue_of(self._directory),
                pain_on=visit.pain_on,
                on=on,
                pain=[report for report in pain if report.on <= on],
            )
            load = load_behind(explanation, wiring.catalogue_of(self._directory))
            known = visit.explained = Explained(held, visit.pain_on, on, explanation, load)
        return known

    def session(self, visit: Visit) -> PlannedSession | Refused:
        """Today's session, or why there is none."""
        held = self.log(visit)
        return plan_today(
            log=held.log if held else TrainingLog(),
            check_ins=self.check_ins(visit),
            catalogue=wiring.catalogue_of(self._directory),
            drills=wiring.drills(),
            on=self.today(visit),
            minutes=visit.minutes,
        )

    def made_person(self, visit: Visit) -> None:
        """Puts the made person in the place of the real one, for this visit."""
        made = wiring.made_person()
        visit.begin_anew()
        visit.made_person = MadePerson(made.on, made.pain_on, made.pain, wiring.passing_journal())
        visit.pain_on, visit.pain_day_asked = made.pain_on, True
        with closing(dropped_text(made.log_name, made.log)) as dropped:
            visit.held = self.read(visit, dropped)
        self.note(visit, made.report)

    # Self-tests

    def self_tests(self) -> Sequence[NotedSelfTest]:
        """Those of the real person, oldest first."""
        return wiring.self_tests(self._directory)

    def self_test_findings(self, visit: Visit) -> Sequence[SelfTestFinding]:
        return findings_of(self.self_tests(), self.check_ins(visit), self.today(visit))

    def stands_in_the_way_of_tests(self, visit: Visit) -> CheckIn | None:
        return stands_in_the_way(self.check_ins(visit), self.today(visit))

    def note_self_test(self, visit: Visit, entry: Entry) -> tuple[SelfTestResult, ...] | SelfTestFault:
        return note_self_test(
            entry,
            open_store=lambda: wiring.open_self_tests(self._directory),
            clock=self._clock,
            latest_day=self.latest_day(visit),
        )

    def remove_self_test(self, result_id: UUID) -> SelfTestResult | None:
        """Takes the result away, and gives it; None where it is gone already."""
        store = wiring.self_tests_to_read(self._directory)
        found = next((noted.result for noted in store.results() if noted.id == result_id), None)
        if found is not None:
            store.remove(result_id)
        return found

    # The phone

    def paired_phone(self) -> PairedPhone | None:
        return wiring.paired_phones_to_read(self._directory).paired()

    def revoke_phone(self) -> None:
        """Takes the paired phone's access away; its next request is refused."""
        revoke(wiring.paired_phones_to_read(self._directory))

    def _journal(self, visit: Visit) -> Journal:
        return visit.made_person.journal if visit.made_person else wiring.open_journal(self._directory)
