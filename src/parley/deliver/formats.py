"""The forms in which a dossier is handed over: the built-in ones can be read here, others come by entry point."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from parley.changes import Changes
from parley.deliver import html, json, markdown
from parley.deliver.changes import html as changed
from parley.deliver.changes import markdown as changed_markdown
from parley.dossier import Dossier
from parley.errors import OutputError, UsageError

GROUP = "parley.formats"
"""Entry point group in which other packages offer a `Format`."""


@dataclass(frozen=True, slots=True)
class Format:
    """A form of the dossier: the name that asks for it, the suffix of its file, and what writes it."""

    name: str
    suffix: str
    written: Callable[[Dossier], str]
    with_changes: Callable[[Dossier, Changes], str] | None = None
    """What writes it with a section on what changed since an earlier dossier, where the form has one."""


def _page(dossier: Dossier, changes: Changes) -> str:
    return html.page(dossier, lambda ledger: changed.section(changes, ledger))


def _markdown(dossier: Dossier, changes: Changes) -> str:
    return f"{markdown.write(dossier)}\n{changed_markdown.write(changes, level=2)}"


BUILT_IN = (
    Format("json", ".json", json.dump),
    Format("md", ".md", markdown.write, _markdown),
    Format("html", ".html", html.page, _page),
)


def names() -> tuple[str, ...]:
    """The names of all formats, the built-in ones first; an outsider never takes a built-in's name."""
    built_in = [form.name for form in BUILT_IN]
    outsiders = sorted({point.name for point in entry_points(group=GROUP)} - {*built_in})
    return (*built_in, *outsiders)


def format_named(name: str) -> Format:
    """The format of this name; raises UsageError where there is none or what a package offers is none."""
    for form in BUILT_IN:
        if form.name == name:
            return form
    for point in entry_points(group=GROUP, name=name):
        return _loaded(point)
    raise UsageError(f"There is no format {name!r}.", f"Choose among {', '.join(names())}.")


def _loaded(point: EntryPoint) -> Format:
    remedy = f"Repair or remove the package that offers the entry point {point.value!r}."
    try:
        found = point.load()
    except (ImportError, AttributeError) as error:
        raise UsageError(f"The format {point.name!r} cannot be loaded: {error}.", remedy) from error
    if not isinstance(found, Format):
        raise UsageError(f"The format {point.name!r} is not a parley.deliver.formats.Format.", remedy)
    return found


def write(dossier: Dossier, folder: Path, formats: Iterable[str], changes: Changes | None = None) -> tuple[Path, ...]:
    """Write `dossier.SUFFIX` for each format by name; a file there before stays whole until the new one is.

    Formats that have a section for it tell what changed too.
    """
    chosen = [format_named(name) for name in dict.fromkeys(formats)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return tuple(_placed(_text(form, dossier, changes), folder / f"dossier{form.suffix}") for form in chosen)


def _text(form: Format, dossier: Dossier, changes: Changes | None) -> str:
    if changes is None or form.with_changes is None:
        return form.written(dossier)
    return form.with_changes(dossier, changes)


def _placed(text: str, path: Path) -> Path:
    """The text in a new file beside its place, then in its place."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise _unwritable(path, error) from error
    return path


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{path} cannot be written: {error.strerror or error}.", "Give a folder that you may write to, with space left."
    )
