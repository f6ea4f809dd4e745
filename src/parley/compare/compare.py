"""Compare: readings become a story, each step on the ground of those before it."""

from collections.abc import Iterable, Sequence

from parley.compare.claims import claims, disputed
from parley.compare.compared import Compared
from parley.compare.discrepancies import discrepancies
from parley.compare.dismissed import sifted
from parley.compare.divided import divided
from parley.compare.events import events
from parley.compare.memo import Memo
from parley.compare.origins import origins
from parley.compare.propositions import ground, propositions
from parley.compare.resolve import resolve
from parley.compare.retold import retold
from parley.compare.reuse import passages
from parley.compare.stakes import with_stakes
from parley.compare.statements import statements
from parley.compare.utterances import utterances
from parley.decision import Decision
from parley.garbage import uncollected
from parley.reading import Reading
from parley.story import Story


@uncollected()
def compare(readings: Iterable[Reading], memo: Memo | None = None, decisions: Sequence[Decision] = ()) -> Story:
    """The story that the readings tell together; their order does not matter.

    With the memo of a comparison before, what belongs to one reading and has not changed is not worked out again; the
    story is the same. The decisions are those in force, in their order (`parley.decision.in_force`): merges and splits
    of entities hold for all that is compared, and a dismissed discrepancy puts no claim in doubt.
    """
    kept = memo or Memo()
    told = divided(sorted(readings, key=lambda r: (r.report.day or "9999", r.report.file, r.report.id)), decisions)
    cast = resolve(told, kept, decisions)
    shared = passages(told)
    lines = origins(told, shared, cast.entities)
    spoken = utterances(told, cast, kept)
    said = statements(told, cast, spoken)
    happened = events(told, cast, kept)
    asserted = propositions(told, ground(cast, spoken, said, happened), kept)
    aligned = claims(asserted, told, shared, lines, kept)
    found = discrepancies(Compared(told, cast.entities, said, happened, aligned, lines, kept))
    doubts = sifted(found, decisions, {reading.report.id: reading.report for reading in told})
    again = retold(happened, aligned, told, cast)
    return Story(
        readings=told,
        entities=cast.entities,
        statements=said,
        events=again.events,
        claims=with_stakes(disputed(again.of(aligned), doubts.kept), asserted, cast.entities, again.events, told),
        discrepancies=doubts.kept,
        passages=shared,
        origins=lines,
        problems=tuple(problem for reading in told for problem in reading.problems),
        dismissed=doubts.dismissed,
        decided=(*cast.decided, *doubts.decided),
    )
