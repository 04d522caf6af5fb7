"""The commands and options of `dondoc`, with help that teaches by example."""

from __future__ import annotations

import argparse
import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from dondoc import __version__
from dondoc.cli import check, read, repair
from dondoc.cli.errors import EXIT_BAD_INPUT
from dondoc.cli.words import LANGUAGES, say
from dondoc.output import FORMATS

FAIL_ON = ("error", "warning", "note", "never")


_COMPLAINTS = (
    (re.compile(r"the following arguments are required: (?P<what>.+)"), "usage-required"),
    (
        re.compile(r"argument (?P<what>[^:]+): invalid choice: (?P<value>.*) \(choose from (?P<choices>.+)\)"),
        "usage-choice",
    ),
    (re.compile(r"argument (?P<what>[^:]+): expected .*argument.*"), "usage-value"),
    (re.compile(r"argument (?P<what>[^:]+): invalid \w+ value: (?P<value>.*)"), "usage-kind"),
    (re.compile(r"unrecognized arguments: (?P<what>.+)"), "usage-unknown"),
)


def complaint(message: str, language: str) -> str:
    """Give what argparse complains of in a language; its own words where it says something new."""
    for pattern, key in _COMPLAINTS:
        found = pattern.fullmatch(message)
        if found:
            return say(key, language, **{name: value.replace("'", "") for name, value in found.groupdict().items()})
    return message


def _help(language: str) -> type[argparse.HelpFormatter]:
    """Give the form of help whose first word is in a language too."""

    class Help(argparse.RawDescriptionHelpFormatter):
        def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
            opening = say("usage-title", language)
            super().add_usage(usage, actions, groups, f"{opening}: " if prefix is None else prefix)

    return Help


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks our languages; its complaint is one sentence and the way to the help."""

    language = "vi"

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, **options)
        self.formatter_class = _help(self.language)
        self._optionals.title = say("options-title", self.language)
        self._positionals.title = say("arguments-title", self.language)
        self.add_argument("-h", "--help", action="help", help=say("help-help", self.language))

    def error(self, message: str) -> NoReturn:
        """End the command with exit code 2 and one sentence."""
        reason = complaint(message, self.language)
        self.exit(EXIT_BAD_INPUT, say("wrong-usage", self.language, reason=reason, program=self.prog) + "\n")


class _Builder:
    """Adds commands in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)

    def parser_class(self) -> type[Parser]:
        return type("LocalParser", (Parser,), {"language": self.language})

    def command(self, commands: Any, name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = commands.add_parser(
            name,
            help=self.say(f"{name}-help"),
            description=self.say(f"{name}-help"),
            epilog=self.say(f"{name}-epilogue"),
            allow_abbrev=False,
        )
        parser.set_defaults(run=run, command=name)
        return parser

    def reading_options(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("-o", "--output", type=Path, metavar="OUT", help=self.say("output-help"))
        parser.add_argument("--ocr", choices=("auto", "always", "never"), default="auto", help=self.say("ocr-help"))
        parser.add_argument("--max-mb", type=float, metavar="N", help=self.say("max-mb-help"))
        parser.add_argument("--names", type=Path, metavar="FILE", help=self.say("names-help"))
        parser.add_argument("--progress", action="store_true", help=self.say("progress-help"))

    def format_option(self, parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
        words = self.say("format-help", default=formats[0])
        parser.add_argument("--format", choices=formats, default=formats[0], help=words)


def build_parser(language: str) -> argparse.ArgumentParser:
    """Give the parser of the whole command; the web commands are there where Django is installed."""
    build = _Builder(language)
    parser = build.parser_class()(
        prog="dondoc",
        description=build.say("description"),
        epilog=build.say("epilogue"),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"dondoc {__version__}", help=build.say("version-help"))
    parser.add_argument("--lang", choices=LANGUAGES, help=build.say("lang-help"))
    commands = parser.add_subparsers(
        title=build.say("commands-title"), metavar=build.say("commands-metavar"), required=True, dest="command"
    )
    _add_read(build, commands)
    _add_repair(build, commands)
    _add_check(build, commands)
    _add_web(commands, parser)
    return parser


def _add_read(build: _Builder, commands: Any) -> None:
    parser = build.command(commands, "read", read.run)
    parser.add_argument("file", metavar="FILE", help=build.say("file-or-folder-help"))
    build.format_option(parser, ("text", *sorted(set(FORMATS) - {"text"}), "source"))
    build.reading_options(parser)
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help=build.say("jobs-help"))
    parser.add_argument("--fresh", action="store_true", help=build.say("fresh-help"))


def _add_repair(build: _Builder, commands: Any) -> None:
    parser = build.command(commands, "repair", repair.run)
    parser.add_argument("file", metavar="FILE", help=build.say("file-help"))
    build.format_option(parser, ("text", "docx", "json", "pdf"))
    build.reading_options(parser)


def _add_check(build: _Builder, commands: Any) -> None:
    parser = build.command(commands, "check", check.run)
    parser.add_argument("file", metavar="FILE", nargs="?", help=build.say("file-help"))
    build.format_option(parser, ("text", "json", "sarif"))
    build.reading_options(parser)
    parser.add_argument("--ignore", action="append", default=[], metavar="CODES", help=build.say("ignore-help"))
    parser.add_argument("--ignore-file", type=Path, metavar="FILE", help=build.say("ignore-file-help"))
    parser.add_argument("--fail-on", choices=FAIL_ON, default="warning", help=build.say("fail-on-help"))
    parser.add_argument("--explain", metavar="CODE", help=build.say("explain-help"))
    parser.add_argument("--list", action="store_true", help=build.say("list-help"))


def _add_web(commands: Any, parser: argparse.ArgumentParser) -> None:
    if importlib.util.find_spec("django") is None or importlib.util.find_spec("dondoc.web.commands") is None:
        hint = say("web-hint", getattr(parser, "language", "vi"))
        parser.epilog = f"{parser.epilog}\n{hint}"
        return
    from dondoc.web.commands import add_commands  # noqa: PLC0415  Django is an extra

    add_commands(commands)
