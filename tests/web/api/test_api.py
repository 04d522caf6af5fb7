"""The API: what it answers, to whom, and that its schema is the one in the repository."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dondoc.reading.register_json import register_from_json
from dondoc.web import clock
from dondoc.web.api.api import api
from dondoc.web.api.services import issue_token, revoke_token
from dondoc.web.intake.demonstration import load_sample, read_sample
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.reference import load_reference
from dondoc.web.register.models import Document, Programme
from tests.web.builders import (
    agency_of,
    make_document,
    make_draft_item,
    make_office,
    make_programme,
    make_user,
    make_work_item,
)

SNAPSHOT = Path(__file__).parents[3] / "docs" / "openapi.json"
DOCS = Path(__file__).parents[3] / "docs" / "api.md"
pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return make_user(role="agency")


@pytest.fixture
def signed_in(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def test_the_schema_is_the_one_in_the_repository() -> None:
    """A change of the API shows in review: refresh with REFRESH=1 and read the difference."""
    text = json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), ensure_ascii=False, indent=1, default=str) + "\n"
    if os.environ.get("REFRESH"):
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert SNAPSHOT.read_text(encoding="utf-8") == text


def test_every_path_is_documented() -> None:
    words = DOCS.read_text(encoding="utf-8")
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    assert [path for path in paths if f"`{path}`" not in words] == []


def test_nothing_is_answered_to_nobody(client: Client) -> None:
    """Every path wants a person: without one, 401 for all of them."""
    for path in api.get_openapi_schema(path_prefix="/api/v1/")["paths"]:
        address = path.replace("{programme_id}", "1").replace("{item_id}", "1").replace("{document_id}", "1")
        assert client.get(address).status_code == 401, address


def test_nothing_can_be_written(signed_in: Client) -> None:
    operations = {method for path in api.get_openapi_schema()["paths"].values() for method in path}
    assert operations == {"get"}
    assert signed_in.post("/api/v1/programmes", {}).status_code == 405


def test_a_key_reads_what_its_person_may_see(client: Client, reader: User) -> None:
    """Until it is taken back, expires, or its person is closed out."""
    make_work_item(lead=agency_of(reader))
    token, key = issue_token(actor=reader, user=reader, name="báo cáo")
    header = {"HTTP_AUTHORIZATION": f"Bearer {key}"}
    assert len(client.get("/api/v1/programmes", **header).json()) == 1
    assert client.get("/api/v1/programmes", HTTP_AUTHORIZATION=f"Bearer {key}x").status_code == 401
    with clock.frozen(clock.real_today() + dt.timedelta(days=366)):
        assert client.get("/api/v1/programmes", **header).status_code == 401
    revoke_token(actor=reader, token=token)
    assert client.get("/api/v1/programmes", **header).status_code == 401


def test_what_may_not_be_seen_is_not_there(signed_in: Client) -> None:
    """A draft and a secret item answer like what does not exist; a foreign person cannot tell the difference."""
    draft = make_draft_item(document=make_document(status="draft"))
    secret = make_work_item(secrecy=3)
    for item in (draft.pk, secret.pk, 10**9):
        answer = signed_in.get(f"/api/v1/items/{item}")
        assert (answer.status_code, answer.json()) == (404, {"detail": "not found"})
    assert signed_in.get(f"/api/v1/documents/{draft.document_id}/register").status_code == 404


def test_items_are_filtered_and_counted_as_of_a_day(signed_in: Client) -> None:
    programme = make_programme()
    late = make_work_item(programme=programme, due_on=dt.date(2021, 12, 31), title="Xây dựng Đề án số hóa")
    make_work_item(programme=programme, due_on=dt.date(2099, 12, 31))
    address = f"/api/v1/programmes/{programme.pk}/items"
    found = signed_in.get(address, {"on": "2022-03-01", "cell": "open_overdue", "q": "de an"}).json()
    assert (found["on"], found["count"]) == ("2022-03-01", 1)
    assert [item["id"] for item in found["items"]] == [late.pk]
    assert signed_in.get(address, {"on": "2021-12-01", "cell": "open_overdue"}).json()["count"] == 0
    figures = signed_in.get(f"/api/v1/programmes/{programme.pk}/figures", {"on": "2022-03-01"}).json()
    assert figures["total"] == figures["open_overdue"] + figures["open_in_time"] == 2
    assert figures["on_time_rate"] == {"numerator": 0, "denominator": 0, "left_out": 0, "percent": None}


def test_a_page_of_items_has_a_limit(signed_in: Client) -> None:
    programme = make_programme()
    assert signed_in.get(f"/api/v1/programmes/{programme.pk}/items", {"limit": 501}).status_code == 422


def test_lists_keep_the_budget_of_queries(
    signed_in: Client, query_budget: Callable[[], AbstractContextManager[Any]]
) -> None:
    programme = make_programme()
    for _ in range(20):
        make_work_item(programme=programme)
    with query_budget():
        assert signed_in.get(f"/api/v1/programmes/{programme.pk}/items").json()["count"] == 20


def test_the_register_of_the_sample_comes_back_as_it_went_in(client: Client) -> None:
    """Stored, published and given out again, the reviewed register is the same, and a valid one."""
    load_reference()
    office = make_office(Agency.objects.get(name="Văn phòng Tỉnh ủy"))
    client.force_login(office)
    programme = load_sample(office)
    read = read_sample()
    if programme is None or read is None:
        pytest.skip("the sample is not here")
    given = register_from_json(client.get(f"/api/v1/documents/{programme.document_id}/register").json())
    assert given.directive.reference == read.register.directive.reference
    assert given.provisions == read.register.provisions
    assert given.coverage == read.register.coverage
    assert given.laws == read.register.laws != ()
    assert {one.reference for one in given.citations} == {one.reference for one in read.register.citations}
    stored = {(item.path, item.title, item.measures, item.source) for item in given.items}
    assert stored <= {(item.path, item.title, item.measures, item.source) for item in read.register.items}
    assert len(given.items) == Programme.objects.get().items.count()
    said = {(one.status, one.by) for item in given.items for one in item.reviews}
    assert said == {("confirmed", "Văn phòng Tỉnh ủy")}, "each field says which institution stands for it"
    assert {one.field for one in given.directive.reviews} >= {"reference", "issued_on", "signatory"}
    assert Document.objects.filter(reference="07-CTr/TU").exists()
