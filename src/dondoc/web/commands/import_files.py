"""`dondoc import FILE …`: files become drafts, here and now, without the queue."""

from __future__ import annotations

import argparse
from pathlib import Path

from dondoc.files import BadFile
from dondoc.files.errors import NotFound, NotReadable
from dondoc.web import clock
from dondoc.web.commands.words import write
from dondoc.web.intake.models import IntakeJob
from dondoc.web.intake.services import receive
from dondoc.web.intake.tasks import read_now
from dondoc.web.organisations.models import Membership

EXIT_BAD_INPUT = 2


def run(arguments: argparse.Namespace) -> int:
    """Import each file and say what came of it; the exit code is 2 if one could not be read."""
    office = _office_person(arguments.email)
    if office is None:
        write(arguments, "no-office-person")
        return EXIT_BAD_INPUT
    return max(_import(arguments, path, office) for path in arguments.files)


def _import(arguments: argparse.Namespace, path: Path, office: Membership) -> int:
    try:
        content = _content(path)
        job = receive(
            actor=office.user, office=office.agency, name=path.name, file=content, ocr=arguments.ocr, queue=False
        )
    except BadFile as error:
        sentence = error.sentence_en if arguments.console.language == "en" else error.sentence
        write(arguments, "imported", name=path.name, sentence=sentence)
        return error.exit_code
    read_now(job.pk)
    job.refresh_from_db()
    sentence = job.sentence_en if arguments.console.language == "en" else job.sentence_vi
    write(arguments, "imported", name=path.name, sentence=sentence)
    return 0 if job.state in {IntakeJob.State.DONE, IntakeJob.State.KNOWN} else EXIT_BAD_INPUT


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFound(name=path.name) from None
    except OSError:
        raise NotReadable(name=path.name) from None


def _office_person(email: str | None) -> Membership | None:
    """Give the office membership to import with: of the person named, or the only one there is."""
    held = (
        Membership.objects.valid_on(clock.real_today())
        .filter(role=Membership.Role.OFFICE)
        .select_related("user", "agency")
    )
    if email:
        return held.filter(user__email=email.lower()).first()
    return held.get() if held.count() == 1 else None
