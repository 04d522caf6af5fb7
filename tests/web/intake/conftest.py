"""The office that takes files in."""

from __future__ import annotations

import pytest

from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.reference import load_reference
from tests.web.builders import make_office


@pytest.fixture
def office(db: None) -> User:
    """Give an official of the provincial office, with the list of agencies loaded."""
    load_reference()
    return make_office(Agency.objects.get(name="Văn phòng Tỉnh ủy"))
