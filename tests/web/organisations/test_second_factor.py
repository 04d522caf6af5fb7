"""A second factor as a duty: who must have one, and what stays open to set it up."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from dondoc.web.organisations.models import User
from tests.web.builders import make_user

pytestmark = pytest.mark.django_db
SET_UP = "/accounts/2fa/totp/activate/"
PEOPLE = {
    "office": (True, {"role": "office"}),
    "leader": (True, {"role": "leader"}),
    "administrator": (True, {"is_superuser": True}),
    "agency": (False, {"role": "agency"}),
    "inspector": (False, {"role": "inspector"}),
}


@pytest.fixture(autouse=True)
def _required(settings: Any) -> None:
    settings.REQUIRE_MFA = True


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", PEOPLE)
def test_who_must_set_up_a_second_factor_gets_nowhere_before(role: str) -> None:
    """Offices, leaders and administrators are sent to set it up; the others work on."""
    must, fields = PEOPLE[role]
    client = browser_of(make_user(**fields))
    page, api = client.get("/"), client.get("/api/v1/programmes")
    assert (page.headers.get("Location", ""), api.status_code) == ((SET_UP, 403) if must else ("", 200))
    assert client.post("/follow-up/deputy/").headers.get("Location") == SET_UP if must else page.status_code == 200


def test_the_pages_that_set_it_up_stay_open() -> None:
    """Setting up, signing out and the choice of language are reachable without it."""
    client = browser_of(make_user(role="office"))
    assert client.get("/").status_code == 302
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/accounts/logout/").status_code == 200
    assert client.post("/i18n/setlang/", {"language": "en"}).headers["Location"] == "/"


def test_with_a_second_factor_the_pages_open() -> None:
    """Whoever has one works on; who takes it away is sent to set it up again."""
    user = make_user(role="office")
    factor = Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client = browser_of(user)
    assert client.get("/").status_code == 200
    factor.delete()
    assert client.get("/").headers["Location"] == SET_UP


def test_it_is_no_duty_where_the_setting_is_off(settings: Any) -> None:
    settings.REQUIRE_MFA = False
    assert browser_of(make_user(role="office")).get("/").status_code == 200
