"""Which findings a person has chosen to leave out: `--ignore` and the list `.dondoc-ignore` beside the document."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from dondoc.cli.errors import UserMistake
from dondoc.reading.checks import FAMILIES, all_checks, in_family
from dondoc.reading.register import CheckFinding

IGNORE_FILE = ".dondoc-ignore"


@dataclass(frozen=True, slots=True)
class Ignore:
    """Leave out a code or a family ("D"); only under `path` and only for files like `file`, where these are given."""

    code: str
    reason: str
    path: str | None = None
    file: str = "*"

    def matches(self, found: CheckFinding, file_name: str) -> bool:
        """Tell whether a finding is left out."""
        inside = self.path is None or found.path == self.path or found.path.startswith(f"{self.path}/")
        return in_family(found.code, self.code) and inside and fnmatch(file_name, self.file)


def ignores_for(name: str, codes: Sequence[str], listed: Path | None) -> tuple[Ignore, ...]:
    """Give what is left out of one document: the codes of the command line and the entries of its list."""
    given = [Ignore(_known(code.upper()), "--ignore") for part in codes for code in part.replace(",", " ").split()]
    path = listed or (Path(name).parent / IGNORE_FILE if name != "-" else None)
    if path is None or (listed is None and not path.is_file()):
        return tuple(given)
    return (*given, *_read_list(path))


def split_findings(
    findings: Iterable[CheckFinding], ignores: Sequence[Ignore], file_name: str
) -> tuple[tuple[CheckFinding, ...], tuple[CheckFinding, ...]]:
    """Give the findings that count and those left out."""
    kept: list[CheckFinding] = []
    left_out: list[CheckFinding] = []
    for found in findings:
        ignored = any(ignore.matches(found, file_name) for ignore in ignores)
        (left_out if ignored else kept).append(found)
    return tuple(kept), tuple(left_out)


def _read_list(path: Path) -> Iterable[Ignore]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("ignore", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserMistake("bad-ignore", path=path, reason=error) from error
    return [_entry(path, entry) for entry in entries]


def _entry(path: Path, entry: dict[str, Any]) -> Ignore:
    try:
        ignore = Ignore(**entry)
    except TypeError as error:
        raise UserMistake("bad-ignore", path=path, reason=str(error).partition("() ")[2]) from error
    _known(ignore.code)
    return ignore


def _known(code: str) -> str:
    if code not in all_checks() and code not in FAMILIES:
        raise UserMistake("unknown-code", code=code)
    return code
