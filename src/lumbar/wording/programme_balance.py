"""What is said of the mix of a programme: what it is, what it was, and the plain opinion beside it."""

from __future__ import annotations

from lumbar.core.causes.finding import Finding, FindingKind
from lumbar.core.causes.imbalance import (
    HIGHEST_PLAIN_PUSH_PULL,
    LOWEST_PLAIN_PUSH_PULL,
    PLAIN_CORE_SHARE,
    PLAIN_POSTERIOR_SHARE,
)


def balance_sentence(finding: Finding) -> str:
    """The share now and in the year before, and what a plain programme has: an opinion, and said to be one."""
    return f"{_now_and_before(finding)} {_opinion(finding)}"


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
    plain = _is_plain(finding)
    where = "yours is within that" if plain else "yours is outside that, which is common in people without back pain"
    return f"Opinion: a plain programme has {_plain_mix(finding.kind)}, and {where}; no study links it to back pain."


def _plain_mix(kind: FindingKind) -> str:
    if kind is FindingKind.PUSH_PULL:
        return (
            f"{LOWEST_PLAIN_PUSH_PULL.value:g} to {HIGHEST_PLAIN_PUSH_PULL.value:g} sets of pushing for each of pulling"
        )
    if kind is FindingKind.CORE_SHARE:
        return f"about {100 * PLAIN_CORE_SHARE.value:.0f} % of its sets for the trunk or more"
    return f"about {100 * PLAIN_POSTERIOR_SHARE.value:.0f} % of its sets for hinges and hip extension or more"


def _is_plain(finding: Finding) -> bool:
    if finding.kind is FindingKind.PUSH_PULL:
        ratio = finding.value
        return ratio is not None and LOWEST_PLAIN_PUSH_PULL.value <= ratio <= HIGHEST_PLAIN_PUSH_PULL.value
    plain = PLAIN_CORE_SHARE if finding.kind is FindingKind.CORE_SHARE else PLAIN_POSTERIOR_SHARE
    return (finding.value or 0.0) >= 100 * plain.value
