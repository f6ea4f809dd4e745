"""Discrepancies: incompatible values for the same thing, with both passages and no verdict."""

from parley.compare.compared import Compared
from parley.compare.discrepancies.attribution import attribution_discrepancies
from parley.compare.discrepancies.day import day_discrepancies
from parley.compare.discrepancies.ground import Ground
from parley.compare.discrepancies.name import name_discrepancies
from parley.compare.discrepancies.number import number_discrepancies
from parley.compare.discrepancies.period import period_discrepancies
from parley.compare.discrepancies.quotation import quotation_discrepancies
from parley.story import Discrepancy

KINDS = (
    name_discrepancies,
    quotation_discrepancies,
    attribution_discrepancies,
    number_discrepancies,
    period_discrepancies,
    day_discrepancies,
)
"""What looks for each kind; each takes the ground and yields what it finds, in any order."""


def discrepancies(compared: Compared) -> tuple[Discrepancy, ...]:
    """All discrepancies of a story, by kind and place; the same readings in any order give the same.

    Precision goes first: what may be an update, another scope, another occasion or another way of writing is left out.
    """
    ground = Ground(compared)
    found = {each.id: each for kind in KINDS for each in kind(ground)}
    return tuple(sorted(found.values(), key=lambda each: (each.kind, each.values[0].evidence, each.id)))
