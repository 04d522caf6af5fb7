"""`dondoc read FILE`: a document, or a folder of them, becomes registers."""

from __future__ import annotations

import argparse
from pathlib import Path

from dondoc.cli.errors import EXIT_GOOD, UserMistake
from dondoc.cli.folder import read_folder
from dondoc.cli.opening import open_named
from dondoc.cli.progress import progress_for
from dondoc.cli.reading import how_to_open, names_of, read_named
from dondoc.output import MissingLibrary, render


def run(arguments: argparse.Namespace) -> int:
    """Read what the arguments name and write it in the form they ask for."""
    if arguments.file != "-" and Path(arguments.file).is_dir():
        return read_folder(arguments)
    arguments.console.write(_result(arguments), arguments.output)
    return EXIT_GOOD


def _result(arguments: argparse.Namespace) -> str | bytes:
    how = how_to_open(arguments)
    progress = progress_for(arguments.console.language, asked=arguments.progress)
    if arguments.format == "source":
        document = open_named(arguments.file, how, progress)
        progress.done()
        return document.source.text
    read = read_named(arguments.file, how, names_of(arguments.names), progress)
    try:
        return render(read, arguments.format, language=arguments.console.language)
    except MissingLibrary as missing:
        raise UserMistake("missing-extra", module=missing.module, extra=missing.extra) from missing
