"""``lumbar self-test``: how to measure yourself, and what a result says against your own earlier ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lumbar.cli.options import DataOption, JsonOption, OnOption, latest_day
from lumbar.cli.terminal import ExitCode, Terminal, settings
from lumbar.core.athlete import Sex
from lumbar.core.self_tests import SelfTest

if TYPE_CHECKING:  # what a command does not use, it does not load
    from collections.abc import Sequence

    from rich.console import Console

    from lumbar.core.causes.finding import Finding
    from lumbar.usecases.note_self_test import Entry


def self_test(
    context: typer.Context,
    test: Annotated[
        SelfTest | None, typer.Argument(metavar="[TEST]", help="Which test you did.", show_default=False)
    ] = None,
    value: Annotated[
        float | None, typer.Option(help="Its result, of a test without sides.", show_default=False)
    ] = None,
    left: Annotated[float | None, typer.Option(help="The result of the left side.", show_default=False)] = None,
    right: Annotated[float | None, typer.Option(help="The result of the right side.", show_default=False)] = None,
    zero: Annotated[
        float | None, typer.Option(help="Sit and reach: the mark at which your soles stand, in cm.", show_default=False)
    ] = None,
    sex: Annotated[
        Sex, typer.Option(help="Which published figures to set beside it, for this answer.", show_default=False)
    ] = Sex.UNKNOWN,
    list_: Annotated[bool, typer.Option("--list", help="List your results, newest first.")] = False,
    remove: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Take the result of this number away.", show_default=False)
    ] = None,
    on: OnOption = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """List the self-tests and how each is done, or note the result of one.

    Results are held against your own earlier ones, and a change counts only beyond the error of the test.
    """
    from lumbar import wiring
    from lumbar.usecases.note_self_test import Entry

    chosen = settings(context, json=json, data=data)
    terminal, directory = Terminal(json=chosen.json), wiring.data_directory(chosen.data)
    day = on or wiring.MachineClock().now().date()
    _one_thing_at_a_time(test, [value, left, right, zero], listing=list_, removing=remove is not None)
    if remove is not None:
        return _remove(remove, directory, terminal)
    if list_:
        return _list(directory, day, sex, terminal)
    if test is None:
        return _offer(directory, day, terminal)
    return _note(Entry(test, day, value, left, right, zero), directory, sex, terminal)


def _one_thing_at_a_time(
    test: SelfTest | None, figures: Sequence[float | None], *, listing: bool, removing: bool
) -> None:
    """Raises typer.BadParameter where it cannot be told what is meant."""
    if sum((test is not None, listing, removing)) > 1:
        raise typer.BadParameter("note a result, --list or --remove: one of them at a time.", param_hint="TEST")
    if test is None and any(figure is not None for figure in figures):
        raise typer.BadParameter("name the test that the result is of; lumbar self-test lists them.", param_hint="TEST")


def _offer(directory: Path, day: date, terminal: Terminal) -> int:
    """The tests and how each is done; nothing to do where a check-in stands in the way."""
    from lumbar import wiring
    from lumbar.usecases.check_in import last_check_in
    from lumbar.usecases.note_self_test import stands_in_the_way

    check_ins = wiring.check_ins(directory)
    in_the_way = stands_in_the_way(check_ins, day)
    if terminal.json:
        terminal.answer(wiring.self_tests_offered_json(in_the_way))
        return ExitCode.DONE
    from lumbar.cli.layout import heading, paragraph
    from lumbar.core.plan.decision import is_fresh
    from lumbar.wording import self_tests as words

    heading(terminal.out, words.TITLE)
    if in_the_way is not None:
        paragraph(terminal.out, words.withheld_sentence(in_the_way))
        return ExitCode.DONE
    last = last_check_in(check_ins, day)
    _show_tests(terminal.out, checked_in=last is not None and is_fresh(last.report, day))
    return ExitCode.DONE


def _show_tests(out: Console, *, checked_in: bool) -> None:
    from lumbar.cli.layout import heading, item, paragraph
    from lumbar.wording import self_tests as words
    from lumbar.wording.safety import GET_HELP_LEAD, URGENT_SIGNS

    if not checked_in:
        paragraph(out, GET_HELP_LEAD)
        for sign in URGENT_SIGNS:
            item(out, sign)
        paragraph(out, words.CHECK_IN_FIRST)
        for test in words.TESTS:
            item(out, words.example(test))
        return
    paragraph(out, words.LEAD)
    heading(out, words.NOT_WHEN_TITLE)
    for when in words.NOT_WHEN:
        item(out, when)
    for test, said in words.TESTS.items():
        heading(out, said.title)
        paragraph(out, said.how)
        paragraph(out, f"{words.ENDS_LABEL}: {said.ends}")
        paragraph(out, f"{words.NOTE_LABEL}: {said.note}.")
        if more := words.compared_words(test):
            paragraph(out, more)
        paragraph(out, words.example(test))
    out.print()
    paragraph(out, words.NO_DANGER)


def _note(entry: Entry, directory: Path, sex: Sex, terminal: Terminal) -> int:
    from lumbar import wiring
    from lumbar.core.self_tests import SelfTestFault
    from lumbar.usecases.note_self_test import findings_of, note_self_test
    from lumbar.wording.self_tests import fault_sentence, noted_sentence

    clock = wiring.MachineClock()
    noted = note_self_test(
        entry,
        open_store=lambda: wiring.open_self_tests(directory),
        clock=clock,
        latest_day=latest_day(clock.now(), None),
    )
    if isinstance(noted, SelfTestFault):
        raise typer.BadParameter(fault_sentence(noted, entry.test), param_hint="TEST")
    findings = [
        finding
        for finding in findings_of(wiring.self_tests(directory), wiring.check_ins(directory), entry.on, sex)
        if finding.test is entry.test
    ]
    if terminal.json:
        terminal.answer(wiring.self_tests_noted_json(noted, findings))
        return ExitCode.DONE
    from lumbar.cli.layout import paragraph

    paragraph(terminal.out, noted_sentence(noted))
    _show_findings(findings, terminal.out)
    return ExitCode.DONE


def _list(directory: Path, day: date, sex: Sex, terminal: Terminal) -> int:
    from lumbar import wiring
    from lumbar.cli.layout import heading, item
    from lumbar.usecases.note_self_test import findings_of, listed
    from lumbar.wording import self_tests as words

    results = wiring.self_tests(directory)
    findings = findings_of(results, wiring.check_ins(directory), day, sex)
    if terminal.json:
        terminal.answer(wiring.self_tests_listed_json(listed(results), findings))
        return ExitCode.DONE
    heading(terminal.out, words.RESULTS_TITLE if results else words.NO_RESULTS)
    for line in listed(results):
        item(terminal.out, words.listed_sentence(line))
    if findings:
        heading(terminal.out, words.SAYS_TITLE)
        _show_findings(findings, terminal.out)
    return ExitCode.DONE


def _show_findings(findings: Sequence[Finding], out: Console) -> None:
    from lumbar.cli.layout import item, paragraph
    from lumbar.wording.findings import finding_words
    from lumbar.wording.self_tests import NO_DANGER

    for finding in findings:
        item(out, finding_words(finding).what)
    paragraph(out, NO_DANGER)


def _remove(number: int, directory: Path, terminal: Terminal) -> int:
    from lumbar import wiring
    from lumbar.usecases.note_self_test import remove_self_test
    from lumbar.wording.self_tests import no_such_result, removed_sentence

    removed = remove_self_test(number, wiring.self_tests_to_read(directory))
    if removed is None:
        raise typer.BadParameter(no_such_result(number), param_hint="--remove")
    if terminal.json:
        terminal.answer(wiring.self_test_removed_json(removed.result))
        return ExitCode.DONE
    from lumbar.cli.layout import paragraph

    paragraph(terminal.out, removed_sentence(removed.result))
    return ExitCode.DONE
