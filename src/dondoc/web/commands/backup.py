"""`dondoc backup FILE`: the database, the files and the offices' own templates, consistent, in one archive."""

from __future__ import annotations

import argparse
import sqlite3
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection

from dondoc.web.commands.words import write
from dondoc.web.official.render import own_folder


def run(arguments: argparse.Namespace) -> int:
    """Write the archive; it appears under its name only when it is whole."""
    target: Path = arguments.file
    partial = target.with_name(f".{target.name}.part")
    with tempfile.TemporaryDirectory(prefix="dondoc-") as folder, tarfile.open(partial, "w:gz") as archive:
        if connection.vendor == "sqlite":
            archive.add(_snapshot(Path(folder)), arcname="dondoc.sqlite3")
        else:
            write(arguments, "backup-postgresql")
        if settings.MEDIA_ROOT.is_dir():
            archive.add(settings.MEDIA_ROOT, arcname="media")
        if own_folder().is_dir():
            archive.add(own_folder(), arcname=own_folder().name)
    partial.replace(target)
    write(arguments, "backed-up", path=target, size=round(target.stat().st_size / 1024 / 1024, 1))
    return 0


def _snapshot(folder: Path) -> Path:
    """Give a consistent copy of the database, made while others write."""
    path = folder / "dondoc.sqlite3"
    with connection.cursor() as cursor:
        copy = sqlite3.connect(path)
        cursor.connection.backup(copy)
        copy.close()
    return path
