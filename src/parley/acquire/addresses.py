"""Addresses among the places to read: each is fetched, and is a candidate like a file from then on."""

from collections.abc import Iterable, Iterator

from parley.acquire.feeds.articles import suffix_of
from parley.acquire.feeds.kinds import Given
from parley.acquire.fetch.fetcher import Fetcher
from parley.acquire.fetch.wanted import Kind, Outcome, Refused, Unchanged, Wanted
from parley.acquire.found import Found, Web
from parley.errors import UnreadableReportError
from parley.report import Problem

SAVE = "Save the page in your browser and give the file."

_REMEDIES: dict[Kind, str] = {
    "guard": "",
    "gone": "",
    "size": "Save its text alone in a .txt file.",
    "redirects": "Look in your browser where it leads.",
    "network": "Check the address and your connection.",
    "time": "",
}
"""What a user can do, by what a refusal rests on; those of the guard say it themselves."""


def is_address(place: str) -> bool:
    """Whether a place is to be fetched instead of looked for on the disk."""
    return place[:8].lower().startswith(("http://", "https://"))


def fetched(addresses: Iterable[str], fetcher: Fetcher) -> Iterator[Found | Problem]:
    """What each address gives, asked for once; a problem says why there is nothing and what can be done."""
    for address in dict.fromkeys(addresses):
        yield _found(address, fetcher.fetch(Wanted(address)))


def _found(address: str, outcome: Outcome) -> Found | Problem:
    if isinstance(outcome, Refused):
        return Problem(address, "acquire", _reason(outcome))
    if isinstance(outcome, Unchanged):
        raise AssertionError("nothing was known of it before")
    try:
        suffix = suffix_of(Given(outcome.content, outcome.final, outcome.media, outcome.charset))
    except UnreadableReportError as error:
        return Problem(address, "acquire", str(error))
    return Found(address, None, outcome.content, Web(outcome.final, suffix, outcome.charset))


def _reason(refused: Refused) -> str:
    """Why there is nothing, and what a user can do."""
    again = f"Try again in {refused.wait:.0f} seconds." if refused.wait else ""
    return " ".join(filter(None, (refused.reason, _REMEDIES.get(refused.kind, SAVE), again)))
