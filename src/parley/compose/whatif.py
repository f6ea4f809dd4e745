"""The outcome space of an analyst's own weights: which packages no other beats for all, and the Nash point among them.

Nothing here is read in a report: the options come from the dossier's positions, every weight and value from the
analyst. The frontier and the point are NegMAS's (Mohammad, Greenwald and Nakadai 2019), an extra: `parley[negmas]`.
"""

from collections.abc import Sequence
from itertools import product
from math import prod
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from parley.compose.lens import SAFE
from parley.compose.timeline import shorten
from parley.dossier import Dossier, Issue
from parley.errors import UsageError
from parley.outcome import Outcomes, Package

MOST_OUTCOMES = 20_000
"""Packages that are enumerated; NegMAS compares each with each."""

LONGEST_OPTION = 60
"""Characters of an option."""

EXTRA = "Install the extra with `pip install 'parley[negmas]'`."
REMEDY = "Compare `parley whatif --start dossier.json`, which writes such a file."

Share = Annotated[float, Field(ge=0, le=1)]


class Stake(BaseModel):
    """What one party would get out of each option, by the analyst's judgement; all from 0 to 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    without_agreement: Share = 0.0
    """What it has if the talks fail: its reserved value."""
    weights: dict[str, Share]
    values: dict[str, dict[str, Share]]


class Table(BaseModel):
    """The analyst's file: the issues on the table with their options, and each party's stake in them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    issues: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]] = Field(min_length=1)
    parties: dict[str, Stake] = Field(min_length=2)

    @model_validator(mode="after")
    def _is_complete(self) -> "Table":
        for party, stake in self.parties.items():
            if set(stake.weights) != set(self.issues) or sum(stake.weights.values()) <= 0:
                raise ValueError(f"{party} needs a weight for every issue, and not only zeros")
            for issue, options in self.issues.items():
                if set(stake.values.get(issue, ())) != set(options):
                    raise ValueError(f"{party} needs a value for every option of “{issue}” and for no other")
        for issue, options in self.issues.items():
            if len(set(options)) < len(options):
                raise ValueError(f"“{issue}” has an option twice")
        return self


def start(dossier: Dossier) -> str:
    """A file to fill in: the dossier's issues, what parties want as options, equal weights, and no values."""
    issues = {issue.label: options for issue in dossier.issues if len(options := _options(issue)) > 1}
    parties = dict.fromkeys(p.party for issue in dossier.issues for p in issue.positions if issue.label in issues)
    names = {entity.id: entity.name for entity in dossier.entities}
    stake = {
        "without_agreement": 0.0,
        "weights": {label: round(1 / len(issues), 3) for label in issues},
        "values": {label: dict.fromkeys(options) for label, options in issues.items()},
    }
    head = (
        "# An analyst's own what-if; nothing in it was reported but the options, which are words of positions.\n"
        "# Give every value a number from 0 (worst for the party) to 1 (best), and weigh the issues.\n"
    )
    table = {"issues": issues, "parties": {names.get(party, party): stake for party in parties}}
    return head + yaml.dump(table, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)


class _Plain(yaml.SafeDumper):
    """Writes what stands twice twice, without anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _options(issue: Issue) -> list[str]:
    wanted = (shorten(p.summary, LONGEST_OPTION) for p in issue.positions if p.stance not in {"unknown", "rejects"})
    return list(dict.fromkeys(wanted))


def load_table(path: Path) -> Table:
    """The analyst's file; raises UsageError that names the faulty field."""
    try:
        return Table.model_validate(yaml.load(path.read_text("utf-8-sig"), Loader=SAFE))  # noqa: S506  the safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise UsageError(f"The weights {path} cannot be read: {' '.join(str(error).split())}.", REMEDY) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        told = first["msg"].removeprefix("Value error, ")
        raise UsageError(f"The weights {path} are not valid: {place}: {told}.", REMEDY) from error


def outcomes(table: Table) -> Outcomes:
    """The outcome space of the table; raises UsageError where it is too large or NegMAS is not installed."""
    possible = prod(len(options) for options in table.issues.values())
    if possible > MOST_OUTCOMES:
        raise UsageError(
            f"The issues make {possible} packages, more than {MOST_OUTCOMES}.", "Leave out issues or options."
        )
    every = [_package(table, options) for options in product(*table.issues.values())]
    frontier, nash = _solved(table, every)
    return Outcomes(possible, sum(_is_agreeable(table, package) for package in every), frontier, nash)


def _package(table: Table, options: Sequence[str]) -> Package:
    chosen = dict(zip(table.issues, options, strict=True))
    worth = {
        party: sum(stake.weights[issue] * stake.values[issue][option] for issue, option in chosen.items())
        / sum(stake.weights.values())
        for party, stake in table.parties.items()
    }
    return Package(chosen, worth)


def _is_agreeable(table: Table, package: Package) -> bool:
    return all(package.worth[party] > stake.without_agreement for party, stake in table.parties.items())


def _solved(table: Table, packages: Sequence[Package]) -> tuple[tuple[Package, ...], Package | None]:
    """The Pareto frontier, best sum first, and of its agreeable packages the Nash point, as NegMAS finds them."""
    try:
        from negmas.outcomes import make_issue, make_os  # noqa: PLC0415  an extra that few install
        from negmas.preferences import LinearAdditiveUtilityFunction  # noqa: PLC0415
        from negmas.preferences.ops import nash_points, pareto_frontier  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("The what-if needs NegMAS, which is not installed.", EXTRA) from error
    space = make_os([make_issue(list(options), name) for name, options in table.issues.items()])
    functions = [
        LinearAdditiveUtilityFunction(
            values={issue: dict(stake.values[issue]) for issue in table.issues},
            weights={issue: weight / sum(stake.weights.values()) for issue, weight in stake.weights.items()},
            outcome_space=space,
            reserved_value=stake.without_agreement,
        )
        for stake in table.parties.values()
    ]
    drawn = [tuple(package.options.values()) for package in packages]
    _, places = pareto_frontier(functions, drawn, sort_by_welfare=True)
    frontier = tuple(packages[int(place)] for place in places)
    agreeable = [package for package in frontier if _is_agreeable(table, package)]
    found = nash_points(functions, [tuple(p.worth.values()) for p in agreeable], outcome_space=space)
    return frontier, agreeable[int(found[0][1])] if found else None
