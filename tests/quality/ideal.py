"""A dossier made of a gold: what a program would hand over that finds exactly what the gold lists."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from quality.gold import Attribution, Family, Gold, Ref
from quality.words import shown

Json = dict[str, Any]


def text_of(gold: Gold, file: str) -> str:
    return gold.texts[file] if file.endswith(".txt") else shown(gold.texts[file])


def span(gold: Gold, ref: Ref, words: str) -> Json:
    file = gold.file(ref)
    start = text_of(gold, file).index(words)
    return {"report": file, "start": start, "end": start + len(words), "text": words}


def spans(gold: Gold, cited: Iterable[tuple[Ref, str]]) -> list[Json]:
    return [span(gold, ref, words) for ref, words in cited]


def ideal(gold: Gold) -> Json:
    return {
        "format": "parley-dossier/1",
        "reports": [
            {"id": f, "file": f, "origin": origin_of(gold, f), "text": text_of(gold, f), "outlet": None}
            for f in gold.texts
        ],
        "entities": entities(gold),
        "statements": statements(gold),
        "events": events(gold),
        "claims": claims(gold),
        "discrepancies": [
            {"id": d.id, "kind": d.kind, "values": [{"evidence": spans(gold, [(v.report, v.near)])} for v in d.values]}
            for d in gold.comparison.discrepancies
        ],
        "passages": [{"spans": spans(gold, ((r, p.near) for r in p.reports))} for p in gold.comparison.shared_passages],
        "issues": [
            {
                "positions": [
                    {"party": p.party, "stance": p.stance, "evidence": spans(gold, p.evidence)} for p in issue.positions
                ]
            }
            for issue in gold.positions.issues
        ],
        "tracks": [
            {"parties": list(t.participants), "participants": [], "status": t.status or "happened"}
            for t in gold.positions.tracks
        ],
    }


def origin_of(gold: Gold, file: str) -> str:
    group = {file, *chain(*(p for p in dependent(gold) if file in p))}
    return min(group)


def dependent(gold: Gold) -> list[tuple[str, str]]:
    return [(gold.file(a), gold.file(b)) for a, b in gold.comparison.independence.dependent]


def entities(gold: Gold) -> list[Json]:
    people = {p.id for p in gold.entities.people}
    return [
        {
            "id": row.id,
            "name": row.name,
            "kind": "person" if row.id in people else "other",
            "party": row.party,
            "variants": [{"text": n} for n in (row.name, *row.also, *row.variants)],
        }
        for row in gold.named
    ]


def statements(gold: Gold) -> list[Json]:
    grouped: dict[str, Json] = {}
    for file, rows in gold.attributions.items():
        for i, row in enumerate(rows):
            key = family_of(gold, file, row) or f"{file} {i}"
            statement = grouped.setdefault(key, {"speaker": row.speaker, "wordings": []})
            statement["wordings"].append(
                {
                    "source": None,
                    "cue": span(gold, file, row.cue) if row.cue else None,
                    "content": spans(gold, ((file, words) for words in row.content)),
                }
            )
    return list(grouped.values())


def family_of(gold: Gold, file: str, row: Attribution) -> str | None:
    """The first family with one of whose wordings these share their words, so that fragments join the whole."""
    families = [f for f in gold.comparison.quote_families if f.speaker == row.speaker]
    own = next((f for f in families if _told(gold, f, file, row)), None)
    if own is None:
        return None
    return next(f.id for f in families if set(f.words.values()) & set(own.words.values()))


def _told(gold: Gold, family: Family, file: str, row: Attribution) -> bool:
    words = {gold.file(ref): text for ref, text in family.words.items()}.get(file)
    return words is not None and any(words in c or c in words for c in row.content)


def events(gold: Gold) -> list[Json]:
    return [
        {
            "id": e.id,
            "type": e.type,
            "participants": [{"entity": p} for p in e.participants],
            "when": {"start": e.day.isoformat()} if e.day else None,
            "evidence": spans(gold, ((r, text_of(gold, gold.file(r))[:20]) for r in e.reports)),
        }
        for e in gold.events
    ]


def claims(gold: Gold) -> list[Json]:
    several = [
        {
            "status": c.status or "corroborated",
            "reports": [gold.file(r) for r in c.evidence],
            "evidence": spans(gold, c.evidence.items()),
        }
        for c in gold.comparison.reported_by_several
    ]
    lone = [
        {"status": "single", "reports": [gold.file(c.report)], "evidence": spans(gold, [(c.report, c.near)])}
        for c in gold.comparison.one_report_only
    ]
    return several + lone
