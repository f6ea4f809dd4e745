"""What the tests of the workbench share."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.serve.opened import Opened, client, desk, written


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return Opened(desk().gather(written(tmp_path_factory.mktemp("strait")), today="2031-03-09"))


@pytest.fixture(scope="module")
def strait(opened: Opened) -> Iterator[TestClient]:
    with client(opened.source()) as found:
        yield found
