"""The benchmark of watching, on a few feeds."""

import pytest

from quality import watching


@pytest.mark.allow_hosts([f"127.0.0.{host + 1}" for host in range(watching.HOSTS)])
def test_a_few_feeds_are_new_once_and_then_unchanged(capsys: pytest.CaptureFixture[str]) -> None:
    assert watching.main(["--feeds", "9", "--rounds", "1"]) == 0
    feeds, *figures = capsys.readouterr().out.splitlines()[1].split()
    assert feeds == "9"
    assert all(float(figure) >= 0 for figure in figures)
