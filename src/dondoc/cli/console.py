"""Where the command writes: results to stdout, everything about the work to stderr."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from dondoc.cli.errors import UserMistake
from dondoc.cli.words import say


@dataclass(frozen=True)
class Console:
    """The two streams and the language of one run of the command."""

    language: str

    def tell(self, key: str, **values: object) -> None:
        """Say a sentence about the work, on stderr."""
        print(say(key, self.language, **values), file=sys.stderr, flush=True)

    def write(self, payload: str | bytes, to: Path | None) -> None:
        """Write a result to a file, or to stdout; a line of text always ends with a newline there."""
        data = payload.encode("utf-8") if isinstance(payload, str) else payload
        if to is not None:
            write_whole(to, data)
            return
        if isinstance(payload, bytes) and sys.stdout.isatty():
            raise UserMistake("binary-to-terminal")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file all at once: whoever reads it sees the old one or the new one, never a half."""
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        raise UserMistake("cannot-write", path=path, reason=error.strerror or error) from error
