"""The workbench over the reports of the strait, read by the rules, as a test client sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from starlette.testclient import TestClient

from parley.desk import Desk
from parley.gathered import Gathered
from parley.serve.app import application
from parley.serve.door import Door
from parley.serve.sources import Places, Source
from tests.deliver.story import OUTLETS

HERE = "http://127.0.0.1:8731"

TOKEN = "a-token-that-nobody-guesses"  # noqa: S105  of these tests alone


def written(folder: Path) -> Path:
    """The reports of the strait as files with a manifest."""
    rows = []
    for name, (outlet, author, published, text) in OUTLETS.items():
        (folder / f"{name}.txt").write_text(text)
        row = {"file": f"{name}.txt", "outlet": outlet, "author": author, "published": published}
        row["url"] = f"https://{name[2:]}.example/strait" if outlet else None
        rows.append({key: value for key, value in row.items() if value})
    (folder / "manifest.yaml").write_text(yaml.safe_dump({"reports": rows}))
    return folder


def desk() -> Desk:
    """A desk whose engine is quick."""
    return Desk(engine="rules")


@dataclass
class Opened:
    """What the tests of a session share: the readings, made once."""

    gathered: Gathered
    doors: dict[str, Door] = field(default_factory=dict)

    def source(self) -> Source:
        return Places(desk(), ("strait",), self.gathered)


@contextmanager
def client(source: Source, door: Door | None = None, *, patience: float = 60.0) -> Iterator[TestClient]:
    """A browser of no mercy: it follows no redirect and raises no error of the server."""
    app = application(source, door or Door(), patience=patience)
    with TestClient(app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False) as opened:
        yield opened
