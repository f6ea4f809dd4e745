"""Parts that several pages have: a section as the one-page dossier shows it, a long list in pages, a report's name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from parley.deliver.visible import one_line
from parley.serve.pages import Asked
from parley.serve.scope import Scope

T = TypeVar("T")
V = TypeVar("V")

LENGTH = 60
"""Things of a long list on one page."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the one-page dossier as a page of its own: its template and what feeds it."""

    template: str
    shown: object


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of a long list, with the way to the pages beside it."""

    items: tuple[T, ...]
    total: int
    number: int
    pages: int
    before: str
    after: str

    def of(self, items: Iterable[V]) -> "Paged[V]":
        """The same page with its things as they are shown."""
        return Paged(tuple(items), self.total, self.number, self.pages, self.before, self.after)


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to one of several kinds of the things of a page."""

    words: str
    href: str
    count: int | None
    current: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of a list to choose from."""

    value: str
    words: str
    chosen: bool


def choices(rows: Iterable[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    """Values and their words, one of them chosen."""
    return tuple(Choice(value, one_line(words), value == chosen) for value, words in rows)


def paged(items: Sequence[T], asked: Asked, scope: Scope, path: str) -> Paged[T]:
    """The page that was asked for, or the last one."""
    pages = max(1, -(-len(items) // LENGTH))
    number = min(asked.number, pages)

    def to(other: int) -> str:
        return scope.to(path, **{**asked.fields, "page": str(other)}) if 1 <= other <= pages else ""

    shown = tuple(items[(number - 1) * LENGTH : number * LENGTH])
    return Paged(shown, len(items), number, pages, to(number - 1), to(number + 1))
