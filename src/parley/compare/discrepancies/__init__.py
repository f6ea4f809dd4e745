"""Discrepancies: incompatible values for the same thing, with both passages and no verdict."""

from parley.compare.compared import Compared
from parley.compare.discrepancies.attribution import attribution_discrepancies
from parley.compare.discrepancies.clashes import clash_discrepancies
from parley.compare.discrepancies.contexts import Contexts
from parley.compare.discrepancies.day import day_discrepancies
from parley.compare.discrepancies.ground import Ground
from parley.compare.discrepancies.name import name_discrepancies
from parley.compare.discrepancies.namesakes import namesake_discrepancies
from parley.compare.discrepancies.number import number_discrepancies
from parley.compare.discrepancies.outcome import outcome_discrepancies
from parley.compare.discrepancies.participant import participant_discrepancies
from parley.compare.discrepancies.period import period_discrepancies
from parley.compare.discrepancies.place import place_discrepancies
from parley.compare.discrepancies.quotation import quotation_discrepancies
from parley.compare.discrepancies.reservations import reservation_discrepancies
from parley.compare.discrepancies.role import role_discrepancies
from parley.compare.discrepancies.site import site_discrepancies
from parley.compare.discrepancies.uttered import uttered_discrepancies
from parley.compare.discrepancies.venues import venue_discrepancies
from parley.story import Discrepancy

BY_NAME = (
    name_discrepancies,
    namesake_discrepancies,
    role_discrepancies,
    quotation_discrepancies,
    reservation_discrepancies,
    attribution_discrepancies,
    uttered_discrepancies,
)
"""Looks at what entities and statements hold; each takes the ground and yields what it finds, in any order."""

BY_CONTEXT = (
    number_discrepancies,
    period_discrepancies,
    day_discrepancies,
    place_discrepancies,
    site_discrepancies,
    venue_discrepancies,
    participant_discrepancies,
    outcome_discrepancies,
)
"""Looks at values whose contexts tell whether they are of the same thing; each takes the contexts."""


def discrepancies(compared: Compared) -> tuple[Discrepancy, ...]:
    """All discrepancies of a story, by kind and place; the same readings in any order give the same.

    Precision goes first: what may be an update, another scope, another occasion or another way of writing is left out.
    """
    ground = Ground(compared)
    contexts = Contexts(ground)
    found = [each for kind in BY_NAME for each in kind(ground)]
    found += [each for kind in BY_CONTEXT for each in kind(contexts)]
    found += clash_discrepancies(contexts, found)
    unique = {each.id: each for each in found}
    return tuple(sorted(unique.values(), key=lambda each: (each.kind, each.values[0].evidence, each.id)))
