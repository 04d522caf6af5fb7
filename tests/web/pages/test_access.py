"""The table of who may open what, address by address and role by role."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web.pages.table import TABLE, Row
from tests.web.pages.world import ROLES, World

LET_IN = {"get": {200}, "post": {302, 422}}
# Pages of other packages, and the interface for programs, which has a table of its own.
OF_OTHERS = ("admin", "api:", "account", "socialaccount", "mfa", "allauth", "openid", "set_language", "jsi18n")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.name}{list(row.numbers)}")
def test_each_role_gets_what_the_table_says(row: Row, world: World) -> None:
    """Nobody unsigned gets in; everybody else by the table."""
    numbers = world.numbers()
    address = reverse(row.name, args=[*(numbers[name] for name in row.numbers), *row.words])
    found = {}
    for role in sorted(ROLES, key=row.let_in.__contains__):  # whoever changes something comes last
        found[role] = getattr(world.client(role), row.method)(address).status_code
    wrong = {role: status for role, status in found.items() if not _as_said(row, role, status)}
    assert not wrong, f"{address}: {wrong}"


def test_every_address_is_in_the_table() -> None:
    """A page that is not in the table is a page whose access nobody has thought about."""
    named = {row.name for row in TABLE}
    missing = sorted(name for name in _names(get_resolver()) if name not in named)
    assert not missing, f"add these to tests/web/pages/table.py: {missing}"


def _as_said(row: Row, role: str, status: int) -> bool:
    if role == "anonymous" and not row.open_to_all:
        return status == 302 if row.name != "dashboard:theme" else status in LET_IN["post"]
    return status in LET_IN[row.method] if role in row.let_in else status in {row.otherwise, 403}


def _names(resolver: URLResolver, space: str = "") -> list[str]:
    names = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name and not space.startswith(OF_OTHERS) and not pattern.name.startswith(OF_OTHERS):
                names.append(f"{space}{pattern.name}")
        else:
            names += _names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
    return names
