"""Self-tests: noting a result, listing them with what changed, and whether to invite to one at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from lumbar.core.athlete import Sex
from lumbar.core.causes.finding import Status
from lumbar.core.causes.self_tests import Look, SelfTestFinding, error_of, self_test_findings, status_of
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.plan.decision import CheckedIn, Decided, Decision, decide, is_fresh
from lumbar.core.self_tests import SelfTest, SelfTestFault, SelfTestResult, Side, fault_of
from lumbar.usecases.check_in import carried_over, last_check_in
from lumbar.usecases.explain import STANDS_UNTIL_ANSWERED
from lumbar.usecases.ports import CheckIn, Clock, NotedSelfTest, SelfTests


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person says that they measured. Of a test with sides, one side alone is enough."""

    test: SelfTest
    on: date
    value: float | None = None
    left: float | None = None
    right: float | None = None
    zero: float | None = None

    @property
    def figures(self) -> Sequence[tuple[Side | None, float]]:
        """Every figure that was given, with its side."""
        given = ((None, self.value), (Side.LEFT, self.left), (Side.RIGHT, self.right))
        return [(side, figure) for side, figure in given if figure is not None]


LONGEST_LIFE_DAYS = Parameter(
    id="longest-ago-self-test",
    meaning="a self-test from longer ago than this is a slip in its day",
    value=100 * 365,
    unit="days",
    source=our_judgement(date(2026, 11, 23), "A hundred years: nobody remembers an earlier one."),
    certainty=Certainty.OPINION,
)


def note_self_test(
    entry: Entry, *, open_store: Callable[[], SelfTests], clock: Clock, latest_day: date
) -> tuple[SelfTestResult, ...] | SelfTestFault:
    """Stores what was measured, all of it or nothing; a fault says why it cannot be a result.

    The store is opened only for something to store: a slip makes none.
    """
    checked = results_of(entry, latest_day)
    if not isinstance(checked, SelfTestFault):
        open_store().add(checked, clock.now())
    return checked


def results_of(entry: Entry, latest_day: date) -> tuple[SelfTestResult, ...] | SelfTestFault:
    """The entry as results, or what is wrong with it."""
    if entry.on > latest_day:
        return SelfTestFault.DAY_TO_COME
    if (latest_day - entry.on).days > LONGEST_LIFE_DAYS.value:
        return SelfTestFault.DAY_UNKNOWN
    if not entry.figures:
        return SelfTestFault.NOTHING_MEASURED
    for side, figure in entry.figures:
        fault = fault_of(entry.test, figure, side=side, zero=entry.zero)
        if fault is not None:
            return fault
    return tuple(SelfTestResult(entry.test, figure, entry.on, side, entry.zero) for side, figure in entry.figures)


@dataclass(frozen=True, slots=True)
class Listed:
    """One result with its number in the list, and how it stands to the person's own earlier ones."""

    number: int
    noted: NotedSelfTest
    usual: float | None
    """Median of the earlier results of that test and side; None where there are none."""
    error: float
    """The smallest difference that is not noise."""
    stands: bool
    """False: another one was noted later for the same day, and that one is compared."""

    @property
    def result(self) -> SelfTestResult:
        return self.noted.result

    @property
    def change(self) -> float | None:
        return None if self.usual is None else self.result.compared - self.usual

    @property
    def beyond_error(self) -> bool:
        return status_of(self.result.compared, self.usual, self.error) is Status.CHANGED


def listed(results: Sequence[NotedSelfTest]) -> tuple[Listed, ...]:
    """All results, newest first. The oldest has number 1, so that what is noted later changes no number."""
    lines = [
        Listed(
            number=number,
            noted=noted,
            usual=_usual_before(noted.result, results),
            error=error_of(noted.result.test),
            stands=noted.id == _standing(results, noted.result).id,
        )
        for number, noted in enumerate(_as_noted(results), start=1)
    ]
    return tuple(reversed(lines))


def _as_noted(results: Sequence[NotedSelfTest]) -> Sequence[NotedSelfTest]:
    return sorted(results, key=lambda noted: noted.at)


def _of_the_same(results: Iterable[NotedSelfTest], result: SelfTestResult) -> Sequence[NotedSelfTest]:
    return [noted for noted in results if (noted.result.test, noted.result.side) == (result.test, result.side)]


def _standing(results: Sequence[NotedSelfTest], result: SelfTestResult) -> NotedSelfTest:
    """The one that counts for its day: noted last."""
    return [noted for noted in _of_the_same(results, result) if noted.result.on == result.on][-1]


def _usual_before(result: SelfTestResult, results: Sequence[NotedSelfTest]) -> float | None:
    of_the_day = {
        noted.result.on: noted.result.compared for noted in _of_the_same(results, result) if noted.result.on < result.on
    }
    return median(of_the_day.values()) if of_the_day else None


def remove_self_test(number: int, store: SelfTests) -> NotedSelfTest | None:
    """Takes the result of that number away, and gives it; None where no result has it."""
    found = next((line.noted for line in listed(store.results()) if line.number == number), None)
    if found is not None:
        store.remove(found.id)
    return found


def findings_of(
    results: Sequence[NotedSelfTest], check_ins: Sequence[CheckIn], on: date, sex: Sex = Sex.UNKNOWN
) -> tuple[SelfTestFinding, ...]:
    """What the results say up to the day, nothing where there is none lately; the sex as it is said now, else as a
    check-in told it.
    """
    known = carried_over(check_ins, on).sex if sex is Sex.UNKNOWN else sex
    found = self_test_findings([noted.result for noted in results], on, known)
    return tuple(finding for finding in found if finding.look is not Look.NOTHING_ENTERED)


def stands_in_the_way(check_ins: Sequence[CheckIn], on: date) -> CheckIn | None:
    """The check-in because of which nobody is invited to a test; None where none stands in the way.

    A test asks for as much as a session does, so what allows no lifts allows no test: an urgent answer however old,
    questions left open today, or a pain that asks for rest.
    """
    check_in = last_check_in(check_ins, on)
    if check_in is None:
        return None
    if not is_fresh(check_in.report, on):
        return check_in if check_in.disposition in STANDS_UNTIL_ANSWERED else None
    decided = decide(CheckedIn(check_in.report, check_in.disposition), on, returning=False)
    allowed = isinstance(decided, Decided) and decided.decision in (Decision.TRAIN, Decision.MODIFY)
    return None if allowed else check_in
