"""Tables, and the sections of a Markdown page that a command writes and writes again."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

COUNTS = Path(__file__).parent / "COUNTS.md"
HEAD = "# What the corpus holds\n\nEvery figure is made by the command that stands above it; none is written by hand.\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; figures with a fraction get one digit behind the point."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {' | '.join(_cell(value) for value in row)} |" for row in rows]
    return "\n".join(lines)


def _cell(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value).replace("|", "\\|")


def write_section(page: Path, heading: str, body: str) -> None:
    """Puts a section under a heading of second rank, in the place of the old one or at the end."""
    before = page.read_text("utf-8") if page.exists() else HEAD
    section = f"## {heading}\n\n{body.strip()}\n"
    old = re.search(rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)", before, re.DOTALL | re.MULTILINE)
    if old is None:
        after = f"{before.rstrip()}\n\n{section}"
    else:
        rest = before[old.end() :]
        after = before[: old.start()] + section + (f"\n{rest}" if rest else "")
    page.write_text(after, "utf-8")
