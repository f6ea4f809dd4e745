"""The benchmark of the archive, on the smallest size."""

import pytest

from quality import archive
from quality.stock import entry, text


def test_a_report_of_the_stock_is_always_the_same_and_no_other() -> None:
    assert entry(7) == entry(7)
    assert len({text(n) for n in range(300)}) == 300
    assert entry(7).report.id != entry(7, prefix="again ").report.id


def test_each_size_has_a_row_of_what_it_costs(capsys: pytest.CaptureFixture[str]) -> None:
    assert archive.main(["--sizes", "1000", "--readings", "0"]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.startswith("reports")
    held, wall, cpu, growth = row.split()[:4]
    assert (held, growth) == ("1000", "1.00")
    assert 0 < float(cpu) <= float(wall) * 1.5
    assert float(row.split()[-2]) > 0
