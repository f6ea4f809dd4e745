"""Pages by which an analyst's questions are answered: who met whom, and whether quoted words differ."""

import re

from starlette.testclient import TestClient

from tests.serve.opened import Opened


def test_meetings_stand_apart_with_the_people_who_met(strait: TestClient, opened: Opened) -> None:
    dossier = opened.gathered.dossier()
    met = [each for each in dossier.events if each.type == "CONSULT"]
    page = strait.get("/timeline?kind=meeting").text
    rows = re.findall(r'<tr id="on-([\w-]+)"', page)
    assert sorted(rows) == sorted(each.id for each in met)
    assert 0 < len(met) < len(dossier.events)
    people = {each.id: each.name for each in dossier.entities if each.kind == "person"}
    named = {each.entity for event in met for each in event.participants if each.entity in people}
    assert named
    for name in named:
        assert f'<a href="/people/{name}"><bdi>{people[name]}</bdi></a>' in page


def test_statements_that_are_quoted_otherwise_lead_to_the_conflict(strait: TestClient, opened: Opened) -> None:
    dossier = opened.gathered.dossier()
    conflicts = {each.id for each in dossier.discrepancies if each.kind == "quotation"}
    assert conflicts
    page = strait.get("/quotations?kind=altered").text
    linked = set(re.findall(r'<a href="/conflicts/([\w-]+)">quoted otherwise elsewhere</a>', page))
    assert linked == conflicts
