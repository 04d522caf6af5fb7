"""Every check by its code: what it says, why it matters, an example and the fix, in Vietnamese and English.

The sentences are data, one TOML file a family in `sentences/`; the pages in `docs/checks/` are made from them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

FAMILIES: Mapping[str, tuple[str, str]] = {
    "L": ("Cơ quan chủ trì", "Lead agency"),
    "D": ("Thời hạn", "Deadline"),
    "T": ("Chỉ tiêu", "Target"),
    "C": ("Viện dẫn", "Citation"),
    "P": ("Giai đoạn", "Period"),
    "S": ("Bố cục", "Structure"),
    "R": ("Chất lượng đọc", "Reading"),
}
SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in both languages."""

    vi: str
    en: str

    def said_in(self, language: str) -> str:
        """Give the sentence in a language; Vietnamese for any other than English."""
        return self.en if language == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `message` has places ({title}) that each finding fills; `severity` is one of `SEVERITIES`."""

    code: str
    severity: str
    title: Words
    message: Words
    why: Words
    example: Words
    fix: Words

    @property
    def family(self) -> str:
        """The letter of the family."""
        return self.code[0]


@lru_cache(maxsize=1)
def all_checks() -> Mapping[str, Check]:
    """Give every check by code, in the order of the families."""
    folder = files("dondoc.reading.checks").joinpath("sentences")
    checks: dict[str, Check] = {}
    for family in FAMILIES:
        entries = tomllib.loads(folder.joinpath(f"{family}.toml").read_text(encoding="utf-8"))
        checks |= {code: _check(code, entry) for code, entry in entries.items()}
    return checks


def _check(code: str, entry: Mapping[str, Any]) -> Check:
    words = {name: Words(**entry[name]) for name in ("title", "message", "why", "example", "fix")}
    return Check(code=code, severity=entry["severity"], **words)


def in_family(code: str, chosen: str) -> bool:
    """Tell whether a code is the chosen code or belongs to the chosen family letter."""
    return code == chosen or (len(chosen) == 1 and code.startswith(chosen))
