"""`dondoc serve`: everything made ready, then the pages."""

from __future__ import annotations

import argparse
import os
import socket
from contextlib import nullcontext
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from dondoc.web.commands.beside import running_beside
from dondoc.web.commands.demo import DEMO_DAY, play, sample
from dondoc.web.commands.words import write
from dondoc.web.intake import demonstration
from dondoc.web.organisations.reference import load_reference

EXIT_BAD_INPUT = 2


def run(arguments: argparse.Namespace) -> int:
    """Bring the database and the static files up to date, load the demonstration if asked, and serve until stopped."""
    if _taken(arguments.host, arguments.port):
        write(arguments, "port-taken", port=arguments.port)
        return EXIT_BAD_INPUT
    call_command("migrate", verbosity=0)
    load_reference()
    collect_static()
    if arguments.demo:
        _demonstrate(arguments)
    write(arguments, "serving", url=f"http://{arguments.host}:{arguments.port}")
    wanted = not arguments.no_worker and settings.TASKS_MODE == "database"
    with running_beside() if wanted else nullcontext():
        _serve(arguments)
    return 0


def collect_static() -> None:
    """Copy the static files to where they are served from, if any is newer than the last copy."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    made = manifest.stat().st_mtime if manifest.exists() else 0.0
    source = Path(settings.PACKAGE) / "static"
    if any(path.stat().st_mtime > made for path in source.rglob("*")) or not made:
        call_command("collectstatic", verbosity=0, interactive=False)


def _demonstrate(arguments: argparse.Namespace) -> None:
    """Load the sample with its simulated history, and take the last day of the history for today."""
    people = demonstration.set_up()
    programme = sample()
    if programme is None:
        write(arguments, "no-sample")
    else:
        play(programme, DEMO_DAY)
        settings.DEMO_DAY = settings.DEMO_DAY or DEMO_DAY  # for the serving processes, which are forked from this one
        os.environ["DONDOC_DEMO_DAY"] = settings.DEMO_DAY.isoformat()  # for the worker, which is started anew
        write(arguments, "demo-day", day=os.environ["DONDOC_DEMO_DAY"])
    write(arguments, "demo-people", path=settings.VAR / "demo-passwords.json")
    for person, password in people:
        write(arguments, "demo-person", role=person.role, email=person.email, password=password)


def _taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _serve(arguments: argparse.Namespace) -> None:
    Granian(
        "dondoc.web.wsgi:application",
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        blocking_threads=2,
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
    ).serve()
