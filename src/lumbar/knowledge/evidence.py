"""Every ``Parameter`` of the program and every rule of the triage, found where they stand.

Nobody keeps a list of them: a constant that is written down anywhere is in ``lumbar evidence`` and on the page about it
from that moment on.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from types import ModuleType
from typing import Any

from lumbar.core import references
from lumbar.core.evidence import Parameter, Source
from lumbar.core.triage.rules import Rule, Rulebook
from lumbar.knowledge.red_flags_page import when
from lumbar.knowledge.rulebook import OUR_JUDGEMENT
from lumbar.usecases.list_evidence import Evidence, EvidenceKind, Library

PLACES = ("lumbar.core", "lumbar.usecases", "lumbar.importers", "lumbar.phone", "lumbar.hevy_account", "lumbar.cli")
"""Where constants of formulas and of judgement may stand; a test holds that there are none elsewhere."""


def library(rulebook: Rulebook) -> Library:
    """Parameters in the order of the modules they stand in, then the rules in the order of the rulebook."""
    entries = (*(_of_parameter(parameter, where) for parameter, where in parameters()), *map(_of_rule, rulebook.rules))
    cited = [source for entry in entries for source in entry.sources if not source.id.startswith(OUR_JUDGEMENT)]
    return Library(entries, (*_each_once((*cited, *_references())), *_judgements(entries)))


def _judgements(entries: Iterable[Evidence]) -> tuple[Source, ...]:
    """Our judgements, those of a day as one: a finding names them by the day, and each entry has its own reason."""
    by_id = {source.id: source for entry in entries for source in entry.sources if source.id.startswith(OUR_JUDGEMENT)}
    reason = "Choices of that day that no study settles; lumbar evidence ID gives the reason of each."
    return tuple(replace(by_id[identifier], finding=reason) for identifier in sorted(by_id))


def _each_once(cited: Iterable[Source]) -> tuple[Source, ...]:
    """Each text once, in the order of ids, with everything that is taken from it."""
    findings: defaultdict[str, dict[str, None]] = defaultdict(dict)
    texts: dict[str, Source] = {}
    for source in cited:
        findings[source.id][source.finding] = None
        texts.setdefault(source.id, source)
    return tuple(replace(texts[identifier], finding=" ".join(findings[identifier])) for identifier in sorted(texts))


def _references() -> Iterator[Source]:
    """The texts that findings and plans cite beside their constants."""
    written = (value for value in vars(references).values() if isinstance(value, Source))
    return (source for source in written if not source.id.startswith(OUR_JUDGEMENT))


def parameters() -> Iterator[tuple[Parameter[Any], str]]:
    """Each Parameter once, with the module that writes it; nested in a table or a record as well."""
    modules = [importlib.import_module(name) for name in _module_names()]
    seen: set[int] = set()
    for module in modules:
        for value in _written_here(module):
            for parameter in _parameters_in(value):
                if id(parameter) not in seen:
                    seen.add(id(parameter))
                    yield parameter, module.__name__


def _module_names() -> Iterator[str]:
    for place in PLACES:
        found = pkgutil.walk_packages(importlib.import_module(place).__path__, prefix=f"{place}.")
        yield from (module.name for module in found if not module.name.endswith("__main__"))


def _written_here(module: ModuleType) -> Iterator[object]:
    """What the module itself assigns: what it only imports belongs to another."""
    for statement in ast.parse(inspect.getsource(module)).body:
        targets = [statement.target] if isinstance(statement, ast.AnnAssign) else getattr(statement, "targets", [])
        for target in targets:
            if isinstance(target, ast.Name) and hasattr(module, target.id):
                yield getattr(module, target.id)


def _parameters_in(value: object) -> Iterator[Parameter[Any]]:
    if isinstance(value, Parameter):
        yield value
    elif isinstance(value, Mapping):
        for item in (*value.keys(), *value.values()):
            yield from _parameters_in(item)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from _parameters_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _parameters_in(getattr(value, field.name))


def _of_parameter(parameter: Parameter[Any], where: str) -> Evidence:
    return Evidence(
        id=parameter.id,
        kind=EvidenceKind.PARAMETER,
        meaning=parameter.meaning,
        value=parameter.value,
        unit=parameter.unit,
        sources=(parameter.source,),
        certainty=parameter.certainty,
        where=where,
        not_for=parameter.not_for,
    )


def _of_rule(rule: Rule) -> Evidence:
    return Evidence(
        id=rule.id,
        kind=EvidenceKind.RULE,
        meaning=when(rule).replace("**", ""),  # there it is a cell of a page
        value=rule.level.name.lower().replace("_", " "),
        unit="level",
        sources=rule.sources,
        certainty=rule.certainty,
        where="lumbar.knowledge.red_flags",
    )
