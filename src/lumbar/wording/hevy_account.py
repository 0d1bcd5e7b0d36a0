"""What is said about the account at Hevy: before anything is sent, what came, and why nothing did. Never the key."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:  # the list of commands says the first sentences, and needs none of this
    from lumbar.usecases.fetch_training import Fetched, NotFetchedError

HOST = "api.hevyapp.com"
WHAT_IS_SENT = (
    f"Lumbar will ask {HOST}, a server of the company behind Hevy, for your workouts, and sends it your key and the number of the page it wants, "
    "encrypted, each time you run this command, and nothing of your back or of what is stored here."
)
ASK = "Go on?"
NOT_ASKED = "Nothing was sent, since nobody could be asked; run `lumbar hevy` in a terminal once, or add --yes."
NOT_SENT = "Nothing was sent."
HOW_TO_GET_A_KEY = (
    "No key to Hevy is kept here, so there is nothing to fetch with; make one in Hevy under Settings, Developer "
    "(by its documentation this needs Hevy Pro) and hand it over with `lumbar hevy --key -`, or import your CSV export."
)
NO_KEY = (
    "That is not a key such as Hevy gives out (8 to 200 letters, digits and hyphens), so nothing was kept; "
    "copy it once more from Hevy's settings, under Developer."
)
NO_WORD_HERE = "A key is handed over with --key, and a word beside it means nothing here; nothing was done with it."
ONE_THING = "--key and --forget contradict each other, so nothing was done; choose one."
ENTER_KEY = "Your key (it is not shown)"
KEPT = (
    "The key is kept in your data folder, where only you can read it, and is not shown again. "
    "`lumbar hevy` fetches what is new, `lumbar hevy --forget` removes the key."
)
FORGOTTEN = "The key is removed from this machine; to make it void everywhere, delete it in Hevy's settings, under Developer, too."
NOTHING_TO_FORGET = "No key is kept here, so there is nothing to remove."
FETCHING = "Asking Hevy ..."
NO_WORKOUTS = "Hevy answered that the account of this key holds no workouts, so there is nothing to import."


def fetched(done: Fetched) -> str:
    """What came, in one line."""
    if done.result is None:
        return NO_WORKOUTS
    sets, sessions = done.result.sets.added, done.result.sessions.added + done.result.sessions.grown
    asked = _count(done.pages, "page", "pages")
    if not sets:
        return f"Nothing new at Hevy ({asked} asked for)."
    return f"Stored {_count(sets, 'new set', 'new sets')} in {_count(sessions, 'session', 'sessions')} ({asked} asked for)."


def left_as_stored(sessions: int) -> str:
    return f"{_count(sessions, 'session differs', 'sessions differ')} from what is stored and was left; with --replace-changed Hevy's takes its place."


def set_aside(records: int) -> str:
    return (
        f"{_count(records, 'record was', 'records were')} set aside with the reason; nothing of them is in any figure."
    )


def trouble_sentence(why: NotFetchedError) -> str:
    """Why nothing came, and what to do."""
    from lumbar.usecases.fetch_training import FetchTrouble

    met = f" ({why.met})" if why.met else ""
    match why.trouble:
        case FetchTrouble.NO_NETWORK:
            return f"{HOST} cannot be reached{met}, so nothing was imported; see that this machine is online, and try again."
        case FetchTrouble.KEY_REFUSED:
            return f"Hevy does not accept the key{met}, so nothing was imported; make a new one in its settings, under Developer, and hand it over with `lumbar hevy --key -`."
        case FetchTrouble.TOO_OFTEN:
            wait = f"{why.wait_s} seconds" if why.wait_s else "some minutes"
            return f"Hevy was asked too often and answers no more for now{met}, so nothing was imported; try again in {wait}."
        case FetchTrouble.THEIR_FAULT:
            return f"Hevy's server has a fault of its own{met}, so nothing was imported; try again later, or import your CSV export."
        case FetchTrouble.OTHERWISE_REFUSED:
            return f"Hevy refuses the question{met}, so nothing was imported; update Lumbar, and import your CSV export until then."
        case FetchTrouble.SENT_ELSEWHERE:
            return f"Hevy's answer leads to another address{met}, and your key goes nowhere else, so nothing was imported; update Lumbar, or see whether your network asks to sign in first."
        case FetchTrouble.TOO_LARGE:
            return f"Hevy's answer is larger than ten workouts can be{met}, so it was not read and nothing was imported; update Lumbar, and import your CSV export until then."
        case FetchTrouble.CHANGED_SHAPE:
            return f"Hevy's answer no longer has the shape we know{met}, and a guess could make wrong loads, so nothing was imported; update Lumbar, and import your CSV export until then."
        case _:
            assert_never(why.trouble)


def _count(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
