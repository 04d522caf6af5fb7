"""From the command line to an exit code: 0 good, 1 findings, 2 bad input, 3 a fault of ours, 130 interrupted."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence

from dondoc.cli.console import Console
from dondoc.cli.errors import EXIT_BUG, EXIT_GOOD, EXIT_INTERRUPTED, UserMistake
from dondoc.cli.language import choose_language
from dondoc.cli.opening import bad_file_sentence
from dondoc.cli.parser import build_parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    language, arguments = choose_language(sys.argv[1:] if argv is None else argv, os.environ)
    console = Console(language)
    logging.getLogger("dondoc").addHandler(logging.NullHandler())  # a person gets sentences; a server sets its own
    parsed = build_parser(language).parse_args(arguments)
    parsed.console = console
    try:
        return int(parsed.run(parsed) or EXIT_GOOD)
    except UserMistake as mistake:
        print(mistake.sentence_in(language), file=sys.stderr)
        return mistake.exit_code
    except KeyboardInterrupt:
        console.tell("interrupted")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return _close_stdout()
    except Exception as error:  # noqa: BLE001  the outermost frame: a person gets a sentence, the details go to a file
        return _report(error, parsed, console)


def _report(error: Exception, parsed: argparse.Namespace, console: Console) -> int:
    known = bad_file_sentence(error, console.language)
    if known is not None:
        sentence, exit_code = known
        print(sentence, file=sys.stderr)
        return exit_code
    with tempfile.NamedTemporaryFile("w", prefix="dondoc-", suffix=".log", delete=False, encoding="utf-8") as log:
        log.write(f"command: {getattr(parsed, 'command', '')}\n")
        traceback.print_exception(error, file=log)
    console.tell("bug", log=log.name)
    return EXIT_BUG


def _close_stdout() -> int:
    """Let the reader of a pipe go away without a complaint, also not at the interpreter's own last flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXIT_GOOD
