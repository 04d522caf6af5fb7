"""The rest of who may do what: an agency at the door of what another leads, and the interface for programs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.web.builders import make_user
from tests.web.pages.table import TABLE, Row
from tests.web.pages.world import ROLES, World

# Let in because the thing is theirs, not because everybody may look.
BY_PART = [row for row in TABLE if "agency" in row.let_in and "inspector" not in row.let_in]
# Let in as an agency at all, to record a plan or a session of its own, or to report: here there is nothing of its own.
OF_ANY_AGENCY = {"cascade:record": 200, "dissemination:plan": 200, "follow_up:nothing_new": 422}

EVERYBODY = frozenset(ROLES) - {"anonymous"}
CLEARED = EVERYBODY - {"administrator"}  # who looks after the installation is in no agency and sees no programme
# Name, the number in the address, and who gets an answer; everybody else gets 404, whoever is not signed in 401.
API: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("api:agencies", "", EVERYBODY),
    ("api:programmes", "", EVERYBODY),
    ("api:programme", "programme", CLEARED),
    ("api:figures", "programme", CLEARED),
    ("api:items", "programme", CLEARED),
    ("api:item", "item", CLEARED),
    ("api:item", "draft_item", frozenset({"office"})),
    ("api:indicators", "programme", CLEARED),
    ("api:documents", "", EVERYBODY),
    ("api:document", "document", CLEARED),
    ("api:document", "draft", frozenset({"office"})),
    ("api:register", "draft", frozenset({"office"})),
)
DESCRIPTIONS = {"api:openapi-json": 200, "api:api-root": 404}


@pytest.mark.parametrize("row", BY_PART, ids=lambda row: row.name)
def test_what_another_agency_leads_is_closed(row: Row, world: World) -> None:
    """An agency without a part in the item gets what every stranger gets."""
    numbers = world.numbers()
    address = reverse(row.name, args=[*(numbers[name] for name in row.numbers), *row.words])
    foreign = Client()
    foreign.force_login(make_user("Đỗ Văn Ngoài", role="agency"))
    status = getattr(foreign, row.method)(address).status_code
    expected = {OF_ANY_AGENCY[row.name]} if row.name in OF_ANY_AGENCY else {row.otherwise, 403}
    assert status in expected, f"{address}: {status}"


@pytest.mark.parametrize(("name", "number", "answered"), API, ids=lambda value: value if isinstance(value, str) else "")
def test_programs_get_what_their_person_may_see(
    name: str, number: str, answered: frozenset[str], world: World, query_budget: Any
) -> None:
    """The API by role, and within the budget of queries."""
    address = reverse(name, args=[world.numbers()[number]] if number else [])
    found = {}
    for role in ROLES:
        client = world.client(role)
        with query_budget():
            found[role] = client.get(address).status_code
    expected = {role: 401 if role == "anonymous" else 200 if role in answered else 404 for role in ROLES}
    assert found == expected


@pytest.mark.parametrize(("name", "status"), DESCRIPTIONS.items())
def test_the_description_of_the_api_is_open(name: str, status: int, client: Client, db: None) -> None:
    """The description holds no data; there is no page at the root."""
    assert client.get(reverse(name)).status_code == status


def test_every_path_of_the_api_is_in_the_table() -> None:
    """A path whose access nobody has thought about fails here."""
    (space,) = (one for one in get_resolver().url_patterns if getattr(one, "namespace", None) == "api")
    names = {f"api:{one.name}" for one in space.url_patterns if isinstance(one, URLPattern)}
    assert names == {name for name, _, _ in API} | set(DESCRIPTIONS)
