"""What changed since a day, by the reports that came after it."""

import pytest
from starlette.testclient import TestClient


def test_a_day_is_chosen_and_what_came_after_it_is_told(strait: TestClient) -> None:
    start = strait.get("/changes").text
    assert '<option value="2031-03-04">4 March 2031 (1 report since)</option>' in start
    page = strait.get("/changes?since=2031-03-04").text
    assert "What changed since 4 March 2031" in page
    news = page.partition('<section class="news"')[2]
    assert "Sarn Wire" in news
    assert 'href="/reports/r-' in news


@pytest.mark.parametrize("day", ["tomorrow", "1999-01-01", "2041-01-01", "2031-03-05"])
def test_a_day_that_parts_nothing_names_a_remedy(strait: TestClient, day: str) -> None:
    answer = strait.get("/changes", params={"since": day})
    assert answer.status_code == 404
    assert "Choose" in answer.text
