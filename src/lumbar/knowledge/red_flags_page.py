"""The table of the page on the triage, made from the rules themselves.

``python -m lumbar.knowledge.red_flags_page docs/triage.md`` puts it up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from lumbar.core.evidence import Source
from lumbar.core.triage.questions import Question
from lumbar.core.triage.rules import Rule, Rulebook
from lumbar.knowledge.rulebook import OUR_JUDGEMENT, load_rulebook

BEGIN = "<!-- made by lumbar.knowledge.red_flags_page -->"
END = "<!-- end of what was made -->"


def page_with_table(page: str, rulebook: Rulebook) -> str:
    """The page with its table replaced by that of this rulebook."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    table = "\n".join(
        (
            f"Edition {rulebook.edition}, {len(rulebook.rules)} rules.",
            "",
            "| rule | when | level | see | certainty | sources |",
            "| --- | --- | --- | --- | --- | --- |",
            *(_row(rule) for rule in rulebook.rules),
            "",
            "**Sources**",
            "",
            *(f"- `{source.id}`: {_cited(source)}" for source in _texts(rulebook)),
        )
    )
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"


def _row(rule: Rule) -> str:
    level = rule.level.name.lower()
    if rule.old_and_stable_to is not None:
        level += f"; {rule.old_and_stable_to.name.lower()} when old and stable"
    sources = "; ".join(_named(source) for source in rule.sources)
    cells = (rule.id, when(rule), level, rule.see.value, rule.certainty.value, sources)
    return "| " + " | ".join(cell.replace("_", " ") for cell in cells) + " |"


def when(rule: Rule) -> str:
    """Every condition of the rule, all of which must hold."""
    parts = [_plain(question) for question in Question if question in rule.all_of]
    if rule.any_of:
        some = ", ".join(_plain(question) for question in Question if question in rule.any_of)
        parts.append(f"at least {rule.at_least} of ({some})")
    bounds = (
        ("age over", rule.age_over, ""),
        ("age under", rule.age_under, ""),
        ("", rule.sex, ""),
        ("pain", rule.pain_at_least, " or more"),
        ("for more than", rule.duration_over_days, " days"),
    )
    parts += [f"{before} {value}{after}".strip() for before, value, after in bounds if value is not None]
    if rule.with_back_pain:
        parts.append("a back that may hurt")
    return " **and** ".join(parts)


def _plain(question: Question) -> str:
    return question.value.replace("_", " ")


def _named(source: Source) -> str:
    if source.id.startswith(OUR_JUDGEMENT):
        return f"our judgement, {source.id.removeprefix(OUR_JUDGEMENT)}: {source.finding}"
    return source.id


def _cited(source: Source) -> str:
    link = f" <{source.link}>" if source.link else ""
    return f"{source.citation}.{link} {source.finding}"


def _texts(rulebook: Rulebook) -> Iterable[Source]:
    """Each text once, in the order in which the rules first name it."""
    cited = {source.id: source for rule in rulebook.rules for source in rule.sources}
    return (source for source in cited.values() if not source.id.startswith(OUR_JUDGEMENT))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(page_with_table(target.read_text("utf-8"), load_rulebook()), "utf-8")
