"""A story of two short reports, its gold, and a dossier whose score can be reckoned by hand."""

import json
from pathlib import Path
from typing import Any

Json = dict[str, Any]

FIRST = "Mina Tarn said the port would reopen. “We have a deal,” she added. Dock workers end a 12-day strike.\n"
SECOND = "Union leader Mina Tarn said: “We nearly have a deal.” Dock workers end a 21-day strike. Olo Brand left.\n"
REPORTS = {"a.txt": FIRST, "b.txt": SECOND}
GOLD = {
    "attributions": """
a.txt:
  - {source: Mina Tarn, cue: said, content: [the port would reopen], speaker: tarn, type: indirect}
  - {source: she, cue: added, content: ["We have a deal,"], speaker: tarn, type: direct}
b.txt:
  - {source: Union leader Mina Tarn, cue: said, content: [We nearly have a deal.], speaker: tarn, type: direct}
""",
    "entities": """
people:
  - {id: tarn, name: Mina Tarn, party: union, in: [0, 1]}
  - {id: brand, name: Olo Brand, party: null, in: [1]}
parties: [{id: union, name: Dockers' Union, also: [Dock workers]}]
must_not_merge: [[tarn, brand]]
""",
    "events": "- {id: strike, type: PROTEST, what: strike, participants: [union], day: 2026-01-05, reports: [0, 1]}\n",
    "comparison": """
quote_families: [{id: deal, speaker: tarn, verbatim: [0], altered: [1]}]
reported_by_several:
  - {id: ends, claim: it ends, status: disputed, evidence: {0: Dock workers end a 12, 1: Dock workers end a 21}}
one_report_only: [{claim: he left, report: 1, near: Olo Brand left}]
discrepancies: [{id: days, kind: number, values: [{report: 0, near: 12-day strike}, {report: 1, near: 21-day strike}]}]
not_discrepancies: [{why: another day, values: [{report: 0, near: would reopen}, {report: 1, near: left}]}]
shared_passages: [{reports: [0, 1], near: Dock workers end a}]
independence: {independent: [[0, 1]]}
""",
    "positions": """
issues: [{id: work, positions: [{party: union, stance: accepts, evidence: [[0, end a 12-day strike]]}]}]
tracks: [{id: talks, participants: [union]}]
""",
}


def write(folder: Path, **changed: str) -> Path:
    """The story on disk; sections of the gold by keyword instead of the usual ones."""
    (folder / "reports").mkdir()
    (folder / "gold").mkdir()
    for name, text in REPORTS.items():
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    for name, text in {**GOLD, **changed}.items():
        (folder / "gold" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / "gold"


def save(folder: Path, dossier: object) -> Path:
    path = folder / "dossier.json"
    path.write_text(json.dumps(dossier), encoding="utf-8")
    return path


def span(file: str, words: str) -> Json:
    start = REPORTS[file].index(words)
    return {"report": file, "start": start, "end": start + len(words), "text": words}


def wording(file: str, cue: str | None, words: str) -> Json:
    return {"source": None, "cue": span(file, cue) if cue else None, "content": [span(file, words)]}


def dossier() -> Json:
    """Finds the direct quotations but not the indirect one, gives one to the wrong person, and invents a speaker."""
    return {
        "reports": [{"id": f, "file": f"in/{f}", "origin": f, "text": t} for f, t in REPORTS.items()],
        "entities": [
            {"id": "e1", "name": "Mina Tarn", "kind": "person", "party": "e2", "variants": []},
            {"id": "e2", "name": "The Dock Workers", "kind": "party", "party": None, "variants": []},
            {"id": "e3", "name": "Union Leader", "kind": "person", "party": None, "variants": []},
        ],
        "statements": [
            {"speaker": "e1", "wordings": [wording("a.txt", "said", "We have a deal")]},
            {"speaker": "e3", "wordings": [wording("b.txt", "said", "We nearly have a deal")]},
            {"speaker": None, "wordings": [wording("b.txt", None, "left")]},
        ],
        "events": [
            {
                "id": "v1",
                "type": "PROTEST",
                "participants": [{"entity": "e1"}],
                "when": None,
                "evidence": [span("a.txt", "strike")],
            }
        ],
        "claims": [
            {
                "status": "disputed",
                "reports": ["a.txt", "b.txt"],
                "evidence": [span("a.txt", "Dock workers end a 12-day"), span("b.txt", "Dock workers end a 21-day")],
            },
            {"status": "single", "reports": ["b.txt"], "evidence": [span("b.txt", "Olo Brand left")]},
        ],
        "discrepancies": [
            {
                "id": "d1",
                "kind": "period",
                "values": [{"evidence": [span("a.txt", "12-day")]}, {"evidence": [span("b.txt", "21-day")]}],
            },
            {
                "id": "d2",
                "kind": "outcome",
                "values": [{"evidence": [span("a.txt", "reopen")]}, {"evidence": [span("b.txt", "left")]}],
            },
        ],
        "passages": [{"spans": [span("a.txt", "Dock workers end a"), span("b.txt", "Dock workers end a")]}],
        "issues": [{"positions": [{"party": "e2", "stance": "demands", "evidence": [span("a.txt", "12-day strike")]}]}],
        "tracks": [{"parties": ["e2"], "participants": ["e1"], "status": "happened"}],
    }
