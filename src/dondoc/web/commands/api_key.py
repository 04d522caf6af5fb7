"""`dondoc api-key`: a key for a program that reads."""

from __future__ import annotations

import argparse

from dondoc.web.api.services import issue_token
from dondoc.web.commands.words import write
from dondoc.web.organisations.models import User

EXIT_BAD_INPUT = 2


def run(arguments: argparse.Namespace) -> int:
    """Issue a key in a person's name and print it, this once."""
    user = User.objects.filter(email=arguments.email.lower()).first()
    if user is None:
        write(arguments, "no-person", email=arguments.email)
        return EXIT_BAD_INPUT
    _, key = issue_token(actor=None, user=user, name=arguments.name, days=arguments.days)
    write(arguments, "issued-key", token=key)
    return 0
