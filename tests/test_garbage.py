"""The collector comes back as it was, whatever happened meanwhile."""

import gc

import pytest

from parley.garbage import uncollected


def test_the_collector_rests_and_comes_back_even_after_a_failure() -> None:
    def failing() -> None:
        with uncollected():
            assert not gc.isenabled()
            raise ValueError("no")

    assert gc.isenabled()
    with pytest.raises(ValueError, match="no"):
        failing()
    assert gc.isenabled()


def test_who_works_without_a_collector_is_given_none() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
