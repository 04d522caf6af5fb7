"""`dondoc migrate`: the database as this version wants it."""

from __future__ import annotations

import argparse

from django.core.management import call_command

from dondoc.web.commands.words import write
from dondoc.web.organisations.reference import HAU_GIANG, load_reference


def run(arguments: argparse.Namespace) -> int:
    """Create or upgrade the tables and load the agencies."""
    call_command("migrate", verbosity=0)
    count = load_reference(arguments.agencies or HAU_GIANG)
    write(arguments, "migrated", count=count)
    return 0
