"""The scope of a page: which story is looked at and which of its reports; every link on the page keeps it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from parley.errors import UsageError

PREFIX = "r-"
"""How ids of reports begin; an address leaves it out."""

PAGES = {
    "report": "/reports/{}",
    "claim": "/claims/{}",
    "said": "/quotations/{}",
    "conflict": "/conflicts/{}",
    "issue": "/positions/{}",
    "person": "/people/{}",
}
"""The pages on which things of a kind stand, one for each or one for all."""

SECTIONS = {
    "corroborated": "/claims?status=corroborated",
    "repeated": "/claims?status=repeated",
    "single": "/claims?status=single",
}
"""Sections of the one-page dossier that are no page of their own here."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A story (None: everything there is) and its reports: `only` these, or all `without` these; not both."""

    story: str | None = None
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether no report is left out."""
        return not (self.only or self.without)

    @property
    def fields(self) -> dict[str, str]:
        """The scope as fields of an address or a form."""
        named = {"story": self.story or "", "only": join_ids(self.only), "without": join_ids(self.without)}
        return {name: value for name, value in named.items() if value}

    def to(self, path: str, **asked: str) -> str:
        """The address of a page within this scope; `asked` are its own fields, the empty ones left out."""
        bare, _, given = path.partition("?")
        query = urlencode({**{k: v for k, v in asked.items() if v}, **self.fields})
        both = "&".join(part for part in (given, query) if part)
        return f"{quote(bare)}?{both}" if both else quote(bare)

    def page_of(self, kind: str, name: str) -> str:
        """The address of the page on which a thing stands."""
        if kind == "section":
            return self.to(SECTIONS.get(name, f"/{name}"))
        return self.to(PAGES[kind].format(name))

    def chosen(self, ids: Collection[str]) -> frozenset[str]:
        """The reports looked at, of those that there are; raises UsageError for one that there is not."""
        unknown = sorted({*self.only, *self.without} - {*ids})
        if unknown:
            raise UsageError(f"There is no report {unknown[0]!r} in this story.", "Choose the reports again.")
        return frozenset(self.only or {*ids} - {*self.without})

    def choosing(self, ids: Collection[str], wanted: Collection[str]) -> "Scope":
        """The scope in which only the wanted reports are looked at, told by what is shorter."""
        inside = tuple(sorted({*wanted} & {*ids}))
        outside = tuple(sorted({*ids} - {*wanted}))
        if not inside:
            raise UsageError("No report is chosen.", "Choose at least one.")
        return Scope(self.story, (), outside) if len(outside) <= len(inside) else Scope(self.story, inside)


def scope_of(query: Mapping[str, str]) -> Scope:
    """The scope that an address asks for."""
    only, without = (split_ids(query.get(name, "")) for name in ("only", "without"))
    if only and without:
        raise UsageError("The address says both which reports to take and which to leave out.", "Choose them again.")
    return Scope(query.get("story") or None, only, without)


def join_ids(ids: Iterable[str]) -> str:
    """Ids of reports as an address has them."""
    return ".".join(name.removeprefix(PREFIX) for name in ids)


def split_ids(value: str) -> tuple[str, ...]:
    """Ids of reports from what an address has."""
    return tuple(sorted({PREFIX + part for part in value.split(".") if part}))
