"""The office that takes files in, its browser, and a draft."""

from __future__ import annotations

import pytest
from django.test import Client

from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.reference import load_reference
from dondoc.web.register.models import Document
from tests.web.builders import make_office
from tests.web.intake.making import draft_in


@pytest.fixture
def office(db: None) -> User:
    """Give an official of the provincial office, with the list of agencies loaded."""
    load_reference()
    return make_office(Agency.objects.get(name="Văn phòng Tỉnh ủy"))


@pytest.fixture
def client(office: User) -> Client:
    """Give the browser of the official."""
    client = Client()
    client.force_login(office)
    return client


@pytest.fixture
def draft(office: User) -> Document:
    """Give the draft of the small directive."""
    return draft_in(office)
