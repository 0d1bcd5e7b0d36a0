"""What is said of the mix of a programme: what it is, what it was, and the plain opinion beside it."""

from __future__ import annotations

from lumbar.core.causes.finding import Finding, FindingKind
from lumbar.core.causes.imbalance import (
    HIGHEST_PLAIN_PUSH_PULL,
    LOWEST_PLAIN_PUSH_PULL,
)


def balance_sentence(finding: Finding) -> str:
    """The share now and in the year before, and what a plain programme has: an opinion, and said to be one."""
    return f"{_now_and_before(finding)} {_opinion(finding)}".rstrip()


def _now_and_before(finding: Finding) -> str:
    value, usual = finding.value, finding.usual
    if finding.kind is FindingKind.PUSH_PULL:
        return f"{_push_pull(value)}; in the year before, {_push_pull(usual)}."
    work = "core work" if finding.kind is FindingKind.CORE_SHARE else "hinges and hip extension"
    if not value and not usual:
        return f"your log shows no {work}; that is your usual."
    return f"{_share(value)} of your sets were {work}; in the year before, {_share(usual)}."


def _push_pull(ratio: float | None) -> str:
    if ratio is None:
        return "there was pushing and no pulling"
    return "there was pulling and no pushing" if ratio == 0 else f"{ratio:.1f} sets of pushing for each of pulling"


def _share(percent: float | None) -> str:
    return "none" if not percent else "less than 1 %" if percent < 1 else f"{percent:.0f} %"


def _opinion(finding: Finding) -> str:
    """Only where there is none of it at all, or far more of one than of the other; else nothing is left to say."""
    if finding.kind is FindingKind.PUSH_PULL:
        low, high = LOWEST_PLAIN_PUSH_PULL.value, HIGHEST_PLAIN_PUSH_PULL.value
        ratio = finding.value
        if ratio is not None and low <= ratio <= high:
            return ""
        return f"Opinion: a plain programme has {low:g} to {high:g} sets of pushing for each of pulling; {_NO_STUDY}."
    if finding.value:
        return ""
    work = "the trunk" if finding.kind is FindingKind.CORE_SHARE else "hinges and hip extension"
    return f"Opinion: most programmes hold some work for {work}; {_NO_STUDY}."


_NO_STUDY = "no study links that to back pain"
