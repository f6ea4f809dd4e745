"""Readings and reports as bytes and back."""

import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.annotate.engine import Rules
from parley.archive.packing import form, pack, read_digest, reading_of, told_by, unpack
from parley.desk import Desk
from parley.errors import ArchiveError
from parley.reading import Quantity, Reading
from parley.report import Span
from tests.archive.kept import entry
from tests.stories import EXAMPLE


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    return Desk(engine=Rules()).readings(EXAMPLE / "02-halyard.txt", EXAMPLE / "10-radio-pellavia.html")


def test_a_reading_comes_back_equal(readings: tuple[Reading, ...]) -> None:
    for reading in readings:
        more = replace(
            reading,
            meanings=bytes(range(256)),
            quantities=(Quantity(Span(reading.report.id, 0, 3), 2500.0, float("inf"), "prisoner", exact=False),),
        )
        assert reading_of(told_by(more), more.report) == more


def test_a_reading_of_other_bytes_is_damage(readings: tuple[Reading, ...]) -> None:
    told = told_by(readings[0])
    for broken in (b"", told[:-10], b"\xc1" + told, told.replace(b"NNP", b"\xff\xff\xff")):
        with pytest.raises(ArchiveError, match="damaged"):
            reading_of(broken, readings[0].report)


@given(st.binary(max_size=300))
def test_bytes_come_back(content: bytes) -> None:
    assert unpack(pack(content), len(content)) == content


@pytest.mark.parametrize("size", [0, 5, 10**6 - 1, 10**6 + 1])
def test_a_value_of_another_size_is_refused_before_it_grows(size: int) -> None:
    with pytest.raises(ArchiveError, match="another length"):
        unpack(zlib.compress(bytes(10**6)), size)


def test_a_packed_value_that_ends_early_is_refused() -> None:
    with pytest.raises(ArchiveError, match="damaged"):
        unpack(zlib.compress(b"some words that are kept")[:-6], 24)


def test_the_digest_of_a_report_is_that_of_all_but_where_it_was_found() -> None:
    report = entry().report
    assert read_digest(replace(report, sightings=())) == read_digest(report)
    for change in (replace(report, outlet="Another"), replace(report, published=None), replace(report, blocks=())):
        assert read_digest(change) != read_digest(report)


def test_the_form_is_that_of_the_fields() -> None:
    assert form() == form()
    assert len(form()) == 16
