"""The analyst's what-if: its file, what is wrong with one, and the outcome space where NegMAS is installed."""

from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from parley.compose.whatif import MOST_OUTCOMES, load_table, outcomes, start
from parley.deliver import packages
from parley.errors import UsageError
from tests.deliver.story import strait

HAS_NEGMAS = find_spec("negmas") is not None
NEEDS_NEGMAS = pytest.mark.skipif(not HAS_NEGMAS, reason="the extra parley[negmas] is not installed")

WEIGHTS = """
issues:
  Truce: [ten days, thirty days]
  Toll: [none, half, full]
parties:
  Ostmark:
    without_agreement: 0.4
    weights: {Truce: 0.5, Toll: 0.5}
    values: {Truce: {ten days: 1, thirty days: 0}, Toll: {none: 0, half: 0.6, full: 1}}
  Varnia:
    without_agreement: 0.2
    weights: {Truce: 0.8, Toll: 0.2}
    values: {Truce: {ten days: 0, thirty days: 1}, Toll: {none: 1, half: 0.5, full: 0}}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "weights.yaml"
    path.write_text(text)
    return path


@NEEDS_NEGMAS
@pytest.mark.filterwarnings("ignore")
def test_the_nash_point_is_agreeable_and_on_the_front(tmp_path: Path) -> None:
    found = outcomes(load_table(written(tmp_path, WEIGHTS)))
    assert found.possible == 6
    assert found.nash is not None
    assert found.nash in found.frontier
    assert dict(found.nash.options) == {"Truce": "thirty days", "Toll": "full"}
    told = "\n".join(packages.told(found))
    assert told.startswith("A what-if by the weights of the file alone: no report says any of this.")
    assert "Ostmark 0.50, Varnia 0.80" in told


@NEEDS_NEGMAS
@pytest.mark.filterwarnings("ignore")
def test_where_no_package_suits_all_there_is_no_nash_point(tmp_path: Path) -> None:
    stubborn = WEIGHTS.replace("without_agreement: 0.4", "without_agreement: 0.99")
    found = outcomes(load_table(written(tmp_path, stubborn)))
    assert (found.nash, found.agreeable) == (None, 0)
    assert "No package suits all parties" in "\n".join(packages.told(found))


@pytest.mark.skipif(HAS_NEGMAS, reason="the extra parley[negmas] is installed")
def test_without_the_extra_the_error_says_how_to_install_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"pip install 'parley\[negmas\]'"):
        outcomes(load_table(written(tmp_path, WEIGHTS)))


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("weights: {Truce: 0.8, Toll: 0.2}", "weights: {Truce: 0.8}", "Varnia needs a weight for every issue"),
        ("weights: {Truce: 0.8, Toll: 0.2}", "weights: {Truce: 0, Toll: 0}", "not only zeros"),
        ("full: 0}", "twice: 0}", "Varnia needs a value for every option of “Toll”"),
        ("full: 0}", "full: 3}", "less than or equal to 1"),
        ("without_agreement: 0.4", "reserve: 0.4", "Extra inputs are not permitted"),
        ("[ten days, thirty days]", "[ten days, thirty days, ten days]", "has an option twice"),
        ("issues:", "issues: [", "cannot be read"),
    ],
)
def test_a_fault_in_the_file_is_named_with_a_remedy(tmp_path: Path, wrong: str, right: str, told: str) -> None:
    with pytest.raises(UsageError, match="parley whatif --start") as caught:
        load_table(written(tmp_path, WEIGHTS.replace(wrong, right)))
    assert told in str(caught.value)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_table(tmp_path / "none.yaml")


def test_too_many_packages_are_refused(tmp_path: Path) -> None:
    options = [f"o{n}" for n in range(150)]
    values = dict.fromkeys(options, 0.5)
    stake = {"weights": {"a": 1, "b": 1}, "values": {"a": values, "b": values}}
    table = {"issues": {"a": options, "b": options}, "parties": {"Ostmark": stake, "Varnia": stake}}
    with pytest.raises(UsageError, match=f"more than {MOST_OUTCOMES}"):
        outcomes(load_table(written(tmp_path, yaml.safe_dump(table))))


def test_a_dossier_gives_a_file_to_fill_in() -> None:
    made = yaml.safe_load(start(strait()))
    assert set(made) == {"issues", "parties"}
    for stake in made["parties"].values():
        assert set(stake["weights"]) == set(made["issues"])
        assert all(value is None for values in stake["values"].values() for value in values.values())
