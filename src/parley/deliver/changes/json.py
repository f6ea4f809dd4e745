"""Changes as JSON (`parley-changes/1`): every span with its words, every report by its digest."""

import json

from parley.changes import FORMAT, Change, Changes
from parley.report import Report, Span


def dump(changes: Changes) -> str:
    """The changes as JSON text: same changes, same bytes."""
    texts = {report.id: report.text for report in changes.reports}
    new = set(changes.new)
    made = {
        "format": FORMAT,
        "since": changes.since,
        "until": changes.until,
        "reports": [_report(report, is_new=report.id in new) for report in changes.reports],
        "versions": [{"before": each.before, "after": each.after, "url": each.url} for each in changes.versions],
        "left_out": list(changes.left_out),
        "changes": [_change(change, texts) for change in changes.changes],
        "tallies": [
            {name: getattr(tally, name) for name in ("name", "same", "grown", "again", "news", "found", "gone")}
            for tally in changes.tallies
        ],
    }
    text = json.dumps(made, ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode("utf-8", "replace").decode() + "\n"


def _report(report: Report, *, is_new: bool) -> dict[str, object]:
    known = {"id": report.id, "file": report.file, "url": report.url, "outlet": report.outlet, "title": report.title}
    return {**known, "published": report.published, "sha256": report.sha256, "new": is_new}


def _change(change: Change, texts: dict[str, str]) -> dict[str, object]:
    return {
        "id": change.id,
        "kind": change.kind,
        "text": change.text,
        "refs": list(change.refs),
        "who": list(change.who),
        "about": list(change.about),
        "was": change.was,
        "now": change.now,
        "day": change.day,
        "weight": round(change.weight, 4),
        "beside": change.beside,
        "sides": [[_span(span, texts) for span in side] for side in change.sides],
        "evidence": [_span(span, texts) for span in change.evidence],
        "before": [_span(span, texts) for span in change.before],
    }


def _span(span: Span, texts: dict[str, str]) -> dict[str, object]:
    return {
        "report": span.report,
        "start": span.start,
        "end": span.end,
        "text": texts[span.report][span.start : span.end],
    }
