"""The commands of the pages: `serve`, `import`, `worker`, `migrate`, `create-user`, `api-key`, `backup`.

Only the options stand here, so that `dondoc --help` stays quick; what a command does is in its module, and Django
starts when one runs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dondoc.web.commands.words import say


def add_commands(subparsers: Any) -> None:
    """Add the commands to the command line; each gets `run`, which takes the arguments and gives an exit code."""
    language = getattr(subparsers._parser_class, "language", "vi")
    for name, add_options in OPTIONS.items():
        parser = subparsers.add_parser(
            name,
            help=say(f"{name}-help", language),
            description=say(f"{name}-help", language),
            epilog=say(f"{name}-epilogue", language),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        add_options(parser, language)
        parser.set_defaults(run=_runner(name), command=name)


def start_django() -> None:
    """Start Django with the settings of this installation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.web.settings")
    importlib.import_module("django").setup()


def _runner(name: str) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        start_django()
        module = importlib.import_module(f"dondoc.web.commands.{MODULES[name]}")
        return int(module.run(arguments))

    return run


def _serve(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("--demo", action="store_true", help=say("demo-option", language))
    parser.add_argument("--host", default="127.0.0.1", help=say("host-option", language))
    parser.add_argument("--port", type=int, default=8000, help=say("port-option", language))
    parser.add_argument("--workers", type=int, default=1, help=say("workers-option", language))
    parser.add_argument("--no-worker", action="store_true", help=say("no-worker-option", language))


def _import(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say("files-help", language))
    parser.add_argument("--as", dest="email", metavar="EMAIL", help=say("as-option", language))
    parser.add_argument("--ocr", choices=("auto", "always", "never"), default="auto", help=say("ocr-option", language))


def _worker(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("--once", action="store_true", help=say("once-option", language))


def _migrate(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("--agencies", type=Path, metavar="FILE", help=say("agencies-option", language))


def _create_user(parser: argparse.ArgumentParser, language: str) -> None:
    roles = ("office", "leader", "agency", "inspector")
    parser.add_argument("email", metavar="EMAIL", help=say("email-help", language))
    parser.add_argument("--name", required=True, help=say("name-option", language))
    parser.add_argument("--role", choices=roles, help=say("role-option", language))
    parser.add_argument("--agency", metavar="NAME", help=say("agency-option", language))
    parser.add_argument("--clearance", type=int, choices=range(5), default=1, help=say("clearance-option", language))
    parser.add_argument("--administrator", action="store_true", help=say("administrator-option", language))


def _backup(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=say("backup-file-help", language))


def _api_key(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("email", metavar="EMAIL", help=say("email-of-key-help", language))
    parser.add_argument("--name", required=True, help=say("key-name-option", language))
    parser.add_argument("--days", type=int, default=365, help=say("days-option", language))


def _remind(parser: argparse.ArgumentParser, language: str) -> None:
    day = dt.date.fromisoformat
    parser.add_argument("--on", type=day, metavar="DATE", help=say("on-option", language))
    parser.add_argument("--json", action="store_true", help=say("json-option", language))


def _demo(parser: argparse.ArgumentParser, language: str) -> None:
    day = dt.date.fromisoformat
    until = dt.date(2023, 6, 30)
    parser.add_argument("--until", type=day, metavar="DATE", default=until, help=say("until-option", language))


OPTIONS: dict[str, Callable[[argparse.ArgumentParser, str], None]] = {
    "serve": _serve,
    "import": _import,
    "worker": _worker,
    "migrate": _migrate,
    "create-user": _create_user,
    "api-key": _api_key,
    "backup": _backup,
    "remind": _remind,
    "demo": _demo,
}
MODULES = {
    "serve": "serve",
    "import": "import_files",
    "worker": "worker",
    "migrate": "migrate",
    "create-user": "create_user",
    "api-key": "api_key",
    "backup": "backup",
    "remind": "remind",
    "demo": "demo",
}
