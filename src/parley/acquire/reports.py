"""Candidates to reports: each read by the reader for its suffix, described, and twins of one text made one report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from parley.acquire.decode import decode
from parley.acquire.described import Described, Manifest, explain, front_matter, manifest
from parley.acquire.found import LARGEST, Found
from parley.acquire.language import language
from parley.acquire.layout import layout
from parley.acquire.pages import page
from parley.acquire.pdf import pdf
from parley.errors import UnreadableReportError
from parley.report import Block, Problem, Report, Sighting, stable_id

EXTRACTOR = 1
"""Raised whenever the same bytes might be made another report: an archive keeps which version made what."""

PAGES = {".html", ".htm", ".xhtml"}


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader makes of a file: the text, its blocks, and what the file says of itself."""

    text: str
    blocks: tuple[Block, ...]
    described: Described


@dataclass(frozen=True, slots=True)
class Taken:
    """A report and the bytes that it was made of."""

    report: Report
    original: bytes


@dataclass(frozen=True, slots=True)
class Acquire:
    """The stage: candidates in, reports and problems out; `default` fills what no file says (`--published`)."""

    default: Described = field(default_factory=Described)

    def read(self, candidates: Iterable[Found | Problem]) -> Iterator[Report | Problem]:
        """Each candidate read on its own; what cannot be read is a problem and costs no other."""
        for taken in self.take(candidates):
            yield taken.report if isinstance(taken, Taken) else taken

    def take(self, candidates: Iterable[Found | Problem]) -> Iterator[Taken | Problem]:
        """As `read`, with the bytes of each report."""
        manifests: dict[Path, Manifest | None] = {}
        for candidate in candidates:
            if isinstance(candidate, Problem):
                yield candidate
                continue
            yield from self._announced(candidate, manifests)
            yield self._read(candidate, manifests)

    def _announced(self, found: Found, manifests: dict[Path, Manifest | None]) -> Iterator[Problem]:
        """Loads the manifests above a file, once each, up to the folder that was given."""
        for folder in _folders(found):
            if folder not in manifests:
                answer = manifest(folder)
                manifests[folder] = answer if isinstance(answer, Manifest) else None
                if isinstance(answer, Problem):
                    yield answer

    def _read(self, found: Found, manifests: dict[Path, Manifest | None]) -> Taken | Problem:
        try:
            given = _bytes(found)
            made = read_text(found.suffix, given, found.web.charset if found.web else None)
        except UnreadableReportError as error:
            return Problem(found.name, "acquire", str(error))
        listed = _listed(found, manifests)
        described = listed.over(made.described).over(Described(url=found.web.address if found.web else None))
        described = described.over(self.default)
        return Taken(report(found.name, given, replace(made, described=described)), given)


def _listed(found: Found, manifests: dict[Path, Manifest | None]) -> Described:
    """What the manifests say of a file; the nearest one has the first word."""
    listed = found.told or Described()
    for folder in _folders(found):
        rows = manifests.get(folder)
        if rows is not None and found.path is not None:
            listed = listed.over(rows.row(found.path.relative_to(folder).as_posix()))
    return listed


def _folders(found: Found) -> tuple[Path, ...]:
    """The file's folder and those above it that belong to the folder given."""
    if found.path is None:
        return ()
    depth = len(Path(found.name).parts)
    return tuple(found.path.parents)[:depth]


def _bytes(found: Found) -> bytes:
    """The bytes of a candidate, refusing what is empty, too large or unreadable."""
    try:
        given = found.given if found.path is None else _beginning(found.path)
    except OSError as error:
        raise UnreadableReportError(f"not readable: {error.strerror}", "Check the file's permissions.") from error
    if given is None or len(given) > LARGEST:
        raise UnreadableReportError(f"larger than {LARGEST // 2**20} MB", "Split it or save its text alone.")
    if not given.strip():
        raise UnreadableReportError("the file is empty", "Save the report again.")
    return given


def _beginning(path: Path) -> bytes:
    """The bytes of a file, one more than are read at most; a device says of itself that it has none."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def read_text(suffix: str, given: bytes, charset: str | None = None) -> Text:
    """The reader for a suffix, applied; raises UnreadableReportError with the reason and the remedy."""
    if suffix == ".pdf" or given.startswith(b"%PDF-"):
        text = pdf(given)
        made = Text(text, layout(text), Described())
    elif suffix in PAGES:
        found = page(decode(given, markup=True, charset=charset))
        made = Text(found.text, found.blocks, found.described)
    else:
        made = plain(decode(given, charset=charset))
    if not any(block.kind in {"paragraph", "point", "title"} for block in made.blocks):
        raise UnreadableReportError("no running text was found in it", "Save the report's text in a .txt file.")
    return made


def plain(text: str) -> Text:
    """A plain or Markdown text; its front matter describes it and stays outside every block."""
    try:
        described, start = front_matter(text)
    except ValueError as error:
        message = f"its front matter is malformed: {explain(error)}"
        raise UnreadableReportError(message, "Mend the lines between the --- marks or remove them.") from error
    return Text(text, layout(text, start), described)


def report(name: str, given: bytes, made: Text) -> Report:
    """A report with the id that its text alone decides, line ends aside."""
    told = made.described
    title = next((made.text[b.start : b.end] for b in made.blocks if b.kind == "title"), None)
    running = "\n".join(made.text[b.start : b.end] for b in made.blocks[:40] if b.kind in {"paragraph", "title"})
    return Report(
        id=stable_id("r", " ".join(made.text.split())),
        text=made.text,
        sightings=(Sighting(name, told.url, told.outlet, sha256(given).hexdigest()),),
        blocks=made.blocks,
        outlet=told.outlet,
        author=told.author,
        title=told.title or title,
        published=told.published,
        language=told.language[:2].lower() if told.language else language(running),
    )


def without_twins(reports: Iterable[Report]) -> tuple[Report, ...]:
    """One report for each text, with all its sightings, in order of day, file and id; the order given plays no part."""
    groups: dict[str, list[Report]] = {}
    for each in reports:
        groups.setdefault(each.id, []).append(each)
    merged = (_merge(sorted(group, key=lambda r: (r.published or "~", r.file, r.sha256))) for group in groups.values())
    return tuple(sorted(merged, key=lambda r: (r.day or "~", r.file, r.id)))


def _merge(group: list[Report]) -> Report:
    first = group[0]
    sightings = {sighting for each in group for sighting in each.sightings}
    return replace(
        first,
        sightings=tuple(sorted(sightings, key=lambda s: (s.file, s.sha256, s.url or ""))),
        outlet=next((r.outlet for r in group if r.outlet), None),
        author=next((r.author for r in group if r.author), None),
        title=next((r.title for r in group if r.title), None),
        published=next((r.published for r in group if r.published), None),
    )
