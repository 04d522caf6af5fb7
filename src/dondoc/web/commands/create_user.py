"""`dondoc create-user`: the first people of an installation."""

from __future__ import annotations

import argparse
import secrets

from django.db import transaction

from dondoc.web.commands.words import write
from dondoc.web.organisations import services
from dondoc.web.organisations.models import Agency, User

EXIT_BAD_INPUT = 2


def run(arguments: argparse.Namespace) -> int:
    """Add a person, with a role if one is given, and print a password to be changed."""
    agency = Agency.objects.filter(name=arguments.agency).first() if arguments.agency else None
    if arguments.role and agency is None:
        write(arguments, "no-agency", name=arguments.agency or "")
        return EXIT_BAD_INPUT
    if User.objects.filter(email=arguments.email.lower()).exists():
        write(arguments, "known-person", email=arguments.email)
        return EXIT_BAD_INPUT
    password = secrets.token_urlsafe(12)
    _add(arguments, password, agency)
    write(arguments, "created-person", name=arguments.name, email=arguments.email, password=password)
    return 0


@transaction.atomic
def _add(arguments: argparse.Namespace, password: str, agency: Agency | None) -> None:
    user = services.create_person(
        actor=None,
        email=arguments.email,
        name=arguments.name,
        password=password,
        is_superuser=arguments.administrator,
    )
    if arguments.role and agency:
        services.grant(actor=None, user=user, agency=agency, role=arguments.role, clearance=arguments.clearance)
