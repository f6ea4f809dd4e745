"""Files and texts handed over by whoever sits at a browser: their names are words and lead nowhere on the disk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from parley.acquire.decode import decode
from parley.acquire.described import MANIFESTS, Described, Manifest, listed
from parley.acquire.found import READABLE, Found
from parley.errors import UnreadableReportError
from parley.report import Problem

LONGEST_NAME = 120
"""Characters of a file's name that are kept."""

NAMELESS = "without a name"


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as it was handed over: the name that its sender gives it, and its bytes."""

    name: str
    content: bytes


def handed(files: Iterable[Handed]) -> Iterator[Found | Problem]:
    """Candidates in files by their plain names, each described by the manifest among them."""
    plain = [Handed(plain_name(file.name), file.content) for file in files]
    manifests = []
    for file in plain:
        if file.name in MANIFESTS:
            answer = _manifest(file)
            if isinstance(answer, Manifest):
                manifests.append(answer)
            else:
                yield answer
    for file in plain:
        if file.name not in MANIFESTS:
            yield _candidate(file, manifests)


def pasted(text: str, title: str = "") -> Found:
    """A candidate in a text; a headline that the text does not begin with is put before it, for it is read too."""
    body, headline = text.strip(), " ".join(title.split())
    whole = body if " ".join(body.split()).startswith(headline) else f"{headline}\n\n{body}"
    content = whole.encode("utf-8", "replace")
    told = Described(title=headline or None)
    return Found(f"pasted-{sha256(content).hexdigest()[:8]}.txt", None, content, None, told)


def plain_name(name: str) -> str:
    """The last part of a name, in signs that can be seen, not longer than a name need be."""
    last = name.replace("\\", "/").rpartition("/")[2].strip()
    seen = "".join(sign if sign.isprintable() else "�" for sign in last)
    if not seen.strip(". "):
        return NAMELESS
    stem, dot, suffix = seen.rpartition(".")
    return seen if len(seen) <= LONGEST_NAME else f"{(stem or seen)[: LONGEST_NAME - 12]}…{dot}{suffix[:10]}"


def _candidate(file: Handed, manifests: Iterable[Manifest]) -> Found | Problem:
    found = Found(file.name, None, file.content)
    if found.suffix not in READABLE:
        kind = found.suffix or "without a suffix"
        reason = f"left out: files named {kind} are not read; give .txt, .md, .html or .pdf"
        return Problem(file.name, "acquire", reason)
    told = Described()
    for each in manifests:
        told = told.over(each.row(file.name))
    return Found(file.name, None, file.content, None, told)


def _manifest(file: Handed) -> Manifest | Problem:
    try:
        return listed(file.name, decode(file.content))
    except UnreadableReportError as error:
        return Problem(file.name, "acquire", f"manifest left out: {error}")
