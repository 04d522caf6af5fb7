"""The person behind a request."""

from __future__ import annotations

from django.http import HttpRequest

from dondoc.web.organisations.models import User


def person(request: HttpRequest) -> User:
    """Give the person who is signed in; for views that nobody else reaches."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("the view must be for people who are signed in")
    return user
